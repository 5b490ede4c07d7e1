"""Ready series of experiments for small devices: steps that are experiments here, or commands of other tools whose
results are imported.

A series is data; it names no device of anyone. :func:`step_experiment` puts endpoints and models into a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from roadweek.benchmarking.asking import AskedExperiment
from roadweek.benchmarking.experiment import SettingValue

__all__ = ["SERIES", "BenchSeries", "SeriesStep", "series_named", "step_experiment"]

SeriesNeed = Literal["endpoint", "endpoints", "models", "nothing"]
"""What a person names for it: one endpoint and model, two endpoints with one model, or one endpoint and two models."""


@dataclass(frozen=True, slots=True)
class SeriesStep:
    """``title`` is a message of ``messages.edge``. Either ``commands`` to run on the device, or an experiment: what
    ``varies`` and is ``held`` beside what the person names."""

    title: str
    varies: dict[str, tuple[SettingValue, ...]] = field(default_factory=dict[str, tuple[SettingValue, ...]])
    held: dict[str, SettingValue] = field(default_factory=dict[str, SettingValue])
    commands: tuple[str, ...] = ()
    repeats: int = 3


@dataclass(frozen=True, slots=True)
class BenchSeries:
    """A series by its name on the command line; ``title`` is a message of ``messages.edge``."""

    name: str
    title: str
    needs: SeriesNeed
    steps: tuple[SeriesStep, ...]


SERIES: tuple[BenchSeries, ...] = (
    BenchSeries(
        name="tensorrt-fp16-int8",
        title="series_tensorrt",
        needs="nothing",
        steps=(
            SeriesStep(
                title="step_trt_run",
                commands=(
                    "sudo nvpmodel -q && sudo jetson_clocks",
                    (
                        "for i in 1 2 3; do for p in fp16 int8; do trtexec --onnx=model.onnx --$p --useCudaGraph "
                        "--warmUp=1000 --duration=30 --exportTimes=$p-$i.json > $p-$i.log 2>&1; done; done"
                    ),
                ),
            ),
            SeriesStep(
                title="step_trt_accuracy",
                commands=("trtexec --onnx=model.onnx --int8 --calib=calibration.cache --saveEngine=int8.engine",),
            ),
            SeriesStep(title="step_trt_import", commands=("roadweek bench import fp16-1.log", "roadweek bench list")),
        ),
    ),
    BenchSeries(
        name="onnx-pi",
        title="series_onnx",
        needs="nothing",
        steps=(
            SeriesStep(
                title="step_onnx_run", commands=("roadweek bench run --onnx model.onnx --set data=pictures.npz",)
            ),
        ),
    ),
    BenchSeries(
        name="memory-profile",
        title="series_memory",
        needs="endpoint",
        steps=(
            SeriesStep("step_memory_prompts", {"prompt_tokens": (64, 256, 1024)}, {"concurrency": 1, "requests": 20}),
            SeriesStep("step_memory_images", {"image_px": (224, 448, 896)}, {"concurrency": 1, "requests": 20}),
            SeriesStep("step_memory_parallel", {"concurrency": (1, 2, 4)}, {"requests": 20, "prompt_tokens": 256}),
        ),
    ),
    BenchSeries(
        name="load-optimisation",
        title="series_load",
        needs="endpoint",
        steps=(
            SeriesStep("step_load_sweep", {"concurrency": (1, 2, 4, 8)}, {"requests": 100, "prompt_tokens": 128}),
            SeriesStep("step_load_arrivals", {"rate_per_s": (0.25, 0.5, 1.0)}, {"requests": 100}),
            SeriesStep("step_load_lengths", {"prompt_tokens": (64, 512)}, {"concurrency": 1, "requests": 30}),
        ),
    ),
    BenchSeries(
        name="jetson-against-pi",
        title="series_devices",
        needs="endpoints",
        steps=(
            SeriesStep("step_devices_decode", held={"concurrency": 1, "requests": 30, "prompt_tokens": 128}),
            SeriesStep("step_devices_load", {"concurrency": (1, 4)}, {"requests": 30, "prompt_tokens": 128}),
        ),
    ),
    BenchSeries(
        name="multi-model",
        title="series_models",
        needs="models",
        steps=(
            SeriesStep("step_models_warm", held={"concurrency": 1, "requests": 30}),
            SeriesStep(
                "step_models_cold", held={"concurrency": 1, "requests": 1, "warmup": 0, "cold": True}, repeats=5
            ),
        ),
    ),
)


def series_named(name: str) -> BenchSeries | None:
    """A series by its name; None where there is none."""
    return next((each for each in SERIES if each.name == name), None)


def step_experiment(
    series: BenchSeries, step: SeriesStep, endpoints: Sequence[str], models: Sequence[str]
) -> AskedExperiment | None:
    """The step on these endpoints with these models; None for a step of commands, or where too few are named."""
    least = {"endpoint": (1, 1), "endpoints": (2, 1), "models": (1, 2), "nothing": (0, 0)}[series.needs]
    if step.commands or len(endpoints) < least[0] or len(models) < least[1]:
        return None
    varies, held = dict(step.varies), dict(step.held)
    for name, given, several in (("endpoint", endpoints, "endpoints"), ("model", models, "models")):
        if series.needs == several:
            varies = {name: tuple(given), **varies}
        else:
            held[name] = given[0]
    return AskedExperiment(varies, held, step.repeats)
