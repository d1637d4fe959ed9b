"""Reads the units of a TMX, from version 1.1 to 1.4b, as a stream."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from core.encoding import title
from core.errors import UnreadableFileError
from core.formats.tmx_props import AFTER, BEFORE, DOCUMENT, own_origin, own_props, own_state
from core.formats.xml_source import XML_LANG, XmlSource, local_name, open_xml, walk
from core.language import match_tag
from core.memory.unit import TranslationUnit
from core.progress import Progress

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


def read_units(
    data: bytes,
    source_language: str,
    target_language: str,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> TmxContents:
    """The units of a TMX between two languages (program tags), whatever its own source language is.

    Tags are matched by meaning, not spelling: `EN-US` is English, `kaz` Kazakh, `uz` Uzbek in Latin
    letters. Raises UnreadableFileError or EncodingError, also where only the end is broken.
    """
    source = open_xml(data, encoding)
    report = Report(source)
    found = pairs(source, source_language, target_language, report, progress)
    units = tuple(pair.unit for pair in found)
    sentences = report.sentences(source_language, target_language)
    return TmxContents(units, tuple(report.languages), source.encoding, sentences)


@dataclass(slots=True)
class Report:
    """Counts what a person should hear about a TMX."""

    source: XmlSource
    languages: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def tag(self, spelled: str) -> str:
        """The program's tag for a language as the file spells it, empty for a foreign one."""
        if not spelled:
            return ""
        if spelled not in self.languages:
            self.languages[spelled] = match_tag(spelled) or ""
        return self.languages[spelled]

    def sentences(self, source: str, target: str) -> tuple[str, ...]:
        """One sentence for each kind of finding."""
        told = {
            "units": "The file holds no translation units.",
            "pair": f"Units left out because they lack {source} or {target}: {{}}.",
            "blank": "Units left out because their source or target is empty: {}.",
            "language": "Texts left out because they do not say their language: {}.",
            "variants": "Texts left out because their unit has one in that language before: {}.",
            "codes": "Units with inline codes, which are not part of the text shown: {}.",
            "dates": "Dates left out because they make no sense: {}.",
        }
        if not (source and target):
            told["pair"] = "The file does not hold two of the languages Terjiman works with."
        found = [told[kind].format(self.counts[kind]) for kind in told if self.counts[kind]]
        if self.source.lied:
            found.insert(
                0,
                "The file does not say truly which encoding it is in; "
                f"it was read as {title(self.source.encoding)}.",
            )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit, and the numbers of its `tu` and of its target's `tuv`, as `tu:tuv` from 0."""

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


def pairs(
    source: XmlSource, first: str, second: str, report: Report, progress: Progress | None = None
) -> Iterator[Pair]:
    """The units that hold both languages (program tags), in order; `report` hears of the rest."""
    progress = progress or Progress()
    number = -1
    for number, element in enumerate(progress.track(_units(source), source.data.count(b"</tu>"))):
        variants = _variants(element, report)
        left, right = (_chosen(variants, tag, report) for tag in (first, second))
        if left is None or right is None:
            report.counts["pair"] += 1
        elif not (left.text.strip() and right.text.strip()):
            report.counts["blank"] += 1
        else:
            report.counts["codes"] += bool(left.codes or right.codes)
            yield Pair(f"{number}:{right.number}", _unit(element, left, right, report))
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


def _variants(element: etree._Element, report: Report) -> list[_Variant]:
    found = []
    children = (child for child in element if local_name(child) == "tuv")
    for number, child in enumerate(children):
        spelled = _spelled(child)
        if not spelled:
            report.counts["language"] += 1
            continue
        seg = next((part for part in child if local_name(part) == "seg"), None)
        text, codes = ("", 0) if seg is None else plain_text(seg)
        found.append(_Variant(number, report.tag(spelled), child, text, codes))
    return found


def _spelled(variant: etree._Element) -> str:
    """The language of a `tuv` as the file spells it; TMX 1.1 has it in a plain attribute."""
    return variant.get(XML_LANG) or variant.get("lang") or ""


def _chosen(variants: list[_Variant], tag: str, report: Report) -> _Variant | None:
    ours = [variant for variant in variants if tag and variant.tag == tag]
    report.counts["variants"] += max(0, len(ours) - 1)
    return ours[0] if ours else None


def plain_text(element: etree._Element) -> tuple[str, int]:
    """The text of an element without inline codes, and how many codes there are."""
    parts, codes = [element.text or ""], 0
    for child in element:
        name = local_name(child)
        if name in _CODES:
            codes += 1
        elif name:
            inner, more = plain_text(child)
            parts.append(inner)
            codes += more + (name != "hi")
        parts.append(child.tail or "")
    return "".join(parts), codes


def _unit(
    element: etree._Element, source: _Variant, target: _Variant, report: Report
) -> TranslationUnit:
    props = [*element_props(element), *element_props(source.element)]
    props += element_props(target.element)
    own = own_props(props)
    notes = [note for part in (element, source.element, target.element) for note in _notes(part)]

    def attribute(name: str) -> str:
        return target.element.get(name) or element.get(name) or ""

    return TranslationUnit(
        source=source.text,
        target=target.text,
        source_language=source.tag,
        target_language=target.tag,
        uid=element.get("tuid") or "",
        state=own_state(own),
        origin=own_origin(own),
        author=attribute("creationid"),
        created=_date(attribute("creationdate"), report),
        changed_by=attribute("changeid"),
        changed=_date(attribute("changedate"), report),
        document=own.get(DOCUMENT, ""),
        context_before=_neighbour(own.get(BEFORE, "")),
        context_after=_neighbour(own.get(AFTER, "")),
        notes=tuple(notes),
        props=tuple(prop for prop in props if prop not in own.items()),
    )


def element_props(element: etree._Element) -> list[tuple[str, str]]:
    """The props (type, text) that stand directly in an element."""
    return [
        (child.get("type") or "", child.text or "")
        for child in element
        if local_name(child) == "prop"
    ]


def _notes(element: etree._Element) -> list[str]:
    return [child.text for child in element if local_name(child) == "note" and child.text]


def _neighbour(text: str) -> str:
    """The neighbour's text; memoQ writes it with <seg> around it."""
    return text.removeprefix("<seg>").removesuffix("</seg>")


def _date(text: str, report: Report) -> str:
    """Our spelling of `20261122T101500Z`, of the same with dashes and colons, or of a day alone."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        report.counts["dates"] += 1
        return ""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def main_languages(source: XmlSource, report: Report) -> tuple[str, str]:
    """The header's source language, or the first one met, and the one most often beside it."""
    srclang, seen = "", Counter[str]()
    for event, element in walk(source, "header", "tuv", "tmx"):
        if event == "start" and local_name(element) == "header":
            srclang = match_tag(element.get("srclang") or "") or ""
        elif event == "end" and local_name(element) == "tuv":
            seen[report.tag(_spelled(element))] += 1
            element.clear()
    del seen[""]
    first = srclang or next(iter(seen), "")
    others = [tag for tag, _ in seen.most_common() if tag != first]
    return first, others[0] if others else ""
