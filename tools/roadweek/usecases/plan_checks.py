"""What is checked of a plan unasked: its own principles, what its lines ask for, and estimates against what it took."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.planning.over_asked import heaviest_week
from roadweek.planning.principles import breaks_tried, foreign_devices, principles_of, repeated
from roadweek.scheduling.content import hours_minutes
from roadweek.storage import database, plans
from roadweek.versions.snapshot import hours_of, language_of, load
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadweek.domain.base import Language, Weekday
    from roadweek.domain.plan import Plan
    from roadweek.planning.principles import BreakTried, Principle
    from roadweek.views.documents import PlanCheckView, WorkView
    from roadweek.workspace import Workspace

SHOWN = 4
OFF_BY = 0.2
"""An estimate that was wrong by less is right."""


def checks_of(
    plan: Plan, today: date, hours: Mapping[Weekday, int], lang: Language, began: date | None = None
) -> list[PlanCheckView]:
    """The checks that a plan's text alone allows: an answer to each of its principles, then what its lines ask for."""
    found = [_principle(one, plan, today, hours, lang, began) for one in principles_of(plan)]
    asked = heaviest_week(plan, today, hours, began)
    if asked is not None and asked.asked_min > asked.room_min:
        titles = {t.id: t.title for t in plan.tracks}
        rows = [
            f"{titles.get(track or '', say('checks.no_line', lang))}: {length(m, lang)}" for track, m in asked.by_track
        ]
        words = {"week": day_name(asked.week.isoformat(), lang), "asked": length(asked.asked_min, lang)}
        text = say("checks.over", lang, room=length(asked.room_min, lang), **words)
        found.append({"kind": "over_asked", "ok": False, "text": text, "lines": [], "details": rows})
    return found


def _principle(
    one: Principle, plan: Plan, today: date, hours: Mapping[Weekday, int], lang: Language, began: date | None
) -> PlanCheckView:
    if one.kind == "break":
        tried = breaks_tried(plan, today, hours, one.days, began)
        return _break(one, tried, lang)
    if one.kind == "devices":
        owned, foreign = foreign_devices(plan, one)
        names = ("、" if lang == "zh" else ", ").join(owned)
        if not owned:
            text, ok = say("checks.devices_unknown", lang), None
        elif foreign:
            text, ok = say("checks.devices_foreign", lang, owned=names, count=len(foreign)), False
        else:
            text, ok = say("checks.devices_ok", lang, owned=names), True
        details = [say("checks.work_names", lang, title=w.title, name=name) for w, name in foreign[:SHOWN]]
        lines = sorted({n for w, _ in foreign for n in w.lines})
        return {"kind": "devices", "ok": ok, "text": text, "lines": [*one.lines, *lines], "details": details}
    again = repeated(plan)
    text = say("checks.repeats" if again else "checks.no_repeat", lang, count=len(again))
    details = [say("checks.there_already", lang, title=w.title, name=name) for w, name in again[:SHOWN]]
    lines = sorted({n for w, _ in again for n in w.lines})
    return {"kind": "no_repeat", "ok": not again, "text": text, "lines": [*one.lines, *lines], "details": details}


def _break(one: Principle, tried: tuple[BreakTried, ...], lang: Language) -> PlanCheckView:
    """An answer for each length of a break, with what the worst of them costs."""
    if not tried:
        text = say("checks.break_short", lang)
        return {"kind": "break", "ok": None, "text": text, "lines": list(one.lines), "details": []}
    told: list[str] = []
    details: list[str] = []
    lines: set[int] = set()
    for days in dict.fromkeys(one.days):
        mine = [t for t in tried if t.days == days]
        hurt = [t for t in mine if t.missed]
        words = {"days": days, "starts": len(mine)}
        if not hurt:
            told.append(say("checks.break_ok", lang, **words))
            continue
        worst = max(hurt, key=lambda t: (len(t.missed), sum(m for _, m in t.missed)))
        words |= {"missed": len(worst.missed), "owed": worst.owed}
        key = "break_costs" if all(t.survived for t in mine) else "break_hurts"
        told.append(say(f"checks.{key}", lang, day=day_name(worst.start.isoformat(), lang), **words))
        details = [say("checks.short", lang, title=w.title, length=length(m, lang)) for w, m in worst.missed[:SHOWN]]
        lines = {n for w, _ in worst.missed for n in w.lines}
    ok = all(t.survived for t in tried)
    joined = ("" if lang == "zh" else " ").join(told)
    return {"kind": "break", "ok": ok, "text": joined, "lines": [*one.lines, *sorted(lines)], "details": details}


def plan_checks(ws: Workspace) -> list[PlanCheckView]:
    """All checks of the active plan as it stands, estimates against what it took among them. Raises NoPlanError."""
    from roadweek.scheduling.effective import effective
    from roadweek.usecases.works import work_list

    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
        began = plans.began(connection, ws.person)
    plan = effective(snapshot.plan, snapshot.adjustments)
    hours = hours_minutes(hours_of(ws, plan), ws.settings.buffer)
    found = checks_of(plan, ws.now().date(), hours, lang, began)
    works = [work for strand in work_list(ws)["strands"] for work in strand["works"]]
    return [*found, *_estimates(works, lang)]


def _estimates(works: list[WorkView], lang: Language) -> list[PlanCheckView]:
    """What works were said to take against what was noted: of those that are done, and of those that take longer."""
    said = [w for w in works if w["effort_by"] == "stated" and w["done_min"] and w["effort_min"][0]]
    told = [w for w in said if w["state"] == "done" or w["done_min"] > w["effort_min"][1]]
    if not told:
        return []
    off = [w for w in told if abs(w["done_min"] / w["effort_min"][0] - 1) > OFF_BY]
    took, meant = sum(w["done_min"] for w in told), sum(w["effort_min"][0] for w in told)
    words = {"count": len(told), "took": length(took, lang), "meant": length(meant, lang)}
    text = say("checks.estimates", lang, percent=f"{100 * (took / meant - 1):+.0f}", **words)
    details = [
        say(
            "checks.estimate",
            lang,
            title=w["title"],
            took=length(w["done_min"], lang),
            meant=length(w["effort_min"][0], lang),
        )
        for w in sorted(off, key=lambda w: -abs(w["done_min"] - w["effort_min"][0]))[:SHOWN]
    ]
    lines = sorted({n for w in off for n in w["lines"]})
    return [{"kind": "estimates", "ok": not off, "text": text, "lines": lines, "details": details}]
