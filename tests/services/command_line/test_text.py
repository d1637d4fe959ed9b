import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.services.command_line.running import TEXTS, done, refused, run
from tests.services.contents import files_in
from tests.shared import shared_path

RULES, RULES_KK = TEXTS / "registry.en.txt", TEXTS / "registry.kk.txt"

SAMPLES = [
    ("000_95a02fc35197f4b3.txt", "tk en"),
    ("001_46e35a21a64a93f2.txt", "uz-Cyrl en"),
    ("002_d5b067f4afcd9e6f.txt", "kk en"),
    ("003_451890a390776fa8.txt", "en ru en"),
    ("004_54035fae270ab93c.txt", "kk"),
]
OWN = [
    ("tk_then_en.txt", "tk en"),
    ("uz_then_en.txt", "uz-Cyrl en"),
    ("kk_beside_en.txt", "kk en"),
    ("en_with_a_mixed_line.txt", "en ru en"),
    ("kk_only.txt", "kk"),
]


def identified(path: Path) -> list[dict[str, object]]:
    found = json.loads(done("identify", path, "--json"))
    assert list(found) == ["paragraphs"]
    paragraphs: list[dict[str, object]] = found["paragraphs"]
    return paragraphs


def assert_languages(path: Path, expected: str) -> None:
    found = identified(path)
    languages = [paragraph["language"] for paragraph in found]
    runs = [tag for n, tag in enumerate(languages) if n == 0 or languages[n - 1] != tag]
    assert runs == expected.split()
    texts = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    assert [paragraph["text"] for paragraph in found] == [text for text in texts if text]


# -- identify ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "expected"), OWN)
def test_languages_of_paragraphs(name: str, expected: str) -> None:
    assert_languages(TEXTS / name, expected)


@pytest.mark.parametrize(("name", "expected"), SAMPLES)
def test_languages_of_the_shared_samples(name: str, expected: str) -> None:
    assert_languages(shared_path(f"samples/{name}"), expected)


@pytest.mark.parametrize("name", ["en_with_a_mixed_line.txt", "003_451890a390776fa8.txt"])
def test_a_mixed_line_is_unsure_and_a_lone_letter_does_not_matter(name: str) -> None:
    path = TEXTS / name if (TEXTS / name).exists() else shared_path(f"samples/{name}")
    mixed = [p for p in identified(path) if "Версия" in str(p["text"])]
    names = [p for p in identified(path) if "\u0410." in str(p["text"])]
    assert [p["sure"] for p in mixed] == [False]
    assert [(p["language"], p["sure"]) for p in names] == [("en", True)] * 2


def test_each_paragraph_as_json() -> None:
    first = identified(TEXTS / "kk_only.txt")[0]
    assert list(first) == ["text", "language", "confidence", "sure"]
    assert first["language"] == "kk"
    assert isinstance(first["confidence"], float)
    assert 0.7 <= first["confidence"] <= 1
    assert first["sure"] is True


def test_paragraphs_for_people() -> None:
    lines = done("identify", TEXTS / "en_with_a_mixed_line.txt").splitlines()
    assert lines[0].startswith("en        100%  The prosecutor")
    assert lines[1].startswith("ru      ?  ")
    assert [line.split() for line in lines[2:4]] == [
        ["en", "3", "May", "2014"],
        ["ru", "Версия", "для", "печати", "PDF"],
    ]


@pytest.mark.parametrize("name", ["en_with_a_mixed_line.txt", "003_451890a390776fa8.txt"])
def test_a_line_in_two_languages_has_parts(name: str) -> None:
    path = TEXTS / name if (TEXTS / name).exists() else shared_path(f"samples/{name}")
    (mixed,) = [p for p in identified(path) if "parts" in p]
    parts: Any = mixed["parts"]
    assert [(part["language"], part["sure"]) for part in parts] == [("en", False), ("ru", True)]
    text = str(mixed["text"])
    assert [text[part["start"] : part["end"]] == part["text"] for part in parts] == [True, True]


# -- segment -------------------------------------------------------------------------------------


