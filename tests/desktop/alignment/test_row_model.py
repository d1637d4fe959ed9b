"""The table of rows keeps Qt's promises, whatever steps are taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from core.alignment import editing
from core.alignment.bead import Alignment, Bead, Moved
from core.alignment.editing import take
from core.alignment.session import AlignmentSession, Row, TextSide, Verdict
from core.errors import NotAllowedError
from desktop.alignment.row_model import Column, RowModel
from tests.core.alignment.test_editing import acts, session, shapes

SAID = Qt.ItemDataRole.AccessibleTextRole
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def shown(model: RowModel) -> list[Row]:
    return [model.row(number) for number in range(model.rowCount())]


@given(shapes, st.data())
def test_it_shows_what_every_step_makes_and_takes_back(
    qapp: QApplication,  # noqa: ARG001 - a model needs it
    begun: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    model, found, steps = RowModel(), session(*begun), []
    QAbstractItemModelTester(model, FATAL, model)
    model.show(found)
    for _ in range(data.draw(st.integers(1, 6))):
        try:
            steps.append(acts(data, found))
        except NotAllowedError:
            continue
        found = take(found, steps[-1])
        model.take(steps[-1], found)
        assert shown(model) == list(found.rows)
        if not found.rows:
            break
    for step in reversed(steps):
        found = take(found, step.undone)
        model.take(step.undone, found)
        assert shown(model) == list(found.rows)


@pytest.fixture
def model(qapp: QApplication) -> RowModel:  # noqa: ARG001 - a model needs it
    return RowModel()


def test_headings_name_the_texts(model: RowModel) -> None:
    across = Qt.Orientation.Horizontal
    assert model.headerData(Column.SOURCE, across) is None
    model.show(session((1, 1)))
    heads = [model.headerData(column, across) for column in Column]
    assert heads == ["", "English  ·  a.txt", "", "Kazakh  ·  b.txt", ""]


def test_every_cell_has_its_words(model: RowModel) -> None:
    found = session((2, 0), (1, 1), sure=0.876)
    found = take(found, editing.judge(found, 1, Verdict.ACCEPTED))
    model.show(found)

    def words(row: int) -> list[object]:
        return [model.data(model.index(row, column), SAID) for column in Column]

    assert words(0) == ["1", "s0 and s1 and", "88 % sure", "No counterpart", "Not judged yet"]
    assert words(1) == ["2", "s2 and", "88 % sure", "t0 da", "Accepted"]
    model.take(step := editing.merge(found, 0, 1), take(found, step))
    assert words(0)[2] == "Grouped by hand"
    assert model.data(QModelIndex()) is None


def moved(found: AlignmentSession) -> AlignmentSession:
    """Rows (s0–t0), (s1–), (s2–), (s3–t1), (–t2), (–t3), where s1 s2 stand at t2 t3."""
    beads = (
        Bead((0,), (0,), 0.9), Bead((1,), (), 0.9), Bead((2,), (), 0.9),
        Bead((3,), (1,), 0.9), Bead((), (2,), 0.9), Bead((), (3,), 0.9),
    )  # fmt: skip
    return found.aligned(Alignment(beads, True, 0.9, (Moved((1, 3), (2, 4), 0.8),)))


def test_a_moved_passage_tells_where_it_stands(model: RowModel) -> None:
    model.show(moved(session((4, 4))))
    assert [model.moved_to(row) for row in range(6)] == [None, 4, 4, None, 1, 1]
    found = model.session
    assert found
    step = editing.merge(found, 0, 1)
    model.take(step, take(found, step))
    assert [model.moved_to(row) for row in range(5)] == [None, 3, None, 0, 0]
    assert model.row(1).cell(TextSide.SOURCE)[0].number == 2
