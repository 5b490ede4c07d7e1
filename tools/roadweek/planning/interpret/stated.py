"""Totals that a plan states for all of its work: "13 hours a week", 每天 2 小时, "weekdays 45 minutes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from roadweek.domain.base import WEEKDAYS, Range, Weekday
from roadweek.domain.work import Allowance
from roadweek.importing import cues
from roadweek.importing.fields import fields_in
from roadweek.importing.limits import capped_subject
from roadweek.importing.look import find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.calendar import PlanCalendar
from roadweek.planning.interpret.occasions import in_aside

_NUMBER = r"(?P<a{n}>\d+(?:\.\d+)?)(?:\s*[-–~～至到]\s*(?P<b{n}>\d+(?:\.\d+)?))?"
_UNIT = r"(?P<u{n}>个?小时|分钟|hours?|hrs?|h(?![a-z])|min(?:ute)?s?)"
_RATE: Final = re.compile(
    (_NUMBER + r"\s*[-–]?\s*" + _UNIT).format(n=1)
    + r"(?:\s+of\s+\w+)?\s*(?:/|／|per|a|an|each|every)?\s*(?P<p1>day|daily|weekday|workday|week|weekly|天|日|周|"
    r"星期)(?![a-z])"
    + r"|(?:每|一|单)个?(?P<p2>天|日|周|星期|工作日)(?:学习|投入|时间|时长|大?约|至少|最多|共|总共|总计|总|计划|专注|"
    r"花|用|需要?|[\s:：（(])*"
    + (_NUMBER + r"\s*" + _UNIT).format(n=2)
    + r"|\b(?P<p3>daily|weekly|per day|per week|weekdays?|weekends?)\b(?:study|time|hours|commitment|schedule|budget|"
    r"load|total|about|at least|up to|[\s:(~≈-])*" + (_NUMBER + r"\s*[-–]?\s*" + _UNIT).format(n=3),
    re.IGNORECASE,
)
_OF_WHAT: Final = re.compile(r"\bof\s+(\w+)", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"投入|时间(?:预算|安排|投入)|每[周天日](?:时间|时长|投入)|总(?:时长|计|投入)|\b(?:commitment|budget|time|hours|"
    r"study|load|availability|schedule|system|plan)\b",
    re.IGNORECASE,
)
_AT_MOST: Final = re.compile(
    r"最多|不超过|不多于|至多|\b(?:at most|no more than|not more than|never more than|up to|max(?:imum)?\.?)(?!\w)",
    re.IGNORECASE,
)
"""A limit of all work is its total too."""
PLAIN_WIDTH = 44
HOUR = 60


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A stated sum: minutes a day (on ``days``) or a week, from ``first`` to ``last``."""

    per: Literal["day", "week"]
    minutes: Range
    days: tuple[Weekday, ...]
    place: OutlineNode
    first: date | None = None
    last: date | None = None

    @property
    def most(self) -> int:
        return self.minutes.top

    def allowance(self) -> Allowance:
        return Allowance(
            id=f"total-{self.place.block.line}-{self.per}",
            per=self.per,
            minutes=self.minutes,
            days=self.days,
            first=self.first,
            last=self.last,
            lines=self.place.lines,
            text=self.place.text[:120],
        )


def stated_totals(places: Sequence[OutlineNode], calendar: PlanCalendar) -> list[StatedTotal]:
    """All totals of the document; one of a part of the work ("30 minutes of English a day") is none."""
    found: list[StatedTotal] = []
    for place in places:
        if (
            place.superseded
            or place.special
            or place.template == "trip"
            or place.kind == "table"
            or place.in_template
            or in_aside(place)
            or width(place.text) > 160
        ):
            continue
        if not re.search(r"\d", place.text):
            continue
        matches = list(_RATE.finditer(place.text))
        if not matches or not _of_all(place, matches) or _of_a_part(place, calendar):
            continue
        above = calendar.of(place)
        bounds = (
            (above.first, above.last)
            if above is not None and above.days <= 200 and not place.is_title
            else (None, None)
        )
        for match in matches:
            total = _read(place, match, bounds)
            if total is not None:
                found.append(total)
    return found


def _of_a_part(place: OutlineNode, calendar: PlanCalendar) -> bool:
    """Whether a total stands below a heading or lead of its own subject, which is no stretch of time."""
    if any(signs.INSTEAD.search(a.text) for a in (place, *place.ancestors())):
        return True
    if place.kind == "heading" and place.block.level <= 2:
        return False
    for above in place.ancestors():
        if above.is_title or id(above) in calendar.own or not (above.kind == "heading" or above.leads):
            continue
        text = re.sub(r"[（(][^（()）]*[)）]|[\W\d_]+", " ", above.text).strip()
        if not (_INTRO.search(text) or _LABEL.search(text) or signs.GENERIC.fullmatch(text)):
            return True
    return False


_INTRO: Final = re.compile(
    r"说明|概述|概览|总览|简介|基本|策略|原则|目标|周计划|安排|overview|at a glance|summary|about|info|basics|profile|"
    r"details|goals?|strategy",
    re.IGNORECASE,
)


def _of_all(place: OutlineNode, matches: list[re.Match[str]]) -> bool:
    """Whether a total is one of all work: by its place, or because it names nothing else."""
    rest = place.text
    if any(capped_subject(part[1]) for m in matches if (part := _OF_WHAT.search(m[0]))):
        return False  # "3 hours of guitar a week"
    for match in reversed(matches):
        rest = rest[: match.start()] + rest[match.end() :]
    rest = _AT_MOST.sub("", re.sub(r"[（(][^（()）]*[)）]", "", rest))
    if place.is_title or (place.kind == "heading" and place.block.level == 1):
        return True
    if cues.TOTAL.search(rest):
        return True
    if fields_in(rest) or place.role in ("baseline", "reason", "offer"):
        return False
    if place.kind == "heading":
        return width(rest) <= PLAIN_WIDTH and bool(_LABEL.search(rest))
    days = list(find_weekdays(rest))
    for day in reversed(days):
        rest = rest[: day.start] + rest[day.end :]
    return bool(signs.GENERIC.fullmatch(rest))


def _read(place: OutlineNode, match: re.Match[str], bounds: tuple[date | None, date | None]) -> StatedTotal | None:
    number = next(n for n in (1, 2, 3) if match[f"a{n}"] is not None)
    unit = match[f"u{number}"].lower()
    scale = 1 if unit.startswith(("min", "分")) else HOUR
    low = round(float(match[f"a{number}"]) * scale)
    high = round(float(match[f"b{number}"] or match[f"a{number}"]) * scale)
    said = match[f"p{number}"].lower()
    weekly = said.startswith(("week", "周", "星期", "per week")) and not said.startswith(("weekday", "weekend"))
    days: tuple[Weekday, ...] = ()
    if not weekly:
        around = place.text
        if said in ("weekday", "workday", "weekdays", "工作日") or re.search(
            r"工作日|\bweekdays?\b|\bworkdays?\b", around, re.IGNORECASE
        ):
            days = WEEKDAYS[:5]
        elif said.startswith("weekend") or re.search(r"周末|休息日|\bweekends?\b", around, re.IGNORECASE):
            days = WEEKDAYS[5:]
        elif len(found := [f.value for f in find_weekdays(around)]) == 1:
            days = found[0]
    if not 10 <= low <= high or high > (960 if not weekly else 6000):
        return None
    return StatedTotal("week" if weekly else "day", Range(lo=low, hi=high), days, place, *bounds)
