"""Texts laid out for painting and measuring, the latest of them kept."""

from collections import OrderedDict
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from desktop.editor.transcript import for_layout

_KEPT = 1000  # a few windows full

WRAPPING = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class TextLayouts:
    """Lays texts out exactly as a QPlainTextEdit of the same font and width does."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._layouts: OrderedDict[tuple[str, int], QTextLayout] = OrderedDict()

    @property
    def font(self) -> QFont:
        """The font of all texts."""
        return self._font

    @font.setter
    def font(self, font: QFont) -> None:
        self._font = font
        self._layouts.clear()

    def of(self, text: str, width: int) -> QTextLayout:
        """The layout of `text` in lines of `width` pixels."""
        key = (text, width)
        layout = self._layouts.get(key)
        if layout is None:
            layout = self._layouts[key] = _laid_out(for_layout(text), self._font, width)
            if len(self._layouts) > _KEPT:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(key)
        return layout

    def height(self, text: str, width: int) -> int:
        """The height of `text` in lines of `width` pixels; one line when it is empty."""
        return ceil(self.of(text, width).boundingRect().height())


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(WRAPPING)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
