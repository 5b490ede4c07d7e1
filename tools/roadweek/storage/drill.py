"""Questions of the drill: they lie among the problems, with an id of their own kind, so that an index finds them."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Final, NamedTuple

from roadweek.storage.attempts import Record

PREFIX: Final = "q-"
"""How the id of each question of the drill begins."""


def bank(connection: sqlite3.Connection, person: str) -> list[Record]:
    """All questions, those that are retired too, by id."""
    found = connection.execute(
        "SELECT document FROM problems WHERE person = ? AND id >= ? AND id < ? ORDER BY id", [person, PREFIX, "q."]
    )  # '.' follows '-': all ids that begin with the prefix
    return [json.loads(row["document"]) for row in found]


def answers(connection: sqlite3.Connection, person: str) -> list[Record]:
    """All answers of the drill, by time."""
    found = connection.execute("SELECT document FROM reviews WHERE person = ? AND kind = 'drill'", [person])
    return sorted(
        (json.loads(row["document"]) for row in found), key=lambda row: (row["at"][:10], row["at"], row["id"])
    )


class TopicDayRow(NamedTuple):
    """Answers of a kind at one topic (null: at problems without any): how many, and what they are worth together,
    each 0 to 1. ``day`` is that of them all, or of the last."""

    kind: str
    topic: str | None
    day: str
    answers: int
    worth: float


_RECALLED = "CASE json_extract(r.document, '$.rating') WHEN 1 THEN 0.0 WHEN 2 THEN 0.5 ELSE 1.0 END"
_NAMED = "CAST(json_array_length(r.document, '$.hit') AS REAL) / max(1, coalesce(r.document ->> '$.points', 1))"
_TRIED = (
    "min(CASE json_extract(r.document, '$.outcome') WHEN 'solved' THEN 1.0 WHEN 'hint' THEN 0.5 ELSE 0.0 END,"
    " CASE WHEN json_extract(r.document, '$.stuck') THEN 0.5 ELSE 1.0 END)"
)
_GRADED = "json_type(r.document, '$.hit') = 'array'"


def topic_days(
    connection: sqlite3.Connection, person: str, first: date, last: date, *, by_day: bool
) -> list[TopicDayRow]:
    """What was tried and answered on the days ``first`` to ``last``, added up by kind, topic and, if wished, day.

    At a drill an answer is worth its share of points, and one without a grade does not count; a recall or redo that
    was shaky, and an attempt that was stuck or took a hint, is worth a half.
    """
    span = [person, first.isoformat(), last.isoformat()]
    reviews = [
        (_NAMED, f"r.kind = 'drill' AND {_GRADED}"),
        (_RECALLED, "r.kind = 'recall'"),
        (_RECALLED, "r.kind = 'redo'"),
    ]
    found: list[TopicDayRow] = []
    for worth, which in reviews:
        rows = connection.execute(_summed("r.kind", worth, "reviews", "subject", which, by_day), span)
        found += [TopicDayRow(*row) for row in rows]
    rows = connection.execute(_summed("'attempt'", _TRIED, "attempts", "problem", "1", by_day), span)
    return [*found, *(TopicDayRow(*row) for row in rows)]


def _summed(kind: str, worth: str, table: str, problem: str, which: str, by_day: bool) -> str:
    """The words of :func:`topic_days`, of this module alone: none is the person's."""
    return (
        f"SELECT {kind}, json_extract(p.document, '$.topic') AS topic, max(r.day), count(*), sum({worth})"
        f" FROM {table} r LEFT JOIN problems p ON p.person = r.person AND p.id = r.{problem}"
        f" WHERE r.person = ? AND {which} AND r.day BETWEEN ? AND ?"
        f" GROUP BY topic{', r.day' if by_day else ''} ORDER BY max(r.day), topic"
    )


def tried_questions(connection: sqlite3.Connection, person: str) -> list[Record]:
    """Interview questions that were tried outside of the drill, by id. It reads all problems."""
    found = connection.execute(
        "SELECT document FROM problems WHERE person = ? AND json_extract(document, '$.kind') = 'question'"
        " AND NOT (id >= ? AND id < ?) ORDER BY id",
        [person, PREFIX, "q."],
    )
    return [json.loads(row["document"]) for row in found]
