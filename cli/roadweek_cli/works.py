"""`work`: what the plan is to get done: how far each work is and when it is done; steering it is a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from roadweek_cli.common import Usage, a_date, a_length, emit, language, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.workspace import Workspace

app = new_app()
work_app = new_app("What the plan is to get done: topics, deliverables, steps, tasks. A change is a proposal.")
app.add_typer(work_app, name="work")

WorkName = Annotated[str, typer.Argument(metavar="WORK", help="its id from `work list`, or words of its title")]
Approve = Annotated[bool, typer.Option("--approve", help="apply it at once")]


@command(work_app, "list")
def work_list(
    track: Annotated[str | None, typer.Option(metavar="TRACK", help="only this line of work")] = None,
    open_: Annotated[bool, typer.Option("--open", help="only what is not done yet")] = False,
) -> None:
    """Every work in the order of its list: effort, what is done of it, and when it is planned to be done."""
    from roadweek.usecases.works import work_list as read

    ws = workspace()
    view = read(ws, track=track, only_open=open_)

    def show_it() -> None:
        from roadweek_cli import work_tables

        work_tables.works(view, language(ws))

    emit([work for strand in view["strands"] for work in strand["works"]], show_it)


@command(work_app, "show")
def work_show(work: WorkName) -> None:
    """One work: its lines in the plan, its effort and where that comes from, and the sessions that hold it."""
    from roadweek.usecases.works import work_show as read

    ws = workspace()
    view = read(ws, work)

    def show_it() -> None:
        from roadweek_cli import work_tables

        work_tables.work(view, language(ws))

    emit([view], show_it)


@command(work_app, "split")
def work_split(
    work: WorkName,
    steps: Annotated[list[str], typer.Argument(metavar="STEP…", help='its steps in order, such as "read it 2h"')],
    approve: Approve = False,
) -> None:
    """Put steps in the place of a work. What is done of it counts for the first of them."""
    _propose({"kind": "split_work", "work": work, "steps": [_step(text) for text in steps]}, approve)


@command(work_app, "effort")
def work_effort(
    work: WorkName,
    effort: Annotated[str, typer.Argument(metavar="LENGTH", help="all of it: 6h, 90 min, 两小时")],
    approve: Approve = False,
) -> None:
    """Say how long a work takes as a whole, what is done of it counted in."""
    _propose({"kind": "set_effort", "work": work, "minutes": a_length(effort)}, approve)


@command(work_app, "order")
def work_order(
    work: WorkName,
    before: Annotated[str | None, typer.Option(metavar="WORK", help="the work that it goes before")] = None,
    after: Annotated[str | None, typer.Option(metavar="WORK", help="the work that it goes after")] = None,
    approve: Approve = False,
) -> None:
    """Put a work before or after another one of its list."""
    if (before is None) == (after is None):
        raise Usage("before_or_after")
    beside = {"before": before} if before is not None else {"after": after}
    _propose({"kind": "order_work", "work": work, **beside}, approve)


@command(work_app, "finish")
def work_finish(
    work: WorkName,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was done; default: today")] = None,
    evidence: Annotated[str | None, typer.Option(metavar="TEXT", help="what shows it: words or a link")] = None,
    approve: Approve = False,
) -> None:
    """A work is done, whatever the minutes: what was planned for it is free for what comes next."""
    day = a_date(on)
    edit: dict[str, Any] = {"kind": "finish_work", "work": work}
    edit |= {"date": day.isoformat()} if day else {}
    edit |= {"evidence": evidence} if evidence else {}
    _propose(edit, approve)


@command(work_app, "skip")
def work_skip(work: WorkName, approve: Approve = False) -> None:
    """Leave a work out."""
    _propose({"kind": "skip_work", "work": work}, approve)


def _propose(edit: dict[str, Any], approve: bool) -> None:
    from roadweek.usecases.proposing import propose_on_calendar
    from roadweek_cli.replanning import answer

    ws: Workspace = workspace()
    with working("solve"):
        view = propose_on_calendar(ws, [edit])
    answer(ws, view, approve=approve)


def _lengths(text: str) -> Any:
    from roadweek.understanding.amounts import find_durations

    return find_durations(text)


def _step(text: str) -> dict[str, Any]:
    """A step's title, with its length where it ends in one."""
    found = _lengths(text.strip())
    last = found[-1] if found else None
    if last is None or last.end != len(text.strip()) or not (title := text.strip()[: last.start].strip(" ,:;，：；")):
        return {"title": text.strip()}
    return {"title": title, "minutes": last.value.top}
