"""Projects are opened safely, and what will not open is told and left alone."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from PySide6.QtTest import QTest

import services.importing
import services.projects
from desktop.pictures import settle
from desktop.widgets.message_bar import MessageKind
from services import editing, projects
from tests.build import TRANSLATOR, segments_of
from tests.desktop.window import Window

PATIENCE = 10.0  # seconds


def test_opening_two_at_once_shows_the_second(window: Window, tmp_path: Path) -> None:
    first = window.make(tmp_path, ["One right."], name="a")
    second = window.make(tmp_path, ["Two duties."], name="b")
    window.main.show_welcome()
    window.main.projects.open(first)
    window.main.projects.open(second)
    window.wait()
    assert window.workspace.path == second
    assert window.current.source == "Two duties."
    store, _project = projects.open_project(first)  # it is free again
    store.close()


def test_the_project_that_is_open_is_not_opened_again(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right."])
    workspace = window.workspace
    window.open(path)
    assert window.main.workspace is workspace
    assert window.message is None


def make_foreign(path: Path) -> None:
    path.write_text("This is a letter.", encoding="utf-8")


def make_damaged(path: Path) -> None:
    store, _project = projects.create(path, "en", "kk")
    store.close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def make_missing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("make", [make_foreign, make_damaged, make_missing])
def test_what_is_no_project_is_told_and_left_alone(
    window: Window, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "bad.terjiman"
    make(path)
    before = path.read_bytes() if path.exists() else None
    opened = window.make(tmp_path, ["One right."])
    window.open(path)
    found = window.message
    assert found is not None
    assert found[0] is MessageKind.ERROR
    assert "bad.terjiman" in found[1]
    assert window.workspace.path == opened, "what was open stays open"
    assert (path.read_bytes() if path.exists() else None) == before
    assert [f.name for f in tmp_path.glob("bad*")] == (["bad.terjiman"] if before else [])


def test_a_project_in_use_elsewhere_can_be_read(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right."], ["Одно право."])
    window.main.show_welcome()
    elsewhere, _project = projects.open_project(path)
    window.open(path)
    found = window.message
    assert found is not None
    assert found[0] is MessageKind.WARNING
    assert "is already open" in found[1]
    assert window.main.workspace is None
    assert window.main.welcome.isVisible()
    assert window.main.page.model.rowCount() == 0
    assert window.main.messages._action.text() == "Open to read"
    window.press_message_button()
    assert window.workspace.store.read_only
    assert window.current.target == "Одно право."
    editing.set_target(elsewhere, segments_of(elsewhere)[0], "Право.", TRANSLATOR)
    elsewhere.close()


def test_a_project_is_seen_before_it_is_open(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right.", "Two duties."], ["Одно право."])
    window.main.show_welcome()
    main, may_go_on, real = window.main, Event(), services.projects.open_with_document

    def slow(*args: object, **options: object) -> object:
        assert may_go_on.wait(PATIENCE)
        return real(*args, **options)  # type: ignore[arg-type]

    with patch("services.projects.open_with_document", slow):
        main.projects.open(path)
        settle()
        assert main.workspace is None
        assert main.windowTitle() == "texts – Terjiman"
        seen = [main.page.model.segment_at(row) for row in range(main.page.model.rowCount())]
        assert [segment.source for segment in seen] == ["One right.", "Two duties."]
        QTest.keyClicks(window.focus(), "x")
        assert window.message == (
            MessageKind.WARNING,
            "The project is still being opened. Try again in a moment.",
        )
        may_go_on.set()
        window.wait()
    assert window.workspace.segments == seen
    window.type("Dve")
    assert window.workspace.flush()
    assert [segment.target for segment in segments_of(window.workspace.store)][1] == "Dve"


def test_opening_that_is_cancelled_lets_go_of_the_file(window: Window, tmp_path: Path) -> None:
    path = window.make(tmp_path, ["One right."])
    window.main.show_welcome()
    real, reached, may_go_on = services.projects.open_with_document, Event(), Event()

    def slow(*args: object, **options: object) -> object:
        opened = real(*args, **options)  # type: ignore[arg-type]
        reached.set()
        assert may_go_on.wait(PATIENCE)
        return opened

    with patch("services.projects.open_with_document", slow):
        window.main.projects.open(path)
        assert reached.wait(PATIENCE)
        window.main._busy_bar._cancel.click()
        may_go_on.set()
        window.wait()
    assert window.main.workspace is None
    assert window.main.welcome.isVisible()
    store, _project = projects.open_project(path)
    store.close()


def test_a_window_closed_while_it_opens_a_project_lets_go_of_the_file(
    window: Window, tmp_path: Path
) -> None:
    path = window.make(tmp_path, ["One right."])
    window.main.show_welcome()
    window.main.projects.open(path)
    window.main.close()
    store, _project = projects.open_project(path)
    store.close()
