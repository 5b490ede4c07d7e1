"""What the chunks of a streamed answer say, each API in its own words, and whether the whole answer can be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal, cast

from roadweek.benchmarking.traces import RequestOutcome
from roadweek.domain.sanitise import sanitised_line

__all__ = ["EndpointApi", "HeardAnswer", "listener"]

EndpointApi = Literal["ollama", "openai", "llamacpp"]

SLACK_TOKENS = 1
"""So many tokens above the limit are no error: some engines count the end of the sequence apart."""
SLACK_CHUNKS = 2
"""So many chunks more than tokens are no error: one token may end the reasoning and begin the content."""
NANOSECONDS_PER_MS = 1e6


class HeardAnswer:
    """One answer as its chunks come in; times are seconds of the caller's monotonic clock."""

    __slots__ = (
        "cached_tokens",
        "chunk_s",
        "completion_tokens",
        "events",
        "finish_reason",
        "first_content_s",
        "first_token_s",
        "last_token_s",
        "prompt_tokens",
        "reasoning_tokens",
        "text",
        "timings",
        "told_error",
        "unreadable",
        "wrong_usage",
    )

    def __init__(self, *, keep_text: bool = False) -> None:
        self.first_token_s: float | None = None
        self.first_content_s: float | None = None
        self.last_token_s: float | None = None
        self.chunk_s: list[float] = []
        self.prompt_tokens: int | None = None
        self.completion_tokens: int | None = None
        self.reasoning_tokens: int | None = None
        self.cached_tokens: int | None = None
        self.finish_reason: str | None = None
        self.timings: dict[str, float] = {}
        self.told_error = ""
        self.unreadable = ""
        self.wrong_usage = ""
        self.events = 0
        self.text: list[str] | None = [] if keep_text else None

    @property
    def complete(self) -> bool:
        """Whether all that a good answer needs was told."""
        return self.finish_reason is not None and self.completion_tokens is not None

    def endless(self, max_tokens: int) -> bool:
        """Whether more came than can be of an answer of ``max_tokens``."""
        return len(self.chunk_s) > max_tokens + 16 or self.events > 4 * max_tokens + 1000

    def verdict(self, max_tokens: int) -> tuple[RequestOutcome, str]:
        """How an answer whose stream ended by itself is counted, and why."""
        if self.told_error:
            return "api_error", self.told_error
        if self.unreadable:
            return "unreadable", self.unreadable
        if self.finish_reason is None:
            return "cut", "the stream ended without a finish reason"
        if self.wrong_usage:
            return "wrong_usage", self.wrong_usage
        if self.completion_tokens is None or self.prompt_tokens is None:
            return "no_usage", "the server told no counts of tokens"
        return self._counts(max_tokens)

    def _counts(self, max_tokens: int) -> tuple[RequestOutcome, str]:
        assert self.completion_tokens is not None
        told, chunks = self.completion_tokens, len(self.chunk_s)
        if told > max_tokens + SLACK_TOKENS:
            return "wrong_usage", f"usage tells {told} tokens where at most {max_tokens} were asked for"
        if chunks > told + SLACK_CHUNKS or (chunks and not told):
            return "wrong_usage", f"usage tells {told} tokens, but {chunks} chunks with tokens came"
        if told > 1 and not chunks:
            return "wrong_usage", f"usage tells {told} tokens, but none came"
        if not self.prompt_tokens:
            return "wrong_usage", "usage tells a prompt without tokens"
        if (self.reasoning_tokens or 0) > told or (self.cached_tokens or 0) > (self.prompt_tokens or 0):
            return "wrong_usage", "usage tells a part that is larger than the whole"
        return "good", ""

    def token(self, stamp: float, *, content: bool) -> None:
        if self.first_token_s is None:
            self.first_token_s = stamp
        if content and self.first_content_s is None:
            self.first_content_s = stamp
        self.last_token_s = stamp
        self.chunk_s.append(stamp)

    def finished(self, stamp: float, reason: str) -> None:
        self.finish_reason = reason
        if self.first_token_s is not None:
            self.last_token_s = stamp  # the token that ends the sequence is counted, and shows in no text

    def count(self, name: str, value: object) -> int | None:
        """A count of usage; None where it is absent. What is no count is noted as wrong."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.wrong_usage = f"usage tells {name} as {str(value)[:20]!r}"
        return None


def listener(api: EndpointApi) -> Callable[[HeardAnswer, float, bytes], None]:
    """What takes in one event of a stream of this API, with its time."""
    return _hear_ollama if api == "ollama" else _hear_openai


def _object(heard: HeardAnswer, event: bytes) -> dict[str, Any] | None:
    heard.events += 1
    try:
        chunk: object = json.loads(event)
    except ValueError:
        heard.unreadable = "a chunk is not JSON"
        return None
    if not isinstance(chunk, dict):
        heard.unreadable = "a chunk is not a JSON object"
        return None
    whole = cast("dict[str, Any]", chunk)
    if error := whole.get("error"):
        message = cast("dict[str, Any]", error).get("message", error) if isinstance(error, dict) else error
        heard.told_error = sanitised_line(str(message))
        return None
    return whole


def _table(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _hear_openai(heard: HeardAnswer, stamp: float, event: bytes) -> None:
    """A chunk of an OpenAI-compatible completion: chat, or text; with llama.cpp's ``timings``."""
    if event == b"[DONE]":
        return
    chunk = _object(heard, event)
    if chunk is None:
        return
    choices = chunk.get("choices")
    if isinstance(choices, list) and choices:
        choice = _table(cast("list[object]", choices)[0])
        delta = _table(choice.get("delta"))
        content = delta.get("content") or choice.get("text")
        if content or delta.get("reasoning_content") or delta.get("reasoning") or delta.get("tool_calls"):
            heard.token(stamp, content=bool(content))
            if content and heard.text is not None:
                heard.text.append(str(content))
        if reason := choice.get("finish_reason"):
            heard.finished(stamp, str(reason))
    if usage := _table(chunk.get("usage")):
        heard.prompt_tokens = heard.count("prompt_tokens", usage.get("prompt_tokens"))
        heard.completion_tokens = heard.count("completion_tokens", usage.get("completion_tokens"))
        total = heard.count("total_tokens", usage.get("total_tokens"))
        if total is not None and total != (heard.prompt_tokens or 0) + (heard.completion_tokens or 0):
            heard.wrong_usage = f"usage tells {total} tokens in all, which is not the sum of its parts"
        prompt, completion = _table(usage.get("prompt_tokens_details")), _table(usage.get("completion_tokens_details"))
        heard.cached_tokens = heard.count("cached_tokens", prompt.get("cached_tokens"))
        heard.reasoning_tokens = heard.count("reasoning_tokens", completion.get("reasoning_tokens"))
    if timings := _table(chunk.get("timings")):
        names = {"prompt_ms": "prefill_ms", "prompt_n": "prefill_n", "predicted_ms": "decode_ms"}
        heard.timings = _since_first(_numbers(timings, {**names, "predicted_n": "decode_n"}))
        if heard.cached_tokens is None:
            heard.cached_tokens = heard.count("cache_n", timings.get("cache_n"))


