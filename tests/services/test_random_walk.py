"""Any sequence of acts by two people leaves the store as a simple model says, history complete."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotAllowedError
from core.history import Act, ChangeKind, Version
from core.language import Script
from core.memory.memories import AttachedMemory
from core.memory.settings import Propagation
from core.memory.unit import TranslationUnit
from core.people import Person, Role
from core.segment import CONFIRMED, NO_ORIGIN, TYPED, Origin, Segment, State
from db.store import Store
from services import (
    converting,
    editing,
    importing,
    memories,
    memory,
    pretranslating,
    projects,
    recutting,
    remembering,
    reviewing,
)
from services.converting import Conversion
from services.pretranslating import Pretranslation
from tests.build import make_project, make_segment, segments_of

AIGUL, RUSTAM = (Person(name) for name in ("Aigul", "Rustam"))
REVIEWERS = [replace(person, role=Role.REVIEWER) for person in (AIGUL, RUSTAM)]
PEOPLE = [AIGUL, RUSTAM, *REVIEWERS]
TRANSLATING = [AIGUL, AIGUL, RUSTAM, *REVIEWERS]
REVIEWING = [REVIEWERS[0], *REVIEWERS[1:] * 3, RUSTAM]
"""Mostly people who may, so that walks get somewhere."""

TEXTS = ["", "  ", "Право", "Закон", "Жизнь", "Право на жизнь", "a\u00a0b"]
START = [
    make_segment("First."),
    make_segment("Second.", "Второе.", State.TRANSLATED),
    make_segment("Third.", "Третье.", State.FINAL),
]
CLOSED = {State.FINAL}
CORRECTIONS = [None, None, None, "", "Право"]
REASONS = ["Неточно", "Термин", "Стиль", " "]
NUMBERS = [0, 0, 0, 1, 1, 1, 2]
"""Which segment: the final one seldom, since it refuses everything."""


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


class Walk:
    """People act on three segments; the model does the same to plain values."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.start = segments_of(store)
        self.stories = [Story(Row.of(part), {Row.of(part).version: ""}) for part in self.start]
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.versions = [1] * len(self.start)

    # -- acts ---------------------------------------------------------------------------------

    def type(self, number: int, text: str, person: Person) -> None:
        after = self._typed(number, text, person)
        self._do(
            ChangeKind.EDIT,
            number,
            after,
            person,
            lambda seen: editing.set_target(self.store, seen, text, person),
        )

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

    def lock(self, number: int, person: Person) -> None:
        now = self.stories[number].row
        closed = not now.locked
        self._do(
            ChangeKind.LOCK if closed else ChangeKind.UNLOCK,
            number,
            None if now.state in CLOSED else replace(now, locked=closed),
            person,
            lambda seen: editing.set_locked(self.store, [seen], person, closed=closed),
        )

    def undo(self, person: Person) -> None:
        if not self.done:
            return
        step = self.done.pop()
        editing.undo(self.store, step.act, person)
        self._go(ChangeKind.UNDO, step.number, step.before, person)
        if step.reason:
            self.stories[step.number].reasons.remove(step.reason)
        self.undone.append(step)

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

    # -- what holds --------------------------------------------------------------------

    def the_store_is_as_the_model_says(self) -> None:
        found = segments_of(self.store)
        assert [Row.of(part) for part in found] == [story.row for story in self.stories]
        assert [part.version for part in found] == self.versions
        for part, was in zip(found, self.start, strict=True):
            assert (part.source, part.key, part.id) == (was.source, was.key, was.id)
            assert part.target.strip() or part.state not in CONFIRMED

    def the_history_leads_from_the_import_to_now(self) -> None:
        for part, story in zip(self.start, self.stories, strict=True):
            at, locked = Version.of(part), part.locked
            changes = reviewing.history_of(self.store, part.id)
            for change in changes:
                assert change.before == at
                at, locked = change.after, change.locked
            assert (at, locked) == (story.row.version, story.row.locked)
            assert len(changes) == self.versions[part.position] - 1

    def the_reasons_that_stand_are_comments(self) -> None:
        for part, story in zip(self.start, self.stories, strict=True):
            comments = reviewing.comments_of(self.store, part.id)
            assert sorted(comment.text for comment in comments) == sorted(story.reasons)


