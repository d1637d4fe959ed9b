"""All panels together."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.comments import Comment
from core.history import Change, ChangeKind, Version
from core.memory.match import Match
from core.memory.unit import TranslationUnit
from core.people import Person
from core.qa.issue import Issue, Severity
from core.segment import State
from desktop.panels.panels import Panels
from tests.build import make_segment
from tests.desktop.panels.panel import show, shows_hint

AT = "2026-11-22T10:15:00Z"
AIGUL = Person("Aigul")
SEGMENT = make_segment("One.", "Один.", id=7)


def fill(panels: Panels) -> None:
    unit = TranslationUnit("Two.", "Два.", "en", "ru")
    panels.matches.show_matches("One.", [Match(unit, 80, 80.0, 80.0)])
    panels.comments.show_thread(7, [Comment(1, 7, AIGUL, AT, "Which one?")])
    now = Version.of(SEGMENT)
    came = Version("", State.NEW, now.origin)
    change = Change(1, 7, ChangeKind.EDIT, AIGUL, AT, came, now)
    panels.history.show_changes(SEGMENT, [change])
    panels.issues.show_issues({7: SEGMENT}, {7: [Issue(7, "spaces", Severity.HINT, "Two spaces")]})
    panels.machine.show_busy()


def test_all_panels_are_cleared_together(qtbot: QtBot) -> None:
    window = QWidget()
    panels = Panels(window)
    those = (panels.matches, panels.comments, panels.history, panels.issues, panels.machine)
    for panel in those:
        show(qtbot, panel)
    assert all(shows_hint(panel) for panel in those)
    fill(panels)
    assert not any(shows_hint(panel) for panel in those)
    panels.clear()
    assert all(shows_hint(panel) for panel in those)
