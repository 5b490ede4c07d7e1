"""What every use case of GitHub shares: the head of a document, and what was written by others kept apart."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from roadweek.github.notes import note_text

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.github.client import GithubClient
    from roadweek.github.records import GithubAnswer
    from roadweek.views.github_documents import GithubHead
    from roadweek.workspace import Workspace

__all__ = ["head_of", "local", "opened"]


@contextmanager
def opened(ws: Workspace, *, offline: bool = False) -> Generator[GithubClient]:
    """A client for as long as a use case needs it; nothing is asked before it is. ``offline``: only what was kept."""
    from roadweek.github.client import open_github

    with open_github(ws.database, ws.person, ws.settings.github, ws.now, offline=offline) as client:
        yield client


def head_of(ws: Workspace, answer: GithubAnswer, lang: Language) -> GithubHead:
    """Whose it is, as of when, and what is missing, in words."""
    return {
        "login": answer.login,
        "host": answer.host,
        "as_of": local(ws, answer.as_of).isoformat(timespec="seconds"),
        "source": answer.source,
        "notes": [note_text(note, lang) for note in answer.partial],
    }


def local(ws: Workspace, at: datetime) -> datetime:
    """An instant as the person's clocks show it."""
    return at.astimezone(ws.now().tzinfo)
