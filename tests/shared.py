"""Finds the large example files that lie beside the repository on some machines."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_path(name: str) -> Path:
    """The file `name` of the shared examples; skips the test where they are missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared example {name} is not here")
    return path
