"""What each real server does in each situation that a sync meets, asked over the wire; the table in docs/calendars.md.

``python -m tests.calendars.behaviours`` asks the servers and writes the table; ``test_behaviours.py`` holds each column
against the server that runs in the tests. A cell is what was observed, in a few words, never what a standard asks for.
"""

from __future__ import annotations

import http.client
import re
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.calendars.helpers import ICS, Server

from roadweek.calendars.client import Client, Collection

PAGE = Path(__file__).parent.parent.parent / "docs" / "calendars.md"
BEGIN, END = "<!-- behaviours -->", "<!-- /behaviours -->"
SERVERS = ("radicale", "xandikos")
_ONE = (ICS / "single_utc.ics").read_bytes().decode()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Asked:
    """A server with one calendar that is empty."""

    server: Server
    client: Client
    calendar: Collection

    def ask(self, method: str, name: str, body: str = "", **headers: str) -> Answer:
        """One request to an object of the calendar (or, with an empty name, to the calendar), as it is."""
        login = f"{self.server.user}:{self.server.password}".encode()
        sent = {"Authorization": f"Basic {b64encode(login).decode()}"} if self.server.user else {}
        sent |= {key.replace("_", "-"): value for key, value in headers.items()}
        wire = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            path = re.sub(r"^https?://[^/]+", "", self.calendar.href) + name
            wire.request(method, path, body.encode(), sent)
            got = wire.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read().decode(errors="replace"))
        finally:
            wire.close()

    def put(self, name: str = "one.ics", body: str = _ONE, **headers: str) -> Answer:
        return self.ask("PUT", name, body, Content_Type="text/calendar; charset=utf-8", **headers)

    def report(self, token: str) -> Answer:
        body = (
            '<?xml version="1.0"?><sync-collection xmlns="DAV:">'
            f"<sync-token>{token}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>"
        )
        return self.ask("REPORT", "", body, Content_Type="application/xml", Depth="1")


Scenario = Callable[[Asked], str]
SCENARIOS: list[tuple[str, Scenario]] = []


def scenario(words: str) -> Callable[[Scenario], Scenario]:
    def kept(function: Scenario) -> Scenario:
        SCENARIOS.append((words, function))
        return function

    return kept


def _took(answer: Answer) -> str:
    return f"{'taken' if answer.status < 300 else 'refused'}, {answer.status}"


@scenario("a new event")
def _new(asked: Asked) -> str:
    answer = asked.put(If_None_Match="*")
    return f"{_took(answer)}, {'tells' if 'etag' in answer.headers else 'does not tell'} its ETag"


@scenario("a new event where one stands (If-None-Match: *)")
def _over(asked: Asked) -> str:
    asked.put()
    return _took(asked.put(If_None_Match="*"))


@scenario("the same UID at a second address")
def _second(asked: Asked) -> str:
    asked.put()
    return _took(asked.put("two.ics"))


@scenario("a replacement with an old ETag")
def _stale(asked: Asked) -> str:
    asked.put()
    return _took(asked.put(body=_ONE.replace("Call", "Calls"), If_Match='"old"'))


@scenario("a replacement of what is gone")
def _gone(asked: Asked) -> str:
    etag = asked.put().headers.get("etag", '"x"')
    asked.ask("DELETE", "one.ics")
    return _took(asked.put(If_Match=etag))


@scenario("a UID that was deleted, again")
def _again(asked: Asked) -> str:
    asked.put()
    asked.ask("DELETE", "one.ics")
    return _took(asked.put(If_None_Match="*"))


@scenario("a deletion with an old ETag")
def _old_delete(asked: Asked) -> str:
    asked.put()
    return _took(asked.ask("DELETE", "one.ics", If_Match='"old"'))


@scenario("a deletion of what is gone")
def _delete_gone(asked: Asked) -> str:
    return _took(asked.ask("DELETE", "nothing.ics"))


@scenario("an event as it was sent, read again")
def _bytes(asked: Asked) -> str:
    asked.put()
    got = asked.ask("GET", "one.ics").body
    if got == _ONE:
        return "byte for byte"
    if got.splitlines() == _ONE.splitlines():
        return "the same lines"
    return "the same lines in another order" if sorted(got.split()) == sorted(_ONE.split()) else "rewritten"


@scenario("a title with a comma that is not escaped")
def _comma(asked: Asked) -> str:
    answer = asked.put(body=_ONE.replace("SUMMARY:Call", "SUMMARY:Lunch, then tea"))
    if answer.status >= 300:
        return _took(answer)
    found = re.search(r"SUMMARY:(.*)", asked.ask("GET", "one.ics").body)
    title = found[1].strip().replace("\\,", ",") if found else ""
    return "kept" if title == "Lunch, then tea" else f"becomes “{title}”"


