"""Rules that are said of one activity: its sessions keep a day apart, or lie before or after an hour.

They stand on the activity's own line, on a line below it, or on a line of their own that names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Final

from roadweek.domain.plan import Rule
from roadweek.importing.demand import RecurringWish
from roadweek.importing.outline import OutlineNode
from roadweek.importing.pacing import apart, hours_of

MOST_APART = 4
"""A week of seven days has no more sessions that keep a day apart."""
_WORD = re.compile(r"[a-z]{3,}")
_ENDINGS: Final = frozenset({"", "s", "es", "d", "ed", "er", "ing", "ning", "ming", "ting", "ping", "ies"})


def manners(
    wishes: Sequence[RecurringWish], rules: Sequence[Rule], anchors: Mapping[str, OutlineNode]
) -> tuple[Rule, ...]:
    """``rules`` with those that bound single activities; their ``activities`` are ids of items."""
    found: list[Rule] = []
    obeyed: set[str] = set()
    for rule in rules:
        if rule.kind != "note":
            continue
        of = _said_of(rule, wishes, anchors)
        made = [one for wish in of for one in (_apart(rule.text, wish), _hours(rule.text, wish)) if one is not None]
        made = [one.model_copy(update={"lines": tuple(sorted({*one.lines, *rule.lines}))}) for one in made]
        found += made
        if made and not any(set(rule.lines) & set(w.item.lines) for w in of):
            obeyed.add(rule.id)
    lines = {(line, rule.kind) for rule in found for line in rule.lines}
    for wish in wishes:
        text = wish.place.text if wish.place is not None else ""
        for one in (_apart(text, wish), _hours(text, wish)):
            if one is not None and not any((line, one.kind) in lines for line in one.lines):
                found.append(one)
    kept = [r for r in rules if r.id not in obeyed]
    return tuple(sorted([*kept, *found], key=lambda rule: (rule.lines, rule.id)))


def _said_of(rule: Rule, wishes: Sequence[RecurringWish], anchors: Mapping[str, OutlineNode]) -> list[RecurringWish]:
    own = [w for w in wishes if set(rule.lines) & set(w.item.lines)]
    if own:
        return own
    place = anchors.get(rule.id)
    above = place.parent if place is not None else None
    below = [w for w in wishes if above is not None and w.place is above]
    return below or [w for w in wishes if _names(rule.text, w)]


def _names(text: str, wish: RecurringWish) -> bool:
    """Whether a rule's words name an activity: its title, or a form of one of the title's words."""
    title = wish.item.title.lower()
    text = text.lower()
    if not title:
        return False
    if not title.isascii():
        return len(title) >= 2 and title[:6] in text
    said = _WORD.findall(text)
    return any(_alike(a, b) for a in _WORD.findall(title)[:3] for b in said if a not in _COMMON)


_COMMON: Final = frozenset(
    {"the", "and", "for", "daily", "every", "each", "only", "before", "after", "with", "per", "week", "day", "days"}
)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in _ENDINGS


def _apart(text: str, wish: RecurringWish) -> Rule | None:
    item = wish.item
    if item.per != "week" or (item.times or (1, 1))[0] > MOST_APART or (item.times or (1, 1))[0] < 2 or item.days:
        return None
    if not apart(text):
        return None
    return Rule(
        id=f"{item.id}-apart", text=text[:200], kind="days_apart", template=item.template, period=item.period,
        activities=(item.id,), lines=item.lines,
    )  # fmt: skip


def _hours(text: str, wish: RecurringWish) -> Rule | None:
    item = wish.item
    if item.at is not None:
        return None
    hours = hours_of(text)
    if hours is None:
        return None
    start, end = hours
    return Rule(
        id=f"{item.id}-hours", text=text[:200], kind="within_hours", start=_clock(start), end=_clock(end),
        days=item.days or (), template=item.template, period=item.period, activities=(item.id,), lines=item.lines,
    )  # fmt: skip


def _clock(minute: int | None) -> time | None:
    return None if minute is None else time(minute // 60 % 24, minute % 60)
