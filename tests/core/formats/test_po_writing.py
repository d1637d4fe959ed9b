"""A new PO says all that PO can say, and nothing is lost where sources repeat."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.po import PoFormat
from core.formats.po_writing import write_po
from core.formats.proof import differences, expected_po
from core.formats.proof_po import read_back_po
from core.memory.unit import TranslationUnit
from core.segment import State

UNIT = TranslationUnit(
    "Article 1",
    "1-бап",
    "en",
    "kk",
    uid="u1",
    document="the act.txt",
    changed_by="Aigul",
    changed="2026-11-22T10:15:00Z",
    notes=("first\nsecond",),
)


def written(*units: TranslationUnit, reasons: dict[str, str] | None = None) -> bytes:
    return write_po(units, "en", "kk", "My project", "1.0", reasons or {}).data


def test_the_header_has_what_other_tools_ask_for() -> None:
    metadata = polib.pofile(written(UNIT).decode()).metadata
    assert metadata == {
        "Project-Id-Version": "My project",
        "PO-Revision-Date": "2026-11-22 10:15+0000",
        "Last-Translator": "Aigul",
        "Language-Team": "Kazakh",
        "Language": "kk",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
        "X-Generator": "Terjiman 1.0",
        "X-Source-Language": "en",
    }


def test_languages_are_read_back() -> None:
    for target in ("uz-Cyrl", "uz-Latn", "tk", "ru"):
        parsed = PoFormat().read(write_po([UNIT], "en", target, "p", "1", {}).data)
        assert (parsed.source_language, parsed.target_language) == ("en", target)


def test_an_entry_carries_reference_notes_state_and_reason() -> None:
    rejected = replace(UNIT, state=State.REJECTED)
    (entry,) = polib.pofile(written(rejected, reasons={"u1": "not the\nterm"}).decode())
    assert entry.occurrences == [("the%20act.txt:u1", "")]
    assert entry.comment == "first\nsecond"
    assert entry.tcomment == "Sent back: not the term"
    assert entry.flags == ["fuzzy"]
    (block,) = PoFormat().read(written(rejected, reasons={"u1": "not the\nterm"})).blocks
    assert block.state is State.REJECTED


def test_equal_units_merge_and_other_targets_stay_apart() -> None:
    units = (
        UNIT,
        replace(UNIT, uid="u2", notes=("third",)),
        replace(UNIT, uid="u3", target="Бірінші бап"),
        replace(UNIT, uid="u4", state=State.DRAFT),
        replace(UNIT, uid="u4", target="", state=State.NEW),
    )
    entries = polib.pofile(written(*units).decode())
    assert [(one.msgctxt, one.msgstr, one.fuzzy) for one in entries] == [
        (None, "1-бап", False),
        ("the%20act.txt:u3", "Бірінші бап", False),
        ("the%20act.txt:u4", "1-бап", True),
        ("the%20act.txt:u4+", "", False),
    ]
    assert entries[0].occurrences == [("the%20act.txt:u1", ""), ("the%20act.txt:u2", "")]
    assert entries[0].comment == "first\nsecond\nthird"


def test_the_same_units_give_the_same_bytes() -> None:
    assert written(UNIT, UNIT) == written(UNIT, UNIT)


def test_nothing_at_all_is_a_file_with_a_header() -> None:
    assert read_back_po(written()) == []
    assert PoFormat().read(written()).blocks == ()


def test_what_no_file_can_hold_is_left_out_and_told() -> None:
    made = write_po([replace(UNIT, target="a\x00b\ud800c")], "en", "kk", "p", "1", {})
    assert [entry.target for entry in read_back_po(made.data)] == ["abc"]
    assert [unit.target for unit in made.units] == ["abc"]
    assert made.warnings == ("Characters that no file can hold were left out of “Article 1”.",)


def test_gettext_itself_accepts_it(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if not msgfmt:
        pytest.skip("gettext is not installed")
    (tmp_path / "a.po").write_bytes(
        written(UNIT, replace(UNIT, uid="u3", target="Бірінші\n«бап»"), replace(UNIT, source="%d"))
    )
    command = [msgfmt, "--check", "--output-file", str(tmp_path / "a.mo"), str(tmp_path / "a.po")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(polib.mofile(str(tmp_path / "a.mo"))) == 3


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
UNITS = st.builds(
    TranslationUnit,
    TEXTS.filter(bool) | st.sampled_from("ab"),
    TEXTS | st.sampled_from("xy"),
    st.just("en"),
    st.just("kk"),
    uid=TEXTS,
    document=TEXTS,
    state=st.sampled_from(State),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(st.lists(UNITS, max_size=5), TEXTS, TEXTS)
def test_any_units_come_back_and_all_readers_agree(
    units: list[TranslationUnit], project: str, reason: str
) -> None:
    reasons = {unit.uid: reason for unit in units}
    data = write_po(units, "en", "kk", project, "1", reasons).data
    assert differences(expected_po(units), read_back_po(data)) == []
    parsed = PoFormat().read(data)
    assert parsed.warnings == () or not units
    found = {(block.source, block.target) for block in parsed.blocks}
    assert found == {(unit.source, unit.target) for unit in units}
    as_read = {(entry.source, entry.target) for entry in read_back_po(data)}
    assert as_read == found
