"""The weekly report: planned against done, what it cost, what was recalled, and what the week to come begins with.

It only reads. Every figure is the sum of its traces (:class:`~roadweek.reviewing.figures.Figures`), so :func:`why` can
name what a number is counted from.
"""

from __future__ import annotations

from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from roadweek.domain.weeks import days_of
from roadweek.errors import UnknownNameError
from roadweek.reviewing.calibration import LEAST
from roadweek.reviewing.experience import Step, gained, in_a_row, level_of, quests
from roadweek.reviewing.week_figures import NO_TRACK, left_out_by_trips, misjudged, owed
from roadweek.reviewing.week_recall import NO_TOPIC
from roadweek.storage import attempts, database, log, runs, sessions
from roadweek.storage.github import has_kept
from roadweek.usecases.report_promises import promised
from roadweek.usecases.report_reading import SOON, PastWeek, WeekRead, read_week
from roadweek.usecases.works import work_list
from roadweek.views.build import session_view, trip_view

if TYPE_CHECKING:
    from roadweek.reviewing.figures import Figures
    from roadweek.views.github_documents import GithubWeekView
    from roadweek.views.report_documents import (
        CalibrationView,
        ExperienceView,
        QuestView,
        ReportDayView,
        ReportLineView,
        ReportMilestoneView,
        ReportRunsView,
        ReportTripsView,
        ReportView,
        ReviewsView,
        TopicView,
        WhyView,
    )
    from roadweek.workspace import Workspace


def report(ws: Workspace, day: date | None = None) -> ReportView:
    """The report of the week that holds ``day`` (default: today's). Raises NoPlanError."""
    read = read_week(ws, day)
    week, now = read.week, read.now
    figures = week.figures
    owes = owed(week.sessions, week.unplaced, now)
    return {
        "week": week.name,
        "first": read.days[0].isoformat(),
        "last": read.days[-1].isoformat(),
        "now": now.isoformat(timespec="seconds"),
        "timezone": ws.timezone,
        "state": "accepted" if week.accepted else "draft",
        "whole": now.date() > read.days[-1],
        "total": _line(read, "total", "all", ""),
        "sessions": figures.value("sessions/all/planned"),
        "sessions_done": figures.value("sessions/all/done"),
        "tracks": _lines(read, "track", {track.id: track.title for track in read.plan.tracks}),
        "works": _lines(read, "work", _titles_of_works(week)),
        "activities": _lines(read, "activity", {one.id: one.title for one in read.plan.activities}),
        "strengths": _lines(read, "strength", {}),
        "days": [_day(read, day) for day in read.days],
        "trend": [_past(one, read) for one in read.trend],
        "estimates": [
            {
                "title": next((a.title for a in read.plan.activities if a.id == one.activity), one.activity),
                "sessions": one.sessions,
                "planned_min": one.planned,
                "spent_min": one.spent,
                "factor": round(one.factor, 2),
            }
            for one in misjudged(week.sessions)
        ],
        "owed": [{"session": o.id, "title": o.title, "minutes": o.minutes, "placed": o.placed} for o in owes],
        "owed_min": sum(one.minutes for one in owes),
        "buffer_min": week.buffer_min,
        "trips": _trips(read),
        "milestones": _milestones(read),
        "decisions": list(read.decisions),
        "counts": [one for one in read.counts if one["total"] or one["until"]],
        "topics": _topics(figures),
        "reviews": _reviews(read),
        "calibration": _calibration(read),
        **promised(ws, read),
        "experience": _experience(ws, read),
        "open": [
            session_view(one.model_dump(mode="json"), read.language, now) for one in week.sessions if one.open_at(now)
        ],
        "runs": _runs(ws, read),
        "github": _github(ws, read.days[0]),
        "questions": [],
        "next": None,
        "files": [],
    }


def why(ws: Workspace, key: str, day: date | None = None) -> WhyView:
    """What a figure of the report is counted from. Raises UnknownNameError with those like it, NoPlanError."""
    read = read_week(ws, day)
    figure = read.week.figures.get(key.strip("/"))
    if figure is None:
        keys = sorted(read.week.figures)
        near = get_close_matches(key, keys, n=8, cutoff=0.4) or [one for one in keys if one.startswith("total/")]
        raise UnknownNameError(what="figure", name=key, known=near, see="see_report")
    return {
        "week": read.week.name,
        "key": key.strip("/"),
        "unit": figure.unit,
        "value": figure.value,
        "traces": [
            {"id": one.id, "title": one.title, "date": one.date.isoformat(), "amount": one.amount}
            for one in figure.traces
        ],
    }


