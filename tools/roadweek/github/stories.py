"""The story of one pull request: what it is, and what happened to it in order of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from roadweek.errors import GithubError, InputError
from roadweek.github.asking import GithubTalk
from roadweek.github.reading import event_of, issue_of, pull_request_of
from roadweek.github.records import PartialNote, StoryAnswer, StoryEvent

if TYPE_CHECKING:
    from roadweek.github.shapes import StoryPullRequestWire, TimelineWire

__all__ = ["PullRequestName", "live_story", "pull_request_name"]

_PAGES = 5
"""Requests for one timeline: 500 events."""
_MOST = 100
_PART = r"(?P<owner>[A-Za-z0-9][A-Za-z0-9_-]{0,98})/(?P<name>[A-Za-z0-9._-]{1,100})"
_NAMES = (
    re.compile(rf"{_PART}\s*#\s*(?P<number>\d{{1,9}})"),
    re.compile(rf"https?://[^/\s]+/{_PART}/pull/(?P<number>\d{{1,9}})(?:[/?#]\S*)?"),
)


@dataclass(frozen=True, slots=True)
class PullRequestName:
    owner: str
    name: str
    number: int

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}#{self.number}"


def pull_request_name(text: str) -> PullRequestName:
    """``owner/name#12`` or the address of a pull request. Raises InputError for anything else."""
    for form in _NAMES:
        if found := form.fullmatch(text.strip()):
            return PullRequestName(found["owner"], found["name"], int(found["number"]))
    raise InputError("github_name", name=text[:120])


def live_story(
    talk: GithubTalk, login: str, name: PullRequestName, now: datetime, *, private: bool, bodies: bool
) -> StoryAnswer:
    """What happened to it. Bodies of texts only with ``bodies``.

    Raises UnknownNameError where there is no such pull request, GithubError for a private one without ``private``.
    """
    from roadweek.github.shapes import StoryData

    cursor: str | None = None
    items: list[TimelineWire] = []
    wire: StoryPullRequestWire | None = None
    for _ in range(_PAGES):
        data = talk.ask(
            "story",
            StoryData,
            owner=name.owner,
            name=name.name,
            number=name.number,
            first=_MOST,
            after=cursor,
            bodies=bodies,
        )
        if data.repository is None:
            raise talk.absent("repository", f"{name.owner}/{name.name}")
        if data.repository.is_private and not private:
            raise GithubError("github_private", name=f"{name.owner}/{name.name}")
        wire = data.repository.pull_request
        if wire is None:
            raise talk.absent("pull_request", str(name))
        items += wire.timeline_items.all
        cursor = wire.timeline_items.next
        if cursor is None:
            break
    assert wire is not None  # the loop asks at least once
    meta = talk.meta(login, now)
    if cursor is not None:
        note = PartialNote(code="bounded", params={"what": "events", "count": len(items)})
        meta["partial"] = (*meta["partial"], note)
    author = wire.author.login if wire.author else None
    closes = wire.closing_issues_references.all if wire.closing_issues_references else ()
    return StoryAnswer(
        **meta,
        pull_request=pull_request_of(wire),
        own=author is not None and author.casefold() == login.casefold(),
        events=_in_order(wire, items, author, private),
        closes=tuple(issue_of(one) for one in closes if private or not one.repository.is_private),
        files=tuple(one.path for one in wire.files.all) if wire.files else (),
        body=wire.body or None,
    )


def _in_order(
    wire: StoryPullRequestWire, items: list[TimelineWire], author: str | None, private: bool
) -> tuple[StoryEvent, ...]:
    """All that happened, by time; what a merge closes is told once, as merged."""
    opened = StoryEvent(at=wire.created_at, kind="opened", by=author, own=author is not None)
    found = [event for item in items if (event := event_of(item, author, private)) is not None]
    if any(event.kind == "merged" for event in found):
        found = [event for event in found if event.kind != "closed"]
    # commits made before it was opened come first: they are its beginning
    return tuple(sorted((opened, *found), key=lambda event: event.at))
