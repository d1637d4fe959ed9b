"""Asks machine translation engines for a suggestion, where a person allowed it for the project.

This is the only module that imports deep_translator. The library has no timeouts, shares state
between calls and sends LibreTranslate's text and key in the address, where servers and proxies
write them into their logs. So each call has a translator of its own, and what the library takes
for `requests` is a stand-in that sends everything through services.connection: to the address that
was checked, in a POST body for LibreTranslate, and only while `translate` is under way.

Google and MyMemory can be asked in the address only; their texts travel by https.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

import regex

from core.engine import (
    LIMITS,
    Engine,
    EngineDescription,
    EngineSettings,
    Limits,
    Suggestion,
    server_address,
)
from core.errors import Cancelled, EngineError, NotAllowedError
from core.language import Script, language
from core.progress import Progress
from core.segment import Origin, OriginKind
from services.keys import key_for

if TYPE_CHECKING:
    from services.connection import Answer

# What engines call our languages. They answer in Latin letters when asked for Uzbek, so that none
# of the public ones is offered for Uzbek in Cyrillic.
_CODES = {tag: tag for tag in ("en", "ru", "kk", "ky", "tg", "tk")} | {"uz-Latn": "uz"}
_REGIONAL_CODES = {
    "en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "ky": "ky-KG", "tg": "tg-TJ", "tk": "tk-TM",
    "uz-Latn": "uz-UZ",
}  # fmt: skip

LIBRETRANSLATE = EngineDescription(
    name="libretranslate",
    title="LibreTranslate",
    notice="Texts go to the server whose address you enter; it can be one of your own.",
    # Each server has its own languages, and calls scripts as in zh-Hans; it says what it lacks.
    languages=_CODES | {"uz-Cyrl": "uz-Cyrl"},
    takes_key=True,
)
MYMEMORY = EngineDescription(
    name="mymemory",
    title="MyMemory",
    notice="Texts go to a public service and may be kept there; not for confidential texts.",
    languages=_REGIONAL_CODES,
    url="https://api.mymemory.translated.net/get",
    longest=499,
)
GOOGLE = EngineDescription(
    name="google",
    title="Google Translate",
    notice="Texts go to Google and may be kept there; not for confidential texts.",
    languages=_CODES,
    url="https://translate.google.com/m",
    longest=4999,
)
ENGINES: tuple[EngineDescription, ...] = (LIBRETRANSLATE, MYMEMORY, GOOGLE)
"""The engines a person can choose from, the most private first."""

# What neither XML nor UTF-8 can carry.
_NOT_TEXT = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WORD = regex.compile(r"\p{L}+")
_LETTERS = {
    Script.CYRILLIC: regex.compile(r"\p{Cyrillic}"),
    Script.LATIN: regex.compile(r"\p{Latin}"),
}
_UNREADABLE = object()


def translate(
    settings: EngineSettings | None,
    text: str,
    source_language: str,
    target_language: str,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Suggestion:
    """Ask the project's engine for a translation; languages are program tags.

    Blocks for up to `limits.total` seconds; once `progress` is cancelled it raises Cancelled within
    a tenth of a second. Raises NotAllowedError, before anything is sent, where machine translation
    is off, and EngineError for everything that can go wrong with an engine.
    """
    engine = engine_for(settings, progress, limits)
    target = engine.translate(text, source_language, target_language)
    return Suggestion(target, Origin(OriginKind.MACHINE, detail=engine.title))


def engine_for(
    settings: EngineSettings | None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Engine:
    """The engine that `settings` name, ready to be asked.

    Raises NotAllowedError where no person switched it on, and EngineError where the name is unknown
    or the address cannot be used.
    """
    if settings is None or not settings.on:
        raise NotAllowedError(
            "Machine translation is switched off for this project, so nothing was sent; "
            "switch it on in the project's settings first."
        )
    found = next((engine for engine in ENGINES if engine.name == settings.name), None)
    if found is None:
        raise EngineError(
            "The engine chosen for this project is not known here; "
            "choose another one in the project's settings."
        )
    return _Engine(
        found,
        found.url or server_address(settings.url).removesuffix("/translate") + "/translate",
        key_for(settings) if found.takes_key else "",
        progress or Progress(),
        limits,
    )


@dataclass(frozen=True, slots=True)
class _Engine:
    """An engine of deep_translator at a checked address."""

    description: EngineDescription
    url: str
    key: str = field(repr=False)
    progress: Progress
    limits: Limits

    @property
    def name(self) -> str:
        return self.description.name

    @property
    def title(self) -> str:
        return self.description.title

    def translate(self, text: str, source_language: str, target_language: str) -> str:
        """See Engine."""
        self._check(text, source_language, target_language)
        codes = self.description.languages
        answer = self._ask(text, codes[source_language], codes[target_language])
        return self._accept(answer, text, target_language)

    def _check(self, text: str, source_language: str, target_language: str) -> None:
        if not text.strip():
            raise EngineError("This segment has no text to translate.")
        if not self.description.translates(source_language, target_language):
            raise EngineError(
                f"{self.title} does not translate from {language(source_language).name} to "
                f"{language(target_language).name}; choose another engine."
            )
        longest = self.description.longest
        if longest and len(text) > longest:
            raise EngineError(
                f"This segment has {len(text)} characters and {self.title} takes {longest} at "
                "once; split the segment or choose another engine."
            )

    def _ask(self, text: str, source: str, target: str) -> object:
        """What deep_translator makes of the answer, which may be anything.

        It meets an answer of a wrong shape with whatever Python raises for it, and its own errors
        have no common class and carry the text; so all of them are caught here and none goes on.
        """
        translator = _translator(self.name, self.key, source, target)
        token = _under_way.set(self)
        try:
            answer = translator.translate(text)
            # MyMemory alone writes plain text as if it were HTML: “don&#39;t”.
            return unescape(answer) if self.name == MYMEMORY.name else answer
        except (EngineError, Cancelled):
            raise
        except Exception:
            return _UNREADABLE
        finally:
            _under_way.reset(token)

    def _accept(self, answer: object, text: str, target_language: str) -> str:
        if answer is None or (isinstance(answer, str) and not answer.strip()):
            raise EngineError(f"{self.title} found no translation for this segment.")
        if not isinstance(answer, str) or _NOT_TEXT.search(answer):
            raise EngineError(
                f"The answer of {self.title} cannot be understood; "
                "try again later or choose another engine."
            )
        wanted = language(target_language)
        if _in_other_script(answer, text, wanted.script):
            raise EngineError(
                f"{self.title} answered in other letters than {wanted.name} is written in; "
                "choose another engine."
            )
        return answer

    def fetch(
        self, method: str, query: dict[str, str] | None = None, body: dict[str, str] | None = None
    ) -> "Answer":
        """Send a request of deep_translator to the checked address.

        Raises EngineError for every status but 200.
        """
        from services.connection import Request, fetch

        request = Request(self.title, method, self.url, query, body)
        answer = fetch(request, self.limits, self.progress)
        if answer.status_code != 200:
            raise EngineError(_status_sentence(self.description, answer.status_code))
        return answer


_under_way: ContextVar[_Engine] = ContextVar("engine under way in this thread")


class _Requests:
    """What deep_translator takes for the module `requests`."""

    @staticmethod
    def get(_url: str, params: dict[str, str], **_options: object) -> "Answer":
        engine = _under_way.get()
        answer = engine.fetch("GET", query=params)
        if engine.name == MYMEMORY.name:
            _refuse_warning(answer.json())
        return answer

    @staticmethod
    def post(_url: str, params: dict[str, str]) -> "Answer":
        return _under_way.get().fetch("POST", body=params)


@cache
def _library() -> tuple[Any, Any, Any]:
    """The modules of deep_translator, which take half a second to import, with the stand-in."""
    from deep_translator import google, libre, mymemory

    for module in (google, libre, mymemory):
        module.requests = _Requests
    return google, libre, mymemory


def _translator(name: str, key: str, source: str, target: str) -> Any:
    google, libre, mymemory = _library()
    if name == GOOGLE.name:
        return google.GoogleTranslator(source, target)
    if name == MYMEMORY.name:
        return mymemory.MyMemoryTranslator(source, target)
    # The constructor insists on a key, and on languages of a table that lacks most of ours;
    # what is set afterwards is sent as it is.
    translator = libre.LibreTranslator(api_key="none")
    translator.api_key, translator.source, translator.target = key, source, target
    return translator


def _refuse_warning(data: Any) -> None:
    """MyMemory says that it cannot translate in place of the translation, with HTTP status 200."""
    warned = "MYMEMORY WARNING" in str(data["responseData"]["translatedText"])
    if warned or str(data["responseStatus"]) != "200":
        raise EngineError(
            "MyMemory did not translate this segment, perhaps because its free amount for today "
            "is used up; try again tomorrow or choose another engine."
        )


def _status_sentence(engine: EngineDescription, status: int) -> str:
    title = engine.title
    if 300 <= status < 400:
        return f"{title} pointed to another address, which was not followed; check the address."
    if status in (401, 403) and engine.takes_key:
        return (
            f"{title} did not accept the key, or takes nothing from here; "
            "enter the key again in the project's settings."
        )
    if status == 404 and not engine.url:
        return f"There is no {title} at this address; check it in the project's settings."
    if status == 429:
        return f"{title} gets too many requests; wait a minute and try again."
    if status in (400, 413, 414, 422):
        return (
            f"{title} did not take this segment: it may be too long, or in languages that the "
            "engine does not know, or need a key."
        )
    return f"{title} has a fault (HTTP {status}); try again later or choose another engine."


def _in_other_script(answer: str, text: str, script: Script) -> bool:
    """Whether the words an engine added are mostly in letters of the other script.

    Words that stood in the source already (names, acronyms) are rightly copied and do not count.
    """
    copied = set(_WORD.findall(text))
    added = "".join(word for word in _WORD.findall(answer) if word not in copied)
    letters = {each: len(pattern.findall(added)) for each, pattern in _LETTERS.items()}
    return letters[script] < sum(letters.values()) - letters[script]
