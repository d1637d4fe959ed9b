"""Another process that has a project open: `python -m tests.db.other_process PROJECT`.

It says "open", then adds a document for each name it is given, and ends when there are no more.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services import projects
from tests.build import add_document, make_segment

ROOT = Path(__file__).resolve().parents[2]


class OtherProcess:
    """The other process, seen from here."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.db.other_process", path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "open"

    def add_document(self, name: str) -> None:
        """Have it add a document; it is committed when this returns."""
        assert self.process.stdin
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        assert self._answer() == name

    def _answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@contextmanager
def other_process(path: Path) -> Iterator[OtherProcess]:
    """Another process with the project at `path` open for writing; it has closed it at the end."""
    other = OtherProcess(path)
    with other.process:
        try:
            yield other
        finally:
            assert other.process.stdin
            other.process.stdin.close()


def main() -> None:
    store, _ = projects.open_project(Path(sys.argv[1]))
    print("open", flush=True)
    for line in sys.stdin:
        name = line.strip()
        add_document(store, [make_segment()], name)
        print(name, flush=True)
    store.close()


if __name__ == "__main__":
    main()
