"""Whoever is killed in the middle of their work loses nothing that was stored."""

import json
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from core.history import ChangeKind, Version
from core.segment import NO_ORIGIN, State
from db.store import Store
from services import projects, reviewing
from tests.build import make_project, make_segment, segments_of

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
EDITS = 200


def work_until_killed(path: Path, this_round: int, edits: int) -> list[list[Any]]:
    """What somebody was told was stored before they were killed, after `edits` acts at least."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.many_edits", path, str(this_round), str(EDITS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with worker:
        assert worker.stdout
        told = [worker.stdout.readline() for _ in range(edits)]
        worker.kill()
        told += worker.stdout.readlines()
    return [json.loads(line) for line in told if line.endswith(b"\n")]


def test_nothing_stored_is_lost_and_nothing_is_half_done(tmp_path: Path) -> None:
    store = make_project(tmp_path, [make_segment(f"Article {n}.") for n in range(5)])
    store.close()
    chance = random.Random(1883)
    for this_round in range(ROUNDS):
        told = work_until_killed(store.path, this_round, chance.randint(1, EDITS - 20))
        assert told
        reopened, _ = projects.open_project(store.path)
        assert_stored(reopened, told)
        assert_whole(reopened)
        reopened.close()
        assert [path.name for path in tmp_path.iterdir()] == [store.path.name]
        with closing(sqlite3.connect(store.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def assert_stored(store: Store, told: list[list[Any]]) -> None:
    """Every act that was told of is there, with its history and its comment."""
    for segment_id, version, target, state, comment_ids in told:
        after = reviewing.history_of(store, segment_id)[version - 2].after
        assert (after.target, after.state) == (target, state)
        comments = {comment.id for comment in reviewing.comments_of(store, segment_id)}
        assert comments.issuperset(comment_ids)


def assert_whole(store: Store) -> None:
    """Each segment is as its history leads to, and each sending back has its comment."""
    assert projects.open_document(store, 1).damaged == ()
    for segment in segments_of(store):
        changes = reviewing.history_of(store, segment.id)
        now = Version("", State.NEW, NO_ORIGIN)
        for change in changes:
            assert change.before == now
            now = change.after
        assert now == Version.of(segment)
        assert segment.version == len(changes) + 1
        reasons = [change.reason for change in changes if change.kind is ChangeKind.SEND_BACK]
        comments = [comment.text for comment in reviewing.comments_of(store, segment.id)]
        assert reasons == comments
