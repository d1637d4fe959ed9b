"""The command that finds a phrase in a memory file: search."""

from pathlib import Path

import click

from core.concordance import Hit, Phrase, Side
from services.command_line.options import FILE
from services.command_line.output import print_json, watched
from services.searching import LIMIT, search_memory


@click.command()
@click.argument("memory", type=FILE)
@click.argument("phrase")
@click.option(
    "--in",
    "side",
    type=click.Choice([side.value for side in Side]),
    default=Side.BOTH.value,
    show_default=True,
    help="Where PHRASE is looked for.",
)
@click.option("--whole-words", is_flag=True, help="Not as a part of other words.")
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="At most.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def search(
    memory: Path, phrase: str, side: str, whole_words: bool, limit: int, as_json: bool
) -> None:
    """Find where PHRASE stands in a memory, the newest first.

    Capitals, apostrophes and the script of Uzbek, Kazakh and Turkmen make no difference.
    """
    wanted = Phrase(phrase, Side(side), whole_words)
    with watched() as progress:
        found = search_memory(memory, wanted, limit, progress)
    if as_json:
        hits = [_hit(hit) for hit in found.hits]
        print_json({"total": found.total, "more": found.is_more, "hits": hits})
        return
    for hit in found.hits:
        for text in (hit.unit.source, hit.unit.target):
            click.echo(" ".join(text.split()))
        click.echo()
    click.echo(f"Hits: {len(found.hits)} of {'more than ' * found.is_more}{found.total}.")


def _hit(hit: Hit) -> dict[str, object]:
    unit = hit.unit
    return {
        "source": unit.source,
        "target": unit.target,
        "source_places": [[place.start, place.end] for place in hit.source_places],
        "target_places": [[place.start, place.end] for place in hit.target_places],
        "source_language": unit.source_language,
        "target_language": unit.target_language,
        "before": unit.context_before,
        "after": unit.context_after,
        "document": unit.document,
        "author": unit.changed_by or unit.author,
        "changed": unit.changed or unit.created,
    }


COMMANDS = {"search": search}
