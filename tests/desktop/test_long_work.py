from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.errors import ExpectedError
from core.progress import Progress
from desktop.long_work import LongWork
from desktop.pictures import settle
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.message_bar import MessageKind

Told = list[tuple[object, ...]]


class Bench:
    """Long work with its bar, and what was told."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.bar = BusyBar(self.window)
        self.told: Told = []
        self.work = LongWork(self.bar, lambda *message: self.told.append(message), self.window)
        self.ends: list[object] = []

    def run(self, text: str, may_end: Event) -> None:
        def work(progress: Progress) -> str:
            progress.step(0.5, f"in {text}")
            while not may_end.wait(0.01):
                progress.step(0.6)
            return text

        self.work.run(
            text, work, self.ends.append, self.ends.append, lambda _r: self.ends.append(0)
        )

    @property
    def shown(self) -> str:
        """What the bar says, or nothing where it would not come."""
        waits = self.bar._timer.isActive() or self.bar.isVisibleTo(self.window)
        return self.bar.findChildren(ElidedLabel)[0].text() if waits else ""


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made.window)
    yield made
    made.work.jobs.close()


def test_the_bar_shows_what_is_running_until_all_is_done(bench: Bench) -> None:
    first, second = Event(), Event()
    bench.run("first", first)
    bench.run("second", second)
    assert bench.shown == "first"
    settle(lambda: bench.shown == "in first")
    first.set()
    settle(lambda: bench.shown == "in second")
    assert bench.ends == ["first"]
    second.set()
    settle(lambda: not bench.work.jobs.busy)
    assert bench.ends == ["first", "second"]
    assert bench.shown == ""


def test_cancel_is_for_what_is_running_and_only_its_end_is_the_end(bench: Bench) -> None:
    never, second = Event(), Event()
    bench.run("first", never)
    bench.run("second", second)
    settle(lambda: bench.shown == "in first")
    bench.bar._cancel.click()
    assert bench.shown == "Cancelling…"
    settle(lambda: bench.ends == [0])
    assert bench.shown in ("second", "in second")
    assert bench.bar._cancel.isEnabled()
    second.set()
    settle(lambda: not bench.work.jobs.busy)
    assert bench.ends == [0, "second"]


def test_an_expected_error_is_told(bench: Bench) -> None:
    def work(_progress: Progress) -> None:
        raise ExpectedError("The disk is full.")

    bench.work.run("first", work, bench.ends.append)
    settle(lambda: not bench.work.jobs.busy)
    assert bench.told == [(MessageKind.ERROR, "The disk is full.")]
    assert bench.shown == ""


def test_a_bug_reaches_the_hook_and_the_bar_goes(bench: Bench, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        bench.work.run("first", work, bench.ends.append)
        settle(lambda: not bench.work.jobs.busy)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert bench.told == []
    assert bench.shown == ""


def test_cancel_with_nothing_under_way_does_nothing(bench: Bench) -> None:
    bench.bar._cancel.click()
    assert bench.ends == []
