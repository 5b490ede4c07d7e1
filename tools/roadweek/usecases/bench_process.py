"""A benchmark in a process of its own: it goes on when the client that started it is gone, and nothing else runs in it.

The runs in the database are the truth about how far it is; ``bench-progress.json`` beside it only says what is being
measured now. It is told to stop by a file, which it looks for between requests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadweek.errors import InputError, RoadweekError
from roadweek.workspace import Workspace, open_workspace, private

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import CellJob
    from roadweek.benchmarking.run import Run
    from roadweek.views.bench_documents import BenchProgressView

PROGRESS, CANCEL, LOG = "bench-progress.json", "bench-cancel", "bench.log"
LOOK_S = 0.3
STARTS_S = 60.0
"""So long a process may take to say that it is there."""


def start(ws: Workspace, experiment: str) -> BenchProgressView:
    """Start what is left of an experiment in its own process. Raises InputError where one is running."""
    now = progress(ws)
    if now is not None and now["state"] == "running":
        raise InputError("bench_running")
    (ws.path / CANCEL).unlink(missing_ok=True)
    view = _written(ws.path, experiment, "running", None, pid=0)
    command = [sys.executable, "-m", "roadweek.usecases.bench_process", str(ws.path), experiment]
    with open(ws.path / LOG, "a", opener=private, encoding="utf-8") as log:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=ws.path
        )
    threading.Thread(target=child.wait, daemon=True).start()  # so that its end is seen, and no zombie stays
    return view


def progress(ws: Workspace) -> BenchProgressView | None:
    """The last benchmark that was started so; None where there was none."""
    try:
        told: dict[str, Any] = json.loads((ws.path / PROGRESS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    state = str(told.get("state"))
    starting = told.get("pid") == 0 and time.time() - float(told.get("at", 0)) < STARTS_S
    if state == "running" and not starting and not _lives(told.get("pid")):
        state = "died"
    return {
        "experiment": str(told.get("experiment")),
        "state": state,
        "place": int(told.get("place", 0)),
        "of": int(told.get("of", 0)),
        "cell": str(told.get("cell", "")),
        "repeat": int(told.get("repeat", 0)),
        "why": told.get("why"),
    }


def cancel(ws: Workspace) -> bool:
    """Tell the one that runs to stop; whether one runs. The run that is being made is not kept."""
    now = progress(ws)
    if now is None or now["state"] != "running":
        return False
    (ws.path / CANCEL).touch()
    return True


def _lives(pid: object) -> bool:
    """Whether the process is there, and is ours."""
    import psutil  # type: ignore[import-untyped]  # has no types of its own

    if not isinstance(pid, int) or pid <= 0:
        return False
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        words = process.cmdline()
        return process.status() != psutil.STATUS_ZOMBIE and any("bench_process" in word for word in words)
    return False


def _written(
    folder: Path, experiment: str, state: str, job: CellJob | None, why: str | None = None, pid: int | None = None
) -> BenchProgressView:
    view: BenchProgressView = {
        "experiment": experiment,
        "state": state,
        "place": job.place if job else 0,
        "of": job.of if job else 0,
        "cell": job.cell if job else "",
        "repeat": job.repeat if job else 0,
        "why": why,
    }
    new = folder / f"{PROGRESS}.new"
    with open(new, "w", opener=private, encoding="utf-8") as file:
        json.dump({**view, "pid": os.getpid() if pid is None else pid, "at": time.time()}, file)
    new.replace(folder / PROGRESS)
    return view


def main(folder: Path, experiment: str) -> int:
    """Measure what is left; each run is kept as it is made."""
    from roadweek.usecases.benchmarks import run_experiment
    from roadweek.usecases.measuring import MeasuringCancelled, measurer

    last: list[CellJob] = []
    ended = threading.Event()

    def told(job: CellJob, made: Run | None) -> None:
        if made is None:
            last[:] = [job]
            _written(folder, experiment, "running", job)

    cancelled = threading.Event()
    threading.Thread(target=_watch, args=(folder, cancelled, ended), daemon=True).start()
    ws = open_workspace(folder)
    try:
        run_experiment(ws, experiment, measurer(ws, cancelled), on_job=told)
    except MeasuringCancelled:
        _written(folder, experiment, "cancelled", last[0] if last else None)
        return 0
    except RoadweekError as error:
        _written(folder, experiment, "failed", last[0] if last else None, error.text(ws.language or "en"))
        return 1
    finally:
        ended.set()
        (folder / CANCEL).unlink(missing_ok=True)
    _written(folder, experiment, "finished", last[0] if last else None)
    return 0


def _watch(folder: Path, cancelled: threading.Event, ended: threading.Event) -> None:
    while not ended.wait(LOOK_S):
        if (folder / CANCEL).exists():
            cancelled.set()
            return


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
