"""What an attempt, a recall and a redo say of the two memories of a problem: its idea and its code.

An attempt speaks of both, as far as they were there; telling the idea at the daily recall speaks of the idea, writing
the code again with nothing at hand of the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadweek.reviewing.memory import MemoryRating

AttemptOutcome = Literal["solved", "hint", "failed"]

RECALLED: Final[Mapping[str, MemoryRating]] = {"stuck": 1, "shaky": 2, "fine": 3}
"""An answer at the daily recall as FSRS's again, hard, good."""

SLOW = 1.5
"""A redo that takes so many times its expected minutes was hard."""


def attempted(outcome: AttemptOutcome, *, stuck: bool) -> MemoryRating:
    """Failed is again; solved with hints, or after being stuck, is hard; solved alone is good."""
    if outcome == "failed":
        return 1
    return 2 if outcome == "hint" or stuck else 3


def redone(*, solved: bool, minutes: int | None, expected: int) -> MemoryRating:
    """A closed-book exam: failed is again, solved far beyond its time is hard, solved is good."""
    if not solved:
        return 1
    return 2 if minutes is not None and minutes > SLOW * expected else 3


def drilled(share: float) -> MemoryRating:
    """An interview question by the share (0 to 1) of its points that were named: all is good, half of them hard."""
    if share >= 1:
        return 3
    return 2 if share >= 0.5 else 1
