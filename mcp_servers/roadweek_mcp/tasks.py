"""The tasks server: plan, weeks, proposals, tasks, milestones and log of one workspace. It never touches a calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadweek_mcp import changes, context, reads, reviews
from roadweek_mcp.approving import decide_tool, undo_tool
from roadweek_mcp.binding import ADDS, READS, REPLACES, REPLACES_ONCE, SETTLES, bind
from roadweek_mcp.resources import add_resources
from roadweek_mcp.server import WorkspaceServer, make_server

if TYPE_CHECKING:
    from roadweek.workspace import Workspace

INSTRUCTIONS = """\
One person's plan. Look with week_show and today_show; change with proposal_create, show the person its effects, then
proposal_decide by version and effects.digest. Facts (log_add, task_add, task_done, milestone_done) need no approval.
change_undo takes anything back. This server does not write to the calendar: the calendar server's outbox_drain does."""


def build_tasks(ws: Workspace, actor: str = "mcp") -> WorkspaceServer:
    """The server over a workspace; it needs no plan yet (its tools then say how to import one).

    ``actor`` is who the history names for what is done through it.
    """
    ws = replace(ws, actor=actor)
    tools = [
        bind(ws, reads.today_show, title="Show today", hints=READS),
        bind(ws, reads.week_show, title="Show a week", hints=READS),
        bind(ws, context.plan_context, title="What to know before acting", hints=READS),
        bind(ws, reads.session_explain, title="Explain a session", hints=READS),
        bind(ws, reads.history_list, title="List what happened", hints=READS),
        bind(ws, reads.words_understand, title="Understand a sentence", hints=READS),
        bind(ws, reads.words_answer, title="Answer about the time ahead", hints=READS),
        bind(ws, reads.words_follow, title="Understand what follows a proposal", hints=READS),
        bind(ws, reads.words_check, title="Check edits against a sentence", hints=READS),
        bind(ws, reads.words_context, title="Names that sentences use", hints=READS),
        bind(ws, reads.proposal_show, title="Show a proposal", hints=READS),
        bind(ws, changes.proposal_create, title="Propose a change", hints=SETTLES),
        decide_tool(ws, hints=REPLACES_ONCE, publish=False),
        undo_tool(ws, hints=REPLACES, publish=False),
        bind(ws, reads.work_list, title="List works", hints=READS),
        bind(ws, reviews.review_show, title="Show reviews", hints=READS),
        bind(ws, reviews.review_record, title="Record a review", hints=ADDS),
        bind(ws, reviews.report_write, title="Write the weekly report", hints=SETTLES),
        bind(ws, reads.task_list, title="List tasks", hints=READS),
        bind(ws, changes.task_add, title="Add a task", hints=ADDS),
        bind(ws, changes.task_done, title="Finish a task", hints=SETTLES),
        bind(ws, reads.milestone_list, title="List milestones", hints=READS),
        bind(ws, changes.milestone_done, title="Reach a milestone", hints=SETTLES),
        bind(ws, changes.log_add, title="Log time spent", hints=ADDS),
        bind(ws, changes.work_record, title="Record facts", hints=ADDS),
        bind(ws, changes.plan_import, title="Import a plan", hints=REPLACES_ONCE),
    ]
    server = make_server(ws, "roadweek-tasks", "Roadweek tasks", INSTRUCTIONS, tools)
    add_resources(server, ws)
    return server
