"""A form whose titles stand level with what they name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from desktop import theme

_ONE_LINE = (QComboBox, QAbstractSpinBox, QLineEdit, QCheckBox)


class Form(QFormLayout):
    """Titles beside fields.

    Qt gives a title no more than seven quarters of its own height, which leaves it above the
    middle of a field of one line and of the first line of a text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalSpacing(theme.SPACE_LARGE)
        self.setVerticalSpacing(theme.SPACE_MEDIUM)

    def add(self, title: str, field: QWidget) -> None:
        """Add a row below the others; the title stands beside the first line of a tall field."""
        if not title:
            self.addRow("", field)
            return
        said = QLabel(title)
        said.setBuddy(field)
        policy = said.sizePolicy()
        if isinstance(field, (*_ONE_LINE, QLabel)):
            policy.setVerticalPolicy(QSizePolicy.Policy.MinimumExpanding)
        if isinstance(field, QLabel):
            for text in (said, field):
                text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        said.setSizePolicy(policy)
        self.addRow(said, field)
