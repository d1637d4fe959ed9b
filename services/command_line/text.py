"""Commands on files without a project: identify, segment, align."""

from collections.abc import Callable
from pathlib import Path

import click

from core.formats.tmx_writing import write_tmx
from core.language import TAGS
from core.memory.unit import TranslationUnit
from core.segment import Origin, OriginKind, State
from services import files, texts
from services.command_line.output import print_json, watched
from services.texts import AlignedFiles
from services.version import VERSION

LANGUAGE = click.Choice(TAGS)
FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--encoding", help="Read the file in this encoding instead of the one detected.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def identify(file: Path, encoding: str | None, as_json: bool) -> None:
    """Say in which language each paragraph of FILE is."""
    found = texts.identify_file(file, encoding)
    if as_json:
        print_json({"paragraphs": [_paragraph(paragraph) for paragraph in found]})
        return
    for paragraph in found:
        sure = " " if paragraph.identified.sure else "?"
        language = paragraph.identified.language or "–"
        share = f"{paragraph.identified.confidence:4.0%}"
        click.echo(f"{language:8}{sure} {share}  {paragraph.text[:80]}")


def _paragraph(paragraph: texts.Paragraph) -> dict[str, object]:
    return {
        "text": paragraph.text,
        "language": paragraph.identified.language,
        "confidence": round(paragraph.identified.confidence, 4),
        "sure": paragraph.identified.sure,
    }


@click.command()
@click.argument("file", nargs=-1, required=True, type=FILE)
@click.option("--lang", type=LANGUAGE, help="The language of the text, instead of the one found.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def segment(file: tuple[Path, ...], lang: str | None, as_json: bool) -> None:
    """Cut FILEs into sentences, one a line."""
    cut = [(path, texts.segment_file(path, lang or "")) for path in file]
    if as_json:
        print_json([{"file": str(path), "segments": sentences} for path, sentences in cut])
        return
    for _path, sentences in cut:
        for sentence in sentences:
            click.echo(sentence)


@click.command()
@click.argument("source", type=FILE)
@click.argument("target", type=FILE)
@click.option("--source-lang", type=LANGUAGE, help="The language of SOURCE.")
@click.option("--target-lang", type=LANGUAGE, help="The language of TARGET.")
@click.option("--segmented", is_flag=True, help="The files hold one sentence a line already.")
@click.option(
    "--format", "shape", type=click.Choice(["beads", "tsv", "json", "tmx"]), default="beads"
)
@click.option("-o", "--output", type=FILE, help="Write to this file instead of stdout.")
def align(
    source: Path,
    target: Path,
    source_lang: str | None,
    target_lang: str | None,
    segmented: bool,
    shape: str,
    output: Path | None,
) -> None:
    """Pair the sentences of SOURCE with those of TARGET."""
    with watched() as progress:
        found = texts.align_files(
            source,
            target,
            source_lang or "",
            target_lang or "",
            segmented=segmented,
            progress=progress,
        )
    if not found.alignment.parallel:
        click.echo(
            f"terjiman: “{source.name}” and “{target.name}” do not look like translations of "
            "each other.",
            err=True,
        )
    data = _SHAPES[shape](found)
    if output:
        files.replace(output, data)
    else:
        click.get_binary_stream("stdout").write(data)


def _as_beads(found: AlignedFiles) -> bytes:
    beads = found.alignment.beads
    lines = (f"[{_ids(bead.source)}]:[{_ids(bead.target)}]\n" for bead in beads)
    return "".join(lines).encode()


def _as_tsv(found: AlignedFiles) -> bytes:
    rows = (f"{source}\t{target}\t{sure:.3f}\n" for source, target, sure in _pairs(found))
    return "".join(rows).encode()


def _as_json(found: AlignedFiles) -> bytes:
    import json

    value = {
        "parallel": found.alignment.parallel,
        "confidence": round(found.alignment.confidence, 4),
        "beads": [
            {
                "source": list(bead.source),
                "target": list(bead.target),
                "confidence": round(bead.confidence, 4),
            }
            for bead in found.alignment.beads
        ],
    }
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def _as_tmx(found: AlignedFiles) -> bytes:
    units = [
        TranslationUnit(
            source=source,
            target=target,
            source_language=found.source_language,
            target_language=found.target_language,
            uid=str(number),
            state=State.DRAFT,
            origin=Origin(OriginKind.ALIGNMENT, round(sure * 100)),
        )
        for number, (source, target, sure) in enumerate(_pairs(found), 1)
        if source and target
    ]
    return write_tmx(units, found.source_language, VERSION).data


_SHAPES: dict[str, Callable[[AlignedFiles], bytes]] = {
    "beads": _as_beads,
    "tsv": _as_tsv,
    "json": _as_json,
    "tmx": _as_tmx,
}


def _ids(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def _pairs(found: AlignedFiles) -> list[tuple[str, str, float]]:
    return [
        (
            " ".join(found.source[n] for n in bead.source),
            " ".join(found.target[n] for n in bead.target),
            bead.confidence,
        )
        for bead in found.alignment.beads
    ]
