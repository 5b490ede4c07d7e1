"""The desk's two tools of benchmarks: plan and start one, and see how far it is and what came of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.errors import InputError
from roadweek.views.bench_documents import (
    BenchCompareView,
    BenchPlanView,
    BenchProgressView,
    ExperimentView,
    RunView,
)
from roadweek.workspace import Workspace
from roadweek_mcp.benches import bench_show as followed

LONGEST = 2000
"""Characters of a wish; the schema does not say so, because a client pays for each of its words."""


class DeskPlanView(BenchPlanView):
    """``progress`` once it was started."""

    progress: BenchProgressView | None


class DeskBenchView(TypedDict):
    """``compared`` is there once every run is made."""

    progress: BenchProgressView | None
    experiment: ExperimentView | None
    runs: list[RunView]
    compared: BenchCompareView | None


def bench_plan(
    ws: Workspace,
    words: Annotated[str | None, Field(description="Wish.")] = None,
    digest: Annotated[str | None, Field(description="As shown.")] = None,
) -> DeskPlanView:
    """Plan; once agreed, digest starts it. See bench_show. Example: {"words": "q4 vs q8"}"""
    from roadweek.usecases import bench_planning, bench_process

    if (words is None) == (digest is None) or len(words or "") > LONGEST:
        raise InputError("bench_words_or_digest")
    if words is not None:
        return {**bench_planning.plan_words(ws, words), "progress": None}
    found = bench_planning.shown_with(ws, str(digest))
    started = bench_process.start(ws, found)
    return {"experiment": None, "digest": digest, "question": None, "progress": started}


def bench_show(
    ws: Workspace, experiment: Annotated[str | None, Field(description="Default: the last.")] = None
) -> DeskBenchView:
    """Progress, results of bench_plan. Example: {}"""
    from roadweek.usecases import bench_comparing

    try:
        shown = followed(ws, experiment or bench_comparing.last_experiment(ws))
    except InputError:  # nothing is there yet
        if experiment is not None:
            raise
        return {"progress": None, "experiment": None, "runs": [], "compared": None}
    found = shown["experiment"]
    whole = found is not None and not found["left"] and len(found["cells"]) > 1
    compared = bench_comparing.compare_runs(ws, [found["id"]]) if found is not None and whole else None
    return {**shown, "compared": compared}
