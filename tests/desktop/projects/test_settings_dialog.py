from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from core.engine import EngineSettings
from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings, Propagation
from core.project import Project
from desktop.projects import settings_dialog
from desktop.projects.settings_dialog import ProjectSettingsDialog

OFF = EngineSettings("libretranslate")
ON = EngineSettings("libretranslate", "https://translate.example.org", on=True)
MATCHING = MatchingSettings(
    PenaltySettings(unreviewed=1, machine=20, tags=0), Propagation.TRANSLATED
)
PROJECT = Project(1, "p", "en", "kk", "")


@pytest.fixture
def keys() -> Iterator[dict[str, str]]:
    """The keys that were kept, by engine; nothing goes into a keyring."""
    kept: dict[str, str] = {}

    def keep(settings: EngineSettings, key: str) -> bool:
        kept[settings.name] = key
        return key != "short-lived"

    with patch.object(settings_dialog, "keep_key", keep):
        yield kept


def make(
    qtbot: QtBot, settings: EngineSettings, project: Project = PROJECT
) -> ProjectSettingsDialog:
    dialog = ProjectSettingsDialog(project, settings, MATCHING)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def words(dialog: ProjectSettingsDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def choose(dialog: ProjectSettingsDialog, title: str) -> None:
    dialog.engine.setCurrentIndex(dialog.engine.findText(title))


def test_nothing_is_sent_until_the_box_is_ticked(qtbot: QtBot) -> None:
    dialog = make(qtbot, OFF)
    assert not dialog.allowed.isChecked()
    assert "No text leaves this computer." in words(dialog)
    assert not dialog.engine.isEnabled()
    assert not dialog.url.isVisible()
    dialog.allowed.click()
    assert dialog.url.isVisible()
    assert any("server whose address you enter" in word for word in words(dialog))


def test_what_is_chosen_is_the_answer(qtbot: QtBot, keys: dict[str, str]) -> None:
    dialog = make(qtbot, OFF)
    dialog.allowed.click()
    dialog.url.setText(" https://translate.example.org/ ")
    dialog.key.setText("secret")
    dialog.self_approval.click()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.engine_settings() == EngineSettings(
        "libretranslate", "https://translate.example.org/", on=True
    )
    assert dialog.self_approval.isChecked()
    assert keys == {"libretranslate": "secret"}
    assert dialog.key_is_kept


@pytest.mark.parametrize("url", ["", "translate", "http://example.org", "https://me:x@example.org"])
def test_an_address_that_will_not_do_is_told(qtbot: QtBot, keys: dict[str, str], url: str) -> None:
    dialog = make(qtbot, OFF)
    dialog.allowed.click()
    dialog.url.setText(url)
    dialog.key.setText("secret")
    dialog.accept()
    assert dialog.isVisible()
    assert any(word.startswith("The address of the translation server") for word in words(dialog))
    assert keys == {}
    choose(dialog, "MyMemory")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.engine_settings().name == "mymemory"
    assert keys == {}, "a key of another engine is not for this one"


def test_switched_off_nothing_has_to_be_right(qtbot: QtBot, keys: dict[str, str]) -> None:
    dialog = make(qtbot, ON)
    assert dialog.allowed.isChecked()
    dialog.url.setText("nonsense")
    dialog.key.setText("secret")
    dialog.allowed.click()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.engine_settings().on
    assert keys == {}


def test_a_key_without_a_keyring_is_told(qtbot: QtBot, keys: dict[str, str]) -> None:
    dialog = make(qtbot, ON)
    dialog.key.setText("short-lived")
    dialog.accept()
    assert keys == {"libretranslate": "short-lived"}
    assert not dialog.key_is_kept


def test_engines_are_those_for_the_languages(qtbot: QtBot) -> None:
    latin = make(qtbot, OFF, Project(1, "p", "en", "uz-Latn", ""))
    assert [latin.engine.itemText(n) for n in range(latin.engine.count())] == [
        "LibreTranslate", "MyMemory", "Google Translate",
    ]  # fmt: skip
    cyrillic = make(qtbot, OFF, Project(1, "p", "en", "uz-Cyrl", ""))
    assert cyrillic.engine.count() == 1


def test_how_matches_are_made_is_the_answer(qtbot: QtBot) -> None:
    dialog = make(qtbot, OFF)
    assert dialog.matching.settings() == MATCHING
    dialog.matching.penalties["alignment"].setValue(7)
    repetitions = dialog.matching.repetitions
    repetitions.setCurrentIndex(repetitions.findText("stay as they are"))
    found = dialog.matching.settings()
    assert found.propagation is Propagation.OFF
    assert found.penalties == replace(MATCHING.penalties, alignment=7)
