"""Commands that put memory to work on a project: analyse, pretranslate."""

from collections.abc import Sequence
from pathlib import Path

import click

from core.counting import counted
from core.memory.analysis import MATCHES, Amount, Analysis, Band
from core.memory.match import MIN_THRESHOLD
from core.memory.memories import AttachedMemory
from core.people import Person, login_name
from core.segment import State
from services import analysing, pretranslating, projects
from services.command_line.options import FILE
from services.command_line.output import print_json, print_table, watched
from services.command_line.project import opened
from services.pretranslating import THRESHOLD, Filled, Pretranslation

_MEMORY = click.option(
    "--memory",
    "memories",
    type=FILE,
    multiple=True,
    help="Ask this memory file instead of those the project has attached; may be repeated.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@click.argument("project", type=FILE)
@_MEMORY
@_JSON
def analyse(project: Path, memories: tuple[Path, ...], as_json: bool) -> None:
    """Tell how much of a project memory knows already.

    Sorts what is not confirmed yet by its best match, in segments, words and characters.
    """
    with opened(project, read_only=True) as store, watched() as progress:
        found = analysing.analyse(store, _files(memories), progress)
    if as_json:
        documents = [{"name": paper.name, **_analysis(one)} for paper, one in found.documents]
        print_json({"documents": documents, "total": _analysis(found.total)})
        return
    head = ("document", *(band.value for band in Band), "words", "confirmed")
    rows = [_words(paper.name, one) for paper, one in found.documents]
    print_table([head, *rows, _words("total", found.total)])


def _files(paths: Sequence[Path]) -> list[AttachedMemory] | None:
    return [AttachedMemory(str(path), path.stem) for path in paths] or None


def _analysis(found: Analysis) -> dict[str, object]:
    return {
        "bands": {band.value: _amount(found.bands[band]) for band in Band},
        "total": _amount(found.total),
        "confirmed": _amount(found.confirmed),
    }


def _amount(of: Amount) -> dict[str, int]:
    return {"segments": of.segments, "words": of.words, "characters": of.characters}


def _words(name: str, found: Analysis) -> list[str | int]:
    words = [found.bands[band].words for band in Band]
    return [name, *words, found.total.words, found.confirmed.words]


@click.command()
@click.argument("project", type=FILE)
@click.option(
    "--threshold",
    type=click.IntRange(MIN_THRESHOLD, 102),
    default=THRESHOLD,
    show_default=True,
    help="Leave out matches below this many per cent.",
)
@click.option(
    "--exact",
    type=click.Choice([State.TRANSLATED.value, State.DRAFT.value]),
    default=State.DRAFT.value,
    show_default=True,
    help="What segments with an exact match become; all others become drafts.",
)
@_MEMORY
@click.option("--document", metavar="NAME", help="Only this document; else the whole project.")
@_JSON
def pretranslate(
    project: Path,
    threshold: int,
    exact: str,
    memories: tuple[Path, ...],
    document: str | None,
    as_json: bool,
) -> None:
    """Fill segments that have no translation from memory.

    Numbers are replaced where a match differs in nothing else.
    """
    with opened(project, read_only=False) as store, watched() as progress:
        wanted = Pretranslation(
            threshold=threshold,
            exact=State(exact),
            memories=_files(memories),
            document_id=projects.document_called(store, document).id if document else None,
        )
        done = pretranslating.pretranslate(store, wanted, Person(login_name()), progress)
    if as_json:
        documents = [_filled(one) for one in done.documents]
        print_json({"documents": documents, "filled": len(done.act.after)})
        return
    head = ("document", *(band.value for band in MATCHES), "filled", "repaired")
    print_table([head, *(_row(one) for one in done.documents)])
    click.echo(f"Filled {counted(len(done.act.after), 'segment')}.")


def _filled(found: Filled) -> dict[str, object]:
    return {
        "name": found.document.name,
        "bands": {band.value: found.bands.get(band, 0) for band in MATCHES},
        "filled": found.filled,
        "repaired": found.repaired,
    }


def _row(found: Filled) -> list[str | int]:
    bands = [found.bands.get(band, 0) for band in MATCHES]
    return [found.document.name, *bands, found.filled, found.repaired]


COMMANDS = {"analyse": analyse, "pretranslate": pretranslate}
