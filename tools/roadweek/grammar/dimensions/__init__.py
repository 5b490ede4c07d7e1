"""What the grammar reads: one module a dimension, its rows for both languages side by side."""

from __future__ import annotations

from typing import Final

from roadweek.grammar.dimensions import clock, duration, number, recurrence
from roadweek.grammar.rule import Row

RULES: Final[tuple[Row, ...]] = (*number.RULES, *duration.RULES, *clock.RULES, *recurrence.RULES)
WANTED: Final = ("duration", "clock", "rhythm", "days", "part", "count", "sittings")
"""Kinds that a text is read for."""
CLAIMS: Final = ("opaque", "weekday", "ordinal")
"""Kinds that only take their place: of 周二十五分钟 the weekday is no part of a length."""
