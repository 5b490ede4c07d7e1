"""What to do each day: the accepted weeks as they stand, the others as they would be planned, in any form."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from roadweek.domain.sanitise import sanitised
from roadweek.errors import DateError, InputError
from roadweek.messages import say
from roadweek.storage import database, sessions
from roadweek.usecases.queries import language_of_plan, rows_of, week_name
from roadweek.views.build import work_parts
from roadweek.views.format import clock, day_name, length

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.storage.sessions import SessionRow
    from roadweek.views.documents import PlanDayView
    from roadweek.workspace import Workspace

DaysFormat = Literal["table", "md", "ics", "html"]
DAYS_FORMATS: tuple[DaysFormat, ...] = get_args(DaysFormat)
MOST_DAYS = 400
"""So many days at once: every week that is not accepted is solved."""


def plan_days(ws: Workspace, first: date, last: date) -> list[PlanDayView]:
    """Each day from ``first`` to ``last``, both inclusive, with its sessions by time; skipped ones are left out.

    A session belongs to the day on which it starts where the person lives. Raises NoPlanError, DateError.
    """
    if last < first:
        raise DateError(value=last.isoformat(), why="ends_before", start=first.isoformat())
    if (last - first).days >= MOST_DAYS:
        raise DateError(value=last.isoformat(), why="too_far", start=first.isoformat(), most=str(MOST_DAYS))
    days: dict[str, PlanDayView] = {}
    for n in range((last - first).days + 1):
        name = (first + timedelta(days=n)).isoformat()
        days[name] = {"date": name, "sessions": []}
    for day, row in _rows(ws, first, last):
        start, end = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
        days[day.isoformat()]["sessions"].append(
            {
                "title": row["title"],
                "work": work_parts(row),
                "minutes": round((end - start).total_seconds() / 60),
                "start": row["start"],
                "end": row["end"],
            }
        )
    return list(days.values())


def _rows(ws: Workspace, first: date, last: date) -> list[tuple[date, SessionRow]]:
    """The sessions that start on these days, by time: those that are accepted, also where the person's hand put them
    into another week, and those of drafts."""
    now = ws.now()
    begin = datetime.combine(first, time(), now.tzinfo)
    end = datetime.combine(last + timedelta(days=1), time(), now.tzinfo)
    with database.read(ws.database) as connection:
        language_of_plan(connection, ws)  # says so where there is no plan
        rows = sessions.between(connection, ws.person, int(begin.timestamp()), int(end.timestamp()))
        accepted = set(sessions.accepted_weeks(connection, ws.person, ""))
    week = first - timedelta(days=first.weekday())
    while week <= last:
        if (name := week_name(week)) not in accepted:
            rows += rows_of(ws, name)[1]
        week += timedelta(days=7)
    placed = [(datetime.fromisoformat(row["start"]).astimezone(now.tzinfo), row) for row in rows]
    placed.sort(key=lambda one: (one[0], one[1]["id"]))
    return [(at.date(), row) for at, row in placed if first <= at.date() <= last and row["status"] != "skipped"]


def days_text(ws: Workspace, days: list[PlanDayView], form: str, lang: Language | None = None) -> str:
    """The days as Markdown, iCalendar or one HTML page. Raises InputError for another form."""
    if lang is None:
        with database.read(ws.database) as connection:
            lang = language_of_plan(connection, ws)
    if form == "md":
        return sanitised(days_markdown(days, lang))
    if form == "ics":
        return _ics(ws, days, lang)
    if form == "html":
        from roadweek.pages import days_page

        return days_page(days, lang)
    raise InputError("unknown_format", format=form, known=", ".join(DAYS_FORMATS[1:]))


def days_title(days: list[PlanDayView], lang: Language) -> str:
    return say("works.days_title", lang, first=day_name(days[0]["date"], lang), last=day_name(days[-1]["date"], lang))


def days_markdown(days: list[PlanDayView], lang: Language) -> str:
    """A heading a day, a list item a session."""
    lines = [f"# {days_title(days, lang)}", ""]
    for day in days:
        lines += [f"## {day_name(day['date'], lang)} ({day['date']})", ""]
        lines += [
            f"- {clock(one['start'])}–{clock(one['end'])} {_escaped(one['title'])} ({length(one['minutes'], lang)})"
            for one in day["sessions"]
        ] or [f"*{say('works.days_nothing', lang)}*"]
        lines.append("")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)


def _ics(ws: Workspace, days: list[PlanDayView], lang: Language) -> str:
    """The sessions as events under the ids that they have on the calendar, so that a second import makes no copies."""
    from roadweek.calendars.events import uid_of
    from roadweek.exporting.ics import ics

    with database.read(ws.database) as connection:
        name = database.workspace_id(connection)
    first, last = date.fromisoformat(days[0]["date"]), date.fromisoformat(days[-1]["date"])
    placed = sessions.as_sessions(row for _, row in _rows(ws, first, last))

    def uid(thing: str) -> str:
        return uid_of(name, ws.person, thing)

    return ics(placed, (), timezone=ws.timezone, stamp=ws.now(), uid=uid, lang=lang)
