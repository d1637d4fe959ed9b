from pathlib import Path

import pytest

from core.errors import EncodingError, ExportError, UnreadableFileError
from services import files
from tests.services.contents import files_in


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    files.replace(path, b"one")
    files.replace(path, b"two")
    assert path.read_bytes() == b"two"
    assert files_in(tmp_path) == ["a.tmx"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a.tmx", tmp_path / "link.tmx"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    files.replace(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_longest_names_can_be_written(tmp_path: Path) -> None:
    files.replace(tmp_path / ("n" * 255), b"data")
    assert files_in(tmp_path) == ["n" * 255]


def test_proof_sees_the_file_and_can_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(b"old")
    seen: list[bytes] = []

    def refuse(data: bytes) -> None:
        seen.append(data)
        raise ExportError("No.")

    with pytest.raises(ExportError, match="No"):
        files.replace(path, b"new", refuse)
    assert seen == [b"new"]
    assert path.read_bytes() == b"old"
    assert files_in(tmp_path) == ["a.tmx"]


@pytest.mark.parametrize("kind", [EncodingError, UnreadableFileError])
def test_errors_say_which_file(kind: type[Exception]) -> None:
    with pytest.raises(kind, match=r"^“a\.txt”: No\.$"), files.named(Path("folder/a.txt")):
        raise kind("No.")
