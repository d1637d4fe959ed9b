"""Sentences that were cut in two where they do not end: joined again, and not cut so any more."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

import regex

from core.document import Document
from core.encoding import decode
from core.errors import NotAllowedError
from core.formats import format_named
from core.history import Act, ChangeKind
from core.people import Person
from core.progress import Progress
from core.review import why_closed
from core.segment import NO_ORIGIN, Segment, State
from db import comments, documents, projects, segments
from db.store import Store
from services import segmenting
from services.editing import keep

_LAST_WORDS = regex.compile(r"\b(?:\p{L}\.\s?)*\p{L}[\p{L}\p{M}\p{N}’'ʻʼ-]*+\W*$")
_OPEN = frozenset({State.NEW, State.DRAFT})

Step = tuple[Segment, Segment]


def words_before_break(segment: Segment) -> str:
    """What a segment ends with, as “т.б.”: after that it was cut; empty where there is no word."""
    found = _LAST_WORDS.search(segment.source)
    return found[0].strip() if found else ""


def never_break_after(
    store: Store,
    document_id: int,
    words: str,
    language: str,
    person: Person,
    progress: Progress | None = None,
) -> Act:
    """Never end a sentence after `words` again, and join what was cut there, as one act.

    The rule is the person's own, for every text in the language from now on, and stays when the
    act is taken back. Joined are neighbours in a paragraph of this document that nobody has
    confirmed; one that has comments is taken into no other. Raises NotAllowedError for a document
    that was not cut by rules, ExpectedError where the rule or the joining cannot be kept, and
    Cancelled; then neither is.
    """
    with store.reading() as session:
        document = documents.get(session, document_id)
        whole = segments.of_document(session, document_id)
        original = documents.original(session, document_id)
        project_id = projects.only(session).id
        commented = {each.segment_id for each in comments.of_project(session, project_id)}
    if not format_named(document.format).running_text:
        raise NotAllowedError(
            f"“{document.name}” came in segments already, so nothing in it was cut by rules."
        )
    own = segmenting.own_rules()
    segmenting.never_break_after(words, language)
    try:
        text = decode(original, document.encoding).text
        looked_through = (progress or Progress()).track(whole, len(whole))
        steps = list(_steps(document, looked_through, text, words, commented))
        return keep(store, ChangeKind.JOIN, steps, person, progress=progress)
    except BaseException:
        segmenting.keep_own_rules(own)
        raise


def _steps(
    document: Document, whole: Iterable[Segment], text: str, words: str, commented: Set[int]
) -> Iterator[Step]:
    """What becomes of the segments that are no longer cut apart after `words`."""
    run: list[Segment] = []
    for segment in whole:
        may_join = bool(run) and run[-1].source.endswith(words) and segment.id not in commented
        if may_join and _belong_together(run, segment, text, document.source_language):
            run.append(segment)
            continue
        yield from _joined(run, text)
        run = [segment]
    yield from _joined(run, text)


def _belong_together(run: Sequence[Segment], after: Segment, text: str, language: str) -> bool:
    last = run[-1]
    if last.paragraph != after.paragraph or last.language != after.language:
        return False
    if not (_is_open(last) and _is_open(after)):
        return False
    before = _source_of(run, text) + _gap(last, after, text)
    borders, place = set(), 0
    for part in segmenting.segment(before + after.source, after.language or language):
        borders.add(place)
        place += len(part)
    return len(before) not in borders


def _joined(run: Sequence[Segment], text: str) -> Iterator[Step]:
    """The first one takes the others in."""
    if len(run) < 2:
        return
    first, last = run[0], run[-1]
    with_target = [segment for segment in run if segment.target]
    whole = replace(
        first,
        key=f"{first.key.split('-')[0]}-{last.key.split('-')[1]}",
        source=_source_of(run, text),
        target=" ".join(segment.target for segment in with_target),
        state=State.DRAFT if with_target else first.state,
        origin=with_target[0].origin if with_target else NO_ORIGIN,
    )
    yield first, whole
    for segment in run[1:]:
        yield segment, replace(segment, joined=True)


def _source_of(run: Sequence[Segment], text: str) -> str:
    source = run[0].source
    for before, after in pairwise(run):
        source += _gap(before, after, text) + after.source
    return source


def _gap(before: Segment, after: Segment, text: str) -> str:
    """What stands between two neighbours in the text they were cut from."""
    return text[int(before.key.split("-")[1]) : int(after.key.split("-")[0])]


def _is_open(segment: Segment) -> bool:
    return segment.state in _OPEN and not why_closed(segment)
