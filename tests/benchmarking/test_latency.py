"""Figures of a load run follow from its traces by written definitions."""

from __future__ import annotations

from typing import Any

import pytest

from roadweek.benchmarking.latency import load_figures, percentile
from roadweek.benchmarking.load import LoadSettings, ServiceLevel
from roadweek.benchmarking.traces import RequestTrace


def trace(index: int = 0, **changed: Any) -> RequestTrace:
    """Sent at 10 s: first byte 100 ms, reasoning 200 ms, content 300 ms, 21 tokens until 1,200 ms, end 1,210 ms."""
    values: dict[str, Any] = {
        "index": index,
        "prompt_id": f"0-{index}",
        "scheduled_s": 10.0,
        "started_s": 10.0002,
        "outcome": "good",
        "first_byte_s": 10.1002,
        "first_token_s": 10.2002,
        "first_content_s": 10.3002,
        "last_token_s": 11.2002,
        "ended_s": 11.2102,
        "chunk_s": (10.2002, 10.3002, 11.2002),
        "prompt_tokens": 50,
        "completion_tokens": 21,
        "reasoning_tokens": 3,
        "cached_tokens": 0,
        "finish_reason": "stop",
    }
    return RequestTrace(**{**values, **changed})


def test_the_first_token_has_three_marks() -> None:
    figures = load_figures([trace()]).figures

    assert figures["ttft_byte_p50_ms"] == pytest.approx(100)
    assert figures["ttft_token_p50_ms"] == pytest.approx(200)
    assert figures["ttft_content_p50_ms"] == pytest.approx(300)


def test_time_per_token_leaves_out_the_first_and_counts_the_same_tokens_as_its_time() -> None:
    figures = load_figures([trace()]).figures

    assert figures["tpot_p50_ms"] == pytest.approx(1000 / 20)  # 21 tokens, reasoning too, from 200 to 1,200 ms
    assert figures["tpot_content_p50_ms"] == pytest.approx(900 / 17)  # 18 of content, from 300 to 1,200 ms
    assert figures["decode_tok_s"] == pytest.approx(20)


def test_content_alone_has_no_time_per_token_where_its_count_is_not_told() -> None:
    figures = load_figures([trace(reasoning_tokens=None)]).figures

    assert figures["tpot_content_n"] == 0
    assert figures["tpot_n"] == 1


def test_one_token_has_no_time_per_token() -> None:
    figures = load_figures([trace(completion_tokens=1, chunk_s=(10.2002,), last_token_s=10.2002)]).figures

    assert figures["tpot_p50_ms"] is None
    assert figures["ttft_token_p50_ms"] == pytest.approx(200)


def test_several_tokens_in_a_chunk_are_counted_by_usage() -> None:
    figures = load_figures([trace()]).figures

    assert figures["tokens_per_chunk"] == 7
    assert figures["tpot_p50_ms"] == pytest.approx(50)
    assert figures["chunk_gap_max_ms"] == pytest.approx(900)


@pytest.mark.parametrize(("count", "told"), [(99, False), (100, True)])
def test_a_99th_percentile_needs_a_hundred_requests(count: int, told: bool) -> None:
    figures = load_figures([trace(index) for index in range(count)]).figures

    assert (figures["e2e_p99_ms"] is not None) is told
    assert figures["e2e_p95_ms"] is not None
    assert figures["e2e_n"] == count


def test_percentiles_lie_between_their_neighbours() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile(range(101), 99) == 99
    assert percentile([], 50) is None


def test_requests_that_failed_are_counted_and_miss_the_service_level() -> None:
    bad = [trace(1, outcome="cut", finish_reason=None), trace(2, outcome="refused", ended_s=10.0003)]

    measured = load_figures([trace(), *bad], ServiceLevel(ttft_ms=250))

    assert measured.counts == {"good": 1, "refused": 1, "cut": 1}
    assert measured.figures["good_share"] == pytest.approx(1 / 3)
    assert measured.figures["goodput_share"] == pytest.approx(1 / 3)
    assert measured.figures["e2e_n"] == 1


