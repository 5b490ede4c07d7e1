"""Making the calendar say of our sessions what the database says, whatever happened to either."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from roadweek.calendars.account import Connection
from roadweek.calendars.attendance import NOBODY, Identity
from roadweek.calendars.damage import CONFLICT_COPY, folder_of
from roadweek.calendars.events import describe, event_of, read_event, signature
from roadweek.calendars.meeting import lease
from roadweek.calendars.own import LOST, genuine
from roadweek.calendars.sync import Manner, SyncReport, sync_held
from roadweek.domain.base import Language
from roadweek.storage import calendar, database, outbox, sessions
from roadweek.storage.calendar import Link

__all__ = ["Repaired", "repair"]


@dataclass(frozen=True)
class Repaired:
    """What was found and put into the outbox; ``aside`` are damaged files of our own server, moved out of its way."""

    report: SyncReport
    puts: int = 0
    deletes: int = 0
    aside: tuple[Path, ...] = ()


def repair(
    db_path: Path,
    connection: Connection,
    person: str,
    now: datetime,
    *,
    timezone: str,
    lang: Language = "en",
    me: Identity = NOBODY,
    others: bool = False,
    wait_s: float = 5.0,
) -> Repaired:
    """Read all, then have written what is not as the database has it; a drain does the writing.

    Events of ours that are over and that no session stands behind are left: they are what was. ``others`` also takes
    off the events to come that another workspace's Roadweek, or one from before events were marked, wrote into our
    calendar. Raises the CalendarError that fits.
    """
    with lease(db_path, person, wait_s) as holder:
        if holder is None:
            return Repaired(SyncReport(busy_elsewhere=True))
        with database.write(db_path) as conn:
            calendar.read_ours_again(conn, person)
        manner = Manner(timezone, lang, repairing=True, me=me)
        report = sync_held(db_path, connection, person, now, holder, manner)
        with database.write(db_path) as conn:
            aside = _set_aside(conn, connection, person)
            if others:
                _take_over(conn, person, now)
            puts = _rewrite(conn, person, now, timezone, lang)
            deletes = _take_off(conn, person, now)
            outbox.retry_failed(conn, person)
    return Repaired(report, puts, deletes, aside)


def _set_aside(conn: sqlite3.Connection, connection: Connection, person: str) -> tuple[Path, ...]:
    """Damaged objects of our own calendar are no longer counted on; files of our own server go where they harm none."""
    ours = {one.href for one in calendar.collections_of(conn, person).values() if one.ours}
    moved: list[Path] = []
    for known in list(calendar.objects_of(conn, person)):
        if known.error is None or known.collection not in ours:
            continue
        if known.error != CONFLICT_COPY:
            for link in calendar.links_of(conn, person).values():
                if link.href == known.href:
                    calendar.delete_link(conn, person, link.session)
        calendar.remove_object(conn, person, known.href)
        if connection.workspace is not None:
            path = folder_of(connection.workspace, known.href)
            target = connection.workspace / "calendar" / "damaged" / path.name
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
                moved.append(target)
            except OSError:
                continue  # gone meanwhile, or not ours to move: the write that follows says so
    return tuple(moved)


def _take_over(conn: sqlite3.Connection, person: str, now: datetime) -> None:
    """Count what others of our kind wrote into our calendar as ours that is not planned."""
    ours = {one.href for one in calendar.collections_of(conn, person).values() if one.ours}
    linked = {link.uid for link in calendar.links_of(conn, person).values()}
    for known in list(calendar.objects_of(conn, person)):
        if known.collection not in ours or known.uid is None or known.uid in linked or known.error:
            continue
        event = read_event(known.raw, known.uid) if known.uid.startswith("roadweek-") else None
        if event is None or event.end <= now:
            continue
        link = Link(f"{LOST}{known.uid}", known.uid, known.href, known.etag, (str(signature(event)),), event.sequence)
        calendar.save_link(conn, person, _written(link, event.start, event.end))
        calendar.replace_busy(conn, person, known.collection, known.href, ())


def _written(link: Link, start: datetime, end: datetime) -> Link:
    return replace(link, state="written", start=start, end=end)


def _rewrite(conn: sqlite3.Connection, person: str, now: datetime, timezone: str, lang: Language) -> int:
    """Enqueue every session whose event is not there, not whole, not where it should be, or not marked as ours."""
    waiting = {row.subject for row in outbox.pending(conn, person)}
    workspace = database.workspace_id(conn)
    count = 0
    for name in sessions.ids(conn, person):
        row = sessions.get(conn, person, name)
        link = calendar.link_of(conn, person, name)
        if row is None or name in waiting or (link is not None and link.state in ("moved", "deleted")):
            continue
        session = sessions.as_sessions([row])[0]
        if link is not None and _stands(conn, person, link, workspace, ZoneInfo(timezone)):
            wanted = signature(event_of(session, link.uid, describe(session, lang)))
            if link.hashes and link.hashes[0].split(".")[:2] == [wanted.times, wanted.summary]:
                continue
        outbox.enqueue_put(conn, person, session, zone=timezone, lang=lang, event=0, at=now)
        count += 1
    return count


def _stands(conn: sqlite3.Connection, person: str, link: Link, workspace: str, zone: tzinfo) -> bool:
    """Whether the event is there as we last knew it, and says that it is ours."""
    known = calendar.object_at(conn, person, link.href)
    event = read_event(known.raw, link.uid, zone) if known is not None and known.error is None else None
    mark = genuine(event, person) if event else None
    if event is None or mark is None or mark.workspace != workspace:
        return False
    return signature(event).times in {each.split(".")[0] for each in link.hashes}


def _take_off(conn: sqlite3.Connection, person: str, now: datetime) -> int:
    """Enqueue the removal of events of ours to come that no session stands behind."""
    unplanned = calendar.difference(conn, person, now).unplanned
    for name in unplanned:
        outbox.enqueue_delete(conn, person, name, event=0, at=now)
    return len(unplanned)
