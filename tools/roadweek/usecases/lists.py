"""The lists a person keeps: tasks, milestones, trips, the log. Reading them, and the small changes made to them."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from roadweek.domain.edits import CancelTrip, Log
from roadweek.errors import DateError, RepeatedError, UnknownNameError
from roadweek.messages import say
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.storage import database, log
from roadweek.storage import trips as trip_store
from roadweek.usecases import facts
from roadweek.usecases.record import record
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.check import track_id
from roadweek.versions.snapshot import language_of, load
from roadweek.versions.whereabouts import placed
from roadweek.views.build import trip_view

if TYPE_CHECKING:
    from roadweek.domain.plan import Plan
    from roadweek.views.documents import DecisionsView, LogView, MilestonesView, TasksView, TripsView
    from roadweek.workspace import Workspace


def _plan(connection: sqlite3.Connection, ws: Workspace) -> Plan:
    snapshot = load(connection, ws)
    return effective(snapshot.plan, snapshot.adjustments)


def tasks(ws: Workspace) -> TasksView:
    """All tasks but those that were dropped, open ones first, by due date."""
    with database.read(ws.database) as connection:
        plan = _plan(connection, ws)
    kept = [t for t in plan.tasks if not t.dropped]
    ordered = sorted(kept, key=lambda t: (t.done is not None, t.due or date.max, t.id))
    return {
        "tasks": [
            {
                "id": t.id,
                "title": t.title,
                "track": t.track,
                "minutes": t.minutes,
                "due": t.due.isoformat() if t.due else None,
                "done": t.done.isoformat() if t.done else None,
            }
            for t in ordered
        ]
    }


def milestones(ws: Workspace) -> MilestonesView:
    """All milestones, open ones first, by the last day they are due."""
    with database.read(ws.database) as connection:
        plan = _plan(connection, ws)
    ordered = sorted(plan.milestones, key=lambda m: (m.done is not None, m.due.latest if m.due else date.max, m.id))
    return {
        "milestones": [
            {
                "id": m.id,
                "title": m.title,
                "track": m.track,
                "due": m.due.latest.isoformat() if m.due else None,
                "done": m.done.isoformat() if m.done else None,
            }
            for m in ordered
        ]
    }


def decisions(ws: Workspace) -> DecisionsView:
    """The questions that the plan leaves open, with their options: those not decided first, by the last day."""
    with database.read(ws.database) as connection:
        plan = _plan(connection, ws)
    ordered = sorted(plan.decisions, key=lambda d: (d.choice is not None, d.due.latest if d.due else date.max, d.lines))
    return {
        "decisions": [
            {
                "id": d.id,
                "question": d.question,
                "options": list(d.options),
                "due": d.due.latest.isoformat() if d.due else None,
                "choice": d.choice,
                "lines": list(d.lines),
            }
            for d in ordered
        ]
    }


def trips(ws: Workspace) -> TripsView:
    """All trips: those said in conversation, and those found in the calendar with their evidence; by date."""
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
    known = placed(fold_trips(snapshot.trips, snapshot.adjustments), ws.timezone)
    folded = sorted(known, key=lambda t: (t.start, t.id))
    return {"trips": [trip_view(trip.model_dump(mode="json"), lang) for trip in folded]}


def add_trip(ws: Workspace, start: date, end: date, place: str | None = None) -> TripsView:
    """Note a trip. Raises DateError where it ends before it starts."""
    if end < start:
        raise DateError(value=end.isoformat(), why="before_start", start=start.isoformat())
    edit: dict[str, object] = {"kind": "add_trip", "start": start.isoformat(), "end": end.isoformat()}
    record(ws, [{**edit, "place": place} if place else edit])
    return trips(ws)


def decide_trip(ws: Workspace, trip: str, state: Literal["confirmed", "dismissed"]) -> TripsView:
    """Confirm or dismiss a trip by its id or its first day; dismissing one that the person noted cancels it.

    Raises UnknownNameError, which lists those that wait for a decision.
    """
    with database.write(ws.database) as connection:
        snapshot = load(connection, ws)
        known = fold_trips(snapshot.trips, snapshot.adjustments)
        found = next((one for one in known if trip in (one.id, one.start.isoformat())), None)
        if found is None:
            waiting = [f"{one.id} ({one.start})" for one in known if one.state == "suspected"]
            raise UnknownNameError(what="trip", name=trip, known=waiting, see="see_trips")
        change = UnitOfWork(connection, ws)
        row = trip_store.get(connection, ws.person, found.id)
        if row is not None:
            change.set_trip(found.id, {**row, "state": state})
        elif state == "dismissed":
            change.edit(CancelTrip(start=found.start))
        if not change.only_facts:
            said = say(f"states.{state}", language_of(connection, ws))
            what = {"start": found.start.isoformat(), "end": found.end.isoformat(), "state": said}
            change.finish(kind="trip", actor=ws.actor, subject=found.id, summary=("trip", what))
    return trips(ws)


def add_log(
    ws: Workspace,
    track: str,
    minutes: int,
    *,
    on: date | None = None,
    outcome: Literal["done", "partial", "skipped"] = "done",
    again: bool = False,
) -> LogView:
    """Write down what was done; ``week_min`` is the track's sum of that week. Sessions of that track and day have that
    outcome then. The same within a minute is asked about: then ``id`` is null and nothing is written.

    Raises UnknownNameError, DateError.
    """
    day = on or ws.now().date()
    with database.read(ws.database) as connection:
        known = track_id(_plan(connection, ws), track)
    entry = Log.model_validate({"track": known, "date": day, "minutes": minutes, "outcome": outcome})
    question: str | None = None
    change: UnitOfWork | None = None
    try:
        with database.write(ws.database) as connection:
            facts.check(connection, ws, (entry,))
            if not again:
                facts.check_repeated(connection, ws, (entry,))
            change = UnitOfWork(connection, ws)
            change.edit(entry)
            summary = ("recorded", {"edits": [entry.to_json()]})
            change.finish(kind="recorded", actor=ws.actor, summary=summary)
    except RepeatedError as error:
        with database.read(ws.database) as connection:
            question = error.text(language_of(connection, ws))
    written = change.after.log if change is not None else []
    first = day - timedelta(days=day.weekday())
    with database.read(ws.database) as connection:
        entries = log.between(connection, ws.person, first.isoformat(), (first + timedelta(days=6)).isoformat())
    mine = [entry for entry in entries if entry.track == known]
    return {
        "id": written[-1] if written else None,
        "track": known,
        "date": day.isoformat(),
        "minutes": minutes,
        "outcome": outcome,
        "week_min": sum(entry.minutes for entry in mine),
        "sessions": [entry.session for entry in mine if entry.session and entry.id in written],
        "question": question,
    }
