"""A project: documents that share languages and memory, and what is allowed in it."""

from dataclasses import dataclass

SUFFIX = ".terjiman"
"""How the names of project files end."""


@dataclass(frozen=True, slots=True)
class Project:
    """One project. `self_approval` allows people to approve what they translated themselves.

    `uid` is another in every project, also in a copy of the file beside the original.
    """

    id: int
    name: str
    source_language: str
    target_language: str
    created: str
    self_approval: bool = False
    uid: str = ""
