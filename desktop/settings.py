"""Every setting of the program on this machine: its name, type and default."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.people import Person, Role, login_name

_RECENT_KEPT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open before: its file, its name, languages, and when (UTC)."""

    path: str
    name: str
    source_language: str
    target_language: str
    opened: str
    counts: dict[str, int]


class Settings:
    """The person's choices on this machine, kept by the system's own means."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("Terjiman", "Terjiman")

    @property
    def person(self) -> Person:
        """Who works here, in the role they had last."""
        name = str(self._store.value("person/name", login_name()))
        return Person(name, Role(str(self._store.value("person/role", Role.TRANSLATOR.value))))

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
    def layout(self) -> tuple[QByteArray, QByteArray]:
        """The window's geometry and the places of its docks; empty at first."""
        return self._bytes("window/geometry"), self._bytes("window/docks")

    @layout.setter
    def layout(self, layout: tuple[QByteArray, QByteArray]) -> None:
        self._store.setValue("window/geometry", layout[0])
        self._store.setValue("window/docks", layout[1])

    @property
    def recent(self) -> list[Recent]:
        """Projects that were open before and are still there, the last one first."""
        try:
            kept = [Recent(**row) for row in json.loads(str(self._store.value("recent", "[]")))]
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
