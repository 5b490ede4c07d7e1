"""What a week gives to write from: an outline for the next post, and a sheet for each work with what is to come of it.

Only what the plan says and what the person noted: minutes done, ideas of problems, evidence, answers of the review. No
sentence is made up, so a point without a fact is not there.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roadweek.domain.edits import FinishWork
from roadweek.domain.records import Attempt, Problem
from roadweek.messages import say
from roadweek.scheduling.effective import effective
from roadweek.storage import attempts, database
from roadweek.usecases.weekly_review import weekly_review
from roadweek.usecases.work_sheets import SheetFacts, sheet_facts, sheet_lines, sheet_of
from roadweek.usecases.works import work_list
from roadweek.versions.snapshot import language_of, load
from roadweek.views.format import day_name, length
from roadweek.views.report_text import escaped

if TYPE_CHECKING:
    from collections.abc import Container

    from roadweek.domain.base import Language
    from roadweek.domain.work import Work
    from roadweek.views.documents import WorkView
    from roadweek.views.report_documents import MaterialView, OutlinePartView, PostView, ReportView
    from roadweek.workspace import Workspace

_POST = re.compile(r"\b(blog|posts?|articles?|write-?up)\b|博客|博文|文章|推文", re.IGNORECASE)
"""Words by which a work is something to publish."""
SHEETS = 20


@dataclass(frozen=True, slots=True)
class _WeekFacts:
    works: dict[str, Work]
    facts: SheetFacts
    tried: list[tuple[Attempt, Problem | None]]
    language: Language


def material(ws: Workspace, day: date | None = None) -> MaterialView:
    """The material of the week that holds ``day`` (default: today's). It only reads. Raises NoPlanError, DateError."""
    view = weekly_review(ws, day)
    first, last = date.fromisoformat(view["first"]), date.fromisoformat(view["last"])
    known = _known(ws, first, last)
    listed = [(strand["title"], work) for strand in work_list(ws)["strands"] for work in strand["works"]]
    moved = {line["key"].removeprefix("work/"): line["done_min"] for line in view["works"] if line["done_min"]}
    lang = known.language
    outline: list[OutlinePartView] = [
        {
            "title": say("report.works", lang),
            "points": [_did(work, moved[work["id"]], lang) for _, work in listed if work["id"] in moved],
        },
        {"title": say("report.recall", lang), "points": _ideas(known)},
        {"title": say("contributions.title_stories", lang), "points": _stories(ws, view, first, last, lang)},
        {
            "title": say("report.questions", lang),
            "points": [f"{one['question']} {one['answer']}" for one in view["questions"] if one["answer"]],
        },
    ]
    return {
        "week": view["week"],
        "post": _next_post([work for _, work in listed], ws.now().date()),
        "outline": [part for part in outline if part["points"]],
        "sheets": [
            sheet_of(strand, work, known.works.get(work["id"]), known.facts, lang)
            for strand, work in listed
            if _has_sheet(work, moved, known)
        ][:SHEETS],
    }


def _stories(ws: Workspace, view: ReportView, first: date, last: date, lang: Language) -> list[str]:
    """What became of the week's pull requests as it was last read, and what the person said of them in it."""
    found = view["github"]
    points = [
        f"{pull['name']} {say('contributions.pull_' + pull['what'], lang)}: {pull['title']}"
        for pull in (found["pulls"] if found else ())
    ]
    with database.read(ws.database) as connection:
        rows = attempts.reviews_between(connection, ws.person, ["story"], first, last)
    for row in rows:
        told = json.loads(row["note"])
        head = say(f"contributions.story_head_{row['id'].rpartition('-')[2]}", lang)
        points.append(f"{told['title']} · {head}: {told['said']}")
    return points


def _known(ws: Workspace, first: date, last: date) -> _WeekFacts:
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        plan = effective(snapshot.plan, snapshot.adjustments)
        works = {work.id: work for strand in plan.strands for work in strand.works}
        evidence: dict[str, list[str]] = {}
        for adjustment in snapshot.adjustments:
            edit = adjustment.edit
            if isinstance(edit, FinishWork) and edit.evidence:
                evidence.setdefault(edit.work, []).append(edit.evidence)
        tried = [Attempt.model_validate(row) for row in attempts.attempts_between(connection, ws.person, first, last)]
        problems = {
            name: Problem.model_validate(row)
            for name, row in attempts.problems(connection, ws.person, [one.problem for one in tried]).items()
        }
        lang = language_of(connection, ws)
        facts = sheet_facts(connection, ws.person, evidence)
    return _WeekFacts(works, facts, [(one, problems.get(one.problem)) for one in tried], lang)


def _has_sheet(work: WorkView, moved: Container[str], known: _WeekFacts) -> bool:
    """Whether it was worked on in the week, has something to show or a line of the résumé, or was begun and something
    is to come of it."""
    found = known.works.get(work["id"])
    begun = work["done_min"] > 0 and found is not None and bool(found.outputs)
    told = work["id"] in known.facts.evidence or work["id"] in known.facts.lines
    return work["id"] in moved or told or begun


def _did(work: WorkView, minutes: int, lang: Language) -> str:
    done = length(work["done_min"], lang)
    return say("report.material_did", lang, title=work["title"], minutes=length(minutes, lang), done=done)


def _ideas(known: _WeekFacts) -> list[str]:
    """The problems of the week, each once, with the idea that was noted."""
    out: dict[str, str] = {}
    for attempt, problem in known.tried:
        title = problem.title if problem else attempt.problem
        out[attempt.problem] = f"{title}: {problem.notes}" if problem and problem.notes else title
    return list(out.values())


def _next_post(works: list[WorkView], today: date) -> PostView | None:
    """The open work to publish that is wanted first; one without a day comes last."""
    waiting = [w for w in works if w["state"] in ("waiting", "running") and _POST.search(w["title"])]
    ahead = [w for w in waiting if not w["due"] or w["due"] >= today.isoformat()] or waiting
    if not ahead:
        return None
    found = min(ahead, key=lambda w: (w["due"] or "9", w["id"]))
    return {"work": found["id"], "title": found["title"], "due": found["due"]}


def material_markdown(view: MaterialView, lang: Language) -> str:
    """The outline and the sheets, to copy from. Texts of the person are escaped."""
    lines = [f"# {say('report.material_title', lang, week=view['week'])}", ""]
    post = view["post"]
    if post is not None:
        words = "report.material_post" if post["due"] else "report.material_post_free"
        day = day_name(post["due"], lang) if post["due"] else ""
        lines += [say(words, lang, title=escaped(post["title"]), day=day), ""]
    for part in view["outline"]:
        lines += [f"## {part['title']}", "", *(f"- {escaped(point)}" for point in part["points"]), ""]
    if not view["outline"]:
        lines += [say("report.material_empty", lang), ""]
    if view["sheets"]:
        lines += [f"## {say('report.material_sheets', lang)}", ""]
    for sheet in view["sheets"]:
        told = [f"- **{escaped(name)}**: {escaped(text)}" for name, text in sheet_lines(sheet, lang) if text]
        lines += [f"### {escaped(sheet['title'])}", "", *told, ""]
    return "\n".join(lines).rstrip() + "\n"


__all__ = ["material", "material_markdown"]
