import csv
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.document import Document
from core.memory.analysis import Band, ProjectAnalysis, sorted_out
from desktop.reports.analysis_dialog import AnalysisDialog
from tests.desktop.window import texts_of

FIRST = Document(1, 0, "first.txt", "text", "utf-8", "en", "kk")
SECOND = Document(2, 1, "=second <b>.txt", "text", "utf-8", "en", "kk")
FOUND = ProjectAnalysis(
    (
        (FIRST, sorted_out([(Band.EXACT, "one two three"), (None, "four")])),
        (SECOND, sorted_out([(Band.NONE, "five"), (Band.REPETITION, "one")])),
    )
)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> AnalysisDialog:
    made = AnalysisDialog("Rights", tmp_path, FOUND)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog: AnalysisDialog) -> dict[str, list[str]]:
    lines = texts_of(dialog.table)
    return {line[0]: line[1:5] for line in lines}


def test_all_documents_and_each(dialog: AnalysisDialog) -> None:
    found = rows(dialog)
    assert list(found)[:4] == [
        "Repetitions",
        "102 · exact, both neighbours",
        "101 · exact, one neighbour",
        "100 · exact",
    ]
    assert found["100 · exact"] == ["1", "3", "13", "60"]
    assert found["To translate"] == ["3", "5", "20", "100"]
    assert found["Confirmed already"] == ["1", "1", "4", ""]
    dialog.document.setCurrentIndex(2)
    assert rows(dialog)["No match"] == ["1", "1", "4", "50"]
    assert rows(dialog)["100 · exact"] == ["0", "0", "0", "0"]


def test_export_as_csv(dialog: AnalysisDialog, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    dialog.save(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))
    assert read[0] == ["document", "match", "segments", "words", "characters"]
    assert ["first.txt", "100", "1", "3", "13"] in read
    assert ["first.txt", "confirmed", "1", "1", "4"] in read
    assert ["'=second <b>.txt", "repetition", "1", "1", "3"] in read
    assert ["All", "total", "3", "5", "20"] in read
    assert len(read) == 1 + 3 * (len(Band) + 2)


def test_export_as_html(dialog: AnalysisDialog, tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    dialog.save(path)
    page = etree.parse(path, etree.HTMLParser(encoding="utf-8"))
    cells = [["".join(map(str, cell.itertext())) for cell in row] for row in page.iterfind(".//tr")]
    assert page.findtext(".//h1") == "Match analysis: Rights"
    assert ["=second <b>.txt", "none", "1", "1", "4"] in cells


def test_a_place_that_cannot_be_written_is_told(dialog: AnalysisDialog, tmp_path: Path) -> None:
    def problems() -> list[str]:
        return [
            label.text()
            for label in dialog.findChildren(QLabel)
            if label.isVisible() and label.property("error")
        ]

    dialog.save(tmp_path / "missing" / "out.csv")
    [problem] = problems()
    assert "out.csv" in problem
    dialog.save(tmp_path / "out.csv")
    assert problems() == []
