"""Asks engines at the tests' own server, and looks at how they fail."""

import traceback
from dataclasses import replace

import pytest

from core.engine import EngineSettings, Limits
from core.errors import EngineError
from services import machine_translation
from services.machine_translation import ENGINES, translate
from tests.services.libretranslate_server import TranslationServer

SECRET_TEXT = "The witness lives in Karakol."
KEY = "k-4711-secret"
SMALL = Limits(size=256 * 1024)


def own(server: TranslationServer, *, on: bool = True) -> EngineSettings:
    return EngineSettings("libretranslate", server.url, on)


def public(
    name: str, path: str, server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> EngineSettings:
    """Settings of a public engine that this server stands in for."""
    moved = tuple(
        replace(engine, url=server.url + path) if engine.name == name else engine
        for engine in ENGINES
    )
    monkeypatch.setattr(machine_translation, "ENGINES", moved)
    return EngineSettings(name, on=True)


def failure(server_settings: EngineSettings, limits: Limits = SMALL) -> str:
    """The sentence that asking ends with, after looking for anything that must not be in it."""
    with pytest.raises(EngineError) as caught:
        translate(server_settings, SECRET_TEXT, "en", "kk", limits=limits)
    error = caught.value
    shown = "".join(traceback.format_exception(error))
    assert error.__cause__ is None
    assert error.__context__ is None
    assert SECRET_TEXT not in shown
    assert "Karakol" not in shown
    assert KEY not in shown
    sentence = str(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "127.0.0.1" not in sentence
    return sentence
