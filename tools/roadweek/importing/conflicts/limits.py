"""Rules that read like limits and bound nothing: told, so that nobody relies on them."""

from __future__ import annotations

from datetime import time

from roadweek.domain.plan import Rule
from roadweek.importing.conflicts.case import Case, lines_of, minutes, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.demand import RecurringWish
from roadweek.importing.look import find_durations
from roadweek.understanding.quick import Quick

_LIMIT = Quick(
    r"最多|不超过|不多于|至多|上限|\b(?:at most|no more than|not more than|never more than|maximum|up to)\b",
)
_OF_TIME = Quick(
    r"每[天日周晚次月]|一[天日周次]|\b(?:a|per|each|every|any|one)\s+(?:day|week|evening|morning|session|sitting|month)\b"
)
_IN_A_ROW = Quick(
    r"(?:不|别|勿|避免|禁止)[^，,。；;]{0,8}连(?:着|续)|连(?:着|续)[^，,。；;]{0,8}(?:不(?!断|间断)|别)|不(?:要)?(?:相邻|隔天)|"
    r"\b(?:never|not|no|avoid|don['’]?t)\b[^.;]{0,40}\b(?:in a row|consecutive|back[- ]to[- ]back|two days running)\b",
)
_BREAK = Quick(
    r"每(?:隔)?\s*(?:学习?\s*)?(?:\d+|[一二两三四五六七八九十]+|半个?)\s*(?:个)?(?:小时|分钟|番茄)[^，,。；;]{0,6}(?:休息|起身|活动)|"
    r"\b(?:break|rest|stand up|pause)\b[^.;]{0,24}\b(?:every|each|after)\s+(?:\w+\s+){0,2}(?:hours?|min(?:ute)?s?)\b|"
    r"\b(?:every|each)\s+(?:\d+\s+|half\s+)?(?:hours?|min(?:ute)?s?)\b[^.;]{0,16}\b(?:break|rest|pause)\b",
)
_KEPT_FREE = Quick(
    r"(?:早上|上午|中午|下午|晚上|周末|周[一二三四五六日])[^，,。；;]{0,4}(?:留空|空出|空着|不安排|不学|自由|休息)|"
    r"\bkeep\b[^.;]{0,30}\b(?:free|clear|empty)\b|\b(?:mornings?|afternoons?|evenings?|nights?|weekends?|\w+days?)\b[^.;]{0,16}"
    r"\b(?:are|is|stay|stays|kept|remain|remains)\b[^.;]{0,8}\b(?:free|off|clear|empty)\b|"
    r"\b(?:no|nothing)\b[^.;]{0,20}\b(?:in|on|at)\b\s+(?:the\s+)?(?:mornings?|afternoons?|evenings?|nights?|weekends?|\w+days)\b",
)
_BY_CLOCK = Quick(
    r"(?:不|别|勿|禁止|停止)[^，,。；;]{0,12}|\b(?:no|never|not|don['’]?t|stop|nothing|only)\b[^.;]{0,30}",
)
_CLOCK = Quick(
    r"(?:\d{1,2}(?:[:：]\d\d)?\s*(?:点|时)?|[一二三四五六七八九十]{1,3}\s*点(?:半)?)\s*(?:之?[前后]|以[前后])|"
    r"\b(?:before|after|past|until|later than|earlier than)\s+(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b)?"
    r"(?!\s*(?:days?|weeks?|min|hours?))|noon|midnight)",
)


_OF_A_WISH = Quick(
    r"\bbreaks?\b[^.;]{0,24}\b(?:every|each|after)\s+(?:\w+\s+){0,2}(?:hours?|min(?:ute)?s?)\b|"
    r"\b(?:not|never)\b[^.;]{0,16}\bthe (?:day|morning|evening|night) (?:after|before)\b|"
    r"每(?:隔)?\s*(?:\d+|[一二两三四五六七八九十半]+)\s*(?:个)?(?:小时|分钟)[^，,。；;]{0,6}休息|"
    r"(?:不|别|勿)[^，,。；;]{0,6}(?:前一天|后一天|第二天|次日)|(?:前一天|后一天|第二天|次日)[^，,。；;]{0,4}(?:不|别|勿)",
)
"""What a wish says of its own sessions and no part of the planner keeps: breaks inside one, days beside another's."""


