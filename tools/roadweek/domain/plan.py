"""What the person wants: the plan as read from their document. Immutable; conversation adds edits on top of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Literal

from pydantic import Field

from roadweek.domain.base import DateWindow, Id, Language, Model, Range, Slot, Strength, Weekday
from roadweek.domain.work import Allowance, Lines, Strand

TemplateKind = Literal["normal", "trip"]
Per = Literal["day", "week", "month", "lesson", "unspecified"]
By = Literal["model"]
"""Who read a thing, where the grammar did not: a model proposed it and every number and date stood on its lines."""


class Period(Model):
    """A dated span: year, phase, month, sprint. A null end is open; ``parent`` is the period that holds it."""

    id: Id
    title: str
    kind: Literal["horizon", "phase", "month", "week", "span"] = "span"
    start: DateWindow | None = None
    end: DateWindow | None = None
    parent: Id | None = None
    superseded: bool = False
    lines: Lines = ()
    by: By | None = None

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies inside, reading fuzzy ends generously."""
        return (self.start is None or self.start.earliest <= day) and (self.end is None or day <= self.end.latest)


class Track(Model):
    """A line of work. ``names`` are all the words by which a sentence may call it; ``priority`` is -2..2."""

    id: Id
    title: str
    names: tuple[str, ...] = ()
    priority: int = Field(default=0, ge=-2, le=2)


class SessionPart(Model):
    """A named part of a session, as the plan divides it: 15 minutes of one thing, then 10 of another.

    ``how`` is what the plan says of it ("no pausing"), ``where`` the place that it names ("on the train"). ``works``
    are those that it is said of, where a session may be for several; empty: every session of its activity.
    """

    title: str
    minutes: Range
    how: tuple[str, ...] = ()
    where: str | None = None
    works: tuple[Id, ...] = ()
    lines: Lines = ()


class Activity(Model):
    """A recurring wish of a track.

    ``minutes`` is the length of one occasion, ``total_minutes`` the sum a unit where the text gives only that.
    ``times`` are occasions per ``per``. ``days`` restricts to weekdays (empty = any); with ``per`` "day" each
    listed day has one occasion, with "week" the occasions may fall on any of them. ``interval`` counts units of
    ``per``: 2 is every other week, 3 a day every third day, from where its period begins. ``nth`` with ``per`` "month":
    which of the month's ``days`` it falls on, -1 the last. ``at`` is the local time at which it is wished to start.
    ``assumed``: the text gives no length. ``first``/``last`` bound its life.
    """

    id: Id
    track: Id
    title: str
    minutes: Range | None = None
    total_minutes: Range | None = None
    times: Range = Range(lo=1, hi=1)
    per: Per = "week"
    interval: int = Field(default=1, ge=1, le=400)
    nth: int | None = Field(default=None, ge=-1, le=5)
    days: tuple[Weekday, ...] = ()
    slots: tuple[Slot, ...] = ()
    at: time | None = None
    assumed: bool = False
    about: bool = False
    """Its minutes are said with "about": a full week may give it up to a fifth less."""
    strength: Strength = "should"
    template: TemplateKind = "normal"
    period: Id | None = None
    first: date | None = None
    last: date | None = None
    part_of: Id | None = None
    quantity: Range | None = None
    superseded: bool = False
    lines: Lines = ()
    by: By | None = None
    slot_for: tuple[Id, ...] | None = None
    """Of a place for work: the tracks that it is for (empty: whatever has no place of its own). Null: a habit."""
    parts: tuple[SessionPart, ...] = ()
    """What its sessions are made of, in order, where the plan says so."""


class Template(Model):
    """What a kind of week asks for: ``day_minutes`` of work by weekday; ``no_new_tasks`` keeps one-off tasks out."""

    id: TemplateKind
    title: str
    day_minutes: dict[Weekday, Range] = {}
    no_new_tasks: bool = False
    lines: Lines = ()


class Unit(Model):
    """One step of a curriculum: a lecture, a table row, a topic."""

    id: Id
    title: str
    note: str | None = None
    minutes: int | None = None
    optional: bool = False
    lines: Lines = ()


class Curriculum(Model):
    """Ordered material that a track's sessions consume."""

    id: Id
    title: str
    track: Id | None = None
    period: Id | None = None
    units: tuple[Unit, ...] = ()
    lines: Lines = ()
    by: By | None = None


