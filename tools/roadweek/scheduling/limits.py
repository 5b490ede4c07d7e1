"""What the plan's own rules and clock times do to a day: hours closed or opened, minutes that may be worked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from roadweek.domain.base import WEEKDAYS, Language, Weekday
from roadweek.domain.plan import Activity, Plan, Rule, TemplateKind
from roadweek.domain.week import Reason
from roadweek.domain.weeks import weekday_code
from roadweek.planning.rhythm import alive
from roadweek.planning.supply import minutes_of
from roadweek.scheduling.inputs import EMPLOYED_HOURS, STUDENT_HOURS, Hours, Stretch

_MIDNIGHT = time()
SMALL_HOURS = time(5)
"""An end before this hour is said of the night that follows the day."""
AROUND_WORK = Stretch(start=time(6, 30), end=time(23))
"""A day whose office hours the plan states is free around just those."""
WORKING_DAY_MIN = 240
"""Closed hours of a workday that are at least this long are a job's."""

DayStretch = tuple[time, time]
"""From and to on one day; an end of midnight is the day's."""


def rules_on(plan: Plan, day: date, template: TemplateKind) -> list[Rule]:
    """The rules that bound the work of a day."""
    code = weekday_code(day)
    return [
        rule
        for rule in plan.rules
        if rule.kind not in ("note", "no_new_tasks_on_trips")
        and (not rule.days or code in rule.days)
        and rule.template in (None, template)
        and _in_force(rule, plan, day)
    ]


def _in_force(rule: Rule, plan: Plan, day: date) -> bool:
    period = next((p for p in plan.periods if p.id == rule.period), None) if rule.period else None
    return period is None or period.covers(day)


def words_of(rule: Rule, lang: Language) -> str:
    """A rule as the plan says it, with its line."""
    text = rule.text if len(rule.text) <= 80 else rule.text[:79] + "…"
    if not rule.lines:
        return text
    return f"{text}（第 {rule.lines[0]} 行）" if lang == "zh" else f"{text} (line {rule.lines[0]})"


def reason_of(rule: Rule, plan: Plan) -> Reason:
    return Reason(code="rule", params={"text": words_of(rule, plan.language)})


def closed(rule: Rule) -> list[DayStretch]:
    """The hours of a day that a rule closes; hours over midnight close both ends of each day."""
    if rule.kind == "earliest_start" and rule.start:
        return [(_MIDNIGHT, rule.start)]
    if rule.kind == "latest_end" and rule.end and rule.end > SMALL_HOURS:
        return [(rule.end, _MIDNIGHT)]
    if rule.kind in ("closed_hours", "free_hours") and rule.start is not None and rule.end is not None:
        if rule.start < rule.end or rule.end == _MIDNIGHT:
            return [(rule.start, rule.end)]
        return [(_MIDNIGHT, rule.end), (rule.start, _MIDNIGHT)]
    return []


def own_times(plan: Plan, day: date, template: TemplateKind) -> list[tuple[time, int]]:
    """Start and length of what the plan itself puts at a clock time of this day: there the day is open for it."""
    code = weekday_code(day)
    here = [
        activity
        for activity in plan.activities
        if activity.template == template
        and (not activity.days or code in activity.days)
        and alive(activity, plan.periods, day)
    ]
    found = [(a.at, _length(a)) for a in here if a.at is not None]
    ruled = [r for r in plan.rules if r.kind == "within_hours" and (not r.days or code in r.days)]
    for activity in (a for a in here if a.at is None):
        for rule in (r for r in ruled if activity.id in r.activities):
            found += _room(rule, _length(activity))
    return found


def _length(activity: Activity) -> int:
    return activity.minutes.top if activity.minutes else 30


