"""What was typed and is not stored yet."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from core.errors import ExpectedError, StoreError

PAUSE_MS = 1000
"""How long typing may rest before it is stored."""


class UnstoredText(QObject):
    """Texts by the ids of their segments; stored after a pause, or when the person goes on."""

    rescued = Signal(str)
    """A text that cannot be stored, for the clipboard."""

    def __init__(
        self,
        keep: Callable[[int, str], object],
        refuse: Callable[[ExpectedError, str], object],
        parent: QObject | None = None,
    ) -> None:
        """`keep` stores the text of a segment; `refuse` tells why it could not, and more."""
        super().__init__(parent)
        self._keep, self._refuse = keep, refuse
        self._texts: dict[int, str] = {}
        self._since = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.store)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def type(self, segment_id: int, text: str) -> None:
        """The person typed; who never pauses loses two seconds of typing at most."""
        if self._texts.keys() - {segment_id}:
            self.store()
        self.put(segment_id, text)
        if self._since.elapsed() < PAUSE_MS:
            self._pause.start()

    def put(self, segment_id: int, text: str) -> None:
        """Keep what a segment's target is to be."""
        if not self._texts:
            self._since.start()
        self._texts[segment_id] = text

    def take(self, segment_id: int) -> str | None:
        """Hand out the text of a segment; None where there is none."""
        return self._texts.pop(segment_id, None)

    def store(self) -> bool:
        """Store all of it; whether that could be.

        Where the file cannot be written just now, the text is kept for the next time.
        """
        self._pause.stop()
        while self._texts:
            segment_id, text = self._texts.popitem()
            try:
                self._keep(segment_id, text)
            except StoreError as error:
                self.put(segment_id, text)
                self._refuse(error, "")
                return False
            except ExpectedError as error:
                self.rescued.emit(text)
                self._refuse(error, "What you typed is in the clipboard.")
                return False
        return True

    def give_up(self) -> None:
        """Let go of what cannot be stored."""
        for text in self._texts.values():
            self.rescued.emit(text)
        self._texts.clear()
