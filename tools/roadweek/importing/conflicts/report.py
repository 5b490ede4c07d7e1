"""Conflicts as they are found: each with its words, what is proposed, and the rank by which it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from roadweek.domain.base import Language
from roadweek.domain.plan import Conflict
from roadweek.messages import say

RANK: tuple[str, ...] = (
    # nothing can be placed, or a day that cannot be meant
    "year_missing", "impossible", "backwards", "weekday", "year_differs",
    # when something is due or happens
    "plan_version", "due_differs", "dates_differ", "revised", "due_outside", "due_in_stretch", "outside",
    "starts_early", "overlap",
    # how long, how often, on which days
    "frequency", "days", "length", "sum", "arithmetic", "clock", "main_line", "load", "overfull", "too_often",
    "rest_day", "day_twice", "slot_choice", "exception", "whole_days", "double", "budget", "budget_full",
    # what is meant
    "baseline", "scope", "postponed", "target", "made_twice", "same_twice", "gap", "late_start", "numbering",
    "length_assumed",
)  # fmt: skip
"""The worst first: what changes dates, then what changes hours, then what only asks to be confirmed."""
MOST = 60
"""Conflicts of one kind that are told; nobody decides more, and a hostile file has no end of them."""


class Report:
    """What has been found so far."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.found: list[Conflict] = []
        self._count: dict[str, int] = {}

    def add(self, kind: str, lines: Iterable[int], **params: object) -> None:
        """One conflict. ``params`` fill in its words; ``choices`` (joined by `` | ``) is what one may decide and
        ``proposal`` the choice that stands meanwhile."""
        self._count[kind] = self._count.get(kind, 0) + 1
        if self._count[kind] > MOST:
            return
        message = say(f"conflicts.{kind}", self.language, **params)
        plain = {k: v if isinstance(v, (int, str)) else str(v) for k, v in params.items()}
        self.found.append(Conflict(kind=kind, lines=tuple(sorted(set(lines))), message=message, params=plain))

    def ranked(self) -> tuple[Conflict, ...]:
        """The worst kinds first, those of one kind in the document's order."""
        place = {kind: number for number, kind in enumerate(RANK)}
        return tuple(sorted(self.found, key=lambda c: (place[c.kind], c.lines)))
