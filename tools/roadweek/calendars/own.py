"""Knowing our own events again: by their UID, by the mark that they carry, and by what the workspace wrote last.

A database may be lost, put back from a copy, or be one of two. What stands in the calendar is then unknown to it, and
yet nobody's decision but our own earlier one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, cast

from roadweek.calendars.account import Connection
from roadweek.calendars.busy import uid_in
from roadweek.calendars.events import UIDS, CalendarEvent, EventMark, is_our_uid, read_event, signature, uid_of
from roadweek.storage import calendar, database, events, plans, sessions

__all__ = ["LOST", "Own", "agrees", "genuine", "note_written", "own_of", "unmoved", "workspace_before"]

LOST = "lost:"
"""Begins the name under which an event of ours is kept whose session nobody can tell any more."""


def genuine(event: CalendarEvent, person: str) -> EventMark | None:
    """The event's mark, where its UID is what the marked workspace gave it: a copy that an app made is not ours."""
    mark = event.mark
    if mark is None:
        return None
    given = (uid_of(mark.workspace, person, mark.session, turn) for turn in range(UIDS))
    return mark if event.uid in given else None


def unmoved(event: CalendarEvent, mark: EventMark) -> bool:
    """Whether an event stands where its mark says that we put it."""
    return signature(event).times == mark.content.times and not event.cancelled


@dataclass(frozen=True)
class Own:
    """What a workspace knows of its own events: ``uids`` maps those that it has given, or would give, to sessions."""

    workspace: str
    person: str
    version: int
    uids: dict[str, str] = field(default_factory=dict[str, str])
    planned: frozenset[str] = frozenset()
    zone: tzinfo = UTC
    adopts: bool = False
    """Whether events of our kind without a mark, in our own calendar, can only be those of a database that was lost."""

    def session_of(self, raw: str, *, in_ours: bool) -> str | None:
        """The session whose event an object is; None where it is not ours, or no longer."""
        uid = uid_in(raw)
        if uid is None or not is_our_uid(uid):
            return None
        if uid in self.uids:
            return self.uids[uid]
        event = read_event(raw, uid, self.zone)
        if event is None:
            return None
        mark = genuine(event, self.person)
        if mark is not None and mark.workspace == self.workspace:
            # moved, and not planned: the person keeps what the plan dropped, it is theirs now
            return mark.session if mark.session in self.planned or unmoved(event, mark) else None
        return f"{LOST}{uid}" if mark is None and self.adopts and in_ours else None

    def foreign(self, raw: str) -> bool:
        """Whether another workspace's Roadweek wrote an object."""
        uid = uid_in(raw)
        return uid is not None and is_our_uid(uid) and uid not in self.uids and "X-ROADWEEK-WORKSPACE" in raw.upper()


def own_of(
    conn: sqlite3.Connection, person: str, zone: tzinfo, *, workspace: str | None = None, adopts: bool = False
) -> Own:
    """What the database knows of our own events. ``workspace`` is the id under which it will go on, if another;
    ``zone`` is the person's."""
    workspace = workspace or database.workspace_id(conn)
    planned = sessions.ids(conn, person)
    uids = {uid_of(workspace, person, one): one for one in planned}
    uids |= {link.uid: session for session, link in calendar.links_of(conn, person).items()}
    standing = plans.active(conn, person)
    return Own(workspace, person, standing.n if standing else 0, uids, frozenset(planned), zone, adopts)


def workspace_before(raws: Iterable[str], person: str) -> str | None:
    """The workspace that wrote most of these objects, as their marks say; None where none has a mark."""
    found: Counter[str] = Counter()
    for raw in raws:
        event = read_event(raw) if "X-ROADWEEK-WORKSPACE" in raw.upper() else None
        mark = genuine(event, person) if event else None
        if mark is not None:
            found[mark.workspace] += 1
    return found.most_common(1)[0][0] if found else None


def is_alone(db_path: Path, connection: Connection) -> bool:
    """Whether our calendar can only have been written from this place: our own server's, or one of which is noted here
    that it was."""
    return connection.workspace is not None or written_before(db_path) is not None


def adoptable(db_path: Path, connection: Connection, raws: list[str], person: str) -> str | None:
    """The id under which a database that has written nothing yet goes on, since the one before it was lost: that of the
    workspace that wrote these events from this place. None where it is this one, or another place's."""
    before = workspace_before(raws, person)
    with database.read(db_path) as conn:
        now = database.workspace_id(conn)
    if before is None or before == now:
        return None
    return before if connection.workspace is not None or written_before(db_path) == before else None


# -- what was written last ------------------------------------------------------------------------------------------


def _file(db_path: Path) -> Path:
    return db_path.with_name(f".{db_path.name}.written")


def _kept(db_path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(_file(db_path).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}


def _last(conn: sqlite3.Connection, person: str, seq: int | None = None) -> dict[str, Any] | None:
    """The number of an event of the history, the last one where none is named, with a digest of it."""
    seq = events.last_seq(conn, person) if seq is None else seq
    try:
        one = events.get(conn, person, seq)
    except KeyError:
        return None
    text = f"{one.seq} {one.at} {one.actor} {one.kind} {one.subject} {one.summary}"
    return {"event": one.seq, "digest": hashlib.sha256(text.encode()).hexdigest()[:16]}


def note_written(db_path: Path, conn: sqlite3.Connection, person: str) -> None:
    """Keep, beside the database, how far the history had come when the calendar was last written: a database that was
    put back later does not have that event. A folder that cannot be written keeps nothing, which only means knowing
    less."""
    last = _last(conn, person)
    if last is None:
        return
    kept = _kept(db_path)
    people = kept.get("people")
    others = cast("dict[str, Any]", people) if isinstance(people, dict) else {}
    new = {"workspace": database.workspace_id(conn), "people": {**others, person: last}}
    if new == kept:
        return
    part = _file(db_path).with_suffix(f".{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(json.dumps(new))
        part.replace(_file(db_path))
    except OSError:
        part.unlink(missing_ok=True)


def agrees(db_path: Path, conn: sqlite3.Connection, person: str) -> bool:
    """Whether the database has the history that the calendar was last written from; also where nothing is known."""
    kept = _kept(db_path)
    people = kept.get("people")
    entry = cast("dict[str, Any]", people).get(person) if isinstance(people, dict) else None
    noted = cast("dict[str, Any]", entry) if isinstance(entry, dict) else None
    if noted is None or kept.get("workspace") != database.workspace_id(conn):
        return True
    seq = noted.get("event")
    return isinstance(seq, int) and _last(conn, person, seq) == noted


def written_before(db_path: Path) -> str | None:
    """The workspace that wrote the calendar last from this place."""
    found = _kept(db_path).get("workspace")
    return found if isinstance(found, str) else None
