"""The contribution calendar: asked by calendar years, because GitHub tells at most a year at once, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from roadweek.github.asking import GithubTalk
from roadweek.github.reading import days_of
from roadweek.github.records import (
    ContributionCalendar,
    ContributionDay,
    ContributionKind,
    ContributionMoment,
    PartialNote,
    YearAnswer,
)

if TYPE_CHECKING:
    from roadweek.github.shapes import ContributionsWire, MomentWire, Page

__all__ = ["EARLIEST", "furthest_today", "live_year", "years_together"]

EARLIEST = date(2005, 1, 1)
"""Git began in April 2005; GitHub knows nothing from before."""
_PAGES = 10
"""Requests for the moments of one year: 1,000 of each kind."""
_MOST = 100


def furthest_today(now: datetime) -> date:
    """The date where it is latest on Earth (UTC+14): no contribution can be of a later day."""
    return (now.astimezone(UTC) + timedelta(hours=14)).date()


def live_year(talk: GithubTalk, login: str, year: int, now: datetime) -> YearAnswer:
    """A whole calendar year, without its days to come."""
    from roadweek.github.shapes import YearData

    first, last = date(year, 1, 1), min(date(year, 12, 31), furthest_today(now))
    cursors: dict[str, str | None] = {"pullRequests": None, "issues": None, "reviews": None}
    moments: list[ContributionMoment] = []
    bounded = False
    found: ContributionsWire | None = None
    for _ in range(_PAGES):
        data = talk.ask(
            "year",
            YearData,
            login=login,
            **{"from": f"{year}-01-01T00:00:00Z", "to": f"{year}-12-31T23:59:59Z"},
            first=_MOST,
            **cursors,
        )
        if data.user is None:
            raise talk.absent("github_user", login)
        found = data.user.contributions_collection
        pages: dict[str, tuple[ContributionKind, Page[MomentWire]]] = {
            "pullRequests": ("pull_request", found.pull_request_contributions),
            "issues": ("issue", found.issue_contributions),
            "reviews": ("review", found.pull_request_review_contributions),
        }
        for name, (kind, page) in pages.items():
            moments += (ContributionMoment(kind=kind, at=one.occurred_at) for one in page.all)
            cursors[name] = page.page_info.end_cursor or cursors[name]  # behind the last one there is nothing more
        bounded = any(page.next for _, page in pages.values())
        if not bounded:
            break
    assert found is not None  # the loop asks at least once
    meta = talk.meta(login, now)
    if bounded:
        note = PartialNote(code="bounded", params={"what": "contributions", "count": len(moments)})
        meta["partial"] = (*meta["partial"], note)
    days = days_of(found.contribution_calendar, first, last)
    calendar = ContributionCalendar(
        first=first,
        last=last,
        days=days,
        total=sum(day.count for day in days),
        restricted=max(0, found.restricted_contributions_count),
        moments=tuple(sorted(moments, key=lambda moment: moment.at)),
    )
    return YearAnswer(**meta, calendar=calendar, years=found.contribution_years)


def years_together(
    parts: Sequence[YearAnswer], first: date, last: date, *, notes: tuple[PartialNote, ...] = ()
) -> YearAnswer:
    """The span of two days from the calendar years that it touches; the last of them says as of when.

    Days that are in none of them are told in a note and left out.
    """
    newest = parts[-1]
    days: dict[date, ContributionDay] = {}
    for part in parts:
        days.update((day.date, day) for day in part.calendar.days if first <= day.date <= last)
    known_to = min(last, furthest_today(newest.as_of))
    missing = (known_to - first).days + 1 - len(days)
    if missing > 0:
        params = {"count": missing, "first": first.isoformat(), "last": known_to.isoformat()}
        notes = (*notes, PartialNote(code="days_missing", params=params))
    ordered = tuple(days[on] for on in sorted(days))
    beside = timedelta(days=1)  # a moment may be of another day where the person is
    calendar = ContributionCalendar(
        first=first,
        last=last,
        days=ordered,
        total=sum(day.count for day in ordered),
        restricted=sum(part.calendar.restricted for part in parts),
        moments=tuple(
            moment
            for part in parts
            for moment in part.calendar.moments
            if first - beside <= moment.at.date() <= last + beside
        ),
    )
    told: list[PartialNote] = []
    for note in (*(note for part in parts for note in part.partial), *notes):
        if note not in told:
            told.append(note)
    years = tuple(sorted({year for part in parts for year in part.years}, reverse=True))
    return newest.model_copy(update={"calendar": calendar, "years": years, "partial": tuple(told)})
