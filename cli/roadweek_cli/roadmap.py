"""`roadmap`: the year as lanes, with when each work and milestone is finished and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, note, working, workspace
from roadweek_cli.parser import command, new_app

app = new_app()


@command(app, "roadmap")
def roadmap(
    html: Annotated[str | None, typer.Option(metavar="FILE", help="write it as a page instead")] = None,
) -> None:
    """The plan's horizon by track: works, milestones and trips, the day by which each is likely finished, and how
    likely that is in time. It simulates what is left; nothing is changed."""
    from roadweek.usecases.roadmap import roadmap as read
    from roadweek_cli.plan import a_place, write_file

    if html:
        a_place(html)
    ws = workspace()
    with working("simulate"):
        view = read(ws)
    lang = language(ws)
    if html:
        from roadweek.pages.roadmap import roadmap_page

        write_file(Path(html), roadmap_page(view, lang).encode())
        note(say("roadmap.written", lang, path=html))
        emit(view, "")
        return

    def show_it() -> None:
        from roadweek_cli import roadmap_lanes

        roadmap_lanes.lanes(view, lang)

    emit(view, show_it)
