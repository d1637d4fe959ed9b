"""The Memory window shows what is in the memories of a project, and changes it, undoably."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from core.memory.memories import AttachedMemory, StoredUnit
from core.memory.unit import TranslationUnit
from core.progress import Progress
from desktop import theme
from desktop.editor.live_field import LiveField
from desktop.memory.attached_card import AttachedCard
from desktop.memory.conversion_dialog import MemoryConversionDialog
from desktop.memory.export_dialog import MemoryExportDialog
from desktop.memory.files import SUFFIX
from desktop.memory.report_dialog import ReportDialog
from desktop.memory.unit_model import AT_ONCE, Column
from desktop.memory.window import MemoryWindow
from desktop.panels.moments import day
from desktop.pictures import settle
from desktop.widgets.message_bar import MessageKind
from services import memories
from services.memories import Memory
from services.memory_transfer import import_files
from tests.desktop.window import CTRL, Window


def unit(number: int, source: str = "", target: str = "", author: str = "Aigul") -> TranslationUnit:
    return TranslationUnit(
        source or f"Right {number}.", target or f"Право {number}.", "en", "ru",
        uid=f"u{number}", author=author, created=f"2026-01-{number % 28 + 1:02}T10:00:00Z",
        document="law.txt",
    )  # fmt: skip


def make_memory(path: Path, units: int) -> Path:
    memory = memories.create_memory(path)
    memory.add(unit(number) for number in range(units))
    memory.close()
    return path


@pytest.fixture
def memory_window(window: Window, tmp_path: Path) -> Iterator[MemoryWindow]:
    """A project with the memory “law” of 450 units."""
    window.make(tmp_path, ["One right."])
    path = make_memory(tmp_path / f"law{SUFFIX}", 450)
    memories.attach(window.workspace.store, AttachedMemory(str(path), "law", writable=True))
    window.trigger("memories")
    yield opened(window)
    assert window.message is None


def opened(window: Window) -> MemoryWindow:
    found = window.main.findChildren(MemoryWindow)
    assert len(found) == 1
    return found[0]


def cell(shown: MemoryWindow, row: int, column: Column) -> object:
    return shown.model.data(shown.model.index(row, column))


def fields(shown: MemoryWindow) -> tuple[LiveField, LiveField]:
    source, target = shown.editor.findChildren(LiveField)
    return source, target


def stored(shown: MemoryWindow) -> dict[int, tuple[str, str]]:
    assert shown.memory
    return {each.id: (each.unit.source, each.unit.target) for each in shown.memory.units()}


def press_keep(shown: MemoryWindow, field: LiveField) -> None:
    shown.activateWindow()
    field.setFocus()
    settle()
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)


def test_units_are_read_as_they_are_scrolled_to(
    window: Window, memory_window: MemoryWindow
) -> None:
    model = memory_window.model
    assert model.rowCount() == AT_ONCE
    assert [cell(memory_window, 2, column) for column in Column] == [
        "Right 2.", "Право 2.", "en → ru", day("2026-01-03T10:00:00Z"), "Aigul", "law.txt",
    ]  # fmt: skip
    for _ in range(2):
        memory_window.table.scrollToBottom()
        window.wait()
    assert model.rowCount() == 450
    assert model.is_whole
    assert cell(memory_window, 449, Column.SOURCE) == "Right 449."


def test_a_filter_narrows_what_is_shown(window: Window, memory_window: MemoryWindow) -> None:
    memory_window.filter._text.setText("RIGHT 44")
    settle(lambda: memory_window.model.rowCount() == 11)
    window.wait()
    assert memory_window.filter._count.text() == "11 of 450"
    assert cell(memory_window, 0, Column.SOURCE) == "Right 44."


def test_it_opens_where_units_are_looked_for(memory_window: MemoryWindow) -> None:
    memory_window.activateWindow()
    settle()
    assert memory_window.focusWidget() is memory_window.filter._text


def test_a_table_without_units_says_why(window: Window, memory_window: MemoryWindow) -> None:
    table = memory_window.table
    assert not table.accessibleDescription()
    memory_window.filter._text.setText("wrong")
    settle(lambda: memory_window.model.rowCount() == 0)
    window.wait()
    assert table.accessibleDescription() == "No unit fits the filter."
    drawn = table.viewport().grab().toImage()
    middle = {drawn.pixelColor(x, drawn.height() // 2).name() for x in range(drawn.width())}
    assert len(middle) > 1, "the sentence is painted"
    memory_window.filter._text.clear()
    settle(lambda: memory_window.model.rowCount() > 0)
    window.wait()
    assert not table.accessibleDescription()


def test_cards_and_buttons_begin_at_the_same_edge(memory_window: MemoryWindow) -> None:
    settle()
    (card,) = memory_window.findChildren(AttachedCard)
    assert card.mapTo(memory_window, QPoint(0, 0)).x() == theme.SPACE_MEDIUM


def test_a_unit_is_changed_byte_for_byte_and_back(
    window: Window, memory_window: MemoryWindow
) -> None:
    before = stored(memory_window)
    memory_window.table.selectRow(3)
    source, target = fields(memory_window)
    assert (source.text(), target.text()) == ("Right 3.", "Право 3.")
    wanted = "ст.\u00a03 «oʻ» e\u0301"
    target.replace(wanted)
    press_keep(memory_window, target)
    window.wait()
    assert stored(memory_window)[4] == ("Right 3.", wanted)
    assert cell(memory_window, 3, Column.TARGET) == wanted
    memory_window.undo()
    window.wait()
    assert stored(memory_window) == before
    assert target.text() == "Право 3."
    memory_window.redo()
    window.wait()
    assert stored(memory_window)[4] == ("Right 3.", wanted)


def test_a_unit_without_a_target_is_not_kept(window: Window, memory_window: MemoryWindow) -> None:
    before = stored(memory_window)
    memory_window.table.selectRow(3)
    _source, target = fields(memory_window)
    target.replace(" ")
    press_keep(memory_window, target)
    window.wait()
    assert stored(memory_window) == before


def test_units_are_deleted_and_come_back(window: Window, memory_window: MemoryWindow) -> None:
    before = stored(memory_window)
    memory_window.table.setFocus()
    memory_window.table.selectRow(0)
    memory_window.delete_chosen()
    window.wait()
    assert len(stored(memory_window)) == 449
    assert cell(memory_window, 0, Column.SOURCE) == "Right 1."
    memory_window.undo()
    window.wait()
    assert stored(memory_window) == before
    assert cell(memory_window, 0, Column.SOURCE) == "Right 0."


def test_how_a_memory_is_used_is_stored(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    store = window.workspace.store
    make_memory(tmp_path / "other.anything", 1)
    memory_window.files.attach([tmp_path / "other.anything"])
    window.wait()
    assert [found.name for found in memories.attached(store)] == ["law", "other"]
    assert stored(memory_window) == {1: ("Right 0.", "Право 0.")}
    law, second = memory_window.findChildren(AttachedCard)
    second._penalty.setValue(7)
    second._enabled.setChecked(False)
    assert arrows(law, second) == [(False, True), (True, False)], "where they can go"
    second.moved.emit(second.memory.id, -1)
    assert arrows(law, second) == [(True, False), (False, True)]
    found = memories.attached(store)
    assert [(f.name, f.penalty, f.enabled, f.priority) for f in found] == [
        ("other", 7, False, 1),
        ("law", 0, True, 2),
    ]
    memory_window.look_into(found[0].id)
    memory_window.detach()
    window.wait()
    assert [found.name for found in memories.attached(store)] == ["law"]
    assert (tmp_path / "other.anything").exists()


def arrows(*cards: AttachedCard) -> list[tuple[bool, bool]]:
    return [(card._up.isEnabled(), card._down.isEnabled()) for card in cards]


def test_a_memory_that_is_gone_says_so(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    lost = AttachedMemory(str(tmp_path / "lost.memory"), "lost")
    memories.attach(window.workspace.store, lost)
    memory_window.refresh()
    card = memory_window.findChildren(AttachedCard)[-1]
    assert "lost.memory" in card._about.text()
    assert card._about.property("error")


def test_a_new_memory_is_made_and_receives(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."])
    window.trigger("memories")
    shown = opened(window)
    shown.files.ask_new()
    choose(shown, tmp_path / "fresh")
    window.wait()
    (found,) = memories.attached(window.workspace.store)
    assert (found.name, found.writable) == ("fresh", True)
    assert Path(found.path) == tmp_path / f"fresh{SUFFIX}"
    assert shown.memory
    assert shown.memory.count() == 0


def choose(shown: MemoryWindow, path: Path) -> None:
    (dialog,) = (d for d in shown.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.filesSelected.emit([str(path)])
    dialog.reject()


def test_a_file_is_reported_on_imported_and_taken_back(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    before = stored(memory_window)
    tmx = tmp_path / "more.tmx"
    tmx.write_text(
        '<tmx version="1.4"><header srclang="en" segtype="sentence" o-tmf="x" adminlang="en" '
        'datatype="plaintext" creationtool="x" creationtoolversion="1"/><body>'
        '<tu><tuv xml:lang="en"><seg>Freedom.</seg></tuv><tuv xml:lang="ru"><seg>Свобода.</seg>'
        '</tuv><tuv xml:lang="kk"><seg>Бостандық.</seg></tuv></tu>'
        '<tu><tuv xml:lang="en"><seg>Empty.</seg></tuv><tuv xml:lang="ru"><seg/></tuv></tu>'
        "</body></tmx>",
        encoding="utf-8",
    )
    memory_window.files.import_files([tmx])
    window.wait()
    (dialog,) = memory_window.findChildren(ReportDialog)
    assert dialog.pairs.count() == 2
    dialog.pairs.item(0).setCheckState(Qt.CheckState.Unchecked)
    left = dialog.pairs.item(1).data(Qt.ItemDataRole.UserRole)
    assert dialog.choices().pairs == (left,)
    dialog.accept()
    window.wait()
    new = set(stored(memory_window).values()) - set(before.values())
    assert new == {("Freedom.", "Бостандық." if left[1] == "kk" else "Свобода.")}
    memory_window.undo()
    window.wait()
    assert stored(memory_window) == before


def test_the_window_opens_again_after_it_was_closed(
    window: Window, memory_window: MemoryWindow
) -> None:
    memory_window.close()
    settle()
    window.trigger("memories")
    assert opened(window).model.rowCount() == AT_ONCE
    window.main.show_welcome()
    settle()
    assert not window.main.findChildren(MemoryWindow)


def test_what_cannot_be_written_is_told_and_nothing_is_lost(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    memory_window.table.selectRow(3)
    gone = memory_window.model.unit(3)
    other = memories.open_memory(tmp_path / f"law{SUFFIX}")
    other.delete([gone.id])
    other.close()
    _source, target = fields(memory_window)
    target.replace("Иначе")
    memory_window.editor.keep()
    window.wait()
    found = memory_window.messages._current
    assert found
    assert found.kind is MessageKind.ERROR
    assert "changed elsewhere" in found.text
    assert target.text() == "Иначе"


def test_another_memory_is_taken_in_and_duplicates_go(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    before = stored(memory_window)
    other = memories.create_memory(tmp_path / "other.memory")
    other.add([unit(3), unit(1000), unit(2000, "Right 3.", "Право 3.", author="Nurlan")])
    other.close()
    memory_window.files.ask_merge()
    choose(memory_window, tmp_path / "other.memory")
    window.wait()
    new = list(stored(memory_window).values())[len(before) :]
    assert new == [("Right 1000.", "Право 1000."), ("Right 3.", "Право 3.")]
    memory_window.files.delete_duplicates()
    window.wait()
    pairs = list(stored(memory_window).values())
    assert len(pairs) == len(set(pairs)) == len(before) + 1
    for _ in range(2):
        memory_window.undo()
        window.wait()
    assert stored(memory_window) == before


def test_what_was_stored_before_it_was_cancelled_is_shown(
    window: Window,
    memory_window: MemoryWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = stored(memory_window)
    with closing(memories.create_memory(tmp_path / "other.memory")) as other:
        other.add([unit(1000)])
    merge = memories.merge

    def cancelled_late(memory: Memory, path: Path, progress: Progress) -> Sequence[int]:
        ids = merge(memory, path, progress)
        memory_window.work._cancel()
        return ids

    monkeypatch.setattr(memories, "merge", cancelled_late)
    memory_window.files.ask_merge()
    choose(memory_window, tmp_path / "other.memory")
    window.wait()
    assert len(stored(memory_window)) == len(before) + 1
    memory_window.undo()
    window.wait()
    assert stored(memory_window) == before


def test_units_leave_as_the_filter_shows_them(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    memory_window.filter._text.setText("Right 12")
    settle(lambda: memory_window.model.rowCount() == 11)
    memory_window.files.ask_export()
    (dialog,) = memory_window.findChildren(MemoryExportDialog)
    assert dialog.only_shown.isChecked()
    dialog.accept()
    settle()
    choose(memory_window, tmp_path / "law.tmx")
    window.wait()
    found = [unit.unit for unit in read_back(tmp_path / "law.tmx")]
    assert [unit.source for unit in found] == [
        "Right 12.", *(f"Right {number}." for number in range(120, 130))
    ]  # fmt: skip


def test_what_a_tmx_cannot_hold_is_told(
    window: Window, memory_window: MemoryWindow, tmp_path: Path
) -> None:
    assert memory_window.memory
    damaged = [TranslationUnit(f"Right\x08 {number}", "Право", "en", "ru") for number in (1, 2)]
    memory_window.memory.add(damaged)
    memory_window.files.ask_export()
    (dialog,) = memory_window.findChildren(MemoryExportDialog)
    dialog.accept()
    settle()
    choose(memory_window, tmp_path / "law.tmx")
    window.wait()
    told = memory_window.messages._current
    assert told
    assert told.kind is MessageKind.WARNING
    assert told.text.startswith("TMX cannot hold U+0008; it was left out of “Right 1”.")
    assert told.text.endswith("Other units lost characters, too.")
    memory_window.messages.close_message()
    then = memory_window.messages._current
    assert then
    assert "Wrote 452 units" in then.text


def read_back(path: Path) -> list[StoredUnit]:
    memory = memories.create_memory(path.with_suffix(".check"))
    import_files(memory, [path])
    found = list(memory.units())
    memory.close()
    return found


def test_a_memory_is_converted_into_the_other_script_and_back_again(
    window: Window, memory_window: MemoryWindow
) -> None:
    assert memory_window.memory
    before = stored(memory_window)
    memory_window.memory.add([TranslationUnit("Law.", "Заң.", "en", "kk")])
    memory_window.files.ask_conversion()
    window.wait()
    (dialog,) = memory_window.findChildren(MemoryConversionDialog)
    assert not dialog.go.isEnabled(), "nothing is Uzbek"
    kazakh = [dialog.script.itemText(n).startswith("Kazakh") for n in range(dialog.script.count())]
    dialog.script.setCurrentIndex(kazakh.index(True))
    window.wait()
    shown = dialog.table.model()
    assert shown.rowCount() == 1, "only what changes is shown"
    assert [shown.index(0, column).data() for column in range(2)] == ["Заң.", "Zañ."]
    dialog.accept()
    window.wait()
    assert list(stored(memory_window).values())[-2:] == [("Law.", "Заң."), ("Law.", "Zañ.")]
    memory_window.undo()
    window.wait()
    assert list(stored(memory_window).values()) == [*before.values(), ("Law.", "Заң.")]
