"""A model's server that answers by a script and notes when it wrote what; also one that fails in every known way.

It runs in a process of its own: ``python -m bench.scripted_server`` prints its port. The model that a request names is
the script, either a name of SCRIPTS or JSON with fields of ``Script``. It speaks OpenAI's chat completions and Ollama's
/api/chat, over HTTP/1.1 with chunks and keep-alive. ``GET /log`` gives what was written since the last time it was
asked: a record a request, times of the monotonic clock taken just before each write.
"""

from __future__ import annotations

import asyncio
import json
import selectors
import socket
import struct
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from time import monotonic
from typing import Any, cast
from urllib.request import urlopen

__all__ = ["FAULTS", "SCRIPTS", "Script", "log_of", "named", "scripted_server"]


@dataclass(frozen=True)
class Script:
    """Times in ms. ``spread`` makes those of each request longer by up to this share, by its prompt. ``fault`` breaks
    the answer off after ``fault_at`` chunks, or tells wrong counts at its end."""

    headers_ms: float = 1
    first_ms: float = 30
    gap_ms: float = 5
    chunks: int = 16
    tokens_per_chunk: int = 1
    reasoning_chunks: int = 0
    role_first: bool = False
    cached_tokens: int | None = 0
    spread: float = 0
    fault: str = ""
    fault_at: int = 5


SCRIPTS: dict[str, Script] = {
    "plain": Script(),
    "reasoning": Script(reasoning_chunks=6),
    "packed": Script(tokens_per_chunk=4, gap_ms=12, chunks=8),
    "role": Script(role_first=True, headers_ms=1, first_ms=40),
    "instant": Script(headers_ms=0, first_ms=0, gap_ms=0),
    "slow_headers": Script(headers_ms=60_000),
    "cached": Script(cached_tokens=60),
    **{
        fault: Script(fault=fault, gap_ms=1)
        for fault in (
            "reset",
            "reset_at_once",
            "closed_at_once",
            "endless",
            "empty_usage",
            "no_usage",
            "no_finish",
            "wrong_counts",
            "wrong_total",
            "text_counts",
            "http_500",
            "truncated",
            "half_chunk",
            "told_error",
            "no_json",
            "no_line_end",
            "not_http",
        )
    },
}
FAULTS: dict[str, str] = {
    "reset": "reset",
    "reset_at_once": "reset",
    "closed_at_once": "reset",
    "endless": "endless",
    "empty_usage": "no_usage",
    "no_usage": "no_usage",
    "no_finish": "cut",
    "wrong_counts": "wrong_usage",
    "text_counts": "wrong_usage",
    "http_500": "http_error",
    "slow_headers": "timeout",
    "truncated": "cut",
    "half_chunk": "cut",
    "told_error": "api_error",
    "no_json": "unreadable",
    "no_line_end": "unreadable",
    "not_http": "unreadable",
}
"""The scripts that fail, and how a client should count each."""
PROMPT_TOKENS = 64


def _script(model: str) -> Script:
    return Script(**json.loads(model)) if model.startswith("{") else SCRIPTS[model]


class _Connection(asyncio.Protocol):
    """Requests of one connection, one after another."""

    def __init__(self, log: list[dict[str, Any]], stall: list[float]) -> None:
        self._log = log
        self._stall = stall
        self._buffer = b""
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._read()

    def _read(self) -> None:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found or self._busy:
            return
        length = 0
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if len(rest) < length:
            return
        received = monotonic()
        self._buffer = rest[length:]
        method, path = head.split(b" ")[:2]
        if method == b"GET":
            self._get(path.decode())
        else:
            self._busy = True
            _Answer(self, json.loads(rest[:length]), path.startswith(b"/api/"), received, self._log, self._stall)

    def free(self) -> None:
        self._busy = False
        if not self.transport.is_closing():
            self._read()

    def _get(self, path: str) -> None:
        body: dict[str, Any] = {"data": [{"id": "plain"}], "models": [{"name": "plain"}]}
        if path == "/log":
            body = {"requests": list(self._log)}
            self._log.clear()
        elif path.startswith("/stall/"):  # all that would be written from now on waits for so many seconds
            self._stall[0] = monotonic() + float(path.removeprefix("/stall/"))
        data = json.dumps(body).encode()
        self.transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(data) + data
        )


