"""How far a benchmark is: whatever measures writes it beside the database, and whoever asks reads it, or stops it.

The runs in the database are the truth about what is made; ``bench-progress.json`` only says what is being measured now.
A benchmark is told to stop by a file, which it looks for between requests.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from roadweek.benchmarking.progress import seconds_left
from roadweek.errors import InputError, MeasuringStoppedError, RoadweekError
from roadweek.workspace import Workspace, private

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import CellJob
    from roadweek.benchmarking.progress import LoadProgress
    from roadweek.benchmarking.run import Run
    from roadweek.views.bench_documents import BenchProgressView

PROGRESS, CANCEL = "bench-progress.json", "bench-cancel"
LOOK_S = 0.3
STARTS_S = 60.0
"""So long a process may take to say that it is there."""


class FollowedBench:
    """A benchmark while it is measured: told of each run and of its requests, it tells them on.

    ``cancelled`` is set once somebody asked it to stop.
    """

    def __init__(self, ws: Workspace, experiment: str) -> None:
        self._ws = ws
        self._experiment = experiment
        self._job: CellJob | None = None
        self._now: LoadProgress | None = None
        self._runs_after = 0
        self._made_s: list[float] = []
        self._began = self._run_began = time.time()
        self._writing = threading.Lock()
        self.cancelled = threading.Event()

    @property
    def begun(self) -> bool:
        """Whether a run was begun: from then on the file is its own."""
        return self._job is not None

    def on_job(self, job: CellJob, made: Run | None) -> None:
        """A run begins, or is made."""
        now = time.time()
        if made is not None:
            self._made_s.append(now - self._run_began)
            return
        if self._job is None:
            from roadweek.usecases.benchmarks import jobs_left

            self._runs_after = len(jobs_left(self._ws, self._experiment))
        self._job, self._now, self._run_began = job, None, now
        self._runs_after -= 1
        self.tell("running")

    def on_progress(self, now: LoadProgress) -> BenchProgressView:
        """Requests of the run that is being made."""
        self._now = now
        return self.tell("running")

    def tell(self, state: str, why: str | None = None) -> BenchProgressView:
        """Write how far it is."""
        job, at = self._job, time.time()
        left = seconds_left(self._runs_after, self._made_s, at - self._run_began, self._now) if job else None
        view: BenchProgressView = {
            "experiment": self._experiment,
            "state": state,
            "place": job.place if job else 0,
            "of": job.of if job else 0,
            "cell": job.cell if job else "",
            "repeat": job.repeat if job else 0,
            "requests_done": self._now.done if self._now else None,
            "requests": self._now.of if self._now else None,
            "elapsed_s": round(at - self._began, 1),
            "left_s": None if left is None or state != "running" else round(left),
            "why": why,
        }
        with self._writing:  # the load tells from a thread of its own
            _write(self._ws, view, os.getpid(), at)
        return view


@contextmanager
def followed(ws: Workspace, experiment: str, *, own: bool = False) -> Generator[FollowedBench]:
    """Measure inside of this, and it can be followed and stopped from elsewhere. Errors go on upwards.

    ``own``: it was started by :func:`bench_process.start`, which has written that it starts.
    """
    bench = FollowedBench(ws, experiment)
    if not own:
        state = progress(ws)
        if state is None or state["state"] != "running":
            (ws.path / CANCEL).unlink(missing_ok=True)  # of one that ended before it looked
    ended = threading.Event()
    threading.Thread(target=_watch, args=(ws, bench, own, ended), daemon=True).start()
    state_now, why = "failed", None
    try:
        yield bench
        state_now = "finished"
    except (MeasuringStoppedError, KeyboardInterrupt):
        state_now = "cancelled"
        raise
    except RoadweekError as error:
        why = error.text(ws.language or "en")
        raise
    finally:
        ended.set()
        if own or bench.begun:
            bench.tell(state_now, why)
            (ws.path / CANCEL).unlink(missing_ok=True)


def _watch(ws: Workspace, bench: FollowedBench, own: bool, ended: threading.Event) -> None:
    while not ended.wait(LOOK_S):
        if (own or bench.begun) and (ws.path / CANCEL).exists():
            bench.cancelled.set()
            return


def told_to_start(ws: Workspace, experiment: str) -> BenchProgressView:
    """Write that a benchmark of its own process starts; that process writes on."""
    (ws.path / CANCEL).unlink(missing_ok=True)
    view: BenchProgressView = {
        "experiment": experiment,
        "state": "running",
        "place": 0,
        "of": 0,
        "cell": "",
        "repeat": 0,
        "requests_done": None,
        "requests": None,
        "elapsed_s": 0.0,
        "left_s": None,
        "why": None,
    }
    _write(ws, view, 0, time.time())
    return view


def progress(ws: Workspace) -> BenchProgressView | None:
    """The last benchmark that was measured in this workspace; None where there was none."""
    try:
        told: dict[str, Any] = json.loads((ws.path / PROGRESS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    state = str(told.get("state"))
    since = max(0.0, time.time() - float(told.get("at", 0)))
    starting = told.get("pid") == 0 and since < STARTS_S
    if state == "running" and not starting and not _lives(told.get("pid"), told.get("began")):
        state = "died"
    runs = state == "running"
    left = told.get("left_s")
    return {
        "experiment": str(told.get("experiment")),
        "state": state,
        "place": int(told.get("place", 0)),
        "of": int(told.get("of", 0)),
        "cell": str(told.get("cell", "")),
        "repeat": int(told.get("repeat", 0)),
        "requests_done": told.get("requests_done"),
        "requests": told.get("requests"),
        "elapsed_s": round(float(told.get("elapsed_s", 0)) + (since if runs else 0.0), 1),
        "left_s": max(0, round(left - since)) if runs and isinstance(left, int | float) else None,
        "why": told.get("why"),
    }


def cancelled(ws: Workspace) -> BenchProgressView:
    """Tell the one that runs to stop, and how far it is; the run that is being made is not kept.

    Raises InputError where none runs.
    """
    now = progress(ws)
    if now is None or now["state"] != "running":
        raise InputError("bench_none_running")
    (ws.path / CANCEL).touch()
    return now


def _lives(pid: object, began: object) -> bool:
    """Whether the process that wrote is still there, and not another one with its number."""
    import psutil  # type: ignore[import-untyped]  # has no types of its own

    if not isinstance(pid, int) or pid <= 0:
        return False
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        same = not isinstance(began, int | float) or abs(process.create_time() - began) < 1
        return process.status() != psutil.STATUS_ZOMBIE and same
    return False


def _write(ws: Workspace, view: BenchProgressView, pid: int, at: float) -> None:
    began = None
    if pid:
        import psutil

        began = psutil.Process(pid).create_time()
    new = ws.path / f"{PROGRESS}.new"
    with open(new, "w", opener=private, encoding="utf-8") as file:
        json.dump({**view, "pid": pid, "began": began, "at": at}, file)
    new.replace(ws.path / PROGRESS)
