"""Imports and exports run beside the window: told, cancelled, and never half done."""

from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

import services.importing
import services.projects
from core.progress import Progress
from core.segment import State
from desktop.pictures import settle
from desktop.transfer.export_dialog import ExportDialog
from desktop.transfer.import_dialog import ImportDialog
from desktop.widgets.message_bar import MessageKind
from services import projects
from tests.core.formats.tmx_contents import read_back_tmx
from tests.desktop.window import Window, content, words_of

PATIENCE = 10.0  # seconds


class Held:
    """An import that stops on its way, at the moment a test wants."""

    def __init__(self, *, after: bool) -> None:
        self.reached, self.may_go_on = Event(), Event()
        self._after, self._real = after, services.importing.import_file

    def __call__(self, *args: object, **options: object) -> object:
        result = self._real(*args, **options) if self._after else None  # type: ignore[arg-type]
        self.reached.set()
        assert self.may_go_on.wait(PATIENCE)
        return result if self._after else self._real(*args, **options)  # type: ignore[arg-type]


def start_import(window: Window, held: Held, *paths: Path) -> None:
    window.main.transfers.import_files(paths)
    window.wait()
    dialog = window.dialog()
    assert isinstance(dialog, ImportDialog)
    dialog.accept()
    assert held.reached.wait(PATIENCE)


@pytest.mark.parametrize("after", [False, True])
def test_an_import_cancelled_from_the_bar(
    window: Window, tmp_path: Path, text: Path, after: bool
) -> None:
    """Before it is stored nothing remains; after that it is there, and shown."""
    window.make(tmp_path, ["One right."])
    held = Held(after=after)
    with patch("services.importing.import_file", held):
        start_import(window, held, text)
        window.main._busy_bar._cancel.click()
        held.may_go_on.set()
        window.wait()
    names = [found.document.name for found in window.workspace.status().documents]
    assert names == (["text.txt", "rights.txt"] if after else ["text.txt"])
    assert set(names) <= words_of(window.main.panels.documents)
    assert (window.message is not None) is after
    assert not window.main._busy_bar.isVisible()


def test_what_is_ticked_is_repaired_on_the_way_in(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."])
    path = tmp_path / "state.txt"
    path.write_text("Everyone has the right to life in the Stаte\u200b.", encoding="utf-8")
    window.main.transfers.import_files([path])
    window.wait()
    dialog = window.dialog()
    assert isinstance(dialog, ImportDialog)
    for box in dialog.repair.findChildren(QCheckBox):
        box.setChecked(box.text().startswith("Cyrillic"))
    dialog.accept()
    window.wait()
    (segment,) = window.workspace.segments
    assert segment.source == "Everyone has the right to life in the State\u200b."


@pytest.mark.parametrize("where", [0.0, 0.1, 0.3, 0.8, 0.9, 1.0])
def test_an_import_cancelled_anywhere_leaves_the_project_as_it_was(
    window: Window, tmp_path: Path, text: Path, where: float
) -> None:
    path = window.make(tmp_path, ["One right."])
    real, bar = Progress.step, window.main._busy_bar

    def step(progress: Progress, done: float, words: str = "") -> None:
        if progress._report is not None and done >= where:
            progress.cancel()
        real(progress, done, words)

    window.main.transfers.import_files([text])
    window.wait()
    with patch.object(Progress, "step", step):
        window.dialog().accept()
        window.wait()
    assert [found.document.name for found in window.workspace.status().documents] == ["text.txt"]
    window.main.show_welcome()
    assert len(content(path)) == 1
    assert not bar.isVisible()


@pytest.mark.parametrize("leave", ["close_project", "quit"])
def test_leaving_during_an_import_leaves_nothing_half_done(
    window: Window, tmp_path: Path, text: Path, leave: str
) -> None:
    path = window.make(tmp_path, ["One right."])
    held = Held(after=False)
    with patch("services.importing.import_file", held):
        start_import(window, held, text)
        held.may_go_on.set()
        window.main.actions_[leave].trigger()
        settle()
    assert window.main.workspace is None
    assert window.message is None
    store, _project = projects.open_project(path)
    names = [found.document.name for found in projects.status(store).documents]
    assert names in (["text.txt"], ["text.txt", "rights.txt"])
    assert projects.status(store).counts[State.NEW] in (1, 3)
    store.close()


def test_a_bug_in_a_job_reaches_the_hook(
    window: Window, tmp_path: Path, text: Path, qtbot: QtBot
) -> None:
    window.make(tmp_path, ["One right."])
    window.main.transfers.import_files([text])
    window.wait()
    with (
        patch("services.importing.import_file", side_effect=ZeroDivisionError),
        qtbot.captureExceptions() as caught,
    ):
        window.dialog().accept()
        window.wait()
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


# -- out ------------------------------------------------------------------------------------


def export(window: Window, to: Path) -> None:
    window.trigger("export")
    dialog = window.dialog()
    assert isinstance(dialog, ExportDialog)
    dialog.take(to)
    window.wait()


def test_an_export_is_told_and_reads_back(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One.", "Two."], ["Один.", ""])
    window.go_to(2)
    window.type("Два")  # goes out though nobody paused
    export(window, tmp_path / "out.tmx")
    entries = read_back_tmx((tmp_path / "out.tmx").read_bytes())
    assert [(entry.source, entry.target) for entry in entries] == [
        ("One.", "Один."), ("Two.", "Два"),
    ]  # fmt: skip
    assert window.message == (
        MessageKind.INFO,
        "Wrote 2 segments to “out.tmx”, read back and compared.",
    )


def test_an_export_that_cannot_be_written_is_told(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."], ["Один."])
    export(window, tmp_path / "no such folder" / "out.tmx")
    assert window.message is not None
    kind, sentence = window.message
    assert kind is MessageKind.ERROR
    assert "cannot be written" in sentence


def test_an_export_is_cancelled_with_its_project(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."], ["Один."])
    window.trigger("export")
    dialog = window.dialog()
    assert isinstance(dialog, ExportDialog)
    dialog.take(tmp_path / "out.tmx")
    window.main.show_welcome()
    window.wait()
    assert window.message is None or window.message[0] is MessageKind.INFO
    written = tmp_path / "out.tmx"
    assert not written.exists() or len(read_back_tmx(written.read_bytes())) == 1
    assert list(tmp_path.glob(".terjiman-*")) == []
