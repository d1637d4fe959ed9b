"""Commands that bring files into a memory file and write files from it: import, export."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from core.counting import counted
from core.formats.tmx_writing import Level
from core.memory.memories import UnitFilter
from core.memory.report import Finding, ImportChoices, MemoryReport
from core.segment import State
from db import sqlite
from services import memory_transfer
from services.command_line.options import FILE, LANGUAGE, LEVEL, MOMENT, STATE
from services.command_line.output import print_json, say, watched
from services.memories import Memory, is_there, made_new, open_memory
from services.memory_transfer import ImportedUnits


@click.command("import")
@click.argument("memory", type=FILE)
@click.argument("file", nargs=-1, required=True, type=FILE)
@click.option("--source", type=LANGUAGE, help="Only units from this language.")
@click.option("--target", type=LANGUAGE, help="Only units into this language.")
@click.option("--skip-duplicates", is_flag=True, help="Leave out texts that are there already.")
@click.option("--keep-empty", is_flag=True, help="Keep units whose target is empty.")
@click.option("--dry-run", is_flag=True, help="Only tell what FILEs hold and what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_(
    memory: Path,
    file: tuple[Path, ...],
    source: str | None,
    target: str | None,
    skip_duplicates: bool,
    keep_empty: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring TMX and PO FILEs into MEMORY, which is made where there is none.

    They come wholly or not at all. With --dry-run nothing is stored or made.
    """
    if bool(source) != bool(target):
        raise click.UsageError("--source and --target belong together.")
    if source and source == target:
        raise click.UsageError("--source and --target are the same language.")
    pairs = [(source, target)] if source and target else []
    choices = ImportChoices(pairs, skip_duplicates, keep_empty)
    if dry_run:
        with watched() as progress:
            report = memory_transfer.inspect(file, choices, progress)
        print_json(_report(report)) if as_json else _print_report(report)
        return
    with _opened_or_made(memory) as opened, watched() as progress:
        done = memory_transfer.import_files(opened, file, choices, progress)
    print_json(_imported(done)) if as_json else _print_imported(done)


@contextmanager
def _opened_or_made(path: Path) -> Iterator[Memory]:
    """A memory; one that was made for an import that failed is taken away again."""
    new = None if is_there(path) else made_new(path)
    try:
        with closing(new or open_memory(path)) as opened:
            yield opened
    except BaseException:
        if new:
            sqlite.remove(path)
        raise


def _report(report: MemoryReport) -> dict[str, object]:
    return {
        "files": list(report.files),
        "units": report.units,
        "languages": dict(report.languages),
        "pairs": [
            {"source": pair.source, "target": pair.target, "units": pair.units}
            for pair in report.pairs
        ],
        "first": report.first,
        "last": report.last,
        "authors": dict(report.authors),
        "duplicates": report.duplicates,
        "identical": report.identical,
        "ambiguous": report.ambiguous,
        "findings": _findings(report.findings),
    }


def _findings(findings: Sequence[Finding]) -> list[dict[str, object]]:
    return [
        {
            "problem": one.problem.value,
            "treatment": one.problem.treatment.value,
            "message": one.sentence,
            "count": one.count,
            "examples": [
                {"file": each.file, "unit": each.unit, "line": each.line, "text": each.text}
                for each in one.examples
            ],
        }
        for one in findings
    ]


def _print_report(report: MemoryReport) -> None:
    click.echo(f"Units: {report.units}. Sources with several targets: {report.ambiguous}.")
    click.echo(
        f"Units whose source and target were met before: {report.duplicates}; "
        f"the same in everything, kept once: {report.identical}."
    )
    for pair in report.pairs:
        click.echo(f"{pair.source} → {pair.target}: {pair.units}")
    if report.first:
        click.echo(f"Changed from {report.first} to {report.last}.")
    for author, units in report.authors[:10]:
        click.echo(f"{author}: {units}")
    for one in report.findings:
        click.echo(f"{one.problem.treatment.value}: {one.sentence}")
        for each in one.examples:
            place = f", unit {each.unit}, line {each.line}" if each.unit else ""
            click.echo(f"  {each.file}{place}: {' '.join(each.text.split())}")


def _imported(done: ImportedUnits) -> dict[str, object]:
    return {
        "units": done.units,
        "duplicates": done.duplicates,
        "findings": _findings(done.findings),
    }


def _print_imported(done: ImportedUnits) -> None:
    for one in done.findings:
        say(one.sentence)
    there = counted(done.duplicates, "was", "were")
    click.echo(f"Imported {counted(done.units, 'unit')}; {there} there already.")


@click.command()
@click.argument("memory", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The TMX to write.")
@LEVEL
@click.option("--per-pair", is_flag=True, help="Write a file for each pair of languages.")
@click.option("--source", "source_language", type=LANGUAGE, help="Only units from this language.")
@click.option("--target", "target_language", type=LANGUAGE, help="Only units into this language.")
@click.option("--from-state", type=STATE, help="Only translations from this state up.")
@click.option("--author", help="Only units of this person; a part will do.")
@click.option("--document", metavar="NAME", help="Only units of this document; a part will do.")
@click.option("--since", type=MOMENT, help="Only units changed on this day or later.")
@click.option("--until", type=MOMENT, help="Only units changed up to this day.")
def export(
    memory: Path,
    output: Path,
    level: Level,
    per_pair: bool,
    from_state: str | None,
    **wanted: str | None,
) -> None:
    """Write units of MEMORY to a TMX.

    It is read back and compared before it takes the place of an old one.
    """
    state = State(from_state) if from_state else None
    given = {name: value for name, value in wanted.items() if value}
    with closing(open_memory(memory, read_only=True)) as opened, watched() as progress:
        done = memory_transfer.export(
            opened,
            output,
            _filter(state, given),
            level,
            per_pair=per_pair,
            progress=progress,
        )
    for file in done:
        for warning in file.warnings:
            say(warning)
        click.echo(f"Wrote {counted(file.units, 'unit')} to {file.path}.")


def _filter(state: State | None, given: dict[str, str]) -> UnitFilter:
    fields: dict[str, Any] = {**given, "from_state": state}
    return UnitFilter(**fields)


COMMANDS = {"import": import_, "export": export}
