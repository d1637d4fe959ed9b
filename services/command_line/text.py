"""Commands on files without a project: identify, segment, align."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from core.errors import ExportError
from services import files, texts
from services.command_line.options import FILE, LANGUAGE
from services.command_line.output import print_json, say, watched
from services.texts import AlignedFiles, align_files, read_words
from services.tmx_files import print_tmx, write_tmx


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def identify(file: Path, as_json: bool) -> None:
    """Tell the language of each paragraph of a text.

    A question mark stands beside a language that is not sure.
    """
    with watched() as progress:
        found = texts.identify_file(file, progress)
    if as_json:
        print_json({"paragraphs": [_paragraph(paragraph) for paragraph in found]})
        return
    for paragraph in found:
        sure = " " if paragraph.identified.sure else "?"
        language = paragraph.identified.language or "–"
        share = f"{paragraph.identified.confidence:4.0%}"
        click.echo(f"{language:8}{sure} {share}  {paragraph.text[:80]}")
        for part in paragraph.parts:
            text = paragraph.text[part.start : part.end]
            click.echo(f"  {part.language:8}       {text[:80]}")


def _paragraph(paragraph: texts.Paragraph) -> dict[str, object]:
    told: dict[str, object] = {
        "text": paragraph.text,
        "language": paragraph.identified.language,
        "confidence": round(paragraph.identified.confidence, 4),
        "sure": paragraph.identified.sure,
    }
    if paragraph.parts:
        told["parts"] = [
            {
                "start": part.start,
                "end": part.end,
                "text": paragraph.text[part.start : part.end],
                "language": part.language,
                "sure": part.sure,
            }
            for part in paragraph.parts
        ]
    return told


@click.command()
@click.argument("file", nargs=-1, required=True, type=FILE)
@click.option("--lang", type=LANGUAGE, help="The language of the text, instead of the one found.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def segment(file: tuple[Path, ...], lang: str | None, as_json: bool) -> None:
    """Cut text FILEs into sentences, one a line."""
    with watched() as progress:
        cut = [
            (path, texts.segment_file(path, lang or "", progress.part(n / len(file), 1)))
            for n, path in enumerate(file)
        ]
    if as_json:
        print_json([{"file": str(path), "segments": sentences} for path, sentences in cut])
        return
    for _path, sentences in cut:
        for sentence in sentences:
            click.echo(sentence)


def _as_beads(found: AlignedFiles) -> bytes:
    beads = found.alignment.beads
    lines = (f"[{_ids(bead.source)}]:[{_ids(bead.target)}]\n" for bead in beads)
    return "".join(lines).encode()


def _as_tsv(found: AlignedFiles) -> bytes:
    rows = (
        f"{_cell(source)}\t{_cell(target)}\t{sure:.3f}\n" for source, target, sure in found.pairs()
    )
    return "".join(rows).encode()


def _as_json(found: AlignedFiles) -> bytes:
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


_SHAPES: dict[str, Callable[[AlignedFiles], bytes]] = {
    "beads": _as_beads,
    "tsv": _as_tsv,
    "json": _as_json,
}


def _ids(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def _cell(text: str) -> str:
    """A text that may stand in a row: a tab in it would begin the next cell."""
    return text.replace("\t", " ")


@click.command()
@click.argument("source", type=FILE)
@click.argument("target", type=FILE)
@click.argument("more", nargs=-1, type=FILE)
@click.option("--source-lang", type=LANGUAGE, help="The language of SOURCE; else the one found.")
@click.option("--target-lang", type=LANGUAGE, help="The language of TARGET; else the one found.")
@click.option("--segmented", is_flag=True, help="The files hold one sentence a line already.")
@click.option(
    "--words", type=FILE, help="A list of words with their translations, a tab between them."
)
@click.option(
    "--format",
    "shape",
    type=click.Choice([*_SHAPES, "tmx"]),
    default="beads",
    show_default=True,
    help="beads and json hold numbers of sentences from 0, tsv and tmx their texts.",
)
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="Write to this file instead of stdout; to files in this folder for several pairs.",
)
def align(
    source: Path,
    target: Path,
    more: tuple[Path, ...],
    source_lang: str | None,
    target_lang: str | None,
    segmented: bool,
    words: Path | None,
    shape: str,
    output: Path | None,
) -> None:
    """Pair the sentences of two texts.

    SOURCE is a text and TARGET its translation. MORE such pairs may follow; what is learnt from
    each serves all.
    """
    pairs = [(source, target), *_pairs(more)]
    outputs = _outputs(pairs, shape, output)
    known = read_words(words) if words else ()
    with watched() as progress:
        found = align_files(
            pairs,
            source_lang or "",
            target_lang or "",
            segmented=segmented,
            words=known,
            progress=progress,
        )
    for (text, other), one, out in zip(pairs, found, outputs, strict=True):
        if not one.alignment.parallel:
            say(f"“{text.name}” and “{other.name}” do not look like translations of each other.")
        if shape == "tmx":
            _write_tmx(one, out)
        else:
            _write(_SHAPES[shape](one), out)


def _pairs(texts: Sequence[Path]) -> list[tuple[Path, Path]]:
    if len(texts) % 2:
        raise click.UsageError("Each text needs its translation after it.")
    return list(zip(texts[::2], texts[1::2], strict=True))


def _outputs(
    pairs: Sequence[tuple[Path, Path]], shape: str, output: Path | None
) -> Sequence[Path | None]:
    """Where the result of each pair goes; None is stdout."""
    if len(pairs) == 1:
        _require_no_text(output, pairs)
        return [output]
    if output is None:
        raise click.UsageError("Say with -o in which folder the results shall be.")
    names = Counter(f"{source.name}.{shape}" for source, _ in pairs)
    for name, count in names.items():
        if count > 1:
            raise ExportError(
                f"Several texts would give “{name}”, so nothing was written. Align them apart."
            )
    for name in names:
        _require_no_text(output / name, pairs)
    files.make_folder(output)
    return [output / name for name in names]


def _require_no_text(output: Path | None, pairs: Sequence[tuple[Path, Path]]) -> None:
    if output and output.resolve() in {path.resolve() for pair in pairs for path in pair}:
        raise ExportError(
            f"“{output}” is one of the texts, so nothing was written. Choose another name."
        )


def _write_tmx(found: AlignedFiles, output: Path | None) -> None:
    if output:
        warnings = write_tmx(found.units(), output, found.source_language).warnings
    else:
        warnings = print_tmx(found.units(), sys.stdout.buffer, found.source_language)
    for warning in warnings:
        say(warning)


def _write(data: bytes, output: Path | None) -> None:
    if output:
        files.replace(output, data)
    else:
        click.echo(data, nl=False)


COMMANDS = {"identify": identify, "segment": segment, "align": align}
