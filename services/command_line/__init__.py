"""The command line: each command asks one service and prints what it answered.

The names, options and JSON shapes are a promise to scripts; docs/command-line.md lists them.
main.py adds the commands that need a window.
"""

import sys
from importlib import import_module
from typing import Any

import click

from core.errors import Cancelled, ExpectedError
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
}


class Application(click.Group):
    """Finds commands when they are wanted, and tells expected errors in one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the work."""
        return [*_MODULES, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or None."""
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"services.command_line.{_MODULES[cmd_name]}")
        found: click.Command = module.COMMANDS[cmd_name]
        return found

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


@click.group(cls=Application)
def commands() -> None:
    """Translate, align and approve legal texts. Without a command the window opens."""
