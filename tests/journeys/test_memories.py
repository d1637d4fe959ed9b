"""A memory is made, fills while one project is translated, and helps with the next one."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from desktop.memory.attached_card import AttachedCard
from desktop.memory.export_dialog import MemoryExportDialog
from desktop.memory.report_dialog import ReportDialog
from desktop.memory.window import MemoryWindow
from desktop.pictures import settle
from services import memories
from tests.desktop.window import CTRL, Window

SOURCES = ["The court hears the case.", "Nobody is a slave.", "Everyone is free."]
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en" segtype="sentence" o-tmf="x" adminlang="en"
 datatype="plaintext" creationtool="x" creationtoolversion="1"/><body>
<tu><tuv xml:lang="en"><seg>Courts are open.</seg></tuv>
<tuv xml:lang="ru"><seg>Суды\u00a0открыты.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Courts are open.</seg></tuv>
<tuv xml:lang="de"><seg>Gerichte sind offen.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Empty.</seg></tuv><tuv xml:lang="ru"><seg></seg></tuv></tu>
</body></tmx>
"""


def shown(window: Window) -> MemoryWindow:
    """The window of the memories, opened by its menu entry."""
    window.trigger("memories")
    (found,) = window.main.findChildren(MemoryWindow)
    found.activateWindow()
    settle()
    return found


def tab_to(name: str) -> QWidget:
    """Go to a widget, by its words or its name, with Tab alone."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus
        words = focus.text() if isinstance(focus, QPushButton) else focus.accessibleName()
        if words == name:
            return focus
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached")


def choose(window: Window, path: Path) -> None:
    """What the system's dialog for files gives."""
    (dialog,) = (d for d in window.main.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    window.wait()


def in_memory(path: Path) -> list[tuple[str, str]]:
    with closing(memories.open_memory(path, read_only=True)) as memory:
        return [(each.unit.source, each.unit.target) for each in memory.units()]


def test_a_memory_from_one_project_to_the_next(window: Window, tmp_path: Path) -> None:
    law = tmp_path / "Law.memory"
    window.make(tmp_path, SOURCES)
    window_of_memories = shown(window)
    QTest.keyClick(tab_to("New…"), Qt.Key.Key_Space)
    choose(window, law)
    (card,) = window_of_memories.findChildren(AttachedCard)
    assert card.memory.writable
    QTest.keyClick(window_of_memories, Qt.Key.Key_W, CTRL)
    window.main.activateWindow()

    for number, text in enumerate(["Суд слушает дело.", "Никто не\u00a0раб."], 1):
        window.go_to(number)
        window.type(text)
        window.press(Qt.Key.Key_Return, CTRL)
    assert window.current.source == SOURCES[2]
    everything = [(SOURCES[0], "Суд слушает дело."), (SOURCES[1], "Никто не\u00a0раб.")]
    assert in_memory(law) == everything
    window.press(Qt.Key.Key_Z, CTRL)
    assert in_memory(law) == everything[:1]
    window.press(Qt.Key.Key_Y, CTRL)
    assert sorted(in_memory(law)) == sorted(everything)

    window.make(tmp_path, ["The court heard the case.", "Courts are open."], name="next")
    window_of_memories = shown(window)
    QTest.keyClick(tab_to("Attach…"), Qt.Key.Key_Space)
    choose(window, law)
    assert window_of_memories.filter._count.text() == "2 units"
    import_tmx(window, window_of_memories, tmp_path)
    assert sorted(in_memory(law)) == sorted(
        [*everything, ("Courts are open.", "Суды\u00a0открыты.")]
    )
    export(window, window_of_memories, tmp_path / "out.tmx")
    window_of_memories.close()

    for number, target in ((1, "Суд слушает дело."), (2, "Суды\u00a0открыты.")):
        window.go_to(number)
        match = window.main.panels.matches._cards[0].match
        assert (match.memory, match.unit.target) == ("Law", target)
    window.press(Qt.Key.Key_1, CTRL)
    assert window.current.target == "Суды\u00a0открыты."


def import_tmx(window: Window, window_of_memories: MemoryWindow, folder: Path) -> None:
    """Import a file; its report says what is left out."""
    (folder / "old.tmx").write_text(TMX, "utf-8")
    window_of_memories.activateWindow()
    settle()
    QTest.keyClick(tab_to("Import…"), Qt.Key.Key_Space)
    choose(window, folder / "old.tmx")
    (report,) = window_of_memories.findChildren(ReportDialog)
    assert report.isVisible()
    report.import_.click()
    window.wait()
    settle()


def export(window: Window, window_of_memories: MemoryWindow, path: Path) -> None:
    """Write the memory to a file."""
    window_of_memories.activateWindow()
    settle()
    QTest.keyClick(tab_to("Export…"), Qt.Key.Key_Space)
    (dialog,) = window_of_memories.findChildren(MemoryExportDialog)
    dialog.accept()
    settle()
    choose(window, path)
    assert "Суды\u00a0открыты." in path.read_text("utf-8")
    found = window_of_memories.messages._current
    assert found
    assert "Wrote 3 units" in found.text
