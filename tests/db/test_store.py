"""A project file is made, opened and closed safely, or a sentence says why not, and it is kept."""

import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from core.errors import DamagedStoreError, NewerStoreError, StoreError, StoreInUseError
from core.people import login_name
from db import migrate, sqlite
from db.models import SegmentRow
from db.store import create_store, open_store
from services import editing, projects, reviewing
from tests.build import (
    REVIEWER,
    TRANSLATOR,
    add_document,
    make_project,
    make_segment,
    segments_of,
)
from tests.db.other_process import other_process

needs_users = pytest.mark.skipif(not hasattr(os, "setresuid"), reason="no users as on Unix")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with a document, history and comments; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("made")
    sources = [make_segment(f"Article {number}. Everyone is equal.") for number in range(200)]
    store = make_project(folder, sources)
    for segment in segments_of(store)[:20]:
        act = editing.confirm(store, segment, f"Статья {segment.position}.", TRANSLATOR)
        reviewing.send_back(store, act.after[0], "Не хватает второй части", REVIEWER)
    store.close()
    return store.path


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy of that project, alone in its folder."""
    return Path(shutil.copy(made, tmp_path / "project.terjiman"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def assert_refused(path: Path, kind: type[StoreError], words: str) -> None:
    """Opening says `words` in one kind of error, and leaves the file and its folder as they are."""
    before, beside = fingerprint(path), names(path.parent)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=words) as refused:
            open_store(path, read_only=read_only)
        assert type(refused.value) is kind
        assert path.name in str(refused.value)
    assert fingerprint(path) == before
    assert names(path.parent) == beside


# -- made, opened, closed -----------------------------------------------------------------------


def test_a_new_file_is_private_and_recognisable(tmp_path: Path) -> None:
    store = create_store(tmp_path / "new.terjiman")
    files = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    store.close()
    assert names(tmp_path) == ["new.terjiman"]
    header = (tmp_path / "new.terjiman").read_bytes()[:100]
    assert header[68:72] == b"Terj"
    assert int.from_bytes(header[60:64], "big") == sqlite.SCHEMA_VERSION
    if os.name == "posix":
        assert files["new.terjiman"] == 0o600


def test_connections_are_durable_and_checked(project: Path) -> None:
    store = open_store(project)
    with store.transaction() as session:
        for pragma, wanted in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "trusted_schema": 0,
        }.items():
            found = session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar()
            assert (pragma, found) == (pragma, wanted)
    store.close()


def test_closing_leaves_one_file(project: Path) -> None:
    store = open_store(project)
    add_document(store, [make_segment()], "another.txt")
    assert len(names(project.parent)) > 1
    store.close()
    store.close()
    assert names(project.parent) == [project.name]


def test_opening_and_reading_leaves_the_file_untouched(project: Path) -> None:
    before = fingerprint(project)
    for read_only in (False, True):
        store = open_store(project, read_only=read_only)
        assert len(segments_of(store)) == 200
        store.close()
        assert fingerprint(project) == before
        assert names(project.parent) == [project.name]


def test_a_closed_store_does_nothing_more(project: Path) -> None:
    store = open_store(project)
    store.close()
    with pytest.raises(StoreError, match="is closed"), store.reading():
        pass
    with pytest.raises(StoreError, match="is closed"), store.transaction():
        pass
    assert names(project.parent) == [project.name]


def test_nothing_is_overwritten_by_a_new_project(project: Path) -> None:
    before = fingerprint(project)
    with pytest.raises(StoreError, match="exists already"):
        create_store(project)
    assert fingerprint(project) == before
    assert names(project.parent) == [project.name]


def test_a_new_project_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be made: No such file or directory"):
        create_store(tmp_path / "missing" / "new.terjiman")


@pytest.mark.parametrize("where", ["make_file", "migration"])
def test_a_failed_making_leaves_nothing(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sqlite, where, stop)
    with pytest.raises(KeyboardInterrupt):
        create_store(tmp_path / "new.terjiman")
    assert names(tmp_path) == []


def test_a_transaction_is_kept_wholly_or_not_at_all(project: Path) -> None:
    store = open_store(project)
    before = projects.status(store)

    def half_done() -> None:
        with store.transaction() as session:
            session.connection().exec_driver_sql("DELETE FROM documents")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half_done()
    assert projects.status(store) == before
    store.close()


def test_reading_sees_one_state_while_another_thread_of_work_writes(project: Path) -> None:
    store = open_store(project)
    with store.reading() as session:
        names = "SELECT count(*) FROM documents"
        assert session.connection().exec_driver_sql(names).scalar() == 1
        add_document(store, [make_segment()], "another.txt")
        assert session.connection().exec_driver_sql(names).scalar() == 1
    assert len(projects.status(store).documents) == 2
    store.close()


def test_half_a_character_is_refused_with_a_sentence(project: Path) -> None:
    store = open_store(project)
    segment = segments_of(store)[50]
    with pytest.raises(StoreError, match=r"half a character \(U\+D83D\)"):
        editing.set_target(store, segment, "\ud83d", TRANSLATOR)
    assert segments_of(store)[50] == segment
    store.close()


# -- files that are no project, damaged, or too new ----------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", DamagedStoreError, "is empty or was overwritten with zeros"),
        (bytes(8192), DamagedStoreError, "is empty or was overwritten with zeros"),
        ("Все люди рождаются свободными. ".encode() * 50, StoreError, "not a Terjiman project"),
        (b"SQLite format 3\x00", StoreError, "not a Terjiman project"),
    ],
    ids=["empty", "zeros", "text", "half a header"],
)
def test_a_file_that_is_no_project(
    content: bytes, kind: type[StoreError], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "file.terjiman"
    path.write_bytes(content)
    assert_refused(path, kind, words)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.terjiman"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE documents (id INTEGER)")
    assert_refused(path, StoreError, "a database of another program")


def test_a_file_that_is_missing_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened: No such file or directory"):
        open_store(tmp_path / "missing.terjiman")
    with pytest.raises(StoreError, match="cannot be opened: Is a directory"):
        open_store(tmp_path)
    assert names(tmp_path) == []


def test_a_newer_schema(project: Path) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute(f"PRAGMA user_version={sqlite.SCHEMA_VERSION + 1}")
    assert_refused(project, NewerStoreError, "by a newer Terjiman")


def test_a_newer_schema_that_only_the_log_knows(project: Path) -> None:
    store = open_store(project)
    with closing(sqlite3.connect(project)) as other:
        other.execute(f"PRAGMA user_version={sqlite.SCHEMA_VERSION + 1}")
    with pytest.raises(NewerStoreError, match="by a newer Terjiman"):
        open_store(project, read_only=True)
    store.close()


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_cut_short(share: float, project: Path) -> None:
    content = project.read_bytes()
    project.write_bytes(content[: int(len(content) * share)])
    assert_refused(project, DamagedStoreError, "is damaged")


def test_a_zeroed_header(project: Path) -> None:
    content = project.read_bytes()
    project.write_bytes(bytes(4096) + content[4096:])
    assert_refused(project, DamagedStoreError, "overwritten with zeros")


def test_a_project_that_was_never_finished(tmp_path: Path) -> None:
    path = tmp_path / "half.terjiman"
    path.touch()
    sqlite.make_file(path)  # where the power went while it was being made
    with pytest.raises(StoreError, match="by an older Terjiman"):
        projects.open_project(path, read_only=True)
    with pytest.raises(DamagedStoreError, match="holds no project"):
        projects.open_project(path)
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("seed", range(24))
def test_random_damage_never_surprises(seed: int, project: Path) -> None:
    """Whatever bytes change: a sentence, or everything can be read and changed text is noticed."""
    whole = open_store(project, read_only=True)
    texts = [(segment.source, segment.target) for segment in segments_of(whole)]
    whole.close()
    chance = random.Random(seed)
    content = bytearray(project.read_bytes())
    for _ in range(chance.choice([1, 5, 40])):
        place = chance.randrange(100, len(content) - 16)
        content[place : place + 16] = chance.randbytes(16)
    project.write_bytes(content)
    try:
        store, _ = projects.open_project(project)
    except StoreError:
        assert project.read_bytes() == content
        return
    try:
        for document in projects.status(store).documents:
            opened = projects.open_document(store, document.document.id)
            for position, (segment, text) in enumerate(zip(opened.segments, texts, strict=True)):
                assert position in opened.damaged or (segment.source, segment.target) == text
            for segment in opened.segments[:20]:
                reviewing.history_of(store, segment.id)
                reviewing.comments_of(store, segment.id)
    except DamagedStoreError:
        pass
    finally:
        store.close()


# -- files that cannot be written ---------------------------------------------------------------


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Go on as a user without special rights: permissions mean nothing to root."""
    before = os.getresuid()
    if before[0] == 0:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if before[0] == 0:
            os.setresuid(*before)


