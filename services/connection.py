"""One HTTP request that ends in time, stays small, goes nowhere else and can be cancelled.

requests limits the time of each read but not of a whole answer, and nothing can interrupt it. The
request therefore runs in a thread of its own, while the caller waits for whatever comes first:
the answer, the deadline or the person's wish to cancel. In the last two cases the caller leaves at
once and shuts the socket down, which ends the thread as well. The thread is a daemon because a
look-up of a name cannot be interrupted, and must not keep the program from closing.

Redirects are not followed, and neither cookies nor .netrc are used. A proxy named in the
environment is used, but never for the person's own network.
"""

import json
import logging
import os
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import default_headers, get_environ_proxies
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import HTTPError

from core.engine import Limits, is_own_host
from core.errors import EngineError
from core.progress import Progress

POLL_SECONDS = 0.05
CHUNK_BYTES = 16 * 1024

# urllib3 writes whole addresses into its log, and some engines take the text in the address.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent where; `query` goes into the address, `body` is sent as JSON."""

    title: str
    method: str
    url: str
    query: Mapping[str, str] | None = None
    body: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, in the shape that deep_translator reads.

    `body` is empty unless the status is 200.
    """

    status_code: int
    body: bytes
    encoding: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(self.encoding)

    def json(self) -> Any:
        """The body as JSON; raises ValueError where it is none."""
        return json.loads(self.body)

    def close(self) -> None:
        """Nothing is left to close."""


def fetch(request: Request, limits: Limits, progress: Progress) -> Answer:
    """Send a request and wait for its answer, whatever its status.

    Raises EngineError with a sentence that holds nothing of the request, and Cancelled.
    """
    progress.step(0.0, request.title)
    line = _Line()
    answer: Future[Answer] = Future()
    Thread(
        target=_run, args=(request, limits, line, answer), name="machine translation", daemon=True
    ).start()
    try:
        _wait(answer, request.title, limits.total, progress)
    finally:
        line.hang_up()
    return answer.result()


def _wait(answer: Future[Answer], title: str, total: float, progress: Progress) -> None:
    started = monotonic()
    while not wait([answer], timeout=min(POLL_SECONDS, total)).done:
        waited = monotonic() - started
        if waited >= total:
            raise EngineError(
                f"{title} did not answer within {total:g} seconds; "
                "try again later or choose another engine."
            )
        progress.step(waited / total, title)


def _run(request: Request, limits: Limits, line: "_Line", answer: Future[Answer]) -> None:
    """Carry the outcome over to the waiting thread, bugs included.

    Errors of the network carry the request with text and key in them, so that a new error without
    any link to them takes their place.
    """
    try:
        answer.set_result(_receive(request, limits, line))
    except EngineError as error:
        answer.set_exception(error)
    except (OSError, HTTPError) as error:
        answer.set_exception(EngineError(_sentence(request.title, error)))
    except BaseException as error:
        answer.set_exception(error)
    finally:
        line.close()


def _receive(request: Request, limits: Limits, line: "_Line") -> Answer:
    prepared = requests.Request(
        request.method,
        request.url,
        headers=dict(default_headers()),
        params=request.query,
        json=request.body,
    ).prepare()
    with line.send(
        prepared,
        stream=True,
        # A little more than the caller waits: the deadline is the caller's.
        timeout=(limits.connect, limits.total + 1),
        verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
        proxies={} if is_own_host(request.url) else get_environ_proxies(request.url),
    ) as response:
        body = b""
        if response.status_code == requests.codes.ok:
            body = _read(response, limits.size, request.title)
        return Answer(response.status_code, body, response.encoding or "utf-8")


def _read(response: requests.Response, size: int, title: str) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK_BYTES):
        body += chunk
        if len(body) > size:
            raise EngineError(
                f"{title} sent far more than a translation, so the answer was dropped; "
                "choose another engine."
            )
    return bytes(body)


def _sentence(title: str, error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return (
            f"The connection to {title} cannot be secured; "
            "check the address, and the date of this computer."
        )
    if isinstance(error, requests.ConnectionError):
        return (
            f"{title} cannot be reached, or broke off the connection; "
            "check the network and the address, then try again."
        )
    return f"The answer of {title} broke off or cannot be read; try again later."


class _Line(HTTPAdapter):
    """The way to one server, whose socket can be shut down from another thread."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1)
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._hung_up = False

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = _watched(pool.ConnectionCls, self._connected)
        return pool

    def hang_up(self) -> None:
        """End the connection, or keep it from being used where it is still being made."""
        with self._lock:
            self._hung_up = True
            if self._socket:
                with suppress(OSError):  # it may be closed by now
                    self._socket.shutdown(socket.SHUT_RDWR)

    def _connected(self, connected: socket.socket) -> None:
        with self._lock:
            if self._hung_up:
                raise ConnectionAbortedError
            self._socket = connected


def _watched(connection_class: Any, connected: Callable[[socket.socket], None]) -> Any:
    """A connection class of urllib3 that tells about its socket before anything is sent."""

    class Watched(connection_class):  # type: ignore[misc]
        def connect(self) -> None:
            super().connect()
            connected(self.sock)

    return Watched
