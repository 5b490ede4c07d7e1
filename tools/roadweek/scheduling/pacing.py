"""The plan's pace: a cap on the week's work, sessions that keep a day apart, sessions that lie in certain hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from itertools import combinations, pairwise

from roadweek.domain.plan import Activity, Plan, Rule
from roadweek.domain.week import Reason, Session
from roadweek.scheduling.grid import WeekFrame
from roadweek.scheduling.limits import reason_of, rules_on
from roadweek.scheduling.wishes import Wish

NIGHT = time(5)
DAY_END = time()


def week_rule(plan: Plan, frame: WeekFrame) -> Rule | None:
    """The rule that allows the fewest minutes of the week."""
    stated = [
        rule
        for day in frame.days
        for rule in rules_on(plan, day.date, day.template)
        if rule.kind == "max_minutes_per_week" and rule.minutes is not None
    ]
    return min(stated, key=lambda r: r.minutes or 0, default=None)


def capped(wishes: Sequence[Wish], plan: Plan, frame: WeekFrame, frozen: Sequence[Session]) -> list[Wish]:
    """The wishes, with those barred that a cap on the week leaves no room for; what the person adds comes on top.

    Ranges give way first, then sessions go one by one: the least dear ones, of those the activity's that has most left
    of what it asked for, from the fullest day. So what remains keeps the plan's proportions and is spread.
    """
    rule = week_rule(plan, frame)
    if rule is None or rule.minutes is None:
        return list(wishes)
    left = rule.minutes - sum(s.minutes for s in frozen if s.status != "skipped" and (s.activity or not s.task))
    mine = {
        w.id: w
        for w in wishes
        if not w.task and not w.group.startswith(("add-", "move-")) and any(_fits(w, frame, day) for day in w.days)
    }
    over = sum(w.hi for w in mine.values()) - left
    for wish in sorted(mine.values(), key=lambda w: (w.rate, w.id)):
        cut = min(wish.hi - wish.lo, max(0, over)) // 5 * 5
        if cut > 0:
            mine[wish.id] = replace(wish, hi=wish.hi - cut)
            over -= cut
    asked: dict[str, int] = {}
    for wish in mine.values():
        asked[wish.group] = asked.get(wish.group, 0) + 1
    kept = dict(mine)
    gone: set[str] = set()
    while over > 0 and kept:
        remain: dict[str, int] = {}
        load = [0.0] * 7
        for wish in kept.values():
            remain[wish.group] = remain.get(wish.group, 0) + 1
            for day in wish.days:
                load[day] += wish.hi / len(wish.days)
        last = min(
            kept.values(),
            key=lambda w: (
                w.rate,
                -remain[w.group] / asked[w.group],
                w.standing is not None,
                -max(load[d] for d in w.days),
                -w.days[0],
                w.id,
            ),
        )
        del kept[last.id]
        gone.add(last.id)
        over -= last.hi
    reason = reason_of(rule, plan)
    return [_barred(mine[w.id], reason) if w.id in gone else mine.get(w.id, w) for w in wishes]


def _barred(wish: Wish, reason: Reason) -> Wish:
    return replace(wish, days=(), barred=(*wish.barred, *((day, reason) for day in wish.days)))


def apart(wishes: Sequence[Wish], plan: Plan, frame: WeekFrame) -> list[Wish]:
    """The wishes, those of an activity whose sessions keep a day apart with days of their own that never touch.

    The days run round the week, so that Sunday and the next Monday do not touch either.
    """
    ruled = {
        name: rule
        for day in frame.days
        for rule in rules_on(plan, day.date, day.template)
        if rule.kind == "days_apart"
        for name in rule.activities
    }
    result = list(wishes)
    for name, rule in ruled.items():
        mine = [n for n, w in enumerate(result) if w.activity == name and w.days and w.group == name]
        open_days = sorted({d for n in mine for d in result[n].days if _fits(result[n], frame, d)})
        shares = _shares(open_days, len(mine))
        for position, number in enumerate(mine):
            wish = result[number]
            share = tuple(d for d in shares[position] if d in wish.days) if position < len(shares) else ()
            if share:
                middle = share[len(share) // 2]
                result[number] = replace(wish, days=share, ideal=wish.ideal if wish.ideal in share else middle)
            else:
                result[number] = _barred(wish, reason_of(rule, plan))
    return result


def _fits(wish: Wish, frame: WeekFrame, day: int) -> bool:
    first, last = frame.hours_span(*(wish.hours or (time(), DAY_END)), day)
    return any(min(b, last) - max(a, first) >= wish.lo for a, b in frame.days[day].gaps)


def _shares(days: Sequence[int], count: int) -> list[tuple[int, ...]]:
    """For each of ``count`` sessions some of ``days`` (0..6), none of which touches another session's; fewer shares
    where so many do not go."""
    if count <= 1:
        return [tuple(days)]
    for size in range(min(count, len(days)), 0, -1):
        sets = (c for c in combinations(days, size) if all((b - a) % 7 != 1 for a, b in pairwise((*c, c[0]))))
        chosen = min(sets, key=lambda c: (sum(abs(d - c[0] - n * 7 / size) for n, d in enumerate(c)), c), default=None)
        if chosen is not None:
            ends = (*chosen[1:], chosen[0] + 7)
            return [tuple(d for d in days if first <= d <= end - 2) for first, end in zip(chosen, ends, strict=True)]
    return []


def hours_of(activity: Activity, plan: Plan) -> tuple[time, time] | None:
    """From when until when the sessions of an activity may lie; an end of midnight is the day's."""
    ruled = [r for r in plan.rules if r.kind == "within_hours" and activity.id in r.activities]
    if not ruled:
        return None
    start = max((r.start for r in ruled if r.start is not None), default=NIGHT)
    return start, min((r.end for r in ruled if r.end is not None), default=DAY_END)