class Milestone(Model):
    """Something reached once. ``deadline``: the text itself names ``due``; ``done``: the day reached."""

    id: Id
    title: str
    names: tuple[str, ...] = ()
    track: Id | None = None
    due: DateWindow | None = None
    deadline: bool = False
    period: Id | None = None
    done: date | None = None
    lines: Lines = ()
    by: By | None = None


class Task(Model):
    """A one-off piece of work, placed as a session before its due date."""

    id: Id
    title: str
    track: Id | None = None
    minutes: int | None = Field(default=None, ge=1, le=100_000)
    due: date | None = None
    done: date | None = None
    dropped: bool = False

    @property
    def open(self) -> bool:
        return self.done is None and not self.dropped


RuleKind = Literal[
    "no_new_tasks_on_trips",  # one-off tasks keep out of trips
    "max_minutes_per_day",  # no more than ``minutes`` of work on one day
    "earliest_start",  # nothing before ``start``
    "latest_end",  # nothing after ``end``
    "free_day",  # nothing at all
    "closed_hours",  # nothing from ``start`` to ``end``: office hours, meals
    "free_hours",  # kept free from ``start`` to ``end``, whatever else the plan puts there
    "max_minutes_per_week",  # no more than ``minutes`` of work in one week
    "break_after",  # a break of ``rest`` minutes after ``minutes`` of work
    "days_apart",  # sessions of ``activities`` never on two days in a row
    "within_hours",  # sessions of ``activities`` not before ``start``, not after ``end``
    "timebox",  # no more than ``minutes`` for the work that it names
    "scope",  # only ``areas``: what is added outside of them is asked about
    "note",  # shown, not enforced
]


class Rule(Model):
    """How to work, or what not to do. ``kind`` names those that code obeys; a "note" is shown, not enforced.

    ``days`` are those that it holds on (empty: all), ``template`` the kind of week (null: both); ``period`` bounds it.
    ``start`` and ``end`` are local times; hours that end at or before they start run past midnight.
    """

    id: Id
    text: str
    kind: RuleKind = "note"
    minutes: int | None = Field(default=None, ge=0, le=7 * 1440)
    rest: int | None = Field(default=None, ge=1, le=240)
    start: time | None = None
    end: time | None = None
    days: tuple[Weekday, ...] = ()
    template: TemplateKind | None = None
    period: Id | None = None
    activities: tuple[Id, ...] = ()
    """The activities that it is said of; empty: all work."""
    areas: tuple[str, ...] = ()
    """Of a scope: the names of what the plan keeps to."""
    lines: Lines = ()
    by: By | None = None


class Budget(Model):
    """A share of effort in percent, as the text states it."""

    id: Id
    title: str
    percent: int = Field(ge=0, le=100)
    track: Id | None = None
    period: Id | None = None
    lines: Lines = ()


class Decision(Model):
    """A question that the plan leaves open, with its options and the window in which it is due."""

    id: Id
    question: str
    options: tuple[str, ...] = ()
    due: DateWindow | None = None
    choice: str | None = None
    lines: Lines = ()
    by: By | None = None


class Baseline(Model):
    """Where the person stood when they wrote the plan."""

    id: Id
    text: str
    reached: bool | None = None
    lines: Lines = ()


class Conflict(Model):
    """Two places of a document that do not agree; the person decides, nothing is chosen silently."""

    kind: str
    lines: Lines
    message: str
    params: dict[str, Any] = {}


class Plan(Model):
    """One whole plan. Identical text and as-of date give an identical plan."""

    id: Id
    title: str
    language: Language = "en"
    as_of: date | None = None
    private: bool = False
    source_sha256: str
    periods: tuple[Period, ...] = ()
    tracks: tuple[Track, ...] = ()
    activities: tuple[Activity, ...] = ()
    templates: tuple[Template, ...] = ()
    curricula: tuple[Curriculum, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    tasks: tuple[Task, ...] = ()
    rules: tuple[Rule, ...] = ()
    budgets: tuple[Budget, ...] = ()
    decisions: tuple[Decision, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    strands: tuple[Strand, ...] = ()
    allowances: tuple[Allowance, ...] = ()
