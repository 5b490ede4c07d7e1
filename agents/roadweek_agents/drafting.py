"""A model's draft made safe: validated by pydantic, sent back with the exact error at most twice, then given up."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from pydantic import Field, ValidationError

from roadweek.domain.base import Model as Value
from roadweek.domain.edits import Edit, Reinstate, Withdraw
from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import ModelError
from roadweek_agents.prompting import filled

if TYPE_CHECKING:
    from roadweek_agents.model import Model

REPAIRS = 2
"""Rounds of repair after the first draft; a model that needs more does not get there."""


class Draft(Value):
    """What a model may say to a sentence."""

    edits: tuple[Edit, ...] = ()
    question: str | None = Field(default=None, max_length=300)


class Routed(Value):
    """Whom a message is for."""

    route: Literal["planner", "coach", "benchmark"]


T = TypeVar("T", bound=Value)


def schema_of(kind: type[Value]) -> dict[str, Any]:
    """The JSON schema that a model is held to: without the two kinds of edits that only undo makes."""
    schema = kind.model_json_schema(by_alias=True)
    gone = {Withdraw.__name__, Reinstate.__name__}
    for name in gone:
        schema.get("$defs", {}).pop(name, None)
    return cast("dict[str, Any]", _without(schema, {f"#/$defs/{name}" for name in gone}))


def _without(schema: object, refs: set[str]) -> object:
    if isinstance(schema, list):
        each = cast("list[object]", schema)
        return [_without(one, refs) for one in each if one not in [{"$ref": ref} for ref in refs]]
    if isinstance(schema, dict):
        items = cast("dict[str, object]", schema).items()
        # The discriminator's mapping repeats the refs, and titles only cost tokens.
        return {
            key: _without(value, refs)
            for key, value in items
            if key != "discriminator" and not (key == "title" and isinstance(value, str))
        }
    return schema


async def read_sentence(
    model: Model, text: str, known: Mapping[str, Any], check: Callable[[list[dict[str, Any]]], Awaitable[str | None]]
) -> tuple[list[dict[str, Any]], str | None]:
    """What a sentence asks for by the model: edits, or none and a question.

    ``known`` is what the sentence may name (the document of ``words_context``), ``check`` the coverage check: the
    question to ask about what the edits leave out. Raises ModelError.
    """
    prompt = filled(
        "draft_edits",
        today=known["today"],
        weekday=known["weekday"],
        timezone=known["timezone"],
        names=_names(known),
        schema=json.dumps(schema_of(Draft), ensure_ascii=False, separators=(",", ":")),
        words=text,
    )
    made = await drafted(model, prompt, Draft)
    edits = [edit.to_json() for edit in made.edits]
    question = made.question or (await check(edits) if edits else None)
    return ([], question) if question else (edits, None)


def _names(known: Mapping[str, Any]) -> str:
    lines: list[str] = []
    for group in ("tracks", "milestones", "tasks", "decisions"):
        things: dict[str, list[str]] = known[group]
        lines += [f"{group[:-1]} {name}: {', '.join(map(sanitised_line, words))}" for name, words in things.items()]
    lines += [f"known trip {sanitised_line(trip)}" for trip in known["trips"]]
    return "\n".join(lines) or "(none yet)"


async def drafted(model: Model, prompt: str, kind: type[T]) -> T:
    """The model's answer to ``prompt`` as ``kind``. Raises ModelError where it is not to be had in three rounds."""
    schema = schema_of(kind)
    asked, wrong = prompt, ""
    for _ in range(1 + REPAIRS):
        text = await model.draft(asked, schema)
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
