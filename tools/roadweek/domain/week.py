"""The placed week: sessions, what could not be placed and why, trips and busy times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from datetime import date as Date
from typing import Any, Literal

from pydantic import AwareDatetime, Field, model_validator

from roadweek.domain.base import Id, Model
from roadweek.domain.plan import SessionPart, TemplateKind
from roadweek.domain.reason_words import words_of_reason
from roadweek.domain.reported import counted
from roadweek.domain.work import WorkPortion

SessionStatus = Literal["planned", "done", "partial", "skipped"]

ReasonCode = Literal[
    "no_window",  # no free stretch long enough in any allowed time
    "day_budget",  # the day's work budget is used up
    "busy",  # calendar events take the time
    "trip",  # the trip template leaves it out
    "rule",  # a rule of the plan forbids it
    "deadline",  # it cannot be done before its due date
    "spacing",  # it must keep a distance from another session
    "precedence",  # what must come before it is not placed
    "buffer",  # only the buffer is left, and it is kept free
    "day_off",  # the person took the day off
    "paused",  # the track is paused
    "asked",  # the person asked for it
    "past",  # its time has passed
    "priority",  # something of higher priority took the place
    "equal",  # something that is worth as much has the place
    "template",  # the week's template asks for it
    "room",  # moved to make room, or to a better place that became free
    "time_busy",  # the calendar takes the clock time that the plan names
    "time_taken",  # another session stands at the clock time that the plan names
    "time_closed",  # a rule closes the clock time that the plan names
    "missed",  # what was left undone before is offered again
    "time_hours",  # the clock time that the plan names is outside the day's hours, or past
]
"""The closed vocabulary of reasons, for what is unplaced and what changed; its words: ``messages.reasons``."""


class Reason(Model):
    """A reason with its numbers; ``params`` fill the words of ``messages.reasons`` (minutes are whole numbers)."""

    code: ReasonCode
    params: dict[str, Any] = {}

    @property
    def words(self) -> str:
        """Which of ``messages.reasons`` says it: the code's own, or that of a kind of it."""
        return words_of_reason(self.code, self.params)


class Session(Model):
    """A placed block of work. ``id`` is stable over moves; times carry the offset of the place they happen in."""

    id: Id
    week: str
    activity: Id | None = None
    task: Id | None = None
    track: Id | None = None
    title: str
    start: AwareDatetime
    end: AwareDatetime
    status: SessionStatus = "planned"
    pinned: bool = False
    must: bool = False
    floor_min: int = Field(default=0, ge=0)
    """A must-activity's smallest length in minutes: the trip policy never goes below it."""
    reason: Reason | None = None
    work: tuple[WorkPortion, ...] = ()
    """What it is for, in order."""
    spent_min: int | None = None
    """Minutes that were noted for it; null where nothing was said."""

    @model_validator(mode="after")
    def _forwards(self) -> Session:
        if self.end <= self.start:
            raise ValueError(f"session {self.id} ends before it starts")
        return self

    @property
    def minutes(self) -> int:
        return round((self.end.astimezone(UTC) - self.start.astimezone(UTC)).total_seconds() / 60)  # DST lies between

    def counted_min(self, now: datetime) -> int:
        """Minutes that count as done or to come, see :func:`~.reported.counted`."""
        return counted(self.status, self.minutes, self.spent_min, over=self.end <= now)

    def open_at(self, now: datetime) -> bool:
        """Whether it is over and nobody has said what came of it."""
        return self.status == "planned" and self.end <= now


class Unplaced(Model):
    """A wished session that has no place this week, with the reason in code and numbers."""

    id: Id
    activity: Id | None = None
    task: Id | None = None
    track: Id | None = None
    title: str
    minutes: int = Field(ge=0)
    must: bool = False
    reason: Reason


class Day(Model):
    date: Date
    template: TemplateKind
    capacity_min: int = Field(default=0, ge=0)


