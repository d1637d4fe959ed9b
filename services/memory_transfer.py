"""TMX and PO files into a memory and out of it again, wholly or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from core.errors import ExportError
from core.formats.tmx_writing import Level
from core.memory.inspection import Inspection
from core.memory.memories import UnitFilter
from core.memory.report import Finding, ImportChoices, MemoryReport
from core.progress import Progress
from services.memories import Memory
from services.row_files import RowFiles
from services.tmx_files import TmxFile, write_tmx, write_tmx_per_pair
from services.unit_files import UnitFiles

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
    source = UnitFiles(paths, choices, inspection.findings, inspection.languages)
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
    source = RowFiles(paths, choices)
    with source.reading(progress.part(0, 0.8)) as rows:
        new = memory.lacking(rows, by_text=choices.skip_duplicates)
        ids = memory.add_rows(new, progress.part(0.8, 1))
    return ImportedUnits(len(ids), source.count - len(ids), source.findings, ids)


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
