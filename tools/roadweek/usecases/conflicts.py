"""Conflicts of a document with itself and with edits: listed under ids that survive a new version, and decided once.

A decision is a ``decide`` edit on the conflict's id, so it is in the history, can be undone, and is found again when
the changed document still holds the conflict. Where a choice has a meaning for the weeks (another length, another
day), the edit that says so is put in force with it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from roadweek.domain.base import WEEKDAYS, Language
from roadweek.domain.edits import (
    EDIT,
    Adjustment,
    Decide,
    Edit,
    MoveMilestone,
    SetActivity,
    SetEffort,
    SkipWork,
    Withdraw,
)
from roadweek.domain.plan import Activity, Plan
from roadweek.errors import NoEffectError, UnknownNameError
from roadweek.importing.conflicts.report import key_of
from roadweek.messages import say
from roadweek.scheduling.effective import activities_of, effective
from roadweek.storage import database, events, lineage, plans
from roadweek.usecases.late_start import KIND as LATE
from roadweek.usecases.late_start import effects, standing_conflict
from roadweek.usecases.plan_versions import KIND, bring_into_force
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.check import checked, parse_edits
from roadweek.versions.diff import plain
from roadweek.versions.rebase import DROP, GONE, KEEP, WORK_FIELDS, Birth, edit_conflicts
from roadweek.versions.snapshot import Snapshot, language_of, load
from roadweek.views.build import event_view
from roadweek.workspace import Workspace

if TYPE_CHECKING:
    from roadweek.views.documents import ConflictsView, ConflictView, EditConflictView, SettledView

_BY_PROPOSAL = ("timebox", "out_of_scope")
"""Kinds whose proposed choice is what the weeks hold already."""
_WORDS = {"保留": KEEP, "放弃": DROP, "去掉": DROP}


def conflicts(ws: Workspace, *, settled: bool = False) -> ConflictsView:
    """The open conflicts, with ``settled`` all of them. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        found = _all(connection, ws, snapshot, lang)
        edits = of_edits(connection, ws, snapshot, lang)
    return {
        "version": snapshot.version,
        "conflicts": [one for one in found if settled or one["choice"] is None],
        "edit_conflicts": [one for one in edits if settled or one["choice"] is None],
    }


def _all(connection: sqlite3.Connection, ws: Workspace, snapshot: Snapshot, lang: Language) -> list[ConflictView]:
    """The document's conflicts, and the one about what lay before the person began."""
    late = standing_conflict(connection, ws, snapshot, lang)
    found = of_document(_reading(connection, ws), snapshot.adjustments, lang)
    return [*([late] if late is not None else []), *found]


def _reading(connection: sqlite3.Connection, ws: Workspace) -> dict[str, Any]:
    version = plans.active(connection, ws.person)
    assert version is not None
    assert version.plan is not None  # a snapshot has both
    return lineage.reading_of(connection, ws.person, version.plan)


def of_document(reading: Mapping[str, Any], adjustments: Sequence[Adjustment], lang: Language) -> list[ConflictView]:
    """The conflicts of a reading, each with an id made of what it says and not of where."""
    chosen = {a.edit.decision: a.edit.choice for a in adjustments if isinstance(a.edit, Decide)}
    titles = {line: item.get("title", "") for item in reading.get("items", ()) for line in item["lines"]}
    taken: dict[str, int] = {}
    found: list[ConflictView] = []
    for conflict in reading.get("conflicts", ()):
        params: dict[str, Any] = conflict.get("params", {})
        stating = {k: v for k, v in params.items() if k not in ("choices", "proposal")}
        said = {k: plain(v) if k in ("title", "track", "first", "second") else str(v) for k, v in stating.items()}
        if conflict["kind"] == "year_missing":  # its words are line numbers
            said = {"what": ", ".join(plain(titles.get(line, "")) for line in conflict["lines"])}
        stamp = json.dumps([conflict["kind"], said], sort_keys=True, ensure_ascii=False)
        name = f"c-{hashlib.sha256(stamp.encode()).hexdigest()[:8]}"
        taken[name] = taken.get(name, 0) + 1
        name += f"-{taken[name]}" if taken[name] > 1 else ""
        try:
            message = say(key_of(conflict["kind"], params), lang, **params)
        except KeyError:  # read by another version of the importer
            message = conflict["message"]
        found.append(
            {
                "id": name,
                "kind": conflict["kind"],
                "lines": list(conflict["lines"]),
                "message": message,
                "choices": _choices(conflict["kind"], params, lang),
                "choice": chosen.get(name),
            }
        )
    return found


def _choices(kind: str, params: Mapping[str, Any], lang: Language) -> list[str]:
    """What one may decide: the values that disagree, or that it is meant to be so."""
    match kind:
        case "length":
            return str(params["values"]).split(", ")
        case "frequency" | "days":
            return str(params["values"]).split("; ")
        case "dates_differ" | "due_differs":
            return [str(params["first"]), str(params["second"])]
        case "sum":
            return [str(params["whole"]), str(params["parts"])]
        case "weekday":
            return [str(params["date"]), str(params["said"])]
        case "length_assumed":
            return [str(params["minutes"])]
        case "year_missing":
            return []
        case _:
            given = str(params["choices"]).split(" | ") if params.get("choices") else []
            return [*given, say("provenance.intended", lang)] if len(given) < 2 else given


