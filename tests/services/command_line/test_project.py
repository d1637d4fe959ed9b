import json
from pathlib import Path

import pytest

from core.formats.proof_po import read_back_po
from core.memory.unit import TranslationUnit
from core.segment import State
from services import editing, projects
from services.importing import ImportAs
from services.tmx_files import write_tmx
from tests.build import TRANSLATOR, segments_of
from tests.services.command_line.running import TEXTS, done, refused, run
from tests.services.contents import contents, files_in
from tests.shared import shared_path

RULES, RULES_KK, FORM = (TEXTS / name for name in ("registry.en.txt", "registry.kk.txt", "form.po"))
NO_TRANSLATIONS = [
    ("tk_then_en.txt", "tk"),
    ("uz_then_en.txt", "uz-Cyrl"),
    ("kk_beside_en.txt", "kk"),
]
SAMPLES = [
    ("000_95a02fc35197f4b3.txt", "tk"),
    ("001_46e35a21a64a93f2.txt", "uz-Cyrl"),
    ("002_d5b067f4afcd9e6f.txt", "kk"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "court.terjiman"
    done("new", path, "--source", "en", "--target", "kk", "--name", "Court")
    return path


# -- new -----------------------------------------------------------------------------------------


def test_a_new_project(tmp_path: Path) -> None:
    path = tmp_path / "court.terjiman"
    assert done("new", path, "--source", "uz-Latn", "--target", "kk") == (
        f"Made “court”, uz-Latn → kk, in {path}.\n"
    )
    assert files_in(tmp_path) == [path.name]
    assert str(path) in refused("new", path, "--source", "en", "--target", "kk")


def test_the_ending_may_be_left_out(tmp_path: Path) -> None:
    done("new", tmp_path / "court", "--source", "en", "--target", "kk")
    assert files_in(tmp_path) == ["court.terjiman"]
    assert done("status", tmp_path / "court").startswith("court: en → kk")


def test_a_project_needs_two_languages_and_a_folder(tmp_path: Path) -> None:
    assert "the same" in refused("new", tmp_path / "a", "--source", "en", "--target", "en")
    refused("new", tmp_path / "no" / "a", "--source", "en", "--target", "kk")
    assert files_in(tmp_path) == []


# -- import --------------------------------------------------------------------------------------


def test_import_by_what_a_file_is(project: Path, tmp_path: Path) -> None:
    assert done("import", project, RULES) == "Imported “registry.en.txt” (utf-8): 12 segments.\n"
    assert done("import", project, RULES, "--translation", RULES_KK) == (
        "Imported “registry.en (2).txt” (utf-8): 12 segments.\n"
    )
    assert done("import", project, FORM) == "Imported “form.po” (utf-8): 6 segments.\n"
    done("export", project, "--to", "tmx", "-o", tmp_path / "a.tmx")
    assert done("import", project, tmp_path / "a.tmx") == "Imported 16 units into memory.\n"
    assert json.loads(done("status", project, "--json"))["units"] == 16


def test_import_as_what_is_said(project: Path) -> None:
    assert done("import", project, FORM, "--as", "memory") == "Imported 3 units into memory.\n"
    both = TEXTS / "registry.en_then_kk.txt"
    assert done("import", project, both, "--as", "bitext") == (
        "Imported “registry.en_then_kk.txt” (utf-8): 12 segments.\n"
    )
    assert done("import", project, both, "--as", "memory") == "Imported 12 units into memory.\n"


def test_warnings_go_to_stderr(project: Path) -> None:
    result = run("import", project, TEXTS / "kk_then_en.txt")
    assert result.exit_code == 0
    assert result.stdout == "Imported “kk_then_en.txt” (utf-8): 9 segments.\n"
    assert result.stderr == (
        "terjiman: Kept and locked, as they are in Kazakh and not in English: 5 sentences.\n"
    )


@pytest.mark.parametrize("encoding", ["ascii", "utf-16", "klingon"])
def test_an_encoding_that_does_not_fit(project: Path, encoding: str) -> None:
    before = contents(project)
    assert "“registry.kk.txt”: " in refused("import", project, RULES_KK, "--encoding", encoding)
    assert contents(project) == before


def test_an_encoding_is_detected_and_changed(tmp_path: Path) -> None:
    project, text = tmp_path / "a.terjiman", tmp_path / "a.txt"
    done("new", project, "--source", "ru", "--target", "kk")
    text.write_bytes("Каждый имеет право на жизнь и на свободу.".encode("cp1251"))
    assert "“a.txt” (cp1251)" in done("import", project, text)
    assert "(koi8-r)" in done("import", project, text, "--encoding", "KOI8-R")


def assert_needs_insisting(path: Path, language: str, folder: Path) -> None:
    project = folder / "a.terjiman"
    done("new", project, "--source", language, "--target", "en")
    before = contents(project)
    for as_ in (ImportAs.BITEXT, ImportAs.MEMORY):
        said = refused("import", project, path, "--as", as_)
        assert "do not look like translations of each other, so nothing was imported" in said
        assert contents(project) == before
    assert run("import", project, path, "--as", "memory", "--insist").exit_code == 0
    assert len(contents(project)["units"]) > 0
    assert run("import", project, path, "--as", "bitext", "--insist").exit_code == 0
    assert json.loads(done("status", project, "--json"))["segments"]["draft"] > 0


@pytest.mark.parametrize(("name", "language"), NO_TRANSLATIONS)
def test_no_translations_need_insisting(name: str, language: str, tmp_path: Path) -> None:
    assert_needs_insisting(TEXTS / name, language, tmp_path)


@pytest.mark.parametrize(("name", "language"), SAMPLES)
def test_the_shared_samples_need_insisting(name: str, language: str, tmp_path: Path) -> None:
    assert_needs_insisting(shared_path(f"samples/{name}"), language, tmp_path)


# -- status and check ----------------------------------------------------------------------------


def test_status_as_json(project: Path) -> None:
    done("import", project, RULES, "--translation", RULES_KK)
    run("import", project, TEXTS / "kk_then_en.txt")
    found = json.loads(done("status", project, "--json"))
    assert list(found) == [
        "name", "source", "target", "documents", "segments", "words", "locked", "units",
    ]  # fmt: skip
    assert (found["name"], found["source"], found["target"]) == ("Court", "en", "kk")
    states = [state.value for state in State]
    first, second = found["documents"]
    assert list(first) == ["name", "format", "encoding", "runs", "segments", "words", "locked"]
    assert (first["name"], first["format"], first["encoding"]) == (
        "registry.en.txt", "text", "utf-8",
    )  # fmt: skip
    assert first["segments"] == dict.fromkeys(states, 0) | {"draft": 12}
    assert list(first["words"]) == states
    assert first["words"]["draft"] > 90
    assert second["segments"]["new"] == 4
    assert second["locked"] == found["locked"] == 5
    assert second["runs"] == [
        {"language": "kk", "first": 0, "last": 4, "sure": True},
        {"language": "en", "first": 5, "last": 8, "sure": True},
    ]
    for what in ("segments", "words"):
        assert found[what] == {state: first[what][state] + second[what][state] for state in states}


def test_status_for_people(project: Path) -> None:
    assert done("status", project).splitlines()[0] == (
        "Court: en → kk, 0 units in memory from outside"
    )
    done("import", project, RULES)
    rows = [line.split() for line in done("status", project).splitlines()[1:]]
    assert rows[0] == ["document", "segments", "words", *(s.value for s in State), "locked"]
    assert rows[1][:2] == ["registry.en.txt", "12"]
    assert rows[1][3:] == ["12", "0", "0", "0", "0", "0", "0"]


def test_check(project: Path) -> None:
    done("import", project, RULES, "--translation", RULES_KK)
    assert done("check", project) == "Issues: 0.\n"
    assert json.loads(done("check", project, "--json")) == {"issues": []}
    store, _ = projects.open_project(project)
    editing.confirm(store, segments_of(store)[7], "2. Құжат 4 күн ішінде қайтарылады.", TRANSLATOR)
    store.close()
    [issue] = json.loads(done("check", project, "--json"))["issues"]
    assert list(issue) == ["document", "segment", "check", "severity", "message"]
    assert issue["document"] == "registry.en.txt"
    assert (issue["segment"], issue["check"], issue["severity"]) == (8, "numbers", "error")
    assert done("check", project) == f"registry.en.txt:8: error: {issue['message']}\nIssues: 1.\n"


# -- export --------------------------------------------------------------------------------------


def test_export(project: Path, tmp_path: Path) -> None:
    done("import", project, RULES, "--translation", RULES_KK)
    done("import", project, FORM)
    out = tmp_path / "out"
    assert done("export", project, "--to", "tmx", "-o", out) == f"Wrote 16 segments to {out}.\n"
    done("export", project, "--to", "po", "-o", out, "--document", "form.po")
    assert out.read_bytes() == FORM.read_bytes()
    done("export", project, "--to", "po", "--output", out, "--from-state", "translated")
    assert [entry.source for entry in read_back_po(out.read_bytes())] == [
        "Document", "Name", "The document has {count} page.",
    ]  # fmt: skip
    assert "“x”" in refused("export", project, "--to", "po", "-o", out, "--document", "x")


# -- what goes wrong -----------------------------------------------------------------------------

NEEDS_PROJECT = [
    ("import", "?", RULES),
    ("status", "?"),
    ("status", "?", "--json"),
    ("check", "?"),
    ("export", "?", "--to", "po", "-o", "out"),
]


@pytest.mark.parametrize("arguments", NEEDS_PROJECT)
def test_what_is_no_project(arguments: tuple[object, ...], tmp_path: Path) -> None:
    (tmp_path / "text.terjiman").write_text("This is not a project.", encoding="utf-8")
    for name, said in (("missing.terjiman", "missing.terjiman"), ("text.terjiman", "not a Terj")):
        given = [tmp_path / name if each == "?" else each for each in arguments]
        assert said in refused(*given)
    assert files_in(tmp_path) == ["text.terjiman"]


def test_a_project_that_is_open_elsewhere(project: Path, tmp_path: Path) -> None:
    store, _ = projects.open_project(project)
    before = contents(project)
    assert "is already open" in refused("import", project, RULES)
    assert contents(project) == before
    assert done("status", project).startswith("Court")
    assert done("check", project) == "Issues: 0.\n"
    done("export", project, "--to", "tmx", "-o", tmp_path / "a.tmx")
    store.close()


def test_files_to_import_that_are_not_there(project: Path, tmp_path: Path) -> None:
    before = contents(project)
    missing = tmp_path / "missing.txt"
    assert str(missing) in refused("import", project, missing)
    assert str(missing) in refused("import", project, RULES, "--translation", missing)
    assert contents(project) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "a"), ("new", "a", "--source", "en"),
        ("new", "a", "--source", "de", "--target", "kk"),
        ("new", "--source", "en", "--target", "kk"),
        ("import", "a"), ("import", "a", "b", "--as", "document"), ("import", "a", "b", "c"),
        ("status",), ("check", "a", "b"),
        ("export", "a", "--to", "po"), ("export", "a", "-o", "b"),
        ("export", "a", "--to", "docx", "-o", "b"),
        ("export", "a", "--to", "po", "-o", "b", "--from-state", "done"),
    ],
)  # fmt: skip
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_a_tmx_with_memory_at_level_2(project: Path, tmp_path: Path) -> None:
    unit = TranslationUnit("<b>Seal</b>", "<b>Мөр</b>", "en", "kk", author="anna")
    write_tmx([unit], tmp_path / "memory.tmx", "en")
    done("import", project, tmp_path / "memory.tmx")
    out = tmp_path / "out.tmx"
    arguments = ("export", project, "--to", "tmx", "-o", out, "--level", "2")
    assert done(*arguments).startswith("Wrote 0 segments")
    assert done(*arguments, "--with-memory", "--author", "anna").startswith("Wrote 1 segment ")
    assert "</bpt>Мөр" in out.read_text("utf-8")
    assert done(*arguments, "--with-memory", "--since", "2026").startswith("Wrote 0 segments")
