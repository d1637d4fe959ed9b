"""Commands on a project: new, import, status, check, export."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from core.counting import counted
from core.formats.tmx_writing import Level
from core.hygiene.defect import REPAIRABLE, DefectKind
from core.hygiene.summary import sentences
from core.memory.memories import UnitFilter
from core.people import Person, login_name
from core.segment import State
from db.store import Store
from services import checking, exporting, importing, projects
from services.checking import Finding
from services.command_line.options import FILE, LANGUAGE, LEVEL, MOMENT, STATE
from services.command_line.output import print_json, print_table, say, watched
from services.exporting import TmxWish
from services.importing import ImportAs
from services.projects import DocumentStatus, ProjectStatus
from services.reporting import WordCounts, words_by_state


@contextmanager
def opened(path: Path, *, read_only: bool) -> Iterator[Store]:
    """A project file, open for as long as the command works on it."""
    store, _project = projects.open_project(path, read_only=read_only)
    try:
        yield store
    finally:
        store.close()


@click.command()
@click.argument("project", type=FILE)
@click.option("--source", type=LANGUAGE, required=True, help="The language translated from.")
@click.option("--target", type=LANGUAGE, required=True, help="The language translated into.")
@click.option("--name", default="", help="The project's name; else that of its file.")
def new(project: Path, source: str, target: str, name: str) -> None:
    """Make an empty project file."""
    store, made = projects.create(project, source, target, name)
    store.close()
    click.echo(f"Made “{made.name}”, {source} → {target}, in {store.path}.")


@click.command("import")
@click.argument("project", type=FILE)
@click.argument("file", type=FILE)
@click.option("--translation", type=FILE, help="The translation of FILE, to be aligned with it.")
@click.option(
    "--as",
    "as_",
    type=click.Choice([kind.value for kind in ImportAs]),
    help="A text to translate, a text with its translation, or memory; else what suits FILE.",
)
@click.option("--encoding", help="Read the files in this encoding instead of the one detected.")
@click.option("--insist", is_flag=True, help="Align even what does not look like a translation.")
@click.option(
    "--repair",
    type=click.Choice([kind.value for kind in REPAIRABLE]),
    multiple=True,
    help="Repair what is found of this kind in a text; may be given several times.",
)
def import_(
    project: Path,
    file: Path,
    translation: Path | None,
    as_: str | None,
    encoding: str | None,
    insist: bool,
    repair: tuple[str, ...],
) -> None:
    """Bring a text, PO or TMX into a project.

    It comes wholly or not at all. A text with --translation becomes aligned segments, a TMX
    memory, everything else a document to translate.
    """
    with opened(project, read_only=False) as store, watched() as progress:
        done = importing.import_file(
            store,
            file,
            Person(login_name()),
            translation,
            ImportAs(as_) if as_ else None,
            encoding,
            insist=insist,
            repairing=[DefectKind(kind) for kind in repair],
            progress=progress,
        )
    for warning in (*done.warnings, *sentences(done.defects)):
        say(warning)
    if done.document:
        name, encoding = done.document.name, done.document.encoding
        click.echo(f"Imported “{name}” ({encoding}): {counted(done.segments, 'segment')}.")
    else:
        click.echo(f"Imported {counted(done.units, 'unit')} into memory.")


@click.command()
@click.argument("project", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def status(project: Path, as_json: bool) -> None:
    """Tell how far a project is.

    For each document its segments by state and its words. Locked segments are counted apart.
    """
    with opened(project, read_only=True) as store:
        found, words = projects.status(store), words_by_state(store)
    if as_json:
        print_json(_status(found, words))
        return
    languages = f"{found.project.source_language} → {found.project.target_language}"
    units = counted(found.units, "unit")
    click.echo(f"{found.project.name}: {languages}, {units} in memory from outside")
    head = ("document", "segments", "words", *(state.value for state in State), "locked")
    print_table([head, *(_row(one, words[one.document.id]) for one in found.documents)])


def _row(found: DocumentStatus, words: WordCounts) -> list[str | int]:
    counts = [found.counts.get(state, 0) for state in State]
    return [found.document.name, sum(counts), words.total, *counts, words.locked]


def _status(found: ProjectStatus, words: Mapping[int, WordCounts]) -> dict[str, object]:
    return {
        "name": found.project.name,
        "source": found.project.source_language,
        "target": found.project.target_language,
        "documents": [_document(one, words[one.document.id]) for one in found.documents],
        "segments": {state.value: found.counts[state] for state in State},
        "words": {
            state.value: sum(one.by_state[state] for one in words.values()) for state in State
        },
        "locked": sum(one.locked for one in words.values()),
        "units": found.units,
    }


def _document(found: DocumentStatus, words: WordCounts) -> dict[str, object]:
    return {
        "name": found.document.name,
        "format": found.document.format,
        "encoding": found.document.encoding,
        "runs": [
            {"language": run.language, "first": run.first, "last": run.last, "sure": run.sure}
            for run in words.runs
        ],
        "segments": {state.value: found.counts.get(state, 0) for state in State},
        "words": {state.value: words.by_state[state] for state in State},
        "locked": words.locked,
    }


@click.command()
@click.argument("project", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(project: Path, as_json: bool) -> None:
    """Look for mistakes in translations."""
    with opened(project, read_only=True) as store, watched() as progress:
        found = checking.check_project(store, progress)
    if as_json:
        print_json({"issues": [_finding(finding) for finding in found]})
        return
    for finding in found:
        where = f"{finding.document.name}:{finding.segment.position + 1}"
        click.echo(f"{where}: {finding.issue.severity.value}: {finding.issue.message}")
    click.echo(f"Issues: {len(found)}.")


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "document": finding.document.name,
        "segment": finding.segment.position + 1,
        "check": finding.issue.check,
        "severity": finding.issue.severity.value,
        "message": finding.issue.message,
    }


@click.command()
@click.argument("project", type=FILE)
@click.option("--to", type=click.Choice(["po", "tmx"]), required=True, help="The format to write.")
@click.option("-o", "--output", type=FILE, required=True, help="The file to write.")
@click.option("--from-state", type=STATE, help="Only translations from this state up.")
@click.option("--document", metavar="NAME", help="Only this document; else the whole project.")
@LEVEL
@click.option("--with-memory", is_flag=True, help="Also the units imported as memory, in a TMX.")
@click.option("--author", default="", help="In a TMX only what this person wrote or changed.")
@click.option(
    "--since", type=MOMENT, default="", help="In a TMX only what was changed from then on."
)
@click.option("--until", type=MOMENT, default="", help="In a TMX only what was changed up to then.")
def export(
    project: Path,
    to: str,
    output: Path,
    from_state: str | None,
    document: str | None,
    level: Level,
    with_memory: bool,
    author: str,
    since: str,
    until: str,
) -> None:
    """Write translations to a PO or TMX file.

    The file is read back and compared before it takes the place of an old one. A PO that was
    imported goes out as it came in, with its translations in their places.
    """
    state = State(from_state) if from_state else State.NEW
    with opened(project, read_only=True) as store, watched() as progress:
        wanted = UnitFilter(author=author, since=since, until=until)
        tmx = TmxWish(level, with_memory, wanted)
        done = exporting.export(store, to, output, state, document, progress, tmx)
    for warning in done.warnings:
        say(warning)
    click.echo(f"Wrote {counted(done.segments, 'segment')} to {output}.")


COMMANDS = {"new": new, "import": import_, "status": status, "check": check, "export": export}
