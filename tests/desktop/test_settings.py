from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from core.people import Person, Role, login_name
from core.segment import State
from desktop.settings import Recent, Settings

Reopen = Callable[[], Settings]


@pytest.fixture
def reopen(tmp_path: Path) -> Reopen:
    """Reads the settings anew from their file, as the next start of the program does."""

    def settings() -> Settings:
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        return Settings(store)

    return settings


def recent(path: Path, name: str = "Code") -> Recent:
    path.touch()
    counts = {State.NEW: 2, State.REVIEWED: 3}
    return Recent(str(path), name, "en", "uz-Latn", "2026-11-22T10:15:00Z", counts)


def write(settings: Settings, name: str, value: object) -> None:
    settings._store.setValue(name, value)
    settings._store.sync()


def test_at_first_everything_has_a_default(reopen: Reopen) -> None:
    settings = reopen()
    assert settings.person == Person(login_name(), Role.TRANSLATOR)
    assert settings.dark is None
    assert settings.geometry.isEmpty()
    assert settings.docks.isEmpty()
    assert settings.recent == []


def test_what_is_set_is_there_at_the_next_start(reopen: Reopen, tmp_path: Path) -> None:
    first = reopen()
    first.person = Person("Әсел Qızı", Role.REVIEWER)
    first.geometry, first.docks = QByteArray(b"\x00geometry\xff"), QByteArray(b"docks")
    first.remember(recent(tmp_path / "code.terjiman", "Тұрғын үй кодексі"))
    again = reopen()
    assert again.person == Person("Әсел Qızı", Role.REVIEWER)
    assert (again.geometry, again.docks) == (first.geometry, first.docks)
    assert again.recent == [recent(tmp_path / "code.terjiman", "Тұрғын үй кодексі")]


@pytest.mark.parametrize("dark", [True, False, None])
def test_the_theme_is_kept(reopen: Reopen, dark: bool | None) -> None:
    reopen().dark = dark
    assert reopen().dark is dark


def test_the_last_project_comes_first_and_once(reopen: Reopen, tmp_path: Path) -> None:
    settings = reopen()
    paths = [tmp_path / f"{number}.terjiman" for number in range(14)]
    for path in paths:
        settings.remember(recent(path))
    settings.remember(recent(paths[5]))
    kept = [Path(each.path) for each in settings.recent]
    assert kept == [paths[5], *(p for p in reversed(paths) if p != paths[5])][:12]


def test_projects_that_are_gone_are_not_shown(reopen: Reopen, tmp_path: Path) -> None:
    settings = reopen()
    for name in ("a", "b", "c"):
        settings.remember(recent(tmp_path / name))
    (tmp_path / "b").unlink()
    settings.forget(str(tmp_path / "c"))
    assert [Path(each.path).name for each in settings.recent] == ["a"]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "no json",
        "[1]",
        '{"path": "/"}',
        '[{"path": "/", "later": 1}]',
        (
            '[{"path": "/", "name": "", "source_language": "en", "target_language": "kk",'
            ' "opened": "yesterday", "counts": {}}]'
        ),
        (
            '[{"path": "/", "name": "", "source_language": "en", "target_language": "kk",'
            ' "opened": "2026-11-22T10:15:00Z", "counts": {"unheard of": 1}}]'
        ),
    ],
)
def test_a_list_that_another_version_wrote_is_left_out(reopen: Reopen, value: str) -> None:
    write(reopen(), "recent", value)
    assert reopen().recent == []


def test_a_role_that_another_version_wrote_is_left_out(reopen: Reopen) -> None:
    write(reopen(), "person/role", "manager")
    write(reopen(), "person/name", "")
    assert reopen().person == Person(login_name(), Role.TRANSLATOR)
