"""What lights up beside each other: with the terms of the project and the seed lexicon."""

from pathlib import Path

from core.alignment.evidence import SharedKind
from core.terms import Concept, Term
from db import projects, terms
from services.alignment_evidence import Evidence, evidence_of
from tests.build import make_project


def pieces(evidence: Evidence, source: str, target: str) -> set[tuple[str, str, SharedKind]]:
    return {
        (source[slice(*each.source)], target[slice(*each.target)], each.kind)
        for each in evidence.of(source, target)
    }


def test_numbers_names_and_known_terms(tmp_path: Path) -> None:
    store = make_project(tmp_path, target_language="kk")
    concept = Concept(0, (Term("en", "custodial facility"), Term("kk", "қамау орны")))
    with store.transaction() as session:
        terms.add(session, projects.only(session).id, concept)
    found = pieces(
        evidence_of(store),
        "Article 12. The custodial facility in Kazakhstan",
        "12-бап. Қазақстандағы қамау орнында",
    )
    assert ("custodial facility", "қамау орнында", SharedKind.TERM) in found
    assert ("12", "12", SharedKind.NUMBER) in found
    assert any(source == "Kazakhstan" for source, _, _ in found)
    store.close()


def test_pairs_of_which_one_side_is_missing_light_nothing() -> None:
    evidence = Evidence([("duty", "міндет"), ("duty", "міндет"), ("", "бос")])
    assert pieces(evidence, "The duty", "Міндеттің") == {("duty", "Міндеттің", SharedKind.TERM)}
    assert pieces(evidence, "The duty", "Құқық") == set()
