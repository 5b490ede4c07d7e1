"""A week's promise, kept when it is first accepted, scored when it is over; and the load that past weeks speak for."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.weeks import days_of, next_week, week_id
from roadweek.planning.promises import (
    TOTAL,
    KeptWeek,
    PromisedSession,
    ScoredPromise,
    keeping_of,
    promise,
    proposed_load,
    widened,
)
from roadweek.scheduling.effective import fold_trips
from roadweek.scheduling.missed import AGAIN
from roadweek.storage import attempts, sessions
from roadweek.versions.snapshot import load

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from roadweek.domain.week import Trip, Week
    from roadweek.planning.forecast import Keeping
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.views.report_documents import LoadView, PromisesView
    from roadweek.workspace import Workspace

REMEMBERED = 26
"""So many weeks back are looked at."""
SCORED = 12
"""So many of the last promises are scored together."""
NO_TRACK = "-"


def keep_promise(change: UnitOfWork, week: Week) -> None:
    """Keep what ``week`` promises, where it was not accepted before: beside the week, so that undo takes both back."""
    connection, ws = change.connection, change.ws
    if change.before.weeks.get(week.week) is not None or not week.sessions:
        return
    if attempts.get(connection, ws.person, "coach", _name(week.week)) is not None:
        return
    held = [PromisedSession(s.id, s.track or NO_TRACK, s.minutes) for s in week.sessions if s.status == "planned"]
    trips = _trips(connection, ws)
    past = past_weeks(connection, ws, trips, before=week.week)
    keeping = keeping_of(past, trip=_away(trips, week.week))
    lines = promise(held, keeping, widen=widened(scored(connection, ws, past)), seed=week.week)
    if not lines:
        return
    planned = {name: sum(s.minutes for s in held if name in (TOTAL, s.track)) for name in lines}
    row = {"week": week.week, "lines": {name: [*ends, planned[name]] for name, ends in lines.items()}}
    change.set_record("coach", _name(week.week), row)


def _name(week: str) -> str:
    return f"promise:{week}"


def _trips(connection: sqlite3.Connection, ws: Workspace) -> list[Trip]:
    snapshot = load(connection, ws)
    return [trip for trip in fold_trips(snapshot.trips, snapshot.adjustments) if trip.counts]


def _away(trips: Iterable[Trip], week: str) -> bool:
    return any(trip.covers(day) for trip in trips for day in days_of(week))


def past_weeks(
    connection: sqlite3.Connection, ws: Workspace, trips: Sequence[Trip], *, before: str | None = None
) -> list[KeptWeek]:
    """The accepted weeks that are over, of the last half year, oldest first; this one, too, where nothing of it is left
    to come. A second try counts for what was done, not for what was planned."""
    now = ws.now()
    this = week_id(now.date())
    until = min(next_week(this), before or next_week(this))
    rows = sessions.plain_between_weeks(connection, ws.person, next_week(until, -REMEMBERED), until)
    runs = any(row["week"] == this and row["status"] == "planned" and _ends(row) > now for row in rows)
    sums: dict[str, list[int]] = {}
    for row in rows:
        if runs and row["week"] == this:
            continue
        one = sums.setdefault(row["week"], [0, 0, 0])
        second = row["id"].endswith(AGAIN)
        one[0] += 0 if second else row["minutes"]
        one[1] += minutes_done(row)
        one[2] += row["minutes"] if row["status"] != "planned" and not second else 0
    return [
        KeptWeek(week, planned, done, told, _away(trips, week)) for week, (planned, done, told) in sorted(sums.items())
    ]


def minutes_done(row: Mapping[str, Any]) -> int:
    """What was really spent on a session that was done, else its length; of one done in part what was noted."""
    if row["status"] == "done":
        return int(row["spent_min"] or row["minutes"])
    return int(row["spent_min"] or 0) if row["status"] == "partial" else 0


def scored(connection: sqlite3.Connection, ws: Workspace, past: Iterable[KeptWeek]) -> list[ScoredPromise]:
    """The promises of the last weeks that are over and were spoken of, line by line."""
    found: list[ScoredPromise] = []
    for week in [w for w in past if w.counts][-SCORED:]:
        row = attempts.get(connection, ws.person, "coach", _name(week.week))
        if row is None:
            continue
        done: dict[str, int] = {}
        for one in sessions.plain_between_weeks(connection, ws.person, week.week, next_week(week.week)):
            for name in (TOTAL, one["track"] or NO_TRACK):
                done[name] = done.get(name, 0) + minutes_done(one)
        lines: dict[str, list[int]] = row["lines"]
        for name, (low, middle, high, planned) in lines.items():
            found.append(ScoredPromise(week.week, name, low, middle, high, planned, done.get(name, 0)))
    return found


def keeping(connection: sqlite3.Connection, ws: Workspace) -> Keeping:
    """What share of its weeks a person does, by their last ones without days away."""
    return keeping_of(past_weeks(connection, ws, _trips(connection, ws)))


def promises_of(connection: sqlite3.Connection, ws: Workspace, week: str, titles: Mapping[str, str]) -> PromisesView:
    """How good the promise of ``week`` was, and those of the last weeks together. ``titles`` name tracks."""
    past = past_weeks(connection, ws, _trips(connection, ws))
    every = [one for one in scored(connection, ws, past) if one.week <= week]
    mine = [one for one in every if one.week == week]
    return {
        "lines": [
            {
                "track": one.line or None,
                "title": titles.get(one.line, ""),
                "low_min": one.low,
                "middle_min": one.middle,
                "high_min": one.high,
                "planned_min": one.planned,
                "done_min": one.done,
                "covered": one.covered,
            }
            for one in mine
        ],
        "weeks": len({one.week for one in every}),
        "scored": len(every),
        "coverage": round(sum(one.covered for one in every) / len(every), 3) if every else None,
        "pinball_min": round(sum(one.pinball for one in every) / len(every), 1) if every else None,
        "pinball_of_plan_min": round(sum(one.pinball_of_plan for one in every) / len(every), 1) if every else None,
    }


def load_of(
    ws: Workspace, connection: sqlite3.Connection, week: str, rows: Sequence[Mapping[str, Any]] | None = None
) -> LoadView | None:
    """The load that past weeks speak for, of a week to come; null where too few of them say anything. ``rows`` are the
    week's sessions, where they were read already."""
    from roadweek.usecases.queries import rows_of

    if week < week_id(ws.now().date()):
        return None
    trips = _trips(connection, ws)
    past = past_weeks(connection, ws, trips)
    away = _away(trips, week)
    if proposed_load(past, {}, trip=away) is None:
        return None
    if rows is None:
        _, rows, _, _ = rows_of(ws, week)
    by_day = dict.fromkeys((day.isoformat() for day in days_of(week)), 0)
    for row in rows:
        day, minutes = row["start"][:10], _length(row)
        by_day[day] = by_day.get(day, 0) + minutes
    found = proposed_load(past, by_day, trip=away)
    if found is None:
        return None
    first, *_, last = days_of(week)
    today = ws.now().date()
    return {
        "week": week,
        "planned_min": found.planned,
        "proposed_min": found.minutes,
        "low_min": found.low,
        "high_min": found.high,
        "weeks": found.weeks,
        "trip": found.trip,
        "edits": []
        if found.day_cap is None
        else [
            {
                "kind": "set_capacity",
                "date_from": max(first, today).isoformat(),
                "date_to": last.isoformat(),
                "minutes": found.day_cap,
            }
        ],
    }


def _ends(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(row["end"])


def _length(row: Mapping[str, Any]) -> int:
    span = _ends(row) - datetime.fromisoformat(row["start"])
    return round(span.total_seconds() / 60)


def coming_week(week: str, today: date) -> str:
    """The week whose load is proposed in the report of ``week``: the one behind it, or that of today."""
    return max(next_week(week), week_id(today))
