"""A translator imports, corrects and confirms; a reviewer answers; the translation leaves."""

from pathlib import Path

from PySide6.QtCore import Qt

import resources
from core.formats.proof_po import read_back_po
from core.people import Role
from core.segment import OriginKind, State
from desktop.review.send_back_dialog import SendBackDialog
from services import exporting, reviewing
from tests.core.formats.tmx_contents import read_back_tmx
from tests.desktop.window import CTRL, SHIFT, Window

RULES = [resources.path(f"sample/Visiting rules.{tag}.txt") for tag in ("en", "kk")]


def test_from_two_texts_to_approved_memory(window: Window, tmp_path: Path) -> None:
    window.new(tmp_path / "rules.terjiman", "en", "kk", RULES)
    assert len(window.workspace.segments) == 17
    assert {s.origin.kind for s in window.workspace.segments} == {OriginKind.ALIGNMENT}
    assert {s.state for s in window.workspace.segments} == {State.DRAFT}

    _translate_three(window)
    _review(window)
    _answer(window)
    _export(window, tmp_path)


def _translate_three(window: Window) -> None:
    window.go_to(1)
    window.type("Қамауда ұстау орындарына бару қағидалары")
    window.press(Qt.Key.Key_Return, CTRL)
    first, second = window.workspace.segments[:2]
    assert first.target == "Қамауда ұстау орындарына бару қағидалары"
    assert first.state is State.TRANSLATED
    assert window.current.id == second.id
    window.press(Qt.Key.Key_Return, CTRL)
    window.press(Qt.Key.Key_Return, CTRL)
    states = [segment.state for segment in window.workspace.segments]
    assert states == [State.TRANSLATED] * 3 + [State.DRAFT] * 14


def _review(window: Window) -> None:
    window.role(Role.REVIEWER, "Bolat")
    window.go_to(1)
    window.press(Qt.Key.Key_Return, CTRL)
    window.press(Qt.Key.Key_Return, CTRL)
    assert window.current.position == 2
    window.press(Qt.Key.Key_Return, CTRL | SHIFT)
    dialog = window.dialog()
    assert isinstance(dialog, SendBackDialog)
    dialog.accept()
    assert dialog.isVisible(), "a reason is required"
    window.type("The term is “қағидалар”.")
    window.press(Qt.Key.Key_Return, CTRL)
    states = [segment.state for segment in window.workspace.segments[:3]]
    assert states == [State.REVIEWED, State.REVIEWED, State.REJECTED]


def _answer(window: Window) -> None:
    window.role(Role.TRANSLATOR, "Aigul")
    window.go_to(3)
    sent_back = window.current
    thread = reviewing.comments_of(window.workspace.store, sent_back.id)
    assert [(c.text, c.person.name, c.is_reason) for c in thread] == [
        ("The term is “қағидалар”.", "Bolat", True)
    ]
    window.type(sent_back.target.replace("Осы", "Бұл"))
    window.press(Qt.Key.Key_Return, CTRL)
    answered = window.workspace.segment(sent_back.id)
    assert answered.state is State.TRANSLATED
    assert answered.target.startswith("1. Бұл қағидалар")


def _export(window: Window, folder: Path) -> None:
    store, segments = window.workspace.store, window.workspace.segments
    confirmed = [(s.source, s.target) for s in segments if s.is_confirmed]
    tmx, po = folder / "out.tmx", folder / "out.po"
    exporting.export(store, "tmx", tmx, State.TRANSLATED)
    exporting.export(store, "po", po, State.TRANSLATED)
    assert [(e.source, e.target) for e in read_back_tmx(tmx.read_bytes())] == confirmed
    assert [(e.source, e.target) for e in read_back_po(po.read_bytes())] == confirmed


def test_undo_goes_back_through_states_and_documents(window: Window, tmp_path: Path) -> None:
    window.new(tmp_path / "rules.terjiman", "en", "kk", RULES)
    window.import_([resources.path("sample/How to complain.en.txt")])
    first, second = (found.document.id for found in window.workspace.status().documents)
    window.workspace.open_document(first)
    before = list(window.workspace.segments)
    window.go_to(2)
    window.press(Qt.Key.Key_Return, CTRL)
    window.workspace.open_document(second)
    window.go_to(1)
    window.type("Шағым беру")
    window.press(Qt.Key.Key_Return, CTRL)
    window.trigger("undo")
    assert window.workspace.segments[0].state is State.NEW
    assert window.workspace.segments[0].target == ""
    window.trigger("undo")
    assert window.workspace.document
    assert window.workspace.document.id == first
    assert window.current.position == 1
    assert [_shown(s) for s in window.workspace.segments] == [_shown(s) for s in before]
    window.trigger("redo")
    assert window.workspace.segments[1].state is State.TRANSLATED


def test_a_match_is_inserted_by_its_number(window: Window, tmp_path: Path) -> None:
    window.new(tmp_path / "rules.terjiman", "en", "kk", RULES)
    for number in range(1, 18):
        window.go_to(number)
        window.press(Qt.Key.Key_Return, CTRL)
    window.import_([resources.path("sample/How to complain.en.txt")])
    window.go_to(7)
    window.press(Qt.Key.Key_1, CTRL)
    # The unit says 15 days; its numbers are replaced by those of the segment.
    assert window.current.target.startswith("3. Жауап 30 күн ішінде")
    assert window.current.origin.kind is OriginKind.MEMORY
    assert window.current.state is State.DRAFT
    assert 50 <= (window.current.origin.score or 0) < 100


def _shown(segment: object) -> tuple[object, ...]:
    return tuple(getattr(segment, name) for name in ("target", "state", "origin", "locked"))
