"""Commands on a project: new, import, status, check, export."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from core.people import Person, login_name
from core.segment import State
from db.store import Store
from services import checking, exporting, importing, projects
from services.checking import Finding
from services.command_line.output import print_json, print_table, watched
from services.command_line.text import FILE, LANGUAGE
from services.importing import ImportAs
from services.projects import DocumentStatus
from services.reporting import WordCounts, words_by_state

STATE = click.Choice([state.value for state in State])


@contextmanager
def _opened(path: Path, *, read_only: bool) -> Iterator[Store]:
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
@click.option("--as", "as_", type=click.Choice([kind.value for kind in ImportAs]))
@click.option("--encoding", help="Read the files in this encoding instead of the one detected.")
@click.option("--insist", is_flag=True, help="Align even what does not look like a translation.")
def import_(
    project: Path,
    file: Path,
    translation: Path | None,
    as_: str | None,
    encoding: str | None,
    insist: bool,
) -> None:
    """Bring FILE into a project, as a document, a bitext or memory."""
    with _opened(project, read_only=False) as store, watched() as progress:
        done = importing.import_file(
            store,
            file,
            Person(login_name()),
            translation,
            ImportAs(as_) if as_ else None,
            encoding,
            insist=insist,
            progress=progress,
        )
    for warning in done.warnings:
        click.echo(f"terjiman: {warning}", err=True)
    if done.document:
        click.echo(f"Imported “{done.document.name}”: {done.segments} segments.")
    else:
        click.echo(f"Imported {done.units} units into memory.")


@click.command()
@click.argument("project", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def status(project: Path, as_json: bool) -> None:
    """Tell how far a project is: documents, segments by state, words."""
    with _opened(project, read_only=True) as store:
        found = projects.status(store)
        words = words_by_state(store)
    if as_json:
        print_json(
            {
                "name": found.project.name,
                "source": found.project.source_language,
                "target": found.project.target_language,
                "documents": [
                    _document_status(document, words[document.document.id])
                    for document in found.documents
                ],
                "segments": {state.value: found.counts[state] for state in State},
                "words": sum(counts.total for counts in words.values()),
                "units": found.units,
            }
        )
        return
    head = ("document", "segments", "words", *(state.value for state in State))
    rows = [
        (
            document.document.name,
            str(sum(document.counts.values())),
            str(words[document.document.id].total),
            *(str(document.counts.get(state, 0)) for state in State),
        )
        for document in found.documents
    ]
    click.echo(
        f"{found.project.name}: {found.project.source_language} → "
        f"{found.project.target_language}, {found.units} units in memory from outside"
    )
    print_table([head, *rows])


def _document_status(found: DocumentStatus, words: WordCounts) -> dict[str, object]:
    return {
        "name": found.document.name,
        "format": found.document.format,
        "encoding": found.document.encoding,
        "runs": [
            {"language": run.language, "first": run.first, "last": run.last, "sure": run.sure}
            for run in words.runs
        ],
        "segments": {state.value: found.counts.get(state, 0) for state in State},
        "locked": words.locked,
        "words": {state.value: words.by_state.get(state, 0) for state in State},
    }


@click.command()
@click.argument("project", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(project: Path, as_json: bool) -> None:
    """Look for mistakes in the translations of a project."""
    with _opened(project, read_only=True) as store, watched() as progress:
        found = checking.check_project(store, progress)
    if as_json:
        print_json([_finding(finding) for finding in found])
        return
    for finding in found:
        where = f"{finding.document.name}:{finding.segment.position + 1}"
        click.echo(f"{where}: {finding.issue.severity.value}: {finding.issue.message}")
    click.echo(f"{len(found)} issues.")


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
@click.option("--from-state", type=STATE, help="Only segments from this state up.")
@click.option("--document", help="Only this document; else the whole project.")
def export(
    project: Path, to: str, output: Path, from_state: str | None, document: str | None
) -> None:
    """Write a project's translations to a PO or TMX file, read back and compared."""
    state = State(from_state) if from_state else State.NEW
    with _opened(project, read_only=True) as store, watched() as progress:
        done = exporting.export(store, to, output, state, document, progress)
    for warning in done.warnings:
        click.echo(f"terjiman: {warning}", err=True)
    click.echo(f"Wrote {done.segments} segments to {output}.")
