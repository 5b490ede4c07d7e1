"""One week of a person: what was contributed where, and what became of their pull requests. At most three requests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from roadweek.github.activity import pull_request_trail
from roadweek.github.asking import GithubTalk
from roadweek.github.reading import commit_counts, days_of, issue_of, repository_counts, review_of
from roadweek.github.records import PartialNote, PullRequestRecord, WeekAnswer
from roadweek.github.years import furthest_today

__all__ = ["live_week"]

_CALLS = 3
"""Requests for a week, all in all."""
_REPOSITORIES = 100
"""GitHub groups by at most so many, without a way to ask for more."""
_MOST = 100


def live_week(talk: GithubTalk, login: str, monday: date, zone: str, now: datetime, *, private: bool) -> WeekAnswer:
    """The seven days from ``monday``, from midnight to midnight of the person's zone."""
    from roadweek.github.shapes import WeekData

    begin = datetime.combine(monday, time(), ZoneInfo(zone))
    end = datetime.combine(monday + timedelta(days=7), time(), ZoneInfo(zone))
    data = talk.ask(
        "week",
        WeekData,
        login=login,
        **{"from": begin.isoformat(), "to": (end - timedelta(seconds=1)).isoformat()},
        repositories=_REPOSITORIES,
        first=_MOST,
    )
    if data.user is None:
        raise talk.absent("github_user", login)
    found = data.user.contributions_collection
    trail = pull_request_trail(
        talk, login, since=begin, most=_MOST * 2, private=private, pages=max(1, _CALLS - talk.calls)
    )
    meta = talk.meta(login, now)
    notes = list(meta.pop("partial"))
    if not trail.covers(begin) and trail.back_to is not None:
        notes.append(PartialNote(code="older_missing", params={"day": trail.back_to.date().isoformat()}))
    if len(found.commit_contributions_by_repository) >= _REPOSITORIES:
        notes.append(PartialNote(code="bounded", params={"what": "repositories", "count": _REPOSITORIES}))
    for what, page in (
        ("issues", found.issue_contributions),
        ("reviews", found.pull_request_review_contributions),
    ):
        if page.next:
            notes.append(PartialNote(code="bounded", params={"what": what, "count": _MOST}))
    opened, merged, closed, discussed = _by_what_happened(trail.after(begin), begin, end)
    issues = (issue_of(one.issue) for one in found.issue_contributions.all)
    reviews = found.pull_request_review_contributions.all
    last = monday + timedelta(days=6)
    return WeekAnswer(
        **meta,
        partial=tuple(notes),
        first=monday,
        last=last,
        days=days_of(found.contribution_calendar, monday, min(last, furthest_today(now))),
        repositories=repository_counts(found, private),
        commits=commit_counts(found, private),
        opened=opened,
        merged=merged,
        closed=closed,
        discussed=discussed,
        issues=tuple(issue for issue in issues if private or not issue.private),
        reviews=tuple(review_of(one) for one in reviews if private or not one.pull_request.repository.is_private),
        restricted=max(0, found.restricted_contributions_count),
    )


def _by_what_happened(
    changed: tuple[PullRequestRecord, ...], begin: datetime, end: datetime
) -> tuple[tuple[PullRequestRecord, ...], ...]:
    """Opened, merged, closed without being merged, and changed otherwise in the week."""

    def within(at: datetime | None) -> bool:
        return at is not None and begin <= at < end

    opened = tuple(one for one in changed if within(one.created_at))
    merged = tuple(one for one in changed if within(one.merged_at))
    closed = tuple(one for one in changed if one.state == "closed" and within(one.closed_at))
    told = {(one.repository, one.number) for one in (*opened, *merged, *closed)}
    discussed = tuple(one for one in changed if within(one.updated_at) and (one.repository, one.number) not in told)
    return opened, merged, closed, discussed
