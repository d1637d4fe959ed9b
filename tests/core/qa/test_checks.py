"""Every check against tables of right and wrong translations (tests/data/qa)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language import TAGS
from core.qa.checks import CHECKS, check_segment, repaired
from core.qa.issue import Issue, Severity
from core.segment import Segment, State

DATA = Path(__file__).parents[2] / "data" / "qa"
IDS = [check.id for check in CHECKS]


def issues(source_language: str, target_language: str, source: str, target: str) -> list[Issue]:
    segment = Segment(7, 1, 0, "0", source, target, State.TRANSLATED)
    return check_segment(segment, source_language, target_language)


def cases(kind: str) -> list[tuple[str, ...]]:
    return [
        (path.stem, *case)
        for path in sorted(DATA.glob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))[kind]
    ]


@pytest.mark.parametrize(
    ("check", "source_language", "target_language", "source", "target"), cases("right")
)
def test_right_translations_raise_no_issue_of_any_check(
    check: str, source_language: str, target_language: str, source: str, target: str
) -> None:
    assert check in IDS
    assert issues(source_language, target_language, source, target) == []


@pytest.mark.parametrize(
    ("check", "source_language", "target_language", "source", "target", "marked", "fix"),
    cases("wrong"),
)
def test_wrong_translations_are_found_marked_and_repaired(
    check: str,
    source_language: str,
    target_language: str,
    source: str,
    target: str,
    marked: str | None,
    fix: str | None,
) -> None:
    found = [
        issue
        for issue in issues(source_language, target_language, source, target)
        if issue.check == check
    ]
    assert found
    first = found[0]
    assert first.segment_id == 7
    assert (None if first.start is None else target[first.start : first.end]) == marked
    assert first.fix == fix


@pytest.mark.parametrize(
    ("check", "source_language", "target_language", "source", "target", "marked", "fix"),
    [case for case in cases("wrong") if case[-1] is not None],
)
def test_a_repaired_target_has_the_issue_no_more(
    check: str,
    source_language: str,
    target_language: str,
    source: str,
    target: str,
    marked: str | None,
    fix: str,
) -> None:
    del target, marked
    assert check not in [i.check for i in issues(source_language, target_language, source, fix)]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=5),
            st.sampled_from(
                [
                    "1",
                    "000,5",
                    "12.05.2020",
                    "3.2.1",
                    "тыс.",
                    "млн",
                    "17:00",
                    "p.m.",
                    "G20",
                    "XXI",
                    "%s",
                    "{0}",
                    "<b>",
                    "</b>",
                    "«",
                    "»",
                    "“",
                    "(",
                    "a)",
                    ")",
                    "А.Daulbayev",
                    "oʻ",
                    "o'",
                    "бір",
                    "https://example.org/a",
                    "?",
                    ".",
                    "…",
                    "1990s",
                ]
            ),
            st.just(" "),
        )
    ).map("".join),
    st.sampled_from(TAGS),
    st.sampled_from(TAGS),
)
def test_a_copy_differs_in_nothing_and_every_place_is_in_the_target(
    text: str, source_language: str, target_language: str
) -> None:
    found = issues(source_language, target_language, text, text)
    assert {issue.check for issue in found} <= {
        "same_as_source",
        "untranslated",
        "mixed_script",
        "apostrophe_letters",
        "foreign_letters",
        "uncomposed_letters",
    }
    for issue in found:
        assert issue.start is None or 0 <= issue.start <= (issue.end or 0) <= len(text)


def test_every_check_has_a_table_and_a_title() -> None:
    assert sorted(IDS) == sorted(path.stem for path in DATA.glob("*.json"))
    titles = [check.title for check in CHECKS]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_segment_without_target_has_at_most_the_issue_of_being_without_one() -> None:
    new = Segment(1, 1, 0, "0", "Article 12", "")
    assert check_segment(new, "en", "kk") == []
    confirmed = Segment(1, 1, 0, "0", "Article 12", "", State.REVIEWED)
    assert [issue.check for issue in check_segment(confirmed, "en", "kk")] == ["untranslated"]


def test_an_issue_says_what_is_wrong_where_and_how_gravely() -> None:
    assert issues("en", "kk", "Article 12", "13-бап") == [
        Issue(
            7,
            "numbers",
            Severity.ERROR,
            "Numbers differ: missing 12; not in the source 13.",
            0,
            2,
        )
    ]


def test_each_mixed_word_has_an_issue_of_its_own() -> None:
    found = issues("en", "kk", "The court and the law", "Cот және зaң")
    assert [(issue.message, issue.fix) for issue in found] == [
        ("“Cот” has the Latin “C” among its letters.", "Сот және зaң"),
        ("“зaң” has the Latin “a” among its letters.", "Cот және заң"),
    ]


def target(text: str, source: str = "The court of Kazakhstan") -> Segment:
    return Segment(7, 1, 0, "0", source, text, State.TRANSLATED)


def test_every_sign_is_repaired_at_once_and_nothing_else() -> None:
    damaged = "Қазақcтан за\u200bңы\u00a0– cот,  Р—Р°ТЈ."
    assert repaired(target(damaged), "en", "kk") == "Қазақстан заңы\u00a0– сот,  Заң."
    assert repaired(target("O'zbekiston  qоnuni"), "en", "uz-Latn") == "Oʻzbekiston  qonuni"
    assert repaired(target("O'zbek O'zbekcha", "O'zbek"), "en", "uz-Latn") == "O'zbek Oʻzbekcha"


@given(st.text(), st.text(), st.sampled_from(TAGS))
def test_what_is_repaired_needs_no_repair(source: str, text: str, tag: str) -> None:
    once = repaired(target(text, source), "en", tag)
    assert repaired(target(once, source), "en", tag) == once
