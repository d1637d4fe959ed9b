"""Reads the units of a TMX, from version 1.1 to 1.4b, as a stream."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from core.encoding import title
from core.errors import UnreadableFileError
from core.formats.tmx_props import own_origin, own_props
from core.formats.xml_source import XML_LANG, XmlSource, local_name, open_xml, walk
from core.language import match_tag
from core.memory.unit import TranslationUnit
from core.segment import State

# What stands inside these is markup of another format, not text. `hi` only marks text.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


@dataclass(frozen=True, slots=True)
class TmxContents:
    """What a TMX holds for one pair of languages.

    `languages` are all that the file names, as it spells them, in the order they appear.
    `warnings` are sentences on what was left out or changed.
    """

    units: tuple[TranslationUnit, ...]
    languages: tuple[str, ...]
    encoding: str
    warnings: tuple[str, ...]


def read_units(data: bytes, source_language: str, target_language: str) -> TmxContents:
    """The units of a TMX between two languages (program tags), whatever its own source language is.

    Tags are matched by meaning, not spelling: `EN-US` is English, `kaz` Kazakh, `uz` Uzbek in Latin
    letters. Raises UnreadableFileError or EncodingError, also where only the end is broken.
    """
    source = open_xml(data)
    report = _Report(source.lied)
    pairs = _pairs(source, source_language, target_language, report)
    units = tuple(pair.unit for pair in pairs)
    sentences = report.sentences(source_language, target_language)
    return TmxContents(units, tuple(report.languages), source.encoding, sentences)


@dataclass(slots=True)
class _Report:
    """Counts what a person should hear about a TMX."""

    lied: bool
    languages: dict[str, None] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def sentences(self, source: str, target: str) -> tuple[str, ...]:
        """One sentence for each kind of finding."""
        told = {
            "units": "The file holds no translation units.",
            "pair": f"{{}} units without a text in {source} and one in {target} were left out.",
            "blank": "{} units with an empty source or target were left out.",
            "language": "{} texts do not say their language and were left out.",
            "variants": "{} further texts in a language that the unit already has were left out.",
            "codes": "{} units hold inline codes, which are not part of the text shown.",
            "dates": "{} dates cannot be understood and were left out.",
        }
        found = [told[kind].format(self.counts[kind]) for kind in told if self.counts[kind]]
        if self.lied:
            found.insert(0, "The file says it is in UTF-16 but is in UTF-8; it was read as UTF-8.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Pair:
    key: str
    unit: TranslationUnit


@dataclass(frozen=True, slots=True)
class _Variant:
    """One `tuv` with its number in the unit, the program's tag for its language, and its text."""

    number: int
    tag: str
    element: etree._Element
    text: str
    codes: int


def _pairs(source: XmlSource, first: str, second: str, report: _Report) -> Iterator[_Pair]:
    number = -1
    for number, element in enumerate(_units(source)):
        variants = _variants(element, report)
        pair = [_chosen(variants, tag, report) for tag in (first, second)]
        if pair[0] is None or pair[1] is None:
            report.counts["pair"] += 1
        elif not (pair[0].text.strip() and pair[1].text.strip()):
            report.counts["blank"] += 1
        else:
            report.counts["codes"] += bool(pair[0].codes or pair[1].codes)
            yield _Pair(f"{number}:{pair[1].number}", _unit(element, pair[0], pair[1], report))
    report.counts["units"] = number < 0


def _units(source: XmlSource) -> Iterator[etree._Element]:
    """The `tu` elements one after the other; each is emptied when the next is asked for."""
    is_tmx = False
    for event, element in walk(source, "tmx", "tu"):
        name = local_name(element)
        if name == "tmx" and event == "start":
            is_tmx = element.getparent() is None
        elif name == "tu" and event == "end" and is_tmx:
            yield element
            parent = element.getparent()
            element.clear()
            if parent is not None:
                del parent[: parent.index(element)]
    if not is_tmx:
        raise UnreadableFileError("This is no TMX file: it does not begin with a <tmx> element.")


def _variants(element: etree._Element, report: _Report) -> list[_Variant]:
    found = []
    children = (child for child in element if local_name(child) == "tuv")
    for number, child in enumerate(children):
        spelled = child.get(XML_LANG) or child.get("lang") or ""
        if not spelled:
            report.counts["language"] += 1
            continue
        report.languages.setdefault(spelled)
        seg = next((part for part in child if local_name(part) == "seg"), None)
        text, codes = ("", 0) if seg is None else _plain(seg)
        found.append(_Variant(number, match_tag(spelled) or "", child, text, codes))
    return found


def _chosen(variants: list[_Variant], tag: str, report: _Report) -> _Variant | None:
    ours = [variant for variant in variants if variant.tag == tag]
    report.counts["variants"] += max(0, len(ours) - 1)
    return ours[0] if ours else None


def _plain(element: etree._Element) -> tuple[str, int]:
    """The text of an element without inline codes, and how many codes there are."""
    parts, codes = [element.text or ""], 0
    for child in element:
        name = local_name(child)
        if name in _CODES:
            codes += 1
        elif name:
            inner, more = _plain(child)
            parts.append(inner)
            codes += more + (name != "hi")
        parts.append(child.tail or "")
    return "".join(parts), codes


def _unit(
    element: etree._Element, source: _Variant, target: _Variant, report: _Report
) -> TranslationUnit:
    props = [*_props(element), *_props(source.element), *_props(target.element)]
    own = _own_props(props)
    notes = [_notes(part) for part in (element, source.element, target.element)]

    def attribute(name: str) -> str:
        return target.element.get(name) or element.get(name) or ""

    return TranslationUnit(
        source=source.text,
        target=target.text,
        source_language=source.tag,
        target_language=target.tag,
        uid=element.get("tuid") or "",
        state=State(own.get(_STATUS, State.TRANSLATED)),
        origin=_origin(own),
        author=attribute("creationid"),
        created=_date(attribute("creationdate"), report),
        changed_by=attribute("changeid"),
        changed=_date(attribute("changedate"), report),
        document=own.get(_DOCUMENT, ""),
        context_before=_context(own.get(_BEFORE, "")),
        context_after=_context(own.get(_AFTER, "")),
        notes=tuple(note for group in notes for note in group),
        props=tuple(prop for prop in props if prop not in own.items()),
    )


def _props(element: etree._Element) -> list[tuple[str, str]]:
    return [
        (child.get("type") or "", child.text or "")
        for child in element
        if local_name(child) == "prop"
    ]


def _notes(element: etree._Element) -> list[str]:
    return [child.text for child in element if local_name(child) == "note" and child.text]


def _context(text: str) -> str:
    """The neighbour's text; memoQ writes it with <seg> around it."""
    return text.removeprefix("<seg>").removesuffix("</seg>")


def _date(text: str, report: _Report) -> str:
    """Our spelling of `20261122T101500Z`, of the same with dashes and colons, or of a day alone."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        report.counts["dates"] += 1
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _main_languages(source: XmlSource) -> tuple[str, str]:
    """The header's source language, or the first one met, and the one most often beside it."""
    srclang, seen = "", Counter[str]()
    for event, element in walk(source, "header", "tuv", "tmx"):
        if event == "start" and local_name(element) == "header":
            srclang = match_tag(element.get("srclang") or "") or ""
        elif event == "end" and local_name(element) == "tuv":
            seen[match_tag(element.get(XML_LANG) or element.get("lang") or "") or ""] += 1
            element.clear()
    del seen[""]
    first = srclang or next(iter(seen), "")
    others = [tag for tag, _ in seen.most_common() if tag != first]
    return first, others[0] if others else ""
