"""The properties that Terjiman writes into TMX, and what they mean when read."""

def _own_props(props: list[tuple[str, str]]) -> dict[str, str]:
    """The props that are ours and make sense; the first of each kind counts."""
    allowed = {
        _STATUS: lambda value: value in list(State),
        _ORIGIN: lambda value: value in list(OriginKind),
        _SCORE: lambda value: value.isascii() and value.isdigit() and len(value) < 5,
        _DETAIL: bool,
        _DOCUMENT: bool,
        _BEFORE: bool,
        _AFTER: bool,
    }
    own: dict[str, str] = {}
    for kind, value in props:
        if kind in allowed and kind not in own and allowed[kind](value):
            own[kind] = value
    return own


def _origin(own: dict[str, str]) -> Origin:
    score = int(own[_SCORE]) if _SCORE in own else None
    return Origin(OriginKind(own.get(_ORIGIN, OriginKind.IMPORTED)), score, own.get(_DETAIL, ""))


