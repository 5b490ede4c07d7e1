"""Looking: today, a week, the history, an explanation. Reads only, with nothing heavier than SQLite on the way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.domain.short import full_id, short_id
from roadweek.errors import NoPlanError, UnknownNameError
from roadweek.messages import say
from roadweek.storage import attempts, database, events, plans, proposals, sessions
from roadweek.usecases.asked_decisions import asked_decisions
from roadweek.usecases.daily_recall import recall_choice
from roadweek.usecases.drill import of_day
from roadweek.usecases.explained_place import cause_of_change, place_words
from roadweek.usecases.notices import notices
from roadweek.usecases.public_holidays import holidays_between, refreshed
from roadweek.views.build import event_view, minutes_of, outbox_view, reason_words, session_view, week_view
from roadweek.views.format import free_words, weekday_name

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.views.documents import (
        ExplainedPartView,
        ExplainedWorkView,
        ExplainView,
        HistoryView,
        OutboxView,
        SessionView,
        TodayView,
        WeekView,
    )
    from roadweek.workspace import Workspace

    Rows = list[dict[str, Any]]


def week_name(day: date) -> str:  # domain.weeks.week_id, without pydantic behind it
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def language_of_plan(connection: sqlite3.Connection, ws: Workspace) -> Language:
    """The language of answers. Raises NoPlanError before the first import."""
    known = plans.active_language(connection, ws.person)
    if known is None:
        raise NoPlanError(workspace=ws.path)
    return ws.language or known


def rows_of(ws: Workspace, name: str) -> tuple[dict[str, Any], Rows, bool, Language]:
    """A week's document, the rows of the sessions that lie in it, whether it is accepted, and the language."""
    with database.read(ws.database) as connection:
        lang = language_of_plan(connection, ws)
        document = sessions.week_document(connection, ws.person, name)
        put_there = sessions.lying_in(connection, ws.person, name)
        if document is not None:
            return document, put_there, True, lang
    from roadweek.usecases.drafts import draft

    document, rows = draft(ws, name)
    rows = sorted([*rows, *put_there], key=lambda row: datetime.fromisoformat(row["start"]))
    return document, rows, False, lang


def week(ws: Workspace, day: date | None = None) -> WeekView:
    """The week that holds ``day`` (default: today): the accepted one, else a computed draft."""
    from roadweek.usecases.learned_words import tell_lengths
    from roadweek.usecases.load_notices import load_notice
    from roadweek.usecases.week_totals import week_totals

    name = week_name(day or ws.now().date())
    document, rows, accepted, lang = rows_of(ws, name)
    totals = week_totals(ws, name, rows)
    refreshed(ws)
    with database.read(ws.database) as connection:
        days = [date.fromisoformat(one["date"]) for one in document["days"]]
        public = holidays_between(connection, ws, days[0], days[-1])
    beside = waiting(ws)
    shown = week_view(
        document, rows, accepted=accepted, lang=lang, now=ws.now(), calendar=beside, totals=totals, holidays=public
    )
    ahead = name >= week_name(ws.now().date())
    shown["notices"] = [*notices(ws, lang), *load_notice(ws, name, rows, lang)] if ahead else []
    tell_lengths(ws, name, rows, shown["sessions"])
    with database.read(ws.database) as connection:
        away = sessions.went_elsewhere(connection, ws.person, name)
    if away:
        shown["elsewhere"] = [session_view(row, lang, ws.now(), document) for row in away]
    brought = [one for one, row in zip(shown["sessions"], rows, strict=True) if row["week"] != name]
    shown["planned_min"] += sum(map(minutes_of, brought)) - sum(map(minutes_of, shown.get("elsewhere", [])))
    return shown


def today(ws: Workspace) -> TodayView:
    """Today's sessions, the problems that the daily recall has left, and what comes next."""
    now = ws.now()
    on = now.date()
    document, rows, accepted, lang = rows_of(ws, week_name(on))
    mine = [row for row in rows if datetime.fromisoformat(row["start"]).astimezone(now.tzinfo).date() == on]
    with database.read(ws.database) as connection:
        choice, _, _ = recall_choice(connection, ws, on)
        titles = attempts.problems(connection, ws.person, [item.problem for item in choice.chosen])
        asked = of_day(connection, ws, on)
        decisions = asked_decisions(connection, ws, lang)
    left = open_rows(ws, now)
    shown = [session_view(row, lang, now, document) for row in mine]
    return {
        "date": on.isoformat(),
        "weekday": weekday_name(on.isoformat(), lang),
        "now": now.isoformat(timespec="seconds"),
        "timezone": ws.timezone,
        "state": "accepted" if accepted else "draft",
        "sessions": shown if accepted else [{**one, "open": False} for one in shown],
        "recall": [{"problem": item.problem, "title": titles[item.problem]["title"]} for item in choice.chosen],
        "drill": asked,
        "decisions": decisions,
        "next": _next(ws, document, rows, now, lang),
        "open": [session_view(row, lang, now) for row in left],
        "ask": question(left, now, lang),
        "notices": notices(ws, lang),
        "calendar": waiting(ws),
    }


def waiting(ws: Workspace) -> OutboxView:
    """What waits to be written to the calendar, and why the last try failed."""
    with database.read(ws.database) as connection:
        return outbox_view(connection, ws.person)


def open_rows(ws: Workspace, now: datetime) -> Rows:
    """The sessions of this week and the last that are over and of which nobody has said what came of them."""
    monday = datetime.combine(now.date() - timedelta(days=now.weekday() + 7), datetime.min.time(), now.tzinfo)
    with database.read(ws.database) as connection:
        return sessions.opened(connection, ws.person, int(monday.timestamp()), int(now.timestamp()) + 1)


