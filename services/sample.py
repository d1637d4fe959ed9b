"""The sample project: our own short texts, half-way through translation and review, and terms."""

from pathlib import Path

import platformdirs

import resources
from core.errors import StoreError
from core.lexicon import concepts
from core.people import Person, Role
from core.project import SUFFIX
from core.segment import Segment
from db import segments, terms
from db.store import Store
from services import editing, importing, projects, reviewing

TRANSLATOR = Person("Translator", Role.TRANSLATOR)
REVIEWER = Person("Reviewer", Role.REVIEWER)


def sample_project() -> Path:
    """The file of the person's own sample project, made when it is not there yet."""
    folder = Path(platformdirs.user_data_dir("terjiman", appauthor=False))
    path = folder / f"Sample{SUFFIX}"
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder “{folder}” cannot be made: {error.strerror}.") from error
        # Made beside and renamed, so that a sample half made is never taken for the sample.
        beside = path.with_suffix(".part")
        beside.unlink(missing_ok=True)
        make_sample(beside)
        beside.replace(path)
    return path


def make_sample(path: Path) -> None:
    """Make the sample project at `path`: an aligned bitext under review, a text, a PO."""
    folder = resources.path("sample")
    store, _project = projects.create(path, "en", "kk", "Sample: rights of detained persons")
    try:
        rules = importing.import_file(
            store,
            folder / "Visiting rules.en.txt",
            TRANSLATOR,
            folder / "Visiting rules.kk.txt",
        )
        importing.import_file(store, folder / "How to complain.en.txt", TRANSLATOR)
        importing.import_file(store, folder / "Complaint form.po", TRANSLATOR)
        assert rules.document
        _work_on(store, rules.document.id)
        _fill_termbase(store)
    finally:
        store.close()


def _work_on(store: Store, document_id: int) -> None:
    """Confirm all but the last, approve the first few, send one back; one slip is left to find."""
    with store.reading() as session:
        whole = segments.of_document(session, document_id)
    confirmed: list[Segment] = []
    translated = [part for part in whole if part.target]
    for segment in translated[:-2]:
        confirmed += editing.confirm(store, segment, segment.target, TRANSLATOR).after
    reviewing.approve(store, confirmed[:6], REVIEWER)
    registers = next(segment for segment in confirmed if "журналдарға" in segment.target)
    reason = "“Registers” are “тіркеу журналдары”; “журналдар” alone reads like magazines."
    reviewing.send_back(store, registers, reason, REVIEWER)
    slip = translated[-1].target.replace("10 күн", "15 күн")
    editing.set_target(store, translated[-1], slip, TRANSLATOR)


def _fill_termbase(store: Store) -> None:
    """Give the project the words of law that the program knows in its two languages."""
    project = projects.project_of(store)
    with store.transaction() as session:
        for concept in concepts(project.source_language, project.target_language):
            terms.add(session, project.id, concept)
