"""What GitHub told, as frozen records: days, counts, pull requests, issues, reviews, stories, and answers with them.

Sources: the objects of GitHub's published GraphQL schema (``ContributionsCollection``, ``PullRequest``, ``Issue``,
``RateLimit``); an enum of theirs is its own word in small letters here. Times are instants in UTC; a ``date`` of a
contribution is the day that GitHub counts it to.

What other people wrote (titles, logins, bodies) is a :class:`ForeignText` or passed through the one sanitiser: cleaned
and cut as it comes in. It is never an instruction.

Private repositories are counts without a name (``repository`` null) unless ``github.include_private`` is on.
"""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field

from roadweek.domain.base import Model
from roadweek.domain.sanitise import sanitised, sanitised_line

__all__ = [
    "BODY",
    "FOREIGN_TITLE",
    "CommitCount",
    "ContributionCalendar",
    "ContributionDay",
    "ContributionMoment",
    "ForeignText",
    "GithubAnswer",
    "IssueRecord",
    "PartialNote",
    "PullRequestRecord",
    "PullRequestsAnswer",
    "RateLimit",
    "RepositoryCount",
    "ReviewRecord",
    "ScoutAnswer",
    "ScoutedIssue",
    "ScoutedRepository",
    "SinceAnswer",
    "StoryAnswer",
    "StoryEvent",
    "WeekAnswer",
    "YearAnswer",
]

FOREIGN_TITLE = 160
"""Characters of a title that are kept."""
BODY = 600
"""Characters of a body or comment that are kept, where ``github.bodies`` is on."""
_NAME = 140
"""Characters of a login, a repository's name or an address's tail; GitHub's own names are shorter."""

Level = Literal["none", "first_quartile", "second_quartile", "third_quartile", "fourth_quartile"]
ContributionKind = Literal["commit", "pull_request", "issue", "review"]
StoryKind = Literal[
    "opened",
    "commented",
    "approved",
    "changes_requested",
    "reviewed",
    "committed",
    "force_pushed",
    "ready",
    "renamed",
    "mentioned",
    "merged",
    "closed",
    "reopened",
]


def _name(value: object) -> object:
    return sanitised_line(value, _NAME) if isinstance(value, str) else value


def _address(value: object) -> object:
    return sanitised_line(value, 300) if isinstance(value, str) else value


def _title(value: object) -> object:
    return sanitised_line(value, FOREIGN_TITLE) if isinstance(value, str) else value


def _body(value: object) -> object:
    return sanitised(value, BODY).strip() if isinstance(value, str) else value


GithubName = Annotated[str, BeforeValidator(_name)]
"""A login, a label, or ``owner/name`` of a repository: cleaned, one line."""
GithubUrl = Annotated[str, BeforeValidator(_address)]
Body = Annotated[str, BeforeValidator(_body)]


class GithubModel(Model):
    """Built when it is first used: most answers need few of these types, and each takes some milliseconds."""

    model_config = ConfigDict(defer_build=True)


class ForeignText(GithubModel):
    """A title as GitHub gave it: data of whoever wrote it, one line of at most FOREIGN_TITLE characters.

    ``by`` is who opened the thing (others may have renamed it since); null for a deleted account.
    """

    text: Annotated[str, BeforeValidator(_title)]
    by: GithubName | None = None
    untrusted: Literal[True] = True


class RateLimit(GithubModel):
    """GitHub's own account of what asking cost: points, of 5,000 an hour for a person's token."""

    cost: int
    remaining: int
    reset_at: AwareDatetime


class PartialNote(GithubModel):
    """Something that is missing from an answer. ``code`` is a key of ``messages.github`` and ``params`` fill it."""

    code: str
    params: dict[str, Any] = {}


class ContributionDay(GithubModel):
    """One day of the calendar. ``level`` is GitHub's colour of it, relative to the span that was asked for."""

    date: Date
    count: int = Field(ge=0)
    level: Level = "none"


class ContributionMoment(GithubModel):
    """When something was contributed. Commits have none: GitHub counts a commit to the day that its own time stamp
    names in its own zone (docs, "How contribution event times are calculated"), so their days are the person's already.
    """

    kind: ContributionKind
    at: AwareDatetime


class ContributionCalendar(GithubModel):
    """Days in order, without gaps between ``first`` and ``last`` except those named in the answer's notes.

    ``total`` is the sum of the days. ``restricted`` counts contributions to private repositories that the token may
    not see, over ``first`` to ``last`` where the span was asked for whole, else over its calendar years.
    """

    first: Date
    last: Date
    days: tuple[ContributionDay, ...]
    total: int = Field(ge=0)
    restricted: int = Field(ge=0, default=0)
    moments: tuple[ContributionMoment, ...] = ()


class RepositoryCount(GithubModel):
    """What was contributed to one repository in a span; ``repository`` null: all private ones together.

    ``files`` are the names at its top, where the person committed to it and it may be looked into; else null.
    """

    repository: GithubName | None
    private: bool = False
    commits: int = Field(ge=0, default=0)
    pull_requests: int = Field(ge=0, default=0)
    issues: int = Field(ge=0, default=0)
    reviews: int = Field(ge=0, default=0)
    files: tuple[GithubName, ...] | None = None


class CommitCount(GithubModel):
    """Commits to one repository on one day; ``repository`` null: all private ones together."""

    repository: GithubName | None
    date: Date
    commits: int = Field(ge=0)


