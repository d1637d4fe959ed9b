"""Pre-translation runs beside the window: told, cancelled, and never half done."""

from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest

import services.pretranslating
from core.memory.memories import AttachedMemory
from core.segment import State
from desktop.pretranslation.dialog import PretranslationDialog
from desktop.pretranslation.result_dialog import PretranslationResult
from desktop.reports.analysis_dialog import AnalysisDialog
from desktop.widgets.message_bar import MessageKind
from services import memories
from tests.desktop.window import Window, content, texts_of, words_of

PATIENCE = 10.0  # seconds
SOURCES = ["Everyone may rest.", "Everyone may work.", "Other."]


class Held:
    """A pre-translation that stops on its way, at the moment a test wants."""

    def __init__(self, *, after: bool) -> None:
        self.reached, self.may_go_on = Event(), Event()
        self._after, self._real = after, services.pretranslating.pretranslate

    def __call__(self, *args: object) -> object:
        result = self._real(*args) if self._after else None  # type: ignore[arg-type]
        self.reached.set()
        assert self.may_go_on.wait(PATIENCE)
        return result if self._after else self._real(*args)  # type: ignore[arg-type]


@pytest.fixture
def texts(window: Window, tmp_path: Path) -> Window:
    window.make(tmp_path, SOURCES, ["Каждый может отдыхать."])
    return window


def accept(window: Window) -> None:
    window.main.actions_["pretranslate"].trigger()
    dialog = window.dialog()
    assert isinstance(dialog, PretranslationDialog)
    dialog.threshold.setValue(50)
    dialog.accept()


def test_the_result_is_shown(texts: Window) -> None:
    accept(texts)
    texts.wait()
    dialog = texts.dialog()
    assert isinstance(dialog, PretranslationResult)
    assert "1 segment was filled from memory." in words_of(dialog)
    rows = texts_of(dialog.table)
    assert rows[0][0] == "text.txt"
    assert rows[0][1:] == rows[1][1:] == ["0", "0", "0", "0", "0", "1", "0", "1", "1"]


@pytest.mark.parametrize("after", [False, True])
def test_cancelled_from_the_bar(texts: Window, after: bool) -> None:
    """Before it is stored nothing remains; after that it is there, and shown."""
    held = Held(after=after)
    with patch("services.pretranslating.pretranslate", held):
        accept(texts)
        assert held.reached.wait(PATIENCE)
        texts.main._busy_bar._cancel.click()
        held.may_go_on.set()
        texts.wait()
    assert bool(texts.workspace.segments[1].target) is after
    assert texts.workspace.undo_stack.canUndo() is after


def test_the_project_is_closed_on_the_way(texts: Window) -> None:
    held = Held(after=True)
    path = texts.workspace.path
    with patch("services.pretranslating.pretranslate", held):
        accept(texts)
        assert held.reached.wait(PATIENCE)
        held.may_go_on.set()
        texts.main.show_welcome()
        texts.wait()
    assert [state for _, _, state in content(path)] == [State.TRANSLATED, State.DRAFT, State.NEW]


def test_nothing_to_fill_is_told(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, SOURCES[:1], ["Каждый."])
    accept(window)
    window.wait()
    assert window.message == (
        MessageKind.INFO,
        "There is nothing without a translation to fill.",
    )


def test_a_memory_that_is_gone_is_told(texts: Window, tmp_path: Path) -> None:
    gone = AttachedMemory(str(tmp_path / "gone.memory"), "Gone")
    memories.attach(texts.workspace.store, gone)
    accept(texts)
    texts.wait()
    assert texts.message
    assert texts.message[0] is MessageKind.ERROR
    assert "gone.memory" in texts.message[1]


def test_analysis_is_shown(texts: Window) -> None:
    texts.trigger("analyse")
    dialog = texts.dialog()
    assert isinstance(dialog, AnalysisDialog)
