"""The dialog of the preferences."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from core.errors import ExpectedError
from desktop import theme
from desktop.preferences.segmentation_page import SegmentationPage
from desktop.widgets.heading import Heading

_SIZE = (860, 680)


class PreferencesDialog(QDialog):
    """What is chosen here holds for every project on this machine, from the next import on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self.resize(*_SIZE)
        self.segmentation = SegmentationPage()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_MEDIUM)
        column.addWidget(Heading("Preferences", 1.5))
        column.addWidget(self.segmentation, 1)
        column.addWidget(buttons)

    def accept(self) -> None:
        """Keep everything, and close; stay open where something cannot be kept."""
        try:
            self.segmentation.keep()
        except ExpectedError as error:
            self.segmentation.say(str(error))
            return
        super().accept()

    def done(self, result: int) -> None:
        """Close; trying out stops."""
        self.segmentation.close_jobs()
        super().done(result)
