"""What earlier weeks owe a week: sessions that were left undone and have had no other time yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.clock import zone
from roadweek.domain.edits import CatchUp
from roadweek.domain.week import Session
from roadweek.domain.weeks import days_of, monday_of, next_week, week_id, weeks_between
from roadweek.planning.supply import sittings
from roadweek.scheduling.content import conditions
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.scheduling.missed import AGAIN, LOOK_BACK_WEEKS, again_id
from roadweek.storage import sessions
from roadweek.workspace import Workspace

if TYPE_CHECKING:
    from roadweek.scheduling.inputs import WeekInputs

CATCH_UP_WEEKS = 10
"""So many weeks after a catch-up was asked for, what is still owed is let go."""


def owed(connection: sqlite3.Connection, ws: Workspace, inputs: WeekInputs) -> dict[str, Any]:
    """The fields of ``inputs`` that say what earlier weeks owe it.

    Skipped sessions and those done in part of the last weeks, and of the days that a catch-up names; of those days also
    what nobody spoke of, and, in weeks that were never accepted, what the plan asked for. Of the week before the open
    ones are among it: a report that comes with the question may say that they were skipped.
    """
    spans = _in_force(inputs)
    before = next_week(inputs.week, -1)
    first = min([next_week(inputs.week, -LOOK_BACK_WEEKS), *(week_id(s.edit.from_) for s in spans)])
    start, end = (int(_midnight(monday_of(week), ws).timestamp()) for week in (first, inputs.week))
    rows = sessions.between(connection, ws.person, start, end)
    tried = given(connection, ws, inputs.week)
    known: set[str] = set()
    found: list[Session] = []
    for session in sessions.as_sessions(rows):
        known.add(session.week)
        caught = any(s.edit.holds(session.start.date(), session.track) for s in spans)
        recent = session.week >= next_week(inputs.week, -LOOK_BACK_WEEKS)
        if session.week >= inputs.week or session.status == "done" or session.id.endswith(AGAIN):
            continue
        if session.status == "planned" and caught and session.open_at(inputs.now):
            session = session.model_copy(update={"status": "skipped", "spent_min": 0})
        told = session.status in ("skipped", "partial") and (recent or caught)
        if told or (session.week == before and session.status == "planned"):
            found.append(session)
    if spans:
        accepted = {*known, *sessions.accepted_weeks(connection, ws.person, first)}
        found += _never_accepted(inputs, spans, accepted)
    left = [s for s in found if not any(again_id(s, w) in tried for w in _weeks_after(s.week))]
    return {"missed": tuple(sorted(left, key=lambda s: (s.start, s.id))), "spread_weeks": _spread(inputs, spans)}


@dataclass(frozen=True, slots=True)
class CatchUpInForce:
    """A catch-up and the day on which it was asked for."""

    edit: CatchUp
    on: date


def _in_force(inputs: WeekInputs) -> list[CatchUpInForce]:
    """The catch-ups that count for a week, the newest last."""
    found = [CatchUpInForce(a.edit, a.on) for a in inputs.adjustments if isinstance(a.edit, CatchUp)]
    monday = monday_of(inputs.week)
    return [one for one in found if one.on - timedelta(days=7) < monday <= one.on + timedelta(weeks=CATCH_UP_WEEKS)]


def _spread(inputs: WeekInputs, spans: Sequence[CatchUpInForce]) -> int | None:
    """The weeks that are left of those that the last catch-up names, this one included."""
    last = next((s for s in reversed(spans) if s.edit.weeks), None)
    if last is None or last.edit.weeks is None:
        return None
    gone = (monday_of(inputs.week) - monday_of(week_id(last.on))).days // 7
    return max(1, last.edit.weeks - gone)


def given(connection: sqlite3.Connection, ws: Workspace, week: str) -> frozenset[str]:
    """The second tries in other weeks that were taken, or are still to come."""
    now = ws.now()
    rows = sessions.ending(connection, ws.person, AGAIN)
    return frozenset(
        row["id"]
        for row in rows
        if row["week"] != week and row["status"] != "skipped" and not sessions.is_open(row, now)
    )


def _weeks_after(week: str) -> list[str]:
    return [next_week(week, n) for n in range(CATCH_UP_WEEKS + LOOK_BACK_WEEKS + 1)]


def _never_accepted(inputs: WeekInputs, spans: Sequence[CatchUpInForce], accepted: set[str]) -> Iterator[Session]:
    """What the plan asked for in weeks of these days that are over and were never accepted."""
    plan = effective(inputs.plan, inputs.adjustments)
    stood = conditions(inputs, fold_trips(inputs.trips, inputs.adjustments))
    today = inputs.now.date()
    this = week_id(today)
    for week in sorted({w for s in spans for w in weeks_between(s.edit.from_, s.edit.until)} - accepted):
        if week > min(this, inputs.week) or (inputs.began and days_of(week)[-1] < inputs.began):
            continue
        for activity in (a for a in plan.activities if a.template == "normal"):
            for number, one in enumerate(sittings(activity, plan, monday_of(week), stood), 1):
                days = [one.day] if one.day else days_of(week)
                if week == this and (one.day is None or one.day >= today):
                    continue  # its week may still hold it
                if any(s.edit.holds(day, activity.track) for s in spans for day in days):
                    at = datetime.combine(days[0], time(19), zone(inputs.timezone))
                    yield Session(
                        id=f"{week}.{activity.id}.{number}",
                        week=week,
                        activity=activity.id,
                        track=activity.track,
                        title=activity.title,
                        start=at,
                        end=at + timedelta(minutes=one.minutes),
                        status="skipped",
                    )


def _midnight(day: date, ws: Workspace) -> datetime:
    return datetime.combine(day, time(), zone(ws.timezone))
