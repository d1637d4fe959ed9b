"""Sums over neighbouring sentences."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Float = TypeVar("_Float", np.float32, np.float64)


def window_sums(values: npt.NDArray[_Float], size: int) -> npt.NDArray[_Float]:
    """For every row the sum of it and the `size` - 1 rows before it, as far as there are any."""
    result = values.copy()
    for back in range(1, min(size, len(values))):
        result[back:] += values[:-back]
    return result
