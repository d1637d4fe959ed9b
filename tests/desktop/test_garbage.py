"""Cyclic garbage dies on the interface thread and on no other."""

import gc
from collections.abc import Iterator
from threading import Thread, get_ident
from weakref import finalize

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.garbage import Collector, collect_what_is_due
from desktop.pictures import settle


class _Ring:
    """Something that only a collection destroys."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _eager(qapp: QApplication) -> Iterator[None]:
    """Python that would collect after every few values."""
    assert qapp
    before, was_on = gc.get_threshold(), gc.isenabled()
    gc.collect()
    gc.set_threshold(10, 5, 5)
    yield
    gc.set_threshold(*before)
    (gc.enable if was_on else gc.disable)()


def test_a_thread_that_makes_many_values_destroys_nothing() -> None:
    owner = QObject()
    collector = Collector(owner)
    died_in: list[int] = []
    finalize(_Ring(), lambda: died_in.append(get_ident()))
    kept: list[list[int]] = []
    thread = Thread(target=lambda: kept.extend([n] for n in range(10_000)))
    thread.start()
    thread.join()
    assert died_in == []
    collector._timer.setInterval(0)
    settle(lambda: bool(died_in))
    assert died_in == [get_ident()]


def test_without_it_python_collects_by_itself_again() -> None:
    owner = QObject()
    Collector(owner)
    assert not gc.isenabled()
    owner.deleteLater()
    settle()
    assert gc.isenabled()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.disable()
    gc.set_threshold(1_000_000, 5, 5)
    died: list[bool] = []
    finalize(_Ring(), lambda: died.append(True))
    collect_what_is_due()
    assert died == []
    gc.set_threshold(1, 5, 5)
    kept = [[n] for n in range(100)]
    collect_what_is_due()
    assert died == [True]
    assert kept
