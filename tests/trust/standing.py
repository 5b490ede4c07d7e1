"""What stands in a workspace, read from its tables, and whether a change of it was shown before."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast


@dataclass(frozen=True)
class Standing:
    """What a person agreed to: sessions, edits in force, log, trips and plan; and how many writes wait or were made."""

    sessions: dict[str, tuple[str, str, str]] = field(default_factory=dict[str, tuple[str, str, str]])
    edits: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    trips: frozenset[str] = frozenset()
    plan: str | None = None


def standing(database: Path) -> Standing:
    """Empty where there is no database, or none that can be read."""
    if not database.is_file() or not database.stat().st_size:
        return Standing()
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        rows = connection.execute('SELECT id, title, start, "end", status FROM sessions').fetchall()
        edits = connection.execute("SELECT id FROM adjustments WHERE withdrawn_in IS NULL").fetchall()
        facts = connection.execute("SELECT id FROM log WHERE withdrawn = 0").fetchall()
        trips = connection.execute("SELECT id || start || state FROM trips").fetchall()
        plan = connection.execute("SELECT plan FROM versions ORDER BY n DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return Standing()
    finally:
        if connection is not None:
            connection.close()
    return Standing(
        sessions={row[0]: (row[1], row[2], row[3]) for row in rows},
        edits=frozenset(row[0] for row in edits),
        facts=frozenset(row[0] for row in facts) | {f"{row[0]} {row[4]}" for row in rows if row[4] != "planned"},
        trips=frozenset(row[0] for row in trips),
        plan=plan[0] if plan else None,
    )


@dataclass(frozen=True)
class Changed:
    """One event of the calendar that came, went or moved."""

    id: str
    title: str
    start: str


def changed(before: Standing, after: Standing) -> list[Changed]:
    """What a calendar that follows would show differently: new and moved sessions as they are, removed as they were."""
    out: list[Changed] = []
    for name in before.sessions.keys() | after.sessions.keys():
        old, new = before.sessions.get(name), after.sessions.get(name)
        if old != new:
            title, start, _ = cast("tuple[str, str, str]", new or old)
            out.append(Changed(name, title, start))
    return sorted(out, key=lambda one: one.start)


@dataclass
class Shown:
    """What one person at one client has been shown, as text and as data."""

    texts: list[str] = field(default_factory=list[str])
    data: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def not_shown(self, wanted: Iterable[Changed]) -> list[Changed]:
        """Those of ``wanted`` that neither the data nor the lines of the text have. Where lines are fewer than
        sessions, as in "12 sessions, Mon–Fri 18:30 Listening", the text must say how many there are."""
        wanted = list(wanted)
        known = {key for one in self.data for key in _keys(one)}
        rest = [c for c in wanted if not {(c.id, _moment(c.start)), (c.title, _moment(c.start))} & known]
        if not rest:
            return []
        lines = [line for text in self.texts for line in text.splitlines()]
        need = Counter((c.start[11:16], c.title) for c in rest)
        have = {pair: sum(pair[0] in line and pair[1] in line for line in lines) for pair in need}
        total = any(_says_count(text, len(wanted)) for text in self.texts)
        short = {pair for pair, count in need.items() if not have[pair] or (have[pair] < count and not total)}
        return [c for c in rest if (c.start[11:16], c.title) in short]


def _says_count(text: str, count: int) -> bool:
    return bool(re.search(rf"(?<![\d:]){count} ?(?:sessions?|events?|entries|changes|次|个|项|场|条|节|段|处)", text))


def _moment(text: str) -> str:
    return text[:16]


def _keys(document: object) -> set[tuple[str, str]]:
    """Every (id or title, start) that JSON holds: of sessions, and of changes with ``from`` and ``to``."""
    found: set[tuple[str, str]] = set()
    if isinstance(document, list):
        for each in cast("list[object]", document):
            found |= _keys(each)
    if isinstance(document, dict):
        one = cast("dict[str, Any]", document)
        starts = [one.get("start")]
        moments = [cast("dict[str, Any]", one[side]) for side in ("from", "to") if isinstance(one.get(side), dict)]
        starts += [moment.get("start") for moment in moments]
        names = [one.get(key) for key in ("id", "session", "title")]
        found |= {(n, _moment(s)) for n in names for s in starts if isinstance(n, str) and isinstance(s, str)}
        for value in one.values():
            found |= _keys(value)
    return found
