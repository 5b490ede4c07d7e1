"""What an endpoint serves is read in its own API; what it does wrong is an error with its name and no secret."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from roadweek.errors import EndpointError, UnknownNameError
from roadweek.inference.endpoints import (
    ChatQuestion,
    ModelEndpoint,
    ServedModel,
    endpoint_named,
    open_endpoint,
    read_metrics,
)
from roadweek.inference.hearing import EndpointApi
from roadweek.settings import EdgeSettings, EndpointSettings


@contextmanager
def serving(answers: dict[str, Any]) -> Generator[tuple[str, list[tuple[str, dict[str, str], Any]]]]:
    """A server of fixed answers by path (a number: that status; text: as it is), and what it was asked."""
    asked: list[tuple[str, dict[str, str], Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["content-length"]))))

        def _answer(self, body: Any) -> None:
            asked.append((self.path, dict(self.headers), body))
            answer = answers.get(self.path, 404)
            status = answer if isinstance(answer, int) else 200
            text = answer if isinstance(answer, str) else json.dumps(answer)
            self.send_response(status)
            if status == 307:
                self.send_header("location", "/elsewhere")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def of(settings: EndpointSettings, do: Callable[[ModelEndpoint], Any], environ: dict[str, str] | None = None) -> Any:
    async def opened() -> Any:
        async with open_endpoint(settings, environ or {}) as endpoint:
            return await do(endpoint)

    return asyncio.run(opened())


def test_ollama_tells_its_models_with_digest_and_quantisation_and_which_are_loaded() -> None:
    details = {"parameter_size": "2.1B", "quantization_level": "Q4_K_M"}
    tags = [
        {"name": "a:2b", "digest": "sha256:12ab", "size": 1_900_000_000, "details": details},
        {"name": "b:1b", "size": "large", "details": None},
    ]
    answers = {
        "/api/tags": {"models": tags},
        "/api/ps": {"models": [{"name": "b:1b"}]},
        "/api/version": {"version": "9"},
    }
    with serving(answers) as (url, _):
        settings = EndpointSettings("box", url, "ollama")

        assert of(settings, ModelEndpoint.models) == [
            ServedModel("a:2b", "sha256:12ab", 1_900_000_000, "2.1B", "Q4_K_M", None, loaded=False),
            ServedModel("b:1b", loaded=True),
        ]
        assert of(settings, ModelEndpoint.version) == "ollama 9"


def test_llama_cpp_has_loaded_what_it_serves_and_counts_what_it_made() -> None:
    models = {"data": [{"id": "m", "meta": {"size": 98_000_000, "n_params": 134_515_008, "n_ctx_train": 8192}}]}
    metrics = '# HELP x\nllamacpp:tokens_predicted_total 48\nother{a="b"} 3\nbroken x\n'
    answers = {"/v1/models": models, "/props": {"build_info": "b1234"}, "/metrics": metrics}
    with serving(answers) as (url, _):
        settings = EndpointSettings("box", url, "llamacpp")

        assert of(settings, ModelEndpoint.models) == [
            ServedModel("m", "", 98_000_000, "134515008", "", 8192, loaded=True)
        ]
        assert of(settings, ModelEndpoint.version) == "llama.cpp b1234"
        assert of(settings, ModelEndpoint.counters) == {"tokens_predicted_total": 48.0}


def test_counters_that_are_switched_off_are_none() -> None:
    with serving({"/metrics": 501}) as (url, _):
        assert of(EndpointSettings("box", url, "llamacpp"), ModelEndpoint.counters) == {}
        assert of(EndpointSettings("box", url, "openai"), ModelEndpoint.counters) == {}


def test_metrics_are_read_as_prometheus_writes_them() -> None:
    assert read_metrics('a 1\n  llamacpp:b 2.5e3\nc NaN_\n# d 4\ne{f="g"} 5\n\nh\n') == {"a": 1.0, "b": 2500.0}


@pytest.mark.parametrize(("path", "asked_at"), [("", "/v1/models"), ("/", "/v1/models"), ("/api/v3", "/api/v3/models")])
def test_an_openai_address_without_a_path_means_v1(path: str, asked_at: str) -> None:
    with serving({asked_at: {"data": []}}) as (url, asked):
        assert of(EndpointSettings("box", url + path, "openai"), ModelEndpoint.models) == []
        assert [one[0] for one in asked] == [asked_at]


def test_the_key_comes_from_the_variable_that_is_named() -> None:
    with serving({"/v1/models": {"data": []}}) as (url, asked):
        settings = EndpointSettings("box", url, "openai", key_env="BOX_KEY")
        of(settings, ModelEndpoint.models, {"BOX_KEY": "swordfish"})
        assert asked[0][1]["authorization"] == "Bearer swordfish"

        with pytest.raises(EndpointError, match=r"BOX_KEY.* is not set"):
            of(settings, ModelEndpoint.models)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (404, "HTTP 404"),
        (500, "HTTP 500"),
        (307, "HTTP 307"),
        ("no json", "not JSON"),
        ("[]", "not a JSON object"),
        ({"data": 3}, "data is no list"),
    ],
)
def test_what_a_server_does_wrong_is_an_error_with_its_name(answer: Any, why: str) -> None:
    with serving({"/v1/models": answer}) as (url, asked), pytest.raises(EndpointError) as raised:
        of(EndpointSettings("box", url, "openai"), ModelEndpoint.models)

    assert why in raised.value.text("en")
    assert "the endpoint box" in raised.value.text("en")
    assert len(asked) == 1  # a redirect is not followed


def test_an_error_shows_no_password_of_an_address() -> None:
    with pytest.raises(EndpointError) as raised:
        of(EndpointSettings("box", "http://me:swordfish@127.0.0.1:9", "openai"), ModelEndpoint.models)

    assert "swordfish" not in raised.value.text("en") + raised.value.text("zh")


def test_what_a_server_says_is_cleaned_before_it_is_shown() -> None:
    with serving({"/v1/models": "\x1b[31mred\u202e"}) as (url, _):
        with pytest.raises(EndpointError) as raised:
            of(EndpointSettings("box", url, "openai"), ModelEndpoint.models)
        assert "\x1b" not in raised.value.text("en")
    with serving({"/api/tags": {"models": [{"name": "a\x1b[2Jb\u200b"}]}, "/api/ps": {"models": []}}) as (url, _):
        (model,) = of(EndpointSettings("box", url, "ollama"), ModelEndpoint.models)
        assert model.name == "ab"


def test_only_ollama_can_be_told_to_unload() -> None:
    with serving({"/api/generate": {"done": True}}) as (url, asked):
        assert of(EndpointSettings("box", url, "ollama"), lambda endpoint: endpoint.unload("a:2b")) is True
        assert of(EndpointSettings("box", url, "openai"), lambda endpoint: endpoint.unload("a:2b")) is False
        assert asked[0][2] == {"model": "a:2b", "keep_alive": 0}
        assert len(asked) == 1


async def _body(endpoint: ModelEndpoint) -> dict[str, Any]:
    asked = ChatQuestion("m", "hello", 32, seed=7, image="aGk=", ignore_eos=True, cache=False)
    return {"url": str(endpoint.question(asked).url), **json.loads(endpoint.question(asked).content)}


@pytest.mark.parametrize("api", ["ollama", "openai", "llamacpp"])
def test_a_question_is_asked_in_the_words_of_its_api(api: EndpointApi) -> None:
    body = of(EndpointSettings("box", "http://127.0.0.1:9", api), _body)

    assert body["stream"] is True
    if api == "ollama":
        assert body["url"].endswith("/api/chat")
        assert body["messages"] == [{"role": "user", "content": "hello", "images": ["aGk="]}]
        assert body["options"] == {"num_predict": 32, "seed": 7, "temperature": 0}
        return
    assert body["url"].endswith("/v1/chat/completions")
    assert body["stream_options"] == {"include_usage": True}
    assert body["messages"][0]["content"][1] == {
        "type": "image_url",
        "image_url": {"url": "data:image/png;base64,aGk="},
    }
    # words that only llama.cpp knows are sent to nobody else: strict servers refuse them
    assert (body.get("cache_prompt"), body.get("ignore_eos")) == ((False, True) if api == "llamacpp" else (None, None))


def test_an_endpoint_is_called_by_its_name_and_the_only_one_needs_none() -> None:
    one, two = EndpointSettings("one", "http://a"), EndpointSettings("two", "http://b")

    assert endpoint_named(EdgeSettings((one, two)), "two") is two
    assert endpoint_named(EdgeSettings((one,)), None) is one
    for edge, name in ((EdgeSettings((one, two)), None), (EdgeSettings((one,)), "http://a"), (EdgeSettings(), None)):
        with pytest.raises(UnknownNameError):
            endpoint_named(edge, name)
