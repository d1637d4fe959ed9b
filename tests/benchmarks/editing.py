"""How long it takes until an act is stored: `python -m tests.benchmarks.editing [SEGMENTS]`.

Beside it a plain commit of the same two rows on the same disk, with the log made durable. Below it
how long the window is held up by what is done in a document of a hundred thousand segments, or of
as many as are wanted, against the tenth of a second that it may be.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

import click

from services import editing, projects, reviewing
from tests.build import REVIEWER, TRANSLATOR, make_project, make_segment, segments_of

ACTS = 200
LARGE = 100_000
HOLD = 0.1
"""Seconds that the window may be held up at most."""


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        sources = (make_segment(f"Article {n}. Everyone has rights.") for n in range(number))
        store = make_project(Path(folder), sources)
        store.close()
        opening = timed(lambda _: projects.open_project(store.path)[0].close(), 10)
        store, _ = projects.open_project(store.path)
        segments = segments_of(store)
        confirming = timed(
            lambda n: editing.confirm(store, segments[n], f"Статья {n}.", TRANSLATOR), ACTS
        )
        counting = timed(lambda _: projects.status(store), 20)
        loading = timed(lambda _: projects.open_document(store, 1), 5)
        confirmed = segments_of(store)[:ACTS]
        approving = timed(lambda _: reviewing.approve(store, confirmed, REVIEWER), 1)
        locking = timed(
            lambda _: editing.set_locked(store, segments_of(store), REVIEWER, closed=True), 1
        )
        store.close()
        rows = {
            "plain commit of two rows": timed_plain(Path(folder) / "plain.db"),
            "confirm one segment": confirming,
            "count segments by state": counting,
            f"approve {ACTS} segments as one act": approving,
            f"lock {number} segments as one act": locking,
            "open the project": opening,
            f"open a document of {number}": loading,
        }
    click.echo(f"{'ms':<40}{'median':>9}{'p95':>9}{'worst':>9}")
    for name, times in rows.items():
        shown = "".join(f"{share(times, part) * 1000:9.1f}" for part in (0.5, 0.95, 1))
        click.echo(f"{name:<40}{shown}")
    show_window(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)


def show_window(number: int) -> None:
    """Print how long the window is held up in a document of `number` segments."""
    from tests.benchmarks.editor_window import measured

    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), number)
    click.echo(
        f"\n{'window, ms':<44}{'hold':>9}{'ratio':>8}{'of it work':>12}{'ratio':>8}{'all':>9}"
    )
    for name, each in found.items():
        times = (each.hold, each.hold / HOLD, each.work, each.work / HOLD, each.whole)
        hold, ratio, work, of_it, whole = times
        click.echo(
            f"{name:<44}{hold * 1000:9.1f}{ratio:8.2f}{work * 1000:12.1f}{of_it:8.2f}"
            f"{whole * 1000:9.0f}"
        )


def timed(work: Callable[[int], object], repeats: int) -> list[float]:
    """The seconds each of the repetitions took."""
    times = []
    for number in range(repeats):
        start = perf_counter()
        work(number)
        times.append(perf_counter() - start)
    return times


def timed_plain(path: Path) -> list[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")

        def commit(number: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(2):
                connection.execute("INSERT INTO texts (text) VALUES (?)", (f"Статья {number}.",))
            connection.execute("COMMIT")

        return timed(commit, ACTS)


def share(times: list[float], part: float) -> float:
    """The time that this part of all times does not exceed."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


if __name__ == "__main__":
    main()
