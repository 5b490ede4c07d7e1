"""The shim speaks Ollama's API as Ollama describes it: fields, kinds, streams, the last line's times, refusals.

Fields and kinds are those of github.com/ollama/ollama, docs/openapi.yaml at 017eb8a (schemas ChatResponse,
ChatStreamEvent, GenerateResponse, ModelSummary, Ps, VersionResponse, ErrorResponse).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx2
import pytest

pytestmark = pytest.mark.model

TIMES = {"total_duration": int, "load_duration": int, "prompt_eval_duration": int, "eval_duration": int}
COUNTS = {"prompt_eval_count": int, "eval_count": int}
ENVELOPE = {"model": str, "created_at": str, "done": bool, "done_reason": str}
DETAILS = {"format": str, "family": str, "families": list, "parameter_size": str, "quantization_level": str}
LISTED = {"name": str, "model": str, "modified_at": str, "size": int, "digest": str, "details": dict}
PLACED = {"expires_at": str, "size_vram": int, "context_length": int}
RUNNING = {"name": str, "model": str, "size": int, "digest": str, "details": dict} | PLACED
BEYOND = {"parent_model"}
"""Sent by Ollama and not in its description: ``details.parent_model``."""


def fits(document: dict[str, Any], fields: Mapping[str, type], *, whole: bool = True) -> None:
    assert set(document) - BEYOND <= set(fields)
    assert not whole or set(fields) <= set(document)
    assert all(isinstance(document[name], fields[name]) for name in document if name in fields), document


def post(url: str, path: str, **body: Any) -> httpx2.Response:
    return httpx2.post(url + path, json=body, timeout=60)


def lines(response: httpx2.Response) -> list[dict[str, Any]]:
    assert response.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in response.text.splitlines()]


def test_models_are_listed_and_running_as_described(served: dict[str, Any]) -> None:
    url = served["ollama"]
    fits(httpx2.get(url + "/api/version").json(), {"version": str})
    [listed] = httpx2.get(url + "/api/tags").json()["models"]
    fits(listed, LISTED)
    fits(listed["details"], DETAILS)
    assert (listed["details"]["parameter_size"], listed["details"]["quantization_level"]) == ("135M", "Q4_1")
    [running] = httpx2.get(url + "/api/ps").json()["models"]
    fits(running, RUNNING)
    assert running["digest"] == listed["digest"]
    assert running["context_length"] == 2048
    assert datetime.fromisoformat(running["expires_at"]).tzinfo is not None


@pytest.mark.parametrize("route", ["chat", "generate"])
def test_an_answer_streams_in_lines_and_ends_with_counts_and_nanoseconds(served: dict[str, Any], route: str) -> None:
    asked = {"messages": [{"role": "user", "content": "Count to nine."}]} if route == "chat" else {"prompt": "Count."}
    options = {"num_predict": 12, "seed": 3, "temperature": 0}
    *pieces, last = lines(post(served["ollama"], f"/api/{route}", model=served["model"], options=options, **asked))
    said = {"message": dict} if route == "chat" else {"response": str}
    for piece in pieces:
        fits(piece, {"model": str, "created_at": str, "done": bool} | said)
        assert piece["done"] is False
    fits(last, ENVELOPE | said | TIMES | COUNTS)
    assert (last["done"], last["done_reason"], last["eval_count"]) == (True, "length", 12)
    spent = last["prompt_eval_duration"] + last["eval_duration"]
    assert 1_000_000 < last["eval_duration"] < spent <= last["total_duration"] * 1.02, "nanoseconds of this answer"
    if route == "chat":
        assert all(piece["message"]["role"] == "assistant" for piece in pieces)


def test_an_answer_asked_for_whole_is_one_document_with_the_same_words(served: dict[str, Any]) -> None:
    asked: dict[str, Any] = {
        "model": served["model"],
        "prompt": "Say one word.",
        "options": {"num_predict": 6, "seed": 1},
    }
    asked["options"]["temperature"] = 0
    whole = post(served["ollama"], "/api/generate", stream=False, **asked).json()
    streamed = lines(post(served["ollama"], "/api/generate", **asked))
    fits(whole, ENVELOPE | {"response": str} | TIMES | COUNTS)
    assert whole["response"] == "".join(piece["response"] for piece in streamed) != ""


def test_nothing_asked_only_loads(served: dict[str, Any]) -> None:
    told = post(served["ollama"], "/api/chat", model=served["model"], messages=[]).json()
    assert (told["done"], told["done_reason"]) == (True, "load")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"messages": [{"role": "user", "content": "x"}]}, 400),
        ({"model": "none:7b", "messages": [{"role": "user", "content": "x"}]}, 404),
        ({"messages": [{"role": "user", "content": "x", "images": ["no base64!"]}]}, 400),
        ({"messages": [{"role": "user", "content": "x", "images": [base64.b64encode(b"\x89PNG").decode()]}]}, 500),
    ],
)
def test_what_cannot_be_is_refused_with_one_error(served: dict[str, Any], body: dict[str, Any], status: int) -> None:
    named = body if status in (400, 404) and "images" not in json.dumps(body) else {"model": served["model"], **body}
    answer = post(served["ollama"], "/api/chat", **named)
    assert answer.status_code == status
    fits(answer.json(), {"error": str})
