"""What a file format is: it reads bytes into blocks and fills blocks back into bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.segment import NO_ORIGIN, Origin, State


@dataclass(frozen=True, slots=True)
class Block:
    """One translatable text of a file.

    `key` is how the format finds it again in the same bytes. `source_language` and
    `target_language` are program tags where the file says them, else empty. `paragraph` counts
    paragraphs from 0.
    """

    key: str
    source: str
    target: str = ""
    state: State = State.NEW
    origin: Origin = NO_ORIGIN
    note: str = ""
    context: str = ""
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a format found in a file.

    `encoding` is the Python codec name the bytes were read in. `warnings` are sentences for the
    person: what was repaired, skipped or cannot be kept. Languages are program tags where the
    file names them, else empty.
    """

    blocks: tuple[Block, ...]
    encoding: str
    source_language: str = ""
    target_language: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What goes back into a file for one key; `reason` is why a rejected target was sent back."""

    source: str
    target: str
    state: State
    reason: str = ""


class Format(Protocol):
    """A file format that documents can be imported from.

    `running_text` tells that blocks are paragraphs still to be cut into sentences, in a language
    still to be identified; without it each block is a segment as it stands.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    running_text: bool

    def read(self, data: bytes, encoding: str | None = None) -> ParsedFile:
        """Understand the bytes of a file, in `encoding` or in the one detected.

        Raises UnreadableFileError or EncodingError.
        """
        ...

    def fill(self, original: bytes, encoding: str, filled: Mapping[str, Filled]) -> bytes:
        """The original bytes with the targets of `filled` (by key) in their places.

        Keys that are not in `filled` keep what the original has there.
        """
        ...
