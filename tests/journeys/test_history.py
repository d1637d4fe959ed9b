"""What was said and done about a segment is there again, and earlier versions come back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.people import Role
from core.segment import State
from desktop import theme
from desktop.widgets.diff_label import DiffLabel
from tests.desktop.window import CTRL, Window


def words(window: Window) -> list[str]:
    panel = window.main.panels.history
    window.main.docks.history.raise_()
    window.wait()
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_text_and_state_of_an_earlier_version_come_back(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right."])
    window.go_to(1)
    window.type("Одно право.")
    window.press(Qt.Key.Key_Return, CTRL)
    window.go_to(1)
    window.type("Право одно.")
    window.workspace.flush()
    window.role(Role.REVIEWER, "Bolat")
    window.workspace.comment("Why this order?")
    acts = [word for word in words(window) if word.startswith("Aigul ")]
    assert acts == ["Aigul edited", "Aigul confirmed"]
    differences = window.main.panels.history.findChildren(DiffLabel)
    assert len(differences) == 2
    (restore,) = (
        button
        for button in window.main.panels.history.findChildren(QPushButton)
        if button.text() == "Restore"
    )
    restore.click()
    window.wait()
    assert (window.current.target, window.current.state) == ("Одно право.", State.TRANSLATED)
    assert window.main.page.table.current_text() == "Одно право."
    assert words(window)[0] == "Bolat restored"
    window.trigger("undo")
    assert (window.current.target, window.current.state) == ("Право одно.", State.DRAFT)


def test_light_and_dark_while_somebody_works(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right.", "Two duties."], ["Одно право.", ""])
    window.go_to(2)
    window.type("Две")
    pictures = []
    for name in ("dark", "light"):
        window.trigger(name)
        pictures.append(window.main.grab().toImage())
        corner = pictures[-1].pixelColor(2, pictures[-1].height() // 2)
        assert (corner.lightness() < 128) is (name == "dark")
        assert window.main.page.table.current_text() == "Две"
    assert theme.tokens() is theme.LIGHT
    window.main.show_welcome()
    window.open(path)
    assert window.workspace.segments[1].target == "Две"
