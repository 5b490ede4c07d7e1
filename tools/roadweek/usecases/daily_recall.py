"""The daily recall: what there is to recall on a day, and the answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.reviewing.recall import LOOK_BACK, RecallItem, Tried, choose, minutes_of
from roadweek.storage import attempts, database
from roadweek.usecases.drill import of_day

if TYPE_CHECKING:
    import sqlite3

    from roadweek.reviewing.recall import RecallChoice
    from roadweek.storage.attempts import Record
    from roadweek.views.reviewing import (
        LeftOutView,
        RecallDayView,
        RecalledView,
        RecallItemView,
        Remembered,
        ReviewedView,
    )
    from roadweek.workspace import Workspace

LISTED = 50
"""So many of what is left out are listed; all are counted."""
_WHY: dict[str, Any] = {"failed": "failed", "hint": "hint", "solved": "tried"}
_ANSWERS: dict[int, Remembered] = {1: "stuck", 2: "shaky", 3: "fine"}


def recall_choice(
    connection: sqlite3.Connection, ws: Workspace, on: date, *, box: int | None = None
) -> tuple[RecallChoice, list[Record], int]:
    """The choice of a day, the answers already given on it, and the minutes of the box.

    ``box`` null: that of the settings.
    """
    box = ws.settings.review.recall_minutes if box is None else box
    first, yesterday = on - timedelta(days=LOOK_BACK), on - timedelta(days=1)
    tried = [
        Tried(row["problem"], date.fromisoformat(row["at"][:10]), row["at"], "failed" if row.get("stuck") else why)
        for row in attempts.attempts_between(connection, ws.person, first, yesterday)
        for why in (_WHY[row["outcome"]],)
    ]
    reviews = attempts.reviews_between(connection, ws.person, ("recall", "redo"), first, on)
    tried += [
        Tried(row["subject"], date.fromisoformat(row["at"][:10]), row["at"], "stuck")
        for row in reviews
        if row["rating"] == 1 and row["at"][:10] <= yesterday.isoformat()
    ]
    recalled: dict[str, list[date]] = {}
    done: dict[str, Record] = {}
    for row in reviews:
        if row["kind"] == "recall":
            day = date.fromisoformat(row["at"][:10])
            recalled.setdefault(row["subject"], []).append(day)
            if day == on:
                done[row["subject"]] = row  # answered twice: the last counts
    spent = sum(row.get("minutes") or minutes_of(row["rating"]) for row in done.values())
    return choose(tried, recalled, on, box=box, spent=spent), list(done.values()), box


def day(ws: Workspace, on: date | None = None, *, minutes: int | None = None) -> RecallDayView:
    """The recall of a day (default: today) within ``minutes`` (default: the setting)."""
    on = on or ws.now().date()
    with database.read(ws.database) as connection:
        choice, done, box = recall_choice(connection, ws, on, box=minutes)
        asked = of_day(connection, ws, on)
        left_out = len(choice.no_room) + len(choice.missed)
        no_room, missed = choice.no_room[:LISTED], choice.missed[: max(0, LISTED - len(choice.no_room))]
        names = [item.problem for item in (*choice.chosen, *no_room, *missed)] + [row["subject"] for row in done]
        titles: dict[str, str] = {
            name: row["title"] for name, row in attempts.problems(connection, ws.person, names).items()
        }
    out: list[LeftOutView] = [_left_out(item, titles, box=True) for item in no_room]
    out += [_left_out(item, titles, box=False) for item in missed]
    return {
        "date": on.isoformat(),
        "box_min": box,
        "spent_min": sum(row.get("minutes") or minutes_of(row["rating"]) for row in done),
        "planned_min": choice.minutes,
        "recall": [_item(item, titles) for item in choice.chosen],
        "done": [_recalled(row, titles) for row in done],
        "left_out": out,
        "left_out_count": left_out,
        "drill": asked,
    }


def _item(item: RecallItem, titles: dict[str, str]) -> RecallItemView:
    return {
        "problem": item.problem,
        "title": titles.get(item.problem, item.problem),
        "day": item.day.isoformat(),
        "why": item.why,
        "minutes": item.minutes,
    }


def _recalled(row: Record, titles: dict[str, str]) -> RecalledView:
    problem: str = row["subject"]
    return {
        "problem": problem,
        "title": titles.get(problem, problem),
        "answer": _ANSWERS.get(row["rating"], "fine"),
        "minutes": row.get("minutes") or minutes_of(row["rating"]),
    }


def _left_out(item: RecallItem, titles: dict[str, str], *, box: bool) -> LeftOutView:
    return {
        "problem": item.problem,
        "title": titles.get(item.problem, item.problem),
        "day": item.day.isoformat(),
        "reason": "box" if box else "missed",
    }


def answered(
    ws: Workspace,
    problem: str,
    answer: Remembered,
    *,
    minutes: int | None = None,
    on: date | None = None,
    actor: str | None = None,
    again: bool = False,
) -> ReviewedView:
    """Note how a problem's idea was recalled; it feeds the memory of the idea, and what was stuck comes again tomorrow.

    Raises UnknownNameError, InputError, DateError for a day to come, OutOfOrderError for one before its last answer,
    and RepeatedError for the same in a moment without ``again``.
    """
    from roadweek.errors import InputError
    from roadweek.reviewing.memory import due_on
    from roadweek.reviewing.rating import RECALLED
    from roadweek.usecases.answer import applied
    from roadweek.usecases.attempts import time_of
    from roadweek.usecases.problems import answer as answer_memory
    from roadweek.usecases.problems import find, problem_view
    from roadweek.usecases.repeated import check_noted
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.versions.snapshot import language_of

    if answer not in RECALLED:
        raise InputError("recall_answer", value=answer)
    at = time_of(ws, on)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        one = find(connection, ws.person, problem)
        what = {"title": one.title, "answer": answer}
        if not again:
            check_noted(connection, ws, one.id, ("recalled", what), at.date(), lang)
        change = UnitOfWork(connection, ws)
        rating = RECALLED[answer]
        card = answer_memory(change, one, "idea", "recall", rating, at, minutes)
        event = change.finish(kind="reviewed", actor=actor or ws.actor, subject=one.id, summary=("recalled", what))
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    tomorrow = at.date() + timedelta(days=1) if answer == "stuck" else None
    due = due_on(card) if card else None
    return {
        **done,
        "problem": problem_view(one, notes=True),
        "answer": answer,
        "again": tomorrow.isoformat() if tomorrow else None,
        "due": due.isoformat() if due else None,
    }
