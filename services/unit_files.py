"""Files of units, TMX and PO, read for a memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.batches import batched
from core.errors import UnreadableFileError
from core.formats.po import PoFormat
from core.formats.tmx_runs import Run, UnitRuns
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import TmxUnits
from core.memory.report import Findings, ImportChoices, Pair, Problem
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import CONFIRMED, Origin, OriginKind
from db.memory_rows import Rows, RowsBuilder, rows_of, shared_from
from services import files

_BATCH = 2048
"""Rows that come at once, about."""


@dataclass(slots=True)
class UnitFiles:
    """The units of several files, one by one, as a person chose.

    `languages` counts the texts of each language as the files spell it.
    """

    paths: Sequence[Path]
    choices: ImportChoices
    findings: Findings = field(default_factory=Findings)
    languages: Counter[str] = field(default_factory=Counter)

    def units(self, progress: Progress) -> Iterator[TranslationUnit]:
        """All of them in order. Raises UnreadableFileError, EncodingError, Cancelled."""
        for path, part in self._each(progress):
            if _is_po(path):
                yield from self._po(path, part)
            else:
                with self._tmx(path) as found:
                    for run in UnitRuns(found).read(part):
                        yield from run.units()

    def rows(self, progress: Progress) -> Iterator[Rows]:
        """All of them as rows of a memory file, many at once; raises as `units` does."""
        for path, part in self._each(progress):
            if _is_po(path):
                yield from map(rows_of, batched(self._po(path, part), _BATCH))
            else:
                with self._tmx(path) as found:
                    yield from _rows(UnitRuns(found).read(part))

    def _each(self, progress: Progress) -> Iterator[tuple[Path, Progress]]:
        share = 1 / max(1, len(self.paths))
        for number, path in enumerate(self.paths):
            self.findings.file = path.name
            part = progress.part(number * share, (number + 1) * share)
            part.step(0, path.name)
            yield path, part

    @contextmanager
    def _tmx(self, path: Path) -> Iterator[TmxUnits]:
        with files.opened(path) as (file, size):
            yield TmxUnits(
                TmxReader(file, size),
                self.choices.pairs,
                self.choices.keep_empty,
                self.findings,
                self.languages,
            )

    def _po(self, path: Path, progress: Progress) -> Iterator[TranslationUnit]:
        data = files.read(path)
        with files.named(path):
            parsed = PoFormat().read(data)
            source, target = self._po_pair(parsed.source_language, parsed.target_language)
        for warning in parsed.warnings:
            self.findings.note(Problem.REMARKS, text=warning)
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


def _rows(runs: Iterable[Run]) -> Iterator[Rows]:
    built = RowsBuilder()
    for run in runs:
        built.add(shared_from(*run.values), run.uids, run.sources, run.targets)
        if len(built) >= _BATCH:
            yield built.rows()
            built = RowsBuilder()
    if built:
        yield built.rows()


def _is_po(path: Path) -> bool:
    return path.suffix.lower() in PoFormat.endings
