"""Translations pass, other texts do not: what may enter a memory hangs on it."""

import re
from pathlib import Path
from random import Random

import pytest

from core.alignment.aligner import align
from tests.shared import shared_path

DATA = Path(__file__).resolve().parents[2] / "data" / "alignment"


def sentences(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def confidence(source: list[str], target: list[str]) -> float:
    alignment = align(source, target, "", "")
    assert alignment.parallel == (alignment.confidence >= 0.5)
    return alignment.confidence


def test_windows_of_a_translation_pass() -> None:
    source, target = sentences("lease.en"), sentences("lease.ru")
    assert confidence(source[3:12], target[3:11]) > 0.5
    assert confidence(source[10:], target[10:]) > 0.5


def test_a_translation_with_gaps_passes() -> None:
    source, target = sentences("lease.en"), sentences("lease.ru")
    assert confidence(source[:5] + source[6:15] + source[17:], target) > 0.5


def test_sentences_in_another_order_do_not_pass() -> None:
    source, target = sentences("lease.en"), sentences("lease.ru")
    assert confidence(source, target[::-1]) < 0.1
    assert confidence(source, target[8:] + target[:8]) < 0.5
    passed = 0
    for seed in range(20):
        Random(seed).shuffle(target)
        passed += confidence(source, target) >= 0.5
    assert passed <= 2  # chance leaves some of the names and dates in their places


def test_another_text_does_not_pass() -> None:
    assert confidence(sentences("lease.en"), sentences("harvest.ru")) < 0.1
    assert confidence(sentences("lease.ru"), sentences("harvest.ru")) < 0.1


def test_headings_in_order_prove_nothing() -> None:
    """The articles of two laws have the same numbers; what they say is not the same."""
    source, target = sentences("lease.en"), sentences("harvest.ru")
    left = [line for n, text in enumerate(source[:12], 1) for line in (f"Article {n}", text)]
    right = [line for n, text in enumerate(target[:12], 1) for line in (f"Статья {n}", text)]
    assert confidence(left, right) < 0.5


def test_numbers_that_contradict_each_other_count_against_it() -> None:
    source, target = sentences("lease.en"), sentences("lease.ru")
    changed = [re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), line) for line in target]
    assert confidence(source, changed) < confidence(source, target)


def test_a_text_is_parallel_to_itself() -> None:
    for text in (sentences("harvest.ru"), ["Same."] * 6, ["Same."]):
        assert confidence(text, text) == 1


def test_one_pair_of_sentences_is_taken_on_trust() -> None:
    likely = confidence(["The house was built in 1987."], ["Дом построен в 1987 году."])
    other_year = confidence(["The house was built in 1987."], ["Дом построен в 1876 году."])
    too_short = confidence(["The house was built in 1987 and repaired in 2016."], ["Дом."])
    assert 0.5 <= likely <= 0.7
    assert other_year < likely
    assert too_short < 0.5


def test_nothing_is_a_translation_of_nothing() -> None:
    assert confidence([], []) == 0
    assert confidence([], ["Дом."]) == 0


def _is_english(paragraph: str) -> bool:
    return not re.search(r"[ýňşžğäöüА-Яа-яЎҚҒҲў]", paragraph)


@pytest.mark.parametrize(
    "name", ["000_95a02fc35197f4b3", "001_46e35a21a64a93f2", "002_d5b067f4afcd9e6f"]
)
def test_the_halves_of_a_document_in_two_languages(name: str) -> None:
    text = shared_path(f"samples/{name}.txt").read_text(encoding="utf-8")
    halves: dict[bool, list[str]] = {True: [], False: []}
    for paragraph in filter(str.strip, text.splitlines()):
        cut = re.split(r"(?<=[.!?])\s+(?=[^a-zа-я])", paragraph)
        halves[_is_english(paragraph)].extend(cut)
    assert confidence(halves[False], halves[True]) < 0.5
    assert confidence(halves[True], halves[False]) < 0.5
