"""`review day`: yesterday's problems by title, one at a time. Without Typer, so that it is there at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli.common import common, language, print_json, workspace

if TYPE_CHECKING:
    from datetime import date, datetime

    from roadweek.domain.base import Language
    from roadweek.views.reviewing import LeftOutView, RecallDayView, Remembered, ReviewedView
    from roadweek.workspace import Workspace

ANSWERS: dict[str, Remembered] = {
    **dict.fromkeys(("1", "stuck", "again", "no", "n", "卡住", "卡", "忘了", "不会"), "stuck"),
    **dict.fromkeys(("2", "shaky", "hard", "模糊", "有点", "不稳"), "shaky"),
    **dict.fromkeys(("3", "fine", "good", "yes", "y", "记得", "清楚", "会"), "fine"),
}
"""What a person may answer, by number or word."""


def show_day(on: date | None = None, limit: int | None = None) -> None:
    """The recall of a day (default: today) within ``limit`` minutes (default: the setting), asked on its own day."""
    from roadweek.usecases.daily_recall import day as read

    ws = workspace()
    lang = language(ws)
    view = read(ws, on, minutes=limit)
    if common().json:
        print_json(view)
        return
    print(say("reviewing.day_title", lang, day=day_name(view["date"], lang), minutes=view["box_min"]))
    if view["recall"] and view["date"] == ws.now().date().isoformat():
        _lead_through(ws, view, lang)
        view = read(ws, on, minutes=limit)
    else:
        for item in view["recall"]:
            print(f"  {item['title']}")
    if not view["recall"] and not view["done"]:
        print("  " + say("reviewing.day_empty", lang))
    elif not view["recall"]:
        print(say("reviewing.day_done", lang, count=len(view["done"]), minutes=view["spent_min"]))
    _left_out(view["left_out"], view["left_out_count"], lang)
    if view["drill"] and not view["drill"]["answered"]:
        print(say("drill.today", lang, title=view["drill"]["title"]))


def _lead_through(ws: Workspace, view: RecallDayView, lang: Language) -> None:
    """Ask for one problem after another until all are answered, nobody answers, or the minutes are over."""
    from roadweek.usecases.daily_recall import answered

    print(say("reviewing.day_how", lang))
    begun, spent = ws.now(), view["spent_min"]
    for number, item in enumerate(view["recall"], 1):
        if spent + _minutes(begun, ws.now()) + 1 > view["box_min"] and number > 1:
            print(say("reviewing.day_over", lang, minutes=view["box_min"]))
            return
        shown = ws.now()
        answer = _answer(f"{number}/{len(view['recall'])}  {item['title']}", lang)
        if answer is None:
            return
        if answer != "later":
            minutes = _minutes(shown, ws.now()) or None
            told_answer(answered(ws, item["problem"], answer, minutes=minutes), lang)


def _minutes(start: datetime, end: datetime) -> int:
    return round((end - start).total_seconds() / 60)


def _answer(title: str, lang: Language) -> Remembered | Literal["later"] | None:
    """The answer, ``later`` for none; None where nobody answers any more."""
    while True:
        print(title, flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        text = line.strip().casefold()
        if not text:
            return "later"
        if text in ANSWERS:
            return ANSWERS[text]
        print(say("reviewing.day_unread", lang))


def told_answer(view: ReviewedView, lang: Language) -> None:
    if view["answer"] == "stuck":
        notes = view["problem"]["notes"]
        print("  " + say("reviewing.notes" if notes else "reviewing.no_notes", lang))
        for text in (notes or "").splitlines():
            print(f"  │ {text}")
        print("  " + say("reviewing.again_tomorrow", lang))


def _left_out(items: list[LeftOutView], count: int, lang: Language) -> None:
    for reason in ("box", "missed"):
        some = [one for one in items if one["reason"] == reason]
        if some:
            print(say(f"reviewing.left_{reason}", lang))
        for one in some[:12]:
            print(f"  {day_name(one['day'], lang)}  {one['title']}")
    hidden = count - sum(min(12, sum(one["reason"] == reason for one in items)) for reason in ("box", "missed"))
    if hidden > 0:
        print("  " + say("reviewing.left_more", lang, count=hidden))
