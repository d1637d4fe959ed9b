"""A main window for tests."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop import theme
from tests.desktop.window import Window


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Every test begins in the light theme, whatever the one before it left."""
    if theme.tokens() is not theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, dark=False)


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[Window]:
    """A window without a project; nothing of the person's own settings is touched."""
    theme.apply(qapp, dark=False)
    made = Window(tmp_path)
    yield made
    made.close()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text of two sentences."""
    path = tmp_path / "rights.txt"
    path.write_text("Everyone has the right to rest.\n\nNobody is a slave.", encoding="utf-8")
    return path


@pytest.fixture
def in_zone() -> Iterator[Callable[[str], None]]:
    """Lets a test take place where the clocks are those of another time zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be changed here")
    with pytest.MonkeyPatch.context() as patch:

        def go(zone: str) -> None:
            patch.setenv("TZ", zone)
            time.tzset()

        yield go
    time.tzset()
