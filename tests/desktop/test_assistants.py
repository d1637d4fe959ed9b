"""The docks are true to the current segment, and to no other one."""

from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import services.checking
import services.suggesting
from core.segment import OriginKind, State
from desktop.panels.card_list import Card
from desktop.panels.match_card import MatchCard
from services import editing, reviewing
from tests.build import REVIEWER
from tests.desktop.window import CTRL, Window

ALIKE = [
    "The court hears the case within 30 days.",
    "The court hears the case within 15 days.",
    "Nobody is a slave.",
]
TARGETS = ["Суд рассматривает дело в течение 30 дней.", "", "Никто не раб."]
PATIENCE = 10.0  # seconds


def matches(window: Window) -> list[tuple[str, int]]:
    cards = window.main.panels.matches._cards
    assert all(isinstance(card, MatchCard) for card in cards)
    return [(card.match.unit.target, card.match.score) for card in cards]


def issues(window: Window) -> list[str]:
    cards = window.main.panels.issues.findChildren(Card)
    return [card.accessibleName() for card in cards if card.isVisibleTo(window.main.panels.issues)]


# -- memory -----------------------------------------------------------------------------------


def test_matches_are_those_of_the_current_segment(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ALIKE, TARGETS)
    window.go_to(2)
    ((target, score),) = matches(window)
    assert target == TARGETS[0]
    assert 50 <= score < 100
    window.go_to(3)
    assert matches(window) == []


def test_memory_follows_every_act_and_its_undo(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ALIKE, [TARGETS[0], "", ""])
    window.go_to(1)
    window.type("Суд рассматривает дело за 30 дней.")
    window.press(Qt.Key.Key_Return, CTRL)
    window.go_to(2)
    assert [target for target, _score in matches(window)] == ["Суд рассматривает дело за 30 дней."]
    window.press(Qt.Key.Key_Z, CTRL)
    window.go_to(2)
    assert [target for target, _score in matches(window)] == [TARGETS[0]]
    window.go_to(1)
    window.type("x")
    window.go_to(2)
    assert matches(window) == [], "a draft is nobody's word"


def test_memory_lets_go_of_what_is_undone_in_another_document(
    window: Window, tmp_path: Path
) -> None:
    window.make(tmp_path, ALIKE[:1])
    other = tmp_path / "other.txt"
    other.write_text(ALIKE[1], encoding="utf-8")
    window.go_to(1)
    window.type(TARGETS[0])
    window.press(Qt.Key.Key_Return, CTRL)
    window.import_([other])
    assert [target for target, _score in matches(window)] == [TARGETS[0]]
    window.trigger("undo")
    window.workspace.open_document(2)
    window.wait()
    assert matches(window) == []


def test_what_is_confirmed_while_memory_is_read_is_in_it(window: Window, tmp_path: Path) -> None:
    real, began, may_go_on = services.suggesting.ProjectMemory, Event(), Event()

    def slow(*args: object) -> object:
        memory = real(*args)  # type: ignore[arg-type]
        began.set()
        assert may_go_on.wait(PATIENCE)
        return memory

    window.make(tmp_path, ALIKE, ["", "", TARGETS[2]])
    with patch("services.suggesting.ProjectMemory", slow):
        window.workspace.memory_changed.emit()
        assert began.wait(PATIENCE)
        window.main.page.table.select_segment(1)
        window.type(TARGETS[0])
        assert window.workspace.confirm()
        may_go_on.set()
        window.wait()
    window.go_to(2)
    assert [target for target, _score in matches(window)] == [TARGETS[0]]


def test_a_match_of_the_last_segment_is_never_put_into_the_next(
    window: Window, tmp_path: Path
) -> None:
    window.make(tmp_path, ALIKE, [TARGETS[0], "", ""])
    window.go_to(2)
    assert len(matches(window)) == 1
    window.main.page.table.select_segment(3)
    window.main.actions_["match_1"].trigger()  # faster than memory answers
    window.wait()
    assert window.current.position == 2
    assert window.current.target == ""


def test_a_chosen_match_is_inserted_with_its_origin(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ALIKE, TARGETS)
    window.go_to(2)
    window.trigger("match_2")
    assert window.current.target == ""
    window.trigger("match_1")
    assert window.current.target == "Суд рассматривает дело в течение 15 дней.", "as it is offered"
    assert window.current.origin.kind is OriginKind.MEMORY
    assert window.current.origin.detail == "text.txt"
    assert window.current.state is State.DRAFT
    assert window.main.actions_["undo"].text() == "Undo inserting in segment 2"


