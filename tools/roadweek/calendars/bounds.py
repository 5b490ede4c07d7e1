"""How far a series may be expanded: no object is able to make us count for long, whatever its rule says.

An upper bound of how often a rule comes a day is told from its parts, without expanding anything. A series that comes
too often is expanded over fewer days, and one that comes too often even for the next weeks is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from roadweek.calendars.ical import Unreadable

__all__ = ["MOST", "MOST_STEPS", "Series", "reach"]

MOST = 1_000
"""So many occurrences of one object are looked at: about 0.2 s. Four a day for eight months."""
MOST_STEPS = 50_000
"""So many steps a rule may take from its first occurrence to the last day looked at: about 0.2 s."""
_LEAST = timedelta(days=35)
"""A series that cannot be expanded over so many days is not worth having."""
_DAYS = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.4, "YEARLY": 365.25}
_SECONDS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
_DAY_S = 86_400


@dataclass(frozen=True)
class Series:
    """A rule's parts, as icalendar has them, with its first occurrence."""

    rule: Any
    begins: datetime

    def _many(self, name: str) -> int:
        return len(self.rule.get(name) or ())

    @property
    def frequency(self) -> str:
        return str((self.rule.get("FREQ") or ["DAILY"])[0]).upper()

    @property
    def interval(self) -> int:
        return max(int((self.rule.get("INTERVAL") or [1])[0]), 1)

    @property
    def count(self) -> float:
        return float(int(count[0])) if (count := self.rule.get("COUNT")) else math.inf

    def steps_a_day(self) -> float:
        """How many steps an expansion takes a day, at most."""
        if self.frequency in _SECONDS:
            return _DAY_S / (_SECONDS[self.frequency] * self.interval)
        return self.a_day()

    def a_day(self) -> float:
        """How often it comes a day, at most."""
        hours, minutes, seconds = (self._many(name) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
        if self.frequency in _SECONDS:
            often = _DAY_S / (_SECONDS[self.frequency] * self.interval)
            within = (hours / 24 if hours else 1) * (minutes / 60 if minutes and self.frequency != "HOURLY" else 1)
            more = (minutes or 1) if self.frequency == "HOURLY" else 1
            more *= (seconds or 1) if self.frequency != "SECONDLY" else 1
            return often * within * more
        times = max(hours, 1) * max(minutes, 1) * max(seconds, 1)
        return times * self._days_a_period() / (_DAYS.get(self.frequency, 1.0) * self.interval)

    def _days_a_period(self) -> float:
        days, dates = self._many("BYDAY"), self._many("BYMONTHDAY")
        if self.frequency == "WEEKLY":
            return max(days, 1)
        if self.frequency == "MONTHLY":
            return min(31, max(5 * days, dates, 1))
        if self.frequency == "YEARLY":
            months = self._many("BYMONTH")
            return min(
                366,
                max(53 * days, self._many("BYYEARDAY"), 7 * self._many("BYWEEKNO"), max(months, 1) * max(dates, 1)),
            )
        return 1


def reach(series: Iterable[Series], start: datetime, end: datetime) -> datetime:
    """The last moment before ``end`` to which all these may be expanded from ``start``.

    Raises Unreadable where that is not even some weeks; its text is a code of ``messages.damage``."""
    some = list(series)
    last = end
    for one in some:
        steps = min((last - one.begins).total_seconds() / _DAY_S * one.steps_a_day(), one.count)
        if steps > MOST_STEPS:
            raise Unreadable(f"too_often:{MOST_STEPS}")
    often = sum(one.a_day() for one in some if one.count > MOST)
    if often and (last - start).total_seconds() / _DAY_S * often > MOST:
        last = start + timedelta(days=MOST / often)
        if last - start < _LEAST:
            raise Unreadable(f"too_often_soon:{int(_LEAST.days * often)}/{_LEAST.days}")
    return last
