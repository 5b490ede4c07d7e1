"""A model that looks at pictures, measured call by call: what is asked for, what came of it, and the run it becomes.

Latency is one call of the runtime, host to host, of one batch. Accuracy is the share of pictures that get their label;
agreement the share that get the same class as from the reference (the model as it was given). Neither says anything of
the other, and a speed is never given without what was lost for it.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from statistics import fmean
from typing import Any, Literal, get_args

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.experiment import CellJob, SettingValue
from roadweek.benchmarking.latency import P99_FROM, percentile
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.run_of_load import relative_summary, series_of, telemetry_figures
from roadweek.benchmarking.setting_values import SettingValueError
from roadweek.benchmarking.telemetry import TelemetrySummary, TelemetryTrace

Precision = Literal["fp32", "int8"]
"""``fp32``: the model as it was given. ``int8``: quantised from it with the pictures of calibration."""
BUILT_IN = "shapes"
"""The name of the small model that is built here, for tests, demos and a first look at a machine."""


@dataclass(frozen=True, slots=True)
class VisionSettings:
    """``model`` is a path to an ONNX file or :data:`BUILT_IN`; ``data`` one to an ``.npz`` with ``images`` (n, c, h, w;
    float32) and ``labels`` (n). ``calls`` are timed after ``warmup`` ones; ``threads`` 0 leaves it to the runtime."""

    model: str = BUILT_IN
    precision: Precision = "fp32"
    data: str | None = None
    provider: str = "CPUExecutionProvider"
    threads: int = 1
    batch: int = 1
    calls: int = 300
    warmup: int = 20
    seed: int = 0
    """Of the built-in model and of drawn or random pictures."""

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


VISION_BOUNDS: dict[str, tuple[int, int]] = {
    "threads": (0, 1024),
    "batch": (1, 4096),
    "calls": (10, 1_000_000),
    "warmup": (0, 10_000),
    "seed": (0, 2**31),
}
VISION_SETTINGS: tuple[str, ...] = tuple(field.name for field in fields(VisionSettings))
"""Every name that may vary or be held in an experiment on pictures."""


def vision_value(name: str, value: object) -> SettingValue:
    """A level as its setting wants it, from a text or a value. Raises SettingValueError."""
    if name not in VISION_SETTINGS:
        raise SettingValueError(name, value, "unknown")
    if name == "precision" and str(value) not in get_args(Precision):
        raise SettingValueError(name, value, "choice")
    if name not in VISION_BOUNDS:
        return str(value)
    low, high = VISION_BOUNDS[name]
    try:
        number = int(str(value))
    except ValueError:
        raise SettingValueError(name, value, "number") from None
    if not low <= number <= high:
        raise SettingValueError(name, value, "bounds", low, high)
    return number


def vision_settings(settings: Mapping[str, SettingValue], *, seed: int) -> VisionSettings:
    """Those of a cell; ``seed`` is that of its round where the cell sets none. Raises SettingValueError."""
    given: dict[str, Any] = {name: vision_value(name, value) for name, value in settings.items() if value is not None}
    return replace(VisionSettings(seed=seed), **given)


@dataclass(frozen=True, slots=True)
class VisionResult:
    """What one variant did. Times of monotonic seconds; ``call_ms`` one value a call.

    ``accuracy`` None: there are no labels. ``agreement`` and ``largest_error`` are against the reference, None for the
    reference itself. ``size_bytes`` is the file's.
    """

    settings: VisionSettings
    began_s: float
    ended_s: float
    call_ms: tuple[float, ...]
    load_ms: float
    size_bytes: int
    digest: str
    runtime: str
    pictures: int
    accuracy: float | None
    agreement: float | None
    largest_error: float | None
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def figures(self) -> dict[str, float]:
        """Flat figures, their unit in their name; what was not measured is not there."""
        found: dict[str, float] = {
            "load_ms": self.load_ms,
            "model_mib": self.size_bytes / 2**20,
            "call_n": float(len(self.call_ms)),
        }
        for percent in (50, 90, 95, 99):
            value = percentile(self.call_ms, percent)
            if value is not None and (percent < 99 or len(self.call_ms) >= P99_FROM):
                found[f"latency_p{percent}_ms"] = value
        if self.call_ms:
            found["images_per_s"] = 1000 * self.settings.batch / fmean(self.call_ms)
        told = {"accuracy": self.accuracy, "agreement": self.agreement, "largest_error": self.largest_error}
        return found | {name: value for name, value in told.items() if value is not None}


def run_of_vision(
    result: VisionResult,
    job: CellJob,
    *,
    card: RunCard | None = None,
    trace: TelemetryTrace | None = None,
    summary: TelemetrySummary | None = None,
    device: str | None = None,
) -> Run:
    """The run of one cell. Energy is by picture: ``energy_per_image_j``, where power was measured."""
    card = card or RunCard()
    figures = result.figures()
    notes = list(result.notes)
    if summary is None:
        notes.append("no_sensors")
    else:
        figures |= telemetry_figures(summary)
        if summary.throttled:
            notes.append("throttled")
        if summary.energy is not None:
            figures["energy_per_image_j"] = summary.energy.joules / (len(result.call_ms) * result.settings.batch)
    return Run(
        id=job.run,
        at=job.at,
        experiment=job.experiment,
        cell=job.cell,
        repeat=job.repeat,
        model=result.settings.model,
        device=device,
        seconds=round(result.ended_s - result.began_s, 3),
        card=vision_card(result, card),
        settings=result.settings.as_json(),
        figures=figures,
        samples={"latency_ms": result.call_ms},
        counts={"good": len(result.call_ms)},
        telemetry=relative_summary(summary, result.began_s),
        series={} if trace is None else series_of(trace, result.began_s, result.ended_s),
        commands=(_command(result.settings),),
        refusals=result.refusals,
        notes=tuple(dict.fromkeys(notes)),
    )


def _command(settings: VisionSettings) -> str:
    """The command that measures the same again."""
    said = {name: value for name, value in settings.as_json().items() if name != "model"}
    words = ["roadweek bench run --onnx", shlex.quote(settings.model), "--repeats 1"]
    return " ".join([*words, *(f"--set {name}={shlex.quote(str(value))}" for name, value in said.items())])


def vision_card(result: VisionResult, card: RunCard) -> RunCard:
    """The machine's card with the runtime and the model of this result."""
    settings = result.settings
    engine = card.engine.model_copy(
        update={
            "name": "ONNX Runtime",
            "version": result.runtime,
            "backend": settings.provider.removesuffix("ExecutionProvider"),
            "threads": settings.threads or None,
        }
    )
    model = card.model.model_copy(
        update={
            "name": settings.model.replace("\\", "/").rsplit("/", 1)[-1],
            "digest": result.digest,
            "quantisation": settings.precision.upper(),
            "size_bytes": result.size_bytes,
            "shape": "vision",
        }
    )
    return card.model_copy(update={"engine": engine, "model": model})


def alternating(names: Sequence[str], rounds: int) -> list[str]:
    """An order in which every name has every place equally often: forwards, then backwards, and so on."""
    return [name for i in range(rounds) for name in (names if i % 2 == 0 else reversed(names))]
