"""From what came over the wire to our records: cleaned, private things counted only, what is missing noted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from roadweek.github.records import (
    CommitCount,
    ContributionDay,
    ForeignText,
    IssueRecord,
    Level,
    PullRequestRecord,
    RateLimit,
    RepositoryCount,
    ReviewRecord,
    ScoutedIssue,
    StoryEvent,
    StoryKind,
)

if TYPE_CHECKING:
    from roadweek.github.shapes import (
        CalendarWire,
        FoundIssueWire,
        IssueWire,
        LoginWire,
        PullRequestWire,
        RateLimitWire,
        RepositoryCountWire,
        RepositoryWire,
        ReviewMomentWire,
        TimelineWire,
        WeekContributionsWire,
    )

__all__ = [
    "commit_counts",
    "days_of",
    "event_of",
    "issue_of",
    "pull_request_of",
    "rate_of",
    "repository_counts",
    "review_of",
    "scouted_of",
]

FILES = 200
"""So many names at the top of a repository are kept."""
_MAINTAINERS = ("OWNER", "MEMBER", "COLLABORATOR")
"""Who may decide in a repository, by GitHub's ``CommentAuthorAssociation``."""
_LEVELS: tuple[Level, ...] = get_args(Level)
_REVIEWS: dict[str, StoryKind] = {"APPROVED": "approved", "CHANGES_REQUESTED": "changes_requested"}
_EVENTS: dict[str, StoryKind] = {
    "IssueComment": "commented",
    "HeadRefForcePushedEvent": "force_pushed",
    "ReadyForReviewEvent": "ready",
    "RenamedTitleEvent": "renamed",
    "CrossReferencedEvent": "mentioned",
    "MergedEvent": "merged",
    "ClosedEvent": "closed",
    "ReopenedEvent": "reopened",
}
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+")


def rate_of(wire: RateLimitWire | None) -> RateLimit | None:
    return RateLimit(cost=wire.cost, remaining=wire.remaining, reset_at=wire.reset_at) if wire else None


def days_of(calendar: CalendarWire, first: date, last: date) -> tuple[ContributionDay, ...]:
    """The days of a calendar between two days, in order."""
    found = {day.date: day for day in calendar.days if first <= day.date <= last}
    return tuple(
        ContributionDay(date=on, count=max(0, day.contribution_count), level=_level(day.contribution_level))
        for on, day in sorted(found.items())
    )


def _level(word: str) -> Level:
    small = word.casefold()
    return small if small in _LEVELS else "none"


def _login(author: LoginWire | None) -> str | None:
    return author.login if author else None


def _title(text: str, author: LoginWire | None) -> ForeignText:
    return ForeignText(text=text, by=_login(author))


def _url(text: str) -> str:
    """An address of the web; anything else that stands there (a script, a file) is dropped."""
    return text if _WEB.fullmatch(text) else ""


def _word(word: str | None, known: tuple[str, ...]) -> Any:
    """GitHub's word in small letters where we know it; a new one of theirs is none."""
    small = (word or "").casefold()
    return small if small in known else None


def pull_request_of(wire: PullRequestWire) -> PullRequestRecord:
    """A pull request; one of a state that we do not know is open until it says when it was closed."""
    state = _word(wire.state, ("open", "merged", "closed")) or ("closed" if wire.closed_at else "open")
    return PullRequestRecord(
        repository=wire.repository.name_with_owner,
        number=wire.number,
        title=_title(wire.title, wire.author),
        url=_url(wire.url),
        state=state,
        draft=wire.is_draft,
        private=wire.repository.is_private,
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        merged_at=wire.merged_at,
        closed_at=wire.closed_at,
        review_decision=_word(wire.review_decision, ("approved", "changes_requested", "review_required")),
        reviews=wire.reviews.total_count,
        comments=wire.comments.total_count,
        commits=wire.commits.total_count,
        additions=wire.additions,
        deletions=wire.deletions,
        changed_files=wire.changed_files,
    )


def issue_of(wire: IssueWire) -> IssueRecord:
    return IssueRecord(
        repository=wire.repository.name_with_owner,
        number=wire.number,
        title=_title(wire.title, wire.author),
        url=_url(wire.url),
        state=_word(wire.state, ("open", "closed")) or "open",
        private=wire.repository.is_private,
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        closed_at=wire.closed_at,
        comments=wire.comments.total_count,
    )


def review_of(wire: ReviewMomentWire) -> ReviewRecord:
    on = wire.pull_request
    states = ("approved", "changes_requested", "commented", "dismissed", "pending")
    return ReviewRecord(
        repository=on.repository.name_with_owner,
        number=on.number,
        title=_title(on.title, on.author),
        url=_url(on.url),
        at=wire.occurred_at,
        state=_word(wire.pull_request_review.state, states) or "commented",
        comments=wire.pull_request_review.comments.total_count,
    )


CountedKind = Literal["commits", "pull_requests", "issues", "reviews"]


