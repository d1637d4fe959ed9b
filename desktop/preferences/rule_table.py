"""The person's own segmentation rules for one language, in a table that is typed into."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from core.srx import Rule
from desktop.widgets.empty_words import paint_empty_words

_TITLES = ("Break", "What stands before", "What follows")
_BREAKS, _BEFORE, _AFTER = range(3)


class RuleTable(QTableWidget):
    """One rule a row: whether it breaks, what stands before the place, what after it."""

    changed = Signal()
    """A person changed a rule."""

    def __init__(self) -> None:
        super().__init__(0, len(_TITLES))
        self.setAccessibleName("Own rules")
        self.setHorizontalHeaderLabels(_TITLES)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        titles.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        titles.setSectionResizeMode(_BREAKS, QHeaderView.ResizeMode.ResizeToContents)
        for column in (_BEFORE, _AFTER):
            titles.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show these rules; nobody is told."""
        signals = self.blockSignals(True)
        self.setRowCount(0)
        for rule in rules:
            self._append(rule)
        self.blockSignals(signals)

    def rules(self) -> tuple[Rule, ...]:
        """The rules as they stand; rows without any expression are none."""
        found = (self._rule(row) for row in range(self.rowCount()))
        return tuple(rule for rule in found if rule.before or rule.after)

    def add_rule(self, rule: Rule) -> None:
        """Put a rule at the end, to be typed on."""
        signals = self.blockSignals(True)
        self._append(rule)
        self.blockSignals(signals)
        self.setCurrentCell(self.rowCount() - 1, _BEFORE)
        self.editItem(self.currentItem())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is nothing to see where there is nothing."""
        super().paintEvent(event)
        paint_empty_words(self, "No rules of your own")

    def remove_current(self) -> None:
        """Take the current rule out."""
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self.changed.emit()

    def _append(self, rule: Rule) -> None:
        row = self.rowCount()
        self.insertRow(row)
        breaks = QTableWidgetItem()
        breaks.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
        breaks.setCheckState(Qt.CheckState.Checked if rule.breaks else Qt.CheckState.Unchecked)
        self.setItem(row, _BREAKS, breaks)
        self.setItem(row, _BEFORE, QTableWidgetItem(rule.before))
        self.setItem(row, _AFTER, QTableWidgetItem(rule.after))

    def _rule(self, row: int) -> Rule:
        breaks, before, after = (self.item(row, column) for column in range(len(_TITLES)))
        assert breaks, "every cell got its item when the row was made"
        assert before
        assert after
        return Rule(breaks.checkState() == Qt.CheckState.Checked, before.text(), after.text())
