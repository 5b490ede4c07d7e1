"""The MCP server over one workspace: what it refuses is said in our words, and it stands where the workspace cannot.

A client that starts a server whose settings are wrong would only see a closed pipe. So the server answers each call
with what is wrong, looks again with the next, and goes on as usual once it was corrected.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.server.mcpserver.tools import Tool
from pydantic import ValidationError

from roadweek import __version__
from roadweek.errors import ArgumentsError, RoadweekError
from roadweek.workspace import Workspace
from roadweek_mcp.binding import failure, language, words

Opener = Callable[[], MCPServer[Any]]
"""Opens the workspace anew and builds the server over it. Raises RoadweekError while that cannot be."""


class WorkspaceServer(MCPServer[Any]):
    """A server of these tools over ``ws``; errors name the tools of the ``desk``, or those of the other servers.

    With ``opener`` the workspace could not be opened, and ``ws`` only says what can be known of it.
    """

    def __init__(
        self, ws: Workspace, name: str, title: str, instructions: str, tools: list[Tool], *, desk: bool = False
    ) -> None:
        super().__init__(
            name, title=title, version=__version__, instructions=instructions, tools=tools, log_level="WARNING"
        )
        self.ws = ws
        self.desk = desk
        self.opener: Opener | None = None
        self._opened: MCPServer[Any] | None = None

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None) -> Any:
        """A tool's answer; arguments that do not fit, and a workspace that cannot be opened, are answered in words."""
        try:
            inner = self._behind()
        except RoadweekError as error:
            return failure(self.ws, error, desk=self.desk)
        if inner is not None:
            return await inner.call_tool(name, arguments, context)
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            faults = error.__cause__.errors(include_url=False)
            return failure(self.ws, ArgumentsError(tool=name, why="", faults=faults), desk=self.desk)

    async def read_resource(self, uri: Any, context: Context[Any, Any] | None = None) -> Iterable[Any] | Any:
        """A resource. Raises ResourceError with what is wrong where the workspace cannot be opened."""
        try:
            inner = self._behind()
        except RoadweekError as error:
            raise ResourceError(words(error, language(self.ws), desk=self.desk)) from error
        if inner is not None:
            return await inner.read_resource(uri, context)
        return await super().read_resource(uri, context)

    def _behind(self) -> MCPServer[Any] | None:
        """The server over what was corrected meanwhile; None where this one is it. Raises RoadweekError."""
        if self._opened is None and self.opener is not None:
            self._opened = self.opener()
        return self._opened


def make_server(
    ws: Workspace, name: str, title: str, instructions: str, tools: list[Tool], *, desk: bool = False
) -> WorkspaceServer:
    """A server of these tools. Its log goes to standard error in plain lines, as no transport may be disturbed."""
    if not logging.root.handlers:  # else the SDK sets up its own, in boxes
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return WorkspaceServer(ws, name, title, instructions, tools, desk=desk)
