"""TMX as a document: its units are segments, and their targets go back into the same file."""

from collections.abc import Mapping

from lxml import etree

from core.errors import ExportError
from core.formats.format import Block, Filled, ParsedFile
from core.formats.tmx_props import STATUS, own_props, own_state
from core.formats.tmx_reading import Report, element_props, main_languages, pairs, plain_text
from core.formats.xml_source import first_invalid, local_name, open_xml, serialise, tree


class TmxFormat:
    """A TMX as a document; the key of a block is `unit:variant`, both counted from 0."""

    name = "tmx"
    title = "Translation memory (TMX)"
    endings: tuple[str, ...] = (".tmx",)
    running_text = False

    def read(self, data: bytes, encoding: str | None = None) -> ParsedFile:
        """The units between the file's source language and the other one it has most of."""
        source = open_xml(data, encoding)
        report = Report(source)
        languages = main_languages(source, report)
        blocks = tuple(
            Block(
                pair.key,
                pair.unit.source,
                pair.unit.target,
                pair.unit.state,
                pair.unit.origin,
                note="\n".join(pair.unit.notes),
                paragraph=number,
            )
            for number, pair in enumerate(pairs(source, *languages, report))
        )
        return ParsedFile(blocks, source.encoding, *languages, report.sentences(*languages))

    def fill(self, original: bytes, encoding: str, filled: Mapping[str, Filled]) -> bytes:
        """The file with new targets; a target that did not change keeps its inline codes.

        Raises ExportError for a target with characters that XML cannot hold.
        """
        source = open_xml(original, encoding)
        document = tree(source)
        units = [element for element in document.iter() if local_name(element) == "tu"]
        changed = False
        for key, value in filled.items():
            unit, variant = (int(part) for part in key.split(":"))
            variants = [child for child in units[unit] if local_name(child) == "tuv"]
            changed |= _refill(units[unit], variants[variant], value)
        return serialise(document, original, source) if changed else original


def _refill(unit: etree._Element, variant: etree._Element, value: Filled) -> bool:
    """Put a target into its `tuv`; whether anything had to change."""
    seg = next(child for child in variant if local_name(child) == "seg")
    props = [prop for part in (unit, *unit) for prop in element_props(part)]
    was = own_state(own_props(props))
    changed = False
    if plain_text(seg)[0] != value.target:
        if character := first_invalid(value.target):
            raise ExportError(
                f"XML cannot hold the character U+{ord(character):04X} in the target of "
                f"“{value.source}”. Remove it and export again."
            )
        seg[:] = []
        seg.text = value.target
        changed = True
    if was is not value.state:
        _set_prop(unit, STATUS, value.state.value)
        changed = True
    return changed


def _set_prop(unit: etree._Element, kind: str, value: str) -> None:
    for child in unit:
        if local_name(child) == "prop" and child.get("type") == kind:
            child.text = value
            return
    prop = unit.makeelement(f"{str(unit.tag).removesuffix('tu')}prop", {"type": kind})
    prop.text = value
    unit.insert(0, prop)
