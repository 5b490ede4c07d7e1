"""The figures of a lived year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from bench.yearsim.disruptions import Year
from bench.yearsim.life import Lived, room_of_week, weeks
from bench.yearsim.person import BUFFER, FIRST, Habit, Person
from bench.yearsim.sittings import days_of

CAUGHT_UP_MIN = 60
"""Minutes of work behind the same year without its gap that count as caught up."""
QUANTILES = (0.1, 0.5, 0.9)

FIGURES = (
    "hit",
    "shortfall",
    "chosen_churn_min",
    "churn_h_year",
    "buffer_use",
    "recovery_days",
    "cadence",
    "tracks_week",
    "coverage80",
    "pinball",
    "solve_s",
    "call_ms",
)


def figures_of(person: Person, year: Year, lived: Lived, without_gap: Lived) -> dict[str, float]:
    """Every figure of one policy in one seed's year; ``without_gap``: the same year, had the gap not been."""
    lost = year.lost(with_gap=True)
    chosen = [max(0, changed - forced) for _, _, changed, forced in lived.disruptions]
    began = [name for name in lived.intervals if name in lived.need]
    return {
        "hit": fmean(lived.finished.get(j.name, date.max) <= j.due for j in person.jobs),
        "shortfall": fmean(1 - min(1.0, lived.by_due[j.name] / lived.need[j.name]) for j in person.jobs),
        "chosen_churn_min": fmean(chosen) if chosen else 0.0,
        "churn_h_year": lived.churn / 60,
        "buffer_use": _buffer_use(lived, lost),
        "recovery_days": _recovery(lived, without_gap, year),
        "cadence": _cadence(person.habits, lived, lost),
        "tracks_week": fmean(len(lived.tracks.get(week, ())) for week in weeks() if room_of_week(week, lost)),
        "coverage80": _share([lived.intervals[n][0] <= lived.need[n] <= lived.intervals[n][2] for n in began]),
        "pinball": fmean(_pinball(person, lived, began)) if began else 0.0,
        "solve_s": sum(lived.calls),
        "call_ms": median(lived.calls) * 1000,
    }


def _share(found: Sequence[bool]) -> float:
    return fmean(found) if found else 0.0


def _buffer_use(lived: Lived, lost: frozenset[date]) -> float:
    """Of the buffer of each week, what was worked: minutes beyond 85 % of the hours of the days that are left."""
    eaten = buffer = 0.0
    for week in weeks():
        room = room_of_week(week, lost)
        buffer += BUFFER * room
        eaten += max(0.0, lived.worked.get(week, 0) - (1 - BUFFER) * room)
    return eaten / buffer


def _recovery(lived: Lived, without: Lived, year: Year) -> float:
    """Days after the gap until no more than an hour of work is missing against the year without it, for good; work
    that was dropped stays missing, and then it is all days that were left."""
    first = (year.gap.end - FIRST).days + 1
    behind = [b - a for a, b in zip(lived.progress, without.progress, strict=True)]
    late = [n for n in range(first, len(behind)) if behind[n] > CAUGHT_UP_MIN]
    return float(late[-1] + 1 - first) if late else 0.0


def _cadence(habits: Sequence[Habit], lived: Lived, lost: frozenset[date]) -> float:
    """Of the weeks in which a habit could be, the share in which it was, in its least length and count. A day that is
    lost asks for nothing; on one day it counts once."""
    kept: list[bool] = []
    for week in weeks():
        for habit in habits:
            could = [d for d in days_of(week) if d.weekday() in habit.days and d not in lost]
            asked = min(habit.count, len(could))
            if asked:
                was = sum(lived.habits.get((habit.name, d), 0) >= habit.least for d in days_of(week))
                kept.append(was >= asked)
    return _share(kept)


def _pinball(person: Person, lived: Lived, began: Sequence[str]) -> list[float]:
    """The quantile loss of the three promises of each work, as a share of what its plan says."""
    stated = {j.name: j.stated for j in person.jobs}
    return [
        fmean(
            max(q * (lived.need[n] - at), (q - 1) * (lived.need[n] - at))
            for q, at in zip(QUANTILES, lived.intervals[n], strict=True)
        )
        / stated[n]
        for n in began
    ]


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over seeds: its mean and the seeds' 10th and 90th of 100."""

    mean: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    ordered = sorted(values)
    last = len(ordered) - 1
    return Spread(fmean(ordered), ordered[round(0.1 * last)], ordered[round(0.9 * last)])


def spreads(rows: Sequence[Mapping[str, float]]) -> dict[str, Spread]:
    return {name: spread([row[name] for row in rows]) for name in FIGURES}
