"""Weeks a second of many people's weeks: one after another, over a pool of processes, and over Dask on this machine.

A task is a few fixed weeks solved in a row, together at least 200 ms. ``efficiency`` is the pool's weeks a second ÷
(those of one process × workers), ``efficiency_dask`` Dask's; both want a machine that does nothing else. ``busy_pool``
and ``busy_dask`` are the share of the workers' time that went into tasks: what handing them out costs, also beside
other work. Imports and the start of workers are paid before any clock starts; each figure is the best of a few rounds
taken in turn.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from bench import Result
from bench.instances import week_inputs
from roadweek.scheduling.solve import solve_week
from roadweek.usecases.many_processes import over_pool, pool_of

SIZE = 40
TASK_MS = 200
TASKS_EACH = 8
"""Tasks for each worker in one round."""
ROUNDS = 3
WORKERS = max(1, min(4, os.cpu_count() or 1))


def solve_some(weeks: int) -> float:
    """A task: so many weeks, one after another; the seconds that it took where it ran."""
    started = time.perf_counter()
    inputs = week_inputs(SIZE)
    for _ in range(weeks):
        solve_week(inputs)
    return time.perf_counter() - started


def run() -> Result:
    """Measure."""
    solve_some(1)
    started = time.perf_counter()
    solve_some(2)
    each = max(1, -(-TASK_MS * 2 // max(1, round((time.perf_counter() - started) * 1000))))
    tasks = [each] * (WORKERS * TASKS_EACH)
    alone: list[float] = []
    pooled: list[tuple[float, float]] = []
    spread: list[tuple[float, float]] = []
    with pool_of(WORKERS) as pool, _dask() as over_cluster:

        def over_processes() -> list[float]:
            return [end.result or 0.0 for end in over_pool(pool, tasks, solve_some, WORKERS)]

        list(over_pool(pool, [1] * WORKERS * 2, solve_some, WORKERS))
        for _ in range(ROUNDS):
            alone.append(_round(lambda: [solve_some(n) for n in tasks[:TASKS_EACH]], each * TASKS_EACH, 1)[0])
            pooled.append(_round(over_processes, sum(tasks), WORKERS))
            if over_cluster is not None:
                spread.append(_round(lambda: over_cluster(tasks), sum(tasks), WORKERS))
    one, many = max(alone), max(rate for rate, _ in pooled)
    figures = {
        "weeks_per_s_1": one,
        "weeks_per_s_pool": many,
        "efficiency": many / (one * WORKERS),
        "busy_pool": max(busy for _, busy in pooled),
        "task_ms": 1000 * each / one,
    }
    if spread:
        best = max(rate for rate, _ in spread)
        figures |= {
            "weeks_per_s_dask": best,
            "efficiency_dask": best / (one * WORKERS),
            "busy_dask": max(busy for _, busy in spread),
        }
    return Result(
        settings={"size": SIZE, "weeks_a_task": each, "tasks": len(tasks), "workers": WORKERS, "rounds": ROUNDS},
        figures=figures,
        baselines={},
    )


def _round(work: Callable[[], list[float]], weeks: int, workers: int) -> tuple[float, float]:
    """Weeks a second, and the share of the workers' time that their tasks took."""
    started = time.perf_counter()
    took = work()
    wall = time.perf_counter() - started
    return weeks / wall, sum(took) / (wall * workers)


@contextmanager
def _dask() -> Generator[Callable[[list[int]], list[float]] | None]:
    """Solving over a cluster of this machine; null without the extra."""
    try:
        import distributed
    except ImportError:
        yield None
        return
    known: Any = distributed
    options = {"n_workers": WORKERS, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with known.LocalCluster(**options) as cluster, known.Client(cluster, set_as_default=False) as client:

        def over_cluster(tasks: list[int]) -> list[float]:
            return list(client.gather(client.map(solve_some, tasks, pure=False)))

        over_cluster([1] * WORKERS * 2)
        yield over_cluster
