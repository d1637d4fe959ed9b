"""The sample rules with their translation, aligned and half judged."""

from dataclasses import replace

import resources
from core.alignment import editing
from core.alignment.session import AlignmentSession, Verdict
from db.store import Store
from services import alignments
from services.pairing import Pair

RULES = resources.path("sample/Visiting rules.en.txt")
RULES_KK = resources.path("sample/Visiting rules.kk.txt")


def judged_rules(store: Store) -> AlignmentSession:
    """The rules aligned: rows 1 and 3 accepted, row 4 rejected, row 5 not sure."""
    opened = alignments.align_waiting(store, alignments.add(store, Pair(RULES, RULES_KK)).id)
    for row, verdict in ((0, Verdict.ACCEPTED), (2, Verdict.ACCEPTED), (3, Verdict.REJECTED)):
        step = editing.judge(opened.session, row, verdict)
        opened = alignments.act(store, opened, step)
    rows = list(opened.session.rows)
    rows[4] = replace(rows[4], confidence=0.4)
    return replace(opened.session, rows=tuple(rows))
