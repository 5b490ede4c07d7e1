"""What a change writes to the calendar: the one account of it that proposals show, approval keeps to and undo names.

A change is told as the session rows that it finds and leaves, by id, null for none. The same functions say what a unit
of work puts into the outbox, so that what is shown is what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from roadweek.clock import zone
from roadweek.domain.proposal import Effect
from roadweek.domain.weeks import days_of
from roadweek.storage import sessions
from roadweek.storage.calendar import unplanned_between

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.week import Week
    from roadweek.storage.calendar import Link
    from roadweek.storage.sessions import SessionRow
    from roadweek.workspace import Workspace

Rows = Mapping[str, "SessionRow | None"]


def calendar_differs(before: SessionRow | None, after: SessionRow | None) -> bool:
    """Whether the event in the calendar must be written again: a pin or a status alone changes nothing there."""
    if before is None or after is None:
        return before is not after
    return any(before[key] != after[key] for key in ("title", "start", "end", "track"))


def effects_between(before: Rows, after: Rows, unplanned: Iterable[Link] = ()) -> tuple[Effect, ...]:
    """The events that a change from ``before`` to ``after`` writes or removes, by time. ``unplanned`` are events
    of ours that it takes off with them."""
    found = [
        _effect(before.get(name), row)
        for name, row in after.items()
        if calendar_differs(before.get(name), row) and (row or before.get(name))
    ]
    found += [
        Effect(id=link.session, title=link.session, start=link.start, end=link.end or link.start, what="removed")
        for link in unplanned
        if link.start is not None and link.session not in after
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.id)))


def _effect(before: SessionRow | None, after: SessionRow | None) -> Effect:
    row = after or before
    assert row is not None, "one of both is there, else nothing differs"
    if after is None:
        what, was = "removed", None
    elif before is None:
        what, was = "new", None
    else:
        what = "moved" if before["start"] != after["start"] else "changed"
        was = {"start": before["start"], "end": before["end"]}
    document = {name: row[name] for name in ("id", "title", "track", "start", "end")}
    return Effect.model_validate({**document, "what": what, "before": was})


def rows_left(connection: sqlite3.Connection, person: str, week: Week) -> dict[str, SessionRow | None]:
    """What accepting a solved week leaves of every session that it touches: its own as they are placed, null for
    those that stand in the week and are not among them."""
    kept = {session.id: sessions.as_row(session) for session in week.sessions}
    gone = [row["id"] for row in sessions.of_week(connection, person, week.week) if row["id"] not in kept]
    return {**dict.fromkeys(gone), **kept}


def unplanned_events(connection: sqlite3.Connection, ws: Workspace, week: str) -> list[Link]:
    """The events of ours in a week, now or later, that no session of the database stands behind: written before the
    database was lost or put back. Accepting the week takes them off."""
    days, local = days_of(week), zone(ws.timezone)
    start = datetime.combine(days[0], time(), local)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), local)
    return unplanned_between(connection, ws.person, max(start, ws.now()), end)


def effects_of_weeks(connection: sqlite3.Connection, ws: Workspace, weeks: Iterable[Week]) -> tuple[Effect, ...]:
    """What accepting ``weeks``, one after the other, writes to the calendar as things stand."""
    after: dict[str, SessionRow | None] = {}
    unplanned: list[Link] = []
    for week in weeks:
        for name, row in rows_left(connection, ws.person, week).items():
            if row is not None or name not in after:  # what another week took over is not removed by its own
                after[name] = row
        unplanned += unplanned_events(connection, ws, week.week)
    before = {name: sessions.get(connection, ws.person, name) for name in after}
    return effects_between(before, after, unplanned)