def _hear_ollama(heard: HeardAnswer, stamp: float, event: bytes) -> None:
    """A line of Ollama's /api/chat or /api/generate. Durations are nanoseconds, all optional, in the last line."""
    chunk = _object(heard, event)
    if chunk is None:
        return
    message = _table(chunk.get("message"))
    content = message.get("content") or chunk.get("response")
    if content or message.get("thinking") or chunk.get("thinking") or message.get("tool_calls"):
        heard.token(stamp, content=bool(content))
        if content and heard.text is not None:
            heard.text.append(str(content))
    if chunk.get("done") is not True:
        return
    heard.finished(stamp, str(chunk.get("done_reason") or "stop"))
    heard.prompt_tokens = heard.count("prompt_eval_count", chunk.get("prompt_eval_count"))
    heard.completion_tokens = heard.count("eval_count", chunk.get("eval_count"))
    heard.cached_tokens = heard.count("prompt_eval_cached_count", chunk.get("prompt_eval_cached_count"))
    told = {"prompt_eval_duration": "prefill_ms", "eval_duration": "decode_ms"}
    told |= {"load_duration": "load_ms", "total_duration": "total_ms"}
    durations = _numbers(chunk, told)
    heard.timings = {name: value / NANOSECONDS_PER_MS for name, value in durations.items()}
    if heard.prompt_tokens is not None and "prefill_ms" in heard.timings:
        heard.timings["prefill_n"] = float(heard.prompt_tokens - (heard.cached_tokens or 0))
    if heard.completion_tokens is not None and "decode_ms" in heard.timings:
        heard.timings["decode_n"] = float(heard.completion_tokens)
    heard.timings = _since_first(heard.timings)


def _since_first(timings: dict[str, float]) -> dict[str, float]:
    """``decode_n`` without the first token. llama.cpp, and Ollama on it, start the clock of generation when that one is
    there and yet divide by all n: seen on 16 tokens, the rate told was 16/15 of that at which they came."""
    if "decode_n" in timings:
        timings["decode_n"] = max(0.0, timings["decode_n"] - 1)
    return timings


def _numbers(told: dict[str, Any], names: dict[str, str]) -> dict[str, float]:
    """What is a number of ``told``, under our names."""
    return {
        ours: float(value)
        for theirs, ours in names.items()
        if isinstance(value := told.get(theirs), int | float) and not isinstance(value, bool) and value >= 0
    }
