import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.alignment.session import Stage
from core.errors import (
    Cancelled,
    EncodingError,
    ExpectedError,
    NotParallelError,
    UnreadableFileError,
)
from core.progress import Progress
from core.segment import OriginKind, Segment, State
from db import alignments, documents, memory
from db.store import Store
from services import importing, projects
from services.importing import ImportAs, Imported
from tests.build import TRANSLATOR, make_project, segments_of
from tests.services.contents import contents, files_in

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "data" / "texts"
RULES, RULES_KK = TEXTS / "registry.en.txt", TEXTS / "registry.kk.txt"
BOTH = TEXTS / "registry.en_then_kk.txt"
FORM = TEXTS / "form.po"

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en" segtype="sentence" adminlang="en" datatype="plaintext"
 creationtool="t" creationtoolversion="1" o-tmf="t"/><body>{units}</body></tmx>"""
UNIT = """<tu><tuv xml:lang="{first}"><seg>Article {n}.</seg></tuv>
<tuv xml:lang="{second}"><seg>{n}-бап.</seg></tuv></tu>"""


def tmx(folder: Path, number: int = 3, first: str = "en-GB", second: str = "kk") -> Path:
    units = "".join(UNIT.format(n=n, first=first, second=second) for n in range(number))
    path = folder / "memory.tmx"
    path.write_text(TMX.format(units=units), encoding="utf-8")
    return path


def lines(folder: Path, name: str, pattern: str) -> Path:
    path = folder / name
    path.write_text("\n".join(pattern.format(n) for n in range(200)), encoding="utf-8")
    return path


def long_text(folder: Path) -> Path:
    return lines(folder, "long.en.txt", "Article {} has a text that everybody may read.")


def long_translation(folder: Path) -> Path:
    return lines(folder, "long.kk.txt", "{}-бапта әркім оқи алатын мәтін бар.")


def long_po(folder: Path) -> Path:
    return lines(folder, "long.po", 'msgid "Article {}"\nmsgstr ""\n')


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Makes projects in a folder of their own, and closes them."""
    folder, made = tmp_path / "projects", list[Store]()
    folder.mkdir()

    def make_one(source: str = "en", target: str = "kk", name: str = "project") -> Store:
        made.append(
            make_project(
                folder, name=f"{name}.terjiman", source_language=source, target_language=target
            )
        )
        return made[-1]

    yield make_one
    for store in made:
        store.close()


@pytest.fixture
def store(make: Callable[..., Store]) -> Store:
    return make()


def bring(store: Store, path: Path, translation: Path | None = None, **how: object) -> Imported:
    return importing.import_file(store, path, TRANSLATOR, translation, **how)  # type: ignore[arg-type]


def units(store: Store) -> list[tuple[str, str]]:
    with store.reading() as session:
        found = memory.of_project(session, projects.project_of(store).id)
    return [(unit.source, unit.target) for unit in found]


def pairs(found: list[Segment]) -> list[tuple[str, str]]:
    return [(segment.source, segment.target) for segment in found]


