"""The project's terms and memories help to align."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Cancelled
from core.memory.memories import AttachedMemory
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.terms import Concept, Term
from db import projects, terms
from db.store import Store
from services import alignments, importing, memories
from services.alignment_knowledge import knowledge_of
from services.importing import ImportAs
from services.pairing import Pair
from tests.build import TRANSLATOR, add_document, make_project, make_segment, segments_of

WORDS = {"bread": "нан", "water": "су", "salt": "тұз", "milk": "сүт", "meat": "ет"}
SENTENCES = [
    (f"They brought {word} there.", f"Олар {other} әкелді.") for word, other in WORDS.items()
]
LEFT_OUT = SENTENCES[1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, target_language="kk")
    yield made
    made.close()


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """Two texts; the translation lacks a sentence, and only its one word tells which."""
    source, target = tmp_path / "goods.en.txt", tmp_path / "goods.kk.txt"
    source.write_text("\n".join(text for text, _ in SENTENCES), encoding="utf-8")
    rest = [other for text, other in SENTENCES if (text, other) != LEFT_OUT]
    target.write_text("\n".join(rest), encoding="utf-8")
    return Pair(source, target)


def know_terms(store: Store, _folder: Path) -> None:
    with store.transaction() as session:
        project = projects.only(session).id
        for word, other in WORDS.items():
            terms.add(session, project, Concept(0, (Term("en", word), Term("kk", other))))


def know_segments(store: Store, _folder: Path) -> None:
    add_document(store, [make_segment(*pair) for pair in SENTENCES], "last year.txt")


def know_units(store: Store, folder: Path) -> None:
    memory = memories.create_memory(folder / "goods.tmem")
    memory.add(TranslationUnit(*pair, "en", "kk") for pair in SENTENCES)
    memory.close()
    use = AttachedMemory(str(memory.path), "goods", writable=False, priority=1, penalty=0)
    memories.attach(store, use)


def sentences_left_alone(store: Store, pair: Pair) -> list[str]:
    waiting = alignments.add(store, pair, insist=True)
    session = alignments.align_waiting(store, waiting.id).session
    return [row.source[0].text for row in session.rows if not row.target]


def test_without_knowledge_it_cannot_be_told(store: Store, pair: Pair) -> None:
    assert sentences_left_alone(store, pair) != [LEFT_OUT[0]]


@pytest.mark.parametrize("know", [know_terms, know_segments, know_units])
def test_what_the_project_knows_tells_which_sentence_is_missing(
    store: Store, pair: Pair, tmp_path: Path, know: object
) -> None:
    assert callable(know)
    know(store, tmp_path)
    assert sentences_left_alone(store, pair) == [LEFT_OUT[0]]


def test_so_it_does_where_two_texts_are_imported(store: Store, pair: Pair, tmp_path: Path) -> None:
    know_terms(store, tmp_path)
    importing.import_file(
        store, pair.source, TRANSLATOR, translation=pair.target, as_=ImportAs.BITEXT, insist=True
    )
    alone = [segment.source for segment in segments_of(store) if not segment.target]
    assert alone == [LEFT_OUT[0]]


def test_units_that_are_alike_are_known_and_others_are_not(store: Store) -> None:
    add_document(store, [make_segment("They brought bread there.", "Олар нан әкелді."),
                         make_segment("Nobody was heard.", "Ешкім тыңдалмады.")])  # fmt: skip
    known = knowledge_of(store, ["They brought salt there.", "They brought salt here."])
    assert known.sentences == (("They brought bread there.", "Олар нан әкелді."),)


def test_a_memory_that_is_gone_keeps_nobody_from_aligning(store: Store, tmp_path: Path) -> None:
    know_units(store, tmp_path)
    (tmp_path / "goods.tmem").unlink()
    assert knowledge_of(store, ["They brought salt there."]).sentences == ()


def test_looking_into_the_memories_can_be_cancelled(store: Store) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        knowledge_of(store, ["They brought salt there."], progress)
