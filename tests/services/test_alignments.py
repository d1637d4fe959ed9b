"""The work on alignments: stored at every act, taken back without end, resumed exactly."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import resources
from core.alignment import editing
from core.alignment.editing import Spot, Step
from core.alignment.session import AlignmentSession, Stage, TextSide, Verdict
from core.errors import (
    Cancelled,
    ConflictError,
    ExpectedError,
    NotAllowedError,
    NotParallelError,
    StoreError,
)
from core.progress import Progress
from db.store import Store
from services import alignment_results as results
from services import alignments, projects
from services.alignments import OpenAlignment
from services.pairing import Pair
from tests.build import TRANSLATOR, make_project

RULES = resources.path("sample/Visiting rules.en.txt")
RULES_KK = resources.path("sample/Visiting rules.kk.txt")
COMPLAINT = resources.path("sample/How to complain.en.txt")
SOURCE, TARGET = TextSide.SOURCE, TextSide.TARGET
Act = Callable[[AlignmentSession], Step]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, target_language="kk")
    yield made
    made.close()


def begin(store: Store, pair: Pair = Pair(RULES, RULES_KK)) -> OpenAlignment:
    return alignments.align_waiting(store, alignments.add(store, pair).id)


def test_a_pair_waits_and_is_aligned(store: Store) -> None:
    waiting = alignments.add(store, Pair(RULES, RULES_KK))
    assert (waiting.stage, waiting.rows) == (Stage.WAITING, ())
    text = RULES.read_text(encoding="utf-8")
    assert all(text[each.begin : each.end] == each.text for each in waiting.source)
    opened = alignments.align_waiting(store, waiting.id)
    assert opened.session.stage is Stage.OPEN
    assert opened.session.confidence > 0.5
    for side in TextSide:
        assert tuple(opened.session.sentences(side)) == waiting.cut(side)
    assert alignments.resume(store, waiting.id) == opened


def test_pairs_that_wait_are_aligned_together(store: Store, tmp_path: Path) -> None:
    other, other_kk = tmp_path / "other.en.txt", tmp_path / "other.kk.txt"
    for path, text in ((other, RULES), (other_kk, RULES_KK)):
        lines = text.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(reversed(lines)), encoding="utf-8")
    first = alignments.add(store, Pair(RULES, RULES_KK))
    second = alignments.add(store, Pair(other, other_kk))
    opened = alignments.align_waiting(store, first.id)
    beside = alignments.resume(store, second.id)
    for waiting, found in ((first, opened), (second, beside)):
        assert found.session.stage is Stage.OPEN
        for side in TextSide:
            assert tuple(found.session.sentences(side)) == waiting.cut(side)
    assert alignments.align_waiting(store, second.id) == beside


def test_work_on_what_was_aligned_meanwhile_is_kept(store: Store) -> None:
    waiting = alignments.add(store, Pair(RULES, RULES_KK))
    judged: list[OpenAlignment] = []

    def meanwhile(_share: float, _text: str) -> None:
        if not judged:
            judged.append(opened := alignments.align_waiting(store, waiting.id))
            step = editing.judge(opened.session, 0, Verdict.ACCEPTED)
            judged.append(alignments.act(store, opened, step))

    found = alignments.align_waiting(store, waiting.id, Progress(meanwhile))
    assert found == judged[-1] == alignments.resume(store, waiting.id)


def test_a_cancelled_alignment_waits_on(store: Store) -> None:
    waiting = alignments.add(store, Pair(RULES, RULES_KK))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        alignments.align_waiting(store, waiting.id, progress)
    assert alignments.resume(store, waiting.id).session == waiting
    with pytest.raises(Cancelled):
        alignments.add(store, Pair(RULES, RULES_KK), progress)
    assert len(alignments.heads(store)) == 1


def test_texts_that_are_no_translations_wait_for_a_person(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    lines = RULES_KK.read_text(encoding="utf-8").splitlines()
    other.write_text("\n".join(sorted(lines, key=lambda line: line[::-1])), encoding="utf-8")
    opened = begin(store, Pair(COMPLAINT, other))
    assert opened.session.stage is Stage.DOUBTED
    assert alignments.insist(store, opened).session.stage is Stage.OPEN
    assert alignments.heads(store)[0].stage is Stage.OPEN


def test_wrong_languages_are_said_before_anything_is_stored(store: Store) -> None:
    with pytest.raises(NotParallelError, match="is in English and not in Kazakh"):
        alignments.add(store, Pair(RULES, COMPLAINT))
    assert alignments.heads(store) == []
    alignments.add(store, Pair(RULES, COMPLAINT), insist=True)
    assert len(alignments.heads(store)) == 1


def test_files_with_translations_inside_are_not_aligned(store: Store) -> None:
    form = resources.path("sample/Complaint form.po")
    for pair in (Pair(form, RULES_KK), Pair(RULES, form)):
        with pytest.raises(ExpectedError, match=r"“Complaint form\.po”.*Import it instead"):
            alignments.add(store, pair)
    assert alignments.heads(store) == []


def test_both_texts_in_one_file(store: Store, tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    both.write_text(
        RULES.read_text(encoding="utf-8") + "\n\n" + RULES_KK.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    alone, inside = begin(store), begin(store, Pair(both, None))
    assert [row.text(TARGET) for row in inside.session.rows] == [
        row.text(TARGET) for row in alone.session.rows
    ]


def some_work(store: Store, opened: OpenAlignment) -> list[OpenAlignment]:
    """Each state of some acts."""
    states = [opened]
    acts: list[Act] = [
        lambda s: editing.judge(s, 0, Verdict.ACCEPTED),
        lambda s: editing.edit(s, Spot(1, TARGET), "Басқа\u00a0мәтін."),
        lambda s: editing.merge(s, 1, 2),
        lambda s: editing.delete(s, Spot(1, SOURCE, 0)),
        lambda s: editing.insert(s, Spot(2, SOURCE, 0), "Put in."),
        lambda s: editing.accept_above(s, 0.5),
    ]
    for act in acts:
        states.append(alignments.act(store, states[-1], act(states[-1].session)))
    return states


def test_every_act_is_stored_and_resumed(store: Store) -> None:
    for state in some_work(store, begin(store))[-1:]:
        assert alignments.resume(store, state.session.id) == state
        assert alignments.heads(store)[0].progress == state.session.progress()
        assert state.session.progress().accepted > 2


def test_all_of_it_can_be_taken_back_tomorrow_and_done_again(store: Store) -> None:
    states = some_work(store, begin(store))
    store.close()
    again, _ = projects.open_project(store.path)
    opened = alignments.resume(again, states[-1].session.id)
    for state in reversed(states[:-1]):
        opened = alignments.undo(again, opened)
        assert opened.session == state.session
        assert alignments.resume(again, opened.session.id) == opened
    assert alignments.undo(again, opened) == opened
    for state in states[1:]:
        opened = alignments.redo(again, opened)
        assert opened.session == state.session
    assert alignments.redo(again, opened) == opened
    again.close()


def test_finished_work_that_goes_on_is_open_again(store: Store) -> None:
    opened = begin(store)
    opened = alignments.act(store, opened, editing.judge(opened.session, 0, Verdict.ACCEPTED))
    finished = alignments.finish(store, opened)
    assert alignments.heads(store)[0].stage is Stage.FINISHED
    for after in (
        alignments.undo(store, finished),
        alignments.act(store, opened, editing.judge(opened.session, 1, Verdict.REJECTED)),
    ):
        assert after.session.stage is Stage.OPEN
        assert alignments.heads(store)[0].stage is Stage.OPEN


def test_realigning_keeps_what_was_accepted_and_is_one_step(store: Store) -> None:
    opened = begin(store)
    acts: list[Act] = [
        lambda s: editing.pinpoint(s, 4, 5),
        lambda s: editing.judge(s, 1, Verdict.ACCEPTED),
    ]
    for act in acts:
        opened = alignments.act(store, opened, act(opened.session))
    kept = [row for row in opened.session.rows if row.verdict is Verdict.ACCEPTED]
    opened = alignments.act(store, opened, alignments.realigned(store, opened.session))
    assert [row for row in opened.session.rows if row.verdict is Verdict.ACCEPTED] == kept
    assert opened.session.rows[2].confidence is not None
    assert len(opened.journal.steps) == 3
    with pytest.raises(NotAllowedError):
        alignments.realigned(store, opened.session)


def test_accepted_rows_of_every_shape_survive_realigning(store: Store) -> None:
    opened = begin(store)
    acts: list[Act] = [
        lambda s: editing.unlink(s, 2),
        lambda s: editing.judge(s, 2, Verdict.ACCEPTED),
        lambda s: editing.judge(s, 3, Verdict.ACCEPTED),
        lambda s: editing.merge(s, 6, 8),
        lambda s: editing.judge(s, 6, Verdict.ACCEPTED),
        lambda s: editing.insert(s, Spot(9, TARGET, 1), "Қосылған сөйлем."),
        lambda s: editing.delete(s, Spot(10, SOURCE)),
        lambda s: editing.judge(s, 9, Verdict.ACCEPTED),
    ]
    for act in acts:
        opened = alignments.act(store, opened, act(opened.session))
    before = opened.session
    opened = alignments.act(store, opened, alignments.realigned(store, before))
    for side in TextSide:
        assert opened.session.sentences(side) == before.sentences(side)
    accepted = [row for row in before.rows if row.verdict is Verdict.ACCEPTED]
    assert [row for row in opened.session.rows if row.verdict is Verdict.ACCEPTED] == accepted
    assert len(accepted) == 4


def test_nothing_is_done_that_could_not_be_stored(store: Store) -> None:
    opened = begin(store)
    step = editing.judge(opened.session, 0, Verdict.ACCEPTED)
    store.close()
    with pytest.raises(StoreError):
        alignments.act(store, opened, step)
    again, _ = projects.open_project(store.path)
    assert alignments.resume(again, opened.session.id) == opened
    again.close()


def test_removing(store: Store) -> None:
    opened = begin(store)
    alignments.remove(store, opened.session.id)
    assert alignments.heads(store) == []


def test_what_was_removed_meanwhile_is_said(store: Store) -> None:
    waiting = alignments.add(store, Pair(RULES, RULES_KK))

    class Removing(Progress):
        """Somebody removes the pair while it is aligned."""

        def step(self, done: float, text: str = "") -> None:
            alignments.remove(store, waiting.id)
            super().step(done, text)

    with pytest.raises(ConflictError, match="removed"):
        alignments.align_waiting(store, waiting.id, Removing())
    with pytest.raises(ConflictError, match="removed"):
        alignments.resume(store, waiting.id)
    assert alignments.heads(store) == []


def test_work_on_what_was_removed_is_not_stored(store: Store) -> None:
    opened = some_work(store, begin(store))[-1]
    back = alignments.undo(store, opened)
    alignments.remove(store, opened.session.id)
    for work in (
        lambda: alignments.act(store, opened, editing.judge(opened.session, 1, Verdict.REJECTED)),
        lambda: alignments.undo(store, opened),
        lambda: alignments.redo(store, back),
        lambda: results.to_document(store, opened.session, 0.5, TRANSLATOR),
    ):
        with pytest.raises(ConflictError, match="removed"):
            work()
    assert alignments.heads(store) == []


def test_what_is_aligned_already_is_not_aligned_over_the_work(store: Store) -> None:
    worked = some_work(store, begin(store))[-1]
    assert alignments.align_waiting(store, worked.session.id) == worked


def test_work_on_what_was_finished_elsewhere_opens_it_again(store: Store) -> None:
    opened = begin(store)
    alignments.finish(store, opened)
    alignments.act(store, opened, editing.judge(opened.session, 0, Verdict.ACCEPTED))
    assert alignments.heads(store)[0].stage is Stage.OPEN


def test_nothing_is_aligned_that_could_not_be_stored(store: Store) -> None:
    waiting = alignments.add(store, Pair(RULES, RULES_KK))
    store.close()
    reader, _project = projects.open_project(store.path, read_only=True)
    told: list[str] = []
    with pytest.raises(StoreError, match="read only"):
        alignments.align_waiting(
            reader, waiting.id, Progress(lambda _done, text: told.append(text))
        )
    assert told == []
    reader.close()
