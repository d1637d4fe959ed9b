"""Defects of texts: told at import, repaired in the segments on wish, never in the file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.encoding import decode
from core.formats.format import Filled
from core.formats.text import TextFormat
from core.hygiene.defect import REPAIRABLE, DefectKind
from core.segment import State
from db import documents
from db.store import Store
from services import importing
from services.importing import ImportAs, Imported
from services.reading import read_file
from tests.build import TRANSLATOR, make_project, segments_of
from tests.services.command_line.running import done, run

TEXTS = Path(__file__).resolve().parents[1] / "data" / "texts"
RULES, RULES_KK = TEXTS / "registry.en.txt", TEXTS / "registry.kk.txt"

DAMAGED = (
    "\ufeffҚазақcтан туралы за\u200bң қабылданды.  Cот оны\u00a0қарады\u00ad.\r\n\r\n"
    "Р—Р°ТЈ Р¶У™РЅРµ СЃРѕС‚ С‚У™СѓРµР»СЃС–Р· Р±РѕР»Р°РґС‹. Р‘Т±Р» – РµТЈ РјР°ТЈС‹Р·РґС‹СЃС‹.\n"
    "Басқа сөйлем бұзылмаған.\n"
)


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "заң.txt"
    path.write_bytes(DAMAGED.encode())
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_project(tmp_path, source_language="kk", target_language="en")
    yield made
    made.close()


def brought(store: Store, path: Path, *kinds: DefectKind) -> Imported:
    return importing.import_file(store, path, TRANSLATOR, repairing=kinds)


def test_by_itself_an_import_repairs_nothing_and_tells_what_there_is(
    store: Store, law: Path
) -> None:
    found = brought(store, law)
    text = decode(law.read_bytes()).text
    for segment in segments_of(store):
        start, end = map(int, segment.key.split("-"))
        assert segment.source == text[start:end]
    assert {defect.kind for defect in found.defects} == {
        DefectKind.MOJIBAKE,
        DefectKind.INVISIBLE,
        DefectKind.MIXED_SCRIPT,
        DefectKind.NO_BREAK_SPACE,
    }


def test_wished_kinds_are_repaired_and_the_original_stays(store: Store, law: Path) -> None:
    found = brought(store, law, *REPAIRABLE)
    segments = segments_of(store)
    assert [segment.source for segment in segments] == [
        "Қазақстан туралы заң қабылданды.",
        "Сот оны\u00a0қарады.",
        "Заң және сот тәуелсіз болады.",
        "Бұл – ең маңыздысы.",
        "Басқа сөйлем бұзылмаған.",
    ]
    assert {segment.language for segment in segments} == {"kk"}
    assert not any(segment.locked for segment in segments)
    assert [defect.kind for defect in found.defects] == [DefectKind.NO_BREAK_SPACE]
    assert found.document
    with store.reading() as session:
        assert documents.original(session, found.document.id) == law.read_bytes()


def test_only_the_wished_kinds_are_repaired(store: Store, law: Path) -> None:
    found = brought(store, law, DefectKind.INVISIBLE)
    assert segments_of(store)[0].source == "Қазақcтан туралы заң қабылданды."
    assert DefectKind.INVISIBLE not in {defect.kind for defect in found.defects}
    assert DefectKind.MIXED_SCRIPT in {defect.kind for defect in found.defects}


def test_a_repaired_text_is_filled_in_its_places(law: Path) -> None:
    reading = read_file(law, "kk", repairing=REPAIRABLE)
    filled = {
        part.key: Filled(part.source, f"<{n}>", State.TRANSLATED)
        for n, part in enumerate(reading.segments)
    }
    assert TextFormat().fill(law.read_bytes(), "utf-8", filled).decode() == (
        "\ufeff<0>  <1>\r\n\r\n<2> <3>\n<4>\n"
    )


def test_both_sides_of_a_bitext_are_repaired(tmp_path: Path) -> None:
    damaged = tmp_path / "kk.txt"
    text = RULES_KK.read_text(encoding="utf-8")
    damaged.write_text(text.replace("і", "i"), encoding="utf-8")
    targets = {}
    for name, path, kinds in (
        ("whole", RULES_KK, []),
        ("damaged", damaged, []),
        ("repaired", damaged, [DefectKind.MIXED_SCRIPT]),
    ):
        made = make_project(tmp_path, name=f"{name}.terjiman", target_language="kk")
        with closing(made) as store:
            found = importing.import_file(store, RULES, TRANSLATOR, path, repairing=kinds)
            targets[name] = [segment.target for segment in segments_of(store)]
        assert bool(found.defects) is (name == "damaged")
    assert targets["repaired"] == targets["whole"] != targets["damaged"]


def test_units_of_memory_are_repaired(tmp_path: Path) -> None:
    damaged = tmp_path / "kk.txt"
    damaged.write_text(RULES_KK.read_text(encoding="utf-8").replace("і", "i"), encoding="utf-8")
    kinds = [DefectKind.MIXED_SCRIPT]
    with closing(make_project(tmp_path, target_language="kk")) as store:
        found = importing.import_file(
            store, RULES, TRANSLATOR, damaged, ImportAs.MEMORY, repairing=kinds
        )
    assert found.units
    assert found.defects == ()


def test_the_command_tells_and_repairs(tmp_path: Path, law: Path) -> None:
    project = tmp_path / "p.terjiman"
    done("new", project, "--source", "kk", "--target", "en")
    told = run("import", project, law).stderr
    assert "Cyrillic and Latin in one word: 2 (“Қазақcтан” with the Latin “c”, " in told
    assert "Invisible characters: 2" in told
    again = run("import", project, law, "--repair", "mixed-script", "--repair", "invisible").stderr
    assert "one word" not in again
    assert "Letters read in a wrong encoding" in again
    assert run("import", project, law, "--repair", "lost").exit_code == 2
