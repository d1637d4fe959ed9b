"""Runs of languages cover a document's segments once, in order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.document import LanguageRun, language_runs
from tests.build import make_segment


def test_runs_of_a_document_in_two_languages() -> None:
    segments = [
        make_segment("Bir.", language="tk", paragraph=0),
        make_segment("Iki.", language="tk", paragraph=0),
        make_segment("Üç.", language="tk", language_sure=False, paragraph=1),
        make_segment("Four.", language="en", paragraph=2),
        make_segment("Bäş.", language="tk", paragraph=4),
    ]
    assert language_runs(segments) == (
        LanguageRun("tk", 0, 1, sure=False),
        LanguageRun("en", 2, 2, sure=True),
        LanguageRun("tk", 4, 4, sure=True),
    )


def test_what_has_no_language_belongs_to_the_run_around_it() -> None:
    texts = [("", False), ("tk", True), ("", False), ("tk", True), ("en", True), ("", False)]
    segments = [
        make_segment(language=tag, language_sure=sure, paragraph=number)
        for number, (tag, sure) in enumerate(texts)
    ]
    assert language_runs(segments) == (
        LanguageRun("tk", 0, 3, sure=True),
        LanguageRun("en", 4, 5, sure=True),
    )


def test_no_segments_no_runs() -> None:
    assert language_runs([]) == ()


@given(st.lists(st.tuples(st.sampled_from(["en", "ru", "kk"]), st.booleans())))
def test_neighbouring_runs_differ_and_cover_everything(found: list[tuple[str, bool]]) -> None:
    segments = [
        make_segment(language=tag, language_sure=sure, paragraph=number)
        for number, (tag, sure) in enumerate(found)
    ]
    runs = language_runs(segments)
    assert all(run.language != following.language for run, following in pairwise(runs))
    covered = [(run.language, place) for run in runs for place in range(run.first, run.last + 1)]
    assert covered == [(tag, place) for place, (tag, _) in enumerate(found)]
    assert all(sure for run in runs if run.sure for _, sure in found[run.first : run.last + 1])
