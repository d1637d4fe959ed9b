"""Set-up that every test needs."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

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
