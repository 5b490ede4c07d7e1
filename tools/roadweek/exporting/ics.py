"""Accepted sessions and milestones as one iCalendar file, for a calendar that Roadweek does not write to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from roadweek.domain.base import Language
from roadweek.domain.plan import Milestone
from roadweek.domain.sanitise import FIELD, sanitised, sanitised_line
from roadweek.domain.week import Session
from roadweek.messages import say


def ics(
    sessions: Iterable[Session],
    milestones: Iterable[Milestone],
    *,
    timezone: str,
    stamp: datetime,
    uid: Callable[[str], str],
    lang: Language,
) -> str:
    """Sessions as events in ``timezone``, milestones as whole days on the last day they are due; reached ones and
    those without a date are left out. ``uid`` names a session or milestone; the same call gives the same text."""
    from zoneinfo import ZoneInfo

    from icalendar import Calendar, Event

    calendar: Any = Calendar()  # icalendar's add() takes any value
    calendar.add("PRODID", "-//Roadweek//Roadweek//EN")
    calendar.add("VERSION", "2.0")
    zone = ZoneInfo(timezone)
    for session in sessions:
        event: Any = Event()
        event.add("UID", uid(session.id))
        event.add("DTSTAMP", stamp)
        event.add("DTSTART", session.start.astimezone(zone))
        event.add("DTEND", session.end.astimezone(zone))
        event.add("SUMMARY", sanitised_line(session.title))
        if session.reason is not None:
            event.add(
                "DESCRIPTION", sanitised(say(f"reasons.{session.reason.words}", lang, **session.reason.params), FIELD)
            )
        calendar.add_component(event)
    for milestone in milestones:
        if milestone.due is None or milestone.done is not None:
            continue
        event = Event()
        event.add("UID", uid(f"milestone/{milestone.id}"))
        event.add("DTSTAMP", stamp)
        event.add("DTSTART", milestone.due.latest)
        event.add("DTEND", milestone.due.latest + timedelta(days=1))
        event.add("SUMMARY", sanitised_line(say("provenance.ics_due", lang, title=milestone.title)))
        event.add("TRANSP", "TRANSPARENT")  # a due date takes no time
        calendar.add_component(event)
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text.decode()
