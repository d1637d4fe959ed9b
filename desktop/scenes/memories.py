"""The window of the memories with its dialogs, and a unit that is changed from the editor."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt

from core.memory.memories import AttachedMemory, UnitFilter
from core.memory.unit import TranslationUnit
from desktop.dialogs import show
from desktop.main_window import MainWindow
from desktop.memory.conversion_dialog import MemoryConversionDialog
from desktop.memory.export_dialog import MemoryExportDialog
from desktop.memory.files import SUFFIX
from desktop.memory.report_dialog import ReportDialog
from desktop.memory.window import MemoryWindow
from desktop.pictures import Scenes
from desktop.scenes.dialogs import opened
from desktop.scenes.editor import wait
from services import memories, memory
from services.exporting import export

_OWN = TranslationUnit(
    source="3. A reply shall be given in writing within 60 days.",
    target="3. Жауап 60 күн ішінде жазбаша түрде беріледі.",
    source_language="en",
    target_language="kk",
    author="Gulnara",
    document="Complaints 2024.docx",
)
"""A unit that is in the memory alone."""
_BEGINNING = Qt.MatchFlag.MatchStartsWith


def scenes(window: MainWindow, folder: Path, size: QSize) -> Scenes:
    """Without a memory, with one of the sample's own units, and with one whose file is lost."""
    workspace = window.workspace
    assert workspace
    window.actions_["memories"].trigger()
    (shown,) = window.findChildren(MemoryWindow)
    shown.resize(size)
    wait(window)
    yield "memories-none", shown
    path = folder / f"Ministry of Justice{SUFFIX}"
    made = memories.create_memory(path)
    made.add([*memory.units(workspace.store), _OWN])
    made.close()
    shown.files.attach([path], writable=True)
    wait(window)
    shown.table.selectRow(1)
    shown.filter.focus()  # as when it is opened
    yield "memories", shown
    yield from _dialogs(window, shown, folder)
    lost = AttachedMemory(str(folder / f"Old laws{SUFFIX}"), "Old laws", enabled=True)
    shown.refresh(memories.attach(workspace.store, lost).id)
    wait(window)
    yield "memories-lost", shown
    shown.close()
    yield from _unit(window)


def _dialogs(window: MainWindow, shown: MemoryWindow, folder: Path) -> Scenes:
    assert window.workspace
    assert shown.memory
    tmx = folder / "Old translations.tmx"
    export(window.workspace.store, "tmx", tmx)
    name, jobs = shown.memory.name, shown.work.jobs
    conversion = MemoryConversionDialog(shown.memory, jobs, shown)
    conversion.script.setCurrentIndex(conversion.script.findText("Kazakh, Latin", _BEGINNING))
    for called, dialog in (
        ("memory-import", ReportDialog(name, [tmx], jobs, shown)),
        ("memory-export", MemoryExportDialog(name, UnitFilter(), shown)),
        ("memory-convert", conversion),
    ):
        show(dialog)
        wait(window)
        yield called, dialog
        dialog.reject()


def _unit(window: MainWindow) -> Scenes:
    """A unit that is changed where it is offered as a match."""
    workspace = window.workspace
    assert workspace
    likeness = next(s for s in workspace.segments if "within 30 days" in s.source)
    window.page.table.select_segment(likeness.id)
    wait(window)
    window.panels.matches.step(1)
    window.panels.matches.edit()
    wait(window)
    dialog = opened(window)
    yield "edit-unit", dialog
    dialog.reject()
