"""Own segmentation rules are typed, tried out at once, and kept when the dialog is accepted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.srx import Rule, read_srx
from desktop.pictures import settle
from desktop.preferences.dialog import PreferencesDialog
from services import segmenting

TEXT = "Қараңыз: қолд. Бұл жаңа сөйлем."
CUT = ["1.  Қараңыз: қолд.", "2.  Бұл жаңа сөйлем."]


@pytest.fixture
def dialog(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PreferencesDialog]:
    """The dialog at the Kazakh rules, with a text to try."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    made = PreferencesDialog()
    qtbot.addWidget(made)
    made.show()
    page = made.segmentation
    page.language.setCurrentIndex(page.language.findData("kk"))
    page.text.setPlainText(TEXT)
    wait(made)
    yield made
    made.reject()


def wait(dialog: PreferencesDialog) -> None:
    settle(lambda: not dialog.segmentation.busy)


def sentences(dialog: PreferencesDialog) -> list[str]:
    found = dialog.segmentation.sentences
    return [found.item(row).text() for row in range(found.count())]


def press(dialog: PreferencesDialog, words: str) -> None:
    (button,) = (b for b in dialog.findChildren(QPushButton) if b.text() == words)
    button.click()
    wait(dialog)


def type_rule(dialog: PreferencesDialog, before: str) -> None:
    table = dialog.segmentation.table
    press(dialog, "Add rule")
    item = table.item(table.rowCount() - 1, 1)
    assert item
    item.setText(before)
    wait(dialog)


def test_a_rule_is_tried_at_once_and_kept_at_the_end(dialog: PreferencesDialog) -> None:
    assert sentences(dialog) == CUT
    type_rule(dialog, r"\bқолд\.")
    assert sentences(dialog) == [f"1.  {TEXT}"]
    assert segmenting.own_rules() == {}
    dialog.accept()
    assert segmenting.own_rules() == {"kk": (Rule(False, r"\bқолд\.", r"\s"),)}
    assert segmenting.segment(TEXT, "kk") == [TEXT]


def test_each_language_has_its_own(dialog: PreferencesDialog) -> None:
    page = dialog.segmentation
    type_rule(dialog, r"\bқолд\.")
    page.language.setCurrentIndex(page.language.findData("ru"))
    wait(dialog)
    assert page.table.rowCount() == 0
    page.language.setCurrentIndex(page.language.findData("kk"))
    wait(dialog)
    assert [rule.before for rule in page.table.rules()] == [r"\bқолд\."]
    page.table.setCurrentCell(0, 1)
    press(dialog, "Remove rule")
    assert page.table.rules() == ()


def test_a_rule_that_is_no_expression_is_told_and_not_kept(dialog: PreferencesDialog) -> None:
    type_rule(dialog, "(")
    assert "not a regular expression" in dialog.segmentation._problem.text()
    dialog.accept()
    assert dialog.isVisible()
    told = [part for part in dialog.findChildren(QLabel) if "expression (" in part.text()]
    assert told == [dialog.segmentation._problem], "once, beside the rules"
    assert segmenting.own_rules() == {}


def test_rules_come_from_a_file_and_go_to_one(dialog: PreferencesDialog, tmp_path: Path) -> None:
    type_rule(dialog, r"\bқолд\.")
    press(dialog, "Export…")
    choose(dialog, tmp_path / "all.srx")
    assert read_srx(tmp_path / "all.srx").rules_for("kk")[0].before == r"\bқолд\."
    dialog.segmentation.table.removeRow(0)
    press(dialog, "Import…")
    choose(dialog, tmp_path / "all.srx")
    wait(dialog)
    assert sentences(dialog) == [f"1.  {TEXT}"]
    press(dialog, "Back to Terjiman’s")
    assert sentences(dialog) == CUT


