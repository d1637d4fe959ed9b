"""Where Terjiman starts: makes sure of its libraries, then does what the command line says.

Until `ensure` has returned, this may be any Python with nothing installed: all other imports wait.
"""

import sys

from services.setup import ensure


def main() -> None:
    """Runs one command, or opens the window."""
    ensure()
    if sys.argv[1:2] == ["test"]:
        from tests.checks import run_checks

        sys.exit(run_checks(sys.argv[2:]))
    from services.command_line import commands

    commands()


if __name__ == "__main__":
    main()
