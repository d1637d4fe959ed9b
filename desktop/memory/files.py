"""What the Memory window does with files: memories made and attached, units in and out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFileDialog

from core.counting import counted
from core.memory.memories import AttachedMemory, StoredUnit
from core.progress import Progress
from desktop.dialogs import documents_folder, show
from desktop.memory import steps
from desktop.memory.words import units as said
from desktop.widgets.message_bar import MessageKind
from services import memories
from services.memories import Memory

if TYPE_CHECKING:
    from core.memory.report import ImportChoices
    from desktop.memory.export_dialog import ExportWish
    from desktop.memory.window import MemoryWindow
    from services.converting import Conversion
    from services.memory_transfer import ImportedUnits
    from services.tmx_files import TmxFile

T = TypeVar("T")

SUFFIX = ".memory"
"""How the names of memory files end, where a person gives no other ending."""

_INTERCHANGE = "Translation memories and catalogues (*.tmx *.po *.pot)"


class MemoryFiles:
    """Asks for files, and does what is wanted with them in jobs of the window."""

    def __init__(self, window: "MemoryWindow") -> None:
        self._window = window

    # -- which memories ---------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask where a new memory is to be, make it, and attach it."""
        dialog = self._ask("New memory", f"Memories (*{SUFFIX})", save=True)
        dialog.fileSelected.connect(lambda path: self._make(Path(path)))

    def ask_attach(self) -> None:
        """Ask for memory files, and attach them."""
        dialog = self._ask("Attach memories", f"Memories (*{SUFFIX});;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.attach([Path(path) for path in paths]))

    def _make(self, path: Path) -> None:
        wanted = path if path.suffix else path.with_suffix(SUFFIX)

        def make(_progress: Progress) -> None:
            memories.create_memory(wanted).close()

        self._window.work.run(
            "Making the memory…", make, lambda _none: self.attach([wanted], writable=True)
        )

    def attach(self, paths: Sequence[Path], *, writable: bool = False) -> None:
        """Let the project use memory files, after those that it uses already."""
        store = self._window.store

        def attach(_progress: Progress) -> list[AttachedMemory]:
            return memories.attach_files(store, paths, writable=writable)

        def done(attached: list[AttachedMemory]) -> None:
            self._window.refresh(attached[-1].id)
            self._window.shelf.changed.emit()

        self._window.work.run("Attaching…", attach, done)

    # -- units in ---------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for files of units, show what is in them, and import them as the person says."""
        dialog = self._ask("Import into the memory", _INTERCHANGE)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.import_files([Path(p) for p in paths]))

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show what is in files of units, and import them as the person says."""
        from desktop.memory.report_dialog import ReportDialog

        memory = self._window.memory
        if memory is None:
            return
        dialog = ReportDialog(memory.name, paths, self._window.work.jobs, self._window)
        dialog.accepted.connect(lambda: self._import(memory, paths, dialog.choices()))
        show(dialog)

    def _import(self, memory: Memory, paths: Sequence[Path], choices: "ImportChoices") -> None:
        def work(progress: Progress) -> "ImportedUnits":
            from services.memory_transfer import import_files

            return import_files(memory, paths, choices, progress)

        def done(imported: "ImportedUnits") -> None:
            known = imported.duplicates
            left = f", {counted(known, 'was', 'were')} known" if known else ""
            self._arrived(memory, imported.ids, f"{said(imported.units)} came in{left}.")

        self._window.work.run("Importing…", work, done, dropped=_even_late(done))

    def ask_merge(self) -> None:
        """Ask for another memory file, and take its units in."""
        dialog = self._ask("Take in another memory", f"Memories (*{SUFFIX});;All files (*)")
        dialog.fileSelected.connect(lambda path: self._merge(Path(path)))

    def _merge(self, path: Path) -> None:
        memory = self._window.memory
        if memory is None:
            return

        def work(progress: Progress) -> Sequence[int]:
            return memories.merge(memory, path, progress)

        def done(ids: Sequence[int]) -> None:
            self._arrived(memory, ids, f"{said(len(ids))} of “{path.name}” came in.")

        self._window.work.run("Taking in…", work, done, dropped=_even_late(done))

    def ask_conversion(self) -> None:
        """Ask into which script the memory is converted, and add its units in that one."""
        from desktop.memory.conversion_dialog import MemoryConversionDialog

        memory, window = self._window.memory, self._window
        if memory is None:
            return
        dialog = MemoryConversionDialog(memory, window.work.jobs, window)
        dialog.accepted.connect(lambda: self._convert(memory, dialog.wanted()))
        show(dialog)

    def _convert(self, memory: Memory, wanted: "Conversion") -> None:
        def work(progress: Progress) -> Sequence[int]:
            from services.converting import convert_memory

            return convert_memory(memory, memory, wanted, progress)

        def done(ids: Sequence[int]) -> None:
            self._arrived(memory, ids, f"Added {said(len(ids))} in the other script.")

        self._window.work.run("Converting…", work, done)

    def _arrived(self, memory: Memory, ids: Sequence[int], words: str) -> None:
        step = steps.arrival(memory, ids, "import") if ids else None
        self._window.took(memory, lambda model: model.read_on(), step)
        self._window.messages.show_message(MessageKind.INFO, words)

    # -- cleaning, and units out ------------------------------------------------------------

    def delete_duplicates(self) -> None:
        """Take out units that say the same as another one."""
        memory, window = self._window.memory, self._window
        if memory is None:
            return

        def done(gone: list[StoredUnit]) -> None:
            ids = [stored.id for stored in gone]
            step = steps.cleaning(memory, gone) if gone else None
            window.took(memory, lambda model: model.take_out(ids), step)
            number = counted(len(gone), "duplicate was", "duplicates were")
            words = f"{number} deleted." if gone else "No duplicates."
            window.messages.show_message(MessageKind.INFO, words)

        window.keeper.leave()
        window.work.run("Looking for duplicates…", memory.delete_duplicates, done)

    def ask_export(self) -> None:
        """Ask which units are to leave, how and where to."""
        from desktop.memory.export_dialog import MemoryExportDialog

        memory, window = self._window.memory, self._window
        if memory is None:
            return
        dialog = MemoryExportDialog(memory.name, window.filter.wanted(), window)
        dialog.accepted.connect(lambda: self._ask_where(memory, dialog.wish()))
        show(dialog)

    def _ask_where(self, memory: Memory, wish: "ExportWish") -> None:
        dialog = self._ask("Export the memory", "TMX (*.tmx)", save=True)
        dialog.setDefaultSuffix("tmx")
        dialog.selectFile(f"{memory.name}.tmx")
        dialog.fileSelected.connect(lambda path: self._export(memory, wish, Path(path)))

    def _export(self, memory: Memory, wish: "ExportWish", path: Path) -> None:
        def work(progress: Progress) -> "Sequence[TmxFile]":
            from services.memory_transfer import export

            return export(
                memory, path, wish.wanted, wish.level, per_pair=wish.per_pair, progress=progress
            )

        self._window.work.run("Exporting…", work, self._exported)

    def _exported(self, written: "Sequence[TmxFile]") -> None:
        if warnings := [warning for file in written for warning in file.warnings]:
            more = " Other units lost characters, too." if len(warnings) > 1 else ""
            self._window.messages.show_message(MessageKind.WARNING, warnings[0] + more)
        names = ", ".join(f"“{file.path.name}”" for file in written)
        units = sum(file.units for file in written)
        words = f"Wrote {said(units)} to {names}, read back and compared."
        self._window.messages.show_message(MessageKind.INFO, words)

    def _ask(self, title: str, names: str, *, save: bool = False) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(documents_folder()))
        dialog.setNameFilter(names)
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        show(dialog)
        return dialog


def _even_late(done: Callable[[T], object]) -> Callable[[T | None], object]:
    """`done` for units that were stored already when the work was cancelled."""
    return lambda late: None if late is None else done(late)
