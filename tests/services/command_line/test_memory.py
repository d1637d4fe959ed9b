import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.memory.unit import TranslationUnit
from core.segment import State
from services.command_line.memory_files import _opened_or_made
from services.memories import create_memory
from services.tmx_files import write_tmx
from tests.core.formats.tmx_contents import read_back_tmx
from tests.services.command_line.running import ROOT, TEXTS, done, refused, run
from tests.services.contents import files_in

FORM = TEXTS / "form.po"
UNITS = [
    TranslationUnit("The court is <b>open</b>.", "Сот <b>ашық</b>.", "en", "kk", author="anna"),
    TranslationUnit(
        "The court is closed.", "Сот жабық.", "en", "kk", changed="2026-01-02T00:00:00Z"
    ),
    TranslationUnit("Суд закрыт.", "Сот жабық.", "ru", "kk", state=State.FINAL),
]


@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    write_tmx(UNITS, tmp_path / "a.tmx", "en")
    return tmp_path / "a.tmx"


@pytest.fixture
def memory(tmp_path: Path, tmx: Path) -> Path:
    done("memory", "import", tmp_path / "acts.whatever", tmx)
    return tmp_path / "acts.whatever"


# -- import --------------------------------------------------------------------------------------


def test_importing_makes_the_memory(tmp_path: Path, tmx: Path) -> None:
    path = tmp_path / "acts"
    assert done("memory", "import", path, tmx) == "Imported 3 units; 0 were there already.\n"
    assert files_in(tmp_path) == ["a.tmx", "acts"]
    assert done("memory", "import", path, tmx, tmx).startswith("Imported 0 units; 6 were")


def test_importing_in_json(tmp_path: Path, tmx: Path) -> None:
    path = tmp_path / "acts"
    arguments = ("--source", "en", "--target", "kk", "--json")
    answer = json.loads(done("memory", "import", path, tmx, FORM, *arguments))
    assert (answer["units"], answer["duplicates"]) == (5, 0)
    assert {one["problem"]: one["count"] for one in answer["findings"]} == {
        "pair": 1, "unfinished": 3,
    }  # fmt: skip
    assert answer["findings"][0] == {
        "problem": "pair",
        "treatment": "skipped",
        "message": "Units left out because they lack one of the two languages: 1.",
        "count": 1,
        "examples": [{"file": "a.tmx", "unit": 3, "line": 13, "text": "Суд закрыт."}],
    }


def test_a_dry_run_makes_nothing(tmp_path: Path, tmx: Path) -> None:
    path = tmp_path / "acts"
    answer = json.loads(done("memory", "import", path, tmx, "--dry-run", "--json"))
    assert answer == {
        "files": ["a.tmx"],
        "units": 3,
        "languages": {"kk-Cyrl": 3, "en": 2, "ru": 1},
        "pairs": [
            {"source": "en", "target": "kk", "units": 2},
            {"source": "ru", "target": "kk", "units": 1},
        ],
        "first": "2026-01-02T00:00:00Z",
        "last": "2026-01-02T00:00:00Z",
        "authors": {"anna": 1},
        "duplicates": 0,
        "identical": 0,
        "ambiguous": 0,
        "findings": [],
    }
    told = done(
        "memory", "import", path, tmx, FORM, "--source", "en", "--target", "kk", "--dry-run"
    )
    assert "en → kk: 5\n" in told
    assert "skipped: Units left out because nobody has finished them: 3.\n" in told
    assert "  a.tmx, unit 3, line 13: Суд закрыт.\n" in told
    assert files_in(tmp_path) == ["a.tmx"]


