"""The command that finds units like given texts in a memory file: match."""

import json
from contextlib import closing
from pathlib import Path

import click

from core.memory.match import MIN_THRESHOLD, Match
from services import files
from services.command_line.options import FILE, LANGUAGE
from services.command_line.output import print_table
from services.memories import open_memory


@click.command()
@click.argument("memory", type=FILE)
@click.argument("queries", type=FILE)
@click.option("--source", type=LANGUAGE, help="The language of QUERIES; else any.")
@click.option("--target", type=LANGUAGE, help="Only translations into this; else any.")
@click.option(
    "--min-score",
    type=click.IntRange(MIN_THRESHOLD, 100),
    default=MIN_THRESHOLD,
    show_default=True,
    help="Only matches from this likeness in per cent up.",
)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object on a line for each.")
def match(
    memory: Path,
    queries: Path,
    source: str | None,
    target: str | None,
    min_score: int,
    limit: int,
    as_json: bool,
) -> None:
    """Find what is like each line of the text file QUERIES."""
    wanted = files.lines(queries)
    with closing(open_memory(memory, read_only=True)) as opened:
        for query in wanted:
            found = opened.find(query, source or "", target or "", min_score, limit)
            if as_json:
                answer = {"query": query, "matches": [_match(one) for one in found]}
                click.echo(json.dumps(answer, ensure_ascii=False))
            else:
                click.echo(query)
                if found:
                    print_table([(one.score, one.unit.source, one.unit.target) for one in found])


def _match(match: Match) -> dict[str, object]:
    unit = match.unit
    return {
        "source": unit.source,
        "target": unit.target,
        "score": match.score,
        "word": round(match.word, 4),
        "char": round(match.char, 4),
        "origin": unit.origin.kind.value,
        "state": unit.state.value,
        "document": unit.document,
        "author": unit.changed_by or unit.author,
        "changed": unit.changed or unit.created,
        "penalties": [{"reason": one.reason, "points": one.points} for one in match.penalties],
        "differences": sorted(one.value for one in match.differences),
    }


COMMANDS = {"match": match}
