"""Public holidays as the person decides about them: as usual, light or off. A decision's id says which days it is for.

A holiday is a decision (:class:`~roadweek.domain.edits.Decide`) under an id of its own, so that it is asked, made,
shown and undone as every other; until it is made, its days are as usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from roadweek.domain.base import Language
from roadweek.domain.edits import Adjustment, Decide

HolidayChoice = Literal["usual", "light", "off"]
PREFIX = "holiday-"
LIGHT_SHARE = 0.5
"""Of what a light day would hold."""
OPTIONS: dict[Language, dict[HolidayChoice, str]] = {
    "en": {"usual": "as usual", "light": "light", "off": "off"},
    "zh": {"usual": "照常", "light": "轻量", "off": "休息"},
}
_ID = re.compile(rf"{PREFIX}(\d{{4}}-\d{{2}}-\d{{2}})-(\d{{1,2}})d")
_MOST_DAYS = 31


def holiday_id(first: date, days: int) -> str:
    return f"{PREFIX}{first.isoformat()}-{days}d"


def holiday_days(decision: str) -> tuple[date, ...]:
    """The days that a decision is for; none where it is about something else."""
    found = _ID.fullmatch(decision)
    if found is None or not 0 < int(found[2]) <= _MOST_DAYS:
        return ()
    try:
        first = date.fromisoformat(found[1])
    except ValueError:
        return ()
    return tuple(first + timedelta(days=n) for n in range(int(found[2])))


def holiday_choice(words: str) -> HolidayChoice | None:
    """What a choice means, in either language; null for other words."""
    said = words.strip().casefold()
    return next((key for options in OPTIONS.values() for key, word in options.items() if said in (key, word)), None)


def chosen_days(adjustments: Iterable[Adjustment]) -> dict[date, HolidayChoice]:
    """The days of holidays about which something was decided, the later word over the earlier."""
    found: dict[date, HolidayChoice] = {}
    for one in sorted(adjustments, key=lambda a: (a.seq, a.id)):
        if isinstance(one.edit, Decide) and (choice := holiday_choice(one.edit.choice)):
            found |= dict.fromkeys(holiday_days(one.edit.decision), choice)
    return found
