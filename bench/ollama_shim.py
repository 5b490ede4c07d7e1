"""Ollama's native API spoken over llama.cpp's server, so that its NDJSON and its nanoseconds can be met for real.

What it speaks is taken from Ollama's published description (github.com/ollama/ollama, docs/openapi.yaml and
docs/api.md, read November 2026): version, tags, ps, show, generate and chat, streamed or whole. Times are llama.cpp's
own, in nanoseconds; what llama.cpp does not tell is left out, because every metric is optional there. It loads no
other model and unloads none. It is no part of Roadweek: tests and `make demo-bench` use it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import socket
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Thread
from time import monotonic_ns
from typing import Any, cast

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

VERSION = "0.13.0"
"""The version of Ollama whose API this speaks."""
NDJSON = "application/x-ndjson"
_OPTIONS = {"num_predict": "max_tokens", "temperature": "temperature", "seed": "seed", "top_k": "top_k"} | {
    "top_p": "top_p",
    "min_p": "min_p",
    "stop": "stop",
}
"""Ollama's options and what the OpenAI-compatible route calls them. ``num_ctx`` was fixed when the model was loaded."""


class _Refused(Exception):
    def __init__(self, status: int, why: str) -> None:
        self.status, self.why = status, why
        super().__init__(why)


class OllamaShim:
    """``behind`` is llama.cpp's address, ``model`` the one name that it serves, ``file`` its GGUF."""

    def __init__(self, behind: str, model: str, file: Path) -> None:
        self.behind, self.model, self.file = behind, model, file

    @cached_property
    def digest(self) -> str:
        with self.file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    @property
    def _details(self) -> dict[str, Any]:
        tags = self.model.partition(":")[2].split("-")
        return {
            "parent_model": "",
            "format": "gguf",
            "family": "llama",
            "families": ["llama"],
            "parameter_size": tags[0].upper(),
            "quantization_level": tags[-1].upper(),
        }

    async def version(self, request: Request) -> Response:
        return JSONResponse({"version": VERSION})

    async def tags(self, request: Request) -> Response:
        about = self.file.stat()
        modified = datetime.fromtimestamp(about.st_mtime, UTC).isoformat()
        return JSONResponse({"models": [self._named() | {"modified_at": modified, "size": about.st_size}]})

    async def ps(self, request: Request) -> Response:
        size, until = self.file.stat().st_size, datetime.now(UTC) + timedelta(days=365)
        async with httpx2.AsyncClient() as client:
            props = (await client.get(f"{self.behind}/props")).json()
        more = {"size": size, "size_vram": 0, "expires_at": until.isoformat()}
        context = {"context_length": props["default_generation_settings"]["n_ctx"]}
        return JSONResponse({"models": [self._named() | more | context]})

    async def show(self, request: Request) -> Response:
        try:
            self._known(await _body(request))
        except _Refused as refused:
            return _error(refused)
        modified = datetime.fromtimestamp(self.file.stat().st_mtime, UTC).isoformat()
        info = {"general.architecture": "llama", "general.file_type": 3}
        return JSONResponse(
            {"details": self._details, "model_info": info, "capabilities": ["completion"], "modified_at": modified}
        )

    async def chat(self, request: Request) -> Response:
        return await self._answered(request, chat=True)

    async def generate(self, request: Request) -> Response:
        return await self._answered(request, chat=False)

    def _named(self) -> dict[str, Any]:
        return {"name": self.model, "model": self.model, "digest": self.digest, "details": self._details}

    def _known(self, body: dict[str, Any]) -> None:
        model = body.get("model")
        if not model or not isinstance(model, str):
            raise _Refused(400, "model is required")
        if model != self.model:
            raise _Refused(404, f"model '{model}' not found")

    async def _answered(self, request: Request, *, chat: bool) -> Response:
        try:
            body = await _body(request)
            self._known(body)
            messages = _messages(body, chat=chat)
        except _Refused as refused:
            return _error(refused)
        if not messages:  # nothing is asked: the model is to be loaded, which it is
            return JSONResponse(self._piece("", chat=chat) | {"done": True, "done_reason": "load"})
        options: dict[str, Any] = body.get("options") or {}
        asked = {ours: options[theirs] for theirs, ours in _OPTIONS.items() if theirs in options}
        whole = {"model": self.model, "messages": messages, "stream": True} | asked
        pieces = self._pieces(whole | {"stream_options": {"include_usage": True}}, chat=chat)
        try:
            first = await anext(pieces)  # what goes wrong before the first piece has a status of its own
        except _Refused as refused:
            return _error(refused)
        if body.get("stream", True):
            return StreamingResponse(_lines(first, pieces), media_type=NDJSON)
        return JSONResponse(await _whole(first, pieces, chat=chat))

    def _piece(self, text: str, thinking: str = "", *, chat: bool) -> dict[str, Any]:
        more = {"thinking": thinking} if thinking else {}
        said = {"message": {"role": "assistant", "content": text} | more} if chat else {"response": text} | more
        return {"model": self.model, "created_at": datetime.now(UTC).isoformat(), **said, "done": False}

    async def _pieces(self, asked: dict[str, Any], *, chat: bool) -> AsyncGenerator[dict[str, Any]]:
        began, reason = monotonic_ns(), "stop"
        last: dict[str, Any] = {}
        async with (
            httpx2.AsyncClient(timeout=None) as client,
            client.stream("POST", f"{self.behind}/v1/chat/completions", json=asked) as response,
        ):
            if response.status_code != 200:
                said = json.loads(await response.aread())
                raise _Refused(response.status_code, str(said.get("error", {}).get("message", said)))
            async for line in response.aiter_lines():
                if not line.startswith("data: {"):
                    continue
                event: dict[str, Any] = json.loads(line.removeprefix("data: "))
                if event.get("usage"):
                    last = event
                for choice in event["choices"]:
                    reason = choice.get("finish_reason") or reason
                    delta = choice["delta"]
                    text, thinking = delta.get("content"), delta.get("reasoning_content")
                    if text or thinking:
                        yield self._piece(text or "", thinking or "", chat=chat)
        yield (
            self._piece("", chat=chat) | {"done": True, "done_reason": reason} | _metrics(last, monotonic_ns() - began)
        )


