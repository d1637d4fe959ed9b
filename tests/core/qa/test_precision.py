"""False alarms on translations by people."""

from collections.abc import Iterator

import pytest

from core.qa.checks import check_segment
from core.qa.issue import Severity
from core.segment import Segment, State
from tests.shared import shared_path


def translations(corpus: str, first: str, second: str) -> Iterator[tuple[str, str]]:
    """The pairs that the gold alignment `corpus` has between two languages, one to one."""
    stem = f"align/gold/{corpus}/{first}-{second}"
    sources = shared_path(f"{stem}.{first}").read_text(encoding="utf-8").splitlines()
    targets = shared_path(f"{stem}.{second}").read_text(encoding="utf-8").splitlines()
    for line in shared_path(f"{stem}.gold").read_text(encoding="utf-8").splitlines():
        source, target = (side.strip("[] ") for side in line.split(":")[:2])
        if source.isdigit() and target.isdigit():
            yield sources[int(source)], targets[int(target)]


@pytest.mark.parametrize(
    ("corpus", "first", "second", "source_language", "target_language", "allowed"),
    [
        ("udhr_dev", "en", "ru", "en", "ru", 0),
        ("udhr_dev", "en", "kk", "en", "kk", 0),
        ("udhr_dev", "en", "uzl", "en", "uz-Latn", 0),
        ("udhr_dev", "ru", "kk", "ru", "kk", 0),
        ("udhr_dev", "ru", "uzc", "ru", "uz-Cyrl", 0),
        # News; what is left are mistakes of the translators, such as 2013 for 2011.
        ("xwmt_dev", "en", "ru", "en", "ru", 2),
        ("xwmt_dev", "en", "kk", "en", "kk", 2),
        ("xwmt_dev", "en", "uz", "en", "uz-Latn", 2),
    ],
)
def test_translations_by_people_have_hardly_an_error(
    corpus: str, first: str, second: str, source_language: str, target_language: str, allowed: int
) -> None:
    errors = [
        issue
        for source, target in translations(corpus, first, second)
        for issue in check_segment(
            Segment(1, 1, 0, "0", source, target, State.TRANSLATED),
            source_language,
            target_language,
        )
        if issue.severity is Severity.ERROR
    ]
    assert len(errors) <= allowed, errors
