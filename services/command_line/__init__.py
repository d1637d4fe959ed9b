"""The command line: each command asks one service and prints what it answered.

The names, options and JSON shapes are a promise to scripts; docs/command-line.md lists them.
main.py adds the commands that need a window.
"""

import sys
from typing import Any

import click

from core.errors import Cancelled, ExpectedError
from services.command_line.groups import LazyGroup
from services.command_line.output import say, use_utf8

# The database takes half a second to load, and commands on texts do without it.
_MODULES = {
    "identify": "text",
    "segment": "text",
    "align": "text",
    "new": "project",
    "import": "project",
    "status": "project",
    "check": "project",
    "export": "project",
    "analyse": "work",
    "pretranslate": "work",
}
_MEMORY_MODULES = {
    "import": "memory_files",
    "export": "memory_files",
    "match": "memory_match",
    "search": "memory_search",
    "convert": "memory_convert",
}


class Application(LazyGroup):
    """Finds commands when they are wanted, and tells expected errors in one line on stderr."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; expected errors exit with 1, and wrong usage with 2, by click itself."""
        use_utf8()
        try:
            return super().invoke(ctx)
        except ExpectedError as error:
            say(error)
        except (Cancelled, KeyboardInterrupt):
            say("cancelled; nothing was changed.")
        sys.exit(1)


@click.group(cls=Application, modules=_MODULES)
def commands() -> None:
    """Translate, align and approve legal texts. Without a command the window opens."""


@commands.group(cls=LazyGroup, modules=_MEMORY_MODULES)
def memory() -> None:
    """Work with a memory file: import, export, match, search, convert.

    MEMORY is its path, with any ending.
    """
