"""What is wrong with the signs of a text, and which of it the person wants repaired."""

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from core.hygiene.defect import REPAIRABLE, Defect, DefectKind
from core.hygiene.summary import by_kind, examples
from desktop import theme
from desktop.widgets.elided_label import ElidedLabel


class RepairBox(QWidget):
    """A box to tick for each kind of defect that can be repaired, none of them ticked at first."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[DefectKind, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_TINY)

    def show_defects(self, defects: Iterable[Defect]) -> None:
        """Show these instead of the ones before."""
        self._clear()
        found = sorted(by_kind(defects).items(), key=lambda each: each[0] not in REPAIRABLE)
        for kind, some in found:
            words, shown = f"{kind.label}: {len(some)}", examples(some)
            if kind in REPAIRABLE:
                self._boxes[kind] = QCheckBox(words)
                self._column.addWidget(self._boxes[kind])
            else:
                kept = "kept" if kind is DefectKind.NO_BREAK_SPACE else "left for you to mend"
                self._say(QLabel(f"{words}, {kept}"))
            if shown:
                self._say(_muted(shown))
        if self._boxes:
            self._say(_muted("The file itself stays as it is."))

    def wished(self) -> tuple[DefectKind, ...]:
        """The kinds that are to be repaired."""
        return tuple(kind for kind, box in self._boxes.items() if box.isChecked())

    def _say(self, words: QLabel) -> None:
        """Add words that begin where those of the boxes do."""
        box = QCheckBox(self)
        box.ensurePolished()
        option = QStyleOptionButton()
        box.initStyleOption(option)
        contents = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box)
        words.setContentsMargins(contents.left(), 0, 0, 0)
        box.deleteLater()
        self._column.addWidget(words)

    def _clear(self) -> None:
        self._boxes.clear()
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def _muted(text: str) -> ElidedLabel:
    made = ElidedLabel(text)
    made.setProperty("muted", True)
    return made
