"""A linear program over weeks × works (GLOP): what is due by its day, at an even pace, within 85 % of each week.

``UnstableProgram`` solves anew each morning with the efforts as they are stated and lays the week from nothing;
``StableProgram`` learns efforts from what finished works took, plans with a reserve for what they may take, is drawn to
its last solution, and keeps each sitting that still has a use where it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from bench.yearsim.baselines import DAY, Z80, Baseline, cut
from bench.yearsim.person import BUFFER, LAST, Job
from bench.yearsim.sittings import GRID, LEAST, Sitting, days_of, gaps, monday, open_minutes

LATE, PACE, CHANGE = 10.0, 1.0, 0.3
"""What a minute costs that is late by a week, that is off the even pace in a week, and that differs from the last
solution of that week."""
AHEAD = 14
"""Weeks that the program looks ahead."""


class UnstableProgram(Baseline):
    """A policy of :mod:`bench.yearsim.life`."""

    name = "unstable"
    keeps = False

    def morning(self, day: date) -> None:
        self._lay(day, monday(day))

    def laid(self, today: date, week: date) -> list[Sitting]:
        found = self.habit_sittings(today, week)
        habit_min = sum(s.minutes for s in found)
        minutes = self._solved(today, week, habit_min)
        return self._in_slots(today, week, found, minutes)

    def wanted(self, job: Job) -> float:
        """Minutes that the program plans for what is left of a work."""
        return self.left(job)

    def _solved(self, today: date, week: date, habit_min: int) -> dict[str, float]:
        """Minutes of each work in the week, from the whole program."""
        pywraplp: Any = import_module("ortools.linear_solver.pywraplp")
        solver = pywraplp.Solver.CreateSolver("GLOP")
        weeks = [week + timedelta(weeks=n) for n in range(AHEAD) if week + timedelta(weeks=n) <= LAST]
        jobs = [j for j in self.person.jobs if self.wanted(j) > 0 and j.first <= weeks[-1] + 6 * DAY]
        use: dict[tuple[str, date], Any] = {}
        objective = solver.Objective()
        for job in jobs:
            name, left = job.name, self.wanted(job)
            mine = [w for w in weeks if w + 6 * DAY >= job.first]
            inside = [w for w in mine if w <= monday(job.due)]
            total = solver.Constraint(0.0, left)
            whole = inside or mine[:2]
            done = solver.Constraint(left, solver.infinity())
            late = solver.NumVar(0.0, solver.infinity(), f"late {name}")
            done.SetCoefficient(late, 1)
            objective.SetCoefficient(late, LATE * len(weeks))
            for n, at in enumerate(mine):
                part = use[name, at] = solver.NumVar(0.0, solver.infinity(), f"{name} {at}")
                total.SetCoefficient(part, 1)
                if at in whole:
                    done.SetCoefficient(part, 1)
                else:
                    objective.SetCoefficient(part, LATE * n / len(mine))
                even = left / len(whole) if at in whole else 0.0
                self._near(solver, objective, part, even, PACE)
                if self.keeps:
                    self._near(solver, objective, part, self._last(name, at), CHANGE)
        for at in weeks:
            room = solver.Constraint(0.0, max(0.0, self._room(today, week, at, habit_min)))
            for job in jobs:
                if (job.name, at) in use:
                    room.SetCoefficient(use[job.name, at], 1)
        objective.SetMinimization()
        status = solver.Solve()
        assert status == pywraplp.Solver.OPTIMAL, "what does not fit is late, so there is always a solution"
        found = {(name, at): part.solution_value() for (name, at), part in use.items()}
        self.solution = found
        return {name: minutes for (name, at), minutes in found.items() if at == week}

    solution: Mapping[tuple[str, date], float] = {}

    def _last(self, name: str, week: date) -> float:
        return self.solution.get((name, week), 0.0)

    @staticmethod
    def _near(solver: Any, objective: Any, part: Any, target: float, price: float) -> None:
        off = solver.NumVar(0.0, solver.infinity(), "")
        objective.SetCoefficient(off, price)
        for sign in (1, -1):  # off >= |part - target|
            bound = solver.Constraint(-solver.infinity(), sign * target)
            bound.SetCoefficient(part, sign)
            bound.SetCoefficient(off, -1)

    def _room(self, today: date, week: date, at: date, habit_min: int) -> float:
        """Minutes of a week that works may take: 85 % of what is open, less the habits."""
        days = [d for d in days_of(at) if d not in self.lost and (at != week or d >= today)]
        usual = sum(h.usual * sum(d.weekday() in h.days for d in days) for h in self.person.habits)
        return sum(open_minutes(d) for d in days) * (1 - BUFFER) - (habit_min if at == week else usual)

    def _in_slots(self, today: date, week: date, habits: list[Sitting], minutes: Mapping[str, float]) -> list[Sitting]:
        found = list(habits)
        days = self.days(today, week)
        left = {name: float(m) for name, m in minutes.items()}
        if self.keeps:
            for one in sorted((s for s in self.plan if s.parts and s.day in days), key=lambda s: (s.day, s.start)):
                free = any(a <= one.start and one.end <= b for a, b in gaps(one.day, found))
                if free and left.get(one.label, 0.0) >= max(LEAST, one.minutes - LEAST):
                    found.append(one)
                    left[one.label] -= one.minutes
        load = {d: sum(s.minutes for s in found if s.day == d) for d in days}
        for job in sorted((self.jobs[n] for n in left), key=lambda j: j.due):
            for length in cut(left[job.name]):
                at = [d for d in days if d <= job.due or job.due < days[0]] or days
                self._put(found, load, job, length, at)
        return found

    @staticmethod
    def _put(found: list[Sitting], load: dict[date, int], job: Job, length: int, days: list[date]) -> None:
        """A sitting on the day with most room under its 85 %, cut to the gaps that there are."""
        rest = length
        while rest >= LEAST:
            free = [(b - a, -n, day, a) for n, day in enumerate(days) for a, b in gaps(day, found) if b - a >= LEAST]
            if not free:
                return
            fits = [one for one in free if one[0] >= rest] or [max(free)]
            size, _, day, start = min(fits, key=lambda one: (load[one[2]] / open_minutes(one[2]), -one[1]))
            take = min(rest, size) // GRID * GRID
            found.append(Sitting(day, start, start + take, None, ((job.name, take),)))
            load[day] += take
            rest -= take


class StableProgram(UnstableProgram):
    """With stability and learning."""

    name = "stable"
    keeps = True
    learns = True

    def wanted(self, job: Job) -> float:
        """With a reserve: what suffices four times of five, as long as the person has said nothing of it."""
        if job.name not in self.open:
            return 0.0
        cautious = self.effort(job) * math.exp(Z80 * self.spread)
        return max(self.left(job), min(cautious - self.done[job.name], 2 * self.left(job) + LEAST))