def of_edits(
    connection: sqlite3.Connection, ws: Workspace, snapshot: Snapshot, lang: Language
) -> list[EditConflictView]:
    """The edits in force that the document of ``snapshot`` no longer fits."""
    born = births(connection, ws, snapshot.adjustments)
    return edit_conflicts(snapshot.adjustments, born, snapshot.plan, today=ws.now().date(), lang=lang)


def births(connection: sqlite3.Connection, ws: Workspace, adjustments: Sequence[Adjustment]) -> dict[str, Birth]:
    """The plan that each adjustment was made on; one carried over by an import is followed to where it began."""
    since = lineage.added_in(connection, ws.person)
    read: dict[str, Plan] = {}
    made: dict[int, dict[str, str]] = {}
    found: dict[str, Birth] = {}
    for adjustment in adjustments:
        name, edit = adjustment.id, adjustment.edit
        while True:
            plan, event = lineage.plan_at(connection, ws.person, since.get(name, 0))
            if plan is None or event is None:
                break
            if event not in made:
                made[event] = _carried(connection, ws, event)
            before = made[event].get(name)
            kept = plans.adjustment_row(connection, ws.person, before) if before else None
            if before is None or kept is None:
                read[plan] = read.get(plan) or plans.plan_of(connection, ws.person, plan)
                found[adjustment.id] = Birth(read[plan], edit)
                break
            name, edit = before, EDIT.validate_python(kept[0])
    return found


def _carried(connection: sqlite3.Connection, ws: Workspace, event: int) -> dict[str, str]:
    """Of an import, the adjustments that it wrote, each with the one that it wrote it for."""
    key, params = json.loads(events.get(connection, ws.person, event).summary)
    carried: dict[str, str] = params.get("carried", {}) if key == "imported" else {}
    return carried


