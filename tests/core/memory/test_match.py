import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory.match import (
    Difference,
    Match,
    Penalty,
    comparable,
    compare,
    differences,
    likeness,
    reaches,
    reading,
)
from core.memory.unit import TranslationUnit


def match(wanted: str, found: str, **options: object) -> Match:
    unit = TranslationUnit(
        found, "–", "kk", "ru", context_before="алдыңғы", context_after="кейінгі"
    )
    return compare(comparable(wanted), unit, comparable(found), **options)  # type: ignore[arg-type]


def naive_distance(first: tuple[str, ...] | str, second: tuple[str, ...] | str) -> int:
    """Levenshtein's distance by its definition (Wagner and Fischer 1974)."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, start=1):
        above = row
        row = [i]
        for j, other in enumerate(second, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (one != other)))
    return row[-1]


@given(st.text(alphabet="абв ", max_size=12), st.text(alphabet="абв ", max_size=12))
def test_likeness_follows_its_definition(first: str, second: str) -> None:
    for one, other in ((first, second), (tuple(first.split()), tuple(second.split()))):
        longer = max(len(one), len(other))
        if longer:
            expected = 100 * (longer - naive_distance(one, other)) / longer
            assert likeness(one, other) == expected


@pytest.mark.parametrize(
    ("wanted", "found", "word", "char", "score"),
    [
        ("a b c d", "a b c d", 100, 100, 100),
        ("a b c d", "a b c e", 75, 100 * 6 / 7, 85),
        ("Сот шешім қабылдады.", "СОТ шешім  қабылдады.", 100, 100, 99),
        ("Oʻzbekiston", "O'zbekiston", 100, 100, 99),
        ("и\u0306од", "йод", 100, 100, 99),
        # Spaces that make no tokens differ: never 100.
        ("сот , заң", "сот, заң", 100, 100 * 8 / 9, 99),
        ("abc", "xyz", 0, 0, 0),
    ],
)
def test_scores(wanted: str, found: str, word: float, char: float, score: int) -> None:
    result = match(wanted, found)
    assert (result.word, result.char, result.score) == (word, char, score)


def test_only_identical_text_is_exact_however_long() -> None:
    long = " ".join(f"сөз{number}" for number in range(2000))
    assert match(long, long + "х").score == 99
    assert not match(long, long.upper()).is_exact
    assert match(long, long).is_exact


@pytest.mark.parametrize(
    ("before", "after", "score"),
    [
        ("", "", 100),
        ("алдыңғы", "", 101),
        ("", "кейінгі", 101),
        ("басқа", "кейінгі", 101),
        ("алдыңғы", "кейінгі", 102),
        ("басқа", "басқа", 100),
    ],
)
def test_the_same_neighbours_make_a_context_match(before: str, after: str, score: int) -> None:
    result = match("Сот.", "Сот.", before=before, after=after)
    assert result.score == score
    assert result.is_context == (score > 100)
    assert match("Сот", "Сот.", before=before, after=after).score < 100


def test_no_neighbour_is_not_the_same_neighbour() -> None:
    unit = TranslationUnit("Сот.", "Суд.", "kk", "ru")
    wanted = comparable("Сот.")
    assert compare(wanted, unit, wanted, before="", after="").score == 100


def test_penalties_are_taken_off_and_listed() -> None:
    penalties = (Penalty("machine translation", 5), Penalty("not reviewed", 1))
    result = match("Сот.", "Сот.", before="алдыңғы", penalties=penalties)
    assert result.score == 95
    assert result.penalties == penalties
    assert result.is_exact
    assert result.is_context


@pytest.mark.parametrize(
    ("word", "char", "threshold", "expected"),
    [
        (50, 0, 50, True),
        (49.9, 69.9, 50, False),
        (0, 70, 50, True),
        (0, 70, 70, True),
        (0, 79.9, 80, False),
        (80, 0, 80, True),
    ],
)
def test_thresholds(word: float, char: float, threshold: int, expected: bool) -> None:
    unit = TranslationUnit("", "", "kk", "ru")
    assert reaches(Match(unit, 0, word, char), threshold) is expected


@pytest.mark.parametrize(
    ("wanted", "found", "kinds"),
    [
        ("Сот шешті.", "Сот шешті.", ""),
        ("Сот шешті.", "сот шешті.", "case"),
        ("Сот шешті.", "Сот шешті", "punctuation"),
        ("Oʻzbekiston", "O'zbekiston", "punctuation"),
        ("12-бап", "13-бап", "numbers"),
        ("1 000 сом", "1\u00a0000 сом", "spaces"),
        ("1 000 сом", "2 000 сом", "numbers"),
        ("<b>сот</b> %s", "сот %d", "tags"),
        ("Сот  шешті.", "Сот шешті.", "spaces"),
        (" Сот", "Сот", "spaces"),
        ("Сот шешті.", "Сот қарады.", "words"),
        ("Жаңа сот шешті 5.", "жаңа сот  шешті, 6.", "case punctuation numbers spaces"),
        ("Сот үйі жаңа", "Үйі жаңа", "words case"),
        ("и\u0306од", "йод", ""),
    ],
)
def test_what_differs(wanted: str, found: str, kinds: str) -> None:
    expected = {Difference(kind) for kind in kinds.split()}
    one, other = reading(wanted), reading(found)
    assert differences(one, other) == differences(other, one) == expected


def test_a_match_offers_its_target_or_what_was_made_of_it() -> None:
    unit = TranslationUnit("12-бап", "Статья 12", "kk", "ru")
    assert Match(unit, 90, 0, 90).offer == "Статья 12"
    assert Match(unit, 90, 0, 90, adapted="Статья 13", repaired=True).offer == "Статья 13"
