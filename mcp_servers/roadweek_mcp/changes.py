"""Tools that change the workspace: proposals, undo, and small facts. What writes to a calendar says so."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from roadweek.domain.edits import AddTask, FinishMilestone, FinishTask
from roadweek.domain.weeks import week_id
from roadweek.errors import EditError, PlanFileError, ProposalError
from roadweek.messages import say
from roadweek.views.build import no_proposal
from roadweek.views.documents import AppliedView, ImportView, LogView, ProposalView, UnderstandView
from roadweek.views.recorded import RecordedView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import OptionalDay, day, language
from roadweek_mcp.edits import FACTS, CompactEdits, CompactFacts, WholeEdits, brief, parse

PLAN_SUFFIXES = (".md", ".markdown", ".txt")
OptionalWords = Annotated[
    str | None, Field(description="The person's own sentence, Chinese or English.", max_length=2000)
]
AddsTo = Annotated[
    str | None,
    Field(description="The open proposal that the person goes on with (and …): both become one.", max_length=40),
]
Instead = Annotated[str | None, Field(description="An open proposal that this one replaces.")]
WeekDay = Annotated[
    str | None,
    Field(
        description="Any day of the week to solve; default the weeks that the edits touch.",
        json_schema_extra={"format": "date"},
    ),
]
Track = Annotated[str, Field(description="A track's id, as week_show gives it.")]
OptionalTrack = Annotated[str | None, Field(description="A track's id, as week_show gives it.")]


def propose(
    ws: Workspace,
    text: str | None,
    edits: list[dict[str, Any]] | None,
    week: str | None,
    origin: Literal["desk", "agent"],
    instead: str | None = None,
    adds_to: str | None = None,
) -> ProposalView:
    """One proposal from words or typed edits; a question instead where the words leave something open.

    The desk reads the calendar for it, once it is clear what is wished. ``adds_to`` is an open proposal whose edits
    stay wished: one that has both takes its place.
    """
    from roadweek.usecases import replan
    from roadweek.usecases.plan_answers import told_instead
    from roadweek.usecases.proposing import propose_on_calendar

    by: Literal["rules", "model", "edits"] = "edits"
    if text is not None and edits is not None:
        raise EditError(why=say("agents.one_of_two", language(ws)))
    before = _wished(ws, adds_to)
    if text is not None:
        read, before = _read(ws, text, adds_to, before)
        if not read["edits"] and (told := told_instead(ws, text)) is not None:
            return told
        if read["question"] is not None or not read["edits"]:
            question = read["question"] or say("agents.not_understood", language(ws))
            return no_proposal(_version(ws), question=question, by=read["by"])
        edits, by = read["edits"], read["by"]
    wished = [*before, *(edit for edit in edits or [] if edit not in before)]
    make = propose_on_calendar if origin == "desk" else replan.propose  # agents call calendar_sync themselves
    return make(ws, parse(wished), week=_week(week), origin=origin, by=by, instead=adds_to or instead)


def _wished(ws: Workspace, adds_to: str | None) -> list[dict[str, Any]]:
    """The edits of the proposal that is gone on with. Raises UnknownNameError, ProposalError where it is decided."""
    from roadweek.usecases import replan

    if adds_to is None:
        return []
    shown = replan.show(ws, adds_to)
    if shown["state"] in ("applied", "rejected"):
        state = say(f"states.{shown['state']}", language(ws))
        raise ProposalError("proposal_closed", proposal=adds_to, state=state)
    return shown["edits"]


def _read(
    ws: Workspace, text: str, adds_to: str | None, before: list[dict[str, Any]]
) -> tuple[UnderstandView, list[dict[str, Any]]]:
    """The edits of a sentence, and those of ``before`` that it leaves beside them: a correction says all that is wished
    now."""
    from roadweek.usecases import sentences

    if adds_to is not None:
        follow = sentences.follow_text(ws, text, adds_to)
        if follow["follows"]:
            return {"edits": follow["edits"], "question": follow["question"], "by": "rules"}, []
    return sentences.wish_of(ws, text), before


def _week(text: str | None) -> str | None:
    on = day(text)
    return week_id(on) if on else None


def _version(ws: Workspace) -> int:
    from roadweek.storage import database
    from roadweek.versions.snapshot import load

    with database.read(ws.database) as connection:
        return load(connection, ws).version


def proposal_create(
    ws: Workspace,
    edits: Annotated[WholeEdits | None, Field(description="Typed edits; [] solves the week anew as it stands.")] = None,
    text: OptionalWords = None,
    week: WeekDay = None,
    instead: Instead = None,
) -> ProposalView:
    """Solve the affected weeks with edits and store the result as a proposal; nothing changes until it is approved.

    Give edits (exact) or text (read by rules; an unclear sentence comes back as question with proposal null). Show the
    person its effects before proposal_decide. Not for what already happened (log_add, task_done).
    Example: {"edits": [{"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-11", "place": "Xi'an"}]}
    """
    return propose(ws, text, edits, week, "agent", instead=instead)


def week_replan(
    ws: Workspace,
    text: OptionalWords = None,
    edits: CompactEdits | None = None,
    week: WeekDay = None,
    adds_to: AddsTo = None,
) -> ProposalView:
    """Told below, with the kinds of edits."""
    return propose(ws, text, edits, week, "desk", adds_to=adds_to)


week_replan.__doc__ = f"""Propose a new week from typed edits or words; nothing changes until approved.