def settle(ws: Workspace, conflict: str, choice: str, *, actor: str = "person") -> SettledView:
    """Decide a conflict. For one of the document its choices, or words that change something; for an edit: keep, drop,
    or another id.

    Deciding again replaces the earlier choice and what it put in force. Raises UnknownNameError, EditError, and
    NoEffectError where that choice stands already or words that are none of the choices change nothing.
    """
    with database.write(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        documents = _all(connection, ws, snapshot, lang)
        document = next((one for one in documents if one["id"] == conflict), None)
        about_edits = of_edits(connection, ws, snapshot, lang)
        edit = next((one for one in about_edits if one["id"] == conflict), None)
        edits: list[Withdraw] = []
        if document is not None:
            choice = next((c for c in document["choices"] if c.casefold() == choice.casefold().strip()), choice)
            edits = _replaced(connection, ws, snapshot, conflict)
            base = [a for a in snapshot.adjustments if a.id not in {e.adjustment for e in edits}]
            now = effective(snapshot.plan, base)
            if document["kind"] == LATE:
                meant = effects(ws, now, plans.began(connection, ws.person), choice, lang)
            else:
                meant = _effect(document, _params(connection, ws, document), choice, now, ws)
            made: list[Edit] = [*edits, *meant]
            message = "settled_effect" if len(made) > len(edits) else "settled_note"
            _heard(document, choice, changes=bool(meant))
            made.append(Decide(decision=conflict, choice=choice))
        elif edit is not None:
            choice = _WORDS.get(choice.strip(), choice.strip())
            _heard(edit, choice, changes=True)
            made = _about_edit(edit, choice, snapshot)
            message = "settled" if choice == KEEP else "settled_effect"
        else:
            known = [one["id"] for one in (*documents, *about_edits)]
            raise UnknownNameError(what="conflict", name=conflict, known=known, see="see_conflicts")
        change = UnitOfWork(connection, ws)
        if document is not None and document["kind"] == KIND and choice in document["choices"]:
            for away in edits:  # names of adjustments change when the plan does
                change.edit(away)
            made = [one for one in made if one not in edits]
            older = choice == document["choices"][-1]
            if bring_into_force(change, connection, ws, older=older):
                message = "settled_effect"
        for one in made:
            change.edit(one)
        event = change.finish(
            kind="settled", actor=actor, subject=conflict, summary=("recorded", {"what": f"{conflict}: {choice}"})
        )
        view = event_view(event, lang)
    left = conflicts(ws)
    return {
        "conflict": conflict,
        "choice": choice,
        "edits": [one.to_json() for one in made if not (isinstance(one, Decide) and one.decision == conflict)],
        "message": say(f"provenance.{message}", lang, conflict=conflict, choice=choice),
        "version": left["version"],
        "events": [view],
        "open": len(left["conflicts"]) + len(left["edit_conflicts"]),
    }


def _heard(conflict: ConflictView | EditConflictView, choice: str, *, changes: bool) -> None:
    """Raises NoEffectError where a choice stands already, or is words of one's own that change nothing."""
    known = conflict["choices"]
    if conflict["choice"] is not None and conflict["choice"].casefold() == choice.casefold():
        why, params = "decided", {"title": conflict["id"], "choice": choice}
    elif known and choice not in known and not changes:
        why, params = "no_choice", {"title": conflict["id"], "choice": choice, "known": " | ".join(known)}
    else:
        return
    english, chinese = (say(f"needless.{why}", lang, **params) for lang in ("en", "zh"))
    raise NoEffectError(why_en=english, why_zh=chinese)


def _params(connection: sqlite3.Connection, ws: Workspace, conflict: ConflictView) -> Mapping[str, Any]:
    for one in _reading(connection, ws).get("conflicts", ()):
        if one["kind"] == conflict["kind"] and one["lines"] == conflict["lines"]:
            found: Mapping[str, Any] = one.get("params", {})
            return found
    return {}


def _replaced(connection: sqlite3.Connection, ws: Workspace, snapshot: Snapshot, conflict: str) -> list[Withdraw]:
    """What takes back an earlier choice for the same conflict, with all that it put in force."""
    since = lineage.added_in(connection, ws.person)
    versions = {since[a.id] for a in snapshot.adjustments if isinstance(a.edit, Decide) and a.edit.decision == conflict}
    return [Withdraw(adjustment=a.id) for a in snapshot.adjustments if since.get(a.id) in versions]


def _about_edit(conflict: EditConflictView, choice: str, snapshot: Snapshot) -> list[Edit]:
    if choice == KEEP:
        return [Decide(decision=conflict["id"], choice=KEEP)]
    away = Withdraw(adjustment=conflict["adjustment"])
    if choice == DROP:
        return [away]
    if conflict["kind"] != "gone":
        raise UnknownNameError(what="choice", name=choice, known=conflict["choices"])
    fields = ("milestone", "task", "decision", *WORK_FIELDS, "track")
    named = [n for n in fields if n in conflict["edit"]]
    name = next((n for n in named if str(conflict["edit"][n]).startswith(GONE)), named[0])
    plan = effective(snapshot.plan, snapshot.adjustments)
    return [away, *checked(parse_edits([{**conflict["edit"], name: choice}]), plan)]


def _effect(conflict: ConflictView, params: Mapping[str, Any], choice: str, plan: Plan, ws: Workspace) -> list[Edit]:
    """The edit that a choice means for the weeks; none where it is what they use already, or has no such meaning."""
    used = params.get("used", params.get("proposal") if conflict["kind"] in _BY_PROPOSAL else None)
    if choice == used or choice not in conflict["choices"]:
        return []
    lines = set(conflict["lines"])
    if conflict["kind"] == "out_of_scope":
        scope = {n for r in plan.rules if r.kind == "scope" for n in r.lines}
        aside = [w for s in plan.strands for w in s.works if w.open and (lines - scope) & set(w.lines)]
        return [SkipWork(work=w.id) for w in aside]
    if conflict["kind"] == "timebox":
        return _of_timebox(lines, params, plan)
    if conflict["kind"] == "due_differs" and choice == max(params["first"], params["second"]):
        found = next((m for m in plan.milestones if lines & set(m.lines)), None)
        return [MoveMilestone(milestone=found.id, due=date.fromisoformat(choice))] if found else []
    fields: dict[str, Any] = {}
    if conflict["kind"] == "length" and choice.isdigit():
        fields["minutes"] = int(choice)
    elif conflict["kind"] == "frequency" and (rate := re.fullmatch(r"(\d+) / (day|week|month)", choice)):
        fields.update(times=int(rate[1]), per=rate[2])
    elif conflict["kind"] == "days" and set(days := choice.split(",")) <= set(WEEKDAYS):
        fields["days"] = days
    wish = _wish(plan, lines, ws.now().date()) if fields else None
    if wish is None:
        return []
    activity, day = wish
    return [SetActivity.model_validate({"track": activity.track, "from": day, **fields})]


def _of_timebox(lines: set[int], params: Mapping[str, Any], plan: Plan) -> list[Edit]:
    """The estimate instead of the timebox; or the timebox without the rest of what it is a part of."""
    mine = [w for s in plan.strands for w in s.works if w.open and lines & set(w.lines)]
    if params["variant"] == "less":
        top = int(re.findall(r"\d+", str(params["estimate"]))[-1])
        found: Edit | None = next((SetEffort(work=w.id, minutes=top) for w in mine if w.box is not None), None)
    else:
        found = next((SkipWork(work=w.id) for w in mine if w.box is None), None)
    return [found] if found is not None else []


def _wish(plan: Plan, lines: set[int], today: date) -> tuple[Activity, date] | None:
    """The recurring wish that a conflict is about and the day from which it can change; none where a ``set_activity``
    would change another wish of its track."""
    for activity in plan.activities:
        if activity.superseded or not lines & set(activity.lines):
            continue
        period = next((p for p in plan.periods if p.id == activity.period), None)
        starts = [today, activity.first, period.start.earliest if period and period.start else None]
        day = max(d for d in starts if d)
        mine = activities_of(plan, activity.track, day)
        if mine and mine[0] is activity:
            return activity, day
    return None
