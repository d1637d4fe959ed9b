"""What is allowed in a project, how it uses memory, and whether texts may go to a machine."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.engine import EngineSettings, server_address
from core.errors import ExpectedError
from core.memory.settings import MatchingSettings
from core.project import Project
from desktop import theme
from desktop.projects.matching_fields import MatchingFields
from desktop.widgets.form import Form
from desktop.widgets.heading import Heading
from desktop.widgets.plain_text import label
from desktop.widgets.snug_dialog import SnugDialog
from services.keys import keep_key
from services.machine_translation import ENGINES

_WIDTH = 520


class ProjectSettingsDialog(SnugDialog):
    """Machine translation is off until the box is ticked; the page says where texts would go.

    `key_is_kept` is False after a key was entered that lives for this session only.
    """

    def __init__(
        self,
        project: Project,
        settings: EngineSettings,
        matching: MatchingSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH, parent)
        self.setWindowTitle("Project settings")
        self.self_approval = QCheckBox("People may approve their own translations")
        self.self_approval.setChecked(project.self_approval)
        self.matching = MatchingFields(matching)
        self.allowed = QCheckBox("Allow machine translation for this project on this computer")
        self.allowed.setChecked(settings.on)
        self.engine = QComboBox()
        for engine in ENGINES:
            if engine.translates(project.source_language, project.target_language):
                self.engine.addItem(engine.title, engine)
                if engine.name == settings.name:
                    self.engine.setCurrentIndex(self.engine.count() - 1)
        self.url = QLineEdit(settings.url, placeholderText="https://translate.example.org")
        self.key_is_kept = True
        self.key = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText("Only if the server asks for one")
        self._notice = label(muted=True)
        self._problem = label()
        self._problem.setProperty("error", True)
        self._lay_out()
        for changed in (self.allowed.toggled, self.engine.currentIndexChanged):
            changed.connect(self._follow)
        self._follow()

    def engine_settings(self) -> EngineSettings:
        """The choice of machine translation that the fields hold."""
        engine = self.engine.currentData()
        return EngineSettings(engine.name, self.url.text().strip(), self.allowed.isChecked())

    def accept(self) -> None:
        """Close when the address can be used; keep the key where keys are kept."""
        settings, engine = self.engine_settings(), self.engine.currentData()
        if settings.on and not engine.url:
            try:
                server_address(settings.url)
            except ExpectedError as error:
                self._say(str(error))
                return
        if settings.on and engine.takes_key and self.key.text():
            self.key_is_kept = keep_key(settings, self.key.text())
        super().accept()

    def _follow(self) -> None:
        engine = self.engine.currentData()
        on = self.allowed.isChecked()
        self.engine.setEnabled(on)
        self._form.setRowVisible(self.url, on and not engine.url)
        self._form.setRowVisible(self.key, on and engine.takes_key)
        self._notice.setText(engine.notice if on else "No text leaves this computer.")
        self._say("")

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _lay_out(self) -> None:
        self._form = Form()
        self._form.add("Engine", self.engine)
        self._form.add("Server", self.url)
        self._form.add("Key", self.key)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.SPACE_MEDIUM] * 4)
        column.setSpacing(theme.SPACE_MEDIUM)
        column.addWidget(Heading("Project settings", 1.5))
        column.addSpacing(theme.SPACE_SMALL)
        column.addWidget(Heading("Review"))
        column.addWidget(self.self_approval)
        column.addSpacing(theme.SPACE_SMALL)
        column.addWidget(Heading("Matches"))
        column.addWidget(self.matching)
        column.addSpacing(theme.SPACE_SMALL)
        column.addWidget(Heading("Machine translation"))
        column.addWidget(self.allowed)
        column.addLayout(self._form)
        column.addWidget(self._notice)
        column.addWidget(self._problem)
        column.addStretch()
        column.addWidget(buttons)
