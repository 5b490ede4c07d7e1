"""Items become a plan: tracks, activities that create demand once, templates, curricula, milestones and the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final, Protocol

from roadweek.domain.base import WEEKDAYS, DateWindow, Language, Range, Weekday
from roadweek.domain.plan import (
    Activity,
    Baseline,
    Budget,
    Conflict,
    Decision,
    Period,
    Plan,
    Rule,
    SessionPart,
    Template,
    TemplateKind,
)
from roadweek.domain.work import Allowance, Strand
from roadweek.importing.demand import Demand, RecurringWish
from roadweek.importing.goals import Ids, curricula_of, milestones_of
from roadweek.importing.items import Item, as_range
from roadweek.importing.lengths import ASSUMED_MIN
from roadweek.importing.outline import OutlineNode
from roadweek.importing.tracks import tracks_of
from roadweek.understanding.quick import Quick


class Meaning(Protocol):
    """What interpreting a plan says of its wishes; see ``planning.interpret``."""

    @property
    def slots(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def strands(self) -> tuple[Strand, ...]: ...
    @property
    def places_of(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def parts(self) -> Mapping[str, tuple[SessionPart, ...]]: ...
    @property
    def allowances(self) -> tuple[Allowance, ...]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """What a plan needs beside its items."""

    name: str
    title: str
    language: Language
    sha256: str
    private: bool


def compile_plan(
    source: Source,
    items: Sequence[Item],
    chosen: Demand,
    places: Mapping[str, OutlineNode],
    rules: tuple[Rule, ...],
    budgets: tuple[Budget, ...],
    baselines: tuple[Baseline, ...],
    conflicts: tuple[Conflict, ...],
    as_of: date | None,
    meaning: Meaning | None = None,
) -> Plan:
    """The plan that ``items`` state; ``meaning`` says which wishes are places for work, and for what."""
    live = [item for item in items if item.status is None]
    slots: Mapping[str, tuple[str, ...]] = meaning.slots if meaning is not None else {}
    places_of: Mapping[str, tuple[str, ...]] = meaning.places_of if meaning is not None else {}
    parts: Mapping[str, tuple[SessionPart, ...]] = meaning.parts if meaning is not None else {}
    activities, names = _activities(chosen, source.language, slots, parts)
    curricula = curricula_of(live)
    milestones = milestones_of(live, as_of)
    used = [a.track for a in activities]
    used += [t for t in [c.track for c in curricula] + [m.track for m in milestones] if t]
    return Plan.model_validate(
        {
            "id": f"plan-{source.sha256[:12]}",
            "title": source.title,
            "language": source.language,
            "private": source.private,
            "source_sha256": source.sha256,
            "periods": tuple(_period(item) for item in items if item.group == "periods"),
            "tracks": tracks_of(
                [i for i in live if i.group in ("recurring", "curriculum", "milestones")], places, source.language, used
            ),
            "activities": activities,
            "templates": _templates(chosen, live, source.language),
            "curricula": curricula,
            "milestones": milestones,
            "rules": tuple(_of_activities(rule, names) for rule in rules),
            "budgets": budgets,
            "decisions": tuple(
                Decision(id=item.id, question=item.title, options=item.options or (), due=_when(item), lines=item.lines)
                for item in live
                if item.group == "decisions"
            ),
            "baselines": baselines,
            "conflicts": conflicts,
            "as_of": as_of,
            "strands": tuple(
                strand.model_copy(
                    update={"places": tuple(name for i in places_of.get(strand.id, ()) for name in names.get(i, ()))}
                )
                for strand in (meaning.strands if meaning is not None else ())
            ),
            "allowances": meaning.allowances if meaning is not None else (),
        }
    )


def _of_activities(rule: Rule, names: Mapping[str, Sequence[str]]) -> Rule:
    """A rule that names items, with the activities that they became."""
    if not rule.activities:
        return rule
    return rule.model_copy(update={"activities": tuple(name for i in rule.activities for name in names.get(i, ()))})


def _when(item: Item) -> DateWindow | None:
    """The whole stretch in which something falls."""
    first, last = item.start_window, item.end_window
    return DateWindow(earliest=first.earliest, latest=last.latest) if first and last else last


def _period(item: Item) -> Period:
    kind = item.kind if item.kind in ("horizon", "phase", "month", "week", "span") else "span"
    return Period.model_validate(
        {
            "id": item.id,
            "title": item.title,
            "kind": kind,
            "start": item.start_window,
            "end": item.end_window,
            "parent": item.period,
            "superseded": item.status == "superseded",
            "lines": item.lines,
        }
    )


def _activities(
    chosen: Demand,
    language: Language,
    slots: Mapping[str, tuple[str, ...]],
    parts: Mapping[str, tuple[SessionPart, ...]],
) -> tuple[tuple[Activity, ...], dict[str, list[str]]]:
    """The activities, and by item id the activities that each wish became."""
    ids = Ids()
    result: list[Activity] = []
    names: dict[str, list[str]] = {}
    for wish in chosen.wishes:
        prefix = "trip-" if wish.trip else ""
        changes: dict[str, object] = {}
        if wish.item.id in slots:
            changes["slot_for"] = slots[wish.item.id]
        if wish.item.id in parts:
            changes["parts"] = parts[wish.item.id]
        activity = _activity(wish, ids.take(f"{prefix}{wish.track}"), changes)
        names.setdefault(wish.item.id, []).append(activity.id)
        result.append(activity)
    return tuple(result), names


def unsaid_lengths(chosen: Demand) -> frozenset[str]:
    """The items (ids) that are placed with a length that nothing states."""
    return frozenset(
        wish.item.id
        for wish in chosen.wishes
        if wish.item.duration_min is None and wish.item.total_min_per_period is None
    )


def _activity(wish: RecurringWish, key: str, changes: dict[str, object]) -> Activity:
    item = wish.item
    minutes = as_range(item.duration_min)
    total = as_range(item.total_min_per_period)
    assumed = minutes is None and total is None
    if assumed:
        minutes = Range.exactly(ASSUMED_MIN)
    return Activity.model_validate(
        {
            "id": key,
            "track": wish.track,
            "title": item.title[:120],
            "minutes": minutes,
            "total_minutes": total,
            "times": as_range(item.times) or Range.exactly(1),
            "per": item.per or "week",
            "interval": item.interval or 1,
            "nth": item.nth,
            "at": time.fromisoformat(item.at) if item.at else None,
            "assumed": assumed,
            "about": bool(item.approx) and not assumed,
            "days": item.days or (),
            "slots": item.slot or (("evening",) if item.per == "week" and _REVIEW.search(item.title) else ()),
            "strength": item.strength or "should",
            "template": item.template or "normal",
            "period": item.period,
            "first": wish.first,
            "last": wish.last,
            "quantity": Range(lo=item.quantity.min, hi=item.quantity.max) if item.quantity else None,
            "lines": item.lines,
            **changes,
        }
    )


_REVIEW: Final = Quick(
    r"周(?:复盘|报|计划|总结|回顾)|复盘|\b(?:weekly |week )?(?:review|retro(?:spective)?|report|planning)\b|"
    r"\bplan (?:the|my|next) week\b",
)
"""A look back at the week is taken in the evening of its day, when the week is over."""

_TITLES: Final[dict[Language, dict[TemplateKind, str]]] = {
    "en": {"normal": "normal", "trip": "business-trip"},
    "zh": {"normal": "普通", "trip": "出差"},
}


def _templates(chosen: Demand, live: Sequence[Item], language: Language) -> tuple[Template, ...]:
    """The normal and the trip week. Their minutes a day are known only where the plan lays out such a week."""
    rule = next((i for i in live if i.group == "rules" and i.kind == "no_new_tasks_on_trips"), None)
    result: list[Template] = []
    kinds: tuple[TemplateKind, ...] = ("normal", "trip")
    for kind in kinds:
        placed = [w.item for w in chosen.wishes if (w.item.template or "normal") == kind]
        wholes = [i for i in chosen.wholes if (i.template or "normal") == kind and i.kind == "template"]
        laid_out = [i for i in [*placed, *wholes] if i.kind == "template"]
        lines = {n for i in laid_out for n in i.lines} | set(rule.lines if rule and kind == "trip" else ())
        result.append(
            Template(
                id=kind,
                title=_TITLES[language][kind],
                day_minutes=_day_minutes(placed, wholes) if laid_out else {},
                no_new_tasks=kind == "trip" and rule is not None,
                lines=tuple(sorted(lines)),
            )
        )
    return tuple(result)


def _day_minutes(items: Sequence[Item], wholes: Sequence[Item]) -> dict[Weekday, Range]:
    """Minutes of work a day: from what is asked on just that day up to all that may fall on it.

    A stated whole counts instead of its parts. What may fall on one of several days (once a weekend, three times a
    week) needs room on each of them.
    """
    totals: dict[Weekday, Range] = {}
    stated = {i.id for i in wholes}
    for day in WEEKDAYS:
        low = high = 0
        for item in [*wholes, *(i for i in items if i.part_of not in stated)]:
            if item.days and day not in item.days:
                continue
            length = item.duration_min or item.total_min_per_period or (ASSUMED_MIN, ASSUMED_MIN)
            days = len(item.days or WEEKDAYS)
            fixed = item.per == "day" or (item.per == "week" and item.times == (days, days))
            low += length[0] if fixed else 0
            high += max(length[1] or length[0], length[0])
        if high:
            totals[day] = Range(lo=low, hi=high)
    return totals


_CJK = re.compile(r"[一-鿿]")


def language_of(text: str) -> Language:
    """Chinese where a tenth of the letters are Chinese characters."""
    sample = text[:200_000]
    letters = sum(map(str.isalpha, sample))
    return "zh" if len(_CJK.findall(sample)) * 10 > letters else "en"
