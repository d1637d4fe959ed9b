"""Arrays by their names: the form in which an index goes into a file and comes back from it.

Arrays from a file may be a view of the file itself, which is read as far as it is needed; they
cannot be written to.
"""

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def under(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """`arrays` with `name` put before their names."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def within(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """Those of `arrays` that were put under `name`. Raises KeyError where there are none."""
    found = {
        key.removeprefix(f"{name}."): array
        for key, array in arrays.items()
        if key.startswith(f"{name}.")
    }
    if not found:
        raise KeyError(name)
    return found
