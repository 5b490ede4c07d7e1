"""A small endpoint in this process that speaks Ollama's API as far as devices and quick answers need it.

Its form is the one of github.com/ollama/ollama, docs/openapi.yaml; `make test-model` meets the same with a real model.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

MODELS: tuple[tuple[str, str, int], ...] = (
    ("tiny-vl:1b-q4_K_M", "Q4_K_M", 700),
    ("tiny-vl:1b-fp16", "F16", 2000),
    ("words:135m", "Q4_1", 94),
)
"""Name, quantisation, size in MiB."""


class OllamaEndpoint:
    """``says`` is what each answer says, a token a word. ``asked`` are the bodies of requests, ``keys`` their headers
    of authorization."""

    def __init__(self, says: str) -> None:
        self.says = says
        self.url = ""
        self.models = MODELS
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.evil_name: str | None = None
        self.hangs_after: int | None = None
        """So many requests are answered; the next one never is."""
        self.hanging, self.over = Event(), Event()
        self._handler: type[BaseHTTPRequestHandler] | None = None
        self._server: ThreadingHTTPServer | None = None

    def serve(self, handler: type[BaseHTTPRequestHandler] | None = None) -> None:
        """Listen: on a free port first, on the same one after ``close``."""
        self._handler = handler or self._handler
        assert self._handler is not None
        port = int(self.url.rpartition(":")[2]) if self.url else 0
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Nobody is there any more: connections are refused."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def listed(self) -> list[dict[str, Any]]:
        return [
            {
                "name": self.evil_name or name,
                "model": name,
                "digest": sha256(name.encode()).hexdigest(),
                "size": size * 2**20,
                "details": {"quantization_level": quantisation, "parameter_size": "1B"},
            }
            for name, quantisation, size in self.models
        ]


@contextmanager
def ollama_endpoint(says: str = "one two three") -> Generator[OllamaEndpoint]:
    """The endpoint on a free port of this machine while the block runs."""
    endpoint = OllamaEndpoint(says)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            endpoint.keys.append(self.headers["authorization"])
            told: dict[str, dict[str, Any]] = {
                "/api/version": {"version": "0.13.0"},
                "/api/tags": {"models": endpoint.listed()},
                "/api/ps": {"models": endpoint.listed()[:1]},
            }
            self._answer(json.dumps(told[self.path]).encode(), "application/json")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if self.path == "/api/show":
                told = {"details": {"format": "gguf"}, "model_info": {}, "capabilities": ["completion"]}
                self._answer(json.dumps(told).encode(), "application/json")
                return
            if endpoint.hangs_after is not None and len(endpoint.asked) >= endpoint.hangs_after:
                endpoint.hanging.set()
                endpoint.over.wait(90)  # its client is killed long before
                return
            endpoint.asked.append(body)
            words = endpoint.says.split(" ")[: body.get("options", {}).get("num_predict", 10**6)]
            lines = [{"message": {"role": "assistant", "content": f"{word} "}, "done": False} for word in words]
            counts = {"prompt_eval_count": 7, "eval_count": len(words), "eval_duration": 10**6 * len(words)}
            last = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "length"} | counts
            whole = "".join(json.dumps(line) + "\n" for line in [*lines, last])
            self._answer(whole.encode(), "application/x-ndjson")

        def _answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    endpoint.serve(Handler)
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        endpoint.close()
