"""Files come into a memory and go out of it again, wholly or not at all."""

import json
import runpy
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Cancelled, EncodingError, ExportError, UnreadableFileError
from core.formats import proof_tmx
from core.formats.tmx_writing import Level
from core.memory.memories import UnitFilter
from core.memory.report import ImportChoices, LanguagePair, Problem
from core.memory.unit import TranslationUnit
from core.progress import Progress
from core.segment import Origin, OriginKind, State
from services import memory_transfer, tmx_files
from services.memories import Memory, create_memory
from services.memory_transfer import export, import_files, inspect
from services.tmx_files import write_tmx
from tests.core.formats.test_tmx import UNITS
from tests.core.formats.tmx_contents import read_back_tmx, read_units
from tests.services.contents import files_in
from tests.shared import shared_path

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
FORM = Path(__file__).resolve().parents[1] / "data" / "texts" / "form.po"

IMPORTED = Origin(OriginKind.IMPORTED)
FIRST = TranslationUnit("Court", "Сот", "en", "kk", origin=IMPORTED, author="anna")
SECOND = TranslationUnit("Act <b>1</b>", "1-акт", "en", "kk", origin=IMPORTED)
TURNED = TranslationUnit("Суд", "Court", "ru", "en", origin=IMPORTED)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    (tmp_path / "memories").mkdir()
    made = create_memory(tmp_path / "memories" / "a.memory")
    yield made
    made.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def tmx(folder: Path, *units: TranslationUnit, name: str = "a.tmx") -> Path:
    write_tmx(units, folder / name, "en")
    return folder / name


def all_of(memory: Memory) -> list[TranslationUnit]:
    return [each.unit for each in memory.units()]


class TestImport:
    def test_units_of_several_files_come_in_order(self, memory: Memory, out: Path) -> None:
        paths = [tmx(out, FIRST, SECOND), tmx(out, TURNED, name="b.tmx")]
        done = import_files(memory, paths)
        assert (done.units, done.duplicates, done.findings) == (3, 0, ())
        assert all_of(memory) == [FIRST, SECOND, TURNED]
        assert [match.score for match in memory.find("Court", "en", "kk")] == [100]

    def test_the_same_file_again_brings_nothing(self, memory: Memory, out: Path) -> None:
        path = tmx(out, FIRST, SECOND, FIRST)
        assert import_files(memory, [path]).duplicates == 1
        again = import_files(memory, [path, path])
        assert (again.units, again.duplicates) == (0, 6)
        assert all_of(memory) == [FIRST, SECOND]

    def test_equal_texts_with_other_details_stay_unless_skipped(
        self, memory: Memory, out: Path
    ) -> None:
        other = replace(FIRST, author="bota")
        path = tmx(out, FIRST, other, SECOND)
        done = import_files(memory, [path], ImportChoices(skip_duplicates=True))
        assert (done.units, done.duplicates) == (2, 1)
        assert import_files(memory, [path]).units == 1
        assert all_of(memory) == [FIRST, SECOND, other]

    def test_only_wanted_languages_turned_as_wanted(self, memory: Memory, out: Path) -> None:
        path = tmx(out, FIRST, TURNED)
        import_files(memory, [path], ImportChoices([("en", "ru")]))
        (unit,) = all_of(memory)
        assert (unit.source, unit.target) == ("Court", "Суд")

    def test_units_without_a_target_stay_when_wanted(self, memory: Memory, out: Path) -> None:
        path = tmx(out, replace(FIRST, target=""), SECOND)
        done = import_files(memory, [path])
        assert [(one.problem, one.count) for one in done.findings] == [(Problem.EMPTY, 1)]
        assert done.findings[0].examples[0].file == "a.tmx"
        assert import_files(memory, [path], ImportChoices(keep_empty=True)).units == 1

    def test_what_is_finished_in_a_po_comes_too(self, memory: Memory) -> None:
        done = import_files(memory, [FORM], ImportChoices([("en", "kk")]))
        assert done.units == len(all_of(memory)) == 3
        assert [(one.problem, one.count) for one in done.findings] == [(Problem.UNFINISHED, 3)]
        assert {(unit.document, unit.target_language) for unit in all_of(memory)} == {
            ("form.po", "kk")
        }

    def test_a_po_has_to_say_its_language(self, memory: Memory, out: Path) -> None:
        (out / "a.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
        for choices in (ImportChoices(), ImportChoices([("en", "kk"), ("en", "ru")])):
            with pytest.raises(UnreadableFileError, match=r"“a\.po”: .*Choose one pair"):
                import_files(memory, [out / "a.po"], choices)

    def test_what_is_odd_about_a_po_is_reported(self, out: Path) -> None:
        path = out / "odd.po"
        path.write_bytes(b'msgid "a\\q"\r\nmsgstr "b"\n')
        [finding] = inspect([path], ImportChoices([("en", "kk")])).findings
        assert finding.problem is Problem.REMARKS
        assert [example.text for example in finding.examples] == [
            "The file has no header, so its language and encoding were guessed.",
            "The file ends its lines in several ways; each line keeps its own.",
            "Some escape sequences are unknown to PO and are shown as they stand.",
        ]

    @pytest.mark.parametrize(
        ("end", "error"), [(b"</tu>", UnreadableFileError), (b"\xff</tu>", EncodingError)]
    )
    def test_one_broken_file_brings_nothing_of_any(
        self, memory: Memory, out: Path, end: bytes, error: type[Exception]
    ) -> None:
        memory.add([TURNED])
        good = tmx(out, FIRST, SECOND)
        bad = out / "bad.tmx"
        bad.write_bytes(good.read_bytes().replace(b"</body>", end))
        with pytest.raises(error, match=r"“bad\.tmx”"):
            import_files(memory, [good, bad])
        with pytest.raises(UnreadableFileError, match=r"“gone\.tmx”"):
            import_files(memory, [good, out / "gone.tmx"])
        assert all_of(memory) == [TURNED]

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.6])
    def test_cancelling_leaves_nothing(self, memory: Memory, out: Path, share: float) -> None:
        memory.add([TURNED])
        units = [replace(FIRST, source=f"Court {number}") for number in range(5000)]
        path = tmx(out, *units)

        def report(done: float, _text: str) -> None:
            if done >= share:
                progress.cancel()

        progress = Progress(report)
        with pytest.raises(Cancelled):
            import_files(memory, [path], progress=progress)
        assert all_of(memory) == [TURNED]
        assert [match.score for match in memory.find("Court 7", "en", "kk")] == []


