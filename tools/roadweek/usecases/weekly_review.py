"""The weekly review: the report with its three questions, the week to come at its end, and its files in ``reports/``.

Reading a report writes nothing. The ritual of the running week makes a proposal of the week to come; what is answered
is an event that undo takes back.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadweek.domain.records import Review
from roadweek.domain.weeks import next_week, week_id
from roadweek.errors import DateError, InputError, WorkspaceError
from roadweek.storage import attempts, database, proposals, sessions
from roadweek.usecases.answer import applied
from roadweek.usecases.queries import EVENING
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.usecases.weekly_report import report
from roadweek.versions.snapshot import language_of
from roadweek.views.reviewing_words import question_text
from roadweek.workspace import private

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.views.documents import AppliedView
    from roadweek.views.report_documents import NextWeekView, QuestionCode, QuestionView, ReportView
    from roadweek.workspace import Workspace

SUNDAY = 6
QUESTIONS = 3
LONGEST = 2000
"""Characters of an answer that are kept."""


def weekly_review(ws: Workspace, day: date | None = None, *, propose: bool = False) -> ReportView:
    """The report with its questions and their answers, and the week to come where this one is not over.

    ``propose``: a week to come that nobody approved is proposed; else only what stands is told. Raises NoPlanError, and
    DateError for a week that is still to come.
    """
    now = ws.now().date()
    if day is not None and week_id(day) > week_id(now):
        raise DateError(value=day.isoformat(), why="week_to_come")
    view = report(ws, day)
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        answers = _answers(connection, ws, view["week"])
    view["questions"] = _questions(view, answers, lang)
    if view["week"] == week_id(now):
        view["next"] = _next(ws, next_week(view["week"]), propose=propose)
    return view


def write_report(ws: Workspace, view: ReportView) -> ReportView:
    """Write the report as Markdown and as a page, and name the files in it. Raises OSError."""
    from roadweek.pages.report import report_page
    from roadweek.views.report_text import report_markdown

    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
    folder = ws.path / "reports"
    folder.mkdir(mode=0o700, exist_ok=True)
    texts = {".md": report_markdown(view, lang), ".html": report_page(view, lang)}
    files: list[str] = []
    for ending, text in texts.items():
        path = folder / f"{view['week']}{ending}"
        _replace(path, text)
        files.append(str(path))
    return {**view, "files": files}


def write_when_due(ws: Workspace) -> list[str]:
    """The files of the report that is due, which is written once: on Sunday evening, or when the watcher next looks.

    Empty where none is due, or where it cannot be written. Raises NoPlanError.
    """
    now = ws.now()
    evening = now.weekday() == SUNDAY and now.hour >= EVENING
    day = now.date() if evening else now.date() - timedelta(days=now.weekday() + 1)
    week, name = week_id(day), f"reported:{ws.person}"
    with database.read(ws.database) as connection:
        written = database.note(connection, name)
        known = sessions.week_document(connection, ws.person, week) is not None
    if not known or (written is not None and written >= week):
        return []
    try:
        view = write_report(ws, weekly_review(ws, day, propose=evening))
        with database.write(ws.database) as connection:
            database.set_note(connection, name, week)
    except (OSError, WorkspaceError):  # a full or read-only disk: the next look tries again
        return []
    return view["files"]


def _replace(path: Path, text: str) -> None:
    """All of it or nothing: a report of before stays whole where this one cannot be written."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding="utf-8", opener=private) as file:
            file.write(text)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def answer(ws: Workspace, number: int, text: str, day: date | None = None) -> AppliedView:
    """Keep what the person said to a question of a week's review; said again, it replaces what stood.

    Raises InputError for another number or an empty text, DateError for a week to come, NoPlanError.
    """
    view = weekly_review(ws, day)
    kept = " ".join(text.split())[:LONGEST]
    if not 1 <= number <= QUESTIONS:
        raise InputError("no_such_question", number=number, count=QUESTIONS)
    if not kept:
        raise InputError("empty_answer")
    question = view["questions"][number - 1]["question"]
    name = f"week-{view['week']}-{number}"
    row = Review(
        id=name,
        kind="week",
        subject=f"week-{view['week']}",
        at=ws.now().replace(microsecond=0),
        note=json.dumps({"question": question, "answer": kept}, ensure_ascii=False),
    )
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        change = UnitOfWork(connection, ws)
        change.set_record("reviews", name, row.model_dump(mode="json", exclude_none=True))
        summary = ("week_answered", {"week": view["week"], "number": number})
        event = change.finish(kind="reviewed", actor=ws.actor, summary=summary, subject=view["week"])
    return applied(ws, [event], lang, proposal=None, publish=False)


def _answers(connection: sqlite3.Connection, ws: Workspace, week: str) -> dict[int, dict[str, str]]:
    """What was said to each question, with the question as it was asked."""
    rows = attempts.reviews_of(connection, ws.person, f"week-{week}")
    return {int(row["id"].rpartition("-")[2]): json.loads(row["note"]) for row in rows}


def _questions(view: ReportView, answers: dict[int, dict[str, str]], lang: Language) -> list[QuestionView]:
    """The three; one that was answered stays as it was asked, whatever the figures say by now."""
    asked: list[tuple[QuestionCode, dict[str, Any]]] = [("good", {}), _second(view), ("next", {})]
    return [
        {
            "n": n,
            "code": code,
            "values": values,
            "question": answers[n]["question"] if n in answers else question_text(code, values, lang),
            "answer": answers[n]["answer"] if n in answers else None,
        }
        for n, (code, values) in enumerate(asked, 1)
    ]


def _second(view: ReportView) -> tuple[QuestionCode, dict[str, Any]]:
    """About the track with the most that is over and not done."""
    if not view["total"]["planned_min"]:
        return "empty", {}
    missing = [(line["skipped_min"] + line["open_min"], line) for line in view["tracks"]]
    left, line = max(missing, key=lambda pair: pair[0])
    if not left:
        return "held", {}
    return "gap", {"title": line["title"], "left": left, "planned": line["planned_min"]}


def _next(ws: Workspace, week: str, *, propose: bool) -> NextWeekView:
    from roadweek.usecases import replan

    with database.read(ws.database) as connection:
        accepted = sessions.week_document(connection, ws.person, week) is not None
        placed = sessions.as_sessions(sessions.lying_in(connection, ws.person, week)) if accepted else ()
    stands: NextWeekView = {
        "week": week,
        "proposal": None,
        "version": None,
        "digest": None,
        "state": "accepted" if accepted else "none",
        "sessions": len(placed),
        "minutes": sum(one.minutes for one in placed),
    }
    if not propose:
        return stands
    made = replan.propose(ws, (), weeks=[week], origin="person")
    if made["proposal"] is None or made["state"] != "open":
        return stands
    with database.read(ws.database) as connection:
        stored = proposals.get(connection, ws.person, made["proposal"])
    held = [one for solved in (stored.weeks if stored else ()) if solved.week == week for one in solved.sessions]
    return {
        **stands,
        "proposal": made["proposal"],
        "version": made["version"],
        "digest": made["effects"]["digest"],
        "state": "open",
        "sessions": len(held),
        "minutes": sum(one.minutes for one in held),
    }
