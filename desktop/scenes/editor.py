"""The editor with its docks, in the roles and states that people meet."""

from pathlib import Path

from core.concordance import Side
from core.engine import Suggestion
from core.filtering import SegmentFilter
from core.people import Role
from core.project import SUFFIX
from core.segment import Origin, OriginKind, State
from desktop.main_window import MainWindow
from desktop.pictures import Scenes, settle
from desktop.widgets.busy_bar import BusyBar
from desktop.widgets.message_bar import MessageKind
from services import projects


def scenes(window: MainWindow) -> Scenes:
    """With the sample project, first as its translator, then as its reviewer."""
    yield from _translating(window)
    yield from _reviewing(window)
    yield from _machine(window)
    yield from _told(window)
    window.set_role(Role.TRANSLATOR)


def wait(window: MainWindow) -> None:
    """Until all work of the window is done."""
    settle(lambda: not window.is_busy)


def empty_project(window: MainWindow, folder: Path) -> Scenes:
    """A project that has no document yet."""
    path = folder / f"empty{SUFFIX}"
    store, _project = projects.create(path, "ru", "uz-Latn", "Housing code")
    store.close()
    window.take(projects.open_with_document(path))
    wait(window)
    yield "editor-empty", window


def _translating(window: MainWindow) -> Scenes:
    workspace = window.workspace
    assert workspace
    wait(window)
    _first, second, third = workspace.status().documents
    rejected = next(s for s in workspace.segments if s.state is State.REJECTED)
    window.page.table.select_segment(rejected.id)
    wait(window)
    yield "editor-sent-back", window
    workspace.open_document(second.document.id)
    likeness = next(s for s in workspace.segments if "within 30 days" in s.source)
    window.page.table.select_segment(likeness.id)
    wait(window)
    yield "editor", window
    window.docks.concordance.raise_()
    window.panels.concordance.look_for("person", Side.SOURCE)
    wait(window)
    yield "concordance", window
    window.page.filter_bar.show_filter(SegmentFilter(text="prosecutor"))
    workspace.open_document(third.document.id)
    wait(window)
    yield "editor-no-hits", window
    window.page.filter_bar.clear()
    window.docks.matches.raise_()


def _reviewing(window: MainWindow) -> Scenes:
    workspace = window.workspace
    assert workspace
    first, *_ = workspace.status().documents
    workspace.open_document(first.document.id)
    rejected = next(s for s in workspace.segments if s.state is State.REJECTED)
    window.set_role(Role.REVIEWER)
    window.page.table.select_segment(rejected.id)
    window.docks.history.raise_()
    window.docks.machine.raise_()
    wait(window)
    yield "review", window
    window.docks.issues.raise_()
    wait(window)
    yield "issues", window


def _machine(window: MainWindow) -> Scenes:
    """What the machine says; it is not asked."""
    panel = window.panels.machine
    panel.show_answer(
        Suggestion(
            "2. Әкімшілік мүшелерге келген сәттен бастап 30 минут ішінде барлық үй-жайларға, "
            "тіркелімдер мен құжаттарға қол жеткізуді қамтамасыз етеді.",
            Origin(OriginKind.MACHINE, detail="LibreTranslate"),
        )
    )
    yield "machine", window
    panel.show_problem(
        "LibreTranslate did not answer in 20 seconds. Try again, or look whether the server runs."
    )
    yield "machine-failed", window
    panel.show_off()


def _told(window: MainWindow) -> Scenes:
    """Each kind of message, and work that is under way."""
    tell = window.messages.show_message
    tell(MessageKind.INFO, "Wrote 17 segments to “Visiting rules.tmx”, read back and compared.")
    yield "told", window
    tell(
        MessageKind.WARNING,
        "“Visiting rules.kk.txt” does not look like a translation of “How to complain.en.txt”: "
        "few sentences have a counterpart. Choose another file, or align them all the same.",
        "Align all the same",
        window.messages.close_message,
    )
    yield "told-warning", window
    window.messages.close_message()
    tell(MessageKind.ERROR, "“law.docx” is a Word file. Save it as plain text, then import that.")
    busy = window.findChild(BusyBar)
    assert isinstance(busy, BusyBar)
    busy.start("Importing…")
    busy.set_progress(0.4, "Aligning sentences of “Visiting rules.en.txt”")
    busy.show()
    yield "told-error-and-busy", window
    busy.finish()
    window.messages.close_message()
