"""Small plans and weeks for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from roadweek.domain.base import WEEKDAYS, Range, Weekday
from roadweek.domain.edits import EDIT, Adjustment, Edit
from roadweek.domain.plan import Activity, Plan, Track
from roadweek.domain.week import Busy, Session, Week
from roadweek.domain.weeks import days_of
from roadweek.scheduling.inputs import Hours, Stretch, WeekInputs

WEEK = "2026-W10"
DAYS = days_of(WEEK)
ZONE = "Asia/Shanghai"


def at(day: int, clock: str, zone: str = ZONE, week: str = WEEK) -> datetime:
    return datetime.combine(days_of(week)[day], time.fromisoformat(clock), ZoneInfo(zone))


def activity(name: str, minutes: int | tuple[int, int] = 60, times: int = 1, **more: Any) -> Activity:
    low, high = minutes if isinstance(minutes, tuple) else (minutes, minutes)
    fields: dict[str, Any] = {
        "id": name,
        "track": name,
        "title": name,
        "minutes": Range(lo=low, hi=high),
        "times": Range.exactly(times),
    }
    return Activity(**{**fields, **more})


def plan(*activities: Activity, **more: Any) -> Plan:
    names = dict.fromkeys(a.track for a in activities)
    tracks = tuple(Track(id=n, title=n) for n in names)
    fields: dict[str, Any] = {"id": "p", "title": "p", "source_sha256": "0", "tracks": tracks}
    return Plan(activities=activities, **{**fields, **more})


def hours(*stretches: tuple[str, str], days: Sequence[Weekday] = WEEKDAYS) -> Hours:
    spans = tuple(Stretch(start=time.fromisoformat(a), end=time.fromisoformat(b)) for a, b in stretches)
    return Hours(days=dict.fromkeys(days, spans))


def edit(kind: str, **fields: Any) -> Edit:
    """An edit by its kind; ``from_`` stands for the field that Python cannot name."""
    return EDIT.validate_python({"kind": kind, **{name.rstrip("_"): value for name, value in fields.items()}})


def inputs(of: Plan, *edits: Edit, **more: Any) -> WeekInputs:
    adjustments = tuple(Adjustment(id=f"a{n}", seq=n, edit=e, on=date(2026, 3, 1)) for n, e in enumerate(edits, 1))
    fields: dict[str, Any] = {
        "week": WEEK,
        "timezone": ZONE,
        "now": at(0, "00:00"),
        "adjustments": adjustments,
        "hours": hours(("18:00", "22:00")),
        "buffer_share": 0.0,
    }
    return WeekInputs(plan=of, **{**fields, **more})


def busy(day: int, start: str, end: str, title: str = "Meeting", **more: Any) -> Busy:
    return Busy(start=at(day, start), end=at(day, end), title=title, **more)


def places(week: Week) -> dict[str, tuple[datetime, datetime]]:
    return {s.id: (s.start, s.end) for s in week.sessions}


def by_id(week: Week, name: str) -> Session:
    return next(s for s in week.sessions if s.id == f"{week.week}.{name}")


def why(week: Week, name: str) -> tuple[str, dict[str, Any]]:
    reason = next(u.reason for u in week.unplaced if u.id == f"{week.week}.{name}")
    return reason.code, reason.params
