"""The bank of the drill: questions added, imported, retired, and those that cards, attempts and the plan suggest.

A question that is suggested is asked only after the person took it.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.domain.records import Card, Problem
from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.reviewing.card_texts import OtherColumns
from roadweek.reviewing.drill_texts import (
    LONGEST_POINT,
    MOST_POINTS,
    QuestionText,
    from_csv,
    from_markdown,
    is_question,
    points_of,
)
from roadweek.reviewing.naming import LONGEST_NAME, slug
from roadweek.storage import attempts, cards, database
from roadweek.storage import drill as stored
from roadweek.usecases.answer import applied
from roadweek.usecases.drill import bank_of, find, share_of
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    import sqlite3
    from typing import Literal

    from roadweek.domain.base import Language
    from roadweek.storage.attempts import Record
    from roadweek.views.drill import (
        BankQuestionView,
        DrillBankView,
        DrillChangedView,
        DrillImportedView,
        DrillSuggestionsView,
        DrillSuggestionView,
    )
    from roadweek.workspace import Workspace

LISTED = 40
"""So many suggestions are shown at once."""
LARGEST = 5 << 20
"""Bytes of a file of questions."""
_INTERVIEW = re.compile(r"\binterview", re.IGNORECASE)
_INTERVIEW_ZH = "面试"
_REHEARSAL = re.compile(r"\bmock\b|模拟", re.IGNORECASE)


def question_of(text: QuestionText) -> Problem:
    """A question as it is kept. Raises InputError: without words, too long, or with too many points."""
    title = sanitised_line(text.title, LONGEST_NAME + 1)
    if not slug(title):
        raise InputError("drill_unnamed")
    if len(title) > LONGEST_NAME:
        raise InputError("drill_question_long", length=len(text.title), most=LONGEST_NAME)
    points = tuple(
        dict.fromkeys(point for point in (sanitised_line(one, LONGEST_POINT) for one in text.points) if point)
    )
    if len(points) > MOST_POINTS:
        raise InputError("drill_many_points", count=len(points), most=MOST_POINTS)
    return Problem(
        id=f"{stored.PREFIX}{slug(title)}",
        title=title,
        called=title,
        kind="question",
        topic=(sanitised_line(text.topic, 80) or None) if text.topic else None,
        points=points,
        source=(sanitised_line(text.source, LONGEST_NAME) or None) if text.source else None,
    )


def _merged(known: Problem, said: Problem) -> Problem:
    """The known question with the points, topic and source that are said now; one that was retired is back."""
    return known.model_copy(
        update={
            "points": said.points or known.points,
            "topic": said.topic or known.topic,
            "source": said.source or known.source,
            "retired": False,
        }
    )


def _keep(change: UnitOfWork, question: Problem) -> tuple[Problem, str]:
    """Store a question; the second says whether it was added, changed, or the same."""
    row = attempts.get(change.connection, change.ws.person, "problems", question.id)
    if row is None:
        change.set_record("problems", question.id, question.to_json())
        return question, "added"
    known = Problem.model_validate(row)
    now = _merged(known, question)
    if now == known:
        return known, "same"
    change.set_record("problems", question.id, now.to_json())
    return now, "added" if known.retired else "changed"


def add(ws: Workspace, texts: Sequence[QuestionText], *, actor: str | None = None) -> DrillChangedView:
    """Add questions; one that is known by its words gets what is said of it now.

    Raises InputError where one is without words or too long, or where nothing would change.
    """
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        change = UnitOfWork(connection, ws)
        kept = [_keep(change, question_of(text)) for text in texts]
        changed = [one for one, what in kept if what != "same"]
        if not changed:
            raise InputError("drill_there", title=kept[0][0].title if kept else "")
        what = {"count": len(changed), "title": sanitised_line(changed[0].title, 80)}
        event = change.finish(
            kind="drill_bank", actor=actor or ws.actor, subject=changed[0].id, summary=("questions_added", what)
        )
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "questions": [bank_view(one, ()) for one in changed]}


def retire(ws: Workspace, question: str) -> DrillChangedView:
    """Ask a question no more; its answers are kept. Raises UnknownNameError."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        one = Problem.model_validate(find(connection, ws.person, question))
        change = UnitOfWork(connection, ws)
        gone = one.model_copy(update={"retired": True})
        change.set_record("problems", one.id, gone.to_json())
        event = change.finish(
            kind="drill_bank", actor=ws.actor, subject=one.id, summary=("question_retired", {"title": one.title})
        )
        done = applied(ws, [event], lang, proposal=None, publish=False, connection=connection)
    return {**done, "questions": [bank_view(gone, ())]}


