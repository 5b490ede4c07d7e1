"""A conversation with one GitHub: our queries by name, answers in their form, what it cost and what was missing.

Nothing is opened, looked for or sent before the first question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from roadweek.errors import GithubAnswerError, GithubError, GithubLimitError, GithubLoginError, UnknownNameError
from roadweek.github.endpoint import Endpoint
from roadweek.github.patience import Patience
from roadweek.github.reading import rate_of
from roadweek.github.records import PartialNote, RateLimit
from roadweek.github.reply import GraphqlError
from roadweek.github.token import FoundToken, variable_of

if TYPE_CHECKING:  # what is kept is shown without it, and it takes as long as everything else
    import httpx2

    from roadweek.github.shapes import WireData

__all__ = ["QUERIES", "GithubTalk", "query_text"]

DataT = TypeVar("DataT", bound="WireData")

QUERIES = ("activity", "scouting", "story", "viewer", "week", "year")
"""All that is ever asked; none of them is a mutation."""
_TOLD = 3
"""So many missing parts are told one by one."""
_SPARED = ".repository.top"
"""A token may list a repository and not look into it: then its files are not known, and no note is due."""


@cache
def query_text(name: str) -> str:
    """The text of a query, as it is sent."""
    return resources.files("roadweek.github").joinpath("queries", f"{name}.graphql").read_text("utf-8")


@dataclass(slots=True)
class GithubTalk:
    """Asks, and remembers what that took: ``calls`` requests, the last ``rate`` told, ``missing`` parts of answers."""

    endpoint: Endpoint
    patience: Patience
    find: Callable[[], FoundToken | None]
    transport: httpx2.BaseTransport | None = None
    calls: int = 0
    rate: RateLimit | None = None
    viewer: str | None = None
    missing: list[GraphqlError] = field(default_factory=list[GraphqlError])
    _client: httpx2.Client | None = None
    _stopped: GithubLimitError | GithubLoginError | None = None
    _token: FoundToken | None = None

    def ask(self, name: str, data: type[DataT], /, **variables: Any) -> DataT:
        """The answer to one of our queries. Raises a GithubError where there is none of the form it should have."""
        from roadweek.github.transport import ask

        client, token = self._ready()
        self.calls += 1
        try:
            reply = ask(client, self.endpoint, token, query_text(name), variables, self.patience)
        except (GithubLimitError, GithubLoginError) as error:
            if error.key != "github_forbidden":  # that is about what was asked for, not about who asks
                self._stopped = error
            raise
        try:
            found = data.model_validate(reply.data)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(str(step) for step in first["loc"])
            if reply.errors:
                raise self.failed(reply.errors) from None
            raise GithubAnswerError(host=self.endpoint.host, why=f"{where}: {first['type']}") from None
        self.rate = rate_of(found.rate_limit) or self.rate
        self.viewer = found.viewer.login if found.viewer else self.viewer
        self.missing += reply.errors
        return found

    def owner(self) -> str:
        """Whose token it is."""
        from roadweek.github.shapes import ViewerData

        data = self.ask("viewer", ViewerData)
        if data.viewer is None:
            raise self.failed(tuple(self.missing))
        return data.viewer.login

    def absent(self, what: str, name: str) -> GithubError | UnknownNameError:
        """Why the thing that was asked for did not come: it is not there, or GitHub failed."""
        errors = tuple(self.missing)
        if not errors or any(error.kind == "not_found" for error in errors):
            return UnknownNameError(what=what, name=name, see="see_github")
        return self.failed(errors)

    def failed(self, errors: tuple[GraphqlError, ...]) -> GithubError:
        """The error for an answer without its data."""
        if any(error.kind in ("forbidden", "insufficient_scopes") for error in errors):
            origin = self._token.origin if self._token else ""
            host, variable = self.endpoint.host, variable_of(self.endpoint)
            return GithubLoginError("github_forbidden", host=host, origin=origin, variable=variable)
        return GithubError(host=self.endpoint.host, why=errors[0].message if errors else "?")

    def begin(self) -> None:
        """Forget what the last answer took: the next one tells of itself only."""
        self.calls, self.missing = 0, []

    def notes(self) -> tuple[PartialNote, ...]:
        """What was missing in answers that came all the same."""
        missing = [one for one in self.missing if not one.where.endswith(_SPARED)]
        told = [
            PartialNote(code="missing_part", params={"where": one.where or "?", "why": one.message})
            for one in missing[:_TOLD]
        ]
        if more := len(missing) - len(told):
            told.append(PartialNote(code="missing_more", params={"count": more}))
        return tuple(told)

    def meta(self, login: str, now: datetime) -> dict[str, Any]:
        """What a live answer says of itself."""
        return {
            "host": self.endpoint.host,
            "login": login,
            "as_of": now,
            "source": "live",
            "partial": self.notes(),
            "rate": self.rate,
            "calls": self.calls,
        }

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _ready(self) -> tuple[httpx2.Client, FoundToken]:
        """Who is limited or refused asks no more: GitHub counts that too, and may shut out who goes on."""
        until = self._stopped.params.get("reset_at") if self._stopped else None
        if self._stopped is not None and (until is None or self.patience.clock() < until):
            raise self._stopped.with_traceback(None)
        if self._token is None:
            self._token = self.find()
        if self._token is None:
            raise GithubLoginError(host=self.endpoint.host, variable=variable_of(self.endpoint))
        if self._client is None:
            import httpx2

            headers = {"Accept": "application/json", "User-Agent": "roadweek"}
            self._client = httpx2.Client(headers=headers, transport=self.transport)
        return self._client, self._token
