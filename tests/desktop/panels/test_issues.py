import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.people import Person, Role
from core.qa.issue import Issue, Severity
from desktop.panels.card_list import Card
from desktop.panels.issues import SHOWN, IssuesPanel
from desktop.pictures import settle
from tests.build import make_segment
from tests.desktop.panels.panel import MARKUP, is_plain, press, show, shows_hint, words

AT = "2026-11-22T10:15:00Z"
BOLAT = Person("Bolat <b>", Role.REVIEWER)


def issue(message: str, severity: Severity = Severity.WARNING, fix: str | None = None) -> Issue:
    return Issue(0, "spaces", severity, message, fix=fix)


@pytest.fixture
def issues(qtbot: QtBot) -> IssuesPanel:
    panel = IssuesPanel()
    show(qtbot, panel)
    return panel


def test_issues_come_in_the_order_of_the_text_and_are_counted(issues: IssuesPanel) -> None:
    segments = {n: make_segment(id=n, position=n) for n in (4, 2)}
    issues.show_issues(
        segments, {4: [issue("late")], 2: [issue(MARKUP, Severity.ERROR), issue("two")]}
    )
    shown = words(issues)
    assert shown[0] == "1 error, 2 warnings"
    assert shown[1:] == [MARKUP, "two", "late"]
    assert is_plain(issues)
    issues.show_issues({}, {})
    assert shows_hint(issues)


def test_an_issue_leads_to_its_segment_and_offers_its_repair(
    qtbot: QtBot, issues: IssuesPanel
) -> None:
    issues.show_issues({4: make_segment(id=4, position=9)}, {4: [issue("two spaces", fix="a b")]})
    with qtbot.waitSignal(issues.go_wanted, timeout=1000) as went:
        press(issues, "Segment 10")
    with qtbot.waitSignal(issues.fix_wanted, timeout=1000) as fixed:
        press(issues, "Repair")
    assert (went.args, fixed.args) == ([4], [4, "a b"])


def test_the_summary_begins_where_the_cards_do(issues: IssuesPanel) -> None:
    issues.show_issues({4: make_segment(id=4)}, {4: [issue("two spaces")]})
    settle()
    (card,) = issues.findChildren(Card)
    summary = next(part for part in issues.findChildren(QLabel) if part.text() == "1 warning")
    assert (
        summary.mapTo(issues, summary.contentsRect().topLeft()).x()
        == card.mapTo(issues, QPoint(0, 0)).x()
    )


def test_more_than_anybody_reads_is_only_counted(issues: IssuesPanel) -> None:
    segments = {n: make_segment(id=n, position=n) for n in range(SHOWN + 50)}
    issues.show_issues(segments, {n: [issue("x")] for n in segments})
    shown = words(issues)
    assert shown[0] == f"{SHOWN + 50} warnings; the first {SHOWN} are shown"
    assert shown.count("x") == SHOWN