def _metrics(last: dict[str, Any], total_ns: int) -> dict[str, int]:
    usage: dict[str, Any] = last.get("usage", {})
    timings: dict[str, Any] = last.get("timings", {})
    out: dict[str, int] = {"total_duration": total_ns, "load_duration": 0}
    if usage:
        out |= {"prompt_eval_count": usage["prompt_tokens"], "eval_count": usage["completion_tokens"]}
        details: dict[str, int] = usage.get("prompt_tokens_details") or {}
        cached = details.get("cached_tokens", 0)
        out |= {"prompt_eval_cached_count": cached} if cached else {}
    if timings:
        out |= {"prompt_eval_duration": round(timings["prompt_ms"] * 1e6)}
        out |= {"eval_duration": round(timings["predicted_ms"] * 1e6)}
    return out


async def _lines(first: dict[str, Any], rest: AsyncGenerator[dict[str, Any]]) -> AsyncGenerator[str]:
    yield json.dumps(first, ensure_ascii=False) + "\n"
    async for piece in rest:
        yield json.dumps(piece, ensure_ascii=False) + "\n"


async def _whole(first: dict[str, Any], rest: AsyncGenerator[dict[str, Any]], *, chat: bool) -> dict[str, Any]:
    pieces = [first, *[piece async for piece in rest]]
    said = [piece["message"] if chat else piece for piece in pieces]
    field = "content" if chat else "response"
    told: dict[str, Any] = {field: "".join(one[field] for one in said)}
    thought = "".join(one.get("thinking", "") for one in said)
    told |= {"thinking": thought} if thought else {}
    return pieces[-1] | ({"message": {"role": "assistant", **told}} if chat else told)


def _messages(body: dict[str, Any], *, chat: bool) -> list[dict[str, Any]]:
    if chat:
        said: list[dict[str, Any]] = body.get("messages") or []
        return [_message(one["role"], one.get("content", ""), one.get("images")) for one in said]
    if not body.get("prompt"):
        return []
    system = [_message("system", body["system"], None)] if body.get("system") else []
    return [*system, _message("user", body["prompt"], body.get("images"))]


def _message(role: str, text: str, images: list[str] | None) -> dict[str, Any]:
    if not images:
        return {"role": role, "content": text}
    shown: list[dict[str, Any]] = [{"type": "text", "text": text}]
    for image in images:
        try:
            head = base64.b64decode(image, validate=True)[:4]
        except binascii.Error as error:
            raise _Refused(400, "illegal base64 data") from error
        kind = "png" if head.startswith(b"\x89PNG") else "jpeg"
        shown.append({"type": "image_url", "image_url": {"url": f"data:image/{kind};base64,{image}"}})
    return {"role": role, "content": shown}


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise _Refused(400, str(error)) from error
    if not isinstance(body, dict):
        raise _Refused(400, "the body must be an object")
    return cast("dict[str, Any]", body)


def _error(refused: _Refused) -> Response:
    return JSONResponse({"error": refused.why}, status_code=refused.status)


def serve(behind: str, model: str, file: Path) -> str:
    """Serve on a free port of this machine, in a thread of this process; its address."""
    shim = OllamaShim(behind, model, file)
    get, post = ["GET"], ["POST"]
    app = Starlette(
        routes=[
            Route("/api/version", shim.version, methods=get),
            Route("/api/tags", shim.tags, methods=get),
            Route("/api/ps", shim.ps, methods=get),
            Route("/api/show", shim.show, methods=post),
            Route("/api/chat", shim.chat, methods=post),
            Route("/api/generate", shim.generate, methods=post),
        ]
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}"
