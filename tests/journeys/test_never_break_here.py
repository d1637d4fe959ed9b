"""A translator meets a sentence cut in two at an abbreviation, and has it mended for good."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QInputDialog

from core.filtering import SegmentFilter
from core.history import ChangeKind
from core.segment import State
from desktop.editor.segment_model import SegmentModel
from desktop.workspace import Workspace
from services import importing, projects
from tests.build import TRANSLATOR, segments_of
from tests.desktop.window import Window


def test_never_break_here(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    text = tmp_path / "law.txt"
    text.write_text("Қараңыз: қолд. Бұл жаңа сөйлем.\nТағы қолд. Үшінші сөйлем.\n", "utf-8")
    window.new(tmp_path / "p.terjiman", "kk", "ru", [text])
    window.go_to(3)
    window.type("Eshche")
    window.trigger("never_break")
    dialog = window.dialog()
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "қолд."
    dialog.accept()
    window.wait()
    page, workspace = window.main.page, window.workspace
    wanted = ["Қараңыз: қолд. Бұл жаңа сөйлем.", "Тағы қолд. Үшінші сөйлем."]
    assert [s.source for s in workspace.segments] == wanted
    assert page.model.rowCount() == 2
    assert window.current.source == wanted[1]
    assert (window.current.target, window.current.state) == ("Eshche", State.DRAFT)
    window.type("Tretye")
    window.trigger("confirm")
    for _ in range(3):
        window.trigger("undo")
    assert [s.source for s in segments_of(workspace.store)] == [
        "Қараңыз: қолд.", "Бұл жаңа сөйлем.", "Тағы қолд.", "Үшінші сөйлем."
    ]  # fmt: skip
    assert [s.source for s in workspace.segments] == [
        page.model.segment_at(row).source for row in range(page.model.rowCount())
    ]
    for _ in range(3):
        window.trigger("redo")
    assert [s.source for s in workspace.segments] == wanted
    assert segments_of(workspace.store) == workspace.segments
    text = tmp_path / "next.txt"
    text.write_text("Төртінші қолд. Бесінші.\n", "utf-8")
    window.import_([text])
    assert [s.source for s in workspace.segments] == ["Төртінші қолд. Бесінші."]


TEXT = "Бір қолд. Екі қыск. Үш қолд. Төрт.\nБес қыск. Алты қолд. Жеті. Сегіз қыск. Тоғыз.\n"
ACTS = st.one_of(
    st.tuples(st.sampled_from(["type", "confirm", "lock"]), st.integers(0, 8)),
    st.tuples(st.just("never"), st.sampled_from(["қолд.", "қыск."])),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just(0)),
)


@pytest.mark.usefixtures("qtbot")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=3, max_size=14))
def test_file_workspace_and_screen_agree(
    monkeypatch: pytest.MonkeyPatch, acts: list[tuple[str, int | str]]
) -> None:
    with TemporaryDirectory() as folder, monkeypatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", folder)
        text = Path(folder) / "law.txt"
        text.write_text(TEXT, "utf-8")
        store, project = projects.create(Path(folder) / "p.terjiman", "kk", "ru")
        importing.import_file(store, text, TRANSLATOR)
        workspace, screen = Workspace(store, project, TRANSLATOR), SegmentModel()
        refused: list[str] = []
        workspace.problem.connect(refused.append)
        workspace.reshaped.connect(lambda: screen.set_segments(workspace.segments))
        workspace.segments_changed.connect(screen.update_segments)
        workspace.open_document(segments_of(store)[0].document_id)
        screen.set_segments(workspace.segments)
        sound = sources_and_targets(workspace)
        for name, what in acts:
            do(workspace, name, what)
            assert workspace.flush()
            assert segments_of(store) == workspace.segments
            assert [
                screen.segment_at(row) for row in range(screen.rowCount())
            ] == workspace.segments
            assert [each.position for each in workspace.segments] == list(range(screen.rowCount()))
            assert "".join("".join(s.source for s in workspace.segments).split()) == "".join(
                TEXT.split()
            )
        while workspace.undo_stack.canUndo():
            workspace.undo()
        assert sources_and_targets(workspace) == sound
        assert not [problem for problem in refused if "changed" in problem]
        workspace.close()


def sources_and_targets(workspace: Workspace) -> list[tuple[str, str, State, str, bool]]:
    return [(s.source, s.target, s.state, s.key, s.locked) for s in workspace.segments]


def do(workspace: Workspace, name: str, what: int | str) -> None:
    """One act of a person."""
    if name == "never":
        workspace.never_break_after(str(what))
        return
    if isinstance(what, int):
        workspace.set_current(workspace.segments[what % len(workspace.segments)])
    assert workspace.current
    match name:
        case "type":
            if not workspace.current.locked:
                workspace.type(workspace.current.id, f"{workspace.current.target} слово".strip())
        case "confirm":
            workspace.confirm()
        case "lock":
            workspace.toggle_lock()
        case "undo":
            workspace.undo()
        case _:
            workspace.redo()


def test_the_filter_and_the_numbers_follow(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    text = tmp_path / "law.txt"
    text.write_text("Қараңыз: қолд. Бұл жаңа сөйлем.\nСоңғы.\nСоңғы сөйлем.\n", "utf-8")
    window.new(tmp_path / "p.terjiman", "kk", "ru", [text])
    page, workspace = window.main.page, window.workspace
    page.model.set_filter(SegmentFilter(text="Соңғы"))
    assert page.model.rowCount() == 2
    page.table.select_segment(workspace.segments[2].id)
    workspace.never_break_after("қолд.")
    window.wait()
    assert [page.model.segment_at(row).position for row in range(page.model.rowCount())] == [1, 2]
    workspace.undo()
    window.wait()
    sources = [page.model.segment_at(row).source for row in range(page.model.rowCount())]
    assert {"Соңғы.", "Соңғы сөйлем."} <= set(sources)
    assert [segment.position for segment in workspace.segments] == [0, 1, 2, 3]
    assert ChangeKind.JOIN is workspace.undo_stack.command(0).act.kind  # type: ignore[attr-defined]
