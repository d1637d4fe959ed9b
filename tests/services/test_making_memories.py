"""A memory that several make at once is made by one of them, and all have it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.memory.unit import TranslationUnit
from db import memory_file
from services.memories import Memory, open_or_create


def test_processes_that_make_one_memory_at_once_all_have_it(tmp_path: Path) -> None:
    path = tmp_path / "law.memory"
    program = (
        "import sys; from pathlib import Path; from services.memories import open_or_create; "
        "print('ready', flush=True); sys.stdin.readline(); "
        "print(open_or_create(Path(sys.argv[1])).name)"
    )
    others = [
        subprocess.Popen(
            [sys.executable, "-c", program, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for other in others:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
    for other in others:
        assert other.stdin
        other.stdin.write("\n")
        other.stdin.flush()
    assert [other.communicate()[0] for other in others] == ["law\n"] * 3
    assert [file.name for file in tmp_path.iterdir()] == ["law.memory"]


def test_what_somebody_made_meanwhile_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, make = tmp_path / "law.memory", memory_file.create

    def late(path: Path, name: str, created: str) -> memory_file.MemoryFile:
        with closing(Memory(make(path, "theirs", created))) as theirs:
            theirs.add([TranslationUnit("Court", "Суд", "en", "ru")])
        return make(path, name, created)

    monkeypatch.setattr(memory_file, "create", late)
    with closing(open_or_create(path)) as opened:
        assert (opened.name, opened.count()) == ("theirs", 1)
    assert [file.name for file in tmp_path.iterdir()] == ["law.memory"]