def _github(ws: Workspace, day: date) -> GithubWeekView | None:
    """The week on GitHub as it was last read; its client is imported only where something ever was."""
    with database.read(ws.database) as connection:
        if not has_kept(connection, ws.person):
            return None
    from roadweek.usecases.github_week import kept_week

    return kept_week(ws, day)


def _runs(ws: Workspace, read: WeekRead) -> list[ReportRunsView]:
    """The week's benchmark runs by model and place; what measures is imported only where something was measured."""
    with database.read(ws.database) as connection:
        if not runs.between(connection, ws.person, read.days[0], read.days[-1]):
            return []
    from roadweek.usecases.benchmarks import runs_of_week

    out: dict[tuple[str, str], ReportRunsView] = {}
    for one in runs_of_week(ws, read.days[0], read.days[-1]):
        where = one["device"] or one["endpoint"] or one["tool"]
        fresh: ReportRunsView = {
            "model": one["model"],
            "where": where,
            "runs": 0,
            "set_aside": 0,
            "last": None,
            "figures": {},
        }
        told = out.setdefault((one["model"], where), fresh)
        told["runs"] += 1
        if one["standing"] == "measurement":
            told["last"], told["figures"] = one["id"], one["figures"]
        else:
            told["set_aside"] += 1
    return sorted(out.values(), key=lambda one: (one["model"], one["where"]))


def _line(read: WeekRead, group: str, name: str, title: str) -> ReportLineView:
    figures, key = read.week.figures, f"{group}/{name}"
    return {
        "key": key,
        "title": title,
        "planned_min": figures.value(f"{key}/planned"),
        "done_min": figures.value(f"{key}/done"),
        "skipped_min": figures.value(f"{key}/skipped"),
        "open_min": figures.value(f"{key}/open"),
        "ahead_min": figures.value(f"{key}/ahead"),
        "before_min": read.before.figures.value(f"{key}/done"),
    }


def _lines(read: WeekRead, group: str, titles: dict[str, str]) -> list[ReportLineView]:
    """The lines of a group, the most planned first; one that was worked on only the week before is told as well, where
    the group is of tracks."""
    names = read.week.figures.names(group)
    if group == "track":
        names = list(dict.fromkeys([*names, *read.before.figures.names(group)]))
    lines = [_line(read, group, name, titles.get(name, "" if name == NO_TRACK else name)) for name in names]
    return sorted(lines, key=lambda line: (-line["planned_min"], -line["done_min"], line["key"]))


def _titles_of_works(week: PastWeek) -> dict[str, str]:
    return {portion.work: portion.title for session in week.sessions for portion in session.work}


def _day(read: WeekRead, day: date) -> ReportDayView:
    key = f"day/{day.isoformat()}"
    return {
        "key": key,
        "date": day.isoformat(),
        "trip": any(trip.counts and trip.covers(day) for trip in read.trips),
        "planned_min": read.week.figures.value(f"{key}/planned"),
        "done_min": read.week.figures.value(f"{key}/done"),
    }


def _past(week: PastWeek, read: WeekRead) -> ReportDayView:
    days = days_of(week.name)
    return {
        "key": "total/all",
        "date": days[0].isoformat(),
        "trip": any(trip.counts and trip.covers(day) for trip in read.trips for day in days),
        "planned_min": week.figures.value("total/all/planned"),
        "done_min": week.figures.value("total/all/done"),
    }


def _share(part: int, of: int) -> float | None:
    return round(part / of, 3) if of else None


def _topics(figures: Figures) -> list[TopicView]:
    """The topics, the least recalled first, then those that were only tried."""
    out: list[TopicView] = []
    for topic in figures.names("topic"):
        key = f"topic/{topic}"
        asked, recalled = figures.value(f"{key}/asked"), figures.value(f"{key}/recalled")
        out.append(
            {
                "key": key,
                "topic": "" if topic == NO_TOPIC else topic,
                "attempts": figures.value(f"{key}/attempts"),
                "minutes": figures.value(f"{key}/minutes"),
                "stuck": figures.value(f"{key}/stuck"),
                "asked": asked,
                "recalled": recalled,
                "share": _share(recalled, asked),
            }
        )
    return sorted(out, key=lambda one: (one["share"] is None, one["share"] or 0, -one["attempts"], one["key"]))


def _reviews(read: WeekRead) -> ReviewsView:
    figures = read.week.figures
    asked, kept = figures.value("cards/all/asked"), figures.value("cards/all/remembered")
    return {
        "cards": asked,
        "remembered": kept,
        "share": _share(kept, asked),
        "redone": figures.value("redo/all/asked"),
        "redone_solved": figures.value("redo/all/solved"),
        "due": read.cards_due,
        "coming": read.cards_coming,
        "drilled": figures.value("drill/all/asked"),
        "drill_points": figures.value("drill/all/points"),
        "drill_hit": figures.value("drill/all/hit"),
    }


