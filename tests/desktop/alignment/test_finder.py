"""Who looks for a text in the rows gets an answer, and is not carried away from other work."""

from dataclasses import replace
from threading import Event

import pytest

from core.alignment import editing
from core.alignment.session import AlignmentSession
from core.progress import Progress
from desktop.alignment import finder
from services.alignments import OpenAlignment
from tests.desktop.alignment.conftest import Aligning


class Slow:
    """A search that goes on when it is let go."""

    def __init__(self) -> None:
        self._go_on = Event()
        self._really = finder.row_with

    def __call__(
        self, session: AlignmentSession, wanted: str, start: int, direction: int, progress: Progress
    ) -> int | None:
        self._go_on.wait()
        return self._really(session, wanted, start, direction, progress)

    def end(self, aligning: Aligning) -> None:
        self._go_on.set()
        aligning.wait()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(finder, "row_with", made)
    return made


def test_who_asks_twice_goes_on_twice(aligning: Aligning, slow: Slow) -> None:
    for _ in range(2):
        aligning.window.finder.find("article", 1)
    slow.end(aligning)
    assert aligning.spot.row == 5


def test_there_and_back_again(aligning: Aligning, slow: Slow) -> None:
    aligning.window.finder.find("article", 1)
    aligning.window.finder.find("article", -1)
    slow.end(aligning)
    assert aligning.spot.row == 14


def test_another_text_takes_the_place_of_the_first(aligning: Aligning, slow: Slow) -> None:
    aligning.window.finder.find("article", 1)
    aligning.window.finder.find("30 минут", 1)
    slow.end(aligning)
    assert aligning.spot.row == 8


def test_rows_that_were_judged_meanwhile_are_looked_through_again(
    aligning: Aligning, slow: Slow
) -> None:
    aligning.window.finder.find("article", 1)
    aligning.window.desk.act(lambda session: editing.accept_above(session, 0))
    slow.end(aligning)
    assert aligning.spot.row == 1


def test_what_is_nowhere_is_said_wherever_one_is_by_then(aligning: Aligning, slow: Slow) -> None:
    aligning.window.finder.find("nowhere", 1)
    aligning.go_to(7)
    slow.end(aligning)
    assert aligning.spot.row == 7
    assert aligning.window.foot.said == "“nowhere” is in neither of the texts."


def test_who_went_on_is_left_there_and_looks_from_there_the_next_time(
    aligning: Aligning, slow: Slow
) -> None:
    for _ in range(2):
        aligning.window.finder.find("article", 1)
    aligning.go_to(7)
    slow.end(aligning)
    assert aligning.spot.row == 7
    aligning.window.finder.find("article", 1)
    aligning.wait()
    assert aligning.spot.row == 10


def test_who_began_to_write_is_left_there(aligning: Aligning, slow: Slow) -> None:
    aligning.window.finder.find("article", 1)
    aligning.window.table.open_field()
    slow.end(aligning)
    assert aligning.spot.row == 0
    assert aligning.window.table.is_editing


def test_an_alignment_that_is_left_is_not_searched_on(aligning: Aligning, slow: Slow) -> None:
    aligning.window.finder.find("nowhere", 1)
    aligning.window.desk.show(None)
    slow.end(aligning)
    assert aligning.window.foot.said == ""


def test_texts_without_a_sentence_have_nothing(aligning: Aligning) -> None:
    empty = replace(aligning.session, rows=())
    aligning.window.desk.show(OpenAlignment(empty))
    aligning.window.finder.find("article", 1)
    aligning.wait()
    assert aligning.window.foot.said == "“article” is in neither of the texts."
