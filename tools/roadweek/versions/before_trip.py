"""Where the sessions of a week stood before a trip moved them: a trip that moves or is called off puts them back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.week import trip_on
from roadweek.domain.weeks import days_of
from roadweek.storage import events, sessions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from roadweek.domain.week import Session, Trip

__all__ = ["homes"]


def homes(
    connection: sqlite3.Connection, person: str, week: str, trips: Iterable[Trip], now: datetime
) -> tuple[Session, ...]:
    """The sessions that trips have moved out of their places or taken out, as they stood before; nothing where the
    week's days away are those that it was planned with, and of no session that something else has moved since."""
    document = sessions.week_document(connection, person, week)
    known = tuple(trips)
    away = [trip_on(known, day) is not None for day in days_of(week)]
    if document is None or _away(document) == away or not any(_away(document)):
        return ()
    stood: dict[str, Any] = {}
    left: dict[str, Any] = {}
    for before, after in events.of_week(connection, person, week):
        moved = {name: row for name, row in after.get("sessions", {}).items() if _of(week, row, before, name)}
        was, now_is = before.get("weeks", {}).get(week), after.get("weeks", {}).get(week)
        if was and now_is and _away(was) != _away(now_is):
            for name, row in moved.items():
                stood.setdefault(name, before["sessions"][name])
                left[name] = row
            if not any(_away(now_is)):
                stood, left = {}, {}
            continue
        for name in moved:
            stood.pop(name, None)
    standing = {row["id"]: row for row in sessions.of_week(connection, person, week)}
    rows = [
        row
        for name, row in stood.items()
        if row is not None
        and row["status"] == "planned"
        and datetime.fromisoformat(row["start"]) >= now
        and _place(standing.get(name)) == _place(left[name])
    ]
    return tuple(sorted(sessions.as_sessions(rows), key=lambda s: (s.start, s.id)))


def _away(document: dict[str, Any]) -> list[bool]:
    return [day["template"] == "trip" for day in document["days"]]


def _of(week: str, row: dict[str, Any] | None, before: dict[str, Any], name: str) -> bool:
    found = row or before.get("sessions", {}).get(name)
    return found is not None and found["week"] == week


def _place(row: dict[str, Any] | None) -> tuple[str, str] | None:
    return (row["start"], row["end"]) if row else None