@pytest.mark.parametrize(
    ("level", "share"),
    [
        (ServiceLevel(), 1.0),
        (ServiceLevel(ttft_ms=210, tpot_ms=51, e2e_ms=1300), 1.0),
        (ServiceLevel(ttft_ms=190), 0.0),
        (ServiceLevel(tpot_ms=49), 0.0),
        (ServiceLevel(e2e_ms=1000), 0.0),
    ],
)
def test_goodput_asks_for_every_limit_that_was_set(level: ServiceLevel, share: float) -> None:
    assert load_figures([trace()], level).figures["goodput_share"] == share


def test_requests_broken_off_by_our_own_stop_rule_are_no_failure_of_the_server() -> None:
    measured = load_figures([trace(), trace(1, outcome="stopped", finish_reason=None)])

    assert measured.figures["good_share"] == 1
    assert measured.counts == {"good": 1, "stopped": 1}


@pytest.mark.parametrize(
    ("late_ms", "ttft_ms", "refused"),
    [
        (0.9, 20, False),  # never finer than a millisecond
        (1.1, 20, True),
        (1.9, 200, False),  # 1 % of it
        (2.1, 200, True),
        (4.9, 2000, False),
        (5.1, 2000, True),  # never coarser than 5 ms
    ],
)
def test_a_run_that_sends_late_is_no_measurement(late_ms: float, ttft_ms: float, refused: bool) -> None:
    late = [
        trace(scheduled_s=10.0, started_s=10 + late_ms / 1000, first_token_s=10 + late_ms / 1000 + ttft_ms / 1000)
        for _ in range(5)
    ]

    assert ("schedule_delay" in load_figures(late).refusals) is refused


def test_cached_prompts_are_refused_unless_they_were_asked_for() -> None:
    traces = [trace(), trace(1, cached_tokens=45)]

    assert load_figures(traces).refusals == ["cached_prompts"]
    asked = load_figures(traces, shared_prefix=True)
    assert asked.refusals == []
    assert asked.labels == ["cached_prompts", "shared_prefix"]


def test_the_fixed_head_of_a_chat_template_is_no_cached_prompt() -> None:
    assert load_figures([trace(cached_tokens=5)]).refusals == []


def test_a_server_that_tells_nothing_of_its_cache_is_labelled() -> None:
    assert load_figures([trace(cached_tokens=None)]).labels == ["cache_unknown"]


def test_prefill_counts_the_tokens_that_were_read_anew() -> None:
    assert load_figures([trace(cached_tokens=10)]).figures["prefill_tok_s"] == pytest.approx(40 / 0.2)


def test_our_decode_rate_stands_beside_the_servers() -> None:
    told = {"prefill_ms": 190.0, "prefill_n": 50.0, "decode_ms": 1000.0, "decode_n": 21.0}
    figures = load_figures([trace(server_timings=told)]).figures

    assert figures["server_decode_tok_s"] == pytest.approx(21)
    assert figures["decode_ratio"] == pytest.approx(20 / 21)
    assert figures["server_prefill_tok_s"] == pytest.approx(50 / 0.19)


def test_nothing_good_is_no_measurement_and_breaks_nothing() -> None:
    for traces in ([], [trace(outcome="http_error", first_token_s=None, first_byte_s=None, last_token_s=None)]):
        measured = load_figures(traces)
        assert "nothing_good" in measured.refusals
        assert measured.figures["ttft_token_p50_ms"] is None


def test_a_trace_and_its_settings_go_through_json_and_back() -> None:
    settings = LoadSettings(model="a", rate_per_s=2.5, service_level=ServiceLevel(ttft_ms=300))

    assert RequestTrace.of_json(trace().as_json()) == trace()
    assert LoadSettings.of_json(settings.as_json()) == settings
