"""The baseline of the week bench: the obvious model, an optional interval a session and a no-overlap over the week.

Start, length and presence are variables, each day a boolean tied to the start by conditions, hours are domains and the
busy times fixed intervals. Demand, budgets and costs are those of the real planner: both answer the same question.
"""

from __future__ import annotations

import time
from typing import Any

from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.solve import setup
from roadweek.scheduling.standing import slot_windows
from roadweek.scheduling.weights import BUFFER_RATE, DRIFT, GRID_MIN, OFF_SLOT_MIN

WEEK = 7 * 24 * 60 // GRID_MIN


def naive_week(inputs: WeekInputs, bound: float, limit: float = 20.0) -> dict[str, float]:
    """Times in ms to its first plan and to one within 5 % of ``bound`` or its own, if that is better; -1 for never.

    ``build_ms`` is the time to build the model, which the others include.
    """
    from ortools.sat.python import cp_model

    start = time.perf_counter()
    made = setup(inputs)
    model: Any = cp_model.CpModel()
    nothing = sum(w.missing for w in made.wishes)
    cost: list[Any] = []
    intervals: list[Any] = []
    loads: list[list[Any]] = [[] for _ in range(7)]
    softs: list[list[Any]] = [[] for _ in range(7)]
    groups: dict[tuple[str, int], list[Any]] = {}
    tops: dict[str, int] = {}
    by_id: dict[str, tuple[Any, Any, Any]] = {}
    for wish in made.wishes:
        begin = model.new_int_var(0, WEEK, "")
        size = model.new_int_var(wish.lo // GRID_MIN, wish.hi // GRID_MIN, "")
        end = model.new_int_var(0, WEEK, "")
        here = model.new_bool_var("")
        intervals.append(model.new_optional_interval_var(begin, size, end, here, ""))
        by_id[wish.id] = (begin, end, here)
        cost.append(wish.missing * (1 - here))
        short = model.new_int_var(0, (wish.hi - wish.lo) // GRID_MIN, "")
        model.add(short >= wish.hi // GRID_MIN - size).only_enforce_if(here)
        cost.append(wish.rate * GRID_MIN * short)
        on = {d: model.new_bool_var("") for d in wish.days}
        model.add(sum(on.values()) == here)
        for day, flag in on.items():
            spans = [(a // GRID_MIN, b // GRID_MIN) for a, b in made.frame.days[day].gaps if b - a >= wish.lo]
            least = wish.lo // GRID_MIN
            if not spans:
                model.add(flag == 0)
                continue
            starts = cp_model.Domain.from_intervals([[a, b - least] for a, b in spans])
            ends = cp_model.Domain.from_intervals([[a + least, b] for a, b in spans])
            model.add_linear_expression_in_domain(begin, starts).only_enforce_if(flag)
            model.add_linear_expression_in_domain(end, ends).only_enforce_if(flag)
            minutes = model.new_int_var(0, wish.hi // GRID_MIN, "")
            model.add(minutes >= size).only_enforce_if(flag)
            loads[day].append(minutes)
            if not wish.must:
                softs[day].append(flag)
            groups.setdefault((wish.group, day), []).append(flag)
            tops[wish.group] = wish.per_day
            if wish.ideal is not None:
                cost.append(DRIFT * abs(day - wish.ideal) * flag)
            windows = slot_windows(wish, made.frame, day)
            if windows:
                off = model.new_bool_var("")
                inside = [[a // GRID_MIN, b // GRID_MIN] for a, b in windows]
                model.add_linear_expression_in_domain(begin, cp_model.Domain.from_intervals(inside)).only_enforce_if(
                    [flag, ~off]
                )
                model.add_linear_expression_in_domain(end, cp_model.Domain.from_intervals(inside)).only_enforce_if(
                    [flag, ~off]
                )
                cost.append(OFF_SLOT_MIN * wish.rate * off)
    for wish in made.wishes:
        if wish.after in by_id:
            model.add(by_id[wish.id][0] >= by_id[wish.after][1]).only_enforce_if(by_id[wish.id][2])
            model.add_implication(by_id[wish.id][2], by_id[wish.after][2])
    for taken in made.frame.taken:
        a, b = taken.span[0] // GRID_MIN, -(-taken.span[1] // GRID_MIN)
        intervals.append(model.new_fixed_size_interval_var(a, b - a, ""))
    model.add_no_overlap(intervals)
    for (group, _), flags in groups.items():
        model.add(sum(flags) <= tops[group])
    for at in made.frame.days:
        over = model.new_int_var(0, (at.capacity - at.usable) // GRID_MIN, "")
        eaten = model.new_bool_var("")
        model.add(over == 0).only_enforce_if(~eaten)
        for flag in softs[at.index]:
            model.add_implication(eaten, ~flag)
        model.add(sum(loads[at.index]) <= at.usable // GRID_MIN + over)
        cost.append(BUFFER_RATE * GRID_MIN * over)
    model.minimize(sum(cost))
    built = time.perf_counter()

    log: list[tuple[float, float]] = []

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            log.append((time.perf_counter() - start, self.objective_value))

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = limit
    solver.solve(model, Watch())
    best = max(bound, solver.best_objective_bound)
    near = [t for t, value in log if (value - best) / (nothing - best) <= 0.05]
    own = solver.best_objective_bound
    proven = log and (log[-1][1] - own) / (nothing - own) <= 0.05
    return {
        "build_ms": round((built - start) * 1000, 1),
        "first_ms": round(log[0][0] * 1000, 1) if log else -1.0,
        "first_gap": round((log[0][1] - best) / (nothing - best), 4) if log else -1.0,
        "within5_ms": round(near[0] * 1000, 1) if near else -1.0,
        "stopped_ms": round((time.perf_counter() - start) * 1000, 1),
        "proved_within5": float(bool(proven)),
        "final_cost": log[-1][1] if log else float(nothing),
        "final_bound": own,
        "final_gap_own_bound": round((log[-1][1] - own) / (nothing - own), 4) if log else -1.0,
        "variables": float(len(model.proto.variables)),
    }
