"""TMX as a document: its units are segments, and their targets go back into the same file."""

from collections import Counter
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from core.errors import ExportError
from core.formats.format import Block, Filled, ParsedFile
from core.formats.tmx_inline import coded_text, refill
from core.formats.tmx_props import STATUS, own_props, own_state
from core.formats.tmx_stream import TmxReader
from core.formats.tmx_units import TmxUnits
from core.formats.xml_source import first_invalid, local_name, open_xml, serialise, tree
from core.language import match_tag
from core.progress import Progress


class TmxFormat:
    """A TMX as a document; the key of a block is `unit:variant`, both counted from 0."""

    name = "tmx"
    title = "Translation memory (TMX)"
    endings: tuple[str, ...] = (".tmx",)
    running_text = False

    def read(self, data: bytes, encoding: str | None = None) -> ParsedFile:
        """The units between the file's source language and the other one it has most of."""
        languages = _main_languages(_reader(data, encoding))
        reader = _reader(data, encoding)
        if not all(languages):
            lack = "The file does not hold two of the languages Terjiman works with."
            return ParsedFile((), reader.encoding, *languages, warnings=(lack,))
        found = TmxUnits(reader, [languages])
        blocks = tuple(
            Block(
                f"{each.tu}:{each.tuv}",
                each.unit.source,
                each.unit.target,
                each.unit.state,
                each.unit.origin,
                note="\n".join(each.unit.notes),
                paragraph=number,
            )
            for number, each in enumerate(found.read())
        )
        return ParsedFile(blocks, reader.encoding, *languages, found.findings.sentences())

    def fill(self, original: bytes, encoding: str, filled: Mapping[str, Filled]) -> bytes:
        """The file with new targets, whose tags become the inline codes that were in the unit.

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


def _reader(data: bytes, encoding: str | None) -> TmxReader:
    return TmxReader(BytesIO(data), len(data), encoding)


def _main_languages(reader: TmxReader) -> tuple[str, str]:
    """The header's source language, or the first one met, and the one most often beside it."""
    seen = Counter[str]()
    for unit in reader.units(Progress()):
        seen.update(match_tag(variant.language) or "" for variant in unit.variants)
    del seen[""]
    first = match_tag(reader.srclang) or next(iter(seen), "")
    others = [tag for tag, _ in seen.most_common() if tag != first]
    return first, others[0] if others else ""


def _refill(unit: etree._Element, variant: etree._Element, value: Filled) -> bool:
    """Put a target into its `tuv`; whether anything had to change."""
    seg = _seg(variant)
    was = own_state(own_props(prop for part in (unit, *unit) for prop in _props(part)))
    changed = False
    there = coded_text(seg)
    if there.text != value.target:
        if character := first_invalid(value.target):
            raise ExportError(
                f"XML cannot hold the character U+{ord(character):04X} in the target of "
                f"“{value.source}”. Remove it and export again."
            )
        others = [coded_text(_seg(other)).codes for other in unit if local_name(other) == "tuv"]
        codes = {tag: known for one in others for tag, known in one.items()}
        refill(seg, value.target, {**codes, **there.codes})
        changed = True
    if was is not value.state:
        _set_prop(unit, STATUS, value.state.value)
        changed = True
    return changed


def _seg(variant: etree._Element) -> etree._Element:
    return next(child for child in variant if local_name(child) == "seg")


def _props(element: etree._Element) -> list[tuple[str, str]]:
    """The props (type, text) that stand directly in an element."""
    return [
        (child.get("type") or "", child.text or "")
        for child in element
        if local_name(child) == "prop"
    ]


def _set_prop(unit: etree._Element, kind: str, value: str) -> None:
    """Put our prop into a unit; one of the same type that is not ours stays beside it."""
    for child in unit:
        if local_name(child) != "prop" or child.get("type") != kind:
            continue
        if own_props([(kind, child.text or "")]):
            child.text = value
            return
    prop = unit.makeelement(f"{str(unit.tag).removesuffix('tu')}prop", {"type": kind})
    prop.text = value
    unit.insert(0, prop)
