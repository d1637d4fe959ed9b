"""Clean texts by people have hardly a defect, and what is found in them is one."""

import pytest

from core.encoding import decode
from core.hygiene.defect import DefectKind
from core.hygiene.repair import find_defects
from core.identify import identify_paragraphs
from core.language import language
from tests.shared import shared_path

QUIET = {DefectKind.NO_BREAK_SPACE}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("000_95a02fc35197f4b3.txt", []),
        ("001_46e35a21a64a93f2.txt", []),
        ("002_d5b067f4afcd9e6f.txt", []),
        ("003_451890a390776fa8.txt", ["А.Daulbayev", "А.Daulbayev"]),
        ("004_54035fae270ab93c.txt", []),
    ],
)
def test_samples(name: str, known: list[str]) -> None:
    text = decode(shared_path(f"samples/{name}").read_bytes()).text
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    found = [
        defect.text
        for paragraph, found in zip(paragraphs, identify_paragraphs(paragraphs), strict=True)
        for defect in find_defects(paragraph, language(found.language or "ru"))
        if defect.kind not in QUIET
    ]
    assert found == known


@pytest.mark.parametrize(
    ("name", "tag", "known"),
    [
        ("udhr_dev/en-kk.kk", "kk", []),
        ("udhr_dev/en-ru.ru", "ru", []),
        ("udhr_dev/en-uzl.uzl", "uz-Latn", []),
        ("udhr_dev/ru-uzc.uzc", "uz-Cyrl", []),
        ("parice_dev/n_1.en", "en", []),
        ("xwmt_dev/en-ru.en", "en", []),
        ("xwmt_dev/en-ru.ru", "ru", []),
        ("xwmt_dev/en-kk.kk", "kk", ["MTК"]),
    ],
)
def test_translations(name: str, tag: str, known: list[str]) -> None:
    text = shared_path(f"align/gold/{name}").read_text(encoding="utf-8")
    lines = text.splitlines()
    found = [defect.text for line in lines for defect in find_defects(line, language(tag))]
    assert found == known


def test_uzbek_news_has_wrong_apostrophes_only() -> None:
    text = shared_path("align/gold/xwmt_dev/en-uz.uz").read_text(encoding="utf-8")
    found = find_defects(text, language("uz-Latn"))
    assert {defect.kind for defect in found} == {DefectKind.APOSTROPHES}
    assert len(found) > 400
    assert not {"NATO", "Trump"} & {defect.text.split("’")[0] for defect in found}
