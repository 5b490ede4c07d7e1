"""A report's figures, each the sum of what it is counted from, so that every number can be traced.

A figure has no value of its own: there is nothing in it that its traces do not add up to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Literal

FigureUnit = Literal["min", "count"]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a figure is counted from: a thing's id (session, note of the log, attempt), its day and its share."""

    id: str
    title: str
    date: Date
    amount: int


@dataclass(slots=True)
class Figure:
    """``unit`` is minutes or a count."""

    unit: FigureUnit
    traces: list[Trace] = field(default_factory=list[Trace])

    @property
    def value(self) -> int:
        return sum(trace.amount for trace in self.traces)


class Figures:
    """Figures by key, ``group/name/measure``: ``track/maths/done``. A key that nothing was added to is 0."""

    def __init__(self) -> None:
        self._kept: dict[str, Figure] = {}

    def add(self, key: str, trace: Trace, unit: FigureUnit = "min") -> None:
        """Count ``trace`` into a figure. Nothing (0) is no trace."""
        if trace.amount:
            self._kept.setdefault(key, Figure(unit)).traces.append(trace)

    def value(self, key: str) -> int:
        figure = self._kept.get(key)
        return figure.value if figure else 0

    def get(self, key: str) -> Figure | None:
        return self._kept.get(key)

    def names(self, group: str) -> list[str]:
        """The names in a group, in the order in which they were first counted."""
        return list(dict.fromkeys(key.split("/")[1] for key in self._kept if key.startswith(f"{group}/")))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)
