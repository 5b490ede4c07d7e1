"""The whole card of a run, from servers that answer in their documented forms (written here by hand) or garbage."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Literal

import httpx2
import pytest

from roadweek.benchmarking.card import RunCard
from roadweek.benchmarking.ceiling import Ceiling, ceiling_of
from roadweek.inference.describe_run import describe_run, is_here
from roadweek.inference.endpoints import ModelEndpoint
from roadweek.settings import EndpointSettings
from tests.inference.test_gguf import DENSE, gguf

Api = Literal["ollama", "openai", "llamacpp"]
OLLAMA: dict[str, Any] = {
    "/api/version": {"version": "0.9.1"},
    "/api/show": {
        "details": {"family": "qwen2", "parameter_size": "1.5B", "quantization_level": "Q4_K_M"},
        "model_info": {
            "general.architecture": "qwen2",
            "general.parameter_count": 1_500_000_000,
            "qwen2.context_length": 32768,
        },
        "parameters": 'stop "x"\nnum_ctx    8192',
    },
    "/api/tags": {
        "models": [{"name": "other:1b", "size": 1}, {"name": "small:latest", "digest": "abc123", "size": 986_000_000}]
    },
    "/api/ps": {"models": [{"name": "small:latest", "size": 1_200_000_000, "size_vram": 1_200_000_000}]},
}


def _card(api: Api, answers: dict[str, Any], model: str, url: str = "http://127.0.0.1:9", device: str = "") -> RunCard:
    def answer(request: httpx2.Request) -> httpx2.Response:
        found = answers.get(request.url.path)
        return httpx2.Response(404, text="no") if found is None else httpx2.Response(200, json=found)

    async def ask() -> RunCard:
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as client:
            settings = EndpointSettings(name="e", url=url, api=api, device=device)
            return await describe_run(ModelEndpoint(settings, client), model, {"concurrency": 1})

    return asyncio.run(ask())


def test_ollama_tells_version_digest_quantisation_shape_and_where_it_computes() -> None:
    card = _card("ollama", OLLAMA, "small")
    assert (card.engine.name, card.engine.version, card.engine.backend) == ("ollama", "0.9.1", "GPU")
    model = card.model
    assert (model.digest, model.quantisation, model.size_bytes, model.shape) == (
        "abc123",
        "Q4_K_M",
        986_000_000,
        "dense",
    )
    assert (model.parameters, model.context) == (1_500_000_000, 8192)
    assert card.settings == {"concurrency": 1}
    assert card.device.cpu_count


@pytest.mark.parametrize(("in_gpu", "backend", "layers"), [(0, "CPU", 0), (600_000_000, "CPU+GPU", None)])
def test_a_model_beside_the_gpu_is_told(in_gpu: int, backend: str, layers: int | None) -> None:
    loaded = {"models": [{"name": "small:latest", "size": 1_200_000_000, "size_vram": in_gpu, "context_length": 4096}]}
    card = _card("ollama", {**OLLAMA, "/api/ps": loaded}, "small")
    assert (card.engine.backend, card.engine.gpu_layers, card.model.context) == (backend, layers, 4096)


def test_a_mixture_of_experts_is_told() -> None:
    show = {"model_info": {"general.architecture": "moe", "moe.expert_count": 64}}
    assert _card("ollama", {"/api/show": show}, "m").model.shape == "moe"


def test_llamacpp_here_is_completed_by_the_head_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "tiny-q8_0.gguf"
    path.write_bytes(gguf(DENSE, {"token_embd.weight": 6400, "blk.0.attn_q.weight": 3200, "output.weight": 1600}))
    props = {"model_path": str(path), "build_info": "b4500-abc", "default_generation_settings": {"n_ctx": 2048}}
    models = {"data": [{"id": "tiny", "meta": {"size": 12_000, "n_params": 90_000}}]}
    answers = {"/props": props, "/v1/models": models}
    card = _card("llamacpp", answers, "tiny")
    assert (card.engine.name, card.engine.version) == ("llama.cpp", "b4500-abc")
    assert (card.model.name, card.model.context, card.model.parameters) == ("tiny-q8_0.gguf", 2048, 90_000)
    # The file says Q4_K_M in its head, whatever it is called.
    assert (card.model.quantisation, card.model.shape, card.model.read_bytes) == ("Q4_K_M", "dense", 4800)
    far = _card("llamacpp", answers, "tiny", url="http://192.0.2.7:8080", device="the Orin")
    assert (far.model.quantisation, far.model.shape, far.model.size_bytes) == ("Q8_0", None, 12_000)
    assert far.device.to_json() == {"kind": "computer", "name": "the Orin", "clocks_mhz": {}, "unread": {}}
    orin = card.device.model_copy(update={"module": "orin-nano-8gb", "clocks_mhz": {"emc": 3199.0}})
    ceiling = ceiling_of(card.model_copy(update={"device": orin}), 10.0)
    assert isinstance(ceiling, Ceiling)
    assert ceiling.tok_s == pytest.approx(102e9 / 4800)


def test_another_server_tells_its_owner_context_and_version() -> None:
    answers = {
        "/v1/models": {"data": [{"id": "m", "owned_by": "vllm", "max_model_len": 16384}]},
        "/version": {"version": "0.9"},
    }
    card = _card("openai", answers, "m")
    assert (card.engine.name, card.engine.version, card.model.context) == ("vllm", "0.9", 16384)


@pytest.mark.parametrize("api", ["ollama", "openai", "llamacpp"])
@pytest.mark.parametrize(
    "garbage",
    [
        None,
        [],
        "x",
        {"models": 3, "data": {}, "details": [], "model_info": 1},
        {"models": [None, 1, {"name": 3}], "data": ["a"], "model_path": 7, "parameters": []},
        {"model_path": "/dev/zero"},
    ],
)
def test_a_server_that_tells_nothing_of_use_leaves_the_card_empty(api: Api, garbage: Any) -> None:
    paths = ("/api/version", "/api/show", "/api/tags", "/api/ps", "/props", "/v1/models", "/version")
    card = _card(api, dict.fromkeys(paths, garbage), "m", url="http://192.0.2.7:1")
    assert (card.model.size_bytes, card.model.shape, card.engine.version, card.model.digest) == (None, None, None, None)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://localhost/v1", True),
        ("http://[::1]:80", True),
        ("http://10.0.0.5:1", False),
        ("http://orin.local:1", False),
        ("", False),
        ("http://127.0.0.1.example.org", False),
    ],
)
def test_only_loopback_is_here(url: str, here: bool) -> None:
    assert is_here(url) is here
