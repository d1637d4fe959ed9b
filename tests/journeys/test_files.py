"""Files come in through the window: what they are is shown, what they are not is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import resources
from core.segment import State
from desktop.editor.columns import Column
from desktop.transfer.import_dialog import ImportDialog
from desktop.widgets.message_bar import MessageKind
from tests.desktop.window import Window
from tests.shared import shared_path

SAMPLES = {
    "000_95a02fc35197f4b3.txt": "tk",
    "001_46e35a21a64a93f2.txt": "uz-Cyrl",
    "002_d5b067f4afcd9e6f.txt": "kk",
}
BOTH = "Texts with their translation inside, to be aligned"


def import_as(window: Window, choice: str, *paths: Path) -> None:
    window.main.transfers.import_files(paths)
    window.wait()
    dialog = window.dialog()
    assert isinstance(dialog, ImportDialog)
    dialog.as_.setCurrentIndex(dialog.as_.findText(choice))
    dialog.accept()
    window.wait()


def refusal(window: Window) -> str:
    """What the window says, with its offer to align all the same."""
    messages = window.main.messages
    assert messages._current
    assert messages._current.kind is MessageKind.WARNING
    assert messages._action.text() == "Align all the same"
    return messages._current.text


@pytest.mark.parametrize("name", SAMPLES)
def test_halves_that_are_no_translations_are_aligned_only_by_insisting(
    window: Window, tmp_path: Path, name: str
) -> None:
    window.new(tmp_path / "sample.terjiman", SAMPLES[name], "en")
    import_as(window, BOTH, shared_path(f"samples/{name}"))
    assert "do not look like translations of each other" in refusal(window)
    assert window.workspace.status().documents == ()
    assert window.main.page.model.total == 0
    window.main.messages._action.click()
    window.wait()
    (found,) = window.workspace.status().documents
    assert found.document.name == name
    assert any(s.state is State.DRAFT and s.target for s in window.workspace.segments)
    assert not any(s.is_confirmed for s in window.workspace.segments), "memory has none of it"


def test_the_offer_to_insist_is_for_its_own_project(window: Window, tmp_path: Path) -> None:
    english = [
        resources.path(f"sample/{name}.en.txt") for name in ("Visiting rules", "How to complain")
    ]
    window.new(tmp_path / "a.terjiman", "en", "kk")
    import_as(window, "A text and its translation, to be aligned", *english)
    assert "is in English and not in Kazakh" in refusal(window)
    window.new(tmp_path / "b.terjiman", "en", "kk")
    window.main.messages._action.click()
    window.wait()
    assert window.workspace.status().documents == ()


def test_of_several_files_those_before_the_faulty_one_are_kept_once(
    window: Window, tmp_path: Path
) -> None:
    """Insisting goes on with the one that was refused, and brings nothing in twice."""
    kazakh = resources.path("sample/Visiting rules.kk.txt").read_text("utf-8")
    rules = resources.path("sample/Visiting rules.en.txt").read_text("utf-8")
    other = resources.path("sample/How to complain.en.txt").read_text("utf-8")
    files = [tmp_path / name for name in ("good.txt", "bad.txt", "last.txt")]
    for path, english in zip(files, (rules, other, rules), strict=True):
        path.write_text(f"{english}\n\n{kazakh}", encoding="utf-8")
    window.new(tmp_path / "both.terjiman", "en", "kk")
    import_as(window, BOTH, *files)
    assert "bad.txt" in refusal_behind(window)
    names = [found.document.name for found in window.workspace.status().documents]
    assert names == ["good.txt"]
    window.main.messages._action.click()
    window.wait()
    names = [found.document.name for found in window.workspace.status().documents]
    assert names == ["good.txt", "bad.txt", "last.txt"]


def refusal_behind(window: Window) -> str:
    """The refusal, after the messages on what was imported before it."""
    for _message in range(5):
        if window.main.messages._action.text() != "Align all the same":
            window.main.messages.close_message()
    return refusal(window)


def test_a_document_in_several_languages_shows_what_is_not_translated(
    window: Window, tmp_path: Path
) -> None:
    window.new(
        tmp_path / "s.terjiman", "en", "tk", [shared_path("samples/000_95a02fc35197f4b3.txt")]
    )
    model, segments = window.main.page.model, window.workspace.segments
    foreign = [segment for segment in segments if segment.language == "tk"]
    assert foreign
    assert all(segment.locked for segment in foreign)
    row = model.row_of(foreign[0].id)
    assert row is not None
    tip = model.data(model.index(row, Column.MATCH), Qt.ItemDataRole.ToolTipRole)
    assert "In another language: Turkmen" in str(tip)
    assert window.main.page.table._delegate._badge(foreign[0])[0] == "TK"
    assert not window.current.locked, "the person begins where there is something to do"
    window.go_to(foreign[0].position + 1)
    window.type("x")
    assert window.main.page.table.current_text() == foreign[0].target
    message = window.main.messages._current
    assert message is not None


def test_a_filter_keeps_the_row_at_hand(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One right.", "Two duties.", "Three courts."], ["", "Две.", ""])
    window.go_to(1)
    bar, model = window.main.page.filter_bar, window.main.page.model
    window.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.type("duties")
    window.press(Qt.Key.Key_Return)
    assert [model.segment_at(row).position for row in range(model.rowCount())] == [0, 1]
    assert window.current.position == 0
    window.go_to(2)
    window.type("Две обязанности")
    window.workspace.flush()
    assert window.current.target == "Две обязанности"
    bar.clear()
    assert model.rowCount() == 3
    assert window.current.position == 1
