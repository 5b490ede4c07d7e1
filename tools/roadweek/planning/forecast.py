"""When each work is finished, as a distribution: what is left of it is drawn, and done as it was planned.

The plan says how many minutes of a work come in which week. A draw makes each work longer or shorter (lognormal, as
wide as its cautious effort says, a part of it common to all works of a person; never shorter than what is done), and
each week keeps a share of its minutes: the person's own, of which little is known at first, another each week, and next
to nothing in a week that is lost. What takes less is finished early; what is late takes the room that its place has
left, and the buffer. The same input gives the same figures: draws are figures of a hash of the work's name, so that a
change of one work does not shake the others.

What it assumes is in :data:`ASSUMED`; it knows of no trip or illness but those that stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import exp, inf, log, sqrt
from typing import Final

from roadweek.planning.effort import UPPER

DRAWS: Final = 200
SEED: Final = "roadweek"
Z80: Final = 0.8416
"""The standard normal's 80 % point: P80 of a lognormal is P50 · exp(Z80 · sigma)."""
SPREAD: Final = log(UPPER) / Z80
"""Sigma of an effort of which nothing more is known."""
COMMON: Final = 0.3
"""Of the variance of an effort, the part that all works of a person share: who underestimates one, underestimates
others."""
KEPT, KEPT_SPREAD = 0.9, 0.12
"""Of a week's planned minutes, the share that is done before anything is known of the person, and its spread."""
KEPT_DOUBT: Final = 0.08
"""How far the mean of a person of whom nothing is known may be off."""
LOST, LOST_KEEPS = 0.04, 0.2
"""The chance of a week lost to illness or a journey that nobody knows of yet, two a year; and what is kept in one."""
BUFFER: Final = 0.15
TAIL: Final = 1.0
"""A work of which no more than so many minutes are left is finished."""
TAIL_WEEKS: Final = 13
"""So many weeks after the plan's horizon are looked at."""
ASSUMED: Final = {
    "draws": DRAWS,
    "kept": KEPT,
    "kept_spread": KEPT_SPREAD,
    "doubt": KEPT_DOUBT,
    "lost": LOST,
    "common": COMMON,
    "upper": UPPER,
}
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Keeping:
    """The share of a week's planned minutes that a person does: its mean and spread from week to week, from ``weeks``
    past weeks. ``doubt`` is how far the mean may be off, ``lost`` the chance of a week of which little comes."""

    mean: float = KEPT
    spread: float = KEPT_SPREAD
    weeks: int = 0
    doubt: float = KEPT_DOUBT
    lost: float = LOST


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a work. ``p50`` and ``p80`` are its whole effort in minutes, ``done`` of it lies behind;
    ``planned`` are its minutes by week (Mondays) from now on. ``closes``: the Monday of its window's last week;
    ``due`` its day, where it has one. ``room``: where it takes its time from."""

    id: str
    room: str
    p50: int
    p80: int
    done: int
    planned: Mapping[date, int]
    closes: date | None = None
    due: date | None = None
    enough: float = 1.0
    """The share of it that will do when its time is over."""
    bias: float = 0.0
    """Of the logarithm of what works of its kind take, against their effort."""
    spread: float | None = None
    """Sigma of that logarithm; null: as its cautious effort says."""

    @property
    def sigma(self) -> float:
        if self.spread is not None:
            return self.spread
        return log(max(1.0, self.p80 / self.p50)) / Z80 if self.p50 else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """When something is finished. ``days`` are the days of the draws in order, null where it does not happen within
    the time that is looked at, those last; ``hits`` of them are in time. ``due`` is what they are held against."""

    days: tuple[date | None, ...]
    hits: int
    due: date | None

    @property
    def probability(self) -> float | None:
        """The share of draws that are in time; null where nothing says by when."""
        return None if self.due is None or not self.days else self.hits / len(self.days)

    def quantile(self, share: float) -> date | None:
        """The day by which ``share`` of the draws are finished; null where fewer are at all."""
        if not self.days:
            return None
        return self.days[min(len(self.days) - 1, max(0, -(-int(share * 1000) * len(self.days) // 1000) - 1))]

    @property
    def day(self) -> date | None:
        return self.quantile(0.5)


def _last_first(day: date | None) -> date:
    return day or date.max


def _latest(days: Sequence[date | None], done: date | None) -> date | None:
    """The last of some days; null where one of them is not there."""
    last = done
    for day in days:
        if day is None:
            return None
        if last is None or day > last:
            last = day
    return last


@dataclass(frozen=True, slots=True)
class Finishing:
    """The finishing day of each work in each draw, and whether that is in time."""

    days: Mapping[str, tuple[date | None, ...]]
    in_time: Mapping[str, tuple[bool, ...]]
    due: Mapping[str, date | None]
    until: date

    def of(self, work: str) -> Forecast | None:
        return self.all_of([work]) if work in self.days else None

    def all_of(self, works: Iterable[str], due: date | None = None, done: date | None = None) -> Forecast | None:
        """When the last of ``works`` is finished; null where none of them is known. ``due`` is the day that counts,
        else that of a single work; ``done`` when those that are finished already were."""
        known = [name for name in works if name in self.days]
        if not known:
            return None
        own = due if due is not None else self.due[known[0]] if len(known) == 1 else None
        lasts = [_latest(days, done) for days in zip(*(self.days[name] for name in known), strict=True)]
        if due is None:
            hits = sum(map(all, zip(*(self.in_time[name] for name in known), strict=True)))
        else:
            hits = sum(
                last is not None and (last <= due or all(self._fine(name, n, due) for name in known))
                for n, last in enumerate(lasts)
            )
        return Forecast(tuple(sorted(lasts, key=_last_first)), hits, own)

    def _fine(self, work: str, n: int, due: date) -> bool:
        """Whether a work is finished by a day: its own due day counts to the end of its window, which is by weeks."""
        own, day = self.due[work], self.days[work][n]
        return (day is not None and day <= due) or (own is not None and own <= due and self.in_time[work][n])


def simulate(
    works: Sequence[Remaining],
    rooms: Mapping[str, Mapping[date, int]],
    today: date,
    until: date,
    *,
    keeping: Keeping | None = None,
    buffer: float = BUFFER,
    draws: int = DRAWS,
    seed: str = SEED,
) -> Finishing:
    """Draw when each of ``works`` is finished, between ``today`` and the week of the Monday ``until``.

    ``rooms`` are the minutes that each room has in each week (Mondays); a week that is left out has what is planned in
    it. Of a week's minutes the share ``keeping`` is done, and up to ``buffer`` of it more where that is needed. A work
    that is longer is never finished earlier, all else being equal.
    """
    kept = keeping or Keeping()
    first = today - timedelta(days=today.weekday())
    weeks = [first + n * _WEEK for n in range((until - first).days // 7 + 1)]
    shares = _shares(kept, len(weeks), draws, seed, 1 / (1 - buffer))
    common = normal(f"{seed}/common", draws)
    by_room: dict[str, list[Remaining]] = {}
    for work in works:
        by_room.setdefault(work.room, []).append(work)
    days: dict[str, tuple[date | None, ...]] = {}
    in_time: dict[str, tuple[bool, ...]] = {}
    for room, mine in by_room.items():
        ordered = sorted(mine, key=lambda w: (w.closes or date.max, w.due or date.max))
        targets = [_targets(work, weeks) for work in ordered]
        planned = [sum(work.planned.get(week, 0) for work in ordered) for week in weeks]
        has = [max(rooms.get(room, {}).get(week, 0), planned[n]) for n, week in enumerate(weeks)]
        drawn = [_efforts(work, common, draws, seed) for work in ordered]
        ends: list[list[int | None]] = [[None] * draws for _ in ordered]
        where: list[list[float]] = [[0.0] * draws for _ in ordered]
        for n in range(draws):
            left = [one[n] for one in drawn]
            enough = [max(TAIL, (1 - work.enough) * all_of) for work, all_of in zip(ordered, left, strict=True)]
            _live(left, enough, targets, has, shares[n], ends, where, n)
        for k, work in enumerate(ordered):
            starts: dict[int, list[date]] = {}  # the days of a week, for each that is asked for
            found = [_day(end, where[k][n], weeks, today, work, starts) for n, end in enumerate(ends[k])]
            days[work.id] = tuple(found)
            in_time[work.id] = tuple(
                _is_in_time(work, weeks, end, day) for end, day in zip(ends[k], found, strict=True)
            )
    return Finishing(days, in_time, {w.id: w.due for w in works}, until)


def _live(
    left: list[float],
    enough: Sequence[float],
    targets: Sequence[Sequence[float]],
    has: Sequence[int],
    shares: Sequence[float],
    ends: list[list[int | None]],
    where: list[list[float]],
    draw: int,
) -> None:
    """One life of a room's works, the first to close first; writes in which week each ends, and how far into it.

    ``targets`` are the minutes of each that are planned up to and with a week, without end from its last one on: what
    takes less is finished early, what takes more is seen when its plan is used up. ``enough`` is what may be left of
    each then."""
    whole = list(left)
    waiting = list(range(len(left)))
    for week, minutes in enumerate(has):
        if not waiting:
            return
        room = full = minutes * shares[week]
        ended = False
        for k in waiting:
            target = targets[k][week]
            if not target:
                continue
            wanted = min(left[k], target - whole[k] + left[k])
            if wanted > 0 and room > 0:
                taken = wanted if wanted < room else room
                room -= taken
                left[k] -= taken
            if left[k] <= (enough[k] if target == inf else TAIL):
                ends[k][draw] = week
                where[k][draw] = 1 - room / full if full else 0.0
                ended = True
        if ended:
            waiting = [k for k in waiting if ends[k][draw] is None]


def _targets(work: Remaining, weeks: Sequence[date]) -> list[float]:
    """By week the minutes of a work that are planned up to and with it; without end from its last week on, that in
    which it closes if that is later."""
    last = max(work.planned, default=work.closes or weeks[-1])
    last = max(last, work.closes) if work.closes else last
    found: list[float] = []
    so_far = 0
    for week in weeks:
        so_far += work.planned.get(week, 0)
        found.append(inf if week >= last else so_far)
    return found


def _efforts(work: Remaining, common: Sequence[float], draws: int, seed: str) -> list[float]:
    """Minutes that are left of a work in each draw, knowing that it is not finished with those that are done: the
    distribution of its effort above them."""
    own = normal(f"{seed}/{work.id}", draws)
    mix, rest, sigma = sqrt(COMMON), sqrt(1 - COMMON), work.sigma
    middle = work.p50 * exp(work.bias)
    mixed = [mix * shared + rest * mine for shared, mine in zip(common, own, strict=True)]
    if work.done > 0 and sigma and middle:
        mixed = _above(mixed, log(work.done / middle) / sigma)
    return [max(0.0, middle * exp(sigma * one) - work.done) for one in mixed]


def _above(values: Sequence[float], least: float) -> list[float]:
    """Standard normal figures as they are where all are known to be above ``least``, in the same order."""
    from statistics import NormalDist

    standard = NormalDist()
    below = min(standard.cdf(least), 1 - 1e-9)
    return [standard.inv_cdf(min(1 - 1e-12, below + (1 - below) * standard.cdf(value))) for value in values]


@lru_cache(512)
def normal(name: str, draws: int) -> tuple[float, ...]:
    """Standard normal figures in pairs of opposite sign, so that their median is that of the distribution."""
    from statistics import NormalDist

    standard = NormalDist()
    pairs = -(-draws // 2)
    hashed = hashlib.shake_128(name.encode("utf-8", "surrogatepass")).digest(4 * pairs)
    found: list[float] = []
    for n in range(pairs):
        value = standard.inv_cdf((int.from_bytes(hashed[4 * n : 4 * n + 4]) + 0.5) / 2**32)
        found += [value, -value]
    return tuple(found[:draws])


def _shares(keeping: Keeping, weeks: int, draws: int, seed: str, extra: float) -> list[list[float]]:
    """By draw and week the part of a room's minutes that may be done: what is kept of them, none to all, with the
    buffer. Not known of a person is their own mean, which counts in all weeks of a draw; and a week may be lost."""
    from statistics import NormalDist

    below = NormalDist().cdf
    by_week = [normal(f"{seed}/week {n}", draws) for n in range(weeks)]
    lost = [[below(value) < keeping.lost for value in normal(f"{seed}/lost {n}", draws)] for n in range(weeks)]
    means = [keeping.mean + keeping.doubt * value for value in normal(f"{seed}/mean", draws)]
    return [
        [
            LOST_KEEPS * extra * min(1.0, max(0.0, means[draw]))
            if lost[n][draw]
            else min(1.0, max(0.0, means[draw] + keeping.spread * week[draw])) * extra
            for n, week in enumerate(by_week)
        ]
        for draw in range(draws)
    ]


def _day(
    end: int | None,
    part: float,
    weeks: Sequence[date],
    today: date,
    work: Remaining,
    known: dict[int, list[date]],
) -> date | None:
    """The day in a work's last week on which it is finished; in the week that closes not after its due day."""
    if end is None:
        return None
    days = known.get(end)
    if days is None:
        monday = weeks[end]
        days = [max(today, monday + timedelta(days=n)) for n in range(7)]
        if work.due is not None and monday == work.closes and monday <= work.due:
            days = [max(today, min(day, work.due)) for day in days]
        known[end] = days
    return days[min(6, int(part * 7))]


def _is_in_time(work: Remaining, weeks: Sequence[date], end: int | None, day: date | None) -> bool:
    if end is None or day is None:
        return False
    if work.due is not None and day <= work.due:
        return True
    return work.closes is not None and weeks[end] <= work.closes and (work.due is None or work.closes <= work.due)
