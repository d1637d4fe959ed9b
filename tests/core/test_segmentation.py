import json
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from core import segmentation
from core.errors import UnreadableFileError
from core.language import TAGS
from core.segmentation import Segmenter, segment
from core.srx import Rule
from tests.shared import shared_path

CASES = Path(__file__).parents[1] / "data" / "segmentation"
PIECES = st.sampled_from(
    ["Сот", "заң ", "т.б.", " ", "\n", "\u00a0", ". ", ".", "С. ", "5", "-бап", "12. ", "«", "»",
     "?", "(", ")", "г. ", "— ", "… ", "Mr. ", "Oʻz", "1) ", "• ", "“", "”", "www.", "\r\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


def cases(language: str) -> list[list[str]]:
    """Blocks of lines between empty ones, without remarks."""
    text = (CASES / f"{language}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [block.split("\n") for block in regex.split(r"\n{2,}", "\n".join(lines).strip("\n"))]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [(language, sentences) for language in TAGS for sentences in cases(language)],
    ids=lambda value: value if isinstance(value, str) else value[0][:40],
)
def test_sentences_are_cut_as_written_down(language: str, sentences: list[str]) -> None:
    assert [cut.strip() for cut in segment(" ".join(sentences), language)] == sentences


@pytest.mark.parametrize("language", TAGS)
def test_every_language_has_its_cases(language: str) -> None:
    assert len(cases(language)) >= 59


@pytest.mark.parametrize(("language", "reached"), [("en", 48), ("ru", 42), ("kk", 13)])
def test_the_golden_cases(language: str, reached: int) -> None:
    golden = json.loads(shared_path(f"align/segmentation/golden_{language}.json").read_bytes())
    right = [
        [cut.strip() for cut in segment(case["text"], language)] == case["segments"]
        for case in golden
    ]
    assert sum(right) >= reached


@given(TEXTS, st.sampled_from([*TAGS, ""]))
def test_the_slices_are_the_text(text: str, language: str) -> None:
    slices = segment(text, language)
    assert "".join(slices) == text
    assert all(slices)
    assert all(each.strip() for each in slices) or len(slices) == 1
    assert not any(each[0].isspace() for each in slices[1:])


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("", []),
        (" \n", [" \n"]),
        ("  Сот шешті.  Ол күшінде. ", ["  Сот шешті.  ", "Ол күшінде. "]),
        ("Бірінші жол\r\n\r\nекінші жол", ["Бірінші жол\r\n\r\n", "екінші жол"]),
        ("Тыңдау аяқталды.Сот кетті.", ["Тыңдау аяқталды.", "Сот кетті."]),
        ("Хат Aidar.Bekov@sud.example.kz алды.", ["Хат Aidar.Bekov@sud.example.kz алды."]),
        ("А.Қ. Иманов пен С.\u00a0Н.\u00a0Жапаров", ["А.Қ. Иманов пен С.\u00a0Н.\u00a0Жапаров"]),
    ],
)
def test_white_space_belongs_to_the_sentence_before_it(text: str, slices: list[str]) -> None:
    assert segment(text, "kk") == slices


def test_a_mixed_initial_is_none_the_less_an_initial() -> None:
    text = "He was there. А.Daulbayev confirmed it. N.Pillay left."
    assert [cut.strip() for cut in segment(text, "en")] == [
        "He was there.",
        "А.Daulbayev confirmed it.",
        "N.Pillay left.",
    ]


def test_a_language_without_rules_is_cut_by_the_common_ones() -> None:
    assert segment("Bir. İki. üç", "tr") == ["Bir. ", "İki. üç"]


RULES = st.lists(
    st.builds(
        Rule,
        breaks=st.booleans(),
        before=st.sampled_from(["", "a", r"\.", "[ab]+", r"\.\s*", "^a", "b|a", "(?:ab)?"]),
        after=st.sampled_from(["", "b", r"\s", r"\s+a", "$", "a|b", r"\."]),
        line=st.just(1),
    ),
    max_size=6,
)


def by_definition(rules: list[Rule], text: str) -> set[int]:
    """Where SRX breaks: each place is decided by the first rule that matches there."""

    def matches(rule: Rule, place: int) -> bool:
        starts = range(place + 1)
        before = any(regex.compile(rule.before).fullmatch(text, at, place) for at in starts)
        return before and regex.compile(rule.after).match(text, place) is not None

    decisions = {
        place: next((rule.breaks for rule in rules if matches(rule, place)), False)
        for place in range(len(text) + 1)
    }
    return {place for place, is_break in decisions.items() if is_break}


@given(RULES, st.text("ab. ", max_size=12))
def test_the_first_rule_that_matches_a_place_decides(rules: list[Rule], text: str) -> None:
    ends = {
        place + len(text[place:]) - len(text[place:].lstrip())
        for place in by_definition(rules, text)
        if text[:place].strip()
    }
    cuts = segment_with(rules, text)
    assert {sum(map(len, cuts[:count])) for count in range(1, len(cuts) + 1)} == (
        ends | {len(text)} if text else set()
    )


def segment_with(rules: list[Rule], text: str) -> list[str]:
    return Segmenter(rules, "rules.srx").segment(text)


def test_a_rule_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "TIMEOUT", 0.05)
    endless = Rule(breaks=True, before="", after=r"(?:a|aa)+$", line=1)
    with pytest.raises(UnreadableFileError, match=r"rules\.srx.*too long"):
        segment_with([endless], "a" * 60 + "!")


@pytest.mark.parametrize("piece", [" ", "\n", "• ", "1) А ", "1. а ", ". ", "(а.) А ", "сөз "])
def test_no_shipped_rule_takes_long_on_monotonous_text(piece: str) -> None:
    text = "А." + piece * 5_000 + "А."
    for language in TAGS:
        assert "".join(segment(text, language)) == text