# -- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16"])
def test_a_text_is_cut_and_its_bytes_are_kept(store: Store, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rules.txt"
    path.write_bytes(RULES.read_text(encoding="utf-8").encode(encoding))
    done = bring(store, path)
    found = segments_of(store)
    assert done.document
    assert done.segments == len(found) == 12
    assert found[5].source == "1. Each document receives a number on the day it arrives."
    assert {(s.state, s.target, s.language, s.locked) for s in found} == {
        (State.NEW, "", "en", False)
    }
    assert done.document.encoding == encoding.replace("-sig", "") or encoding == "utf-16"
    with store.reading() as session:
        assert documents.original(session, done.document.id) == path.read_bytes()


def test_cp1251_is_detected_and_can_be_overruled(
    make: Callable[..., Store], tmp_path: Path
) -> None:
    text = "Каждый имеет право на жизнь. Никто не может быть лишён её произвольно."
    path = tmp_path / "право.txt"
    path.write_bytes(text.encode("cp1251"))
    store = make("ru", "kk")
    done = bring(store, path)
    assert done.document
    assert done.document.encoding == "cp1251"
    assert [segment.source for segment in segments_of(store)] == [
        "Каждый имеет право на жизнь.",
        "Никто не может быть лишён её произвольно.",
    ]
    bring(store, path, encoding="koi8-r")
    assert segments_of(store, 1)[0].source.startswith(text[:20].encode("cp1251").decode("koi8-r"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "ascii", "klingon", "hex"])
def test_an_encoding_that_does_not_fit_names_the_file(
    store: Store, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "plain.txt"
    path.write_bytes("Каждый имеет право на жизнь и на свободу.".encode("cp1251"))
    before = contents(store.path)
    with pytest.raises(EncodingError, match=r"plain\.txt"):
        bring(store, path, encoding=encoding)
    assert contents(store.path) == before


def test_other_languages_are_kept_and_locked(store: Store) -> None:
    done = bring(store, BOTH)
    found = segments_of(store)
    assert [s.locked for s in found] == [s.language == "kk" for s in found]
    assert {s.language for s in found} == {"en", "kk"}
    assert done.warnings == (
        "Kept and locked, as they are in Kazakh and not in English: 12 sentences.",
    )


def test_a_single_unsure_line_stays_open(store: Store) -> None:
    bring(store, TEXTS / "en_with_a_mixed_line.txt")
    mixed = segments_of(store)[1]
    assert (mixed.language, mixed.language_sure, mixed.locked) == ("ru", False, False)


def test_the_same_name_twice(store: Store) -> None:
    names = [done.document.name for _ in range(3) if (done := bring(store, RULES)).document]
    assert names == ["registry.en.txt", "registry.en (2).txt", "registry.en (3).txt"]


@pytest.mark.parametrize("text", ["", " \n\n\u00a0\n"])
def test_a_file_without_text_is_refused(store: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(text, encoding="utf-8")
    before = contents(store.path)
    with pytest.raises(UnreadableFileError, match="holds no text"):
        bring(store, path)
    assert contents(store.path) == before


# -- bitexts -------------------------------------------------------------------------------------


def test_two_files_become_aligned_segments(store: Store) -> None:
    done = bring(store, RULES, RULES_KK)
    found = segments_of(store)
    assert done.segments == len(found) == 12
    assert pairs(found)[5:7] == [
        (
            "1. Each document receives a number on the day it arrives.",
            "1. Әрбір құжат келіп түскен күні нөмір алады.",
        ),
        ("The number is told to the sender.", "Нөмір жіберушіге хабарланады."),
    ]
    assert {(s.state, s.origin.kind, s.origin.detail) for s in found} == {
        (State.DRAFT, OriginKind.ALIGNMENT, "registry.kk.txt")
    }
    assert all(s.origin.score and 50 < s.origin.score <= 100 for s in found)
    with store.reading() as session:
        (head,) = alignments.heads(session, projects.project_of(store).id)
        work, _ = alignments.load(session, head.id)
    assert (work.source_name, work.target_name) == ("registry.en.txt", "registry.kk.txt")
    assert [len(work.source), len(work.target)] == [12, 12]
    assert head.stage is Stage.FINISHED, "it is a document"


def test_two_languages_in_one_file_become_aligned_segments(
    store: Store, make: Callable[..., Store]
) -> None:
    alone = make(name="two")
    bring(alone, RULES, RULES_KK)
    bring(store, BOTH, as_=ImportAs.BITEXT)
    assert pairs(segments_of(store)) == pairs(segments_of(alone))


def test_the_rest_of_a_bitext_is_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    turkmen = (TEXTS / "tk_then_en.txt").read_text(encoding="utf-8").split("\n\n")[0]
    path.write_text(f"{BOTH.read_text(encoding='utf-8')}\n{turkmen}\n", encoding="utf-8")
    bring(store, path, as_=ImportAs.BITEXT)
    found = segments_of(store)
    assert [(s.language, s.locked, bool(s.target)) for s in found] == (
        [("en", False, True)] * 12 + [("tk", True, False)] * 3
    )
    assert [s.position for s in found] == list(range(15))


def test_a_bitext_needs_both_languages(store: Store) -> None:
    before = contents(store.path)
    with pytest.raises(ExpectedError, match="found: English"):
        bring(store, RULES, as_=ImportAs.BITEXT)
    assert contents(store.path) == before


def test_files_given_the_wrong_way_round(store: Store) -> None:
    before = contents(store.path)
    with pytest.raises(NotParallelError, match=r"“registry.kk.txt” is in Kazakh and not in Engl"):
        bring(store, RULES_KK, RULES)
    assert contents(store.path) == before


@pytest.mark.parametrize(
    ("name", "language"),
    [("tk_then_en.txt", "tk"), ("uz_then_en.txt", "uz-Cyrl"), ("kk_beside_en.txt", "kk")],
)
@pytest.mark.parametrize("as_", [ImportAs.BITEXT, ImportAs.MEMORY])
def test_what_is_no_translation_needs_insisting(
    make: Callable[..., Store], name: str, language: str, as_: ImportAs
) -> None:
    store = make(language, "en")
    before = contents(store.path)
    with pytest.raises(NotParallelError, match="do not look like translations of each other"):
        bring(store, TEXTS / name, as_=as_)
    assert contents(store.path) == before
    done = bring(store, TEXTS / name, as_=as_, insist=True)
    assert len(units(store)) == done.units
    assert bool(done.units) is (as_ is ImportAs.MEMORY)
    assert bool(done.document) is (as_ is ImportAs.BITEXT)


def test_texts_become_memory(store: Store) -> None:
    done = bring(store, RULES, RULES_KK, as_=ImportAs.MEMORY)
    assert done.units == 12
    assert units(store)[1] == ("Article 1. Opening hours", "1-бап. Жұмыс уақыты")
    assert contents(store.path)["segments"] == []


@pytest.mark.parametrize(
    ("file", "translation", "as_", "why"),
    [
        (FORM, RULES_KK, None, "holds its translations itself"),
        (RULES, FORM, None, "holds its translations itself"),
        (RULES, RULES_KK, ImportAs.SOURCE, "Leave one of the two wishes out"),
    ],
)
def test_translations_that_do_not_go_together(
    store: Store, file: Path, translation: Path, as_: ImportAs | None, why: str
) -> None:
    with pytest.raises(ExpectedError, match=why):
        bring(store, file, translation, as_=as_)


# -- PO and TMX ----------------------------------------------------------------------------------


def test_a_po_becomes_a_document(store: Store) -> None:
    done = bring(store, FORM)
    found = segments_of(store)
    assert done.segments == 6
    assert [(s.source, s.target, s.state) for s in found] == [
        ("Document", "Құжат", State.TRANSLATED),
        ("Name", "", State.NEW),
        ("Name", "Атауы", State.TRANSLATED),
        ("Send the document", "Құжаттарды жіберу", State.DRAFT),
        ("The document has {count} page.", "Құжатта {count} бет бар.", State.TRANSLATED),
        ("The document has {count} pages.", "", State.NEW),
    ]
    assert found[1].context == "of a person"
    assert "A remark of the program's author." in found[0].note


def test_only_what_is_finished_in_a_po_becomes_memory(store: Store) -> None:
    done = bring(store, FORM, as_=ImportAs.MEMORY)
    assert done.units == 3
    assert [source for source, _ in units(store)] == [
        "Document", "Name", "The document has {count} page.",
    ]  # fmt: skip


@pytest.mark.parametrize("as_", [None, ImportAs.MEMORY])
def test_a_po_in_another_language_is_refused(
    make: Callable[..., Store], as_: ImportAs | None
) -> None:
    store = make("en", "ru")
    before = contents(store.path)
    with pytest.raises(ExpectedError, match="says that it holds Kazakh"):
        bring(store, FORM, as_=as_)
    assert contents(store.path) == before


def test_a_tmx_becomes_memory(store: Store, tmp_path: Path) -> None:
    done = bring(store, tmx(tmp_path))
    assert (done.document, done.units) == (None, 3)
    assert units(store)[0] == ("Article 0.", "0-бап.")


def test_a_tmx_may_be_a_document(store: Store, tmp_path: Path) -> None:
    done = bring(store, tmx(tmp_path), as_=ImportAs.SOURCE)
    assert (done.segments, done.units) == (3, 0)
    assert pairs(segments_of(store))[2] == ("Article 2.", "2-бап.")


def test_a_tmx_in_other_languages_gives_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    done = bring(store, tmx(tmp_path, second="ru"))
    assert done.units == 0
    assert done.warnings == ("Units left out because they lack one of the two languages: 3.",)


def test_a_broken_tmx_names_the_file(store: Store, tmp_path: Path) -> None:
    path = tmx(tmp_path)
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    before = contents(store.path)
    with pytest.raises(UnreadableFileError, match=r"“memory.tmx”: "):
        bring(store, path)
    assert contents(store.path) == before


# -- all or nothing ------------------------------------------------------------------------------

KINDS: dict[str, Callable[[Store, Path, Progress], object]] = {
    "text": lambda store, folder, progress: bring(store, long_text(folder), progress=progress),
    "bitext": lambda store, folder, progress: bring(
        store, long_text(folder), long_translation(folder), progress=progress
    ),
    "po": lambda store, folder, progress: bring(store, long_po(folder), progress=progress),
    "tmx": lambda store, folder, progress: bring(store, tmx(folder, 200), progress=progress),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.9, 0.99])
def test_a_cancelled_import_leaves_the_project_as_it_was(
    store: Store, tmp_path: Path, kind: str, share: float
) -> None:
    bring(store, RULES)
    before = contents(store.path)

    def report(done: float, _text: str) -> None:
        if done >= share:
            progress.cancel()

    progress = Progress(report)
    with pytest.raises(Cancelled):
        KINDS[kind](store, tmp_path, progress)
    assert contents(store.path) == before
    KINDS[kind](store, tmp_path, Progress())
    assert contents(store.path) != before


@pytest.mark.parametrize("kind", KINDS)
def test_a_failure_in_the_midst_leaves_the_project_as_it_was(
    store: Store, tmp_path: Path, kind: str
) -> None:
    before = contents(store.path)

    def report(done: float, _text: str) -> None:
        if done >= 0.9:
            raise RuntimeError("out of the blue")

    with pytest.raises(RuntimeError, match="blue"):
        KINDS[kind](store, tmp_path, Progress(report))
    assert contents(store.path) == before


@pytest.mark.parametrize("share", ["0.01", "0.5", "0.99"])
def test_a_killed_import_leaves_the_project_as_it_was(
    store: Store, tmp_path: Path, share: str
) -> None:
    bring(store, RULES)
    store.close()
    before = contents(store.path)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.services.importer", store.path, long_text(tmp_path), share],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with worker:
        assert worker.stdout
        assert worker.stdout.readline() == b"stopped\n"
        worker.kill()
    again, _ = projects.open_project(store.path)
    assert projects.status(again).documents[0].document.name == "registry.en.txt"
    again.close()
    assert files_in(store.path.parent) == [store.path.name]
    assert contents(store.path) == before
