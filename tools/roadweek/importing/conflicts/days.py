"""Days that do not fit: parts on other days than their whole, more sessions than days, work on a day that is kept
free, and a wish for every day without exception beside a lighter day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, day_names, lines_of, short, words_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.fields import fields_in
from roadweek.importing.items import Item
from roadweek.importing.look import MAY_DATE, find_slots, find_weekdays
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_FREE = Quick(
    r"休息日|(?:全天)?休息(?!.{0,4}(?:\d|一会|片刻))|放假|不(?:学习?|工作|安排|排课|碰书)|"
    r"\brest day\b|\bday off\b|(?<![-\w])off\b(?! the| of)|\bno (?:study|studying|work|training|sessions)\b|"
    r"\bnothing planned\b|\bfree day\b",
)
_BUFFER = Quick(r"缓冲日|机动日|\b(?:buffer|catch[- ]up) day\b")
_FREE_HINTS = (
    *("休息", "放假", "不学", "不工作", "不安排", "不排课", "不碰书", "缓冲日", "机动日"),
    *("rest day", "day off", "off", "no study", "no work", "no training", "no sessions", "nothing planned", "free day"),
    *("buffer", "catch"),
)
_OR = Quick(r"或者?|如果|要是|有时|除非|\bor\b|\bif\b|\bunless\b|\bsometimes\b|\bexcept\b")
_AND = Quick(r"(?:[与和及&/+]|\band)\s*$")
_ALLOWS = Quick(
    r"允许|可以(?:少|不|跳过|放松)|少(?:一点|一些|刷|做|练)|\bmay skip\b|\bcan skip\b|\bless on\b|\blighter\b|"
    r"\ballowed to (?:skip|miss)\b|"
    r"\b(?:can|may) be (?:shorter|skipped)\b|\bskip(?:ped)?\b",
)
_ALLOW_HINTS = ("允许", "可以", "少", "skip", "less on", "lighter", "allowed", "can be", "may be")
_ALWAYS = Quick(
    r"雷打不动|一天(?:都|也)不(?:能|许)?[断落停]|无论如何|绝不间断|不能断|不许断|"
    r"\bno exceptions?\b|\bnon[- ]negotiable\b|\bwithout (?:fail|exception)\b|\bevery single day\b|"
    r"\bno matter what\b|\bnever miss\b",
)
_CLAUSE = re.compile(r"[，,。；;！!]|\.\s")
MOST = 8
"""Statements that keep one day free, as far as they are followed up."""
ENOUGH = 60
"""Stated minutes that a free day may not hold without a question: a review of the week is no work."""


def find(case: Case, report: Report) -> None:
    recurring = case.of("recurring")
    _whole_days(case, recurring, report)
    for item in recurring:
        if item.per == "week" and item.days and item.times and item.times[0] > len(item.days) and not item.quantity:
            report.add(
                "too_often", item.lines, title=short(item.title), times=item.times[0],
                days=day_names(item.days, case.language),
            )  # fmt: skip
    _free_days(case, recurring, report)
    _exceptions(case, recurring, report)


def _whole_days(case: Case, recurring: Sequence[Item], report: Report) -> None:
    parts: dict[str, list[Item]] = {}
    for item in recurring:
        if item.part_of:
            parts.setdefault(item.part_of, []).append(item)
    for whole in recurring:
        below = [i for i in parts.get(whole.id, ()) if i.days]
        if whole.per == "day" and not whole.days and below and all(i.per == "day" for i in below):
            days = below[0].days or ()
            if 0 < len(days) < 7 and all(i.days == days for i in below):
                report.add(
                    "whole_days", [*whole.lines, *(i.lines[0] for i in below)], title=short(whole.title),
                    days=day_names(days, case.language),
                )  # fmt: skip


def _free_days(case: Case, recurring: Sequence[Item], report: Report) -> None:
    asked: dict[Weekday, list[Item]] = {}
    for item in recurring[: 4 * LIMIT]:
        days = item.days or ()
        fixed = len(days) == 1 or (item.times or (0, 0))[0] >= len(days) > 0 or item.per == "day"
        if days and fixed and item.template != "trip" and item.strength != "optional" and item.part_of is None:
            for day in days:
                if len(asked.setdefault(day, [])) < LIMIT:
                    asked[day].append(item)
    told: set[Weekday] = set()
    seen: dict[Weekday, int] = {}
    opened = {p.lines[0]: p for p in case.periods.values() if p.end_window}
    for place in case.having(_FREE_HINTS):
        free = _free(place)
        for day, words in free:
            if day in told or day not in asked or seen.get(day, 0) >= MOST:
                continue
            seen[day] = seen.get(day, 0) + 1
            holder = _holder(place, opened)
            if place.leads and any(any(a is place for a in w.ancestors()) for i in asked[day] if (w := case.place(i))):
                continue  # it opens the layout of its day
            work = [
                i for i in asked[day]
                if not _below_free(case.place(i), place, day)
                and _holds(case, i, holder) and not _FREE.search(i.title) and not _BUFFER.search(i.title)
                and not set(place.lines) & set(i.lines)
            ]  # fmt: skip
            total = sum((i.duration_min or (0, 0))[0] for i in work)
            if total >= ENOUGH:
                told.add(day)
                work.sort(key=lambda i: -(i.duration_min or (0, 0))[0])
                report.add(
                    "rest_day", [*place.lines, *lines_of(work[:5])], day=day_names((day,), case.language),
                    said=words, count=len(work), titles=", ".join(short(i.title, 20) for i in work[:3]), minutes=total,
                )  # fmt: skip


def _free(place: OutlineNode) -> list[tuple[Weekday, str]]:
    """The days that a statement keeps free as a whole."""
    if place.kind == "row" or place.superseded or place.special or place.template == "trip":
        return []
    text = place.text[:200]
    if (
        MAY_DATE.search(text)
        or not (_FREE.search(text) or _BUFFER.search(text))
        or place.role in ("reason", "offer", "baseline")
    ):
        return []
    found: list[tuple[Weekday, str]] = []
    for clause in _CLAUSE.split(text):
        match = _BUFFER.search(clause) or _FREE.search(clause)
        days = find_weekdays(clause) if match else ()
        if match and _AND.search(clause[: match.start()]):
            continue  # "review and buffer day" is not free as a whole
        if not match or not days or _OR.search(clause) or find_slots(clause) or cues.QUESTION.search(text):
            continue
        if abs(days[0].start - match.start()) <= 24 and len(days[0].value) <= 2:
            found.extend((day, match[0]) for day in days[0].value)
    return found


def _holder(place: OutlineNode, opened: Mapping[int, Item]) -> Item | None:
    """The innermost period that the statement stands in."""
    return next((p for above in (place, *place.ancestors()) if (p := opened.get(above.block.line))), None)


def _holds(case: Case, item: Item, holder: Item | None) -> bool:
    return holder is None or case.together(item, holder)


def _below_free(place: OutlineNode | None, free: OutlineNode, day: Weekday) -> bool:
    """Whether it stands in a section that calls its day a day of rest itself: that is how the rest is spent."""
    if place is None:
        return False
    return any(a is free or [d for d, _ in _free(a)] == [day] for a in place.ancestors())


def _exceptions(case: Case, recurring: Sequence[Item], report: Report) -> None:
    always = [
        i for i in recurring
        if i.track and i.per == "day" and i.template != "trip" and (not i.days or len(i.days) > 4)
        and _ALWAYS.search(case.said(i))
    ][:LIMIT]  # fmt: skip
    if not always:
        return
    for place in case.having(_ALLOW_HINTS):
        if place.kind == "heading" or place.role in cues.SILENT or not _ALLOWS.search(place.text) or place.superseded:
            continue
        for clause in re.split(r"[。；;！!]|\.\s", place.text):
            days = find_weekdays(clause)
            if not days or not _ALLOWS.search(clause):
                continue
            tracks, words = {f.id for f in fields_in(clause)}, words_of(clause)
            named = [i for i in always if i.track in tracks or words & words_of(i.title)]
            hit = next((i for i in named if set(i.days or WEEKDAYS) & set(days[0].value)), None)
            if hit is not None and not set(hit.lines) & set(place.lines):
                report.add(
                    "exception", [*place.lines, *hit.lines], title=short(hit.title), said=short(clause.strip()),
                    days=day_names(days[0].value, case.language),
                )  # fmt: skip
                break
