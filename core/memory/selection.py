"""Which units a filter lets pass, where they are no rows of a memory file that could be asked."""

from core.memory.memories import UnitFilter, is_language
from core.memory.unit import TranslationUnit
from core.normal import normal_form


def passes(unit: TranslationUnit, wanted: UnitFilter) -> bool:
    """Whether a unit is wanted, by the meaning that UnitFilter gives to its fields."""
    moment = unit.changed or unit.created
    return (
        is_language(unit.source_language, wanted.source_language)
        and is_language(unit.target_language, wanted.target_language)
        and (wanted.from_state is None or unit.state.rank >= wanted.from_state.rank)
        and _holds(wanted.author, unit.author, unit.changed_by)
        and _holds(wanted.document, unit.document)
        and wanted.since <= moment
        and (not wanted.until or "" < moment[: len(wanted.until)] <= wanted.until)
        and _holds(wanted.text, unit.source, unit.target)
    )


def _holds(part: str, *texts: str) -> bool:
    part = normal_form(part)
    return not part or any(part in normal_form(text) for text in texts)