def bank_view(question: Problem, answers: Sequence[Record]) -> BankQuestionView:
    share = share_of(answers[-1]) if answers else None
    return {
        "question": question.id,
        "title": question.title,
        "topic": question.topic,
        "source": question.source,
        "points": list(question.points),
        "answers": len(answers),
        "last": answers[-1]["at"][:10] if answers else None,
        "share": round(share, 3) if share is not None else None,
    }


def listing(ws: Workspace, *, topic: str | None = None) -> DrillBankView:
    """The questions that may be asked, by topic; or those of one."""
    with database.read(ws.database) as connection:
        bank = [Problem.model_validate(row) for row in bank_of(connection, ws.person)]
        by_question: dict[str, list[Record]] = {}
        for row in stored.answers(connection, ws.person):
            by_question.setdefault(row["subject"], []).append(row)
    wanted = [one for one in bank if topic is None or (one.topic or "").casefold() == topic.casefold()]
    wanted.sort(key=lambda one: (one.topic or "", one.id))
    counts: dict[str, int] = {}
    for one in wanted:
        counts[one.topic or ""] = counts.get(one.topic or "", 0) + 1
    return {"questions": [bank_view(one, by_question.get(one.id, ())) for one in wanted], "topics": counts}


def import_questions(ws: Workspace, path: Path, *, topic: str | None = None) -> DrillImportedView:
    """Read a file of questions; ``topic`` is for those that say none. The same file again changes nothing.

    Raises InputError: another kind of file, too large, other columns, none in it; PlanFileError for what is no text.
    """
    texts, empty = _read(path)
    name = sanitised_line(path.name, 80)
    if not texts:
        raise InputError("drill_none_in_file", path=name)
    counts = {"added": 0, "changed": 0, "same": 0, "doubled": 0}
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        change = UnitOfWork(connection, ws)
        seen: set[str] = set()
        for text in texts:
            question = question_of(text if text.topic or not topic else _about(text, topic))
            if question.id in seen:
                counts["doubled"] += 1
                continue
            seen.add(question.id)
            _, what = _keep(change, question)
            counts[what] += 1
        events = []
        if change.after.records:
            summary = ("questions_imported", {"name": name, "added": counts["added"], "changed": counts["changed"]})
            events = [change.finish(kind="drill_bank", actor=ws.actor, summary=summary)]
        done = applied(ws, events, lang, proposal=None, publish=False, connection=connection)
    return {
        **done,
        "file": name,
        "added": counts["added"],
        "changed": counts["changed"],
        "same": counts["same"],
        "doubled": counts["doubled"],
        "without_question": empty,
    }


def _about(text: QuestionText, topic: str) -> QuestionText:
    return QuestionText(text.title, text.points, topic=topic, source=text.source)


