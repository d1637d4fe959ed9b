"""Whatever a person does, the screen, the store and the history agree."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.history import Version
from core.people import Role
from core.segment import Segment
from services import projects, reviewing
from tests.desktop.window import Window

TEXT = "One right.\n\nTwo duties.\n\nThree courts."
TARGETS = ("", "Бір құқық.", "Екі\u00a0міндет.", "Oʻzbek", " ")

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
def test_screen_store_and_history_agree(window: Window, walk: list[tuple[str, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text(TEXT, encoding="utf-8")
        window.new(Path(folder) / "walk.terjiman", "en", "kk", [text])
        window.role(Role.TRANSLATOR, "Aigul")
        begin = [_content(segment) for segment in window.workspace.segments]
        for act, number, target in walk:
            ACTS[act](window, number, target)
            _agree(window)
        _history_is_complete(window, begin)
        while window.workspace.undo_stack.canUndo():
            window.workspace.undo()
        _agree(window)
        assert [_content(segment) for segment in window.workspace.segments] == begin
        window.main.show_welcome()


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
    assert [page.model.segment_at(row) for row in range(page.model.rowCount())] == stored
    current = page.table.current_segment()
    assert current == workspace.current
    if not workspace.has_unstored_text:
        assert page.table.current_text() == window.current.target


def _history_is_complete(window: Window, begin: list[tuple[object, ...]]) -> None:
    """Each history leads without a gap from the import to what is there now."""
    window.workspace.flush()
    for segment, first in zip(window.workspace.segments, begin, strict=True):
        changes = reviewing.history_of(window.workspace.store, segment.id)
        versions = [change.after for change in changes]
        earlier = [change.before for change in changes]
        assert earlier[1:] == versions[:-1]
        assert [change.sequence for change in changes] == sorted(c.sequence for c in changes)
        if changes:
            assert (earlier[0].target, earlier[0].state) == first[:2]
            assert versions[-1] == Version.of(segment)


def _content(segment: Segment) -> tuple[object, ...]:
    return segment.target, segment.state, segment.origin, segment.locked
