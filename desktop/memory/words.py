"""How numbers of units are said."""


def units(number: int) -> str:
    """“1 unit”, “2,000 units”."""
    return "1 unit" if number == 1 else f"{number:,} units"
