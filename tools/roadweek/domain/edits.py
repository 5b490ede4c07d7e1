"""Edits: every typed change to a plan or a week, as CONTRACT fixes them, and the two that make each of them invertible.

An edit in force is an :class:`Adjustment`. Undoing one withdraws its adjustment (:class:`Withdraw`), and undoing
that puts it back (:class:`Reinstate`): so every kind has an exact inverse, whatever was changed after it.
Dates are inclusive; local times are ``YYYY-MM-DDTHH:MM``.
"""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime, time
from typing import Annotated, Literal, LiteralString, Self, cast, get_args

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, field_serializer, model_validator
from pydantic_core import PydanticCustomError

from roadweek.domain.base import Id, Model, Weekday
from roadweek.domain.sanitise import sanitised, sanitised_line

EDIT_FORM = 2
"""Version of the edits' stored form; a change that old readers cannot read raises it."""

EditSlot = Literal["morning", "afternoon", "evening"]
EditPer = Literal["day", "week", "month"]
Outcome = Literal["done", "partial", "skipped"]
Interval = Annotated[int, Field(ge=1, le=60)]
Nth = Literal[1, 2, 3, 4, 5, -1]
"""Which of a month's weekdays of one name; -1 is the last."""
Minutes = Annotated[int, Field(ge=1, le=1440)]
EffortMinutes = Annotated[int, Field(ge=1, le=100_000)]


def _clean_line(value: object) -> object:
    return sanitised_line(value) if isinstance(value, str) else value


def _clean_text(value: object) -> object:
    return sanitised(value).strip() if isinstance(value, str) else value


CleanLine = Annotated[str, BeforeValidator(_clean_line)]
"""A name, place, reason or choice that a person, client or model gave: sanitised, one line, cut to TITLE characters.
It is cut and not refused, because edits that are stored already must be read for ever."""
Title = Annotated[CleanLine, Field(min_length=1)]
CleanText = Annotated[str, BeforeValidator(_clean_text), Field(max_length=2000)]


def _unfit(kind: LiteralString, text: LiteralString, **values: object) -> PydanticCustomError:
    """An edit whose fields do not fit together; ``kind`` is a key of ``messages.faults``, ``text`` its English."""
    return PydanticCustomError(kind, text, {name: str(value) for name, value in values.items()})


class AddTrip(Model):
    kind: Literal["add_trip"] = "add_trip"
    start: Date
    end: Date
    place: CleanLine | None = None

    @model_validator(mode="after")
    def _forwards(self) -> AddTrip:
        if self.end < self.start:
            raise _unfit(
                "trip_backwards", "the trip ends ({end}) before it starts ({start})", end=self.end, start=self.start
            )
        return self


class ChangeTrip(Model):
    kind: Literal["change_trip"] = "change_trip"
    start: Date
    new_start: Date | None = None
    new_end: Date | None = None
    place: CleanLine | None = None


class CancelTrip(Model):
    kind: Literal["cancel_trip"] = "cancel_trip"
    start: Date


class Block(Model):
    """A time that is taken; local wall-clock times."""

    kind: Literal["block"] = "block"
    start: datetime
    end: datetime
    reason: CleanLine | None = None

    @field_serializer("start", "end")
    def _local(self, value: datetime) -> str:
        return value.strftime("%Y-%m-%dT%H:%M")

    @model_validator(mode="after")
    def _forwards(self) -> Block:
        if self.start.tzinfo or self.end.tzinfo:
            raise _unfit("block_offset", "a block is in local time, without an offset")
        if self.end <= self.start:
            raise _unfit(
                "block_backwards", "the block ends ({end}) before it starts ({start})", end=self.end, start=self.start
            )
        return self


