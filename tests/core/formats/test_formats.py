"""A file finds its format by its ending, else by how it begins; hostile files do no harm."""

import json
import runpy
import sys
from pathlib import Path

import pytest

from core.errors import ExpectedError, UnreadableFileError
from core.formats import FORMATS, format_for, format_named
from tests.core.formats.promises import DATA
from tests.core.formats.tmx_contents import read_units
from tests.shared import shared_path


@pytest.mark.parametrize(
    ("name", "found"),
    [("a.txt", "text"), ("A.PO", "po"), ("dir.tmx/a.pot", "po"), ("закон.TMX", "tmx")],
)
def test_the_ending_decides(name: str, found: str) -> None:
    assert format_for(name).name == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("file", "found"), [("rich.po", "po"), ("inline.tmx", "tmx")])
def test_without_a_known_ending_the_first_bytes_decide(
    file: str, found: str, encoding: str
) -> None:
    data = (DATA / file).read_text(encoding="utf-8").encode(encoding)
    assert format_for("download", data).name == found


def test_an_unknown_file_is_named_with_what_can_be_read() -> None:
    with pytest.raises(UnreadableFileError, match=r"“act\.docx” is.*\.txt.*\.po.*\.tmx"):
        format_for("/home/anna/act.docx", b"PK\x03\x04")


def test_every_format_is_found_by_its_own_name_and_endings() -> None:
    for known in FORMATS:
        assert format_named(known.name) is known
        assert all(format_for(f"x{ending}") is known for ending in known.endings)


# Where we differ from the manifest on purpose: a NUL makes a text unreadable; duplicates
# stay, each visible.
_ON_PURPOSE = {"enc/nul.txt": 0, "po/duplicates.po": 3}


def test_hostile_files_are_read_or_refused_as_they_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = shared_path("hostile/hostile.py")
    monkeypatch.setattr(sys, "argv", [str(script), str(tmp_path)])
    runpy.run_path(str(script), run_name="__main__")
    capsys.readouterr()
    wrong = []
    for case in json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8")):
        path = tmp_path / case["file"]
        if path.suffix not in (".po", ".tmx", ".txt"):
            continue
        units = _ON_PURPOSE.get(case["file"], case["units"])
        found = _units(path)
        if units is not None and found != units:
            wrong.append((case["file"], units, found))
    assert wrong == []


def _units(path: Path) -> int:
    """How many units came in, plural forms as one; 0 for a file that was refused."""
    data = path.read_bytes()
    known = format_for(path.name)
    try:
        parsed = known.read(data)
    except ExpectedError:
        return 0
    assert known.fill(data, parsed.encoding, {}) == data
    assert "CANARY" not in repr(parsed)
    if known.name == "tmx":
        russian = "-ru" if b'"RU"' in data or b'"ru"' in data else ""
        return len(read_units(data, "en", "ru" if russian else "kk").units)
    return len({block.key.partition("#")[0] for block in parsed.blocks})
