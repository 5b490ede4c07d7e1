"""Issues to take first, in the repositories that the person studies; and what is new since they last asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from roadweek.errors import InputError
from roadweek.github.ranking import RankedIssue, ranked
from roadweek.messages import say
from roadweek.storage import database, plans
from roadweek.usecases.github_reading import head_of, local
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.github.client import GithubClient
    from roadweek.github.records import IssueRecord, PullRequestRecord
    from roadweek.views.github_documents import GithubChangeView, GithubIssueView, GithubNewView, GithubScoutView
    from roadweek.workspace import Workspace

__all__ = ["github_new", "github_scout", "studied"]

MOST = 10
REPOSITORIES = 10
"""So many repositories are looked through at once."""
UNASKED = timedelta(days=7)
"""What is new is told of so many days, where nobody asked before."""
_ADDRESS = re.compile(r"github\.com/([A-Za-z0-9][\w-]{0,38}/[A-Za-z0-9_][\w.-]{0,99})", re.ASCII)
_NO_REPOSITORY = ("about", "blog", "features", "login", "orgs", "search", "settings", "sponsors", "topics", "users")


def github_scout(ws: Workspace, client: GithubClient, repositories: Sequence[str] = ()) -> GithubScoutView:
    """The issues of ``repositories`` (default: those that the person studies), ranked with their reasons.

    Raises InputError where no repository is known, NoPlanError, UnknownNameError, GithubError.
    """
    wanted = list(dict.fromkeys(repositories)) or studied(ws)
    if not wanted:
        raise InputError("scout_where")
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    answer = client.good_first_issues(wanted[:REPOSITORIES])
    found = ranked(answer.issues, answer.repositories, ws.now())
    return {
        **head_of(ws, answer, lang),
        "looked_at": {one.repository: one.open_issues for one in answer.repositories},
        "issues": [_issue(one, lang) for one in found[:MOST]],
        "more": max(0, len(found) - MOST),
    }


def studied(ws: Workspace) -> list[str]:
    """The repositories of ``github.repositories``, then those whose addresses the plan names. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        source = plans.source_of(connection, ws.person, version.plan) if version and version.plan else None
    lines = (ws.plan_lines(source[1]) if source else None) or []
    named = [
        one.rstrip(".").removesuffix(".git")
        for one in _ADDRESS.findall("\n".join(lines))
        if one.partition("/")[0].casefold() not in _NO_REPOSITORY
    ]
    return list(dict.fromkeys([*ws.settings.github.repositories, *named]))


def _issue(one: RankedIssue, lang: Language) -> GithubIssueView:
    issue = one.issue
    return {
        "name": f"{issue.repository}#{issue.number}",
        "title": issue.title.text,
        "url": issue.url,
        "labels": list(issue.labels[:4]),
        "points": one.points,
        "free": one.free,
        "reasons": [say(f"contributions.scout_{why.code}", lang, **why.params) for why in one.reasons],
    }


def github_new(
    ws: Workspace, client: GithubClient, since: datetime | None = None, *, seen: bool = False
) -> GithubNewView:
    """What changed since ``since`` (default: since the person last asked, else of the last week); ``seen`` keeps that
    they asked now. Raises NoPlanError, GithubError."""
    now = ws.now()
    begin = since or client.last_asked() or now - UNASKED
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    answer = client.since(begin)
    changes = [
        *(_change(ws, one, _pull_state(one, begin)) for one in answer.pull_requests),
        *(_change(ws, one, _issue_state(one, begin)) for one in answer.issues),
    ]
    changes.sort(key=lambda one: (one["at"], one["name"]), reverse=True)
    if seen and answer.source == "live":
        client.mark_asked(now)
    return {
        **head_of(ws, answer, lang),
        "since": local(ws, begin).isoformat(timespec="seconds"),
        "changes": changes[:MOST],
        "more": max(0, len(changes) - MOST),
    }


def _change(
    ws: Workspace,
    one: PullRequestRecord | IssueRecord,
    what: Literal["opened", "merged", "unmerged", "closed", "changed"],
) -> GithubChangeView:
    return {
        "name": f"{one.repository}#{one.number}",
        "title": one.title.text,
        "what": what,
        "at": local(ws, one.updated_at).isoformat(timespec="minutes"),
    }


def _pull_state(one: PullRequestRecord, since: datetime) -> Literal["opened", "merged", "unmerged", "changed"]:
    if one.merged_at is not None and one.merged_at >= since:
        return "merged"
    if one.state == "closed" and one.closed_at is not None and one.closed_at >= since:
        return "unmerged"
    return "opened" if one.created_at >= since else "changed"


def _issue_state(one: IssueRecord, since: datetime) -> Literal["opened", "closed", "changed"]:
    if one.closed_at is not None and one.closed_at >= since:
        return "closed"
    return "opened" if one.created_at >= since else "changed"