def _read(path: Path) -> tuple[list[QuestionText], list[int]]:
    from roadweek.importing.source import decode

    kind = path.suffix.casefold()
    if kind not in (".md", ".markdown", ".txt", ".csv"):
        raise InputError("drill_format", name=path.name)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("sheet_large", path=path.name, most=LARGEST >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise InputError("cards_unreadable", path=str(path), why=error.strerror or str(error)) from error
    text = decode(data, path.name)
    if kind != ".csv":
        return from_markdown(text), []
    try:
        return from_csv(text)
    except OtherColumns as error:
        found = ", ".join(sanitised_line(name, 40) for name in error.found[:12]) or "–"
        raise InputError("drill_columns", path=path.name, found=found) from error
    except csv.Error as error:
        raise InputError("cards_no_table", path=path.name, why=str(error)) from error


def suggestions(ws: Workspace, *, topic: str | None = None) -> DrillSuggestionsView:
    """Questions that could be asked and are not in the bank: from cards, from questions that were tried, from the plan.
    Those that were retired are not suggested again."""
    with database.read(ws.database) as connection:
        found = _suggested(connection, ws)
    if topic is not None:
        found = [one for one in found if (one["topic"] or "").casefold() == topic.casefold()]
    return {"suggestions": found[:LISTED], "count": len(found)}


def take(ws: Workspace, names: Sequence[str], *, topic: str | None = None) -> DrillChangedView:
    """Put suggestions into the bank, by their ids, or (``all``) those that are listed.

    Raises UnknownNameError, and InputError where there is none.
    """
    listed = suggestions(ws, topic=topic)["suggestions"]
    if not listed:
        raise InputError("drill_no_suggestions")
    by_id = {one["id"]: one for one in listed}
    wanted = list(by_id) if [name.casefold() for name in names] == ["all"] else list(names)
    for name in wanted:
        if name not in by_id:
            raise UnknownNameError(what="suggestion", name=name, known=list(by_id)[:8], see="see_drill_suggest")
    taken = [by_id[name] for name in dict.fromkeys(wanted)]
    return add(
        ws,
        [QuestionText(one["title"], tuple(one["points"]), topic=one["topic"], source=one["source"]) for one in taken],
    )


def _suggested(connection: sqlite3.Connection, ws: Workspace) -> list[DrillSuggestionView]:
    known = {row["id"] for row in stored.bank(connection, ws.person)}
    lang = language_of(connection, ws)
    sources: tuple[tuple[Literal["card", "attempt", "plan"], Iterable[QuestionText]], ...] = (
        ("card", _of_cards(cards.every(connection, ws.person))),
        ("attempt", _of_attempts(stored.tried_questions(connection, ws.person))),
        ("plan", _of_plan(connection, ws, lang)),
    )
    found: list[DrillSuggestionView] = []
    for origin, texts in sources:
        for text in texts:
            try:
                question = question_of(text)
            except InputError:
                continue  # too long to be asked: a card may be, a question is not
            if question.id in known:
                continue
            known.add(question.id)
            found.append(
                {
                    "id": hashlib.sha256(question.id.encode()).hexdigest()[:6],
                    "title": question.title,
                    "points": list(question.points),
                    "topic": question.topic,
                    "origin": origin,
                    "source": question.source,
                }
            )
    return found


def _of_cards(rows: Iterable[Record]) -> Iterator[QuestionText]:
    for row in rows:
        card = Card.model_validate(row)
        if is_question(card.front) and card.back:
            yield QuestionText(card.front, points_of(card.back), topic=card.topic, source=card.source)


def _of_attempts(rows: Iterable[Record]) -> Iterator[QuestionText]:
    for row in rows:
        one = Problem.model_validate(row)
        yield QuestionText(one.title, points_of(one.notes or ""), topic=one.topic)


def _of_plan(connection: sqlite3.Connection, ws: Workspace, lang: Language) -> Iterator[QuestionText]:
    """What the plan has for an interview: an answer that a work is to leave behind, a question, a topic of a list that
    is about interviews."""
    from roadweek.errors import NoPlanError
    from roadweek.scheduling.effective import effective
    from roadweek.versions.snapshot import load

    try:
        snapshot = load(connection, ws)
    except NoPlanError:
        return
    plan = effective(snapshot.plan, snapshot.adjustments)
    tracks = {one.id: one.title for one in plan.tracks}
    for strand in plan.strands:
        topic = tracks.get(strand.track or "", strand.title)
        about = _for_interview(strand.title) or _for_interview(topic)
        for work in strand.works:
            for output in work.outputs:
                if _for_interview(output.label):
                    asked = output.text if is_question(output.text) else say("drill.explain", lang, title=work.title)
                    points = () if is_question(output.text) else points_of(output.text)
                    yield QuestionText(asked, points, topic=topic, source=work.title)
            if is_question(work.title):
                yield QuestionText(work.title, topic=topic, source=strand.title)
            elif about and work.kind == "unit" and not _REHEARSAL.search(work.title):
                yield QuestionText(say("drill.explain", lang, title=work.title), topic=topic, source=strand.title)


def _for_interview(text: str) -> bool:
    return bool(_INTERVIEW.search(text)) or _INTERVIEW_ZH in text
