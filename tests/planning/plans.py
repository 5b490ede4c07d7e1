"""Small plans of works for the tests of this room. Monday 2 March 2026 is their first day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadweek.domain.base import WEEKDAYS, Range, Weekday
from roadweek.domain.plan import Activity, Plan, Track
from roadweek.domain.work import Strand, Work
from roadweek.planning.allocate import Content, allocate
from roadweek.planning.effort import Outlook, outlook

MONDAY = date(2026, 3, 2)
HOURS: dict[Weekday, int] = {**dict.fromkeys(WEEKDAYS[:5], 200), "SA": 500, "SU": 500}
"""Free minutes of each day: 33 h 20 a week."""


def week(number: int) -> date:
    """The Monday of a week, the first being 1."""
    return MONDAY + timedelta(weeks=number - 1)


def place(name: str, minutes: int | Range | None = 60, times: int = 2, **more: Any) -> Activity:
    """An activity that is a place for any work."""
    length = Range.exactly(minutes) if isinstance(minutes, int) else minutes
    fields: dict[str, Any] = {"minutes": length, "times": Range.exactly(times), "slot_for": ()}
    return Activity.model_validate(fields | {"id": name, "track": name, "title": name} | more)


def work(name: str, first: int = 1, last: int = 4, minutes: int | None = None, **more: Any) -> Work:
    """A work whose window are whole weeks, by their numbers."""
    fields: dict[str, Any] = {
        "kind": "unit",
        "first": week(first),
        "last": week(last) + timedelta(days=6),
        "minutes": None if minutes is None else Range.exactly(minutes),
        "effort_by": "shared" if minutes is None else "stated",
    }
    return Work.model_validate({"id": name, "title": name, **fields, **more})


def strand(name: str, *works: Work, places: tuple[str, ...] = (), **more: Any) -> Strand:
    return Strand(id=name, title=name, works=works, places=places, **more)


def plan(*strands: Strand, activities: tuple[Activity, ...] = (), **more: Any) -> Plan:
    tracks = tuple(Track(id=a.track, title=a.track) for a in activities)
    fields: dict[str, Any] = {"id": "p", "title": "p", "source_sha256": "0", "tracks": tracks, "as_of": MONDAY}
    return Plan(activities=activities, strands=strands, **{**fields, **more})


def look(of: Plan, **more: Any) -> Outlook:
    known: dict[str, Any] = {"hours": HOURS, **more}
    return outlook(of, MONDAY, **known)


def lived(view: Outlook, count: int, **more: Any) -> list[Content]:
    """What each of the first weeks is for, each done as planned."""
    done: dict[str, int] = {}
    found: list[Content] = []
    for number in range(1, count + 1):
        content, ledger = allocate(view, week(number), done, more.get("given", view.usual))
        found.append(content)
        done = ledger.done
    return found


def filled(content: Content) -> list[list[tuple[str, int]]]:
    """By sitting, what it holds: works and minutes."""
    return [[(p.work, p.minutes) for p in parts] for _, parts in content.filled]


def blocks(content: Content) -> dict[str, tuple[int, ...]]:
    return {b.strand: b.lengths for b in content.blocks}
