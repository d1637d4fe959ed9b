"""Which segments a filter wants."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filtering import EVERYTHING, FilterError, Marks, SegmentFilter, select
from core.segment import Origin, OriginKind, Segment, State


def _segment(number: int = 1, source: str = "", target: str = "", **more: object) -> Segment:
    return replace(Segment(number, 1, number, str(number), source, target), **more)  # type: ignore[arg-type]


def test_the_empty_filter_wants_everything() -> None:
    assert EVERYTHING.matches(_segment())
    assert SegmentFilter(is_regex=True).matches(_segment())


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("құқық", True),
        ("ҚҰҚЫҚ", True),
        ("the right", True),
        ("1 March", True),  # the source has a no-break space
        ("right.", False),  # no pattern, just a full stop
        ("wrong", False),
    ],
)
def test_text_is_found_in_source_or_target(text: str, is_found: bool) -> None:
    segment = _segment(source="The right since 1\u00a0March", target="Адам құқығы, құқықтар")
    assert SegmentFilter(text=text).matches(segment) is is_found


def test_a_narrow_no_break_space_in_the_wanted_text_finds_an_ordinary_one() -> None:
    assert SegmentFilter(text="10\u202f000").matches(_segment(source="10 000 people"))


@pytest.mark.parametrize(
    ("pattern", "is_found"),
    [(r"\bart\w+ \d+", True), (r"^бап", False), (r"^1-БАП$", True), (r"\p{Cyrillic}", True)],
)
def test_a_regular_expression_is_searched_in_both(pattern: str, is_found: bool) -> None:
    segment = _segment(source="See Article 1", target="1-бап")
    assert SegmentFilter(text=pattern, is_regex=True).matches(segment) is is_found


def test_a_faulty_expression_is_an_expected_error() -> None:
    with pytest.raises(FilterError, match="not a regular expression"):
        SegmentFilter(text="(a", is_regex=True)


def test_an_expression_that_never_ends_is_given_up() -> None:
    endless = SegmentFilter(text=r"^(\w|\w\w|\w\w\w)+\d$", is_regex=True)
    segments = [_segment(number, source="слово" * 20) for number in range(50)]
    with pytest.raises(FilterError, match="takes too long"):
        select(segments, endless, seconds=0.05)


def test_one_of_the_states_and_one_of_the_origins_must_fit() -> None:
    machine = Origin(OriginKind.MACHINE)
    segments = [
        _segment(1, state=State.DRAFT, origin=machine),
        _segment(2, state=State.REJECTED),
        _segment(3, state=State.TRANSLATED, origin=machine),
    ]
    unfinished = frozenset({State.DRAFT, State.REJECTED})
    assert select(segments, SegmentFilter(states=unfinished)) == [0, 1]
    by_machine = frozenset({OriginKind.MACHINE})
    assert select(segments, SegmentFilter(origins=by_machine)) == [0, 2]
    assert select(segments, SegmentFilter(states=unfinished, origins=by_machine)) == [0]


def test_issues_and_comments_come_from_the_marks() -> None:
    segments = [_segment(number) for number in (1, 2, 3)]
    marks = Marks(issues=frozenset({1, 2}), comments=frozenset({2, 3}))
    assert select(segments, SegmentFilter(with_issues=True), marks) == [0, 1]
    assert select(segments, SegmentFilter(with_comments=True), marks) == [1, 2]
    assert select(segments, SegmentFilter(with_issues=True, with_comments=True), marks) == [1]


@given(st.text(), st.text(), st.data())
def test_any_part_of_a_text_finds_it(before: str, after: str, data: st.DataObject) -> None:
    part = data.draw(st.text(min_size=1))
    segment = _segment(target=before + part + after)
    assert SegmentFilter(text=part).matches(segment)


@given(st.lists(st.sampled_from(State), max_size=20), st.sets(st.sampled_from(State), min_size=1))
def test_select_agrees_with_matches(states: list[State], wanted: set[State]) -> None:
    segments = [_segment(number, state=state) for number, state in enumerate(states)]
    only = SegmentFilter(states=frozenset(wanted))
    fitting = [place for place, segment in enumerate(segments) if only.matches(segment)]
    assert select(segments, only) == fitting