TOLD = frozenset({"rest_day", "clock", "rule_not_obeyed"})
"""Conflicts that tell of a rule already."""
NOON = time(12)


def find(case: Case, report: Report) -> None:
    for box in case.told.boxes:
        if box.estimate is not None:
            report.add(
                "timebox", [*box.lines, *box.other], variant=box.case, said=short(box.text, 40),
                title=short(box.title, 48), minutes=box.minutes, estimate=minutes((box.estimate.lo, box.estimate.top)),
            )  # fmt: skip
    obeyed = case.told.obeyed_lines
    for item in case.of("rules"):
        if item.kind is None and not obeyed & set(item.lines) and reads_like_limit(item.title):
            report.add("rule_not_obeyed", item.lines, title=short(item.title, 60))
    for wish in case.told.planned:
        text = wish.place.text[:200] if wish.place is not None else ""
        told = any(c.kind == "rule_not_obeyed" and set(c.lines) & set(wish.item.lines) for c in report.found)
        if not told and _OF_A_WISH.search(text):
            report.add("rule_not_obeyed", wish.item.lines, title=short(text, 60))
    for one in case.told.outside:
        report.add("out_of_scope", one.lines, said=short(one.said), title=short(one.title, 48))
    said = {line for c in report.found if c.kind in TOLD for line in c.lines}
    for rule in case.told.rules:
        if rule.kind == "note" or rule.id.endswith("-rest") or said & set(rule.lines):
            continue
        own = set(rule.lines)
        if rule.kind == "free_hours":
            _kept_free(rule, case, report)
            continue
        against = [w.item for w in case.told.planned if _breaks(w, rule) and not set(w.item.lines) & own]
        if against:
            places = [*rule.lines, *lines_of(against[:3])]
            title, other = short(rule.text, 40), short(against[0].title)
            report.add("rule_not_obeyed", places, variant="clock", title=title, other=other)


def _kept_free(rule: Rule, case: Case, report: Report) -> None:
    """Hours that are kept free, though the plan itself puts something there at a clock time."""
    for wish in case.told.planned:
        at = time.fromisoformat(wish.item.at) if wish.item.at else None
        if wish.trip or at is None or rule.start is None or (rule.days and not wish.on & set(rule.days)):
            continue
        if rule.start <= at and (at < (rule.end or time()) or rule.end == time()):
            lines = [*rule.lines, *wish.item.lines]
            said, title = short(rule.text, 40), short(wish.item.title)
            report.add("rest_day", lines, variant="kept", said=said, title=title, at=wish.item.at)


def _breaks(wish: RecurringWish, rule: Rule) -> bool:
    """Whether the plan itself puts a wish where a rule allows none: there the wish stands."""
    if wish.trip or rule.template == "trip" or (rule.days and not wish.on & set(rule.days)):
        return False
    if rule.kind == "free_day":
        return bool(wish.item.days) and wish.on <= set(rule.days)
    if wish.item.at is None:
        return False
    start = time.fromisoformat(wish.item.at)
    if rule.kind == "earliest_start" and rule.start:
        return start < rule.start
    if rule.kind == "latest_end" and rule.end:
        return rule.end > NOON and start >= rule.end
    if rule.kind == "closed_hours" and rule.start and rule.end:
        over_midnight = rule.start >= rule.end
        return (start >= rule.start or start < rule.end) if over_midnight else rule.start <= start < rule.end
    return False


def reads_like_limit(text: str) -> bool:
    """Whether a rule says how much, how often or until when at most."""
    text = text[:200]
    if _IN_A_ROW.search(text) or _BREAK.search(text) or _KEPT_FREE.search(text):
        return True
    if _LIMIT.search(text) and (find_durations(text) or _OF_TIME.search(text)):
        return True
    return bool(_BY_CLOCK.search(text) and _CLOCK.search(text))
