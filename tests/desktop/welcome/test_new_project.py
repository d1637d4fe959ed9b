from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from core.language import LANGUAGES
from core.people import Person, Role
from desktop.dialogs import documents_folder
from desktop.pictures import settle
from desktop.welcome.new_project import (
    NewProject,
    NewProjectDialog,
    file_name,
)

AIGUL = Person("Айгүл", Role.REVIEWER)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewProjectDialog:
    made = NewProjectDialog(tmp_path, AIGUL)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(box: QComboBox, tag: str) -> None:
    box.setCurrentIndex(box.findData(tag))


def fill(dialog: NewProjectDialog) -> None:
    dialog.name.setText("Тұрғын үй кодексі: 3/4")
    choose(dialog.source, "ru")
    choose(dialog.target, "kk")


def said(dialog: NewProjectDialog) -> list[str]:
    return [label.text() for label in dialog._errors.values() if not label.isHidden()]


def test_what_was_filled_in_is_wanted(dialog: NewProjectDialog, tmp_path: Path) -> None:
    fill(dialog)
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.wanted() == NewProject(
        "Тұрғын үй кодексі: 3/4", "ru", "kk", tmp_path / "Тұрғын үй кодексі 3 4.terjiman", AIGUL
    )


def test_nothing_is_called_wrong_before_the_person_goes_on(dialog: NewProjectDialog) -> None:
    dialog.name.setText("x")
    dialog.name.clear()
    assert said(dialog) == []


def test_each_missing_answer_is_said_at_its_field(dialog: NewProjectDialog) -> None:
    dialog.person_name.clear()
    dialog.accept()
    assert dialog.isVisible()
    assert len(said(dialog)) == 4
    assert dialog.name.accessibleDescription() == "Give the project a name."
    dialog.name.setText("Code")
    assert len(said(dialog)) == 3
    assert dialog.name.accessibleDescription() == ""


def test_source_and_target_must_differ(dialog: NewProjectDialog) -> None:
    fill(dialog)
    choose(dialog.target, "ru")
    dialog.accept()
    assert said(dialog) == ["Source and target are the same language."]
    choose(dialog.target, "uz-Latn")
    assert said(dialog) == []


def test_two_scripts_of_one_language_are_two_languages(dialog: NewProjectDialog) -> None:
    fill(dialog)
    choose(dialog.source, "uz-Cyrl")
    choose(dialog.target, "uz-Latn")
    assert dialog.problems() == {}


def test_an_existing_file_and_a_missing_folder_are_refused(
    dialog: NewProjectDialog, tmp_path: Path
) -> None:
    fill(dialog)
    (tmp_path / "taken.terjiman").touch()
    dialog.place.setText(str(tmp_path / "taken"))
    assert "already" in dialog.problems()[dialog.place]
    dialog.place.setText(str(tmp_path / "nowhere" / "new.terjiman"))
    assert str(tmp_path / "nowhere") in dialog.problems()[dialog.place]


def test_the_file_follows_the_name_until_a_place_is_chosen(
    dialog: NewProjectDialog, tmp_path: Path
) -> None:
    dialog.name.setText("First")
    assert dialog.place.text() == str(tmp_path / "First.terjiman")
    dialog.place.clear()
    QTest.keyClicks(dialog.place, "mine")
    dialog.name.setText("Second")
    assert dialog.wanted().path == tmp_path / "mine.terjiman"


def test_browse_fills_in_the_place(dialog: NewProjectDialog, tmp_path: Path) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Browse…")
    button.click()
    chooser = dialog.findChildren(QFileDialog)[0]
    assert not chooser.isHidden()
    chooser.fileSelected.emit(str(tmp_path / "chosen.terjiman"))
    chooser.close()
    dialog.name.setText("Other")
    assert dialog.wanted().path == tmp_path / "chosen.terjiman"


def test_languages_are_named_as_their_speakers_do_and_in_english(dialog: NewProjectDialog) -> None:
    names = [dialog.source.itemText(i) for i in range(dialog.source.count())]
    assert len(names) == len(LANGUAGES)
    assert "Қазақша · Kazakh" in names
    assert "English" in names
    assert dialog.source.currentIndex() == -1


def test_every_field_has_a_name_for_a_screen_reader(dialog: NewProjectDialog) -> None:
    fields = [dialog.name, dialog.source, dialog.target, dialog.place, dialog.person_name]
    assert all(field.accessibleName() for field in [*fields, dialog.role])


@pytest.mark.parametrize("points", [10, 20])
def test_the_dialog_grows_for_its_messages(dialog: NewProjectDialog, points: int) -> None:
    font = dialog.font()
    font.setPointSize(points)
    dialog.setFont(font)
    fill(dialog)
    choose(dialog.target, "ru")
    dialog.accept()
    message = dialog._errors[dialog.target]
    settle()
    assert message.height() >= message.heightForWidth(message.width())


@given(st.text(min_size=1))
def test_every_name_makes_a_file_name_for_every_system(name: str) -> None:
    made = file_name(name)
    stem = made.removesuffix(".terjiman")
    assert stem
    assert stem == stem.strip(" .")
    assert not set('<>:"/\\|?*\0\n') & set(made)
    assert file_name(stem) == made


def test_documents_are_kept_in_a_folder() -> None:
    assert documents_folder().is_absolute()
