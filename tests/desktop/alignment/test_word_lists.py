"""The person's own words light up, and lists come and go."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from core.alignment.evidence import SharedKind
from desktop.alignment.word_lists import WordListsDialog
from desktop.pictures import settle
from services import word_lists
from services.word_lists import WordList
from tests.desktop.alignment.conftest import Aligning


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "rules.tsv"
    path.write_text("notice\tхабар\nstaff\tқызметкер\n", encoding="utf-8")
    return path


def open_lists(aligning: Aligning) -> WordListsDialog:
    aligning.window.actions_["words"].trigger()
    dialog = aligning.dialog()
    assert isinstance(dialog, WordListsDialog)
    return dialog


def shown(dialog: WordListsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def choose(aligning: Aligning, dialog: WordListsDialog, path: Path) -> None:
    dialog.add.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    aligning.wait()


def lit(aligning: Aligning) -> bool:
    """Whether “notice” and «хабар» are known to belong together."""
    evidence = aligning.window.table._lights._evidence
    assert evidence
    found = evidence.of("By notice.", "Хабар бойынша.")
    return any(each.kind is SharedKind.TERM for each in found)


def test_words_are_added_light_up_and_are_taken_out(aligning: Aligning, words: Path) -> None:
    dialog = open_lists(aligning)
    assert shown(dialog) == []
    assert not dialog.remove.isEnabled()
    assert not lit(aligning)
    choose(aligning, dialog, words)
    assert shown(dialog) == ["rules.tsv · 2 words"]
    assert lit(aligning)
    dialog.list.setCurrentRow(0)
    dialog.remove.click()
    aligning.wait()
    assert shown(dialog) == []
    assert not lit(aligning)
    assert word_lists.lists(aligning.outer.workspace.store) == []


def test_a_list_that_is_cancelled_too_late_is_shown(aligning: Aligning, words: Path) -> None:
    dialog = open_lists(aligning)
    aligning.window.words.add(words)
    aligning.window.work._cancel()
    aligning.wait()
    stored = word_lists.lists(aligning.outer.workspace.store)
    assert shown(dialog) == [f"{each.name} · {each.pairs} words" for each in stored]
    assert lit(aligning) is bool(stored)


def test_a_list_that_cannot_be_read_is_explained_and_the_others_stay(
    aligning: Aligning, words: Path, tmp_path: Path
) -> None:
    dialog = open_lists(aligning)
    choose(aligning, dialog, words)
    broken = tmp_path / "broken.tsv"
    broken.write_text("notice", encoding="utf-8")
    choose(aligning, dialog, broken)
    assert "“broken.tsv”" in dialog._problem.text()
    assert dialog._problem.isVisible()
    assert shown(dialog) == ["rules.tsv · 2 words"]
    choose(aligning, dialog, words)
    assert not dialog._problem.isVisible()


def test_closing_the_dialog_meanwhile_does_no_harm(aligning: Aligning, words: Path) -> None:
    dialog = open_lists(aligning)
    aligning.window.words.add(words)
    dialog.reject()
    settle(lambda: not aligning.window.is_busy)
    assert word_lists.lists(aligning.outer.workspace.store) == [WordList("rules.tsv", 2)]
    assert lit(aligning)


def test_nothing_is_asked_for_twice(aligning: Aligning, words: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_text("notice", encoding="utf-8")
    for path in (words, broken):
        dialog = open_lists(aligning)
        aligning.window.words.add(path)
        assert buttons(dialog) == (False, False)
        dialog.list.setCurrentRow(0)
        assert buttons(dialog) == (False, False)
        dialog.reject()
        again = open_lists(aligning)
        assert buttons(again) == (False, False)
        aligning.wait()
        assert buttons(again) == (True, False)
        again.list.setCurrentRow(0)
        assert buttons(again) == (True, True)
        again.reject()
        aligning.wait()


def test_a_list_that_is_cancelled_early_leaves_the_buttons(aligning: Aligning, words: Path) -> None:
    dialog = open_lists(aligning)
    for cancelled in (True, False):
        aligning.window.words.add(words)
        if cancelled:
            aligning.window.work._cancel()
        aligning.wait()
        assert buttons(dialog) == (True, False)


def buttons(dialog: WordListsDialog) -> tuple[bool, bool]:
    return dialog.add.isEnabled(), dialog.remove.isEnabled()
