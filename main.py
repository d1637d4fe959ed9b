"""Where Terjiman starts: makes sure of its libraries, then does what the command line says.

Until `ensure` has returned, this may be any Python with nothing installed: all other imports wait.
"""

import os
import sys

from services.setup import ensure


def main() -> None:
    """Runs one command, or opens the window."""
    ensure()
    # Alignment multiplies many small matrices; several threads at each only get in their own way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.argv[1:2] == ["test"]:
        from tests.checks import run_checks

        sys.exit(run_checks(sys.argv[2:]))
    if len(sys.argv) == 1:
        from desktop.application import run

        sys.exit(run())
    _run_command()


def _run_command() -> None:
    """Adds the one command that needs Qt to those that do not, and runs what was asked for."""
    from pathlib import Path

    import click

    from services.command_line import commands

    @commands.command()
    @click.option("--out", type=click.Path(path_type=Path), help="Work into this folder.")
    def demo(out: Path | None) -> None:
        """Open the sample project; without a display, write what it gives to a folder."""
        from desktop.demo import demo as show

        sys.exit(show(out))

    @commands.command()
    @click.argument("arguments", nargs=-1)
    def test(arguments: tuple[str, ...]) -> None:
        """Run all checks and tests, or pytest with ARGUMENTS."""

    commands(prog_name="main.py")


if __name__ == "__main__":
    main()
