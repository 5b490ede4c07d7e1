"""`review count` and `review bullets`: what is counted until it comes, and the résumé bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import a_date, emit, language, workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.counts import CountsView
    from roadweek.views.documents import AppliedView


def count(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="what is counted: applications")] = None,
    number: Annotated[int | None, typer.Argument(metavar="N", help="how many more", min=1, max=1000)] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was; default: today")] = None,
    remark: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="where, which")] = None,
    until: Annotated[str | None, typer.Option(metavar="TEXT", help="what it goes on for: an offer")] = None,
    a_week: Annotated[int | None, typer.Option(metavar="N", help="how many a week you want", min=1, max=1000)] = None,
    reached: Annotated[bool, typer.Option("--reached", help="what it went on for has come")] = False,
) -> None:
    """Count something until it leads somewhere: applications until an offer. Each report tells it. Without NAME: all.

    `review count applications 3` counts three more today.
    """
    from roadweek.usecases import counts
    from roadweek_cli import show

    ws = workspace()
    if name is None:
        view = counts.counts(ws, a_date(on))
        emit(view, lambda: _counts(view, language(ws)))
        return
    done: AppliedView
    if number is not None:
        done = counts.add(ws, name, number, on=a_date(on), note=remark)
        if until is not None or a_week is not None or reached:
            done = counts.aim(ws, name, until=until, a_week=a_week, reached=reached)
    else:
        done = counts.aim(ws, name, until=until, a_week=a_week, reached=reached)
    emit(done, lambda: show.applied(done, language(ws), published=False))


def _counts(view: CountsView, lang: Language) -> None:
    from roadweek.views.report_text import count_words
    from roadweek_cli.paint import line

    for one in view["counts"]:
        line(count_words(one, lang))
    if not view["counts"]:
        line(say("decisions.count_none", lang))


def bullets(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="a line in your own words, to keep")] = None,
    work: Annotated[str | None, typer.Option(metavar="ID", help="the work that it is about")] = None,
    remove: Annotated[int | None, typer.Option(metavar="N", help="remove the line with this number", min=1)] = None,
) -> None:
    """The résumé bank: your lines with the facts behind them, as Markdown; TEXT keeps one more.

    Facts only: minutes, days, evidence, and what the plan wants to come of a work. `> FILE` exports it.
    """
    from roadweek.usecases import resume_bank
    from roadweek_cli import show
    from roadweek_cli.common import Usage

    ws = workspace()
    if text is not None and remove is not None:
        raise Usage("bullets_both")
    if text is not None or remove is not None:
        done = resume_bank.remove(ws, remove) if remove is not None else resume_bank.keep(ws, text or "", work=work)
        emit(done, lambda: show.applied(done, language(ws), published=False))
        return
    view = resume_bank.bank(ws)
    emit(view, lambda: print(resume_bank.bank_markdown(view, language(ws)), end=""))
