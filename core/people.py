"""Who acts: a name and the role they have at the moment."""

import getpass
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in a project at the moment."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who changes things: their name as others will read it, and their role."""

    name: str
    role: Role = Role.TRANSLATOR


def login_name() -> str:
    """The name under which the person works on this machine, or "translator" where it has none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a system without a user database
        return "translator"
