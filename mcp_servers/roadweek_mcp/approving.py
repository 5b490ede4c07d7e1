"""Approval as a tool: it works on a stored proposal and its version, and asks the person where their client can.

The proposals table is the only truth; a client's form is a view of it. A client without forms (elicitation) has the two
steps that every client has: show the proposal, then approve it by id and version.
"""

# No deferred annotations here: the SDK evaluates those of a tool, and ``ask`` is local to ``approve_tool``.
from functools import partial
from typing import Annotated, Any

from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult, Resolve
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, ToolAnnotations
from pydantic import BaseModel, Field

from roadweek.domain.sanitise import sanitised
from roadweek.errors import ProposalError, RoadweekError
from roadweek.messages import say
from roadweek.views.documents import AppliedView, ProposalView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import answer, failure, finish, language
from roadweek_mcp.reads import ProposalId

SHOWN = 12
"""How many changes a form lists before it only counts the rest."""


class Consent(BaseModel):
    """The form of an approval."""

    approve: bool = Field(description="Apply these changes?")


def approve_tool(ws: Workspace, *, hints: ToolAnnotations, publish: bool, brief: bool = False) -> Tool:
    """The tool ``proposal_approve``; with ``publish`` it writes to the calendar too, else that waits in the outbox."""

    def ask(ctx: Context[Any], proposal: str, version: int) -> Elicit[Consent] | Consent:
        """The person's consent: by a form where the client has forms, else the call itself is it."""
        if not has_forms(ctx):
            return Consent(approve=True)
        from roadweek.usecases import replan

        try:
            shown = replan.show(ws, proposal)
        except RoadweekError:
            return Consent(approve=True)  # the approval below says what is wrong
        if shown["state"] != "open" or shown["version"] != version:
            return Consent(approve=True)
        return Elicit(summary(ws, shown), Consent)

    def proposal_approve(
        proposal: ProposalId,
        version: Annotated[int, Field(ge=0, description="The version that the proposal names.")],
        consent: Annotated[ElicitationResult[Consent], Resolve(ask)],
    ) -> Annotated[CallToolResult, AppliedView]:
        """Apply a proposal that the person has seen and wants: one change, which change_undo takes back.

        Only for an id and version from a proposal. One made before something changed is refused, naming the new one.
        Example: {"proposal": "p3f9c2a71b0", "version": 4}
        """
        if not (isinstance(consent, AcceptedElicitation) and consent.data.approve):
            return failure(ws, ProposalError("proposal_declined", proposal=proposal))
        return answer(ws, partial(approve, ws, proposal, version, publish))

    return finish(proposal_approve, title="Approve a proposal", hints=hints, name="proposal_approve", brief=brief)


def approve(ws: Workspace, proposal: str, version: int, publish: bool) -> AppliedView:
    from roadweek.usecases import replan

    shown = replan.show(ws, proposal)
    if shown["version"] != version:
        raise ProposalError("proposal_version", proposal=proposal, version=version, actual=shown["version"])
    return replan.approve(ws, proposal, publish=publish)


def has_forms(ctx: Context[Any]) -> bool:
    """Whether the client can show a form; a bare elicitation capability means forms, one with only ``url`` does not."""
    capabilities = ctx.client_capabilities
    elicitation = capabilities.elicitation if capabilities is not None else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)


def summary(ws: Workspace, proposal: ProposalView) -> str:
    """A proposal in a few lines, for a form or a chat: changes with their reasons, then what has no place."""
    from roadweek.views.texts import proposal_text

    lang = language(ws)
    return sanitised(proposal_text(proposal, lang, limit=SHOWN)) + "\n" + say("agents.ask_approval", lang)
