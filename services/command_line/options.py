"""What several commands ask for: a file, a language, a state, a moment, the level of a TMX."""

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.language import TAGS
from core.segment import State

if TYPE_CHECKING:  # formats take a while to load, and most commands do without them
    from core.formats.tmx_writing import Level

FILE = click.Path(path_type=Path)
LANGUAGE = click.Choice(TAGS)
STATE = click.Choice([state.value for state in State])
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\dZ?)?)?)?)?)?")


class _Moment(click.ParamType[str]):
    """A moment in UTC as our files spell it, or its beginning down to the year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it stands; anything else is wrong usage."""
        if value and not _is_moment(value):
            self.fail(f"“{value}” is no date. Write it like 2026-11-22.", param, ctx)
        return str(value)


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:  # what is left out is as early as can be
        datetime.fromisoformat(text.removesuffix("Z") + "0001-01-01T00:00:00"[len(text) :])
    except ValueError:
        return False
    return True


def _level(value: str) -> "Level":
    return 2 if value == "2" else 1


MOMENT = _Moment()
LEVEL = click.option(
    "--level",
    type=click.Choice(["1", "2"]),
    default="1",
    show_default=True,
    callback=lambda _context, _option, value: _level(value),
    help="Write tags of a TMX as they are (1), or as inline codes (2).",
)
