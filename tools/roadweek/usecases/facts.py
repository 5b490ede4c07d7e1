"""What a fact may say: no session or day that is still to come, and nothing twice by a slip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from roadweek.clock import zone
from roadweek.domain.edits import CatchUp, Edit, Finish, Log, ReportSession
from roadweek.errors import DateError, EditError, RepeatedError, UnknownNameError
from roadweek.messages import say
from roadweek.scheduling.reported import told_by_report
from roadweek.storage import log, sessions
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.week import Session
    from roadweek.workspace import Workspace

REPEATED_WITHIN = timedelta(minutes=1)
"""The same note within this time is asked about."""


def sessions_on(connection: sqlite3.Connection, person: str, day: date) -> tuple[Session, ...]:
    """Accepted sessions of a day where they happen, by time."""
    noon = datetime.combine(day, time(12), zone("UTC"))
    reach = timedelta(hours=27)  # every zone's day lies within
    rows = sessions.between(connection, person, int((noon - reach).timestamp()), int((noon + reach).timestamp()))
    return sessions.as_sessions(row for row in rows if row["start"][:10] == day.isoformat())


def check(connection: sqlite3.Connection, ws: Workspace, edits: Sequence[Edit]) -> None:
    """Hold facts against the clock and what stands.

    Raises DateError for a day to come, EditError for a session to come and for what is said already, UnknownNameError.
    """
    today = ws.now().date()
    for edit in edits:
        if isinstance(edit, CatchUp) and edit.until >= today:
            raise DateError(value=edit.until.isoformat(), why="to_come")
        if isinstance(edit, Log) and edit.date > today:
            raise DateError(value=edit.date.isoformat(), why="to_come")
        if isinstance(edit, Finish | ReportSession):
            row = sessions.get(connection, ws.person, edit.session)
            if row is None:
                raise UnknownNameError(what="session", name=edit.session, see="see_week")
            if date.fromisoformat(row["start"][:10]) > today:
                raise EditError("session_to_come", title=row["title"], day=row["start"][:10])
            session = sessions.as_sessions([row])[0]
            told = told_by_report(edit, session)
            if session.status == told.outcome and (told.minutes == session.spent_min or isinstance(edit, Finish)):
                said = say(f"states.{told.outcome}", language_of(connection, ws))
                raise EditError("session_told", title=row["title"], state=said)


def check_repeated(connection: sqlite3.Connection, ws: Workspace, edits: Sequence[Edit]) -> None:
    """Raises RepeatedError where the same was noted within the last minute."""
    now = ws.now()
    for edit in edits:
        if not isinstance(edit, Log):
            continue
        on = edit.date.isoformat()
        for at, minutes in log.alike(connection, ws.person, track=edit.track, on=on, outcome=edit.outcome):
            since = now - datetime.fromisoformat(at)
            if minutes == edit.minutes and timedelta() <= since < REPEATED_WITHIN:
                raise RepeatedError(
                    track=edit.track, minutes=minutes, day=on, seconds=max(1, round(since.total_seconds()))
                )
