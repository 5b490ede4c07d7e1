"""Whose event it is, and whether the person takes part: nobody's invitation counts before they have said yes to it.

RFC 5545, 3.8.4: ORGANIZER is who invites, ATTENDEE who is invited, PARTSTAT what they answered (3.2.12). An event with
neither is the person's own entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from roadweek.calendars.ical import VEvent, values

__all__ = ["NOBODY", "Attendance", "Identity", "attendance", "is_free", "is_poll", "takes_time", "travels"]

Attendance = Literal["own", "accepted", "unanswered", "tentative", "declined", "cancelled", "unknown"]
"""``own``: theirs, or nobody's invitation. ``unknown``: an invitation, and it is not known who of those invited the
person is."""
_POLL = re.compile(
    r"^\W*(?:(?:doodle|poll|findtime|when2meet|rallly|terminumfrage|terminfindung|umfrage|sondage|encuesta)\b|投票|约时间|日程调整)"
    r"|\((?:poll|option \d+|vorschlag \d+)\)\s*$|\b(?:doodle|findtime|meeting) poll\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Identity:
    """Who the person is in their calendars: addresses and names, lower case."""

    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, emails: tuple[str, ...], names: tuple[str, ...], user: str | None = None) -> Identity:
        """From the settings; the calendar's user stands in where no address is named."""
        known = emails or ((user,) if user and "@" in user else ())
        return cls(frozenset(one.strip().casefold() for one in known), frozenset(_plain(one) for one in names))

    def __bool__(self) -> bool:
        return bool(self.emails or self.names)

    def __str__(self) -> str:
        """What tells one identity from another, for storing."""
        return " ".join([*sorted(self.emails), "|", *sorted(self.names)])


NOBODY = Identity()


def attendance(event: VEvent, me: Identity) -> Attendance:
    """How the person stands to an event."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return "cancelled"
    organizers, attendees = values(event, "ORGANIZER"), values(event, "ATTENDEE")
    invited = bool(organizers or attendees)
    mine = [one for one in attendees if _is(one, me)]
    organised = any(_is(one, me) for one in organizers)
    answers = {_answer(one) for one in mine}
    if "DECLINED" in answers or (attendees and all(_answer(one) == "DECLINED" for one in attendees)):
        return "declined"
    if not invited or organised:
        return "own"
    if not mine:
        return "unknown"
    if answers & {"ACCEPTED", "COMPLETED", "IN-PROCESS"}:
        return "accepted"
    return "tentative" if "TENTATIVE" in answers else "unanswered"


def is_free(event: VEvent) -> bool:
    """Whether an event says of itself that it takes no time."""
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return True
    # Outlook says it in its own way, and leaves TRANSP out of what it exports
    return "TRANSP" not in event and str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"


def takes_time(event: VEvent, me: Identity) -> bool:
    """Whether an event keeps the person from working: theirs, or an invitation that they accepted. Of one to people
    unknown, where somebody accepted it, or nobody was asked."""
    if is_free(event) or is_poll(event):
        return False
    kind = attendance(event, me)
    if kind != "unknown":
        return kind in ("own", "accepted")
    answers = [_answer(one) for one in values(event, "ATTENDEE")]
    # a whole day that somebody invites to and nobody has accepted is an announcement
    return "ACCEPTED" in answers or (not answers and isinstance(event.DTSTART, datetime))


def is_poll(event: VEvent) -> bool:
    """Whether an event only asks when something might be: one of several times, none of which is agreed."""
    return _POLL.search(str(event.get("SUMMARY", ""))) is not None


def travels(event: VEvent, me: Identity) -> tuple[Literal["no", "maybe", "yes"], Attendance]:
    """Whether a trip in an event is the person's, and how they stand to it. One marked free is only maybe: it keeps
    nobody from working, though phones mark whole days so by themselves."""
    kind = attendance(event, me)
    if kind in ("declined", "cancelled"):
        return "no", kind
    doubtful = str(event.get("STATUS", "")).upper() == "TENTATIVE" or is_free(event)
    return ("maybe" if doubtful or kind not in ("own", "accepted") else "yes"), kind


def _answer(attendee: object) -> str:
    params = getattr(attendee, "params", {})
    return str(params.get("PARTSTAT") or "NEEDS-ACTION").upper()


def _is(who: object, me: Identity) -> bool:
    """By address; by name only where the entry has no address that could say otherwise."""
    params = getattr(who, "params", {})
    address = re.sub(r"^mailto:", "", str(who).strip(), flags=re.IGNORECASE).strip().casefold()
    addresses = {address, str(params.get("EMAIL") or "").strip().casefold()} - {""}
    if me.emails & addresses:
        return True
    named = _plain(str(params.get("CN") or ""))
    return named in me.names and not (me.emails and any("@" in one for one in addresses))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