def _room(rule: Rule, minutes: int) -> list[tuple[time, int]]:
    """Room for one sitting that lies before or after an hour: up to that hour, or from it on."""
    if rule.start is not None:
        return [(rule.start, minutes)]
    if rule.end is None or rule.end > EARLY:
        return []
    start = max(0, rule.end.hour * 60 + rule.end.minute - minutes)
    return [(time(start // 60, start % 60), minutes)]


EARLY = time(12)
"""Before this hour the days that one can work on have not begun, or only just."""


def day_limit(rules: Sequence[Rule]) -> Rule | None:
    """The rule that allows the fewest minutes of a day."""
    stated = [rule for rule in rules if rule.kind == "max_minutes_per_day" and rule.minutes is not None]
    return min(stated, key=lambda r: r.minutes or 0, default=None)


def freed(rules: Sequence[Rule]) -> Rule | None:
    """The rule that keeps a day free."""
    return next((rule for rule in rules if rule.kind == "free_day"), None)


def holds_off(activity: Activity | None, plan: Plan, day: date, template: TemplateKind) -> Reason | None:
    """The rule that keeps a wish off a day: of a free day, but for a wish that the plan puts on such days only, or of
    hours that are kept free and hold its clock time."""
    rules = rules_on(plan, day, template)
    rule = freed(rules)
    if rule is not None and not (activity is not None and claims(activity, rule)):
        return reason_of(rule, plan)
    if activity is None or activity.at is None:
        return None
    kept = (r for r in rules if r.kind == "free_hours")
    held = next((r for r in kept if any(a <= activity.at < (b or _LAST) for a, b in _spans(r))), None)
    return None if held is None else reason_of(held, plan)


_LAST = time(23, 59, 59)


def _spans(rule: Rule) -> list[tuple[time, time | None]]:
    return [(a, None if b == _MIDNIGHT else b) for a, b in closed(rule)]


def claims(activity: Activity, rule: Rule) -> bool:
    """Whether all days that a wish names are days that the rule keeps free; a dated break is said of no weekday."""
    return bool(activity.days) and set(activity.days) <= set(rule.days)


def usual_hours(plan: Plan) -> Hours:
    """When the person can work, where they have not said: around the office hours that the plan states, else a
    student's day where the plan itself works on weekdays by day, else around usual office hours."""
    base = STUDENT_HOURS if opens_the_day(plan) else EMPLOYED_HOURS
    days = dict(base.days)
    for code in WEEKDAYS[:5]:
        if any(_job(rule, code) for rule in plan.rules):
            days[code] = (AROUND_WORK,)
    return Hours(days=days)


def opens_the_day(plan: Plan) -> bool:
    """Whether a plan works by day on weekdays: it says so, or what it asks of them does not fit into their evenings."""
    if any(_by_day(a) for a in plan.activities):
        return True
    by_day: dict[date, int] = {}
    for work in (w for s in plan.strands for w in s.works if w.occasion and w.open):
        if work.first is None or work.first != work.last or work.first.weekday() >= 5:
            continue
        if {"morning", "daytime", "afternoon"} & set(work.slots) or (work.at and time(9) <= work.at < time(17)):
            return True
        by_day[work.first] = by_day.get(work.first, 0) + (work.minutes.lo if work.minutes else 0)
    if any(minutes > EVENING_MIN for minutes in by_day.values()):
        return True
    normal = [a for a in plan.activities if a.template == "normal" and not a.superseded]
    starts = {a.first or plan.as_of or _SOME_DAY for a in normal}
    for start in sorted(starts)[:SAMPLES]:
        week = start - timedelta(days=start.weekday()) + timedelta(days=7)
        if minutes_of([a for a in normal if _of_workdays(a)], plan, week) > 5 * EVENING_MIN:
            return True
        if minutes_of(normal, plan, week) > WEEK_MIN:
            return True
    return False


EVENING_MIN = 200
"""Minutes of a workday's evening that are planned, the buffer left out."""
WEEK_MIN = 2000
"""Minutes of a week's evenings and weekend that are planned."""
SAMPLES = 8
"""Weeks of a plan that are looked at: its rhythms change a few times a year."""
_SOME_DAY = date(2026, 3, 2)


def _of_workdays(activity: Activity) -> bool:
    return bool(activity.days) and set(activity.days) <= set(WEEKDAYS[:5])


def _by_day(activity: Activity) -> bool:
    if activity.template != "normal" or activity.superseded:
        return False
    if activity.days and not set(activity.days) & set(WEEKDAYS[:5]):
        return False
    if activity.at is not None:
        return time(9) <= activity.at < time(17)
    return bool({"daytime", "morning", "afternoon"} & set(activity.slots))


def _job(rule: Rule, code: Weekday) -> bool:
    if rule.kind != "closed_hours" or rule.start is None or rule.end is None or rule.template == "trip":
        return False
    length = (rule.end.hour - rule.start.hour) * 60 + rule.end.minute - rule.start.minute
    return (not rule.days or code in rule.days) and length % 1440 >= WORKING_DAY_MIN
