"""What was done and what is left: minutes by track and work, this week and the last; and what nobody has spoken of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.reported import counted
from roadweek.storage import database, log, plans
from roadweek.usecases.queries import open_rows, rows_of, week_name
from roadweek.versions.snapshot import language_of
from roadweek.views.build import is_open, session_view

if TYPE_CHECKING:
    from datetime import datetime

    from roadweek.views.documents import OpenView, ProgressLineView, ProgressView, ProgressWeekView
    from roadweek.workspace import Workspace

_Row = dict[str, Any]


def open_sessions(ws: Workspace) -> OpenView:
    """The sessions of this week and the last that are over and of which nobody has said what came of them.

    Raises NoPlanError.
    """
    now = ws.now()
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    left = [session_view(row, lang, now) for row in open_rows(ws, now)]
    return {"now": now.isoformat(timespec="seconds"), "timezone": ws.timezone, "open": left}


def progress(ws: Workspace) -> ProgressView:
    """This week and the last, by track and by work. It only reads. Raises NoPlanError."""
    now = ws.now()
    names = [week_name(now.date()), week_name(now.date() - timedelta(weeks=1))]
    return {
        "now": now.isoformat(timespec="seconds"),
        "timezone": ws.timezone,
        "weeks": [_week(ws, name, now) for name in names if name == names[0] or _stands(ws, name)],
    }


def _stands(ws: Workspace, week: str) -> bool:
    """Whether a week was accepted: of one that was not, and is over, there is nothing to tell."""
    from roadweek.storage import sessions

    with database.read(ws.database) as connection:
        return sessions.week_document(connection, ws.person, week) is not None


def _week(ws: Workspace, week: str, now: datetime) -> ProgressWeekView:
    from datetime import date

    _, rows, accepted, _ = rows_of(ws, week)
    first = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        document = plans.plan_document(connection, ws.person, version.plan) if version and version.plan else {}
        noted = log.between(connection, ws.person, first.isoformat(), (first + timedelta(days=6)).isoformat())
    titles: dict[str, str] = {track["id"]: track["title"] for track in document.get("tracks", ())}
    tracks: dict[str, ProgressLineView] = {}
    works: dict[str, ProgressLineView] = {}
    for row in rows:
        length = _length(row)
        spent = row.get("spent_min")
        name = row["track"] or "-"
        _add(tracks, name, titles.get(name, name), row, length, spent, now, accepted)
        left = spent
        for part in row.get("work") or ():
            minutes = part["minutes"]
            mine = None if left is None else min(left, minutes)
            _add(works, part["work"], part["title"], row, minutes, mine, now, accepted)
            left = None if left is None or mine is None else left - mine
    for entry in noted:
        if entry.session is None and entry.minutes:
            line = tracks.setdefault(entry.track, _line(entry.track, titles.get(entry.track, entry.track)))
            line["done_min"] += entry.minutes
    return {
        "week": week,
        "state": "accepted" if accepted else "draft",
        "tracks": list(tracks.values()),
        "works": list(works.values()),
    }


def _length(row: _Row) -> int:
    from roadweek.storage.sessions import seconds

    return (seconds(row["end"]) - seconds(row["start"])) // 60


def _line(name: str, title: str) -> ProgressLineView:
    return {
        "id": name,
        "title": title,
        "planned_min": 0,
        "done_min": 0,
        "skipped_min": 0,
        "open_min": 0,
        "ahead_min": 0,
    }


def _add(
    lines: dict[str, ProgressLineView],
    name: str,
    title: str,
    row: _Row,
    minutes: int,
    spent: int | None,
    now: datetime,
    accepted: bool,
) -> None:
    """Put a session, or its part for a work, on its line. What is done in part is skipped for the rest."""
    line = lines.setdefault(name, _line(name, title))
    line["planned_min"] += minutes
    status = row["status"]
    if status == "planned":
        over = is_open(row, now)
        if not over:
            line["ahead_min"] += minutes
        elif accepted:
            line["open_min"] += minutes
        return
    done = counted(status, minutes, spent, over=True)
    line["done_min"] += spent if status == "done" and spent else done
    line["skipped_min"] += minutes - done


__all__ = ["open_sessions", "progress"]
