"""What comes of an alignment: units of a memory, a document of the project, or a file."""

from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from core.alignment.bead import Alignment, Bead
from core.alignment.session import AlignmentSession, Row, Sentence, TextSide, Verdict
from core.document import Document
from core.errors import ExpectedError, ExportError
from core.formats.proof_tables import read_back_tsv, read_back_xlsx
from core.formats.tables import CELL_LETTERS, Table, fits_cell, write_tsv, write_xlsx
from core.memory.memories import AttachedMemory, StoredUnit, UnitFilter
from core.memory.unit import TranslationUnit
from core.people import Person
from core.progress import Progress
from core.project import Project
from core.segment import Segment
from db import alignments, documents, memory, projects, segments
from db.store import Store
from services import files, memories
from services.aligning import AlignedBitext, Bitext, one_file
from services.alignment_units import is_wanted, places, renewal, score, units_of, wanted_rows
from services.clock import now
from services.importing import free_name
from services.reading import Reading, read_data
from services.tmx_files import write_tmx

_HEADINGS = (
    "Source", "Target", "Confidence", "Accepted",
    "Source document", "Source sentences", "Target document", "Target sentences",
)  # fmt: skip
_WIDTHS = (60, 60, 12, 10, 24, 16, 24, 16)


def to_project_memory(
    store: Store, session: AlignmentSession, confidence: float | None, person: Person
) -> int:
    """Put the wanted pairs into the project's own memory; how many were not there so yet.

    What an earlier finishing of this alignment put there is replaced; see `renewal`.
    """
    found = _some(units_of(session, confidence, person))
    with store.transaction() as transaction:
        project_id = projects.only(transaction).id
        ids = alignments.unit_ids(transaction, project_id, session.source_name)
        there = [StoredUnit(*each) for each in memory.get(transaction, ids).items()]
        new, stale = renewal(session, found, there)
        memory.delete(transaction, stale)
        return memory.add(transaction, project_id, new)


def to_memory_file(
    store: Store,
    session: AlignmentSession,
    confidence: float | None,
    person: Person,
    path: Path,
    progress: Progress | None = None,
) -> int:
    """Put the wanted pairs into a memory file; how many were not there so yet.

    What an earlier finishing of this alignment put there is replaced; see `renewal`. The file is
    made where there is none, and the project then uses it, unless it is open to read only. One
    that it uses already is never made anew: when it is gone, it was moved, or its disk is away.
    Raises StoreError; nothing is lost then.
    """
    with store.reading() as reading:
        uid = projects.only(reading).uid
    found = _some(units_of(session, confidence, person, uid))
    known = memories.attached(store)
    is_used = any(Path(each.path).resolve() == path.resolve() for each in known)
    with closing(memories.open_memory(path) if is_used else memories.open_or_create(path)) as file:
        if not (is_used or store.read_only):
            wish = AttachedMemory(
                str(path), file.name, writable=True, priority=len(known) + 1, penalty=0
            )
            memories.attach(store, wish)
        alike = file.units(UnitFilter(document=session.source_name))  # and longer names
        there = [each for each in alike if each.unit.document == session.source_name]
        new, stale = renewal(session, found, there, uid)
        number = len(file.add(new, progress))
        file.delete(stale)  # last: what fails in between leaves a unit too many, and none too few
        return number


def to_document(
    store: Store, session: AlignmentSession, confidence: float | None, person: Person
) -> Document:
    """Make a document of the project: the source with the wanted targets.

    Accepted pairs are translated, the other wanted ones drafts; nothing of the source is left
    out. Raises ExpectedError where the alignment came from a document of the project.
    """
    with store.reading() as reading:
        original = alignments.original(reading, session.id)
        project = projects.only(reading)
    if original is None:
        raise ExpectedError(
            f"“{session.source_name}” is a document of the project already. Send the pairs to a "
            "memory or to a file."
        )
    source = read_data(
        Path(session.source_name), original.data, project.source_language, original.encoding
    )
    found = _segments(session, confidence, source, project)
    with store.transaction() as transaction:
        names = {known.name for known in documents.of_project(transaction, project.id)}
        document = Document(
            0,
            0,
            free_name(Path(session.source_name), names),
            original.format,
            original.encoding,
            project.source_language,
            project.target_language,
        )
        made = documents.add(transaction, project.id, document, original.data, now(), person.name)
        segments.add(transaction, made.id, found)
    return made


def to_tmx(session: AlignmentSession, confidence: float | None, person: Person, path: Path) -> int:
    """Write the wanted pairs to a TMX. Raises ExportError; what was there is still there then."""
    found = _some(units_of(session, confidence, person))
    write_tmx(found, path, session.source_language)
    return len(found)