def test_one_sentence_per_line() -> None:
    lines = done("segment", RULES, RULES_KK).splitlines()
    assert len(lines) == 24
    assert lines[6] == "The number is told to the sender."
    assert lines[-1] == "Өзге адамдарға судьяның рұқсаты қажет."


def test_sentences_as_json() -> None:
    found = json.loads(done("segment", RULES, RULES_KK, "--json"))
    assert [list(each) for each in found] == [["file", "segments"]] * 2
    assert [each["file"] for each in found] == [str(RULES), str(RULES_KK)]
    assert [segment for each in found for segment in each["segments"]] == (
        done("segment", RULES, RULES_KK).splitlines()
    )


def test_the_language_decides_where_to_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Көше 5-ж. Абай. Үй 3.", encoding="utf-8")
    assert done("segment", path, "--lang", "kk").replace("\n", " ").strip() == path.read_text(
        encoding="utf-8"
    )


# -- align ---------------------------------------------------------------------------------------

BEADS = "".join(f"[{n}]:[{n}]\n" for n in range(12))


def test_beads() -> None:
    assert done("align", RULES, RULES_KK) == BEADS
    assert done("align", RULES, RULES_KK, "--source-lang", "en", "--target-lang", "kk") == BEADS


def test_what_was_segmented_aligns_the_same(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    for path, original in zip(paths, (RULES, RULES_KK), strict=True):
        path.write_text(done("segment", original), encoding="utf-8")
    assert done("align", *paths, "--segmented") == BEADS


def test_groups_and_gaps(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("One.\nTwo.\n", encoding="utf-8")
    (tmp_path / "b").write_text("", encoding="utf-8")
    result = run("align", tmp_path / "a", tmp_path / "b", "--segmented")
    assert (result.exit_code, result.stdout) == (0, "[0]:[]\n[1]:[]\n")
    assert "do not look like translations of each other" in result.stderr


def test_several_pairs_go_into_a_folder(tmp_path: Path) -> None:
    other, other_kk, out = tmp_path / "other.en", tmp_path / "other.kk", tmp_path / "new" / "out"
    other.write_bytes(RULES.read_bytes())
    other_kk.write_bytes(RULES_KK.read_bytes())
    assert done("align", RULES, RULES_KK, other, other_kk, "-o", out) == ""
    assert sorted(path.name for path in out.iterdir()) == ["other.en.beads", f"{RULES.name}.beads"]
    for path in out.iterdir():
        assert path.read_text(encoding="utf-8") == BEADS
    clash = refused("align", RULES, RULES_KK, RULES, RULES_KK, "-o", out)
    assert f"“{RULES.name}.beads”" in clash


def test_pairs_are_whole_and_several_need_a_folder() -> None:
    for wrong in ((RULES,), (RULES, RULES_KK, RULES), (RULES, RULES_KK, RULES, RULES_KK)):
        assert run("align", *wrong).exit_code == 2


def test_a_text_is_never_written_over(tmp_path: Path) -> None:
    text, taken = tmp_path / "law", tmp_path / "law.beads"
    for path in (text, taken):
        path.write_text("One.", encoding="utf-8")
    told = refused("align", text, RULES_KK, RULES, taken, "-o", tmp_path)
    assert "is one of the texts" in told
    assert taken.read_text(encoding="utf-8") == "One."


def test_a_list_of_words_is_read_first(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("court\tсот\n", encoding="utf-8")
    assert done("align", RULES, RULES_KK, "--words", words) == BEADS
    words.write_text("court", encoding="utf-8")
    assert "“words.tsv”" in refused("align", RULES, RULES_KK, "--words", words)


def test_alignment_as_json() -> None:
    found = json.loads(done("align", RULES, RULES_KK, "--format", "json"))
    assert list(found) == ["parallel", "confidence", "beads"]
    assert found["parallel"] is True
    assert 0.5 < found["confidence"] <= 1
    assert [(bead["source"], bead["target"]) for bead in found["beads"]] == [
        ([n], [n]) for n in range(12)
    ]
    assert all(0 <= bead["confidence"] <= 1 for bead in found["beads"])
    assert list(found["beads"][0]) == ["source", "target", "confidence"]


def test_alignment_as_tsv() -> None:
    rows = [
        line.split("\t") for line in done("align", RULES, RULES_KK, "--format", "tsv").split("\n")
    ]
    assert rows.pop() == [""]
    assert rows[1][:2] == ["Article 1. Opening hours", "1-бап. Жұмыс уақыты"]
    assert all(0 <= float(row[2]) <= 1 for row in rows)


def test_alignment_as_tmx(tmp_path: Path) -> None:
    written = done("align", RULES, RULES_KK, "--format", "tmx")
    out = tmp_path / "a.tmx"
    assert done("align", RULES, RULES_KK, "--format", "tmx", "-o", out) == ""
    assert out.read_text(encoding="utf-8") == written
    tree = etree.parse(out)
    assert [header.get("srclang") for header in tree.iterfind("header")] == ["en"]
    assert len(tree.findall(".//tu")) == 12
    assert {prop.text for prop in tree.iterfind(".//prop[@type='x-status']")} == {"draft"}


@pytest.mark.parametrize("shape", ["beads", "tsv", "json"])
def test_alignment_into_a_file(tmp_path: Path, shape: str) -> None:
    out = tmp_path / "out"
    out.write_text("old", encoding="utf-8")
    assert done("align", RULES, RULES_KK, "--format", shape, "-o", out) == ""
    assert out.read_text(encoding="utf-8") == done("align", RULES, RULES_KK, "--format", shape)
    assert files_in(tmp_path) == ["out"]


def test_the_texts_themselves_are_never_written_over() -> None:
    before = RULES.read_bytes()
    for shape in ("beads", "tmx"):
        told = refused("align", RULES, RULES_KK, "--format", shape, "-o", RULES)
        assert "is one of the texts, so nothing was written" in told
    assert RULES.read_bytes() == before


def halves(path: Path, folder: Path) -> tuple[Path, Path]:
    """The paragraphs of a file by their two languages, each in a file of its own."""
    found = identified(path)
    source, target = folder / "source.txt", folder / "target.txt"
    first = found[0]["language"]
    for half, wanted in ((source, True), (target, False)):
        lines = [str(p["text"]) for p in found if (p["language"] == first) is wanted]
        half.write_text("\n".join(lines), encoding="utf-8")
    return source, target


def assert_not_parallel(path: Path, folder: Path) -> None:
    result = run("align", *halves(path, folder), "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["parallel"] is False
    assert found["confidence"] < 0.5
    assert "do not look like translations of each other" in result.stderr


@pytest.mark.parametrize("name", [name for name, _ in OWN[:3]])
def test_halves_that_are_no_translations(name: str, tmp_path: Path) -> None:
    assert_not_parallel(TEXTS / name, tmp_path)


@pytest.mark.parametrize("name", [name for name, _ in SAMPLES[:3]])
def test_halves_of_the_shared_samples_are_no_translations(name: str, tmp_path: Path) -> None:
    assert_not_parallel(shared_path(f"samples/{name}"), tmp_path)


# -- what goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [("identify", "?"), ("segment", RULES, "?"), ("align", RULES, "?"), ("align", "?", RULES)],
)
def test_a_missing_file_is_named(arguments: tuple[object, ...], tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    given = [missing if each == "?" else each for each in arguments]
    assert f"“{missing}” cannot be read: No such file" in refused(*given)


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04")
    assert "“a.txt”: This is no text file but a Word" in refused("identify", tmp_path / "a.txt")


def test_tmx_needs_languages(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1\n2\n", encoding="utf-8")
    result = run("align", tmp_path / "a", tmp_path / "a", "--format", "tmx")
    assert result.exit_code == 1
    assert "--source-lang" in result.stderr


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    out = tmp_path / "missing" / "out"
    assert f"“{out}” cannot be written" in refused("align", RULES, RULES_KK, "-o", out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("identify",), ("identify", "a", "b"), ("segment",), ("segment", "a", "--lang", "de"),
        ("align", "a"), ("align", "a", "b", "--format", "xml"), ("align", "a", "b", "-o"),
        ("identify", "a", "--yaml"), ("translate", "a"),
    ],
)  # fmt: skip
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr
