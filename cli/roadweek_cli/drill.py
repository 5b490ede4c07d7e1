"""`review drill`: the interview question of a day, answered and graded by the person, within its minutes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli import drill_bank, drill_shown
from roadweek_cli.common import Usage, a_date, common, emit, language, print_json, workspace
from roadweek_cli.drill_bank import Topic
from roadweek_cli.parser import LightGroup, command

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.storage.attempts import Record
    from roadweek.views.drill import DrillAnsweredView, DrillView
    from roadweek.workspace import Workspace
    from roadweek_agents.model import OpenAICompatible


class _AskFirst(LightGroup):
    """`review drill` is `review drill ask`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h")):
            args = ["ask", *args]
        return super().parse_args(ctx, args)


drill_app = typer.Typer(
    cls=_AskFirst,
    help="An interview question a day. Without a word: today's, answered here and graded by yourself.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Points = Annotated[
    str | None, typer.Option(metavar="N,N", help="the points that you named: all, none, or their numbers")
]
YES = frozenset(("y", "yes", "1", "是", "有", "说到了", "对"))
NO = frozenset(("n", "no", "0", "否", "没", "没有", "不"))


@command(drill_app, "ask")
def ask(
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help="your answer, without being asked for it")] = None,
    recording: Annotated[
        str | None, typer.Option(metavar="PATH", help="a recording of it; only its path is kept")
    ] = None,
    points: Points = None,
    minutes: Annotated[str | None, typer.Option(metavar="N", help="how long it took")] = None,
    question: Annotated[str | None, typer.Option(metavar="NAME", help="another question than today's")] = None,
    topic: Topic = None,
    comment: Annotated[
        bool, typer.Option("--comment", help="let the configured model comment on it; it never grades")
    ] = False,
    weak: Annotated[bool, typer.Option("--weak", help="only show how the topics fare, the weakest first")] = False,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was; default: today")] = None,
) -> None:
    """Today's question, drawn with more weight for weak topics; the draw stays the same all day.

    Type the answer, or give it with --answer or --recording. You grade it yourself by its points; the last answer to
    the same question stands beside it.
    """
    from roadweek.usecases.drill import drill, topics

    ws = workspace()
    lang = language(ws)
    day = a_date(on)
    if weak:
        told = topics(ws, day)
        emit(told, lambda: drill_shown.topics_shown(told, lang))
        return
    seconds, hit = _seconds(minutes), _named(points)
    model = _commenting(ws) if comment else None
    if answer is not None or recording is not None:
        from roadweek.usecases.drill_answers import answered

        path = Path(recording) if recording is not None else None
        view = answered(
            ws,
            question=question,
            text=answer,
            recording=path,
            hit=_numbers(ws, hit, question, topic, day),
            seconds=seconds,
            on=day,
            topic=topic,
        )
        view = _commented(ws, model, view)
        emit(view, lambda: drill_shown.answered_shown(ws, view, lang))
        return
    if points is not None or minutes is not None:
        raise Usage("drill_answer", "roadweek review drill")
    shown = drill(ws, day, topic=topic)
    if common().json:
        print_json(shown)
        return
    _lead_through(ws, shown, question, topic, lang, model)


def _commenting(ws: Workspace) -> OpenAICompatible:
    from roadweek_cli.drill_comment import commenting

    return commenting(ws)


def _commented(ws: Workspace, model: OpenAICompatible | None, view: DrillAnsweredView) -> DrillAnsweredView:
    if model is None:
        return view
    from roadweek_cli.drill_comment import comment

    return {**view, "comment": comment(ws, model, view)}


