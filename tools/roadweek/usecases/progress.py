"""What was done and what is left: minutes by track and work, this week and the last; and what nobody has spoken of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from roadweek.storage import database, log, plans
from roadweek.storage.sessions import as_sessions
from roadweek.usecases.queries import open_rows, rows_of, week_name
from roadweek.versions.snapshot import language_of
from roadweek.views.build import session_view

if TYPE_CHECKING:
    from datetime import datetime

    from roadweek.reviewing.figures import Figures
    from roadweek.views.documents import OpenView, ProgressLineView, ProgressView, ProgressWeekView
    from roadweek.workspace import Workspace


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

    from roadweek.reviewing.week_figures import week_figures

    _, rows, accepted, _ = rows_of(ws, week)
    first = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        document = plans.plan_document(connection, ws.person, version.plan) if version and version.plan else {}
        noted = log.between(connection, ws.person, first.isoformat(), (first + timedelta(days=6)).isoformat())
    placed = as_sessions(rows)
    figures = week_figures(placed, noted, {}, now)
    titles: dict[str, str] = {track["id"]: track["title"] for track in document.get("tracks", ())}
    works = {portion.work: portion.title for session in placed for portion in session.work}
    return {
        "week": week,
        "state": "accepted" if accepted else "draft",
        "tracks": [
            _line(figures, "track", name, titles.get(name, name), accepted=accepted) for name in figures.names("track")
        ],
        "works": [_line(figures, "work", name, works[name], accepted=accepted) for name in figures.names("work")],
    }


def _line(figures: Figures, group: str, name: str, title: str, *, accepted: bool) -> ProgressLineView:
    """A line's minutes. Of a week that nobody accepted nothing is open."""
    key = f"{group}/{name}"
    return {
        "id": name,
        "title": title,
        "planned_min": figures.value(f"{key}/planned"),
        "done_min": figures.value(f"{key}/done"),
        "skipped_min": figures.value(f"{key}/skipped"),
        "open_min": figures.value(f"{key}/open") if accepted else 0,
        "ahead_min": figures.value(f"{key}/ahead"),
    }


__all__ = ["open_sessions", "progress"]
