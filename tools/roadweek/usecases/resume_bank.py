"""The résumé bank: lines in the person's own words, each with the facts that stand behind it.

Nothing is phrased here. ``facts`` are what the log has of a work: its minutes, when it ran, its evidence, and what the
plan wants to come of it; the person writes the line.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from roadweek.domain.edits import FinishWork
from roadweek.domain.records import Review
from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.scheduling.effective import effective
from roadweek.storage import attempts, database, sessions
from roadweek.usecases.answer import applied
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.usecases.works import work_list
from roadweek.versions.snapshot import language_of, load
from roadweek.views.format import day_name, length
from roadweek.views.report_text import escaped

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.views.documents import AppliedView
    from roadweek.views.resume import BulletView, ResumeBankView, ResumeWorkView
    from roadweek.workspace import Workspace

LONGEST = 400
"""Characters of a line that are kept."""


def bank(ws: Workspace) -> ResumeBankView:
    """All lines, oldest first, and the works with something to show that no line is about yet. Raises NoPlanError."""
    works = _works(ws)
    with database.read(ws.database) as connection:
        lines = [_bullet(row, works) for row in _rows(connection, ws)]
    told = {one["work"] for one in lines}
    open_ = [one for one in works.values() if one["work"] not in told and _worth_telling(one)]
    return {"bullets": lines, "works": open_}


def keep(ws: Workspace, text: str, *, work: str | None = None) -> AppliedView:
    """Keep a line, about a work where one is named. Raises InputError for an empty one, UnknownNameError."""
    words = sanitised_line(text, LONGEST).strip()
    if not words:
        raise InputError("bullet_empty")
    known = _works(ws)
    if work is not None and work not in known:
        raise UnknownNameError(what="work", name=work, known=sorted(known)[:8])
    at = ws.now().replace(microsecond=0)
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        name = attempts.free_id(connection, ws.person, "reviews", f"bullet-{at:%Y%m%dT%H%M%S}")
        note = json.dumps({"text": words, "work": work}, ensure_ascii=False)
        row = Review(id=name, kind="bullet", subject="resume", at=at, note=note)
        change = UnitOfWork(connection, ws)
        change.set_record("reviews", name, row.model_dump(mode="json", exclude_none=True))
        event = change.finish(
            kind="bullet", actor=ws.actor, subject=name, summary=("bullet_kept", {"text": words[:60]})
        )
    return applied(ws, [event], lang, proposal=None, publish=False)


def remove(ws: Workspace, number: int) -> AppliedView:
    """Remove the line with this number of the list. Undo brings it back. Raises UnknownNameError."""
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        rows = _rows(connection, ws)
        if not 1 <= number <= len(rows):
            raise UnknownNameError(what="bullet", name=str(number), known=[str(n) for n in range(1, len(rows) + 1)][:8])
        row = rows[number - 1]
        change = UnitOfWork(connection, ws)
        change.set_record("reviews", row["id"], None)
        text = json.loads(row["note"])["text"]
        event = change.finish(
            kind="bullet", actor=ws.actor, subject=row["id"], summary=("bullet_removed", {"text": text[:60]})
        )
    return applied(ws, [event], lang, proposal=None, publish=False)


def bank_markdown(view: ResumeBankView, lang: Language) -> str:
    """The bank to copy from: the person's lines, each with its facts; then works that have none yet."""
    lines = [f"# {say('resume.title', lang)}", ""]
    for number, one in enumerate(view["bullets"], 1):
        lines.append(f"{number}. {escaped(one['text'])}")
        lines += [f"   - {escaped(fact)}" for fact in one["facts"]]
    if not view["bullets"]:
        lines.append(say("resume.none", lang))
    if view["works"]:
        lines += ["", f"## {say('resume.without', lang)}", ""]
    for work in view["works"]:
        lines.append(f"- {escaped(work['title'])} `{work['work']}`")
        lines += [f"  - {escaped(fact)}" for fact in work["facts"]]
    return "\n".join(lines).rstrip() + "\n"


def _rows(connection: sqlite3.Connection, ws: Workspace) -> list[dict[str, Any]]:
    return attempts.reviews_between(connection, ws.person, ["bullet"], date(1970, 1, 1), date(9999, 12, 31))


def _bullet(row: dict[str, Any], works: dict[str, ResumeWorkView]) -> BulletView:
    kept = json.loads(row["note"])
    about = works.get(kept["work"] or "")
    return {
        "text": kept["text"],
        "work": kept["work"],
        "title": about["title"] if about else None,
        "at": row["at"][:10],
        "facts": about["facts"] if about else [],
    }


def _worth_telling(one: ResumeWorkView) -> bool:
    return one["state"] == "done" or bool(one["evidence"])


def _works(ws: Workspace) -> dict[str, ResumeWorkView]:
    """Every work that was begun or is done, with its facts in words."""
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        plan = effective(snapshot.plan, snapshot.adjustments)
        outputs = {work.id: work.outputs for strand in plan.strands for work in strand.works}
        evidence: dict[str, list[str]] = {}
        for adjustment in snapshot.adjustments:
            edit = adjustment.edit
            if isinstance(edit, FinishWork) and edit.evidence:
                evidence.setdefault(edit.work, []).append(edit.evidence)
        days: dict[str, list[str]] = {}
        for session in sessions.as_sessions(sessions.between(connection, ws.person, 0, int(ws.now().timestamp()) + 1)):
            if session.status in ("done", "partial"):
                for portion in session.work:
                    days.setdefault(portion.work, []).append(session.start.date().isoformat())
    found: dict[str, ResumeWorkView] = {}
    for strand in work_list(ws)["strands"]:
        for work in strand["works"]:
            name = work["id"]
            if not (work["done_min"] or name in evidence or work["state"] == "done"):
                continue
            facts: list[str] = []
            if work["done_min"]:
                facts.append(say("resume.fact_time", lang, length=length(work["done_min"], lang)))
            if days.get(name):
                first, last = (day_name(day, lang) for day in (min(days[name]), max(days[name])))
                facts.append(say("resume.fact_days", lang, first=first, last=last, count=len(days[name])))
            facts += [say("resume.fact_evidence", lang, text=text) for text in evidence.get(name, ())]
            facts += [f"{one.label}: {one.text}" for one in outputs.get(name, ())]
            found[name] = {
                "work": name,
                "title": work["title"],
                "state": work["state"],
                "evidence": evidence.get(name, []),
                "facts": facts,
            }
    return found
