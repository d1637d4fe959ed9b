"""Data shipped with the program, found by name."""

from pathlib import Path

ROOT = Path(__file__).parent


def path(name: str) -> Path:
    """The file or folder `name` (with forward slashes) among the shipped resources."""
    return ROOT / name
