"""Work comes home once, whatever happens to it on the way."""

import logging
from collections.abc import Callable, Iterator
from itertools import count
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import ExpectedError
from core.progress import Progress
from desktop.jobs import Job, Jobs
from desktop.pictures import settle

PATIENCE = 10.0  # seconds


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    assert qapp
    made = Jobs()
    yield made
    made.close()


class Outcome:
    """What came home."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.dropped: list[object] = []
        self.reported: list[tuple[float, str]] = []

    @property
    def all(self) -> tuple[list[object], list[Exception], list[object]]:
        return self.done, self.failed, self.dropped


class Gate:
    """Work that waits in its thread until it may go on."""

    def __init__(self, result: object = "result", *, steps: bool = False) -> None:
        self.began, self.may_go_on = Event(), Event()
        self.result, self.steps = result, steps

    def __call__(self, progress: Progress) -> object:
        self.began.set()
        assert self.may_go_on.wait(PATIENCE)
        if self.steps:
            progress.step(1.0)
        return self.result


def start(jobs: Jobs, work: Callable[[Progress], object]) -> tuple[Outcome, Job]:
    out = Outcome()
    job = jobs.start(
        work,
        out.done.append,
        out.failed.append,
        lambda share, text: out.reported.append((share, text)),
        out.dropped.append,
    )
    return out, job


def test_work_runs_elsewhere_and_its_result_comes_home(jobs: Jobs) -> None:
    home: list[bool] = []
    away: list[bool] = []
    jobs.start(
        lambda _progress: away.append(current_thread() is main_thread()),
        lambda _none: home.append(current_thread() is main_thread()),
        lambda error: pytest.fail(str(error)),
    )
    assert jobs.busy
    settle(lambda: not jobs.busy)
    assert (away, home) == ([False], [True])


def test_reports_come_home_in_order_before_the_result(jobs: Jobs) -> None:
    def work(progress: Progress) -> str:
        for number in range(1000):
            progress.step(number / 1000, str(number))
        return "done"

    out, _job = start(jobs, work)
    settle(lambda: not jobs.busy)
    assert [text for _share, text in out.reported] == [str(number) for number in range(1000)]
    assert out.all == (["done"], [], [])


@pytest.mark.parametrize("error", [ExpectedError("a sentence"), ZeroDivisionError("a bug")])
def test_errors_come_home_as_they_are(jobs: Jobs, error: Exception) -> None:
    def work(_progress: Progress) -> None:
        raise error

    out, _job = start(jobs, work)
    settle(lambda: not jobs.busy)
    assert out.all == ([], [error], [])


@pytest.mark.parametrize(("steps", "result"), [(True, None), (False, "result")])
def test_cancelled_work_is_dropped_with_what_came_too_late(
    jobs: Jobs, steps: bool, result: object
) -> None:
    gate = Gate(steps=steps)
    out, job = start(jobs, gate)
    gate.began.wait(PATIENCE)
    job.cancel()
    assert jobs.busy, "it runs on until it looks"
    gate.may_go_on.set()
    settle(lambda: not jobs.busy)
    assert out.all == ([], [], [result])


def test_a_result_on_its_way_home_is_dropped_too(jobs: Jobs) -> None:
    out, job = start(jobs, lambda _progress: "result")
    future = jobs._running[job]
    future.result(PATIENCE)
    job.cancel()
    settle(lambda: not jobs.busy)
    assert out.all == ([], [], ["result"])


def test_work_that_was_cancelled_while_it_waited_never_begins(jobs: Jobs) -> None:
    gate, second = Gate(), Gate()
    start(jobs, gate)
    out, job = start(jobs, second)
    job.cancel()
    gate.may_go_on.set()
    settle(lambda: not jobs.busy)
    assert not second.began.is_set()
    assert out.all == ([], [], [None])


def test_a_bug_in_cancelled_work_is_logged(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    gate = Gate()

    def work(progress: Progress) -> None:
        gate(progress)
        raise ZeroDivisionError

    out, job = start(jobs, work)
    gate.began.wait(PATIENCE)
    job.cancel()
    gate.may_go_on.set()
    with caplog.at_level(logging.ERROR):
        settle(lambda: not jobs.busy)
    assert "ZeroDivisionError" in caplog.text
    assert out.all == ([], [], [None])


def test_stopping_waits_for_one_job_and_leaves_the_next(jobs: Jobs) -> None:
    gate = Gate()

    def work(progress: Progress) -> None:
        while True:
            progress.step(0.5)

    first, job = start(jobs, work)
    second, _ = start(jobs, gate)
    jobs.stop(job)
    assert first.dropped == [None]
    gate.may_go_on.set()
    settle(lambda: not jobs.busy)
    assert second.all == (["result"], [], [])


def test_closing_drops_everything_at_once(qapp: QApplication) -> None:
    assert qapp
    jobs = Jobs()
    first, _ = start(jobs, lambda _progress: "result")
    second, _ = start(jobs, lambda _progress: "never begun")
    jobs.close()
    assert not jobs.busy
    assert first.all in (([], [], ["result"]), ([], [], [None]))
    assert second.all in (([], [], ["never begun"]), ([], [], [None]))
    settle()
    assert len(first.dropped) == len(second.dropped) == 1


def test_many_pieces_of_work_lose_nothing(jobs: Jobs) -> None:
    numbers = count()
    outcomes = [start(jobs, lambda _progress: next(numbers))[0] for _ in range(500)]
    settle(lambda: not jobs.busy)
    assert [outcome.done for outcome in outcomes] == [[n] for n in range(500)]