class OpenHours(Model):
    """A time beside the usual hours in which work may lie; local wall-clock times of one day."""

    kind: Literal["open_hours"] = "open_hours"
    start: datetime
    end: datetime

    @field_serializer("start", "end")
    def _local(self, value: datetime) -> str:
        return value.strftime("%Y-%m-%dT%H:%M")

    @model_validator(mode="after")
    def _forwards(self) -> OpenHours:
        if self.start.tzinfo or self.end.tzinfo:
            raise _unfit("block_offset", "a block is in local time, without an offset")
        if self.end <= self.start:
            raise _unfit(
                "block_backwards", "the block ends ({end}) before it starts ({start})", end=self.end, start=self.start
            )
        return self

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60


class DayOff(Model):
    kind: Literal["day_off"] = "day_off"
    date: Date


class SetCapacity(Model):
    """So many minutes of work a day between two dates."""

    kind: Literal["set_capacity"] = "set_capacity"
    date_from: Date
    date_to: Date
    minutes: int = Field(ge=0, le=1440)

    @model_validator(mode="after")
    def _forwards(self) -> SetCapacity:
        if self.date_to < self.date_from:
            raise _unfit(
                "days_backwards",
                "the last day ({end}) is before the first ({start})",
                end=self.date_to,
                start=self.date_from,
            )
        return self


class Move(Model):
    """Move a track's session(s) to a day. ``from`` is the day it leaves, where the person named one."""

    kind: Literal["move"] = "move"
    track: Id
    to: Date
    from_: Date | None = Field(default=None, alias="from")
    slot: EditSlot | None = None


class Drop(Model):
    """Leave out a track's sessions of a day; with ``session`` that one alone."""

    kind: Literal["drop"] = "drop"
    track: Id
    date: Date
    session: Id | None = None


class Add(Model):
    """One extra session."""

    kind: Literal["add"] = "add"
    track: Id | None = None
    title: CleanLine | None = None
    minutes: Minutes
    date: Date | None = None
    slot: EditSlot | None = None


class _Rhythm(Model):
    """What the edits of recurring work share: ``interval`` counts units of ``per`` (2 with week: every other week);
    ``nth`` with ``per`` month and ``days``: the first Monday, the last Sunday; ``at`` is the local time it starts."""

    @field_serializer("at", check_fields=False)
    def _clock(self, value: time | None) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        rhythm = cast("AddActivity", self)
        if rhythm.nth is not None and not (rhythm.per == "month" and rhythm.days):
            raise _unfit("nth_alone", "nth needs per month and days: the first Monday is nth 1, per month, days MO")
        if rhythm.at is not None and rhythm.at.tzinfo:
            raise _unfit("at_offset", "at is a local time HH:MM, without an offset")
        if rhythm.at is not None and rhythm.slot is not None:
            raise _unfit("at_or_slot", "give one of at and slot")
        _forwards(rhythm.from_, rhythm.until)
        return self


def _forwards(first: Date, last: Date | None) -> None:
    if last is not None and last < first:
        raise _unfit("backwards", "it ends ({end}) before it starts ({start})", end=last, start=first)


class AddActivity(_Rhythm):
    """Something that recurs from a day on; with ``until``, up to that day."""

    kind: Literal["add_activity"] = "add_activity"
    track: Id
    title: CleanLine | None = None
    minutes: Minutes
    times: int = Field(ge=1, le=50)
    per: EditPer
    interval: Interval | None = None
    days: tuple[Weekday, ...] | None = None
    nth: Nth | None = None
    at: time | None = None
    slot: EditSlot | None = None
    from_: Date = Field(alias="from")
    until: Date | None = None


class SetActivity(_Rhythm):
    """A track's activity changes from a day on; ``title`` says which of its activities. With ``until`` it is again what
    it was behind that day."""

    kind: Literal["set_activity"] = "set_activity"
    track: Id
    title: str | None = None
    minutes: Minutes | None = None
    times: int | None = Field(default=None, ge=1, le=50)
    per: EditPer | None = None
    interval: Interval | None = None
    days: tuple[Weekday, ...] | None = None
    nth: Nth | None = None
    at: time | None = None
    slot: EditSlot | None = None
    from_: Date = Field(alias="from")
    until: Date | None = None


