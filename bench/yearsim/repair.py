"""What a disruption forces, found apart from every policy: the least repair of what stood.

Minimal perturbation as in the timetabling literature (Barták, Müller and Rudová, 2004): of all ways to lay what stood
into the days that are left of its week, first those that place most minutes, then those that leave most untouched.
What such a repair changes is forced; what a policy changes beyond it is chosen. A policy that keeps no more of what
stood than can be laid beside what was not hit had no reason to touch more than what was hit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bench.yearsim.sittings import GRID, Sitting, days_of, gaps, monday

SEARCH = 0.1
"""Deterministic seconds that CP-SAT looks for a repair that places more."""


def forced_minutes(before: Sequence[Sitting], after: Sequence[Sitting], lost: frozenset[date], today: date) -> int:
    """Minutes of ``before`` that cannot stay as they are, where the days ``lost`` are gone, it is ``today``, and a plan
    keeps as much of it as ``after`` does."""
    total = 0
    for week in sorted({monday(s.day) for s in before}):
        mine, then = ([s for s in plan if monday(s.day) == week] for plan in (before, after))
        total += _of_week(mine, _kept(mine, then), week, lost, today)
    return total


def _kept(before: Sequence[Sitting], after: Sequence[Sitting]) -> int:
    """Minutes of what stood that a plan still has, whenever."""
    stood, then = Counter[str](), Counter[str]()
    for counter, sittings in ((stood, before), (then, after)):
        for one in sittings:
            counter[one.label] += one.minutes
    return sum(min(minutes, then[label]) for label, minutes in stood.items())


def _of_week(standing: Sequence[Sitting], kept: int, week: date, lost: frozenset[date], today: date) -> int:
    hit = [s for s in standing if s.day in lost]
    if not hit:
        return 0
    rest = [s for s in standing if s.day not in lost]
    days = [day for day in days_of(week) if day >= today and day not in lost]
    laid, without = _laid(hit, rest, days)
    free = sum(b - a for day in days for a, b in gaps(day, [*rest, *laid.values()]))
    changed = sum(s.minutes for s in hit)
    if kept <= sum(s.minutes for s in (*rest, *laid)):
        return changed
    if not without or free < min(s.minutes for s in without):
        return changed  # nothing more could be placed, whatever else moved
    return changed + sum(s.minutes for s in rest) - _untouched(hit, rest, laid, days)


def _laid(
    hit: Sequence[Sitting], rest: Sequence[Sitting], days: Sequence[date]
) -> tuple[dict[Sitting, Sitting], list[Sitting]]:
    """What was hit laid beside what stands, the longest first, by what it was; and what found no room so."""
    placed: dict[Sitting, Sitting] = {}
    without: list[Sitting] = []
    for one in sorted(hit, key=lambda s: -s.minutes):
        for day in days:
            free = next((a for a, b in gaps(day, [*rest, *placed.values()]) if b - a >= one.minutes), None)
            if free is not None:
                placed[one] = Sitting(day, free, free + one.minutes, one.habit, one.parts, one.tracks, one.ref)
                break
        else:
            without.append(one)
    return placed, without


def _untouched(
    hit: Sequence[Sitting], rest: Sequence[Sitting], laid: Mapping[Sitting, Sitting], days: Sequence[date]
) -> int:
    """Minutes of ``rest`` that stay in the repair that places most, and of those leaves most as it was (CP-SAT).

    What was not hit keeps a place. The search begins with what was laid beside it and is bounded in deterministic time.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    at = {day: n * 24 * 60 // GRID for n, day in enumerate(days)}
    free = [(at[d] + a // GRID, at[d] + b // GRID) for d in days for a, b in gaps(d, ())]
    spans: list[cp_model.IntervalVar] = []
    placed: list[tuple[int, cp_model.IntVar]] = []
    stays: list[tuple[int, cp_model.IntVar]] = []
    for n, one in enumerate((*hit, *rest)):
        length = one.minutes // GRID
        starts = [[a, b - length] for a, b in free if b - length >= a]
        there = model.new_bool_var(f"there{n}")
        if not starts:
            model.add(there == 0)
            continue
        start = model.new_int_var_from_domain(cp_model.Domain.from_intervals(starts), f"start{n}")
        spans.append(model.new_optional_fixed_size_interval_var(start, length, there, f"span{n}"))
        now = laid.get(one, one if n >= len(hit) else None)
        model.add_hint(there, now is not None)
        if now is not None:
            model.add_hint(start, at[now.day] + now.start // GRID)
        if n < len(hit):
            placed.append((one.minutes, there))
            continue
        model.add(there == 1)
        stay = model.new_bool_var(f"stay{n}")
        same: Any = model.add(start == at[one.day] + one.start // GRID)
        same.only_enforce_if(stay)
        model.add_hint(stay, 1)
        stays.append((one.minutes, stay))
    model.add_no_overlap(spans)
    whole = 1 + sum(s.minutes for s in rest)
    model.maximize(sum(m * whole * v for m, v in placed) + sum(m * v for m, v in stays))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = SEARCH
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return sum(s.minutes for s in rest)  # what was laid beside what stands is a repair too
    return sum(m for m, v in stays if solver.value(v))
