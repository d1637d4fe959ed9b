import logging
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations
from time import monotonic

import keyring
import keyring.backends.fail
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from core.engine import EngineSettings, Limits, is_own_host, server_address
from core.errors import Cancelled, EngineError, NotAllowedError
from core.language import TAGS
from core.progress import Progress
from core.segment import OriginKind
from services import keys, machine_translation
from services.machine_translation import (
    ENGINES,
    GOOGLE,
    LIBRETRANSLATE,
    MYMEMORY,
    engine_for,
    translate,
)
from tests.services.libretranslate_server import Behaviour, TranslationServer, serving

SECRET_TEXT = "The witness lives in Karakol."
KEY = "k-4711-secret"
SHORT = Limits(connect=0.25, total=0.25, size=256 * 1024)


@pytest.fixture
def server() -> Iterator[TranslationServer]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def echo() -> Iterator[TranslationServer]:
    with serving() as running:
        yield running


class MemoryKeyring(KeyringBackend):
    """A keyring that works, for as long as the test lasts."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture(autouse=True)
def backend(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    """Each test starts without keys, and never touches the keyring of this computer."""
    monkeypatch.setattr(keys, "_session", {})
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


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


def failure(server_settings: EngineSettings, limits: Limits = SHORT) -> str:
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


# Permission


@pytest.mark.parametrize("off", [None, EngineSettings("libretranslate"), "server"])
def test_off_means_that_no_connection_is_made(
    off: EngineSettings | str | None, server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    chosen = own(server, on=False) if isinstance(off, str) else off
    with pytest.raises(NotAllowedError, match="switched off for this project"):
        translate(chosen, SECRET_TEXT, "en", "kk")
    with pytest.raises(NotAllowedError):
        engine_for(chosen)
    assert server.connections == 0


def test_settings_are_off_until_a_person_switches_them_on() -> None:
    assert not EngineSettings("libretranslate", "http://127.0.0.1:5000").on


def test_the_library_cannot_connect_on_its_own(server: TranslationServer) -> None:
    _, libre, _ = machine_translation._library()
    translator = libre.LibreTranslator(api_key="x", custom_url=server.url + "/")
    with pytest.raises(LookupError):
        translator.translate(SECRET_TEXT)
    assert server.connections == 0


def test_importing_the_module_does_not_import_the_slow_libraries() -> None:
    code = (
        "import services.machine_translation, sys; "
        "print(*{'deep_translator', 'requests', 'keyring'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# Answers


@pytest.mark.parametrize(
    ("source_language", "target_language", "text", "expected"),
    [
        ("en", "kk", "Everyone has the right to rest.", "Әркімнің демалуға құқығы бар."),
        ("en", "uz-Latn", "Everyone has the right to rest.", None),
        ("kk", "en", "Сот тәуелсіз.", "The court is independent."),
        ("tg", "ru", "Суд мустақил аст.", "Суд независим."),
    ],
)
def test_libretranslate_translates(
    source_language: str,
    target_language: str,
    text: str,
    expected: str | None,
    server: TranslationServer,
) -> None:
    suggestion = translate(own(server), text, source_language, target_language)
    assert suggestion.target == (expected or "Har bir inson dam olish huquqiga ega.")
    assert suggestion.origin.kind is OriginKind.MACHINE
    assert suggestion.origin.detail == "LibreTranslate"


def test_libretranslate_gets_the_text_in_the_body_and_never_in_the_address(
    server: TranslationServer,
) -> None:
    keys.keep_key(own(server), KEY)
    translate(own(server), SECRET_TEXT, "en", "uz-Latn")
    (request,) = server.received
    assert (request.method, request.path) == ("POST", "/translate")
    assert request.values == {
        "q": SECRET_TEXT, "source": "en", "target": "uz", "format": "text", "api_key": KEY,
    }  # fmt: skip


def test_a_server_that_wants_no_key_gets_none(server: TranslationServer) -> None:
    translate(own(server), SECRET_TEXT, "en", "kk")
    assert "api_key" not in server.received[0].values


@pytest.mark.parametrize("ending", ["", "/", "/translate", "/translate/"])
def test_the_address_may_be_written_in_every_usual_way(
    ending: str, server: TranslationServer
) -> None:
    chosen = replace(own(server), url=f" {server.url}{ending} ")
    assert translate(chosen, "Сот тәуелсіз.", "kk", "en").target == "The court is independent."


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
        | st.sampled_from("\n\t\u00a0\u2028ʻ’әғқңөұүһі"),
        min_size=1,
        max_size=80,
    ).filter(lambda text: text.strip() and not {"\ufffe", "\uffff"} & set(text))
)
def test_every_character_goes_there_and_back(echo: TranslationServer, text: str) -> None:
    assert translate(own(echo), text, "en", "ru").target == text


def test_answers_of_simultaneous_calls_are_not_mixed_up(echo: TranslationServer) -> None:
    texts = [f"Paragraph {number}." for number in range(96)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: translate(own(echo), text, "en", "ru").target, texts))
    assert answers == texts


@pytest.mark.parametrize(("name", "path"), [("mymemory", "/get"), ("google", "/m")])
def test_public_engines_translate(
    name: str, path: str, server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = public(name, path, server, monkeypatch)
    text = "Everyone has the right to rest."
    assert translate(chosen, text, "en", "kk").target == "Әркімнің демалуға құқығы бар."
    assert "huquqiga" in translate(chosen, text, "en", "uz-Latn").target


@pytest.mark.parametrize(("name", "path"), [("mymemory", "/get"), ("google", "/m")])
def test_entities_of_public_engines_become_characters(
    name: str, path: str, server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = public(name, path, server, monkeypatch)
    # Google's answer is no translation where it is the text unchanged, so the text has a twin.
    server.behaviour = Behaviour.RAW
    server.raw = (
        b'{"responseData": {"translatedText": "L&#39;article &lt;5&gt;"}, "responseStatus": "200"}'
        if name == "mymemory"
        else b'<div class="result-container">L&#39;article &lt;5&gt;</div>'
    )
    assert translate(chosen, "Article <5>", "en", "tk").target == "L'article <5>"


# Languages


def test_the_library_accepts_every_pair_that_is_offered() -> None:
    for engine in ENGINES:
        for source, target in permutations(engine.languages, 2):
            codes = engine.languages[source], engine.languages[target]
            translator = machine_translation._translator(engine.name, "", *codes)
            assert (translator.source, translator.target) == codes


def test_an_engine_is_offered_for_the_script_it_writes() -> None:
    assert LIBRETRANSLATE.languages.keys() == set(TAGS)
    for engine in (MYMEMORY, GOOGLE):
        assert engine.languages.keys() == set(TAGS) - {"uz-Cyrl"}
        assert engine.translates("en", "uz-Latn")
        assert not engine.translates("en", "uz-Cyrl")
        assert not engine.translates("en", "en")


def test_a_pair_that_is_not_offered_is_refused_before_anything_is_sent(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = public("google", "/m", server, monkeypatch)
    with pytest.raises(EngineError, match=r"from English to Uzbek \(Cyrillic\)"):
        translate(chosen, SECRET_TEXT, "en", "uz-Cyrl")
    assert server.connections == 0


def test_a_language_the_server_lacks_is_one_sentence(server: TranslationServer) -> None:
    with pytest.raises(EngineError, match="languages that the engine does not know"):
        translate(own(server), SECRET_TEXT, "en", "uz-Cyrl")


def test_an_answer_in_the_other_script_is_refused(server: TranslationServer) -> None:
    server.behaviour, server.raw = Behaviour.RAW, '{"translatedText": "Sud mustaqil."}'.encode()
    with pytest.raises(EngineError, match=r"other letters than Uzbek \(Cyrillic\)"):
        translate(own(server), "The court is independent.", "en", "uz-Cyrl")
    assert translate(own(server), "The court is independent.", "en", "uz-Latn")


def test_names_and_numbers_kept_as_they_are_belong_to_no_script(server: TranslationServer) -> None:
    assert translate(own(server), "OHCHR, UNHCR, 2024", "en", "ru").target == "OHCHR, UNHCR, 2024"


# Failures


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        (Behaviour.HANG, "did not answer within 0.25 seconds"),
        (Behaviour.DRIP_HEADERS, "did not answer within 0.25 seconds"),
        (Behaviour.DRIP_BODY, "did not answer within 0.25 seconds"),
        (Behaviour.BOMB, "far more than a translation"),
        (Behaviour.CUT, "broke off or cannot be read"),
        (Behaviour.CLOSE, "broke off the connection"),
    ],
)
def test_a_server_that_misbehaves_is_one_sentence(
    behaviour: Behaviour, expected: str, server: TranslationServer
) -> None:
    server.behaviour = behaviour
    started = monotonic()
    assert expected in failure(own(server))
    assert monotonic() - started < 1


def test_an_answer_without_end_is_not_taken_in(server: TranslationServer) -> None:
    server.behaviour = Behaviour.HUGE
    assert "far more than a translation" in failure(own(server), Limits(size=256 * 1024))
    assert server.bytes_sent < 20 * 1024 * 1024


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
        translate(public("google", "/m", server, monkeypatch), "§ 5–7 …".strip("57"), "en", "kk")


@pytest.mark.parametrize(
    "body",
    [
        b'{"responseData": {"translatedText": "MYMEMORY WARNING: YOU USED ALL"},'
        b' "responseStatus": 200, "matches": []}',
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


def test_a_port_where_nobody_listens_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert "cannot be reached" in failure(EngineSettings("libretranslate", address, on=True))


def test_a_host_that_does_not_take_the_connection_is_one_sentence() -> None:
    with socket.socket() as deaf, socket.socket() as first, socket.socket() as second:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for waiting in (first, second):  # fill the queue, so that the next connection hangs
            waiting.setblocking(False)
            waiting.connect_ex(deaf.getsockname())
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        chosen = EngineSettings("libretranslate", address, on=True)
        assert "cannot be reached" in failure(chosen, Limits(connect=0.1, total=2))


def test_a_connection_that_cannot_be_secured_is_one_sentence(server: TranslationServer) -> None:
    chosen = replace(own(server), url=server.url.replace("http:", "https:"))
    assert "cannot be secured" in failure(chosen, Limits())


# Cancelling


@pytest.mark.parametrize("behaviour", [Behaviour.HANG, Behaviour.DRIP_HEADERS, Behaviour.DRIP_BODY])
def test_cancelling_ends_a_call_at_once_and_hangs_up(
    behaviour: Behaviour, server: TranslationServer
) -> None:
    server.behaviour = behaviour
    progress = Progress()
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(translate, own(server), SECRET_TEXT, "en", "kk", progress)
        assert server.arrived.wait(5)
        started = monotonic()
        progress.cancel()
        with pytest.raises(Cancelled):
            call.result(timeout=5)
        assert monotonic() - started < 0.5
    assert server.hung_up.wait(1)


def test_a_call_that_is_cancelled_before_it_starts_sends_nothing(
    server: TranslationServer,
) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        translate(own(server), SECRET_TEXT, "en", "kk", progress)
    assert server.connections == 0


def test_a_call_that_gave_up_while_connecting_sends_nothing_later(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services import connection

    line = connection._Line()
    line.hang_up()
    monkeypatch.setattr(connection, "_Line", lambda: line)
    assert "broke off the connection" in failure(own(server))
    assert server.received == []


# Addresses, redirects, proxies


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:5000",
        "http://[::1]:5000",
        "http://localhost:5000/",
        "http://192.168.7.3/mt",
        "http://10.1.1.1",
        "http://mt-server:5000",
        "http://mt.local",
        "http://mt.office.internal",
        "https://translate.example.org",
    ],
)
def test_addresses_that_may_be_used(url: str) -> None:
    assert server_address(f" {url} ") == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://translate.example.org", "begins with http"),
        ("http://8.8.8.8:5000", "begins with http"),
        ("http://134744072", "begins with http"),
        ("http://localhost.example.org", "begins with http"),
        ("HTTP://TRANSLATE.EXAMPLE.ORG", "begins with http"),
        ("", "cannot be used"),
        ("translate.example.org", "cannot be used"),
        ("ftp://127.0.0.1", "cannot be used"),
        ("file:///etc/passwd", "cannot be used"),
        ("http://", "cannot be used"),
        ("http://127.0.0.1:99999", "cannot be used"),
        ("http://[::1", "cannot be used"),
        ("http://127.0.0.1\\.example.org", "cannot be used"),
        ("http://127.0.0.1 .example.org", "cannot be used"),
        ("https://name:pw@translate.example.org", "must not carry"),
        ("https://translate.example.org?api_key=1", "must not carry"),
        ("https://translate.example.org/#a", "must not carry"),
    ],
)
def test_addresses_that_are_refused(url: str, expected: str) -> None:
    with pytest.raises(EngineError, match=expected) as caught:
        translate(EngineSettings("libretranslate", url, on=True), SECRET_TEXT, "en", "kk")
    assert "pw" not in str(caught.value)


def test_public_engines_are_asked_by_https_only() -> None:
    for engine in ENGINES:
        assert engine.url.startswith("https://") or engine is LIBRETRANSLATE
        assert not engine.url or not is_own_host(engine.url)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int, server: TranslationServer) -> None:
    with serving() as other:
        server.behaviour, server.status = Behaviour.STATUS, status
        server.location = other.url + "/translate"
        assert "pointed to another address" in failure(own(server))
        assert other.connections == 0


def test_a_proxy_never_sees_the_person_s_own_network(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as proxy:
        for name in ("http_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert translate(own(server), "Сот тәуелсіз.", "kk", "en")
        assert proxy.connections == 0


def test_a_proxy_is_used_for_public_engines(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", server.url)
    server.behaviour, server.status = Behaviour.STATUS, 502
    chosen = EngineSettings("libretranslate", "https://translate.example.org", on=True)
    assert "cannot be reached" in failure(chosen)
    (request,) = server.received
    assert (request.method, request.path) == ("CONNECT", "translate.example.org:443")


# Keys


def test_a_key_is_kept_in_the_keyring_and_sent(
    server: TranslationServer, backend: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.keys = frozenset({KEY})
    assert keys.keep_key(own(server), f" {KEY}\n")
    assert list(backend.kept.values()) == [KEY]
    monkeypatch.setattr(keys, "_session", {})  # as after a new start
    assert translate(own(server), "Сот тәуелсіз.", "kk", "en")
    assert KEY not in repr(own(server))
    assert KEY not in repr(engine_for(own(server)))


def test_without_a_keyring_a_key_lives_for_the_session(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    server.keys = frozenset({KEY})
    assert not keys.keep_key(own(server), KEY)
    assert translate(own(server), "Сот тәуелсіз.", "kk", "en")
    monkeypatch.setattr(keys, "_session", {})
    assert keys.key_for(own(server)) == ""


def test_a_key_is_forgotten_when_it_is_emptied(
    server: TranslationServer, backend: MemoryKeyring
) -> None:
    assert keys.keep_key(own(server), KEY)
    assert keys.keep_key(own(server), "")
    assert keys.keep_key(own(server), "")
    assert keys.key_for(own(server)) == ""
    assert backend.kept == {}


def test_a_key_stays_with_the_address_it_was_given_for(server: TranslationServer) -> None:
    with serving() as other:
        keys.keep_key(own(other), KEY)
        translate(own(server), SECRET_TEXT, "en", "kk")
    assert "api_key" not in server.received[0].values


def test_a_wrong_key_is_one_sentence(server: TranslationServer) -> None:
    server.keys = frozenset({"another"})
    keys.keep_key(own(server), KEY)
    assert "did not accept the key" in failure(own(server))


def test_the_log_holds_neither_text_nor_key(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keys.keep_key(own(server), KEY)
    translate(own(server), SECRET_TEXT, "en", "kk")
    translate(public("mymemory", "/get", server, monkeypatch), SECRET_TEXT, "en", "kk")
    assert "Karakol" not in caplog.text
    assert KEY not in caplog.text
