"""Whatever a person presses, what is shown is what is stored, and all of it can be taken back."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.alignment.session import TextSide
from services import alignments
from tests.desktop.alignment.conftest import Aligning

STEPS = 80
ACTIONS = (
    "accept", "reject", "merge", "split", "move_up", "move_down", "link", "unlink", "pinpoint",
    "delete", "insert", "edit", "undo", "redo", "accept_sure", "next_doubtful",
    "previous_doubtful", "row_up", "row_down",
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_A,
)  # fmt: skip


def press(aligning: Aligning, random: Random) -> None:
    """Choose an action or press a key, wherever one is."""
    if random.random() < 0.6:
        action = aligning.window.actions_[random.choice(ACTIONS)]
        if action.isEnabled():
            action.trigger()
    else:
        QTest.keyClick(QApplication.focusWidget() or aligning.window.table, random.choice(KEYS))


@pytest.mark.parametrize("seed", range(4))
def test_a_walk(aligning: Aligning, seed: int) -> None:
    random, begun = Random(seed), aligning.session
    aligning.window.activateWindow()
    for _ in range(STEPS):
        press(aligning, random)
        QApplication.processEvents()
        model, session = aligning.window.model, aligning.session
        assert [model.row(n) for n in range(model.rowCount())] == list(session.rows)
        spot = aligning.window.table.spot
        assert (spot is None) == (not session.rows)
        if spot and not aligning.window.table.is_editing:
            cell = session.rows[spot.row].cell(spot.side)
            assert spot.index < max(len(cell), 1)
    aligning.window.table.keep()
    aligning.window.grab()
    stored = alignments.resume(aligning.outer.workspace.store, begun.id)
    assert stored.session == aligning.session
    for side in TextSide:
        own = [s.number for s in stored.session.sentences(side) if s.number >= 0]
        assert own == sorted(own)
    while aligning.window.desk.undo_name:
        aligning.window.desk.undo()
    assert aligning.session == begun
