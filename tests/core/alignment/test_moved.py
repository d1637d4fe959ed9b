"""What was moved or put in: shown where it is, not forced into beads."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.alignment.aligner import align
from core.alignment.bead import Bead, Moved
from core.alignment.moved import moved_passages
from core.progress import Progress

NAMES = ["Almaty", "Bishkek", "Dushanbe", "Tashkent", "Ashgabat", "Samarkand", "Osh", "Khiva"]
VERBS = [("lived", "жило"), ("worked", "работало"), ("rested", "отдыхало"), ("voted", "голосовало")]


def text(size: int) -> tuple[list[str], list[str]]:
    random = Random(size)
    source, target = [], []
    for number in range(size):
        name, (verb, other) = random.choice(NAMES), random.choice(VERBS)
        people = random.randint(100, 9999)
        tail, rest = ("", "") if number % 3 else (" for many years", " в течение многих лет")
        source.append(f"In {name} there {verb} {people} people{tail}.")
        target.append(f"В городе {name} {other} {people} человек{rest}.")
    return source, target


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 100), st.integers(4, 60))
def test_what_was_put_in_stays_alone(place: int, size: int) -> None:
    source, target = text(100)
    random = Random(size)
    words = [
        "дождь",
        "шёл",
        "никто",
        "вышел",
        "дома",
        "кроме",
        "старого",
        "пастуха",
        "овцы",
        "горы",
        "ночь",
    ]
    foreign = [" ".join(random.choices(words, k=random.randint(3, 12))) + "." for _ in range(size)]
    found = align(source, [*target[:place], *foreign, *target[place:]], "en", "ru")
    alone = {j for bead in found.beads if not bead.source for j in bead.target}
    inside = set(range(place, place + size))
    assert len(alone - inside) <= 1
    assert len(inside - alone) <= 1
    assert found.moved == ()


def test_a_moved_section_is_shown() -> None:
    source, target = text(120)
    moved = [*target[:30], *target[42:90], *target[30:42], *target[90:]]
    found = align(source, moved, "en", "ru")
    (one,) = found.moved
    assert (one.source, one.target) == ((30, 42), (78, 90))
    assert one.confidence > 0.9
    assert found.parallel
    alone = {i for bead in found.beads if not bead.target for i in bead.source}
    assert alone == set(range(30, 42))


def test_nothing_is_moved_in_a_translation_with_gaps() -> None:
    source, target = text(100)
    found = align([*source[:20], *source[32:]], [*target[:60], *target[75:]], "en", "ru")
    assert found.moved == ()


def test_the_surest_pairs_choose_first() -> None:
    beads = [Bead((i,), (), 1.0) for i in range(5)]
    beads += [Bead((), (j,), 1.0) for j in range(5)] + [Bead((5,), (5,), 1.0)]
    beads += [Bead((), (j,), 1.0) for j in range(6, 11)]
    lines = ["the same length"] * 11
    chances = {(0, 5): 0.6, (6, 11): 0.8}
    found = moved_passages(lines, lines, beads, lambda _, run, __: chances[run], Progress())
    assert found == (Moved((0, 5), (6, 11), 0.8),)
