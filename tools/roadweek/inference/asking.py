"""One question to an endpoint, followed to the end of its stream: what came when, and how it ended."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from time import monotonic
from typing import cast

import httpx2

from roadweek.benchmarking.traces import RequestOutcome, RequestTrace
from roadweek.domain.sanitise import sanitised_line
from roadweek.inference.endpoints import ModelEndpoint
from roadweek.inference.hearing import HeardAnswer, listener
from roadweek.inference.streaming import EventLines, JsonLines, StreamTooWideError
from roadweek.inference.wire import StampedStream

__all__ = ["AnswerLimits", "AskedAnswer", "ask"]

SHOWN = 200
"""Characters of an error that are kept."""


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """``timeout_s`` bounds the whole request, headers and stream. ``stoppable``: a cancellation ends in a trace that
    says so, instead of going on upwards."""

    max_tokens: int
    timeout_s: float
    keep_text: bool = False
    stoppable: bool = False


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """``freed_s`` is when the last byte of the answer was read: from then on another question could be asked."""

    trace: RequestTrace
    text: str
    freed_s: float


@dataclass(slots=True)
class _Marks:
    headers_s: float | None = None
    first_byte_s: float | None = None
    status: int | None = None
    stamp: float = 0.0
    freed_s: float = 0.0


async def ask(
    endpoint: ModelEndpoint,
    request: httpx2.Request,
    limits: AnswerLimits,
    *,
    index: int = 0,
    prompt_id: str = "",
    scheduled_s: float | None = None,
) -> AskedAnswer:
    """Send the request and follow its stream. Nothing that the server does raises.

    A stream that is cut raises nothing in a client: it is good only with a finish reason and usage.
    """
    heard = HeardAnswer(keep_text=limits.keep_text)
    marks = _Marks()
    started = monotonic()
    try:
        outcome, error = await _followed(endpoint, request, limits, heard, marks)
    except asyncio.CancelledError:
        if not limits.stoppable:
            raise
        outcome, error = "stopped", ""
    trace = RequestTrace(
        index=index,
        prompt_id=prompt_id,
        scheduled_s=started if scheduled_s is None else scheduled_s,
        started_s=started,
        outcome=outcome,
        error=error[:SHOWN],
        headers_s=marks.headers_s,
        first_byte_s=marks.first_byte_s,
        first_token_s=heard.first_token_s,
        first_content_s=heard.first_content_s,
        last_token_s=heard.last_token_s,
        ended_s=marks.stamp if outcome == "good" else marks.freed_s or monotonic(),
        chunk_s=tuple(heard.chunk_s),
        prompt_tokens=heard.prompt_tokens,
        completion_tokens=heard.completion_tokens,
        reasoning_tokens=heard.reasoning_tokens,
        cached_tokens=heard.cached_tokens,
        finish_reason=heard.finish_reason,
        status=marks.status,
        server_timings=heard.timings,
    )
    return AskedAnswer(trace, "".join(heard.text or ()), marks.freed_s or monotonic())


async def _followed(
    endpoint: ModelEndpoint, request: httpx2.Request, limits: AnswerLimits, heard: HeardAnswer, marks: _Marks
) -> tuple[RequestOutcome, str]:
    try:
        async with asyncio.timeout(limits.timeout_s):
            response = await endpoint.client.send(request, stream=True)
            try:
                return await _streamed(endpoint, response, limits, heard, marks)
            finally:
                await response.aclose()
    except TimeoutError:
        came = f", {len(heard.chunk_s)} chunks with tokens came" if marks.headers_s is not None else ""
        return "timeout", f"no end within {limits.timeout_s:g} s{came}"
    except httpx2.ConnectError as problem:
        return "refused", _words(problem)
    except httpx2.RemoteProtocolError as problem:  # an end of the connection where more was announced, or no HTTP
        if marks.status is None:
            closed = "disconnected" in str(problem)
            return ("reset" if closed else "unreadable"), _words(problem)
        return _ended(heard, limits) if heard.complete or heard.told_error else ("cut", _words(problem))
    except httpx2.TransportError as problem:
        return _ended(heard, limits) if heard.complete else ("reset", _words(problem))
    except StreamTooWideError:
        return "unreadable", "a line of the stream has no end"
    except ssl.SSLError as problem:
        return "refused", _words(problem)


async def _streamed(
    endpoint: ModelEndpoint, response: httpx2.Response, limits: AnswerLimits, heard: HeardAnswer, marks: _Marks
) -> tuple[RequestOutcome, str]:
    stamped = cast("StampedStream", response.extensions["network_stream"])
    marks.status = response.status_code
    marks.headers_s = marks.stamp = stamped.stamp
    if response.status_code != 200:
        return "http_error", f"HTTP {response.status_code} {await _beginning(response)}".strip()
    api = endpoint.settings.api
    hear = listener(api)
    lines = JsonLines() if api == "ollama" else EventLines()
    async for part in cast("httpx2.AsyncByteStream", response.stream):  # as aiter_raw, which costs a tenth of all
        stamp = marks.stamp = stamped.stamp
        if marks.first_byte_s is None:
            marks.first_byte_s = stamp
        for event in lines.feed(part):
            hear(heard, stamp, event)
        if heard.endless(limits.max_tokens):
            return "endless", f"{len(heard.chunk_s)} chunks with tokens where {limits.max_tokens} tokens were asked for"
        if heard.told_error or heard.unreadable:
            return _ended(heard, limits)
    marks.freed_s = stamped.stamp
    for event in lines.close():
        hear(heard, marks.stamp, event)
        if heard.unreadable:
            heard.unreadable = ""  # half a chunk: the stream was cut
    return _ended(heard, limits)


def _ended(heard: HeardAnswer, limits: AnswerLimits) -> tuple[RequestOutcome, str]:
    return heard.verdict(limits.max_tokens)


async def _beginning(response: httpx2.Response) -> str:
    body = b""
    async for part in response.aiter_raw():
        body += part
        if len(body) > SHOWN:
            break
    return sanitised_line(body.decode("utf-8", "replace"))[:SHOWN]


def _words(problem: Exception) -> str:
    return sanitised_line(str(problem)) or type(problem).__name__
