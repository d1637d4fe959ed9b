"""A person's consent that texts of a project go to a machine translation engine.

It is kept on this computer and not in the project: a file from somebody else cannot bring along
that it was given. It holds for one project and one engine at one address.
"""

from core.engine import EngineSettings
from core.project import Project
from services import notes_here

_TOPIC = "machine-translation"


def is_given(project: Project, settings: EngineSettings) -> bool:
    """Whether somebody allowed on this computer what `settings` name, whatever their `on` says."""
    return bool(settings.name) and notes_here.read(_TOPIC, project) == _words(settings)


def keep(project: Project, settings: EngineSettings) -> None:
    """Give the consent, or withdraw it where `settings` are off. Raises ExportError."""
    notes_here.keep(_TOPIC, project, _words(settings) if settings.on else "")


def _words(settings: EngineSettings) -> str:
    return f"{settings.name} {settings.url}"
