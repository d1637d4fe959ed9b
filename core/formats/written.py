"""A file made from units: its bytes, and what could not go into it."""

from dataclasses import dataclass

from core.memory.unit import TranslationUnit


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a new file.

    `units` are what it is meant to hold: those given, without characters that the format forbids.
    `warnings` are sentences that name the units which lost some.
    """

    data: bytes
    warnings: tuple[str, ...] = ()
    units: tuple[TranslationUnit, ...] = ()
