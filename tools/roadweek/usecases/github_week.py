"""A week on GitHub beside the plan: what was done where, the hours logged with what shows them, what it may close."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from roadweek.domain.sanitise import sanitised_line
from roadweek.domain.weeks import days_of, week_id
from roadweek.errors import DateError, GithubError
from roadweek.github.closings import Closing, RepositoryFacts, closings
from roadweek.github.week_facts import DayEvidence, day_evidence, happened, week_counts
from roadweek.messages import say
from roadweek.usecases.github_reading import head_of
from roadweek.usecases.open_source import OpenSource, logged_by_day, open_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadweek.domain.base import Language
    from roadweek.github.client import GithubClient
    from roadweek.github.records import ForeignText, WeekAnswer
    from roadweek.views.github_documents import (
        GithubClosingView,
        GithubDayView,
        GithubHoursView,
        GithubThingView,
        GithubWeekView,
    )
    from roadweek.workspace import Workspace

__all__ = ["evidence_words", "github_week", "kept_week"]

MOST = 5
"""So many entries of each list; a week's summary is to be read at a glance."""
SHORT = 72
"""Characters of a title in it."""
SHOWN = 3
"""So much evidence of a day; the rest is counted."""
CLOSINGS = 2


def github_week(ws: Workspace, client: GithubClient, day: date | None = None) -> GithubWeekView:
    """The week that holds ``day`` (default: today). Raises NoPlanError, DateError for a week to come, GithubError."""
    today = ws.now().date()
    name = week_id(day or today)
    if name > week_id(today):
        raise DateError(value=(day or today).isoformat(), why="week_to_come")
    monday, *_, sunday = days_of(name)
    line = open_source(ws, monday, sunday)
    answer = client.week(monday, ws.timezone)
    counts = week_counts(answer)
    by_day = day_evidence(answer, ZoneInfo(ws.timezone))
    lists: tuple[Sequence[object], ...] = (answer.repositories, happened(answer), answer.issues, answer.reviews)
    lang = line.language
    return {
        **head_of(ws, answer, lang),
        "week": name,
        "first": monday.isoformat(),
        "last": sunday.isoformat(),
        "commits": counts.commits,
        "pull_requests": counts.pull_requests,
        "issues": counts.issues,
        "reviews": counts.reviews,
        "private": counts.private,
        "active_days": sum(1 for one in answer.days if one.count),
        "repositories": [
            {
                "name": one.repository,
                "commits": one.commits,
                "pull_requests": one.pull_requests,
                "issues": one.issues,
                "reviews": one.reviews,
            }
            for one in answer.repositories[:MOST]
        ],
        "pulls": [
            {"name": pull.name, "title": _short(pull.title), "what": what} for what, pull in happened(answer)[:MOST]
        ],
        "issue_list": [
            _thing(one.repository, one.number, _short(one.title), one.state) for one in answer.issues[:MOST]
        ],
        "review_list": [
            _thing(one.repository, one.number, _short(one.title), one.state) for one in answer.reviews[:MOST]
        ],
        "more": sum(max(0, len(each) - MOST) for each in lists),
        "hours": _hours(line, name, by_day, today, answer.login),
        "closings": [_closing(one, lang) for one in _closable(line, answer)[:CLOSINGS]],
    }


def kept_week(ws: Workspace, day: date) -> GithubWeekView | None:
    """The week that holds ``day`` as it was last read, without asking GitHub; null where it never was.

    Raises NoPlanError.
    """
    from roadweek.usecases.github_reading import opened

    try:
        with opened(ws, offline=True) as client:
            return github_week(ws, client, day)
    except GithubError:
        return None


def _short(title: ForeignText) -> str:
    return sanitised_line(title.text, SHORT)


def _thing(repository: str, number: int, title: str, what: str) -> GithubThingView:
    return {"name": f"{repository}#{number}", "title": title, "what": what}


BY_HAND = ("commits", "opened", "issue", "review")
"""Evidence that the person themselves did something on that day; others close and merge."""


def _hours(
    line: OpenSource, week: str, by_day: Mapping[date, list[DayEvidence]], today: date, login: str
) -> GithubHoursView | None:
    """What was logged on each day with all that GitHub has of it, and what was done in repositories of others on days
    that nobody logged: work on one's own may be another line's. Null where the plan has no such line."""
    lang = line.language
    if line.track is None:
        return None
    logged = logged_by_day(line.entries)
    stated = line.target.get(week)
    own = f"{login.casefold()}/"
    elsewhere = {
        on: [one for one in found if not (one.name or own).casefold().startswith(own)] for on, found in by_day.items()
    }
    days: list[GithubDayView] = []
    for on in sorted(on for on in {*logged, *by_day} if on in logged or elsewhere[on]):
        shown = by_day.get(on, ()) if on in logged else elsewhere[on]
        words = [evidence_words(one, lang) for one in shown[:SHOWN]]
        if len(shown) > SHOWN:
            words.append(say("contributions.evidence_more", lang, count=len(shown) - SHOWN))
        days.append({"date": on.isoformat(), "logged_min": logged.get(on, 0), "evidence": words})
    return {
        "track": line.track,
        "title": line.title,
        "target_min": None if stated is None else [stated.lo, stated.hi],
        "planned_min": sum(one.minutes for one in line.placed),
        "logged_min": sum(logged.values()),
        "days": days,
        "unlogged_days": [
            on.isoformat()
            for on, found in elsewhere.items()
            if on not in logged and on <= today and any(one.kind in BY_HAND for one in found)
        ],
    }


def evidence_words(one: DayEvidence, lang: Language) -> str:
    name = one.name or say("contributions.private_name", lang)
    single = "_one" if one.kind == "commits" and one.amount == 1 else ""
    return say(f"contributions.evidence_{one.kind}{single}", lang, name=name, count=one.amount)


def _closable(line: OpenSource, answer: WeekAnswer) -> list[Closing]:
    """What of the plan the week's own repositories and pull requests may show to be done; the first wanted first."""
    works = [work for strand in line.plan.strands for work in strand.works]
    begun = [one for one in works if one.first is None or one.first <= answer.last + timedelta(days=SOON)]
    own = [
        RepositoryFacts(one.repository, f"https://{answer.host}/{one.repository}", one.commits, one.files)
        for one in answer.repositories
        if one.repository is not None and one.repository.casefold().startswith(f"{answer.login.casefold()}/")
    ]
    found = closings(begun, merged=answer.merged, opened=answer.opened, repositories=own)
    return sorted(found, key=lambda one: (not one.ready, one.work.last or date.max, one.work.id))


SOON = 30
"""A work that may begin within so many days may be done already."""


def _closing(one: Closing, lang: Language) -> GithubClosingView:
    return {
        "id": one.work.id,
        "title": one.work.title,
        "evidence": one.link,
        "why": _why(one, lang),
        "ready": one.ready,
    }


def _why(one: Closing, lang: Language) -> str:
    key: str = one.why
    if one.why == "opened" and not one.ready:
        key = "opened_only"
    elif one.why == "repository" and one.has:
        key = "repository_lacks" if one.lacks else "repository"
    elif one.why == "repository":
        key = "repository_bare" if one.lacks else "repository_bare_plain" if one.looked else "repository_plain"
    files, lacks = (", ".join(names) for names in (one.has, one.lacks))
    return say(f"contributions.why_{key}", lang, name=one.name, count=one.count, files=files, lacks=lacks)
