import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from core.errors import Cancelled, ExportError
from core.formats.proof_po import read_back_po
from core.formats.proof_tmx import prove_tmx
from core.memory.memories import UnitFilter
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Segment, State
from db.store import Store
from services import editing, exporting, importing, reviewing, tmx_files
from services.exporting import TmxWish
from services.tmx_files import write_tmx
from tests.build import REVIEWER, TRANSLATOR, make_project, segments_of
from tests.core.formats.tmx_contents import read_back_tmx
from tests.services.contents import contents, files_in

TEXTS = Path(__file__).resolve().parents[1] / "data" / "texts"
RULES, RULES_KK, FORM = (TEXTS / name for name in ("registry.en.txt", "registry.kk.txt", "form.po"))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An aligned text, of which two are confirmed, one of them approved and one sent back; a PO."""
    (tmp_path / "project").mkdir()
    made = make_project(tmp_path / "project", name="Court.terjiman", target_language="kk")
    importing.import_file(made, RULES, TRANSLATOR, RULES_KK)
    importing.import_file(made, FORM, TRANSLATOR)
    first, second, third = segments_of(made)[:3]
    confirmed = editing.confirm(made, first, first.target, TRANSLATOR).after
    editing.confirm(made, second, "1-бап. Ашылу уақыты", TRANSLATOR)
    reviewing.approve(made, confirmed, REVIEWER)
    sent = editing.confirm(made, third, third.target, TRANSLATOR).after[0]
    reviewing.send_back(made, sent, "Сағатты тексеріңіз.", REVIEWER)
    yield made
    made.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def change(store: Store, document: int, number: int, text: str) -> Segment:
    segment = segments_of(store, document)[number]
    return editing.confirm(store, segment, text, TRANSLATOR).after[0]


# -- TMX -----------------------------------------------------------------------------------------


def test_a_tmx_says_all_that_is_known(store: Store, out: Path) -> None:
    done = exporting.export(store, "tmx", out / "a.tmx")
    tree = etree.parse(out / "a.tmx")
    header = tree.find("header")
    units = tree.findall(".//tu")
    assert header is not None
    assert (tree.getroot().get("version"), header.get("srclang")) == ("1.4", "en")
    assert done.segments == len(units) == 12 + 4
    assert len({unit.get("tuid") for unit in units}) == len(units)
    assert {v.get(XML_LANG) for v in tree.iterfind(".//tuv")} == {"en", "kk-Cyrl"}
    for unit in units:
        assert re.fullmatch(r"\d{8}T\d{6}Z", unit.get("creationdate", ""))
        assert unit.get("creationid") == TRANSLATOR.name
    assert [unit.get("changeid") for unit in units[:4]] == [
        REVIEWER.name, TRANSLATOR.name, REVIEWER.name, None,
    ]  # fmt: skip
    props = [{str(p.get("type")): p.text for p in unit.iter("prop")} for unit in units]
    assert [prop["x-status"] for prop in props[:4]] == [
        "reviewed", "translated", "rejected", "draft",
    ]  # fmt: skip
    assert [prop["x-origin"] for prop in props[:3]] == ["alignment", "typed", "alignment"]
    assert props[1]["x-context-pre"] == "Rules of the court registry"
    assert props[1]["x-context-post"] == segments_of(store)[2].source
    assert props[-1]["x-document"] == "form.po"


@pytest.mark.parametrize(
    ("source", "target", "tags"),
    [
        ("uz-Cyrl", "uz-Latn", ["uz-Cyrl", "uz-Latn"]),
        ("tk", "tg", ["tk-Latn", "tg-Cyrl"]),
        ("ru", "en", ["ru", "en"]),
    ],
)
def test_languages_have_their_script(out: Path, source: str, target: str, tags: list[str]) -> None:
    unit = TranslationUnit("1.", "1.", source, target)
    write_tmx([unit], out / "a.tmx", source)
    tree = etree.parse(out / "a.tmx")
    assert [v.get(XML_LANG) for v in tree.iterfind(".//tuv")] == tags
    assert [h.get("srclang") for h in tree.iterfind("header")] == tags[:1]


@pytest.mark.parametrize("to", ["tmx", "po"])
@pytest.mark.parametrize("document", [None, "registry.en.txt", "form.po"])
def test_exporting_twice_gives_the_same_bytes(
    store: Store, out: Path, to: str, document: str | None
) -> None:
    for name in ("a", "b"):
        exporting.export(store, to, out / name, document_name=document)
    assert (out / "a").read_bytes() == (out / "b").read_bytes()


def test_names_of_units_stay_when_texts_change(store: Store, out: Path) -> None:
    exporting.export(store, "tmx", out / "a.tmx")
    change(store, 0, 5, "Өзгерді.")
    exporting.export(store, "tmx", out / "b.tmx")
    before, after = (read_back_tmx((out / name).read_bytes()) for name in ("a.tmx", "b.tmx"))
    assert [entry.key for entry in before] == [entry.key for entry in after]
    assert [entry.target for entry in before] != [entry.target for entry in after]


@pytest.mark.parametrize(
    ("state", "number"),
    [(State.NEW, 12), (State.DRAFT, 12), (State.REJECTED, 3), (State.TRANSLATED, 2),
     (State.REVIEWED, 1), (State.FINAL, 0)],
)  # fmt: skip
@pytest.mark.parametrize("to", ["tmx", "po"])
def test_only_from_a_state_up(store: Store, out: Path, to: str, state: State, number: int) -> None:
    done = exporting.export(store, to, out / "a", state, "registry.en.txt")
    read_back = read_back_tmx if to == "tmx" else read_back_po
    assert done.segments == len(read_back((out / "a").read_bytes())) == number


@pytest.fixture
def with_memory(store: Store, tmp_path: Path) -> Store:
    """The project with a memory of two units, one of them only a draft."""
    unit = TranslationUnit("Fee", "Алым", "en", "kk", author="anna", changed="2020-01-01T00:00:00Z")
    draft = replace(unit, source="<b>Seal</b>", target="<b>Мөр</b>", state=State.DRAFT)
    write_tmx([unit, draft], tmp_path / "memory.tmx", "en")
    assert importing.import_file(store, tmp_path / "memory.tmx", TRANSLATOR).units == 2
    return store


def sources(path: Path) -> list[str]:
    return [entry.source for entry in read_back_tmx(path.read_bytes())]


def test_imported_memory_goes_out_when_asked_for(with_memory: Store, out: Path) -> None:
    exporting.export(with_memory, "tmx", out / "a.tmx")
    assert not {"Fee", "<b>Seal</b>"} & set(sources(out / "a.tmx"))
    wish = TmxWish(with_memory=True)
    exporting.export(with_memory, "tmx", out / "a.tmx", tmx=wish)
    assert sources(out / "a.tmx")[-2:] == ["Fee", "<b>Seal</b>"]
    exporting.export(with_memory, "tmx", out / "a.tmx", State.TRANSLATED, tmx=wish)
    assert sources(out / "a.tmx")[-1] == "Fee"
    exporting.export(with_memory, "tmx", out / "a.tmx", State.NEW, "form.po", tmx=wish)
    assert "Fee" not in sources(out / "a.tmx")


def test_a_filter_and_a_level_are_kept(with_memory: Store, out: Path) -> None:
    wish = TmxWish(2, with_memory=True, wanted=UnitFilter(author="anna", until="2020"))
    exporting.export(with_memory, "tmx", out / "a.tmx", tmx=wish)
    assert sources(out / "a.tmx") == ["Fee", "<b>Seal</b>"]
    assert '<bpt i="1" x="1">&lt;b&gt;</bpt>Мөр' in (out / "a.tmx").read_text("utf-8")
    exporting.export(
        with_memory, "tmx", out / "a.tmx", tmx=TmxWish(wanted=UnitFilter(since="2021"))
    )
    assert len(sources(out / "a.tmx")) == 16


# -- PO ------------------------------------------------------------------------------------------


def test_a_po_goes_out_as_it_came_in(store: Store, out: Path) -> None:
    exporting.export(store, "po", out / "form.po", document_name="form.po")
    assert (out / "form.po").read_bytes() == FORM.read_bytes()


def test_only_what_was_translated_differs(store: Store, out: Path) -> None:
    change(store, 1, 1, "Аты-жөні")
    change(store, 1, 3, "Құжатты жіберу")
    exporting.export(store, "po", out / "form.po", document_name="form.po")
    old, new = FORM.read_text("utf-8").splitlines(), (out / "form.po").read_text("utf-8")
    assert [line for line in new.splitlines() if line not in old] == [
        'msgstr "Аты-жөні"', 'msgstr "Құжатты жіберу"',
    ]  # fmt: skip
    before, after = polib.pofile(str(FORM)), polib.pofile(new)
    assert after.metadata == before.metadata
    assert after.header == before.header
    for was, now in zip(before, after, strict=True):
        assert (now.msgid, now.msgctxt, now.msgid_plural, now.comment, now.tcomment) == (
            was.msgid, was.msgctxt, was.msgid_plural, was.comment, was.tcomment,
        )  # fmt: skip
        assert now.occurrences == was.occurrences
        assert set(now.flags) == set(was.flags) - ({"fuzzy"} if now.msgid[:4] == "Send" else set())
    assert after.obsolete_entries()[0].msgstr == "Факс"


def test_below_the_wanted_state_a_po_is_empty(store: Store, out: Path) -> None:
    exporting.export(store, "po", out / "form.po", State.TRANSLATED, "form.po")
    assert [entry.target for entry in read_back_po((out / "form.po").read_bytes())] == [
        "Құжат", "", "Атауы", "", "Құжатта {count} бет бар.", "",
    ]  # fmt: skip


def test_the_reason_of_a_rejection_goes_out(store: Store, out: Path) -> None:
    exporting.export(store, "po", out / "a.po", document_name="registry.en.txt")
    entry = polib.pofile(str(out / "a.po"))[2]
    assert "fuzzy" in entry.flags
    assert "Сағатты тексеріңіз." in entry.tcomment


def test_a_po_whose_encoding_has_not_the_letters_becomes_utf8(tmp_path: Path, out: Path) -> None:
    store = make_project(tmp_path, target_language="kk")
    text = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=windows-1251\\n"\n\n'
        '# Заметка.\nmsgid "Court"\nmsgstr ""\n'
    )
    (tmp_path / "old.po").write_bytes(text.encode("cp1251"))
    importing.import_file(store, tmp_path / "old.po", TRANSLATOR)
    change(store, 0, 0, "Сот")
    exporting.export(store, "po", out / "a.po")
    assert (out / "a.po").read_bytes() == text.replace(
        'msgid "Court"\nmsgstr ""', 'msgid "Court"\nmsgstr "Сот"'
    ).encode("cp1251")
    change(store, 0, 0, "Қазақстан соты")
    exporting.export(store, "po", out / "a.po")
    assert polib.pofile(str(out / "a.po"))[0].msgstr == "Қазақстан соты"
    assert "charset=UTF-8" in (out / "a.po").read_text("utf-8")
    store.close()


# -- whatever the texts are ----------------------------------------------------------------------

# Nobody can type a NUL character or half a surrogate pair.
LETTERS = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
TEXT = st.text(LETTERS, min_size=1, max_size=30)


@given(texts=st.lists(st.tuples(TEXT, TEXT), max_size=5), state=st.sampled_from(list(State)[1:]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_units_read_back(tmp_path: Path, texts: list[tuple[str, str]], state: State) -> None:
    units = [
        TranslationUnit(source, target, "en", "kk", uid=str(number), state=state)
        for number, (source, target) in enumerate(texts)
    ]
    path = tmp_path / "any.tmx"
    done = write_tmx(units, path, "en")
    found = [(entry.source, entry.target) for entry in read_back_tmx(path.read_bytes())]
    assert found == texts or done.warnings


@given(texts=st.lists(TEXT, min_size=6, max_size=6))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.parametrize("to", ["tmx", "po"])
@pytest.mark.parametrize("document", ["registry.en.txt", "form.po"])
def test_any_targets_leave_and_read_back(
    store: Store, out: Path, to: str, document: str, texts: list[str]
) -> None:
    number = 1 if document == "form.po" else 0
    for segment, text in zip(segments_of(store, number), texts, strict=False):
        editing.set_target(store, segment, text, TRANSLATOR)
    written = [s.target for s in segments_of(store, number) if s.target or to == "po"]
    done = exporting.export(store, to, out / "any", document_name=document)
    read_back = read_back_tmx if to == "tmx" else read_back_po
    found = [entry.target for entry in read_back((out / "any").read_bytes())]
    assert found == written or done.warnings


# -- nothing is replaced by what is wrong --------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "document", "reader"),
    [
        ("po", "registry.en.txt", "read_back_po"),
        ("po", "form.po", "read_back_po"),
    ],
)
def test_what_does_not_read_back_replaces_nothing(
    store: Store,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    to: str,
    document: str | None,
    reader: str,
) -> None:
    right = getattr(exporting, reader)
    monkeypatch.setattr(exporting, reader, lambda data, **how: right(data, **how)[1:])
    (out / "old").write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match="nothing was replaced"):
        exporting.export(store, to, out / "old", document_name=document)
    assert (out / "old").read_text(encoding="utf-8") == "old"
    assert files_in(out) == ["old"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Құжат", "Құжыт", "Its unit 4 holds “2. Documents may"),
        ("</tu>\n</body>", "</tu><tu/></body>", "Its unit 17 holds “” → “” instead"),
        ("<tu ", "<t ", "Its unit 1 is missing"),
        ("</body>", "", "does not read back"),
    ],
)
def test_a_tmx_is_proven_by_what_is_on_the_disk(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, message: str
) -> None:
    def spoiled(file: BinaryIO, meant: Sequence[int], progress: Progress) -> None:
        data = file.read().replace(old.encode(), new.encode())
        if new == "<t ":
            data = data.replace(b"</tu>", b"</t>")
        prove_tmx(BytesIO(data), meant, progress)

    monkeypatch.setattr(tmx_files, "prove_tmx", spoiled)
    (out / "old").write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match=message):
        exporting.export(store, "tmx", out / "old")
    assert (out / "old").read_text(encoding="utf-8") == "old"
    assert files_in(out) == ["old"]


def test_the_proof_of_a_po_reads_what_is_on_the_disk(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: right(path).replace("Құжат".encode(), "Құжыт".encode())
    )
    with pytest.raises(ExportError, match="does not read back"):
        exporting.export(store, "po", out / "a.po")
    assert files_in(out) == []


@pytest.mark.parametrize("share", [0.0, 0.4])
def test_a_cancelled_export_replaces_nothing(store: Store, out: Path, share: float) -> None:
    (out / "old").write_text("old", encoding="utf-8")

    def report(done: float, _text: str) -> None:
        if done >= share:
            progress.cancel()

    progress = Progress(report)
    with pytest.raises(Cancelled):
        exporting.export(store, "tmx", out / "old", progress=progress)
    assert (out / "old").read_text(encoding="utf-8") == "old"
    assert files_in(out) == ["old"]


def test_what_cannot_be_written_is_said(store: Store, out: Path) -> None:
    (out / "file").write_text("file", encoding="utf-8")
    (out / "folder").mkdir()
    os.mkfifo(out / "pipe")
    for name in ("missing/a.tmx", "file/a.tmx", "folder", "pipe"):
        with pytest.raises(ExportError, match=re.escape(str(out / name))):
            exporting.export(store, "tmx", out / name)
    assert files_in(out) == ["file", "folder", "pipe"]
    assert files_in(out / "folder") == []
    assert (out / "pipe").is_fifo()


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_protected_files_and_folders_stay(store: Store, out: Path) -> None:
    (out / "old").write_text("old", encoding="utf-8")
    (out / "old").chmod(0o400)
    with pytest.raises(ExportError, match="Permission denied"):
        exporting.export(store, "tmx", out / "old")
    out.chmod(0o500)
    with pytest.raises(ExportError, match="Permission denied"):
        exporting.export(store, "tmx", out / "new")
    out.chmod(0o700)
    assert files_in(out) == ["old"]


def test_the_project_is_not_overwritten(store: Store) -> None:
    before = contents(store.path)
    with pytest.raises(ExportError, match="is the project itself"):
        exporting.export(store, "tmx", store.path)
    assert contents(store.path) == before


def test_an_unknown_document_is_named(store: Store, out: Path) -> None:
    with pytest.raises(
        ExportError, match=r"no document “x”\. It has: “registry\.en\.txt”, “form\.po”"
    ):
        exporting.export(store, "tmx", out / "a.tmx", document_name="x")
