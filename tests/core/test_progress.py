"""Work reports how far it is, its parts too, and stops at the next step once cancelled."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Cancelled
from core.progress import Progress


def recorded() -> tuple[Progress, list[float]]:
    shares: list[float] = []
    return Progress(lambda done, _text: shares.append(done)), shares


def test_parts_report_their_share_of_the_whole() -> None:
    progress, shares = recorded()
    part = progress.part(0.2, 0.6)
    for share in (0.0, 0.5, 1.0):
        part.step(share)
    part.part(0.5, 1.0).step(0.5)
    assert shares == pytest.approx([0.2, 0.4, 0.6, 0.5])


def test_shares_stay_between_nothing_and_all() -> None:
    progress, shares = recorded()
    progress.step(-1)
    progress.step(7)
    assert shares == [0, 1]


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_tracking_gives_every_item_and_few_reports(number: int, expected: int) -> None:
    progress, shares = recorded()
    assert list(progress.track(range(number), expected)) == list(range(number))
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    if number == expected:
        assert len(shares) <= 200


def test_cancelling_stops_the_work_and_its_parts() -> None:
    progress = Progress()
    part = progress.part(0, 1)
    part.step(0.1)
    progress.cancel()
    for stopped in (progress, part):
        with pytest.raises(Cancelled):
            stopped.step(0.2)


def test_cancelling_in_the_middle_leaves_the_rest_undone() -> None:
    progress = Progress()
    done: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10):
            if number == 5:
                progress.cancel()
            yield number

    with pytest.raises(Cancelled):
        done.extend(progress.track(items(), 10))
    assert done == [0, 1, 2, 3, 4]
