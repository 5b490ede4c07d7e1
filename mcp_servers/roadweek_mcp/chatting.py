"""``chat_send``: the agents' conversation as a tool, one conversation a client, consent by a form where there is one.

What the agents are is the injector's affair. A form is asked by a resolver, and the SDK may run resolvers again in each
round of one call: a message that was answered is therefore not handed over twice.
"""

# No deferred annotations here: the SDK evaluates those of a tool, and its resolvers are local to the function below.
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol
from uuid import uuid4

from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult, Resolve
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from roadweek.domain.sanitise import sanitised, sanitised_document
from roadweek.errors import RoadweekError
from roadweek.workspace import Workspace
from roadweek_mcp.approving import Consent, has_forms
from roadweek_mcp.binding import UNPUBLISHES, failure, finish

PROCESS = "process"
"""The conversation of the one client of a process that speaks over its pipes."""
SESSION_HEADER = "mcp-session-id"
NO_SESSIONS = "2026-07-28"
"""From this revision of the protocol on a connection over HTTP has no session."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the agents. ``waiting`` is what a yes would now decide about: ``proposal`` with its ``version``, or
    the events that an ``undo`` would take back, each with the ``digest`` of what it writes."""

    text: str
    waiting: dict[str, Any] = field(default_factory=dict[str, Any])
    question: str | None = None
    error: str | None = None
    """The key of an error whose words ``text`` has."""


class Agents(Protocol):
    """The agents, who keep conversations apart by their names."""

    async def say(self, conversation: str, text: str) -> Said:
        """Answer a message. Raises RoadweekError for what is wrong with the workspace."""
        ...

    async def decide(self, conversation: str, agreed: bool) -> Said:
        """Hand over the person's decision about what waits there."""
        ...

    def knows(self, conversation: str) -> bool:
        """Whether something was said in it, in this process."""
        ...


class ChatView(TypedDict):
    """What waits for a yes: ``proposal`` with its version and digest for proposal_decide, or ``undo``, the events that
    change_undo would take back with the digest. ``others`` are open proposals that a yes is not about."""

    conversation: str
    proposal: str | None
    version: int | None
    digest: str | None
    undo: list[int]
    question: str | None
    error: str | None
    others: list[str]


class Turn(BaseModel):
    """One message and its answer within one call. ``stays``: the client's next message finds the same conversation."""

    conversation: str
    stays: bool
    said: Any = None
    error: Any = None


def chat_tool(ws: Workspace, agents: Agents) -> Tool:
    """The tool over the agents; each client has a conversation of its own."""
    last: dict[str, tuple[str, Said]] = {}

    async def turn(ctx: Context[Any], text: str, conversation: str | None) -> Turn:
        name, stays = _conversation(ctx, agents, conversation)
        again = ctx.input_responses is not None or ctx.request_state is not None
        if again and name in last and last[name][0] == text:
            return Turn(conversation=name, stays=stays, said=last[name][1])
        try:
            said = await agents.say(name, text)
        except RoadweekError as error:
            return Turn(conversation=name, stays=stays, error=error)
        last.pop(name, None)
        if stays and said.waiting:
            last[name] = (text, said)
            if len(last) > 64:
                last.pop(next(iter(last)))
        return Turn(conversation=name, stays=stays, said=said)

    async def ask(ctx: Context[Any], heard: Annotated[Turn, Resolve(turn)]) -> Elicit[Consent] | Consent:
        """The person's decision by a form where the client has forms; else their next message is it."""
        if heard.said is None or not heard.said.waiting or not heard.stays or not has_forms(ctx):
            return Consent(approve=False)
        return Elicit(sanitised(heard.said.text), Consent)

    async def chat_send(
        ctx: Context[Any],
        text: Annotated[str, Field(min_length=1, max_length=2000, description="One message, as the person said it.")],
        heard: Annotated[Turn, Resolve(turn)],
        consent: Annotated[ElicitationResult[Consent], Resolve(ask)],
        conversation: Annotated[
            str | None, Field(description="As the last answer gave it; a connection with a session needs none.")
        ] = None,
    ) -> Annotated[CallToolResult, ChatView]:
        """Pass a message to Roadweek's own agents and get their answer; for clients without a strong model.

        A yes is about what this conversation was shown last. Not where you can give week_replan typed edits, which is
        exact. Example: {"text": "Business trip 9-11 March"}
        """
        if heard.error is not None:
            return failure(ws, heard.error)
        said: Said = heard.said
        asked = bool(said.waiting) and heard.stays and has_forms(ctx)
        if asked and isinstance(consent, AcceptedElicitation):
            last.pop(heard.conversation, None)
            try:
                said = await agents.decide(heard.conversation, consent.data.approve)
            except RoadweekError as error:
                return failure(ws, error)
        document = sanitised_document(dict(_view(ws, heard.conversation, said)))
        return CallToolResult(content=[TextContent(text=sanitised(said.text))], structured_content=document)

    return finish(chat_send, title="Ask the agents", hints=UNPUBLISHES, name="chat_send")


def _conversation(ctx: Context[Any], agents: Agents, given: str | None) -> tuple[str, bool]:
    """The client's conversation, and whether its next message finds it again: by the session of the connection, else
    by the name that the last answer gave; a client that names none begins anew."""
    headers = ctx.headers
    if headers is None:
        return PROCESS, True
    session = headers.get(SESSION_HEADER)
    if session and (ctx.protocol_version or "") < NO_SESSIONS:  # there the transport has checked it
        return f"session-{session}", True
    if given and given.startswith("c-") and agents.knows(given):
        return given, True
    return f"c-{uuid4().hex}", False


def _view(ws: Workspace, conversation: str, said: Said) -> ChatView:
    from roadweek.usecases.replan import open_proposals

    waiting = said.waiting
    return {
        "conversation": conversation,
        "proposal": waiting.get("proposal"),
        "version": waiting.get("version"),
        "digest": waiting.get("digest"),
        "undo": list(waiting.get("undo", [])),
        "question": said.question,
        "error": said.error,
        "others": [name for name in open_proposals(ws) if name != waiting.get("proposal")],
    }
