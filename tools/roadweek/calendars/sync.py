"""Reading the person's calendars: busy times and trips of their other events, and what their hand did to ours.

Only what changed is read, and parsed once. Everything is fetched before anything is stored, and stored in one
transaction. A calendar that held many events and is suddenly empty is reported, not believed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadweek.calendars import embedded
from roadweek.calendars.account import EMBEDDED, Connection
from roadweek.calendars.attendance import NOBODY, Identity
from roadweek.calendars.meeting import Met, lease, meet, settle_server
from roadweek.calendars.own import adoptable, agrees, is_alone, note_written, own_of
from roadweek.calendars.reading import (
    NEVER,
    Believed,
    ObjectReader,
    ReadObject,
    believed,
    covers,
    expanded_again,
    fetch,
    range_for,
)
from roadweek.calendars.storing import Tally, keep_trips, marks_before, newer_writes, restore, store
from roadweek.calendars.trip_keeping import parts_known
from roadweek.domain.base import Language
from roadweek.domain.week import Trip
from roadweek.settings import CalendarSettings
from roadweek.storage import calendar, database, outbox
from roadweek.storage.calendar import KnownCollection

if TYPE_CHECKING:
    import sqlite3

__all__ = ["ASK_SHARE", "HORIZON", "Manner", "SyncReport", "nothing_changed", "sync", "sync_held"]

ASK_SHARE = CalendarSettings().ask_share

HORIZON = timedelta(weeks=26)
"""How far ahead busy times are expanded."""


@dataclass(frozen=True)
class SyncReport:
    """What a sync found. ``busy`` is how many busy stretches are known now, ``unreadable`` how many objects are broken.

    ``our_moved`` and ``our_deleted`` are sessions that the person changed by hand; ``suspicious`` the names of
    calendars that were suddenly empty, whose loss was not believed. ``busy_elsewhere``: another process has the lease.
    ``recognised`` are events of our own that this database did not know, ``vanished`` how many of ours are gone that
    nobody is known to have deleted.
    """

    calendars: int = 0
    objects: int = 0
    changed: int = 0
    removed: int = 0
    busy: int = 0
    unreadable: int = 0
    trips_found: tuple[Trip, ...] = ()
    our_moved: tuple[str, ...] = ()
    our_deleted: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()
    vanished: int = 0
    recognised: tuple[str, ...] = ()
    busy_elsewhere: bool = False


def nothing_changed(
    db_path: Path,
    workspace: Path,
    person: str,
    now: datetime,
    *,
    timezone: str,
    horizon: timedelta = HORIZON,
    me: Identity = NOBODY,
) -> bool:
    """Whether a sync with the embedded server would find nothing new. Reads file dates only; starts no server."""
    with database.read(db_path) as conn:
        state = calendar.state_of(conn, person)
        agreed = agrees(db_path, conn, person)
    return (
        agreed
        and state.me == str(me)
        and state.server == EMBEDDED
        and state.fingerprint is not None
        and covers(state, now, timezone, horizon)
        and state.fingerprint == embedded.fingerprint(workspace)
    )


def sync(
    db_path: Path,
    connection: Connection,
    person: str,
    now: datetime,
    *,
    timezone: str,
    lang: Language = "en",
    horizon: timedelta = HORIZON,
    trust_empty: bool = False,
    repairing: bool = False,
    me: Identity = NOBODY,
    ask_share: float = ASK_SHARE,
    wait_s: float = 5.0,
) -> SyncReport:
    """Read what changed on the server into the workspace. ``timezone`` is the person's, for days and floating times.

    ``trust_empty`` believes calendars that are suddenly empty, and that so many of our events went at once as
    ``ask_share`` of them; ``repairing`` takes no event of ours that is gone for deleted. ``me`` is who the person is
    in invitations. Raises the CalendarError that fits; what was known before then still stands.
    """
    manner = Manner(timezone, lang, horizon, trust_empty, repairing, me, ask_share)
    look = _look(db_path, connection, person, now, manner)
    if isinstance(look, SyncReport):
        return look
    with lease(db_path, person, wait_s) as holder:
        if holder is None:
            return SyncReport(busy_elsewhere=True)
        return sync_held(db_path, connection, person, now, holder, manner, look)


@dataclass(frozen=True)
class Manner:
    """How a sync is done; the arguments of :func:`sync`."""

    timezone: str
    lang: Language = "en"
    horizon: timedelta = HORIZON
    trust_empty: bool = False
    repairing: bool = False
    me: Identity = NOBODY
    ask_share: float = ASK_SHARE


@dataclass(frozen=True)
class _Listed:
    """What the server lists, and what was known when it was asked."""

    met: Met
    known: dict[str, KnownCollection]
    state: calendar.CalendarState


def _look(
    db_path: Path, connection: Connection, person: str, now: datetime, manner: Manner
) -> SyncReport | _Listed | None:
    """The report, where the server lists what is known already: one request, and nothing written, no lease either.

    None where the server is one that was not met before, or our own, whose files are looked at.
    """
    with database.read(db_path) as conn:
        state = calendar.state_of(conn, person)
        if connection.workspace is not None or state.server != connection.server:
            return None
        known = calendar.collections_of(conn, person)
        settled = (
            agrees(db_path, conn, person)
            and covers(state, now, manner.timezone, manner.horizon)
            and state.me == str(manner.me)
            and not state.away
            and parts_known(conn, person)
            and not calendar.has_ill(conn, person)
        )
    met = meet(connection, state.homes, next((one.href for one in known.values() if one.ours), None))
    today = now.astimezone(ZoneInfo(manner.timezone)).date().isoformat()
    listed = {one.href: one.ctag for one in met.collections}
    same = listed == {one.href: one.ctag for one in known.values()} and None not in listed.values()
    due = any(state.listed.get(href) != today for href in known)
    if not (settled and same and not due and not manner.repairing and met.homes == state.homes):
        return _Listed(met, known, state)
    with database.read(db_path) as conn:
        nothing = Believed([], (), [])
        return _report(conn, person, met, Tally(timezone=manner.timezone), nothing)


def sync_held(
    db_path: Path,
    connection: Connection,
    person: str,
    now: datetime,
    holder: str,
    manner: Manner,
    look: _Listed | None = None,
) -> SyncReport:
    """The same for whoever holds the lease. ``look`` is one from just before it was taken."""
    timezone, horizon = manner.timezone, manner.horizon
    state = settle_server(db_path, connection, person, now, timezone=timezone, lang=manner.lang)
    fingerprint = connection.fingerprint()  # before reading: a change in between is seen by the next sync
    with database.read(db_path) as conn:
        known = calendar.collections_of(conn, person)
        etags = {href: calendar.etags_of(conn, person, href) for href in known}
        links = calendar.links_of(conn, person)
        coming = {
            link.href: outbox.waits_for_delete(conn, person, link.session)
            for link in links.values()
            if link.etag and (link.end is None or link.end > now)
        }
        agreed = agrees(db_path, conn, person)
        travelled = frozenset(calendar.with_trips(conn, person))
    if look is not None and (look.known, look.state) == (known, state):
        met = look.met
    else:  # somebody has written meanwhile
        met = meet(connection, state.homes, next((one.href for one in known.values() if one.ours), None))
    our_href = met.ours.href if met.ours else None
    today = now.astimezone(ZoneInfo(timezone)).date()
    fetched = [
        got
        for one in met.collections
        if (got := fetch(connection, one, known.get(one.href), etags.get(one.href, {}), state, today)) is not None
    ]
    adopted = None
    if not links and our_href is not None:
        raws = [item.data for one in fetched if one.collection.href == our_href for item in one.changed]
        adopted = adoptable(db_path, connection, raws, person)
    with database.read(db_path) as conn:
        zone = ZoneInfo(timezone)
        own = own_of(conn, person, zone, workspace=adopted, adopts=not links and is_alone(db_path, connection))
    first, last = range_for(state, now, timezone, horizon)
    reader = ObjectReader(own, manner.me, zone, first, last)
    reads = {
        one.collection.href: [
            reader.object(one.collection.href, item, in_ours=one.collection.href == our_href) for item in one.changed
        ]
        for one in fetched
    }
    everything = [item for some in reads.values() for item in some]
    with database.read(db_path) as conn:
        marks = marks_before(conn, person, everything)
    newer = bool(links) and newer_writes(everything, links, own, marks)
    found = Tally(timezone=timezone, behind=newer or not agreed or manner.repairing)
    told = believed(
        fetched,
        met,
        known,
        etags,
        coming,
        trust=manner.trust_empty,
        share=NEVER if found.behind else manner.ask_share,
        repairing=manner.repairing,
        travelled=travelled,
        away=state.away,
        today=today,
    )
    again: list[ReadObject] = []
    renamed = state.me != str(manner.me)
    with database.read(db_path) as conn:
        renamed = renamed or not parts_known(conn, person)  # other rules are asked of everything once
    if not covers(state, now, timezone, horizon) or renamed:
        again = expanded_again(db_path, person, reader, timezone != state.timezone or renamed)
    quiet = not told.fetched and not again and not told.gone and adopted is None and told.away == state.away
    if quiet and fingerprint == state.fingerprint and state.homes == met.homes and agreed:
        with database.read(db_path) as conn:
            return _report(conn, person, met, found, told)
    with database.write(db_path) as conn:
        if not outbox.holds_lease(conn, person, holder):
            return SyncReport(busy_elsewhere=True)  # what we read may be old by now
        if adopted is not None:
            database.set_workspace(conn, adopted)
        of_those = [item for one in told.fetched for item in reads[one.collection.href]]
        store(conn, own, told.fetched, of_those, told.gone, found, marks)
        for item in again:
            restore(conn, person, item, found)
        keep_trips(conn, person, again, found)
        for one in told.fetched:
            is_ours = one.collection.href == our_href
            calendar.save_collection(
                conn,
                person,
                KnownCollection(one.collection.href, one.collection.name, is_ours, one.token, one.collection.ctag),
                now,
            )
        listed = {href: day for href, day in state.listed.items() if href in {c.href for c in met.collections}}
        listed |= {one.collection.href: today.isoformat() for one in told.fetched if one.whole}
        new = replace(
            state,
            homes=met.homes,
            fingerprint=None if told.suspicious or told.away else fingerprint,
            first=first,
            last=last,
            timezone=timezone,
            listed=listed,
            me=str(manner.me),
            away=told.away,
        )
        calendar.save_state(conn, person, new)
        if not agreed and not told.suspicious:
            note_written(db_path, conn, person)  # what the calendar knows of us is known here now
        return _report(conn, person, met, found, told)


def _report(conn: sqlite3.Connection, person: str, met: Met, found: Tally, told: Believed) -> SyncReport:
    objects, unreadable, busy = calendar.counts(conn, person)
    return SyncReport(
        calendars=len(met.collections),
        objects=objects,
        changed=found.changed,
        removed=found.removed,
        busy=busy,
        unreadable=unreadable,
        trips_found=tuple(found.trips),
        our_moved=tuple(found.moved),
        our_deleted=tuple(found.deleted),
        suspicious=told.suspicious,
        vanished=told.vanished or len(found.vanished),
        recognised=tuple(found.recognised),
    )
