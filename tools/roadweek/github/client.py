"""Asking GitHub: what may be asked, and what comes back. Each answer is live or, without network, what was kept."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from roadweek.errors import GithubError, UnknownNameError
from roadweek.github.activity import (
    IssueTrail,
    PullRequestTrail,
    issue_trail,
    joined,
    pull_request_trail,
)
from roadweek.github.asking import GithubTalk
from roadweek.github.cache import GithubCache, KeptT
from roadweek.github.endpoint import endpoint_of
from roadweek.github.notes import not_now
from roadweek.github.patience import Patience
from roadweek.github.records import (
    GithubAnswer,
    PartialNote,
    PullRequestsAnswer,
    ScoutAnswer,
    SinceAnswer,
    StoryAnswer,
    WeekAnswer,
    YearAnswer,
)
from roadweek.github.scouting import live_scouting, repository_name
from roadweek.github.stories import live_story, pull_request_name
from roadweek.github.token import FoundToken, find_token
from roadweek.github.weeks import live_week
from roadweek.github.years import EARLIEST, live_year, years_together
from roadweek.settings import GithubSettings
from roadweek.storage.github import KeptScope

if TYPE_CHECKING:
    import httpx2

__all__ = ["FRESH_S", "GithubClient", "open_github"]

AnswerT = TypeVar("AnswerT", bound=GithubAnswer)

FRESH_S: Final = 300
"""Seconds for which an answer is not asked for again: a chat asks the same several times."""
_PAST_YEAR_S: Final = 86_400
"""The same for a calendar year that is over: little changes in it, but late pushes do."""
_PAGES: Final = 3
"""Requests for one kind of things that changed: 300 of them."""


@dataclass(frozen=True, slots=True)
class _Got(Generic[KeptT]):
    value: KeptT
    as_of: datetime
    source: Literal["live", "cache"]
    notes: tuple[PartialNote, ...] = ()


class GithubClient:
    """Reads one person's GitHub; it can change nothing there.

    Raises GithubError (``roadweek.errors``) where there is neither an answer nor a kept one: GithubLoginError without
    a token or with one that is refused, GithubUnreachableError, GithubLimitError with when to ask again,
    GithubAnswerError; and UnknownNameError for a user, repository or pull request that is not there.
    """

    def __init__(
        self,
        talk: GithubTalk,
        cache: GithubCache,
        settings: GithubSettings,
        now: Callable[[], datetime],
        *,
        offline: bool = False,
        fresh_s: int = FRESH_S,
    ) -> None:
        self._talk = talk
        self._cache = cache
        self._settings = settings
        self._now = now
        self._offline = offline
        self._fresh_s = fresh_s
        self._login = settings.login or cache.account()

    @property
    def login(self) -> str:
        """Whose GitHub this is: ``github.login`` of config.toml, else the token's owner, who is asked for once."""
        if self._login is None:
            if self._offline:
                raise GithubError("github_not_kept")
            self._became(self._talk.owner())
        assert self._login is not None  # set just now
        return self._login

    def year(self, first: date, last: date) -> YearAnswer:
        """The calendar from ``first`` to ``last``, both inclusive; asked for, and kept, by calendar years."""
        self._talk.begin()
        first = max(first, EARLIEST)
        parts: list[YearAnswer] = []
        failed: GithubError | None = None
        notes: list[PartialNote] = []
        for year in range(first.year, max(first, last).year + 1):
            try:
                got = self._got(
                    "year", str(year), YearAnswer, partial(self._live_year, year), fresh_s=self._fresh(year)
                )
            except GithubError as error:  # the other years may be known
                failed = error
                continue
            parts.append(self._told(got))
        if not parts:
            assert failed is not None  # there is at least one year
            raise failed
        if failed is not None:
            notes.append(not_now(failed))
        return self._counted(years_together(parts, first, last, notes=tuple(notes)))

    def week(self, monday: date, zone: str) -> WeekAnswer:
        """The week that begins on ``monday`` in the person's IANA ``zone``; at most three requests."""
        self._talk.begin()

        def live(login: str) -> WeekAnswer:
            return live_week(self._talk, login, monday, zone, self._now(), private=self._settings.include_private)

        return self._counted(self._told(self._got("week", f"{monday.isoformat()} {zone}", WeekAnswer, live)))

    def pull_requests(self, *, since: datetime | None = None, most: int = 100) -> PullRequestsAnswer:
        """The person's pull requests, the last changed first, back to ``since`` or the ``most`` last ones."""
        self._talk.begin()
        got = self._pull_requests(since, most)
        found = got.value.after(since)
        more = len(found) > most or not got.value.covers(since)
        return PullRequestsAnswer(**self._meta(got), pull_requests=found[:most], more=more)

    def story(self, name: str) -> StoryAnswer:
        """What happened to one pull request: ``owner/name#12`` or its address. Raises InputError for another name."""
        self._talk.begin()
        wanted = pull_request_name(name)

        def live(login: str) -> StoryAnswer:
            allowed = {"private": self._settings.include_private, "bodies": self._settings.bodies}
            return live_story(self._talk, login, wanted, self._now(), **allowed)

        return self._counted(self._told(self._got("story", str(wanted).casefold(), StoryAnswer, live)))

    def good_first_issues(self, repositories: Sequence[str], *, most: int = 20) -> ScoutAnswer:
        """Open issues for newcomers (``good first issue``, ``help wanted``), of each label the ``most`` youngest.

        A repository that cannot be read is told in a note; where none can, its error is raised.
        """
        self._talk.begin()
        names = [repository_name(name) for name in dict.fromkeys(repositories)]
        parts: list[ScoutAnswer] = []
        notes: list[PartialNote] = []
        failed: GithubError | UnknownNameError | None = None
        for name in names:
            try:
                live = partial(self._live_scouting, name, most)
                got = self._got("scouting", f"{name} {most}".casefold(), ScoutAnswer, live)
            except (GithubError, UnknownNameError) as error:
                failed = error
                why = {"why_en": error.text("en"), "why_zh": error.text("zh")}
                notes.append(PartialNote(code="repository_missing", params={"name": name, **why}))
                continue
            parts.append(self._told(got))
        if not parts and failed is not None:
            raise failed
        return self._scouted(parts, notes)

    def since(self, at: datetime) -> SinceAnswer:
        """The person's pull requests and issues that changed at or after ``at``."""
        self._talk.begin()
        requests = self._pull_requests(at, _PAGES * 100)
        issues = self._issues(at)
        meta = self._meta(requests)
        meta["as_of"] = min(requests.as_of, issues.as_of)
        meta["partial"] = (*meta["partial"], *(note for note in issues.notes if note not in meta["partial"]))
        for trail in (requests.value, issues.value):
            if not trail.covers(at) and trail.back_to is not None:
                day = trail.back_to.date().isoformat()
                meta["partial"] = (*meta["partial"], PartialNote(code="older_missing", params={"day": day}))
        return SinceAnswer(**meta, since=at, pull_requests=requests.value.after(at), issues=issues.value.after(at))

    def last_asked(self) -> datetime | None:
        """When :meth:`mark_asked` was last told that the person saw what is new; null for never."""
        return self._cache.of(self._login).asked() if self._login else None

    def mark_asked(self, at: datetime) -> None:
        """Keep that the person has seen what is new until ``at``."""
        self._cache.of(self.login).put_asked(at)

    # How an answer is had: kept and fresh, live, or kept after all.

    def _got(
        self,
        kind: str,
        subject: str,
        model: type[KeptT],
        live: Callable[[str], KeptT],
        *,
        fresh_s: int | None = None,
        enough: Callable[[KeptT], bool] | None = None,
    ) -> _Got[KeptT]:
        """``live`` makes the answer for a login. ``enough`` says whether a kept one has all that is wanted now."""
        kept = self._cache.of(self._login).get(kind, subject, model) if self._login else None
        if kept is not None:
            age_s = (self._now() - kept[1]).total_seconds()
            fresh = 0 <= age_s < (self._fresh_s if fresh_s is None else fresh_s)
            if self._offline or (fresh and (enough is None or enough(kept[0]))):
                return _Got(kept[0], kept[1], "cache")
        if self._offline:
            raise GithubError("github_not_kept")
        try:
            login = self.login
            value = live(login)
        except GithubError as error:
            if kept is None:
                raise
            return _Got(kept[0], kept[1], "cache", (not_now(error),))
        if self._settings.login is None and self._talk.viewer and self._talk.viewer.casefold() != login.casefold():
            self._became(self._talk.viewer)  # another person's token: what was asked for and kept is not theirs
            return self._got(kind, subject, model, live, fresh_s=fresh_s, enough=enough)
        as_of = self._now()
        self._cache.of(login).put(kind, subject, value, as_of)
        return _Got(value, as_of, "live")

    def _became(self, login: str) -> None:
        self._login = login
        self._cache.put_account(login, self._now())

    def _fresh(self, year: int) -> int:
        over = date(year, 12, 31) + timedelta(days=2) < self._now().date()
        return max(self._fresh_s, _PAST_YEAR_S) if over and self._fresh_s else self._fresh_s

    def _live_year(self, year: int, login: str) -> YearAnswer:
        return live_year(self._talk, login, year, self._now())

    def _live_scouting(self, name: str, most: int, login: str) -> ScoutAnswer:
        allowed = {"private": self._settings.include_private, "bodies": self._settings.bodies}
        return live_scouting(self._talk, login, name, self._now(), most=most, **allowed)

    def _pull_requests(self, since: datetime | None, most: int) -> _Got[PullRequestTrail]:
        def live(login: str) -> PullRequestTrail:
            private = self._settings.include_private
            new = pull_request_trail(self._talk, login, since=since, most=most, private=private, pages=_PAGES)
            old = self._cache.of(login).get("pull_requests", "", PullRequestTrail)
            return joined(new, *(old or (None, None)))

        def enough(trail: PullRequestTrail) -> bool:
            return trail.covers(since) or (since is None and len(trail.items) >= most)

        return self._got("pull_requests", "", PullRequestTrail, live, enough=enough)

    def _issues(self, since: datetime) -> _Got[IssueTrail]:
        def live(login: str) -> IssueTrail:
            private = self._settings.include_private
            new = issue_trail(self._talk, login, since=since, most=_PAGES * 100, private=private, pages=_PAGES)
            old = self._cache.of(login).get("issues", "", IssueTrail)
            return joined(new, *(old or (None, None)))

        return self._got("issues", "", IssueTrail, live, enough=lambda trail: trail.covers(since))

    def _told(self, got: _Got[AnswerT]) -> AnswerT:
        """An answer as it is had now: a kept one says so, and has cost nothing."""
        if got.source == "live":
            return got.value
        changes = {"source": "cache", "as_of": got.as_of, "calls": 0, "rate": None}
        return got.value.model_copy(update={**changes, "partial": (*got.value.partial, *got.notes)})

    def _counted(self, answer: AnswerT) -> AnswerT:
        return answer.model_copy(update={"calls": self._talk.calls})

    def _meta(self, got: _Got[KeptT]) -> dict[str, Any]:
        meta = self._talk.meta(self.login, got.as_of)
        rate = self._talk.rate if got.source == "live" else None
        meta.update(source=got.source, rate=rate, partial=(*meta["partial"], *got.notes))
        return meta

    def _scouted(self, parts: list[ScoutAnswer], notes: list[PartialNote]) -> ScoutAnswer:
        """The answers for several repositories as one: as old as the oldest."""
        meta = self._talk.meta(self.login, min((part.as_of for part in parts), default=self._now()))
        for part in parts:
            notes += (note for note in part.partial if note not in notes)
        meta.update(partial=tuple(notes), source="live" if self._talk.calls else "cache")
        return ScoutAnswer(
            **meta,
            repositories=tuple(one for part in parts for one in part.repositories),
            issues=tuple(one for part in parts for one in part.issues),
        )


