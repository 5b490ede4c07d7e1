"""A Dask worker that is killed over a job loses nothing: the job runs again on the worker that takes its place."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from roadweek.usecases.many_processes import over_dask

pytestmark = pytest.mark.soak


def _dies_once(job: str) -> str:
    mark = Path(job)
    if mark.name == "deadly" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark.name.upper()


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    jobs = [str(tmp_path / name) for name in ("a", "deadly", "b")]
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        ends = list(over_dask(jobs, _dies_once, cluster.scheduler_address))
    assert (tmp_path / "deadly").exists()
    assert {end.result for end in ends} == {"A", "DEADLY", "B"}
