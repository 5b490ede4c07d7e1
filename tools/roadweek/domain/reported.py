"""What counts of a session: done as it was said, open as undone, ahead as planned."""

from __future__ import annotations


def counted(status: str, minutes: int, spent: int | None, *, over: bool) -> int:
    """Minutes of a session that count for what it is for.

    ``minutes`` is its length, ``spent`` what was noted for it. What is done counts whole, whatever it took; in part,
    what was noted; skipped or open (over, and nobody said anything), nothing; what lies ahead counts as planned.
    """
    if status == "done":
        return minutes
    if status == "partial":
        return min(minutes, spent or 0)
    return 0 if status == "skipped" or over else minutes
