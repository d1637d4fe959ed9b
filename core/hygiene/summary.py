"""Tells what hygiene found in few words."""

from collections.abc import Iterable, Sequence

from core.hygiene.defect import Defect, DefectKind
from core.hygiene.mixed_script import letters_of_other_script

_EXAMPLES = 3
_NOTHING_TO_SEE = (DefectKind.INVISIBLE, DefectKind.COMPOSITION, DefectKind.NO_BREAK_SPACE)


def by_kind(defects: Iterable[Defect]) -> dict[DefectKind, list[Defect]]:
    """The defects of each kind that there is, the kinds in their order."""
    found = list(defects)
    kinds = {kind: [one for one in found if one.kind is kind] for kind in DefectKind}
    return {kind: some for kind, some in kinds.items() if some}


def examples(defects: Sequence[Defect]) -> str:
    """The first few of these with their repair; empty for defects that cannot be seen."""
    shown = dict.fromkeys(_shown(one) for one in defects if one.kind not in _NOTHING_TO_SEE)
    return ", ".join(list(shown)[:_EXAMPLES]) + (" …" if len(shown) > _EXAMPLES else "")


def _shown(defect: Defect) -> str:
    if not defect.repair:
        return f"“{defect.text}”"
    if defect.kind is DefectKind.MIXED_SCRIPT:  # looks the same when it is repaired
        return f"“{defect.text}” with {letters_of_other_script(defect)}"
    return f"“{defect.text}” → “{defect.repair}”"


def sentences(defects: Iterable[Defect]) -> list[str]:
    """A line for each kind: how many there are, and the first few."""
    return [
        f"{kind.label}: {len(some)}" + (f" ({shown})" if (shown := examples(some)) else "")
        for kind, some in by_kind(defects).items()
    ]
