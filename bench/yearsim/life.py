"""A year is lived day by day: what comes up is told to the policy, what it planned is done or not, and noted.

The person does what their plan says, skips a sitting now and then, says when a work is finished, and when the time that
was planned for one is used up and it is not, how much they think is left. All policies hear the same.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from bench.yearsim.disruptions import Away, Year
from bench.yearsim.person import FIRST, LAST, WEEKS, Person
from bench.yearsim.repair import forced_minutes
from bench.yearsim.sittings import Sitting, changed_minutes, gaps, monday, open_minutes, overlap

DAY = timedelta(days=1)
STEP = 15
"""How exactly the person says how much is left, in minutes; less than that is finished while they are at it."""
USED_UP = 0.6
"""From this share of what the person thinks a work takes, what its policy thinks is looked up too."""


@dataclass(frozen=True, slots=True)
class News:
    """What is known from this morning: ``kind`` trip, illness or back (after a gap), and the days it is about."""

    kind: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a sitting: ``minutes`` that it took; by work, those that it got."""

    sitting: Sitting
    minutes: int
    skipped: bool
    works: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Evening:
    """What the person says at the end of a day. ``whole``: of works that are not done in their time, how many minutes
    they will take in all, as the person now thinks; ``done``: minutes of each work so far."""

    reports: Sequence[Report]
    finished: Sequence[str]
    whole: Mapping[str, int]
    done: Mapping[str, int]


class Policy(Protocol):
    """Who plans the year. Days are those on which something is known or asked."""

    name: str

    def begin(self) -> None:
        """The evening before the first week, which is planned."""
        ...

    def hear(self, day: date, news: News) -> None:
        """In the morning, before anything of the day."""
        ...

    def morning(self, day: date) -> None:
        """An ordinary morning."""
        ...

    def evening(self, day: date, said: Evening) -> None: ...

    def week(self, day: date) -> None:
        """Sunday evening: the week that begins the day after is planned."""
        ...

    def standing(self, day: date) -> Sequence[Sitting]:
        """All that is planned from a day on, as the person sees it."""
        ...

    def interval(self, job: str) -> tuple[float, float, float]:
        """Minutes that a work is thought to take in all: 10, 50 and 90 of 100 times it takes less."""
        ...


@dataclass(slots=True)
class Lived:
    """What came of a year."""

    finished: dict[str, date] = field(default_factory=dict[str, date])
    by_due: dict[str, int] = field(default_factory=dict[str, int])
    """Minutes of each work that were done by its due day."""
    need: dict[str, int] = field(default_factory=dict[str, int])
    habits: dict[tuple[str, date], int] = field(default_factory=dict[tuple[str, date], int])
    worked: dict[date, int] = field(default_factory=dict[date, int])
    tracks: dict[date, set[str]] = field(default_factory=dict[date, set[str]])
    """By week the tracks of the works that it touched."""
    progress: list[int] = field(default_factory=list[int])
    """By day, minutes of works done since the year began."""
    disruptions: list[tuple[str, str, int, int]] = field(default_factory=list[tuple[str, str, int, int]])
    """Day, kind, minutes that changed, and, where any did, those that had to."""
    churn: int = 0
    """All minutes that changed, by whatever cause."""
    intervals: dict[str, tuple[float, float, float]] = field(default_factory=dict[str, tuple[float, float, float]])
    calls: list[float] = field(default_factory=list[float])
    """Seconds of each call that may plan."""
    errors: list[str] = field(default_factory=list[str])


def live(person: Person, year: Year, policy: Policy, *, with_gap: bool = True) -> Lived:
    """Live the year, from Monday to Sunday, 46 times."""
    return _Life(person, year, policy, with_gap).run()


