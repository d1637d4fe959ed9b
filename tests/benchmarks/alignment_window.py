"""How quick the alignment window is: `python -m tests.benchmarks.alignment_window [ROWS]`.

Acts as a person feels them, from the call until the rows are stored and shown; and the painting of
a page after each step of scrolling. Beside them a plain commit on the same disk.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import click
from PySide6.QtCore import QCoreApplication

from core.alignment import editing
from core.alignment.bead import Alignment, Bead
from core.alignment.editing import Spot
from core.alignment.session import AlignmentSession, Sentence, TextSide, Verdict
from core.people import Person
from db import alignments as stored
from db import projects as stored_projects
from db.store import Store
from desktop import theme
from desktop.alignment.window import AlignmentWindow
from desktop.application import application
from desktop.pictures import settle
from desktop.workspace import Workspace
from services import alignments, projects
from tests.benchmarks.editing import share, timed, timed_plain

ACTS = 100
PAGES = 200


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    app = application()
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as folder:
        store, project = projects.create(Path(folder) / "big.terjiman", "en", "kk")
        begun = add(store, number)
        workspace = Workspace(store, project, Person("Aigul"))
        opening = timed(lambda _: alignments.resume(store, begun.id), 5)
        storing = store_acts(store, begun)
        plain = timed_plain(Path(folder) / "plain.db")
        start = perf_counter()
        window = AlignmentWindow(workspace, None)  # type: ignore[arg-type]
        window.show()
        settle(lambda: not window.is_busy)
        showing = [perf_counter() - start]
        rows = {
            f"resume {number:,} rows": opening,
            "plain commit of two rows": plain,
            "store an act": storing,
            "open the window": showing,
            **acts(window),
            **finding(window),
        }
        window.close()
        workspace.close()
    click.echo(f"{'ms':<44}{'median':>9}{'p95':>9}{'worst':>9}")
    for name, times in rows.items():
        shown = "".join(f"{share(times, part) * 1000:9.1f}" for part in (0.5, 0.95, 1))
        click.echo(f"{name:<44}{shown}")


def store_acts(store: Store, begun: AlignmentSession) -> list[float]:
    """Acts without a window."""
    opened = alignments.resume(store, begun.id)

    def act(number: int) -> None:
        nonlocal opened
        step = editing.judge(opened.session, 7 * number, Verdict.REJECTED)
        opened = alignments.act(store, opened, step)

    return timed(act, ACTS)


def acts(window: AlignmentWindow) -> dict[str, list[float]]:
    """Each act at many places of the text, and what concerns all of it."""
    table, actions = window.table, window.actions_
    count = window.model.rowCount()

    def act(*names: str) -> Callable[[int], object]:
        def do(_number: int) -> None:
            for name in names:
                actions[name].trigger()
            QCoreApplication.processEvents()

        return do

    def at(places: Iterable[int], do: Callable[[int], object]) -> list[float]:
        times = []
        for place in places:
            table.go_to(Spot(place, TextSide.SOURCE))
            QCoreApplication.processEvents()
            times += timed(do, 1)
        return times

    places = range(50, count - 50, max(1, (count - 100) // ACTS))
    found = {
        "accept and go on": at(places, act("accept")),
        "join with the row below": at(places, act("merge")),
        "move down": at(places, act("move_down")),
        "unlink": at(places, act("unlink")),
        "reject": at(places, act("reject")),
        "undo": timed(act("undo"), ACTS),
        "redo": timed(act("redo"), ACTS),
    }
    bar = window.table.verticalScrollBar()

    def wheel(_number: int) -> None:
        bar.setValue(bar.value() + 60)
        QCoreApplication.processEvents()

    def page(_number: int) -> None:
        bar.setValue(bar.value() + table.viewport().height())
        QCoreApplication.processEvents()

    def far(number: int) -> None:
        bar.setValue(bar.maximum() * (number * 37 % 100) // 100)
        QCoreApplication.processEvents()

    bar.setValue(bar.maximum() // 3)
    found["scroll by a notch of the wheel"] = timed(wheel, PAGES)
    found["scroll by a page"] = timed(page, PAGES)
    found["jump anywhere"] = timed(far, PAGES)
    found["accept all that are sure"] = timed(act("accept_sure"), 1)
    found["undo that"] = timed(act("undo"), 1)
    return found


def finding(window: AlignmentWindow) -> dict[str, list[float]]:
    """Looking for what is nowhere: how long the window waits for it, and how long the person."""

    def find(number: int) -> None:
        window.finder.find(f"nowhere {number}", 1)
        QCoreApplication.processEvents()

    def find_to_the_end(number: int) -> None:
        find(number)
        settle(lambda: not window.finder.busy)

    waiting = timed(find, 10)
    settle(lambda: not window.finder.busy)
    return {
        "find in vain: the window waits": waiting,
        "find in vain: until it is told": timed(find_to_the_end, 10),
    }


def add(store: Store, number: int) -> AlignmentSession:
    """A text of so many sentences, one for one."""
    source = tuple(
        Sentence(
            f"{n}. Everyone shall have the right to a fair hearing by court No. {n % 97}, held "
            f"within {n % 30 + 1} days{' and to be told of it in writing' * (n % 3)}.",
            n, 100 * n, 100 * n + 90,
        )
        for n in range(number)
    )  # fmt: skip
    target = tuple(
        Sentence(
            f"{n}. Әркімнің № {n % 97} сотта {n % 30 + 1} күн ішінде әділ тыңдалуға "
            f"құқығы бар{' және бұл туралы жазбаша хабарланады' * (n % 3)}.",
            n, 100 * n, 100 * n + 90,
        )
        for n in range(number)
    )  # fmt: skip
    beads = tuple(Bead((n,), (n,), 0.7 if n % 5 == 0 else 0.99) for n in range(number))
    begun = AlignmentSession(0, "big.en.txt", "big.kk.txt", "en", "kk", source, target)
    with store.transaction() as session:
        project = stored_projects.only(session)
        return stored.add(session, project.id, begun.aligned(Alignment(beads, True, 0.99)))


if __name__ == "__main__":
    main()
