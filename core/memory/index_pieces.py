"""Numbers for what stands between two spaces, found for many texts at once."""

import numpy as np
from numpy.typing import NDArray

from core.memory.index_columns import Integers, Rows, Texts
from core.normal import END

Keys = NDArray[np.void]
"""Pieces in _BYTES: their own, then zeros, and in the last byte how many are their own."""

_BYTES = 32
_LONGEST = _BYTES - 1
"""Bytes of a piece that has a key."""

_MASKS = np.array(
    [
        [(1 << 8 * min(8, max(0, size - at))) - 1 for at in range(0, _BYTES, 8)]
        for size in range(_BYTES)
    ],
    np.uint64,
)
"""By the number of bytes, the bits of a key that say which these are."""

_IN_LAST_BYTE = np.uint64(56)

# Odd numbers at random. Which pieces get equal hashes costs time alone, so nobody has to guess.
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64
)
_FACTOR = np.uint64(0xBF58476D1CE4E5B9)


class Pieces:
    """What stands between two spaces has a number: 0, 1, 2 … in the order in which it was met.

    A dictionary would be asked for each piece of each text, one by one, and lies about in memory.
    """

    def __init__(self) -> None:
        self._short = _Table()
        self._long: dict[bytes, int] = {}
        self._count = 0

    def rows_of(self, texts: Texts) -> tuple[Rows, list[bytes]]:
        """The pieces of each text by their numbers, and those that are new, in order."""
        data = bytes(texts.data)
        padded = np.frombuffer(data + bytes(_BYTES), np.uint8)
        ends = np.flatnonzero((padded == ord(" ")) | (padded == ord(END)))
        starts = np.append(0, ends + 1)[:-1]
        keys = _keys(padded, starts, ends - starts)
        numbers = self._short.numbers(keys)
        numbers[ends - starts > _LONGEST] = _UNKNOWN
        places = np.flatnonzero(numbers == _UNKNOWN)
        spans = zip(starts[places].tolist(), ends[places].tolist(), strict=True)
        pieces = [data[start:end] for start, end in spans]
        numbers[places], new = self._told(pieces, keys[places])
        return Rows(numbers, np.searchsorted(ends, texts.starts)), new

    def _told(self, pieces: list[bytes], keys: Keys) -> tuple[list[int], list[bytes]]:
        """The numbers of pieces that are long or new, given their keys, and those that are new."""
        short: dict[bytes, int] = {}
        numbers, new, firsts = [], [], []
        for place, piece in enumerate(pieces):
            known = short if len(piece) <= _LONGEST else self._long
            number = known.setdefault(piece, self._count)
            if number == self._count:
                self._count += 1
                new.append(piece)
                if known is short:
                    firsts.append(place)
            numbers.append(number)
        self._short.add(keys[firsts], np.fromiter(short.values(), np.int32))
        return numbers, new


_UNKNOWN = -1


class _Table:
    """Numbers by keys: a hash table that is asked for many at once."""

    def __init__(self) -> None:
        self._keys, self._numbers = np.zeros(0, f"V{_BYTES}"), np.zeros(0, np.int32)
        self._slots = np.full(1 << 12, _UNKNOWN, np.int32)  # places in the others

    def numbers(self, keys: Keys) -> Integers:
        """The numbers of these keys; _UNKNOWN where they have none."""
        numbers = np.full(len(keys), _UNKNOWN, np.int32)
        asked, slots = np.arange(len(keys)), self._first(keys)
        while len(asked):
            places = self._slots[slots]
            taken = np.flatnonzero(places != _UNKNOWN)
            asked, slots, places = asked[taken], slots[taken], places[taken]
            same = self._keys[places] == keys[asked]
            numbers[asked[same]] = self._numbers[places[same]]
            asked, slots = asked[~same], self._next(slots[~same])
        return numbers

    def add(self, keys: Keys, numbers: Integers) -> None:
        """Give numbers to keys that have none, no two of which are the same."""
        first = len(self._keys)
        self._keys = np.concatenate((self._keys, keys))
        self._numbers = np.concatenate((self._numbers, numbers))
        size = len(self._slots)
        while size < 2 * len(self._keys):
            size *= 4
        if size > len(self._slots):
            self._slots, first = np.full(size, _UNKNOWN, np.int32), 0
        self._place(np.arange(first, len(self._keys), dtype=np.int32))

    def _place(self, places: Integers) -> None:
        slots = self._first(self._keys[places])
        while len(places):
            free = self._slots[slots] == _UNKNOWN
            self._slots[slots[free]] = places[free]  # of several the last one stays
            left = self._slots[slots] != places
            places, slots = places[left], self._next(slots[left])

    def _first(self, keys: Keys) -> Integers:
        hashes = _in_numbers(keys) @ _FACTORS
        hashes ^= hashes >> np.uint64(29)
        hashes *= _FACTOR
        hashes ^= hashes >> np.uint64(32)
        return (hashes & np.uint64(len(self._slots) - 1)).astype(np.int64)

    def _next(self, slots: Integers) -> Integers:
        return (slots + 1) & (len(self._slots) - 1)


def _keys(padded: NDArray[np.uint8], starts: Integers, lengths: Integers) -> Keys:
    """The keys of what stands there in bytes that go on for _BYTES more."""
    windows = np.ndarray(len(padded) - _BYTES + 1, f"V{_BYTES}", padded, strides=(1,))
    keys = windows[starts]
    numbers, sizes = _in_numbers(keys), np.minimum(lengths, _LONGEST)
    numbers &= _MASKS[sizes]
    numbers[:, -1] |= sizes.astype(np.uint64) << _IN_LAST_BYTE
    return keys


def _in_numbers(keys: Keys) -> NDArray[np.uint64]:
    """The same memory as four numbers for each key."""
    return keys.view("<u8").reshape(len(keys), len(_FACTORS))
