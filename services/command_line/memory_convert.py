"""The command that adds the units of a memory file once more in the other script: convert."""

from contextlib import closing
from pathlib import Path

import click

from core.counting import counted
from core.language import Script
from core.memory.unit import TranslationUnit
from core.transliteration import alphabets
from core.transliteration.alphabet import LANGUAGES
from services.command_line.options import FILE
from services.command_line.output import print_json, watched
from services.converting import Conversion, convert_memory, count_new, preview_memory
from services.memories import open_memory

_EXAMPLES = 10
_TARGETS = {
    f"{language}-{script}": (language, script)
    for language in LANGUAGES
    for script in (Script.CYRILLIC, Script.LATIN)
}


@click.command()
@click.argument("memory", type=FILE)
@click.option(
    "--to", type=click.Choice(list(_TARGETS)), required=True, help="The language and its script."
)
@click.option("--alphabet", default="", help="One of the Latin alphabets; else the usual one.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be added.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def convert(memory: Path, to: str, alphabet: str, dry_run: bool, as_json: bool) -> None:
    """Add the units of MEMORY that are in the other script, converted.

    The others stay; what is there already is not added again.
    """
    language, script = _TARGETS[to]
    _require_known(language, alphabet)
    wanted = Conversion(language, script, alphabet)
    with closing(open_memory(memory, read_only=dry_run)) as opened, watched() as progress:
        shown = preview_memory(opened, wanted, _EXAMPLES) if dry_run else []
        if dry_run:
            units = count_new(opened, wanted, progress)
        else:
            units = len(convert_memory(opened, opened, wanted, progress))
    if as_json:
        examples = {"examples": [_example(*pair) for pair in shown]} if dry_run else {}
        print_json({"units": units, **examples})
        return
    for pair in shown:
        for unit in pair:
            click.echo(" → ".join(" ".join(text.split()) for text in (unit.source, unit.target)))
        click.echo()
    if dry_run:
        click.echo(f"Units that would be added: {units:,}.")
    else:
        click.echo(f"Added {counted(units, 'unit')}.")


def _require_known(language: str, alphabet: str) -> None:
    names = [one.name for one in alphabets(language)]
    if alphabet and alphabet not in names:
        raise click.UsageError(f"--alphabet is one of {', '.join(names)} here.")


def _example(unit: TranslationUnit, other: TranslationUnit) -> dict[str, object]:
    return {"unit": _texts(unit), "converted": _texts(other)}


def _texts(unit: TranslationUnit) -> dict[str, str]:
    return {
        "source": unit.source,
        "target": unit.target,
        "source_language": unit.source_language,
        "target_language": unit.target_language,
    }


COMMANDS = {"convert": convert}
