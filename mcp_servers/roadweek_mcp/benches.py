"""Tools of benchmarks: plan, start, follow and cancel one, list and compare what was measured.

An experiment is kept before it is started, and started only with the digest that was shown: a model cannot invent what
a device is made to do.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.errors import InputError
from roadweek.views.bench_documents import (
    BenchCompareView,
    BenchListView,
    BenchPlanView,
    BenchProgressView,
    ExperimentView,
    RunView,
)
from roadweek.workspace import Workspace
from roadweek_mcp.binding import language

Level = str | int | float | bool
ExperimentName = Annotated[str, Field(min_length=1, max_length=120, description="Its id, of bench_plan or run_list.")]
Words = Annotated[str | None, Field(max_length=2000, description="The wish in words.")]
Digest = Annotated[str, Field(max_length=12, description="The digest that was shown with it.")]


class BenchStandView(TypedDict):
    """How far an experiment is; ``progress`` null where none was started."""

    progress: BenchProgressView | None
    experiment: ExperimentView | None
    runs: list[RunView]


class CellPlaceView(TypedDict):
    """A run of an experiment in the order of measuring; ``made``: it is kept already."""

    cell: str
    repeat: int
    place: int
    made: bool


class CellListView(TypedDict):
    cells: list[CellPlaceView]
    left: int


def bench_plan(
    ws: Workspace,
    words: Words = None,
    varies: Annotated[
        dict[str, list[Level]] | None, Field(description="Instead of words: settings with their levels.")
    ] = None,
    held: Annotated[dict[str, Level] | None, Field(description="With varies: what is the same everywhere.")] = None,
    repeats: Annotated[int | None, Field(ge=1, le=100, description="Rounds; default 3.")] = None,
    experiment: Annotated[str | None, Field(max_length=120, description="Instead: a kept one, shown again.")] = None,
    work: Annotated[str | None, Field(max_length=100, description="Id of the work that it is evidence for.")] = None,
    milestone: Annotated[str | None, Field(max_length=100, description="Id of a milestone, likewise.")] = None,
) -> BenchPlanView:
    """Plan a benchmark: what varies, what is held, its cells, how long, what could spoil it. Nothing is measured yet.

    Settings: model, endpoint, concurrency, rate_per_s, prompt_tokens, max_tokens, image_px, requests …
    Show it to the person, then bench_start. Example: {"words": "compare q4 and fp16 of qwen3-vl on the Orin"}
    """
    from roadweek.usecases import bench_planning

    if (words, varies, experiment).count(None) != 2:
        raise InputError("bench_words_or_settings")
    if experiment is not None:
        return bench_planning.plan_again(ws, experiment)
    if words is not None:
        return bench_planning.plan_words(ws, words, lang=language(ws), work=work, milestone=milestone)
    return bench_planning.plan_settings(ws, varies or {}, held or {}, repeats, work=work, milestone=milestone)


def bench_start(ws: Workspace, experiment: ExperimentName, digest: Digest) -> BenchProgressView:
    """Start an experiment that the person has seen; it goes on by itself, and after a crash with what is left.

    Not before they agreed. Follow it with bench_show. Example: {"experiment": "x260301-a", "digest": "0a1b2c3d4e5f"}
    """
    from roadweek.usecases import bench_planning, bench_process

    bench_planning.confirmed(ws, experiment, digest)
    return bench_process.start(ws, experiment)


def bench_show(
    ws: Workspace, experiment: Annotated[str | None, Field(max_length=120, description="Default: what runs.")] = None
) -> BenchStandView:
    """How far a benchmark is, with the runs that it has made so far. Not for differences (run_compare).

    Example: {}
    """
    from roadweek.usecases import bench_progress, benchmarks

    now = bench_progress.progress(ws)
    name = experiment or (now["experiment"] if now else None)
    if name is None:
        return {"progress": None, "experiment": None, "runs": []}
    shown = benchmarks.show(ws, name)
    return {
        "progress": shown["progress"],
        "experiment": shown["experiment"],
        "runs": [short_run(run) for run in shown["runs"]],
    }


def bench_cancel(ws: Workspace) -> BenchProgressView:
    """Stop the benchmark that runs; the runs that it has made stay. Not for withdrawing runs (a command does).

    Example: {}
    """
    from roadweek.usecases import bench_progress

    return bench_progress.cancelled(ws)


def cell_list(ws: Workspace, experiment: ExperimentName) -> CellListView:
    """The runs of an experiment in their order, and which are made. Not for figures (bench_show).

    Example: {"experiment": "x260301-q4-f16"}
    """
    from roadweek.benchmarking.experiment import run_order
    from roadweek.usecases import benchmarks

    found, made = benchmarks.experiment_of(ws, experiment)
    done = {(run.cell, run.repeat) for run in made}
    cells: list[CellPlaceView] = [
        {"cell": one.cell, "repeat": one.repeat, "place": one.place, "made": (one.cell, one.repeat) in done}
        for one in run_order(found)
    ]
    return {"cells": cells, "left": sum(not one["made"] for one in cells)}


def run_list(
    ws: Workspace,
    model: Annotated[str | None, Field(max_length=200, description="Only of this model.")] = None,
    limit: Annotated[int, Field(ge=1, le=100, description="So many runs.")] = 20,
) -> BenchListView:
    """The last experiments and runs, newest first; one that is refused as a measurement says why.

    Not for differences (run_compare). Example: {}
    """
    from roadweek.usecases import benchmarks

    return benchmarks.listing(ws, limit=limit, model=model)


def run_compare(
    ws: Workspace,
    names: Annotated[
        list[str] | None,
        Field(max_length=20, description="An experiment, or runs, the base first; default the last."),
    ] = None,
    base: Annotated[str | None, Field(max_length=120, description="The cell that others are held against.")] = None,
) -> BenchCompareView:
    """Differences of cells or runs: an effect only above the noise, or why two are not comparable.

    Not for single figures (bench_show). Example: {"names": ["x260301-q4-f16"]}
    """
    from roadweek.usecases.bench_comparing import compare_runs

    return compare_runs(ws, names or (), base=base)


FIGURES = (
    "ttft_content_p50_ms",
    "ttft_token_p50_ms",
    "tpot_p50_ms",
    "e2e_p50_ms",
    "e2e_p99_ms",
    "decode_tok_s",
    "output_tok_s",
    "goodput_share",
    "load_ms",
    "peak_memory_mib",
    "power_mean_w",
    "energy_per_token_j",
    "ceiling_share",
    "n",
    "good_n",
)
"""Figures of a run that an answer tells; `bench show` has the rest."""


def short_run(run: RunView) -> RunView:
    """A run with the figures that an answer tells."""
    told: RunView = {
        "id": run["id"],
        "at": run["at"],
        "experiment": run["experiment"],
        "cell": run["cell"],
        "repeat": run["repeat"],
        "source": run["source"],
        "tool": run["tool"],
        "standing": run["standing"],
        "model": run["model"],
        "endpoint": run["endpoint"],
        "device": run["device"],
        "seconds": run["seconds"],
        "figures": {name: run["figures"][name] for name in FIGURES if name in run["figures"]},
        "counts": run["counts"],
        "refusals": run["refusals"],
        "notes": run["notes"],
    }
    return told