class PullRequestRecord(GithubModel):
    """A pull request of the person. ``state`` closed means closed without being merged.

    ``additions``, ``deletions`` in lines, ``changed_files`` in files: its size. ``comments`` are those of the
    conversation, ``reviews`` the reviews of others and the person.
    """

    repository: GithubName
    number: int
    title: ForeignText
    url: GithubUrl
    state: Literal["open", "merged", "closed"]
    draft: bool = False
    private: bool = False
    created_at: AwareDatetime
    updated_at: AwareDatetime
    merged_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    review_decision: Literal["approved", "changes_requested", "review_required"] | None = None
    reviews: int = Field(ge=0, default=0)
    comments: int = Field(ge=0, default=0)
    commits: int = Field(ge=0, default=0)
    additions: int = Field(ge=0, default=0)
    deletions: int = Field(ge=0, default=0)
    changed_files: int = Field(ge=0, default=0)

    @property
    def name(self) -> str:
        """``owner/name#12``: how a story is asked for."""
        return f"{self.repository}#{self.number}"


class IssueRecord(GithubModel):
    """An issue; of the person, except in ``StoryAnswer.closes``."""

    repository: GithubName
    number: int
    title: ForeignText
    url: GithubUrl
    state: Literal["open", "closed"]
    private: bool = False
    created_at: AwareDatetime
    updated_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    comments: int = Field(ge=0, default=0)


class ReviewRecord(GithubModel):
    """A review that the person gave on a pull request, mostly of somebody else."""

    repository: GithubName
    number: int
    title: ForeignText
    url: GithubUrl
    at: AwareDatetime
    state: Literal["approved", "changes_requested", "commented", "dismissed", "pending"]
    comments: int = Field(ge=0, default=0)


class StoryEvent(GithubModel):
    """One thing that happened to a pull request. ``own``: by its author. ``body`` only where ``github.bodies`` is on.

    ``what`` says more in a few characters: a commit's first line, the new title, the thing that mentioned it.
    """

    at: AwareDatetime
    kind: StoryKind
    by: GithubName | None = None
    own: bool = False
    what: ForeignText | None = None
    body: Body | None = None


class ScoutedIssue(GithubModel):
    """An open issue for newcomers. ``answered``: the last comment is a maintainer's; ``maintainer_at`` when one of
    them last wrote there. ``linked``: open pull requests that would close it."""

    repository: GithubName
    number: int
    title: ForeignText
    url: GithubUrl
    labels: tuple[GithubName, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime
    assignees: int = Field(ge=0, default=0)
    linked: int = Field(ge=0, default=0)
    comments: int = Field(ge=0, default=0)
    answered: bool = False
    maintainer_at: AwareDatetime | None = None
    body: Body | None = None


class ScoutedRepository(GithubModel):
    """A repository that was looked through. ``open_issues`` with a newcomer's label, before any bound."""

    repository: GithubName
    archived: bool = False
    pushed_at: AwareDatetime | None = None
    language: GithubName | None = None
    open_issues: int = Field(ge=0, default=0)


class GithubAnswer(GithubModel):
    """What every answer says of itself: whose it is, as of when, and what is missing.

    ``source`` cache: nothing was asked now, ``as_of`` is when GitHub was asked. ``calls`` is how many requests it took.
    """

    host: str
    login: GithubName
    as_of: AwareDatetime
    source: Literal["live", "cache"]
    partial: tuple[PartialNote, ...] = ()
    rate: RateLimit | None = None
    calls: int = Field(ge=0, default=0)


class YearAnswer(GithubAnswer):
    """``years`` are the calendar years in which the person contributed at all, the latest first."""

    calendar: ContributionCalendar
    years: tuple[int, ...] = ()


class WeekAnswer(GithubAnswer):
    """One week, Monday to Sunday of the person's zone; ``opened`` … ``closed`` are pull requests by what happened.

    ``restricted`` as in the calendar. ``commits`` are by GitHub's day. A pull request that was opened and merged in
    the week is in both. ``closed`` is without being merged; ``discussed`` are others that changed in the week.
    """

    first: Date
    last: Date
    days: tuple[ContributionDay, ...] = ()
    repositories: tuple[RepositoryCount, ...] = ()
    commits: tuple[CommitCount, ...] = ()
    opened: tuple[PullRequestRecord, ...] = ()
    merged: tuple[PullRequestRecord, ...] = ()
    closed: tuple[PullRequestRecord, ...] = ()
    discussed: tuple[PullRequestRecord, ...] = ()
    issues: tuple[IssueRecord, ...] = ()
    reviews: tuple[ReviewRecord, ...] = ()
    restricted: int = Field(ge=0, default=0)


class PullRequestsAnswer(GithubAnswer):
    """The person's pull requests, the last changed first. ``more``: there are older ones beyond the bound."""

    pull_requests: tuple[PullRequestRecord, ...] = ()
    more: bool = False


class StoryAnswer(GithubAnswer):
    """One pull request with what happened to it in order of time. ``own``: the person opened it.

    ``closes`` are issues that it answers, ``files`` the paths that it touches (at most 50), ``body`` its description
    where ``github.bodies`` is on.
    """

    pull_request: PullRequestRecord
    own: bool
    events: tuple[StoryEvent, ...] = ()
    closes: tuple[IssueRecord, ...] = ()
    files: tuple[GithubName, ...] = ()
    body: Body | None = None


class ScoutAnswer(GithubAnswer):
    """Open issues for newcomers in the repositories that were asked for, not yet ranked."""

    repositories: tuple[ScoutedRepository, ...] = ()
    issues: tuple[ScoutedIssue, ...] = ()


class SinceAnswer(GithubAnswer):
    """The person's pull requests and issues that changed at or after ``since``, the last changed first."""

    since: AwareDatetime
    pull_requests: tuple[PullRequestRecord, ...] = ()
    issues: tuple[IssueRecord, ...] = ()
