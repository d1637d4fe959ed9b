"""What the dialog finds in files, and what it proposes to make of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

import resources
from core.hygiene.defect import DefectKind
from core.project import Project
from desktop.jobs import Jobs
from desktop.pictures import settle
from desktop.transfer.import_dialog import ImportDialog, ImportWish
from services.importing import ImportAs

PROJECT = Project(1, "p", "en", "kk", "")
ENGLISH = resources.path("sample/Visiting rules.en.txt")
KAZAKH = resources.path("sample/Visiting rules.kk.txt")
OTHER = resources.path("sample/How to complain.en.txt")
FORM = resources.path("sample/Complaint form.po")
TMX = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>One.</seg></tuv>
<tuv xml:lang="kk"><seg>Бір.</seg></tuv></tu></body></tmx>"""

Open = Callable[..., ImportDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Iterator[Open]:
    jobs = Jobs()

    def made(*paths: Path, project: Project = PROJECT) -> ImportDialog:
        dialog = ImportDialog(project, paths, jobs)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.import_.isEnabled(), "it is read first"
        settle(lambda: not jobs.busy)
        return dialog

    yield made
    jobs.close()


def choices(dialog: ImportDialog) -> list[str]:
    return [dialog.as_.itemText(n) for n in range(dialog.as_.count())]


def test_a_text_is_described_by_its_languages(open_dialog: Open) -> None:
    dialog = open_dialog(ENGLISH)
    assert dialog.import_.isEnabled()
    assert "English (paragraphs 1–" in dialog._found.text()
    assert choices(dialog) == ["Documents to translate"]
    assert dialog.wishes() == [ImportWish(ENGLISH, None, ImportAs.SOURCE, None)]


@pytest.mark.parametrize("paths", [(ENGLISH, KAZAKH), (KAZAKH, ENGLISH)])
def test_a_text_and_its_translation_are_a_bitext_in_any_order(
    open_dialog: Open, paths: tuple[Path, Path]
) -> None:
    dialog = open_dialog(*paths)
    (wish,) = dialog.wishes()
    assert wish == ImportWish(ENGLISH, KAZAKH, ImportAs.BITEXT, None)
    assert isinstance(wish.as_, ImportAs)
    dialog.as_.setCurrentIndex(1)
    assert [wish.path for wish in dialog.wishes()] == list(paths)
    assert {wish.as_ for wish in dialog.wishes()} == {ImportAs.SOURCE}


def test_a_foreign_line_does_not_turn_a_pair_around(open_dialog: Open, tmp_path: Path) -> None:
    kazakh = tmp_path / "kk.txt"
    line = "The English text is authentic in every respect, and prevails."
    kazakh.write_text(KAZAKH.read_text("utf-8") + f"\n\n{line}\n", encoding="utf-8")
    (wish,) = open_dialog(kazakh, ENGLISH).wishes()
    assert (wish.path, wish.translation) == (ENGLISH, kazakh)


def test_two_texts_in_one_language_are_two_documents(open_dialog: Open) -> None:
    dialog = open_dialog(ENGLISH, OTHER)
    assert [wish.as_ for wish in dialog.wishes()] == [ImportAs.SOURCE, ImportAs.SOURCE]
    assert "A text and its translation, to be aligned" in choices(dialog)


def test_a_text_with_its_translation_inside_can_be_aligned(
    open_dialog: Open, tmp_path: Path
) -> None:
    both = tmp_path / "both.txt"
    both.write_text(ENGLISH.read_text("utf-8") + "\n\n" + KAZAKH.read_text("utf-8"), "utf-8")
    dialog = open_dialog(both)
    assert choices(dialog)[1] == "Texts with their translation inside, to be aligned"
    assert dialog.wishes()[0].as_ is ImportAs.SOURCE, "it is proposed, not taken for granted"
    dialog.as_.setCurrentIndex(1)
    assert dialog.wishes() == [ImportWish(both, None, ImportAs.BITEXT, None)]


def test_files_with_both_languages_are_documents_or_memory(
    open_dialog: Open, tmp_path: Path
) -> None:
    tmx = tmp_path / "units.tmx"
    tmx.write_text(TMX, encoding="utf-8")
    assert open_dialog(FORM).wishes() == [ImportWish(FORM, None, ImportAs.SOURCE, None)]
    assert open_dialog(tmx).wishes() == [ImportWish(tmx, None, ImportAs.MEMORY, None)]
    assert {wish.as_ for wish in open_dialog(tmx, FORM).wishes()} == {ImportAs.SOURCE}


def test_another_encoding_reads_the_file_anew(open_dialog: Open, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Қазақстан – «ел». Суд независим и справедлив.".encode())
    dialog = open_dialog(path)
    assert "UTF-8" in dialog._found.text() or "utf-8" in dialog._found.text()
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("cp1251"))
    assert not dialog.import_.isEnabled()
    settle(lambda: dialog.import_.isEnabled())
    assert dialog.wishes()[0].encoding == "cp1251"


def test_what_cannot_be_read_is_told_and_another_encoding_helps(
    open_dialog: Open, tmp_path: Path
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Суд независим.".encode("cp1251"))
    dialog = open_dialog(path)
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("utf-8"))
    settle(lambda: bool(dialog._found.property("error")))
    assert "old.txt" in dialog._found.text()
    assert not dialog.import_.isEnabled()
    dialog.encoding.setCurrentIndex(0)
    settle(lambda: dialog.import_.isEnabled())
    assert not dialog._found.property("error")


@pytest.mark.parametrize("data", [None, b"\x00\x01\x02\x03" * 50, b"%PDF-1.7 \xff\xfe"])
def test_a_foreign_or_missing_file_is_told(
    open_dialog: Open, tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "bad.bin"
    if data is not None:
        path.write_bytes(data)
    dialog = open_dialog(path)
    assert "bad.bin" in dialog._found.text()
    assert dialog._found.property("error")
    assert not dialog.import_.isEnabled()


def test_closing_stops_reading(qtbot: QtBot) -> None:
    jobs = Jobs()
    dialog = ImportDialog(PROJECT, [ENGLISH], jobs)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.finished, timeout=1000):
        dialog.reject()
    settle(lambda: not jobs.busy)
    assert not dialog.import_.isEnabled()
    assert dialog.result() == QDialog.DialogCode.Rejected
    jobs.close()


DAMAGED = "Қазақcтан туралы заң. Cот пен За\u200bң & тәртіп бар, 5\u00a0бап. ?аза?стан."


def test_defects_are_shown_and_repaired_only_where_the_person_says(
    open_dialog: Open, tmp_path: Path
) -> None:
    path = tmp_path / "law.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    dialog = open_dialog(path, project=Project(1, "p", "kk", "en", ""))
    boxes = dialog.repair.findChildren(QCheckBox)
    assert [box.text() for box in boxes] == [
        "Invisible characters: 1",
        "Cyrillic and Latin in one word: 2",
    ]
    said = {part.text() for part in dialog.repair.findChildren(QLabel)}
    assert "“Қазақcтан” with the Latin “c”, “Cот” with the Latin “C”" in said
    assert {"No-break spaces: 1, kept", "Lost letters: 1, left for you to mend"} <= said
    assert dialog.wishes()[0].repairing == ()
    boxes[1].setChecked(True)
    assert dialog.wishes()[0].repairing == (DefectKind.MIXED_SCRIPT,)


def test_what_is_found_begins_where_the_words_of_the_boxes_do(
    open_dialog: Open, tmp_path: Path
) -> None:
    path = tmp_path / "law.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    dialog = open_dialog(path)
    boxes = dialog.repair.findChildren(QCheckBox)
    texts = [text for text in dialog.repair.findChildren(QLabel) if text.text()]
    assert max(box.y() for box in boxes) < max(text.y() for text in texts)
    drawn = dialog.grab().toImage()
    begins = {_first_letter(drawn, dialog, each) for each in (*texts, *boxes)}
    assert max(begins) - min(begins) <= 4, "what letters differ by on their left"


def _first_letter(drawn: QImage, dialog: ImportDialog, row: QWidget) -> int:
    """Where the first letter of a row begins, behind the box if there is one."""
    top = row.mapTo(dialog, QPoint(0, 0))
    left = top.x() + 22
    columns = (
        x
        for x in range(left, drawn.width())
        if any(drawn.pixelColor(x, top.y() + y).lightness() < 160 for y in range(row.height()))
    )
    return next(columns)


def test_a_text_is_told_of_as_people_say_it(open_dialog: Open, tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Суд независим и подчиняется только закону.", encoding="cp1251")
    dialog = open_dialog(path)
    assert dialog._found.text().startswith(
        "Plain text, Windows-1251, 1 segment: Russian (paragraph 1"
    )


def test_a_clean_text_offers_no_repair(open_dialog: Open) -> None:
    dialog = open_dialog(ENGLISH)
    assert not dialog.repair.isVisible()


def test_what_was_found_in_one_reading_is_gone_in_the_next(
    open_dialog: Open, tmp_path: Path
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Суд независим и справедлив.".encode())
    dialog = open_dialog(path)
    assert not dialog.repair.isVisible()
    for encoding, shown in (("cp1251", True), ("utf-8", False)):
        dialog.encoding.setCurrentIndex(dialog.encoding.findData(encoding))
        settle(lambda: dialog.import_.isEnabled())
        assert dialog.repair.isVisible() is shown
        assert dialog.wishes()[0].repairing == ()
