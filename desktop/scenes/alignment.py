"""The alignment window with its dialogs, half-way through a text."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from core.alignment import editing
from core.alignment.editing import Spot
from core.alignment.session import TextSide, Verdict
from desktop.alignment.window import AlignmentWindow
from desktop.main_window import MainWindow
from desktop.pictures import Scenes, settle
from desktop.scenes.editor import wait


def scenes(window: MainWindow, size: QSize) -> Scenes:
    """The rules of the sample with their translation, half judged."""
    assert window.workspace
    window.actions_["align"].trigger()
    (shown,) = window.findChildren(AlignmentWindow)
    shown.resize(size)
    wait(window)
    session = shown.desk.session
    assert session
    for act in (
        lambda now: editing.judge(now, 0, Verdict.ACCEPTED),
        lambda now: editing.judge(now, 1, Verdict.ACCEPTED),
        lambda now: editing.merge(now, 3, 4),
        lambda now: editing.judge(now, 6, Verdict.REJECTED),
        lambda now: editing.unlink(now, 8),
    ):
        shown.desk.act(act)
    shown.table.go_to(Spot(5, TextSide.TARGET))
    settle(lambda: not shown.is_busy)
    yield "alignment", shown
    shown.actions_["finish"].trigger()
    dialog = _opened(shown)
    yield "alignment-finish", dialog
    dialog.reject()
    yield from _words(shown)
    shown.close()


def _words(shown: AlignmentWindow) -> Scenes:
    """The lists of words that help to align."""
    with TemporaryDirectory() as folder:
        words = Path(folder) / "Detention.tsv"
        words.write_text("notice\tхабар\nstaff\tқызметкер\n", encoding="utf-8")
        shown.words.add(words)
        settle(lambda: not shown.is_busy)
    shown.actions_["words"].trigger()
    dialog = _opened(shown)
    yield "alignment-words", dialog
    dialog.reject()


def _opened(shown: AlignmentWindow) -> QDialog:
    return next(each for each in shown.findChildren(QDialog) if each.isVisible())
