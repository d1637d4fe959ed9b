"""Runs commands of the command line, in this process or as scripts do."""

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from services.command_line import commands

ROOT = Path(__file__).resolve().parents[3]
TEXTS = ROOT / "tests" / "data" / "texts"


def run(*arguments: object) -> Result:
    """What a command printed, and the code it left with; a bug is raised here."""
    result = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: object) -> str:
    """What a command printed that must not fail and has nothing to warn of."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments: object) -> str:
    """The one line that a command said when it refused to work."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("terjiman: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def start(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """The program run by itself."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True)
