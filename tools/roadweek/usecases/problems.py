"""Problems by the names that people give them, and their two memories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roadweek.domain.records import Card, Problem, Review
from roadweek.domain.sanitise import FIELD, sanitised_line
from roadweek.errors import InputError, OutOfOrderError, UnknownNameError
from roadweek.reviewing.memory import rate, retrievability
from roadweek.reviewing.naming import LONGEST_NAME, ProblemName, named
from roadweek.storage import attempts

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from roadweek.domain.records import Face
    from roadweek.reviewing.memory import MemoryRating
    from roadweek.storage.attempts import Record
    from roadweek.usecases.unit_of_work import UnitOfWork
    from roadweek.views.reviewing import ProblemView

LONGEST_NOTES = 20_000
"""Characters of an idea that are kept."""


def known_id(connection: sqlite3.Connection, person: str, name: ProblemName) -> str | None:
    """The id of the problem that ``name`` means, by its id or by its words; null where there is none.

    A collection's number is never another number's problem, whatever the words.
    """
    if attempts.get(connection, person, "problems", name.id) is not None:
        return name.id
    found = attempts.called(connection, person, name.title) if name.title else []
    if name.label is not None:
        found = [one for one in found if not _numbered(connection, person, one)]
    return found[0] if len(found) == 1 else None


def _numbered(connection: sqlite3.Connection, person: str, problem: str) -> bool:
    row = attempts.get(connection, person, "problems", problem)
    return row is not None and named(row["title"]).label is not None


def find(connection: sqlite3.Connection, person: str, text: str) -> Problem:
    """The problem that a person named. Raises UnknownNameError, which lists what may be meant, and InputError."""
    found = known_id(connection, person, named(text))
    if found is None:
        raise UnknownNameError(
            what="problem", name=text, known=attempts.like(connection, person, text, 8), see="see_attempts"
        )
    return Problem.model_validate(attempts.get(connection, person, "problems", found))


def merged(
    known: Problem | None, name: ProblemName, *, kind: str | None, topic: str | None, notes: str | None
) -> Problem:
    """The problem with what is said of it now; an idea is added below the earlier one."""
    title = sanitised_line(name.shown, LONGEST_NAME)
    called = sanitised_line(name.title, LONGEST_NAME) if name.title else None
    notes = cleaned_notes(notes)
    topic = sanitised_line(topic, FIELD).strip() or None if topic else None
    if known is None:
        return Problem.model_validate(
            {"id": name.id, "title": title, "called": called, "kind": kind or name.kind, "topic": topic, "notes": notes}
        )
    said: dict[str, object] = {}
    if known.called is None and called:
        said |= {"called": called, "title": title}
    if kind:
        said["kind"] = kind
    if topic:
        said["topic"] = topic
    if notes and notes not in (known.notes or ""):
        said["notes"] = f"{known.notes}\n\n{notes}"[-LONGEST_NOTES:] if known.notes else notes
    return Problem.model_validate({**known.model_dump(), **said})


def cleaned_notes(notes: str | None) -> str | None:
    """An idea as it may be kept. Raises InputError for one that is longer than ``LONGEST_NOTES``."""
    from roadweek.domain.sanitise import sanitised

    if not notes or not notes.strip():
        return None
    if len(notes) > LONGEST_NOTES:
        raise InputError("notes_long", length=len(notes), most=LONGEST_NOTES)
    return sanitised(notes).strip()


def memory_of(connection: sqlite3.Connection, person: str, problem: Problem, face: Face) -> Card:
    """A problem's memory of one face; a new one where it was never rated."""
    row: Record | None = attempts.get(connection, person, "cards", f"{problem.id}:{face}")
    if row is not None:
        return Card.model_validate(row)
    return Card(id=f"{problem.id}:{face}", front=problem.title, back="", face=face, problem=problem.id)


def feed(
    change: UnitOfWork, problem: Problem, face: Face, rating: MemoryRating, at: datetime, *, strict: bool = True
) -> Card | None:
    """Rate one memory within a change and give the new card. Raises OutOfOrderError for a time before its last answer;
    without ``strict`` the memory is left as it is, and null is given."""
    card = memory_of(change.connection, change.ws.person, problem, face)
    try:
        rated = rate(card, rating, at)
    except OutOfOrderError:
        if strict:
            raise
        return None
    rated = rated.model_copy(update={"front": problem.title, "topic": problem.topic})
    change.set_record("cards", rated.id, rated.to_json())
    return rated


def answer(
    change: UnitOfWork,
    problem: Problem,
    face: Face,
    kind: Literal["recall", "redo"],
    rating: MemoryRating,
    at: datetime,
    minutes: int | None,
) -> Card | None:
    """Feed one memory and keep the answer, with what was expected of the memory before it. Raises OutOfOrderError."""
    person = change.ws.person
    before = memory_of(change.connection, person, problem, face)
    card = feed(change, problem, face, rating, at)
    review = Review(
        id=attempts.free_id(change.connection, person, "reviews", f"{kind}:{problem.id}@{at:%Y%m%dT%H%M}"),
        kind=kind,
        subject=problem.id,
        at=at,
        rating=rating,
        minutes=minutes,
        predicted=retrievability(before, at) if before.scheduler else None,
    )
    change.set_record("reviews", review.id, review.to_json())
    return card


def problem_view(problem: Problem, *, notes: bool) -> ProblemView:
    """A problem as it is shown; its idea only where ``notes`` says so."""
    return {
        "id": problem.id,
        "title": problem.title,
        "kind": problem.kind,
        "topic": problem.topic,
        "notes": problem.notes if notes else None,
        "pinned": problem.pinned,
        "refusals": problem.refusals,
    }
