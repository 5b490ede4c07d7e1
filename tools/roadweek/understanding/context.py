"""What a sentence may refer to: the plan's names, dates and sessions at the moment of speaking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from roadweek.domain.base import Weekday


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A track or a task with all the words by which a sentence may call it."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedWork:
    """A work with its names; ``minutes`` is the whole effort that is reckoned with, null where nothing says it."""

    id: str
    names: tuple[str, ...]
    track: str | None = None
    minutes: int | None = None
    done_min: int = 0


@dataclass(frozen=True, slots=True)
class NamedMilestone:
    id: str
    names: tuple[str, ...]
    due: date | None = None


@dataclass(frozen=True, slots=True)
class KnownTrip:
    start: date
    end: date
    place: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDecision:
    id: str
    names: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedHoliday:
    """A public holiday that comes; ``id`` is its decision."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownActivity:
    """One of a track's activities; the first of a track is its main one. ``minutes`` is null where none or several are
    said."""

    track: str
    title: str
    minutes: int | None = None
    per: str = "week"


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A placed session; ``start`` and ``end`` are in the person's local time."""

    id: str
    track: str | None
    start: datetime
    end: datetime


def _names(row: Mapping[str, Any]) -> tuple[str, ...]:
    names = row.get("names") or [row.get("title") or row.get("question") or row["id"]]
    return tuple(str(name) for name in names)


def _day(value: Any) -> date | None:
    """A due date may be a day, or a window of which the last day counts."""
    if isinstance(value, Mapping):
        value = cast("Mapping[str, Any]", value).get("latest")
    return date.fromisoformat(str(value)[:10]) if value else None


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """``as_of`` is the moment of speaking, aware; ``timezone`` an IANA name; ids are those that edits carry."""

    as_of: datetime
    timezone: str = "UTC"
    tracks: tuple[NamedThing, ...] = ()
    milestones: tuple[NamedMilestone, ...] = ()
    trips: tuple[KnownTrip, ...] = ()
    tasks: tuple[NamedThing, ...] = ()
    decisions: tuple[NamedDecision, ...] = ()
    sessions: tuple[KnownSession, ...] = ()
    works: tuple[NamedWork, ...] = ()
    activities: tuple[KnownActivity, ...] = ()
    lost: tuple[date, date] | None = None
    """The first and last day of a gap that nobody has spoken of yet."""
    day_ends: tuple[tuple[Weekday, time], ...] = ()
    """When the usual hours of each weekday end that has any."""
    holidays: tuple[NamedHoliday, ...] = ()

    @property
    def today(self) -> date:
        """The day of speaking where the person is: ``as_of`` carries the offset of that place."""
        return self.as_of.date()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SentenceContext:
        """Read a context document: ``as_of``, ``timezone`` and lists of tracks, milestones, trips and so on.

        Unknown keys are let pass. Raises KeyError or ValueError where a needed field is missing or is no date.
        """

        def rows(key: str) -> list[Mapping[str, Any]]:
            return list(data.get(key) or [])

        as_of = datetime.fromisoformat(data["as_of"])
        if as_of.tzinfo is None:
            raise ValueError("as_of needs an offset, such as 2026-03-04T20:00:00+08:00")
        return cls(
            as_of=as_of,
            timezone=str(data.get("timezone") or "UTC"),
            tracks=tuple(NamedThing(str(r["id"]), _names(r)) for r in rows("tracks")),
            milestones=tuple(NamedMilestone(str(r["id"]), _names(r), _day(r.get("due"))) for r in rows("milestones")),
            trips=tuple(
                KnownTrip(date.fromisoformat(r["start"]), date.fromisoformat(r["end"]), r.get("place"))
                for r in rows("trips")
            ),
            tasks=tuple(NamedThing(str(r["id"]), _names(r)) for r in rows("tasks")),
            decisions=tuple(
                NamedDecision(str(r["id"]), _names(r), tuple(str(o) for o in r.get("options") or ()))
                for r in rows("decisions")
            ),
            sessions=tuple(
                KnownSession(
                    str(r["id"]),
                    r.get("track"),
                    datetime.fromisoformat(r["start"]),
                    datetime.fromisoformat(r.get("end") or r["start"]),
                )
                for r in rows("sessions")
            ),
            works=tuple(
                NamedWork(str(r["id"]), _names(r), r.get("track"), r.get("minutes"), int(r.get("done_min") or 0))
                for r in rows("works")
            ),
            holidays=tuple(NamedHoliday(str(r["id"]), _names(r)) for r in rows("holidays")),
            activities=tuple(
                KnownActivity(str(r["track"]), str(r["title"]), r.get("minutes"), str(r.get("per") or "week"))
                for r in rows("activities")
            ),
        )
