"""What this computer remembers of a project outside of its file, one small text by each topic.

A project file from somebody else cannot bring it along.
"""

from hashlib import blake2b
from pathlib import Path

import platformdirs

from core.project import Project
from services import files


def read(topic: str, project: Project) -> str:
    """What was kept; empty where nothing was, or it cannot be read."""
    try:
        return _file(topic, project).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep(topic: str, project: Project, text: str) -> None:
    """Keep `text` in the place of what was kept; an empty one forgets it. Raises ExportError."""
    path = _file(topic, project)
    if text:
        files.make_folder(path.parent)
        files.replace(path, text.encode())
    elif path.exists():
        path.unlink()


def _file(topic: str, project: Project) -> Path:
    # The identity comes out of a file that anybody may have written: it names no path.
    name = blake2b(project.uid.encode(), digest_size=16).hexdigest()
    return platformdirs.user_config_path("terjiman", appauthor=False) / topic / name
