"""The typed edits as a client sees them: a compact list for tool descriptions, and the whole JSON schema as a resource.

Both come from the edit types, so they cannot say something else than what is accepted.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from pydantic import GetJsonSchemaHandler, ValidationError, WithJsonSchema
from pydantic_core import CoreSchema

from roadweek.domain.edits import EDIT_KINDS, EDITS, Edit
from roadweek.errors import EditError
from roadweek.messages.faults import fault_words
from roadweek_mcp.binding import slim

MOST_EDITS = 50
"""So many edits one call may bring."""
INTERNAL = ("withdraw", "reinstate")
"""Kinds that undo uses; a client undoes by ``change_undo``."""
KINDS = tuple(kind for kind in EDIT_KINDS if kind not in INTERNAL)
FACTS = ("log", "finish", "report", "finish_task", "add_task", "finish_milestone", "decide")
"""Kinds that say what happened or is small: they need no proposal."""


@cache
def brief(kinds: tuple[str, ...] = KINDS) -> str:
    """All kinds with their fields: ``add_trip(start, end, place?); …``. Choices stand where they first occur."""
    parts: list[str] = []
    told: set[str] = set()
    for model in _models():
        kind = model.model_fields["kind"].default
        if kind not in kinds:
            continue
        fields: list[str] = []
        for name, field in model.model_fields.items():
            if name == "kind":
                continue
            shown = (field.alias or name) + ("" if field.is_required() else "?")
            choices = "" if shown.rstrip("?") in told else _choices(field.annotation) or _parts(field.annotation)
            told.add(shown.rstrip("?"))
            fields.append(shown + choices)
        parts.append(f"{kind}({', '.join(fields)})")
    return "; ".join(parts)


def _models() -> tuple[Any, ...]:
    return get_args(get_args(Edit)[0])


def _choices(annotation: Any) -> str:
    """``: a|b`` for a field with a closed set of words, looked for inside unions."""
    for each in (annotation, *get_args(annotation)):
        if get_origin(each) is Literal:
            return ":" + "|".join(str(value) for value in get_args(each))
    return ""


def _parts(annotation: Any) -> str:
    """``:[title/minutes]`` for a list of objects: their fields."""
    for each in get_args(annotation):
        fields = getattr(each, "model_fields", None)
        if fields:
            return f":[{'/'.join(fields)}]"
    return ""


def parse(edits: list[dict[str, Any]]) -> tuple[Edit, ...]:
    """The edits a client sent. Raises EditError with every fault: which edit, which field, what is wrong with it."""
    if len(edits) > MOST_EDITS:
        raise EditError("too_many_edits", count=len(edits), most=MOST_EDITS)
    try:
        made = EDITS.validate_python(edits)
    except ValidationError as error:
        found = faults(error)
        why = "; ".join(f"{one['loc'][0]}: {fault_words(one, 'en')}" for one in found)  # for programs, see ``_meta``
        raise EditError(why=why, faults=found) from error
    ours = [edit.kind for edit in made if edit.kind in INTERNAL]
    if ours:
        raise EditError(why=f"{', '.join(ours)}: only change_undo makes these")
    return made


def faults(error: ValidationError) -> list[dict[str, Any]]:
    """What is wrong, without the values, each with its place: ``edit 1 (add_trip)``, ``end``."""
    found: list[dict[str, Any]] = []
    for fault in error.errors(include_url=False, include_input=False):
        index, *rest = fault["loc"] or ("",)
        kind = f" ({rest[0]})" if rest and rest[0] in EDIT_KINDS else ""
        where = ".".join(str(each) for each in rest[1 if kind else 0 :])
        number = index + 1 if isinstance(index, int) else 1
        found.append({**fault, "loc": (f"edit {number}{kind}{': ' + where if where else ''}",)})
    return found


def _compact(kinds: tuple[str, ...]) -> WithJsonSchema:
    """A small schema for a list of edits: the kinds are closed, their fields are told in the description."""
    one = {"type": "object", "properties": {"kind": {"enum": list(kinds)}}, "required": ["kind"]}
    return WithJsonSchema({"type": "array", "maxItems": MOST_EDITS, "items": one})


@cache
def _whole() -> dict[str, Any]:
    """The whole schema for a list of edits, every ``$ref`` written out: a parameter has no ``$defs`` of its own."""
    schema = EDITS.json_schema(by_alias=True)
    defs = schema["$defs"]
    kinds = [ref["$ref"].rpartition("/")[2] for ref in schema["items"]["oneOf"]]
    offered = [defs[name] for name in kinds if defs[name]["properties"]["kind"]["const"] not in INTERNAL]
    return {"type": "array", "items": {"oneOf": _written_out(offered, defs)}}


class WholeSchema:
    """Annotates a list of edits with its whole schema, made when it is asked for: the desk never does."""

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return _whole().copy()


def _written_out(schema: object, defs: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_written_out(each, defs) for each in cast("list[object]", schema)]
    if not isinstance(schema, dict):
        return schema
    fields = cast("dict[str, Any]", schema)
    if "$ref" in fields:
        return _written_out(defs[str(fields["$ref"]).rpartition("/")[2]], defs)
    return {key: _written_out(value, defs) for key, value in fields.items()}


def full_schema() -> str:
    """The JSON schema of a list of edits, as text."""
    return json.dumps(slim(_whole()), ensure_ascii=False, indent=1)


# Advertised in different sizes, but all checked by ``parse``, whose faults name the edit and the field.
WholeEdits = Annotated[list[dict[str, Any]], WholeSchema()]
CompactEdits = Annotated[list[dict[str, Any]], _compact(KINDS)]
CompactFacts = Annotated[list[dict[str, Any]], _compact(FACTS)]