class RemoveActivity(Model):
    """A track's activities end, or the one of that ``title``; with ``until`` they come back behind that day."""

    kind: Literal["remove_activity"] = "remove_activity"
    track: Id
    title: str | None = None
    from_: Date = Field(alias="from")
    until: Date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> RemoveActivity:
        _forwards(self.from_, self.until)
        return self


class Pause(Model):
    kind: Literal["pause"] = "pause"
    track: Id
    from_: Date = Field(alias="from")
    until: Date | None = None


class Resume(Model):
    kind: Literal["resume"] = "resume"
    track: Id
    from_: Date = Field(alias="from")


class AddMilestone(Model):
    kind: Literal["add_milestone"] = "add_milestone"
    title: CleanLine
    due: Date
    track: Id | None = None


class MoveMilestone(Model):
    kind: Literal["move_milestone"] = "move_milestone"
    milestone: Id
    due: Date


class FinishMilestone(Model):
    """A milestone was reached; ``evidence`` is a text or a link."""

    kind: Literal["finish_milestone"] = "finish_milestone"
    milestone: Id
    date: Date
    evidence: CleanText | None = None


class AddTask(Model):
    kind: Literal["add_task"] = "add_task"
    title: CleanLine
    track: Id | None = None
    minutes: int | None = Field(default=None, ge=1, le=100_000)
    due: Date | None = None


class FinishTask(Model):
    kind: Literal["finish_task"] = "finish_task"
    task: Id


class AddWork(Model):
    """One more thing to get done. ``due``: it is owed until it is done; ``after`` names the work that it follows."""

    kind: Literal["add_work"] = "add_work"
    title: Title
    track: Id | None = None
    minutes: EffortMinutes | None = None
    from_: Date | None = Field(default=None, alias="from")
    due: Date | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _forwards(self) -> AddWork:
        if self.from_ and self.due and self.due < self.from_:
            raise _unfit(
                "due_before", "the work is due ({end}) before it may begin ({start})", end=self.due, start=self.from_
            )
        return self


class SetEffort(Model):
    """The whole effort of a work, what is done of it counted in."""

    kind: Literal["set_effort"] = "set_effort"
    work: Id
    minutes: EffortMinutes


class WorkStep(Model):
    """A step of a work; without ``minutes`` it takes its share of what the others leave."""

    title: Title
    minutes: EffortMinutes | None = None


class SplitWork(Model):
    """Steps in the place of a work, in their order; what is done of the work counts for its first steps."""

    kind: Literal["split_work"] = "split_work"
    work: Id
    steps: tuple[WorkStep, ...] = Field(min_length=1, max_length=50)


class FinishWork(Model):
    """A work is done, whatever the minutes; ``evidence`` is a text or a link."""

    kind: Literal["finish_work"] = "finish_work"
    work: Id
    date: Date | None = None
    evidence: CleanText | None = None


class SkipWork(Model):
    kind: Literal["skip_work"] = "skip_work"
    work: Id


class OrderWork(Model):
    """A work goes before or after another of its list."""

    kind: Literal["order_work"] = "order_work"
    work: Id
    before: Id | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> OrderWork:
        if (self.before is None) == (self.after is None):
            raise _unfit("before_or_after", "give one of before and after")
        if self.work in (self.before, self.after):
            raise _unfit("beside_itself", "a work cannot stand beside itself")
        return self


class Focus(Model):
    """So many minutes a week for the work of a track, or for a work's list; 0 ends it."""

    kind: Literal["focus"] = "focus"
    track: Id | None = None
    work: Id | None = None
    minutes: int = Field(ge=0, le=10_080)
    from_: Date | None = Field(default=None, alias="from")
    until: Date | None = None

    @model_validator(mode="after")
    def _one(self) -> Focus:
        if (self.track is None) == (self.work is None):
            raise _unfit("track_or_work", "give one of track and work")
        if self.from_ and self.until and self.until < self.from_:
            raise _unfit("backwards", "it ends ({end}) before it starts ({start})", end=self.until, start=self.from_)
        return self


