"""A person converts targets into the other script, and takes it back."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.segment import State
from desktop.conversion.dialog import ConversionDialog
from desktop.widgets.message_bar import MessageKind
from services.projects import open_document
from tests.build import make_project, make_segment
from tests.desktop.window import Window, content

TARGETS = ["Суд қарори", "Sud", "Қонун"]


@pytest.fixture
def uzbek(window: Window, tmp_path: Path) -> Window:
    made = [make_segment(f"Source {n}.", target) for n, target in enumerate(TARGETS)]
    store = make_project(tmp_path, made, target_language="uz-Latn")
    store.close()
    window.open(store.path)
    return window


def ask(window: Window) -> ConversionDialog:
    window.trigger("convert_script")
    dialog = window.dialog()
    assert isinstance(dialog, ConversionDialog)
    window.wait()
    return dialog


def targets(window: Window) -> list[str]:
    return [segment.target for segment in window.workspace.segments]


def test_the_document_is_converted_as_one_step(uzbek: Window) -> None:
    dialog = ask(uzbek)
    assert dialog.go.text() == "Convert 2"
    dialog.go.click()
    uzbek.wait()
    assert targets(uzbek) == ["Sud qarori", "Sud", "Qonun"]
    assert [row[1] for row in content(uzbek.workspace.path)] == targets(uzbek)
    assert uzbek.workspace.undo_stack.undoText() == "script conversion in 2 segments"
    uzbek.trigger("undo")
    assert targets(uzbek) == TARGETS
    uzbek.trigger("redo")
    assert targets(uzbek)[0] == "Sud qarori"


def test_a_document_that_is_still_being_read_is_converted_whole(uzbek: Window) -> None:
    workspace = uzbek.workspace
    whole = open_document(workspace.store, workspace.segments[0].document_id)
    workspace.show_document(replace(whole, segments=whole.segments[:1]), is_whole=False)
    ask(uzbek).go.click()
    uzbek.wait()
    assert targets(uzbek) == ["Sud qarori", "Sud", "Qonun"]


def test_one_segment_is_converted(uzbek: Window) -> None:
    uzbek.go_to(3)
    dialog = ask(uzbek)
    dialog.scope.setCurrentText("Only segment 3")
    uzbek.wait()
    dialog.go.click()
    assert targets(uzbek) == ["Суд қарори", "Sud", "Qonun"]


def test_what_the_filter_shows_is_proposed(uzbek: Window) -> None:
    uzbek.go_to(3)
    uzbek.main.page.filter_bar._text.setText("Қонун")
    uzbek.main.page.filter_bar._tell()
    dialog = ask(uzbek)
    assert dialog.scope.currentText() == "Only what the filter shows: 1"
    dialog.go.click()
    assert targets(uzbek) == ["Суд қарори", "Sud", "Qonun"]


def test_typed_text_is_converted_too(uzbek: Window) -> None:
    uzbek.go_to(2)
    uzbek.type(" ҳуқуқ")
    ask(uzbek).go.click()
    assert "huquq" in targets(uzbek)[1]


def test_a_confirmed_segment_stays_confirmed(uzbek: Window) -> None:
    uzbek.go_to(1)
    uzbek.trigger("confirm")
    assert uzbek.workspace.segments[0].state is State.TRANSLATED
    ask(uzbek).go.click()
    assert uzbek.workspace.segments[0].state is State.TRANSLATED


def test_nothing_happens_when_it_is_refused(uzbek: Window) -> None:
    ask(uzbek).reject()
    uzbek.wait()
    assert targets(uzbek) == TARGETS


def test_a_language_in_one_script_is_told(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["One."], ["Один."])
    window.trigger("convert_script")
    assert window.message == (MessageKind.INFO, "Russian is written in one script only.")


def test_a_project_closed_under_the_dialog_stays_as_it_is(uzbek: Window) -> None:
    path = uzbek.workspace.path
    dialog = ask(uzbek)
    uzbek.main.show_welcome()
    dialog.accept()
    uzbek.wait()
    assert [row[1] for row in content(path)] == TARGETS
