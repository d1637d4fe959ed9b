"""Two old documents become memory: aligned, put right by keyboard, left half-way, gone on with."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.alignment.session import Stage, TextSide, Verdict
from core.segment import OriginKind
from desktop.alignment.finish_dialog import FinishDialog
from tests.desktop.alignment.conftest import Aligning, write
from tests.desktop.window import CTRL, SHIFT, Window

KEY = Qt.Key

ENGLISH = [
    "Rules of the archive",
    "Article 1. Purpose",
    "These rules say how the archive of the court keeps files of 1998 and later.",
    "Files are kept for 75 years. After that they are given to the State archive.",
    "Article 2. Access",
    "The parties may read their own file free of charge.",
    "Other persons ask the head of the archive in writing.",
    "The answer is given within 15 days.",
    "Article 3. Copies",
    "A copy of 10 pages costs nothing.",
    "Each further page costs 25 tenge.",
    "Article 4. Complaints",
    "A refusal may be appealed to the court within 30 days.",
]
KAZAKH = [
    "Мұрағат қағидалары",
    "1-бап. Мақсаты",
    "Осы қағидалар сот мұрағатының 1998 жылғы және одан кейінгі істерді қалай сақтайтынын айтады.",
    "Істер 75 жыл сақталады. Одан кейін олар Мемлекеттік мұрағатқа беріледі.",
    "2-бап. Қол жеткізу",
    "Тараптар өз ісін тегін оқи алады.",
    "Өзге адамдар мұрағат басшысынан жазбаша сұрайды және жауап 15 күн ішінде беріледі.",
    "3-бап. Көшірмелер",
    "10 беттік көшірме тегін.",
    "Әрбір келесі бет 25 теңге тұрады.",
    "Осы бапты мұрағат 2001 жылы қосты.",
    "4-бап. Шағымдар",
    "Бас тартуға сотқа 30 күн ішінде шағым жасауға болады.",
]
LATER = ["Other persons ask the head of the archive in writing. The answer is given soon."]


def row_with(aligning: Aligning, words: str) -> int:
    return next(n for n in range(len(aligning.session.rows)) if words in aligning.texts(n)[0])


def test_old_documents_become_memory(window: Window, tmp_path: Path) -> None:
    text = write(tmp_path, "later.txt", LATER)
    window.new(tmp_path / "archive.terjiman", "en", "kk", [text])
    aligning = Aligning(window)
    aligning.add(write(tmp_path, "rules_en.txt", ENGLISH), write(tmp_path, "rules_kk.txt", KAZAKH))
    assert aligning.session.stage is Stage.OPEN

    # The translator made one sentence of two, and one is wrongly written.
    joined = row_with(aligning, "Other persons")
    aligning.go_to(joined)
    if "The answer" not in aligning.texts(joined)[0]:
        aligning.press(KEY.Key_J, CTRL)
    assert aligning.texts(joined)[0].endswith("The answer is given within 15 days.")
    fee = row_with(aligning, "Each further page")
    aligning.go_to(fee)
    aligning.press(KEY.Key_Tab)
    aligning.press(KEY.Key_F2)
    aligning.press(KEY.Key_End)
    aligning.type(" (2001)")
    aligning.press(KEY.Key_Return)
    aligning.go_to(joined)
    aligning.press(KEY.Key_Return, CTRL)
    half_way = aligning.session

    # The day is over: nothing is saved by hand, and all is there again, with its steps.
    aligning.close()
    window.main.show_welcome()
    window.wait()
    window.open(tmp_path / "archive.terjiman")
    aligning = Aligning(window)
    assert aligning.session == half_way
    aligning.press(KEY.Key_Z, CTRL)
    assert aligning.session.rows[joined].verdict is Verdict.NONE
    aligning.press(KEY.Key_Y, CTRL)
    assert aligning.session == half_way

    # The rest is aligned anew between what is accepted, and what is sure accepted at once.
    aligning.press(KEY.Key_R, CTRL)
    assert half_way.rows[joined] in aligning.session.rows
    aligning.press(KEY.Key_A, CTRL | SHIFT)
    accepted = aligning.session.progress().accepted
    assert accepted > 8
    finish(aligning)
    assert window.workspace.status().units > 8
    aligning.close()

    # And the editor finds it where it is needed.
    window.main.activateWindow()
    window.go_to(1)
    window.press(KEY.Key_1, CTRL)
    assert window.current.origin.kind is OriginKind.MEMORY
    assert "мұрағат басшысынан" in window.current.target


def test_what_is_corrected_after_finishing_is_offered_alone(window: Window, tmp_path: Path) -> None:
    text = write(tmp_path, "later.txt", ["Title.", "A copy of 10 pages costs nothing."])
    window.new(tmp_path / "archive.terjiman", "en", "kk", [text])
    aligning = Aligning(window)
    aligning.add(write(tmp_path, "rules_en.txt", ENGLISH), write(tmp_path, "rules_kk.txt", KAZAKH))
    copy = row_with(aligning, "A copy of 10 pages")
    aligning.go_to(copy)
    aligning.press(KEY.Key_Return, CTRL)
    finish(aligning)
    aligning.go_to(copy, TextSide.TARGET)
    aligning.press(KEY.Key_F2)
    aligning.type(" Ақысыз.")
    aligning.press(KEY.Key_Return)
    finish(aligning)
    aligning.close()
    window.main.activateWindow()
    window.go_to(2)
    offered = [card.match.unit.target for card in window.main.panels.matches._cards]
    assert offered == ["10 беттік көшірме тегін. Ақысыз."]


def finish(aligning: Aligning) -> None:
    aligning.window.actions_["finish"].trigger()
    dialog = aligning.dialog()
    assert isinstance(dialog, FinishDialog)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Finish").click()
    aligning.wait()
