"""What a load run is asked for, and what it gives back: types without I/O, so that runs and reports can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import product
from typing import Any, Literal

from roadweek.benchmarking.traces import RequestTrace

__all__ = ["LoadFigures", "LoadResult", "LoadSettings", "ServiceLevel", "StopReason", "sweep"]

StopReason = Literal["requests", "time", "temperature", "cancelled"]


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """What a request must keep to count for goodput, in ms; None: not asked. TTFT is to the first token of any kind."""

    ttft_ms: float | None = None
    tpot_ms: float | None = None
    e2e_ms: float | None = None


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """One level of load. ``rate_per_s`` None: closed loop of ``concurrency``; else Poisson arrivals, open loop.

    ``prompt_tokens`` is aimed at, by what the warm-up's usage told of our words; what counts is the server's usage.
    ``image_px`` is the side of a square picture, generated from the seed, in each request. ``shared_prefix`` sends the
    same prompt each time, to measure a cache on purpose: the run is labelled. ``cold`` unloads the model first where
    the engine can, so that the first request tells its load time. Every random thing follows from ``seed`` and
    ``nonce``; a run draws a nonce where none is given, so that the prompts of another day are others, and keeps it.
    """

    model: str = ""
    concurrency: int = 1
    rate_per_s: float | None = None
    requests: int = 100
    warmup: int = 2
    prompt_tokens: int = 128
    max_tokens: int = 64
    image_px: int | None = None
    seed: int = 0
    nonce: str = ""
    shared_prefix: bool = False
    ignore_eos: bool = True
    cold: bool = False
    max_s: float = 600.0
    request_timeout_s: float = 120.0
    stop_at_c: float | None = None
    service_level: ServiceLevel = ServiceLevel()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def of_json(document: dict[str, Any]) -> LoadSettings:
        values: dict[str, Any] = {**document, "service_level": ServiceLevel(**document.get("service_level", {}))}
        return LoadSettings(**values)


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """Flat figures with the unit in the name (``ttft_token_p50_ms``, ``decode_tok_s``; None: too few to tell), the
    samples behind them for a bootstrap, how many ended how, and the codes of why this is no measurement
    (their words are ``code_*`` of ``messages.benchmarks``)."""

    figures: dict[str, float | None]
    samples: dict[str, list[float]]
    counts: dict[str, int]
    refusals: list[str]
    labels: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class LoadResult:
    """One level as it ran. ``warmup`` is not in ``traces`` nor in the figures."""

    settings: LoadSettings
    endpoint: str
    api: str
    model: str
    traces: tuple[RequestTrace, ...]
    warmup: tuple[RequestTrace, ...]
    began_s: float
    ended_s: float
    stopped_by: StopReason
    measured: LoadFigures
    prompt_words: int = 0

    def as_json(self, *, traces: bool = True) -> dict[str, Any]:
        document = asdict(self)
        document["traces"] = [trace.as_json() for trace in self.traces] if traces else []
        document["warmup"] = [trace.as_json() for trace in self.warmup]
        return document


def sweep(
    settings: LoadSettings,
    *,
    concurrency: Sequence[int] = (),
    rate_per_s: Sequence[float] = (),
    prompt_tokens: Sequence[int] = (),
    max_tokens: Sequence[int] = (),
    image_px: Sequence[int] = (),
) -> Iterator[LoadSettings]:
    """The levels of every combination; what has no values stays as the settings say. Each has a seed of its own, so
    that no level meets a prompt of another in a cache."""
    loads: list[dict[str, Any]] = [{"concurrency": value, "rate_per_s": None} for value in concurrency]
    loads += [{"rate_per_s": value} for value in rate_per_s]
    axes: list[list[dict[str, Any]]] = [
        loads or [{}],
        [{"prompt_tokens": value} for value in prompt_tokens] or [{}],
        [{"max_tokens": value} for value in max_tokens] or [{}],
        [{"image_px": value} for value in image_px] or [{}],
    ]
    for number, chosen in enumerate(product(*axes)):
        changed = {name: value for part in chosen for name, value in part.items()}
        yield replace(settings, seed=settings.seed + number, **changed)
