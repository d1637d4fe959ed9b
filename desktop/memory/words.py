"""How numbers of units are said."""

from core.counting import counted


def units(number: int) -> str:
    """“1 unit”, “2,000 units”."""
    return counted(number, "unit")
