"""Finds every text that has a phrase in it, among a million, in milliseconds.

The texts stand one after the other, in pages of a kilobyte. Each page has a column of bits that
tells which groups of three and of four characters are in it (a signature file: Faloutsos and
Christodoulakis 1984). Groups share rows by a hash, so a page may seem to have one that it lacks,
never the other way round. Only the pages that seem to have every group of a phrase are read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.memory.index_columns import starts_of
from core.normal import END

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.integer]

_PAGE = 1 << 10
"""Bytes of a page; a text belongs to the page in which it begins."""

_GATHERED = 1 << 22
"""Characters that are gathered before they become a shelf."""

_HASH_BITS = 13
_GROUPS = (3, 4)
_FACTORS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
"""Odd numbers without a pattern, one for each place in a group."""

_READ_AT_ONCE = 64
"""Neighbouring pages that are searched in one go."""

_TOLD_AT_ONCE = 128

_CLOSE = END.encode()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts with their ids, ascending: text i is texts[starts[i]:starts[i + 1]], closed by END.

    `bits` has a row for each hash of a group, and eight pages in each byte.
    """

    ids: Numbers
    starts: Numbers
    texts: Bytes
    bits: Bytes

    def __len__(self) -> int:
        return len(self.ids)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it, by the names of the fields."""
        return {"ids": self.ids, "starts": self.starts, "texts": self.texts, "bits": self.bits}

    @property
    def is_sound(self) -> bool:
        """Whether the arrays are of the right kinds and lengths, whatever is in them."""
        return (
            self.ids.dtype == self.starts.dtype == np.int64
            and self.texts.dtype == self.bits.dtype == np.uint8
            and len(self.starts) == len(self.ids) + 1
            and self.bits.shape[:-1] == (1 << _HASH_BITS,)
        )

    def sample(self, many: int) -> list[int]:
        """The ids of about so many of the texts."""
        found: list[int] = self.ids[:: -(-len(self) // many) or 1].tolist()
        return found

    def has(self, id_: int, text: str) -> bool:
        """Whether the text with this id is `text`, and a search would come upon it."""
        number = np.searchsorted(self.ids, id_)
        if number == len(self) or self.ids[number] != id_:
            return False
        start, end = self.starts[number : number + 2].tolist()
        there = self.texts[start:end].tobytes() == (text + END).encode("utf-8", "surrogatepass")
        return there and any(first <= start < last for first, last in self._stretches(text))

    def find(self, phrase: str, accepts: Callable[[str], bool] | None = None) -> Iterator[int]:
        """The ids of all texts with `phrase` in them that `accepts` takes, the last first."""
        wanted = phrase.encode("utf-8", "surrogatepass")
        places: list[int] = []
        for start, stop in reversed(self._stretches(phrase)):
            places += reversed(self._places(wanted, start, stop, accepts))
            if len(places) >= _TOLD_AT_ONCE:
                yield from self._ids_at(places)
                places = []
        yield from self._ids_at(places)

    def _ids_at(self, places: Sequence[int]) -> list[int]:
        found: list[int] = self.ids[np.searchsorted(self.starts, places, side="right") - 1].tolist()
        return found

    def _stretches(self, phrase: str) -> list[tuple[int, int]]:
        """Where the texts of neighbouring pages begin and end that may have the phrase."""
        pages = self._pages(phrase)
        if not len(pages):
            return []
        is_break = np.diff(pages) > 1
        is_break[_READ_AT_ONCE - 1 :: _READ_AT_ONCE] = True
        breaks = np.flatnonzero(is_break)
        first = pages[np.concatenate(([0], breaks + 1))]
        last = pages[np.concatenate((breaks, [len(pages) - 1]))]
        texts = [np.searchsorted(self.starts[:-1], _PAGE * edge) for edge in (first, last + 1)]
        begin, end = (self.starts[numbers].tolist() for numbers in texts)
        return list(zip(begin, end, strict=True))

    def _pages(self, phrase: str) -> NDArray[np.intp]:
        """The pages that seem to have every group of the phrase; all for one without a group."""
        rows = np.concatenate([_hashes(_characters(phrase), size) for size in _GROUPS])
        if not len(rows):
            return np.arange(self.bits.shape[1] * 8)
        return np.flatnonzero(np.unpackbits(np.bitwise_and.reduce(self.bits[rows])))

    def _places(
        self, wanted: bytes, start: int, stop: int, accepts: Callable[[str], bool] | None
    ) -> list[int]:
        """Where the texts between two places have `wanted`: once for each."""
        part = self.texts[start:stop].tobytes()
        places = []
        place = part.find(wanted)
        while place >= 0:
            end = part.index(_CLOSE, place)
            if accepts is None or accepts(_text(part, place, end)):
                places.append(start + place)
            place = part.find(wanted, end)
        return places


class ShelfBuilder:
    """Gathers texts until they make a shelf."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._texts: list[str] = []
        self._size = 0

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next shelf."""
        return self._size >= _GATHERED

    def add(self, id_: int, text: str) -> None:
        """Put a text, which has no END in it, behind the others; its id is greater than theirs."""
        self._ids.append(id_)
        self._texts.append(text + END)
        self._size += len(text) + 1

    def shelf(self) -> Shelf:
        """A shelf of what was gathered; gathering begins anew."""
        ids, texts = self._ids, self._texts
        self._ids, self._texts, self._size = [], [], 0
        return _shelf(np.array(ids, np.int64), texts)


def _shelf(ids: Numbers, texts: Sequence[str]) -> Shelf:
    whole = "".join(texts)
    data = np.frombuffer(whole.encode("utf-8", "surrogatepass"), np.uint8)
    starts = starts_of(np.diff(np.flatnonzero(data == ord(END)) + 1, prepend=0))
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    pages = np.repeat(starts[:-1] // _PAGE, lengths)
    return Shelf(ids, starts, data, _bits(_characters(whole), pages))


def _bits(characters: NDArray[np.uint32], pages: Numbers) -> Bytes:
    """Which hashes of groups are in which pages, given the page of each character."""
    count = int(pages[-1]) + 1 if len(pages) else 0
    present = np.zeros((1 << _HASH_BITS, -(-count // 8) * 8), np.bool_)
    for size in _GROUPS:
        hashes = _hashes(characters, size)
        present[hashes, pages[: len(hashes)]] = True
    return np.packbits(present, axis=1)


def _hashes(characters: NDArray[np.uint32], size: int) -> NDArray[np.uint32]:
    """The row of each group of `size` neighbouring characters."""
    count = max(len(characters) - size + 1, 0)
    mixed = np.zeros(count, np.uint32)
    for place, factor in enumerate(_FACTORS[:size]):
        mixed += characters[place : place + count] * np.uint32(factor)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(_FACTORS[0])
    return mixed >> np.uint32(32 - _HASH_BITS)


def _characters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _text(part: bytes, place: int, end: int) -> str:
    """The text that has `place` in it and is closed at `end`."""
    return part[part.rfind(_CLOSE, 0, place) + 1 : end].decode("utf-8", "surrogatepass")