EVENING = 20
"""The hour from which a day is asked about."""


def question(left: Rows, now: datetime, lang: Language) -> str | None:
    """What the evening asks about the day, and Sunday about the week; null at other times, or where nothing is open."""
    today = now.date().isoformat()
    monday = (now.date() - timedelta(days=now.weekday())).isoformat()
    sunday = now.weekday() == 6
    about = [row for row in left if (row["start"][:10] >= monday if sunday else row["start"][:10] == today)]
    if not about or now.hour < EVENING - (3 if sunday else 0):
        return None
    titles = ("、" if lang == "zh" else ", ").join(dict.fromkeys(row["title"] for row in about[:4]))
    more = " …" if len(about) > 4 else ""
    return say("states.ask_week" if sunday else "states.ask_day", lang, count=len(about), titles=titles + more)


def _next(ws: Workspace, document: dict[str, Any], rows: Rows, now: datetime, lang: Language) -> SessionView | None:
    """The session that runs now or starts next, this week or in an accepted later one."""
    for row in rows:
        if row["status"] == "planned" and datetime.fromisoformat(row["end"]) > now:
            return session_view(row, lang, now, document)
    with database.read(ws.database) as connection:
        start = int(now.timestamp())
        later = sessions.between(connection, ws.person, start, start + 14 * 86_400)
    return session_view(later[0], lang, now) if later else None


def history(ws: Workspace, limit: int = 50) -> HistoryView:
    """The last events and proposals, newest first. Raises NoPlanError where there is neither a plan nor an event:
    measuring needs no plan."""
    with database.read(ws.database) as connection:
        last = events.latest(connection, ws.person, limit)
        without = bool(last) and plans.active_language(connection, ws.person) is None
        lang = ws.language or "en" if without else language_of_plan(connection, ws)
        return {
            "events": [event_view(event, lang) for event in last],
            "proposals": proposals.listing(connection, ws.person, limit),
        }


def explain(ws: Workspace, session: str) -> ExplainView:
    """Why a session stands where it does, or why a wish has no place, with the plan's own lines.

    Raises UnknownNameError for an id that no accepted or drafted week of this month knows.
    """
    with database.read(ws.database) as connection:
        lang = language_of_plan(connection, ws)
        session = full_id(session, sessions.ids(connection, ws.person)) or session
        row = sessions.get(connection, ws.person, session)
        touched = events.about(connection, ws.person, session)
    if row is None:
        row = _wished(ws, session)
    if row is None:
        raise UnknownNameError(what="session", name=session, see="see_week")
    lines, source = _origin(ws, row)
    also, ways = place_words(ws, row, lang)
    cause = cause_of_change(ws, row["id"], touched, lang)
    return {
        "session": row["id"],
        "track": row.get("track"),
        "title": row["title"],
        "start": row.get("start"),
        "end": row.get("end"),
        "reason": _reason(ws, row, lang, cause, also),
        "also_free": also,
        "ways": ways,
        "lines": lines,
        "source": source,
        "events": [event_view(event, lang) for event in touched],
        "works": _works(ws, row),
        "parts": _parts(ws, row),
    }


def _reason(ws: Workspace, row: dict[str, Any], lang: Language, cause: str | None, also: list[str]) -> str:
    """What moved it, where something did, and where else it could have gone; else why it is there at all."""
    from roadweek.usecases.learned_words import explained_length

    own = reason_words(row["reason"], lang)
    placed = bool(row.get("start"))
    limit = None if placed or (cause and own and own in cause) else own  # of what has no place: what keeps it from one
    first = [cause, limit, free_words(also, lang) if also else None] if cause else [own]
    words = [*first, explained_length(ws, row)]
    return "; ".join(word for word in words if word)


def _parts(ws: Workspace, row: dict[str, Any]) -> list[ExplainedPartView]:
    """What the plan divides a session into, as its week says."""
    if not row.get("week") or not row.get("start"):
        return []
    document, _, _, _ = rows_of(ws, row["week"])
    return [
        {
            "title": part["title"],
            "minutes": part["minutes"]["lo"],
            "how": list(part["how"]),
            "where": part["where"],
            "lines": list(part["lines"]),
        }
        for part in document.get("parts", {}).get(row["id"], ())
    ]


def _works(ws: Workspace, row: dict[str, Any]) -> list[ExplainedWorkView]:
    if not row.get("work"):
        return []
    from roadweek.usecases.works import explained

    return explained(ws, row)


def _wished(ws: Workspace, session: str) -> dict[str, Any] | None:
    """A drafted session or an unplaced wish, looked for in the week its id names, else in this and the next week."""
    now = ws.now().date()
    named = session[:8] if session[4:6] == "-W" else None
    for name in [named] if named else [week_name(now), week_name(now + timedelta(weeks=1))]:
        try:
            document, rows, _, _ = rows_of(ws, name)
        except ValueError:  # not a week id after all
            return None
        wishes: Rows = document["unplaced"]
        for row in [*rows, *wishes]:
            if session in (row["id"], short_id(row["id"])):
                return row
    return None


def _origin(ws: Workspace, row: dict[str, Any]) -> tuple[list[int], list[str]]:
    """The plan's lines behind a session, by number and as written."""
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        if version is None or version.plan is None or not row.get("activity"):
            return [], []
        document = plans.plan_document(connection, ws.person, version.plan)
        _, sha256 = plans.source_of(connection, ws.person, version.plan)
    numbers: list[int] = []
    for activity in document["activities"]:
        if activity["id"] == row["activity"]:
            numbers = activity["lines"]
    text = ws.plan_lines(sha256) or []
    return numbers, [text[n - 1].strip() for n in numbers if n <= len(text)]