# -- checks -----------------------------------------------------------------------------------


def test_issues_follow_the_text(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ALIKE, ["Суд рассматривает дело в течение 31 дня.", "", ""])
    assert any("segment 1:" in issue for issue in issues(window))
    assert 1 in window.main.page.model.marks.issues
    window.go_to(1)
    window.type(TARGETS[0])
    window.workspace.flush()
    assert issues(window) == []
    assert window.main.page.model.marks.issues == frozenset()


def test_what_changes_during_a_check_is_checked_again(window: Window, tmp_path: Path) -> None:
    real, began, may_go_on = services.checking.issues_of, Event(), Event()
    window.make(tmp_path, ALIKE, ["Суд рассматривает дело в течение 31 дня.", "", ""])

    def slow(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        if not began.is_set():
            began.set()
            assert may_go_on.wait(PATIENCE)
        return found

    with patch("services.checking.issues_of", slow):
        window.main.actions_["check"].trigger()
        assert began.wait(PATIENCE)
        window.main.page.table.select_segment(1)
        window.workspace.put(TARGETS[0])
        may_go_on.set()
        window.wait()
    assert issues(window) == []


def test_an_issue_leads_to_its_segment_and_repairs_it(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ["Article 1", "Annex"], ["Статья 1", "Приложение  один"])
    window.go_to(1)
    panel = window.main.panels.issues
    panel.go_wanted.emit(2)
    window.wait()
    assert window.current.position == 1
    panel.fix_wanted.emit(2, "Приложение один")
    window.workspace.flush()
    assert window.current.target == "Приложение один"
    assert window.main.actions_["undo"].text() == "Undo typing in segment 2"


def test_many_changes_at_once_are_checked_off_the_interface_thread(
    window: Window, tmp_path: Path
) -> None:
    window.make(tmp_path, [f"Article {n}" for n in range(60)], [f"Статья {n}" for n in range(60)])
    editing.set_target(window.workspace.store, window.workspace.segments[0], "Статья", REVIEWER)
    window.workspace.person = REVIEWER
    window.workspace.shown.read_again()
    with patch("desktop.assistants.Assistants._recheck", return_value=False) as at_once:
        window.workspace.approve_all(window.workspace.segments[1:])
        assert at_once.call_count == 0
        window.wait()
    assert any("segment 1:" in issue for issue in issues(window))


def test_a_bug_in_an_assistant_reaches_the_hook(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.make(tmp_path, ["One right."])
    with (
        patch("services.checking.issues_of", side_effect=ZeroDivisionError),
        qtbot.captureExceptions() as caught,
    ):
        window.trigger("check")
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


# -- comments and history ---------------------------------------------------------------------


def test_the_thread_is_that_of_the_current_segment(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ALIKE, TARGETS)
    reviewing.comment(window.workspace.store, 2, "Which days?", REVIEWER)
    window.go_to(3)
    window.go_to(2)
    assert "Which days?" in words(window.main.panels.comments)
    window.go_to(1)
    assert "Which days?" not in words(window.main.panels.comments)
    window.workspace.comment("Which court?")
    assert "Which court?" in words(window.main.panels.comments)
    assert window.main.page.model.marks.comments == {1, 2}


def test_a_comment_that_was_begun_waits_on_its_segment(window: Window, tmp_path: Path) -> None:
    window.make(tmp_path, ALIKE, TARGETS)
    window.go_to(1)
    field = window.main.panels.comments._field
    field.setPlainText("Begun\u00a0here")
    window.go_to(2)
    assert field.toPlainText() == ""
    window.go_to(1)
    window.main.panels.comments._add.click()
    texts = [c.text for c in reviewing.comments_of(window.workspace.store, 1)]
    assert texts == ["Begun\u00a0here"]
    assert reviewing.comments_of(window.workspace.store, 2) == []


def words(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_joining_what_has_issues_shows_those_of_the_whole(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    text = tmp_path / "law.txt"
    text.write_text("Қараңыз: қолд. Бұл 5 сөйлем.", "utf-8")
    window.new(tmp_path / "p.terjiman", "kk", "ru", [text])
    window.go_to(2)
    window.type("Net 7")
    window.workspace.flush()
    window.wait()
    assert any("segment 2" in issue for issue in issues(window))
    window.workspace.never_break_after("қолд.")
    window.wait()
    assert len(window.workspace.segments) == 1
    assert issues(window)
    assert all("segment 1" in issue for issue in issues(window))
    window.trigger("undo")
    assert any("segment 2" in issue for issue in issues(window))
