"""What a window shows of a project at once, while it is still being opened."""

from db.glimpse import Glimpse, glimpse

__all__ = ["Glimpse", "glimpse"]
