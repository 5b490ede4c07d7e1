"""A tool is a plain function of a workspace; here it is bound to one, and errors become words that say what to do next.

A tool's answer is readable text, and its document as structured content, checked by the SDK against the output schema
of the function's return type. A :class:`RoadweekError` becomes an error result with its words; ``_meta`` names its key
and parameters, so that a program need not read prose. Sync functions run in worker threads (the SDK does that).
"""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, cast, get_type_hints, overload

from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from roadweek.domain.base import Language
from roadweek.domain.sanitise import FIELD, sanitised, sanitised_document, sanitised_line
from roadweek.errors import RoadweekError
from roadweek.messages import say
from roadweek.messages.tools import as_tools, elsewhere
from roadweek.views.format import day_of
from roadweek.views.readable import cut
from roadweek.workspace import Workspace
from roadweek_mcp.telling import text_of

log = logging.getLogger(__name__)

ERROR_META = "roadweek/error"
"""The key of an error result's ``_meta``: ``{"key": …, **params}``."""

Day = Annotated[str, Field(description="A date, YYYY-MM-DD.", json_schema_extra={"format": "date"})]
Brief = bool | Literal["bare"]
OptionalDay = Annotated[str | None, Field(description="Default today.", json_schema_extra={"format": "date"})]


def _hints(*, read: bool, destructive: bool = False, idempotent: bool = True, world: bool = False) -> ToolAnnotations:
    return ToolAnnotations(
        read_only_hint=read, destructive_hint=destructive, idempotent_hint=idempotent, open_world_hint=world
    )


READS = _hints(read=True)
"""Changes nothing."""
LOOKS = _hints(read=True, world=True)
"""Changes nothing; asks a server of others."""
ADDS = _hints(read=False, idempotent=False)
"""Adds something to the workspace; a second call adds it again."""
SETTLES = _hints(read=False)
"""Changes the workspace to a state; a second call changes nothing more."""
REPLACES = _hints(read=False, destructive=True, idempotent=False)
"""Changes sessions that stood; it can be undone, but a second call goes further."""
REPLACES_ONCE = _hints(read=False, destructive=True)
"""Changes sessions that stood; it can be undone, and a second call with the same arguments changes nothing more."""
READS_WORLD = _hints(read=True, world=True)
"""Changes nothing, and asks other machines."""
RUNS_WORLD = _hints(read=False, idempotent=False, world=True)
"""Lets another machine work; a second call lets it work again."""
MEETS = _hints(read=False, world=True)
"""Meets the calendar server: what it does there follows from the workspace, so doing it twice is doing it once."""
PUBLISHES = _hints(read=False, destructive=True, world=True)
"""Changes sessions that stood and writes them to the calendar; a second call changes nothing more."""
UNPUBLISHES = _hints(read=False, destructive=True, idempotent=False, world=True)
"""Changes sessions that stood and writes them to the calendar; a second call goes further."""


def bind(
    ws: Workspace,
    function: Callable[..., Any],
    *,
    title: str,
    hints: ToolAnnotations,
    name: str | None = None,
    brief: Brief = False,
) -> Tool:
    """The tool that ``function(ws, …)`` is: its name, docstring and parameters, its return type as output schema."""
    returns = get_type_hints(function, include_extras=True)["return"]

    @functools.wraps(function)
    def call(**arguments: Any) -> CallToolResult:
        return answer(ws, functools.partial(function, ws, **arguments), returns, desk=bool(brief))

    # What is told of it knows nothing of the workspace, and is most of the time of a start: once a process.
    kind = (function, title, hints.model_dump_json(), name, brief)
    if kind not in _DESCRIBED:
        _DESCRIBED[kind] = _described(function, call, title=title, hints=hints, name=name, brief=brief)
    return _DESCRIBED[kind].model_copy(update={"fn": call})


_DESCRIBED: dict[tuple[object, ...], Tool] = {}


def _described(
    function: Callable[..., Any],
    call: Callable[..., CallToolResult],
    *,
    title: str,
    hints: ToolAnnotations,
    name: str | None,
    brief: Brief,
) -> Tool:
    """The tool of ``call`` with the names, types and words of ``function`` but for its workspace."""
    annotations = get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    first, *rest = signature.parameters.values()
    returns = Annotated[CallToolResult, annotations["return"]]
    call.__annotations__ = {k: v for k, v in annotations.items() if k != first.name} | {"return": returns}
    seen = [p.replace(annotation=annotations[p.name]) for p in rest]
    call.__signature__ = signature.replace(parameters=seen, return_annotation=returns)  # type: ignore[attr-defined]
    return finish(call, title=title, hints=hints, name=name or function.__name__, brief=brief)


def finish(
    function: Callable[..., Any], *, title: str, hints: ToolAnnotations, name: str, brief: Brief = False
) -> Tool:
    """The tool of a function that already answers with a CallToolResult, its schemas slimmed.

    ``brief`` advertises only the first level of the output schema, because a client pays for it in every conversation;
    "bare" says only that it is an object, for tools whose answers need no explaining before they come.
    Answers are checked against the whole of it all the same.
    """
    tool = Tool.from_function(function, name=name, title=title, description=inspect.getdoc(function), annotations=hints)
    refuse_unknown(tool)
    tool.parameters = required_or_absent(slim(tool.parameters))
    output = tool.fn_metadata.output_schema
    if output is not None:
        short = {"type": "object"} if brief == "bare" else first_level(slim(output))
        tool.fn_metadata.output_schema = short if brief else slim(output)
    return tool


