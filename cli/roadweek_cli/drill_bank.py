"""`review drill`: the bank of questions, by hand, from a file, or from what is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.drill import BankQuestionView

Topic = Annotated[str | None, typer.Option(metavar="TOPIC", help="what it is about")]


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
        bank_shown(view["questions"], lang)
        print("  " + say("reviewing.undo_hint", lang))

    emit(view, show_it)


def bank_shown(questions: list[BankQuestionView], lang: Language) -> None:
    from roadweek_cli.paint import table

    heads = [say(f"drill.col_{key}", lang) for key in ("question", "topic", "points", "last")]
    rows: list[list[str]] = []
    for one in questions:
        share = f" {round(100 * one['share'])} %" if one["share"] is not None else ""
        rows.append([one["title"], one["topic"] or "", str(len(one["points"]) or ""), f"{one['last'] or ''}{share}"])
    table(heads, rows, fold=(0,))


def list_bank(topic: Topic = None) -> None:
    """The questions of the bank, or those of a topic."""
    from roadweek.usecases.drill_bank import listing

    ws = workspace()
    view = listing(ws, topic=topic)

    def show_it() -> None:
        lang = language(ws)
        if view["questions"]:
            bank_shown(view["questions"], lang)
        else:
            print(say("drill.no_questions", lang))

    emit(view, show_it)


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
            bank_shown(done["questions"], lang)
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
