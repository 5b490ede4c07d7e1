"""The agents' only way out: MCP clients on the injected servers, and for each specialist the few tools that it sees."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

from roadweek.errors import RoadweekError

if TYPE_CHECKING:
    from mcp import Client
    from mcp.types import CallToolResult

SEES: dict[str, tuple[str, ...]] = {
    "look": ("today_show", "week_show", "trip_list", "session_explain", "words_context"),
    "ahead": ("words_answer", "week_show"),
    "keep": ("plan_context", "task_list", "milestone_list", "history_list"),
    "undo": ("change_undo", "history_list"),
    "reader": ("words_understand", "words_follow", "words_context", "words_check"),
    "planner": ("words_context", "calendar_sync", "proposal_create", "proposal_show"),
    "coach": ("week_show", "review_show"),
    "ritual": ("today_show", "review_show", "review_record", "work_record", "report_write"),
    "benchmark": ("bench_plan", "cell_list", "cell_run", "run_compare"),
    "bench_evidence": ("work_list", "plan_context"),
    "bench_draft": ("device_list", "model_list"),
    "approve": ("proposal_show", "history_list"),
    "apply": ("proposal_decide", "work_record", "change_undo", "outbox_drain"),
}
"""What each specialist may call: at most five tools, because a model that sees more chooses worse."""

CALENDAR = ("trip_list", "calendar_sync", "outbox_drain")
EDGE = ("device_list", "model_list", "bench_plan", "cell_list", "cell_run", "run_compare")
"""Tools of the calendar and of the edge server; all others are the tasks server's."""

Side = Literal["tasks", "calendar", "edge"]


def side_of(tool: str) -> Side:
    """The server that has a tool."""
    return "calendar" if tool in CALENDAR else "edge" if tool in EDGE else "tasks"


ERROR_META = "roadweek/error"
"""Where an error result names its key and parameters (``roadweek_mcp.binding``)."""


class Tools:
    """The tools of one specialist while its clients are open."""

    def __init__(self, who: str, clients: dict[Side, Client], failed: list[RoadweekError]) -> None:
        self._who = who
        self._clients = clients
        self._failed = failed

    async def __call__(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool gives. Raises its RoadweekError, rebuilt from the key and parameters that the result names."""
        if tool not in SEES[self._who]:
            raise PermissionError(f"{self._who} does not see {tool}")
        result = await self._clients[side_of(tool)].call_tool(tool, arguments)
        if result.is_error:
            self._failed.append(_error(result))
            raise self._failed[-1]
        return dict(result.structured_content or {})


class Gateway:
    """The servers, which are anything that ``mcp.Client`` connects to: a server in this process, a URL, a command."""

    def __init__(self, tasks: Any, calendar: Any, edge: Any = None) -> None:
        self._servers: dict[Side, Any] = {"tasks": tasks, "calendar": calendar, "edge": edge}
        self.measures = edge is not None

    @asynccontextmanager
    async def tools(self, who: str) -> AsyncGenerator[Tools]:
        """The tools that ``who`` sees, over clients that are open as long as the block."""
        from mcp import Client

        needed: list[Side] = sorted({side_of(tool) for tool in SEES[who]})
        failed: list[RoadweekError] = []
        try:
            async with AsyncExitStack() as stack:
                clients: dict[Side, Client] = {}
                for side in needed:
                    server = self._servers[side]
                    clients[side] = await stack.enter_async_context(Client(server))
                    stack.enter_context(_told_once(server, clients[side]))
                yield Tools(who, clients, failed)
        except BaseExceptionGroup:  # the clients' task groups wrap a tool's error that left the block
            if failed:
                raise failed[-1] from None
            raise


_told: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}


@contextmanager
def _told_once(server: Any, client: Client) -> Generator[None]:
    """Keep what a client learns of the tools of a server of ours in this process, for the clients that follow.

    A client lists the tools and checks each output schema against the meta-schema anew, which is most of the time of
    a turn; the tools of a server in this process cannot change. The SDK has no public place to hand this over, so a
    version of it without these two names goes on without the saving. A server elsewhere is asked each time.
    """
    name: str | None = getattr(server, "name", None)
    session: Any = client.session
    known = hasattr(session, "_tool_output_schemas") and hasattr(session, "_tool_output_validators")
    if name and known and name in _told:
        session._tool_output_schemas, session._tool_output_validators = map(dict, _told[name])
    yield
    if name and known:
        _told[name] = session._tool_output_schemas, session._tool_output_validators


def _error(result: CallToolResult) -> RoadweekError:
    named: dict[str, Any] = dict((result.meta or {}).get(ERROR_META, {}))
    key = named.pop("key", None)
    if key is None:
        said = " ".join(block.text for block in result.content if block.type == "text")
        return RoadweekError(what=said)
    return RoadweekError(key, **named)
