from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.memory import index, index_marked
from core.memory.index import SourceIndex
from core.memory.match import Comparable, comparable, compare, reaches
from core.memory.unit import TranslationUnit

WORDS = ["сот", "соты", "заң", "oʻz", "12", "<b>", ".", ",", "қабылдады", "𐐷", "\ud800", "ab", "a"]


@pytest.fixture(autouse=True, scope="module")
def _small_blocks() -> Iterator[None]:
    """Blocks of a few sources, so that examples have several of them, and see them joined."""
    with patch.object(index, "_RECENT", 4), patch.object(index_marked, "_AT_ONCE", 64):
        yield


@st.composite
def sources(draw: st.DrawFn) -> str:
    """One of few texts, short or long, with some changes: many are near the threshold."""
    size = draw(st.sampled_from([1, 2, 3, 5, 8, 12, 30, 60]))
    seed = draw(st.integers(0, 2))
    words = [WORDS[(seed + 1) * place * place % len(WORDS)] for place in range(size)]
    for _ in range(draw(st.integers(0, size // 2 + 1))):
        place = draw(st.integers(0, len(words)))
        words[place : place + draw(st.integers(0, 2))] = draw(
            st.lists(st.sampled_from(WORDS), max_size=2)
        )
    return " ".join(words)


def naive(
    wanted: Comparable, present: dict[int, Comparable], threshold: int
) -> dict[int, tuple[float, float]]:
    unit = TranslationUnit("", "", "kk", "ru")
    compared = {number: compare(wanted, unit, found) for number, found in present.items()}
    return {
        number: (match.word, match.char)
        for number, match in compared.items()
        if reaches(match, threshold)
    }


def found(
    sources: SourceIndex, wanted: Comparable, threshold: int
) -> dict[int, tuple[float, float]]:
    alike = sources.alike(wanted, threshold)
    numbers = alike.numbers.tolist()
    assert len(set(numbers)) == len(numbers)
    return dict(zip(numbers, zip(alike.word, alike.char, strict=True), strict=True))


@given(
    st.lists(
        st.one_of(sources(), st.lists(sources(), max_size=12), st.integers(0, 30)), max_size=20
    ),
    st.lists(st.tuples(sources().filter(str.strip), st.integers(50, 100)), min_size=1, max_size=4),
)
def test_finds_what_comparing_with_each_finds(
    acts: list[str | list[str] | int], questions: list[tuple[str, int]]
) -> None:
    ours, present, number = SourceIndex(), dict[int, Comparable](), 0
    for act in acts:
        if isinstance(act, int):
            if act in present:
                ours.discard(act)
                del present[act]
            continue
        forms = [comparable(act)] if isinstance(act, str) else [comparable(text) for text in act]
        if isinstance(act, str):
            ours.add(forms[0])
        else:
            ours.extend(form.normal for form in forms)
        present.update(enumerate(forms, start=number))
        number += len(forms)
    for text, threshold in questions:
        wanted = comparable(text)
        assert found(ours, wanted, threshold) == naive(wanted, present, threshold)


@given(
    st.text("ab", min_size=1, max_size=300),
    st.lists(
        st.tuples(st.integers(0, 300), st.sampled_from(["", "a", "b", "ba", "c"])), max_size=90
    ),
)
def test_long_texts_with_edits_all_over(text: str, edits: list[tuple[int, str]]) -> None:
    edited = text
    for place, new in edits:
        edited = edited[:place] + new + edited[place + 1 :]
    others = [edited, edited[::-1], edited[len(edited) // 3 :], "ab" * 90, text + "a", text * 2]
    forms = {number: comparable(other) for number, other in enumerate(others)}
    ours = SourceIndex()
    ours.extend(form.normal for form in forms.values())
    wanted = comparable(text)
    for threshold in (50, 71, 80):
        assert found(ours, wanted, threshold) == naive(wanted, forms, threshold)


def test_few_blocks_however_many_come_one_by_one() -> None:
    ours = SourceIndex()
    for number in range(300):
        ours.add(comparable(f"бап {number}"))
    assert len(ours._blocks) < 8
    assert sum(map(len, ours._blocks)) + len(ours._normals) == 300


def test_large_blocks_are_not_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LARGEST", 20)
    ours = SourceIndex()
    for first in (0, 12, 24, 32):
        ours.extend(f"бап {number}" for number in range(first, first + 12 - first // 24 * 4))
    assert [len(block) for block in ours._blocks] == [12, 12, 16]
    assert [*found(ours, comparable("бап 25"), 100)] == [25]


def test_what_is_taken_out_goes_when_blocks_are_joined() -> None:
    ours = SourceIndex()
    ours.extend(f"бап {number}" for number in range(8))
    for number in range(7):
        ours.discard(number)
    ours.extend(f"тармақ {number}" for number in range(8))
    assert [sorted(block.columns.numbers.tolist()) for block in ours._blocks] == [
        [7, *range(8, 16)]
    ]
