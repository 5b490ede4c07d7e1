"""Tools of the review coach: what to recall, redo, ask or look back on, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.domain.records import ProblemKind
from roadweek.errors import InputError
from roadweek.views.cards import CardsDueView
from roadweek.views.documents import AppliedView
from roadweek.views.drill import DrillView
from roadweek.views.report_documents import ReportView
from roadweek.views.reviewing import RecallDayView, RedoView
from roadweek.workspace import Workspace
from roadweek_mcp.binding import OptionalDay, day, language

if TYPE_CHECKING:
    from datetime import date

    from roadweek.reviewing.memory import MemoryRating
    from roadweek.reviewing.rating import AttemptOutcome
    from roadweek.views.drill import DrillAnsweredView


class ReviewShowView(TypedDict):
    """The one that was asked for; the others are null."""

    day: RecallDayView | None
    redo: RedoView | None
    week: ReportView | None
    cards: CardsDueView | None
    drill: DrillView | None


class ReviewRecordView(TypedDict):
    """What was noted, in words, with its event for change_undo. ``notes`` are the person's own where it was stuck or
    failed, a forgotten card's answer, or the points of a drill with the answer of last time; ``again`` the next day."""

    event: int
    noted: str
    notes: str | None
    again: str | None


Result = Literal["solved", "hint", "failed", "stuck", "shaky", "fine", "easy"]
_TRIED: dict[str, tuple[AttemptOutcome, bool]] = {
    "solved": ("solved", False),
    "stuck": ("solved", True),
    "hint": ("hint", False),
    "failed": ("failed", False),
}
_CARD: dict[str, MemoryRating] = {"stuck": 1, "failed": 1, "shaky": 2, "hint": 2, "fine": 3, "solved": 3, "easy": 4}


def review_show(
    ws: Workspace,
    what: Annotated[
        Literal["day", "redo", "week", "cards", "drill"],
        Field(description="drill: an interview question."),
    ],
    of: OptionalDay = None,
) -> ReviewShowView:
    """Reviews: yesterday's problems, the redo set, the week's report, due cards. Not for sessions (week_show).

    Ask for one after another by title; notes come with review_record. Example: {"what": "day"}
    """
    from roadweek.usecases.cards import due_now
    from roadweek.usecases.daily_recall import day as recall_of
    from roadweek.usecases.drill import drill
    from roadweek.usecases.weekly_redo import redo
    from roadweek.usecases.weekly_review import weekly_review

    on = day(of)
    if what == "cards" and on not in (None, ws.now().date()):
        raise InputError("review_cards_today")
    return {
        "day": recall_of(ws, on) if what == "day" else None,
        "redo": redo(ws, on) if what == "redo" else None,
        "week": weekly_review(ws, on) if what == "week" else None,
        "cards": due_now(ws) if what == "cards" else None,
        "drill": drill(ws, on) if what == "drill" else None,
    }


def review_record(
    ws: Workspace,
    what: Annotated[
        Literal["attempt", "paper", "question", "lesson", "recall", "redo", "card", "drill", "answer", "count"],
        Field(description="First 4: tried; recall: idea told; redo: closed-book; answer: weekly; count: sent."),
    ],
    problem: Annotated[str, Field(description="Name, card's id, answer's number; \"3 applications\".", max_length=300)],
    result: Annotated[
        Result | None,
        Field(description="recall: stuck, shaky, fine; card: easy too; redo: solved, failed."),
    ] = None,
    minutes: Annotated[int | None, Field(ge=1, le=1440, description="Taken.")] = None,
    topic: Annotated[str | None, Field(max_length=60, description="Of a try.")] = None,
    idea: Annotated[
        str | None,
        Field(max_length=4000, description="Their words, of a try, answer, drill (or a recording's path)."),
    ] = None,
    points: Annotated[list[int] | None, Field(description="Of a drill.")] = None,
    on: OptionalDay = None,
    again: Annotated[bool, Field(description="Happened twice.")] = False,
) -> ReviewRecordView:
    """Note a try, answer or redo. Not for time without a problem.

    Show the notes that come back. A drill takes idea, then points.
    Example: {"what": "card", "problem": "c1", "result": "fine"}
    """
    at = day(on)
    if what == "answer":
        from roadweek.usecases import weekly_review

        number = int(problem) if problem.isdecimal() else 0
        return _noted(weekly_review.answer(ws, number, idea or "", at), None, None)
    if what == "count":
        return _counted(ws, problem, at, again)
    tried = what in ("attempt", "paper", "question", "lesson")
    if (topic and not tried) or (idea and not tried and what != "drill"):
        raise InputError("review_only_attempt")
    if points is not None and what != "drill":
        raise InputError("review_only_drill")
    if tried and result in _TRIED:
        from roadweek.usecases.attempts import attempt

        outcome, stuck = _TRIED[result]
        kind: ProblemKind | None = next((one for one in get_args(ProblemKind) if one == what), None)
        done = attempt(
            ws,
            problem,
            minutes=minutes,
            outcome=outcome,
            stuck=stuck,
            topic=topic,
            idea=idea,
            kind=kind,
            on=at,
            again=again,
        )
        return _noted(done, None, None)
    if what == "recall" and result in ("stuck", "shaky", "fine"):
        from roadweek.usecases.daily_recall import answered

        told = answered(ws, problem, result, minutes=minutes, on=at, again=again)
        return _noted(told, told["problem"]["notes"] if result == "stuck" else None, told["again"])
    if what == "redo" and result in ("solved", "failed"):
        from roadweek.usecases.weekly_redo import exam

        redone = exam(ws, problem, solved=result == "solved", minutes=minutes, on=at, again=again)
        return _noted(redone, redone["problem"]["notes"], redone["again"])
    if what == "card" and result in _CARD:
        from roadweek.usecases.cards import answer

        card = answer(ws, problem, _CARD[result], on=at, again=again)
        one = card["cards"][0]
        return _noted(card, one["back"] or None if _CARD[result] == 1 else None, one["due"])
    if what == "drill" and result is None:
        return _drilled(ws, problem, idea, points, minutes, at)
    raise InputError("review_result", what=what, result=result or "–")


