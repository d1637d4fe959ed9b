"""Set-up that every test needs."""

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Qt aborts the process where it finds no screen; set before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Speed is no promise of a test: a busy machine may take its time over an example.
hypothesis.settings.register_profile("terjiman", deadline=None)
hypothesis.settings.load_profile("terjiman")


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The home of whoever runs the tests is neither looked at nor changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The application as the program makes it: garbage dies on the interface thread."""
    from desktop.garbage import Collector

    Collector(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _tidied() -> Iterator[None]:
    """Tests without an event loop do not fill the memory."""
    yield
    if not gc.isenabled():
        from desktop.garbage import collect_what_is_due

        collect_what_is_due()