class Week(Model):
    """A week as solved. Capacity, planned and buffer are minutes; every wish is in ``sessions`` or in ``unplaced``."""

    week: str
    timezone: str
    days: tuple[Day, ...]
    sessions: tuple[Session, ...]
    unplaced: tuple[Unplaced, ...] = ()
    assumed: tuple[Id, ...] = ()
    """Sessions whose length the plan does not say."""
    parts: dict[Id, tuple[SessionPart, ...]] = {}
    """By session: what it is made of, in order, where the plan divides it; the minutes are those of this session."""
    capacity_min: int = Field(ge=0)
    planned_min: int = Field(ge=0)
    buffer_min: int = Field(ge=0)
    cost: float | None = None
    bound: float | None = None


class Busy(Model):
    """A taken stretch of time from a calendar or a block edit."""

    start: AwareDatetime
    end: AwareDatetime
    title: str = ""
    all_day: bool = False
    source: str = "calendar"


TripRole = Literal["out", "stay", "back"]


class TripLeg(Model):
    """What one calendar event says of a trip: a way out, days somewhere, a way home; days by the clocks of its places.

    ``place`` is where it leads or where one is, ``timezone`` that place's; ``ride``: somebody is on the way.
    """

    role: TripRole
    start: Date
    end: Date
    origin: str | None = None
    place: str | None = None
    timezone: str | None = None
    ride: bool = False


class Trip(Model):
    """A window away, both dates inclusive. ``evidence``: why we believe it; a suspicion waits for the person.

    ``timezone`` is that of its place; ``legs``, in their order, say more where calendar events do.
    """

    id: Id
    start: Date
    end: Date
    place: str | None = None
    timezone: str | None = None
    state: Literal["suspected", "confirmed", "dismissed", "cancelled"] = "confirmed"
    origin: Literal["person", "calendar"] = "person"
    evidence: tuple[str, ...] = ()
    legs: tuple[TripLeg, ...] = ()

    def covers(self, day: Date) -> bool:
        return self.start <= day <= self.end

    def leg_on(self, day: Date) -> TripLeg | None:
        """The leg that says where one is on the evening of a day: the way home once it has arrived, days spent there,
        else the last place reached."""
        home = [leg for leg in self.legs if leg.role == "back" and leg.ride and leg.timezone and leg.end <= day]
        if home and day == self.end:
            return home[-1]
        there = [leg for leg in self.legs if leg.role != "back" and (leg.timezone or leg.place)]
        stays = [leg for leg in there if not leg.ride and leg.start <= day <= leg.end]
        reached = [leg for leg in there if leg.ride and leg.end <= day]
        spent = stays[-1:] or reached[-1:]
        if spent and reached and not spent[0].ride and reached[-1].end > spent[0].start:
            spent = reached[-1:]  # a ride of a later day leads on from there
        return next(iter(spent or there), None)

    def zone_on(self, day: Date) -> str | None:
        """The zone of the day: the trip's own, but where its legs are in several that of the day's place, and on its
        last day home's where the way home arrives on it."""
        leg = self.leg_on(day)
        if leg is None or (leg.role != "back" and not self._several):
            return self.timezone
        return leg.timezone or self.timezone

    def place_on(self, day: Date) -> str | None:
        """Where one is on the evening of a day."""
        leg = self.leg_on(day)
        if leg is not None and leg.role == "back":
            return leg.place
        return (leg.place if leg and self._several else None) or self.place

    @property
    def _several(self) -> bool:
        """Whether it leads to places in several zones."""
        return len({leg.timezone for leg in self.legs if leg.role != "back" and leg.timezone}) > 1

    def rides_on(self, day: Date) -> bool:
        """Whether one is on the way that day, as far as its events say so."""
        return any(leg.ride and leg.start <= day <= leg.end for leg in self.legs)

    @property
    def counts(self) -> bool:
        """Whether weeks are planned around it: a suspicion alone does not change a week."""
        return self.state == "confirmed"


def trip_on(trips: Iterable[Trip], day: Date) -> Trip | None:
    """The trip that a day belongs to, where one counts: the day follows the trip template."""
    return next((trip for trip in trips if trip.counts and trip.covers(day)), None)


class LogEntry(Model):
    """What was done on a track on a day."""

    id: Id
    track: Id
    date: Date
    minutes: int = Field(ge=0)
    outcome: Literal["done", "partial", "skipped"]
    session: Id | None = None
    at: datetime | None = None
