"""The daily recall: which of yesterday's problems are told again today, within a hard limit of minutes.

The calendar drives it, not the repetition algorithm, which it only feeds: today has what was tried yesterday, and what
was stuck at yesterday's recall or redo. A day that was missed is not made up for: its problems are told as left out,
and the next Sunday's redo may still pick them. So no gap ever makes a longer day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

USUAL_MIN: Final = 4
"""Minutes to tell one idea from its title. Assumed: 10 to 20 minutes for three to five problems a day."""
STUCK_MIN: Final = 6
"""The same where the notes will probably be opened: after a failure, or when it was stuck yesterday."""
LOOK_BACK: Final = 14
"""Days of which it is still said what was left out."""

RecallWhy = Literal["stuck", "failed", "hint", "tried"]
_ORDER: Mapping[RecallWhy, int] = {"stuck": 0, "failed": 1, "hint": 2, "tried": 3}


@dataclass(frozen=True, slots=True)
class Tried:
    """What happened to a problem on a day: an attempt with its outcome, or (``why`` stuck) a recall or redo that
    failed. ``at`` orders those of one day."""

    problem: str
    day: date
    at: str
    why: RecallWhy


@dataclass(frozen=True, slots=True)
class RecallItem:
    """A problem to recall; ``day`` is the day it was tried on, ``minutes`` what is reckoned for it."""

    problem: str
    day: date
    why: RecallWhy
    minutes: int


@dataclass(frozen=True, slots=True)
class RecallChoice:
    """``chosen`` fits into the box beside what was done already; ``no_room`` had to stay out; ``missed`` belonged to
    earlier days and nobody recalled it then or since."""

    chosen: tuple[RecallItem, ...]
    no_room: tuple[RecallItem, ...]
    missed: tuple[RecallItem, ...]

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.chosen)


def choose(
    tried: Iterable[Tried], recalled: Mapping[str, Sequence[date]], on: date, *, box: int, spent: int = 0
) -> RecallChoice:
    """The recall of the day ``on``.

    ``tried`` are the days before it, ``recalled`` the days on which each problem was recalled; ``box`` the minutes of
    the day and ``spent`` those of them that are gone.
    """
    yesterday = on - timedelta(days=1)
    due: dict[str, Tried] = {}
    earlier: dict[str, Tried] = {}
    for one in sorted(tried, key=lambda t: (t.day, t.at)):
        if one.day == yesterday:
            before = due.get(one.problem)
            if before is None or _ORDER[one.why] < _ORDER[before.why]:
                due[one.problem] = one
        elif on - timedelta(days=LOOK_BACK) <= one.day < yesterday:
            earlier[one.problem] = one  # the last time counts
    wanted = [_item(one) for one in due.values() if on not in recalled.get(one.problem, ())]
    wanted.sort(key=lambda item: _ORDER[item.why])  # stable: else in the order they were tried
    chosen: list[RecallItem] = []
    no_room: list[RecallItem] = []
    left = box - spent
    for item in wanted:
        if item.minutes <= left:
            chosen.append(item)
            left -= item.minutes
        else:
            no_room.append(item)
    missed = [
        _item(one)
        for name, one in earlier.items()
        if name not in due and not any(one.day < day <= on for day in recalled.get(name, ()))
    ]
    missed.sort(key=lambda item: (item.day, item.problem), reverse=True)
    return RecallChoice(tuple(chosen), tuple(no_room), tuple(missed))


def _item(one: Tried) -> RecallItem:
    minutes = STUCK_MIN if one.why in ("stuck", "failed") else USUAL_MIN
    return RecallItem(problem=one.problem, day=one.day, why=one.why, minutes=minutes)


def minutes_of(rating: int) -> int:
    """What a recall that was answered is reckoned at where nobody took the time."""
    return STUCK_MIN if rating == 1 else USUAL_MIN