def repository_counts(wire: WeekContributionsWire, names: bool) -> tuple[RepositoryCount, ...]:
    """What went to each repository, most first; private ones together at the end unless their names may be told."""
    counts: dict[tuple[str | None, bool], dict[CountedKind, int]] = defaultdict(lambda: defaultdict(int))
    grouped: dict[CountedKind, list[tuple[RepositoryWire, int]]] = {
        "commits": [(one.repository, one.contributions.total_count) for one in wire.commit_contributions_by_repository],
        "pull_requests": _grouped(wire.pull_request_contributions_by_repository),
        "issues": _grouped(wire.issue_contributions_by_repository),
        "reviews": _grouped(wire.pull_request_review_contributions_by_repository),
    }
    for kind, found in grouped.items():
        for repository, count in found:
            counts[_shown(repository, names), repository.is_private][kind] += max(0, count)
    files = {
        one.repository.name_with_owner: tuple(file.name for file in (one.repository.top.entries or ())[:FILES])
        for one in wire.commit_contributions_by_repository
        if one.repository.top is not None
    }
    rows = [
        RepositoryCount(repository=name, private=private, files=files.get(name or ""), **each)
        for (name, private), each in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.repository is None, -_sum(row), row.repository or "")))


def _grouped(rows: Iterable[RepositoryCountWire]) -> list[tuple[RepositoryWire, int]]:
    return [(row.repository, row.contributions.total_count) for row in rows]


def _sum(row: RepositoryCount) -> int:
    return row.commits + row.pull_requests + row.issues + row.reviews


def _shown(repository: RepositoryWire, names: bool) -> str | None:
    return repository.name_with_owner if names or not repository.is_private else None


def commit_counts(wire: WeekContributionsWire, names: bool) -> tuple[CommitCount, ...]:
    """Commits by repository and GitHub's day.

    GitHub gives a day as an instant: the beginning of that day in the zone of its calendar, which is west of
    Greenwich. The date of that instant in UTC is the day.
    """
    counts: dict[tuple[str | None, date], int] = defaultdict(int)
    for row in wire.commit_contributions_by_repository:
        for day in row.contributions.all:
            counts[_shown(row.repository, names), day.occurred_at.date()] += max(0, day.commit_count)
    ordered = sorted(counts.items(), key=lambda each: (each[0][1], each[0][0] is None, each[0][0] or ""))
    return tuple(CommitCount(repository=name, date=on, commits=count) for (name, on), count in ordered)


def event_of(wire: TimelineWire, author: str | None, names: bool) -> StoryEvent | None:
    """An event of a story, or None for what is not told: an unknown kind, a review that was never sent."""
    if wire.kind == "PullRequestCommit":
        if wire.commit is None:
            return None
        by = _login(wire.commit.author.user) if wire.commit.author else None
        what = ForeignText(text=wire.commit.message_headline, by=by)
        return StoryEvent(at=wire.commit.committed_date, kind="committed", by=by, own=by == author, what=what)
    if wire.kind == "PullRequestReview":
        kind: StoryKind | None = _REVIEWS.get(wire.review_state or "", "reviewed")
        if wire.review_state == "PENDING":
            kind = None
    else:
        kind = _EVENTS.get(wire.kind)
    at: datetime | None = wire.submitted_at or wire.created_at
    if kind is None or at is None:
        return None
    by = _login(wire.author or wire.actor)
    title = wire.current_title
    if wire.source is not None and (names or not wire.source.repository.is_private):
        title = wire.source.title
    return StoryEvent(
        at=at,
        kind=kind,
        by=by,
        own=by is not None and by == author,
        what=ForeignText(text=title, by=by) if title else None,
        body=wire.body or None,
    )


def scouted_of(repository: str, pages: Iterable[Iterable[FoundIssueWire]]) -> tuple[ScoutedIssue, ...]:
    """The issues of several labels once each, the youngest first."""
    found = {wire.number: wire for page in pages for wire in page if wire.state == "OPEN"}
    issues = (_scouted(repository, wire) for wire in found.values())
    return tuple(sorted(issues, key=lambda issue: (issue.created_at, issue.number), reverse=True))


def _scouted(repository: str, wire: FoundIssueWire) -> ScoutedIssue:
    comments = sorted(wire.comments.all, key=lambda comment: comment.created_at)
    answers = [one.created_at for one in comments if one.author_association in _MAINTAINERS]
    return ScoutedIssue(
        repository=repository,
        number=wire.number,
        title=_title(wire.title, wire.author),
        url=_url(wire.url),
        labels=tuple(label.name for label in wire.labels.all) if wire.labels else (),
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        assignees=wire.assignees.total_count,
        linked=wire.closed_by_pull_requests_references.total_count,
        comments=wire.comments.total_count,
        answered=bool(comments) and comments[-1].author_association in _MAINTAINERS,
        maintainer_at=max(answers, default=None),
        body=wire.body or None,
    )
