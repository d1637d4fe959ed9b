"""Every kind of defect against a table of our own cases, and what repairing promises."""

import json
from pathlib import Path
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hygiene.defect import REPAIRABLE, DefectKind, put_right
from core.hygiene.repair import find_defects, repair
from core.language import TAGS, language

CASES = json.loads(
    (Path(__file__).parents[2] / "data" / "hygiene" / "cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("kind", "tag", "text", "repaired"), CASES["wrong"])
def test_defects_are_found_and_repaired(
    kind: str, tag: str, text: str, repaired: str | None
) -> None:
    found = [defect for defect in find_defects(text, language(tag)) if defect.kind == kind]
    assert found
    assert all(text[defect.start : defect.end] == defect.text for defect in found)
    if repaired is None:
        assert [defect.repair for defect in found] == [None] * len(found)
    else:
        assert put_right(text, found) == repaired
        assert repair(text, language(tag), [DefectKind(kind)]).text == repaired
        assert find_defects(repaired, language(tag)) == []


@pytest.mark.parametrize(("tag", "text"), CASES["right"])
def test_what_is_right_is_left_alone(tag: str, text: str) -> None:
    assert find_defects(text, language(tag)) == []


def test_the_table_has_cases_of_every_kind_and_many() -> None:
    assert len(CASES["wrong"]) + len(CASES["right"]) >= 60
    assert {case[0] for case in CASES["wrong"]} == set(DefectKind)
    assert set(REPAIRABLE) == set(DefectKind) - {DefectKind.LOST, DefectKind.NO_BREAK_SPACE}


def test_addresses_and_tags_are_left_alone() -> None:
    text = "Қазақcтан: info@қазақcтан.kz, <aс>, https://example.org/cуд"
    repaired = repair(text, language("kk"), REPAIRABLE)
    assert repaired.text == text.replace("Қазақcтан:", "Қазақстан:")


def test_a_garbled_word_has_one_defect() -> None:
    (found,) = find_defects("KazyГЅet", language("tk"))
    assert found.kind is DefectKind.MOJIBAKE


def test_only_the_wished_kinds_are_repaired() -> None:
    text = "O'zbekiston qоnuni\u200b"
    tag = language("uz-Latn")
    assert repair(text, tag, []).text == text
    assert repair(text, tag, [DefectKind.INVISIBLE]).text == "O'zbekiston qоnuni"
    assert repair(text, tag, [DefectKind.APOSTROPHES]).text == "Oʻzbekiston qоnuni\u200b"
    assert repair(text, tag, REPAIRABLE).text == "Oʻzbekiston qonuni"


def test_places_lead_back_to_the_original() -> None:
    text = "\ufeffРЎСѓРґ. За\u200bң. cуд\u00ad."
    found = repair(text, language("kk"), REPAIRABLE)
    assert found.text == "Суд. Заң. суд."
    cut = [text[found.places[a] : found.places[b]] for a, b in ((0, 4), (5, 9), (10, 14))]
    assert cut == ["РЎСѓРґ.", "За\u200bң.", "cуд\u00ad."]


PIECES = ["А", "a", "с", "c", "і", "i", "ї", "ў", "ӯ", "o'", "G‘", "Ð", "°", "Р", "Ј", "Ã", "½"]
PIECES += ["\u200b", "\u0306", "и", "\u00a0", "?", "<b>", " ", ".", "é", "Çàêîí"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))), st.sampled_from(TAGS))
def test_places_are_in_order_and_defects_are_in_the_text(pieces: list[str], tag: str) -> None:
    text = "".join(pieces)
    found = repair(text, language(tag), REPAIRABLE)
    assert len(found.places) == len(found.text) + 1
    assert list(found.places) == sorted(found.places)
    assert found.places[-1] == len(text)
    for defect in find_defects(text, language(tag)):
        assert 0 <= defect.start < defect.end <= len(text)
        assert text[defect.start : defect.end] == defect.text
        assert defect.repair != defect.text


@given(st.text(), st.sampled_from(TAGS))
def test_composing_gives_nfc_and_nothing_else(text: str, tag: str) -> None:
    composed = repair(text, language(tag), [DefectKind.COMPOSITION]).text
    assert is_normalized("NFC", text) == (composed == text)