def test_what_cannot_be_read_leaves_nothing(tmp_path: Path, tmx: Path) -> None:
    broken = tmp_path / "broken.tmx"
    broken.write_bytes(tmx.read_bytes()[:-9])
    assert "“broken.tmx”: The file is broken" in refused(
        "memory", "import", tmp_path / "m", tmx, broken
    )
    assert "“gone.tmx”: " in refused("memory", "import", tmp_path / "m", tmp_path / "gone.tmx")
    assert files_in(tmp_path) == ["a.tmx", "broken.tmx"]
    assert "Imported 3" in done("memory", "import", tmp_path / "m", tmx)
    refused("memory", "import", tmp_path / "m", broken)
    assert run("memory", "import", tmp_path / "m", tmx, "--source", "en").exit_code == 2


def test_what_somebody_else_made_meanwhile_is_not_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_memory(tmp_path / "m").close()
    monkeypatch.setattr("services.command_line.memory_files.is_there", lambda _path: False)

    def break_off() -> None:
        with _opened_or_made(tmp_path / "m"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert files_in(tmp_path) == ["m"]


def test_an_import_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    being_read: list[Iterator[object]] = []

    def break_off() -> None:
        with _opened_or_made(tmp_path / "m") as memory:
            memory.add(UNITS)
            being_read.append(memory.units())
            next(being_read[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert files_in(tmp_path) == []


def test_a_path_that_will_not_do_is_told_in_a_sentence(tmp_path: Path, tmx: Path) -> None:
    told = refused("memory", "import", tmp_path / ("n" * 300), tmx)
    assert "cannot be made: File name too long" in told
    assert "“.”: It cannot be read" in refused("memory", "import", tmp_path / "m", ".")
    assert files_in(tmp_path) == ["a.tmx"]


def test_what_is_no_memory_stays_as_it_is(tmx: Path) -> None:
    before = tmx.read_bytes()
    refused("memory", "import", tmx, tmx)
    assert tmx.read_bytes() == before


# -- export --------------------------------------------------------------------------------------


def test_exporting_what_is_wanted(tmp_path: Path, memory: Path) -> None:
    out = tmp_path / "out.tmx"

    def sources(*options: object) -> list[str]:
        assert done("memory", "export", memory, "-o", out, *options).startswith("Wrote ")
        return [each.source for each in read_back_tmx(out.read_bytes())]

    first, second, third = (unit.source for unit in UNITS)
    assert sources() == [first, second, third]
    assert sources("--source", "en", "--target", "kk") == [first, second]
    assert sources("--from-state", "final") == [third]
    assert sources("--author", "anna") == [first]
    assert sources("--since", "2026") == sources("--until", "2026-01-02") == [second]
    assert sources("--document", "act.txt") == []
    assert run("memory", "export", memory, "-o", out, "--since", "soon").exit_code == 2


def test_exporting_at_level_2_and_per_pair(tmp_path: Path, memory: Path) -> None:
    out = tmp_path / "out.tmx"
    told = done("memory", "export", memory, "-o", out, "--level", "2", "--per-pair")
    assert told == (
        f"Wrote 2 units to {tmp_path / 'out.en-kk.tmx'}.\n"
        f"Wrote 1 unit to {tmp_path / 'out.ru-kk.tmx'}.\n"
    )
    assert '<bpt i="1" x="1">&lt;b&gt;</bpt>' in (tmp_path / "out.en-kk.tmx").read_text("utf-8")
    assert not out.exists()


# -- match ---------------------------------------------------------------------------------------


def test_matching_lines(tmp_path: Path, memory: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("\ufeffThe court is closed.\r\n\r\nThe court was closed\r\nxyz", "utf-8")
    arguments = ("--source", "en", "--target", "kk", "--json")
    lines = done("memory", "match", memory, queries, *arguments).splitlines()
    answers = [json.loads(line) for line in lines]
    assert [each["query"] for each in answers] == [
        "The court is closed.", "", "The court was closed", "xyz",
    ]  # fmt: skip
    assert [[match["score"] for match in each["matches"]][:1] for each in answers] == [
        [100], [], [85], [],
    ]  # fmt: skip
    exact = answers[0]["matches"][0]
    assert (exact["target"], exact["word"], exact["char"]) == ("Сот жабық.", 100, 100)
    assert (exact["origin"], exact["changed"]) == ("none", "2026-01-02T00:00:00Z")


def test_matches_are_limited(tmp_path: Path, memory: Path) -> None:
    (tmp_path / "q").write_text("The court is closed.\n", "utf-8")
    whole = done("memory", "match", memory, tmp_path / "q")
    assert whole.splitlines()[:2] == [
        "The court is closed.",
        "100  The court is closed.       Сот жабық.",
    ]
    one = done("memory", "match", memory, tmp_path / "q", "--limit", "1")
    best = done("memory", "match", memory, tmp_path / "q", "--min-score", "95")
    assert one == best == "The court is closed.\n100  The court is closed.  Сот жабық.\n"
    none = done("memory", "match", memory, tmp_path / "q", "--target", "tg")
    assert none == "The court is closed.\n"
    assert run("memory", "match", memory, tmp_path / "q", "--min-score", "49").exit_code == 2


def test_a_match_is_on_one_line(tmp_path: Path) -> None:
    with closing(create_memory(tmp_path / "po")) as memory:
        memory.add([TranslationUnit("One\ntwo\n", "Бір\nекі\n", "en", "kk")])
    (tmp_path / "q").write_text("One two\n", "utf-8")
    assert done("memory", "match", memory.path, tmp_path / "q") == "One two\n99  One two  Бір екі\n"


def test_units_in_the_other_script_are_found_and_converted(tmp_path: Path) -> None:
    with closing(create_memory(tmp_path / "uz")) as memory:
        memory.add([
            TranslationUnit("Article 7", "7-модда", "en", "uz-Cyrl"),
            TranslationUnit("Article 7", "7-modda", "en", "uz-Latn"),
            TranslationUnit("Қонун", "Закон", "uz-Cyrl", "ru"),
        ])  # fmt: skip
    (tmp_path / "q").write_text("Article 5\nQonun\n", "utf-8")

    def matches(*arguments: str) -> list[list[tuple[object, ...]]]:
        lines = done("memory", "match", memory.path, tmp_path / "q", *arguments, "--json")
        keys = ("target", "offer", "score", "repaired", "transliterated")
        answers = [json.loads(line)["matches"] for line in lines.splitlines()]
        return [[tuple(one[key] for key in keys) for one in found] for found in answers]

    near = ("7-modda", "5-modda", 88, True, False)
    far = ("7-модда", "5-modda", 86, True, True)
    assert matches("--source", "en", "--target", "uz-Latn") == [[near, far], []]
    assert matches("--source", "en", "--target", "uz-Latn", "--limit", "1") == [[near], []]
    assert matches("--source", "uz-Latn", "--target", "ru")[1] == [
        ("Закон", "Закон", 98, False, True)
    ]
    assert matches("--source", "uz-Latn") == [[], []]


def test_a_memory_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "q").write_text("a\n", "utf-8")
    for arguments in (
        ("match", tmp_path / "gone", tmp_path / "q"),
        ("export", tmp_path / "gone", "-o", "x"),
    ):
        assert "gone" in refused("memory", *arguments)
    assert files_in(tmp_path) == ["q"]


def test_matching_loads_no_more_than_it_needs(memory: Path) -> None:
    (memory.parent / "q").write_text("The court is closed.\n", "utf-8")
    script = (
        "import sys; from services.command_line import commands\n"
        "commands(['memory', 'match', *sys.argv[1:], '--json'], standalone_mode=False)\n"
        "sys.exit(' '.join({'sqlalchemy', 'PySide6', 'lxml', 'polib'} & sys.modules.keys()) or 0)"
    )
    command = [sys.executable, "-c", script, str(memory), str(memory.parent / "q")]
    found = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
    assert (found.returncode, found.stderr) == (0, b"")
    assert json.loads(found.stdout)["matches"][0]["score"] == 100


# -- search --------------------------------------------------------------------------------------


def test_searching(memory: Path) -> None:
    assert done("memory", "search", memory, "COURT") == (
        "The court is closed.\nСот жабық.\n\n"
        "The court is <b>open</b>.\nСот <b>ашық</b>.\n\n"
        "Hits: 2 of 2.\n"
    )
    assert done("memory", "search", memory, "court", "--in", "target") == "Hits: 0 of 0.\n"
    assert done("memory", "search", memory, "cour", "--whole-words") == "Hits: 0 of 0.\n"
    assert done("memory", "search", memory, "сот", "--limit", "1").endswith("Hits: 1 of 3.\n")


def test_searching_in_json(memory: Path) -> None:
    answer = json.loads(done("memory", "search", memory, "closed", "--json"))
    assert answer == {
        "total": 1,
        "more": False,
        "hits": [
            {
                "source": "The court is closed.",
                "target": "Сот жабық.",
                "source_places": [[13, 19]],
                "target_places": [],
                "source_language": "en",
                "target_language": "kk",
                "before": "",
                "after": "",
                "document": "",
                "author": "",
                "changed": "2026-01-02T00:00:00Z",
            }
        ],
    }


def test_searching_in_a_memory_that_is_not_there(tmp_path: Path) -> None:
    assert "none" in refused("memory", "search", tmp_path / "none", "court")


# -- convert -------------------------------------------------------------------------------------


@pytest.fixture
def uzbek(tmp_path: Path) -> Path:
    write_tmx(
        [
            TranslationUnit("Law", "$HUQUQ va qonun", "en", "uz-Latn"),
            TranslationUnit("Law", "Закон", "en", "ru"),
        ],
        tmp_path / "uz.tmx",
        "en",
    )
    done("memory", "import", tmp_path / "uz", tmp_path / "uz.tmx")
    return tmp_path / "uz"


def test_converting_adds_once_what_is_in_the_other_script(uzbek: Path) -> None:
    assert done("memory", "convert", uzbek, "--to", "uz-Cyrl") == "Added 1 unit.\n"
    assert json.loads(done("memory", "convert", uzbek, "--to", "uz-Cyrl", "--json")) == {"units": 0}
    assert json.loads(done("memory", "convert", uzbek, "--to", "kk-Latn", "--json")) == {"units": 0}
    found = json.loads(done("memory", "search", uzbek, "Law", "--json"))
    assert [hit["target"] for hit in found["hits"]] == [
        "$HUQUQ ва қонун", "Закон", "$HUQUQ va qonun",
    ]  # fmt: skip


def test_a_dry_run_of_a_conversion_adds_nothing(uzbek: Path) -> None:
    arguments = ("memory", "convert", uzbek, "--to", "uz-Cyrl", "--dry-run")
    assert json.loads(done(*arguments, "--json")) == {
        "units": 1,
        "examples": [
            {
                "unit": {
                    "source": "Law",
                    "target": "$HUQUQ va qonun",
                    "source_language": "en",
                    "target_language": "uz-Latn",
                },
                "converted": {
                    "source": "Law",
                    "target": "$HUQUQ ва қонун",
                    "source_language": "en",
                    "target_language": "uz-Cyrl",
                },
            }
        ],
    }
    told = done(*arguments)
    assert "Law → $HUQUQ va qonun\nLaw → $HUQUQ ва қонун\n" in told
    assert told.endswith("Units that would be added: 1.\n")


def test_a_conversion_that_cannot_be_is_wrong_usage(uzbek: Path, tmp_path: Path) -> None:
    for wrong in (["--to", "en-Latn"], [], ["--to", "uz-Latn", "--alphabet", "1999"]):
        assert run("memory", "convert", uzbek, *wrong).exit_code == 2
    refused("memory", "convert", tmp_path / "gone", "--to", "uz-Latn")
