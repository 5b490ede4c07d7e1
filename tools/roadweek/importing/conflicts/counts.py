"""How many of one thing: a goal's count against the sentence below it, and so many a day against so many that week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_EN = (
    r"(?<![\w.,$€£:/-])(?P<n>\d{1,4})(?:\s*[-–]\s*(?P<m>\d{1,4}))?\s*\+?\s+"
    r"(?P<adj>(?:[a-z][a-z'-]*\s+){0,2}?)(?P<noun>[a-z]{3,}s)\b"
)
_ZH = (
    r"(?<![\d.年月第/:-])(?P<zn>\d{1,4})(?:\s*[-–~～至到]\s*(?P<zm>\d{1,4}))?\s*[+]?\s*"
    r"(?P<unit>[本篇道套部首场幅])\s*(?P<what>[\u4e00-\u9fff]{0,4})"
)
_COUNT = Quick(rf"{_EN}|{_ZH}")
_MEASURES = """
hours hrs mins minutes days weeks months years seconds pages percent points this was has its his does plus less
levels units sets reps
"""
_NO_NOUN = frozenset(_MEASURES.split())
"""Plurals of measures and times, and words that only end like one."""
_PARTIAL = Quick(
    r"\b(?:per|each (?:day|week|month)|every|daily|weekly|monthly|a (?:day|week|month|session)|last year|from|first|"
    r"next|another|of (?:them|these|which)|half|already|so far|instead|in 20\d\d|by (?:end|mid|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)\w*|or)\b|每|去年|已|其中|前|先|上[半个]|下半|再|平均|曾|从|剩|另",
)
"""What makes a count one of a part, of a past year or of each week."""
_CLAUSE = re.compile(r"[.。;；!！?？]\s|[。；！？]|,\s|，")
_ALL = Quick(
    r"整|全年|一年|一共|总共?|共计|至少|超过|\b(?:in total|altogether|all year|this year|"
    r"(?:whole|entire) year|at least|over|more than|aim(?:ing)?|goal)\b",
)
LEAST, TIMES = 3, 3
"""Small numbers stand for many things, and so does one that is many times the other."""
_DAILY = Quick(r"\b(?:per|a|each|every) day\b|\bdaily\b|/\s*day\b|每[天日]|一天|[/／]\s*[天日]")
_OTHER_RATE = Quick(
    r"\b(?:per|a|each|every) (?:week|month|session)|\bweekdays?\b|\bweekends?\b|工作日|周末|每周|每月|\bmon|\bsat"
)
_THIS_WEEK = Quick(r"\bthis week\b|本周|这周")
DAYS = 7


@dataclass(frozen=True, slots=True)
class Count:
    """ "15-20 easy problems": the numbers and the name of what is counted."""

    low: int
    high: int
    noun: str
    text: str
    at: int


def find(case: Case, report: Report) -> None:
    _restated(case, report)
    _paces(case, report)


def _counts(text: str) -> Iterator[Count]:
    for match in islice(_COUNT.finditer(text), 8):
        if match["n"]:
            noun = match["noun"].lower()
            if noun in _NO_NOUN or noun.endswith(("ss", "us")):
                continue
            low, high = int(match["n"]), int(match["m"] or match["n"])
        else:
            what = re.split(r"[的和与或并，]", match["what"])[0][:2]
            noun = match["unit"] + what
            low, high = int(match["zn"]), int(match["zm"] or match["zn"])
        if low <= high and not (match["n"] and 1900 <= low <= 2100):
            yield Count(low, high, noun, match[0].strip(), match.start())


def _same(a: str, b: str) -> bool:
    """The same noun; a Chinese measure word may go without it."""
    return a == b or (not a.isascii() and a[:1] == b[:1] and (len(a) == 1 or len(b) == 1))


def _restated(case: Case, report: Report) -> None:
    """A goal with a number, and another number of the same in the first sentence below it."""
    looked = 0
    for place in case.outline:
        if not place.children or place.is_title or place.superseded or not place.leads or looked >= 4 * LIMIT:
            continue
        below = place.children[0]
        if below.kind not in ("text", "item") or below.lines[:1] > (place.lines[-1] + 2,) or below.leads:
            continue
        if below.kind == "item" and len(place.children) > 1:
            continue  # a list of steps
        head = place.text[:120]
        if not re.search(r"\d", head) or _PARTIAL.search(head):
            continue
        looked += 1
        wholes = list(_counts(head))
        mine = [c for c in _counts(below.text[:300]) if wholes and not _PARTIAL.search(_around(below.text[:300], c))]
        for whole in wholes:
            same = [c for c in mine if _same(whole.noun, c.noun)]
            others = [c for c in same if _restates(c, whole, _around(below.text[:300], c))]
            if same and len(others) == len(same) and whole.low >= LEAST and others[0].low >= LEAST:
                report.add(
                    "counts_differ", [*place.lines, *below.lines],
                    title=short(place.text), first=whole.text, second=others[0].text,
                )  # fmt: skip
                break


def _restates(count: Count, goal: Count, clause: str) -> bool:
    """Whether a count that differs from the goal's is meant as the same: a smaller one may be a part of it."""
    if count.high < goal.low:
        return bool(_ALL.search(clause))
    return goal.high < count.low <= goal.high * TIMES


def _around(text: str, count: Count) -> str:
    """The clause in which a count stands, up to the next mark."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, count.at)), default=0)
    end = _CLAUSE.search(text, count.at)
    return text[start : end.start() if end else len(text)]


def _paces(case: Case, report: Report) -> None:
    """ "Week 1: 2 problems a day" beside "10 problems" among the goals of week 1."""
    daily: dict[tuple[str, str], tuple[Count, OutlineNode]] = {}
    totals: dict[tuple[str, str], list[tuple[Count, OutlineNode]]] = {}
    for place in case.having(("week", "周", "per day", "day", "天", "日")):
        if place.superseded or place.role in ("reason", "baseline", "offer"):
            continue
        for one in (place, *([] if place.kind == "row" else place.children)):
            week = _week(one)
            text = one.text[:160]
            if week is None or (one is not place and _week(place) is None):
                continue
            for count in _counts(text):
                if _OTHER_RATE.search(text):
                    continue
                if _DAILY.search(text):
                    daily.setdefault((week, count.noun), (count, one))
                else:
                    totals.setdefault((week, count.noun), []).append((count, one))
    told: set[int] = set()
    for key, (pace, place) in daily.items():
        for total, other in totals.get(key, [])[:1]:
            if other is place or id(other) in told:
                continue
            fits = pace.low * (DAYS - 1) <= total.high and total.low <= pace.high * DAYS
            if not fits and total.high >= pace.high:
                told.add(id(other))
                report.add(
                    "pace", [*place.lines, *other.lines], title=short(place.text), daily=pace.text, weekly=total.text,
                )  # fmt: skip


def _week(place: OutlineNode) -> str | None:
    """The one week that a line speaks of: its own label or the heading right above it."""
    for here in (place, place.parent):
        if here is None:
            continue
        match = cues.WEEK_ORDINAL.match(here.text[:60])
        if match is not None:
            if match[2] or match[4] or match[6]:
                return None
            return match[1] or match[3] or match[5]
        if here is place and _THIS_WEEK.search(here.text[:160]):
            return f"this {id(place.parent)}"
    return None
