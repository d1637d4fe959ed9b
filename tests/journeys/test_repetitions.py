"""What was translated once is not translated again: propagation and pre-translation."""

from pathlib import Path

from PySide6.QtCore import Qt

from core.segment import Origin, OriginKind, State
from desktop.pretranslation.dialog import PretranslationDialog
from desktop.projects.settings_dialog import ProjectSettingsDialog
from tests.desktop.window import CTRL, Window

SAME = "The detainee is informed of the reasons."
TEXT = [SAME, "Article 5 applies to all courts.", SAME, "Article 7 applies to all courts."]
ANSWER = "Ұсталған адамға себептер хабарланады."


def targets(window: Window) -> list[str]:
    return [segment.target for segment in window.workspace.segments]


def write(folder: Path, name: str, paragraphs: list[str]) -> Path:
    path = folder / name
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def begin(window: Window, folder: Path) -> tuple[int, int]:
    """A project with two documents, of which the first is open; their ids."""
    texts = [write(folder, "first.txt", TEXT), write(folder, "second.txt", TEXT[:1])]
    window.new(folder / "rights.terjiman", "en", "kk", texts)
    first, second = (found.document.id for found in window.workspace.status().documents)
    window.workspace.open_document(first)
    window.go_to(1)
    return first, second


def confirm(window: Window, text: str) -> None:
    window.type(text)
    window.press(Qt.Key.Key_Return, CTRL)


def test_repetitions_follow_and_one_undo_takes_all_back(window: Window, tmp_path: Path) -> None:
    _first, second = begin(window, tmp_path)
    confirm(window, ANSWER)
    assert targets(window) == [ANSWER, "", ANSWER, ""]
    repetition = window.workspace.segments[2]
    assert (repetition.state, repetition.origin) == (State.DRAFT, Origin(OriginKind.PROPAGATED))
    window.workspace.open_document(second)
    assert targets(window) == [ANSWER]
    window.trigger("undo")
    assert targets(window) == [""]
    window.workspace.open_document(_first)
    assert targets(window) == [""] * 4
    window.trigger("redo")
    assert targets(window) == [ANSWER, "", ANSWER, ""]


def test_a_correction_reaches_the_drafts(window: Window, tmp_path: Path) -> None:
    begin(window, tmp_path)
    confirm(window, ANSWER)
    window.go_to(1)
    confirm(window, "Ұсталғанға себептер айтылады.")
    assert targets(window)[2] == "Ұсталғанға себептер айтылады."
    window.go_to(3)
    confirm(window, "Осы жерде басқаша.")
    assert targets(window)[0] == "Ұсталғанға себептер айтылады."


def test_it_can_be_switched_off(window: Window, tmp_path: Path) -> None:
    begin(window, tmp_path)
    window.trigger("project_settings")
    dialog = window.dialog()
    assert isinstance(dialog, ProjectSettingsDialog)
    dialog.matching.repetitions.setCurrentText("stay as they are")
    dialog.accept()
    window.go_to(1)
    confirm(window, ANSWER)
    assert targets(window) == [ANSWER, "", "", ""]


def test_a_new_document_is_filled_from_the_old_one(window: Window, tmp_path: Path) -> None:
    first, _second = begin(window, tmp_path)
    confirm(window, ANSWER)
    window.go_to(2)
    confirm(window, "5-бап барлық соттарға қолданылады.")
    window.import_([write(tmp_path, "third.txt", [SAME, "Article 9 applies to all courts."])])
    third = window.workspace.segments
    window.trigger("pretranslate")
    dialog = window.dialog()
    assert isinstance(dialog, PretranslationDialog)
    dialog.exact.setCurrentText("Translated")
    dialog.accept()
    window.wait()
    window.dialog().reject()
    assert targets(window) == [ANSWER, "9-бап барлық соттарға қолданылады."]
    exact, repaired = window.workspace.segments
    assert (exact.state, repaired.state) == (State.TRANSLATED, State.DRAFT)
    assert repaired.origin.kind is OriginKind.MEMORY
    window.workspace.open_document(first)
    assert targets(window)[3] == "7-бап барлық соттарға қолданылады."
    window.trigger("undo")
    assert targets(window)[3] == ""
    window.workspace.open_document(third[0].document_id)
    assert targets(window) == ["", ""]
    window.trigger("redo")
    assert targets(window) == [ANSWER, "9-бап барлық соттарға қолданылады."]


def test_only_what_the_filter_shows_is_filled(window: Window, tmp_path: Path) -> None:
    begin(window, tmp_path)
    window.go_to(2)
    confirm(window, "5-бап барлық соттарға қолданылады.")
    window.go_to(4)  # the current row would stay in view
    window.press(Qt.Key.Key_F, CTRL)
    window.type("Article 7")
    window.main.page.filter_bar._tell()
    window.wait()
    window.trigger("pretranslate")
    dialog = window.dialog()
    assert isinstance(dialog, PretranslationDialog)
    assert dialog.scope.currentText() == "Only what the filter shows: 1"
    dialog.accept()
    window.wait()
    window.dialog().reject()
    assert [bool(target) for target in targets(window)] == [False, True, False, True]