class _Life:
    def __init__(self, person: Person, year: Year, policy: Policy, with_gap: bool) -> None:
        self.person, self.year, self.policy = person, year, policy
        self.jobs = {job.name: job for job in person.jobs}
        self.lost = year.lost(with_gap=with_gap)
        self.gap = frozenset(year.gap.days) if with_gap else frozenset[date]()
        self.out = Lived(need={j.name: max(STEP, round(j.stated * year.slip(j))) for j in person.jobs})
        self.done = dict.fromkeys(self.jobs, 0)
        self.whole = {j.name: j.stated for j in person.jobs}
        self.guesses = dict.fromkeys(self.jobs, 0)
        self.known: set[date] = set()
        """Days that the policy knows to be lost."""

    def run(self) -> Lived:
        self._call(self.policy.begin, FIRST - DAY)
        day = FIRST
        while day <= LAST:
            if day not in self.gap:
                self._morning(day)
            said = self._lived(day)
            if day not in self.gap:
                self._call(lambda d=day, s=said: self.policy.evening(d, s), day + DAY)
                if day.weekday() == 6 and day < LAST:
                    self._call(lambda d=day: self.policy.week(d), day + DAY)
            self.out.progress.append(sum(self.done.values()))
            for job in self.person.jobs:
                if job.due == day:
                    self.out.by_due[job.name] = self.done[job.name]
            day += DAY
        return self.out

    def _morning(self, day: date) -> None:
        news = self._news(day)
        for one in news:
            self.known |= set(one.days) if one.kind != "back" else set()
            before = list(self.policy.standing(day))
            self._timed(lambda n=one: self.policy.hear(day, n))
            after = list(self.policy.standing(day))
            lost = frozenset(self.known)
            changed = changed_minutes(before, after)
            forced = forced_minutes(before, after, lost, day) if changed else 0
            self.out.disruptions.append((day.isoformat(), one.kind, changed, forced))
            self.out.churn += changed
            self._check(after, day)
        if not news and day not in self.lost:
            self._call(lambda: self.policy.morning(day), day)

    def _news(self, day: date) -> list[News]:
        found: list[News] = []
        if day - DAY in self.gap:
            found.append(News("back", tuple(self.year.gap.days)))
        for span in self.year.away:
            if span.kind == "illness" and day in span.days:
                found.append(News("illness", (day,)))
            elif span.kind == "trip" and self._told(span) == day:
                found.append(News("trip", tuple(d for d in span.days if d >= day)))
        return found

    def _told(self, span: Away) -> date:
        """The day on which a trip is told: not within the gap."""
        day = max(span.told, FIRST)
        while day in self.gap:
            day += DAY
        return day

    def _call(self, call: object, day: date) -> None:
        """A call that may plan anew; what it changes of what stood counts."""
        before = list(self.policy.standing(day))
        self._timed(call)
        after = list(self.policy.standing(day))
        self.out.churn += changed_minutes(before, after)
        self._check(after, day)

    def _timed(self, call: object) -> None:
        assert callable(call)
        started = time.perf_counter()
        call()
        self.out.calls.append(time.perf_counter() - started)

    def _check(self, sittings: Sequence[Sitting], day: date) -> None:
        """A plan that cannot be lived is no plan: nothing on one minute twice, nothing outside of the open hours."""
        if overlap(sittings):
            self.out.errors.append(f"{day}: two sittings on one minute")
        for one in sittings:
            if not any(a <= one.start and one.end <= b for a, b in gaps(one.day, ())):
                self.out.errors.append(f"{day}: {one.label} on {one.day} lies outside of the open hours")

    def _lived(self, day: date) -> Evening:
        mine = sorted((s for s in self.policy.standing(day) if s.day == day), key=lambda s: s.start)
        reports: list[Report] = []
        finished: list[str] = []
        whole: dict[str, int] = {}
        if day in self.lost:
            return Evening([Report(s, 0, True, {}) for s in mine], (), {}, self.done)
        counts: dict[str, int] = {}
        for sitting in mine:
            number = counts[sitting.label] = counts.get(sitting.label, 0) + 1
            if self.year.skipped(day, f"{sitting.label} {number}"):
                reports.append(Report(sitting, 0, True, {}))
                continue
            if sitting.habit is not None:
                key = (sitting.habit, day)
                self.out.habits[key] = self.out.habits.get(key, 0) + sitting.minutes
                reports.append(Report(sitting, sitting.minutes, False, {}))
                self._worked(day, sitting.minutes)
                continue
            works = self._work(day, sitting, finished)
            spent = sum(works.values())
            self._worked(day, spent)
            reports.append(Report(sitting, spent, False, works))
        for name in dict.fromkeys(name for report in reports for name in report.works):
            done, planned = self.done[name], self.whole[name]
            if done > USED_UP * planned:
                planned = min(planned, int(self.policy.interval(name)[1]))
            if name not in self.out.finished and done > planned - STEP:
                job = self.jobs[name]
                self.guesses[name] += 1
                left = (self.out.need[name] - done) * self.year.guess(job, self.guesses[name])
                self.whole[name] = done + max(2 * STEP, round(left / STEP) * STEP)
                whole[name] = self.whole[name]
        return Evening(reports, finished, whole, dict(self.done))

    def _work(self, day: date, sitting: Sitting, finished: list[str]) -> dict[str, int]:
        parts = list(sitting.parts)
        left = sitting.minutes
        if not parts:
            mine = [j for j in self.person.jobs if j.track in sitting.tracks and j.first <= day]
            parts = [(j.name, left) for j in sorted(mine, key=lambda j: (j.due < day, j.due))]
        got: dict[str, int] = {}
        for name, minutes in parts:
            rest = self.out.need[name] - self.done[name]
            share = min(left, minutes, rest)
            if share <= 0:
                continue
            if rest - share < STEP:
                share = rest  # so little is finished while one is at it
            if self.done[name] == 0:
                self.out.intervals[name] = self.policy.interval(name)
            got[name] = got.get(name, 0) + share
            self.done[name] += share
            left -= share
            self.out.tracks.setdefault(monday(day), set()).add(self.jobs[name].track)
            if self.done[name] >= self.out.need[name]:
                self.out.finished[name] = day
                finished.append(name)
        return got

    def _worked(self, day: date, minutes: int) -> None:
        week = monday(day)
        self.out.worked[week] = self.out.worked.get(week, 0) + minutes


def room_of_week(week: date, lost: frozenset[date]) -> int:
    """Minutes that a week has open on the days that are not lost."""
    return sum(open_minutes(week + n * DAY) for n in range(7) if week + n * DAY not in lost)


def weeks() -> list[date]:
    return [FIRST + timedelta(weeks=n) for n in range(WEEKS)]
