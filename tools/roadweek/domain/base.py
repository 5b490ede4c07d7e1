"""What every domain type is made of: the frozen model, the small vocabularies, ranges and date windows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
"""RFC 5545 weekday codes, in week order; ``WEEKDAYS[d.weekday()]`` is the code of a date."""
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

Slot = Literal["morning", "daytime", "afternoon", "evening"]
SLOT_HOURS: Final[Mapping[Slot, tuple[int, int]]] = {
    "morning": (5, 12),
    "daytime": (9, 18),
    "afternoon": (12, 18),
    "evening": (18, 24),
}
"""Parts of a day in local hours: from, until."""
"""Parts of a day. Edits know morning, afternoon and evening; a plan may also say daytime."""

Strength = Literal["must", "should", "optional"]
Language = Literal["en", "zh"]
Id = Annotated[str, Field(min_length=1, max_length=120)]


class Model(BaseModel):
    """A frozen value: unknown fields are refused, equality is by value."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True)

    def to_json(self) -> dict[str, Any]:
        """This value as JSON-plain data, null fields left out (the contract's form)."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class Range(Model):
    """A closed range of whole numbers, mostly minutes or occasions; ``hi`` null means "at least ``lo``"."""

    lo: int = Field(ge=0)
    hi: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.hi is not None and self.hi < self.lo:
            raise ValueError(f"a range runs upwards, got {self.lo}..{self.hi}")
        return self

    @classmethod
    def exactly(cls, value: int) -> Range:
        return cls(lo=value, hi=value)

    @property
    def top(self) -> int:
        """The upper end, or the lower one where the range is open."""
        return self.lo if self.hi is None else self.hi


class DateWindow(Model):
    """A day that is only known to lie between two days, both inclusive (上旬 = days 1-10 of its month)."""

    earliest: date
    latest: date

    @model_validator(mode="after")
    def _ordered(self) -> DateWindow:
        if self.latest < self.earliest:
            raise ValueError(f"a window runs forwards, got {self.earliest}..{self.latest}")
        return self

    @classmethod
    def on(cls, day: date) -> DateWindow:
        return cls(earliest=day, latest=day)
