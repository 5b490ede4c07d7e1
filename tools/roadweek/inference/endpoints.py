"""A server with models, as config.toml names it: what it has, what it has loaded, and how it is asked.

Three APIs: Ollama's own, anything OpenAI-compatible, and llama.cpp's server (OpenAI-compatible, with /metrics and
/props). Addresses come from the configuration only; redirects are not followed.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2

from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import EndpointError, UnknownNameError
from roadweek.inference.reasons import nobody_listens
from roadweek.inference.wire import StampingTransport
from roadweek.settings import EdgeSettings, EndpointSettings, without_secret

__all__ = ["ChatQuestion", "ModelEndpoint", "ServedModel", "endpoint_named", "open_endpoint"]

QUICK_S = 10.0
"""Seconds for an answer that needs no model."""


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model of an endpoint, as far as its server tells: sizes in bytes, ``loaded`` None where it does not say."""

    name: str
    digest: str = ""
    size_bytes: int | None = None
    parameters: str = ""
    quantisation: str = ""
    context: int | None = None
    loaded: bool | None = None


@dataclass(frozen=True, slots=True)
class ChatQuestion:
    """One question to a model. ``image`` is base64 of a PNG. ``cache`` False asks the engine to read the prompt anew,
    ``ignore_eos`` to go on until ``max_tokens``; both only where its API knows them (llama.cpp)."""

    model: str
    text: str
    max_tokens: int
    seed: int = 0
    image: str | None = None
    ignore_eos: bool = False
    cache: bool = True


def endpoint_named(edge: EdgeSettings, name: str | None) -> EndpointSettings:
    """The endpoint of that name; without one the only one there is. Raises UnknownNameError."""
    known = [one.name for one in edge.endpoints]
    for one in edge.endpoints:
        if one.name == name or (name is None and len(known) == 1):
            return one
    raise UnknownNameError(what="endpoint", name=name or "", known=known, see="see_endpoints")


@asynccontextmanager
async def open_endpoint(settings: EndpointSettings, environ: Mapping[str, str]) -> AsyncGenerator[ModelEndpoint]:
    """The endpoint, with connections of its own while the block runs. Raises EndpointError where its key is not set."""
    headers = {"accept-encoding": "identity", "user-agent": "roadweek"}
    if settings.key_env:
        key = environ.get(settings.key_env, "")
        if not key:
            raise EndpointError(settings.name, without_secret(settings.url), settings.key_env, "endpoint_no_key")
        headers["authorization"] = f"Bearer {key}"
    # llama.cpp's server in xllamacpp mixes up answers on a connection that is used again.
    transport = StampingTransport(keep_alive=settings.api != "llamacpp", secure=settings.url.startswith("https"))
    async with httpx2.AsyncClient(transport=transport, headers=headers, timeout=None, trust_env=False) as client:
        yield ModelEndpoint(settings, client)


