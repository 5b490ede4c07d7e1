"""Stories of pull requests: the list, one with its facts under five heads, and the person's own words beside them.

What the person says of a story is an event that undo takes back. Nothing is made up for them.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from roadweek.domain.records import Review
from roadweek.errors import InputError, UnknownNameError
from roadweek.github.story_facts import HEADS, StoryFacts, days_taken, story_facts
from roadweek.messages import say
from roadweek.storage import attempts, database
from roadweek.usecases.answer import applied
from roadweek.usecases.github_reading import head_of, local
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.github.client import GithubClient
    from roadweek.github.records import PullRequestRecord
    from roadweek.github.story_facts import StoryHead
    from roadweek.views.documents import AppliedView
    from roadweek.views.github_documents import GithubStoriesView, GithubStoryLineView, GithubStoryView
    from roadweek.workspace import Workspace

__all__ = ["github_stories", "story_words", "tell"]

MOST = 12
YEAR = timedelta(days=366)
LONGEST = 2000
"""Characters of an answer that are kept."""


def github_stories(ws: Workspace, client: GithubClient, name: str | None = None) -> GithubStoriesView:
    """The pull requests of the last year, or the one called ``name`` (``owner/name#12`` or its address).

    Raises NoPlanError, UnknownNameError, GithubError.
    """
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    now = ws.now()
    if name is not None:
        answer = client.story(name)
        said = story_words(ws, answer.pull_request.name)
        facts = story_facts(answer, now)
        return {**head_of(ws, answer, lang), "stories": [], "more": 0, "story": _story(ws, facts, said, lang)}
    listed = client.pull_requests(since=now - YEAR)
    shown = listed.pull_requests[:MOST]
    return {
        **head_of(ws, listed, lang),
        "stories": [_line(ws, pull) for pull in shown],
        "more": len(listed.pull_requests) - len(shown),
        "story": None,
    }


def _line(ws: Workspace, pull: PullRequestRecord) -> GithubStoryLineView:
    end = pull.merged_at or pull.closed_at
    return {
        "name": pull.name,
        "title": pull.title.text,
        "state": "unmerged" if pull.state == "closed" else pull.state,
        "opened": local(ws, pull.created_at).date().isoformat(),
        "ended": None if end is None else local(ws, end).date().isoformat(),
        "days": days_taken(pull, ws.now()),
        "reviews": pull.reviews,
        "comments": pull.comments,
        "told": [head for head in HEADS if head in story_words(ws, pull.name)],
    }


def _story(ws: Workspace, facts: StoryFacts, said: dict[str, str], lang: Language) -> GithubStoryView:
    pull = facts.pull_request
    return {
        "name": pull.name,
        "title": pull.title.text,
        "url": pull.url,
        "state": "unmerged" if pull.state == "closed" else pull.state,
        "phases": [{"what": what, "day": local(ws, at).date().isoformat()} for what, at in facts.phases],
        "parts": [
            {
                "head": head,
                "title": say(f"contributions.story_head_{head}", lang),
                "facts": [say(f"contributions.story_{one.code}", lang, **one.params) for one in facts.heads[head]],
                "question": _question(head, pull, lang),
                "said": said.get(head),
            }
            for head in HEADS
        ],
    }


def _question(head: StoryHead, pull: PullRequestRecord, lang: Language) -> str:
    ending = {"closed": "_unmerged", "open": "_open"}.get(pull.state, "") if head == "outcome" else ""
    return say(f"contributions.story_ask_{head}{ending}", lang)


def story_words(ws: Workspace, name: str) -> dict[str, str]:
    """What the person said of a story, by head. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        rows = attempts.reviews_of(connection, ws.person, _subject(name))
    return {row["id"].rpartition("-")[2]: json.loads(row["note"])["said"] for row in rows if row["kind"] == "story"}


def tell(ws: Workspace, client: GithubClient, name: str, head: str, text: str) -> AppliedView:
    """Keep the person's own words under a head of a story; said again, they replace what stood.

    Raises InputError for an empty text, UnknownNameError for another head or a pull request that is not there,
    NoPlanError, GithubError.
    """
    if head not in HEADS:
        raise UnknownNameError(what="story_head", name=head, known=HEADS, see="see_stories")
    kept = " ".join(text.split())[:LONGEST]
    if not kept:
        raise InputError("empty_answer")
    pull = client.story(name).pull_request
    row = Review(
        id=f"{_subject(pull.name)}-{head}",
        kind="story",
        subject=_subject(pull.name),
        at=ws.now().replace(microsecond=0),
        note=json.dumps({"said": kept, "title": pull.title.text}, ensure_ascii=False),
    )
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        change = UnitOfWork(connection, ws)
        change.set_record("reviews", row.id, row.model_dump(mode="json", exclude_none=True))
        title = say(f"contributions.story_head_{head}", lang)
        summary = ("story_told", {"name": pull.name, "head": title})
        event = change.finish(kind="reviewed", actor=ws.actor, summary=summary, subject=pull.name)
    return applied(ws, [event], lang, proposal=None, publish=False)


def _subject(name: str) -> str:
    return f"story-{name.casefold()}"[:110]
