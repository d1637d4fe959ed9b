"""A file made from units: its bytes, and what could not go into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a new file; `warnings` are sentences on what it could not hold."""

    data: bytes
    warnings: tuple[str, ...] = ()
