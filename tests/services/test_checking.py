from pathlib import Path

import pytest

from core.errors import Cancelled
from core.progress import Progress
from core.segment import State
from services.checking import check_project
from tests.build import add_document, make_project, make_segment


def test_issues_come_with_their_document_and_segment(tmp_path: Path) -> None:
    store = make_project(
        tmp_path,
        [
            make_segment("Article 5 applies.", "Применяется статья 5."),
            make_segment("Article 6 applies.", "Применяется статья 7."),
            make_segment("Article 8 applies.", "Применяется статья 9.", locked=True),
            make_segment("Article 10 applies.", "", State.NEW),
        ],
    )
    other = add_document(store, [make_segment("It is 3 days.", "Три дня 4.")], "b.txt")
    found = check_project(store)
    assert {(f.document.name, f.segment.position, f.issue.check) for f in found} == {
        ("text.txt", 1, "numbers"), (other.name, 0, "numbers"),
    }  # fmt: skip
    store.close()


def test_checking_can_be_cancelled(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(f"Article {n}.") for n in range(9)])

    def report(done: float, text: str) -> None:
        assert text == "text.txt"
        if done >= 0.5:
            progress.cancel()

    progress = Progress(report)
    with pytest.raises(Cancelled):
        check_project(store, progress)
    store.close()


def test_an_empty_project_has_no_issues(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    assert check_project(store) == []
    store.close()