def refuse_unknown(tool: Tool) -> None:
    """A misspelled argument is an error: a client that says ``words`` for ``text`` must not get a week of no words."""
    arguments = tool.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"
    arguments.model_rebuild(force=True)
    tool.parameters["additionalProperties"] = False


def first_level(schema: dict[str, Any]) -> dict[str, Any]:
    """An object's schema with its fields and the types of those that have one, but without what is inside of them.

    It is shorter and says less, and every document that fits the whole schema fits it."""
    fields = cast("dict[str, dict[str, Any]]", schema.get("properties", {}))
    return {"type": "object", "properties": {name: _type_of(field) for name, field in fields.items()}}


def _type_of(field: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in field:
        return {"type": "object"}
    return {key: value for key, value in field.items() if key in ("type", "enum", "const")}


def slim(schema: object) -> Any:
    """A JSON schema without the titles that pydantic adds: a model pays for each of them, every time."""
    if isinstance(schema, list):
        return [slim(each) for each in cast("list[object]", schema)]
    if not isinstance(schema, dict):
        return schema
    out: dict[str, Any] = {}
    for key, value in cast("dict[str, Any]", schema).items():
        if key == "title" and isinstance(value, str):
            continue
        if key in ("properties", "$defs") and isinstance(value, dict):
            # Names of a mapping, not keywords: a property may itself be called title.
            out[key] = {name: slim(each) for name, each in cast("dict[str, Any]", value).items()}
        else:
            out[key] = slim(value)
    return out


def required_or_absent(schema: dict[str, Any]) -> dict[str, Any]:
    """Parameters that may be null shown as merely optional: shorter, the same to a caller. Null is still accepted."""
    out = dict(schema)
    shown: dict[str, Any] = {}
    for name, field in cast("dict[str, dict[str, Any]]", schema.get("properties", {})).items():
        options = [each for each in field.get("anyOf", []) if each != {"type": "null"}]
        if len(options) == 1 and field.get("default", 0) is None:
            rest = {key: value for key, value in field.items() if key not in ("anyOf", "default")}
            field = {**options[0], **rest}
        shown[name] = field
    out["properties"] = shown
    return out


def answer(
    ws: Workspace, work: Callable[[], Mapping[str, Any]], kind: Any = None, *, desk: bool = False
) -> CallToolResult:
    """What ``work`` gives as a tool result, or its error in words. ``kind`` is the type of the document: it has its own
    text, or is told line by line. What goes wrong names the tools of the ``desk``, or those of the other servers."""
    try:
        document = sanitised_document(dict(work()))
    except RoadweekError as error:
        return failure(ws, error, desk=desk)
    except Exception as error:
        log.exception("a tool failed")
        return failure(ws, RoadweekError(what=type(error).__name__), desk=desk)
    if desk:
        document = _warned(document, language(ws))
    text = cut(text_of(document, kind, language(ws)), language(ws))
    return CallToolResult(content=[TextContent(text=text)], structured_content=document)


def _warned(document: dict[str, Any], lang: Language) -> dict[str, Any]:
    """A document whose own words about what went wrong name tools instead of commands."""
    out = dict(document)
    if isinstance(out.get("calendar"), dict):
        out["calendar"] = _warned(out["calendar"], lang)
    if isinstance(out.get("error"), str):
        out["error"] = as_tools(out["error"], lang)
    if isinstance(out.get("warnings"), list):
        out["warnings"] = [as_tools(str(one), lang) for one in out["warnings"]]
    return out


def failure(ws: Workspace, error: RoadweekError, *, desk: bool = True) -> CallToolResult:
    params = {
        k: v if isinstance(v, int | bool) else sanitised_line(str(v), FIELD)
        for k, v in error.params.items()
        if k != "faults"
    }
    return CallToolResult(
        content=[TextContent(text=words(error, language(ws), desk=desk))],
        is_error=True,
        _meta={ERROR_META: {"key": error.key, **params}},
    )


def words(error: RoadweekError, lang: Language, *, desk: bool = True) -> str:
    """The error's words, naming tools instead of commands: those of the desk, or those of the other servers."""
    from roadweek.messages.agents import TEXTS

    key = f"tool_{error.key}"
    if key in TEXTS:
        said = say(f"agents.{key}", lang, **error.filled(lang))
    elif error.key == "unwritable":
        filled = error.filled(lang)
        said = say("errors.unwritable", lang, **{**filled, "next": say(f"tools.unwritable_{filled['step']}", lang)})
    else:
        said = error.text(lang)
    said = as_tools(sanitised(said, FIELD), lang)
    return said if desk else elsewhere(said)


def language(ws: Workspace) -> Language:
    """The language of answers: the person's, else their plan's; English where even that cannot be read."""
    from roadweek.storage import database, plans  # not ``versions.snapshot``: the first answer would wait for a planner

    try:
        with database.read(ws.database) as connection:
            return ws.language or plans.active_language(connection, ws.person) or "en"
    except RoadweekError:
        return ws.language or ws.settings.language or "en"


@overload
def day(text: str) -> date: ...
@overload
def day(text: str | None) -> date | None: ...
def day(text: str | None) -> date | None:
    """A date argument. Raises DateError, naming what is wrong."""
    return None if text is None else day_of(text)
