"""Writes translation units as TMX 1.4b, one after the other, to a file of any size."""

from array import array
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO, Literal

from core.formats.proof import Entry
from core.formats.tmx_inline import CodeNumbers, level_2
from core.formats.tmx_props import source_props, unit_props
from core.formats.xml_source import escaped, escaped_attribute, first_invalid, without_invalid
from core.language import UnknownLanguageError, language
from core.memory.unit import TranslationUnit

Level = Literal[1, 2]
"""1: tags stand in the texts as they are; 2: they stand in inline codes."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="Terjiman" creationtoolversion="{version}" segtype="sentence" \
o-tmf="Terjiman" adminlang="en" srclang="{srclang}" datatype="plaintext"/>
<body>
"""
_FOOT = "</body>\n</tmx>\n"
_MOST_WARNINGS = 100


class TmxWriter:
    """A TMX 1.4b in UTF-8, one pair in each `tu`; the same units give the same bytes.

    Characters that XML cannot hold are left out, and `warnings` names the first units that lost
    some. `meant` holds the hash of the Entry of each unit, for the proof.
    """

    def __init__(
        self, file: BinaryIO, source_language: str, version: str, level: Level = 1
    ) -> None:
        """Begin; `source_language` (a program tag) goes into the header, `version` is our own."""
        self.warnings: list[str] = []
        self.meant = array("q")
        self._file = file
        self._source_language = source_language
        self._level = level
        srclang = escaped_attribute(_bcp47(source_language))
        self._write(_HEAD.format(version=escaped_attribute(version), srclang=srclang))

    def add(self, unit: TranslationUnit) -> None:
        """Write a unit."""
        text = self._tu(unit)
        if first_invalid(text):
            clean = holdable(unit)
            if (clean.source, clean.target) != (unit.source, unit.target):
                self._warn(unit)
            unit, text = clean, self._tu(clean)
        self._write(text)
        self.meant.append(hash(entry(unit)))

    def close(self) -> None:
        """Write the end."""
        self._write(_FOOT)

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8"))

    def _warn(self, unit: TranslationUnit) -> None:
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(_loss(unit))

    def _tu(self, unit: TranslationUnit) -> str:
        attributes = [
            ("tuid", unit.uid),
            ("creationdate", _date(unit.created)),
            ("creationid", unit.author),
            ("changedate", _date(unit.changed)),
            ("changeid", unit.changed_by),
        ]
        if unit.source_language != self._source_language:
            attributes.append(("srclang", _bcp47(unit.source_language)))
        given = "".join(
            f' {name}="{escaped_attribute(value)}"' for name, value in attributes if value
        )
        notes = "".join(f"<note>{escaped(note)}</note>" for note in unit.notes)
        source, target = self._segs(unit)
        return (
            f"<tu{given}>{notes}{_props(unit_props(unit))}\n"
            f"{_tuv(unit.source_language, _props(source_props(unit)), source)}\n"
            f"{_tuv(unit.target_language, '', target)}\n</tu>\n"
        )

    def _segs(self, unit: TranslationUnit) -> tuple[str, str]:
        if self._level == 1:
            return escaped(unit.source), escaped(unit.target)
        numbers = CodeNumbers()
        return level_2(unit.source, numbers), level_2(unit.target, numbers)


def entry(unit: TranslationUnit) -> Entry:
    """What a TMX has to hold of a unit."""
    languages = (_bcp47(unit.source_language), _bcp47(unit.target_language))
    return Entry(unit.source, unit.target, unit.state.value, unit.uid, languages)


def _tuv(tag: str, props: str, seg: str) -> str:
    spelled = escaped_attribute(_bcp47(tag))
    return f'<tuv xml:lang="{spelled}">{props}<seg>{seg}</seg></tuv>'


@lru_cache
def _bcp47(tag: str) -> str:
    """The tag with its script; one of a foreign language, which a memory may hold, as it is."""
    try:
        return language(tag).bcp47
    except UnknownLanguageError:
        return tag


def _props(props: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<prop type="{escaped_attribute(kind)}">{escaped(value)}</prop>' for kind, value in props
    )


def _date(text: str) -> str:
    """`2026-11-22T10:15:00Z` as TMX spells it, `20261122T101500Z`."""
    return text.replace("-", "").replace(":", "")


def holdable(unit: TranslationUnit) -> TranslationUnit:
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
