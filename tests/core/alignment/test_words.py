"""What the aligner sees of words: tokens, headings, cognates."""

import numpy as np
import pytest

from core.alignment.cognates import cognates
from core.alignment.corridor import corridor
from core.alignment.fixed import make_units
from core.alignment.pairs import Pairs, add_pairs
from core.alignment.structure import heading_id, is_heading, without_marker
from core.alignment.tokens import MARKS, end_mark, read_side, skeleton, tokenize
from core.errors import Cancelled
from core.progress import Progress


@pytest.mark.parametrize("text", ["12,500", "12.500", "12 500", "12\u00a0500", "12\u202f500"])
def test_separators_of_thousands_do_not_matter(text: str) -> None:
    assert tokenize(f"for {text} tenge") == ["for", "12500", "tenge"]


@pytest.mark.parametrize(
    ("text", "tokens"), [("0.5", ["0", ".", "5"]), ("in 2019 300", ["in", "2019", "300"])]
)
def test_other_numbers_stay_apart(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


@pytest.mark.parametrize("text", ["oʻzbek", "o'zbek", "o’zbek", "o‘zbek"])
def test_apostrophes_inside_words_do_not_matter(text: str) -> None:
    assert tokenize(text) == ["ozbek"]


def test_an_apostrophe_that_is_a_letter_may_stand_alone() -> None:
    assert tokenize("o ʻ z") == ["o", "ʻ", "z"]
    assert len(read_side(["ʻ"], Progress()).types) == 1


def test_quotation_marks_and_dashes_of_all_kinds_are_one() -> None:
    assert tokenize("«А» — б") == tokenize('"А" - б')


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("қазақстан", "kazakhstan"),
        ("дүйсенбаев", "duisenbaev"),
        ("конференция", "konferensiýa"),
        ("токио", "tokyo"),
    ],
)
def test_names_have_one_skeleton_in_both_scripts(word: str, other: str) -> None:
    assert skeleton(word)[:4] == skeleton(other)[:4]


@pytest.mark.parametrize("text", ["Article 5", "5-бап", "§ 3", "12.", "Статья 14", "Madda 7."])
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text", ["", "Preamble", "In 1948 the Assembly met.", "12 July was a Monday"]
)
def test_not_headings(text: str) -> None:
    assert not is_heading(text)
    assert heading_id(text) == 0


def test_headings_with_one_number_have_one_id() -> None:
    assert heading_id("Article 5") == heading_id("5-бап") != heading_id("Article 6")


@pytest.mark.parametrize("marker", ["1. ", "a) ", "(3) ", "IV. ", "• 2) "])
def test_list_markers_are_taken_off(marker: str) -> None:
    assert without_marker(f"{marker}Everyone has rights.").strip() == "Everyone has rights."


def test_what_is_no_marker_stays() -> None:
    assert without_marker("Article 5") == "Article 5"
    assert without_marker("I have rights.") == "I have rights."


def test_cognates_are_numbers_names_and_same_words() -> None:
    source = read_side(["Osmonov paid 300 to NATO"], Progress())
    target = read_side(["Осмонов уплатил 300 NATO"], Progress())
    found = cognates(source, target, Progress())
    pairs = {
        (source.types[s], target.types[t])
        for s, t in zip(found.source.tolist(), found.target.tolist(), strict=True)
    }
    assert pairs == {("osmonov", "осмонов"), ("300", "300"), ("nato", "nato")}


def test_the_corridor_follows_rare_words_around_a_gap() -> None:
    source = read_side([f"in {n} things" for n in range(2000)], Progress())
    rows = [*range(700), *range(1300, 2000)]
    target = read_side([f"в {n} вещей" for n in rows], Progress())
    units = make_units(len(source), len(target), [])
    band = corridor(source, target, cognates(source, target, Progress()), units)
    for column, row in enumerate(rows):
        assert band.low[row] <= column <= band.high[row]
    assert band.cells < 2000 * 1400 / 3


def test_the_corridor_follows_words_that_come_back() -> None:
    names = [chr(97 + n // 26) * 2 + chr(97 + n % 26) * 2 for n in range(300)]
    text = [f"{names[n * 7 % 300]} {n % 11}" for n in range(2100)]  # each name seven times
    source, target = read_side(text, Progress()), read_side(text, Progress())
    units = make_units(len(source), len(target), [])
    band = corridor(source, target, cognates(source, target, Progress()), units)
    row = np.arange(len(text) + 1)
    assert (band.low <= row).all()
    assert (row <= band.high).all()
    assert (band.high - band.low).max() < 100


def test_pairs_are_added_up_however_many_come_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(0)
    parts = [
        Pairs(random.integers(0, 5, 20), random.integers(0, 5, 20), random.random(20))
        for _ in range(9)
    ]
    expected = np.zeros((5, 5))
    for part in parts:
        np.add.at(expected, (part.source, part.target), part.weight)
    monkeypatch.setattr("core.alignment.pairs._MANY", 50)
    monkeypatch.setattr("core.alignment.pairs._AT_ONCE", 7)
    shares: list[float] = []
    found = add_pairs(parts, len(parts), Progress(lambda done, _: shares.append(done)))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(found) == np.count_nonzero(expected)
    assert (np.diff(found.source * 5 + found.target) > 0).all()
    np.testing.assert_allclose(expected[found.source, found.target], found.weight)


def test_adding_up_pairs_can_be_cancelled_at_every_few_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.alignment.pairs._AT_ONCE", 100)
    numbers = np.arange(1000)
    shares: list[float] = []
    progress = Progress(lambda done, _: shares.append(done))
    add_pairs([Pairs(numbers, numbers, np.ones(1000))], 1, progress)
    assert len(shares) >= 10
    progress.cancel()
    with pytest.raises(Cancelled):
        add_pairs([Pairs(numbers, numbers, np.ones(1000))], 1, progress)


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("It rains.", "."),
        ("«Дождь идёт…»", "."),
        ("He asked: (why?)", "?"),
        ("the parties agree;", ";"),
        ("as follows:  ", ":"),
        ("Article 5", ""),
        ("", ""),
        ("…", "."),
    ],
)
def test_sentences_are_told_apart_by_the_mark_at_their_end(sentence: str, mark: str) -> None:
    assert end_mark(sentence) == (MARKS.index(mark) + 1 if mark else 0)
