"""The calendar side of a workspace: what the server held when we last looked, busy times, and our own events.

Planners read :func:`busy_between`; :func:`hand_changes` tells what the person did to our events.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from roadweek.domain.week import Busy

__all__ = [
    "CalendarState",
    "HandChange",
    "Link",
    "accept_hand_change",
    "busy_between",
    "hand_changes",
    "let_go",
]


# -- for planners ---------------------------------------------------------------------------------------------------


def busy_between(conn: sqlite3.Connection, person: str, start: datetime, end: datetime) -> tuple[Busy, ...]:
    """Taken stretches of the person's other events that touch ``start``..``end``, in order."""
    from roadweek.domain.week import Busy

    rows = conn.execute(
        'SELECT start, "end", title, all_day FROM busy WHERE person = ? AND start_utc < ? AND end_utc > ?'
        " ORDER BY start_utc, end_utc, title",
        [person, int(end.timestamp()), int(start.timestamp())],
    )
    return tuple(
        Busy(
            start=datetime.fromisoformat(row["start"]),
            end=datetime.fromisoformat(row["end"]),
            title=row["title"],
            all_day=bool(row["all_day"]),
        )
        for row in rows
    )


# -- our own events -------------------------------------------------------------------------------------------------

LinkState = Literal["writing", "written", "moved", "deleted"]


@dataclass(frozen=True)
class Link:
    """Where one of our sessions stands on the server.

    ``hashes`` are signatures of what we wrote: the last confirmed one first, then those that are under way or were when
    a process died. ``start`` and ``end`` are what stands there now. State ``writing``: never confirmed; ``moved`` and
    ``deleted``: by the person's hand, until a planner has taken it up.
    """

    session: str
    uid: str
    href: str
    etag: str | None = None
    hashes: tuple[str, ...] = ()
    sequence: int = 0
    state: LinkState = "writing"
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class HandChange:
    """What the person did to one of our events in their calendar app; times are null for a deletion."""

    session: str
    kind: Literal["moved", "deleted"]
    start: datetime | None = None
    end: datetime | None = None


def hand_changes(conn: sqlite3.Connection, person: str) -> tuple[HandChange, ...]:
    """Moves and deletions by hand that no planner has taken up yet."""
    return tuple(
        HandChange(link.session, link.state, *((link.start, link.end) if link.state == "moved" else (None, None)))
        for link in links_of(conn, person).values()
        if link.state in ("moved", "deleted")
    )


def accept_hand_change(conn: sqlite3.Connection, person: str, session: str) -> None:
    """The planner has taken it up: what stands in the calendar is now agreed."""
    conn.execute("DELETE FROM calendar_links WHERE person = ? AND session = ? AND state = 'deleted'", [person, session])
    conn.execute(
        "UPDATE calendar_links SET state = 'written' WHERE person = ? AND session = ? AND state = 'moved'",
        [person, session],
    )


def let_go(conn: sqlite3.Connection, person: str, session: str) -> None:
    """An event of ours that the person keeps though the plan dropped it is theirs now: busy from the next sync."""
    link = link_of(conn, person, session)
    delete_link(conn, person, session)
    if link is None:
        return
    conn.execute("UPDATE calendar_objects SET etag = NULL WHERE person = ? AND uid = ?", [person, link.uid])
    conn.execute("UPDATE collections SET fingerprint = NULL, sync_token = NULL WHERE person = ?", [person])
    save_state(conn, person, replace(state_of(conn, person), fingerprint=None))


def links_of(conn: sqlite3.Connection, person: str) -> dict[str, Link]:
    """Every link of the person, by session."""
    rows = conn.execute("SELECT * FROM calendar_links WHERE person = ? ORDER BY session", [person])
    return {row["session"]: _link(row) for row in rows}


def link_of(conn: sqlite3.Connection, person: str, session: str) -> Link | None:
    row = conn.execute("SELECT * FROM calendar_links WHERE person = ? AND session = ?", [person, session]).fetchone()
    return _link(row) if row else None


def _link(row: sqlite3.Row) -> Link:
    return Link(
        session=row["session"],
        uid=row["uid"],
        href=row["href"] or "",
        etag=row["etag"],
        hashes=tuple((row["content_hash"] or "").split()),
        sequence=row["sequence"],
        state=row["state"],
        start=_time(row["start"]),
        end=_time(row["end"]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def save_link(conn: sqlite3.Connection, person: str, link: Link) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO calendar_links"
        ' (person, session, uid, href, etag, content_hash, sequence, state, start, "end")'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            person,
            link.session,
            link.uid,
            link.href,
            link.etag,
            " ".join(link.hashes),
            link.sequence,
            link.state,
            link.start.isoformat() if link.start else None,
            link.end.isoformat() if link.end else None,
        ],
    )


