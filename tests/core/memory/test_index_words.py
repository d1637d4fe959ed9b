import gzip
from itertools import islice
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory import index_words
from core.memory.index_columns import texts_of
from core.memory.index_measure import STRANGER
from core.memory.index_words import Vocabulary
from core.normal import normal_form
from core.tokens import token_texts
from tests.shared import shared_path

PIECES = st.sampled_from(
    ["1", "000", "5%", "%d", "%", "i", "20", "<b", "a='x y'", "/>", "{{", "}}", "{0}", "${", "{a:",
     "}", "oʻ", "'dog'", "www.a.kz", "a@b.kz", "12-бап", "т.б.", " ", "\u00a0", "\x1c", "-", "٣"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(st.characters(), max_size=20))


@given(st.lists(st.lists(TEXTS, max_size=5), max_size=3))
def test_learning_many_is_learning_each(batches: list[list[str]]) -> None:
    many, each = Vocabulary(), Vocabulary()
    learn = many.learner()
    for texts in batches:
        normals = list(map(normal_form, texts))
        found = learn(texts_of(normals)).each() if normals else []
        assert words_of(many, found) == [token_texts(normal) for normal in normals]
        learned = [list(each.learned(token_texts(normal))) for normal in normals]
        assert words_of(each, learned) == words_of(many, found)


def words_of(vocabulary: Vocabulary, rows: list[list[int]]) -> list[list[str]]:
    """The words of these codes."""
    words = dict(zip(vocabulary._codes.values(), vocabulary._codes, strict=True))
    return [[words[code] for code in row] for row in rows]


def test_learning_many_is_learning_each_in_a_real_memory() -> None:
    vocabulary = Vocabulary()
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        segments = (element for _, element in ET.iterparse(file) if element.tag == "seg")
        texts = ("".join(segment.itertext()) for segment in segments)
        normals = [normal_form(text) for text in islice(texts, 30_000)]
    learn = vocabulary.learner()
    batches = [normals[start : start + 10_000] for start in range(0, len(normals), 10_000)]
    rows = [row for batch in batches for row in learn(texts_of(batch)).each()]
    assert words_of(vocabulary, rows) == [token_texts(normal) for normal in normals]


def again(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary as it comes back from a file."""
    return Vocabulary.from_arrays(vocabulary.arrays())


@given(st.lists(st.one_of(TEXTS, st.just("reopen")), max_size=8))
def test_what_comes_back_from_arrays_knows_and_learns_on(texts: list[str]) -> None:
    ours, fresh = Vocabulary(), Vocabulary()
    for text in texts:
        if text == "reopen":
            ours = again(ours)
        words = token_texts(normal_form(text))
        assert ours.known(words) == fresh.known(words)
        assert ours.learned(words) == fresh.learned(words)
    everything = [word for text in texts for word in token_texts(normal_form(text))]
    assert again(ours).known(everything) == fresh.known(everything)


def test_words_that_share_a_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_words, "_hash", len)
    vocabulary = Vocabulary()
    vocabulary.learned(["one", "two", "three"])
    assert again(vocabulary).known(["two", "six", "three", "one"]) == (2, STRANGER, 3, 1)


def test_words_that_were_never_met_are_strangers() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.learned(["сот", "заң", "сот"]) == (1, 2, 1)
    assert vocabulary.known(["заң", "бап", "сот"]) == (2, STRANGER, 1)


@pytest.mark.parametrize("text", ["1 000 000", "<a href='x y'>", "{{ x }}", "20 %i"])
def test_tokens_with_spaces_are_seen_whole(text: str) -> None:
    vocabulary = Vocabulary()
    texts = ["сот", text, "сот заң"]
    rows = vocabulary.learner()(texts_of(texts)).each()
    assert tuple(rows[1]) == vocabulary.known(token_texts(text))
    assert [rows[0], rows[2]] == [[1], [1, 2]]
