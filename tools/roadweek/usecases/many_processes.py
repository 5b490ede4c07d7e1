"""Many small jobs over a pool of processes, or over a Dask cluster: a killed worker loses nothing.

A pool that breaks does not say whose job broke it. So only a few jobs are in flight at a time, and those are then tried
again, each alone: one whose worker dies over it there is tried once more and then named, the others come to an end.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")
IN_FLIGHT = 2
"""Jobs in flight for each worker: one that runs, one that waits, so that no worker waits for us."""
PRELOADED = (
    "roadweek.usecases.replan",
    "roadweek.scheduling.solve",
    "roadweek.scheduling.model",
    "ortools.sat.python.cp_model",
)
"""What a job needs, imported once for all workers."""


@dataclass(frozen=True, slots=True)
class JobEnd(Generic[J, R]):
    """What became of a job: its ``result``, or ``error`` (an exception of it, or null where its worker was killed each
    time). ``tries`` counts them."""

    job: J
    result: R | None
    error: BaseException | None
    tries: int

    @property
    def killed(self) -> bool:
        return self.result is None and self.error is None


def over_processes(jobs: Sequence[J], work: Callable[[J], R], workers: int | None = None) -> Iterator[JobEnd[J, R]]:
    """Each job's end, as they come. ``work`` and the jobs are sent to other processes, so they must be picklable."""
    count = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    left = deque(jobs)
    while left:
        suspects: list[J] = []
        with pool_of(count) as pool:
            yield from _until_it_breaks(pool, left, suspects, work, count)
        yield from (_alone(job, work) for job in suspects)


def over_pool(
    pool: ProcessPoolExecutor, jobs: Sequence[J], work: Callable[[J], R], workers: int
) -> Iterator[JobEnd[J, R]]:
    """As :func:`over_processes`, on a pool that is there already that stays; ends early where a worker is killed."""
    yield from _until_it_breaks(pool, deque(jobs), [], work, workers)


def _until_it_breaks(
    pool: ProcessPoolExecutor, left: deque[J], suspects: list[J], work: Callable[[J], R], workers: int
) -> Iterator[JobEnd[J, R]]:
    """Jobs taken from ``left`` until none is left or a worker is killed: then those in flight are ``suspects``."""
    flying: dict[Future[R], J] = {}
    while left or flying:
        while left and len(flying) < workers * IN_FLIGHT:
            try:
                flying[pool.submit(work, left[0])] = left[0]
            except BrokenProcessPool:  # it broke between two of our looks
                suspects += flying.values()
                return
            left.popleft()
        done, _ = wait(flying, return_when=FIRST_COMPLETED)
        for future in done:
            job = flying.pop(future)
            end = _end(future, job, 1)
            if end is None:
                suspects.append(job)
            else:
                yield end
        if suspects:
            suspects += flying.values()
            return


def _alone(job: J, work: Callable[[J], R]) -> JobEnd[J, R]:
    """A job in a pool of its own: where its worker dies now, it is the job's doing, and it is tried once more."""
    for tries in (2, 3):
        with pool_of(1) as pool:
            future = pool.submit(work, job)
            wait([future])
            end = _end(future, job, tries)
        if end is not None:
            return end
    return JobEnd(job, None, None, 3)


def _end(future: Future[R], job: J, tries: int) -> JobEnd[J, R] | None:
    """Null where the worker was killed."""
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        return None
    return JobEnd(job, None if error else future.result(), error, tries)


def pool_of(workers: int) -> ProcessPoolExecutor:
    """Workers that are forked from a process which has imported what they need and holds nothing else of ours."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return ProcessPoolExecutor(workers, mp_context=context)


def over_dask(jobs: Sequence[J], work: Callable[[J], R], address: str) -> Iterator[JobEnd[J, R]]:
    """As :func:`over_processes`, on the workers of a Dask scheduler at ``address``, which need the same
    Roadweek installed. Dask itself tries a killed worker's job again elsewhere.

    Raises ImportError without the extra ``dask``, OSError where no scheduler answers.
    """
    import distributed

    known: Any = distributed
    with known.Client(address, timeout="10s", set_as_default=False) as client:
        futures = {client.submit(work, job, pure=False, retries=0): job for job in jobs}
        for future in known.as_completed(list(futures), loop=client.loop):
            job, error = futures[future], future.exception()
            if error is None:
                yield JobEnd(job, future.result(), None, 1)
            else:
                killed = isinstance(error, known.scheduler.KilledWorker)
                yield JobEnd(job, None, None if killed else error, 1 + int(killed))
            future.release()