class _Answer:
    """One answer, written as its script says."""

    def __init__(
        self,
        connection: _Connection,
        asked: dict[str, Any],
        ollama: bool,
        received: float,
        log: list[dict[str, Any]],
        stall: list[float],
    ) -> None:
        self.connection = connection
        self.script = _script(str(asked["model"]))
        self.ollama = ollama
        self.stall = stall
        message: dict[str, Any] = asked["messages"][0]
        content: Any = message["content"]
        text: str = content if isinstance(content, str) else content[0]["text"]
        image: str = message["images"][0] if "images" in message else ""
        if not isinstance(content, str):
            image = content[1]["image_url"]["url"]
        spread = 1 + self.script.spread * (int(sha256(text.split(" ", 1)[0].encode()).hexdigest()[:8], 16) / 2**32)
        self.script = replace(self.script, first_ms=self.script.first_ms * spread, gap_ms=self.script.gap_ms * spread)
        self.record: dict[str, Any] = {"head": text.split(" ", 1)[0], "received_s": received, "token_s": []}
        self.record |= {"content_s": None, "image": image}
        log.append(self.record)
        self.loop = asyncio.get_running_loop()
        self.start = received
        self.steps = self._steps()
        self._next()

    def _next(self) -> None:
        step = next(self.steps, None)
        if step is None:
            return
        at = max(self.start + step[0] / 1000, self.stall[0])
        if step[0] == 0 and at <= monotonic():
            self.loop.call_soon(self._do, step)
        else:
            self.loop.call_at(at, self._do, step)

    def _do(self, step: tuple[float, str, bytes]) -> None:
        if monotonic() < self.stall[0]:
            self.loop.call_at(self.stall[0], self._do, step)
            return
        _, kind, data = step
        transport = self.connection.transport
        if transport.is_closing():
            return
        if kind == "abort":
            linger = struct.pack("ii", 1, 0)  # a reset instead of an orderly end
            cast("socket.socket", transport.get_extra_info("socket")).setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, linger
            )
            transport.abort()
            return
        if kind == "close":
            transport.close()
            return
        now = monotonic()
        if kind and "byte_s" not in self.record and kind not in ("headers", "end"):
            self.record["byte_s"] = now
        if kind in ("token", "content"):
            self.record["token_s"].append(now)
            if kind == "content" and self.record["content_s"] is None:
                self.record["content_s"] = now
        elif kind:
            self.record[f"{kind}_s"] = now
        transport.write(data)
        if kind == "end":
            self.connection.free()
            return
        self._next()

    def _steps(self) -> Generator[tuple[float, str, bytes]]:
        """(ms after the request came, what it is, bytes) in order."""
        script = self.script
        at = script.headers_ms
        if script.fault in ("reset_at_once", "closed_at_once"):
            yield at, "abort" if script.fault == "reset_at_once" else "close", b""
            return
        if script.fault == "not_http":
            yield at, "", b"SSH-2.0-OpenSSH_9.6\r\n\r\n"
            yield at, "close", b""
            return
        if script.fault == "http_500":
            yield at, "end", b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 9\r\n\r\nno memory"
            return
        kind = b"application/x-ndjson" if self.ollama else b"text/event-stream"
        head = b"HTTP/1.1 200 OK\r\ncontent-type: " + kind + b"\r\ntransfer-encoding: chunked\r\n\r\n"
        yield at, "headers", head
        if script.role_first:
            yield at, "byte", self._chunk({"role": "assistant", "content": ""})
        at = script.first_ms
        number = 0
        while number < script.chunks or script.fault == "endless":
            if script.fault and number == script.fault_at and (broken := self._broken(at)):
                yield from broken
                return
            reasoning = number < script.reasoning_chunks
            name = ("thinking" if self.ollama else "reasoning_content") if reasoning else "content"
            yield at, "token" if reasoning else "content", self._chunk({name: "word " * script.tokens_per_chunk})
            at += script.gap_ms
            number += 1
        yield from self._ending(at - script.gap_ms)

    def _broken(self, at: float) -> list[tuple[float, str, bytes]]:
        fault = self.script.fault
        if fault == "reset":
            return [(at, "abort", b"")]
        if fault == "truncated":
            return [(at, "", self._framed(self._chunk({"content": "word"}, bare=True)[:30])), (at, "close", b"")]
        if fault == "half_chunk":
            return [(at, "", self._framed(self._chunk({"content": "word"}, bare=True)[:30])), (at, "end", b"0\r\n\r\n")]
        if fault == "told_error":
            error = {"error": "out of memory" if self.ollama else {"message": "out of memory", "code": 500}}
            return [(at, "", self._framed(self._line(error))), (at, "end", b"0\r\n\r\n")]
        if fault == "no_json":
            return [(at, "", self._framed(b"data: <html>\n\n" if not self.ollama else b"<html>\n")), (at, "close", b"")]
        if fault == "no_line_end":  # pieces of 1 MiB
            return [(at, "", self._framed(b"data: " + b"x" * 2**20)) for _ in range(12)]
        return []

    def _ending(self, at: float) -> list[tuple[float, str, bytes]]:
        script = self.script
        tokens = script.chunks * script.tokens_per_chunk
        reasoning = script.reasoning_chunks * script.tokens_per_chunk
        told: dict[str, Any] = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": tokens}
        told["total_tokens"] = PROMPT_TOKENS + tokens
        if script.fault == "wrong_counts":
            told = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": 3, "total_tokens": PROMPT_TOKENS + 3}
        elif script.fault == "wrong_total":
            told["total_tokens"] += 5
        elif script.fault == "text_counts":
            told["completion_tokens"] = "many"
        elif script.fault == "empty_usage":
            told = {}
        if script.cached_tokens is not None and told:
            told["prompt_tokens_details"] = {"cached_tokens": script.cached_tokens}
        if reasoning and told:
            told["completion_tokens_details"] = {"reasoning_tokens": reasoning}
        if self.ollama:
            return self._ending_ollama(at, told)
        parts: list[tuple[float, str, bytes]] = []
        if script.fault != "no_finish":
            parts.append((at, "finish", self._chunk({}, finish="length")))
        if script.fault != "no_usage":
            usage = self._framed(self._line({"choices": [], "usage": told, "timings": self._timings(tokens)}))
            parts.append((at, "", usage))
        return [*parts, (at, "done", self._framed(b"data: [DONE]\n\n")), (at, "end", b"0\r\n\r\n")]

    def _timings(self, tokens: int) -> dict[str, float]:
        """As planned, in ms: what the server itself would tell."""
        script = self.script
        decode = script.gap_ms * (script.chunks - 1)
        return {"prompt_n": PROMPT_TOKENS, "prompt_ms": script.first_ms, "predicted_n": tokens, "predicted_ms": decode}

    def _ending_ollama(self, at: float, told: dict[str, Any]) -> list[tuple[float, str, bytes]]:
        last: dict[str, Any] = {
            "message": {"role": "assistant", "content": ""},
            "done": self.script.fault != "no_finish",
        }
        if told and self.script.fault not in ("no_usage", "wrong_total"):
            last |= {"prompt_eval_count": PROMPT_TOKENS, "eval_count": told["completion_tokens"]}
            last |= {"load_duration": 2_000_000, "prompt_eval_duration": 30_000_000, "eval_duration": 75_000_000}
        if self.script.cached_tokens is not None:
            last["prompt_eval_cached_count"] = self.script.cached_tokens
        return [(at, "finish", self._framed(self._line({**last, "done_reason": "length"}))), (at, "end", b"0\r\n\r\n")]

    def _chunk(self, delta: dict[str, str], finish: str | None = None, *, bare: bool = False) -> bytes:
        if self.ollama:
            line = self._line({"message": {"role": "assistant", **delta}, "done": False})
        else:
            line = self._line({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})
        return line if bare else self._framed(line)

    def _line(self, document: dict[str, Any]) -> bytes:
        body = json.dumps({"model": "scripted", **document}).encode()
        return body + b"\n" if self.ollama else b"data: " + body + b"\n\n"

    def _framed(self, data: bytes) -> bytes:
        return b"%x\r\n" % len(data) + data + b"\r\n"


async def _serve() -> None:
    log: list[dict[str, Any]] = []
    stall = [0.0]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(log, stall), "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()  # until whoever started us is gone


@contextmanager
def scripted_server() -> Generator[str]:
    """The address of a server of its own process, while the block runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.scripted_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def log_of(url: str) -> list[dict[str, Any]]:
    """What was written since the last time: a record a request, by the first word of its prompt (``head``)."""
    with urlopen(f"{url}/log", timeout=10) as answer:
        return cast("list[dict[str, Any]]", json.load(answer)["requests"])


def named(script: Script, **changed: Any) -> str:
    """The model that stands for a script."""
    return json.dumps(asdict(replace(script, **changed)))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner:
        runner.run(_serve())
