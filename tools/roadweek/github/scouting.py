"""Open issues for newcomers in one repository, as they are; ranking them is somebody else's."""

from __future__ import annotations

from datetime import datetime

from roadweek.errors import GithubError, InputError
from roadweek.github.asking import GithubTalk
from roadweek.github.reading import scouted_of
from roadweek.github.records import ScoutAnswer, ScoutedRepository
from roadweek.settings import GITHUB_REPOSITORY

__all__ = ["live_scouting", "repository_name"]


def repository_name(text: str) -> str:
    """``owner/name``. Raises InputError for anything else."""
    name = text.strip()
    if not GITHUB_REPOSITORY.fullmatch(name):
        raise InputError("github_repository_name", name=text[:120])
    return name


def live_scouting(
    talk: GithubTalk, login: str, repository: str, now: datetime, *, most: int, private: bool, bodies: bool
) -> ScoutAnswer:
    """The answer for one repository, of each label the ``most`` youngest.

    Raises UnknownNameError where there is no such repository, GithubError for a private one without ``private``.
    """
    from roadweek.github.shapes import ScoutingData

    owner, _, name = repository.partition("/")
    data = talk.ask("scouting", ScoutingData, owner=owner, name=name, first=most, bodies=bodies)
    found = data.repository
    if found is None:
        raise talk.absent("repository", repository)
    if found.is_private and not private:
        raise GithubError("github_private", name=repository)
    pages = [page for page in (found.spaced, found.dashed, found.wanted) if page is not None]
    about = ScoutedRepository(
        repository=found.name_with_owner,
        archived=found.is_archived,
        pushed_at=found.pushed_at,
        language=found.primary_language.name if found.primary_language else None,
        open_issues=max((page.total_count for page in pages), default=0),
    )
    issues = scouted_of(found.name_with_owner, [page.all for page in pages])
    return ScoutAnswer(**talk.meta(login, now), repositories=(about,), issues=issues)