Prefer edits. Kinds and fields: {brief()}.
Dates YYYY-MM-DD, times YYYY-MM-DDTHH:MM local, days MO to SU, ids from plan_context and week_show;
roadweek://edits has the full schema.
Show the person its effects before approving. Not for what already happened (time_record).
Example: {{"edits": [{{"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-11"}}]}}"""


def work_record(
    ws: Workspace,
    edits: CompactFacts,
    again: Annotated[bool, Field(description="It did happen twice.")] = False,
) -> RecordedView:
    """Told below, with the kinds of facts."""
    from roadweek.usecases.decision_meaning import record_decided

    made = parse(edits)
    refused = sorted({edit.kind for edit in made} - set(FACTS))
    if refused or not made:
        raise EditError(why=say("agents.not_a_fact", language(ws), kinds=", ".join(refused) or "[]"))
    return record_decided(ws, made, again=again)


work_record.__doc__ = f"""Write down what happened or is small: sessions done or skipped, time spent, new tasks.

Kinds and fields: {brief(FACTS)}. report is about one session (id or short id), log about a track and a day.
What is skipped or in part is offered again by the next week_replan with edits []. change_undo takes it back. Not for
moving or adding sessions (week_replan).
Example: {{"edits": [{{"kind": "report", "session": "k7mq", "outcome": "partial", "minutes": 30}}]}}"""


def task_add(
    ws: Workspace,
    title: Annotated[str, Field(min_length=1, max_length=300, description="What is to be done.")],
    track: OptionalTrack = None,
    minutes: Annotated[int | None, Field(ge=1, le=100_000, description="How long it takes, in minutes.")] = None,
    due: Annotated[str | None, Field(description="Last day, YYYY-MM-DD.", json_schema_extra={"format": "date"})] = None,
) -> AppliedView:
    """Add a one-off task; with minutes it gets a session in the next week solved before it is due.

    Not for recurring work (proposal_create with add_activity). Example: {"title": "Expense report", "minutes": 60}
    """
    from roadweek.usecases.record import record

    return record(ws, (AddTask(title=title, track=track, minutes=minutes, due=day(due)),))


def task_done(
    ws: Workspace, task: Annotated[str, Field(description="A task's id, as task_list gives it.")]
) -> AppliedView:
    """Mark a task as done. Not for sessions (log_add). Example: {"task": "t12"}"""
    from roadweek.usecases.record import record

    return record(ws, (FinishTask(task=task),))


def milestone_done(
    ws: Workspace,
    milestone: Annotated[str, Field(description="A milestone's id, as milestone_list gives it.")],
    on: OptionalDay = None,
) -> AppliedView:
    """Mark a milestone as reached. To move its date use proposal_create with move_milestone.

    Example: {"milestone": "first-demo"}
    """
    from roadweek.usecases.record import record

    reached = day(on) or ws.now().date()
    return record(ws, (FinishMilestone(milestone=milestone, date=reached),))


def log_add(
    ws: Workspace,
    track: Track,
    minutes: Annotated[int, Field(ge=0, le=1440, description="Whole minutes really spent.")],
    on: OptionalDay = None,
    outcome: Annotated[
        Literal["done", "partial", "skipped"], Field(description="Whether what was planned was finished.")
    ] = "done",
) -> LogView:
    """Write down time really spent on a track, and get its sum of that week. Not for future work.

    Example: {"track": "english", "minutes": 45, "on": "2026-03-02"}
    """
    from roadweek.usecases import lists

    return lists.add_log(ws, track, minutes, on=day(on), outcome=outcome)


def plan_import(
    ws: Workspace,
    path: Annotated[str, Field(description="Absolute path of a Markdown file on the machine where Roadweek runs.")],
    as_of: Annotated[
        str | None,
        Field(
            description="When it was written, YYYY-MM-DD; default its front matter.",
            json_schema_extra={"format": "date"},
        ),
    ] = None,
    dry_run: Annotated[bool, Field(description="Only report what would be read.")] = False,
) -> ImportView:
    """Read a person's plan from a Markdown file, make it the active one and propose its next week.

    An earlier plan is kept, and change_undo goes back to it. Not for small changes (proposal_create).
    Example: {"path": "/home/me/plan.md", "dry_run": true}
    """
    from roadweek.usecases import import_plan

    if Path(path).suffix.lower() not in PLAN_SUFFIXES:
        # What is imported can be read back, so a client must not reach just any file of this machine by it.
        raise PlanFileError("file_unreadable", path=path, why=f"a plan's name ends in {' or '.join(PLAN_SUFFIXES)}")
    return import_plan.import_plan(ws, Path(path), as_of=day(as_of), dry_run=dry_run)
