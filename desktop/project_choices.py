"""What people chose for a whole project: what is allowed in it, and how it uses memory."""

from PySide6.QtCore import QObject, Signal

from core.engine import EngineSettings
from core.errors import ExpectedError
from core.memory.settings import MatchingSettings
from core.project import Project
from services import projects
from services.store import Store


class ProjectChoices(QObject):
    """An open project with its settings, each of which is stored as soon as it is chosen."""

    settings_changed = Signal()
    """What is allowed in the project is another now."""
    memory_changed = Signal()
    """Units came into memory from outside, or are used in another way."""
    problem = Signal(str)
    """An expected error, as a sentence."""

    def __init__(self, store: Store, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store, self.project = store, project

    def engine_settings(self) -> EngineSettings:
        """The project's choice of machine translation."""
        return projects.engine_settings(self.store)

    def keep_settings(self, engine: EngineSettings, *, self_approval: bool) -> None:
        """Store what is allowed in the project."""
        try:
            projects.choose_engine(self.store, engine)
            self.project = projects.allow_self_approval(self.store, allowed=self_approval)
        except ExpectedError as error:
            self.problem.emit(str(error))
            return
        self.settings_changed.emit()

    def matching_settings(self) -> MatchingSettings:
        """How the project uses memory."""
        return projects.matching_settings(self.store)

    def keep_matching(self, settings: MatchingSettings) -> None:
        """Store how the project uses memory."""
        if settings == self.matching_settings():
            return
        try:
            projects.choose_matching(self.store, settings)
        except ExpectedError as error:
            self.problem.emit(str(error))
            return
        self.memory_changed.emit()
