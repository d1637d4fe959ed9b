import json
from pathlib import Path

import pytest

from core.memory.unit import TranslationUnit
from services import memories, projects
from tests.build import add_document, make_project, make_segment, segments_of
from tests.services.command_line.running import done, refused, run

REST = "Everyone has the right to rest."
RULE = "The court decides within 12 days."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    store = make_project(tmp_path)
    add_document(store, [make_segment(REST, "Право на отдых."), make_segment(RULE)], "one.txt")
    add_document(store, [make_segment(REST), make_segment(RULE)], "two.txt")
    store.close()
    return store.path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    file = memories.create_memory(tmp_path / "old.memory")
    rule = TranslationUnit(
        "The court decides within 10 days.", "Суд решает в течение 10 дней.", "en", "ru"
    )
    file.add([rule])
    file.close()
    return file.path


def amounts(segments: int, words: int, characters: int) -> dict[str, int]:
    return {"segments": segments, "words": words, "characters": characters}


def test_analyse_as_json(project: Path) -> None:
    found = json.loads(done("analyse", project, "--json"))
    one, two = found["documents"]
    assert (one["name"], two["name"]) == ("one.txt", "two.txt")
    assert one["confirmed"] == amounts(1, 6, len(REST))
    assert one["bands"]["none"] == two["bands"]["repetition"] == amounts(1, 6, len(RULE))
    assert two["bands"]["101"] == amounts(1, 6, len(REST))
    assert list(two["bands"]) == [
        "repetition", "102", "101", "100", "95-99", "85-94", "75-84", "50-74", "none",
    ]  # fmt: skip
    assert found["total"]["total"] == amounts(3, 18, len(REST + RULE + RULE))
    assert "name" not in found["total"]


def test_analyse_asks_other_memories(project: Path, memory: Path) -> None:
    found = json.loads(done("analyse", project, "--memory", memory, "--json"))
    assert found["documents"][0]["bands"]["95-99"]["segments"] == 1
    table = done("analyse", project, "--memory", memory)
    assert [line.split()[0] for line in table.splitlines()] == [
        "document",
        "one.txt",
        "two.txt",
        "total",
    ]


def test_pretranslate(project: Path, memory: Path) -> None:
    found = json.loads(done("pretranslate", project, "--memory", memory, "--json"))
    assert found["filled"] == 3
    assert found["documents"][1] == {
        "name": "two.txt",
        "bands": {
            "102": 0, "101": 1, "100": 0, "95-99": 1, "85-94": 0, "75-84": 0, "50-74": 0,
            "none": 0,
        },
        "filled": 2,
        "repaired": 1,
    }  # fmt: skip
    store, _ = projects.open_project(project, read_only=True)
    rule = segments_of(store)[1]
    assert (rule.target, rule.state) == ("Суд решает в течение 12 дней.", "draft")
    store.close()


def test_pretranslate_one_document_from_exact_matches(project: Path) -> None:
    said = done("pretranslate", project, "--document", "two.txt", "--exact", "translated")
    assert said.splitlines()[-1] == "Filled 1 segment."
    status = json.loads(done("status", project, "--json"))
    assert status["documents"][1]["segments"]["translated"] == 1
    assert "Filled 0 segments." in done("pretranslate", project, "--threshold", 102)


def test_what_is_refused(project: Path, tmp_path: Path) -> None:
    assert "two.txt" in refused("pretranslate", project, "--document", "three.txt")
    assert "gone" in refused("analyse", project, "--memory", tmp_path / "gone")
    assert run("pretranslate", project, "--threshold", 40).exit_code == 2
    assert run("pretranslate", project, "--exact", "final").exit_code == 2
