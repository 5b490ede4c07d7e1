"""`week`, `explain` and `history`: what stands, why, and how it came about. They only read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import a_date, emit, language, note, working, workspace
from roadweek_cli.parser import command, new_app

app = new_app()


@command(app, "week")
def week(
    of: Annotated[str | None, typer.Option(metavar="DATE", help="a day of the week wanted; default: this week")] = None,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="write the week as a page instead")] = None,
) -> None:
    """The week day by day: the accepted one, else a computed draft. Changes nothing."""
    from roadweek.usecases.queries import week as read

    day = a_date(of)
    ws = workspace()
    with working("solve"):
        view = read(ws, day)
    lang = language(ws)
    if html:
        from roadweek.pages import week_page

        _write(Path(html), week_page(view, lang))
        note(say("terminal.week_written", lang, path=html))
        emit(view, "")
        return

    def show_it() -> None:
        from roadweek_cli import show

        show.week(view, lang)

    emit(view, show_it)


def _write(path: Path, text: str) -> None:
    from roadweek.errors import UnwritableError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(path=path, why=error.strerror or str(error)) from error


@command(app, "explain")
def explain(session: Annotated[str, typer.Argument(metavar="SESSION", help="its id, from `week --json`")]) -> None:
    """Why a session stands where it does, or why a wish has no place: the reason, the plan's lines, its history."""
    from roadweek.usecases.queries import explain as read

    ws = workspace()
    view = read(ws, session)

    def show_it() -> None:
        from roadweek_cli import lists

        lists.explained(view, language(ws))

    emit(view, show_it)


@command(app, "history")
def history(
    limit: Annotated[int, typer.Option(metavar="N", help="how many events, newest first", min=1)] = 50,
) -> None:
    """Everything that happened: imports, approvals, trips, undos, with who did it and when."""
    from roadweek.usecases.queries import history as read

    ws = workspace(as_it_is=True)
    view = read(ws, limit)

    def show_it() -> None:
        from roadweek_cli import lists

        lists.history(view, language(ws))

    emit(view, show_it)
