"""What a machine translation engine is, and at which addresses one may be asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from core.errors import EngineError
from core.segment import Origin


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Which engine a project may ask, and whether a person allowed it on this computer.

    `name` is an engine's short name, `url` the address of the person's own server for engines
    that need one. Nothing is sent anywhere while `on` is False. Keys are never part of this.
    """

    name: str
    url: str = ""
    on: bool = False


@dataclass(frozen=True, slots=True)
class EngineDescription:
    """What a person has to know about an engine to choose it.

    `notice` says where texts go. `languages` maps the program's tags to what the engine calls
    them; a language is missing where the engine does not know it or writes it in another script.
    `url` is the engine's address, empty where the person enters one. `longest` is the number of
    characters it takes at once.
    """

    name: str
    title: str
    notice: str
    languages: Mapping[str, str]
    url: str = ""
    takes_key: bool = False
    longest: int | None = None

    def translates(self, source_language: str, target_language: str) -> bool:
        """Whether the engine can be offered for this pair of program tags."""
        return (
            source_language != target_language
            and {
                source_language,
                target_language,
            }
            <= self.languages.keys()
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How long asking an engine may take, in seconds, and how many bytes it may send back."""

    connect: float = 5.0
    total: float = 30.0
    size: int = 2 * 1024 * 1024


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A target offered for a segment, and where it came from."""

    target: str
    origin: Origin


class Engine(Protocol):
    """A machine translation service, ready to be asked."""

    @property
    def name(self) -> str:
        """The short name that settings carry."""
        ...

    @property
    def title(self) -> str:
        """The name that people read."""
        ...

    def translate(self, text: str, source_language: str, target_language: str) -> str:
        """The engine's translation of `text`; languages are program tags.

        Raises EngineError when there is none, and Cancelled when the person cancelled.
        """
        ...


def server_address(url: str) -> str:
    """The address of a server as it is kept: without spaces around it or slashes at its end.

    Raises EngineError for what is no address of a web server, for one that carries a password or
    a query, and for plain http to a host that is not the person's own: on the open network
    everybody on the way could read the texts.
    """
    address = url.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(not c.isprintable() or c in " \\" for c in address):
        raise EngineError(
            "The address of the translation server cannot be used; "
            "it should look like https://translate.example.org."
        )
    if re.search(r"[@?#]", address):
        raise EngineError(
            "The address of the translation server must not carry a name, a password or a query; "
            "enter the key in its own field."
        )
    if parts.scheme == "http" and not is_own_host(address):
        raise EngineError(
            "The address of the translation server begins with http, so everybody on the way "
            "could read your texts; use https, or a server on your own network."
        )
    return address


def is_own_host(address: str) -> bool:
    """Whether an address lies on this computer or on the person's own network, by its spelling.

    Own are loopback and private numbers, names without a dot, and names in the domains that are
    reserved for local use (RFC 6762, RFC 8375, and ICANN's `internal`).
    """
    from ipaddress import ip_address  # slow to import, and asked only about engines

    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        number = ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"[a-z][a-z0-9_-]*|.+\.(local|internal|home\.arpa)", host))
    return number.is_loopback or number.is_private
