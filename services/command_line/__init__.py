"""The command line: each command asks one service and prints what it answered.

The names, options and JSON shapes are a promise to scripts; docs/command-line.md lists them.
main.py adds the commands that need a window.
"""

import sys
from typing import Any

import click

from core.errors import Cancelled, ExpectedError
from services.command_line import project, text
from services.command_line.output import say, use_utf8


class Application(click.Group):
    """Turns expected errors into one sentence on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; wrong usage exits with 2, which is click's own habit."""
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


for command in (
    text.identify,
    text.segment,
    text.align,
    project.new,
    project.import_,
    project.status,
    project.check,
    project.export,
):
    commands.add_command(command)
