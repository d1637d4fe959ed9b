"""What time it is, as everything stored and exported writes it."""

from datetime import UTC, datetime


def now() -> str:
    """The moment in UTC to the second, ISO 8601: 2026-11-22T10:15:00Z."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
