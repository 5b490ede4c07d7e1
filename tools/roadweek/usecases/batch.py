"""The next week of many people's workspaces at once: each gets the proposal that `replan` alone would make for it.

Over a pool of processes each worker opens its workspace and stores the proposal itself: a workspace has one database,
and nobody else writes to it meanwhile. Over Dask only the solving goes away, for a worker elsewhere has no workspaces:
the inputs of a week are read here, solved there, and stored here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from roadweek.domain.week import Week
from roadweek.errors import BatchError, RoadweekError
from roadweek.messages import say
from roadweek.scheduling.inputs import WeekInputs
from roadweek.usecases.many_processes import JobEnd, over_dask, over_processes
from roadweek.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.batch import BatchView, BatchWorkspaceView
    from roadweek.views.documents import ProposalView


@dataclass(frozen=True, slots=True)
class BatchJob:
    """A workspace to plan: the folder, the moment that counts as now, and the week (null: the coming one)."""

    folder: str
    now: datetime
    week: str | None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class SolveJob:
    """A week of a workspace to solve elsewhere."""

    folder: str
    inputs: WeekInputs


def batch(
    folders: Sequence[Path],
    now: datetime,
    lang: Language,
    *,
    week: str | None = None,
    workers: int | None = None,
    dask: str | None = None,
) -> BatchView:
    """Plan the week of every workspace in ``folders``; each in the order given, with what became of it.

    Nothing is approved. What fails is named with its reason and stops nothing else. Raises BatchError where Dask is not
    installed or its scheduler cannot be reached.
    """
    jobs = [BatchJob(str(folder), now, week) for folder in dict.fromkeys(folders)]
    ends = _by_dask(jobs, dask, lang) if dask else _told(over_processes(jobs, plan_one, workers), lang)
    rows = {one["workspace"]: one for one in ends}
    ordered = [rows[job.folder] for job in jobs]
    return {
        "by": "dask" if dask else "processes",
        "workspaces": ordered,
        "failed": [one["workspace"] for one in ordered if one["state"] == "failed"],
    }


def opened(job: BatchJob) -> Workspace:
    """The workspace of a job, whose clock stands at the batch's moment. Raises WorkspaceError."""
    ws = open_workspace(Path(job.folder))
    return replace(ws, clock=lambda: job.now.astimezone(ws.now().tzinfo))


def plan_one(job: BatchJob) -> BatchWorkspaceView:
    """Propose the week of one workspace, as a worker does. What is wrong with the workspace is part of the answer."""
    from roadweek.usecases import replan

    try:
        return _row(job.folder, replan.propose(opened(job), (), weeks=_weeks(job)))
    except RoadweekError as error:
        return failed(job.folder, error.text(job.language or "en"), 1)


def _weeks(job: BatchJob) -> list[str]:
    from roadweek.domain.weeks import next_week, week_id

    return [job.week or next_week(week_id(job.now.date()))]


def solve_one(job: SolveJob) -> Week:
    """The pure part, for a worker that has no workspaces."""
    from roadweek.scheduling.solve import solve_week

    return solve_week(job.inputs)


def _row(folder: str, view: ProposalView, tries: int = 1) -> BatchWorkspaceView:
    state: Literal["proposed", "standing"] = "proposed" if view["proposal"] else "standing"
    return {
        "workspace": folder,
        "state": state,
        "proposal": view["proposal"],
        "weeks": view["weeks"],
        "changes": len(view["changes"]),
        "unplaced": len(view["unplaced"]),
        "tries": tries,
        "error": None,
    }


def failed(folder: str, why: str, tries: int) -> BatchWorkspaceView:
    """A workspace that could not be planned."""
    return {
        "workspace": folder,
        "state": "failed",
        "proposal": None,
        "weeks": [],
        "changes": 0,
        "unplaced": 0,
        "tries": tries,
        "error": why,
    }


def _told(ends: Iterator[JobEnd[BatchJob, BatchWorkspaceView]], lang: Language) -> Iterator[BatchWorkspaceView]:
    for end in ends:
        if end.result is not None:
            yield {**end.result, "tries": end.tries}
        else:
            yield failed(end.job.folder, _why(end, lang), end.tries)


def _why(end: JobEnd[BatchJob, BatchWorkspaceView] | JobEnd[SolveJob, Week], lang: Language) -> str:
    return say("batch.killed", lang, tries=end.tries) if end.killed else f"{type(end.error).__name__}: {end.error}"


def _by_dask(jobs: Sequence[BatchJob], address: str, lang: Language) -> Iterator[BatchWorkspaceView]:
    """Inputs are read here, solved there, and the proposals stored here, one after another."""
    from roadweek.usecases import replan

    asked: dict[str, BatchJob] = {}
    away: list[SolveJob] = []
    for job in jobs:
        try:
            inputs = replan.inputs_of(opened(job), _weeks(job))
        except RoadweekError as error:
            yield failed(job.folder, error.text(lang), 1)
            continue
        asked[job.folder] = job
        away += [SolveJob(job.folder, one) for one in inputs]
    try:
        for end in over_dask(away, solve_one, address) if away else ():
            if end.result is None:
                yield failed(end.job.folder, _why(end, lang), end.tries)
                continue
            yield _stored(asked[end.job.folder], end.job.inputs, end.result, lang)
    except ImportError:
        raise BatchError("batch_no_dask") from None
    except (OSError, TimeoutError) as error:
        raise BatchError("batch_no_scheduler", address=address, why=str(error) or type(error).__name__) from None


def _stored(job: BatchJob, inputs: WeekInputs, week: Week, lang: Language) -> BatchWorkspaceView:
    """The proposal of a week that was solved elsewhere; one whose inputs are others by now is solved again here."""
    from roadweek.scheduling.solve import solve_week
    from roadweek.usecases import replan

    def known(asked: WeekInputs) -> Week:
        return week if asked == inputs else solve_week(asked)

    try:
        return _row(job.folder, replan.propose(opened(job), (), weeks=_weeks(job), solve=known))
    except RoadweekError as error:
        return failed(job.folder, error.text(lang), 1)
