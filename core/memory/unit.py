"""A translation unit: what was translated before, and who stood for it."""

from dataclasses import dataclass, field

from core.segment import NO_ORIGIN, Origin, State


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One source with one target, as memory keeps and TMX carries it.

    Languages are program tags. `created` and `changed` are UTC, ISO 8601 to the second
    (`2026-11-22T10:15:00Z`) or empty. `context_before` and `context_after` are the sources of the
    neighbouring segments. `uid` stays the same over repeated exports of the same segment.
    `props` and `notes` are what a foreign file carried and must get back.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    uid: str = ""
    state: State = State.TRANSLATED
    origin: Origin = NO_ORIGIN
    author: str = ""
    created: str = ""
    changed_by: str = ""
    changed: str = ""
    document: str = ""
    context_before: str = ""
    context_after: str = ""
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = field(default=())
