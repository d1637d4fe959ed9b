import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic

import pytest

from core.engine import EngineSettings, Limits
from core.errors import Cancelled
from core.progress import Progress
from services import connection, keys
from services.machine_translation import translate
from tests.services.asking import KEY, SECRET_TEXT, failure, own, public
from tests.services.libretranslate_server import Behaviour, TranslationServer, serving

SHORT = Limits(total=0.25)


@pytest.mark.parametrize("behaviour", [Behaviour.HANG, Behaviour.DRIP_HEADERS, Behaviour.DRIP_BODY])
def test_a_server_that_does_not_come_to_an_end_is_one_sentence(
    behaviour: Behaviour, server: TranslationServer
) -> None:
    server.behaviour = behaviour
    started = monotonic()
    assert "did not answer within 0.25 seconds" in failure(own(server), SHORT)
    assert monotonic() - started < 1
    assert server.hung_up.wait(1)


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        (Behaviour.BOMB, "far more than a translation"),
        (Behaviour.CUT, "broke off or cannot be read"),
        (Behaviour.CLOSE, "broke off the connection"),
    ],
)
def test_a_server_that_misbehaves_is_one_sentence(
    behaviour: Behaviour, expected: str, server: TranslationServer
) -> None:
    server.behaviour = behaviour
    assert expected in failure(own(server))


def test_an_answer_without_end_is_not_taken_in(server: TranslationServer) -> None:
    server.behaviour = Behaviour.HUGE
    assert "far more than a translation" in failure(own(server))
    assert server.bytes_sent < 20 * 1024 * 1024


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
    assert "cannot be secured" in failure(chosen)


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
    line = connection._Line()
    line.hang_up()
    monkeypatch.setattr(connection, "_Line", lambda: line)
    assert "broke off the connection" in failure(own(server))
    assert server.received == []


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


def test_the_log_holds_neither_text_nor_key(
    server: TranslationServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keys.keep_key(own(server), KEY)
    translate(own(server), SECRET_TEXT, "en", "kk")
    translate(public("mymemory", "/get", server, monkeypatch), SECRET_TEXT, "en", "kk")
    assert "Karakol" not in caplog.text
    assert KEY not in caplog.text
