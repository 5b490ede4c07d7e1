"""What a person's own notes teach of their plan, as it counts for one week: read from the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.edits import Adjustment
from roadweek.domain.plan import Plan
from roadweek.domain.weeks import days_of
from roadweek.domain.work import Work
from roadweek.planning.effort import TASK_MIN
from roadweek.planning.forecast import SPREAD
from roadweek.planning.learning import (
    Learned,
    TimeTaken,
    WorkTaken,
    effort_spreads,
    learned_efforts,
    learned_lengths,
)
from roadweek.scheduling.effective import effective
from roadweek.storage import log, sessions

if TYPE_CHECKING:
    import sqlite3

    from roadweek.workspace import Workspace

REMEMBERED = timedelta(weeks=26)
"""What lies further back teaches nothing any more."""
_NOTHING = Learned()


def learned_for(
    connection: sqlite3.Connection, ws: Workspace, plan: Plan, adjustments: Sequence[Adjustment], week: str
) -> Learned:
    """What counts for ``week``: all that is noted by now; for a week that stands accepted what was noted before it
    began, so that it does not change while it is lived. Nothing where ``planning.learn`` is off."""
    if not ws.settings.planning.learn:
        return _NOTHING
    now = ws.now().date()
    before = now + timedelta(days=1)
    monday = days_of(week)[0]
    if monday <= now and sessions.week_document(connection, ws.person, week) is not None:
        before = monday
    rows = log.taken(connection, ws.person, (before - REMEMBERED).isoformat(), before.isoformat())
    if not rows:
        return _NOTHING
    lengths = learned_lengths(plan, [_time(row) for row in rows if not row["task"]])
    finished = _finished(plan, adjustments, rows, before)
    return Learned(lengths, learned_efforts(finished), effort_spreads(finished, SPREAD))


def _time(row: Mapping[str, Any]) -> TimeTaken:
    return TimeTaken(row["track"], row["activity"], date.fromisoformat(row["date"]), row["planned"], row["spent"])


def _finished(
    plan: Plan, adjustments: Sequence[Adjustment], rows: Iterable[Mapping[str, Any]], before: date
) -> list[WorkTaken]:
    """The works and tasks that were said to be finished, with the minutes noted for them.

    Their effort is the plan's own, also where the person set another since: a work of which they say on the way that it
    takes longer teaches the most.
    """
    now = effective(plan, adjustments)
    said = {w.id: w.minutes for s in plan.strands for w in s.works if w.minutes is not None}
    closed: dict[str, Work] = {w.id: w for s in now.strands for w in s.works if w.done is not None and w.done < before}
    tasks = {t.id: t for t in now.tasks if t.done is not None and t.done < before}
    if not closed and not tasks:
        return []
    spent: dict[str, int] = {}
    for row in rows:
        for name, share in _shares(row):
            spent[name] = spent.get(name, 0) + share
    found = [
        WorkTaken(w.kind, (stated.lo + stated.top) // 2, spent[w.id])
        for w in closed.values()
        if (stated := said.get(w.id, w.minutes)) is not None and w.id in spent and not w.occasion and w.box is None
    ]
    return found + [WorkTaken("task", t.minutes or TASK_MIN, spent[t.id]) for t in tasks.values() if t.id in spent]


def _shares(row: Mapping[str, Any]) -> list[tuple[str, int]]:
    """A session's noted minutes, divided among what it held as they were planned."""
    if row["task"]:
        return [(row["task"], row["spent"])]
    parts: list[dict[str, Any]] = json.loads(row["work"]) if row["work"] else []
    whole = sum(part["minutes"] for part in parts)
    return [(part["work"], round(row["spent"] * part["minutes"] / whole)) for part in parts] if whole else []