class TestInspect:
    def test_it_tells_what_an_import_brings_and_stores_nothing(
        self, memory: Memory, out: Path
    ) -> None:
        other = replace(FIRST, target="Төрелік")
        paths = [tmx(out, FIRST, SECOND, FIRST, other), FORMATS / "inline.tmx"]
        before = files_in(out)
        report = inspect(paths)
        assert report.files == ("a.tmx", "inline.tmx")
        assert (report.units, report.duplicates, report.identical, report.ambiguous) == (6, 1, 1, 1)
        assert report.pairs[0] == LanguagePair("en", "kk", 4)
        assert dict(report.languages)["uz_Cyrl_UZ"] == 1
        assert Problem.NO_SOURCE in {one.problem for one in report.findings}
        assert files_in(out) == before
        assert import_files(memory, paths).units == report.units - report.identical

    @given(st.lists(UNITS, max_size=6), st.booleans())
    @settings(
        max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_the_report_is_what_the_import_does(
        self, tmp_path: Path, units: list[TranslationUnit], skip: bool
    ) -> None:
        path = tmx(tmp_path, *units, *units[::2])
        (tmp_path / "b.memory").unlink(missing_ok=True)
        memory = create_memory(tmp_path / "b.memory")
        report = inspect([path])
        done = import_files(memory, [path], ImportChoices(skip_duplicates=skip))
        assert done.duplicates == (report.duplicates if skip else report.identical)
        assert done.units == report.units - done.duplicates == memory.count()
        memory.close()


class TestExport:
    @given(st.lists(UNITS, max_size=5), st.sampled_from([1, 2]))
    @settings(
        max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_what_came_in_goes_out_and_comes_in_again(
        self, tmp_path: Path, units: list[TranslationUnit], level: Level
    ) -> None:
        stored = []
        for name in ("first", "second"):
            (tmp_path / name).unlink(missing_ok=True)
            memory = create_memory(tmp_path / name)
            import_files(memory, [tmx(tmp_path, *units)])
            stored.append(all_of(memory))
            export(memory, tmp_path / "a.tmx", level=level)
            memory.close()
        assert stored[0] == stored[1]

    def test_a_filter_chooses(self, memory: Memory, out: Path) -> None:
        memory.add([FIRST, SECOND, TURNED])
        (done,) = export(memory, out / "a.tmx", UnitFilter(author="anna"))
        assert (done.path, done.units, done.warnings) == (out / "a.tmx", 1, ())
        assert [each.source for each in read_back_tmx((out / "a.tmx").read_bytes())] == ["Court"]

    def test_a_file_for_each_pair(self, memory: Memory, out: Path) -> None:
        memory.add([FIRST, TURNED, SECOND])
        done = export(memory, out / "all.tmx", per_pair=True)
        assert [(file.path.name, file.units) for file in done] == [
            ("all.en-kk.tmx", 2), ("all.ru-en.tmx", 1),
        ]  # fmt: skip
        assert files_in(out) == ["all.en-kk.tmx", "all.ru-en.tmx"]
        assert read_units((out / "all.ru-en.tmx").read_bytes()).units == (TURNED,)

    def test_nothing_is_a_file_too(self, memory: Memory, out: Path) -> None:
        (done,) = export(memory, out / "a.tmx")
        assert (done.units, read_back_tmx((out / "a.tmx").read_bytes())) == (0, [])
        assert export(memory, out / "a.tmx", per_pair=True) == []

    def test_one_file_that_is_wrong_replaces_none(
        self, memory: Memory, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        memory.add([FIRST, TURNED])
        right = proof_tmx.prove_tmx

        def prove(file: BytesIO, meant: list[int], progress: Progress) -> None:
            data = file.read().replace("Суд".encode(), "Cуд".encode())
            right(BytesIO(data), meant, progress)

        monkeypatch.setattr(tmx_files, "prove_tmx", prove)
        (out / "a.en-kk.tmx").write_text("old", encoding="utf-8")
        with pytest.raises(ExportError, match="nothing was replaced"):
            export(memory, out / "a.tmx", per_pair=True)
        assert files_in(out) == ["a.en-kk.tmx"]
        assert (out / "a.en-kk.tmx").read_text(encoding="utf-8") == "old"

    @pytest.mark.parametrize("share", [0.0, 0.5, 0.8])
    def test_cancelling_replaces_nothing(self, memory: Memory, out: Path, share: float) -> None:
        memory.add(replace(FIRST, uid=str(number)) for number in range(500))

        def report(done: float, _text: str) -> None:
            if done >= share:
                progress.cancel()

        progress = Progress(report)
        with pytest.raises(Cancelled):
            export(memory, out / "a.tmx", progress=progress)
        assert files_in(out) == []

    def test_the_memory_is_not_overwritten(self, memory: Memory) -> None:
        memory.add([FIRST])
        with pytest.raises(ExportError, match="is the memory itself"):
            export(memory, memory.path)
        assert all_of(memory) == [FIRST]


def test_states_come_back(memory: Memory, out: Path) -> None:
    memory.add([replace(FIRST, state=state) for state in State])
    export(memory, out / "a.tmx", UnitFilter(from_state=State.TRANSLATED))
    states = [each.state for each in read_back_tmx((out / "a.tmx").read_bytes())]
    assert states == ["translated", "reviewed", "final"]
    assert memory_transfer.inspect([out / "a.tmx"]).units == 3


def test_hostile_files_are_treated_as_they_should_be(
    memory: Memory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    script = shared_path("hostile/hostile.py")
    monkeypatch.setattr(sys, "argv", [str(script), str(tmp_path / "hostile")])
    runpy.run_path(str(script), run_name="__main__")
    capsys.readouterr()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    cases = json.loads((tmp_path / "hostile" / "manifest.json").read_text(encoding="utf-8"))
    for case in (each for each in cases if each["file"].endswith(".tmx")):
        path, before = tmp_path / "hostile" / case["file"], memory.count()
        if case["expect"] == "rejected":
            with pytest.raises((UnreadableFileError, EncodingError)):
                import_files(memory, [path])
            assert memory.count() == before
            continue
        report, done = inspect([path]), import_files(memory, [path])
        if case["units"] is not None:
            assert (case["file"], report.units) == (case["file"], case["units"])
        assert done.units + done.duplicates == report.units
        assert report.findings or case["expect"] == "imported", case["file"]
    assert "CANARY" not in repr(all_of(memory))
