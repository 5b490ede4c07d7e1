"""The tools of every server as a Markdown table, for the documentation: generated, so that it cannot be out of date."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.workspace import open_workspace
from roadweek_mcp.calendar import build_calendar
from roadweek_mcp.desk import build_desk
from roadweek_mcp.edge import build_edge
from roadweek_mcp.github import build_github
from roadweek_mcp.tasks import build_tasks

if TYPE_CHECKING:
    from mcp.types import Tool


def tool_table() -> str:
    """A heading and a table for each server: the tool, what it does in a sentence, and what it may change."""
    ws = open_workspace(Path("nowhere"))  # building a server reads nothing of a workspace
    parts: list[str] = []
    for name, build in (
        ("desk", build_desk),
        ("tasks", build_tasks),
        ("calendar", build_calendar),
        ("edge", build_edge),
        ("github", build_github),
    ):
        tools = asyncio.run(build(ws).list_tools())
        rows = [f"| `{tool.name}` | {_sentence(tool)} | {_effect(tool, name)} |" for tool in tools]
        parts.append("\n".join([f"### {name}", "", "| tool | does | changes |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _sentence(tool: Tool) -> str:
    """The description up to its first full stop that ends a sentence."""
    text = " ".join((tool.description or "").split())
    return text.split(". ")[0].removesuffix(".").replace("|", "\\|") + "."


def _effect(tool: Tool, server: str) -> str:
    hints = tool.annotations
    if hints is None or hints.read_only_hint:
        return "nothing"
    if server == "edge":
        return "the workspace; a device works for it" if hints.open_world_hint else "the workspace"
    where = "the workspace and the calendar" if hints.open_world_hint else "the workspace"
    return f"{where}, sessions included" if hints.destructive_hint else where
