"""A recorded log of ``tegrastats``: what it says of power, heat and load, as a replay and never as a measurement.

Nobody knows what ran beside it, and its lines carry seconds at best: so there are means and extremes, no energy.
"""

from __future__ import annotations

from roadweek.benchmarking.card import DeviceCard, RunCard
from roadweek.benchmarking.foreign.found import ForeignRun
from roadweek.benchmarking.sensor_lines import read_tegrastats
from roadweek.benchmarking.telemetry import Channel, TelemetrySample, TelemetryTrace, summarise

USUAL_S = 1.0
"""The interval of tegrastats where none is asked for; only the order of the lines is taken from it."""


def replayed_trace(text: str, interval_s: float = USUAL_S) -> TelemetryTrace:
    """The lines of a log as samples at even steps, marked as replayed; lines that say nothing are left out."""
    read = [values for line in text.splitlines() if (values := read_tegrastats(line))]
    samples = [TelemetrySample(i * interval_s, "tegrastats", values) for i, values in enumerate(read)]
    names = sorted({name for values in read for name in values})
    return TelemetryTrace({name: Channel(name, "tegrastats") for name in names}, samples, interval_s, replayed=True)


def read_tegrastats_log(text: str) -> ForeignRun | None:
    """A replay of a log; None where it is none of tegrastats."""
    if not any(word in text for word in ("GR3D_FREQ", "EMC_FREQ")):
        return None
    trace = replayed_trace(text)
    if not trace.samples:
        return None
    summary = summarise(trace, trace.samples[0].at_s, trace.samples[-1].at_s)
    return ForeignRun(
        tool="tegrastats",
        model=None,
        figures=dict(summary.figures),
        card=RunCard(device=DeviceCard(kind="jetson")),
        counts={"lines": len(trace.samples)},
        notes=("tegrastats_replay",),
        replayed=True,
    )
