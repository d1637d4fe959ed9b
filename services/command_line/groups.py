"""A group of commands of which only the one that is called is loaded."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """`modules` names, for each command in the order shown, the module here that has it.

    Such a module keeps its commands by their names in `COMMANDS`.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the work."""
        return [*self._modules, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or None."""
        if cmd_name not in self._modules:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"services.command_line.{self._modules[cmd_name]}")
        found: click.Command = module.COMMANDS[cmd_name]
        return found
