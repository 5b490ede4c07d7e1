"""`review drill` in words: the question of a day, an answer beside the last one, its grade, and the topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.drill import DrillAnsweredView, DrillAnswerView, DrillQuestionView, DrillTopicsView
    from roadweek.workspace import Workspace


def question_shown(asked: DrillQuestionView, lang: Language) -> None:
    from roadweek_cli.paint import line

    line(asked["title"], "bold")
    chance = say("drill.chance", lang, percent=f"{100 * asked['chance']:.1f}", among=asked["among"])
    line("  " + chance, "dim")
    for reason in asked["reasons"]:
        line(f"  {reason['points']:+5.2f}  {reason['text']}", "dim")


def how_graded(one: DrillAnswerView, lang: Language) -> str:
    said = [] if one["seconds"] is None else [say("drill.took", lang, minutes=f"{one['seconds'] / 60:.1f}")]
    hit = one["hit"]
    graded = say("drill.ungraded", lang)
    if hit is not None:
        graded = say("drill.graded", lang, hit=len(hit), points=one["points"])
    return ("，" if lang == "zh" else ", ").join([*said, graded])


def answer_body(one: DrillAnswerView, lang: Language) -> None:
    from roadweek_cli.paint import line

    if one["recording"]:
        key = "recording_gone" if one["recording_gone"] else "recording"
        line("  │ " + say(f"drill.{key}", lang, path=one["recording"]), "yellow" if one["recording_gone"] else None)
    for text in (one["text"] or "").splitlines():
        line("  │ " + text)


def beside(view: DrillAnsweredView, lang: Language, *, box: int, points: bool = True) -> None:
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
        line(f"{say('drill.last', lang, day=day_name(last['at'], lang))}: {how_graded(last, lang)}", "cyan")
        answer_body(last, lang)
    if not points:
        return
    line(say("drill.points", lang), "bold")
    for number, point in enumerate(view["points"], 1):
        line(f"  {number}. {point}")


def verdict(view: DrillAnsweredView, lang: Language) -> None:
    from roadweek_cli.paint import line

    last = view["last"]
    line(f"{view['title']}: {how_graded(view['answer'], lang)}", "bold")
    if last is not None and last["hit"] is not None:
        line(f"  {say('drill.last', lang, day=day_name(last['at'], lang))}: {how_graded(last, lang)}", "dim")
    if view["due"]:
        line("  " + say("drill.due", lang, day=day_name(view["due"], lang)), "dim")
    line("  " + say("reviewing.undo_hint", lang), "dim")


def answered_shown(ws: Workspace, view: DrillAnsweredView, lang: Language) -> None:
    print(say("drill.kept", lang, title=view["title"]))
    beside(view, lang, box=ws.settings.review.drill_minutes)
    if view["answer"]["hit"] is None:
        print(say("drill.waits", lang))
    else:
        verdict(view, lang)
    comment_shown(view, lang)


def comment_shown(view: DrillAnsweredView, lang: Language) -> None:
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


_BARS = "▁▂▃▄▅▆▇█"


def topics_shown(view: DrillTopicsView, lang: Language) -> None:
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
