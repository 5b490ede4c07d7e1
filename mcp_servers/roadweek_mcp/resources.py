"""Resources: the week as text, the plan as the person wrote it, and the full schema of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from roadweek.domain.sanitise import sanitised
from roadweek.errors import NoPlanError, PlanFileError, RoadweekError
from roadweek_mcp.binding import day, language, words
from roadweek_mcp.edits import full_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server import MCPServer

    from roadweek.workspace import Workspace


def add_resources(server: MCPServer[Any], ws: Workspace) -> None:
    """``roadweek://week``, ``roadweek://week/{of}``, ``roadweek://plan`` and ``roadweek://edits``."""

    def week() -> str:
        """This week as text."""
        return _said(ws, lambda: _week(ws, None))

    def week_of(of: str) -> str:
        """The week that holds a date, as text."""
        return _said(ws, lambda: _week(ws, of))

    def plan() -> str:
        """The active plan, as the person wrote it."""
        return _said(ws, lambda: _source(ws))

    server.resource("roadweek://week", name="week", title="This week", mime_type="text/plain")(week)
    server.resource("roadweek://week/{of}", name="week-of", title="A week", mime_type="text/plain")(week_of)
    server.resource("roadweek://plan", name="plan", title="The plan's source", mime_type="text/markdown")(plan)
    server.resource("roadweek://edits", name="edits", title="Schema of edits", mime_type="application/schema+json")(
        full_schema
    )


def _week(ws: Workspace, of: str | None) -> str:
    from roadweek.usecases import queries
    from roadweek.views.texts import week_text

    return week_text(queries.week(ws, day(of)), language(ws))


def _source(ws: Workspace) -> str:
    from roadweek.storage import database, plans

    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        if version is None or version.plan is None:
            raise NoPlanError(workspace=ws.path)
        _, sha256 = plans.source_of(connection, ws.person, version.plan)
    lines = ws.plan_lines(sha256)
    if lines is None:
        raise PlanFileError("file_missing", path=ws.plans / f"{sha256}.md")
    return "\n".join(lines)


def _said(ws: Workspace, work: Callable[[], str]) -> str:
    """What ``work`` gives; an error of ours as a protocol error with its words."""
    try:
        return sanitised(work())
    except NoPlanError as error:
        raise ResourceNotFoundError(words(error, language(ws))) from error
    except RoadweekError as error:
        raise ResourceError(words(error, language(ws))) from error
