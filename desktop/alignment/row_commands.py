"""What the actions do with rows and sentences: each one act at the desk, and where one is then."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QInputDialog, QWidget

from core.alignment import editing
from core.alignment.editing import Spot, Step
from core.alignment.session import AlignmentSession, Row, Sentence, TextSide, Verdict
from desktop.alignment.desk import AlignmentDesk
from desktop.alignment.row_table import RowTable
from desktop.dialogs import show

_PICKED = "Picked. Go to its counterpart on the other side and press Space; Space here lets go."
_NO_DOUBT = "No doubtful row is left."
_ALL_JUDGED = "Every row is judged. Finish (Ctrl+Shift+X) says where the pairs go."


class RowCommands:
    """Handlers of the actions that work on the current row or sentence of a table."""

    def __init__(
        self,
        desk: AlignmentDesk,
        table: RowTable,
        note: Callable[[str], object],
        window: QWidget,
    ) -> None:
        self._desk, self._table, self._note, self._window = desk, table, note, window
        table.typed.connect(self._on_typed)
        desk.changed.connect(self._on_changed)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in the table of actions."""
        table = self._table
        return {
            "undo": self.undo,
            "redo": self.redo,
            "edit": table.open_field,
            "insert": table.open_new,
            "delete": self._delete,
            "accept": self.accept,
            "reject": self.reject,
            "accept_sure": self.accept_sure,
            "merge": lambda: self._at_row(lambda s, row: editing.merge(s, row, row + 1)),
            "split": self.split,
            "move_up": lambda: self._move(down=False),
            "move_down": lambda: self._move(down=True),
            "link": lambda: self._at_row(editing.link),
            "unlink": lambda: self._at_row(editing.unlink),
            "pinpoint": self.pinpoint,
            "next_doubtful": lambda: self.go_to_doubtful(1),
            "previous_doubtful": lambda: self.go_to_doubtful(-1),
            "row_up": lambda: table.step_row(-1),
            "row_down": lambda: table.step_row(1),
            "go_to": self._ask_row,
        }

    # -- acts -------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last act back; that is what was being typed, if anything was."""
        was_editing, before = self._table.is_editing, self._desk.session
        self._table.keep()
        if not was_editing or self._desk.session is not before:
            self._desk.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._table.keep()
        self._desk.redo()

    def accept(self) -> None:
        """Accept the row and go to the next doubtful one, or one that nobody judged."""
        if (spot := self._settled()) is None:
            return
        session = self._desk.session
        if session and session.rows[spot.row].verdict is not Verdict.ACCEPTED:
            self._desk.act(lambda s: editing.judge(s, spot.row, Verdict.ACCEPTED))
        if not (
            self._go_to(1, lambda row: row.is_doubtful(self._table.sure_from))
            or self._go_to(1, lambda row: row.verdict is Verdict.NONE)
        ):
            self._note(_ALL_JUDGED)

    def reject(self) -> None:
        """Reject the row, or open it again where it is rejected."""

        def make(session: AlignmentSession, row: int) -> Step:
            was = session.rows[row].verdict
            now = Verdict.NONE if was is Verdict.REJECTED else Verdict.REJECTED
            return editing.judge(session, row, now)

        self._at_row(make)

    def accept_sure(self) -> None:
        """Accept every row that nobody judged and that is sure enough."""
        self._settled()
        sure_from = self._table.sure_from
        self._desk.act(lambda session: editing.accept_above(session, sure_from))

    def split(self) -> None:
        """Cut the sentence at the caret, or split the row above the current sentence."""
        table, is_editing, caret = self._table, self._table.is_editing, self._table.caret
        if (spot := self._settled()) is None:  # a sentence that came in is the current one now
            return
        if is_editing:
            if self._desk.act(lambda session: editing.cut(session, spot, caret)):
                table.go_to(Spot(spot.row, spot.side, spot.index + 1))
        elif self._desk.act(lambda session: editing.split(session, spot)):
            table.go_to(Spot(spot.row + 1, spot.side))

    def pinpoint(self) -> None:
        """Pick the sentence, or pair it with the one that was picked on the other side."""
        table, spot, marked = self._table, self._settled(), self._table.marked
        if spot is None or marked == spot:
            table.marked = None
        elif marked is None or marked.side is spot.side:
            table.marked = spot
            self._note(_PICKED)
        else:
            rows = {marked.side: marked.row, spot.side: spot.row}
            self._follow(
                spot,
                lambda s: editing.pinpoint(s, rows[TextSide.SOURCE], rows[TextSide.TARGET]),
            )

    def _move(self, *, down: bool) -> None:
        if spot := self._settled():
            self._follow(spot, lambda session: editing.move(session, spot, down=down))

    def _delete(self) -> None:
        if spot := self._settled():
            self._desk.act(lambda session: editing.delete(session, spot))

    def _at_row(self, make: Callable[[AlignmentSession, int], Step]) -> None:
        if spot := self._settled():
            self._follow(spot, lambda session: make(session, spot.row))

    def _on_typed(self, spot: Spot, text: str, is_new: bool) -> None:
        do = editing.insert if is_new else editing.edit
        if self._desk.act(lambda session: do(session, spot, text)):
            self._table.go_to(spot)
        elif text.strip():  # it could not be stored, and nobody is to lose it
            self._table.open_again(spot, text, is_new=is_new)

    def _settled(self) -> Spot | None:
        """Where one is, after what was typed there is stored."""
        self._table.keep()
        return self._table.spot

    # -- going ------------------------------------------------------------------------------

    def go_to_doubtful(self, direction: int) -> None:
        """Go to the next doubtful row (1) or the one before (−1), around the ends."""
        if not self._go_to(direction, lambda row: row.is_doubtful(self._table.sure_from)):
            self._note(_NO_DOUBT)

    def _go_to(self, direction: int, is_wanted: Callable[[Row], bool]) -> bool:
        """Go to the next such row, the one where one is being the last to come."""
        spot, session = self._settled(), self._desk.session
        rows = session.rows if session else ()
        if spot is None or not rows:
            return False
        for step in range(1, len(rows) + 1):
            row = (spot.row + direction * step) % len(rows)
            if is_wanted(rows[row]):
                self._table.go_to(Spot(row, spot.side))
                return True
        return False

    def _ask_row(self) -> None:
        session = self._desk.session
        if session is None or not session.rows:
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Go to row")
        dialog.setLabelText("Row")
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, len(session.rows))
        dialog.setIntValue(self._table.spot.row + 1 if self._table.spot else 1)
        dialog.intValueSelected.connect(lambda number: self._table.go_to_row(number - 1))
        show(dialog)

    def _on_changed(self, step: Step) -> None:
        """Keep the person where the act was; to the first changed row where that is far away."""
        table, spot, session = self._table, self._table.spot, self._desk.session
        table.marked = None
        if session is None:
            return
        if spot is None:  # the first rows there are again
            table.go_to(Spot(step.first, TextSide.SOURCE))
            return
        near = range(step.first - 1, step.first + max(len(step.before), len(step.after)) + 1)
        table.go_to(spot if spot.row in near else Spot(step.first, spot.side))

    def _follow(self, spot: Spot, make: Callable[[AlignmentSession], Step]) -> None:
        """Do an act and stay with the sentence, wherever it is then."""
        before = self._desk.session
        step = self._desk.act(make)
        if before is None or step is None:
            return
        cell = before.rows[spot.row].cell(spot.side)
        if spot.index < len(cell):
            self._table.go_to(_place(step, spot.side, cell[spot.index]) or spot)


def _place(step: Step, side: TextSide, sentence: Sentence) -> Spot | None:
    """Where a sentence is after a step."""
    for number, row in enumerate(step.after, step.first):
        for index, each in enumerate(row.cell(side)):
            if each is sentence:
                return Spot(number, side, index)
    return None
