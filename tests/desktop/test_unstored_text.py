"""What was typed waits until it is stored."""

import pytest
from pytestqt.qtbot import QtBot

from core.errors import ConflictError, ExpectedError, StoreError
from desktop import unstored_text
from desktop.unstored_text import UnstoredText


class Kept:
    """What was stored, and what was refused; `error` is raised where there is one."""

    def __init__(self) -> None:
        self.texts: list[tuple[int, str]] = []
        self.told: list[str] = []
        self.error: ExpectedError | None = None

    def keep(self, segment_id: int, text: str) -> None:
        if self.error:
            raise self.error
        self.texts.append((segment_id, text))

    def refuse(self, error: ExpectedError, more: str) -> None:
        self.told.append(f"{error} {more}".strip())


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def waiting(qtbot: QtBot, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> UnstoredText:
    """It takes a short pause for a long one."""
    assert qtbot
    monkeypatch.setattr(unstored_text, "PAUSE_MS", 20)
    return UnstoredText(kept.keep, kept.refuse)


def test_the_last_text_of_a_segment_is_stored_after_a_pause(
    qtbot: QtBot, waiting: UnstoredText, kept: Kept
) -> None:
    waiting.type(1, "О")
    waiting.type(1, "Од")
    assert waiting
    assert kept.texts == []
    qtbot.waitUntil(lambda: not waiting)
    assert kept.texts == [(1, "Од")]


def test_who_never_pauses_is_stored_all_the_same(
    qtbot: QtBot, waiting: UnstoredText, kept: Kept
) -> None:
    for length in range(1, 200):
        waiting.type(1, "а" * length)
        qtbot.wait(2)
        if not waiting:
            break
    assert 1 < length < 199
    assert kept.texts == [(1, "а" * length)]


def test_typing_elsewhere_stores_what_was_typed_before(waiting: UnstoredText, kept: Kept) -> None:
    waiting.type(1, "Одно")
    waiting.type(2, "Два")
    assert kept.texts == [(1, "Одно")]
    assert waiting.take(1) is None
    assert waiting.take(2) == "Два"
    assert not waiting


def test_what_cannot_be_written_is_stored_the_next_time(waiting: UnstoredText, kept: Kept) -> None:
    kept.error = StoreError("No space.")
    waiting.type(1, "Одно")
    waiting.type(2, "Два")
    assert not waiting.store()
    assert kept.told == ["No space.", "No space."]
    kept.error = None
    assert waiting.store()
    assert sorted(kept.texts) == [(1, "Одно"), (2, "Два")]


def test_what_can_never_be_stored_is_rescued(waiting: UnstoredText, kept: Kept) -> None:
    rescued: list[str] = []
    waiting.rescued.connect(rescued.append)
    kept.error = ConflictError("Changed elsewhere.")
    waiting.type(1, "Одно")
    assert not waiting.store()
    assert kept.told == ["Changed elsewhere. What you typed is in the clipboard."]
    waiting.type(1, "Другое")
    waiting.give_up()
    assert rescued == ["Одно", "Другое"]
    assert not waiting
    assert waiting.store()
