"""What is in a project file and beside it, to see whether anything has changed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a project file, by the name of the table."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
            for (name,) in tables
        }


def files_in(folder: Path) -> list[str]:
    """The names of all files in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())
