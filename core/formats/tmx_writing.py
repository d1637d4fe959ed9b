"""Writes translation units as TMX 1.4b."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

from lxml import etree

from core.formats.tmx_props import source_props, unit_props
from core.formats.written import Written
from core.formats.xml_source import XML_LANG, without_invalid
from core.language import language
from core.memory.unit import TranslationUnit


def write_tmx(units: Sequence[TranslationUnit], source_language: str, version: str) -> Written:
    """A TMX 1.4b of `units` in UTF-8, one pair in each `tu`; `version` is the program's own.

    `source_language` (a program tag) goes into the header. The same units give the same bytes.
    Characters that XML cannot hold are left out, and a warning names each unit that lost some.
    """
    out = BytesIO()
    header = {
        "creationtool": "Terjiman",
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": "Terjiman",
        "adminlang": "en",
        "srclang": language(source_language).bcp47,
        "datatype": "plaintext",
    }
    holdable = [_holdable(unit) for unit in units]
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", header), "\n")
            with xml.element("body"):
                for unit in holdable:
                    xml.write("\n", _tu(unit, source_language))
                xml.write("\n")
            xml.write("\n")
    losses = (
        _loss(before)
        for before, after in zip(units, holdable, strict=True)
        if (before.source, before.target) != (after.source, after.target)
    )
    return Written(out.getvalue(), tuple(losses), tuple(holdable))


def _holdable(unit: TranslationUnit) -> TranslationUnit:
    """The unit as TMX can hold it: without the control characters that XML forbids."""
    clean = without_invalid
    return replace(
        unit,
        source=clean(unit.source),
        target=clean(unit.target),
        uid=clean(unit.uid),
        origin=replace(unit.origin, detail=clean(unit.origin.detail)),
        author=clean(unit.author),
        changed_by=clean(unit.changed_by),
        document=clean(unit.document),
        context_before=clean(unit.context_before),
        context_after=clean(unit.context_after),
        notes=tuple(clean(note) for note in unit.notes),
        props=tuple((clean(kind), clean(value)) for kind, value in unit.props),
    )


def _loss(unit: TranslationUnit) -> str:
    texts = unit.source + unit.target
    lost = sorted(set(texts) - set(without_invalid(texts)))
    codes = ", ".join(f"U+{ord(character):04X}" for character in lost)
    source = without_invalid(unit.source)
    return f"TMX cannot hold {codes}; it was left out of “{source}”."


def _tu(unit: TranslationUnit, header_language: str) -> etree._Element:
    attributes = {
        "tuid": unit.uid,
        "creationdate": _date(unit.created),
        "creationid": unit.author,
        "changedate": _date(unit.changed),
        "changeid": unit.changed_by,
    }
    if unit.source_language != header_language:
        attributes["srclang"] = language(unit.source_language).bcp47
    element = etree.Element("tu", {name: value for name, value in attributes.items() if value})
    for note in unit.notes:
        etree.SubElement(element, "note").text = note
    _add_props(element, unit_props(unit))
    _add_tuv(element, unit.source_language, unit.source, source_props(unit))
    _add_tuv(element, unit.target_language, unit.target, [])
    return element


def _add_tuv(parent: etree._Element, tag: str, text: str, props: Iterable[tuple[str, str]]) -> None:
    variant = etree.SubElement(parent, "tuv", {XML_LANG: language(tag).bcp47})
    _add_props(variant, props)
    etree.SubElement(variant, "seg").text = text


def _add_props(parent: etree._Element, props: Iterable[tuple[str, str]]) -> None:
    for kind, value in props:
        etree.SubElement(parent, "prop", {"type": kind}).text = value


def _date(text: str) -> str:
    """`2026-11-22T10:15:00Z` as TMX spells it, `20261122T101500Z`."""
    return text.replace("-", "").replace(":", "")
