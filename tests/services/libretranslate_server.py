"""A real HTTP server on loopback that speaks LibreTranslate's protocol, and misbehaves on request.

It answers `POST /translate` as LibreTranslate does, with `GET /get` (MyMemory) and `GET /m`
(Google's page for small screens) beside it, and refuses to be used as a proxy (CONNECT).
"""

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qsl, urlsplit

LANGUAGES = frozenset({"en", "ru", "kk", "ky", "tg", "tk", "uz"})
PHRASES = {
    ("en", "kk", "Everyone has the right to rest."): "Әркімнің демалуға құқығы бар.",
    ("en", "uz", "Everyone has the right to rest."): "Har bir inson dam olish huquqiga ega.",
    ("kk", "en", "Сот тәуелсіз."): "The court is independent.",
    ("tg", "ru", "Суд мустақил аст."): "Суд независим.",
}
SEGMENT_BYTES = 64 * 1024


class Behaviour(StrEnum):
    """How the server meets a request."""

    ANSWER = "answer"
    STATUS = "answer with the status that was set"
    RAW = "send the bytes that were set as an answer"
    HANG = "read the request and say nothing"
    DRIP_HEADERS = "send a header byte by byte without end"
    DRIP_BODY = "send an answer byte by byte without end"
    HUGE = "send up to 100 MB"
    BOMB = "send 5 MB packed into 5 KB"
    CUT = "announce more bytes than are sent"
    CLOSE = "close the connection without a word"


@dataclass(frozen=True)
class Received:
    """A request as the server saw it."""

    method: str
    path: str
    values: dict[str, str]


class TranslationServer(ThreadingHTTPServer):
    """The server; `url` is its address. Set `keys` to make it ask for one."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour = Behaviour.ANSWER
        self.status = 200
        self.location = ""
        self.raw = b""
        self.keys: frozenset[str] = frozenset()
        self.connections = 0
        self.received: list[Received] = []
        self.bytes_sent = 0
        self.arrived = Event()
        self.hung_up = Event()
        self.stopping = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def process_request(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving() -> Iterator[TranslationServer]:
    """A running server, stopped at the end together with all that hangs in it."""
    server = TranslationServer()
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: TranslationServer
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Stay quiet."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.headers.get_content_type() == "application/json":
            self._meet(json.loads(body))
        else:
            self._meet(dict(parse_qsl(urlsplit(self.path).query)) | dict(parse_qsl(body)))

    def do_GET(self) -> None:
        self._meet(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)))

    def do_CONNECT(self) -> None:
        self._meet({})

    def _meet(self, values: dict[str, str]) -> None:
        self.server.received.append(Received(self.command, self.path, values))
        self.server.arrived.set()
        match self.server.behaviour:
            case Behaviour.ANSWER:
                self._answer(values)
            case Behaviour.STATUS:
                self._error(self.server.status, "no")
            case Behaviour.RAW:
                self._send(200, self.server.raw)
            case Behaviour.HANG:
                self._hang()
            case Behaviour.DRIP_HEADERS:
                self._drip(b"HTTP/1.0 200 OK\r\nX-Slow: ")
            case Behaviour.DRIP_BODY:
                self._drip(b'HTTP/1.0 200 OK\r\n\r\n{"translatedText": "')
            case Behaviour.HUGE:
                self._huge()
            case Behaviour.BOMB:
                self._send(200, gzip.compress(bytes(5 << 20)), Content_Encoding="gzip")
            case Behaviour.CUT:
                self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 900\r\n\r\n{}")
            # CLOSE is to say nothing here: the connection closes behind this method.

    def _answer(self, values: dict[str, str]) -> None:
        path = urlsplit(self.path).path
        if self.command == "POST" and path == "/translate":
            self._libretranslate(values)
        elif self.command == "GET" and path == "/get":
            self._mymemory(values)
        elif self.command == "GET" and path == "/m":
            self._google(values)
        else:
            self._error(404, "not found")

    def _libretranslate(self, values: dict[str, str]) -> None:
        key = values.get("api_key", "")
        if self.server.keys and not key:
            self._error(400, "Please contact the server operator to get an API key")
        elif self.server.keys and key not in self.server.keys:
            self._error(403, "Invalid API key")
        elif missing := [name for name in ("q", "source", "target") if not values.get(name)]:
            self._error(400, f"Invalid request: missing {missing[0]} parameter")
        elif unknown := {values["source"], values["target"]} - LANGUAGES:
            self._error(400, f"{unknown.pop()} is not supported")
        else:
            target = _translation(values["source"], values["target"], values["q"])
            self._json(200, {"translatedText": target})

    def _mymemory(self, values: dict[str, str]) -> None:
        source, target = (code.split("-")[0] for code in values["langpair"].split("|"))
        # The service writes plain text as if it were HTML.
        text = escape(_translation(source, target, values["q"]))
        data = {"responseData": {"translatedText": text}, "responseStatus": 200, "matches": []}
        self._json(200, data)

    def _google(self, values: dict[str, str]) -> None:
        text = escape(_translation(values["sl"], values["tl"], values["q"]))
        page = f'<html><body><div class="result-container">{text}</div></body></html>'
        self._send(200, page.encode(), "text/html; charset=UTF-8")

    def _error(self, status: int, message: str) -> None:
        self._json(status, {"error": message})

    def _json(self, status: int, data: object) -> None:
        self._send(status, json.dumps(data).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str = "application/json", **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.server.location:
            self.send_header("Location", self.server.location)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _hang(self) -> None:
        self.connection.settimeout(10)
        if self.connection.recv(1) == b"":
            self.server.hung_up.set()

    def _drip(self, start: bytes) -> None:
        self.wfile.write(start)
        try:
            while not self.server.stopping.wait(0.02):
                self.wfile.write(b"a")
        except ConnectionError:
            self.server.hung_up.set()

    def _huge(self) -> None:
        self.wfile.write(b'HTTP/1.0 200 OK\r\n\r\n{"translatedText": "')
        while self.server.bytes_sent < 100 * 1024 * 1024:
            self.wfile.write(b"a" * SEGMENT_BYTES)
            self.server.bytes_sent += SEGMENT_BYTES


def _translation(source: str, target: str, text: str) -> str:
    """A phrase the server knows in its translation, any other text as it is."""
    return PHRASES.get((source, target, text), text)
