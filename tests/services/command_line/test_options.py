"""What commands ask for is understood, or refused as wrong usage."""

import click
import pytest

from services.command_line.options import MOMENT


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-02", "2024-02-29", "2026-11-22T10", "2026-11-22T10:15:00Z"]
)
def test_a_moment_or_its_beginning_is_taken_as_it_stands(text: str) -> None:
    assert MOMENT.convert(text, None, None) == text


@pytest.mark.parametrize(
    "text", ["x", "22.11.2026", "2026-13", "2026-02-30", "2026-11-22T25", "2026-11-22 10:15"]
)
def test_what_is_no_moment_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.UsageError, match="is no date"):
        MOMENT.convert(text, None, None)