def test_only_a_rule_that_is_chosen_can_be_removed(dialog: PreferencesDialog) -> None:
    page = dialog.segmentation
    assert not page._remove.isEnabled()
    page._add.click()
    assert page._remove.isEnabled()
    page._remove.click()
    assert page.table.rowCount() == 0
    assert not page._remove.isEnabled()


def test_what_lies_beneath_is_kept_by_ok_and_not_by_cancel(
    dialog: PreferencesDialog, tmp_path: Path
) -> None:
    other = tmp_path / "other.srx"
    segmenting.export_rules(other, {"kk": [segmenting.exception("қолд.")]}, None)
    press(dialog, "Import…")
    choose(dialog, other)
    wait(dialog)
    assert sentences(dialog) == [f"1.  {TEXT}"]
    assert dialog.segmentation._beneath.text() == "After these: “other.srx”"
    assert segmenting.base_file() is None
    dialog.reject()
    assert segmenting.segment(TEXT, "kk") != [TEXT]
    again = PreferencesDialog(dialog)
    again.segmentation._import(other)
    again.accept()
    assert segmenting.segment(TEXT, "kk") == [TEXT]
    again = PreferencesDialog(dialog)
    assert again.segmentation._beneath.text() == "After these: an imported file"
    press(again, "Back to Terjiman’s")
    assert segmenting.base_file()
    again.reject()
    assert segmenting.segment(TEXT, "kk") == [TEXT]


def test_a_file_that_is_no_rules_is_told_and_leaves_all_as_it_was(
    dialog: PreferencesDialog, tmp_path: Path
) -> None:
    (tmp_path / "bad.srx").write_text("<srx/>", "utf-8")
    press(dialog, "Import…")
    choose(dialog, tmp_path / "bad.srx")
    assert "bad.srx" in dialog.segmentation._problem.text()
    assert dialog.segmentation._beneath.text() == "After these: the rules of Terjiman"
    dialog.accept()
    assert segmenting.base_file() is None


def choose(dialog: PreferencesDialog, path: Path) -> None:
    (asked,) = (d for d in dialog.findChildren(QFileDialog) if d.isVisible())
    asked.fileSelected.emit(str(path))
    asked.reject()
    settle()


def test_typing_just_before_the_end_is_no_harm(dialog: PreferencesDialog) -> None:
    dialog.segmentation.text.setPlainText("Басқа.")
    assert dialog.segmentation.busy
    dialog.reject()
    assert not dialog.segmentation.busy


def test_exported_rules_are_not_kept_by_that(dialog: PreferencesDialog, tmp_path: Path) -> None:
    type_rule(dialog, r"\bқолд\.")
    press(dialog, "Export…")
    choose(dialog, tmp_path / "all.srx")
    dialog.reject()
    assert segmenting.own_rules() == {}


def test_own_rules_that_cannot_be_read_are_not_thrown_away(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own = tmp_path / "terjiman" / "own.srx"
    own.parent.mkdir()
    own.write_text("<srx version='2.0'>half a file", "utf-8")
    made = PreferencesDialog()
    qtbot.addWidget(made)
    made.show()
    wait(made)
    assert "own.srx" in made.segmentation._problem.text()
    assert not made.segmentation.table.isEnabled()
    made.accept()
    assert own.read_text("utf-8") == "<srx version='2.0'>half a file"


def test_tab_leaves_the_table_and_the_box(dialog: PreferencesDialog) -> None:
    type_rule(dialog, r"\bқолд\.")
    dialog.activateWindow()
    dialog.segmentation.language.setFocus()
    settle()
    reached: set[str] = set()
    for _ in range(14):
        focus = QApplication.focusWidget()
        assert focus
        reached.add(focus.text() if isinstance(focus, QPushButton) else focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    buttons = {"Add rule", "Remove rule", "Import…", "Export…", "OK", "Cancel"}
    names = {"Language of the rules", "Own rules", "Text to be cut", "Its sentences"}
    assert reached >= buttons | names
    assert dialog.segmentation.text.toPlainText() == TEXT
