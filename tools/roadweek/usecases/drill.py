"""The drill: the question of a day, and how the topics fare.

One question a day. A day without an answer is gone and owes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.reviewing.drill import (
    LOOK_BACK,
    DrillDraw,
    DrillQuestion,
    TopicEvidence,
    TopicStrength,
    courses,
    draw,
    key_of,
    strengths,
)
from roadweek.storage import attempts, database, plans
from roadweek.storage import drill as stored

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.storage.attempts import Record
    from roadweek.views.documents import DrillDayView
    from roadweek.views.drill import (
        DrillAnswerView,
        DrillQuestionView,
        DrillTopicsView,
        DrillView,
        DrillWaitsView,
    )
    from roadweek.workspace import Workspace


def bank_of(connection: sqlite3.Connection, person: str) -> list[Record]:
    """The questions that may be asked, as rows of problems by id."""
    return [row for row in stored.bank(connection, person) if not row.get("retired")]


def count_of(question: Record) -> int:
    """How many points a question has; one without any is judged as a whole."""
    return max(1, len(question.get("points", ())))


def share_of(answer: Record) -> float | None:
    """The share of its points that an answer named; null where it is not graded."""
    hit = answer.get("hit")
    return None if hit is None else len(hit) / max(1, answer.get("points") or 1)


def question_of_day(
    connection: sqlite3.Connection, ws: Workspace, on: date, *, topic: str | None = None
) -> tuple[Record, DrillDraw, TopicStrength] | None:
    """The question of a day, how it was drawn, and how its topic fares; null where the bank is empty."""
    bank = {row["id"]: row for row in bank_of(connection, ws.person)}
    if topic is not None:
        bank = {name: row for name, row in bank.items() if key_of(row.get("topic")) == key_of(topic)}
    if not bank:
        return None
    last = {row["subject"]: row for row in stored.answers(connection, ws.person) if row["at"][:10] < on.isoformat()}
    questions = [
        DrillQuestion(
            name,
            row.get("topic") or "",
            date.fromisoformat(last[name]["at"][:10]) if name in last else None,
            share_of(last[name]) if name in last else None,
        )
        for name, row in bank.items()
    ]
    topics = strengths(evidence(connection, ws, on - timedelta(days=LOOK_BACK), on - timedelta(days=1)), on)
    drawn = draw(questions, topics, on, ws.person)
    if drawn is None:
        return None
    question = bank[drawn.weight.question.id]
    return question, drawn, topics.get(key_of(question.get("topic")), TopicStrength())


def of_day(connection: sqlite3.Connection, ws: Workspace, on: date) -> DrillDayView | None:
    """The question of a day in short, for those who show the day; null where the bank is empty."""
    found = question_of_day(connection, ws, on)
    if found is None:
        return None
    question = found[0]
    rows = attempts.reviews_between(connection, ws.person, ("drill",), on, on)
    return {
        "question": question["id"],
        "title": question["title"],
        "topic": question.get("topic"),
        "answered": any(row["subject"] == question["id"] for row in rows),
    }


def evidence(
    connection: sqlite3.Connection, ws: Workspace, first: date, last: date, *, by_day: bool = False
) -> list[TopicEvidence]:
    """What the answers, recalls and attempts of the days ``first`` to ``last`` say of topics, added up."""
    return [
        TopicEvidence(row.topic or "", date.fromisoformat(row.day), row.worth, row.answers)
        for row in stored.topic_days(connection, ws.person, first, last, by_day=by_day)
        if row.topic or row.kind == "drill"
    ]


def drill(ws: Workspace, on: date | None = None, *, topic: str | None = None) -> DrillView:
    """The question of a day (default: today), which is the same all day. Raises DateError for a day to come, and
    UnknownNameError for a topic without questions."""
    on = _not_to_come(ws, on)
    with database.read(ws.database) as connection:
        lang = ws.language or plans.active_language(connection, ws.person) or "en"
        found = question_of_day(connection, ws, on, topic=topic)
        bank = bank_of(connection, ws.person)
        if found is None and topic is not None and bank:
            raise no_topic(topic, bank)
        rows = attempts.reviews_between(connection, ws.person, ("drill",), on, on)
        titles = attempts.problems(connection, ws.person, [row["subject"] for row in rows])
        waits = _waits(connection, ws, rows, titles, lang)
    return {
        "date": on.isoformat(),
        "now": ws.now().isoformat(timespec="seconds"),
        "box_min": ws.settings.review.drill_minutes,
        "question": question_view(*found, lang) if found else None,
        "done": [answer_view(row, _title(titles, row["subject"])) for row in rows],
        "waits": waits,
        "bank": len(bank),
    }


def _waits(
    connection: sqlite3.Connection, ws: Workspace, rows: Sequence[Record], titles: Mapping[str, Record], lang: Language
) -> DrillWaitsView | None:
    """The last of a day's answers that is not graded, whose question is still there."""
    ungraded = [row for row in rows if row.get("hit") is None and row["subject"] in titles]
    if not ungraded:
        return None
    row = ungraded[-1]
    question = titles[row["subject"]]
    told = [one for one in attempts.reviews_of(connection, ws.person, row["subject"]) if one["kind"] == "drill"]
    before = [one for one in told if (one["at"], one["id"]) < (row["at"], row["id"])]
    last = max(before, key=lambda one: (one["at"], one["id"]), default=None)
    return {
        "answer": row["id"],
        "question": row["subject"],
        "title": question["title"],
        "points": list(question.get("points", ())) or [say("drill.whole", lang)],
        "last": answer_view(last, question["title"]) if last else None,
    }


