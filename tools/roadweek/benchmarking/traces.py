"""What became of one request of a load run: its times on one monotonic clock, its counts, its end."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

__all__ = ["OUTCOMES", "RequestOutcome", "RequestTrace"]

RequestOutcome = Literal[
    "good",  # a finish reason and usage that can be
    "refused",  # no connection
    "reset",  # the connection was broken off before the answer ended
    "timeout",  # nothing, or no end, within the request's time
    "endless",  # more tokens than were asked for, and no end
    "http_error",  # a status of 400 or more
    "api_error",  # an error told inside the stream
    "unreadable",  # what came is not the protocol
    "cut",  # the stream ended without a finish reason
    "no_usage",  # it finished, but told no counts
    "wrong_usage",  # counts that cannot be
    "stopped",  # our own stop rule broke it off
]
OUTCOMES: tuple[RequestOutcome, ...] = get_args(RequestOutcome)


@dataclass(frozen=True, slots=True)
class RequestTrace:
    """Times are seconds of one monotonic clock, None where that moment never came.

    ``scheduled_s`` is when the request should have been sent (Poisson: its arrival; closed loop: when its place became
    free), ``started_s`` when it was. ``first_byte_s`` is the first byte of the answer's body, ``first_token_s`` the
    first chunk with any token (reasoning, tool call or content; a chunk with only a role is none), ``first_content_s``
    the first with content, ``last_token_s`` the last chunk with a token or the finish reason, ``ended_s`` the end of
    the stream or of the attempt. ``chunk_s`` has a time a chunk with tokens. Counts are the server's usage.
    ``server_timings`` are its own durations in ms and the tokens of each, under our names (``prefill_ms``,
    ``decode_ms``, ``load_ms``, ``prefill_n``, and ``decode_n``, those after the first), as far as it told any.
    """

    index: int
    prompt_id: str
    scheduled_s: float
    started_s: float
    outcome: RequestOutcome
    error: str = ""
    headers_s: float | None = None
    first_byte_s: float | None = None
    first_token_s: float | None = None
    first_content_s: float | None = None
    last_token_s: float | None = None
    ended_s: float | None = None
    chunk_s: tuple[float, ...] = ()
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    reasoning_tokens: int | None = None
    cached_tokens: int | None = None
    finish_reason: str | None = None
    status: int | None = None
    server_timings: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def good(self) -> bool:
        return self.outcome == "good"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "chunk_s": list(self.chunk_s)}

    @staticmethod
    def of_json(document: dict[str, Any]) -> RequestTrace:
        values: dict[str, Any] = {**document, "chunk_s": tuple(document.get("chunk_s", ()))}
        return RequestTrace(**values)
