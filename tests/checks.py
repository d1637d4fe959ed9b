"""Everything a change must pass, one after another: `python -m tests.checks`, `main.py test`.

The tests come last, so that pytest's own closing line ends the output; the other checks tell in a
section just above it how they went.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
}
"""What Python is given for each check that is not a test; all run in the repository's folder."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a check went, and how many seconds it took."""

    name: str
    passed: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A pytest plugin that adds the other checks' results to pytest's summary."""

    results: list[Result]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("checks")
        for result in self.results:
            word = "passed" if result.passed else "FAILED"
            line = f"{result.name:<18}{word}  {result.seconds:6.1f} s"
            terminalreporter.write_line(line, green=result.passed, red=not result.passed)


def run_checks(arguments: Sequence[str] = ()) -> int:
    """Runs all checks and tests; given arguments, only pytest with them. The exit code."""
    os.chdir(ROOT)
    if arguments:
        return pytest.main(list(arguments))
    results = [_run_check(name, command) for name, command in CHECKS.items()]
    tests = pytest.main(["-n", "2"], plugins=[Summary(results)])
    return int(tests) or int(not all(result.passed for result in results))


def _run_check(name: str, command: Sequence[str]) -> Result:
    print(f"{name} …", flush=True)
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, *command], check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="", flush=True)
    return Result(name, not done.returncode, time.perf_counter() - begin)


if __name__ == "__main__":
    sys.exit(run_checks(sys.argv[1:]))
