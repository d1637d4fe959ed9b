"""The migrations lead to exactly the models, on SQLite and on PostgreSQL, and keep every row."""

import shutil
import sqlite3
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Integer
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from core.alignment import editing as editing_rows
from core.alignment.session import Stage, Verdict
from core.engine import EngineSettings
from core.errors import ExpectedError
from core.memory.settings import MatchingSettings
from core.segment import State
from db import migrate, segments, sqlite
from db.models import Base
from services import alignment_results as results
from services import alignments, editing, memories, memory, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

FIRST_SCHEMA = Path(__file__).parents[1] / "data" / "projects" / "schema_1.terjiman"


def test_the_newest_migration_makes_the_models(tmp_path: Path) -> None:
    store = make_project(tmp_path)
    with store.reading() as session:
        options = {"compare_type": True, "target_metadata": Base.metadata}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []
    store.close()


def test_the_schema_version_is_the_number_of_the_newest_migration() -> None:
    newest = ScriptDirectory.from_config(migrate.configuration()).get_current_head()
    assert newest == f"{sqlite.SCHEMA_VERSION:04}"


def test_the_tables_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    tables = [
        str(CreateTable(table).compile(dialect=dialect)) for table in Base.metadata.tables.values()
    ]
    assert any("checksum BYTEA NOT NULL" in made for made in tables)
    assert any("id SERIAL NOT NULL" in made for made in tables)
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            assert "CREATE INDEX ix_" in str(CreateIndex(index).compile(dialect=dialect))
            assert index.name
            assert len(index.name) <= 63  # more, and PostgreSQL cuts it


def test_a_project_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    store, project = projects.open_project(Path(shutil.copy(FIRST_SCHEMA, tmp_path)))
    first, second = segments_of(store)
    assert (first.target, first.state) == ("Каждый имеет право на жизнь.", State.REVIEWED)
    assert [change.person.name for change in reviewing.history_of(store, first.id)] == [
        TRANSLATOR.name,
        REVIEWER.name,
    ]
    [comment] = reviewing.comments_of(store, second.id)
    assert comment.text == "Закон или право?"
    assert [unit.source for unit in memory.everything(store)] == [first.source, "A court"]
    assert memories.attached(store) == []
    assert projects.matching_settings(store) == MatchingSettings()
    assert project.source_language == "en"
    with store.reading() as session:
        assert segments.with_source(session, project.id, first.source) == [first]
    store.close()


def test_alignments_of_the_first_schema_can_be_worked_on(tmp_path: Path) -> None:
    store, _ = projects.open_project(Path(shutil.copy(FIRST_SCHEMA, tmp_path)))
    [head] = alignments.heads(store)
    opened = alignments.resume(store, head.id)
    assert (head.stage, head.progress) == (Stage.FINISHED, opened.session.progress())
    assert [(row.source[0].text, row.target[0].text) for row in opened.session.rows] == [
        ("The court sits.", "Суд заседает."),
        ("All rise.", "Все встают."),
    ]
    judged = alignments.act(store, opened, editing_rows.judge(opened.session, 0, Verdict.ACCEPTED))
    assert alignments.resume(store, head.id) == judged
    assert results.to_project_memory(store, judged.session, None, TRANSLATOR) == 1
    with pytest.raises(ExpectedError, match="is a document of the project already"):
        results.to_document(store, judged.session, None, TRANSLATOR)
    store.close()


def test_units_of_an_older_project_keep_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A computer that has seen no other copy of it.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    store, project = projects.open_project(Path(shutil.copy(FIRST_SCHEMA, tmp_path)))
    named_by = f"{project.name}\0{project.created}".encode()
    assert project.uid == blake2b(named_by, digest_size=6).hexdigest()
    store.close()


def test_consent_in_an_older_project_is_asked_for_again(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIRST_SCHEMA, tmp_path))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE projects SET engine_name = 'google', engine_enabled = 1")
    store, _ = projects.open_project(path)
    assert projects.engine_settings(store) == EngineSettings("google", on=False)
    store.close()


def test_changing_a_table_keeps_the_rows_that_hang_on_it(tmp_path: Path) -> None:
    """SQLite changes a table by dropping it, and a drop deletes what refers to its rows."""
    store = make_project(tmp_path, [make_segment()])
    editing.confirm(store, segments_of(store)[0], "Право на жизнь", TRANSLATOR)
    history = reviewing.history_of(store, segments_of(store)[0].id)
    with sqlite.migration(store.path) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("segments", recreate="always") as batch:
            batch.add_column(Column("words", Integer))
    assert history
    assert reviewing.history_of(store, segments_of(store)[0].id) == history
    store.close()
