"""Nothing that goes wrong is silent."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core.errors import NotAllowedError
from desktop import errors


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[list[str]]:
    """The sentences that were told, with the hook in place."""
    sentences: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    before = sys.excepthook
    errors.install(sentences.append, window)
    yield sentences
    sys.excepthook = before


def meet(error: BaseException) -> None:
    try:
        raise error
    except BaseException:
        kind, value, trace = sys.exc_info()
        assert kind
        assert value
        sys.excepthook(kind, value, trace)


def boxes() -> list[QMessageBox]:
    from PySide6.QtWidgets import QApplication

    widgets = QApplication.topLevelWidgets()
    return [box for box in widgets if isinstance(box, QMessageBox) and box.isVisible()]


def test_an_expected_error_is_told_as_its_sentence(told: list[str]) -> None:
    meet(NotAllowedError("Segment 3 is final: it was signed off."))
    assert told == ["Segment 3 is final: it was signed off."]
    assert boxes() == []


def test_a_bug_says_that_it_is_one_and_can_be_read_whole(
    told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        meet(ZeroDivisionError("<b>not bold</b>"))
    (box,) = boxes()
    assert "mistake in Terjiman" in box.text()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert "in meet" in box.detailedText()
    assert "<b>not bold</b>" in box.detailedText()
    assert "ZeroDivisionError" in caplog.text
    box.close()
    assert told == []


def test_a_bug_that_comes_again_and_again_shows_one_box(
    told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(5):
        meet(ZeroDivisionError(f"number {number}"))
    (box,) = boxes()
    assert "number 4" in caplog.text
    box.close()
    assert told == []


def test_the_log_is_a_file_of_the_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "log_file", lambda: tmp_path / "logs" / "terjiman.log")
    root, level = logging.getLogger(), logging.getLogger().level
    before = list(root.handlers)
    errors.start_log()
    logging.getLogger("desktop").info("ұзақ жол")
    (handler,) = (found for found in root.handlers if found not in before)
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()
    assert "INFO desktop: ұзақ жол" in (tmp_path / "logs" / "terjiman.log").read_text("utf-8")
