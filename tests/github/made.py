"""Records as GitHub might tell them, for the tests: only what a test says differs from the usual."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from roadweek.github.records import (
    ForeignText,
    IssueRecord,
    PullRequestRecord,
    ScoutedIssue,
    ScoutedRepository,
    StoryAnswer,
    StoryEvent,
    WeekAnswer,
)

NOW = datetime(2026, 3, 12, 20, tzinfo=UTC)


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def pull(number: int = 7, repository: str = "tilings/quilt", **more: Any) -> PullRequestRecord:
    usual: dict[str, Any] = {
        "repository": repository,
        "number": number,
        "title": ForeignText(text="Faster seams", by="ada-dev"),
        "url": f"https://git.example/{repository}/pull/{number}",
        "state": "open",
        "created_at": at(3, 2),
        "updated_at": at(3, 10),
        "additions": 40,
        "deletions": 8,
        "changed_files": 3,
        "commits": 2,
    }
    return PullRequestRecord.model_validate({**usual, **more})


def issue(number: int = 3, repository: str = "tilings/quilt", **more: Any) -> ScoutedIssue:
    usual: dict[str, Any] = {
        "repository": repository,
        "number": number,
        "title": ForeignText(text="Edges are drawn twice", by="user-9"),
        "url": f"https://git.example/{repository}/issues/{number}",
        "labels": ("good first issue",),
        "created_at": at(3, 1),
        "updated_at": at(3, 9),
    }
    return ScoutedIssue.model_validate({**usual, **more})


def home(repository: str = "tilings/quilt", **more: Any) -> ScoutedRepository:
    usual: dict[str, Any] = {"repository": repository, "pushed_at": at(3, 11), "open_issues": 4}
    return ScoutedRepository.model_validate({**usual, **more})


def closed_issue(number: int = 2, repository: str = "tilings/quilt", **more: Any) -> IssueRecord:
    usual: dict[str, Any] = {
        "repository": repository,
        "number": number,
        "title": ForeignText(text="Seams are slow on large quilts", by="user-1"),
        "url": f"https://git.example/{repository}/issues/{number}",
        "state": "open",
        "created_at": at(2, 20),
        "updated_at": at(3, 1),
    }
    return IssueRecord.model_validate({**usual, **more})


def event(kind: str, day: int, by: str | None, *, own: bool = False, what: str | None = None) -> StoryEvent:
    said = ForeignText(text=what, by=by) if what else None
    return StoryEvent.model_validate({"at": at(3, day), "kind": kind, "by": by, "own": own, "what": said})


def story(record: PullRequestRecord, events: tuple[StoryEvent, ...] = (), **more: Any) -> StoryAnswer:
    usual: dict[str, Any] = {
        "host": "git.example",
        "login": "ada-dev",
        "as_of": NOW,
        "source": "live",
        "pull_request": record,
        "own": True,
        "events": events,
    }
    return StoryAnswer.model_validate({**usual, **more})


def week(**more: Any) -> WeekAnswer:
    """The week of 9 March 2026 with nothing in it."""
    usual: dict[str, Any] = {
        "host": "git.example",
        "login": "ada-dev",
        "as_of": NOW,
        "source": "live",
        "first": date(2026, 3, 9),
        "last": date(2026, 3, 15),
    }
    return WeekAnswer.model_validate({**usual, **more})
