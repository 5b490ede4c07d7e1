"""`review drill`: the interview question of a day, its answer and grade, the bank of questions, the topics."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli.common import Usage, a_date, common, emit, language, print_json, workspace
from roadweek_cli.parser import LightGroup, command

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.storage.attempts import Record
    from roadweek.views.drill import (
        BankQuestionView,
        DrillAnsweredView,
        DrillAnswerView,
        DrillQuestionView,
        DrillTopicsView,
        DrillView,
    )
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

Topic = Annotated[str | None, typer.Option(metavar="TOPIC", help="what it is about")]
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
        emit(told, lambda: _topics(told, lang))
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
        emit(view, lambda: _answered(ws, view, lang))
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
        _shown(asked, lang)
        done = [one for one in view["done"] if one["question"] == asked["question"]]
        if done:
            line("  " + say("drill.done_today", lang, title=done[-1]["title"], how=_how(done[-1], lang)), "green")
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
    _beside(kept, lang, box=view["box_min"], points=ended)
    hit = None if ended else _asked_one_by_one(kept["points"], lang)
    if hit is None:
        print(say("drill.waits", lang))
        return
    _verdict(grade(ws, hit, question=kept["answer"]["question"]), lang)
    _said(_commented(ws, model, kept), lang)


def _shown(asked: DrillQuestionView, lang: Language) -> None:
    from roadweek_cli.paint import line

    line(asked["title"], "bold")
    chance = say("drill.chance", lang, percent=f"{100 * asked['chance']:.1f}", among=asked["among"])
    line("  " + chance, "dim")
    for reason in asked["reasons"]:
        line(f"  {reason['points']:+5.2f}  {reason['text']}", "dim")


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


def _how(one: DrillAnswerView, lang: Language) -> str:
    said = [] if one["seconds"] is None else [say("drill.took", lang, minutes=f"{one['seconds'] / 60:.1f}")]
    hit = one["hit"]
    graded = say("drill.ungraded", lang)
    if hit is not None:
        graded = say("drill.graded", lang, hit=len(hit), points=one["points"])
    return ("，" if lang == "zh" else ", ").join([*said, graded])


def _body(one: DrillAnswerView, lang: Language) -> None:
    from roadweek_cli.paint import line

    if one["recording"]:
        key = "recording_gone" if one["recording_gone"] else "recording"
        line("  │ " + say(f"drill.{key}", lang, path=one["recording"]), "yellow" if one["recording_gone"] else None)
    for text in (one["text"] or "").splitlines():
        line("  │ " + text)


def _beside(view: DrillAnsweredView, lang: Language, *, box: int, points: bool = True) -> None:
    """The last answer to the same question, and the points."""
    from roadweek_cli.paint import line

    one, last = view["answer"], view["last"]
    seconds = one["seconds"]
    if seconds is not None:
        over = seconds > 60 * box
        minutes = f"{seconds / 60:.1f}"
        line("  " + say("drill.took_over" if over else "drill.took", lang, minutes=minutes, box=box), "dim")
    if last is None:
        line(say("drill.first_time", lang), "dim")
    else:
        line(f"{say('drill.last', lang, day=day_name(last['at'], lang))}: {_how(last, lang)}", "cyan")
        _body(last, lang)
    if not points:
        return
    line(say("drill.points", lang), "bold")
    for number, point in enumerate(view["points"], 1):
        line(f"  {number}. {point}")


def _verdict(view: DrillAnsweredView, lang: Language) -> None:
    from roadweek_cli.paint import line

    last = view["last"]
    line(f"{view['title']}: {_how(view['answer'], lang)}", "bold")
    if last is not None and last["hit"] is not None:
        line(f"  {say('drill.last', lang, day=day_name(last['at'], lang))}: {_how(last, lang)}", "dim")
    if view["due"]:
        line("  " + say("drill.due", lang, day=day_name(view["due"], lang)), "dim")
    line("  " + say("reviewing.undo_hint", lang), "dim")


def _answered(ws: Workspace, view: DrillAnsweredView, lang: Language) -> None:
    print(say("drill.kept", lang, title=view["title"]))
    _beside(view, lang, box=ws.settings.review.drill_minutes)
    if view["answer"]["hit"] is None:
        print(say("drill.waits", lang))
    else:
        _verdict(view, lang)
    _said(view, lang)


def _said(view: DrillAnsweredView, lang: Language) -> None:
    """The comment of a model, with its name, and that it is none of a grade."""
    from roadweek_cli.paint import line

    one = view["comment"]
    if one is None:
        return
    if one["text"] is None:
        why = say("drill.comment_recording", lang) if one["problem"] == "recording" else one["problem"] or ""
        line(say("drill.comment_none", lang, name=one["by"], why=why), "yellow")
        return
    line(say("drill.comment", lang, name=one["by"]), "bright_magenta")
    for text in one["text"].splitlines():
        line("  │ " + text)


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
    emit(view, lambda: _verdict(view, language(ws)))


@command(drill_app, "add")
def add(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="what is asked")],
    points: Annotated[str, typer.Option(metavar="TEXT", help='what an answer should name: "a; b; c"')] = "",
    topic: Topic = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="where it is from")] = None,
) -> None:
    """Add a question to the bank, or give a known one other points."""
    from roadweek.reviewing.drill_texts import QuestionText, points_of
    from roadweek.usecases.drill_bank import add as added

    ws = workspace()
    view = added(ws, [QuestionText(question, points_of(points), topic=topic, source=source)])

    def show_it() -> None:
        lang = language(ws)
        print(say("drill.added", lang, count=len(view["questions"])))
        _bank(view["questions"], lang)
        print("  " + say("reviewing.undo_hint", lang))

    emit(view, show_it)


def _bank(questions: list[BankQuestionView], lang: Language) -> None:
    from roadweek_cli.paint import table

    heads = [say(f"drill.col_{key}", lang) for key in ("question", "topic", "points", "last")]
    rows: list[list[str]] = []
    for one in questions:
        share = f" {round(100 * one['share'])} %" if one["share"] is not None else ""
        rows.append([one["title"], one["topic"] or "", str(len(one["points"]) or ""), f"{one['last'] or ''}{share}"])
    table(heads, rows, fold=(0,))


@command(drill_app, "list")
def list_bank(topic: Topic = None) -> None:
    """The questions of the bank, or those of a topic."""
    from roadweek.usecases.drill_bank import listing

    ws = workspace()
    view = listing(ws, topic=topic)

    def show_it() -> None:
        lang = language(ws)
        if view["questions"]:
            _bank(view["questions"], lang)
        else:
            print(say("drill.no_questions", lang))

    emit(view, show_it)


@command(drill_app, "retire")
def retire(
    question: Annotated[str, typer.Argument(metavar="NAME", help="a question of the bank")],
) -> None:
    """Ask a question no more. Its answers are kept."""
    from roadweek.usecases.drill_bank import retire as gone

    ws = workspace()
    view = gone(ws, question)

    def show_it() -> None:
        lang = language(ws)
        print(say("drill.retired", lang, title=view["questions"][0]["title"]))
        print("  " + say("reviewing.undo_hint", lang))

    emit(view, show_it)


@command(drill_app, "import")
def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Markdown (questions with points below), or CSV (question, points)")
    ],
    topic: Topic = None,
) -> None:
    """Read questions from a file. One that is known by its words gets the file's points."""
    from roadweek.usecases.drill_bank import import_questions

    ws = workspace()
    view = import_questions(ws, file, topic=topic)

    def show_it() -> None:
        lang = language(ws)
        counts = {key: view[key] for key in ("file", "added", "changed", "same")}
        print(say("drill.imported", lang, **counts))
        if view["doubled"]:
            print("  " + say("drill.import_doubled", lang, count=view["doubled"]))
        if view["without_question"]:
            lines = ", ".join(map(str, view["without_question"][:12]))
            print("  " + say("drill.import_empty", lang, lines=lines))

    emit(view, show_it)


