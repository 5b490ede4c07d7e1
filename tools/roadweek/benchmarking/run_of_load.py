"""A load that was measured becomes a run: its figures, what the sensors said beside it, and the commands for it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.ceiling import Ceiling, ceiling_of
from roadweek.benchmarking.experiment import CellJob
from roadweek.benchmarking.load import LoadResult, LoadSettings
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.telemetry import TelemetrySummary, TelemetryTrace

__all__ = ["commands_of", "run_of_load", "thinned"]

MOST_POINTS = 240
"""Points of a series that a picture can show."""
MOST_SAMPLES = 2000
MEMORY = ("gpu_memory_used_mib_max", "engine_rss_mib_max", "memory_used_mib_max")
"""Whose memory is told: the graphics card's, else the engine's own process, else the whole machine's."""
SHARED_GPU = ("gpu_mhz_max", "gpu_share_max")
"""A GPU without memory of its own (a Jetson's): what it takes is in no process, only in the machine's sum."""


def run_of_load(
    result: LoadResult,
    job: CellJob,
    *,
    card: RunCard | None = None,
    trace: TelemetryTrace | None = None,
    summary: TelemetrySummary | None = None,
    device: str | None = None,
) -> Run:
    """The run of one cell. ``trace`` and ``summary`` are of the machine that served, where its sensors were read."""
    card = card or RunCard()
    figures = {name: value for name, value in result.measured.figures.items() if value is not None}
    refusals, notes = list(result.measured.refusals), list(result.measured.labels)
    if result.stopped_by != "requests":
        (refusals if result.stopped_by == "cancelled" else notes).append(f"stopped_{result.stopped_by}")
    if summary is not None:
        figures |= telemetry_figures(summary)
        if summary.throttled:
            notes.append("throttled")
        if summary.replayed:
            refusals.append("replayed_sensors")
    else:
        notes.append("no_sensors")
    ceiling = ceiling_of(card, figures.get("decode_tok_s"), concurrent=_streams(result.settings))
    if isinstance(ceiling, Ceiling) and ceiling.share is not None:
        figures |= {"ceiling_tok_s": ceiling.tok_s, "ceiling_share": ceiling.share}
    return Run(
        id=job.run,
        at=job.at,
        experiment=job.experiment,
        cell=job.cell,
        repeat=job.repeat,
        model=result.model,
        endpoint=result.endpoint,
        device=device,
        seconds=round(result.ended_s - result.began_s, 3),
        card=card,
        settings=result.settings.as_json(),
        figures={name: value for name, value in figures.items() if math.isfinite(value)},
        samples={name: _kept(values) for name, values in result.measured.samples.items() if values},
        counts=dict(result.measured.counts),
        failures=_first_failures(result),
        telemetry=relative_summary(summary, result.began_s),
        series={} if trace is None else series_of(trace, result.began_s, result.ended_s),
        refusals=tuple(refusals),
        notes=tuple(dict.fromkeys(notes)),
        commands=commands_of(result.settings, result.endpoint),
    )


def _first_failures(result: LoadResult) -> dict[str, str]:
    """Of each outcome that is no good one, the words of the first request that ended so."""
    found: dict[str, str] = {}
    for trace in result.traces:
        if not trace.good and trace.error:
            found.setdefault(trace.outcome, trace.error)
    return found


def _streams(settings: LoadSettings) -> int:
    """How many answers may be generated at once; arrivals are not bounded."""
    return settings.concurrency if settings.rate_per_s is None else 2


def telemetry_figures(summary: TelemetrySummary) -> dict[str, float]:
    """What the sensors come to, under the names of figures."""
    found = dict(summary.figures)
    energy = summary.energy
    if energy is not None:
        found |= {"energy_j": energy.joules, "power_mean_w": energy.watts_mean}
        if energy.joules_per_token is not None:
            found["energy_per_token_j"] = energy.joules_per_token
        if energy.joules_per_token_u95 is not None:
            found["energy_per_token_u95_j"] = energy.joules_per_token_u95
        if energy.above_idle_per_token is not None:
            found["energy_above_idle_per_token_j"] = energy.above_idle_per_token
    shared = "gpu_memory_used_mib_max" not in found and any(name in found for name in SHARED_GPU)
    memory = [found[name] for name in (MEMORY[-1:] if shared else MEMORY) if name in found]
    if memory:
        found["peak_memory_mib"] = memory[0]
    return found


def relative_summary(summary: TelemetrySummary | None, began_s: float) -> dict[str, Any]:
    """The summary as plain data, its moments counted from the load's beginning."""
    if summary is None:
        return {}
    throttled = [replace(one, start_s=one.start_s - began_s, end_s=one.end_s - began_s) for one in summary.throttled]
    return {name: value for name, value in asdict(replace(summary, throttled=throttled)).items() if value is not None}


def series_of(trace: TelemetryTrace, began_s: float, ended_s: float) -> dict[str, tuple[tuple[float, float], ...]]:
    """Each channel as (seconds from the beginning, value), thinned."""
    inside = trace.within(began_s, ended_s)
    found: dict[str, tuple[tuple[float, float], ...]] = {}
    for name in inside.channels:
        points = [(round(at - began_s, 3), round(value, 4)) for at, value in inside.series(name)]
        if points:
            found[name] = tuple(thinned(points, MOST_POINTS))
    return found


def thinned(points: Sequence[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    """At most ``most`` points: of each stretch its lowest and its highest, so that no peak is lost."""
    if len(points) <= most:
        return list(points)
    stretches = max(1, most // 2)
    kept: list[tuple[float, float]] = []
    for n in range(stretches):
        part = points[n * len(points) // stretches : (n + 1) * len(points) // stretches]
        kept += sorted({min(part, key=lambda p: p[1]), max(part, key=lambda p: p[1])})
    return kept


def _kept(values: Sequence[float]) -> tuple[float, ...]:
    """Samples in their order, to the microsecond; of very many every k-th."""
    step = math.ceil(len(values) / MOST_SAMPLES)
    return tuple(round(value, 3) for value in values[::step])


_NOT_TOLD = ("model", "nonce", "service_level", "seed")


def commands_of(settings: LoadSettings, endpoint: str) -> tuple[str, ...]:
    """The command that measures the same again: only what is not usual is said."""
    usual = LoadSettings().as_json()
    said: Mapping[str, Any] = {
        name: value
        for name, value in settings.as_json().items()
        if name not in _NOT_TOLD and value != usual.get(name) and value is not None
    }
    level = {f"slo_{name}": value for name, value in settings.as_json()["service_level"].items() if value is not None}
    words = ["roadweek bench run", f"--endpoint {_quoted(endpoint)}", f"--model {_quoted(settings.model)}"]
    words += [f"--set {name}={_plain(value)}" for name, value in {**said, **level, "seed": settings.seed}.items()]
    return (" ".join([*words, "--repeats 1"]),)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _quoted(text: str) -> str:
    return text if text and all(c.isalnum() or c in "-_.:/@+" for c in text) else "'" + text.replace("'", "'\\''") + "'"
