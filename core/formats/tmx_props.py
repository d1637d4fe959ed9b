"""The properties that Terjiman writes into TMX, and what they mean when read."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from core.formats.tmx_plain import unescaped
from core.memory.unit import TranslationUnit
from core.segment import Origin, OriginKind, State

STATUS = "x-status"
ORIGIN = "x-origin"
SCORE = "x-score"
DETAIL = "x-origin-detail"
DOCUMENT = "x-document"
# These two stand in the source variant, where memoQ and MyMemory have them as well.
BEFORE = "x-context-pre"
AFTER = "x-context-post"

_IMPORTED = Origin(OriginKind.IMPORTED)
_MAKES_SENSE: dict[str, Callable[[str], bool]] = {
    STATUS: lambda value: value in list(State),
    ORIGIN: lambda value: value in list(OriginKind),
    SCORE: lambda value: value.isascii() and value.isdigit() and len(value) < 5,
    DETAIL: bool,
    DOCUMENT: bool,
    BEFORE: bool,
    AFTER: bool,
}


def own_props(props: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Those of `props` (type, text) that are ours and make sense; the first of each type counts."""
    own: dict[str, str] = {}
    for kind, value in props:
        if kind not in own and kind in _MAKES_SENSE and _MAKES_SENSE[kind](value):
            own[kind] = value
    return own


def own_state(own: dict[str, str]) -> State:
    """The state that our props name; what a foreign memory holds counts as translated."""
    return State(own[STATUS]) if STATUS in own else State.TRANSLATED


def own_origin(own: dict[str, str]) -> Origin:
    """The origin that our props name, else that the text was imported."""
    if not own:
        return _IMPORTED
    score = int(own[SCORE]) if SCORE in own else None
    return Origin(OriginKind(own.get(ORIGIN, OriginKind.IMPORTED)), score, own.get(DETAIL, ""))


class Told(NamedTuple):
    """What the props of a unit tell of it, and those that are not ours."""

    state: State
    origin: Origin
    document: str
    before: str
    after: str
    others: tuple[tuple[str, str], ...]


@lru_cache(1 << 8)
def told(props: tuple[tuple[str, str], ...]) -> Told:
    """What these props tell; those of one file are much the same from unit to unit."""
    own = own_props(props)
    return Told(
        own_state(own),
        own_origin(own),
        own.get(DOCUMENT, ""),
        _neighbour(own.get(BEFORE, "")),
        _neighbour(own.get(AFTER, "")),
        tuple(prop for prop in props if prop not in own.items()) if own else props,
    )


def _neighbour(text: str) -> str:
    """The neighbour's text; memoQ writes it as XML, with <seg> around it."""
    if text.startswith("<seg>") and text.endswith("</seg>"):
        return unescaped(text.removeprefix("<seg>").removesuffix("</seg>"))
    return text


def unit_props(unit: TranslationUnit) -> list[tuple[str, str]]:
    """The props (type, text) of a whole unit: ours, then what a foreign file carried."""
    score = "" if unit.origin.score is None else str(unit.origin.score)
    own = [
        (STATUS, unit.state.value),
        (ORIGIN, unit.origin.kind.value),
        (SCORE, score),
        (DETAIL, unit.origin.detail),
        (DOCUMENT, unit.document),
    ]
    return [*((kind, value) for kind, value in own if value), *unit.props]


def source_props(unit: TranslationUnit) -> list[tuple[str, str]]:
    """The props of a unit's source variant: its neighbours in the document."""
    context = [(BEFORE, unit.context_before), (AFTER, unit.context_after)]
    return [(kind, value) for kind, value in context if value]
