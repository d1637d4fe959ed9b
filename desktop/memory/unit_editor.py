"""The chosen unit of a memory in full, to be read or changed."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.language import language, match_tag
from core.memory.memories import StoredUnit
from core.memory.unit import TranslationUnit
from desktop import theme
from desktop.editor.live_field import LiveField
from desktop.memory.unit_model import moment
from desktop.widgets.elided_label import ElidedLabel


class _Field(LiveField):
    """A text that stands alone: it scrolls by itself, and Tab leaves it as it leaves any other."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet("")  # no cell is below it: it looks like any other text field
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by pages too."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QPlainTextEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab leave."""
        return QWidget.focusNextPrevChild(self, forward)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text."""
        QPlainTextEdit.wheelEvent(self, event)


class UnitEditor(QWidget):
    """Source and target side by side; what is typed is kept by the button or by Ctrl+Enter."""

    kept = Signal(object, object)
    """The StoredUnit that was shown, and the TranslationUnit that it is to become."""

    def __init__(self) -> None:
        super().__init__()
        self._stored: StoredUnit | None = None
        self._source, self._target = _Field(), _Field()
        self._titles = ElidedLabel(), ElidedLabel()
        self._about = ElidedLabel()
        self._about.setProperty("muted", True)
        self._keep, self._revert = QPushButton("Keep changes"), QPushButton("Take back")
        self._keep.setToolTip("Ctrl+Enter")
        self._keep.clicked.connect(self.keep)
        self._revert.clicked.connect(self.take_back)
        for field in (self._source, self._target):
            field.edited.connect(self._follow)
        self._lay_out()
        self.show_unit(None, editable=False)

    def show_unit(self, stored: StoredUnit | None, *, editable: bool) -> None:
        """Show a unit, or nothing."""
        self._stored = stored
        unit = stored.unit if stored else None
        for field, title, text, tag in (
            (self._source, self._titles[0], *_side(unit, source=True)),
            (self._target, self._titles[1], *_side(unit, source=False)),
        ):
            title.setText(tag)
            field.setAccessibleName(tag)
            field.load(text)
            field.set_editable(editable and unit is not None)
        self._about.setText(_about(unit) if unit else "")
        self._follow()

    def rebase(self, stored: StoredUnit) -> None:
        """The unit is stored so by now; where it is shown, what was typed stays as it is."""
        if self._stored and self._stored.id == stored.id:
            self._stored = stored
            self._about.setText(_about(stored.unit))
            self._follow()

    def shows(self, unit_id: int) -> bool:
        """Whether this unit is shown."""
        return self._stored is not None and self._stored.id == unit_id

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return bool(self.typed)

    @property
    def typed(self) -> list[str]:
        """Source and target, as far as they are not as they are stored."""
        if self._stored is None:
            return []
        unit, now = self._stored.unit, self._typed(self._stored.unit)
        both = ((unit.source, now.source), (unit.target, now.target))
        return [text for before, text in both if text != before]

    def keep(self) -> None:
        """Tell what was typed; a unit without source or target is none, and is not told."""
        if self._stored and self.is_changed and self.can_be_kept:
            self.kept.emit(self._stored, self._typed(self._stored.unit))

    def take_back(self) -> None:
        """Show the unit as it is stored."""
        self.show_unit(self._stored, editable=True)

    def _typed(self, unit: TranslationUnit) -> TranslationUnit:
        return replace(unit, source=self._source.text(), target=self._target.text())

    @property
    def can_be_kept(self) -> bool:
        """Whether there are a source and a target."""
        return bool(self._source.text().strip() and self._target.text().strip())

    def _follow(self) -> None:
        self._keep.setEnabled(self.is_changed and self.can_be_kept)
        self._revert.setEnabled(self.is_changed)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE_TINY)
        grid.setHorizontalSpacing(theme.SPACE_SMALL)
        for column, field in enumerate((self._source, self._target)):
            self._titles[column].setProperty("muted", True)
            grid.addWidget(self._titles[column], 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_SMALL)
        buttons.addWidget(self._about, 1)
        buttons.addWidget(self._revert)
        buttons.addWidget(self._keep)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, theme.SPACE_SMALL, 0, 0)
        page.setSpacing(theme.SPACE_SMALL)
        page.addLayout(grid, 1)
        page.addLayout(buttons)


def _side(unit: TranslationUnit | None, *, source: bool) -> tuple[str, str]:
    """The text of a side, and the name of its language."""
    if unit is None:
        return "", "Source" if source else "Target"
    tag = unit.source_language if source else unit.target_language
    known = match_tag(tag)
    return unit.source if source else unit.target, language(known).name if known else tag


def _about(unit: TranslationUnit) -> str:
    """Who, when, where from, and what else is known of a unit, in one line."""
    who = unit.changed_by or unit.author
    parts = [theme.STATE_NAMES[unit.state], who, moment(unit), unit.document]
    if unit.context_before or unit.context_after:
        parts.append(f"between “{unit.context_before}” and “{unit.context_after}”")
    parts += [f"{name}: {value}" for name, value in unit.props]
    parts += unit.notes
    return " · ".join(part for part in parts if part)
