"""The tables of a workspace, as sqlite-utils migrations. A later version adds a step; no step is ever changed.

Every table is keyed by ``person`` first: one database can hold several people's plans. Documents (plans, items, weeks,
proposals) are JSON of the domain types; columns beside them are what is searched by. Times are RFC 3339 text with
offset, ``*_utc`` the same as whole seconds since 1970 for comparing, dates ``YYYY-MM-DD``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

FORM = 5
"""``PRAGMA user_version`` of a database that has every step below: the number of steps."""


def migrations() -> Migrations:
    """The steps, in order. sqlite-utils is imported here because it is slow and only a new or old database needs it."""
    from sqlite_utils import Migrations

    steps = Migrations("roadweek")

    @steps()
    def m001_foundation(db: Database) -> None:  # pyright: ignore[reportUnusedFunction] -- registered by the decorator
        for statement in _FOUNDATION.split(";\n"):
            if statement.strip():
                db.conn.execute(statement)

    @steps()
    def m002_work(db: Database) -> None:  # pyright: ignore[reportUnusedFunction] -- registered by the decorator
        db.conn.execute("ALTER TABLE sessions ADD COLUMN work TEXT")  # what a session is for: its portions as JSON

    @steps()
    def m003_reviewing(db: Database) -> None:  # pyright: ignore[reportUnusedFunction] -- registered by the decorator
        for statement in _REVIEWING.split(";\n"):
            if statement.strip():
                db.conn.execute(statement)

    @steps()
    def m004_benchmarks(db: Database) -> None:  # pyright: ignore[reportUnusedFunction] -- registered by the decorator
        for statement in _BENCHMARKS.split(";\n"):
            if statement.strip():
                db.conn.execute(statement)

    @steps()
    def m005_github(db: Database) -> None:  # pyright: ignore[reportUnusedFunction] -- registered by the decorator
        db.conn.execute(_GITHUB)

    return steps


_BENCHMARKS = """
-- A run is never changed or removed: one that the person does not want is ``withdrawn``, and undo brings it back.
ALTER TABLE runs ADD COLUMN experiment TEXT;
ALTER TABLE runs ADD COLUMN cell TEXT;
ALTER TABLE runs ADD COLUMN repeat INTEGER NOT NULL DEFAULT 1;
ALTER TABLE runs ADD COLUMN source TEXT NOT NULL DEFAULT 'measured';
ALTER TABLE runs ADD COLUMN day TEXT;
ALTER TABLE runs ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_by_day ON runs (person, day);
CREATE INDEX runs_by_experiment ON runs (person, experiment, cell, repeat);
CREATE INDEX runs_by_model ON runs (person, model, at);

CREATE TABLE experiments (
  person TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0,
  document TEXT NOT NULL, PRIMARY KEY (person, id)) STRICT;
"""

_GITHUB = """
-- What GitHub answered, to be shown without network; never the token. A cache: it may be emptied at any time.
-- ``host`` and ``login`` keep accounts apart, ``private`` and ``bodies`` what the settings let in.
CREATE TABLE github_answers (
  person TEXT NOT NULL, host TEXT NOT NULL, login TEXT NOT NULL, private INTEGER NOT NULL, bodies INTEGER NOT NULL,
  kind TEXT NOT NULL, subject TEXT NOT NULL, as_of TEXT NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (person, host, login, private, bodies, kind, subject)) STRICT
"""

_REVIEWING = """
-- The person's own day of what happened: that of ``at`` as it is written, whatever zone that was.
ALTER TABLE attempts ADD COLUMN day TEXT;
CREATE INDEX attempts_by_day ON attempts (person, day);
CREATE INDEX attempts_by_problem ON attempts (person, problem, at);
ALTER TABLE reviews ADD COLUMN day TEXT;
CREATE INDEX reviews_by_day ON reviews (person, kind, day);
CREATE INDEX reviews_by_subject ON reviews (person, subject, at);
ALTER TABLE cards ADD COLUMN face TEXT;
ALTER TABLE cards ADD COLUMN problem TEXT;
CREATE INDEX cards_by_due ON cards (person, face, due);
CREATE INDEX cards_by_problem ON cards (person, problem);

-- ``title_slug`` is the title without case and punctuation: the other name by which a problem is found.
CREATE TABLE problems (
  person TEXT NOT NULL, id TEXT NOT NULL, title_slug TEXT NOT NULL, pinned INTEGER NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (person, id)) STRICT;
CREATE INDEX problems_by_title ON problems (person, title_slug);
CREATE INDEX problems_pinned ON problems (person) WHERE pinned = 1;

-- What the review coach keeps beside: the running stopwatch, what swaps taught, the swaps of a week.
CREATE TABLE coach (
  person TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (person, id)) STRICT;
