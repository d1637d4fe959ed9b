from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.language import Script
from core.segment import Segment
from desktop.conversion.dialog import ConversionDialog
from services.converting import Conversion, preview
from tests.build import make_segment

SEGMENTS = [
    replace(make_segment("One.", "Суд қарори"), id=1),
    replace(make_segment("Two.", "Bu aksiya"), id=2, position=1),
    replace(make_segment("Three.", "Қонун"), id=3, position=2, locked=True),
]


def make(qtbot: QtBot, tag: str, segments: Sequence[Segment] = SEGMENTS) -> ConversionDialog:
    dialog = ConversionDialog(tag, [("All", segments), ("One", segments[:1])])
    qtbot.addWidget(dialog)
    dialog.changed.connect(lambda: look(dialog))
    look(dialog)
    dialog.show()
    return dialog


def look(dialog: ConversionDialog) -> None:
    dialog.show_preview(preview(dialog.segments(), dialog.wanted()))


def rows(dialog: ConversionDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("uz-Latn", Conversion("uz-Latn", Script.LATIN, "1995")),
        ("uz-Cyrl", Conversion("uz-Cyrl", Script.CYRILLIC)),
        ("kk", Conversion("kk", Script.CYRILLIC)),
        ("tk", Conversion("tk", Script.LATIN, "1999")),
    ],
)
def test_the_script_of_the_language_is_proposed(
    qtbot: QtBot, tag: str, expected: Conversion
) -> None:
    assert make(qtbot, tag).wanted() == expected


def test_all_kazakh_alphabets_can_be_chosen(qtbot: QtBot) -> None:
    script = make(qtbot, "kk").script
    names = [script.itemData(number).alphabet for number in range(script.count())]
    assert names == ["2021", "2018", "2017", "qazaqparat", ""]


def test_what_changes_is_shown(qtbot: QtBot) -> None:
    dialog = make(qtbot, "uz-Latn")
    assert rows(dialog) == [["1", "Суд қарори", "Sud qarori", ""]]
    assert dialog.go.text() == "Convert 1"
    assert dialog.go.isEnabled()
    assert "Locked or final, and left as they are: 1." in dialog.summary.text()


def test_doubtful_words_are_told_and_can_be_shown_alone(qtbot: QtBot) -> None:
    segments = [*SEGMENTS, make_segment("Four.", "Sud")]
    dialog = make(qtbot, "uz-Cyrl", segments)
    assert rows(dialog)[0] == ["2", "Bu aksiya", "Бу акция", "aksiya → акция, or аксия"]
    tip = dialog.table.model().index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "s is ц in many loanwords." in tip
    assert len(rows(dialog)) == 2
    dialog.only_doubtful.click()
    assert len(rows(dialog)) == 1
    assert len(dialog.preview.changes) == 2
    assert "To be looked at: 1" in dialog.summary.text()


def test_another_choice_asks_for_another_preview(qtbot: QtBot) -> None:
    dialog = make(qtbot, "uz-Latn")
    dialog.script.setCurrentIndex(1)
    assert [row[0] for row in rows(dialog)] == ["2"]
    dialog.scope.setCurrentIndex(1)
    assert rows(dialog) == []
    assert not dialog.go.isEnabled()
    assert dialog.summary.text() == "Nothing is in the other script."


def test_markup_in_a_target_is_shown_as_it_is(qtbot: QtBot) -> None:
    dialog = make(qtbot, "uz-Latn", [make_segment("One.", "<b>Суд</b>\nҚонун")])
    assert rows(dialog)[0][1:3] == ["<b>Суд</b> ↵ Қонун", "<b>Sud</b> ↵ Qonun"]
    tip = dialog.table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
