"""A model's answers made safe: a message is copied into slots that code reads and checks; any other draft is validated
by pydantic, sent back with the exact error at most twice, then given up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from pydantic import ValidationError

from roadweek.domain.base import Model as Value
from roadweek.errors import ModelError
from roadweek.messages import say
from roadweek.understanding.stance import language_of
from roadweek_agents.model import ANSWER_TOKENS
from roadweek_agents.prompting import filled
from roadweek_agents.slots import CopiedWishes, fits, quotes_only, sentence_of, slots_schema, stands

if TYPE_CHECKING:
    from roadweek_agents.model import Model

REPAIRS = 2
"""Rounds of repair after the first draft; a model that needs more does not get there."""
COPY_TOKENS = 300
"""Four wishes with all their slots, in either language."""
COPY_S = 20.0
"""So long a message waits for a model; then the question of the rules is asked."""
ROUTE_TOKENS = 40


class Routed(Value):
    """Whom a message is for."""

    route: Literal["planner", "coach", "benchmark"]


T = TypeVar("T", bound=Value)


def schema_of(kind: type[Value]) -> dict[str, Any]:
    """The JSON schema that a model is held to. Titles only cost tokens."""
    return cast("dict[str, Any]", _untitled(kind.model_json_schema(by_alias=True)))


def _untitled(schema: object) -> object:
    if isinstance(schema, list):
        return [_untitled(one) for one in cast("list[object]", schema)]
    if isinstance(schema, dict):
        items = cast("dict[str, object]", schema).items()
        return {key: _untitled(value) for key, value in items if not (key == "title" and isinstance(value, str))}
    return schema


SLOTS = slots_schema()


async def read_sentence(
    model: Model,
    text: str,
    asked: str | None,
    understand: Callable[[str], Awaitable[Mapping[str, Any]]],
    check: Callable[[list[dict[str, Any]]], Awaitable[str | None]],
) -> tuple[list[dict[str, Any]], str | None]:
    """What a message asks for, where a model copied its words: edits, or a question; neither where it finds no wish.

    ``asked`` is the rules' question, which stands where the model does not help. ``understand`` reads a plain sentence
    by the rules, ``check`` is the coverage check of the message: the question to ask about what the edits leave out.
    One call of bounded length and time. Raises ModelError.
    """
    try:
        async with asyncio.timeout(COPY_S):
            said = await model.draft(filled("copy_wishes", words=text), SLOTS, COPY_TOKENS)
    except TimeoutError as error:
        raise ModelError(url=model.where, why=f"it took longer than {COPY_S:.0f} s") from error
    try:
        wishes = CopiedWishes.model_validate(plain_json(said)).wishes
    except (ValueError, RecursionError):  # a ValidationError is one; or it was cut off before its end
        return [], asked
    lang = language_of(text)
    refused = asked or say("questions.unclear", lang, words=" ".join(text.split())[:200])
    edits: list[dict[str, Any]] = []
    for wish in wishes:
        sentence = sentence_of(wish, lang) if stands(wish, text) else None
        if sentence is None:
            return [], refused
        read = await understand(sentence)
        made: list[dict[str, Any]] = read["edits"]
        if read["question"] or not made or not fits(wish, made):
            return [], read["question"] if quotes_only(read["question"], text) else refused
        edits += [edit for edit in made if edit not in edits]
    question = await check(edits) if edits else asked
    return ([], question) if question else (edits, None)


async def drafted(model: Model, prompt: str, kind: type[T], max_tokens: int = ANSWER_TOKENS) -> T:
    """The model's answer to ``prompt`` as ``kind``. Raises ModelError where it is not to be had in three rounds."""
    schema = schema_of(kind)
    asked, wrong = prompt, ""
    for _ in range(1 + REPAIRS):
        text = await model.draft(asked, schema, max_tokens)
        try:
            return kind.model_validate(plain_json(text))
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(str(part) for part in fault['loc']) or 'answer'}: {fault['msg']}"
                for fault in error.errors(include_url=False, include_input=False, include_context=False)
            )
        except ValueError as error:
            wrong = f"not JSON: {error}"
        asked = prompt + "\n\n" + filled("repair_edits", draft=text, error=wrong)
    raise ModelError(url=model.where, why=f"its draft stayed unusable: {wrong[:200]}")


def plain_json(text: str) -> Any:
    """The JSON of an answer, without a fence around it and without null fields. Raises ValueError."""
    stripped = text.strip()
    if stripped.startswith("```"):
        stripped = stripped.strip("`").removeprefix("json").strip()
    return _not_null(json.loads(stripped))


def _not_null(value: object) -> object:
    if isinstance(value, dict):
        return {key: _not_null(each) for key, each in cast("dict[str, object]", value).items() if each is not None}
    if isinstance(value, list):
        return [_not_null(each) for each in cast("list[object]", value)]
    return value
