"""How long the main window is held up by what a person does in a very long document.

Each act is done in the real window, without a screen; what counts is the longest time in which the
window could not have answered a key.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.filtering import EVERYTHING, SegmentFilter
from core.people import Person, Role
from core.segment import Segment, State
from desktop import theme
from desktop.application import application
from desktop.main_window import MainWindow
from desktop.settings import Settings
from tests.build import add_document, make_project, make_segment

_PATIENCE = 300.0  # seconds

Until = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Felt:
    """An act in seconds: the longest hold, its processor time, and until all was done."""

    hold: float
    work: float
    whole: float


def felt(act: Callable[[], object], until: Until) -> Felt:
    """Do `act`, and whatever Qt does after it until that holds."""
    holds: list[tuple[float, float]] = []

    def hold(work: Callable[[], object]) -> None:
        begin, busy = perf_counter(), thread_time()
        work()
        holds.append((perf_counter() - begin, thread_time() - busy))

    start = perf_counter()
    end = monotonic() + _PATIENCE
    hold(act)
    hold(_process)
    while not until():
        if monotonic() > end:
            raise TimeoutError("the window is still busy")
        QThread.msleep(1)
        hold(_process)
    hold(_process)
    return Felt(
        max(each for each, _ in holds), max(each for _, each in holds), perf_counter() - start
    )


def measured(folder: Path, number: int) -> dict[str, Felt]:
    """What each act takes in a document of so many segments."""
    theme.apply(application(), dark=False)
    store = make_project(
        folder, [make_segment("Article 0."), make_segment("Article 00.")], name="w"
    )
    add_document(store, [_segment(n) for n in range(number)], "long.txt")
    store.close()
    settings = Settings(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    settings.person = Person("Aigul")
    window = MainWindow(settings)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    felt(lambda: window.projects.open(store.path), lambda: _is_open(window))
    found = {
        **_documents(window, number),
        **_rows(window, number),
        **_filters(window),
        **_looks(window),
        **_acts(window),
    }
    found["close the window"] = felt(window.close, lambda: True)
    window.deleteLater()
    return found


def _segment(number: int) -> Segment:
    """Each second one is translated."""
    source = (
        f"{number}. Everyone shall have the right to a fair hearing by court No. {number % 97}, "
        f"within {number % 30 + 1} days{' and to be told of it in writing' * (number % 3)}."
    )
    target = (
        f"{number}. Каждый имеет право на справедливое разбирательство судом № {number % 97} "
        f"в течение {number % 30 + 1} дней{' и на письменное уведомление' * (number % 3)}."
    )
    return make_segment(source, target if number % 2 else "", paragraph=number)


def _process() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _is_open(window: MainWindow) -> bool:
    return window.workspace is not None and not window.work.jobs.busy


def _is_quiet(window: MainWindow) -> bool:
    """Whether all that the person waits for is there; checks and matches follow by themselves."""
    workspace = window.workspace
    assert workspace
    return workspace.opened.is_whole and not workspace.acts.busy and not window.page.is_busy


def _documents(window: MainWindow, number: int) -> dict[str, Felt]:
    opened = window.panels.documents.opened
    return {
        name: felt(partial(opened.emit, place), partial(_is_quiet, window))
        for name, place in (
            (f"open a document of {number:,}", 2),
            ("open a short one", 1),
            ("open the long one again", 2),
        )
    }


def _rows(window: MainWindow, number: int) -> dict[str, Felt]:
    table, actions, workspace = window.page.table, window.actions_, window.workspace
    assert workspace

    def go(place: int) -> Felt:
        return felt(partial(table.select_segment, workspace.segments[place].id), lambda: True)

    def press() -> None:
        field = QApplication.focusWidget()
        assert field
        QTest.keyClick(field, Qt.Key.Key_A)

    far = [go(number * (37 * n % 100) // 100) for n in range(20)]
    at_work = go(number // 2)
    typed = felt(press, lambda: True)
    return {
        "move to a row far away, the slowest of 20": max(far, key=lambda each: each.work),
        "move to the middle": at_work,
        "type a letter": typed,
        "confirm and go on": felt(actions["confirm"].trigger, lambda: True),
        "undo that": felt(actions["undo"].trigger, lambda: True),
        "next unfinished": felt(actions["next_unfinished"].trigger, lambda: True),
    }


def _filters(window: MainWindow) -> dict[str, Felt]:
    bar, found = window.page.filter_bar, {}
    for name, wanted in (
        ("filter by text", SegmentFilter("справед")),
        ("filter by a regular expression", SegmentFilter(r"суд\w+ № 1\b", is_regex=True)),
        ("filter by state", SegmentFilter(states=frozenset({State.NEW}))),
        ("filter by nothing", EVERYTHING),
    ):
        found[name] = felt(partial(bar.show_filter, wanted), partial(_is_quiet, window))
    return found


def _looks(window: MainWindow) -> dict[str, Felt]:
    table = window.page.table
    bar, font = table.verticalScrollBar(), table.font()
    font.setPointSize(font.pointSize() + 3)
    return {
        "resize the window": felt(lambda: window.resize(1500, 950), lambda: True),
        "enlarge the text": felt(lambda: table.setFont(font), lambda: True),
        "scroll far": felt(lambda: bar.setValue(bar.maximum() // 3), lambda: True),
    }


def _acts(window: MainWindow) -> dict[str, Felt]:
    """Acts on all that is translated, by a reviewer."""
    workspace = window.workspace
    assert workspace
    window.settings.person = Person("Bolat", Role.REVIEWER)
    window.set_role(Role.REVIEWER)
    waiting = [segment for segment in workspace.segments if segment.state is State.TRANSLATED]
    undo, redo = window.actions_["undo"].trigger, window.actions_["redo"].trigger
    return {
        f"approve {len(waiting):,}": felt(
            lambda: workspace.approve_all(waiting), lambda: _is_quiet(window)
        ),
        "undo all of it": felt(undo, lambda: _is_quiet(window)),
        "redo all of it": felt(redo, lambda: _is_quiet(window)),
    }
