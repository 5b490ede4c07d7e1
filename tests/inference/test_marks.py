"""The marks of a request are of the chunks that they name, and lie behind the times at which the server wrote them."""

from __future__ import annotations

from typing import Any

import pytest
from bench.scripted_server import log_of

from roadweek.benchmarking.load import LoadSettings
from roadweek.benchmarking.traces import RequestTrace
from roadweek.inference.hearing import EndpointApi
from roadweek.inference.load import measure_load
from roadweek.inference.prompts import prompt
from roadweek.settings import EndpointSettings


def pairs(url: str, api: EndpointApi, model: str, **changed: Any) -> list[tuple[RequestTrace, dict[str, Any]]]:
    """Each trace with the server's own record of it."""
    values: dict[str, Any] = {"model": model, "requests": 6, "concurrency": 3, "warmup": 1, "max_tokens": 64, **changed}
    log_of(url)
    result = measure_load(EndpointSettings("scripted", url, api), LoadSettings(**values), {})
    written = {record["head"]: record for record in log_of(url)}
    key = f"{result.settings.nonce}:{result.settings.seed}"
    return [(trace, written[prompt(key, trace.index, 20).split(" ")[0]]) for trace in result.traces]


@pytest.mark.parametrize("api", ["openai", "ollama", "llamacpp"])
@pytest.mark.parametrize("model", ["plain", "reasoning", "packed", "role"])
def test_each_mark_is_of_the_chunk_that_it_names(server: str, api: EndpointApi, model: str) -> None:
    for trace, wrote in pairs(server, api, model):
        assert trace.started_s <= wrote["received_s"]
        assert trace.headers_s is not None
        assert trace.headers_s >= wrote["headers_s"]
        assert trace.first_token_s == trace.chunk_s[0]
        assert trace.first_content_s is not None
        assert trace.last_token_s is not None
        assert trace.ended_s is not None
        assert trace.first_content_s >= wrote["content_s"]
        assert trace.last_token_s >= wrote["finish_s"]
        assert trace.ended_s >= trace.last_token_s
        assert len(trace.chunk_s) == len(wrote["token_s"])
        assert all(heard >= said for heard, said in zip(trace.chunk_s, wrote["token_s"], strict=True))
        assert trace.first_byte_s is not None
        ordered = [trace.scheduled_s, trace.started_s, trace.headers_s, trace.first_byte_s, trace.chunk_s[0]]
        assert ordered == sorted(ordered)


def test_a_chunk_with_only_a_role_is_a_byte_and_no_token(server: str) -> None:
    for trace, wrote in pairs(server, "openai", "role"):
        assert trace.first_byte_s is not None
        assert trace.first_token_s is not None
        assert wrote["byte_s"] <= trace.first_byte_s
        assert wrote["byte_s"] < wrote["token_s"][0] <= trace.first_token_s
        assert trace.first_token_s == trace.first_content_s


def test_reasoning_is_a_token_and_not_content(server: str) -> None:
    for trace, wrote in pairs(server, "openai", "reasoning"):
        assert trace.first_token_s is not None
        assert trace.first_content_s == trace.chunk_s[6]
        assert wrote["token_s"][0] <= trace.first_token_s < wrote["content_s"]
        assert trace.reasoning_tokens == 6


def test_what_the_server_tells_of_its_own_times_is_kept(server: str) -> None:
    (ollama, _), *_ = pairs(server, "ollama", "plain")
    (llama, _), *_ = pairs(server, "llamacpp", "plain")

    assert ollama.server_timings == {
        "load_ms": 2.0,
        "prefill_ms": 30.0,
        "prefill_n": 64.0,
        "decode_ms": 75.0,
        "decode_n": 15.0,
    }
    assert llama.server_timings == {"prefill_ms": 30.0, "prefill_n": 64.0, "decode_ms": 75.0, "decode_n": 15.0}
