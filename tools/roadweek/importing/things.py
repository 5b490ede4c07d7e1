"""The items of the contract that a thing of the plan is, where it was stated as a thing and not read as an item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from roadweek.domain.base import Model
from roadweek.domain.plan import Activity, Curriculum, Decision, Milestone, Period, Rule
from roadweek.importing.items import Item, Quantity, pair


def items_of(thing: Model, unit: str) -> list[Item]:
    """The items of the contract that a thing is."""
    return next((make(thing, unit) for kind, make in _ITEMS if isinstance(thing, kind)), list[Item]())


def _activity(a: Activity, unit: str) -> list[Item]:
    count = a.quantity
    return [
        Item(
            id=f"r{a.lines[0]}", group="recurring", lines=a.lines, title=a.title, per=a.per, times=pair(a.times),
            interval=a.interval if a.interval > 1 else None, nth=a.nth, days=a.days or None, slot=a.slots or None,
            at=f"{a.at:%H:%M}" if a.at else None, assumed_min=a.minutes.lo if a.assumed and a.minutes else None,
            duration_min=None if a.assumed else pair(a.minutes), total_min_per_period=pair(a.total_minutes),
            quantity=Quantity(unit=unit, min=count.lo, max=count.top) if count else None,
            approx=True if a.about else None, strength=a.strength, template=a.template, period=a.period, track=a.track,
        )
    ]  # fmt: skip


def _milestone(m: Milestone, unit: str) -> list[Item]:
    return [
        Item(
            id=f"{'d' if m.deadline else 'm'}{m.lines[0]}", group="deadlines" if m.deadline else "milestones",
            lines=m.lines, title=m.title, kind="done" if m.done else "ddl" if m.deadline else None,
            end=m.due.latest if m.due else None, end_window=m.due, period=m.period, track=m.track,
        )
    ]  # fmt: skip


def _period(p: Period, unit: str) -> list[Item]:
    return [
        Item(
            id=p.id, group="periods", lines=p.lines, title=p.title, kind=p.kind, start_window=p.start,
            end_window=p.end, start=p.start.earliest if p.start else None, end=p.end.latest if p.end else None,
            period=p.parent,
        )
    ]  # fmt: skip


def _curriculum(c: Curriculum, unit: str) -> list[Item]:
    return [
        Item(
            id=f"c{u.lines[0]}", group="curriculum", lines=u.lines, title=u.title, list=c.title, note=u.note,
            optional=u.optional or None, period=c.period, track=c.track,
        )
        for u in c.units
    ]  # fmt: skip


def _rule(r: Rule, unit: str) -> list[Item]:
    kind = None if r.kind == "note" else r.kind
    return [Item(id=f"u{r.lines[0]}", group="rules", lines=r.lines, title=r.text, kind=kind, template=r.template)]


def _decision(d: Decision, unit: str) -> list[Item]:
    return [
        Item(
            id=f"q{d.lines[0]}", group="decisions", lines=d.lines, title=d.question, options=d.options or None,
            end_window=d.due, end=d.due.latest if d.due else None,
        )
    ]  # fmt: skip


_ITEMS: Final[tuple[tuple[type[Model], Callable[[Any, str], list[Item]]], ...]] = (
    (Activity, _activity),
    (Milestone, _milestone),
    (Period, _period),
    (Curriculum, _curriculum),
    (Rule, _rule),
    (Decision, _decision),
)
