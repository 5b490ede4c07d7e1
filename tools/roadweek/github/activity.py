"""The person's pull requests and issues as far back as they were asked for, and how two such answers become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import AwareDatetime

from roadweek.domain.base import Model
from roadweek.github.asking import GithubTalk
from roadweek.github.reading import issue_of, pull_request_of
from roadweek.github.records import IssueRecord, PullRequestRecord

if TYPE_CHECKING:
    from roadweek.github.shapes import ActivityUser, IssueWire, Page, PullRequestWire

__all__ = ["IssueTrail", "PullRequestTrail", "Trail", "issue_trail", "joined", "pull_request_trail"]

ChangedT = TypeVar("ChangedT", PullRequestRecord, IssueRecord)
WireT = TypeVar("WireT", "PullRequestWire", "IssueWire")

_PAGE = 100
"""GitHub's own bound of a page."""


class Trail(Model, Generic[ChangedT]):
    """The last changed first. All that changed at or after ``back_to`` is here; null: all that there is."""

    items: tuple[ChangedT, ...] = ()
    back_to: AwareDatetime | None = None

    def covers(self, since: datetime | None) -> bool:
        """Whether nothing that changed since then can be missing."""
        return self.back_to is None or (since is not None and self.back_to <= since)

    def after(self, since: datetime | None) -> tuple[ChangedT, ...]:
        return tuple(one for one in self.items if since is None or one.updated_at >= since)


PullRequestTrail = Trail[PullRequestRecord]
IssueTrail = Trail[IssueRecord]


def pull_request_trail(
    talk: GithubTalk, login: str, *, since: datetime | None, most: int, private: bool, pages: int
) -> PullRequestTrail:
    """Ask page by page, back to ``since``, for at most ``most`` in at most ``pages`` requests.

    Without ``private`` what is in private repositories is left out: it is only counted, in the week.
    """
    found, back_to = _walked(partial(_requests_page, talk, login, min(_PAGE, most)), since, most, pages)
    return PullRequestTrail(items=_told(map(pull_request_of, found), private), back_to=back_to)


def issue_trail(
    talk: GithubTalk, login: str, *, since: datetime | None, most: int, private: bool, pages: int
) -> IssueTrail:
    """The same for the issues that the person opened."""
    found, back_to = _walked(partial(_issues_page, talk, login, min(_PAGE, most)), since, most, pages)
    return IssueTrail(items=_told(map(issue_of, found), private), back_to=back_to)


def _told(records: Iterable[ChangedT], private: bool) -> tuple[ChangedT, ...]:
    return tuple(one for one in records if private or not one.private)


def _requests_page(talk: GithubTalk, login: str, first: int, cursor: str | None) -> Page[PullRequestWire]:
    user = _asked(talk, login, first, pullRequests=cursor, withPullRequests=True)
    if user.pull_requests is None:
        raise talk.absent("github_user", login)
    return user.pull_requests


def _issues_page(talk: GithubTalk, login: str, first: int, cursor: str | None) -> Page[IssueWire]:
    user = _asked(talk, login, first, issues=cursor, withIssues=True)
    if user.issues is None:
        raise talk.absent("github_user", login)
    return user.issues


def _asked(talk: GithubTalk, login: str, first: int, **more: str | bool | None) -> ActivityUser:
    from roadweek.github.shapes import ActivityData

    nothing = {"pullRequests": None, "issues": None, "withPullRequests": False, "withIssues": False}
    data = talk.ask("activity", ActivityData, login=login, first=first, **{**nothing, **more})
    if data.user is None:
        raise talk.absent("github_user", login)
    return data.user


def _walked(
    ask: Callable[[str | None], Page[WireT]], since: datetime | None, most: int, pages: int
) -> tuple[list[WireT], datetime | None]:
    """The nodes of the pages, and how far back they are complete; None: to the end."""
    found: list[WireT] = []
    cursor: str | None = None
    for _ in range(pages):
        page = ask(cursor)
        found += page.all
        cursor = page.next
        if cursor is None:
            return found, None
        oldest = min((node.updated_at for node in found), default=None)
        if len(found) >= most or (oldest is not None and since is not None and oldest < since):
            break
    return found, min((node.updated_at for node in found), default=None)


def joined(new: Trail[ChangedT], old: Trail[ChangedT] | None, asked: datetime | None) -> Trail[ChangedT]:
    """The newer trail with what an older one, ``asked`` for then, has from before it.

    Whatever is in both is as the newer has it. Where the older ends before the newer begins, something may have been
    between them that neither saw: then the newer stands alone.
    """
    if old is None or asked is None or new.back_to is None or asked < new.back_to:
        return new
    known = {(one.repository, one.number) for one in new.items}
    rest = tuple(
        one for one in old.items if one.updated_at <= new.back_to and (one.repository, one.number) not in known
    )
    back_to = None if old.back_to is None else min(old.back_to, new.back_to)
    return new.model_copy(update={"items": new.items + rest, "back_to": back_to})
