"""Fetching what changed in the person's calendars, and parsing it: everything a sync does before it stores anything."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from roadweek.calendars.account import EMBEDDED, Connection
from roadweek.calendars.attendance import Identity
from roadweek.calendars.busy import Instance, instances, recurs, uid_in, whole_days
from roadweek.calendars.client import Changes, Collection, Resource
from roadweek.calendars.damage import broken_ends, hidden_files, torn
from roadweek.calendars.events import CalendarEvent, read_event
from roadweek.calendars.filed import as_filed, filed_otherwise
from roadweek.calendars.ical import Unreadable, parse, parse_telling
from roadweek.calendars.meeting import Met
from roadweek.calendars.mending import Doubt
from roadweek.calendars.own import Own
from roadweek.calendars.trips import Segment, segments_in
from roadweek.errors import CalendarError
from roadweek.storage import calendar, database
from roadweek.storage.calendar import KnownCollection, KnownObject

__all__ = [
    "Believed",
    "Fetched",
    "ObjectReader",
    "ReadObject",
    "believed",
    "covers",
    "expanded_again",
    "fetch",
    "range_for",
]

_BEHIND = timedelta(days=14)
_AHEAD = timedelta(days=35)
"""Expanded beyond the horizon, so that series need not be read again every day."""
SUDDENLY = 5
"""So many objects or more, all gone at once, are a fault until somebody says otherwise."""
FEW = 4
"""Fewer of our own events than this may go at once without a question, whatever share they are."""
NEVER = 2.0
"""A share that nothing reaches."""


@dataclass(frozen=True)
class ReadObject:
    """One object as it will be stored, parsed before the transaction begins."""

    known: KnownObject
    session: str | None = None
    """Whose event it is, where it is ours."""
    stretches: tuple[Instance, ...] = ()
    segments: tuple[Segment, ...] = ()
    """The parts of trips that it speaks of."""
    doubts: tuple[Doubt, ...] = ()
    """What of it could not be used."""


@dataclass
class Fetched:
    """What one collection gave."""

    collection: Collection
    token: str | None
    whole: bool
    changed: list[Resource]
    removed: list[str]
    unreadable: dict[str, str] = field(default_factory=dict[str, str])
    """Objects that are there and cannot be shown, each with why."""


def fetch(
    connection: Connection,
    collection: Collection,
    known: KnownCollection | None,
    etags: dict[str, str | None],
    state: calendar.CalendarState,
    today: date,
) -> Fetched | None:
    """What changed in one collection; None where nothing did. Once a day, and after we wrote to it, its whole list is
    compared."""
    listed = state.listed.get(collection.href)
    due = listed != today.isoformat()
    local = state.server == EMBEDDED and listed is not None  # our own server's tokens are trusted
    # what is known to be unreadable is looked at again: the server does not tell when that changes
    ill = known is not None and any(etag is None for etag in etags.values())
    same = known is not None and known.ctag is not None and known.ctag == collection.ctag and (local or not due)
    filed = filed_otherwise(connection.workspace, collection.href, etags) if connection.workspace else {}
    if same and not filed and not ill and not _hidden(connection, collection, set(etags)):
        return None
    token = known.token if known is not None and (local or not due) and not ill else None
    changes: Changes = connection.client.changes(collection.href, token)
    new = [href for href, etag in changes.changed.items() if etag is None or etags.get(href) != etag]
    removed = [href for href in changes.removed if href in etags]
    if changes.complete:
        removed = [href for href in etags if href not in changes.changed]
    shown = set(changes.changed) if changes.complete else (set(etags) | set(changes.changed)) - set(removed)
    hidden = _hidden(connection, collection, shown)
    unreadable = {href: why for href, why in hidden.items() if why != NOT_SHOWN}
    if connection.workspace is not None and known is not None and known.ours:
        unreadable |= broken_ends(connection.workspace, collection.href, shown - set(changes.changed))
    if connection.workspace is None:
        unreadable |= _refused(connection, [href for href in removed if href not in unreadable][:FEW])
    removed += [href for href, there in filed.items() if not there and href not in removed]
    new = [href for href in {*new, *hidden, *(h for h, there in filed.items() if there)} if href not in unreadable]
    got = connection.client.get_many(collection.href, new)
    if connection.workspace is not None:  # listed, and not given: passed over, where the file is there
        missed = {unquote(href) for href in new} - {unquote(item.href) for item in got}
        if known is None or not known.ours:
            got = as_filed(connection.workspace, collection.href, got, [h for h in new if unquote(h) in missed])
            missed -= {unquote(item.href) for item in got}
        unreadable |= broken_ends(connection.workspace, collection.href, {h for h in new if unquote(h) in missed})
    return Fetched(
        collection,
        changes.token,
        changes.complete,
        got,
        [href for href in removed if href not in hidden and href not in unreadable],
        unreadable,
    )


NOT_SHOWN = "not_shown"


def _hidden(connection: Connection, collection: Collection, shown: set[str]) -> dict[str, str]:
    return hidden_files(connection.workspace, collection.href, shown) if connection.workspace else {}


def _refused(connection: Connection, hrefs: list[str]) -> dict[str, str]:
    """Of objects that a server no longer lists, those that it does not call gone when asked for them."""
    found: dict[str, str] = {}
    for href in hrefs:
        try:
            if (there := connection.client.get(href)) is not None:
                found[href] = torn(there.data) or NOT_SHOWN
        except CalendarError as error:
            found[href] = str(error.params.get("why", error))
    return found


@dataclass(frozen=True)
class Believed:
    """What to store of what was fetched, and what is asked about first."""

    fetched: list[Fetched]
    suspicious: tuple[str, ...]
    """Calendars whose loss, or the loss of many of our events in them, is not believed."""
    gone: list[str]
    vanished: int = 0
    """How many of our events went at once, where that is asked about."""
    away: dict[str, str] = field(default_factory=dict[str, str])
    """Calendars of others that were not listed, each with the first such day: gone if another day says so too."""


def believed(
    fetched: list[Fetched],
    met: Met,
    known: dict[str, KnownCollection],
    etags: dict[str, dict[str, str | None]],
    ours: dict[str, bool],
    *,
    trust: bool,
    share: float,
    repairing: bool = False,
    travelled: frozenset[str] = frozenset(),
    away: dict[str, str] | None = None,
    today: date,
) -> Believed:
    """What of all this is a person's doing. ``ours`` are the addresses of our events that are not over, each with
    whether we have asked for its removal; ``share`` of them gone at once is asked about; ``trust`` asks nothing,
    ``repairing`` nothing about ours. ``travelled`` are calendars that a trip of the person was read from, ``away``
    those that were not listed before, each with since when."""
    suspicious: list[str] = []
    kept: list[Fetched] = []
    asked = 0
    for one in fetched:
        had = len(etags.get(one.collection.href, ()))
        lost = [href for href in one.removed if ours.get(href) is False]
        emptied = had >= SUDDENLY and len(one.removed) == had and not one.changed
        own = (before := known.get(one.collection.href)) is not None and before.ours
        many = len(lost) >= max(FEW, math.ceil(share * len(ours)))
        if not trust and not (repairing and own) and (emptied or many):
            suspicious.append(one.collection.name)
            asked += len(lost)
        else:
            kept.append(one)
    there = {one.href for one in met.collections}
    gone: list[str] = []
    missing: dict[str, str] = {}
    for href, before in known.items():
        if href in there:
            continue
        moved = _elsewhere(fetched, etags[href]) if etags.get(href) else True
        # ours gone as a whole is no decision about its sessions, and an account without calendars is one not met
        if (repairing and before.ours) or trust or moved:
            gone.append(href)
        elif before.ours or not there or href in travelled or len(etags[href]) >= SUDDENLY:
            suspicious.append(before.name)
            asked += sum(each in ours for each in etags[href])
        elif (since := (away or {}).get(href, today.isoformat())) == today.isoformat():
            missing[href] = since  # one listing is not believed
        else:
            gone.append(href)
    return Believed(kept, tuple(suspicious), gone, asked, missing)


def _elsewhere(fetched: list[Fetched], hrefs: dict[str, str | None]) -> bool:
    """Whether a calendar that is gone stands under another address now, with the same objects."""
    names = {href.rsplit("/", 1)[-1] for href in hrefs}
    return any(names <= {item.href.rsplit("/", 1)[-1] for item in one.changed} for one in fetched)


@dataclass(frozen=True)
class ObjectReader:
    """How objects are read: for whom, in which zone, over which days."""

    own: Own
    me: Identity
    zone: ZoneInfo
    first: date
    last: date

    def object(self, collection: str, item: Resource, *, in_ours: bool) -> ReadObject:
        """Parse one object; our own events are no busy times."""
        known = KnownObject(collection, item.href, item.etag, uid_in(item.data), item.data)
        session = self.own.session_of(item.data, in_ours=in_ours)
        if why := torn(item.data):
            return ReadObject(replace(known, error=why), session)
        if session is not None:
            event = read_event(item.data, known.uid, self.zone)
            if event is None:
                return ReadObject(replace(known, error="no_event"), session)
            return ReadObject(known, session, self._repeats(item.data, event))
        start, end = whole_days(self.first, self.last, self.zone)
        try:
            parsed, mended = parse_telling(item.data)
            doubts = list(mended)
            stretches = instances(parsed, self.zone, start, end, me=self.me, doubts=doubts)
            segments = segments_in(parsed, self.zone, self.me, (self.first, self.last))
            return ReadObject(known, None, tuple(stretches), tuple(segments), tuple(doubts))
        except Unreadable as error:
            return ReadObject(replace(known, error=str(error)))

    def _repeats(self, raw: str, event: CalendarEvent) -> tuple[Instance, ...]:
        """Where a phone made a series of our event: its repeats are taken time, the session itself is none."""
        if not recurs(raw):
            return ()
        start, end = whole_days(self.first, self.last, self.zone)
        try:
            every = instances(parse(raw), self.zone, start, end, me=self.me)
        except Unreadable:  # what stands for the session can be read; the rest says nothing
            return ()
        return tuple(one for one in every if one.start != event.start)


def covers(state: calendar.CalendarState, now: datetime, timezone: str, horizon: timedelta) -> bool:
    """Whether series are expanded as far as they have to be, for this zone."""
    if state.first is None or state.last is None or state.timezone != timezone:
        return False
    today = now.astimezone(ZoneInfo(timezone)).date()
    return state.first <= today and today + horizon <= state.last


def range_for(state: calendar.CalendarState, now: datetime, timezone: str, horizon: timedelta) -> tuple[date, date]:
    if covers(state, now, timezone, horizon) and state.first and state.last:
        return state.first, state.last
    today = now.astimezone(ZoneInfo(timezone)).date()
    return today - _BEHIND, today + horizon + _AHEAD


def expanded_again(db_path: Path, person: str, reader: ObjectReader, everything: bool) -> list[ReadObject]:
    """Known objects whose busy times depend on the range (series), or after a change of zone or of what is known of
    the person every one."""
    with database.read(db_path) as conn:
        ours = {one.href for one in calendar.collections_of(conn, person).values() if one.ours}
        objects = [one for one in calendar.objects_of(conn, person) if one.raw and (everything or recurs(one.raw))]
    again = (
        (one, reader.object(one.collection, Resource(one.href, one.etag, one.raw), in_ours=one.collection in ours))
        for one in objects
    )
    return [replace(read, known=replace(read.known, error=one.error or read.known.error)) for one, read in again]