def delete_link(conn: sqlite3.Connection, person: str, session: str) -> None:
    conn.execute("DELETE FROM calendar_links WHERE person = ? AND session = ?", [person, session])


# -- what the server held -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CalendarState:
    """Which server we last met, and what of it is in the tables.

    ``server`` names the account; ``homes`` are its calendar homes; ``fingerprint`` is that of the embedded collections;
    busy series are expanded over ``first``..``last`` for ``timezone``; ``listed`` says when each collection was last
    read as a whole (some servers accept a broken sync token and report nothing). ``baseline`` is our calendar's sync
    token from before we first wrote to it. ``me`` is who the person was in the invitations that were read. ``met_at``
    is when the server was last read, ``fault`` why it could not be since. ``away`` are calendars that were not listed,
    each with the first such day.
    """

    server: str = ""
    homes: tuple[str, ...] = ()
    fingerprint: str | None = None
    first: date | None = None
    last: date | None = None
    timezone: str | None = None
    listed: dict[str, str] = field(default_factory=dict[str, str])
    baseline: str | None = None
    me: str | None = None
    met_at: str | None = None
    fault: str | None = None
    away: dict[str, str] = field(default_factory=dict[str, str])


def state_of(conn: sqlite3.Connection, person: str) -> CalendarState:
    row = conn.execute("SELECT value FROM meta WHERE key = ?", [f"calendar:{person}"]).fetchone()
    if row is None:
        return CalendarState()
    kept: dict[str, Any] = json.loads(row[0])
    return CalendarState(
        server=kept["server"],
        homes=tuple(kept["homes"]),
        fingerprint=kept["fingerprint"],
        first=date.fromisoformat(kept["first"]) if kept["first"] else None,
        last=date.fromisoformat(kept["last"]) if kept["last"] else None,
        timezone=kept["timezone"],
        listed=kept["listed"],
        baseline=kept.get("baseline"),
        me=kept.get("me"),
        met_at=kept.get("met_at"),
        fault=kept.get("fault"),
        away=kept.get("away") or {},
    )


def save_state(conn: sqlite3.Connection, person: str, state: CalendarState) -> None:
    value = {
        "server": state.server,
        "homes": state.homes,
        "fingerprint": state.fingerprint,
        "first": state.first.isoformat() if state.first else None,
        "last": state.last.isoformat() if state.last else None,
        "timezone": state.timezone,
        "listed": state.listed,
        "baseline": state.baseline,
        "me": state.me,
        "met_at": state.met_at,
        "fault": state.fault,
        "away": state.away,
    }
    conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [f"calendar:{person}", json.dumps(value)])


def forget_listing(conn: sqlite3.Connection, person: str, collection: str) -> None:
    """Have the collection read as a whole the next time, whatever its token says."""
    state = state_of(conn, person)
    if collection in state.listed:
        left = {href: day for href, day in state.listed.items() if href != collection}
        save_state(conn, person, replace(state, listed=left))


@dataclass(frozen=True)
class KnownCollection:
    """A calendar as we last read it; ``ctag`` is kept in the column ``fingerprint``."""

    href: str
    name: str
    ours: bool
    token: str | None
    ctag: str | None


def collections_of(conn: sqlite3.Connection, person: str) -> dict[str, KnownCollection]:
    rows = conn.execute("SELECT * FROM collections WHERE person = ?", [person])
    return {
        row["url"]: KnownCollection(row["url"], row["name"], bool(row["ours"]), row["sync_token"], row["fingerprint"])
        for row in rows
    }


def save_collection(conn: sqlite3.Connection, person: str, collection: KnownCollection, at: datetime) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO collections (person, url, name, ours, sync_token, fingerprint, synced_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            person,
            collection.href,
            collection.name,
            int(collection.ours),
            collection.token,
            collection.ctag,
            at.isoformat(),
        ],
    )


def read_ours_again(conn: sqlite3.Connection, person: str) -> None:
    """Forget how far our own calendar was read, so that the next look compares all of it."""
    conn.execute("UPDATE collections SET fingerprint = NULL, sync_token = NULL WHERE person = ? AND ours", [person])


def forget_collection(conn: sqlite3.Connection, person: str, href: str) -> None:
    """Drop a calendar with everything read from it."""
    for table, column in (("busy", "collection"), ("calendar_objects", "collection"), ("collections", "url")):
        conn.execute(f"DELETE FROM {table} WHERE person = ? AND {column} = ?", [person, href])


