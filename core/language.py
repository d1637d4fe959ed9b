"""The languages Terjiman works with: their tags, names, scripts and plural rules."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.errors import ExpectedError


class Script(StrEnum):
    """A writing system, by its ISO 15924 code."""

    CYRILLIC = "Cyrl"
    LATIN = "Latn"


@dataclass(frozen=True, slots=True)
class Language:
    """One language in one script.

    `tag` is the name used in the program and on the command line; `bcp47` always carries the
    script where the language has two; `plurals` is the gettext Plural-Forms value offered where
    a file has none of its own (CLDR's categories, see docs/glossary.md).
    """

    tag: str
    name: str
    native_name: str
    script: Script
    bcp47: str
    plurals: str


_TWO_FORMS = "nplurals=2; plural=(n != 1);"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)

LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", "English", Script.LATIN, "en", _TWO_FORMS),
    Language("ru", "Russian", "Русский", Script.CYRILLIC, "ru", _SLAVIC),
    Language("kk", "Kazakh", "Қазақша", Script.CYRILLIC, "kk-Cyrl", _TWO_FORMS),
    Language("ky", "Kyrgyz", "Кыргызча", Script.CYRILLIC, "ky-Cyrl", _TWO_FORMS),
    Language("tg", "Tajik", "Тоҷикӣ", Script.CYRILLIC, "tg-Cyrl", "nplurals=2; plural=(n > 1);"),
    Language("tk", "Turkmen", "Türkmençe", Script.LATIN, "tk-Latn", _TWO_FORMS),
    Language("uz-Cyrl", "Uzbek (Cyrillic)", "Ўзбекча", Script.CYRILLIC, "uz-Cyrl", _TWO_FORMS),
    Language("uz-Latn", "Uzbek (Latin)", "Oʻzbekcha", Script.LATIN, "uz-Latn", _TWO_FORMS),
)
TAGS: tuple[str, ...] = tuple(language.tag for language in LANGUAGES)
_BY_TAG = {language.tag: language for language in LANGUAGES}

# Three-letter codes, and what a bare "uz" means: the script that is official today.
_ALIASES = {
    "eng": "en", "rus": "ru", "kaz": "kk", "kir": "ky", "tgk": "tg", "tuk": "tk",
    "uzb": "uz-Latn", "uz": "uz-Latn", "uzn": "uz-Latn",
}  # fmt: skip


class UnknownLanguageError(ExpectedError):
    """A language tag names none of the languages the program works with."""


def language(tag: str) -> Language:
    """The language called `tag` in the program.

    Raises UnknownLanguageError for any other tag; see `match_tag` for tags of foreign files.
    """
    try:
        return _BY_TAG[tag]
    except KeyError:
        raise UnknownLanguageError(
            f"“{tag}” is not one of the languages Terjiman works with: {', '.join(TAGS)}."
        ) from None


def match_tag(tag: str) -> str | None:
    """The program's tag for any BCP 47 spelling (`EN_us`, `uz-Cyrl-UZ`, `kaz`), or None.

    Letter case, `_` for `-`, and regions do not matter. A script does: Kazakh in Latin letters is
    none of our languages, and "uz" without a script is Latin, the official one.
    """
    parts = [part for part in re.split(r"[-_]", tag.strip().lower()) if part]
    if not parts:
        return None
    script = next((part.title() for part in parts[1:] if _is_script(part)), None)
    base = _ALIASES.get(parts[0], parts[0])
    if script and base.startswith("uz"):
        base = f"uz-{script}"
    found = _BY_TAG.get(base)
    return found.tag if found and script in (None, found.script.value) else None


def _is_script(part: str) -> bool:
    return len(part) == 4 and part.isalpha()
