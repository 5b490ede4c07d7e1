"""What a foreign file holds before it is a run: figures, samples, card, and notes on what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.run import Run

ForeignTool = Literal["trtexec", "llama-bench", "guidellm", "aiperf", "tegrastats"]
P99_FROM = 100
"""As for our own: a 99th percentile of fewer values is their maximum by another name."""


@dataclass(frozen=True, slots=True)
class ForeignRun:
    """One measurement of another tool. ``notes`` and ``refusals`` are codes of ``messages.benchmarks``."""

    tool: ForeignTool
    model: str | None
    figures: dict[str, float]
    at: datetime | None = None
    seconds: float | None = None
    card: RunCard = field(default_factory=RunCard)
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    samples: dict[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    counts: dict[str, int] = field(default_factory=dict[str, int])
    notes: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    replayed: bool = False
    """Recorded lines of sensors: they show how a device behaved, and measure nothing."""

    def as_run(self, number: str, at: datetime, device: str | None = None) -> Run:
        """A run with an id; ``at`` is when it was imported, for a file that does not say when it was measured."""
        return Run(
            id=number,
            at=self.at or at,
            source="replayed" if self.replayed else "imported",
            tool=self.tool,
            model=self.model or self.tool,
            device=device,
            seconds=self.seconds,
            card=self.card,
            settings=self.settings,
            figures=self.figures,
            samples=self.samples,
            counts=self.counts,
            notes=self.notes,
            refusals=self.refusals,
            commands=self.commands,
        )


def number_in(value: object) -> float | None:
    """A number as a float; None of anything else, of what is not finite, and of true and false."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e300 else None


def part_of(document: object, *path: str) -> dict[str, Any]:
    """The part of a document at a path, empty where something else stands there."""
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None  # pyright: ignore
    return document if isinstance(document, dict) else {}  # pyright: ignore[reportUnknownVariableType]
