"""Shows which of many files were paired, before they are aligned."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.counting import counted
from desktop import theme
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label, tooltip
from services.pairing import Pairing

_LETTERS, _LINES = 76, 22  # of its size


class PairsDialog(QDialog):
    """The pairs that were found by name and language, and the files that are in none."""

    def __init__(self, found: Pairing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pairs of documents")
        metrics = self.fontMetrics()
        self.resize(_LETTERS * metrics.averageCharWidth(), _LINES * metrics.lineSpacing())
        self.list = QTreeWidget()
        self.list.setAccessibleName("Pairs")
        self.list.setHeaderLabels(["Text", "Translation"])
        self.list.setRootIsDecorated(False)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for pair in found.pairs:
            target = pair.target.name if pair.target else "in the same file"
            item = QTreeWidgetItem([pair.source.name, target])
            item.setToolTip(0, tooltip(str(pair.source)))
            item.setToolTip(1, tooltip(str(pair.target or pair.source)))
            self.list.addTopLevelItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        number = len(found.pairs)
        align = buttons.addButton(
            f"Align {counted(number, 'pair')}", QDialogButtonBox.ButtonRole.AcceptRole
        )
        align.setProperty("primary", True)
        align.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Pairs of documents", 1.5))
        column.addWidget(self.list, 1)
        if found.left:
            column.addWidget(label("\n".join(found.left), muted=True))
        column.addWidget(buttons)
