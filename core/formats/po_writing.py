"""Writes a PO from units that came from elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polib
import regex

from core.formats.po_lines import SENT_BACK
from core.formats.written import Written
from core.language import language
from core.memory.unit import TranslationUnit
from core.segment import CONFIRMED, State

# What neither UTF-8 nor gettext can hold.
_UNWRITABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])
_SPACE = regex.compile(r"\s")
_LINE_BREAK = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# The locale names of gettext, where a script goes after the at sign.
_LOCALES = {"uz-Cyrl": "uz@cyrillic", "uz-Latn": "uz"}


def write_po(
    units: Sequence[TranslationUnit],
    source_language: str,
    target_language: str,
    project: str,
    version: str,
    reasons: Mapping[str, str],
) -> Written:
    """A PO of `units` in UTF-8; languages are program tags, `version` is the program's own.

    Units equal in source, target and fuzziness become one entry with several references. Where a
    source has other targets as well, all but the first get their reference as msgctxt. `reasons`
    say why rejected targets were sent back, by uid. The date is that of the latest change, so the
    same units give the same bytes. Texts that nobody can write are named in a warning.
    """
    po = polib.POFile(wrapwidth=0)
    po.metadata = _header(units, source_language, target_language, project, version)
    entries: dict[tuple[str, str, bool], polib.POEntry] = {}
    taken: set[tuple[str, str | None]] = {("", None)}  # the header's own place
    holdable = tuple(_holdable(unit) for unit in units)
    for unit in holdable:
        fuzzy = bool(unit.target) and unit.state not in CONFIRMED
        entry = entries.get((unit.source, unit.target, fuzzy))
        if entry is None:
            context = _free_context(unit, taken)
            entry = polib.POEntry(msgid=unit.source, msgstr=unit.target, msgctxt=context)
            entry.flags = ["fuzzy"] if fuzzy else []
            entries[unit.source, unit.target, fuzzy] = entry
            taken.add((unit.source, context))
            po.append(entry)
        _describe(entry, unit, reasons.get(unit.uid, ""))
    warnings = tuple(
        f"Characters that no file can hold were left out of “{after.source}”."
        for before, after in zip(units, holdable, strict=True)
        if (before.source, before.target) != (after.source, after.target)
    )
    return Written(str(po).encode("utf-8"), warnings, holdable)


def _header(
    units: Sequence[TranslationUnit], source: str, target: str, project: str, version: str
) -> dict[str, str]:
    latest = max(units, key=lambda unit: unit.changed, default=None)
    changed = latest.changed if latest else ""
    return {
        "Project-Id-Version": " ".join(project.split()),
        "PO-Revision-Date": f"{changed[:10]} {changed[11:16]}+0000" if changed else "",
        "Last-Translator": " ".join(latest.changed_by.split()) if latest else "",
        "Language-Team": language(target).name,
        "Language": _LOCALES.get(target, target),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language(target).plurals,
        "X-Generator": f"Terjiman {version}",
        "X-Source-Language": _LOCALES.get(source, source),
    }


def _holdable(unit: TranslationUnit) -> TranslationUnit:
    return replace(
        unit,
        source=unit.source.translate(_UNWRITABLE),
        target=unit.target.translate(_UNWRITABLE),
        document=unit.document.translate(_UNWRITABLE),
        notes=tuple(note.translate(_UNWRITABLE) for note in unit.notes),
    )


def _reference(unit: TranslationUnit) -> str:
    """`document:uid`; a space would end the reference."""
    parts = (unit.document, unit.uid)
    return _SPACE.sub("%20", ":".join(part for part in parts if part))


def _free_context(unit: TranslationUnit, taken: set[tuple[str, str | None]]) -> str | None:
    if (unit.source, None) not in taken:
        return None
    context = _reference(unit)
    while (unit.source, context) in taken:
        context += "+"
    return context


def _describe(entry: polib.POEntry, unit: TranslationUnit, reason: str) -> None:
    """Add what a unit brings to the comments of its entry, once."""
    if (reference := _reference(unit)) and (reference, "") not in entry.occurrences:
        entry.occurrences.append((reference, ""))
    notes = [line for note in unit.notes for line in _LINE_BREAK.split(note)]
    entry.comment = "\n".join(dict.fromkeys([*filter(None, entry.comment.split("\n")), *notes]))
    if unit.state is State.REJECTED and reason and not entry.tcomment:
        entry.tcomment = SENT_BACK + " ".join(reason.split())
