"""The handle of an open project, as services give it to a window."""

from db.store import Store

__all__ = ["Store"]
