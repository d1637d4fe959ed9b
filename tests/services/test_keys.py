import keyring
import keyring.backends.fail
import pytest

from services import keys
from services.machine_translation import engine_for, translate
from tests.services.asking import KEY, SECRET_TEXT, failure, own
from tests.services.conftest import MemoryKeyring
from tests.services.libretranslate_server import TranslationServer, serving


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
