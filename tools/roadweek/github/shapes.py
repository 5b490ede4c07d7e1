"""The answers of our six queries as they come over the wire: one frozen type an object of the schema that they use.

Only what the queries ask for is here, under GitHub's own names; what else comes is left out. A null where the schema
allows one, or where an error took a part of the answer away, is None.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

__all__ = [
    "ActivityData",
    "ContributionsWire",
    "IssueWire",
    "PullRequestWire",
    "ScoutingData",
    "ScoutingRepositoryWire",
    "StoryData",
    "StoryPullRequestWire",
    "TimelineWire",
    "ViewerData",
    "WeekContributionsWire",
    "WeekData",
    "WireData",
    "YearData",
]

NodeT = TypeVar("NodeT")


class Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, defer_build=True)


class RateLimitWire(Wire):
    cost: int
    remaining: int
    reset_at: AwareDatetime


class LoginWire(Wire):
    login: str


class WireData(Wire):
    """What every query asks for beside its own."""

    rate_limit: RateLimitWire | None = None
    viewer: LoginWire | None = None


class ViewerData(WireData):
    pass


class TotalCount(Wire):
    total_count: int = 0


class PageInfo(Wire):
    has_next_page: bool = False
    end_cursor: str | None = None


class Page(TotalCount, Generic[NodeT]):
    """A page of a connection; nodes that could not be had are null, and the whole list may be."""

    page_info: PageInfo = PageInfo()
    nodes: tuple[NodeT | None, ...] | None = None

    @property
    def all(self) -> tuple[NodeT, ...]:
        """The nodes that came."""
        return tuple(node for node in self.nodes or () if node is not None)

    @property
    def next(self) -> str | None:
        """The cursor of the next page, or None."""
        return self.page_info.end_cursor if self.page_info.has_next_page else None


def _deep(value: object) -> object:
    """A count that an error took away is none."""
    return {} if value is None else value


MaybeTotalCount = Annotated[TotalCount, BeforeValidator(_deep)]


class RepositoryWire(Wire):
    name_with_owner: str = ""
    is_private: bool = True
    """Unknown counts as private: then nothing of it is shown."""


class DayWire(Wire):
    date: date
    contribution_count: int
    contribution_level: str = "NONE"


class CalendarWeekWire(Wire):
    contribution_days: tuple[DayWire, ...]


class CalendarWire(Wire):
    weeks: tuple[CalendarWeekWire, ...]

    @property
    def days(self) -> tuple[DayWire, ...]:
        return tuple(day for week in self.weeks for day in week.contribution_days)


class MomentWire(Wire):
    occurred_at: AwareDatetime


class ContributionsWire(Wire):
    contribution_years: tuple[int, ...] = ()
    restricted_contributions_count: int = 0
    contribution_calendar: CalendarWire
    pull_request_contributions: Page[MomentWire]
    issue_contributions: Page[MomentWire]
    pull_request_review_contributions: Page[MomentWire]


class YearUser(Wire):
    login: str
    contributions_collection: ContributionsWire


class YearData(WireData):
    user: YearUser | None = None


class IssueWire(Wire):
    number: int
    title: str = ""
    url: str = ""
    state: str
    created_at: AwareDatetime
    updated_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    author: LoginWire | None = None
    repository: RepositoryWire = RepositoryWire()
    comments: MaybeTotalCount = TotalCount()


class PullRequestWire(IssueWire):
    is_draft: bool = False
    merged_at: AwareDatetime | None = None
    review_decision: str | None = None
    additions: int = 0
    deletions: int = 0
    changed_files: int = 0
    reviews: MaybeTotalCount = TotalCount()
    commits: MaybeTotalCount = TotalCount()


class CommitDayWire(MomentWire):
    commit_count: int


class TopEntryWire(Wire):
    name: str


class TopWire(Wire):
    """What lies at the top of a repository; null where it is empty."""

    entries: tuple[TopEntryWire, ...] | None = None


class CommittedRepositoryWire(RepositoryWire):
    """``top`` is null where the token may not look into it, and for a repository without a commit."""

    top: TopWire | None = None


class RepositoryCommitsWire(Wire):
    repository: CommittedRepositoryWire
    contributions: Page[CommitDayWire]


class RepositoryCountWire(Wire):
    repository: RepositoryWire
    contributions: MaybeTotalCount


class OpenedIssueWire(MomentWire):
    issue: IssueWire


class GivenReviewWire(Wire):
    state: str
    comments: MaybeTotalCount = TotalCount()


class ReviewedWire(Wire):
    number: int
    title: str = ""
    url: str = ""
    author: LoginWire | None = None
    repository: RepositoryWire


class ReviewMomentWire(MomentWire):
    pull_request_review: GivenReviewWire
    pull_request: ReviewedWire


class WeekContributionsWire(Wire):
    restricted_contributions_count: int = 0
    contribution_calendar: CalendarWire
    commit_contributions_by_repository: tuple[RepositoryCommitsWire, ...]
    pull_request_contributions_by_repository: tuple[RepositoryCountWire, ...]
    issue_contributions_by_repository: tuple[RepositoryCountWire, ...]
    pull_request_review_contributions_by_repository: tuple[RepositoryCountWire, ...]
    issue_contributions: Page[OpenedIssueWire]
    pull_request_review_contributions: Page[ReviewMomentWire]


class WeekUser(Wire):
    login: str
    contributions_collection: WeekContributionsWire


class WeekData(WireData):
    user: WeekUser | None = None


class ActivityUser(Wire):
    login: str
    pull_requests: Page[PullRequestWire] | None = None
    issues: Page[IssueWire] | None = None


class ActivityData(WireData):
    user: ActivityUser | None = None


class FileWire(Wire):
    path: str


class CommitAuthorWire(Wire):
    user: LoginWire | None = None


class CommitWire(Wire):
    committed_date: AwareDatetime
    message_headline: str = ""
    author: CommitAuthorWire | None = None


class SourceWire(Wire):
    """What mentioned a pull request: an issue or another one."""

    title: str | None = None
    repository: RepositoryWire = RepositoryWire()


class TimelineWire(Wire):
    """An item of a timeline: one type for all kinds, because each has only a few of the fields."""

    kind: str = Field(alias="__typename")
    created_at: AwareDatetime | None = None
    submitted_at: AwareDatetime | None = None
    author: LoginWire | None = None
    actor: LoginWire | None = None
    body: str | None = None
    review_state: str | None = None
    current_title: str | None = None
    commit: CommitWire | None = None
    source: SourceWire | None = None


class StoryPullRequestWire(PullRequestWire):
    body: str | None = None
    files: Page[FileWire] | None = None
    closing_issues_references: Page[IssueWire] | None = None
    timeline_items: Page[TimelineWire]


class StoryRepositoryWire(RepositoryWire):
    pull_request: StoryPullRequestWire | None = None


class StoryData(WireData):
    repository: StoryRepositoryWire | None = None


class LabelWire(Wire):
    name: str


class CommentWire(Wire):
    created_at: AwareDatetime
    author_association: str = "NONE"
    author: LoginWire | None = None


class FoundIssueWire(Wire):
    number: int
    title: str = ""
    url: str = ""
    state: str
    created_at: AwareDatetime
    updated_at: AwareDatetime
    author: LoginWire | None = None
    body: str | None = None
    labels: Page[LabelWire] | None = None
    assignees: MaybeTotalCount = TotalCount()
    closed_by_pull_requests_references: MaybeTotalCount = TotalCount()
    comments: Page[CommentWire]


class ScoutingRepositoryWire(RepositoryWire):
    is_archived: bool = False
    pushed_at: AwareDatetime | None = None
    primary_language: LabelWire | None = None
    spaced: Page[FoundIssueWire] | None = None
    dashed: Page[FoundIssueWire] | None = None
    wanted: Page[FoundIssueWire] | None = None


class ScoutingData(WireData):
    repository: ScoutingRepositoryWire | None = None
