import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.history import Change, ChangeKind, Version
from core.people import Person, Role
from core.segment import NO_ORIGIN, TYPED, State
from desktop import theme
from desktop.panels.history import HistoryPanel, condensed
from desktop.pictures import settle
from desktop.widgets.diff_label import DiffLabel
from tests.build import make_segment
from tests.desktop.panels.panel import is_plain, show, words

AT = "2026-11-22T10:15:00Z"
BOLAT = Person("Bolat <b>", Role.REVIEWER)


def version(target: str, state: State) -> Version:
    return Version(target, state, TYPED if target else NO_ORIGIN)


def changes() -> list[Change]:
    came, typed = version("Obligation", State.DRAFT), version("Duty", State.DRAFT)
    done = version("Duty", State.TRANSLATED)
    back, person = version("Duty", State.REJECTED), Person("Aigul")
    return [
        Change(1, 7, ChangeKind.EDIT, person, AT, came, typed),
        Change(2, 7, ChangeKind.CONFIRM, person, AT, typed, done),
        Change(3, 7, ChangeKind.SEND_BACK, BOLAT, AT, done, back, "Why?"),
    ]


@pytest.fixture
def history(qtbot: QtBot) -> HistoryPanel:
    panel = HistoryPanel()
    show(qtbot, panel)
    return panel


def test_history_tells_who_did_what_the_newest_first(history: HistoryPanel) -> None:
    now = make_segment("Pflicht", "Duty", State.REJECTED, id=7)
    history.show_changes(now, changes())
    shown = words(history)
    acts = [word for word in shown if word.startswith(("Aigul", "Bolat", "As it"))]
    assert acts == ["Bolat <b> sent back", "Aigul confirmed", "Aigul edited", "As it came"]
    assert "Why?" in shown
    assert is_plain(history)
    (difference,) = history.findChildren(DiffLabel)
    assert "Obligation" in difference.toPlainText()


def test_the_way_back_stands_flush_with_the_texts(history: HistoryPanel) -> None:
    history.show_changes(make_segment("Pflicht", "Duty", State.REJECTED, id=7), changes())
    settle()
    button = next(b for b in history.findChildren(QPushButton) if b.text() == "Restore")
    card = button.parentWidget()
    assert card
    layout = card.layout()
    assert layout
    words = button.fontMetrics().horizontalAdvance("Restore")
    beside = layout.contentsRect().right() - button.geometry().center().x() - words // 2
    assert 0 <= beside <= theme.SPACE_TINY


def test_every_other_version_can_be_restored(history: HistoryPanel) -> None:
    now = make_segment("Pflicht", "Duty", State.REJECTED, id=7)
    history.show_changes(now, changes())
    buttons = [b for b in history.findChildren(QPushButton) if b.text() == "Restore"]
    wanted: list[Version] = []
    history.restore_wanted.connect(wanted.append)
    for button in buttons:
        button.click()
    assert wanted == [
        version("Duty", State.TRANSLATED),
        version("Duty", State.DRAFT),
        version("Obligation", State.DRAFT),
    ]


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_kind_of_change_has_words(history: HistoryPanel, kind: ChangeKind) -> None:
    before, after = version("a", State.DRAFT), version("b", State.TRANSLATED)
    history.show_changes(
        make_segment(id=7), [Change(1, 7, kind, Person("Aigul"), AT, before, after)]
    )
    assert words(history)[0].startswith("Aigul ")


def test_what_somebody_typed_in_a_row_is_one_change() -> None:
    person, other = Person("Aigul"), Person("Dina")
    texts = [version(text, State.DRAFT) for text in ("", "D", "Du", "Duty", "Duties")]
    steps = [
        Change(n, 7, ChangeKind.EDIT, who, AT, before, after)
        for n, (who, before, after) in enumerate(
            zip((person, person, person, other), texts[:-1], texts[1:], strict=True), 1
        )
    ]
    found = condensed(steps)
    assert [(c.person, c.before, c.after) for c in found] == [
        (person, texts[0], texts[3]),
        (other, texts[3], texts[4]),
    ]
    assert condensed(changes()) == changes()
