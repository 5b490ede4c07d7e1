"""`batch`: the next week of many workspaces at once, over processes or a Dask cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.errors import BatchError
from roadweek.messages import say
from roadweek_cli.common import a_date, emit, language, working
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.batch import BatchView

app = new_app()


@command(app, "batch")
def batch(
    workspaces: Annotated[list[Path], typer.Argument(metavar="WORKSPACES", help="the folders, one for each person")],
    week: Annotated[
        str | None, typer.Option(metavar="DATE", help="a day of the week to plan; default: next week")
    ] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="processes; default: one a core")] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="solve on a Dask cluster: tcp://127.0.0.1:8786")
    ] = None,
) -> None:
    """Propose the next week of every workspace, as `replan` does for one. Nothing is approved.

    Calendars count as they were last read. A workspace whose worker is killed is tried once more, then named; what
    fails stops nothing else.
    """
    from roadweek.clock import system_clock, system_timezone
    from roadweek.domain.weeks import week_id
    from roadweek.usecases.batch import batch as plan

    day = a_date(week)
    lang = language()
    now = system_clock(system_timezone())()
    with working("solve"):
        view = plan(workspaces, now, lang, week=week_id(day) if day else None, workers=workers, dask=dask)
    emit(view, lambda: _shown(view, lang))
    if view["failed"]:
        names = ", ".join(view["failed"])
        raise BatchError("batch_unplanned", count=len(view["failed"]), of=len(view["workspaces"]), names=names)


def _shown(view: BatchView, lang: Language) -> None:
    from roadweek_cli.paint import line, table
    from roadweek_cli.show import heads

    rows: list[list[str]] = []
    for one in view["workspaces"]:
        told = one["error"] or say(f"batch.{one['state']}", lang, proposal=one["proposal"], changes=one["changes"])
        again = say("batch.again", lang) if one["tries"] > 1 and one["error"] is None else ""
        rows.append([one["workspace"], " ".join(one["weeks"]), f"{told} {again}".strip()])
    table(heads(lang, "workspace", "week", "what"), rows, styles={0: "cyan"}, fold=(0, 2))
    if any(one["proposal"] for one in view["workspaces"]):
        line(say("batch.next", lang), "dim")
