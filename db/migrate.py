"""Brings a project file to the current schema, driven from code."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from db import sqlite

if TYPE_CHECKING:
    from alembic.config import Config


def upgrade(path: Path) -> None:
    """Bring the project file at `path` to the newest schema, wholly or not at all."""
    from alembic import command  # costs a tenth of a second, and most openings need none of it

    with sqlite.migration(path) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def configuration() -> "Config":
    """Alembic's configuration, made in code: no file of it needs to lie beside the program."""
    from alembic.config import Config

    spec = find_spec("db.migrations")
    assert spec
    assert spec.submodule_search_locations
    config = Config()
    config.set_main_option("script_location", str(Path(spec.submodule_search_locations[0])))
    return config
