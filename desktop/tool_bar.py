"""The tool bar of the main window: the commonest acts, and the role of the person."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QWidget

from core.people import Role
from desktop import theme

_ROLES = {Role.TRANSLATOR: ("pencil", "Translator"), Role.REVIEWER: ("check-check", "Reviewer")}


class ToolBar(QToolBar):
    """`role_chosen` carries the Role in which the person wants to go on."""

    role_chosen = Signal(object)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__("Tools")
        self.setObjectName("Tools")
        self.setMovable(False)
        for name in ("import_files", "export", "", "undo", "redo", "", "confirm", "send_back"):
            if name:
                self.addAction(actions[name])
            else:
                self.addSeparator()
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self._role = QComboBox()
        self._role.setAccessibleName("Role")
        for icon, word in _ROLES.values():
            self._role.addItem(theme.icon(icon), word)
        self._role.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._role.activated.connect(lambda index: self.role_chosen.emit(list(_ROLES)[index]))
        self.addWidget(self._role)

    def show_role(self, role: Role) -> None:
        """Show the role of the person."""
        self._role.setCurrentIndex(list(_ROLES).index(role))
