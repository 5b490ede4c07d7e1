"""Meeting the calendar: read busy times and trips, take up what the person's hand did there, write what waits.

A calendar that cannot be met loses nothing: what waits keeps waiting, and the reason is told.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from roadweek.domain.edits import Drop, Pin
from roadweek.errors import CalendarError
from roadweek.messages import say
from roadweek.storage import busy, database, outbox, sessions, trips
from roadweek.storage import calendar as store
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of
from roadweek.views.build import trip_view

if TYPE_CHECKING:
    import sqlite3

    from roadweek.calendars.account import Connection
    from roadweek.storage.calendar import HandChange
    from roadweek.views.documents import OutboxView, SyncView
    from roadweek.workspace import Workspace


def sync(ws: Workspace, *, drain: bool = True, force: bool = False, trust_empty: bool = False) -> SyncView:
    """Read the calendar, take up the person's own changes to our events, then (``drain``) write what waits.

    Without ``force`` the embedded calendar is not even started where its files are as they were and nothing waits.
    ``trust_empty`` believes a calendar that held many events and is suddenly empty.
    Raises CalendarError where the server cannot be met, and WorkspaceError.
    """
    from roadweek.calendars.sync import nothing_changed

    with database.read(ws.database) as connection:
        waits = drain and outbox.pending_count(connection, ws.person) > 0
        hands = store.hand_changes(connection, ws.person)
    if (
        not (force or trust_empty or waits)
        and not hands
        and ws.settings.calendar.url is None
        and nothing_changed(ws.database, ws.path, ws.person, ws.now(), timezone=ws.timezone)
    ):
        return _view(ws, written=0, deleted=0, kept=())
    with _account(ws) as account:
        warnings = _read(ws, account, trust_empty)
        written, deleted, kept, error = _write(ws, account) if drain else (0, 0, (), None)
    return _view(ws, written=written, deleted=deleted, kept=kept, error=error, warnings=warnings)


def publish(ws: Workspace) -> OutboxView:
    """Write what waits. What the server does about it is told, not raised: the plan stands either way."""
    with database.read(ws.database) as connection:
        if not outbox.pending_count(connection, ws.person):
            return {"pending": 0, "error": None}
        lang = language_of(connection, ws)
    error: str | None = None
    try:
        with _account(ws) as account:
            *_, error = _write(ws, account)
    except CalendarError as stopped:
        error = stopped.text(lang)
    with database.read(ws.database) as connection:
        return {"pending": outbox.pending_count(connection, ws.person), "error": error}


@contextmanager
def _account(ws: Workspace) -> Generator[Connection]:
    from roadweek.calendars.account import open_calendar

    with open_calendar(ws.path, ws.settings.calendar) as account:
        yield account


def _read(ws: Workspace, account: Connection, trust_empty: bool) -> list[str]:
    """Read what changed; what was not believed or could not be read, in words."""
    from roadweek.calendars.sync import sync as read

    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    report = read(ws.database, account, ws.person, ws.now(), timezone=ws.timezone, lang=lang, trust_empty=trust_empty)
    with database.write(ws.database) as connection:
        for hand in store.hand_changes(connection, ws.person):
            take_up(connection, ws, hand)
    warnings = [say("states.calendar_emptied", lang, name=name) for name in report.suspicious]
    if report.unreadable:
        warnings.append(say("states.events_unreadable", lang, count=report.unreadable))
    return warnings


def take_up(connection: sqlite3.Connection, ws: Workspace, hand: HandChange) -> None:
    """The person's own hand wins: a session they moved stays there, one they deleted is not asked for again.

    It is an ordinary change with an event of its own, so that it can be undone.
    """
    row = sessions.get(connection, ws.person, hand.session)
    if row is None and hand.kind == "moved":  # the plan dropped it, and they keep it: it is an event of theirs now
        store.let_go(connection, ws.person, hand.session)
        return
    store.accept_hand_change(connection, ws.person, hand.session)
    if row is None:
        return
    change = UnitOfWork(connection, ws)
    change.known_to_calendar.add(hand.session)
    if hand.kind == "moved" and hand.start and hand.end:
        start, end = hand.start.isoformat(), hand.end.isoformat()
        change.set_session(hand.session, {**row, "start": start, "end": end, "pinned": True})
        change.put_in_force(Pin(session=hand.session))
        what = {"title": row["title"], "from": row["start"][:16], "to": start[:16]}
        change.finish(kind="moved", actor="calendar", subject=hand.session, summary=("moved_by_hand", what))
        return
    change.set_session(hand.session, None)
    if row["track"]:
        drop = {"track": row["track"], "date": row["start"][:10], "session": hand.session}
        change.put_in_force(Drop.model_validate(drop))
    what = {"title": row["title"], "from": row["start"][:16]}
    change.finish(kind="deleted", actor="calendar", subject=hand.session, summary=("deleted_by_hand", what))


def _write(ws: Workspace, account: Connection) -> tuple[int, int, tuple[str, ...], str | None]:
    from roadweek.calendars.drain import drain

    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    report = drain(ws.database, account, ws.person, ws.now(), timezone=ws.timezone, lang=lang)
    with database.write(ws.database) as connection:
        for hand in store.hand_changes(connection, ws.person):
            take_up(connection, ws, hand)
    return report.written, report.deleted, report.conflicts, report.error.text(lang) if report.error else None


def status(ws: Workspace) -> SyncView:
    """What is known of the calendar without asking it."""
    return _view(ws, written=0, deleted=0, kept=())


def _view(
    ws: Workspace,
    *,
    written: int,
    deleted: int,
    kept: tuple[str, ...],
    error: str | None = None,
    warnings: Sequence[str] = (),
) -> SyncView:
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        return {
            "server": ws.settings.calendar.url or "embedded",
            "events": busy.count_events(connection, ws.person),
            "written": written,
            "deleted": deleted,
            "pending": outbox.pending_count(connection, ws.person),
            "kept_by_hand": list(kept),
            "trips": [trip_view(row, lang) for row in trips.rows_of(connection, ws.person)],
            "error": error,
            "warnings": list(warnings),
        }


def read_calendar(ws: Workspace) -> str | None:
    """Bring busy times and trips up to date before planning; why not, in words, where the calendar cannot be met.

    Planning goes on from what was known before: a calendar that is away is told, never taken for an empty one.
    """
    try:
        sync(ws, drain=False)
    except CalendarError as error:
        with database.read(ws.database) as connection:
            return error.text(language_of(connection, ws))
    return None
