"""Whatever a person does, the screen, the store and the history agree."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.history import Version
from core.language import Script
from core.memory.memories import AttachedMemory, StoredUnit
from core.memory.unit import TranslationUnit
from core.people import Role
from core.segment import Segment, State
from services import converting, memories, pretranslating, projects, reviewing, unit_changes
from services.converting import Conversion
from services.pretranslating import Pretranslation
from tests.build import segments_of
from tests.desktop.window import Window

TEXTS = {
    "law.txt": "One right. See Art. 5 of it.\n\nTwo duties.\n\nOne right.\n\nSee Art. Six.",
    "act.txt": "Two duties.\n\nOne right.\n\nThree courts.",
}
UNITS = [
    TranslationUnit("Two duties.", "Икки бурч.", "en", "uz-Cyrl"),
    TranslationUnit("Three courts.", "Uchta sud.", "en", "uz-Latn"),
]
TARGETS = ("", "Бир ҳуқуқ.", "Икки\u00a0бурч 7.", "Oʻzbek", " ")

ACTS: dict[str, Callable[[Window, int, str], object]] = {
    "go": lambda window, n, _text: window.go_to(n),
    "type": lambda window, _n, text: window.main.page.table.replace_target(text),
    "pause": lambda window, _n, _text: window.workspace.flush(),
    "confirm": lambda window, _n, _text: window.workspace.confirm(),
    "translator": lambda window, _n, _text: window.role(Role.TRANSLATOR, "Aigul"),
    "reviewer": lambda window, _n, _text: window.role(Role.REVIEWER, "Bolat"),
    "send back": lambda window, _n, text: window.workspace.send_back(text),
    "copy": lambda window, _n, _text: window.workspace.copy_source(),
    "lock": lambda window, _n, _text: window.workspace.toggle_lock(),
    "restore": lambda window, n, _text: _restore(window, n),
    "approve all": lambda window, _n, _text: window.workspace.approve_all(_waiting(window)),
    "other document": lambda window, n, _text: _open(window, n),
    "pre-translate": lambda window, n, _text: _pretranslate(window, n),
    "convert": lambda window, n, _text: _convert(window, n),
    "join": lambda window, _n, _text: window.workspace.never_break_after("Art."),
    "check": lambda window, _n, _text: window.trigger("check"),
    "edit unit": lambda window, n, text: _edit_unit(window, n, text),
    "undo": lambda window, _n, _text: window.workspace.undo(),
    "redo": lambda window, _n, _text: window.workspace.redo(),
}


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    walk=st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 3), st.sampled_from(TARGETS)),
        max_size=25,
    )
)
def test_screen_store_and_history_agree(
    window: Window, monkeypatch: pytest.MonkeyPatch, walk: list[tuple[str, int, str]]
) -> None:
    with TemporaryDirectory() as folder, monkeypatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", folder)
        _open_project(window, Path(folder))
        begin, known = _stored(window), _units(window)
        for act, number, target in walk:
            ACTS[act](window, number, target)
            _agree(window)
        _history_is_complete(window, begin)
        while window.workspace.undo_stack.canUndo():
            window.workspace.undo()
            _agree(window)
        _agree(window)
        assert [list(map(_content, each)) for each in _stored(window)] == [
            list(map(_content, each)) for each in begin
        ]
        window.wait()
        assert _units(window) == known
        window.main.show_welcome()


def _open_project(window: Window, folder: Path) -> None:
    """Two documents with repetitions in them, and a memory that receives what is confirmed."""
    memory = memories.create_memory(folder / "legal.tm", "Legal")
    memory.add(UNITS)
    memory.close()
    files = []
    for name, text in TEXTS.items():
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    window.new(folder / "walk.terjiman", "en", "uz-Cyrl", files)
    use = AttachedMemory(str(memory.path), "Legal", writable=True)
    memories.attach(window.workspace.store, use)
    window.workspace.memory_changed.emit()
    window.role(Role.TRANSLATOR, "Aigul")


def _waiting(window: Window) -> list[Segment]:
    return [s for s in window.workspace.segments if s.state is State.TRANSLATED and not s.locked]


def _open(window: Window, number: int) -> None:
    papers = window.workspace.status().documents
    window.workspace.open_document(papers[number % len(papers)].document.id)


def _pretranslate(window: Window, number: int) -> None:
    workspace = window.workspace
    if workspace.flush():
        wanted = Pretranslation(50, State.TRANSLATED, over_drafts=number > 2)
        workspace.take(pretranslating.pretranslate(workspace.store, wanted, workspace.person).act)


def _convert(window: Window, number: int) -> None:
    workspace = window.workspace
    if workspace.flush():
        wanted = Conversion("uz-Cyrl", list(Script)[number % 2])
        workspace.convert(converting.preview(workspace.segments, wanted).changes)


def _edit_unit(window: Window, number: int, text: str) -> None:
    workspace = window.workspace
    path = Path(memories.attached(workspace.store)[0].path)
    unit = _units(window)[number % len(UNITS)]
    if workspace.flush():
        wanted = replace(unit.unit, target=f"{text} {number}")
        workspace.take_unit_change(unit_changes.change_unit(path, unit.id, unit.unit, wanted))


def _units(window: Window) -> list[StoredUnit]:
    path = Path(memories.attached(window.workspace.store)[0].path)
    with closing(memories.open_memory(path, read_only=True)) as memory:
        return list(memory.units())


def _stored(window: Window) -> list[list[Segment]]:
    """The segments of all documents as they are in the file."""
    return [segments_of(window.workspace.store, number) for number in range(len(TEXTS))]


def _restore(window: Window, number: int) -> None:
    changes = reviewing.history_of(window.workspace.store, window.current.id)
    if changes:
        window.workspace.restore(changes[number % len(changes)].before)


def _agree(window: Window) -> None:
    """The workspace, the table, the live field and the file show the same."""
    workspace, page = window.workspace, window.main.page
    assert workspace.document
    stored = list(projects.open_document(workspace.store, workspace.document.id).segments)
    assert workspace.segments == stored
    assert workspace.status() == projects.status(workspace.store)
    assert [page.model.segment_at(row) for row in range(page.model.rowCount())] == stored
    current = page.table.current_segment()
    assert current == workspace.current
    if not workspace.has_unstored_text:
        assert page.table.current_text() == window.current.target


def _history_is_complete(window: Window, begin: list[list[Segment]]) -> None:
    """Each history leads without a gap from the import to what is there now."""
    window.workspace.flush()
    first_of = {segment.id: segment for segments in begin for segment in segments}
    for segment in (segment for segments in _stored(window) for segment in segments):
        first = first_of[segment.id]
        changes = reviewing.history_of(window.workspace.store, segment.id)
        versions = [change.after for change in changes]
        earlier = [change.before for change in changes]
        assert earlier[1:] == versions[:-1]
        assert [change.sequence for change in changes] == sorted(c.sequence for c in changes)
        if changes:
            assert earlier[0] == Version.of(first)
            assert versions[-1] == Version.of(segment)


def _content(segment: Segment) -> tuple[object, ...]:
    return segment.source, segment.target, segment.state, segment.origin, segment.locked
