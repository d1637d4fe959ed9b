"""TMX and PO files into a memory and out of it again, wholly or not at all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from core.errors import ExportError, UnreadableFileError
from core.formats.po import PoFormat
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import TmxUnits
from core.formats.tmx_writing import Level
from core.memory.inspection import Inspection
from core.memory.memories import UnitFilter
from core.memory.report import Finding, Findings, ImportChoices, MemoryReport, Pair, Problem
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import CONFIRMED, Origin, OriginKind
from services import files
from services.memories import Memory
from services.tmx_files import TmxFile, write_tmx, write_tmx_per_pair

_AS_GIVEN = ImportChoices()
_EVERYTHING = UnitFilter()


@dataclass(frozen=True, slots=True)
class ImportedUnits:
    """What an import added (`ids`, for undo), what it left out as known already, and noted."""

    units: int
    duplicates: int
    findings: tuple[Finding, ...]
    ids: Sequence[int] = ()


def inspect(
    paths: Sequence[Path],
    choices: ImportChoices = _AS_GIVEN,
    progress: Progress | None = None,
) -> MemoryReport:
    """What importing files with these choices would bring; nothing is stored.

    Raises UnreadableFileError, EncodingError, Cancelled.
    """
    inspection = Inspection()
    source = _Files(paths, choices, inspection.findings, inspection.languages)
    for unit in source.units(progress or Progress()):
        inspection.look(unit)
    return inspection.report(path.name for path in paths)


def import_files(
    memory: Memory,
    paths: Sequence[Path],
    choices: ImportChoices = _AS_GIVEN,
    progress: Progress | None = None,
) -> ImportedUnits:
    """Add the units of all files to a memory, or none of them.

    A unit that the memory has, or that came before, is left out when it is the same in everything;
    with `choices.skip_duplicates` also when only its source and target are the same. Raises
    UnreadableFileError, EncodingError, StoreError, Cancelled; the memory is as it was then.
    """
    progress = progress or Progress()
    source = _Files(paths, choices, Findings(), Counter())
    kept = _Kept()
    units = memory.lacking(source.units(progress.part(0, 0.7)), by_text=choices.skip_duplicates)
    ids = memory.add(kept.of(units), progress.part(0.7, 1))
    return ImportedUnits(len(ids), kept.left_out, source.findings.all(), ids)


def export(
    memory: Memory,
    path: Path,
    wanted: UnitFilter = _EVERYTHING,
    level: Level = 1,
    *,
    per_pair: bool = False,
    progress: Progress | None = None,
) -> list[TmxFile]:
    """Write the wanted units of a memory to a TMX, or to one for each pair of languages.

    With `per_pair` the files are called like `path` with the pair in it. Raises ExportError,
    StoreError, Cancelled; what was there is still there then.
    """
    progress = progress or Progress()
    if path.resolve() == memory.path.resolve():
        raise ExportError(
            f"“{path}” is the memory itself, so nothing was written. Choose another name."
        )
    stored = progress.part(0, 0.7).track(memory.units(wanted), memory.count(), path.name)
    units = (each.unit for each in stored)
    proof = progress.part(0.7, 1)
    if per_pair:
        return write_tmx_per_pair(units, path, level, proof)
    first = next(units, None)
    language = first.source_language if first else wanted.source_language or "en"
    whole = chain([first], units) if first else units
    return [write_tmx(whole, path, language, level, proof)]


@dataclass(slots=True)
class _Files:
    """The units of several files, one by one, as a person chose."""

    paths: Sequence[Path]
    choices: ImportChoices
    findings: Findings
    languages: Counter[str] = field(default_factory=Counter)

    def units(self, progress: Progress) -> Iterator[TranslationUnit]:
        """All of them in order. Raises UnreadableFileError, EncodingError, Cancelled."""
        share = 1 / max(1, len(self.paths))
        for number, path in enumerate(self.paths):
            self.findings.file = path.name
            part = progress.part(number * share, (number + 1) * share)
            part.step(0, path.name)
            read = self._po if path.suffix.lower() in PoFormat.endings else self._tmx
            yield from read(path, part)

    def _tmx(self, path: Path, progress: Progress) -> Iterator[TranslationUnit]:
        with files.opened(path) as (file, size):
            found = TmxUnits(
                TmxReader(file, size),
                self.choices.pairs,
                self.choices.keep_empty,
                self.findings,
                self.languages,
            )
            for each in found.read(progress):
                yield each.unit

    def _po(self, path: Path, progress: Progress) -> Iterator[TranslationUnit]:
        data = files.read(path)
        with files.named(path):
            parsed = PoFormat().read(data)
            source, target = self._po_pair(parsed.source_language, parsed.target_language)
        self.languages[source] += len(parsed.blocks)
        self.languages[target] += len(parsed.blocks)
        for number, block in enumerate(progress.track(parsed.blocks, len(parsed.blocks)), 1):
            if block.state not in CONFIRMED or not block.target:
                self.findings.note(Problem.UNFINISHED, number, text=block.source)
                continue
            yield TranslationUnit(
                block.source,
                block.target,
                source,
                target,
                state=block.state,
                origin=Origin(OriginKind.IMPORTED),
                document=path.name,
                notes=(block.note,) if block.note else (),
            )

    def _po_pair(self, source: str, target: str) -> Pair:
        """A PO rarely names the language it is translated from; by custom that is English."""
        said = (source or "en", target)
        pairs = [pair for pair in self.choices.pairs if target in ("", pair[1])] or [said]
        if len(pairs) > 1 or not pairs[0][1]:
            raise UnreadableFileError(
                "It does not say between which languages it translates. Choose one pair of "
                "languages, and import it again."
            )
        return pairs[0]


@dataclass(slots=True)
class _Kept:
    """Lets units pass that were not there before, and counts the others."""

    left_out: int = 0

    def of(self, units: Iterable[tuple[TranslationUnit, bool]]) -> Iterator[TranslationUnit]:
        """The new ones among `units`, each of which is told to be new or not."""
        for unit, is_new in units:
            if is_new:
                yield unit
            else:
                self.left_out += 1
