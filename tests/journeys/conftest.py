"""Stories are told with the main window of the desktop's tests."""

from tests.desktop.conftest import window

__all__ = ["window"]
