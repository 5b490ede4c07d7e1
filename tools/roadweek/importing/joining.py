"""Items that a model was right about join the reading and the plan, beside what the grammar read and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from roadweek.domain.plan import Activity, Curriculum, Decision, Milestone, Period, Plan, Rule
from roadweek.importing.compile import Source, compile_plan
from roadweek.importing.demand import demand
from roadweek.importing.evidence import Evidence
from roadweek.importing.goals import Ids
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.proposed import Proposed
from roadweek.importing.reading import PlanReading
from roadweek.importing.tracks import track_of
from roadweek.understanding.strength import read_strength

PlanThing = TypeVar("PlanThing", Period, Activity, Curriculum, Milestone, Rule, Decision)


def item_of(name: str, proposed: Proposed, found: Evidence, place: OutlineNode, reading: PlanReading) -> Item:
    """The item of a checked proposal. Its windows, place, kind of week and strength come from the lines, by code."""
    holder = _holder(place, reading.items)
    fields: dict[str, Any] = {
        "id": name,
        "group": proposed.group,
        "lines": proposed.lines,
        "title": proposed.title,
        "period": holder.id if holder else None,
        "status": "superseded" if place.superseded else None,
        "by": "model",
    }
    if proposed.group == "periods":
        start, end = found.stretch(proposed.start, proposed.end) or (None, None)
        fields |= {"kind": "span", "start_window": start, "end_window": end}
        fields |= {"start": start.earliest if start else None, "end": end.latest if end else None}
    elif proposed.group == "recurring":
        days = proposed.days
        length, total = proposed.duration_min, proposed.total_min_per_period
        if length in found.sums:
            length, total = None, length  # "6 hours a week" is no sitting of six hours
        alone = (1, 1) if not days or set(days) == {"SA", "SU"} or proposed.per == "day" else (len(days), len(days))
        fields |= {
            "per": proposed.per or "week",
            "times": proposed.times or alone,
            "days": days,
            "slot": proposed.slot,
            "duration_min": length,
            "total_min_per_period": total,
            "quantity": proposed.quantity,
            "strength": max((read_strength(text) for text in found.texts), key=_FIRMNESS.index),
            "template": place.template or ("normal" if place.in_template else None),
            "kind": "template" if place.in_template else "context" if place.special else None,
        }
    elif proposed.group in ("deadlines", "milestones", "decisions"):
        due = found.due(proposed.end) if proposed.end else None
        if due is None and proposed.group == "milestones" and holder is not None:
            due = holder.end_window  # under a month or a stage it is due at that end
        fields |= {"end": due.latest if due else None, "end_window": due, "options": proposed.options}
        fields |= {"kind": "ddl" if proposed.group == "deadlines" else None, "quantity": proposed.quantity}
    elif proposed.group == "curriculum":
        fields["list"] = next((text[:120] for a in place.ancestors() if (text := bare(a.text))), "")
    item = Item.model_validate(fields)
    return item if item.group == "periods" else item.model_copy(update={"track": track_of(item, place)})


_FIRMNESS = ("should", "optional", "must")
"""As ``read_strength`` ranks the words of one text."""


def _holder(place: OutlineNode, items: Iterable[Item]) -> Item | None:
    """The innermost period whose heading or lead stands above."""
    opened = {line: item for item in items if item.group == "periods" for line in item.lines}
    return next((opened[line] for above in place.ancestors() for line in above.lines if line in opened), None)


def joined(reading: PlanReading, items: tuple[Item, ...], by_line: Mapping[int, OutlineNode]) -> PlanReading:
    """``reading`` with ``items``; their lines leave the notes, so that every line stays accounted for once."""
    stated = {line for item in (*reading.items, *items) for line in item.lines}
    notes = tuple(line for line in reading.notes if line not in stated)
    return reading.model_copy(
        update={
            "items": (*reading.items, *items),
            "notes": notes,
            "accounted": len(stated) + len(notes),
            "plan": _with(reading.plan, items, reading.items, by_line),
        }
    )


def _with(plan: Plan, items: tuple[Item, ...], read: tuple[Item, ...], by_line: Mapping[int, OutlineNode]) -> Plan:
    """``plan`` and, behind its own things, those of ``items``: compiled as the grammar's are, under new ids."""
    anchors = {item.id: by_line[item.lines[-1]] for item in items}  # what stands above comes first
    periods = {item.id: item for item in (*read, *items) if item.group == "periods"}
    source = Source(plan.title, plan.title, plan.language, plan.source_sha256, plan.private)
    chosen = demand(items, anchors, periods)
    # a rule that a model found is shown: what the scheduler obeys is the grammar's to say
    rules = tuple(Rule(id=i.id, text=i.title, lines=i.lines) for i in items if i.group == "rules" and i.status is None)
    more = compile_plan(
        source, items, chosen, anchors,
        rules=rules, budgets=(), baselines=(), conflicts=(), as_of=plan.as_of,
    )  # fmt: skip
    known = {track.id for track in plan.tracks}
    return plan.model_copy(
        update={
            "periods": _added(plan.periods, more.periods),
            "tracks": (*plan.tracks, *(track for track in more.tracks if track.id not in known)),
            "activities": _added(plan.activities, more.activities),
            "curricula": _added(plan.curricula, more.curricula),
            "milestones": _added(plan.milestones, more.milestones),
            "rules": _added(plan.rules, more.rules),
            "decisions": _added(plan.decisions, more.decisions),
        }
    )


def _added(old: tuple[PlanThing, ...], new: tuple[PlanThing, ...]) -> tuple[PlanThing, ...]:
    """The old things as they are, then the new ones, marked and under ids of their own."""
    ids = Ids()
    taken = {thing.id for thing in old}
    result = list(old)
    for thing in new:
        name = ids.take(thing.id)
        while name in taken:
            name = ids.take(thing.id)
        taken.add(name)
        result.append(thing.model_copy(update={"id": name, "by": "model"}))
    return tuple(result)
