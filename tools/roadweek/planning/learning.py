"""What was done teaches how long things take: lengths of sessions by activity, efforts of works by kind.

An estimate moves from what the plan says toward what the person takes by n/(n + 5), where n is how often that was
noted: after five times it is half way. What the person sets by hand is folded in afterwards and wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp, log, sqrt
from typing import Final

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.work import Work
from roadweek.planning.rhythm import DEFAULT_MIN, GRID_MIN, LONGEST_MIN, WHOLE_MIN, alive, lengths

WEIGHT: Final = 5
"""So many times are worth as much as what the plan says."""
LAST_TIMES: Final = 20
"""Only the last so many times of an activity count: a person changes."""
LEAST_TIMES: Final = 2
LEAST_CHANGE: Final = 0.1
"""A length that would change by a smaller share stays, so that weeks stay still."""
FURTHEST: Final = 4.0
"""What took more than so many times as long, or less than that part, counts as that: a slip of the pen."""
HALF_NOTED: Final = 0.5
"""A finished work teaches only where at least this share of its effort was noted: else it was done elsewhere."""


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """One session that was done: ``planned`` minutes and those ``spent``. ``activity`` is null for a note of a track
    that no session stands for."""

    track: str
    activity: str | None
    day: date
    planned: int | None
    spent: int


@dataclass(frozen=True, slots=True)
class LearnedLength:
    """An activity whose sessions are planned with ``minutes`` instead of the plan's ``stated``, since the last
    ``count`` took ``mean`` on average."""

    activity: str
    title: str
    stated: int
    minutes: int
    mean: int
    count: int


@dataclass(frozen=True, slots=True)
class LearnedEffort:
    """A kind of work of which ``count`` took ``ratio`` times their effort: open ones count ``factor`` times theirs."""

    kind: str
    factor: float
    ratio: float
    count: int


@dataclass(frozen=True, slots=True)
class EffortSpread:
    """How the logarithm of what works of a kind take lies about their effort, by ``count`` finished ones: its mean
    ``bias`` and its sigma ``spread``."""

    kind: str
    bias: float
    spread: float
    count: int


@dataclass(frozen=True, slots=True)
class Learned:
    """All that is learned, by activity and by kind of work; ``spreads`` change no week, only how sure forecasts are."""

    lengths: Mapping[str, LearnedLength] = field(default_factory=dict[str, LearnedLength])
    efforts: Mapping[str, LearnedEffort] = field(default_factory=dict[str, LearnedEffort])
    spreads: Mapping[str, EffortSpread] = field(default_factory=dict[str, EffortSpread])

    def __bool__(self) -> bool:
        return bool(self.lengths or self.efforts)


def moved_toward(prior: float, mean: float, count: int) -> float:
    """An estimate after ``count`` times that took ``mean`` on average: n/(n + 5) of the way from ``prior``."""
    return prior + count / (count + WEIGHT) * (mean - prior)


def learned_lengths(plan: Plan, taken: Iterable[TimeTaken]) -> dict[str, LearnedLength]:
    """The lengths that ``taken`` teaches of the plan's own activities.

    Not of one that the plan divides into parts or gives only as a sum: those minutes are meant. A session that its week
    had shortened counts in proportion. A note without a session counts where its track has one activity alone.
    """
    teachable = {a.id: a for a in plan.activities if not a.superseded and not a.parts and a.total_minutes is None}
    by_activity: dict[str, list[TimeTaken]] = {}
    for one in sorted(taken, key=lambda t: t.day):
        name = one.activity if one.activity is not None else _only_one(plan, one)
        if name in teachable and one.spent > 0:
            by_activity.setdefault(name, []).append(one)
    found: dict[str, LearnedLength] = {}
    for name, times in by_activity.items():
        activity, last = teachable[name], times[-LAST_TIMES:]
        stated = stated_length(activity)
        mean = sum(_as_long_as(one, stated) for one in last) / len(last)
        whole = LONGEST_MIN if activity.slot_for == () else WHOLE_MIN  # what is longer would be several sittings
        moved = min(moved_toward(stated, mean, len(last)), max(stated, whole))
        minutes = max(GRID_MIN, round(moved / GRID_MIN) * GRID_MIN)
        if len(last) >= LEAST_TIMES and abs(minutes - stated) >= max(GRID_MIN, LEAST_CHANGE * stated):
            found[name] = LearnedLength(name, activity.title, stated, minutes, round(mean), len(last))
    return found


def stated_length(activity: Activity) -> int:
    """Minutes of one sitting as the plan says, else the usual guess."""
    return max((high for _, high in lengths(activity)), default=DEFAULT_MIN)


def _as_long_as(one: TimeTaken, stated: int) -> float:
    """Minutes of a time, as if it had been planned in full length."""
    spent = one.spent * max(1.0, stated / one.planned) if one.planned else float(one.spent)
    return min(stated * FURTHEST, max(stated / FURTHEST, spent))


def _only_one(plan: Plan, one: TimeTaken) -> str | None:
    mine = {a.id for a in plan.activities if a.track == one.track and alive(a, plan.periods, one.day)}
    return mine.pop() if len(mine) == 1 else None


@dataclass(frozen=True, slots=True)
class WorkTaken:
    """A finished work: its effort as it was said, and the minutes that were noted for it."""

    kind: str
    effort: int
    spent: int


def learned_efforts(taken: Sequence[WorkTaken]) -> dict[str, LearnedEffort]:
    """By kind of work what finished ones teach of those that are open; the mean is that of ratios (geometric)."""
    found: dict[str, LearnedEffort] = {}
    for kind, logs in _ratios(taken).items():
        ratio = exp(sum(logs) / len(logs))
        factor = moved_toward(1.0, ratio, len(logs))
        if len(logs) >= LEAST_TIMES and abs(factor - 1) >= LEAST_CHANGE / 2:
            found[kind] = LearnedEffort(kind, round(factor, 3), round(ratio, 3), len(logs))
    return found


def effort_spreads(taken: Iterable[WorkTaken], prior: float) -> dict[str, EffortSpread]:
    """By kind of work how far finished ones were from their effort: mean and variance of the logarithm are moved from
    none and from ``prior`` (a sigma) toward theirs."""
    found: dict[str, EffortSpread] = {}
    for kind, logs in _ratios(taken).items():
        count = len(logs)
        if count >= LEAST_TIMES:
            mean = sum(logs) / count
            variance = sum((one - mean) ** 2 for one in logs) / (count - 1)
            spread = sqrt(moved_toward(prior**2, variance, count))
            found[kind] = EffortSpread(kind, round(moved_toward(0.0, mean, count), 4), round(spread, 4), count)
    return found


def _ratios(taken: Iterable[WorkTaken]) -> dict[str, list[float]]:
    """By kind the logarithms of what works took against their effort, of those that say anything."""
    by_kind: dict[str, list[float]] = {}
    for one in taken:
        if one.effort > 0 and one.spent >= HALF_NOTED * one.effort:
            by_kind.setdefault(one.kind, []).append(log(min(FURTHEST, one.spent / one.effort)))
    return by_kind


def with_learned(plan: Plan, learned: Learned) -> Plan:
    """``plan`` with what is learned in the place of what it states.

    A longer session may still be shortened to the length that the plan states, where the week is full.
    """
    if not learned:
        return plan
    activities = tuple(_longer(a, learned.lengths.get(a.id)) for a in plan.activities)
    strands = tuple(
        s.model_copy(update={"works": tuple(_adjusted(w, learned.efforts.get(w.kind)) for w in s.works)})
        if any(w.kind in learned.efforts for w in s.works)
        else s
        for s in plan.strands
    )
    return plan.model_copy(update={"activities": activities, "strands": strands})


def _longer(activity: Activity, learned: LearnedLength | None) -> Activity:
    if learned is None or activity.superseded:
        return activity
    known = activity.minutes or Range.exactly(DEFAULT_MIN)
    middle = (known.lo + known.hi) / 2 if known.hi is not None else known.lo
    wanted = learned.minutes * max(1, round(middle / learned.stated))  # a long occasion is held in several sittings
    lo = min(known.lo, wanted) or GRID_MIN
    update = {"minutes": Range(lo=lo, hi=max(lo, 2 * wanted - lo)), "assumed": False, "about": False}
    return activity.model_copy(update=update)


def _adjusted(work: Work, learned: LearnedEffort | None) -> Work:
    """An open work whose effort the plan states, as long as its kind takes; a timebox and one's own word stand."""
    if learned is None or work.minutes is None or not work.open or work.effort_by != "stated":
        return work
    if work.box is not None or work.wanted or work.occasion:
        return work
    lo, hi = (None if m is None else round(m * learned.factor) for m in (work.minutes.lo, work.minutes.hi))
    return work.model_copy(update={"minutes": Range(lo=lo or 0, hi=hi), "effort_by": "learned"})
