"""Word-level differences between two versions of a text, to be painted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from core.tokens import tokens


class PieceKind(StrEnum):
    """Which of the two texts a piece stands in."""

    EQUAL = "equal"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both versions share, or that only one of them has."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A token with the white space before it; the last one of a text is the space at its end."""

    space: str
    token: str

    def __str__(self) -> str:
        return self.space + self.token


@dataclass(slots=True)
class _Change:
    """A stretch where the texts differ, and the shared text that follows it."""

    deleted: str = ""
    inserted: str = ""
    equal: str = ""


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """How `old` became `new`, in whole words.

    The equal and deleted pieces joined are `old`, the equal and inserted ones `new`, exactly.
    Neighbouring pieces differ in kind, none is empty, and deleted stands before inserted.
    """
    changes = _without_islands(_changes(_chunks(old), _chunks(new)))
    pieces = [piece for change in changes for piece in _pieces(change)]
    return tuple(
        Piece(kind, "".join(piece.text for piece in run))
        for kind, run in groupby(pieces, key=lambda piece: piece.kind)
    )


def _chunks(text: str) -> list[_Chunk]:
    chunks = []
    end = 0
    for token in tokens(text):
        chunks.append(_Chunk(text[end : token.start], token.text))
        end = token.end
    return [*chunks, _Chunk(text[end:], "")]


def _changes(old: Sequence[_Chunk], new: Sequence[_Chunk]) -> list[_Change]:
    """Align the tokens by their longest common subsequence."""
    from rapidfuzz.distance import Indel  # slow to import, and not needed for a window to appear

    codes: dict[str, int] = {}
    steps = Indel.opcodes(
        [codes.setdefault(chunk.token, len(codes)) for chunk in old],
        [codes.setdefault(chunk.token, len(codes)) for chunk in new],
    )
    changes = [_Change()]
    for step in steps:
        before, after = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            for one, other in zip(before, after, strict=True):
                _add_equal(changes, one, other)
        else:
            _add(changes, "".join(map(str, before)), "".join(map(str, after)))
    return changes


def _add(changes: list[_Change], deleted: str, inserted: str) -> None:
    if changes[-1].equal:
        changes.append(_Change())
    changes[-1].deleted += deleted
    changes[-1].inserted += inserted


def _add_equal(changes: list[_Change], one: _Chunk, other: _Chunk) -> None:
    if one.space != other.space:
        _add(changes, one.space, other.space)
        changes[-1].equal += one.token
    else:
        changes[-1].equal += str(one)


def _without_islands(changes: list[_Change]) -> list[_Change]:
    """Join replacements between which nothing but punctuation is shared."""
    joined = changes[:1]
    for change in changes[1:]:
        last = joined[-1]
        island = not any(character.isalnum() for character in last.equal)
        if island and all((last.deleted, last.inserted, change.deleted, change.inserted)):
            last.deleted += last.equal + change.deleted
            last.inserted += last.equal + change.inserted
            last.equal = change.equal
        else:
            joined.append(change)
    return joined


def _pieces(change: _Change) -> Iterator[Piece]:
    # “a b” → “a c” shares the space before the word that changed.
    space = _shared_space(change.deleted, change.inserted)
    for kind, text in (
        (PieceKind.EQUAL, space),
        (PieceKind.DELETED, change.deleted[len(space) :]),
        (PieceKind.INSERTED, change.inserted[len(space) :]),
        (PieceKind.EQUAL, change.equal),
    ):
        if text:
            yield Piece(kind, text)


def _shared_space(first: str, second: str) -> str:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other or not one.isspace():
            break
        length += 1
    return first[:length]