class CatchUp(Model):
    """What was left undone on the days ``from`` to ``until`` comes back, spread over the weeks that follow; with
    ``track`` that track's alone, with ``weeks`` over so many weeks."""

    kind: Literal["catch_up"] = "catch_up"
    from_: Date = Field(alias="from")
    until: Date
    track: Id | None = None
    weeks: int | None = Field(default=None, ge=1, le=26)

    @model_validator(mode="after")
    def _forwards(self) -> CatchUp:
        _forwards(self.from_, self.until)
        return self

    def holds(self, day: Date, track: str | None) -> bool:
        """Whether what lay on a day, for a track, is among it."""
        return self.from_ <= day <= self.until and self.track in (None, track)


class Prioritize(Model):
    kind: Literal["prioritize"] = "prioritize"
    track: Id
    level: Literal["up", "down"]


class Pin(Model):
    kind: Literal["pin"] = "pin"
    session: Id


class Unpin(Model):
    kind: Literal["unpin"] = "unpin"
    session: Id


class Finish(Model):
    """The session was done as planned."""

    kind: Literal["finish"] = "finish"
    session: Id


class ReportSession(Model):
    """What came of one session; ``minutes`` is what was really spent on one that was done in part."""

    kind: Literal["report"] = "report"
    session: Id
    outcome: Outcome
    minutes: int | None = Field(default=None, ge=0, le=1440)


class Decide(Model):
    kind: Literal["decide"] = "decide"
    decision: Id
    choice: CleanLine


class Log(Model):
    """What was really done; a fact, not a wish."""

    kind: Literal["log"] = "log"
    track: Id
    date: Date
    minutes: int = Field(ge=0, le=1440)
    outcome: Outcome = "done"


class Withdraw(Model):
    """Take one adjustment out of force: the inverse of any edit above."""

    kind: Literal["withdraw"] = "withdraw"
    adjustment: Id


class Reinstate(Model):
    """Put a withdrawn adjustment back in force: the inverse of :class:`Withdraw`."""

    kind: Literal["reinstate"] = "reinstate"
    adjustment: Id


Edit = Annotated[
    AddTrip
    | ChangeTrip
    | CancelTrip
    | Block
    | OpenHours
    | DayOff
    | SetCapacity
    | Move
    | Drop
    | Add
    | AddActivity
    | SetActivity
    | RemoveActivity
    | Pause
    | Resume
    | AddMilestone
    | MoveMilestone
    | FinishMilestone
    | AddTask
    | FinishTask
    | AddWork
    | SetEffort
    | SplitWork
    | FinishWork
    | SkipWork
    | OrderWork
    | Focus
    | CatchUp
    | Prioritize
    | Pin
    | Unpin
    | Finish
    | ReportSession
    | Decide
    | Log
    | Withdraw
    | Reinstate,
    Field(discriminator="kind"),
]

EDIT: TypeAdapter[Edit] = TypeAdapter(Edit, config=ConfigDict(defer_build=True))
EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...], config=ConfigDict(defer_build=True))
EDIT_KINDS: tuple[str, ...] = tuple(m.model_fields["kind"].default for m in get_args(get_args(Edit)[0]))


def is_fact(edit: Edit) -> bool:
    """Whether an edit states what was done: it goes into the log, and is no adjustment of the plan."""
    return isinstance(edit, Log | Finish | ReportSession)


class Adjustment(Model):
    """An edit in force on top of a plan. ``id`` is stable; ``seq`` orders adjustments."""

    id: Id
    seq: int = Field(ge=0)
    edit: Edit
    on: Date
    """The day it was made: a pause, a move or a log is read against it."""


def inverse(edit: Edit, adjustment: str) -> Edit:
    """The edit that takes ``edit`` back, given the id of the adjustment that carried it."""
    if isinstance(edit, Withdraw):
        return Reinstate(adjustment=edit.adjustment)
    if isinstance(edit, Reinstate):
        return Withdraw(adjustment=edit.adjustment)
    return Withdraw(adjustment=adjustment)