@pytest.fixture
def foreign(made: Path) -> Iterator[Path]:
    """A project that everybody may read, in a folder where only we may write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(made, Path(folder) / "project.terjiman"))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


@needs_users
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_read_only_file_opens_to_read(foreign: Path, folder_mode: int) -> None:
    foreign.parent.chmod(folder_mode)
    before = fingerprint(foreign)
    with ordinary_user():
        store = open_store(foreign)
        assert store.read_only
        segment = segments_of(store)[0]
        assert segment.source.startswith("Article 0.")
        with pytest.raises(StoreError, match="open to read only"):
            editing.set_target(store, segment, "Статья", TRANSLATOR)
        store.close()
    assert fingerprint(foreign) == before
    assert names(foreign.parent) == [foreign.name]


@needs_users
def test_a_writable_file_in_a_closed_folder_opens_to_read(foreign: Path) -> None:
    foreign.chmod(0o666)
    with ordinary_user():
        store = open_store(foreign)
        assert store.read_only
        assert len(segments_of(store)) == 200
        store.close()
    assert names(foreign.parent) == [foreign.name]


@needs_users
def test_a_read_only_reader_sees_what_another_user_writes(foreign: Path) -> None:
    foreign.parent.chmod(0o755)
    writer = open_store(foreign) if os.getuid() == 0 else pytest.skip("needs two users")
    add_document(writer, [make_segment()], "another.txt")
    for beside in foreign.parent.iterdir():
        beside.chmod(0o644)
    with ordinary_user():
        reader = open_store(foreign)
        assert reader.read_only
        assert len(projects.status(reader).documents) == 2
        reader.close()
    writer.close()


@needs_users
def test_a_folder_that_may_not_be_written_or_seen(foreign: Path) -> None:
    with ordinary_user(), pytest.raises(StoreError, match="cannot be made: Permission denied"):
        projects.create(foreign.parent / "new", "en", "ru")
    foreign.parent.chmod(0o700)
    with ordinary_user(), pytest.raises(StoreError, match="cannot be opened: Permission denied"):
        projects.open_project(foreign)


def test_a_full_disk_loses_nothing(project: Path) -> None:
    store = open_store(project)
    before = segments_of(store)

    def allow(pages: int) -> None:
        with store.transaction() as session:
            session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")

    allow(1)  # SQLite takes what the file has now
    with pytest.raises(StoreError, match="the disk is full"):
        editing.confirm(store, before[150], "Ж" * 100_000, TRANSLATOR)
    assert segments_of(store) == before
    assert reviewing.history_of(store, before[150].id) == []
    allow(1_000_000)
    assert editing.confirm(store, before[150], "Места хватает", TRANSLATOR).changed
    store.close()


# -- files that are open elsewhere --------------------------------------------------------------


def test_open_twice_in_one_process(project: Path) -> None:
    store = open_store(project)
    with pytest.raises(StoreInUseError, match="already open"):
        open_store(project)
    reader = open_store(project, read_only=True)
    add_document(store, [make_segment()], "another.txt")
    assert len(projects.status(reader).documents) == 2
    reader.close()
    add_document(store, [make_segment()], "third.txt")
    store.close()
    assert names(project.parent) == [project.name]


def test_open_in_another_process(project: Path) -> None:
    with other_process(project) as other:
        with pytest.raises(StoreInUseError) as refused:
            open_store(project)
        assert login_name() in str(refused.value)
        assert os.uname().nodename in str(refused.value)
        assert "UTC" in str(refused.value)

        reader = open_store(project, read_only=True)
        for number in range(3):
            other.add_document(f"{number}.txt")
            assert len(projects.status(reader).documents) == number + 2
        with pytest.raises(StoreError, match="read only"), reader.transaction():
            pass
    reader.close()
    assert names(project.parent) == [project.name]
    store = open_store(project)
    assert len(projects.status(store).documents) == 4
    store.close()


def test_the_lock_of_a_killed_process_is_free(project: Path) -> None:
    with other_process(project) as other:
        other.add_document("kept.txt")
        other.process.kill()
        other.process.wait()
    assert (project.parent / f"{project.name}.lock").exists()
    store = open_store(project)
    assert [found.document.name for found in projects.status(store).documents][1:] == ["kept.txt"]
    store.close()
    assert names(project.parent) == [project.name]


def test_a_busy_file_is_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0)
    store = open_store(project)
    with closing(sqlite3.connect(project, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is busy"):
            editing.set_target(store, segments_of(store)[0], "Статья", TRANSLATOR)
        other.execute("ROLLBACK")
    store.close()


def test_a_lock_file_that_cannot_be_written(project: Path) -> None:
    lock = project.parent / f"{project.name}.lock"
    lock.mkdir()
    with pytest.raises(StoreError, match="cannot be kept for you alone"):
        open_store(project)
    lock.rmdir()


# -- an older schema ----------------------------------------------------------------------------


def test_a_migration_that_fails_leaves_the_old_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "SCHEMA_VERSION", sqlite.SCHEMA_VERSION + 1)

    def half(path: Path) -> None:
        with sqlite.migration(path) as connection:
            connection.exec_driver_sql("DROP TABLE comments")
            raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "upgrade", half)
    before = fingerprint(project)
    with pytest.raises(KeyboardInterrupt):
        open_store(project)
    assert fingerprint(project) == before
    assert names(project.parent) == [project.name]


def test_no_text_of_a_person_is_in_the_report_of_a_bug(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment("A secret name.")])
    with pytest.raises(IntegrityError) as bug, store.transaction() as session:
        session.execute(insert(SegmentRow), [{"source": "A secret name."}])
    assert "secret" not in str(bug.value)
    store.close()
