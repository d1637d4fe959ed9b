"""Says how many there are of a thing, in the words of the interface."""


def counted(number: int, one: str, more: str = "") -> str:
    """“1 unit”, “2,000 units”; `more` are the words for several where no s makes them of `one`."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"
