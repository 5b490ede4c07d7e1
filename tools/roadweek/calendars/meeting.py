"""What draining and syncing share: the lease, finding our own calendar, and starting over with another server."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from roadweek.calendars.account import Connection
from roadweek.calendars.client import Collection, Resource
from roadweek.calendars.events import CalendarEvent, Signature, signature
from roadweek.domain.base import Language
from roadweek.errors import CalendarError, CalendarReadOnlyError
from roadweek.storage import calendar, database, outbox, sessions
from roadweek.storage.calendar import Link

__all__ = ["LEASE_S", "Met", "lease", "make_ours", "meet", "record_hand", "republish", "settle_server"]

LEASE_S = 600
"""Longer than the first reading of a large account takes; renewed with every write. A dead holder is seen at once."""
_SLUG = "roadweek"
DAY = timedelta(days=1)
"""No session is so long."""


@contextmanager
def lease(db_path: Path, person: str, wait_s: float) -> Generator[str | None]:
    """The person's calendar lease, as the holder's name; None where another process kept it for ``wait_s``."""
    holder = outbox.new_holder()
    until = time.monotonic() + wait_s
    while True:
        with database.write(db_path) as conn:
            taken = outbox.take_lease(conn, person, holder, now_s=time.time(), seconds=LEASE_S)
        if taken or time.monotonic() >= until:
            break
        time.sleep(0.05)
    if not taken:
        yield None
        return
    try:
        yield holder
    finally:
        with database.write(db_path) as conn:
            outbox.release_lease(conn, person, holder)


@dataclass(frozen=True)
class Met:
    """The server's calendars as it lists them now; ``ours`` is null before the first write."""

    homes: tuple[str, ...]
    collections: tuple[Collection, ...]
    ours: Collection | None


def meet(connection: Connection, homes: tuple[str, ...], known_ours: str | None) -> Met:
    """List the calendars: one request where the homes are known and still right."""
    found = connection.client.collections(homes) if homes else ()
    if not found:
        homes = connection.client.homes()
        found = connection.client.collections(homes)
    by_href = [one for one in found if one.href == known_ours]
    by_name = [one for one in found if one.name == connection.name]
    return Met(homes, found, next(iter(by_href or by_name), None))


def make_ours(connection: Connection, met: Met) -> Collection:
    """Our calendar, made where it is missing. Raises CalendarReadOnlyError where it cannot be."""
    if met.ours is not None:
        if not met.ours.writable:
            raise CalendarReadOnlyError(url=met.ours.href)
        return met.ours
    taken = {unquote(one.href.rstrip("/").rsplit("/", 1)[-1]) for one in met.collections}
    slug = next(name for n in range(len(taken) + 1) if (name := f"{_SLUG}-{n}" if n else _SLUG) not in taken)
    made: CalendarError | None = None
    try:
        connection.client.make_calendar(met.homes[0], slug, connection.name)
    except CalendarReadOnlyError as error:
        made = error
    listed = connection.client.collections(met.homes)  # the server may have chosen another address
    for one in listed:
        if one.name == connection.name or one.href.rstrip("/").endswith(f"/{slug}"):
            return one
    raise made or CalendarReadOnlyError(url=connection.client.url)


def settle_server(
    db_path: Path, connection: Connection, person: str, now: datetime, *, timezone: str, lang: Language
) -> calendar.CalendarState:
    """What we know of this server. After a change of server all is read and written anew."""
    with database.read(db_path) as conn:
        state = calendar.state_of(conn, person)
    if state.server == connection.server:
        return state
    with database.write(db_path) as conn:
        if state.server:
            calendar.forget_server(conn, person)
            republish(conn, person, now, timezone=timezone, lang=lang)
        state = calendar.CalendarState(server=connection.server)
        calendar.save_state(conn, person, state)
    return state


def republish(
    conn: sqlite3.Connection, person: str, now: datetime, *, timezone: str, lang: Language, all_of_them: bool = False
) -> int:
    """Have every session that is not over written anew, or ``all_of_them``, as if they had never been; how many."""
    waiting = {row.subject: row for row in outbox.pending(conn, person)}
    ids = sessions.ids(conn, person) if all_of_them else calendar.future_sessions(conn, person, now)
    for session in ids:
        calendar.delete_link(conn, person, session)
        row = sessions.get(conn, person, session)
        if row is None or session in waiting:
            continue
        outbox.enqueue_put(conn, person, sessions.as_sessions([row])[0], zone=timezone, lang=lang, event=0, at=now)
    return len(ids)


def record_hand(
    conn: sqlite3.Connection,
    person: str,
    link: Link,
    found: Resource | None,
    event: CalendarEvent | None,
    timezone: str,
) -> Link:
    """Note what the person did to our event: moved it to where ``event`` stands, or deleted it (null).

    Times are kept as the clock in ``timezone`` shows them. A whole day says only the day: hour and length stay; so
    does the length where an end slipped beyond a day.
    """
    if event is None or found is None or event.cancelled:
        changed = replace(link, state="deleted", etag=None, start=None, end=None)
        if found is None:
            calendar.remove_object(conn, person, link.href)
    else:
        zone = ZoneInfo(timezone)
        start, end = event.start.astimezone(zone), event.end.astimezone(zone)
        if event.all_day or end - start >= DAY:
            start, end = _own_length(conn, person, link, start, zone, hour=not event.all_day)
        changed = replace(
            link,
            state="moved",
            href=found.href,
            etag=found.etag,
            hashes=(str(_agreed(link, event)),),
            start=start,
            end=end,
        )
    calendar.save_link(conn, person, changed)
    return changed


def _agreed(link: Link, event: CalendarEvent) -> Signature:
    """What stands as written once a move is taken up: its new times, beside the words that we wrote. Where the person
    has renamed it as well, theirs are told from ours by that, and stay when the plan moves it again."""
    there = signature(event)
    if not link.hashes:
        return there
    ours = Signature.parse(link.hashes[0])
    return replace(there, summary=ours.summary, description=ours.description)


def _own_length(
    conn: sqlite3.Connection, person: str, link: Link, at: datetime, zone: ZoneInfo, *, hour: bool
) -> tuple[datetime, datetime]:
    """The session's own length from ``at``; at its own hour where ``at`` names none (``hour`` false)."""
    row = sessions.get(conn, person, link.session)
    start, end = (datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])) if row else (None, None)
    start, end = start or link.start, end or link.end
    if start is None or end is None:
        return at, at + timedelta(hours=1)
    begins = at if hour else datetime.combine(at.date(), start.astimezone(zone).time(), zone)
    return begins, (begins.astimezone(UTC) + (end - start)).astimezone(zone)
