"""The story of a pull request, merged or not, as facts under five heads: problem, what was read, approach, outcome,
lesson. Pure.

A head holds only what GitHub knows. What the person thought and learned is theirs to say: each head has a question
(``messages.contributions``), and the lesson has nothing but that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple, get_args

from roadweek.github.records import PullRequestRecord, StoryAnswer, StoryEvent

__all__ = ["HEADS", "StoryFact", "StoryFacts", "StoryHead", "days_taken", "story_facts"]

StoryHead = Literal["problem", "read", "approach", "outcome", "lesson"]
StoryPhase = Literal["opened", "discussed", "changed", "merged", "unmerged"]
HEADS: Final[tuple[StoryHead, ...]] = get_args(StoryHead)
FILES: Final = 8
"""So many paths are named; the rest is counted."""
SUBJECTS: Final = 6
"""So many first lines of commits are named."""
_REVIEWS: Final = ("approved", "changes_requested", "reviewed")


class StoryFact(NamedTuple):
    """``code`` is a key of ``messages.contributions`` behind ``story_``; ``params`` fill it. ``own`` false: a text of
    somebody else is in it."""

    code: str
    params: dict[str, Any]
    own: bool = True


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A pull request with its facts by head; ``phases``: when it was opened, first discussed, last changed, ended."""

    pull_request: PullRequestRecord
    heads: dict[StoryHead, tuple[StoryFact, ...]]
    phases: tuple[tuple[StoryPhase, datetime], ...]


def days_taken(pull_request: PullRequestRecord, now: datetime) -> int:
    """How many whole days a pull request took, or has taken until ``now``."""
    end = pull_request.merged_at or pull_request.closed_at or now
    return max(0, (end - pull_request.created_at).days)


def story_facts(answer: StoryAnswer, now: datetime) -> StoryFacts:
    """The facts of one pull request. ``now`` is aware; it says how old an open one is."""
    pull = answer.pull_request
    events = sorted(answer.events, key=lambda event: event.at)
    return StoryFacts(
        pull_request=pull,
        heads={
            "problem": _problem(answer),
            "read": _read(answer),
            "approach": _approach(pull, events),
            "outcome": _outcome(pull, events, now),
            "lesson": (),
        },
        phases=_phases(pull, events),
    )


def _phases(pull: PullRequestRecord, events: list[StoryEvent]) -> tuple[tuple[StoryPhase, datetime], ...]:
    talked = [event.at for event in events if not event.own and event.kind in ("commented", *_REVIEWS)]
    changed = [event.at for event in events if event.own and event.kind in ("committed", "force_pushed")]
    found: list[tuple[StoryPhase, datetime]] = [("opened", pull.created_at)]
    if talked:
        found.append(("discussed", talked[0]))
    if changed and changed[-1] > pull.created_at:
        found.append(("changed", changed[-1]))
    if pull.merged_at is not None:
        found.append(("merged", pull.merged_at))
    elif pull.closed_at is not None:
        found.append(("unmerged", pull.closed_at))
    return tuple(found)


def _problem(answer: StoryAnswer) -> tuple[StoryFact, ...]:
    pull = answer.pull_request
    facts = [StoryFact("title", {"title": pull.title.text, "repository": pull.repository}, answer.own)]
    for issue in answer.closes:
        name = f"{issue.repository}#{issue.number}"
        facts.append(StoryFact("closes", {"name": name, "title": issue.title.text, "by": issue.title.by or "?"}, False))
    return tuple(facts)


def _read(answer: StoryAnswer) -> tuple[StoryFact, ...]:
    """The files that it touches: what certainly was read. What else was is the person's to say."""
    files = answer.files
    if not files:
        return ()
    more = max(answer.pull_request.changed_files, len(files)) - min(len(files), FILES)
    names = ", ".join(files[:FILES])
    return (StoryFact("files_more" if more else "files", {"files": names, "more": more}),)


def _approach(pull: PullRequestRecord, events: list[StoryEvent]) -> tuple[StoryFact, ...]:
    size = {"files": pull.changed_files, "plus": pull.additions, "minus": pull.deletions, "commits": pull.commits}
    facts = [StoryFact("size", size)]
    commits = [event for event in events if event.kind == "committed"]
    subjects = [event.what.text for event in commits if event.what is not None and event.own]
    if subjects:
        facts.append(StoryFact("commits", {"subjects": "; ".join(subjects[:SUBJECTS])}))
    first = next((event.at for event in events if not event.own and event.kind in ("commented", *_REVIEWS)), None)
    if first is not None:
        later = sum(1 for event in commits if event.own and event.at > first)
        later += sum(1 for event in events if event.kind == "force_pushed" and event.own and event.at > first)
        if later:
            facts.append(StoryFact("reworked", {"count": later}))
    return tuple(facts)


def _outcome(pull: PullRequestRecord, events: list[StoryEvent], now: datetime) -> tuple[StoryFact, ...]:
    days = days_taken(pull, now)
    end = (pull.merged_at or pull.closed_at or now).date().isoformat()
    code = {"merged": "merged", "closed": "unmerged", "open": "open"}[pull.state]
    facts = [StoryFact(code, {"day": end, "days": days})]
    for kind in _REVIEWS:
        people = sorted({event.by or "?" for event in events if event.kind == kind and not event.own})
        if people:
            facts.append(StoryFact(kind, {"people": ", ".join(people)}, own=False))
    comments = sum(1 for event in events if event.kind == "commented" and not event.own)
    if comments:
        facts.append(StoryFact("comments", {"count": comments}))
    closer = next((event for event in reversed(events) if event.kind == "closed"), None)
    if pull.state == "closed" and closer is not None:
        facts.append(
            StoryFact("closed_self", {}) if closer.own else StoryFact("closed_by", {"by": closer.by or "?"}, False)
        )
    return tuple(facts)
