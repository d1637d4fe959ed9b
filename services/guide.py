"""Where the guide is that Help opens."""

from pathlib import Path


def guide() -> Path:
    """The first page of the guide that came with the program."""
    return Path(__file__).resolve().parents[1] / "docs" / "user" / "guide.html"
