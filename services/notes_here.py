"""What this computer remembers of a project outside of its file, one small text by each topic.

A project file from somebody else cannot bring it along.
"""

from hashlib import blake2b
from pathlib import Path

import platformdirs

from core.errors import ExportError
from core.project import Project
from services import files

_NAMES = "surrogatepass"
"""Names of files are kept, which on some systems need not be text in any encoding."""


def read(topic: str, project: Project) -> str:
    """What was kept; empty where nothing was, or it cannot be read."""
    try:
        return _file(topic, project).read_bytes().decode(errors=_NAMES)
    except (OSError, UnicodeDecodeError):
        return ""


def keep(topic: str, project: Project, text: str) -> None:
    """Keep `text` in the place of what was kept; an empty one forgets it. Raises ExportError."""
    path = _file(topic, project)
    if text:
        files.make_folder(path.parent)
        files.replace(path, text.encode(errors=_NAMES))
    else:
        _forget(path)


def _forget(path: Path) -> None:
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise ExportError(
            f"“{path}” cannot be removed: {error.strerror}. Nothing was stored; see that you may "
            "write in its folder."
        ) from error


def _file(topic: str, project: Project) -> Path:
    # The identity comes out of a file that anybody may have written: it names no path.
    name = blake2b(project.uid.encode(), digest_size=16).hexdigest()
    return platformdirs.user_config_path("terjiman", appauthor=False) / topic / name
