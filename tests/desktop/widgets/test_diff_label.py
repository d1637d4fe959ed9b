from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from core.diff import differences
from desktop import theme
from desktop.widgets.diff_label import DiffLabel

OLD = "Every person has <b>rights</b>"
NEW = "Every human has <b>rights</b>, 12\u00a0of them\nand more"


def made(qtbot: QtBot, old: str = OLD, new: str = NEW) -> DiffLabel:
    label = DiffLabel()
    qtbot.addWidget(label)
    label.set_pieces(differences(old, new))
    return label


def looks(label: QTextEdit) -> dict[str, tuple[bool, bool, str]]:
    found = {}
    block = label.document().begin()
    while block.isValid():
        for part in block:  # type: ignore[attr-defined]
            style = part.fragment().charFormat()
            found[part.fragment().text()] = (
                style.fontUnderline(),
                style.fontStrikeOut(),
                style.foreground().color().name(),
            )
        block = block.next()
    return found


def test_changes_differ_by_line_and_by_colour(qtbot: QtBot) -> None:
    found = looks(made(qtbot, "one two", "one three"))
    colours = theme.tokens()
    assert found["two"] == (False, True, colours.deleted.name())
    assert found["three"] == (True, False, colours.inserted.name())
    assert found["one "][:2] == (False, False)


def test_a_selection_is_copied_as_it_is(qtbot: QtBot) -> None:
    label = made(qtbot, NEW, NEW)
    label.selectAll()
    data: QMimeData = label.createMimeDataFromSelection()
    assert data.text() == NEW
    assert not data.hasHtml()


def test_it_is_as_high_as_its_text(qtbot: QtBot) -> None:
    label = made(qtbot, "", "word " * 60)
    label.resize(300, 10)
    label.show()
    narrow = label.height()
    label.resize(900, 10)
    assert narrow > label.height() > label.fontMetrics().height()


def test_changes_are_said(qtbot: QtBot) -> None:
    assert made(qtbot, "one two", "one three").accessibleDescription() == (
        "deleted: two; inserted: three"
    )
    assert made(qtbot, "one", "one").accessibleDescription() == "no changes"


def test_it_takes_the_colours_of_a_new_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, False)
    label = made(qtbot, "one", "one two")
    label.show()
    theme.apply(qapp, True)
    assert looks(label)[" two"][2] == theme.DARK.inserted.name()
    theme.apply(qapp, False)


def test_it_cannot_be_changed(qtbot: QtBot) -> None:
    label = made(qtbot)
    before = label.document().toRawText()
    label.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(label, "xyz")
    assert label.document().toRawText() == before
