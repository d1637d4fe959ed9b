"""A dialog that is as large as what is in it needs."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QWidget


class SnugDialog(QDialog):
    """At first `width` pixels wide, or wider where large letters need it; as high as that takes.

    The height follows what is in the dialog, until a person makes it higher. Qt by itself reckons
    with the width that wrapped texts would like best, in which they have other heights, and leaves
    a window that is shown as high as it is.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needed = 0
        self.resize(width, self._needed)

    def event(self, event: QEvent) -> bool:
        """Follow what is in it: texts that have more lines now, fields that came or went."""
        kind = event.type()
        if kind == QEvent.Type.Show:  # before Qt puts it in the middle of its window
            self._follow_layout()
        is_done = super().event(event)
        if kind == QEvent.Type.LayoutRequest and self.isVisible():
            self._follow_layout()
        return is_done

    def _follow_layout(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        before, self._needed = self._needed, layout.totalSizeHint().height()
        if layout.hasHeightForWidth():
            self._needed = layout.totalHeightForWidth(self.width())
        if self.height() == before or self.height() < self._needed:
            self.resize(self.width(), self._needed)
