"""A phrase is looked up from the text and from the field, and what is found is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

import services.searching
from core.concordance import Concordance, Phrase, Side
from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from desktop.editor.live_field import LiveField
from desktop.panels.concordance import ConcordancePanel
from desktop.panels.hit_list import context
from desktop.panels.whence import whence
from desktop.widgets.empty_hint import EmptyHint
from services import memories
from services.searching import Searcher
from tests.build import add_document, make_segment
from tests.desktop.window import CTRL, Window

SOURCES = ["The court hears the case.", "Nobody is a slave.", "Courts are open."]
TARGETS = ["Суд рассматривает дело.", "", "Суды открыты."]
UNIT = TranslationUnit(
    "The Supreme Court", "Верховный Суд", "en", "ru", author="Bolat", document="law.txt",
    changed="2026-11-22", context_before="Before it.",
)  # fmt: skip
PATIENCE = 10.0  # seconds


@pytest.fixture
def texts(window: Window, tmp_path: Path) -> Window:
    """A project with three segments, the second one open, and a memory with a unit."""
    window.make(tmp_path, SOURCES, TARGETS)
    memory = memories.create_memory(tmp_path / "legal.tm", "Legal")
    memory.add([UNIT])
    memory.close()
    use = AttachedMemory(str(tmp_path / "legal.tm"), "Legal", writable=True)
    memories.attach(window.workspace.store, use)
    window.go_to(2)
    return window


def panel(window: Window) -> ConcordancePanel:
    return window.main.panels.concordance


def hits(window: Window) -> list[str]:
    model = panel(window).list.hits
    return [model.hit(row).unit.source for row in range(model.rowCount())]


def says(window: Window) -> str:
    """The words about the number of hits."""
    return panel(window)._count.text()


def select(window: Window, words: str, *, in_source: bool) -> None:
    if in_source:
        window.press(Qt.Key.Key_Tab)
    field = window.focus()
    assert isinstance(field, LiveField)
    cursor = field.textCursor()
    start = field.toPlainText().index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def test_the_empty_panel_says_what_it_is_for(texts: Window) -> None:
    texts.main.docks.concordance.raise_()
    texts.wait()
    (hint,) = panel(texts).findChildren(EmptyHint)
    assert hint.isVisible()
    assert "Ctrl+K" in hint.accessibleName()
    assert not panel(texts).export.isEnabled()


@pytest.mark.parametrize("key", [(Qt.Key.Key_K, CTRL), (Qt.Key.Key_F3,)])
def test_a_selection_in_the_source_is_looked_up(texts: Window, key: tuple[Qt.Key]) -> None:
    texts.go_to(1)
    select(texts, "court", in_source=True)
    texts.press(*key)
    assert panel(texts).isVisible()
    assert panel(texts).field.text() == "court"
    assert hits(texts) == [SOURCES[2], SOURCES[0], UNIT.source]
    assert says(texts) == "3 hits"
    assert QApplication.focusWidget() is panel(texts).field


def test_a_selection_in_the_target_is_looked_up_in_targets(texts: Window) -> None:
    choice = panel(texts).side
    choice.setCurrentIndex(choice.findData(Side.SOURCE))
    texts.go_to(3)
    select(texts, "Суд", in_source=False)
    texts.press(Qt.Key.Key_K, CTRL)
    assert choice.currentData() == Side.TARGET
    assert hits(texts) == [SOURCES[2], SOURCES[0], UNIT.source]


def test_without_a_selection_the_word_at_the_caret_is_looked_up(texts: Window) -> None:
    texts.go_to(1)
    texts.press(Qt.Key.Key_Tab)
    for _step in range(6):
        texts.press(Qt.Key.Key_Right)
    texts.press(Qt.Key.Key_F3)
    assert panel(texts).field.text() == "court"


def test_where_there_is_no_word_the_person_writes(texts: Window) -> None:
    texts.press(Qt.Key.Key_K, CTRL)
    assert QApplication.focusWidget() is panel(texts).field
    texts.type("supreme")
    texts.press(Qt.Key.Key_Return)
    assert hits(texts) == [UNIT.source]
    assert says(texts) == "1 hit"
    hit = panel(texts).list.hits.hit(0)
    assert whence(hit.unit, hit.memory) == "Legal · Bolat · 2026-11-22 · law.txt"
    assert context(hit) == "Before it.\nThe Supreme Court"


def test_who_rests_while_typing_need_not_press_enter(texts: Window) -> None:
    panel(texts)._rest.setInterval(0)
    texts.press(Qt.Key.Key_K, CTRL)
    texts.type("supreme")
    texts.wait()
    assert hits(texts) == [UNIT.source]
    QTest.keyClick(panel(texts).field, Qt.Key.Key_Space)
    for _letter in "upreme ":
        QTest.keyClick(panel(texts).field, Qt.Key.Key_Backspace)
    texts.wait()
    assert says(texts) == "1 hit", "one letter is looked for only with Enter"
    texts.type("")
    texts.wait()
    assert hits(texts) == []


def test_choices_search_anew(texts: Window) -> None:
    texts.press(Qt.Key.Key_K, CTRL)
    texts.type("суд")
    texts.press(Qt.Key.Key_Return)
    assert len(hits(texts)) == 3
    panel(texts).whole_words.click()
    texts.wait()
    assert hits(texts) == [SOURCES[0], UNIT.source]
    panel(texts).side.setCurrentIndex(panel(texts).side.findData(Side.SOURCE))
    texts.wait()
    assert hits(texts) == []
    assert "“суд” was not found." in panel(texts)._nothing.text()


def test_a_unit_is_inserted_by_keys_alone(texts: Window) -> None:
    texts.press(Qt.Key.Key_K, CTRL)
    texts.type("supreme")
    texts.press(Qt.Key.Key_Return)
    texts.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel(texts).list
    texts.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == UNIT.target
    texts.press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), LiveField)
    texts.workspace.flush()
    assert texts.current.target == UNIT.target


@pytest.mark.parametrize("from_list", [True, False])
def test_escape_goes_back_to_the_text(texts: Window, from_list: bool) -> None:
    texts.press(Qt.Key.Key_K, CTRL)
    texts.type("court")
    texts.press(Qt.Key.Key_Return)
    if from_list:
        texts.press(Qt.Key.Key_Down)
    texts.press(Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), LiveField)
    assert texts.current.position == 1


def test_a_hit_of_the_project_leads_to_its_segment(texts: Window) -> None:
    add_document(
        texts.workspace.store, [make_segment("One."), make_segment("A tribunal.", "Трибунал.")],
        "other.txt",
    )  # fmt: skip
    texts.press(Qt.Key.Key_K, CTRL)
    texts.type("tribunal")
    texts.press(Qt.Key.Key_Return)
    texts.press(Qt.Key.Key_Down)
    texts.press(Qt.Key.Key_Return)
    assert texts.workspace.document
    assert texts.workspace.document.name == "other.txt"
    assert texts.current.source == "A tribunal."
    assert isinstance(QApplication.focusWidget(), LiveField)


def test_a_menu_tells_what_can_be_done(texts: Window) -> None:
    panel(texts).field.setText("court")
    panel(texts).search()
    texts.wait()
    found = {}
    for row in (0, 2):
        panel(texts).list.setCurrentIndex(panel(texts).list.hits.index(row))
        menu = panel(texts).menu()
        found[row] = [action.text() for action in menu.actions() if action.isEnabled()]
        menu.close()
    assert found == {
        0: ["Insert target", "Copy target", "Go to segment"],
        2: ["Insert target", "Copy target"],
    }


@contextmanager
def slowly(began: Event, may_go_on: Event) -> Iterator[None]:
    """The first search takes its time, and says that it does."""
    real = services.searching.Searcher.search

    def slow(searcher: Searcher, phrase: Phrase, **options: Any) -> Concordance:
        found = real(searcher, phrase, **options)
        if not began.is_set():
            began.set()
            assert may_go_on.wait(PATIENCE)
            options["progress"].step(0.5, "Reading “Legal”…")
        return found

    with patch("services.searching.Searcher.search", slow):
        yield


def test_who_empties_the_field_sees_no_answer_any_more(texts: Window) -> None:
    began, may_go_on = Event(), Event()
    with slowly(began, may_go_on):
        texts.press(Qt.Key.Key_K, CTRL)
        texts.type("court")
        QTest.keyClick(panel(texts).field, Qt.Key.Key_Return)
        assert began.wait(PATIENCE)
        texts.type("")
        may_go_on.set()
        texts.wait()
    assert panel(texts).field.text() == ""
    assert (hits(texts), says(texts)) == ([], "")
    assert not panel(texts).export.isEnabled()


def test_an_answer_that_nobody_waits_for_is_dropped(texts: Window) -> None:
    began, may_go_on = Event(), Event()
    shown: list[str] = []
    with slowly(began, may_go_on):
        panel(texts).field.setText("court")
        panel(texts).search()
        assert began.wait(PATIENCE)
        panel(texts).field.setText("supreme")
        panel(texts).search()
        with patch.object(
            panel(texts), "_show", side_effect=lambda found: shown.append(found.phrase.text)
        ):
            may_go_on.set()
            texts.wait()
    assert shown == ["supreme"]


def test_hits_are_exported(texts: Window, tmp_path: Path) -> None:
    panel(texts).field.setText("court")
    panel(texts).search()
    texts.wait()
    panel(texts).export.click()
    dialog = texts.dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "hits.tsv"))
    dialog.reject()
    texts.wait()
    rows = (tmp_path / "hits.tsv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 4
    assert "Верховный Суд" in rows[3]


def test_where_hits_cannot_be_written_the_person_is_told(texts: Window, tmp_path: Path) -> None:
    panel(texts).field.setText("court")
    panel(texts).search()
    texts.wait()
    found = panel(texts)._found
    assert found
    assert texts.main._project
    texts.main._project.concordance.export(found, tmp_path / "none" / "hits.tsv")
    texts.wait()
    assert texts.message
    assert "cannot be written" in texts.message[1]


def test_a_memory_that_is_gone_is_told_and_the_rest_is_found(texts: Window, tmp_path: Path) -> None:
    gone = AttachedMemory(str(tmp_path / "gone.tm"), "Gone", priority=2)
    memories.attach(texts.workspace.store, gone)
    panel(texts).field.setText("court")
    panel(texts).search()
    texts.wait()
    assert len(hits(texts)) == 3
    assert texts.message
    assert "gone.tm" in texts.message[1]
    texts.main.messages.close_message()
    panel(texts).search()
    texts.wait()
    assert len(hits(texts)) == 3
    assert texts.message is None, "who knows it is not told with every word"


def test_nothing_of_a_closed_project_stays(texts: Window) -> None:
    panel(texts).field.setText("court")
    panel(texts).search()
    texts.wait()
    texts.trigger("close_project")
    assert hits(texts) == []
    assert panel(texts).field.text() == ""