def _seconds(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0
    if not 1 / 60 <= minutes <= 600:
        raise Usage("drill_minutes", "roadweek review drill", value=text)
    return round(60 * minutes)


def _named(text: str | None) -> list[int] | str | None:
    """``all``, or the numbers that were named; null where nothing was said."""
    if text is None:
        return None
    said = text.strip().casefold().replace("，", ",").replace("、", ",")
    if said in ("all", "全部", "全"):
        return "all"
    if said in ("none", "0", "没有", "无"):
        return []
    parts = [part.strip() for part in said.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in parts):
        raise Usage("drill_points", "roadweek review drill", value=text)
    return [int(part) for part in parts]


def _numbers(
    ws: Workspace, hit: list[int] | str | None, question: str | None, topic: str | None, day: Any
) -> list[int] | None:
    """The numbers of the points; those of ``all`` are the question's."""
    if not isinstance(hit, str):
        return hit
    from roadweek.usecases.drill import count_of, drill

    if question is not None:
        return list(range(1, count_of(_found(ws, question)) + 1))
    asked = drill(ws, day, topic=topic)["question"]
    return list(range(1, asked["points"] + 1)) if asked else []


def _found(ws: Workspace, question: str) -> Record:
    from roadweek.storage import database
    from roadweek.usecases.drill import find

    with database.read(ws.database) as connection:
        return find(connection, ws.person, question)


def _lead_through(
    ws: Workspace,
    view: DrillView,
    question: str | None,
    topic: str | None,
    lang: Language,
    model: OpenAICompatible | None,
) -> None:
    """Show the question, take the answer and its time, show the points, and ask for each whether it was named."""
    from roadweek.usecases.drill_answers import answered, grade
    from roadweek_cli.paint import line

    asked = view["question"]
    other = _found(ws, question) if question is not None else None
    if asked is None and other is None:
        print(say("drill.no_questions", lang))
        return
    print(say("drill.title", lang, day=day_name(view["date"], lang), minutes=view["box_min"]))
    if other is not None:
        line(other["title"], "bold")
    elif asked is not None:
        drill_shown.question_shown(asked, lang)
        done = [one for one in view["done"] if one["question"] == asked["question"]]
        if done:
            line(
                "  "
                + say("drill.done_today", lang, title=done[-1]["title"], how=drill_shown.how_graded(done[-1], lang)),
                "green",
            )
            return
    if view["date"] != ws.now().date().isoformat():
        return
    print(say("drill.how", lang), flush=True)
    begun = ws.now()
    text, ended = _typed()
    if not text:
        return
    seconds = round((ws.now() - begun).total_seconds()) or None
    kept = answered(ws, question=question, text=text, seconds=seconds, topic=topic)
    drill_shown.beside(kept, lang, box=view["box_min"], points=ended)
    hit = None if ended else _asked_one_by_one(kept["points"], lang)
    if hit is None:
        print(say("drill.waits", lang))
        return
    drill_shown.verdict(grade(ws, hit, question=kept["answer"]["question"]), lang)
    drill_shown.comment_shown(_commented(ws, model, kept), lang)


def _typed() -> tuple[str, bool]:
    """What was typed up to a line with only a dot, and whether the input ended instead."""
    lines: list[str] = []
    while True:
        read = sys.stdin.readline()
        if not read:
            return "".join(lines).strip(), True
        if read.strip() in (".", "。"):
            return "".join(lines).strip(), False
        lines.append(read)


def _asked_one_by_one(points: list[str], lang: Language) -> list[int] | None:
    print(say("drill.which", lang), flush=True)
    hit: list[int] = []
    for number, point in enumerate(points, 1):
        while True:
            print(f"  {number}. {point}", flush=True)
            read = sys.stdin.readline()
            if not read:
                return None
            word = read.strip().casefold()
            if word in YES:
                hit.append(number)
            if word in YES or word in NO:
                break
            print("  " + say("drill.unread", lang))
    return hit


@command(drill_app, "grade")
def grade_last(
    points: Annotated[str, typer.Argument(metavar="POINTS", help="all, none, or their numbers: 1,3")],
    question: Annotated[str | None, typer.Option(metavar="NAME", help="of this question; default: the last")] = None,
) -> None:
    """Grade the last answer that has none yet: say which of its points you named."""
    from roadweek.usecases.drill_answers import grade, waiting

    ws = workspace()
    hit = _named(points)
    if isinstance(hit, str):
        hit = list(range(1, waiting(ws, question) + 1))
    view = grade(ws, hit or [], question=question)
    emit(view, lambda: drill_shown.verdict(view, language(ws)))


command(drill_app, "add")(drill_bank.add)
command(drill_app, "list")(drill_bank.list_bank)
command(drill_app, "retire")(drill_bank.retire)
command(drill_app, "import")(drill_bank.import_file)
command(drill_app, "suggest")(drill_bank.suggest)
