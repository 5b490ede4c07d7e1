"""Tools of the review coach: what to recall, redo or look back on, and the answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.errors import InputError
from roadweek.views.documents import AppliedView
from roadweek.views.report_documents import ReportView
from roadweek.views.reviewing import RecallDayView, RedoView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import OptionalDay, day


class ReviewShowView(TypedDict):
    """The one that was asked for; the others are null."""

    day: RecallDayView | None
    redo: RedoView | None
    week: ReportView | None


class ReviewRecordView(TypedDict):
    """What was noted, in words, with its event for change_undo. ``notes`` are the person's own, where it was stuck
    or failed; ``again`` the next day of recall."""

    event: int
    noted: str
    notes: str | None
    again: str | None


def review_show(
    ws: Workspace,
    what: Annotated[
        Literal["day", "redo", "week"],
        Field(description="day: the recall of a day."),
    ],
    of: OptionalDay = None,
) -> ReviewShowView:
    """Reviews: yesterday's problems to recall, the week's redo set, or its report. Not for sessions (week_show).

    Ask for one problem after another by title; notes come with review_record. Example: {"what": "day"}
    """
    from roadweek.usecases.daily_recall import day as recall_of
    from roadweek.usecases.weekly_redo import redo
    from roadweek.usecases.weekly_review import weekly_review

    on = day(of)
    return {
        "day": recall_of(ws, on) if what == "day" else None,
        "redo": redo(ws, on) if what == "redo" else None,
        "week": weekly_review(ws, on) if what == "week" else None,
    }


def review_record(
    ws: Workspace,
    what: Annotated[
        Literal["attempt", "recall", "redo"],
        Field(description="attempt: tried; recall: idea told; redo: written closed-book."),
    ],
    problem: Annotated[str, Field(description="Number or title.", max_length=300)],
    result: Annotated[
        Literal["solved", "hint", "failed", "stuck", "shaky", "fine"],
        Field(description="attempt: first 3; recall: last 3; redo: solved, failed."),
    ],
    minutes: Annotated[int | None, Field(ge=1, le=1440, description="How long it took.")] = None,
    topic: Annotated[str | None, Field(max_length=60, description="Of an attempt: tree, dp.")] = None,
    idea: Annotated[str | None, Field(max_length=4000, description="Of an attempt, in the person's words.")] = None,
    on: OptionalDay = None,
) -> ReviewRecordView:
    """Note an attempt, an answer at the recall, or the result of a redo. Not for time without a problem.

    A stuck recall gives their notes: show them. Example: {"what": "recall", "problem": "LC 236", "result": "stuck"}
    """
    at = day(on)
    if what == "attempt" and result in ("solved", "hint", "failed"):
        from roadweek.usecases.attempts import attempt

        tried = attempt(ws, problem, minutes=minutes, outcome=result, topic=topic, idea=idea, on=at)
        return _noted(tried, None, None)
    if topic or idea:
        raise InputError("review_only_attempt")
    if what == "recall" and result in ("stuck", "shaky", "fine"):
        from roadweek.usecases.daily_recall import answered

        told = answered(ws, problem, result, minutes=minutes, on=at)
        return _noted(told, told["problem"]["notes"] if result == "stuck" else None, told["again"])
    if what == "redo" and result in ("solved", "failed"):
        from roadweek.usecases.weekly_redo import exam

        done = exam(ws, problem, solved=result == "solved", minutes=minutes, on=at)
        return _noted(done, done["problem"]["notes"], done["again"])
    raise InputError("review_result", what=what, result=result)


def _noted(done: AppliedView, notes: str | None, again: str | None) -> ReviewRecordView:
    event = done["events"][0]
    return {"event": event["event"], "noted": event["summary"], "notes": notes, "again": again}