@scenario("an event without UID")
def _no_uid(asked: Asked) -> str:
    return _took(asked.put(body=re.sub(r"UID:.*\r?\n", "", _ONE)))


@scenario("an event whose date cannot be read")
def _bad_date(asked: Asked) -> str:
    answer = asked.put(body=re.sub(r"DTSTART:.*", "DTSTART:20261340T990000Z", _ONE))
    listed = "one.ics" in asked.ask("PROPFIND", "", "", Depth="1").body if answer.status < 300 else False
    return _took(answer) + (", listed" if listed else "")


@scenario("something that is no calendar")
def _nonsense(asked: Asked) -> str:
    return _took(asked.put(body="hello"))


@scenario("two events of different UIDs in one object")
def _two(asked: Asked) -> str:
    event = _ONE[_ONE.index("BEGIN:VEVENT") : _ONE.index("END:VCALENDAR")]
    other = re.sub(r"UID:.*", "UID:another", event)
    return _took(asked.put(body=_ONE.replace("END:VCALENDAR", other + "END:VCALENDAR")))


@scenario("an event of a megabyte")
def _large(asked: Asked) -> str:
    return _took(asked.put(body=_ONE.replace("SUMMARY:Call", "DESCRIPTION:" + "x" * 1_000_000 + "\r\nSUMMARY:Call")))


@scenario("what changed since a sync token")
def _since(asked: Asked) -> str:
    first = asked.report("")
    token = re.search(r"<(?:\w+:)?sync-token>([^<]*)<", first.body)
    if first.status >= 300 or token is None:
        return f"not told, {first.status}"
    asked.put()
    answer = asked.report(token[1])
    return f"told, {answer.status}" if "one.ics" in answer.body else f"nothing told, {answer.status}"


@scenario("a sync token that nobody gave")
def _unknown_token(asked: Asked) -> str:
    answer = asked.report("http://example.org/ns/sync/1234")
    if answer.status >= 300:
        return f"refused, {answer.status}"
    return "taken for no token" if "href" in answer.body else f"answered as if nothing had changed, {answer.status}"


@scenario("whether the calendar has changed at all (CTag)")
def _ctag(asked: Asked) -> str:
    before = asked.calendar.ctag
    asked.put()
    after = next(one for one in asked.client.collections(asked.client.homes()) if one.href == asked.calendar.href).ctag
    return "not told" if after is None else "told" if after != before else "stays the same"


@scenario("a calendar where one stands")
def _make_twice(asked: Asked) -> str:
    return _took(asked.ask("MKCALENDAR", ""))


@scenario("a request without login")
def _no_login(asked: Asked) -> str:
    wire = http.client.HTTPConnection("127.0.0.1", asked.server.port, timeout=30)
    try:
        wire.request("PROPFIND", re.sub(r"^https?://[^/]+", "", asked.calendar.href), headers={"Depth": "0"})
        status = wire.getresponse().status
    finally:
        wire.close()
    return f"refused, {status}" if status >= 300 else "answered: it has no users of its own"


def observed(server: Server) -> dict[str, str]:
    """What a running server does, by situation; each has a calendar of its own."""
    found: dict[str, str] = {}
    server.clear()
    with server.client() as client:
        homes = client.homes()
        for number in range(len(SCENARIOS)):
            client.make_calendar(homes[0], f"asked-{number}", f"Asked {number}")
        made = {one.name: one for one in client.collections(homes)}
        for number, (words, function) in enumerate(SCENARIOS):
            found[words] = function(Asked(server, client, made[f"Asked {number}"]))
    return found


def named(kind: str) -> str:
    """A server with its version."""
    return f"{kind.title()} {version(kind)}"


def table(columns: dict[str, dict[str, str]]) -> str:
    """The table of Markdown."""
    heads = [named(kind) for kind in columns]
    lines = [f"| sent or asked | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    lines += [f"| {words} | {' | '.join(column[words] for column in columns.values())} |" for words, _ in SCENARIOS]
    return "\n".join(lines)


def written(page: str) -> dict[str, dict[str, str]]:
    """The columns that stand on a page, by the server's name and version."""
    inside = page.partition(BEGIN)[2].partition(END)[0].strip()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in inside.splitlines()]
    return {head: {row[0]: row[n] for row in rows[2:]} for n, head in enumerate(rows[0]) if n}


def main() -> int:
    columns: dict[str, dict[str, str]] = {}
    for kind in SERVERS:
        with tempfile.TemporaryDirectory() as folder:
            server = Server(kind, Path(folder)).start()
            try:
                columns[kind] = observed(server)
            finally:
                server.kill()
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{table(columns)}\n{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
