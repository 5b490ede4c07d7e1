"""`task`, `milestone`, `decide` and `log`: facts and small changes that need no approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from roadweek.messages import say
from roadweek.views.format import day_name, length
from roadweek_cli.common import DAY_MIN, Usage, a_date, a_length, emit, language, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadweek.domain.edits import Edit
    from roadweek.views.documents import AppliedView
    from roadweek.workspace import Workspace

app = new_app()
task_app = new_app("One-off tasks: they are placed as sessions before they are due.")
milestone_app = new_app("What is reached once, and when it is due.")
app.add_typer(task_app, name="task")
app.add_typer(milestone_app, name="milestone")


def record(ws: Workspace, edit: Edit) -> AppliedView:
    from roadweek.usecases.record import record as write

    return write(ws, (edit,))


def _emit(ws: Workspace, view: AppliedView, means: Sequence[str] = ()) -> None:
    def show_it() -> None:
        from roadweek_cli import show

        lang = language(ws)
        show.applied(view, lang, published=False)
        if means:
            print(say("decisions.means", lang))
        for one in means:
            print(f"- {one}")

    emit(view, show_it)


def _today(ws: Workspace) -> date:
    return ws.now().date()


@command(task_app, "list")
def task_list() -> None:
    """Every task, open ones first."""
    from roadweek.usecases.lists import tasks

    ws = workspace()
    view = tasks(ws)

    def show_it() -> None:
        from roadweek_cli import lists

        lists.tasks(view, language(ws))

    emit(view, show_it)


@command(task_app, "add")
def task_add(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="what is to be done")],
    track: Annotated[str | None, typer.Option(metavar="TRACK", help="the line of work it belongs to")] = None,
    minutes: Annotated[int | None, typer.Option(metavar="N", help="how long it takes", min=1)] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="the last day on which it helps")] = None,
) -> None:
    """Add a task. The next replan finds a place for it."""
    from roadweek.domain.edits import AddTask

    day = a_date(due)
    ws = workspace()
    _emit(ws, record(ws, AddTask(title=title, track=track, minutes=minutes, due=day)))


@command(task_app, "done")
def task_done(task: Annotated[str, typer.Argument(metavar="TASK", help="its id, from `task list`")]) -> None:
    """Mark a task as done."""
    from roadweek.domain.edits import FinishTask

    ws = workspace()
    _emit(ws, record(ws, FinishTask(task=task)))


@command(milestone_app, "list")
def milestone_list() -> None:
    """Every milestone with its due date."""
    from roadweek.usecases.lists import milestones

    ws = workspace()
    view = milestones(ws)

    def show_it() -> None:
        from roadweek_cli import lists

        lists.milestones(view, language(ws))

    emit(view, show_it)


@command(milestone_app, "done")
def milestone_done(
    milestone: Annotated[str, typer.Argument(metavar="MILESTONE", help="its id, from `milestone list`")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was reached; default: today")] = None,
) -> None:
    """Mark a milestone as reached."""
    from roadweek.domain.edits import FinishMilestone

    day = a_date(on)
    ws = workspace()
    _emit(ws, record(ws, FinishMilestone(milestone=milestone, date=day or _today(ws))))


@command(app, "decide")
def decide(
    decision: Annotated[
        str | None, typer.Argument(metavar="ID", help="the decision's id, as `decide` lists it")
    ] = None,
    choice: Annotated[
        str | None, typer.Argument(metavar="CHOICE", help="one of its options, or your own words")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="of a public holiday: apply its proposal at once")] = False,
) -> None:
    """Answer an open question of the plan; without ID list them all with their options. What you decide about a public
    holiday (`roadweek holidays`) changes its days, and is proposed first."""
    ws = workspace()
    if decision is None:
        from roadweek.usecases.lists import decisions

        view = decisions(ws)

        def show_it() -> None:
            from roadweek_cli import lists

            lists.decisions(view, language(ws))

        emit(view, show_it)
        return
    if choice is None:
        raise Usage("decide needs ID and CHOICE; without both it lists the open questions")
    from roadweek.domain.edits import Decide
    from roadweek.domain.holidays import holiday_days
    from roadweek.usecases.decision_meaning import record_decided

    edit = Decide(decision=decision, choice=choice)
    if holiday_days(decision):  # it changes the days of its week: proposed first
        from roadweek.usecases.proposing import propose_on_calendar
        from roadweek_cli.replanning import answer

        with working("solve"):
            proposal = propose_on_calendar(ws, [edit.to_json()])
        answer(ws, proposal, approve=approve)
        return
    recorded = record_decided(ws, [edit])
    _emit(ws, recorded, means=recorded["means"])


@command(app, "log")
def log(
    track: Annotated[str, typer.Argument(metavar="TRACK", help="the line of work")],
    minutes: Annotated[str, typer.Argument(metavar="MINUTES", help="how long you really worked: 30, 30m, 1h15")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="default: today")] = None,
    outcome: Annotated[str, typer.Option(metavar="OUTCOME", help="done, partial or skipped")] = "done",
    again: Annotated[bool, typer.Option("--again", help="the same once more: it happened twice")] = False,
) -> None:
    """Note what was really done on a track: its sessions of that day count as done, in part, or skipped.

    Later weeks learn from it how long a session takes: `explain` says where that is used.
    """
    known: dict[str, Literal["done", "partial", "skipped"]] = {k: k for k in ("done", "partial", "skipped")}
    if outcome not in known:
        raise Usage("outcome")
    from roadweek.usecases.lists import add_log

    day = a_date(on)
    worked = a_length(minutes, most=DAY_MIN)
    ws = workspace()
    view = add_log(ws, track, worked, on=day, outcome=known[outcome], again=again)
    lang = language(ws)
    words = say(
        "terminal.logged",
        lang,
        track=view["track"],
        minutes=length(view["minutes"], lang),
        day=day_name(view["date"], lang),
        week=length(view["week_min"], lang),
    )
    emit(view, view["question"] or words)
