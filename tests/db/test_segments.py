"""Segments are found without reading all of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event

from db import segments
from tests.build import make_project, make_segment, segments_of


def test_repetitions_are_found_by_an_index(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(text) for text in ("One.", "Two.", "One.")])
    asked: list[tuple[str, Any]] = []
    with store.reading() as session:
        connection = session.connection()

        def note(_connection: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
            asked.append((sql, values))

        event.listen(connection, "before_cursor_execute", note)
        found = segments.with_source(session, 1, "One.")
        event.remove(connection, "before_cursor_execute", note)
        [(sql, values)] = asked
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    assert [segment.position for segment in found] == [0, 2]
    assert any("SEARCH segments USING INDEX ix_segments_source_key" in row[3] for row in plan)
    assert not any("SCAN segments" in row[3] for row in plan)
    store.close()


def test_a_source_that_changes_is_found_by_what_it_is_now(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment("One.")])
    [before] = segments_of(store)
    with store.transaction() as session:
        [now] = segments.save(session, [replace(before, source="One and two.")])
        assert segments.with_source(session, 1, now.source) == [now]
        assert segments.with_source(session, 1, before.source) == []
    store.close()
