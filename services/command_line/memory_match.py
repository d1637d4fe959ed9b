"""The command that finds units like given texts in a memory file: match."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import click

from core.memory.lookup import Question
from core.memory.match import MIN_THRESHOLD, Match
from core.memory.penalties import PenaltySettings, of_transliteration
from services import files
from services.command_line.options import FILE, LANGUAGE
from services.command_line.output import print_table
from services.memories import Memory, open_memory


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
    """Find what is like each line of the text file QUERIES.

    With --source and --target units in the other script of Uzbek, Kazakh and Turkmen are found
    as well.
    """
    wanted = files.lines(queries)
    with closing(open_memory(memory, read_only=True)) as opened:
        ask = _asking(opened, source or "", target or "")
        for query in wanted:
            found = ask(Question(query, min_score, limit))
            if as_json:
                answer = {"query": query, "matches": [_match(one) for one in found]}
                click.echo(json.dumps(answer, ensure_ascii=False))
            else:
                click.echo(query)
                if found:
                    print_table([_row(one) for one in found])


def _asking(memory: Memory, source: str, target: str) -> Callable[[Question], Sequence[Match]]:
    """How a question is asked of a memory: in both scripts, where it has units in both."""

    def ask(question: Question) -> Sequence[Match]:
        return memory.ask(question, source, target)

    if not source or not target:
        return ask
    from core.memory.bridge import bridged, pairs_across  # slow to import

    if not any(memory.serves(*pair) for pair in pairs_across(source, target)):
        return ask
    penalties = of_transliteration(PenaltySettings())

    def ask_both(question: Question) -> Sequence[Match]:
        found = [*ask(question), *bridged(question, source, target, penalties, memory.ask)]
        found.sort(key=lambda match: (match.score, match.char), reverse=True)
        return found[: question.limit]

    return ask_both


def _row(match: Match) -> tuple[int, str, str]:
    """The score and both texts, each on one line."""
    source, target = (" ".join(text.split()) for text in (match.unit.source, match.unit.target))
    return match.score, source, target


def _match(match: Match) -> dict[str, object]:
    unit = match.unit
    return {
        "source": unit.source,
        "target": unit.target,
        "offer": match.offer,
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
        "repaired": match.repaired,
        "transliterated": match.transliterated,
    }


COMMANDS = {"match": match}
