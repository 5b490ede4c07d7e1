"""`review week`, `review answer` and `review material`: the weekly report, and on a terminal the ritual around it.

The ritual: what is open is settled, then the report, three questions, and the proposal of the week to come. Each step
is kept as it is taken, so whoever is interrupted goes on there: what was settled or answered is not asked again.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import a_date, common, emit, language, note, working, workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.report_documents import ReportView, WhyView
    from roadweek.workspace import Workspace

Of = Annotated[str | None, typer.Option(metavar="DATE", help="a day of the week wanted; default: this week")]


def week(
    of: Of = None,
    why: Annotated[
        str | None, typer.Option(metavar="KEY", help="only what this figure is counted from, e.g. total/all/done")
    ] = None,
) -> None:
    """The weekly report: planned against done, trips, estimates, recall, decisions, and the week to come.

    It is written into the workspace's reports/ as Markdown and as a page. In this week it ends in a proposal of the
    next; on a terminal it first asks what came of open sessions, then its three questions. Other weeks are looked at.
    """
    from roadweek.usecases.weekly_report import why as trace
    from roadweek.usecases.weekly_review import weekly_review

    day = a_date(of)
    ws = workspace()
    lang = language(ws)
    if why is not None:
        told = trace(ws, why, day)
        emit(told, lambda: _shown_why(told, lang))
        return
    present = sys.stdin.isatty() and sys.stdout.isatty() and not common().json
    running = day is None
    if present and running:
        from roadweek_cli.reporting import ask_open

        ask_open(ws)
    with working("solve"):
        view = _written(ws, weekly_review(ws, day, propose=running), lang)
    if present and running:
        _ritual(ws, view, lang)
        return
    emit(view, lambda: shown(view, lang))


def answer(
    number: Annotated[int, typer.Argument(metavar="N", help="1, 2 or 3", min=1, max=3)],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="what you say")],
    of: Of = None,
) -> None:
    """Keep your answer to one of the three questions of a weekly review."""
    from roadweek.usecases.weekly_review import answer as keep
    from roadweek_cli import show

    ws = workspace()
    view = keep(ws, number, text, a_date(of))
    emit(view, lambda: show.applied(view, language(ws), published=False))


def material(of: Of = None) -> None:
    """What a week gives to write from: an outline for the next post, and a sheet for each work with its outputs.

    Facts only: what was done, the ideas that you noted, what you have to show. Printed as Markdown.
    """
    from roadweek.usecases.material import material as read
    from roadweek.usecases.material import material_markdown

    ws = workspace()
    view = read(ws, a_date(of))
    emit(view, material_markdown(view, language(ws)))


def _written(ws: Workspace, view: ReportView, lang: Language) -> ReportView:
    """The report with its files, or as it is where they cannot be written: it is shown all the same."""
    from roadweek.usecases.weekly_review import write_report

    try:
        return write_report(ws, view)
    except OSError as error:
        path = error.filename or str(ws.path / "reports")
        note(say("report.not_written", lang, path=path, why=error.strerror or str(error)))
        return view


def shown(view: ReportView, lang: Language) -> None:
    """The report as text: laid out on a terminal, as Markdown elsewhere."""
    from roadweek.domain.sanitise import sanitised
    from roadweek.views.report_text import report_markdown
    from roadweek_cli.paint import console, line

    text = sanitised(report_markdown(view, lang))
    if sys.stdout.isatty():
        from rich.markdown import Markdown

        console().print(Markdown(text, hyperlinks=False))
    else:
        print(text)
    if view["files"]:
        line(say("report.written", lang, files=" · ".join(view["files"])), "dim")


def _ritual(ws: Workspace, view: ReportView, lang: Language) -> None:
    from roadweek.usecases import replan
    from roadweek.usecases.weekly_review import answer as keep
    from roadweek.usecases.weekly_review import weekly_review
    from roadweek_cli import show
    from roadweek_cli.paint import line

    shown(view, lang)
    for one in view["questions"]:
        if one["answer"]:
            continue
        line(f"{one['n']}. {one['question']}", "bold")
        print("> ", end="", flush=True)
        said = sys.stdin.readline()
        if not said:
            return
        if said.strip():
            keep(ws, one["n"], said)
    _written(ws, {**weekly_review(ws), "next": view["next"]}, lang)
    coming = view["next"]
    if coming is None or coming["proposal"] is None:
        return
    show.proposal(replan.show(ws, coming["proposal"]), lang, next_step=False)
    print(say("report.ask_next", lang), end=" ", flush=True)
    if sys.stdin.readline().strip().casefold() in ("y", "yes", "是", "好", "好的"):
        with working("calendar"):
            done = replan.approve(ws, coming["proposal"], version=coming["version"], digest=coming["digest"])
        show.applied(done, lang)
    else:
        line(say("report.next_waits", lang, proposal=coming["proposal"]))


def _shown_why(view: WhyView, lang: Language) -> None:
    from roadweek.views.format import day_name, length
    from roadweek_cli.paint import line

    def amount(value: int) -> str:
        return length(value, lang) if view["unit"] == "min" else str(value)

    line(say("report.why_title", lang, figure=view["key"], value=amount(view["value"]), week=view["week"]), "bold")
    for one in view["traces"]:
        line(f"  {amount(one['amount']):>9}  {day_name(one['date'], lang)}  {one['title']}  {one['id']}")