def _not_to_come(ws: Workspace, on: date | None) -> date:
    """The day, by default today. Raises DateError for one to come."""
    today = ws.now().date()
    if on is not None and on > today:
        from roadweek.errors import DateError

        raise DateError(value=on.isoformat(), why="to_come")
    return on or today


def _title(titles: dict[str, Record], name: str) -> str:
    return titles[name]["title"] if name in titles else name


def no_topic(topic: str, bank: Sequence[Record]) -> Exception:
    from roadweek.errors import UnknownNameError

    known = sorted({row["topic"] for row in bank if row.get("topic")})
    return UnknownNameError(what="topic", name=topic, known=known, see="see_drill")


def question_view(question: Record, drawn: DrillDraw, strength: TopicStrength, lang: Language) -> DrillQuestionView:
    weight = drawn.weight
    last = weight.question.share
    values = {
        "topic": question.get("topic") or say("drill.no_topic", lang),
        "worth": f"{round(strength.worth, 1):g}",
        "answers": strength.answers,
        "percent": round(100 * (last or 0)),
    }
    return {
        "question": question["id"],
        "title": question["title"],
        "topic": question.get("topic"),
        "source": question.get("source"),
        "points": count_of(question),
        "weight": round(weight.total, 2),
        "chance": round(drawn.chance, 4),
        "among": drawn.among,
        "reasons": [
            {
                "code": code,
                "points": round(points, 2),
                "text": say(f"drill.reason_{_worded(code, strength)}", lang, **values),
            }
            for code, points in weight.reasons
        ],
    }


def _worded(code: str, strength: TopicStrength) -> str:
    return "topic_unknown" if code == "topic" and not strength.answers else code


def answer_view(row: Record, title: str) -> DrillAnswerView:
    share, recording = share_of(row), row.get("recording")
    return {
        "id": row["id"],
        "question": row["subject"],
        "title": title,
        "at": row["at"],
        "text": row.get("note"),
        "recording": recording,
        "recording_gone": recording is not None and not Path(recording).exists(),
        "seconds": row.get("seconds"),
        "points": row.get("points") or 1,
        "hit": row.get("hit"),
        "share": round(share, 3) if share is not None else None,
    }


def find(connection: sqlite3.Connection, person: str, text: str) -> Record:
    """The question that a person named: by id, by its words, or by words that only one has. Raises UnknownNameError,
    which lists what may be meant."""
    from roadweek.errors import UnknownNameError

    bank = bank_of(connection, person)
    slug = attempts.title_slug(text)
    for fits in (
        [row for row in bank if row["id"] == text.strip()],
        [row for row in bank if slug and attempts.title_slug(row["title"]) == slug],
        [row for row in bank if slug and slug in attempts.title_slug(row["title"])],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            bank = fits
            break
    raise UnknownNameError(what="question", name=text, known=[row["title"] for row in bank[:8]], see="see_drill")


def topics(ws: Workspace, on: date | None = None) -> DrillTopicsView:
    """How the topics fared in the last eight weeks, the weakest first. Raises DateError for a day to come."""
    on = _not_to_come(ws, on)
    with database.read(ws.database) as connection:
        found = courses(evidence(connection, ws, on - timedelta(days=LOOK_BACK), on, by_day=True), on)
    return {
        "date": on.isoformat(),
        "topics": [
            {
                "topic": one.topic,
                "answers": one.strength.answers,
                "worth": round(one.strength.worth, 2),
                "share": round(one.strength.share, 3),
                "weeks": [
                    {
                        "first": week.first.isoformat(),
                        "answers": week.answers,
                        "share": round(week.worth / week.answers, 3) if week.answers else None,
                    }
                    for week in one.weeks
                ],
            }
            for one in found
        ],
    }
