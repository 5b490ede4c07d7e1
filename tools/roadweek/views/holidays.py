"""Documents of public holidays."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict


class HolidayView(TypedDict):
    """A holiday, or a weekend day that is worked for one: days in a row. ``choice`` null: nothing was decided, and its
    days are as usual; ``id`` is what `decide` takes, null for a workday."""

    id: str | None
    kind: Literal["holiday", "workday"]
    name: str
    names: list[str]
    start: str
    end: str
    days: int
    choice: str | None
    choice_words: str | None


class HolidaysView(TypedDict):
    """``region`` null: nobody said whose; ``question`` asks then. ``unknown`` are years without a notice yet."""

    region: str | None
    by: Literal["setting", "plan"] | None
    holidays: list[HolidayView]
    unknown: list[int]
    question: str | None
