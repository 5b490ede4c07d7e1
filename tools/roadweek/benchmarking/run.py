"""A run: one measurement of one model on one device, with all that is needed to judge it and to do it again."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from roadweek.benchmarking.card import RunCard
from roadweek.domain.base import Id, Model

RunSource = Literal["measured", "imported", "replayed"]
"""``measured``: by us, on a real endpoint or model. ``imported``: by another tool, which ``tool`` names.
``replayed``: from recorded lines; it shows how a report looks and is never a measurement."""

RunStanding = Literal["measurement", "imported", "replayed", "refused"]
"""What a report may call a run. ``refused``: it was done, and something spoilt it as a measurement."""


class Run(Model):
    """One measurement. Every field is JSON-plain; a run is never changed once it is kept.

    ``figures`` are flat, their unit in their name (``ttft_content_p50_ms``, ``decode_tok_s``, ``peak_mib``); a figure
    that was not measured is left out. ``samples`` are what figures are reckoned from, one value a request, in their
    order. ``counts`` are requests by outcome, ``failures`` the words of the first of each that failed. ``card`` says on
    what it was measured, ``settings`` how; both are compared before figures are. ``telemetry`` is its summary,
    ``series`` what the sensors said as (seconds, value).
    ``refusals`` are codes of what spoilt it, ``notes`` of what should be known. ``commands`` measure it again.
    """

    id: Id
    at: AwareDatetime
    experiment: Id | None = None
    cell: Id | None = None
    repeat: int = Field(default=1, ge=1)
    source: RunSource = "measured"
    tool: str = "roadweek"
    model: str
    endpoint: str | None = None
    device: str | None = None
    seconds: float | None = Field(default=None, ge=0)
    card: RunCard = RunCard()
    settings: dict[str, Any] = {}
    figures: dict[str, float] = {}
    samples: dict[str, tuple[float, ...]] = {}
    counts: dict[str, int] = {}
    failures: dict[str, str] = {}
    telemetry: dict[str, Any] = {}
    series: dict[str, tuple[tuple[float, float], ...]] = {}
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def standing(self) -> RunStanding:
        if self.source == "replayed":
            return "replayed"
        if self.refusals:
            return "refused"
        return "measurement" if self.source == "measured" else "imported"

    @property
    def counts_as_measured(self) -> bool:
        """Whether its figures may be compared: measured by somebody, and not refused."""
        return self.standing in ("measurement", "imported")
