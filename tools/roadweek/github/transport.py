"""One question to GitHub over HTTP: tried again where that helps, and every failure one of our errors.

Limits come in two shapes (GitHub's docs, "Rate limits for the GraphQL API"): HTTP 200 with an error RATE_LIMITED (since
2026 also RATE_LIMIT), and 403 or 429 with ``retry-after``, or with ``x-ratelimit-reset``; a secondary one may have its
message only, and is then over in a minute. A short wait is waited out, a long one is told. Questions only read, so any
of them may be asked again.

Errors are raised after what caused them is gone: a request carries the token, and it ends where it is sent.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

import httpx2

from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import (
    GithubAnswerError,
    GithubError,
    GithubLimitError,
    GithubLoginError,
    GithubUnreachableError,
)
from roadweek.github.endpoint import Endpoint
from roadweek.github.patience import Patience
from roadweek.github.reply import GraphqlError, Reply
from roadweek.github.token import FoundToken, variable_of

__all__ = ["TokenAuth", "ask"]

_TRIES: Final = 3
_WAIT_MOST: Final = 15
"""Seconds that a person is kept waiting for one retry; what takes longer is told instead."""
_ANSWER_MOST: Final = 16 * 1024 * 1024
"""Bytes of an answer; a full year is some 60 kB, a page of 100 pull requests some 100 kB."""
_CONNECT_S: Final = 10


class TokenAuth(httpx2.Auth):
    """Puts the token on a request as it is sent, and nowhere else."""

    def __init__(self, token: FoundToken) -> None:
        self._token = token

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response]:
        request.headers["Authorization"] = f"Bearer {self._token.secret.get_secret_value()}"
        yield request


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why an attempt failed: the error to end with, and whether and when it may be repeated."""

    error: GithubError
    wait_s: float | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one question is made of; knows how each failure is told."""

    endpoint: Endpoint
    token: FoundToken
    patience: Patience
    question: dict[str, Any]

    def login(self, key: str) -> GithubLoginError:
        return GithubLoginError(
            key, host=self.endpoint.host, origin=self.token.origin, variable=variable_of(self.endpoint)
        )

    def unusable(self, why: str) -> GithubAnswerError:
        return GithubAnswerError(host=self.endpoint.host, why=why)

    def limit(self, until: datetime) -> _Failed:
        """A limit until then; nothing is waited for that takes long."""
        wait = max(1.0, (until - self.patience.clock()).total_seconds())
        error = GithubLimitError(
            host=self.endpoint.host,
            until=until.astimezone(self.patience.clock().tzinfo).isoformat(timespec="minutes"),
            reset_at=until,
        )
        return _Failed(error, wait)


def ask(
    client: httpx2.Client, endpoint: Endpoint, token: FoundToken, query: str, variables: dict[str, Any], wait: Patience
) -> Reply:
    """The answer of GitHub to one query. Raises a GithubError, and nothing else of the network."""
    asked = _Asked(endpoint, token, wait, {"query": query, "variables": variables})
    failed: _Failed | None = None
    for n in range(_TRIES):
        if failed is not None:
            pause = failed.wait_s if failed.wait_s is not None else 2 ** (n - 1) * (0.5 + wait.jitter())
            if failed.final or pause > _WAIT_MOST:
                break
            wait.sleep(pause)
        found = _once(client, asked)
        if isinstance(found, Reply):
            return found
        failed = found
    assert failed is not None  # a try either replied or said why not
    raise failed.error


def _once(client: httpx2.Client, asked: _Asked) -> Reply | _Failed:
    host = asked.endpoint.host
    timeout = httpx2.Timeout(_CONNECT_S, read=asked.patience.silence_s)
    auth = TokenAuth(asked.token)
    # a person has waited for what is slow: it is not asked for again at once
    slow = _Failed(GithubUnreachableError("github_slow", host=host, seconds=round(asked.patience.answer_s)), final=True)
    try:
        with client.stream("POST", asked.endpoint.graphql, json=asked.question, auth=auth, timeout=timeout) as response:
            body = _whole(response, asked)
    except httpx2.ConnectTimeout:
        return _Failed(GithubUnreachableError(host=host, why="timeout"))
    except httpx2.TimeoutException:
        return slow
    except httpx2.ConnectError as error:
        if _is_tls(error):
            return _Failed(GithubUnreachableError("github_tls", host=host, why=_why(error)), final=True)
        return _Failed(GithubUnreachableError(host=host, why=_why(error)))
    except httpx2.RemoteProtocolError:
        return _Failed(asked.unusable("cut off"))
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        return _Failed(GithubUnreachableError(host=host, why=_why(error)))
    return slow if body is None else _read(response, body, asked)


def _whole(response: httpx2.Response, asked: _Asked) -> bytes | None:
    """The body, at most so long and within so much time; None where it took longer."""
    until = asked.patience.steady() + asked.patience.answer_s
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > _ANSWER_MOST:
            raise asked.unusable("too long")
        if asked.patience.steady() > until:
            return None
    return b"".join(parts)


def _read(response: httpx2.Response, body: bytes, asked: _Asked) -> Reply | _Failed:
    """What a complete answer says, by its status first."""
    status = response.status_code
    document = _document(body)
    if status in (403, 429):
        limited = status == 429 or _is_limit(str((document or {}).get("message")))
        until = _until(response, asked, limited=limited)
        if until is None and not limited:
            raise asked.login("github_forbidden")
        return asked.limit(until or asked.patience.clock() + timedelta(minutes=1))
    if status == 401:
        raise asked.login("github_refused")
    if status >= 500 and not document:
        return _Failed(GithubUnreachableError("github_service", host=asked.endpoint.host, status=status))
    if status < 500 and status != 200:
        raise GithubAnswerError("github_address", host=asked.endpoint.host, status=status)
    if document is None:
        return _Failed(asked.unusable("no JSON"))
    errors = _errors(document.get("errors"))
    if any(error.kind.startswith("rate_limit") or _is_limit(error.message) for error in errors):
        return asked.limit(_until(response, asked, limited=True) or asked.patience.clock() + timedelta(minutes=1))
    data = document.get("data")
    if not isinstance(data, dict):
        if any(error.kind in ("forbidden", "insufficient_scopes") for error in errors):
            raise asked.login("github_forbidden")
        why = errors[0].message if errors else f"HTTP {status}"
        return _Failed(GithubError(host=asked.endpoint.host, why=why))
    return Reply(cast("dict[str, Any]", data), errors)


def _is_limit(message: str) -> bool:
    """Whether GitHub speaks of a limit: a secondary one may come without a word for it and without headers."""
    return "rate limit" in message.casefold()


def _until(response: httpx2.Response, asked: _Asked, *, limited: bool) -> datetime | None:
    """From when on it may be asked again, by the headers; None where they do not say it.

    A limit may be told while ``x-ratelimit-remaining`` is not 0: where it was (``limited``), the reset counts anyhow.

    ``retry-after`` may be seconds or an HTTP date (RFC 9110, 10.2.3); ``x-ratelimit-reset`` is seconds since 1970.
    """
    after = response.headers.get("retry-after", "").strip()
    if after.isdecimal():
        return asked.patience.clock() + timedelta(seconds=min(int(after), 86_400))
    if after:
        from email.utils import parsedate_to_datetime

        try:
            said = parsedate_to_datetime(after)
        except ValueError:
            said = None
        if said is not None and said.tzinfo is not None:
            return said
    reset = response.headers.get("x-ratelimit-reset", "").strip()
    spent = limited or response.headers.get("x-ratelimit-remaining", "").strip() == "0"
    if spent and reset.isdecimal() and len(reset) < 12:
        return datetime.fromtimestamp(int(reset), UTC)
    return None


def _document(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def _errors(found: object) -> tuple[GraphqlError, ...]:
    """The errors of an answer, whatever their form: their texts are GitHub's, and cleaned as all of others."""
    if not isinstance(found, list):
        return ()
    out: list[GraphqlError] = []
    for one in cast("list[object]", found)[:50]:
        error = cast("dict[str, object]", one) if isinstance(one, dict) else {}
        path = error.get("path")
        steps = cast("list[object]", path) if isinstance(path, list) else []
        out.append(
            GraphqlError(
                kind=sanitised_line(str(error.get("type") or ""), 60).casefold(),
                where=sanitised_line(".".join(str(step) for step in steps), 160),
                message=sanitised_line(str(error.get("message") or "?"), 160),
            )
        )
    return tuple(out)


def _is_tls(error: BaseException) -> bool:
    """Whether a connection failed by its certificate: the reason lies some layers down."""
    one: BaseException | None = error
    while one is not None:
        if isinstance(one, ssl.SSLError):
            return True
        one = one.__cause__ or one.__context__
    return "CERTIFICATE" in str(error).upper()


def _why(error: BaseException) -> str:
    return sanitised_line(str(error) or type(error).__name__, 160)
