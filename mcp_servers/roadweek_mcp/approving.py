"""Consent as a tool: it works on what was shown (id, version, digest of the effects), and asks the person by a form
where their client has one.

The proposals table is the only truth; a form is a view of it. A client without forms (elicitation) has the two steps
that every client has: show what will be written, then give its digest back.
"""

# No deferred annotations here: the SDK evaluates those of a tool, and ``ask`` is local to the functions below.
from functools import partial
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult, Resolve
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, ToolAnnotations
from pydantic import BaseModel, Field

from roadweek.domain.sanitise import sanitised
from roadweek.errors import ProposalError, RoadweekError
from roadweek.messages import say
from roadweek.views.documents import AppliedView, ProposalView, UndoView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import answer, failure, finish, language
from roadweek_mcp.reads import ProposalId

SHOWN = 12
"""How many lines beside the effects (what has no place) a form lists before it only counts the rest."""
Digest = Annotated[
    str | None, Field(description="effects.digest of what the person was shown.", max_length=64, pattern="^[0-9a-f]*$")
]


class Consent(BaseModel):
    """The form of an approval."""

    approve: bool = Field(description="Apply these changes?")


def decide_tool(ws: Workspace, *, hints: ToolAnnotations, publish: bool, brief: bool = False) -> Tool:
    """The tool ``proposal_decide``; with ``publish`` it writes to the calendar too, else that waits in the outbox."""

    def ask(
        ctx: Context[Any], proposal: str, decision: str, version: int | None, digest: str | None
    ) -> Elicit[Consent] | Consent:
        """The person's consent: by a form where the client has forms, else the call itself is it."""
        if decision != "approve" or not has_forms(ctx):
            return Consent(approve=True)
        from roadweek.usecases import replan

        try:
            shown = replan.show(ws, proposal)
        except RoadweekError:
            return Consent(approve=True)  # the decision below says what is wrong
        if shown["state"] != "open" or (version, digest) != (shown["version"], shown["effects"]["digest"]):
            return Consent(approve=True)
        return Elicit(summary(ws, shown), Consent)

    def proposal_decide(
        proposal: ProposalId,
        decision: Annotated[
            Literal["approve", "reject", "retry"],
            Field(description="What the person said; retry writes again what waits for the calendar."),
        ],
        consent: Annotated[ElicitationResult[Consent], Resolve(ask)],
        version: Annotated[int | None, Field(ge=0, description="The version that the proposal names.")] = None,
        digest: Digest = None,
    ) -> Annotated[CallToolResult, AppliedView]:
        """Apply a proposal that the person has seen and wants, with the version and effects.digest shown; or reject it.

        Refused where what it writes is not what was shown, or something changed since: the error names the new one.
        change_undo takes it back.
        Example: {"proposal": "p3f9c2a71b0", "decision": "approve", "version": 4, "digest": "5b1e0c9a77d2f310"}
        """
        if not (isinstance(consent, AcceptedElicitation) and consent.data.approve):
            return failure(ws, ProposalError("proposal_declined", proposal=proposal), desk=brief)
        return answer(ws, partial(decide, ws, proposal, decision, version, digest, publish), desk=brief)

    return finish(proposal_decide, title="Decide a proposal", hints=hints, name="proposal_decide", brief=brief)


def decide(
    ws: Workspace, proposal: str, decision: str, version: int | None, digest: str | None, publish: bool
) -> AppliedView:
    from roadweek.usecases import replan

    if decision == "retry":
        from roadweek.usecases.write_again import write_again

        replan.show(ws, proposal)  # an unknown name is said first
        return write_again(ws, publish=publish)
    if decision == "reject":
        return replan.reject(ws, proposal)
    if version is None or digest is None:
        replan.show(ws, proposal)  # an unknown name is said first
        raise ProposalError("proposal_unshown", proposal=proposal)
    return replan.approve(ws, proposal, version=version, digest=digest, publish=publish)


def undo_tool(ws: Workspace, *, hints: ToolAnnotations, publish: bool, brief: bool = False) -> Tool:
    """The tool ``change_undo``: it names what it would take back, and takes back just that with its digest."""

    def ask(ctx: Context[Any], n: int, events: list[int] | None, digest: str | None) -> Elicit[Consent] | Consent:
        """The person's consent by a form where the client has forms; else a call with the digest is it."""
        if not has_forms(ctx):
            return Consent(approve=digest is not None)
        from roadweek.usecases import undo

        try:
            shown = undo.preview(ws, n, events=events)
        except RoadweekError:
            return Consent(approve=False)  # the call below says what is wrong
        if digest is not None and digest != shown["effects"]["digest"]:
            return Consent(approve=True)
        return Elicit(undo_summary(ws, shown), Consent)

    def change_undo(
        consent: Annotated[ElicitationResult[Consent], Resolve(ask)],
        n: Annotated[int, Field(ge=1, le=20, description="How many of the latest changes.")] = 1,
        events: Annotated[
            list[int] | None, Field(description="Just these events of history_list instead.", max_length=20)
        ] = None,
        digest: Digest = None,
    ) -> Annotated[CallToolResult, UndoView]:
        """Name what would be taken back, then, called again with events and effects.digest, take back just that.

        An undo can be undone. The first import only by its number.
        Not for an open proposal (proposal_decide).
        Example: {"events": [7], "digest": "5b1e0c9a77d2f310"}
        """
        agreed = isinstance(consent, AcceptedElicitation) and consent.data.approve
        return answer(ws, partial(_undo, ws, n, events, digest, agreed, publish), UndoView, desk=brief)

    return finish(change_undo, title="Undo changes", hints=hints, name="change_undo", brief=brief)


def _undo(ws: Workspace, n: int, events: list[int] | None, digest: str | None, agreed: bool, publish: bool) -> UndoView:
    from roadweek.usecases import undo

    if not agreed:
        return undo.preview(ws, n, events=events)
    shown = digest or undo.preview(ws, n, events=events)["effects"]["digest"]  # what the form was about
    return undo.undo(ws, n, events=events, digest=shown, publish=publish)


def has_forms(ctx: Context[Any]) -> bool:
    """Whether the client can show a form; a bare elicitation capability means forms, one with only ``url`` does not."""
    capabilities = ctx.client_capabilities
    elicitation = capabilities.elicitation if capabilities is not None else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)


def summary(ws: Workspace, proposal: ProposalView) -> str:
    """A proposal for a form or a chat: all that approving it writes, then what has no place."""
    from roadweek.views.texts import proposal_text

    lang = language(ws)
    return sanitised(proposal_text(proposal, lang, limit=SHOWN)) + "\n" + say("agents.ask_approval", lang)


def undo_summary(ws: Workspace, shown: UndoView) -> str:
    """What an undo would take back, for a form or a chat."""
    from roadweek.views.texts import undo_text

    lang = language(ws)
    return sanitised(undo_text(shown, lang)) + "\n" + say("agents.ask_undo", lang)
