"""Counts of what is done until something comes of it: applications until an offer. A number a time, told by week.

A count that was begun with ``until`` is open-ended: it stays in every report until the person says that it came.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.errors import InputError
from roadweek.storage import attempts, database

if TYPE_CHECKING:
    import sqlite3

    from roadweek.views.counted import CountedView
    from roadweek.views.counts import CountsView, CountView
    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace

WEEKS = 8
"""So many weeks of a count are told, the last one that of the day."""
MOST = 1000
"""So many at a time."""


def add(
    ws: Workspace, name: str, number: int, *, on: date | None = None, note: str | None = None, again: bool = True
) -> CountedView:
    """Count ``number`` more of ``name`` on a day (default: today). One event, which undo takes back.

    What is counted already keeps its name: applications are one count, by whatever word of either language.
    Raises InputError for a name that is empty or a number out of 1 to 1000, DateError for a day to come, and
    RepeatedError for the same in a moment without ``again``.
    """
    from roadweek.domain.records import Review
    from roadweek.domain.sanitise import sanitised_line
    from roadweek.usecases.answer import applied
    from roadweek.usecases.attempts import time_of
    from roadweek.usecases.repeated import check_noted
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.versions.snapshot import language_of

    title = _title(name)
    if not 1 <= number <= MOST:
        raise InputError("count_number", number=number, most=MOST)
    at = time_of(ws, on)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        title = _known_as(connection, ws, title)
        summary = ("counted", {"name": title, "number": number})
        if not again:
            check_noted(connection, ws, _key(title), summary, at.date(), lang)
        kept = {"name": title, "note": sanitised_line(note) if note else None}
        row = Review(
            id=attempts.free_id(connection, ws.person, "reviews", f"{_key(title)}@{at:%Y%m%dT%H%M}"),
            kind="count",
            subject=_key(title),
            at=at,
            points=number,
            note=json.dumps(kept, ensure_ascii=False),
        )
        change = UnitOfWork(connection, ws)
        change.set_record("reviews", row.id, row.model_dump(mode="json", exclude_none=True))
        event = change.finish(kind="counted", actor=ws.actor, subject=_key(title), summary=summary)
    return {**applied(ws, [event], lang, proposal=None, publish=False), "name": title}


def aim(
    ws: Workspace, name: str, *, until: str | None = None, a_week: int | None = None, reached: bool = False
) -> AppliedView:
    """Say until what a count goes on and how many a week are wanted, or that it came (``reached``).

    Raises InputError for a name that is empty, or where nothing is said.
    """
    from roadweek.domain.sanitise import sanitised_line
    from roadweek.usecases.answer import applied
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.versions.snapshot import language_of

    title = _title(name)
    if until is None and a_week is None and not reached:
        raise InputError("count_aim")
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        title = _known_as(connection, ws, title)
        stands = attempts.get(connection, ws.person, "coach", _key(title)) or {"name": title}
        row: dict[str, Any] = {**stands}
        if until is not None:
            row |= {"until": sanitised_line(until), "reached": None}
        if a_week is not None:
            row["a_week"] = a_week
        if reached:
            row["reached"] = ws.now().date().isoformat()
        change = UnitOfWork(connection, ws)
        change.set_record("coach", _key(title), row)
        summary = ("count_reached" if reached else "count_aimed", {"name": title, "until": row.get("until") or "–"})
        event = change.finish(kind="counted", actor=ws.actor, subject=_key(title), summary=summary)
    return applied(ws, [event], lang, proposal=None, publish=False)


def counts(ws: Workspace, day: date | None = None) -> CountsView:
    """All counts as of the week that holds ``day`` (default: today's)."""
    with database.read(ws.database) as connection:
        return {"counts": counts_of(connection, ws, day or ws.now().date())}


def counts_of(connection: sqlite3.Connection, ws: Workspace, day: date) -> list[CountView]:
    """The counts up to the Sunday of a day's week, those that go on first."""
    monday = day - timedelta(days=day.weekday())
    rows = attempts.reviews_between(connection, ws.person, ["count"], date(1970, 1, 1), monday + timedelta(days=6))
    aims = {row["name"].casefold(): row for row in attempts.coach_rows(connection, ws.person, "count:")}
    names: dict[str, str] = {key: row["name"] for key, row in aims.items()}
    by_name: dict[str, list[dict[str, Any]]] = {key: [] for key in aims}
    for row in rows:
        title: str = json.loads(row["note"])["name"]
        names.setdefault(title.casefold(), title)
        by_name.setdefault(title.casefold(), []).append(row)
    found = [_view(names[key], told, aims.get(key, {}), monday) for key, told in by_name.items()]
    return sorted(found, key=lambda one: (one["reached"] is not None, one["name"].casefold()))


def _known_as(connection: sqlite3.Connection, ws: Workspace, title: str) -> str:
    """The name under which it is counted already, where there is one such count and no more; else ``title``."""
    from roadweek.understanding.counting import counts_applications

    rows = attempts.reviews_between(connection, ws.person, ["count"], date(1970, 1, 1), date(9999, 12, 31))
    names = {json.loads(row["note"])["name"] for row in rows}
    names |= {row["name"] for row in attempts.coach_rows(connection, ws.person, "count:")}
    if title.casefold() in {name.casefold() for name in names} or not counts_applications(title):
        return title
    alike = {name.casefold(): name for name in names if counts_applications(name)}
    return alike.popitem()[1] if len(alike) == 1 else title


def _view(name: str, rows: list[dict[str, Any]], aimed: dict[str, Any], monday: date) -> CountView:
    weeks: list[int] = []
    for ago in reversed(range(WEEKS)):
        first, last = monday - timedelta(weeks=ago), monday - timedelta(weeks=ago) + timedelta(days=6)
        weeks.append(sum(row["points"] for row in rows if first.isoformat() <= row["at"][:10] <= last.isoformat()))
    return {
        "name": name,
        "week": weeks[-1],
        "before": weeks[-2],
        "weeks": weeks,
        "total": sum(row["points"] for row in rows),
        "since": min((row["at"][:10] for row in rows), default=None),
        "until": aimed.get("until"),
        "a_week": aimed.get("a_week"),
        "reached": aimed.get("reached"),
    }


def _title(name: str) -> str:
    from roadweek.domain.sanitise import sanitised_line

    title = sanitised_line(name, 60).strip()
    if not title:
        raise InputError("count_unnamed")
    return title


def _key(title: str) -> str:
    return f"count:{title.casefold()}"
