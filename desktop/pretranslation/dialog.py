"""Asks what is to be filled from memory, and how."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.document import Document
from core.memory.match import EXACT, MIN_THRESHOLD
from core.memory.memories import AttachedMemory
from core.segment import State
from desktop import theme
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label, tooltip
from desktop.widgets.snug_dialog import SnugDialog
from services.pretranslating import Pretranslation

_WIDTH, _NUMBER_WIDTH, _NAME_WIDTH = 520, 110, 300


class Scope(StrEnum):
    """How much is to be filled."""

    PROJECT = "project"
    DOCUMENT = "document"
    SHOWN = "shown"


class PretranslationDialog(SnugDialog):
    """One page; `wanted()` is the answer after acceptance.

    `shown` are the ids of the segments that the filter of the editor lets through, or None where
    it lets all through.
    """

    def __init__(
        self,
        document: Document | None,
        shown: Collection[int] | None,
        memories: Sequence[AttachedMemory],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Pre-translate")
        self._document, self._shown = document, frozenset(shown or ())
        self.scope = QComboBox()
        self.scope.addItem("The whole project", Scope.PROJECT)
        if document:
            self.scope.addItem(f"Only “{document.name}”", Scope.DOCUMENT)
        if shown is not None:
            self.scope.addItem(f"Only what the filter shows: {len(shown)}", Scope.SHOWN)
            self.scope.setCurrentIndex(self.scope.count() - 1)
        self.threshold = QSpinBox(minimum=MIN_THRESHOLD, maximum=EXACT, suffix=" %")
        self.threshold.setValue(Pretranslation().threshold)
        self.threshold.setMaximumWidth(_NUMBER_WIDTH)
        self.exact = QComboBox()
        self.exact.addItem("Drafts, like all others", State.DRAFT.value)
        self.exact.addItem("Translated", State.TRANSLATED.value)
        self.over_drafts = QCheckBox("Fill drafts anew, too")
        self.own = QCheckBox("What is confirmed in this project")
        self.own.setChecked(True)
        self.memories = [(_box(use.name), use) for use in memories]
        for box, use in self.memories:
            box.setChecked(use.enabled)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._follow()

    def wanted(self) -> Pretranslation:
        """What the person wants filled."""
        scope = self.scope.currentData()
        return Pretranslation(
            threshold=self.threshold.value(),
            exact=State(self.exact.currentData()),
            over_drafts=self.over_drafts.isChecked(),
            own=self.own.isChecked(),
            memories=[replace(use, enabled=box.isChecked()) for box, use in self.memories],
            document_id=self._document.id if self._document and scope == Scope.DOCUMENT else None,
            segment_ids=self._shown if scope == Scope.SHOWN else None,
        )

    def _follow(self) -> None:
        boxes = [self.own, *(box for box, _ in self.memories)]
        self.go.setEnabled(any(box.isChecked() for box in boxes))

    def _lay_out(self) -> None:
        self.go = self._buttons.addButton("Pre-translate", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = Form()
        form.add("Fill", self.scope)
        form.add("", self.over_drafts)
        form.add("Matches from", self.threshold)
        form.add("Exact ones become", self.exact)
        form.add("Look in", self._sources())
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_LARGE)
        column.addWidget(Heading("Pre-translate", 1.5))
        column.addWidget(
            label(
                "Segments without a translation get the best match. Where only numbers differ, "
                "they are replaced. Undo takes all of it back.",
                muted=True,
            )
        )
        column.addLayout(form)
        column.addStretch()
        column.addWidget(self._buttons)

    def _sources(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_TINY)
        for box in (self.own, *(box for box, _ in self.memories)):
            box.toggled.connect(self._follow)
            column.addWidget(box)
        return made


def _box(name: str) -> QCheckBox:
    """A box with a name, shortened where it is long; a single ampersand would mark a key."""
    made = QCheckBox()
    shown = made.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
    made.setText(shown.replace("&", "&&"))
    made.setToolTip(tooltip(name) if shown != name else "")
    return made
