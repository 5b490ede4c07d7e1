"""Answers of the drill: kept first, graded by the person's own judgement, at once or later; nobody else grades them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.domain.records import Problem, Review
from roadweek.domain.sanitise import sanitised
from roadweek.errors import InputError
from roadweek.messages import say
from roadweek.reviewing.memory import due_on, retrievability
from roadweek.reviewing.rating import drilled
from roadweek.storage import attempts, database
from roadweek.storage import drill as stored
from roadweek.usecases.answer import applied
from roadweek.usecases.attempts import time_of
from roadweek.usecases.drill import answer_view, bank_of, count_of, find, no_topic, question_of_day
from roadweek.usecases.problems import feed, memory_of
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    import sqlite3

    from roadweek.views.drill import DrillAnsweredView
    from roadweek.workspace import Workspace

LONGEST_ANSWER = 20_000
"""Characters of a typed answer."""
A_MOMENT = timedelta(minutes=1)
"""The same answer within it was sent twice."""


def answered(
    ws: Workspace,
    *,
    question: str | None = None,
    text: str | None = None,
    recording: Path | None = None,
    hit: Sequence[int] | None = None,
    seconds: int | None = None,
    on: date | None = None,
    topic: str | None = None,
    actor: str | None = None,
) -> DrillAnsweredView:
    """Keep an answer to the question of the day, or to ``question``; with ``hit``, the numbers of the points that it
    named, it is graded too and feeds the memory of the question.

    Raises InputError (no answer or two, too long, no such recording, no such point, an empty bank),
    UnknownNameError, DateError for a day to come.
    """
    at = time_of(ws, on)
    note, path = _kept(text, recording)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        one = _asked(connection, ws, question, at.date(), topic)
        last = _last(connection, ws, one.id)
        if last is not None and (last.note, last.recording) == (note, path) and abs(at - last.at) < A_MOMENT:
            raise InputError("drill_repeated", title=one.title)
        change = UnitOfWork(connection, ws)
        review = Review(
            id=attempts.free_id(connection, ws.person, "reviews", f"drill:{one.id}@{at:%Y%m%dT%H%M}"),
            kind="drill",
            subject=one.id,
            at=at,
            note=note,
            recording=path,
            seconds=seconds,
            points=count_of(one.to_json()),
        )
        due = None
        if hit is not None:
            review, due = _graded(change, one, review, hit)
        change.set_record("reviews", review.id, review.to_json())
        key = "drill_kept" if hit is None else "drill_answered"
        what = {"title": one.title, "hit": len(review.hit or ()), "points": review.points or 1}
        event = change.finish(kind="drilled", actor=actor or ws.actor, subject=one.id, summary=(key, what))
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {
        **done,
        "title": one.title,
        "topic": one.topic,
        "points": list(one.points) or [say("drill.whole", lang)],
        "answer": answer_view(review.to_json(), one.title),
        "last": answer_view(last.to_json(), one.title) if last else None,
        "due": due.isoformat() if due else None,
        "comment": None,
    }


def _kept(text: str | None, recording: Path | None) -> tuple[str | None, str | None]:
    """The text or the path of an answer, as it is kept. Raises InputError."""
    note = sanitised(text).strip() if text else ""
    if bool(note) == (recording is not None):
        raise InputError("drill_one_answer" if note else "drill_empty")
    if len(note) > LONGEST_ANSWER:
        raise InputError("drill_long", length=len(note), most=LONGEST_ANSWER)
    if recording is None:
        return note, None
    path = recording.expanduser().absolute()
    if not path.is_file():
        raise InputError("drill_recording", path=str(path))
    return None, str(path)


def _asked(connection: sqlite3.Connection, ws: Workspace, question: str | None, on: date, topic: str | None) -> Problem:
    if question is not None:
        return Problem.model_validate(find(connection, ws.person, question))
    found = question_of_day(connection, ws, on, topic=topic)
    if found is None:
        bank = bank_of(connection, ws.person)
        if topic is not None and bank:
            raise no_topic(topic, bank)
        raise InputError("drill_no_questions")
    return Problem.model_validate(found[0])


def _last(
    connection: sqlite3.Connection, ws: Workspace, question: str, *, before: Review | None = None
) -> Review | None:
    """The last answer to a question, or the last one before another."""
    rows = [row for row in attempts.reviews_of(connection, ws.person, question) if row["kind"] == "drill"]
    found = [Review.model_validate(row) for row in rows]
    if before is not None:
        found = [one for one in found if one.id != before.id and one.at <= before.at]
    return max(found, key=lambda one: (one.at, one.id), default=None)


def _graded(change: UnitOfWork, question: Problem, review: Review, hit: Sequence[int]) -> tuple[Review, date | None]:
    """The answer with its points and what the memory of the question expected and makes of it."""
    count = count_of(question.to_json())
    wrong = [number for number in hit if not 1 <= number <= count]
    if wrong:
        raise InputError("drill_points", number=wrong[0], most=count, title=question.title)
    named = tuple(sorted(set(hit)))
    rating = drilled(len(named) / count)
    before = memory_of(change.connection, change.ws.person, question, "idea")
    predicted = retrievability(before, review.at) if before.scheduler else None
    card = feed(change, question, "idea", rating, review.at, strict=False)
    said = {"points": count, "hit": named, "rating": rating, "predicted": predicted if card else None}
    return review.model_copy(update=said), due_on(card) if card else None


def waiting(ws: Workspace, question: str | None = None) -> int:
    """How many points the question has whose answer :func:`grade` would grade. Raises as it does."""
    with database.read(ws.database) as connection:
        subject = _waiting(connection, ws, question).subject
        return count_of(attempts.get(connection, ws.person, "problems", subject) or {})


def _waiting(connection: sqlite3.Connection, ws: Workspace, question: str | None) -> Review:
    named = find(connection, ws.person, question)["id"] if question is not None else None
    there = {row["id"] for row in stored.bank(connection, ws.person)}
    rows = [row for row in stored.answers(connection, ws.person) if row["subject"] in there]
    found = [row for row in rows if row.get("hit") is None and named in (None, row["subject"])]
    if not found:
        raise InputError("drill_nothing_waits")
    return Review.model_validate(found[-1])


def grade(
    ws: Workspace, hit: Sequence[int], *, question: str | None = None, actor: str | None = None
) -> DrillAnsweredView:
    """Say which points the last answer named that has no grade yet. Raises InputError where there is none, or for a
    point that the question does not have, UnknownNameError."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        review = _waiting(connection, ws, question)
        last = _last(connection, ws, review.subject, before=review)
        one = Problem.model_validate(attempts.get(connection, ws.person, "problems", review.subject))
        change = UnitOfWork(connection, ws)
        graded, due = _graded(change, one, review, hit)
        change.set_record("reviews", graded.id, graded.to_json())
        what = {"title": one.title, "hit": len(graded.hit or ()), "points": graded.points or 1}
        summary = ("drill_answered", what)
        event = change.finish(kind="drilled", actor=actor or ws.actor, subject=one.id, summary=summary)
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {
        **done,
        "title": one.title,
        "topic": one.topic,
        "points": list(one.points) or [say("drill.whole", lang)],
        "answer": answer_view(graded.to_json(), one.title),
        "last": answer_view(last.to_json(), one.title) if last else None,
        "due": due.isoformat() if due else None,
        "comment": None,
    }
