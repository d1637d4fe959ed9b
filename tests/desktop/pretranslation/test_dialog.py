from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from core.document import Document
from core.memory.memories import AttachedMemory
from core.segment import State
from desktop.pretranslation.dialog import PretranslationDialog
from services.pretranslating import Pretranslation

DOCUMENT = Document(7, 0, "rights.txt", "text", "utf-8", "en", "kk")
OLD = AttachedMemory("/old", "Old & new")
OFF = AttachedMemory("/off", "Off", enabled=False)


def make(
    qtbot: QtBot,
    document: Document | None = DOCUMENT,
    shown: Sequence[int] | None = None,
    memories: Sequence[AttachedMemory] = (),
) -> PretranslationDialog:
    dialog = PretranslationDialog(document, shown, memories)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_is_proposed(qtbot: QtBot) -> None:
    assert make(qtbot).wanted() == Pretranslation(memories=[])


def test_what_is_chosen_is_the_answer(qtbot: QtBot) -> None:
    dialog = make(qtbot, memories=[OLD, OFF])
    dialog.threshold.setValue(90)
    dialog.exact.setCurrentText("Translated")
    dialog.over_drafts.click()
    dialog.own.click()
    dialog.memories[1][0].click()
    assert dialog.memories[0][0].text() == "Old && new"
    assert not dialog.memories[0][0].toolTip()
    wanted = dialog.wanted()
    assert (wanted.threshold, wanted.exact) == (90, State.TRANSLATED)
    assert wanted.over_drafts
    assert not wanted.own
    assert [use.enabled for use in wanted.memories or ()] == [True, True]


@pytest.mark.parametrize(
    ("choice", "document", "segments"),
    [
        ("The whole project", None, None),
        ("Only “rights.txt”", 7, None),
        ("Only what the filter shows: 2", None, {3, 4}),
    ],
)
def test_how_much_is_filled(
    qtbot: QtBot, choice: str, document: int | None, segments: set[int] | None
) -> None:
    dialog = make(qtbot, shown=[3, 4])
    assert dialog.scope.currentText() == "Only what the filter shows: 2"
    dialog.scope.setCurrentText(choice)
    wanted = dialog.wanted()
    assert (wanted.document_id, wanted.segment_ids) == (document, segments)


def test_without_a_document_there_is_only_the_project(qtbot: QtBot) -> None:
    assert make(qtbot, document=None).scope.count() == 1


def test_a_long_name_is_shortened_and_told_whole(qtbot: QtBot) -> None:
    name = "Laws & decrees of the republic, as the ministry of justice published them in 2024"
    dialog = make(qtbot, memories=[AttachedMemory("/laws", name)])
    (box,) = (box for box, _use in dialog.memories)
    assert box.text().startswith("Laws && decrees")
    assert "…" in box.text()
    assert "in 2024" in box.toolTip()
    assert box.sizeHint().width() <= box.width()


def test_some_memory_is_needed(qtbot: QtBot) -> None:
    dialog = make(qtbot, memories=[OLD])
    dialog.own.click()
    assert dialog.go.isEnabled()
    dialog.memories[0][0].click()
    assert not dialog.go.isEnabled()
