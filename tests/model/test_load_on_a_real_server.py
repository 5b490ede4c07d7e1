"""The load generator against a real engine: its counts, its timings and its cache are told as they are."""

from __future__ import annotations

from typing import Any

import pytest
from bench.model_server import model_server

from roadweek.benchmarking.load import LoadResult, LoadSettings
from roadweek.inference.hearing import EndpointApi
from roadweek.inference.load import measure_load
from roadweek.settings import EndpointSettings

pytestmark = pytest.mark.model


def load(url: str, model: str, api: EndpointApi = "llamacpp", **changed: Any) -> LoadResult:
    values: dict[str, Any] = {"requests": 3, "warmup": 2, "prompt_tokens": 80, "max_tokens": 12, **changed}
    return measure_load(EndpointSettings("real", url, api), LoadSettings(model, **values), {})


def test_counts_and_timings_are_the_engines(served: dict[str, Any]) -> None:
    result = load(served["llamacpp"], served["model"])

    assert result.measured.counts == {"good": 3}
    for trace in result.traces:
        assert trace.finish_reason == "length"
        assert trace.completion_tokens == 12
        assert trace.cached_tokens == 0
        assert trace.server_timings["decode_n"] == 11
    assert result.measured.labels == []
    assert result.measured.figures["server_decode_tok_s"] is not None
    assert result.measured.figures["server_tokens"] == 36


def test_prompts_have_the_wished_length_by_the_engines_count(served: dict[str, Any]) -> None:
    result = load(served["llamacpp"], served["model"], prompt_tokens=150, max_tokens=2)

    for trace in result.traces:
        assert trace.prompt_tokens == pytest.approx(150, rel=0.1)


def test_ollamas_api_tells_the_same(served: dict[str, Any]) -> None:
    result = load(served["ollama"], served["model"], "ollama")

    assert result.measured.counts == {"good": 3}
    assert result.traces[0].server_timings["decode_ms"] > 0
    assert result.traces[0].server_timings["decode_n"] == 11


def test_a_repeated_prompt_is_seen_to_come_from_the_cache_and_our_own_are_not() -> None:
    with model_server("--parallel", "1", "--cache") as told:
        repeated = load(told["llamacpp"], told["model"], shared_prefix=True, max_tokens=2)
        unlike = load(told["llamacpp"], told["model"], max_tokens=2)

    assert {"cached_prompts", "shared_prefix"} <= set(repeated.measured.labels)
    assert repeated.measured.figures["cached_share"] == pytest.approx(1, abs=0.1)
    assert "cached_prompts" not in unlike.measured.refusals
