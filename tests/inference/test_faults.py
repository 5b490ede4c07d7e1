"""Every failure of a server is told apart and counted; a request is good only with a finish reason and usage."""

from __future__ import annotations

import socket
from typing import get_args

import pytest
from bench.scripted_server import FAULTS, SCRIPTS

from roadweek.benchmarking.load import LoadResult, LoadSettings
from roadweek.benchmarking.traces import OUTCOMES
from roadweek.inference.hearing import EndpointApi
from roadweek.inference.load import measure_load
from roadweek.settings import EndpointSettings

APIS: tuple[EndpointApi, ...] = get_args(EndpointApi)
QUICK_FAULTS = 5
"""So many are met on every API in each run, the others on the first alone; the long run has all of them."""
EVERY_FAULT = [
    pytest.param(api, fault, marks=[] if api == APIS[0] or n < QUICK_FAULTS else [pytest.mark.soak])
    for n, fault in enumerate(FAULTS)
    for api in APIS
]
GOOD = ("plain", "reasoning", "packed", "role", "instant", "cached")


def asked(url: str, api: EndpointApi, model: str, *, timeout_s: float = 60, requests: int = 3) -> LoadResult:
    settings = LoadSettings(
        model=model, requests=requests, concurrency=2, warmup=0, max_tokens=64, request_timeout_s=timeout_s
    )
    return measure_load(EndpointSettings("scripted", url, api), settings, {})


def test_every_script_of_the_server_is_tried_here() -> None:
    assert {*FAULTS, *GOOD, "wrong_total"} == set(SCRIPTS)
    assert set(FAULTS.values()) <= set(OUTCOMES)


@pytest.mark.parametrize(("api", "fault"), EVERY_FAULT)
def test_a_failure_is_counted_as_what_it_is(server: str, api: EndpointApi, fault: str) -> None:
    result = asked(server, api, fault, timeout_s=1 if fault == "slow_headers" else 60)

    assert result.measured.counts == {FAULTS[fault]: 3}
    assert all(trace.error for trace in result.traces)
    assert result.measured.figures["good_share"] == 0
    assert "nothing_good" in result.measured.refusals


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("script", GOOD)
def test_whatever_order_the_chunks_have_a_whole_answer_is_good(server: str, api: EndpointApi, script: str) -> None:
    result = asked(server, api, script)

    assert result.measured.counts == {"good": 3}
    wanted = SCRIPTS[script]
    for trace in result.traces:
        assert trace.completion_tokens == wanted.chunks * wanted.tokens_per_chunk
        assert len(trace.chunk_s) == wanted.chunks
        assert trace.finish_reason == "length"


def test_a_sum_that_is_not_the_sum_of_its_parts_is_no_usage_to_count_by(server: str) -> None:
    assert asked(server, "openai", "wrong_total").measured.counts == {"wrong_usage": 3}


def test_nobody_there_is_counted_as_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        result = asked(url, "openai", "plain", requests=5)

    assert result.measured.counts == {"refused": 5}
    assert len(result.traces) == 5


def test_a_half_chunk_keeps_what_came_before_it(server: str) -> None:
    trace = asked(server, "openai", "half_chunk", requests=1).traces[0]

    assert len(trace.chunk_s) == 5
    assert trace.first_token_s is not None
    assert trace.completion_tokens is None
