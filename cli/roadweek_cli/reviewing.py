"""`review`: the daily recall, one problem at a time, and the Sunday redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli import job_search, review_week
from roadweek_cli.common import Usage, a_date, emit, language, workspace
from roadweek_cli.parser import Again, FamilyGroup, LightGroup, command, new_app
from roadweek_cli.recalling import ANSWERS, show_day, told_answer

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.reviewing import RedoView

app = new_app()


class _Reviews(FamilyGroup):
    families: ClassVar[dict[str, str]] = {"cards": "cards", "drill": "drill"}


review_app = new_app("Reviews: the recall of a day, and the Sunday redo.", _Reviews)
app.add_typer(review_app, name="review")


class _ShowFirst(LightGroup):
    """`review redo` is `review redo show`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h")):
            args = ["show", *args]
        return super().parse_args(ctx, args)


redo_app = typer.Typer(
    cls=_ShowFirst,
    help="The Sunday redo: two or three problems written again, closed book. Without a word: `redo show`.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
review_app.add_typer(redo_app, name="redo")

Of = Annotated[str | None, typer.Option(metavar="DATE", help="the day; default: today")]
Took = Annotated[int | None, typer.Option(metavar="N", help="how long it took", min=1, max=1440)]


@command(review_app, "day")
def day(
    of: Of = None,
    minutes: Annotated[
        str | None, typer.Option(metavar="N", help="the limit of this day, 5 to 60; default: the setting")
    ] = None,
) -> None:
    """The recall of a day: yesterday's problems by title only, one at a time, within the minutes of the day."""
    show_day(a_date(of), _limit(minutes))


def _limit(text: str | None) -> int | None:
    """Minutes from 5 to 60; read here, because Typer needs pydantic for a number, and that takes 0.1 s."""
    if text is None:
        return None
    if not text.isascii() or not text.isdecimal() or not 5 <= int(text) <= 60:
        raise Usage("day_minutes", "roadweek review day", value=text)
    return int(text)


@command(review_app, "record")
def record(
    problem: Annotated[str, typer.Argument(metavar="NAME", help="the problem that was recalled")],
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help="1 stuck, 2 shaky or 3 fine")],
    minutes: Took = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was; default: today")] = None,
    again: Again = False,
) -> None:
    """Note how a problem was recalled, without being asked."""
    from roadweek.usecases.daily_recall import answered

    told = ANSWERS.get(answer.strip().casefold())
    if told is None:
        raise Usage("recall_answer", "roadweek review record", value=answer)
    ws = workspace()
    view = answered(ws, problem, told, minutes=minutes, on=a_date(on), again=again)

    def show_it() -> None:
        lang = language(ws)
        print(view["events"][0]["summary"])
        told_answer(view, lang)
        print("  " + say("reviewing.undo_hint", lang))

    emit(view, show_it)


@command(redo_app, "show")
def redo_show(of: Of = None) -> None:
    """The redo of a week, each problem with its value and the reasons for it."""
    from roadweek.usecases.weekly_redo import redo

    ws = workspace()
    view = redo(ws, a_date(of))
    emit(view, lambda: _redo(view, language(ws)))


def _redo(view: RedoView, lang: Language) -> None:
    from roadweek.views.reviewing_words import how
    from roadweek_cli.paint import line
    from roadweek_cli.plain import span

    planned = view["planned_min"] + view["spent_min"]
    line(say("reviewing.redo_title", lang, week=view["week"], planned=planned, box=view["box_min"]), "bold")
    session = view["session"]
    if session is not None:
        when = f"{day_name(session['start'], lang)} {span(session['start'], session['end'])}"
        line("  " + say("reviewing.redo_session", lang, title=session["title"], when=when), "cyan")
    else:
        line("  " + say("reviewing.redo_no_session", lang, box=view["box_min"]), "dim")
    for one in view["done"]:
        said = how("solved" if one["solved"] else "failed", one["minutes"], lang)
        line("  ✓ " + say("reviewing.redo_done", lang, title=one["title"], how=said), "green")
    for number, pick in enumerate(view["chosen"], 1):
        said = say(
            "reviewing.redo_pick", lang, title=pick["title"], minutes=pick["minutes"], value=pick["value"]
        )  # fmt: skip
        line(f"  {number}  {said}", "bold")
        for reason in pick["reasons"]:
            line(f"       {reason['points']:+5.1f}  {reason['text']}")
    if not view["chosen"] and not view["done"]:
        line("  " + say("reviewing.redo_empty", lang))
    elif len(view["chosen"]) + len(view["done"]) < 2:
        line("  " + say("reviewing.redo_few", lang), "dim")
    if view["others"] and view["chosen"]:
        line(say("reviewing.redo_others", lang), "dim")
        for pick in view["others"]:
            said = say("reviewing.redo_pick", lang, title=pick["title"], minutes=pick["minutes"], value=pick["value"])
            line(f"     {said}", "dim")


@command(redo_app, "swap")
def redo_swap(
    out: Annotated[str, typer.Argument(metavar="OUT", help="the problem to take out")],
    into: Annotated[str, typer.Argument(metavar="IN", help="the problem to put in its place")],
) -> None:
    """Exchange a problem of this week's redo. Later choices lean a little towards the topic put in."""
    from roadweek.usecases.weekly_redo import swap

    ws = workspace()
    view = swap(ws, out, into)

    def show_it() -> None:
        from roadweek_cli.paint import line

        lang = language(ws)
        line(view["events"][0]["summary"])
        if view["learned"]:
            line("  " + view["learned"])
        line("  " + say("reviewing.undo_hint", lang), "dim")
        _redo(view["redo"], lang)

    emit(view, show_it)


@command(redo_app, "record")
def redo_record(
    problem: Annotated[str, typer.Argument(metavar="NAME", help="the problem that was written again")],
    minutes: Took = None,
    solved: Annotated[bool, typer.Option("--solved", help="it came out right, with nothing at hand")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="it did not")] = False,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was; default: today")] = None,
    again: Again = False,
) -> None:
    """Note the result of a redo, as of a closed-book exam."""
    from roadweek.usecases.weekly_redo import exam

    if solved == failed:
        raise Usage("redo_result", "roadweek review redo record")
    ws = workspace()
    view = exam(ws, problem, solved=solved, minutes=minutes, on=a_date(on), again=again)

    def show_it() -> None:
        from roadweek.views.reviewing_words import how
        from roadweek_cli.paint import line

        lang = language(ws)
        said = how("solved" if solved else "failed", minutes, lang)
        title = view["problem"]["title"]
        line(say("reviewing.redo_noted", lang, title=title, how=said, expected=view["expected_min"]), "bold")
        if view["again"]:
            line("  " + say("reviewing.again_tomorrow", lang))
        if view["due"]:
            line("  " + say("reviewing.redo_due", lang, day=day_name(view["due"], lang)))
        line("  " + say("reviewing.undo_hint", lang), "dim")

    emit(view, show_it)


command(review_app, "week")(review_week.week)
command(review_app, "answer")(review_week.answer)
command(review_app, "material")(review_week.material)
command(review_app, "count")(job_search.count)
command(review_app, "bullets")(job_search.bullets)
