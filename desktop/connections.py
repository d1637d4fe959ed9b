"""Connections that end together."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, SignalInstance


class Connections:
    """Keeps connections from what lives long to what does not, and ends them before it goes.

    Qt ends them too when it deletes the receiver, but only later: until then a signal would
    still reach a project that is closed.
    """

    def __init__(self) -> None:
        self._made: list[QMetaObject.Connection] = []

    def add(self, signal: SignalInstance, act: Callable[..., Any]) -> None:
        """Call `act` at each `signal` from now on."""
        self._made.append(signal.connect(act))

    def end(self) -> None:
        """End all of them."""
        for connection in self._made:
            QObject.disconnect(connection)
        self._made.clear()
