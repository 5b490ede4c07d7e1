"""One run of a model that looks at pictures: ONNX Runtime in this process, with this machine's sensors beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.telemetry import summarise
from roadweek.benchmarking.vision import run_of_vision, vision_settings
from roadweek.errors import InputError

if TYPE_CHECKING:
    from roadweek.benchmarking.experiment import CellJob
    from roadweek.benchmarking.run import Run
    from roadweek.workspace import Workspace

INTERVAL_S = 0.05
"""A run of some hundred calls may be over in a second."""
MODELS = "models"
"""The folder of a workspace with models that were built or quantised; they are made again where they are missing."""


def measured_pictures(ws: Workspace, job: CellJob) -> Run:
    """The run of a cell. Raises InputError where the runtime, the model or the data cannot be used."""
    import os

    try:
        from roadweek.inference.onnx_models import measure_vision
    except ImportError as error:  # numpy comes with the extra
        raise InputError("onnx_missing") from error
    from roadweek.inference.describe_device import describe_device
    from roadweek.inference.telemetry.opening import open_sampler
    from roadweek.inference.telemetry.sampler import rest

    # One model for all rounds of an experiment: the seed of a round is for prompts, and here would change the model.
    settings = vision_settings(job.settings, seed=0)
    work = ws.path / MODELS
    work.mkdir(parents=True, exist_ok=True)
    sampler = open_sampler(pid=os.getpid(), interval_s=INTERVAL_S)
    with sampler:
        rested = rest(sampler)
        (result,) = measure_vision([settings], work)
        trace = sampler.stop()
    idle = trace.within(*rested) if rested else None
    summary = summarise(trace, result.began_s, result.ended_s, idle=idle)
    device = describe_device()
    return run_of_vision(result, job, card=RunCard(device=device), trace=trace, summary=summary, device=device.board)
