"""The report on units tells what there is and what is odd."""

from core.memory.inspection import Inspection
from core.memory.report import LanguagePair, Problem, Treatment
from core.memory.unit import TranslationUnit


def test_everything_is_counted() -> None:
    inspection = Inspection()
    for unit in (
        TranslationUnit("a", "x", "en", "kk", author="anna", created="2026-01-01T00:00:00Z"),
        TranslationUnit("a", "x", "en", "kk", author="bota", changed="2025-01-01T00:00:00Z"),
        TranslationUnit("a", "y", "en", "kk", author="anna", changed_by="bota"),
        TranslationUnit("a", "a", "en", "ru"),
        TranslationUnit("b\ufffd", "y\x85" * 3000, "en", "ru"),
        TranslationUnit("b\ufffd", "y\x85" * 3000, "en", "ru"),
    ):
        inspection.look(unit)
    inspection.languages["en"] = 6
    report = inspection.report(["a.tmx", "b.tmx"])
    assert report.files == ("a.tmx", "b.tmx")
    assert report.units == 6
    assert report.languages == (("en", 6),)
    assert report.pairs == (LanguagePair("en", "kk", 3), LanguagePair("en", "ru", 3))
    assert (report.first, report.last) == ("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
    assert report.authors == (("bota", 2), ("anna", 1))
    assert (report.duplicates, report.identical, report.ambiguous) == (2, 1, 1)
    assert [(one.problem, one.count) for one in report.of(Treatment.KEPT)] == [
        (Problem.CHARACTERS, 2),
        (Problem.LONG, 2),
        (Problem.SAME_TEXT, 1),
    ]


def test_nothing_is_a_report_too() -> None:
    report = Inspection().report([])
    assert (report.units, report.pairs, report.first, report.findings) == (0, (), "", ())
