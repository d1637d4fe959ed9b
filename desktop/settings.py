"""Every setting of the program on this machine: its name, type and default."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.people import Person, Role, login_name
from core.segment import State

_RECENT_KEPT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open before: its file, name, languages, when (UTC), segments by state."""

    path: str
    name: str
    source_language: str
    target_language: str
    opened: str
    counts: dict[State, int]


class Settings:
    """The person's choices on this machine, kept by the system's own means."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("Terjiman", "Terjiman")

    @property
    def person(self) -> Person:
        """Who works here, in the role they had last."""
        role = str(self._store.value("person/role", ""))
        name = str(self._store.value("person/name", "")) or login_name()
        return Person(name, Role(role) if role in set(Role) else Role.TRANSLATOR)

    @person.setter
    def person(self, person: Person) -> None:
        self._store.setValue("person/name", person.name)
        self._store.setValue("person/role", person.role.value)

    @property
    def dark(self) -> bool | None:
        """Dark, light, or (None) as the system is."""
        return {"dark": True, "light": False}.get(str(self._store.value("look/theme", "")))

    @dark.setter
    def dark(self, dark: bool | None) -> None:
        self._store.setValue("look/theme", {True: "dark", False: "light", None: ""}[dark])

    @property
    def geometry(self) -> QByteArray:
        """The window's size and place; empty at first."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    @property
    def docks(self) -> QByteArray:
        """How the docks are arranged; empty at first."""
        return self._bytes("window/docks")

    @docks.setter
    def docks(self, arrangement: QByteArray) -> None:
        self._store.setValue("window/docks", arrangement)

    @property
    def recent(self) -> list[Recent]:
        """Projects that were open before and are still there, the last one first."""
        try:
            kept = [_recent(**row) for row in json.loads(str(self._store.value("recent", "[]")))]
        except (ValueError, TypeError):  # written by another version: a list to lose
            return []
        return [recent for recent in kept if Path(recent.path).exists()]

    def remember(self, recent: Recent) -> None:
        """Put a project at the top of the recent ones."""
        others = [other for other in self.recent if other.path != recent.path]
        self._keep([recent, *others][:_RECENT_KEPT])

    def forget(self, path: str) -> None:
        """Take a project off the recent ones."""
        self._keep([recent for recent in self.recent if recent.path != path])

    def _keep(self, recent: list[Recent]) -> None:
        self._store.setValue("recent", json.dumps([asdict(row) for row in recent]))

    def _bytes(self, name: str) -> QByteArray:
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()


def _recent(opened: str, counts: dict[str, int], **names: str) -> Recent:
    """A recent project as it was kept. Raises ValueError or TypeError for any other thing."""
    datetime.fromisoformat(opened)
    states = {State(name): int(number) for name, number in counts.items()}
    return Recent(**names, opened=opened, counts=states)