def forget_server(conn: sqlite3.Connection, person: str) -> None:
    """Drop everything that was read from a server and written to it: another one takes its place."""
    for table in ("busy", "calendar_objects", "collections", "calendar_links"):
        conn.execute(f"DELETE FROM {table} WHERE person = ?", [person])
    conn.execute("DELETE FROM trips WHERE person = ? AND source IS NOT NULL AND state = 'suspected'", [person])


def etags_of(conn: sqlite3.Connection, person: str, collection: str) -> dict[str, str | None]:
    rows = conn.execute(
        "SELECT href, etag FROM calendar_objects WHERE person = ? AND collection = ?", [person, collection]
    )
    return {row["href"]: row["etag"] for row in rows}


def with_trips(conn: sqlite3.Connection, person: str) -> list[str]:
    """The calendars that a trip of the person, confirmed or suspected, was read from."""
    rows = conn.execute(
        "SELECT DISTINCT collection FROM calendar_objects JOIN trips ON trips.person = calendar_objects.person"
        " AND instr(char(10) || trips.source, char(10) || calendar_objects.uid) > 0"  # a line each, begun by the UID
        " WHERE calendar_objects.person = ? AND trips.state IN ('suspected', 'confirmed')",
        [person],
    )
    return [str(row[0]) for row in rows]


@dataclass(frozen=True)
class KnownObject:
    collection: str
    href: str
    etag: str | None
    uid: str | None
    raw: str
    error: str | None = None


def object_at(conn: sqlite3.Connection, person: str, href: str, collection: str | None = None) -> KnownObject | None:
    """The object with this address; at once where its ``collection`` is named, by looking through all where not."""
    where, values = _at(person, href, collection)
    row = conn.execute(f"SELECT * FROM calendar_objects WHERE {where}", values).fetchone()
    return _object(row) if row else None


def _at(person: str, href: str, collection: str | None) -> tuple[str, list[str]]:
    if collection is None:
        return "person = ? AND href = ?", [person, href]
    return "person = ? AND collection = ? AND href = ?", [person, collection, href]


def objects_of(conn: sqlite3.Connection, person: str) -> Iterable[KnownObject]:
    for row in conn.execute("SELECT * FROM calendar_objects WHERE person = ?", [person]):
        yield _object(row)


def _object(row: sqlite3.Row) -> KnownObject:
    return KnownObject(row["collection"], row["href"], row["etag"], row["uid"], row["raw"], row["error"])


def save_object(conn: sqlite3.Connection, person: str, known: KnownObject) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO calendar_objects (person, collection, href, etag, uid, raw, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [person, known.collection, known.href, known.etag, known.uid, known.raw, known.error],
    )


def remove_object(conn: sqlite3.Connection, person: str, href: str, collection: str | None = None) -> str | None:
    """Forget an object and its busy times; its UID, if it was known. ``collection`` as in :func:`object_at`."""
    known = object_at(conn, person, href, collection)
    where, values = _at(person, href, collection)
    for table in ("calendar_objects", "busy"):
        conn.execute(f"DELETE FROM {table} WHERE {where}", values)
    return known.uid if known else None


def doubts_of(conn: sqlite3.Connection, person: str) -> dict[str, list[tuple[str, str, str]]]:
    """What of readable objects could not be used, by their address: a code, the event's title, what stands there."""
    row = conn.execute("SELECT value FROM meta WHERE key = ?", [f"calendar doubts:{person}"]).fetchone()
    kept: dict[str, list[list[str]]] = json.loads(row[0]) if row else {}
    standing = hrefs_of(conn, person) if kept else set[str]()
    return {href: [(one[0], one[1], one[2]) for one in some] for href, some in kept.items() if href in standing}


def note_doubts(conn: sqlite3.Connection, person: str, read: dict[str, list[tuple[str, str, str]]]) -> None:
    """Keep what of objects that were read could not be used; what was kept of them before is replaced."""
    before = doubts_of(conn, person)
    after = {href: some for href, some in {**before, **read}.items() if some}
    if after != before:
        value = json.dumps(after, ensure_ascii=False)
        conn.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [f"calendar doubts:{person}", value])


def hrefs_of(conn: sqlite3.Connection, person: str) -> set[str]:
    """The addresses of all known objects."""
    return {row[0] for row in conn.execute("SELECT href FROM calendar_objects WHERE person = ?", [person])}


def has_ill(conn: sqlite3.Connection, person: str) -> bool:
    """Whether any object is to be looked at again, whatever the server says of its calendar."""
    found = conn.execute("SELECT 1 FROM calendar_objects WHERE person = ? AND etag IS NULL LIMIT 1", [person])
    return found.fetchone() is not None


def uid_stands(conn: sqlite3.Connection, person: str, uid: str) -> bool:
    """Whether any object with this UID is known, in whichever calendar."""
    found = conn.execute("SELECT 1 FROM calendar_objects WHERE person = ? AND uid = ? LIMIT 1", [person, uid])
    return found.fetchone() is not None


