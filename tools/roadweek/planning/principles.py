"""A plan's own principles, held against the plan: that it survives a break, keeps to owned devices, repeats nothing.

A principle is a rule that the document only states. What it asks is looked for in its words; what it means is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from roadweek.domain.base import Weekday
from roadweek.domain.plan import Plan
from roadweek.domain.work import Work
from roadweek.planning.effort import Outlook, monday, outlook
from roadweek.planning.schedule import effort_of, schedule_of_work, short_of
from roadweek.planning.supply import Conditions

PrincipleKind = Literal["break", "devices", "no_repeat"]
WEEK = timedelta(days=7)
STARTS = 6
"""From so many weeks of the horizon, evenly spread, a break is tried."""
LONGEST_DAYS = 60
NOTICED_MIN = 30
NOTICED_SHARE = 0.1
"""A work that a break makes short by less than this is not missed."""

COLLAPSE_SHARE = 0.25
"""A plan survives a break that makes no more than this share of what is still due short: what it misses is told all
the same."""

_DAY = r"[- ]?(?:天|日|days?\b)"
_RANGE = re.compile(rf"(\d{{1,2}})\s*(?:[-–—~～至到]|to)\s*(\d{{1,2}})\s*{_DAY}", re.I)
_SINGLE = re.compile(rf"(\d{{1,2}})\s*{_DAY}", re.I)
_WEEKS = re.compile(r"(一|两|[12]|one|two|a)\s*(?:个?星期|周|weeks?\b)", re.I)
_OF_BREAK = re.compile(
    r"断|中断|停|缺席|崩|\b(?:break|gap|interrupt\w*|absence|off|away|surviv\w+|resilien\w+)\b", re.I
)
_HOLDS = re.compile(
    r"不会|不怕|也不|经得起|扛得住|友好|照样|\b(?:surviv\w+|never|without|not|still|must|resilien\w+|robust)\b", re.I
)
_DEVICES = re.compile(
    r"(?:设备|硬件|机器|板子).{0,6}(?:上|落地)|落(?:到|在|地).{0,8}(?:设备|硬件)|现有(?:的)?设备|手头(?:的)?设备|"
    r"\b(?:devices?|hardware|machines?)\b.{0,24}\b(?:own(?:ed)?|have|got|at\s+hand)\b|\b(?:own(?:ed)?)\s+"
    r"(?:devices?|hardware)\b",
    re.I,
)
_REPEAT = re.compile(r"不(?:再)?重复|别重复|\b(?:no|not|never|don't)\s+repeat\w*\b|\bnothing\s+(?:twice|again)\b", re.I)
_HARDWARE = re.compile(
    r"\b(?:jetson(?:\s+(?:orin|xavier|nano|agx|nx))*|orin(?:\s*(?:nano|nx|agx))*|rtx\s?\d{4}|gtx\s?\d{4}|"
    r"[ahv]100|a6000|l40s?|"
    r"raspberry\s*pi|rpi\s?\d?|esp32(?:-\w+)?|arduino|coral|stm32\w*|mac\s?(?:mini|book|studio)|"
    r"vision\s?pro|quest\s?\d)\b|"
    r"树莓派|昇腾\s?\w*|地平线\s?\w*|瑞芯微\s?\w*|rk35\d\d",
    re.I,
)
"""Devices by name: what a work that names one needs."""


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the plan's principles; ``days`` of a break: the shortest and the longest."""

    kind: PrincipleKind
    text: str
    lines: tuple[int, ...]
    days: tuple[int, int] = (0, 0)


def principles_of(plan: Plan) -> tuple[Principle, ...]:
    """What of the plan's rules is a principle that can be reckoned, the first of each kind."""
    found: dict[str, Principle] = {}
    for rule in plan.rules:
        if rule.kind != "note":
            continue
        days = _days(rule.text)
        if days and _OF_BREAK.search(rule.text) and _HOLDS.search(rule.text):
            found.setdefault("break", Principle("break", rule.text, rule.lines, days))
        elif _DEVICES.search(rule.text):
            found.setdefault("devices", Principle("devices", rule.text, rule.lines))
        elif _REPEAT.search(rule.text):
            found.setdefault("no_repeat", Principle("no_repeat", rule.text, rule.lines))
    return tuple(found.values())


