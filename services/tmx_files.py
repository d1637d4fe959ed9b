"""Writes units to TMX files of any size: beside, proven, and only then put in their places."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.formats.proof_tmx import prove_tmx
from core.formats.tmx_writing import Level, TmxWriter
from core.memory.unit import TranslationUnit
from core.progress import Progress
from services import files
from services.version import VERSION


@dataclass(frozen=True, slots=True)
class TmxFile:
    """What was written where, and what TMX could not hold."""

    path: Path
    units: int
    warnings: tuple[str, ...]


def write_tmx(
    units: Iterable[TranslationUnit],
    path: Path,
    source_language: str,
    level: Level = 1,
    progress: Progress | None = None,
) -> TmxFile:
    """Write units, read one by one, to a TMX with `source_language` (a program tag) in its head.

    The progress is that of the proof. Raises ExportError, Cancelled; what was at `path` is still
    there then.
    """
    with _writing(path, source_language, level) as out:
        for unit in units:
            out.writer.add(unit)
        out.prove(progress or Progress())
    return out.result()


def write_tmx_per_pair(
    units: Iterable[TranslationUnit],
    path: Path,
    level: Level = 1,
    progress: Progress | None = None,
) -> list[TmxFile]:
    """Write units to a TMX for each pair of languages, called like `path` with the pair in it.

    All are proven before the first is put in its place. Raises ExportError, Cancelled.
    """
    progress = progress or Progress()
    outs: dict[tuple[str, str], _Out] = {}
    with ExitStack() as stack:
        for unit in units:
            pair = (unit.source_language, unit.target_language)
            if pair not in outs:
                place = path.with_name(f"{path.stem}.{pair[0]}-{pair[1]}{path.suffix}")
                outs[pair] = stack.enter_context(_writing(place, pair[0], level))
            outs[pair].writer.add(unit)
        for number, out in enumerate(outs.values()):
            out.prove(progress.part(number / len(outs), (number + 1) / len(outs)))
    return [out.result() for out in outs.values()]


def print_tmx(
    units: Iterable[TranslationUnit], out: BinaryIO, source_language: str
) -> tuple[str, ...]:
    """Write units to a stream that cannot be read back, and return the warnings."""
    writer = TmxWriter(out, source_language, VERSION)
    for unit in units:
        writer.add(unit)
    writer.close()
    out.flush()
    return tuple(writer.warnings)


@dataclass(frozen=True, slots=True)
class _Out:
    """A file that is being written."""

    path: Path
    beside: Path
    file: BinaryIO
    writer: TmxWriter

    def prove(self, progress: Progress) -> None:
        """Finish the file, and raise ExportError unless it holds what it should."""
        self.writer.close()
        self.file.close()
        with self.beside.open("rb") as file:
            prove_tmx(file, self.writer.meant, progress)

    def result(self) -> TmxFile:
        return TmxFile(self.path, len(self.writer.meant), tuple(self.writer.warnings))


@contextmanager
def _writing(path: Path, source_language: str, level: Level) -> Iterator[_Out]:
    with files.replacing(path) as beside, beside.open("wb") as file:
        yield _Out(path, beside, file, TmxWriter(file, source_language, VERSION, level))
