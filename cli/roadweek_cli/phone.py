"""A calendar program of somebody else, as small as it can be: plain CalDAV over the standard library.

The demo looks at the calendar with it. It shares no code with Roadweek, so what it sees is what any program would see.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote
from urllib.request import Request, urlopen

_HREF = re.compile(r"<(?:\w+:)?response>.*?<(?:\w+:)?href>([^<]+)</(?:\w+:)?href>(.*?)</(?:\w+:)?response>", re.DOTALL)
_NAME = re.compile(r"<(?:\w+:)?displayname>([^<]*)</")
_DATA = re.compile(r"BEGIN:VEVENT(.*?)END:VEVENT", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """An event as the phone shows it; ``start`` and ``end`` as in the file, such as 20260309T183000."""

    start: str
    end: str
    title: str


class Phone:
    """An account on a CalDAV server."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._root = url.rstrip("/")
        self._home = f"/{user}/"
        self._login = "Basic " + b64encode(f"{user}:{password}".encode()).decode()

    def _ask(self, method: str, path: str, body: str = "", **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Authorization": self._login, "Content-Type": "application/xml; charset=utf-8", **named}
        request = Request(self._root + path, body.encode() or None, sent, method=method)
        with urlopen(request, timeout=20) as answer:
            said: bytes = answer.read()
            return said.decode("utf-8")

    def _calendar(self, name: str) -> str:
        body = '<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>'
        for href, rest in _HREF.findall(self._ask("PROPFIND", self._home, body, Depth="1")):
            shown = _NAME.search(rest)
            if shown and shown[1] == name:
                return unquote(href)
        raise LookupError(f"no calendar called {name}")

    def events(self, calendar: str, first: date, last: date) -> list[Seen]:
        """What a calendar shows on the days from ``first`` to ``last``, in order."""
        start, end = f"{first:%Y%m%d}T000000Z", f"{last + timedelta(days=1):%Y%m%d}T000000Z"
        body = f"""<c:calendar-query xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<prop><c:calendar-data/></prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{start}" end="{end}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""
        answer = self._ask("REPORT", self._calendar(calendar), body, Depth="1").replace("\r\n", "\n")
        found = [_seen(text) for text in _DATA.findall(answer.replace("\n ", "").replace("&#13;", ""))]
        return sorted(one for one in found if f"{first:%Y%m%d}" <= one.start[:8] <= f"{last:%Y%m%d}")

    def add_trip(self, calendar: str, title: str, place: str, first: date, last: date) -> None:
        """An all-day event in the phone's own calendar."""
        after = last + timedelta(days=1)
        when = [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
        self._add(calendar, "trip", [*when, f"SUMMARY:{title}", f"LOCATION:{place}"])

    def add_meeting(self, calendar: str, title: str, day: date, start: str, end: str) -> None:
        """An hour or two of a day; times such as 180000, where the phone is."""
        when = [f"DTSTART:{day:%Y%m%d}T{start}", f"DTEND:{day:%Y%m%d}T{end}"]
        self._add(calendar, "meeting", [*when, f"SUMMARY:{title}"])

    def _add(self, calendar: str, name: str, lines: list[str]) -> None:
        """Write an event into a calendar, which is made first."""
        home = f"{self._home}{calendar.lower()}/"
        body = f"""<c:mkcalendar xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop>
<displayname>{calendar}</displayname></prop></set></c:mkcalendar>"""
        self._ask("MKCALENDAR", home, body)
        head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a phone//EN", "BEGIN:VEVENT"]
        identity = [f"UID:{name}-from-the-phone", "DTSTAMP:20260304T120000Z"]
        event = [*head, *identity, *lines, "END:VEVENT", "END:VCALENDAR", ""]
        kind = "text/calendar; charset=utf-8"
        self._ask("PUT", f"{home}{name}.ics", "\r\n".join(event), Content_Type=kind, If_None_Match="*")

    def delete_trip(self, calendar: str) -> None:
        self._ask("DELETE", f"{self._home}{calendar.lower()}/trip.ics")


def _seen(text: str) -> Seen:
    def value(name: str) -> str:
        found = re.search(rf"^{name}[^:\n]*:(.*)$", text, re.MULTILINE)
        return found[1].strip().replace("\\,", ",").replace("\\;", ";") if found else ""

    return Seen(value("DTSTART"), value("DTEND"), value("SUMMARY"))
