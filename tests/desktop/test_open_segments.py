"""The open document's segments are found by id, in order, whole or in part."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.segment import Segment
from desktop.open_segments import OpenSegments


def _made(count: int, document: int = 1) -> list[Segment]:
    first = 1000 * document
    return [Segment(first + n, document, n, str(n), f"Article {n}.") for n in range(count)]


def _changed(segment: Segment, target: str) -> Segment:
    return replace(segment, target=target, version=segment.version + 1)


def test_changes_are_taken_over_where_they_belong() -> None:
    made = _made(3)
    opened = OpenSegments(made)
    now = _changed(made[1], "Статья 1.")
    elsewhere = _made(1, document=2)[0]
    assert opened.update([now, elsewhere]) == (now,)
    assert opened.all == [made[0], now, made[2]]
    assert opened[now.id] is now
    assert now.id in opened
    assert elsewhere.id not in opened
    assert made[1].target == ""


def test_neighbours_are_empty_at_the_ends() -> None:
    opened = OpenSegments(_made(3))
    found = [opened.neighbours(segment.id) for segment in opened.all]
    assert found == [("", "Article 1."), ("Article 0.", "Article 2."), ("Article 1.", "")]


@given(st.integers(1, 8), st.data())
def test_the_next_one_is_looked_for_around_the_ends(count: int, data: st.DataObject) -> None:
    made = _made(count)
    wanted = data.draw(st.sets(st.integers(0, count - 1)))
    start = data.draw(st.integers(0, count - 1))
    opened = OpenSegments(made)

    def at(place: int) -> Segment:
        return made[place % count]

    others = [at(start + n) for n in range(1, count)]
    forward = [segment for segment in others if segment.position in wanted]
    ids = {made[place].id for place in wanted}
    for ahead, expected in ((True, forward), (False, forward[::-1])):
        found = opened.next(at(start).id, lambda one: one.id in ids, forward=ahead)
        assert found == (expected[0] if expected else None)


def test_what_was_changed_while_the_rest_was_read_stays_changed() -> None:
    read = _made(6)
    opened = OpenSegments(read[1:3], is_whole=False)
    inside, beyond = _changed(read[2], "Внутри."), _changed(read[5], "Дальше.")
    elsewhere = _made(1, document=2)[0]
    opened.update([inside, beyond, elsewhere])
    # Some of it may have been read after it was changed.
    newer = _changed(inside, "Позже.")
    whole = opened.completed([*read[:2], newer, *read[3:]])
    assert whole.is_whole
    assert whole.all == [*read[:2], newer, *read[3:5], beyond]


@given(st.integers(1, 9), st.data())
def test_joined_segments_leave_and_come_back_to_their_places(
    count: int, data: st.DataObject
) -> None:
    made = _made(count)
    gone = data.draw(st.sets(st.integers(1, count - 1))) if count > 1 else set()
    places, place = [], -1
    for segment in made:
        place += segment.position not in gone
        places.append(place)
    joined = [replace(made[n], joined=True, position=places[n], version=2) for n in sorted(gone)]
    left = [replace(made[n], position=places[n]) for n in range(count) if n not in gone]
    opened = OpenSegments(made).reshaped(joined)
    assert opened.all == left
    back = [replace(made[n], version=3) for n in sorted(gone)]
    assert opened.reshaped(back).all == [
        replace(s, version=3) if s.position in gone else s for s in made
    ]


def test_of_a_part_what_was_joined_is_left_out() -> None:
    made = _made(6)
    part = OpenSegments(made[1:4], is_whole=False)
    now = [_changed(made[2], ""), replace(made[3], joined=True), replace(made[4], joined=True)]
    after = part.reshaped(now)
    assert after.all == made[1:3]
    assert not after.is_whole
    assert [each.id for each in after.newer_than(part)] == []
    after.update(now[:1])
    assert list(after.newer_than(part)) == now[:1]
