import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine import EngineSettings, is_own_host
from core.errors import EngineError, NotAllowedError
from core.language import TAGS
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
from tests.services.asking import KEY, SECRET_TEXT, own, public
from tests.services.libretranslate_server import Behaviour, TranslationServer


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
    server.behaviour = Behaviour.RAW
    server.raw = (
        b'{"responseData": {"translatedText": "L&#39;article &lt;5&gt;"}, "responseStatus": "200"}'
        if name == "mymemory"
        else b'<div class="result-container">L&#39;article &lt;5&gt;</div>'
    )
    assert translate(chosen, "Article <5>", "en", "tk").target == "L'article <5>"


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
    server.behaviour, server.raw = Behaviour.RAW, b'{"translatedText": "Sud mustaqil."}'
    with pytest.raises(EngineError, match=r"other letters than Uzbek \(Cyrillic\)"):
        translate(own(server), "The court is independent.", "en", "uz-Cyrl")
    assert translate(own(server), "The court is independent.", "en", "uz-Latn")


def test_names_and_numbers_kept_as_they_are_belong_to_no_script(server: TranslationServer) -> None:
    assert translate(own(server), "OHCHR, UNHCR, 2024", "en", "ru").target == "OHCHR, UNHCR, 2024"


def test_public_engines_are_asked_by_https_only() -> None:
    for engine in ENGINES:
        assert engine.url.startswith("https://") or engine is LIBRETRANSLATE
        assert not engine.url or not is_own_host(engine.url)
