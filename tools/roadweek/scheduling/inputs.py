"""All that a week is solved from. Clock, calendar and log have been read before and stand here."""

from __future__ import annotations

from datetime import date, time

from pydantic import AwareDatetime, Field

from roadweek.domain.base import WEEKDAYS, Id, Model, Weekday
from roadweek.domain.edits import Adjustment
from roadweek.domain.plan import Plan
from roadweek.domain.week import Busy, LogEntry, Session, Trip


class Stretch(Model):
    """A stretch of a day in local wall-clock time."""

    start: time
    end: time


class Hours(Model):
    """When the person can work at all, by weekday; a day that is not listed has no hours."""

    days: dict[Weekday, tuple[Stretch, ...]]


def _stretches(*pairs: tuple[str, str]) -> tuple[Stretch, ...]:
    return tuple(Stretch(start=time.fromisoformat(a), end=time.fromisoformat(b)) for a, b in pairs)


_WORKDAY = _stretches(("18:30", "22:30"))
_WEEKEND = _stretches(("09:00", "12:00"), ("14:00", "21:30"))
EMPLOYED_HOURS = Hours(
    days={
        "MO": _WORKDAY,
        "TU": _WORKDAY,
        "WE": _WORKDAY,
        "TH": _WORKDAY,
        "FR": _WORKDAY,
        "SA": _WEEKEND,
        "SU": _WEEKEND,
    }
)
"""The evenings of workdays, mornings and afternoons at weekends, and never over lunch: the default where a plan says
nothing else."""

_WHOLE_DAY = _stretches(("08:00", "12:00"), ("13:30", "18:00"), ("19:00", "22:30"))
STUDENT_HOURS = Hours(days={**EMPLOYED_HOURS.days, **dict.fromkeys(WEEKDAYS[:5], _WHOLE_DAY)})
"""Mornings, afternoons and evenings of every day: for a plan that itself works by day during the week."""


class WeekInputs(Model):
    """One week to solve. ``sessions`` are those that stand in it now, past ones included, and those of other weeks that
    reach into it, which only take their time; ``busy`` may reach beyond the week."""

    week: str
    timezone: str
    now: AwareDatetime
    plan: Plan
    adjustments: tuple[Adjustment, ...] = ()
    trips: tuple[Trip, ...] = ()
    place_zones: dict[str, str] = {}
    """The zones of places that trips of the week are said to go to, by the place's name, where they are not home's."""
    busy: tuple[Busy, ...] = ()
    sessions: tuple[Session, ...] = ()
    homes: tuple[Session, ...] = ()
    """Sessions as they stood before a trip moved them or took them out, where that trip is not as it was any more: what
    is solved is drawn to these places, and not to those that the trip gave them."""
    log: tuple[LogEntry, ...] = ()
    hours: Hours = EMPLOYED_HOURS
    buffer_share: float = Field(default=0.15, ge=0, le=0.9)
    """Share of each day's free time that is deliberately left free."""
    workdays: tuple[date, ...] = ()
    """Weekend days of the week that are worked to make up for a public holiday: they have the hours of a Monday."""
    elsewhere: dict[Id, int] = {}
    """Minutes of a task, by its id, that other weeks hold, done or planned: this week asks only for the rest."""
    work_done: dict[Id, int] = {}
    """Minutes of each work (by id) that lie behind this week, done or, in weeks that are still ahead, planned."""
    work_missed: dict[Id, int] = {}
    """Minutes of each work (by id) that titles of earlier accepted weeks count and that do not lie behind this week:
    its parts are numbered on after them."""
    work_next: dict[Id, int] = {}
    """The minute of each work (by id) from which titles of later accepted weeks count it."""
    missed: tuple[Session, ...] = ()
    """Sessions of earlier weeks that were skipped or done in part and have had no other time yet, the oldest first."""
    spread_weeks: int | None = None
    """So many weeks, this one included, they are spread over where the person said so; else as few as stay calm."""
    offer_open: bool = False
    """Whether sessions that are over and that nobody has spoken of are wished again, as those are that were skipped."""
    began: date | None = None
    """The day from which the plan counts, where it does not say itself."""
    focus_share: float = Field(default=0.25, ge=0, le=0.9)
    """Of the time that nothing has claimed, what work without a place may take."""
