"""Segmentation rules from and to SRX 2.0 files, the standard that translation tools exchange."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import regex
from lxml import etree

from core.errors import UnreadableFileError

_NAMESPACE = "http://www.lisa.org/srx20"

# Set operations and nested sets mean in version 1 what they mean in ICU, whose syntax SRX uses.
FLAGS = regex.VERSION1

# Nothing outside the file is read, whatever it declares.
_SAFE: dict[str, Any] = {"resolve_entities": "internal", "no_network": True, "load_dtd": False}


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether to break between text that `before` matches and text that `after` matches.

    Both are regular expressions; an empty one matches anywhere. `line` is where the rule stands
    in its file, counted from 1; 0 where it is in none yet.
    """

    breaks: bool
    before: str
    after: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """A pattern of language tags, and the name of the rules for them."""

    pattern: str
    rules: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One SRX file: named lists of rules, and which languages they are for.

    With `cascade` the rules of every map that matches a language apply, in the order of the
    maps; without it only those of the first.
    """

    file: str
    cascade: bool
    rules: Mapping[str, tuple[Rule, ...]]
    maps: tuple[LanguageMap, ...]

    def rules_for(self, language: str) -> tuple[Rule, ...]:
        """The rules for the tag `language`, in the order in which they are asked."""
        names = [
            entry.rules
            for entry in self.maps
            if regex.fullmatch(entry.pattern, language, FLAGS | regex.IGNORECASE)
        ]
        wanted = names if self.cascade else names[:1]
        return tuple(rule for name in wanted for rule in self.rules[name])


def read_srx(path: Path) -> RuleSet:
    """The rules in the file at `path`.

    Raises UnreadableFileError, naming the file and the line, when it is missing, no XML, no
    SRX 2.0, maps a language to rules it does not have, or has a rule that is no expression.
    """
    root = _root(path)
    header = root.find("{*}header")
    rules = {
        element.get("languagerulename", ""): tuple(
            _rule(path, child) for child in element.iterchildren("{*}rule")
        )
        for element in root.iterfind("{*}body/{*}languagerules/{*}languagerule")
    }
    maps = tuple(
        _language_map(path, element, rules)
        for element in root.iterfind("{*}body/{*}maprules/{*}languagemap")
    )
    if header is None or not rules or not maps:
        raise _unreadable(path, _line(root), "header, rules or language maps are missing")
    return RuleSet(path.name, header.get("cascade") == "yes", rules, maps)


def write_srx(rules: RuleSet) -> bytes:
    """An SRX 2.0 file that says what `rules` say; comments of a file they came from are lost."""
    root = etree.Element(_name("srx"), {"version": "2.0"}, {None: _NAMESPACE})  # type: ignore[dict-item]
    cascade = "yes" if rules.cascade else "no"
    header = _add(root, "header", segmentsubflows="yes", cascade=cascade)
    for kind, include in (("start", "no"), ("end", "yes"), ("isolated", "no")):
        _add(header, "formathandle", type=kind, include=include)
    body = _add(root, "body")
    lists, maps = _add(body, "languagerules"), _add(body, "maprules")
    for name, some in rules.rules.items():
        element = _add(lists, "languagerule", languagerulename=name)
        for rule in some:
            one = _add(element, "rule", **{"break": "yes" if rule.breaks else "no"})
            _add(one, "beforebreak").text = rule.before
            _add(one, "afterbreak").text = rule.after
    for entry in rules.maps:
        _add(maps, "languagemap", languagepattern=entry.pattern, languagerulename=entry.rules)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(name), attributes)


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def combined(first: RuleSet, then: RuleSet) -> RuleSet:
    """The rules of both in one set, those of `first` asked before the others.

    Where `then` does not cascade, each of its languages keeps the first list that is for it.
    Names that both use get a number in the second.
    """
    names = {name: _free(name, first.rules) for name in then.rules}
    rules = {**first.rules, **{names[name]: some for name, some in then.rules.items()}}
    maps = [LanguageMap(entry.pattern, names[entry.rules]) for entry in then.maps]
    if not then.cascade:
        maps = _exclusive(maps)
    return RuleSet(then.file, cascade=True, rules=rules, maps=(*first.maps, *maps))


def _free(name: str, taken: Mapping[str, object]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name} {number}"
        number += 1
    return free


def _exclusive(maps: Sequence[LanguageMap]) -> list[LanguageMap]:
    """The maps with patterns that only match what none before them does."""
    found, others = [], ""
    for entry in maps:
        found.append(LanguageMap(f"{others}(?:{entry.pattern})", entry.rules))
        others += f"(?!(?:{entry.pattern})$)"
    return found


def _root(path: Path) -> etree._Element:
    parser = etree.XMLParser(**_SAFE)
    try:
        root = etree.parse(path, parser).getroot()
    except OSError as error:
        raise UnreadableFileError(
            f"The segmentation rules “{path}” cannot be opened ({error}). "
            "Check that the file is there and may be read."
        ) from error
    except etree.XMLSyntaxError as error:
        raise _unreadable(path, error.lineno, error.msg) from error
    if etree.QName(root).localname != "srx" or root.get("version") != "2.0":
        raise _unreadable(path, _line(root), "it is not an SRX 2.0 file")
    return root


def _rule(path: Path, element: etree._Element) -> Rule:
    before, after = (_expression(path, element, name) for name in ("beforebreak", "afterbreak"))
    return Rule(element.get("break", "yes") == "yes", before, after, _line(element))


def _expression(path: Path, rule: etree._Element, name: str) -> str:
    element = rule.find(f"{{*}}{name}")
    if element is None:
        return ""
    text = element.text or ""
    _compile(path, element, text)
    return text


def _language_map(
    path: Path, element: etree._Element, rules: Mapping[str, tuple[Rule, ...]]
) -> LanguageMap:
    pattern, name = element.get("languagepattern", ""), element.get("languagerulename", "")
    _compile(path, element, pattern)
    if name not in rules:
        raise _unreadable(path, _line(element), f"there are no rules called “{name}”")
    return LanguageMap(pattern, name)


def _compile(path: Path, element: etree._Element, expression: str) -> None:
    try:
        regex.compile(expression, FLAGS)
    except regex.error as error:
        reason = f"“{expression}” is not a regular expression ({error})"
        raise _unreadable(path, _line(element), reason) from error


def _line(element: etree._Element) -> int:
    return int(cast(Any, element.sourceline) or 0)


def _unreadable(path: Path, line: int | None, reason: str | None) -> UnreadableFileError:
    return UnreadableFileError(
        f"The segmentation rules “{path.name}” cannot be used: line {line}: {reason}. "
        "Correct that line or choose another file."
    )
