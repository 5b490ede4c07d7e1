"""One week of GitHub in figures and by day: what each log entry of the person has to show. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from roadweek.github.records import PullRequestRecord, WeekAnswer

__all__ = ["DayEvidence", "WeekCounts", "day_evidence", "happened", "week_counts"]

EvidenceKind = Literal["commits", "opened", "merged", "unmerged", "discussed", "issue", "review"]
PullState = Literal["opened", "merged", "unmerged", "discussed"]


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """Sums over the repositories; ``private`` are contributions that the token may not see."""

    commits: int
    pull_requests: int
    issues: int
    reviews: int
    private: int


class DayEvidence(NamedTuple):
    """One thing of a day that shows work. ``name``: a repository, or ``owner/name#12``; null where it is private."""

    kind: EvidenceKind
    name: str | None
    amount: int = 1


def week_counts(answer: WeekAnswer) -> WeekCounts:
    return WeekCounts(
        commits=sum(one.commits for one in answer.repositories),
        pull_requests=sum(one.pull_requests for one in answer.repositories),
        issues=sum(one.issues for one in answer.repositories),
        reviews=sum(one.reviews for one in answer.repositories),
        private=answer.restricted,
    )


def happened(answer: WeekAnswer) -> list[tuple[PullState, PullRequestRecord]]:
    """Each pull request of the week once, by the last thing that happened to it; what is decided comes first."""
    found: dict[str, tuple[PullState, PullRequestRecord]] = {}
    groups: tuple[tuple[PullState, Iterable[PullRequestRecord]], ...] = (
        ("merged", answer.merged),
        ("unmerged", answer.closed),
        ("opened", answer.opened),
        ("discussed", answer.discussed),
    )
    for state, pulls in groups:
        for pull in pulls:
            found.setdefault(pull.name, (state, pull))
    return list(found.values())


def day_evidence(answer: WeekAnswer, zone: ZoneInfo) -> dict[date, list[DayEvidence]]:
    """By the person's own day, what they did on it; only days of the week that have something.

    A pull request that was discussed counts on the day of its last change: work on one that is not merged is in no
    figure of GitHub's.
    """
    found: dict[date, list[DayEvidence]] = {}

    def add(day: date, one: DayEvidence) -> None:
        if answer.first <= day <= answer.last:
            found.setdefault(day, []).append(one)

    def own(at: datetime) -> date:
        return at.astimezone(zone).date()

    for commits in answer.commits:
        add(commits.date, DayEvidence("commits", commits.repository, commits.commits))
    for pull in answer.opened:
        add(own(pull.created_at), DayEvidence("opened", pull.name))
    for pull in answer.merged:
        if pull.merged_at is not None:
            add(own(pull.merged_at), DayEvidence("merged", pull.name))
    for pull in answer.closed:
        if pull.closed_at is not None:
            add(own(pull.closed_at), DayEvidence("unmerged", pull.name))
    for pull in answer.discussed:
        add(own(pull.updated_at), DayEvidence("discussed", pull.name))
    for issue in answer.issues:
        add(own(issue.created_at), DayEvidence("issue", f"{issue.repository}#{issue.number}"))
    for review in answer.reviews:
        add(own(review.at), DayEvidence("review", f"{review.repository}#{review.number}"))
    return dict(sorted(found.items()))
