"""A main window for tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop import theme
from tests.desktop.window import Window


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[Window]:
    """A window without a project; nothing of the person's own settings is touched."""
    theme.apply(qapp, dark=False)
    made = Window(tmp_path)
    yield made
    made.close()
