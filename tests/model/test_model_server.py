"""llama.cpp's server as the tests and the demo start it: an OpenAI-compatible route, its own times, its metrics."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

pytestmark = pytest.mark.model


def test_it_answers_with_usage_and_its_own_times(served: dict[str, Any]) -> None:
    body = {"model": served["model"], "messages": [{"role": "user", "content": "Name a fruit."}], "max_tokens": 8}
    said = httpx2.post(served["llamacpp"] + "/v1/chat/completions", json=body, timeout=60).json()
    assert said["model"] == served["model"]
    assert said["usage"]["completion_tokens"] == said["timings"]["predicted_n"] <= 8
    assert said["timings"]["predicted_ms"] > 0


def test_a_prompt_seen_before_is_read_again(served: dict[str, Any]) -> None:
    body = {"messages": [{"role": "user", "content": "The very same words. " * 40}], "max_tokens": 2}
    asked = [httpx2.post(served["llamacpp"] + "/v1/chat/completions", json=body, timeout=60).json() for _ in range(2)]
    assert [one["usage"]["prompt_tokens_details"]["cached_tokens"] for one in asked] == [0, 0]


def test_its_metrics_count_what_it_did(served: dict[str, Any]) -> None:
    metrics = httpx2.get(served["llamacpp"] + "/metrics").text
    assert "llamacpp:tokens_predicted_total" in metrics