def replace_busy(conn: sqlite3.Connection, person: str, collection: str, href: str, stretches: Iterable[Busy]) -> int:
    """Put these in place of the object's earlier busy times; how many there are now."""
    conn.execute("DELETE FROM busy WHERE person = ? AND collection = ? AND href = ?", [person, collection, href])
    rows = [
        [
            person,
            collection,
            href,
            one.start.isoformat(),
            one.end.isoformat(),
            int(one.start.timestamp()),
            int(one.end.timestamp()),
            one.title,
            int(one.all_day),
        ]
        for one in stretches
    ]
    conn.executemany("INSERT INTO busy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def counts(conn: sqlite3.Connection, person: str) -> tuple[int, int, int]:
    """Objects known, of them unreadable, and busy times."""
    objects = conn.execute("SELECT count(*), count(error) FROM calendar_objects WHERE person = ?", [person]).fetchone()
    busy = conn.execute("SELECT count(*) FROM busy WHERE person = ?", [person]).fetchone()
    return int(objects[0]), int(objects[1]), int(busy[0])


def unreadable(conn: sqlite3.Connection, person: str) -> list[tuple[str, str, bool, str]]:
    """The addresses of objects that could not be read, each with why, whether it lies in our own calendar, and its text
    as far as it is known."""
    rows = conn.execute(
        "SELECT o.href, o.error, o.raw, coalesce(c.ours, 0) AS ours FROM calendar_objects o"
        " LEFT JOIN collections c ON c.person = o.person AND c.url = o.collection"
        " WHERE o.person = ? AND o.error IS NOT NULL ORDER BY o.href",
        [person],
    )
    return [(row["href"], row["error"], bool(row["ours"]), row["raw"]) for row in rows]


@dataclass(frozen=True)
class Difference:
    """Where calendar and database do not say the same of our sessions that are not over, and nothing waits that would
    change it: ``missing`` in the calendar, ``elsewhere`` than planned, ``unplanned`` events of ours; session ids."""

    missing: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unplanned: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.elsewhere) + len(self.unplanned)


def difference(conn: sqlite3.Connection, person: str, now: datetime) -> Difference:
    """Compare what we know to stand in the calendar with the accepted sessions. Asks no server."""
    at = int(now.astimezone(UTC).timestamp())
    planned = {
        row["id"]: (row["start_utc"], row["end_utc"])
        for row in conn.execute(
            "SELECT id, start_utc, end_utc FROM sessions WHERE person = ? AND end_utc > ? ORDER BY start_utc, id",
            [person, at],
        )
    }
    waiting = {
        row[0] for row in conn.execute("SELECT session FROM outbox WHERE person = ? AND state = 'pending'", [person])
    }
    known = {row[0] for row in conn.execute("SELECT id FROM sessions WHERE person = ?", [person])}
    links = {session: link for session, link in links_of(conn, person).items() if session not in waiting}
    missing: list[str] = []
    elsewhere: list[str] = []
    for session, times in planned.items():
        if session in waiting:
            continue
        link = links.get(session)
        if link is None or link.state == "writing":
            missing.append(session)
        elif link.state == "written" and _times(link) not in (None, times):
            elsewhere.append(session)
    unplanned = [
        session
        for session, link in links.items()
        if session not in known and link.state == "written" and link.end and link.end.timestamp() > at
    ]
    return Difference(tuple(missing), tuple(elsewhere), tuple(unplanned))


def _times(link: Link) -> tuple[int, int] | None:
    return (int(link.start.timestamp()), int(link.end.timestamp())) if link.start and link.end else None


def unplanned_between(conn: sqlite3.Connection, person: str, start: datetime, end: datetime) -> list[Link]:
    """Events of ours that begin in ``start``..``end`` and that no session of the database stands behind, by time."""
    known = {row[0] for row in conn.execute("SELECT id FROM sessions WHERE person = ?", [person])}
    found = [
        link
        for session, link in links_of(conn, person).items()
        if session not in known and link.state == "written" and link.start and start <= link.start < end
    ]
    return sorted(found, key=lambda link: (link.start.timestamp() if link.start else 0, link.uid))


def future_sessions(conn: sqlite3.Connection, person: str, now: datetime) -> list[str]:
    """Ids of the sessions that end after ``now``: those that another server has to be given."""
    rows = conn.execute(
        "SELECT id FROM sessions WHERE person = ? AND end_utc > ? ORDER BY start_utc, id",
        [person, int(now.astimezone(UTC).timestamp())],
    )
    return [row["id"] for row in rows]
