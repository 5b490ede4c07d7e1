"""Measurements: a module a bench, each with ``run() -> Result``. `python -m bench NAME --json` prints one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import Any

__all__ = ["Result", "median_ms"]


@dataclass(frozen=True, slots=True)
class Result:
    """Figures are flat numbers: times in ms, sizes in MiB, ratios ours ÷ peer's; baselines are from the same run."""

    figures: dict[str, float]
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    baselines: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])


def median_ms(seconds: list[float]) -> float:
    """The median of times in seconds, as milliseconds to a tenth."""
    return round(median(seconds) * 1000, 1)
