import csv
from pathlib import Path

import pytest
from lxml import etree

from core.concordance import Concordance, Hit, Phrase
from core.errors import ExportError
from core.formats.tmx import TmxFormat
from core.memory.phrases import hit_of
from core.memory.unit import TranslationUnit
from services.hit_export import export_hits

PHRASE = Phrase("court", source_language="en", target_language="ru")
UNITS = (
    TranslationUnit(
        "The court’s\u00a0“a <b>”",
        "Суд\t«1»\nи 2",
        "en",
        "ru",
        document="a & b.txt",
        created="2020",
    ),
    TranslationUnit("Courts", "Суды", "en", "ru", author="Aigul", changed="2026-11-22T10:15:00Z"),
)
FOUND = Concordance(
    PHRASE, tuple(hit_of(PHRASE, unit, memory="Legal") for unit in UNITS), 1000, True
)


def test_a_table_holds_every_character(tmp_path: Path) -> None:
    path = tmp_path / "hits.tsv"
    assert export_hits(FOUND, path) == 2
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets ask for it"
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, dialect="excel-tab")
    assert [tuple(row[:2]) for row in rows] == [(unit.source, unit.target) for unit in UNITS]
    assert dict(zip(head, rows[1], strict=True)) == {
        "source": "Courts",
        "target": "Суды",
        "source language": "en",
        "target language": "ru",
        "memory": "Legal",
        "document": "",
        "author": "Aigul",
        "changed": "2026-11-22T10:15:00Z",
        "before": "",
        "after": "",
    }


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "hits.tsv"
    unit = TranslationUnit("=1+1", "@SUM(A1)", "en", "ru", document="-a.txt", context_after="+1")
    export_hits(Concordance(PHRASE, (Hit(unit),), 1), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        _head, row = csv.reader(file, dialect="excel-tab")
    assert [cell for cell in row if cell] == ["'=1+1", "'@SUM(A1)", "en", "ru", "'-a.txt", "'+1"]


def test_a_page_shows_texts_as_they_are_and_lights_the_phrase(tmp_path: Path) -> None:
    path = tmp_path / "hits.html"
    export_hits(FOUND, path)
    page = etree.parse(path, etree.HTMLParser(encoding="utf-8"))
    cells = ["".join(map(str, cell.itertext())) for cell in page.iterfind(".//td")]
    assert cells[:2] == [UNITS[0].source, UNITS[0].target]
    assert cells[2] == "Legal · a & b.txt · 2020"
    assert ["".join(map(str, mark.itertext())) for mark in page.iterfind(".//mark")] == [
        "court",
        "Court",
    ]
    assert "2 of more than 1,000 hits" in path.read_text(encoding="utf-8")


def test_a_memory_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "hits.TMX"
    export_hits(FOUND, path)
    read = TmxFormat().read(path.read_bytes(), "utf-8")
    assert [(unit.source, unit.target) for unit in read.blocks] == [
        (unit.source, unit.target) for unit in UNITS
    ]


@pytest.mark.parametrize("name", ["hits.xlsx", "hits"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="tsv"):
        export_hits(FOUND, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        export_hits(Concordance(PHRASE, (Hit(UNITS[0]),), 1), tmp_path / "none" / "hits.tsv")
