"""What sensors said beside a load: samples on a monotonic clock, and what they come to.

A value that no sensor gave is not in a figure: its channel is listed as not measured with the reason. Nothing stands in
for it, neither a data sheet nor another rail.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from statistics import fmean
from typing import Any, Literal

from roadweek.benchmarking.energy import EnergyFigure, energy_of

Quality = Literal["measured", "estimated"]
"""``estimated``: the sensor does not see all that it is taken for (the Pi's regulators without their input)."""
Missing = Literal["absent", "denied", "garbled", "not_installed", "not_running", "failed", "not_asked"]
"""Why a sensor gave nothing."""
PowerScope = Literal["input", "board", "rails"]
"""Of what a power figure is: the whole input of module or board, a graphics card, or the rails that are seen."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One quantity of one sensor. Its name ends in its unit: ``power_in_w``, ``gpu_temp_c``, ``gpu_share``."""

    name: str
    source: str
    quality: Quality = "measured"
    step: float | None = None
    """The smallest difference that the sensor can tell, in the channel's unit."""
    gain: float | None = None
    """The share of the value by which the sensor may be off, where its maker says so."""
    scope: PowerScope | None = None


@dataclass(frozen=True, slots=True)
class TelemetrySample:
    """What one source said at ``at_s``, on the same monotonic clock as the load's.

    ``throttled`` are the reasons for which the machine is held back now; None is a source that does not tell.
    """

    at_s: float
    source: str
    values: Mapping[str, float]
    throttled: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TelemetryTrace:
    """All samples of a run in their order. ``cost_s`` is the processor time that the sampler took itself."""

    channels: Mapping[str, Channel]
    samples: Sequence[TelemetrySample]
    interval_s: float
    missing: Mapping[str, Missing] = field(default_factory=dict[str, Missing])
    cost_s: float = 0.0
    elapsed_s: float = 0.0
    replayed: bool = False

    def series(self, name: str) -> list[tuple[float, float]]:
        """(time, value) of one channel."""
        return [(sample.at_s, sample.values[name]) for sample in self.samples if name in sample.values]

    def within(self, start_s: float, end_s: float) -> TelemetryTrace:
        """The samples of a stretch, ends included."""
        return replace(self, samples=[s for s in self.samples if start_s <= s.at_s <= end_s])


@dataclass(frozen=True, slots=True)
class ThrottleSpan:
    """From when until when a source reported a reason; a span of one sample has no length."""

    source: str
    reason: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TelemetrySummary:
    """What the sensors said of one stretch of load, JSON-plain by :meth:`as_json`.

    ``figures`` are named by their channel with ``_mean``, ``_max`` or ``_min``; energy is in joules. ``missing`` are
    the sensors that gave nothing. ``replayed``: the samples were read from a recording, so the run is no measurement.
    """

    figures: Mapping[str, float]
    channels: Mapping[str, Channel]
    energy: EnergyFigure | None
    energy_refusal: str | None
    throttled: Sequence[ThrottleSpan]
    missing: Mapping[str, Missing]
    samples: int
    interval_s: float
    largest_gap_s: float | None
    cost_share: float | None
    """The sampler's own processor time, as a share of one core."""
    replayed: bool

    def as_json(self) -> dict[str, Any]:
        """Plain data of this summary, without what is None."""
        return {name: value for name, value in asdict(self).items() if value is not None}


POWER_ORDER: tuple[PowerScope, ...] = ("input", "board", "rails")
"""Which power figure an energy is reckoned from, where there are several."""


def power_channel(trace: TelemetryTrace) -> Channel | None:
    """The channel of the whole power, the widest there is; None where no sensor gives one."""
    seen = {name for sample in trace.samples for name in sample.values}
    held = [channel for channel in trace.channels.values() if channel.scope and channel.name in seen]
    return min(held, key=lambda each: (POWER_ORDER.index(each.scope or "rails"), each.name), default=None)


def summarise(
    trace: TelemetryTrace,
    start_s: float,
    end_s: float,
    *,
    tokens: int | None = None,
    idle: TelemetryTrace | None = None,
) -> TelemetrySummary:
    """The figures of the load between two moments.

    ``tokens`` are those that the load completed in it; ``idle`` is a trace without load, for the energy above idling.
    """
    inside = trace.within(start_s, end_s)
    figures: dict[str, float] = {}
    for name in inside.channels:
        values = [value for _, value in inside.series(name)]
        if values:
            figures[f"{name}_mean"] = fmean(values)
            figures[f"{name}_max"] = max(values)
            figures[f"{name}_min"] = min(values)
    energy, refusal = _energy(trace, start_s, end_s, tokens, idle)
    return TelemetrySummary(
        figures=figures,
        channels=inside.channels,
        energy=energy,
        energy_refusal=refusal,
        throttled=throttle_spans(inside),
        missing=trace.missing,
        samples=len(inside.samples),
        interval_s=trace.interval_s,
        largest_gap_s=_largest_gap(inside.samples),
        cost_share=trace.cost_s / trace.elapsed_s if trace.elapsed_s > 0 else None,
        replayed=trace.replayed,
    )


def throttle_spans(trace: TelemetryTrace) -> list[ThrottleSpan]:
    """Each stretch in which a reason was reported, from its first sample to its last, in the order of their starts."""
    running: dict[tuple[str, str], ThrottleSpan] = {}
    found: list[ThrottleSpan] = []
    for sample in trace.samples:
        if sample.throttled is None:
            continue
        over = [key for key in running if key[0] == sample.source and key[1] not in sample.throttled]
        found += [running.pop(key) for key in over]
        for reason in sample.throttled:
            key = (sample.source, reason)
            start = running[key].start_s if key in running else sample.at_s
            running[key] = ThrottleSpan(sample.source, reason, start, sample.at_s)
    return sorted([*found, *running.values()], key=lambda span: (span.start_s, span.source, span.reason))


def _energy(
    trace: TelemetryTrace, start_s: float, end_s: float, tokens: int | None, idle: TelemetryTrace | None
) -> tuple[EnergyFigure | None, str | None]:
    channel = power_channel(trace)
    if channel is None:
        return None, "no_power_sensor"
    resting = idle.series(channel.name) if idle else None
    return energy_of(trace.series(channel.name), start_s, end_s, channel=channel.name, step_w=channel.step,
                     gain=channel.gain, quality=channel.quality, scope=channel.scope or "rails", tokens=tokens,
                     idle=resting)  # fmt: skip


def _largest_gap(samples: Sequence[TelemetrySample]) -> float | None:
    return max((after.at_s - before.at_s for before, after in itertools.pairwise(samples)), default=None)