def _days(text: str) -> tuple[int, int] | None:
    """The shortest and the longest break that a text speaks of: a range before a number of days before weeks."""
    match = _RANGE.search(text) or _SINGLE.search(text)
    if match is None:
        weeks = _WEEKS.search(text)
        count = 0 if weeks is None else 2 if weeks[1].lower() in ("两", "2", "two") else 1
        return (7 * count, 7 * count) if count else None
    lo, hi = int(match[1]), int(match[match.re.groups])
    return (lo, hi) if 2 <= lo <= hi <= LONGEST_DAYS else None


@dataclass(frozen=True, slots=True)
class BreakTried:
    """A break of ``days`` from ``start``: the due works that it makes short, with the minutes that no longer fit, among
    ``owed`` works whose time is not over by then."""

    start: date
    days: int
    missed: tuple[tuple[Work, int], ...]
    owed: int

    @property
    def survived(self) -> bool:
        return len(self.missed) <= COLLAPSE_SHARE * self.owed


def breaks_tried(
    plan: Plan, today: date, hours: Mapping[Weekday, int], days: Sequence[int], began: date | None = None
) -> tuple[BreakTried, ...]:
    """Breaks of each length from weeks spread over the horizon: what is done then is lost, and flows on as always.

    Every break is compared with the same year without it.
    """
    view = outlook(plan, plan.as_of or today, began=began, hours=hours)
    first = monday(max(view.first, began or view.first, monday(today)))
    usual = Conditions(hours=hours)
    before = _shorts(view, first, usual)
    weeks = (view.last - first).days // 7
    if weeks < 2:
        return ()
    starts = sorted({first + WEEK * (weeks * n // (STARTS + 1)) for n in range(1, STARTS + 1)})
    found: list[BreakTried] = []
    for length in dict.fromkeys(days):
        for start in starts:
            off = frozenset(start + timedelta(days=n) for n in range(length))
            after = _shorts(view, first, replace(usual, off=off))
            missed = [(work, after[work.id] - before.get(work.id, 0)) for work in _owed(view) if work.id in after]
            kept = tuple(sorted((m for m in missed if _noticed(view, *m)), key=lambda m: -m[1]))
            owed = sum(1 for work in _owed(view) if view.weeks[work.id][-1] >= start)
            found.append(BreakTried(start, length, kept, owed))
    return tuple(found)


def _noticed(view: Outlook, work: Work, minutes: int) -> bool:
    return minutes >= max(NOTICED_MIN, NOTICED_SHARE * effort_of(view, work).p50)


def _owed(view: Outlook) -> list[Work]:
    return [w for s in view.strands for w in s.works if w.open and w.due and not w.occasion and w.id in view.weeks]


def _shorts(view: Outlook, first: date, given: Conditions) -> dict[str, int]:
    weeks = schedule_of_work(view, first, {}, given)
    return {work.id: short_of(view, work, 0, weeks.get(work.id, {})) for work in _owed(view)}


def named_devices(text: str) -> list[str]:
    """The devices that a text names, each as it is written."""
    return list(dict.fromkeys(match[0].strip() for match in _HARDWARE.finditer(text)))


def foreign_devices(plan: Plan, principle: Principle) -> tuple[list[str], list[tuple[Work, str]]]:
    """The devices that the plan says are at hand, in the principle and the baseline, and the works that name others."""
    stands = [b.text for b in plan.baselines if b.reached is not False]
    owned = named_devices(" \n ".join([principle.text, *stands]))
    known = [_bare(name) for name in owned]
    works = [w for s in plan.strands for w in s.works if w.open]
    found = [(w, name) for w in works for name in named_devices(w.title) if not _at_hand(name, known)]
    return owned, found


def _at_hand(name: str, known: Sequence[str]) -> bool:
    return any(_bare(name) in have or have in _bare(name) for have in known)


def _bare(name: str) -> str:
    said = re.sub(r"[\s-]+", "", name.casefold())
    return said.replace("raspberrypi", "rpi").replace("树莓派", "rpi").replace("jetson", "")


def repeated(plan: Plan) -> list[tuple[Work, str]]:
    """Works that are what the baseline says is there already: every word of the one stands in the other."""
    found: list[tuple[Work, str]] = []
    reached = [(b.text, _words(b.text)) for b in plan.baselines if b.reached]
    for work in (w for s in plan.strands for w in s.works if w.open):
        said = _words(work.title)
        same = next((text for text, words in reached if len(words) > 1 and (words <= said or said <= words)), None)
        if same is not None and len(said) > 1:
            found.append((work, same))
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9][a-z0-9.+]*|[\u4e00-\u9fff]", text.casefold()))