"""

_FOUNDATION = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE plans (
  person TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, as_of TEXT,
  document TEXT NOT NULL, reading TEXT NOT NULL, imported_at TEXT NOT NULL,
  PRIMARY KEY (person, id)) STRICT;

-- The active version is the last row; undo adds a row, it never takes one away.
CREATE TABLE versions (
  person TEXT NOT NULL, n INTEGER NOT NULL, plan TEXT, event INTEGER NOT NULL, created_at TEXT NOT NULL,
  PRIMARY KEY (person, n)) STRICT;

CREATE TABLE adjustments (
  person TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, form INTEGER NOT NULL, edit TEXT NOT NULL,
  made_on TEXT NOT NULL, added_in INTEGER NOT NULL, withdrawn_in INTEGER,
  PRIMARY KEY (person, id)) STRICT;

CREATE TABLE sessions (
  person TEXT NOT NULL, id TEXT NOT NULL, week TEXT NOT NULL, activity TEXT, task TEXT, track TEXT,
  title TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, start_utc INTEGER NOT NULL, end_utc INTEGER NOT NULL,
  status TEXT NOT NULL, pinned INTEGER NOT NULL, must INTEGER NOT NULL, floor_min INTEGER NOT NULL, reason TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (person, id)) STRICT;
CREATE INDEX sessions_by_time ON sessions (person, start_utc);
CREATE INDEX sessions_by_week ON sessions (person, week);

-- What an accepted week says beside its sessions: days, unplaced, capacity, planned, buffer.
CREATE TABLE weeks (
  person TEXT NOT NULL, week TEXT NOT NULL, version INTEGER NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (person, week)) STRICT;

-- Computed drafts; a cache, which may be emptied at any time. ``basis`` names everything that it was computed from.
CREATE TABLE drafts (
  person TEXT NOT NULL, week TEXT NOT NULL, basis TEXT NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (person, week)) STRICT;

CREATE TABLE proposals (
  person TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, input_hash TEXT NOT NULL, state TEXT NOT NULL,
  document TEXT NOT NULL, created_at TEXT NOT NULL, decided_at TEXT, decided_by TEXT, replaced_by TEXT,
  PRIMARY KEY (person, id)) STRICT;

-- Append-only: a row is never changed or deleted (see the triggers).
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
  kind TEXT NOT NULL, subject TEXT, summary TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  undoes INTEGER) STRICT;
CREATE INDEX events_by_person ON events (person, seq);
CREATE TRIGGER events_are_final_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_final_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE log (
  person TEXT NOT NULL, id TEXT NOT NULL, track TEXT NOT NULL, date TEXT NOT NULL, minutes INTEGER NOT NULL,
  outcome TEXT NOT NULL, session TEXT, at TEXT, withdrawn INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (person, id)) STRICT;

CREATE TABLE trips (
  person TEXT NOT NULL, id TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, place TEXT, timezone TEXT,
  state TEXT NOT NULL, origin TEXT NOT NULL, evidence TEXT NOT NULL, source TEXT,
  PRIMARY KEY (person, id)) STRICT;

-- Calendar side. ``collections`` are calendars of the server, ``ours`` the one that sessions are written to.
CREATE TABLE collections (
  person TEXT NOT NULL, url TEXT NOT NULL, name TEXT NOT NULL, ours INTEGER NOT NULL, sync_token TEXT,
  fingerprint TEXT, synced_at TEXT,
  PRIMARY KEY (person, url)) STRICT;

CREATE TABLE calendar_objects (
  person TEXT NOT NULL, collection TEXT NOT NULL, href TEXT NOT NULL, etag TEXT, uid TEXT, raw TEXT NOT NULL,
  error TEXT,
  PRIMARY KEY (person, collection, href)) STRICT;

-- Instances of foreign events, already expanded over the horizon.
CREATE TABLE busy (
  person TEXT NOT NULL, collection TEXT NOT NULL, href TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL,
  start_utc INTEGER NOT NULL, end_utc INTEGER NOT NULL, title TEXT NOT NULL, all_day INTEGER NOT NULL) STRICT;
CREATE INDEX busy_by_time ON busy (person, start_utc);
CREATE INDEX busy_by_object ON busy (person, collection, href);

-- Where each of our sessions stands on the server and what we wrote there last. ``state``: written, moved, deleted.
CREATE TABLE calendar_links (
  person TEXT NOT NULL, session TEXT NOT NULL, uid TEXT NOT NULL, href TEXT, etag TEXT, content_hash TEXT,
  sequence INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, start TEXT, "end" TEXT,
  PRIMARY KEY (person, session)) STRICT;

-- ``action`` put or delete; ``payload`` the session as JSON. A later row for a session replaces an earlier pending one.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, session TEXT NOT NULL, action TEXT NOT NULL,
  payload TEXT, event INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT, created_at TEXT NOT NULL) STRICT;
CREATE INDEX outbox_pending ON outbox (person, state, id);

-- One holder a name, e.g. the drainer of a person; ``until_utc`` in seconds of the real clock.
CREATE TABLE leases (
  person TEXT NOT NULL, name TEXT NOT NULL, holder TEXT NOT NULL, until_utc INTEGER NOT NULL,
  PRIMARY KEY (person, name)) STRICT;

-- Filled by the review coach, the GitHub reader and the benchmarks.
CREATE TABLE attempts (person TEXT NOT NULL, id TEXT NOT NULL, problem TEXT NOT NULL, at TEXT NOT NULL,
  document TEXT NOT NULL, PRIMARY KEY (person, id)) STRICT;
CREATE TABLE cards (person TEXT NOT NULL, id TEXT NOT NULL, due TEXT, document TEXT NOT NULL,
  PRIMARY KEY (person, id)) STRICT;
CREATE TABLE reviews (person TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  at TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (person, id)) STRICT;
CREATE TABLE devices (person TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (person, id)) STRICT;
CREATE TABLE runs (person TEXT NOT NULL, id TEXT NOT NULL, device TEXT NOT NULL, model TEXT NOT NULL, at TEXT NOT NULL,
  document TEXT NOT NULL, PRIMARY KEY (person, id)) STRICT;
CREATE TABLE contributions (person TEXT NOT NULL, repository TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL,
  count INTEGER NOT NULL, url TEXT, PRIMARY KEY (person, repository, date, kind)) STRICT;
"""
