"""Why a day is closed to a wish before any solving."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadweek.domain.plan import Plan
from roadweek.domain.week import Reason, Trip
from roadweek.scheduling.effective import OPEN_END
from roadweek.scheduling.grid import WeekFrame


def pause_reason(plan: Plan, track: str, first: date, last: date) -> Reason:
    title = next((t.title for t in plan.tracks if t.id == track), track)
    until = "…" if last == OPEN_END else last.isoformat()
    return Reason(code="paused", params={"track": title, "start": first.isoformat(), "until": until})


def trip_reason(plan: Plan, trip: Trip) -> Reason:
    """Days away hold nothing of it: their own week leaves it out, or, in a plan without one (``plain``), they do."""
    params: dict[str, Any] = {"start": trip.start.isoformat(), "end": trip.end.isoformat()}
    if not any(a.template == "trip" and not a.superseded for a in plan.activities):
        params["plain"] = True
    return Reason(code="trip", params=params)


def day_bar(frame: WeekFrame, index: int) -> Reason | None:
    """Why nothing at all can be placed on a day."""
    day = frame.days[index]
    if day.off:
        return Reason(code="day_off", params={"date": day.date.isoformat()})
    if (day.windows and day.windows[-1][1] <= frame.now) or (not day.windows and frame.day_of(frame.now) > index):
        return Reason(code="past")
    return None
