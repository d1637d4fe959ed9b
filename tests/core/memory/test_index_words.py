import gzip
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(TEXTS, max_size=5))
def test_learning_many_is_learning_each(texts: list[str]) -> None:
    many, each = Vocabulary(), Vocabulary()
    learn = many.learner()
    for normal in map(normal_form, texts):
        assert tuple(learn(normal)) == each.learned(token_texts(normal))


def test_learning_many_is_learning_each_in_a_real_memory() -> None:
    many, each = Vocabulary(), Vocabulary()
    learn = many.learner()
    with gzip.open(shared_path("tm/tm_100k.tmx.gz")) as file:
        for number, (_, element) in enumerate(ET.iterparse(file)):
            if element.tag == "seg":
                normal = normal_form("".join(element.itertext()))
                assert tuple(learn(normal)) == each.learned(token_texts(normal))
            element.clear()
            if number == 50_000:
                break


def test_words_that_were_never_met_are_strangers() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.learned(["сот", "заң", "сот"]) == (1, 2, 1)
    assert vocabulary.known(["заң", "бап", "сот"]) == (2, STRANGER, 1)


@pytest.mark.parametrize("text", ["1 000 000", "<a href='x y'>", "{{ x }}", "20 %i"])
def test_tokens_with_spaces_are_seen_whole(text: str) -> None:
    vocabulary = Vocabulary()
    assert tuple(vocabulary.learner()(text)) == vocabulary.known(token_texts(text))
