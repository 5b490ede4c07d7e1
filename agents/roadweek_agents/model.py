"""Language models behind one protocol: the rules alone by default, or any OpenAI-compatible endpoint.

A model drafts text under a JSON schema, or a sentence of prose; whoever asked checks either before it is used.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from roadweek.errors import ModelError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

TIMEOUT_S = 60.0
ANSWER_TOKENS = 1500
"""So much a draft may take, where whoever asks does not know better: a model that does not stop is stopped."""
PROSE_TOKENS = 400
"""So much a sentence or two of prose may take."""


class Model(Protocol):
    """What the agents need of a model."""

    @property
    def configured(self) -> bool:
        """Whether there is a model to ask."""
        ...

    @property
    def where(self) -> str:
        """Its address, for messages."""
        ...

    async def draft(self, prompt: str, schema: dict[str, Any], max_tokens: int = ANSWER_TOKENS) -> str:
        """JSON text that follows ``schema``, if the model obeys, of at most ``max_tokens``. Raises ModelError."""
        ...

    def stream(self, prompt: str) -> AsyncIterator[str]:
        """Prose, piece by piece. Raises ModelError."""
        ...


class Rules:
    """No model: what the rules do not read fully becomes a question to the person."""

    configured = False
    where = "rules"

    async def draft(self, prompt: str, schema: dict[str, Any], max_tokens: int = ANSWER_TOKENS) -> str:
        raise ModelError(url=self.where, why="no model is configured")

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        yield await self.draft(prompt, {})


@dataclass(slots=True)
class Spent:
    """What a model was used for so far. Servers that do not count their tokens leave those at 0."""

    calls: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0


class OpenAICompatible:
    """An endpoint that speaks ``/chat/completions``: Ollama, llama.cpp, vLLM, OpenAI.

    ``url`` ends where ``/chat/completions`` is added, mostly in ``/v1``. A client is made for each request: some local
    servers mishandle connections that are used again.
    """

    configured = True

    def __init__(self, url: str, name: str, key: str | None = None, *, timeout_s: float = TIMEOUT_S) -> None:
        self.where = url
        self._key = key or "none"
        self._timeout_s = timeout_s
        self.name = name
        self.spent = Spent()

    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI

        return AsyncOpenAI(base_url=self.where, api_key=self._key, timeout=self._timeout_s, max_retries=1)

    async def draft(self, prompt: str, schema: dict[str, Any], max_tokens: int = ANSWER_TOKENS) -> str:
        import openai

        # Not "strict", which allows no optional fields; servers that constrain do so anyway; the answer is validated.
        self.spent.calls += 1
        form: Any = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": False}}
        try:
            async with self._client() as client:
                said = await client.chat.completions.create(
                    model=self.name,
                    messages=[{"role": "user", "content": prompt}],
                    response_format=form,
                    max_tokens=max_tokens,
                    temperature=0,
                    seed=0,
                )
        except openai.OpenAIError as error:
            raise ModelError(url=self.where, why=_why(error)) from error
        if said.usage:
            self.spent.prompt_tokens += said.usage.prompt_tokens or 0
            self.spent.answer_tokens += said.usage.completion_tokens or 0
        text = said.choices[0].message.content if said.choices else None
        if not text:
            raise ModelError(url=self.where, why="it answered nothing")
        return text

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        import openai

        try:
            async with self._client() as client:
                pieces = await client.chat.completions.create(
                    model=self.name,
                    messages=[{"role": "user", "content": prompt}],
                    stream=True,
                    max_tokens=PROSE_TOKENS,
                    temperature=0,
                    seed=0,
                )
                async for piece in pieces:  # the role is never read: some servers repeat it in every piece
                    if piece.choices and (text := piece.choices[0].delta.content):
                        yield text
        except openai.OpenAIError as error:
            raise ModelError(url=self.where, why=_why(error)) from error


def _why(error: Exception) -> str:
    """One short line about an openai error, without the prompt or a body in it."""
    status = getattr(error, "status_code", None)
    return f"HTTP {status}" if status is not None else f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"
