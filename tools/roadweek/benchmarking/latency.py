"""Figures of a load run from its traces; each definition in words is in ``benchmarking.definitions``.

Times count only good requests; the others are counted by how they ended and miss the service level. Percentiles
interpolate linearly between order statistics (numpy's default).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import floor
from statistics import median

from roadweek.benchmarking.load import LoadFigures, ServiceLevel
from roadweek.benchmarking.traces import OUTCOMES, RequestTrace

__all__ = ["P99_FROM", "decode_ms_per_token", "load_figures", "percentile", "with_warmup"]

P99_FROM = 100
"""A 99th percentile of fewer samples is their maximum by another name."""
DELAY_MS, DELAY_FLOOR_MS, DELAY_SHARE = 5.0, 1.0, 0.01
"""A generator that sends its requests later than this (p99) measures itself: 5 ms, or 1 % of the median TTFT, and never
finer than 1 ms, which a timer of the system can keep."""
CACHED_SHARE = 0.1
"""A prompt of which more came from a cache: a chat template's fixed head is less, a repeated prompt is nearly all."""
OTHERS_SHARE = 0.02
"""A server that generated more than ours by this share worked for others too."""
PERCENTS = (50, 90, 95, 99)


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The percentile of values in any order; None of none."""
    if not values:
        return None
    ordered = sorted(values)
    rank = (len(ordered) - 1) * percent / 100
    low = floor(rank)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (rank - low)


def decode_ms_per_token(trace: RequestTrace) -> float | None:
    """TPOT in ms: (latency − TTFT) ÷ (n − 1), both over all generated tokens, reasoning with content, as usage counts
    them (vLLM's definition; guidellm's includes TTFT). None where there are fewer than two."""
    if trace.first_token_s is None or trace.last_token_s is None or (trace.completion_tokens or 0) < 2:
        return None
    assert trace.completion_tokens is not None
    return (trace.last_token_s - trace.first_token_s) * 1000 / (trace.completion_tokens - 1)


def _content_ms_per_token(trace: RequestTrace) -> float | None:
    """The same over the content alone, where the server tells how many of the tokens were reasoning."""
    if trace.first_content_s is None or trace.last_token_s is None or trace.completion_tokens is None:
        return None
    if trace.reasoning_tokens is None and trace.first_content_s != trace.first_token_s:
        return None
    content = trace.completion_tokens - (trace.reasoning_tokens or 0)
    return (trace.last_token_s - trace.first_content_s) * 1000 / (content - 1) if content > 1 else None


def _since_start(trace: RequestTrace, moment: float | None) -> float | None:
    return None if moment is None else (moment - trace.started_s) * 1000


def _prefill_rate(trace: RequestTrace) -> float | None:
    ttft = _since_start(trace, trace.first_token_s)
    if not ttft or trace.prompt_tokens is None:
        return None
    return (trace.prompt_tokens - (trace.cached_tokens or 0)) * 1000 / ttft


def _server_rate(trace: RequestTrace, count: str, duration: str) -> float | None:
    told = trace.server_timings
    return told[count] * 1000 / told[duration] if told.get(count) and told.get(duration) else None


def _keeps(trace: RequestTrace, level: ServiceLevel) -> bool:
    reached = (
        (level.ttft_ms, _since_start(trace, trace.first_token_s)),
        (level.tpot_ms, decode_ms_per_token(trace)),
        (level.e2e_ms, _since_start(trace, trace.ended_s)),
    )
    return trace.good and all(limit is None or value is None or value <= limit for limit, value in reached)


def _samples(traces: Sequence[RequestTrace]) -> dict[str, list[float]]:
    """By figure: a value a good request where it has one; gaps of chunks are pooled, delays are everyone's."""
    good = [trace for trace in traces if trace.good]
    tpot = [decode_ms_per_token(trace) for trace in good]
    columns: dict[str, list[float | None]] = {
        "ttft_byte_ms": [_since_start(trace, trace.first_byte_s) for trace in good],
        "ttft_token_ms": [_since_start(trace, trace.first_token_s) for trace in good],
        "ttft_content_ms": [_since_start(trace, trace.first_content_s) for trace in good],
        "tpot_ms": [*tpot],
        "tpot_content_ms": [_content_ms_per_token(trace) for trace in good],
        "e2e_ms": [_since_start(trace, trace.ended_s) for trace in good],
        "decode_tok_s": [1000 / value if value else None for value in tpot],
        "prefill_tok_s": [_prefill_rate(trace) for trace in good],
        "server_decode_tok_s": [_server_rate(trace, "decode_n", "decode_ms") for trace in good],
        "server_prefill_tok_s": [_server_rate(trace, "prefill_n", "prefill_ms") for trace in good],
    }
    samples = {name: [value for value in column if value is not None] for name, column in columns.items()}
    samples["chunk_gap_ms"] = [
        (later - earlier) * 1000
        for trace in good
        for earlier, later in zip(trace.chunk_s, trace.chunk_s[1:], strict=False)
    ]
    samples["schedule_delay_ms"] = [(trace.started_s - trace.scheduled_s) * 1000 for trace in traces]
    ratios = [
        ours / told
        for trace in good
        if (per_token := decode_ms_per_token(trace))
        and (ours := 1000 / per_token)
        and (told := _server_rate(trace, "decode_n", "decode_ms"))
    ]
    samples["decode_ratio"] = ratios
    return samples


