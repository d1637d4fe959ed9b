"""Machine translation in the window, against a real server: off at first, asked, inserted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.segment import Origin, OriginKind, State
from desktop.pictures import settle
from desktop.projects.settings_dialog import ProjectSettingsDialog
from tests.desktop.window import CTRL, SHIFT, Window
from tests.services.libretranslate_server import Behaviour, TranslationServer, serving

PATIENCE = 10.0  # seconds
SOURCE = "Everyone has the right to rest."
TARGET = "Әркімнің демалуға құқығы бар."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TranslationServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr("services.machine_translation.key_for", lambda _settings: "")
    with serving() as running:
        yield running


@pytest.fixture
def texts(window: Window, tmp_path: Path) -> Window:
    """A window with a project of two segments into Kazakh."""
    text = tmp_path / "rights.txt"
    text.write_text(f"{SOURCE}\n\nNobody is a slave.", encoding="utf-8")
    window.new(tmp_path / "p.terjiman", "en", "kk", [text])
    window.go_to(1)
    window.main.messages.close_message()
    return window


def switch_on(window: Window, server: TranslationServer) -> None:
    window.trigger("project_settings")
    dialog = window.dialog()
    assert isinstance(dialog, ProjectSettingsDialog)
    dialog.allowed.click()
    dialog.url.setText(server.url)
    dialog.accept()
    window.wait()


def shown(window: Window) -> set[str]:
    panel = window.main.panels.machine
    labels = panel.findChildren(QLabel)
    return {label.text() for label in labels if label.isVisibleTo(panel) and label.text()}


def test_off_nothing_is_asked(texts: Window, server: TranslationServer) -> None:
    texts.press(Qt.Key.Key_M, CTRL | SHIFT)
    texts.main.panels.machine.asked.emit()
    texts.wait()
    assert any("no text leaves this computer" in word for word in shown(texts))
    assert server.connections == 0


def test_switched_on_asked_and_inserted(texts: Window, server: TranslationServer) -> None:
    switch_on(texts, server)
    assert server.connections == 0, "nothing is sent before somebody asks"
    texts.press(Qt.Key.Key_M, CTRL | SHIFT)
    assert shown(texts) == {"LibreTranslate", TARGET}
    assert [request.values["q"] for request in server.received] == [SOURCE]
    texts.main.panels.machine._insert.click()
    texts.wait()
    assert texts.current.target == TARGET
    assert texts.current.origin == Origin(OriginKind.MACHINE, detail="LibreTranslate")
    assert texts.current.state is State.DRAFT
    texts.go_to(2)
    assert TARGET not in shown(texts)
    assert server.connections == 1


def test_a_slow_server_is_cancelled(texts: Window, server: TranslationServer) -> None:
    switch_on(texts, server)
    server.behaviour = Behaviour.HANG
    texts.main.actions_["machine"].trigger()
    assert server.arrived.wait(PATIENCE)
    assert texts.main.panels.machine._cancel.isVisibleTo(texts.main.panels.machine)
    texts.main.panels.machine._cancel.click()
    texts.wait()
    assert server.hung_up.wait(PATIENCE)
    assert shown(texts) == set()
    server.behaviour = Behaviour.ANSWER
    texts.trigger("machine")
    assert TARGET in shown(texts)


@pytest.mark.parametrize("leave", ["row", "project", "off"])
def test_an_answer_that_nobody_waits_for_is_not_shown(
    texts: Window, server: TranslationServer, leave: str
) -> None:
    switch_on(texts, server)
    server.behaviour = Behaviour.HANG
    texts.main.actions_["machine"].trigger()
    assert server.arrived.wait(PATIENCE)
    if leave == "row":
        texts.go_to(2)
    elif leave == "project":
        texts.main.show_welcome()
    else:
        settings = texts.workspace.engine_settings()
        texts.workspace.keep_settings(type(settings)(settings.name), self_approval=False)
    texts.wait()
    settle()
    assert server.hung_up.wait(PATIENCE)
    off = any("no text leaves this computer" in word for word in shown(texts))
    assert off is (leave != "row")
    assert len(shown(texts)) == (0 if leave == "row" else 1)


def test_a_faulty_server_is_told_in_the_panel(texts: Window, server: TranslationServer) -> None:
    switch_on(texts, server)
    server.behaviour, server.status = Behaviour.STATUS, 500
    texts.trigger("machine")
    assert shown(texts) == {
        "LibreTranslate has a fault (HTTP 500); try again later or choose another engine."
    }
    assert texts.main.messages._current is None
