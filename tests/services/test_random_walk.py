"""Any sequence of acts by two people leaves the store as a simple model says, history complete."""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.errors import NotAllowedError
from core.history import Act, ChangeKind, Version
from core.people import Person, Role
from core.segment import CONFIRMED, NO_ORIGIN, TYPED, Origin, Segment, State
from services import editing, projects, reviewing
from tests.build import make_project, make_segment, segments_of

PEOPLE = [Person(name, role) for name in ("Aigul", "Rustam") for role in Role]
TEXTS = st.sampled_from(
    ["", "  ", "Право", "Право на жизнь", "Ўзбекистон Республикаси", "a\u00a0b"]
)
START = [
    make_segment("First."),
    make_segment("Second.", "Второе.", State.TRANSLATED),
    make_segment("Third.", "Третье.", State.FINAL),
]
CLOSED = {State.FINAL}


@dataclass(frozen=True)
class Row:
    """A segment as the model sees it."""

    target: str
    state: State
    origin: Origin
    locked: bool = False

    @classmethod
    def of(cls, segment: Segment) -> "Row":
        return cls(segment.target, segment.state, segment.origin, segment.locked)

    @property
    def version(self) -> Version:
        return Version(self.target, self.state, self.origin)


@dataclass
class Story:
    """What the model knows of one segment: how it stands, and who translated each version."""

    row: Row
    translators: dict[Version, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


@dataclass
class Step:
    """One undo step of the model."""

    kind: ChangeKind
    number: int
    before: Row
    after: Row
    act: Act
    reason: str = ""


class Walk(RuleBasedStateMachine):
    """People act on three segments; the model does the same to plain values."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = shutil.copy(self.template, Path(self.folder.name) / "walk.terjiman")
        self.store, _ = projects.open_project(Path(path))
        self.start = segments_of(self.store)
        self.stories = [Story(Row.of(part), {Row.of(part).version: ""}) for part in self.start]
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.versions = [1] * len(self.start)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    # -- acts ---------------------------------------------------------------------------------

    @rule(number=st.integers(0, 2), text=TEXTS, person=st.sampled_from(PEOPLE))
    def type(self, number: int, text: str, person: Person) -> None:
        after = self._typed(number, text, person)
        self._do(
            ChangeKind.EDIT,
            number,
            after,
            person,
            lambda seen: editing.set_target(self.store, seen, text, person),
        )

    @rule(number=st.integers(0, 2), text=TEXTS, person=st.sampled_from(PEOPLE))
    def confirm(self, number: int, text: str, person: Person) -> None:
        after = self._typed(number, text, person)
        if after and after.state is not State.REVIEWED:
            after = replace(after, state=State.TRANSLATED) if text.strip() else None
        self._do(
            ChangeKind.CONFIRM,
            number,
            after,
            person,
            lambda seen: editing.confirm(self.store, seen, text, person),
        )

    @rule(number=st.integers(0, 2), text=st.none() | TEXTS, person=st.sampled_from(PEOPLE))
    def approve(self, number: int, text: str | None, person: Person) -> None:
        now = self.stories[number].row
        after = self._typed(number, now.target if text is None else text, person)
        own = self.stories[number].translators[now.version] == person.name
        if person.role is Role.TRANSLATOR or own or (after and not after.target.strip()):
            after = None
        if after and after.state in (State.NEW, State.DRAFT):
            after = None
        self._do(
            ChangeKind.APPROVE,
            number,
            after and replace(after, state=State.REVIEWED),
            person,
            lambda seen: reviewing.approve(self.store, [seen], person, text),
        )

    @rule(
        number=st.integers(0, 2),
        reason=st.sampled_from(["", " ", "Неточно", "Термин"]),
        person=st.sampled_from(PEOPLE),
    )
    def send_back(self, number: int, reason: str, person: Person) -> None:
        now, after = self.stories[number].row, None
        may = self._is_open(now) and person.role is Role.REVIEWER and reason.strip()
        if may and now.state in (State.TRANSLATED, State.REVIEWED):
            after = replace(now, state=State.REJECTED)
        self._do(
            ChangeKind.SEND_BACK,
            number,
            after,
            person,
            lambda seen: reviewing.send_back(self.store, seen, reason, person),
            reason.strip(),
        )

    @rule(number=st.integers(0, 2), which=st.integers(0, 5), person=st.sampled_from(PEOPLE))
    def restore(self, number: int, which: int, person: Person) -> None:
        known = list(self.stories[number].translators)
        version, now = known[which % len(known)], self.stories[number].row
        state = version.state
        if state is State.REVIEWED and person.role is Role.TRANSLATOR:
            state = State.TRANSLATED
        after = Row(version.target, state, version.origin) if self._is_open(now) else None
        self._do(
            ChangeKind.RESTORE,
            number,
            after,
            person,
            lambda seen: editing.restore(self.store, seen, version, person),
        )

    @rule(number=st.integers(0, 2), closed=st.booleans(), person=st.sampled_from(PEOPLE))
    def lock(self, number: int, closed: bool, person: Person) -> None:
        now = self.stories[number].row
        self._do(
            ChangeKind.LOCK if closed else ChangeKind.UNLOCK,
            number,
            None if now.state in CLOSED else replace(now, locked=closed),
            person,
            lambda seen: editing.set_locked(self.store, [seen], person, closed=closed),
        )

    @rule(person=st.sampled_from(PEOPLE))
    def undo(self, person: Person) -> None:
        if not self.done:
            return
        step = self.done.pop()
        editing.undo(self.store, step.act, person)
        self._go(ChangeKind.UNDO, step.number, step.before, person)
        if step.reason:
            self.stories[step.number].reasons.remove(step.reason)
        self.undone.append(step)

    @rule(person=st.sampled_from(PEOPLE))
    def redo(self, person: Person) -> None:
        if not self.undone:
            return
        step = self.undone[-1]
        reviewers = {ChangeKind.APPROVE, ChangeKind.SEND_BACK}
        if step.kind in reviewers and person.role is Role.TRANSLATOR:
            with pytest.raises(NotAllowedError):
                editing.redo(self.store, step.act, person)
            return
        self.undone.pop()
        editing.redo(self.store, step.act, person)
        self._go(ChangeKind.REDO, step.number, step.after, person)
        if step.reason:
            self.stories[step.number].reasons.append(step.reason)
        self.done.append(step)

    # -- the model ----------------------------------------------------------------------------

    def _is_open(self, row: Row) -> bool:
        return not row.locked and row.state not in CLOSED

    def _typed(self, number: int, text: str, person: Person) -> Row | None:
        now = self.stories[number].row
        if not self._is_open(now):
            return None
        if text == now.target:
            return now
        stays = {State.REVIEWED}
        if person.role is Role.REVIEWER:
            stays.add(State.TRANSLATED)
        state = State.TRANSLATED if text.strip() and now.state in stays else State.DRAFT
        if now.state is State.REJECTED:
            state = State.REJECTED
        return Row(text, state, TYPED if text else NO_ORIGIN)

    def _do(self, kind, number, after, person, act, reason="") -> None:  # type: ignore[no-untyped-def]
        seen, story = segments_of(self.store)[number], self.stories[number]
        if after is None:
            with pytest.raises(NotAllowedError):
                act(seen)
            return
        done = act(seen)
        assert done.changed == (after != story.row)
        if not done.changed:
            return
        self.done.append(Step(kind, number, story.row, after, done, reason))
        self.undone.clear()
        self._go(kind, number, after, person)
        if reason:
            story.reasons.append(reason)

    def _go(self, kind: ChangeKind, number: int, after: Row, person: Person) -> None:
        story = self.stories[number]
        translator = story.translators[story.row.version]
        if kind is ChangeKind.CONFIRM:
            translator = person.name
        elif kind in (ChangeKind.UNDO, ChangeKind.REDO, ChangeKind.RESTORE):
            translator = story.translators.get(after.version, translator)
        story.row = after
        story.translators[after.version] = translator
        self.versions[number] += 1

    # -- what always holds --------------------------------------------------------------------

    @invariant()
    def the_store_is_as_the_model_says(self) -> None:
        found = segments_of(self.store)
        assert [Row.of(part) for part in found] == [story.row for story in self.stories]
        assert [part.version for part in found] == self.versions
        for part, was in zip(found, self.start, strict=True):
            assert (part.source, part.key, part.id) == (was.source, was.key, was.id)
            assert part.target.strip() or part.state not in CONFIRMED

    @invariant()
    def the_history_leads_from_the_import_to_now(self) -> None:
        for part, story in zip(self.start, self.stories, strict=True):
            at, locked = Version.of(part), part.locked
            changes = reviewing.history_of(self.store, part.id)
            for change in changes:
                assert change.before == at
                at, locked = change.after, change.locked
            assert (at, locked) == (story.row.version, story.row.locked)
            assert len(changes) == self.versions[part.position] - 1

    @invariant()
    def the_reasons_that_stand_are_comments(self) -> None:
        for part, story in zip(self.start, self.stories, strict=True):
            comments = reviewing.comments_of(self.store, part.id)
            assert sorted(comment.text for comment in comments) == sorted(story.reasons)


def test_any_walk(tmp_path: Path) -> None:
    store = make_project(tmp_path, START)
    store.close()
    Walk.template = store.path
    limits = settings(
        max_examples=15,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(Walk, settings=limits)
