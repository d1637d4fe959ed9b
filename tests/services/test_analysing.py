"""What is left to translate, by how well memory knows it."""

from pathlib import Path

import pytest

from core.errors import Cancelled
from core.memory.analysis import NOTHING, Amount, Band
from core.memory.match import MIN_THRESHOLD
from core.memory.memories import AttachedMemory
from core.memory.penalties import PenaltySettings
from core.memory.settings import MatchingSettings
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Origin, OriginKind
from services import memories, projects
from services.analysing import analyse
from services.matching import Matcher
from tests.build import add_document, make_project, make_segment, segments_of

KNOWN = "Everyone has the right to rest."
LIKE_IT = "Everyone has the right to life and rest."
NEW = "Nobody is a slave."


def test_each_segment_is_in_one_band(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    add_document(store, [make_segment("Head"), make_segment(KNOWN, "Право."), make_segment("Tail")])
    wanted = ["Head", KNOWN, "Tail", NEW, KNOWN, LIKE_IT]
    locked = make_segment("Кулпуланган.", locked=True)
    add_document(store, [*(make_segment(source) for source in wanted), locked], "second.txt")
    found = analyse(store)
    (_, first), (document, second) = found.documents
    assert first.confirmed == Amount(1, 6, len(KNOWN))
    assert first.total.segments == 2
    assert document.name == "second.txt"
    assert {band: amount.segments for band, amount in second.bands.items()} == {
        Band.REPETITION: 3,  # “Head” and “Tail” of the first document, and the second KNOWN
        Band.BOTH_NEIGHBOURS: 1,
        Band.ONE_NEIGHBOUR: 0,
        Band.EXACT: 0,
        Band.FROM_95: 0,
        Band.FROM_85: 0,
        Band.FROM_75: 1,
        Band.FROM_50: 0,
        Band.NONE: 1,
    }
    assert second.bands[Band.NONE] == Amount(1, 4, len(NEW))
    assert second.confirmed == NOTHING
    assert found.total.total == first.total + second.total
    assert found.total.confirmed.segments == 1
    store.close()


def test_a_band_is_that_of_the_best_match_of_all(tmp_path: Path) -> None:
    """Also where something is taken off identical text, and what is only like it is better."""
    store = make_project(tmp_path, [make_segment(source) for source in (KNOWN, LIKE_IT, NEW)])
    file = memories.create_memory(tmp_path / "old.memory")
    machine = Origin(OriginKind.MACHINE)
    file.add(
        [
            TranslationUnit(KNOWN, "Право.", "en", "ru", context_after=LIKE_IT),
            TranslationUnit(LIKE_IT, "Жизнь.", "en", "ru", origin=machine),
            TranslationUnit(LIKE_IT.upper(), "ЖИЗНЬ.", "en", "ru"),
            TranslationUnit(NEW, "Никто.", "en", "ru"),
            TranslationUnit(NEW, "Ни один.", "en", "ru"),
        ]
    )
    file.close()
    projects.choose_matching(store, MatchingSettings(PenaltySettings(machine=20)))
    use = AttachedMemory(str(file.path), "old")
    matcher, sources = Matcher(store, [use]), ["", KNOWN, LIKE_IT, NEW, ""]
    best = [
        matcher.matches(segment, before, after, MIN_THRESHOLD, limit=1)[0].score
        for before, segment, after in zip(sources, segments_of(store), sources[2:], strict=False)
    ]
    matcher.close()
    assert best == [101, 99, 99]
    bands = analyse(store, [use]).total.bands
    assert (bands[Band.ONE_NEIGHBOUR].segments, bands[Band.FROM_95].segments) == (1, 2)
    store.close()


def test_the_memories_asked_are_those_given(tmp_path: Path) -> None:
    file = memories.create_memory(tmp_path / "old.memory")
    file.add([TranslationUnit(NEW, "Никто.", "en", "ru")])
    file.close()
    store = make_project(tmp_path, [make_segment(NEW)])
    use = AttachedMemory(str(file.path), "old")
    assert analyse(store, [use]).total.bands[Band.EXACT].segments == 1
    assert analyse(store).total.bands[Band.NONE].segments == 1
    memories.attach(store, use)
    assert analyse(store).total.bands[Band.EXACT].segments == 1
    assert analyse(store, []).total.bands[Band.NONE].segments == 1
    store.close()


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(NEW)])
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        analyse(store, progress=progress)
    store.close()


def test_exact_matches_that_disagree_are_not_exact(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    add_document(store, [make_segment(KNOWN, "Право."), make_segment(KNOWN, "Отдых.")])
    add_document(store, [make_segment(KNOWN)], "second.txt")
    assert analyse(store).total.bands[Band.FROM_95].segments == 1
    store.close()
