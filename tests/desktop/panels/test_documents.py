from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.document import Document
from core.people import Person, Role
from core.project import Project
from core.segment import State
from desktop.panels.documents import DocumentCard, DocumentsPanel
from services.projects import DocumentStatus, ProjectStatus
from tests.desktop.panels.panel import press, show, words

AT = "2026-11-22T10:15:00Z"
BOLAT = Person("Bolat <b>", Role.REVIEWER)


def status(names: Sequence[str], done: int = 0) -> ProjectStatus:
    found = tuple(
        DocumentStatus(
            Document(n, n, name, "text", "utf-8", "en", "kk"),
            {State.NEW: 4 - done, State.TRANSLATED: done},
        )
        for n, name in enumerate(names, 1)
    )
    return ProjectStatus(Project(1, "p", "en", "kk", AT), found, 0)


@pytest.fixture
def documents(qtbot: QtBot) -> DocumentsPanel:
    panel = DocumentsPanel()
    show(qtbot, panel)
    return panel


def test_documents_show_how_far_they_are(documents: DocumentsPanel) -> None:
    documents.show_status(status(["a.txt", "b.po"]))
    cards = documents.findChildren(DocumentCard)
    documents.show_status(status(["a.txt", "b.po"], done=1))
    assert documents.findChildren(DocumentCard) == cards, "what is there is kept"
    assert "25 % of 4 segments" in words(documents)
    assert cards[0].accessibleName() == "a.txt, English → Kazakh, 25 % of 4 segments done"


def test_documents_of_another_project_have_their_own_names(documents: DocumentsPanel) -> None:
    documents.show_status(status(["a.txt"]))
    documents.show_status(status(["other.txt"]))
    assert "other.txt" in words(documents)
    assert "a.txt" not in words(documents)


def test_a_document_is_opened_by_mouse_and_key(documents: DocumentsPanel) -> None:
    documents.show_status(status(["a.txt", "b.po"]))
    opened: list[int] = []
    documents.opened.connect(opened.append)
    first, second = documents.findChildren(DocumentCard)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_A):
        QTest.keyClick(second, key)
    assert opened == [1, 2, 2, 2]


def test_the_open_document_is_lit_also_when_the_list_is_another(
    documents: DocumentsPanel,
) -> None:
    documents.set_current(2)
    documents.show_status(status(["a.txt", "b.po"]))
    cards = documents.findChildren(DocumentCard)
    assert [bool(card.property("current")) for card in cards] == [False, True]


def test_an_empty_project_offers_an_import(qtbot: QtBot, documents: DocumentsPanel) -> None:
    documents.show_status(status([]))
    with qtbot.waitSignal(documents.import_wanted, timeout=1000):
        press(documents, "Import…")
