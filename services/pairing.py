"""Finding out which of many files are a text and its translation: by name, else by content."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import regex

from core.errors import EncodingError, UnreadableFileError
from core.formats import FORMATS
from core.language import LANGUAGES, TAGS, language, match_tag
from core.normal import fold_apostrophes
from core.progress import Progress
from core.project import Project
from services.reading import Reading, read_file

_PAIR = 2
_CODES = ("eng", "rus", "kaz", "kir", "tgk", "tuk", "uzb", "uzn", "uz")
# People name files by the country, too.
_COUNTRIES = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk"}
_WORDS = {
    fold_apostrophes(name).casefold(): known.tag
    for known in LANGUAGES
    for name in (known.name, known.native_name)
    if "(" not in name
}
_BARE_UZBEK = frozenset({"uz", "uzb", "uzn", "uzbek"})
_KNOWN = {*_CODES, *_COUNTRIES, *_WORDS, *_BARE_UZBEK, *(tag.partition("-")[0] for tag in TAGS)}
# A language in a name stands between marks: “law_en”, “doc.uz-Latn”, “Закон (kk)”, “ru-RU”.
_TOKEN = regex.compile(
    rf"(?<![^\W_])(?i:{'|'.join(sorted(_KNOWN, key=len, reverse=True))})(?:[-_](?i:cyrl|latn))?"
    r"(?:[-_](?:RU|US|GB|KZ|KG|TJ|TM|UZ))?(?![^\W_])"
)
_ENDINGS = {ending for known in FORMATS if known.running_text for ending in known.endings}
_SEPARATORS = regex.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and the file with its translation; None where the translation is inside."""

    source: Path
    target: Path | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs that were found, and sentences about the files that are in none."""

    pairs: tuple[Pair, ...]
    left: tuple[str, ...]


def find_pairs(
    project: Project, paths: Sequence[Path], progress: Progress | None = None
) -> Pairing:
    """Pair the files at `paths`, and those in folders among them, by name and language.

    Files whose names tell nothing are read: one that holds both languages is a pair in itself,
    and two that are in one of them each belong together; so do any two if there are no others.
    One that cannot be read is told among those that are left. Raises Cancelled.
    """
    progress = progress or Progress()
    found = _files(paths)
    pairs, others = by_name(found, project.source_language, project.target_language)
    readings, unreadable = [], []
    for path in progress.track(others, len(others), "Reading…"):
        try:
            readings.append(read_file(path, project.source_language))
        except (UnreadableFileError, EncodingError) as error:
            unreadable.append(str(error))
    more, left = _by_content(project, readings, len(found))
    return Pairing((*pairs, *more), (*left, *unreadable))


def by_name(
    paths: Sequence[Path], source_language: str, target_language: str
) -> tuple[list[Pair], list[Path]]:
    """The pairs that names tell of, in the order of their sources, and all other files.

    Names of a pair differ in nothing but the language, and so do the folders they are in.
    """
    wanted = (source_language, target_language)
    sides: dict[tuple[str, ...], dict[str, list[Path]]] = {}
    base = _common_folder(paths)
    for path in paths:
        tag, key = _language_and_rest(path, base, wanted)
        if tag:
            sides.setdefault(key, {}).setdefault(tag, []).append(path)
    pairs = [
        Pair(found[source_language][0], found[target_language][0])
        for found in sides.values()
        if all(len(found.get(tag, ())) == 1 for tag in wanted)
    ]
    taken = {path for pair in pairs for path in (pair.source, pair.target)}
    return pairs, [path for path in paths if path not in taken]


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files, and of folders those that can be aligned, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = filter(_is_wanted, sorted(path.rglob("*"))) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _is_wanted(path: Path) -> bool:
    """Whether what is in a folder can be aligned; hidden files are none that a person put there."""
    return path.suffix.lower() in _ENDINGS and not path.name.startswith(".") and path.is_file()


def _common_folder(paths: Sequence[Path]) -> Path:
    # A drive letter or a relative path among them: then there is nothing in common to leave out.
    try:
        return Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:
        return Path()


def _language_and_rest(
    path: Path, base: Path, wanted: tuple[str, str]
) -> tuple[str, tuple[str, ...]]:
    """The language that a name tells, and the name without it; "" where it tells none."""
    inside = path.relative_to(base) if path.is_relative_to(base) else path
    parts = [_spelled(part) for part in (*inside.parent.parts, inside.stem)]
    for part in reversed(parts):
        tags = [tag for match in _TOKEN.finditer(part) if (tag := _tag(match[0], wanted))]
        if tags:
            return tags[-1], tuple(_without(each, tags[-1], wanted) for each in parts)
    return "", ()


def _spelled(name: str) -> str:
    """A name in one spelling: some systems write й as two signs, and people any apostrophe."""
    return fold_apostrophes(normalize("NFC", name))


def _tag(token: str, wanted: tuple[str, str]) -> str:
    """The language that a token of a name stands for, or ""."""
    word = token.casefold()
    if word in _BARE_UZBEK:  # whichever of the two the project is about
        return next((tag for tag in wanted if tag.startswith("uz")), "")
    return _WORDS.get(word) or _COUNTRIES.get(word) or match_tag(token) or ""


def _without(part: str, tag: str, wanted: tuple[str, str]) -> str:
    """A part of a path without its language, however the rest is separated."""
    named = [match for match in _TOKEN.finditer(part) if _tag(match[0], wanted) == tag]
    if named:  # the last one; “KZ” may also be part of a law's own name
        part = part[: named[-1].start()] + part[named[-1].end() :]
    return _SEPARATORS.sub(" ", part).strip().casefold()


def _by_content(
    project: Project, readings: Sequence[Reading], number: int
) -> tuple[list[Pair], list[str]]:
    """Pairs of files, of all the `number` there are, whose names tell nothing; and the others."""
    wanted = (project.source_language, project.target_language)
    pairs, alone = [], []
    for reading in readings:
        if reading.format.running_text and {*wanted} <= set(reading.languages()):
            pairs.append(Pair(reading.path, None))
        else:
            alone.append(reading)
    if len(alone) == _PAIR:
        first, second = alone
        tags = (first.main_language(), second.main_language())
        if tags[0] == wanted[1] or tags[1] == wanted[0]:
            first, second, tags = second, first, tags[::-1]
        # Two files alone are meant to be a pair; whether they are one, aligning them will tell.
        if tags == wanted or number == _PAIR:
            return [*pairs, Pair(first.path, second.path)], []
    return pairs, [_why(reading) for reading in alone]


def _why(reading: Reading) -> str:
    """What is known of a file without a partner."""
    if not reading.format.running_text:
        return f"“{reading.path.name}” holds its translations itself; import it instead."
    tag = reading.main_language()
    found = f"in {language(tag).name}" if tag else "in no language that was recognised"
    return f"“{reading.path.name}” ({found}) has no counterpart among these files."
