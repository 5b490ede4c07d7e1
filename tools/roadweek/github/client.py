"""Asking GitHub: what may be asked, and what comes back. Each answer is live or, without network, what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from roadweek.github.records import (
    PullRequestsAnswer,
    ScoutAnswer,
    SinceAnswer,
    StoryAnswer,
    WeekAnswer,
    YearAnswer,
)

__all__ = ["GithubClient"]


class GithubClient(Protocol):
    """Reads one person's GitHub; it can change nothing there.

    Raises GithubError (``roadweek.errors``) where there is neither an answer nor a kept one: GithubLoginError without
    a token or with one that is refused, GithubUnreachableError, GithubLimitError with when to ask again, and
    UnknownNameError for a repository or pull request that is not there.
    """

    login: str
    """Whose GitHub this is: ``github.login`` of config.toml, else the token's owner."""

    def year(self, first: date, last: date) -> YearAnswer:
        """The calendar from ``first`` to ``last``, both inclusive; split by calendar years as GitHub wants it."""
        ...

    def week(self, monday: date, zone: str) -> WeekAnswer:
        """The week that begins on ``monday`` in the person's IANA ``zone``; at most three requests."""
        ...

    def pull_requests(self, *, since: datetime | None = None, most: int = 100) -> PullRequestsAnswer:
        """The person's pull requests, the last changed first, back to ``since``."""
        ...

    def story(self, name: str) -> StoryAnswer:
        """What happened to one pull request: ``owner/name#12`` or its address."""
        ...

    def good_first_issues(self, repositories: Sequence[str], *, most: int = 20) -> ScoutAnswer:
        """Open issues for newcomers (``good first issue``, ``help wanted``), at most ``most`` a repository."""
        ...

    def since(self, at: datetime) -> SinceAnswer:
        """The person's pull requests and issues that changed at or after ``at``."""
        ...

    def last_asked(self) -> datetime | None:
        """When :meth:`mark_asked` was last told that the person saw what is new; null for never."""
        ...

    def mark_asked(self, at: datetime) -> None:
        """Keep that the person has seen what is new until ``at``."""
        ...
