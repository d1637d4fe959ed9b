from PySide6.QtCore import QObject, Signal

from desktop.connections import Connections


class Teller(QObject):
    told = Signal(int)


class Hearer(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def hear(self, number: int) -> None:
        self.heard.append(number)


def test_connections_end_together_and_leave_others_alone() -> None:
    teller, hearer, other = Teller(), Hearer(), Hearer()
    heard: list[int] = []
    connections = Connections()
    connections.add(teller.told, hearer.hear)
    connections.add(teller.told, heard.append)
    teller.told.connect(other.hear)
    teller.told.emit(1)
    connections.end()
    teller.told.emit(2)
    assert (hearer.heard, heard, other.heard) == ([1], [1], [1, 2])
    connections.add(teller.told, hearer.hear)
    teller.told.emit(3)
    assert hearer.heard == [1, 3]
