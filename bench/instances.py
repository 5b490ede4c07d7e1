"""Fixed weeks of a stated size to measure and test the week's planner on: no randomness, figures chosen by hand.

A week of ``size`` sessions is an employed person's: tracks with fixed days, parts of day, ranges of length and
different strengths, meetings and meals in the calendar, and about as much wanted as the hours hold.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from roadweek.domain.base import Range, Slot, Strength, Weekday
from roadweek.domain.edits import AddTrip, Adjustment
from roadweek.domain.plan import Activity, Per, Plan, Task, Template, Track
from roadweek.domain.week import Busy, Session
from roadweek.domain.weeks import days_of, monday_of
from roadweek.scheduling.inputs import Hours, Stretch, WeekInputs

WEEK = "2026-W10"
ZONE = "Asia/Shanghai"

_WORKDAYS: tuple[Weekday, ...] = ("MO", "TU", "WE", "TH", "FR")

Row = tuple[str, int, int, int, Per, tuple[Weekday, ...], tuple[Slot, ...], Strength, int]
_ROWS: tuple[Row, ...] = (
    ("listen", 20, 30, 1, "day", _WORKDAYS, ("morning",), "must", 0),
    ("math", 60, 120, 4, "week", (), ("evening",), "must", 1),
    ("vlm", 60, 120, 5, "week", (), ("evening",), "should", 1),
    ("algorithms", 45, 60, 5, "week", (), ("morning",), "should", 0),
    ("redo", 30, 30, 5, "week", (), ("afternoon",), "should", -1),
    ("paper", 45, 75, 3, "week", (), (), "optional", 0),
    ("write", 60, 90, 3, "week", (), ("afternoon",), "should", 0),
    ("sport", 45, 60, 4, "week", (), ("morning",), "should", 0),
    ("japanese", 20, 30, 4, "week", (), (), "optional", 0),
    ("review", 60, 90, 1, "week", ("SU",), ("evening",), "must", 0),
)
"""Track, shortest and wanted minutes, times, unit, days, slots, strength, priority: 39 sessions and one report."""

_BUSY = (
    (1, "20:00", "21:15", "Team call"),
    (3, "18:30", "20:00", "Dinner"),
    (4, "21:00", "23:00", "Film"),
    (5, "12:00", "14:00", "Lunch with family"),
    (5, "18:00", "20:30", "Friends"),
    (6, "12:00", "13:00", "Lunch"),
    (2, "07:30", "08:30", "Dentist"),
)


def plan_of(size: int) -> Plan:
    """A plan whose week asks for ``size`` sessions, its tracks repeated or cut to get there."""
    activities: list[Activity] = []
    tracks: list[Track] = []
    count, lap = 0, 0
    while count < size - 1:
        for name, low, high, times, per, days, slots, strength, priority in _ROWS:
            each = len(days) if per == "day" else 1
            fit = min(times, (size - 1 - count) // each)
            if fit < 1:
                continue
            track = name if lap == 0 else f"{name}-{lap + 1}"
            tracks.append(Track(id=track, title=track, priority=priority))
            activities.append(
                Activity(
                    id=track,
                    track=track,
                    title=track,
                    minutes=Range(lo=_scaled(low, size), hi=_scaled(high, size)),
                    times=Range.exactly(fit),
                    per=per,
                    days=days,
                    slots=slots,
                    strength=strength,
                )
            )
            count += fit * each
        lap += 1
    trip_listen = Activity(
        id="trip-listen",
        track="listen",
        title="listen",
        minutes=Range.exactly(20),
        per="day",
        strength="must",
        template="trip",
    )
    return Plan(
        id="bench",
        title="Bench",
        source_sha256="0" * 64,
        tracks=tuple(tracks),
        activities=(*activities, trip_listen),
        templates=(Template(id="normal", title="normal"), Template(id="trip", title="trip", no_new_tasks=True)),
        tasks=(Task(id="report", title="Report", track="write", minutes=90, due=date(2026, 3, 6)),),
    )


def _scaled(minutes: int, size: int) -> int:
    """Sessions of the large weeks are shorter: a week has no more hours for being cut finer."""
    return minutes if size <= 40 else max(10, round(minutes * 40 / size / 5 * 1.4) * 5)


def hours_of(size: int) -> Hours:
    """Less than forty sessions have less room, more have a little more, so that weeks of every size are nearly full."""
    early = time(6, 30) if size <= 40 else time(6)
    noon = (time(12), time(13, 30)) if size <= 40 else (time(12), time(14))
    evening = time(18, 30) if size <= 40 else time(18)
    work: tuple[Stretch, ...] = (
        Stretch(start=early, end=time(8, 30)),
        Stretch(start=noon[0], end=noon[1]),
        Stretch(start=evening, end=time(23)),
    )
    free = (Stretch(start=time(8), end=time(22, 30)),)
    if size > 40:
        free = (Stretch(start=time(6), end=time(23, 30)),)
    if size <= 20:
        work, free = work[1:], (Stretch(start=time(9), end=time(17)),)
    return Hours(days={**dict.fromkeys(_WORKDAYS, work), "SA": free, "SU": free})


def week_inputs(size: int = 40) -> WeekInputs:
    """The fixed week that asks for ``size`` sessions, seen the Sunday before; nothing stands in it yet."""
    return WeekInputs(
        week=WEEK,
        timezone=ZONE,
        now=datetime.combine(monday_of(WEEK) - timedelta(days=1), time(12), UTC),
        plan=plan_of(size),
        busy=_busy(),
        hours=hours_of(size),
    )


def trip_inputs(inputs: WeekInputs, standing: tuple[Session, ...]) -> WeekInputs:
    """The same week, accepted, on Tuesday evening: a trip from Wednesday to Friday has come up."""
    days = days_of(inputs.week)
    now = datetime.combine(days[1], time(22), ZoneInfo(inputs.timezone))
    trip = Adjustment(id="a1", seq=1, edit=AddTrip(start=days[2], end=days[4]), on=days[1])
    return inputs.model_copy(update={"now": now, "sessions": standing, "adjustments": (trip,)})


def _busy() -> tuple[Busy, ...]:
    zone = ZoneInfo(ZONE)
    days = days_of(WEEK)
    return tuple(
        Busy(
            start=datetime.combine(days[n], time.fromisoformat(a), zone),
            end=datetime.combine(days[n], time.fromisoformat(b), zone),
            title=title,
        )
        for n, a, b, title in _BUSY
    )


__all__ = ["WEEK", "ZONE", "hours_of", "plan_of", "trip_inputs", "week_inputs"]
