"""Many workspaces at once: the same plans as one by one, and a killed worker loses nothing."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.storage import database, proposals
from roadweek.usecases import replan
from roadweek.usecases.batch import BatchJob, SolveJob, batch, plan_one, solve_one
from roadweek.usecases.many_processes import over_processes
from roadweek.workspace import Workspace

WEEK = "2026-W11"


def _killed(job: str) -> str:
    """A job that dies with its process: always where it says so, else the first time only."""
    name, _, folder = job.partition("@")
    if name.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("once"):
        mark = Path(folder) / name
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("wrong"):
        raise ValueError(name)
    return name.upper()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> list[Workspace]:
    found = [workspace(Path(tmp_path_factory.mktemp(f"person{n}"))) for n in range(2)]
    for ws in found:  # another process knows no more than the folder says
        (ws.path / "config.toml").write_text('timezone = "Asia/Shanghai"\n', encoding="utf-8")
    return found


def test_a_killed_worker_loses_nothing_and_the_job_that_kills_is_named(tmp_path: Path) -> None:
    jobs = [f"{name}@{tmp_path}" for name in ("a", "once", "b", "deadly", "c", "wrong", "d")]
    ends = {end.job.partition("@")[0]: end for end in over_processes(jobs, _killed, workers=2)}
    assert len(ends) == len(jobs)
    assert {name for name, end in ends.items() if end.result == name.upper()} == {"a", "b", "c", "d", "once"}
    assert ends["once"].tries in (2, 3)
    assert (ends["deadly"].killed, ends["deadly"].tries) == (True, 3)
    assert isinstance(ends["wrong"].error, ValueError)
    assert [name for name, end in ends.items() if end.killed] == ["deadly"]


def test_a_batch_makes_the_proposals_that_each_workspace_alone_gets(people: list[Workspace], tmp_path: Path) -> None:
    now = people[0].now()
    empty = tmp_path / "nobody"
    folders = [*(ws.path for ws in people), empty]
    view = batch(folders, now, "en", week=WEEK, workers=2)
    assert [one["workspace"] for one in view["workspaces"]] == [str(f) for f in folders]
    assert view["failed"] == [str(empty)]
    assert view["workspaces"][2]["error"]
    for ws, row in zip(people, view["workspaces"], strict=False):
        assert row["state"] == "proposed"
        alone = replan.propose(ws, (), weeks=[WEEK])
        assert alone["proposal"] == row["proposal"]
        with database.read(ws.database) as connection:
            kept = proposals.get(connection, ws.person, str(row["proposal"]))
        assert kept is not None
        assert kept.state == "open"


def test_what_is_solved_elsewhere_is_the_same_week(people: list[Workspace]) -> None:
    ws = people[0]
    inputs = replan.inputs_of(ws, [WEEK])
    weeks = [solve_one(SolveJob(str(ws.path), one)) for one in inputs]
    view = replan.propose(ws, (), weeks=[WEEK], solve=lambda asked: weeks[inputs.index(asked)])
    assert view["proposal"] == plan_one(BatchJob(str(ws.path), ws.now(), WEEK))["proposal"]


def test_dask_makes_the_same_plans(people: list[Workspace]) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp://", host="127.0.0.1"
    ) as cluster:
        view = batch([ws.path for ws in people], people[0].now(), "en", week=WEEK, dask=cluster.scheduler_address)
    assert view["by"] == "dask"
    assert view["failed"] == []
    alone = [replan.propose(ws, (), weeks=[WEEK])["proposal"] for ws in people]
    assert [one["proposal"] for one in view["workspaces"]] == alone