_DISTRIBUTIONS = (
    "ttft_byte_ms",
    "ttft_token_ms",
    "ttft_content_ms",
    "tpot_ms",
    "tpot_content_ms",
    "chunk_gap_ms",
    "e2e_ms",
    "schedule_delay_ms",
)
_MEDIANS = ("decode_tok_s", "prefill_tok_s", "server_decode_tok_s", "server_prefill_tok_s", "decode_ratio")


def load_figures(
    traces: Sequence[RequestTrace], level: ServiceLevel | None = None, *, shared_prefix: bool = False
) -> LoadFigures:
    """The figures of the measured requests of one level, without the warm-up.

    ``shared_prefix``: the person asked for a repeated prompt, so that cached prompts are a label and no refusal.
    """
    level = level or ServiceLevel()
    samples = _samples(traces)
    figures: dict[str, float | None] = {}
    for name in _DISTRIBUTIONS:
        stem = name.removesuffix("_ms")
        for percent in PERCENTS:
            enough = percent < 99 or len(samples[name]) >= P99_FROM
            figures[f"{stem}_p{percent}_ms"] = percentile(samples[name], percent) if enough else None
        figures[f"{stem}_n"] = len(samples[name])
    for name in _MEDIANS:
        figures[name] = median(samples[name]) if samples[name] else None
    figures["chunk_gap_max_ms"] = max(samples["chunk_gap_ms"], default=None)
    figures |= _totals(traces, level)
    ended = Counter[str](trace.outcome for trace in traces)
    counts = {str(name): ended[name] for name in OUTCOMES if ended[name]}
    refusals, labels = _judged(traces, figures, samples, shared_prefix=shared_prefix)
    return LoadFigures(figures, samples, counts, refusals, labels)


def with_warmup(
    measured: LoadFigures,
    warmup: Sequence[RequestTrace],
    server_tokens: float | None,
    traces: Sequence[RequestTrace],
) -> LoadFigures:
    """The figures with what lies beside the measured requests: how the first one of all went (cold, where the model had
    been unloaded), and whether the server generated more tokens meanwhile (``server_tokens``, by its own counter) than
    we were given: then it also worked for others."""
    figures = dict(measured.figures)
    labels = list(measured.labels)
    first = warmup[0] if warmup else None
    figures["first_ttft_ms"] = _since_start(first, first.first_token_s) if first is not None else None
    loads = [told for trace in (*warmup, *traces) if (told := trace.server_timings.get("load_ms")) is not None]
    figures["load_ms"] = max(loads, default=None)
    ours = sum(trace.completion_tokens or len(trace.chunk_s) for trace in traces)
    figures["server_tokens"] = server_tokens
    if server_tokens is not None and server_tokens > ours * (1 + OTHERS_SHARE):
        labels.append("others_on_server")
    return LoadFigures(figures, measured.samples, measured.counts, measured.refusals, labels)


def _totals(traces: Sequence[RequestTrace], level: ServiceLevel) -> dict[str, float | None]:
    good = [trace for trace in traces if trace.good]
    ends = [trace.ended_s for trace in traces if trace.ended_s is not None]
    window = max(ends) - min(trace.started_s for trace in traces) if ends else 0.0
    answered = [trace for trace in traces if trace.outcome != "stopped"]
    kept = sum(_keeps(trace, level) for trace in traces)
    tokens = sum(trace.completion_tokens or 0 for trace in good)
    prompt = sum(trace.prompt_tokens or 0 for trace in good)
    cached = [trace.cached_tokens for trace in good if trace.cached_tokens is not None]
    chunks = sum(len(trace.chunk_s) for trace in good)
    return {
        "n": len(traces),
        "good_n": len(good),
        "good_share": len(good) / len(answered) if answered else None,
        "goodput_share": kept / len(answered) if answered else None,
        "goodput_per_s": kept / window if window else None,
        "requests_per_s": len(good) / window if window else None,
        "output_tok_s": tokens / window if window else None,
        "prompt_tokens_mean": prompt / len(good) if good else None,
        "completion_tokens_mean": tokens / len(good) if good else None,
        "tokens_per_chunk": tokens / chunks if chunks else None,
        "cached_share": sum(cached) / prompt if cached and prompt else None,
        "window_s": window,
    }


def _judged(
    traces: Sequence[RequestTrace],
    figures: dict[str, float | None],
    samples: dict[str, list[float]],
    *,
    shared_prefix: bool,
) -> tuple[list[str], list[str]]:
    """Why this is no measurement, and what a reader must be told with it; as codes."""
    refusals: list[str] = []
    labels: list[str] = []
    delay = percentile(samples["schedule_delay_ms"], 99)
    ttft = figures["ttft_token_p50_ms"] or 0.0
    limit = min(DELAY_MS, max(DELAY_FLOOR_MS, DELAY_SHARE * ttft))
    figures["schedule_delay_limit_ms"] = limit
    if delay is not None and delay > limit:
        refusals.append("schedule_delay")
    if not figures["good_n"]:
        refusals.append("nothing_good")
    cached = [
        trace
        for trace in traces
        if trace.good and (trace.cached_tokens or 0) > CACHED_SHARE * (trace.prompt_tokens or 1)
    ]
    figures["cached_n"] = len(cached)
    if cached and not shared_prefix:
        refusals.append("cached_prompts")
    elif cached:
        labels.append("cached_prompts")
    if all(trace.cached_tokens is None for trace in traces if trace.good) and figures["good_n"]:
        labels.append("cache_unknown")
    if shared_prefix:
        labels.append("shared_prefix")
    return refusals, labels
