"""The sheet of a work: where it belongs, when, what the plan wants of it, and beside that what the person has by now.

It fills as the work happens: evidence shows the output, lines of the résumé bank that are about the work, and the last
answers of the drill to questions that came from it. What the plan wants and nobody has yet is named with the command
that keeps it; nothing is phrased here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from roadweek.messages import say
from roadweek.storage import attempts
from roadweek.storage import drill as stored
from roadweek.usecases.drill import count_of
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from roadweek.domain.base import Language
    from roadweek.domain.work import Work
    from roadweek.views.documents import WorkView
    from roadweek.views.report_documents import SheetAnswerView, WorkSheetView

SheetPart = Literal["output", "resume", "interview"]
_RESUME = re.compile(r"r[eé]sum[eé]|\bcv\b|简历", re.IGNORECASE)
_INTERVIEW = re.compile(r"\binterview|面试", re.IGNORECASE)
ANSWERS = 3
"""So many answers stand on a sheet, the last ones."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the person has, by work: evidence and lines by its id, answers by its title."""

    evidence: Mapping[str, list[str]]
    lines: Mapping[str, list[str]]
    answers: Mapping[str, list[SheetAnswerView]]


def sheet_facts(connection: sqlite3.Connection, person: str, evidence: Mapping[str, list[str]]) -> SheetFacts:
    lines: dict[str, list[str]] = {}
    for row in attempts.reviews_between(connection, person, ["bullet"], date.min, date.max):
        kept = json.loads(row["note"])
        if kept["work"]:
            lines.setdefault(kept["work"], []).append(kept["text"])
    bank = {row["id"]: row for row in stored.bank(connection, person) if row.get("source")}
    answers: dict[str, list[SheetAnswerView]] = {}
    for row in stored.answers(connection, person) if bank else ():
        question = bank.get(row["subject"])
        if question is not None:
            hit = row.get("hit")
            answers.setdefault(question["source"], []).append(
                {
                    "question": question["title"],
                    "day": row["at"][:10],
                    "text": row.get("note") or row.get("recording"),
                    "hit": len(hit) if hit is not None else None,
                    "points": row.get("points") or count_of(question),
                }
            )
    return SheetFacts(evidence, lines, answers)


def part_of(label: str) -> SheetPart:
    """What a label of the plan asks for: something to show, a line of the résumé, or an answer in an interview."""
    if _RESUME.search(label):
        return "resume"
    return "interview" if _INTERVIEW.search(label) else "output"


def sheet_of(strand: str, work: WorkView, model: Work | None, facts: SheetFacts, lang: Language) -> WorkSheetView:
    outputs = model.outputs if model else ()
    name = work["id"]
    there: dict[SheetPart, bool] = {
        "output": bool(facts.evidence.get(name)),
        "resume": bool(facts.lines.get(name)),
        "interview": bool(facts.answers.get(work["title"])),
    }
    wanted: dict[SheetPart, None] = dict.fromkeys(part_of(one.label) for one in outputs)
    return {
        "work": name,
        "title": work["title"],
        "strand": strand,
        "from": work["from"],
        "due": work["due"],
        "state": work["state"],
        "done_min": work["done_min"],
        "outputs": [{"label": one.label, "text": one.text} for one in outputs],
        "evidence": list(facts.evidence.get(name, ())),
        "lines": list(facts.lines.get(name, ())),
        "interview": facts.answers.get(work["title"], [])[-ANSWERS:],
        "missing": [say(f"report.sheet_missing_{part}", lang, work=name) for part in wanted if not there[part]],
    }


def sheet_lines(sheet: WorkSheetView, lang: Language) -> list[tuple[str, str]]:
    """What is told of a sheet: a name and a text each; empty texts are left out by who shows them."""
    ends = [day_name(day, lang) for day in (sheet["from"], sheet["due"]) if day]
    state = f"{say('works.state_' + sheet['state'], lang)}, {length(sheet['done_min'], lang)}"
    return [
        (say("report.sheet_place", lang), sheet["strand"]),
        (say("report.sheet_when", lang), " – ".join(ends)),
        (say("report.sheet_state", lang), state),
        *((one["label"], one["text"]) for one in sheet["outputs"]),
        *((say("report.sheet_evidence", lang), one) for one in sheet["evidence"]),
        *((say("report.sheet_line", lang), one) for one in sheet["lines"]),
        *((say("report.sheet_answer", lang), _answered(one, lang)) for one in sheet["interview"]),
        *((say("report.sheet_open", lang), one) for one in sheet["missing"]),
    ]


def _answered(one: SheetAnswerView, lang: Language) -> str:
    graded = say("drill.ungraded", lang)
    if one["hit"] is not None:
        graded = say("drill.graded", lang, hit=one["hit"], points=one["points"])
    said = " ".join((one["text"] or "").split())
    return f"{one['question']} ({day_name(one['day'], lang)}, {graded}): {said}"
