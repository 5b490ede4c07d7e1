"""What every baseline knows and keeps: what is done, what works are thought to take, what stands, what is lost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bench.yearsim.life import Evening, News
from bench.yearsim.person import FIRST, LAST, Job, Person
from bench.yearsim.sittings import GRID, LEAST, MOST, Sitting, days_of, gaps, monday

DAY = timedelta(days=1)
UPPER = 1.35
"""P80 over P50 where nothing is learned."""
PRIOR = 5
"""Finished works that the stated effort counts for, when it is learned from."""
Z90, Z80 = 1.2816, 0.8416


class Baseline:
    """A policy of :mod:`bench.yearsim.life` without a plan yet; ``learns`` moves efforts toward what works took."""

    name = "baseline"
    learns = False

    def __init__(self, person: Person) -> None:
        self.person = person
        self.jobs = {job.name: job for job in person.jobs}
        self.done = dict.fromkeys(self.jobs, 0)
        self.told: dict[str, int] = {}
        """The whole of a work as the person said it last, where they said it anew."""
        self.open = set(self.jobs)
        self.lost: set[date] = set()
        self.plan: list[Sitting] = []
        self.seen: list[float] = []
        """Logarithms of what finished works took over what was stated."""
        self.kept: dict[tuple[str, date], int] = {}

    def begin(self) -> None:
        self._lay(FIRST, FIRST)

    def hear(self, day: date, news: News) -> None:
        if news.kind != "back":
            self.lost |= set(news.days)
        self._lay(day, monday(day))

    def morning(self, day: date) -> None: ...

    def evening(self, day: date, said: Evening) -> None:
        self.done = dict(said.done)
        self.told |= said.whole
        for report in said.reports:
            if report.sitting.habit and not report.skipped:
                key = (report.sitting.habit, monday(day))
                self.kept[key] = self.kept.get(key, 0) + 1
        for name in said.finished:
            self.open.discard(name)
            self.seen.append(math.log(self.done[name] / self.jobs[name].stated))

    def week(self, day: date) -> None:
        self._lay(day + DAY, day + DAY)

    def standing(self, day: date) -> Sequence[Sitting]:
        return [s for s in self.plan if s.day >= day]

    def interval(self, job: str) -> tuple[float, float, float]:
        p50 = self.effort(self.jobs[job])
        wide = math.exp(Z90 * self.spread)
        return p50 / wide, p50, p50 * wide

    def effort(self, job: Job) -> float:
        """Minutes that a work is thought to take in all."""
        if job.name in self.told:
            return self.told[job.name]
        return job.stated * (math.exp(self.drift) if self.learns else 1.0)

    @property
    def drift(self) -> float:
        """The mean logarithm of taken over stated, drawn to nothing by the prior."""
        return sum(self.seen) / (len(self.seen) + PRIOR)

    @property
    def spread(self) -> float:
        usual = math.log(UPPER) / Z80
        if not self.learns or not self.seen:
            return usual
        mean = self.drift
        variance = (PRIOR * usual**2 + sum((one - mean) ** 2 for one in self.seen)) / (len(self.seen) + PRIOR)
        return math.sqrt(variance)

    def left(self, job: Job) -> float:
        return max(0.0, self.effort(job) - self.done[job.name]) if job.name in self.open else 0.0

    def _lay(self, today: date, week: date) -> None:
        """Plan what is left of the week from ``today`` on; what lies behind stays."""
        self.plan = [s for s in self.plan if s.day < today] + self.laid(today, week)

    def laid(self, today: date, week: date) -> list[Sitting]:
        raise NotImplementedError

    def days(self, today: date, week: date) -> list[date]:
        return [d for d in days_of(week) if d >= today and d not in self.lost and d <= LAST]

    def habit_sittings(self, today: date, week: date) -> list[Sitting]:
        """The habits on their days, at the first free time; one that was missed on another day, which has none."""
        found: list[Sitting] = []
        days = self.days(today, week)
        for habit in self.person.habits:
            usual = [d for d in days if d.weekday() in habit.days]
            before = [d for d in days_of(week) if d < today and d.weekday() in habit.days and d not in self.lost]
            owed = min(len(before), habit.count) - self.kept.get((habit.name, week), 0)
            more = [d for d in days if d not in usual][: max(0, owed)]
            for day in sorted((*usual, *more)):
                start = next((a for a, b in gaps(day, found) if b - a >= habit.usual), None)
                if start is not None:
                    found.append(Sitting(day, start, start + habit.usual, habit.name))
        return found


def cut(minutes: float, smallest: int = LEAST) -> list[int]:
    """Minutes as sittings on the grid, none longer than the most, nearly equal."""
    steps = round(minutes / GRID)
    if steps * GRID < smallest:
        return []
    count = max(1, -(-steps * GRID // MOST))
    return [(steps // count + (1 if n < steps % count else 0)) * GRID for n in range(count)]


def merged(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Sittings of one work that touch each other, as one."""
    found: list[Sitting] = []
    for one in sorted(sittings, key=lambda s: (s.day, s.start)):
        last = found[-1] if found else None
        if (
            last
            and last.parts
            and one.parts
            and last.day == one.day
            and last.end == one.start
            and last.label == one.label
        ):
            minutes = last.parts[0][1] + one.parts[0][1]
            found[-1] = Sitting(one.day, last.start, one.end, None, ((one.label, minutes),))
        else:
            found.append(one)
    return found