@contextmanager
def open_github(
    database: Path,
    person: str,
    settings: GithubSettings,
    now: Callable[[], datetime],
    *,
    offline: bool = False,
    fresh_s: int = FRESH_S,
    find: Callable[[], FoundToken | None] | None = None,
    patience: Patience | None = None,
    transport: httpx2.BaseTransport | None = None,
) -> Generator[GithubClient]:
    """A client for as long as a command needs it. Nothing is looked for or sent until something is asked.

    ``database`` is the workspace's, ``now`` the clock that the person's days go by; ``offline``: what was kept only;
    ``fresh_s``: answers younger than these seconds are not asked for again, 0 asks always. The others are for those
    who bring their own token, time or network.
    """
    endpoint = endpoint_of(settings.url)
    scope = KeptScope(person, endpoint.host, "", settings.include_private, settings.bodies)
    talk = GithubTalk(endpoint, patience or _patience(now), find or partial(find_token, endpoint), transport=transport)
    try:
        yield GithubClient(talk, GithubCache(database, scope), settings, now, offline=offline, fresh_s=fresh_s)
    finally:
        talk.close()


def _patience(now: Callable[[], datetime]) -> Patience:
    """Real time, told in the person's zone: what GitHub limits does not go by ``ROADWEEK_NOW``."""
    import random
    import time as clocks

    zone = now().tzinfo
    return Patience(lambda: datetime.now(zone), clocks.monotonic, clocks.sleep, random.random)
