"""What is known about two languages before their texts are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Pairs that translate each other: `words` of a termbase or dictionary, and whole `sentences`.

    Each is a text in the source language and one in the target language.
    """

    words: tuple[tuple[str, str], ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()


NOTHING = Known()
