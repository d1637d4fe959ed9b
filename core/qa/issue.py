"""An issue: what a check found in a segment, how grave it is, and the repair where there is one."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave an issue is: an error is wrong, a warning most likely, a hint worth a look."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding.

    `check` is the id of the check, `message` a sentence for the translator. `start` and `end` are
    the place in the target, or None where it is about the whole. `fix` is the whole target with
    this one issue repaired, or None where only a person can repair it.
    """

    segment_id: int
    check: str
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    fix: str | None = None
