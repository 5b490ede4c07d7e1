"""guidellm and aiperf: loads on a server, as the JSON that each writes.

guidellm's "time per output token" is latency ÷ tokens, with the first token in it: it is kept as
``guidellm_tpot_with_ttft`` and never under our TPOT; its inter-token latency weighs requests by their tokens and keeps
its tool's name as well. aiperf's inter-token latency is (latency − TTFT) ÷ (tokens − 1) a request: our TPOT, with
tokens counted by its own tokenizer unless it was told to take the server's count.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from roadweek.benchmarking.card import ModelCard, RunCard
from roadweek.benchmarking.foreign.found import P99_FROM, ForeignRun, number_in, part_of

_GUIDELLM = {
    "time_to_first_token_ms": ("ttft_token", 1.0),
    "time_per_output_token_ms": ("guidellm_tpot_with_ttft", 1.0),
    "inter_token_latency_ms": ("guidellm_itl", 1.0),
    "request_latency": ("e2e", 1000.0),
}
"""Its metric, our name of it, and the factor to ms."""
_GUIDELLM_ENDS = {"successful": "good", "errored": "failed", "incomplete": "stopped"}
_GUIDELLM_RATES = {"requests_per_second": "requests_per_s", "output_tokens_per_second": "output_tok_s"}
_AIPERF = {"time_to_first_token": "ttft_token", "inter_token_latency": "tpot", "request_latency": "e2e"}
_AIPERF_RATES = {
    "request_throughput": "requests_per_s",
    "output_token_throughput": "output_tok_s",
    "goodput": "goodput_per_s",
}
_TO_MS = {"ms": 1.0, "s": 1000.0, "sec": 1000.0, "us": 1e-3, "ns": 1e-6}
_PERCENTS = ("p50", "p90", "p95", "p99")


def read_guidellm(document: object) -> list[ForeignRun]:
    """A run a benchmark (a level of load); none where the document is another's."""
    top = part_of(document)
    held: object = top.get("benchmarks")
    benchmarks: list[Any] = held if isinstance(held, list) else []  # pyright: ignore[reportUnknownVariableType]
    found = [_guidellm(each, top) for each in benchmarks if "request_latency" in part_of(each, "metrics")]
    return [run for run in found if run is not None]


def _guidellm(benchmark: object, top: Mapping[str, Any]) -> ForeignRun | None:
    metrics = part_of(benchmark, "metrics")
    totals = part_of(metrics, "request_totals") or part_of(benchmark, "run_stats", "requests_made")
    counts = {
        ours: round(value)
        for theirs, ours in _GUIDELLM_ENDS.items()
        if (value := number_in(totals.get(theirs))) is not None
    }
    good = counts.get("good")
    figures: dict[str, float] = {}
    for theirs, (ours, factor) in _GUIDELLM.items():
        spread = part_of(metrics, theirs, "successful")
        percents = {**part_of(spread, "percentiles")}
        percents.setdefault("p50", spread.get("median"))
        figures |= _percentiles(percents, ours, factor, good)
    for theirs, ours in _GUIDELLM_RATES.items():
        value = number_in(part_of(metrics, theirs, "successful").get("mean"))
        if value is not None:
            figures[ours] = value
    strategy = part_of(benchmark, "config", "strategy") or part_of(benchmark, "args", "strategy")
    settings: dict[str, Any] = {
        name: strategy[name] for name in ("type_", "streams", "max_concurrency", "rate") if name in strategy
    }
    args = part_of(top, "args") or part_of(benchmark, "args")
    model = next(
        (each for each in (args.get("model"), part_of(benchmark, "worker").get("backend_model")) if each), None
    )
    moments = [number_in(part_of(benchmark).get(name)) for name in ("start_time", "end_time", "duration")]
    return ForeignRun(
        tool="guidellm",
        model=str(model) if model else None,
        figures=figures,
        at=_from_epoch(moments[0]),
        seconds=moments[2] if moments[2] and moments[2] > 0 else None,
        card=RunCard(model=ModelCard(name=str(model) if model else None)),
        settings=settings,
        counts=counts,
        notes=("guidellm_definitions",),
        refusals=() if figures and good else ("foreign_failed",),
    )


def read_aiperf(document: object) -> list[ForeignRun]:
    """The one run of a ``profile_export_aiperf.json``; none where the document is another's."""
    top = part_of(document)
    metrics = part_of(top, "records") or top
    if "request_latency" not in metrics or not any(name in metrics for name in ("request_count", "request_throughput")):
        return []
    good, errors = (number_in(part_of(metrics, name).get("avg")) for name in ("request_count", "error_request_count"))
    counts = {"good": round(good)} if good is not None else {}
    if errors:
        counts["failed"] = round(errors)
    figures: dict[str, float] = {}
    for theirs, ours in _AIPERF.items():
        spread = part_of(metrics, theirs)
        factor = _TO_MS.get(str(spread.get("unit", "ms")))
        if factor is not None:
            figures |= _percentiles(spread, ours, factor, counts.get("good"))
    for theirs, ours in _AIPERF_RATES.items():
        value = number_in(part_of(metrics, theirs).get("avg"))
        if value is not None:
            figures[ours] = value
    config = part_of(top, "input_config") or part_of(top, "config")
    model = _aiperf_model(config)
    load = part_of(config, "loadgen")
    asked = ("concurrency", "request_rate", "request_count", "warmup_request_count", "benchmark_duration")
    server_counts = part_of(config, "endpoint").get("use_server_token_count") is True
    cancelled = top.get("was_cancelled") is True
    return [
        ForeignRun(
            tool="aiperf",
            model=model,
            figures=figures,
            at=_from_text(top.get("start_time")),
            card=RunCard(model=ModelCard(name=model)),
            settings={name: load[name] for name in asked if load.get(name) is not None},
            counts=counts,
            notes=("aiperf_definitions", *(() if server_counts else ("foreign_tokenizer",))),
            refusals=("foreign_failed",) if cancelled or not figures or not counts.get("good") else (),
        )
    ]


def _aiperf_model(config: Mapping[str, Any]) -> str | None:
    names: object = part_of(config, "endpoint").get("model_names") or config.get("model_names")
    held: list[Any] = names if isinstance(names, list) else []  # pyright: ignore[reportUnknownVariableType]
    return str(held[0]) if held else None


def _percentiles(spread: Mapping[str, Any], name: str, factor: float, count: int | None) -> dict[str, float]:
    """Those of 50, 90, 95 and 99 that are there; the 99th only of a hundred."""
    found: dict[str, float] = {}
    for percent in _PERCENTS:
        value = number_in(spread.get(percent))
        if value is not None and (percent != "p99" or (count or 0) >= P99_FROM):
            found[f"{name}_{percent}_ms"] = value * factor
    return found


def _from_epoch(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds and 1e9 < seconds < 1e11 else None


def _from_text(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
