"""A thin typed layer over the `caldav` package: collections, changes, objects and conditional writes of any server.

It sends caldav's plain verbs with bodies of its own, because that keeps what we write byte for byte, and names every
precondition: nothing here ever overwrites or removes what it has not seen. Hrefs are paths, as the server writes them.
The server's refusals of a create (403, 409, 412: each server picks its own) come back as :class:`WriteRefused`, for the
caller to read back and judge; everything else that goes wrong is a CalendarError with the address, never the password.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from xml.sax.saxutils import escape

from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import (
    CalendarError,
    CalendarLoginError,
    CalendarReadOnlyError,
    CalendarServerError,
    CalendarUnreachableError,
)

if TYPE_CHECKING:
    from caldav.davclient import DAVClient
    from caldav.response import DAVResponse

__all__ = ["Changes", "Client", "Collection", "Resource", "WriteRefused", "connect", "same_href"]

TIMEOUT_S = 30
MULTIGET = 100
_PAGES = 50
_DAV, _CAL, _CS = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"
_NS = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_ICS = {"Content-Type": "text/calendar; charset=utf-8"}
_WRAPPING = {"error", "multistatus", "response", "href"}
_WRITES = {f"{_DAV}{name}" for name in ("all", "write", "write-content", "bind")}


@dataclass(frozen=True)
class Collection:
    """A calendar of the server. ``ctag`` changes with any change in it; ``writable`` as far as the server says."""

    href: str
    name: str
    ctag: str | None = None
    token: str | None = None
    writable: bool = True
    events: bool = True


@dataclass(frozen=True)
class Resource:
    """One calendar object as the server holds it."""

    href: str
    etag: str | None
    data: str


@dataclass(frozen=True)
class Changes:
    """What changed since a token. ``complete`` means that ``changed`` lists everything there is."""

    changed: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    removed: tuple[str, ...] = ()
    token: str | None = None
    complete: bool = False


class WriteRefused(Exception):
    """The server did not take a conditional write. ``status`` is its code, ``why`` that and its own words."""

    def __init__(self, status: int, why: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.why = why or f"HTTP {status}"


class _TokenExpired(Exception):
    pass


def same_href(one: str, other: str) -> bool:
    """Whether two hrefs name the same path, however each was percent-encoded."""
    return one == other or unquote(urlsplit(one).path).rstrip("/") == unquote(urlsplit(other).path).rstrip("/")


@contextmanager
def connect(
    url: str, user: str | None, password: str | None, *, basic: bool | None = None, timeout_s: int | None = None
) -> Generator[Client]:
    """A client of the server at ``url``. Nothing is sent yet. A request may take ``timeout_s``, by default TIMEOUT_S.

    ``basic`` logs in with the first request, where else the server is first asked how to; null: where nobody can
    listen (HTTPS, or this machine), and where the server then wants another way it is asked after all.
    """
    from caldav.davclient import DAVClient

    def opened(auth_type: str | None) -> DAVClient:
        try:
            return DAVClient(
                url,
                username=user,
                password=password,
                auth_type=auth_type,
                timeout=timeout_s or TIMEOUT_S,
                enable_rfc6764=False,
            )
        except Exception as error:
            raise CalendarError(url=_public(url), why=str(error)) from error

    at_once = basic if basic is not None else user is not None and _unheard(url)
    client = Client(opened("basic" if at_once else None), url)
    if at_once and basic is None:
        client.other_way = lambda: opened(None)
    try:
        yield client
    finally:
        client.close()


def _unheard(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in ("127.0.0.1", "::1", "localhost")


class Client:
    """The verbs, on one connection."""

    def __init__(self, dav: DAVClient, url: str) -> None:
        self._dav = dav
        self._url = url
        self.url = _public(url)
        self.requests = 0
        self.other_way: Callable[[], DAVClient] | None = None
        """Opens a client that asks how to log in, for a server that did not take the password at once."""

    def close(self) -> None:
        self._dav.close()

    # -- finding out ------------------------------------------------------------------------------------------------

    def homes(self) -> tuple[str, ...]:
        """Where the person's calendars are: calendar-home-set by way of the principal, else the address itself.

        Raises the CalendarError that fits when the server cannot be reached, refuses the login, or is no CalDAV server.
        """
        for start in (self._url, urljoin(self._url, "/.well-known/caldav")):
            found = self._propfind(start, "<D:current-user-principal/><C:calendar-home-set/><D:resourcetype/>")
            for _, props in found:
                if homes := _hrefs(props.get(f"{_CAL}calendar-home-set")):
                    return homes
                if principal := _hrefs(props.get(f"{_DAV}current-user-principal")):
                    for _, own in self._propfind(principal[0], "<C:calendar-home-set/>"):
                        if homes := _hrefs(own.get(f"{_CAL}calendar-home-set")):
                            return homes
                if f"{_CAL}calendar" in (props.get(f"{_DAV}resourcetype") or ()):
                    return (urlsplit(self._url).path,)
        raise CalendarError(url=self.url, why="no calendars: this is not the address of a CalDAV account")

    def collections(self, homes: Iterable[str]) -> tuple[Collection, ...]:
        """Every calendar for events in the homes, in the server's order: one request a home."""
        props = (
            "<D:displayname/><D:resourcetype/><S:getctag/><D:sync-token/>"
            "<C:supported-calendar-component-set/><D:current-user-privilege-set/>"
        )
        found: list[Collection] = []
        for home in homes:
            for href, values in self._propfind(home, props, depth=1):
                if f"{_CAL}calendar" not in (values.get(f"{_DAV}resourcetype") or ()):
                    continue
                kinds = values.get(f"{_CAL}supported-calendar-component-set")
                if kinds and "VEVENT" not in kinds:
                    continue
                rights = values.get(f"{_DAV}current-user-privilege-set")
                found.append(
                    Collection(
                        href=href,
                        name=sanitised_line(
                            _text(values.get(f"{_DAV}displayname")) or unquote(href.rstrip("/").rsplit("/", 1)[-1])
                        ),
                        ctag=_text(values.get(f"{_CS}getctag")),
                        token=_text(values.get(f"{_DAV}sync-token")),
                        writable=not rights or bool(_WRITES & set(rights)),
                    )
                )
        return tuple(found)

    def make_calendar(self, home: str, slug: str, name: str) -> Collection:
        """MKCALENDAR. Raises CalendarReadOnlyError where the server lets nobody make calendars."""
        href = f"{home.rstrip('/')}/{quote(slug)}/"
        body = (
            f"{_XML}<C:mkcalendar {_NS}><D:set><D:prop><D:displayname>{escape(name)}</D:displayname>"
            "<C:supported-calendar-component-set><C:comp name='VEVENT'/></C:supported-calendar-component-set>"
            "</D:prop></D:set></C:mkcalendar>"
        )
        try:
            response = self._send("MKCALENDAR", href, body)
        except WriteRefused:
            raise CalendarReadOnlyError(url=self.url) from None
        if response.status in (404, 405, 501):
            raise CalendarReadOnlyError(url=self.url)
        if response.status not in (200, 201, 207):
            raise self._failed(response)
        return Collection(href=href, name=name)

    # -- reading ----------------------------------------------------------------------------------------------------

    def changes(self, collection: str, token: str | None) -> Changes:
        """What changed since ``token``; everything where it is null, expired, or the server knows no tokens."""
        if token is None:
            return self._listed(collection)
        try:
            return self._since(collection, token)
        except _TokenExpired:
            return self._listed(collection)

    def _since(self, collection: str, token: str) -> Changes:
        changed: dict[str, str | None] = {}
        removed: set[str] = set()
        for _ in range(_PAGES):
            body = (
                f"{_XML}<D:sync-collection {_NS}><D:sync-token>{escape(token)}</D:sync-token>"
                "<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
            )
            try:
                response = self._send("REPORT", collection, body, {"Depth": "0"})
            except WriteRefused as refused:
                raise _TokenExpired from refused
            if response.status not in (200, 207):
                raise _TokenExpired
            page = response.parse_sync_collection()
            for item in page.changed:
                if not same_href(item.href, collection):
                    changed[item.href] = item.etag
                    removed.discard(item.href)
            for href in page.deleted:
                changed.pop(href, None)
                removed.add(href)
            if not page.sync_token:
                raise _TokenExpired
            if not page.truncated or page.sync_token == token:
                return Changes(changed, tuple(sorted(removed)), page.sync_token)
            token = page.sync_token
        raise _TokenExpired

    def _listed(self, collection: str) -> Changes:
        """Every object's etag. The token is read before: a change in between is then seen again, not missed."""
        token: str | None = None
        for _, props in self._propfind(collection, "<D:sync-token/>"):
            token = _text(props.get(f"{_DAV}sync-token"))
        found: dict[str, str | None] = {}
        for href, props in self._propfind(collection, "<D:getetag/><D:resourcetype/>", depth=1):
            if not same_href(href, collection) and f"{_DAV}collection" not in (props.get(f"{_DAV}resourcetype") or ()):
                found[href] = _text(props.get(f"{_DAV}getetag"))
        return Changes(found, token=token, complete=True)

    def get_many(self, collection: str, hrefs: Iterable[str]) -> list[Resource]:
        """The objects that are still there, a hundred a request."""
        wanted = list(hrefs)
        found: list[Resource] = []
        for first in range(0, len(wanted), MULTIGET):
            part = "".join(
                f"<D:href>{escape(urlsplit(href).path)}</D:href>" for href in wanted[first : first + MULTIGET]
            )
            body = (
                f"{_XML}<C:calendar-multiget {_NS}><D:prop><D:getetag/><C:calendar-data/></D:prop>{part}"
                "</C:calendar-multiget>"
            )
            try:
                response = self._send("REPORT", collection, body)
            except WriteRefused as refused:
                raise CalendarError(url=self.url, why=f"HTTP {refused.status}") from refused
            if response.status not in (200, 207):
                raise self._failed(response)
            found.extend(
                Resource(item.href, item.etag, item.calendar_data)
                for item in response.parse_calendar_query()
                if item.calendar_data
            )
        return found

    def get(self, href: str) -> Resource | None:
        """One object, or None where there is none."""
        try:
            response = self._send("GET", href)
        except WriteRefused as refused:
            raise CalendarError(url=self.url, why=f"HTTP {refused.status}") from refused
        if response.status in (404, 410):
            return None
        if response.status != 200:
            raise self._failed(response)
        return Resource(href, _text(response.headers.get("ETag")), response.raw)

    def find(self, collection: str, uid: str) -> Resource | None:
        """The object with this UID, wherever in the collection it lies. Slow on large ones: only for conflicts."""
        body = (
            f"{_XML}<C:calendar-query {_NS}><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>"
            '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:prop-filter name="UID">'
            f'<C:text-match collation="i;octet">{escape(uid)}</C:text-match>'
            "</C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
        )
        try:
            response = self._send("REPORT", collection, body, {"Depth": "1"})
        except WriteRefused:
            return None
        if response.status not in (200, 207):
            return None
        for item in response.parse_calendar_query():
            if item.calendar_data:
                return Resource(item.href, item.etag, item.calendar_data)
        return None

    # -- writing ----------------------------------------------------------------------------------------------------

    def put(self, href: str, data: str, etag: str | None) -> str | None:
        """Create (``etag`` null) or replace exactly the state with ``etag``; the new etag where the server tells it.

        Raises :class:`WriteRefused` where the precondition, or the server, says no.
        """
        condition = {"If-None-Match": "*"} if etag is None else _if_match(etag)
        response = self._send("PUT", href, data, {**_ICS, **condition})
        if response.status in (404, 409, 410, 412):
            raise WriteRefused(response.status, _words(response.status, response.reason, response.raw))
        if response.status not in (200, 201, 204):
            raise self._failed(response)
        return _text(response.headers.get("ETag"))

    def delete(self, href: str, etag: str | None) -> bool:
        """Remove exactly the state with ``etag``; False where it was gone already. Raises :class:`WriteRefused`."""
        response = self._send("DELETE", href, "", _if_match(etag) if etag else {})
        if response.status in (404, 410):
            return False
        if response.status in (409, 412):
            raise WriteRefused(response.status, _words(response.status, response.reason, response.raw))
        if response.status not in (200, 202, 204):
            raise self._failed(response)
        return True

    # -- sending ----------------------------------------------------------------------------------------------------

    def _propfind(self, href: str, props: str, depth: int = 0) -> list[tuple[str, dict[str, Any]]]:
        body = f"{_XML}<D:propfind {_NS}><D:prop>{props}</D:prop></D:propfind>"
        try:
            response = self._send("PROPFIND", href, body, {"Depth": str(depth)})
        except WriteRefused as refused:
            raise CalendarError(url=self.url, why=f"HTTP {refused.status}") from refused
        if response.status in (404, 405):
            return []
        if response.status not in (200, 207):
            raise self._failed(response)
        return [(item.href, item.properties) for item in response.parse_propfind() if item.status != 404]

    def _send(self, method: str, href: str, body: str = "", headers: dict[str, str] | None = None) -> DAVResponse:
        """One request. 403 becomes :class:`WriteRefused`; whatever else fails below HTTP becomes a CalendarError."""
        from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
        from caldav.lib.http_sync import requests

        self.requests += 1
        try:
            return self._dav.request(urljoin(self._url, href), method, body, headers or {})
        except AuthorizationError as error:
            if error.status == 403:
                raise WriteRefused(403, _words(403, error.reason, error.body)) from error
            if self.other_way is not None:
                self._dav.close()
                self._dav, self.other_way = self.other_way(), None
                return self._send(method, href, body, headers)
            raise CalendarLoginError(url=self.url) from error
        except RateLimitError as error:
            raise CalendarUnreachableError(url=self.url, why=f"HTTP {error.status}, busy") from error
        except requests.exceptions.Timeout as error:
            raise CalendarUnreachableError(url=self.url, why=f"no answer in {self._dav.timeout} s") from error
        except (requests.exceptions.RequestException, OSError) as error:
            raise CalendarUnreachableError(url=self.url, why=_root(error)) from error
        except DAVError as error:
            if error.status is None or error.status in (500, 502, 503, 504):
                raise CalendarServerError("calendar_failed", url=self.url, why=_root(error)) from error
            raise CalendarError(url=self.url, why=_words(error.status, error.reason, error.body)) from error
        except (SyntaxError, ValueError) as error:
            if method in ("PUT", "DELETE"):  # about one event: the others may fare better
                raise CalendarError(url=self.url, why=_root(error)) from error  # lxml's XMLSyntaxError is a SyntaxError
            raise CalendarServerError("calendar_failed", url=self.url, why=_root(error)) from error

    def _failed(self, response: DAVResponse) -> CalendarError:
        return CalendarError(url=self.url, why=_words(response.status, response.reason, response.raw))


def _words(status: int, reason: object, body: object) -> str:
    """A refusal as the server says it: its code, and of its body the precondition that failed (RFC 4791, 5.3.2.1)
    or the first line."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body if isinstance(body, str) else ""
    if text.lstrip().startswith("<"):
        failed = [name for name in re.findall(r"<(?:[\w.-]+:)?([\w-]+)", text) if name not in _WRAPPING]
        said = "" if "html" in failed else " ".join(dict.fromkeys(failed[:3]))
    else:
        said = next(iter(text.strip().splitlines()), "")
    known = reason if isinstance(reason, str) and reason not in ("no reason", said) else ""
    return sanitised_line(" ".join(part for part in (f"HTTP {status}", known, said) if part))[:200]


def _if_match(etag: str) -> dict[str, str]:
    # A weak etag never matches (RFC 9110, 13.1.1): such a server can only be written to without a condition.
    return {} if etag.startswith("W/") else {"If-Match": etag}


def _public(url: str) -> str:
    """The address without user and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _root(error: BaseException) -> str:
    """The innermost cause in a few words: HTTP libraries wrap "Connection refused" four times."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(words).split())[:200]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _hrefs(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(item) for item in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return ()