ARGUMENTS: dict[str, tuple[Sequence[Any], ...]] = {
    "type": (NUMBERS, TEXTS, TRANSLATING),
    "confirm": (NUMBERS, TEXTS, TRANSLATING),
    "approve": (NUMBERS, CORRECTIONS, REVIEWING),
    "send_back": (NUMBERS, REASONS, REVIEWING),
    "restore": (NUMBERS, range(10), PEOPLE),
    "lock": (NUMBERS, PEOPLE),
    "undo": (PEOPLE,),
    "redo": (PEOPLE,),
}
OFTEN = ["type", "confirm", "confirm", "approve", "send_back", "undo", "redo"] * 4
ACTS = [*OFTEN, "restore", "restore", "lock"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = make_project(tmp_path_factory.mktemp("walk"), START)
    store.close()
    return store.path


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=True), steps=st.integers(1, 120))
def test_any_walk(template: Path, chance: Random, steps: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(template, Path(folder) / "walk.terjiman")
        store, _ = projects.open_project(Path(path))
        try:
            walk = Walk(store)
            for _ in range(steps):
                name = chance.choice(ACTS)
                getattr(walk, name)(*map(chance.choice, ARGUMENTS[name]))
                walk.the_store_is_as_the_model_says()
                walk.the_reasons_that_stand_are_comments()
            walk.the_history_leads_from_the_import_to_now()
        finally:
            store.close()


# -- acts on many segments ---------------------------------------------------------------------

LAW = "One right. See Art. 5 of it.\n\nTwo duties.\n\nOne right.\n\nSee Art. Six of 7."
DEED = "Two duties.\n\nOne right.\n\nSee Art. 6 of it."
UNITS = [
    TranslationUnit("Two duties.", "Икки бурч.", "en", "uz-Cyrl"),
    TranslationUnit("See Art. 9 of it.", "9-moddaga qarang.", "en", "uz-Latn"),
]
UZBEK = ["Бир ҳуқуқ.", "Ikki burch.", "7-модда", "oʻn", " "]


class WideWalk:
    """People act on several documents at once; the model keeps what there was after each act."""

    def __init__(self, folder: Path) -> None:
        self.store, _ = projects.create(folder / "wide.terjiman", "en", "uz-Cyrl")
        for name, text in (("law.txt", LAW), ("deed.txt", DEED)):
            (folder / name).write_text(text, encoding="utf-8")
            importing.import_file(self.store, folder / name, AIGUL)
        file = memories.create_memory(folder / "legal.tm")
        file.add(UNITS)
        file.close()
        self.memory = folder / "legal.tm"
        use = AttachedMemory(str(self.memory), "legal", writable=True)
        memories.attach(self.store, use)
        self.remembering = remembering.Remembering(self.store)
        self.start = self.segments()
        self.seen = [self.start]
        self.acts: list[Act] = []
        self.place = 0

    def segments(self) -> list[Segment]:
        return [*segments_of(self.store, 0), *segments_of(self.store, 1)]

    def type(self, number: int, text: str) -> None:
        segment = self._one(number)
        self._do(lambda: editing.set_target(self.store, segment, text, AIGUL))

    def confirm(self, number: int, text: str) -> None:
        segment = self._one(number)
        self._do(lambda: editing.confirm(self.store, segment, text, AIGUL))

    def approve(self) -> None:
        waiting = [part for part in self.segments() if part.state is State.TRANSLATED]
        if waiting:
            self._do(lambda: reviewing.approve(self.store, waiting, REVIEWERS[1]))

    def lock(self, number: int) -> None:
        segment = self._one(number)
        self._do(
            lambda: editing.set_locked(self.store, [segment], AIGUL, closed=not segment.locked)
        )

    def pretranslate(self, state: State, threshold: int, over: bool) -> None:
        wanted = Pretranslation(threshold, state, over_drafts=over)
        self._do(lambda: pretranslating.pretranslate(self.store, wanted, AIGUL).act)

    def convert(self, script: Script) -> None:
        found = converting.preview(self.segments(), Conversion("uz-Cyrl", script))
        self._do(lambda: converting.convert_targets(self.store, found.changes, AIGUL))

    def join(self, number: int) -> None:
        document = self._one(number).document_id
        self._do(lambda: recutting.never_break_after(self.store, document, "Art.", "en", AIGUL))

    def follow(self, becomes: Propagation) -> None:
        settings = replace(projects.matching_settings(self.store), propagation=becomes)
        projects.choose_matching(self.store, settings)

    def undo(self) -> None:
        if self.place:
            self.place -= 1
            self._moved(editing.undo(self.store, self.acts[self.place], AIGUL))

    def redo(self) -> None:
        if self.place < len(self.acts):
            self._moved(editing.redo(self.store, self.acts[self.place], REVIEWERS[1]))
            self.place += 1

    def _one(self, number: int) -> Segment:
        found = self.segments()
        return found[number % len(found)]

    def _do(self, act: Callable[[], Act]) -> None:
        try:
            done = act()
        except NotAllowedError:
            return
        if done.changed:
            self._moved(done.after)
            self.acts[self.place :] = [done]
            self.place += 1
            self.seen[self.place :] = [self.segments()]

    def _moved(self, changed: Sequence[Segment]) -> None:
        assert self.remembering.follow(changed) == []

    def all_is_as_it_was_then(self) -> None:
        assert list(map(_content, self.segments())) == list(map(_content, self.seen[self.place]))

    def the_histories_lead_from_the_import_to_now(self) -> None:
        now = {segment.id: segment for segment in self.segments()}
        for was in self.start:
            at = Version.of(was)
            for change in reviewing.history_of(self.store, was.id):
                assert change.before == at
                at = change.after
            if was.id in now:
                assert Version.of(now[was.id]) == at

    def the_memory_has_what_is_confirmed(self) -> None:
        with closing(memories.open_memory(self.memory, read_only=True)) as file:
            found = [stored.unit for stored in file.units()]
        own = {unit.uid: (unit.source, unit.target, unit.state) for unit in found if unit.uid}
        assert [unit for unit in found if not unit.uid] == UNITS
        project = projects.project_of(self.store)
        assert own == {
            memory.unit_uid(project, part.id): (part.source, part.target, part.state)
            for part in self.segments()
            if part.is_confirmed
        }


def _content(segment: Segment) -> tuple[object, ...]:
    return segment.id, segment.source, Row.of(segment)


WIDE: dict[str, tuple[Sequence[Any], ...]] = {
    "type": (range(9), UZBEK),
    "confirm": (range(9), UZBEK),
    "approve": (),
    "lock": (range(9),),
    "pretranslate": ([State.DRAFT, State.TRANSLATED], [50, 75, 100], [False, True]),
    "convert": (list(Script),),
    "join": (range(9),),
    "follow": (list(Propagation),),
    "undo": (),
    "redo": (),
}
WIDE_ACTS = [*WIDE, "confirm", "confirm", "undo", "redo"]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=True), steps=st.integers(1, 40))
def test_any_walk_over_several_documents_leads_back(
    monkeypatch: pytest.MonkeyPatch, chance: Random, steps: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, monkeypatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", folder)
        walk = WideWalk(Path(folder))
        try:
            for _ in range(steps):
                name = chance.choice(WIDE_ACTS)
                getattr(walk, name)(*map(chance.choice, WIDE[name]))
                walk.all_is_as_it_was_then()
            walk.the_memory_has_what_is_confirmed()
            walk.the_histories_lead_from_the_import_to_now()
            for _ in range(len(walk.acts)):
                walk.undo()
                walk.all_is_as_it_was_then()
            assert list(map(_content, walk.segments())) == list(map(_content, walk.start))
            walk.the_memory_has_what_is_confirmed()
        finally:
            walk.remembering.close()
            walk.store.close()
