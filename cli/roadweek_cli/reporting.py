"""`done`, `skip`, `partial` and `progress`: what came of the sessions, and what was done and is left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from roadweek.messages import say
from roadweek.views.format import day_name, length
from roadweek_cli.common import DAY_MIN, a_length, common, emit, language, print_json, workspace
from roadweek_cli.parser import command, new_app
from roadweek_cli.plain import span

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import OpenView, ProgressLineView, ProgressView, SessionView
    from roadweek.workspace import Workspace

app = new_app()
Outcome = Literal["done", "partial", "skipped"]
SessionId = Annotated[
    str | None, typer.Argument(metavar="SESSION", help="its id or short id; without it what is open is asked")
]
Minutes = Annotated[str | None, typer.Argument(metavar="MINUTES", help="how long you really worked: 30, 30m, 1h15")]


@command(app, "done")
def done(session: SessionId = None, minutes: Minutes = None) -> None:
    """A session was done. Without SESSION: what is over and not reported is asked one by one."""
    _report(session, "done", minutes)


@command(app, "skip")
def skip(session: SessionId = None) -> None:
    """A session was skipped: it counts as undone, and the next proposal offers another time."""
    _report(session, "skipped", None)


@command(app, "partial")
def partial(session: SessionId = None, minutes: Minutes = None) -> None:
    """A session was done in part; the rest counts as undone. Without MINUTES half of it."""
    _report(session, "partial", minutes)


def _report(session: str | None, outcome: Outcome, worked: str | None) -> None:
    minutes = None if worked is None else a_length(worked, most=DAY_MIN)
    ws = workspace()
    if session is None:
        ask_open(ws)
        return
    _written(ws, session, outcome, minutes)


def _written(ws: Workspace, session: str, outcome: Outcome, minutes: int | None) -> None:
    from roadweek.domain.edits import ReportSession
    from roadweek.usecases.record import record

    view = record(ws, (ReportSession(session=session, outcome=outcome, minutes=minutes),))

    def show_it() -> None:
        from roadweek_cli import show

        show.applied(view, language(ws), published=False)

    emit(view, show_it)


def ask_open(ws: Workspace) -> None:
    """Ask about each open session. With --json, and where there is nobody to ask, they are only listed."""
    from roadweek.usecases.progress import open_sessions

    lang = language(ws)
    view = open_sessions(ws)
    if common().json:
        print_json(view)
        return
    if not view["open"]:
        print(say("errors.nothing_open", lang))
        return
    left = 0
    for one in view["open"]:
        answer = _answer(one, lang)
        if answer is None:
            opened(view, lang, title=True)
            return
        if answer == "":
            left += 1
        elif isinstance(answer, int):
            _written(ws, one["id"], "partial" if answer else "skipped", answer or None)
        else:
            _written(ws, one["id"], "done" if answer == "y" else "skipped", None)
    if left:
        print(say("terminal.open_left", lang, count=left))


def _answer(one: SessionView, lang: Language) -> str | int | None:
    """``y``, ``n``, minutes, nothing for later; None where nobody answers any more."""
    when = f"{day_name(one['start'], lang)} {span(one['start'], one['end'])}"
    while True:
        print(say("terminal.open_asked", lang, when=when, title=one["title"], short=one["short"]), flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        text = line.strip().casefold()
        if text in ("", "y", "n"):
            return text
        if text in ("yes", "done", "是", "做完", "做了", "完成"):
            return "y"
        if text in ("no", "skip", "skipped", "否", "跳过", "没做"):
            return "n"
        if text.isdecimal() and int(text) <= 1440:
            return int(text)
        print(say("terminal.open_unread", lang))


def opened(view: OpenView, lang: Language, *, title: bool = False) -> None:
    """The open sessions as lines, each with its short id."""
    from roadweek_cli.paint import line

    if title and view["open"]:
        line(say("terminal.open_title", lang), "bold")
    for one in view["open"]:
        line(f"  {one['short']}  {day_name(one['start'], lang)} {span(one['start'], one['end'])}  {one['title']}")
    if view["open"]:
        line(say("terminal.open_hint", lang), "cyan")


@command(app, "progress")
def progress() -> None:
    """What was planned, done, skipped, is open and is left: by track and work, this week and the last."""
    from roadweek.usecases.progress import progress as read

    ws = workspace()
    view = read(ws)
    emit(view, lambda: _shown(view, language(ws)))


def _shown(view: ProgressView, lang: Language) -> None:
    from roadweek_cli.paint import line, table
    from roadweek_cli.show import heads

    for week in view["weeks"]:
        line(say("terminal.progress_week", lang, week=week["week"]), "bold")
        rows = [_row(one, lang) for one in week["tracks"]]
        rows += [[""]] if week["works"] else []
        rows += [_row(one, lang) for one in week["works"]]
        if rows:
            columns = heads(lang, "what", "planned", "really", "skipped", "open", "ahead")
            table(columns, rows, styles={2: "green", 4: "yellow"}, fold=(0,))
        else:
            line("  " + say("terminal.progress_none", lang))


def _row(one: ProgressLineView, lang: Language) -> list[str]:
    figures = (one["planned_min"], one["done_min"], one["skipped_min"], one["open_min"], one["ahead_min"])
    return [one["title"], *(length(figure, lang) if figure else "" for figure in figures)]
