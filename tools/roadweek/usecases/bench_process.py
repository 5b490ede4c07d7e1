"""A benchmark in a process of its own: it goes on when the client that started it is gone; nothing else runs in it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.errors import InputError, MeasuringStoppedError, RoadweekError
from roadweek.usecases.bench_progress import followed, progress, told_to_start
from roadweek.workspace import Workspace, open_workspace, private

if TYPE_CHECKING:
    from roadweek.views.bench_documents import BenchProgressView

LOG = "bench.log"


def start(ws: Workspace, experiment: str) -> BenchProgressView:
    """Start what is left of an experiment in its own process. Raises InputError where one is running."""
    now = progress(ws)
    if now is not None and now["state"] == "running":
        raise InputError("bench_running")
    view = told_to_start(ws, experiment)
    command = [sys.executable, "-m", "roadweek.usecases.bench_process", str(ws.path), experiment]
    with open(ws.path / LOG, "a", opener=private, encoding="utf-8") as log:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=ws.path
        )
    threading.Thread(target=child.wait, daemon=True).start()  # so that its end is seen, and no zombie stays
    return view


def main(folder: Path, experiment: str) -> int:
    """Measure what is left; each run is kept as it is made."""
    from roadweek.usecases.benchmarks import run_experiment
    from roadweek.usecases.measuring import measurer

    ws = open_workspace(folder)
    try:
        with followed(ws, experiment, own=True) as bench:
            run_experiment(ws, experiment, measurer(ws, bench.cancelled, bench.on_progress), on_job=bench.on_job)
    except MeasuringStoppedError:
        return 0
    except RoadweekError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
