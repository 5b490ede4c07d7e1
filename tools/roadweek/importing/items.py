"""What a plan says, one thing at a time: the item, in the words of the contract."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from roadweek.domain.base import DateWindow, Id, Model, Range, Slot, Strength, Weekday
from roadweek.domain.plan import By, Per, TemplateKind
from roadweek.domain.work import Lines

Group = Literal["periods", "recurring", "deadlines", "milestones", "curriculum", "rules", "decisions", "budgets"]
Pair = tuple[int, int | None]
"""A range in the contract's form; a null upper end is "at least"."""


class Quantity(Model):
    unit: str
    min: int
    max: int


class Item(Model):
    """One statement of the plan with the lines that state it. Null fields are what the text does not say."""

    id: Id
    group: Group
    lines: Lines
    title: str = ""
    kind: str | None = None
    start: date | None = None
    end: date | None = None
    start_window: DateWindow | None = None
    end_window: DateWindow | None = None
    per: Per | None = None
    times: Pair | None = None
    interval: int | None = None
    """Of its unit: 2 is every other week, with per "day" 3 is every third day."""
    nth: int | None = None
    """With per "month": on which of the month's ``days``, -1 the last."""
    days: tuple[Weekday, ...] | None = None
    slot: tuple[Slot, ...] | None = None
    at: str | None = Field(default=None, pattern=r"^\d\d:\d\d$")
    """The local time at which it is wished to begin."""
    assumed_min: int | None = None
    """Nothing says how long it is: so many minutes are assumed."""
    duration_min: Pair | None = None
    total_min_per_period: Pair | None = None
    quantity: Quantity | None = None
    approx: Literal[True] | None = None
    """Its minutes are said with "about": a week may give it somewhat less."""
    strength: Strength | None = None
    template: TemplateKind | None = None
    period: Id | None = None
    """The innermost period that holds it."""
    part_of: Id | None = None
    track: Id | None = None
    list: str | None = None
    """Of a curriculum's topic: the list that it stands in, by its heading."""
    note: str | None = None
    percent: int | None = None
    options: tuple[str, ...] | None = None
    optional: bool | None = None
    status: Literal["superseded", "done"] | None = None
    by: By | None = None
    unused: tuple[str, ...] | None = None
    """Words of its lines that no field holds."""
    scheduled: Literal[False] | None = None
    """False where it reads like something to plan and is not planned."""


def pair(value: Range | None) -> Pair | None:
    return None if value is None else (value.lo, value.hi)


def as_range(value: Pair | None) -> Range | None:
    return None if value is None else Range(lo=value[0], hi=value[1])
