"""What tests ask of a TMX: its units between two languages, and what was noted about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from core.formats import proof_tmx
from core.formats.proof import Entry
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import TmxUnits
from core.formats.tmx_writing import Level, TmxWriter
from core.memory.unit import TranslationUnit
from core.progress import Progress


@dataclass(frozen=True)
class Contents:
    units: tuple[TranslationUnit, ...]
    languages: tuple[str, ...]
    warnings: tuple[str, ...]


def read_units(data: bytes, *pair: str, encoding: str | None = None) -> Contents:
    """The units between two languages, or those that the file itself gives."""
    reader = TmxReader(BytesIO(data), len(data), encoding)
    found = TmxUnits(reader, [(pair[0], pair[1])] if pair else [])
    units = tuple(each.unit for each in found.read())
    return Contents(units, tuple(found.languages), found.findings.sentences())


def read_back_tmx(data: bytes) -> list[Entry]:
    """What the second reader finds."""
    return list(proof_tmx.read_back_tmx(BytesIO(data)))


def write_tmx(
    units: Iterable[TranslationUnit], source_language: str = "en", level: Level = 1
) -> bytes:
    """A proven TMX of units."""
    return written(units, source_language, level)[0]


def written(
    units: Iterable[TranslationUnit], source_language: str = "en", level: Level = 1
) -> tuple[bytes, list[str]]:
    """A proven TMX of units, and what could not go into it."""
    out = BytesIO()
    writer = TmxWriter(out, source_language, "1", level)
    for unit in units:
        writer.add(unit)
    writer.close()
    proof_tmx.prove_tmx(BytesIO(out.getvalue()), writer.meant, Progress())
    return out.getvalue(), writer.warnings
