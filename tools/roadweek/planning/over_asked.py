"""Over-allocation by line: what each line of work asks of a week, against the hours that a week has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadweek.domain.base import Weekday
from roadweek.domain.plan import Plan
from roadweek.planning.effort import monday, outlook
from roadweek.planning.supply import sittings

WEEK = timedelta(days=7)
MOST_WEEKS = 60


@dataclass(frozen=True, slots=True)
class AskedWeek:
    """A week's sum of what recurs, by track (id, null: none), in minutes; ``room_min`` is what the week has."""

    week: date
    by_track: tuple[tuple[str | None, int], ...]
    room_min: int

    @property
    def asked_min(self) -> int:
        return sum(minutes for _, minutes in self.by_track)


def heaviest_week(plan: Plan, today: date, hours: Mapping[Weekday, int], began: date | None = None) -> AskedWeek | None:
    """The week of the horizon whose recurring work asks for most; null where nothing recurs."""
    view = outlook(plan, plan.as_of or today, began=began, hours=hours)
    week = monday(max(view.first, monday(today)))
    last = max(view.last, week)
    best: AskedWeek | None = None
    for _ in range(MOST_WEEKS):
        if week > last:
            break
        found: dict[str | None, int] = {}
        for activity in plan.activities:
            if activity.template == "normal" and not activity.superseded:
                minutes = sum(s.minutes for s in sittings(activity, plan, week))
                found[activity.track] = found.get(activity.track, 0) + minutes
        by = tuple(sorted(((t, m) for t, m in found.items() if m), key=lambda row: (-row[1], row[0] or "")))
        one = AskedWeek(week, by, sum(hours.values()))
        if by and (best is None or one.asked_min > best.asked_min):
            best = one
        week += WEEK
    return best