class ModelEndpoint:
    """An open endpoint. Whatever its server does wrong is an EndpointError."""

    def __init__(self, settings: EndpointSettings, client: httpx2.AsyncClient) -> None:
        self.settings = settings
        self.client = client
        self._root = settings.url.rstrip("/")
        bare = settings.api == "openai" and not urlsplit(self._root).path.strip("/")
        self._openai = self._root if settings.api == "openai" and not bare else f"{self._root}/v1"

    async def models(self) -> list[ServedModel]:
        """What it can serve."""
        if self.settings.api == "ollama":
            loaded = {str(one.get("name")) for one in await self._list(f"{self._root}/api/ps", "models")}
            return [_of_ollama(one, loaded) for one in await self._list(f"{self._root}/api/tags", "models")]
        models = [_of_openai(one) for one in await self._list(f"{self._openai}/models", "data")]
        if self.settings.api == "llamacpp":  # it serves what it was started with
            models = [_with_loaded(one) for one in models]
        return models

    async def lists(self, model: str) -> tuple[bool, list[str]] | None:
        """Whether a model of this name is among those that it lists, and their names; None where it lists none."""
        names = [one.name for one in await self.models()]
        return (model in names or f"{model}:latest" in names, names) if names else None

    async def version(self) -> str:
        """The engine and its version in its own words, "" where it does not tell."""
        if self.settings.api == "ollama":
            told = await self._json(f"{self._root}/api/version")
            return f"ollama {_text(told.get('version'))}".strip()
        if self.settings.api == "llamacpp":
            told = await self._json(f"{self._root}/props")
            return f"llama.cpp {_text(told.get('build_info'))}".strip()
        return ""

    async def facts(self, model: str) -> dict[str, dict[str, Any]]:
        """What its server tells of itself and of a model, by document as it says it; those it lacks are left out.

        Ollama: ``version``, ``show``, ``tags``, ``ps``; llama.cpp: ``props``, ``models``; else ``version``, ``models``.
        """
        root = self._root
        asked: dict[str, tuple[str, dict[str, Any] | None]] = {
            "version": (f"{root}/version", None),
            "models": (f"{self._openai}/models", None),
        }
        if self.settings.api == "ollama":
            asked = {name: (f"{root}/api/{name}", None) for name in ("version", "tags", "ps")}
            asked["show"] = (f"{root}/api/show", {"model": model})
        elif self.settings.api == "llamacpp":
            asked = {"props": (f"{root}/props", None), "models": (f"{self._openai}/models", None)}
        found: dict[str, dict[str, Any]] = {}
        for name, (url, body) in asked.items():
            try:
                found[name] = await self._json(url, body)
            except EndpointError:
                continue
        return found

    async def counters(self) -> dict[str, float]:
        """llama.cpp's /metrics (Prometheus text), without their prefix; nothing where it is switched off."""
        if self.settings.api != "llamacpp":
            return {}
        try:
            answer = await self.client.get(f"{self._root}/metrics", timeout=QUICK_S)
        except httpx2.HTTPError:
            return {}
        return read_metrics(answer.text) if answer.status_code == 200 else {}

    async def unload(self, model: str) -> bool:
        """Take the model out of memory, where the API can (Ollama's); whether it did."""
        if self.settings.api != "ollama":
            return False
        await self._json(f"{self._root}/api/generate", {"model": model, "keep_alive": 0})
        return True

    def question(self, asked: ChatQuestion) -> httpx2.Request:
        """The request for a streamed answer."""
        if self.settings.api == "ollama":
            url, body = f"{self._root}/api/chat", _ollama_body(asked)
        else:
            url, body = f"{self._openai}/chat/completions", _openai_body(asked)
            if self.settings.api == "llamacpp":
                body |= {"cache_prompt": asked.cache, "ignore_eos": asked.ignore_eos}
        return httpx2.Request(
            "POST",
            url,
            headers={**self.client.headers, "content-type": "application/json"},
            content=json.dumps(body, ensure_ascii=False).encode(),
        )

    async def _list(self, url: str, name: str) -> list[dict[str, Any]]:
        value: object = (await self._json(url)).get(name) or []
        if not isinstance(value, list):
            raise self._failed(f"{name} is no list")
        return [cast("dict[str, Any]", one) for one in cast("list[object]", value) if isinstance(one, dict)]

    async def _json(self, url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            if body is None:
                answer = await self.client.get(url, timeout=QUICK_S)
            else:
                answer = await self.client.post(url, json=body, timeout=QUICK_S)
            if answer.status_code != 200:
                raise self._failed(f"HTTP {answer.status_code} {sanitised_line(answer.text[:200])}")
            told: object = answer.json()
        except httpx2.HTTPError as error:
            raise self._failed(sanitised_line(str(error)) or type(error).__name__) from error
        except ValueError as error:
            raise self._failed("its answer is not JSON") from error
        if not isinstance(told, dict):
            raise self._failed("its answer is not a JSON object")
        return cast("dict[str, Any]", told)

    def _failed(self, why: str) -> EndpointError:
        key = "endpoint_silent" if nobody_listens(why) else None
        return EndpointError(self.settings.name, without_secret(self.settings.url), why, key)


def read_metrics(text: str) -> dict[str, float]:
    """The samples of a Prometheus text (format 0.0.4) without labels, as ``name: value``, "llamacpp:" taken off."""
    samples: dict[str, float] = {}
    for line in text.splitlines():
        name, _, value = line.strip().rpartition(" ")
        if not name or name.startswith("#") or "{" in name:
            continue
        try:
            samples[name.removeprefix("llamacpp:")] = float(value)
        except ValueError:
            continue
    return samples


def _ollama_body(asked: ChatQuestion) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "user", "content": asked.text}
    if asked.image is not None:
        message["images"] = [asked.image]  # bare base64
    options = {"num_predict": asked.max_tokens, "seed": asked.seed, "temperature": 0}
    return {"model": asked.model, "messages": [message], "stream": True, "options": options}


def _openai_body(asked: ChatQuestion) -> dict[str, Any]:
    content: Any = asked.text
    if asked.image is not None:
        picture = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{asked.image}"}}
        content = [{"type": "text", "text": asked.text}, picture]
    return {
        "model": asked.model,
        "messages": [{"role": "user", "content": content}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": asked.max_tokens,
        "temperature": 0,
        "seed": asked.seed,
    }


def _text(value: object) -> str:
    return sanitised_line(value) if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _table(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _of_ollama(told: dict[str, Any], loaded: set[str]) -> ServedModel:
    details = _table(told.get("details"))
    name = _text(told.get("name"))
    return ServedModel(
        name=name,
        digest=_text(told.get("digest")),
        size_bytes=_whole(told.get("size")),
        parameters=_text(details.get("parameter_size")),
        quantisation=_text(details.get("quantization_level")),
        loaded=name in loaded,
    )


def _of_openai(told: dict[str, Any]) -> ServedModel:
    meta = _table(told.get("meta"))  # llama.cpp's
    return ServedModel(
        name=_text(told.get("id")),
        size_bytes=_whole(meta.get("size")),
        parameters=str(_whole(meta.get("n_params")) or ""),
        context=_whole(told.get("max_model_len")) or _whole(meta.get("n_ctx")) or _whole(meta.get("n_ctx_train")),
    )


def _with_loaded(model: ServedModel) -> ServedModel:
    return ServedModel(
        model.name, model.digest, model.size_bytes, model.parameters, model.quantisation, model.context, loaded=True
    )