def _drilled(
    ws: Workspace, question: str, text: str | None, points: list[int] | None, minutes: int | None, at: date | None
) -> ReviewRecordView:
    """An answer, its points, or both."""
    from pathlib import Path

    from roadweek.reviewing.drill_texts import recording_named
    from roadweek.usecases.drill_answers import answered, grade

    if not text and points is not None:
        done = grade(ws, points, question=question)
    else:
        named = recording_named(text or "")
        path = Path(named) if named else None
        seconds = 60 * minutes if minutes else None
        done = answered(
            ws, question=question, text=None if path else text, recording=path, hit=points, seconds=seconds, on=at
        )
    return _noted(done, _points_told(ws, done) if points is None else None, done["due"])


def _counted(ws: Workspace, text: str, at: date | None, again: bool) -> ReviewRecordView:
    """More of what is counted, and how many they are by now."""
    from roadweek.understanding.counting import number_and_name
    from roadweek.usecases import counts
    from roadweek.views.report_text import count_words

    said = number_and_name(text)
    if said is None:
        raise InputError("count_said", text=text)
    number, name = said
    done = counts.add(ws, name, number, on=at, again=again)
    standing = next(one for one in counts.counts(ws, at)["counts"] if one["name"].casefold() == done["name"].casefold())
    return _noted(done, count_words(standing, language(ws)), None)


def _points_told(ws: Workspace, done: DrillAnsweredView) -> str:
    """The points of a question, numbered, and the answer of last time."""
    from roadweek.messages import say

    lang = language(ws)
    lines = [f"{number}. {point}" for number, point in enumerate(done["points"], 1)]
    last = done["last"]
    if last is not None:
        hit = last["hit"]
        graded = say("drill.ungraded", lang)
        if hit is not None:
            graded = say("drill.graded", lang, hit=len(hit), points=last["points"])
        lines.append(f"{say('drill.last', lang, day=last['at'][:10])}: {graded}")
        said = last["text"] or last["recording"]
        lines += [said] if said else []
    return "\n".join(lines)


class ReportWrittenView(TypedDict):
    """The report with its files; ``why`` says what kept them from being written."""

    report: ReportView
    why: str | None


def report_write(ws: Workspace, of: OptionalDay = None) -> ReportWrittenView:
    """Write the report of a week into reports/, as Markdown and as a page, and show it with their paths.

    Not to look at it only (review_show). Example: {}
    """
    from roadweek.messages import say
    from roadweek.usecases.weekly_review import weekly_review, write_report

    view = weekly_review(ws, day(of))
    try:
        return {"report": write_report(ws, view), "why": None}
    except OSError as error:
        path = error.filename or str(ws.path / "reports")
        why = say("report.not_written", language(ws), path=path, why=error.strerror or str(error))
        return {"report": view, "why": why}


def _noted(done: AppliedView, notes: str | None, again: str | None) -> ReviewRecordView:
    event = done["events"][0]
    return {"event": event["event"], "noted": event["summary"], "notes": notes, "again": again}
