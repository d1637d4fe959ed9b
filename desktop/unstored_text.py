"""What was typed and is not stored yet."""

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer


class UnstoredText:
    """Texts by the ids of their segments, and since when the first of them waits."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._since = QElapsedTimer()

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __iter__(self) -> Iterator[str]:
        """The texts."""
        return iter(self._texts.values())

    def put(self, segment_id: int, text: str) -> None:
        """Keep what a segment's target is to be."""
        if not self._texts:
            self._since.start()
        self._texts[segment_id] = text

    def take(self, segment_id: int) -> str | None:
        """Hand out the text of a segment; None where there is none."""
        return self._texts.pop(segment_id, None)

    def take_last(self) -> tuple[int, str]:
        """Hand out the text that was put last, with its segment. Raises KeyError for none."""
        return self._texts.popitem()

    def has_others(self, segment_id: int) -> bool:
        """Whether the text of any other segment waits."""
        return bool(self._texts.keys() - {segment_id})

    def clear(self) -> None:
        """Forget all of it."""
        self._texts.clear()

    @property
    def age(self) -> int:
        """Milliseconds since the first text came that still waited then."""
        return self._since.elapsed()