def to_tsv(session: AlignmentSession, confidence: float | None, path: Path) -> int:
    """Write the wanted pairs to a table of tab-separated values. Raises ExportError."""
    table = _table(session, confidence)
    files.replace(path, write_tsv(table), partial(_prove, table, read_back_tsv))
    return len(table) - 1


def to_xlsx(session: AlignmentSession, confidence: float | None, path: Path) -> int:
    """Write the wanted pairs to a workbook. Raises ExportError, also for what no cell can hold."""
    table = _table(session, confidence)
    if not all(fits_cell(cell) for row in table for cell in row):
        raise ExportError(
            f"A text is longer than the {CELL_LETTERS:,} letters that a cell of a spreadsheet "
            "holds, so nothing was written. Write a TSV or a TMX, which hold texts of any length."
        )
    data = write_xlsx(table, _WIDTHS, "Alignment")
    files.replace(path, data, partial(_prove, table, read_back_xlsx))
    return len(table) - 1


def _some(units: list[TranslationUnit]) -> list[TranslationUnit]:
    """Raises ExpectedError where there are none."""
    if not units:
        raise ExpectedError(
            "No pair is accepted or sure enough, so there is nothing to keep. Accept some rows "
            "(Ctrl+Enter), or take those from a lower confidence up."
        )
    return units


# -- documents -----------------------------------------------------------------------------------


def _segments(
    session: AlignmentSession, confidence: float | None, source: Reading, project: Project
) -> list[Segment]:
    text = source.text()
    starts = [int(part.key.partition("-")[0]) for part in source.segments]
    paragraphs = [part.paragraph for part in source.segments] or [0]

    def part(sentence: Sentence) -> Segment:
        paragraph = paragraphs[max(bisect(starts, sentence.begin) - 1, 0)]
        key = f"{sentence.begin}-{sentence.end}"
        tag = session.source_language
        return Segment(0, 0, 0, key, sentence.text, language=tag, paragraph=paragraph)

    sides = [tuple(part(each) for each in session.sentences(side)) for side in TextSide]
    places = {(each.begin, each.end) for each in session.source}
    is_inside = bool(session.target) and all(
        text[each.begin : each.end] == each.text and (each.begin, each.end) not in places
        for each in session.target
    )
    taken_out = tuple(map(part, _taken_out(session, text)))
    rest = (one_file(project, source).rest if is_inside else ()) + taken_out
    bitext = Bitext(
        session.source_name, session.target_name, sides[0], sides[1], text,
        text if is_inside else "", rest,
    )  # fmt: skip
    return _aligned(session, confidence, bitext)


def _taken_out(session: AlignmentSession, text: str) -> Iterator[Sentence]:
    """The sentences of the source, and pieces of them, that are in no row any more."""
    kept: dict[int, list[Sentence]] = {}
    for each in session.sentences(TextSide.SOURCE):
        kept.setdefault(each.number, []).append(each)
    for cut in session.source:
        pieces = kept.get(cut.number, [])
        if any(text[each.begin : each.end] != each.text for each in pieces):
            continue  # one that was edited stands for the whole
        at = cut.begin
        for begin, end in [*((each.begin, each.end) for each in pieces), (cut.end, cut.end)]:
            if gap := text[at:begin].strip():
                start = text.index(gap, at)
                yield Sentence(gap, cut.number, start, start + len(gap))
            at = end


def _aligned(session: AlignmentSession, confidence: float | None, bitext: Bitext) -> list[Segment]:
    beads, accepted, begin, across = [], set(), 0, 0
    for row in session.rows:
        end, over = begin + len(row.source), across + len(row.target)
        target = tuple(range(across, over)) if is_wanted(row, confidence) else ()
        bead = Bead(tuple(range(begin, end)), target, score(row) / 100)
        beads.append(bead)
        if row.verdict is Verdict.ACCEPTED:
            accepted.add(bead)
        begin, across = end, over
    return AlignedBitext(bitext, Alignment(tuple(beads), True, 1.0)).segments(accepted)


# -- tables --------------------------------------------------------------------------------------


def _table(session: AlignmentSession, confidence: float | None) -> Table:
    rows = [_cells(session, row) for row in wanted_rows(session, confidence)]
    if not rows:
        _some([])
    return [_HEADINGS, *rows]


def _cells(session: AlignmentSession, row: Row) -> tuple[str, ...]:
    return (
        row.text(TextSide.SOURCE),
        row.text(TextSide.TARGET),
        f"{score(row)} %",
        "yes" if row.verdict is Verdict.ACCEPTED else "",
        session.source_name,
        places(row.source),
        session.target_name,
        places(row.target),
    )


def _prove(table: Table, read_back: Callable[[bytes], list[list[str]]], data: bytes) -> None:
    if read_back(data) != [list(row) for row in table]:
        raise ExportError(
            "The file that was written does not read back as it was meant, so it was thrown away "
            "and nothing was replaced."
        )