def _calibration(read: WeekRead) -> CalibrationView:
    found = read.predicted
    if found is None:
        return {
            "count": 0,
            "least": LEAST,
            "predicted": None,
            "observed": None,
            "log_loss": None,
            "constant_log_loss": None,
            "rmse": None,
            "verdict": "too_few",
        }
    return {
        "count": found.count,
        "least": LEAST,
        "predicted": round(found.predicted, 3),
        "observed": round(found.observed, 3),
        "log_loss": round(found.log_loss, 3),
        "constant_log_loss": round(found.constant_log_loss, 3),
        "rmse": round(found.rmse, 3),
        "verdict": "better" if found.better else "no_better",
    }


def _experience(ws: Workspace, read: WeekRead) -> ExperienceView:
    """What the week gained, and how far it all has come by now."""
    until = int((read.now + timedelta(days=1)).timestamp())  # a session of today may be done before its time
    with database.read(ws.database) as connection:
        placed = sessions.as_sessions(sessions.between(connection, ws.person, 0, until))
        tried, answers = attempts.counts(connection, ws.person)
        earliest = min((one.start.date() for one in placed), default=read.now.date())
        noted = log.between(connection, ws.person, earliest.isoformat(), read.now.date().isoformat())
    total = gained(placed, answers, tried)
    level, next_at = level_of(total)
    away = [
        trip.start + timedelta(days=n)
        for trip in read.trips
        if trip.counts
        for n in range((trip.end - trip.start).days + 1)
    ]
    row = in_a_row(placed, away, [one.date for one in noted if one.minutes], read.now)
    figures = read.week.figures
    return {
        "focus": figures.value("experience/focus/points"),
        "method": figures.value("experience/method/points"),
        "organising": figures.value("experience/organising/points"),
        "total": total,
        "level": level,
        "next_level_at": next_at,
        "row_days": row.days,
        "waited_days": row.waited,
        "quests": _quests(ws, read),
    }


QUESTS = 4


def _quests(ws: Workspace, read: WeekRead) -> list[QuestView]:
    works = [work for strand in work_list(ws)["strands"] for work in strand["works"] if work["state"] != "dropped"]
    steps = [
        Step(
            id=work["id"],
            title=work["title"],
            track=work["track"],
            last=date.fromisoformat(work["due"]) if work["due"] else None,
            beaten=work["state"] == "done",
        )
        for work in works
    ]
    return [
        {
            "milestone": one.milestone.id,
            "title": one.milestone.title,
            "due": one.milestone.due.latest.isoformat() if one.milestone.due else "",
            "steps": len(one.steps),
            "beaten": one.beaten,
            "left": [step.title for step in one.steps if not step.beaten],
        }
        for one in quests(read.plan.milestones, steps, read.now.date())[:QUESTS]
    ]


def _trips(read: WeekRead) -> ReportTripsView:
    left_out = left_out_by_trips(read.week.unplaced)
    here = [(trip, sum(trip.covers(day) for day in read.days)) for trip in read.trips if trip.counts]
    return {
        "trips": [
            {"trip": trip_view(trip.model_dump(mode="json"), read.language), "days": days}
            for trip, days in here
            if days
        ],
        "left_out": [{"title": one.title, "minutes": one.minutes} for one in left_out],
        "left_out_min": sum(one.minutes for one in left_out),
    }


def _milestones(read: WeekRead) -> list[ReportMilestoneView]:
    """Those reached or due in this week, due in the next, and those of before that are still open; by day."""
    first, last = read.days[0], read.days[-1]
    out: list[tuple[date, ReportMilestoneView]] = []
    for one in read.plan.milestones:
        due = one.due.latest if one.due else None
        what: Literal["reached", "due", "soon", "overdue"]
        if one.done is not None:
            if not first <= one.done <= last:
                continue
            what = "reached"
        elif due is None or due > last + SOON:
            continue
        else:
            what = "overdue" if due < first else "due" if due <= last else "soon"
        out.append(
            (
                one.done or due or last,
                {
                    "id": one.id,
                    "title": one.title,
                    "due": due.isoformat() if due else None,
                    "done": one.done.isoformat() if one.done else None,
                    "what": what,
                },
            )
        )
    return [view for _, view in sorted(out, key=lambda pair: (pair[0], pair[1]["id"]))]
