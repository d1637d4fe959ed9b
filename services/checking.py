"""Looking for mistakes in a project."""

from dataclasses import dataclass

from core.document import Document
from core.progress import Progress
from core.qa import checks
from core.qa.issue import Issue
from core.segment import Segment
from db import documents, projects, segments
from db.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue with the document and segment it was found in."""

    document: Document
    segment: Segment
    issue: Issue


def check_project(store: Store, progress: Progress | None = None) -> list[Finding]:
    """Every issue of every segment that has a translation or should have one."""
    progress = progress or Progress()
    found: list[Finding] = []
    with store.reading() as session:
        all_documents = documents.of_project(session, projects.only(session).id)
        for number, document in enumerate(all_documents):
            part = progress.part(number / len(all_documents), (number + 1) / len(all_documents))
            whole = segments.of_document(session, document.id)
            for segment in part.track(whole, len(whole), document.name):
                found += [
                    Finding(document, segment, issue) for issue in issues_of(document, segment)
                ]
    return found


def issues_of(document: Document, segment: Segment) -> list[Issue]:
    """The issues of one segment; locked ones have none."""
    if segment.locked:
        return []
    return checks.check_segment(segment, document.source_language, document.target_language)


def repaired(document: Document, segment: Segment) -> str:
    """The target with every sign repaired that was typed wrongly or damaged on the way."""
    return checks.repaired(segment, document.source_language, document.target_language)
