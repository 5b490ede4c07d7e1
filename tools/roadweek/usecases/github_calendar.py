"""A year of contributions by day beside the hours logged and the days away, with both streaks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadweek.domain.weeks import days_of, weeks_between
from roadweek.github.streaks import Streak, github_streak, own_streak
from roadweek.usecases.github_reading import head_of
from roadweek.usecases.open_source import away_days, logged_by_week, open_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadweek.github.client import GithubClient
    from roadweek.github.records import ContributionDay, Level
    from roadweek.views.github_documents import GithubCalendarView, GithubStreaksView, GithubStreakView
    from roadweek.workspace import Workspace

__all__ = ["busy_weeks", "github_calendar", "streaks"]

YEAR = timedelta(days=364)
_LEVELS: tuple[Level, ...] = ("first_quartile", "second_quartile", "third_quartile", "fourth_quartile")


def github_calendar(ws: Workspace, client: GithubClient, until: date | None = None) -> GithubCalendarView:
    """The year that ends with ``until`` (default: today; a day to come is taken as today).

    Raises NoPlanError, GithubError.
    """
    now = ws.now()
    last = min(until or now.date(), now.date())
    first = last - YEAR
    line = open_source(ws, first, last)
    answer = client.year(first, last)
    counts = {day.date: day.count for day in answer.calendar.days if first <= day.date <= last}
    logged = logged_by_week(line.entries)
    best = max(counts, key=lambda day: (counts[day], day), default=None)
    return {
        **head_of(ws, answer, line.language),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "zone": ws.timezone,
        "total": sum(counts.values()),
        "private": answer.calendar.restricted,
        "active_days": sum(1 for count in counts.values() if count),
        "busiest": best.isoformat() if best is not None and counts[best] else None,
        "track": line.title or None,
        "weeks": [
            {
                "week": name,
                "counts": [counts.get(day) for day in days_of(name)],
                "logged_min": logged.get(days_of(name)[0], 0),
                "target_min": line.target[name].lo if name in line.target else None,
            }
            for name in weeks_between(first, last)
        ],
        "away": list(line.away),
        "streaks": streaks(
            ws,
            answer.calendar.days,
            [one.at for one in answer.calendar.moments],
            read_at=answer.as_of,
            away=away_days(line.away, first, last),
            complete=not answer.partial,
        ),
        "levels": _levels(answer.calendar.days),
        "files": [],
    }


def busy_weeks(view: GithubCalendarView) -> GithubCalendarView:
    """The same without the weeks in which nothing was contributed and nothing logged: what a model is given."""
    return {**view, "weeks": [one for one in view["weeks"] if any(one["counts"]) or one["logged_min"]]}


def streaks(
    ws: Workspace,
    days: Iterable[ContributionDay],
    moments: Iterable[datetime],
    *,
    read_at: datetime,
    away: set[date],
    complete: bool,
) -> GithubStreaksView:
    """The row of days that today belongs to, by both definitions."""
    counts = {day.date: day.count for day in days}
    now, zone = ws.now(), ZoneInfo(ws.timezone)
    own = own_streak(counts, moments, zone, read_at=read_at, now=now, away=away, complete=complete)
    return {"github": _streak(github_streak(counts, read_at=read_at, now=now, away=away)), "own": _streak(own)}


def _streak(found: Streak) -> GithubStreakView:
    return {
        "days": found.days,
        "waited": found.waited,
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "today": found.today,
        "longest": found.longest,
        "at_least": not found.whole,
    }


def _levels(days: Iterable[ContributionDay]) -> list[int]:
    """The least count of each of GitHub's four shades; a shade that no day has begins where the next does."""
    least: dict[Level, int] = {}
    for day in days:
        if day.count:
            least[day.level] = min(day.count, least.get(day.level, day.count))
    out: list[int] = []
    for level in reversed(_LEVELS):
        out.insert(0, least.get(level, out[0] if out else max(least.values(), default=0) + 1))
    return out
