"""What a plan is for: works with an effort and a window, in strands that share places, and what bounds them all."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from pydantic import Field

from roadweek.domain.base import Id, Model, Range, Slot, Weekday

Lines = tuple[int, ...]
"""1-based line numbers of the plan's source document."""
WorkKind = Literal["unit", "deliverable", "step", "lead", "task", "decision"]
EffortBy = Literal["stated", "learned", "shared", "assumed"]
"""Where an effort comes from: the text, what was done, its share of its place, or a guess."""
FOCUS = "focus"
"""The place of work that has none: blocks in free time."""


class WorkOutput(Model):
    """What a work is to leave behind, in the plan's words: a repository, a line for the résumé."""

    label: str
    text: str
    lines: Lines = ()


class Work(Model):
    """One thing to get done.

    ``first``..``last`` is its window, both inclusive; ``due``: it is owed until it is done, also past ``last``.
    ``minutes`` is the effort that the text states; ``slots`` and ``at`` say when on its day an occasion stands.
    """

    id: Id
    kind: WorkKind
    title: str
    track: Id | None = None
    first: date | None = None
    last: date | None = None
    due: bool = False
    minutes: Range | None = None
    effort_by: EffortBy = "shared"
    once: bool = False
    """One sitting of its place is enough."""
    weight: int = Field(default=1, ge=1, le=10)
    occasion: bool = False
    """It is done once, within its window and on one of ``days``: no pace, no sharing out."""
    days: tuple[Weekday, ...] = ()
    slots: tuple[Slot, ...] = ()
    at: time | None = None
    optional: bool = False
    box: int | None = None
    """Minutes that the plan gives it and no more: a timebox."""
    day_min: int | None = None
    """Where the text states its effort in days: the minutes that a day counts."""
    wanted: bool = False
    """The person said how long it takes: it is to be done also where its window was over before they began."""
    done: date | None = None
    dropped: bool = False
    lines: Lines = ()
    outputs: tuple[WorkOutput, ...] = ()
    """What its lines say that comes out of it."""
    step_of: tuple[Id, ...] = ()
    """The works that it is a step of, the whole one first; they are not in a strand any more."""

    @property
    def open(self) -> bool:
        return self.done is None and not self.dropped


class Strand(Model):
    """An ordered list of works that share places and keep their own progress.

    ``places`` are the activities (ids) that hold its sittings, in order of preference. ``lead``: its period says that
    it comes first; ``beside``: it is done at the same time as a lead. ``percent`` is its stated share of the effort,
    ``weekly`` minutes a week that the person asked for, from ``weekly_from`` to ``weekly_until``.
    """

    id: Id
    title: str
    track: Id | None = None
    works: tuple[Work, ...]
    places: tuple[Id, ...] = ()
    lead: bool = False
    beside: bool = False
    percent: int | None = None
    no_blocks: bool = False
    """It has no place, and free time is not for it: the plan states its days itself."""
    weekly: int | None = None
    weekly_from: date | None = None
    weekly_until: date | None = None


class Allowance(Model):
    """A stated total that bounds the rest: minutes a day (on ``days``) or a week, from ``first`` to ``last``."""

    id: Id
    per: Literal["day", "week"]
    minutes: Range
    days: tuple[Weekday, ...] = ()
    first: date | None = None
    last: date | None = None
    lines: Lines = ()
    text: str = ""


class WorkPortion(Model):
    """A part of a sitting: ``minutes`` of a work; ``done_min`` is all of it up to and with this, ``of_min`` its effort.

    ``of_min`` is null where nothing says how long it takes.
    """

    work: Id
    title: str
    minutes: int = Field(ge=0)
    done_min: int = Field(ge=0)
    of_min: int | None = None
    shared: bool = False
    """Its effort is only its share of the place."""
    box: int | None = None
    """The minutes that it may take at all, where the plan bounds it."""
