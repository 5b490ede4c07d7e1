"""The tools that measure while their client waits: they tell how far they are, and stop when it goes away."""

# No deferred annotations here: the SDK evaluates those of a tool, and these are functions of a workspace.
import asyncio
import functools
import threading
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult
from pydantic import Field
from typing_extensions import TypedDict

from roadweek.benchmarking.progress import LoadProgress
from roadweek.errors import UnknownNameError
from roadweek.views.bench_documents import RunView
from roadweek.workspace import Workspace
from roadweek_mcp.benches import Digest, ExperimentName, Level, short_run
from roadweek_mcp.binding import RUNS_WORLD, answer, finish

LOOK_S = 0.25
"""How often it is looked whether there is something new to tell."""


class CellRunView(TypedDict):
    """One run as it was kept, and how many are left."""

    run: RunView
    left: int


class MeasuredView(TypedDict):
    """A run as JSON, with its samples; it is kept where it was asked for."""

    run: dict[str, Any]


class MeasuringClient:
    """The client of one measurement: ``tell`` is called from the load's side, ``gone`` is set when nobody waits."""

    def __init__(self) -> None:
        self.gone = threading.Event()
        self.latest: LoadProgress | None = None

    def tell(self, now: LoadProgress) -> None:
        self.latest = now


async def _accompanied(
    ctx: Context[Any], ws: Workspace, work: Callable[[MeasuringClient], Mapping[str, Any]], kind: Any
) -> CallToolResult:
    """The answer of a work in a thread; progress is told meanwhile, and a cancellation ends it between requests."""
    client = MeasuringClient()
    measuring = asyncio.ensure_future(asyncio.to_thread(answer, ws, functools.partial(work, client), kind))
    measuring.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # seen, though nobody waits
    told: LoadProgress | None = None
    try:
        while not (await asyncio.wait([measuring], timeout=LOOK_S))[0]:
            if client.latest is not None and client.latest != told:
                told = client.latest
                await ctx.report_progress(told.done, told.of, told.told())
    except asyncio.CancelledError:
        client.gone.set()
        raise
    return measuring.result()


def measuring_tools(ws: Workspace) -> list[Tool]:
    """``cell_run`` and ``cell_measure`` over a workspace."""

    async def cell_run(
        ctx: Context[Any],
        experiment: ExperimentName,
        digest: Digest,
        cell: Annotated[str, Field(max_length=120, description="Of its cells.")],
        repeat: Annotated[int, Field(ge=1, le=100, description="Which round, from 1.")] = 1,
    ) -> Annotated[CallToolResult, CellRunView]:
        """Measure one run of an experiment that the person has seen, now, and keep it. One made before is given back.

        Not for a whole experiment (bench_start). Example: {"experiment": "x1", "digest": "0a1b2c3d4e5f", "cell": "q4"}
        """
        work = functools.partial(_run, ws, experiment, digest, cell, repeat)
        return await _accompanied(ctx, ws, work, CellRunView)

    async def cell_measure(
        ctx: Context[Any],
        settings: Annotated[dict[str, Level | None], Field(description="Of one cell, with endpoint and model.")],
        seed: Annotated[int, Field(ge=0, description="Of its prompts.")] = 1,
    ) -> Annotated[CallToolResult, MeasuredView]:
        """Measure one cell on this machine for a Roadweek elsewhere, which keeps the run; nothing is kept here.

        Not for a person's benchmark (bench_plan). Example: {"settings": {"endpoint": "orin", "requests": 20}}
        """

        def work(client: MeasuringClient) -> MeasuredView:
            from roadweek.inference.load import LoadWatch
            from roadweek.usecases import measuring

            watch = LoadWatch(on_progress=client.tell, cancelled=client.gone)
            return {"run": measuring.measured_for_another(ws, settings, seed, watch)}

        return await _accompanied(ctx, ws, work, MeasuredView)

    return [
        finish(cell_run, title="Measure one run", hints=RUNS_WORLD, name="cell_run"),
        finish(cell_measure, title="Measure for another machine", hints=RUNS_WORLD, name="cell_measure"),
    ]


def _run(ws: Workspace, experiment: str, digest: str, cell: str, repeat: int, client: MeasuringClient) -> CellRunView:
    from roadweek.usecases import bench_planning, benchmarks, measuring

    found = bench_planning.confirmed(ws, experiment, digest)
    left = benchmarks.jobs_left(ws, experiment)
    job = next((one for one in left if (one.cell, one.repeat) == (cell, repeat)), None)
    if job is None:
        known = [one.id for one in found.cells]
        if cell not in known or repeat > found.repeats:
            raise UnknownNameError(what="cell", name=f"{cell}/{repeat}", known=known)
        made = benchmarks.show(ws, experiment)["runs"]
        kept = next(run for run in made if (run["cell"], run["repeat"]) == (cell, repeat))
        return {"run": short_run(kept), "left": len(left)}
    run = benchmarks.run_job(ws, job, measuring.measurer(ws, client.gone, client.tell))
    return {"run": short_run(run), "left": len(benchmarks.jobs_left(ws, experiment))}
