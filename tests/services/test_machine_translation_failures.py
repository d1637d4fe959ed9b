import pytest

from core.engine import EngineSettings
from core.errors import EngineError
from services.machine_translation import translate
from tests.services.asking import failure, own, public
from tests.services.libretranslate_server import Behaviour, TranslationServer


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (204, "has a fault (HTTP 204)"),
        (400, "did not take this segment"),
        (401, "did not accept the key"),
        (403, "did not accept the key"),
        (404, "There is no LibreTranslate at this address"),
        (413, "too long"),
        (429, "too many requests"),
        (500, "has a fault (HTTP 500)"),
        (503, "has a fault (HTTP 503)"),
    ],
)
def test_every_status_is_one_sentence(
    status: int, expected: str, server: TranslationServer
) -> None:
    server.behaviour, server.status = Behaviour.STATUS, status
    assert expected in failure(own(server))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome to the hotel network</html>",
        b"[]",
        b"{}",
        b"null",
        b'"text"',
        b'{"error": "The witness lives in Karakol."}',
        b'{"translatedText": ["a", "b"]}',
        b'{"translatedText": 5}',
        b'{"translatedText": "\\ud800"}',
        b'{"translatedText": "a\\u0000b"}',
        b"\x80\x81",
        b"[" * 100_000,
    ],
)
def test_an_answer_of_the_wrong_shape_is_one_sentence(
    body: bytes, server: TranslationServer
) -> None:
    server.behaviour, server.raw = Behaviour.RAW, body
    assert "cannot be understood" in failure(own(server))


@pytest.mark.parametrize("target", [b'""', b'" \\n"', b"null"])
def test_an_empty_answer_is_no_translation(target: bytes, server: TranslationServer) -> None:
    server.behaviour, server.raw = Behaviour.RAW, b'{"translatedText": ' + target + b"}"
    assert "found no translation" in failure(own(server))


def test_a_text_that_google_leaves_as_it_is_is_no_translation(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineError, match="found no translation"):
        translate(public("google", "/m", server, monkeypatch), "§ – …", "en", "kk")


@pytest.mark.parametrize(
    "body",
    [
        b'{"responseData": {"translatedText": "MYMEMORY WARNING: YOU"}, "responseStatus": 200}',
        b'{"responseData": {"translatedText": "INVALID LANGUAGE PAIR"}, "responseStatus": "403"}',
    ],
)
def test_a_warning_of_mymemory_is_never_taken_for_a_translation(
    body: bytes, server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour, server.raw = Behaviour.RAW, body
    sentence = failure(public("mymemory", "/get", server, monkeypatch))
    assert "MyMemory did not translate" in sentence


@pytest.mark.parametrize(
    ("name", "path", "status", "expected"),
    [
        ("google", "/m", 403, "has a fault (HTTP 403)"),
        ("google", "/m", 429, "too many requests"),
        ("mymemory", "/get", 429, "too many requests"),
        ("mymemory", "/get", 500, "has a fault (HTTP 500)"),
    ],
)
def test_public_engines_fail_in_one_sentence_as_well(
    name: str,
    path: str,
    status: int,
    expected: str,
    server: TranslationServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.behaviour, server.status = Behaviour.STATUS, status
    assert expected in failure(public(name, path, server, monkeypatch))


@pytest.mark.parametrize(("name", "longest"), [("mymemory", 499), ("google", 4999)])
def test_a_text_that_is_too_long_is_refused_before_anything_is_sent(
    name: str, longest: int, server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = {"mymemory": "/get", "google": "/m"}[name]
    chosen = public(name, path, server, monkeypatch)
    with pytest.raises(EngineError, match=f"has {longest + 1} characters .* takes {longest}"):
        translate(chosen, "a" * (longest + 1), "en", "kk")
    assert server.connections == 0
    assert translate(chosen, "a" * longest, "en", "tk").target == "a" * longest


def test_a_segment_without_text_is_not_sent(server: TranslationServer) -> None:
    with pytest.raises(EngineError, match="no text to translate"):
        translate(own(server), " \u00a0\n", "en", "kk")
    assert server.connections == 0


def test_an_unknown_engine_is_one_sentence() -> None:
    assert "is not known here" in failure(EngineSettings("babel", on=True))
