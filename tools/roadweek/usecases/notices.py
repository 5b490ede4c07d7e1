"""What is told unasked: days that were lost, a trip that begins tomorrow, and what is overdue.

Cheap where there is nothing to tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.storage import database, plans, sessions, trips
from roadweek.views.format import clock, day_name, length

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.views.documents import NoticeView
    from roadweek.workspace import Workspace

GAP_DAYS = 7
"""So many days without anything done are noticed."""
TOLD_DAYS = 7
"""A gap is told until so many days after it."""
LOOK_BACK_DAYS = 60
DEPARTURE_HOUR = 17
"""From this hour of the evening before a trip it is told."""
TASK_MIN = 60
"""Length of a task whose text gives none."""


def notices(ws: Workspace, lang: Language) -> list[NoticeView]:
    """What a person should know today, the gap first. It only reads; without a plan there is nothing."""
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        if version is None or version.plan is None:
            return []
        edits = plans.edits_in_force(connection, ws.person)
        span = gap_days(connection, ws, edits)
        document = plans.plan_document(connection, ws.person, version.plan)
        late = [*_departure(connection, ws, edits, lang), *_overdue(connection, ws, document, edits, lang)]
    if span is None:
        return late
    from roadweek.usecases.gaps import gap_notice

    told = gap_notice(ws, *span, lang=lang)
    return [*([told] if told else ()), *late]


def _departure(
    connection: sqlite3.Connection, ws: Workspace, edits: list[tuple[str, dict[str, Any]]], lang: Language
) -> list[NoticeView]:
    """From the evening before departure: that a trip begins, and where it is seen in one view."""
    now = ws.now()
    if now.hour < DEPARTURE_HOUR:
        return []
    tomorrow = now.date() + timedelta(days=1)
    day = tomorrow.isoformat()
    said = any(_may_begin(edit, day) for _, edit in edits)
    if not said and all(row["start"] != day for row in trips.rows_of(connection, ws.person)):
        return []
    # trips are folded from edits only where one may begin: `today` does without pydantic
    from roadweek.scheduling.effective import fold_trips
    from roadweek.versions.snapshot import load

    standing = load(connection, ws)
    away = [t for t in fold_trips(standing.trips, standing.adjustments) if t.counts and t.start == tomorrow]
    found: list[NoticeView] = []
    for trip in away[:1]:
        last = day_name(trip.end.isoformat(), lang)
        words = "trips.tomorrow" if trip.place else "trips.tomorrow_plain"
        found.append(
            {
                "kind": "departure",
                "text": say(words, lang, place=trip.place, last=last),
                "details": [],
                "spread": None,
                "first": trip.start.isoformat(),
                "last": trip.end.isoformat(),
                "lines": [],
                "ways": [],
            }
        )
    return found


def gap_days(
    connection: sqlite3.Connection, ws: Workspace, edits: list[tuple[str, dict[str, Any]]] | None = None
) -> tuple[date, date] | None:
    """The first and last day of the latest stretch of a week or more in which nothing was done, as long as nobody has
    asked for a catch-up of it."""
    begin = sessions.first_day(connection, ws.person)
    today = ws.now().date()
    if begin is None or date.fromisoformat(begin) > today - timedelta(days=GAP_DAYS):
        return None
    since = max(date.fromisoformat(begin), today - timedelta(days=LOOK_BACK_DAYS))
    done = sessions.days_done(connection, ws.person, since.isoformat())
    last = today - timedelta(days=1)
    while last.isoformat() in done and last > today - timedelta(days=TOLD_DAYS):
        last -= timedelta(days=1)
    first = last
    while first > since and (first - timedelta(days=1)).isoformat() not in done:
        first -= timedelta(days=1)
    if last.isoformat() in done or (last - first).days + 1 < GAP_DAYS:
        return None
    known = edits if edits is not None else plans.edits_in_force(connection, ws.person)
    for _, edit in known:
        if edit["kind"] == "catch_up" and edit["from"] <= last.isoformat() and edit["until"] >= first.isoformat():
            return None
    return first, last


def _may_begin(edit: dict[str, Any], day: str) -> bool:
    """Whether a trip may begin on a day by what an edit says of one."""
    if edit["kind"] == "add_trip":
        return bool(edit["start"] == day)
    # one that is moved by its last day moves as a whole
    return edit["kind"] == "change_trip" and (edit.get("new_start") or day) == day <= (edit.get("new_end") or day)


def _overdue(
    connection: sqlite3.Connection,
    ws: Workspace,
    document: dict[str, Any],
    edits: list[tuple[str, dict[str, Any]]],
    lang: Language,
) -> list[NoticeView]:
    """A line a task that is open and was due before today, with what is left of it and when it is planned."""
    now = ws.now()
    today = now.date().isoformat()
    tasks = {task["id"]: dict(task) for task in document.get("tasks", ())}
    for name, edit in edits:
        if edit["kind"] == "add_task":
            tasks[f"task-{name}"] = {"id": f"task-{name}", **edit}
        elif edit["kind"] in ("finish_task", "finish_work", "skip_work"):
            tasks.pop(edit.get("task") or edit.get("work"), None)
        elif edit["kind"] == "set_effort" and edit["work"] in tasks:
            tasks[edit["work"]]["minutes"] = edit["minutes"]
    late = [t for t in tasks.values() if t.get("due") and t["due"] < today and not t.get("done")]
    if not late:
        return []
    held = sessions.task_minutes(connection, ws.person, now, not_in=())
    rows = [row for row in sessions.with_work(connection, ws.person) if row["task"] in {t["id"] for t in late}]
    ahead = [row for row in rows if row["status"] == "planned" and datetime.fromisoformat(row["end"]) > now]
    found: list[NoticeView] = []
    for task in sorted(late, key=lambda t: t["due"]):
        mine = [row for row in ahead if row["task"] == task["id"]]
        planned = sum((sessions.seconds(row["end"]) - sessions.seconds(row["start"])) // 60 for row in mine)
        short = max(0, (task.get("minutes") or TASK_MIN) - held.get(task["id"], 0))
        if short + planned <= 0:
            continue
        comma = "、" if lang == "zh" else ", "
        when = comma.join(f"{day_name(row['start'], lang)} {clock(row['start'])}" for row in mine[:3])
        known = "overdue_unplanned" if not mine else "overdue_part" if short else "overdue"
        said = {"left": length(short + planned, lang), "planned": length(planned, lang), "short": length(short, lang)}
        found.append(
            {
                "kind": "overdue",
                "text": say(
                    f"notices.{known}", lang, title=task["title"], day=day_name(task["due"], lang), when=when, **said
                ),
                "details": [],
                "spread": None,
                "first": None,
                "last": None,
                "lines": [
                    {
                        "kind": "task",
                        "id": task["id"],
                        "title": task["title"],
                        "due": task["due"],
                        "lost_min": 0,
                        "again_min": planned,
                        "short_min": short,
                    }
                ],
                "ways": [],
            }
        )
    return found
