"""Weeks a second of many people's weeks: one after another, over a pool of processes, and over Dask on this machine.

A task is a few fixed weeks solved in a row, together at least 200 ms; all are the same, so what a pool reaches is told
by the time of its slowest worker. ``efficiency`` is the pool's weeks a second ÷ (those of one process × workers),
``efficiency_dask`` Dask's. Imports and the start of workers are paid before any clock starts; each figure is the best
of a few rounds taken in turn, because whatever else the machine does slows one round or the other.
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


def solve_some(weeks: int) -> int:
    """A task: so many weeks, one after another."""
    inputs = week_inputs(SIZE)
    return sum(len(solve_week(inputs).sessions) for _ in range(weeks))


def run() -> Result:
    """Measure."""
    solve_some(1)
    started = time.perf_counter()
    solve_some(2)
    each = max(1, -(-TASK_MS * 2 // max(1, round((time.perf_counter() - started) * 1000))))
    tasks = [each] * (WORKERS * TASKS_EACH)
    alone: list[float] = []
    pooled: list[float] = []
    spread: list[float] = []
    with pool_of(WORKERS) as pool, _dask() as over_cluster:
        list(over_pool(pool, [1] * WORKERS * 2, solve_some, WORKERS))
        for _ in range(ROUNDS):
            alone.append(_rate(lambda: [solve_some(n) for n in tasks[:TASKS_EACH]], each * TASKS_EACH))
            pooled.append(_rate(lambda: list(over_pool(pool, tasks, solve_some, WORKERS)), sum(tasks)))
            if over_cluster is not None:
                spread.append(_rate(lambda: over_cluster(tasks), sum(tasks)))
    one, many = max(alone), max(pooled)
    figures = {
        "weeks_per_s_1": one,
        "weeks_per_s_pool": many,
        "efficiency": many / (one * WORKERS),
        "task_ms": 1000 * each / one,
    }
    if spread:
        figures |= {"weeks_per_s_dask": max(spread), "efficiency_dask": max(spread) / (one * WORKERS)}
    return Result(
        settings={"size": SIZE, "weeks_a_task": each, "tasks": len(tasks), "workers": WORKERS, "rounds": ROUNDS},
        figures=figures,
        baselines={},
    )


def _rate(work: Callable[[], Any], weeks: int) -> float:
    started = time.perf_counter()
    work()
    return weeks / (time.perf_counter() - started)


@contextmanager
def _dask() -> Generator[Callable[[list[int]], object] | None]:
    """Solving over a cluster of this machine; null without the extra."""
    try:
        import distributed
    except ImportError:
        yield None
        return
    known: Any = distributed
    options = {"n_workers": WORKERS, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with known.LocalCluster(**options) as cluster, known.Client(cluster, set_as_default=False) as client:

        def over_cluster(tasks: list[int]) -> object:
            return client.gather(client.map(solve_some, tasks, pure=False))

        over_cluster([1] * WORKERS * 2)
        yield over_cluster
