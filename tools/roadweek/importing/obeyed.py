"""The plan's rules: those that the scheduler obeys, by what they bound, and the rest as notes that are only shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import time

from roadweek.domain.base import SLOT_HOURS, Id, Language
from roadweek.domain.plan import Rule
from roadweek.importing.absences import time_off
from roadweek.importing.items import Item
from roadweek.importing.limits import Limit
from roadweek.importing.look import find_weekdays
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods
from roadweek.understanding.render import weekday_text


def clock(minute: int | None) -> time | None:
    """A minute after midnight as a time of day; the day's end is its midnight."""
    return None if minute is None else time(minute // 60 % 24, minute % 60)


def bounding(items: Sequence[Item], limits: Mapping[int, Limit], anchors: Mapping[str, OutlineNode]) -> frozenset[str]:
    """The recurring items that only bound the work: a job's hours, the time to sleep, a day of rest."""
    return frozenset(
        item.id
        for item in items
        if item.group == "recurring" and (place := anchors.get(item.id)) is not None and id(place) in limits
    )


def rules_of(
    live: Sequence[Item],
    limits: Mapping[int, Limit],
    anchors: Mapping[str, OutlineNode],
    places: Sequence[OutlineNode],
    resting: Sequence[Item],
    periods: Periods,
    language: Language,
) -> tuple[Rule, ...]:
    """All rules in the document's order. Hours of rest and meals that the plan lays out close themselves."""
    found: list[Rule] = []
    told: set[Id] = set()
    stated = _by_place((i for i in live if i.group == "rules"), anchors)
    laid_out = _by_place(resting, anchors)
    for place in places:
        limit = limits.get(id(place))
        if limit is None:
            continue
        holder = periods.opened.get(id(place)) or periods.of(place)
        item = next(iter(stated.get(id(place), ())), None)
        told |= {item.id} if item else set()
        told |= {i.id for i in laid_out.get(id(place), ())}
        for number, one in enumerate((limit, *limit.more)):
            found.append(
                Rule(
                    id=(item.id if item else f"u{place.block.line}") + (f"-{number + 1}" if number else ""),
                    text=(one.text or _worded(place, one, language))[:200],
                    kind=one.kind,
                    minutes=one.minutes,
                    rest=one.rest,
                    start=clock(one.start),
                    end=clock(one.end),
                    days=one.days,
                    template=place.template,
                    period=holder.id if holder else None,
                    lines=place.lines,
                )
            )
    rules = [*found]
    rules += [_note(item) for item in live if item.group == "rules" and item.id not in told]
    rules += [rule for item in resting if item.id not in told and (rule := _rest(item)) is not None]
    rules += [
        Rule(id=f"{item.id}-off", text=anchor.text[:200], kind="free_day", period=item.id, lines=item.lines)
        for item in live
        if item.group == "periods" and (anchor := anchors.get(item.id)) is not None and time_off(item, anchor)
    ]
    return tuple(sorted(rules, key=lambda rule: (rule.lines, rule.id)))


def _by_place(items: Iterable[Item], anchors: Mapping[str, OutlineNode]) -> dict[int, list[Item]]:
    """Items by ``id`` of the place that states them."""
    found: dict[int, list[Item]] = {}
    for item in items:
        if (place := anchors.get(item.id)) is not None:
            found.setdefault(id(place), []).append(item)
    return found


def _worded(place: OutlineNode, limit: Limit, language: Language) -> str:
    """The statement, with the days that its heading gives it."""
    if not limit.days or limit.job or find_weekdays(place.text):
        return place.text
    comma, colon = ("、", "：") if language == "zh" else (", ", ": ")
    return comma.join(weekday_text(day, language) for day in limit.days) + colon + place.text


def _note(item: Item) -> Rule:
    return Rule(
        id=item.id,
        text=item.title,
        kind="no_new_tasks_on_trips" if item.kind == "no_new_tasks_on_trips" else "note",
        lines=item.lines,
    )


def _rest_part(item: Item) -> Rule:
    """Parts of a day that are kept for rest: from the first one's beginning to the last one's end."""
    hours = [SLOT_HOURS[slot] for slot in item.slot or ()]
    start, end = min(a for a, _ in hours), max(b for _, b in hours)
    start = AFTER_LUNCH if start == 12 else start
    return Rule(
        id=f"{item.id}-rest",
        text=item.title,
        kind="closed_hours",
        start=time(start),
        end=time(end % 24),
        days=item.days or (),
        template=item.template,
        period=item.period,
        lines=item.lines,
    )


AFTER_LUNCH = 13
"""The hour at which an afternoon of rest begins: a morning's work may end with lunch."""


def _rest(item: Item) -> Rule | None:
    """What is no work but has hours of its own."""
    if item.at is None and item.slot and item.days and item.duration_min is None:
        return _rest_part(item)
    if item.at is None or item.duration_min is None:
        return None
    start = int(item.at[:2]) * 60 + int(item.at[3:])
    end = clock(start + item.duration_min[0])
    return Rule(
        id=f"{item.id}-rest",
        text=f"{item.at}–{end:%H:%M} {item.title}",
        kind="closed_hours",
        start=clock(start),
        end=end,
        days=item.days or (),
        template=item.template,
        period=item.period,
        lines=item.lines,
    )