@command(drill_app, "suggest")
def suggest(
    take: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="put it into the bank; may stand several times; or all")
    ] = None,
    topic: Topic = None,
) -> None:
    """Questions that your cards, what you tried and your plan have; those that you take go into the bank."""
    from roadweek.usecases.drill_bank import suggestions
    from roadweek.usecases.drill_bank import take as taken

    ws = workspace()
    lang = language(ws)
    if take:
        done = taken(ws, take, topic=topic)

        def show_taken() -> None:
            print(say("drill.added", lang, count=len(done["questions"])))
            _bank(done["questions"], lang)
            print("  " + say("reviewing.undo_hint", lang))

        emit(done, show_taken)
        return
    view = suggestions(ws, topic=topic)

    def show_it() -> None:
        from roadweek_cli.paint import table

        if not view["suggestions"]:
            print(say("drill.suggest_none", lang))
            return
        heads = [say(f"drill.col_{key}", lang) for key in ("id", "question", "topic", "points", "origin")]
        rows = [
            [
                one["id"],
                one["title"],
                one["topic"] or "",
                str(len(one["points"]) or ""),
                say(f"drill.origin_{one['origin']}", lang),
            ]
            for one in view["suggestions"]
        ]
        table(heads, rows, styles={0: "cyan"}, fold=(1,))
        if view["count"] > len(rows):
            print("  " + say("drill.suggest_more", lang, count=view["count"] - len(rows)))
        print(say("drill.suggest_how", lang))

    emit(view, show_it)


_BARS = "▁▂▃▄▅▆▇█"


def _topics(view: DrillTopicsView, lang: Language) -> None:
    from roadweek_cli.paint import line, table

    if not view["topics"]:
        print(say("drill.weak_none", lang))
        return
    line(say("drill.weak_title", lang, day=day_name(view["date"], lang)), "bold")
    heads = [say(f"drill.col_{key}", lang) for key in ("topic", "share", "answers", "weeks")]
    rows = [
        [
            one["topic"] or say("drill.no_topic", lang),
            f"{round(100 * one['worth'] / one['answers'])} %",
            str(one["answers"]),
            "".join(
                "·" if week["share"] is None else _BARS[round(week["share"] * (len(_BARS) - 1))]
                for week in one["weeks"]
            ),
        ]
        for one in view["topics"]
    ]
    table(heads, rows, styles={3: "cyan"}, fold=(0,))
    line(say("drill.weak_how", lang), "dim")
