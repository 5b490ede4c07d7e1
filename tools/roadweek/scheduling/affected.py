"""Which weeks a set of edits touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from roadweek.domain.edits import (
    Add,
    AddTask,
    AddTrip,
    Block,
    CancelTrip,
    CatchUp,
    ChangeTrip,
    DayOff,
    Decide,
    Drop,
    Edit,
    Finish,
    FinishMilestone,
    FinishTask,
    FinishWork,
    Log,
    Move,
    OpenHours,
    OrderWork,
    Pin,
    Reinstate,
    ReportSession,
    SetCapacity,
    SetEffort,
    SkipWork,
    SplitWork,
    Unpin,
    Withdraw,
)
from roadweek.domain.holidays import holiday_days
from roadweek.domain.week import Trip
from roadweek.domain.weeks import next_week, week_id, weeks_between

HORIZON_WEEKS = 4
"""A week further ahead is not solved for an edit alone: the edit is kept, and the week takes it up when it comes."""

CATCH_UP_WEEKS = 4
"""A spread is shown over so many weeks, this one included."""

FACTS = (Log, Finish, ReportSession, FinishMilestone, Decide)
"""Edits that state what happened or was decided; they are written down and ask for no new week."""


def touched_weeks(edits: Iterable[Edit], trips: Sequence[Trip], today: date) -> set[str]:
    """Weeks that the edits name by their dates. ``trips`` are those known, for edits that name a trip by its start."""
    out: set[str] = set()
    for edit in edits:
        out.update(_weeks(edit, trips, today))
    return out


def _weeks(edit: Edit, trips: Sequence[Trip], today: date) -> tuple[str, ...]:
    match edit:
        case AddTrip():
            return weeks_between(edit.start, edit.end)
        case ChangeTrip() | CancelTrip():
            return _of_trip(edit, trips)
        case Block() | OpenHours():
            return weeks_between(edit.start.date(), edit.end.date())
        case DayOff() | Drop():
            return (week_id(edit.date),)
        case SetCapacity():
            return weeks_between(edit.date_from, edit.date_to)
        case Move():
            return tuple({week_id(edit.to), week_id(edit.from_ or edit.to)})
        case Add():
            return (week_id(edit.date or today),)
        case AddTask():
            return (week_id(today),)
        case CatchUp():
            this = week_id(today)
            return tuple(next_week(this, n) for n in range(CATCH_UP_WEEKS))
        case Pin() | Unpin() | FinishTask() | Withdraw() | Reinstate():
            return ()
        case Log(outcome="skipped" | "partial") | ReportSession(outcome="skipped" | "partial"):
            return _for_another_time(edit, today)
        case Decide() if holiday_days(edit.decision):
            off = holiday_days(edit.decision)
            return weeks_between(off[0], off[-1])
        case Log() | Finish() | ReportSession() | FinishMilestone() | Decide():
            return ()
        case FinishWork() | SkipWork() | SetEffort() | SplitWork() | OrderWork():
            return ()  # the weeks that stand are solved anew; a draft is one anyway
        case _:
            first = getattr(edit, "from_", None) or today
            return (week_id(first),)


def _of_trip(edit: ChangeTrip | CancelTrip, trips: Sequence[Trip]) -> tuple[str, ...]:
    """The weeks of a trip as it was and as it will be."""
    known = next((trip for trip in trips if trip.covers(edit.start)), None)
    days = [edit.start, *([known.start, known.end] if known else [])]
    if isinstance(edit, ChangeTrip):
        days += [day for day in (edit.new_start, edit.new_end) if day]
    return weeks_between(min(days), max(days))


def _for_another_time(edit: Log | ReportSession, today: date) -> tuple[str, ...]:
    """Where what was left undone may find another time: the rest of its week; on a Sunday, and afterwards, the next."""
    week = week_id(edit.date) if isinstance(edit, Log) else edit.session[:8]
    this = week_id(today)
    if week == this and today.weekday() < 6:
        return (this,)
    return (next_week(this),) if week == this else (this,)


def open_ended(edit: Edit) -> date | None:
    """The day from which an edit changes every later week, or None for one that only touches its own dates."""
    if isinstance(edit, FACTS) or _bounded(edit):
        return None
    first = getattr(edit, "from_", None)
    return first if isinstance(first, date) else date.min


def _bounded(edit: Edit) -> bool:
    return isinstance(
        edit,
        AddTrip
        | ChangeTrip
        | CancelTrip
        | Block
        | OpenHours
        | DayOff
        | SetCapacity
        | Move
        | Drop
        | Add
        | Pin
        | Unpin
        | FinishTask,
    )


def affected_weeks(
    edits: Sequence[Edit], *, trips: Sequence[Trip], today: date, accepted: Sequence[str], named: str | None
) -> tuple[str, ...]:
    """The weeks to solve for a set of edits, in order: those that the edits name within the horizon, the accepted ones
    that a lasting edit changes, and the one that was asked for. Past weeks never."""
    this = week_id(today)
    last = next_week(this, HORIZON_WEEKS)
    weeks = {week for week in touched_weeks(edits, trips, today) if week <= last or week in accepted}
    for edit in edits:
        since = open_ended(edit)
        if since is not None:
            weeks |= {week for week in accepted if since == date.min or week >= week_id(since)}
    if named:
        weeks.add(named)
    return tuple(sorted(week for week in weeks if week >= this))
