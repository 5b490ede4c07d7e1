"""Hours a day, a week, a weekend that do not fit, a clock span and its length, more than a week holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, minutes, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.fields import fields_in
from roadweek.importing.look import find_durations, find_ranges
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_HINTS = ("hour", "hr", "h", "min", "小时", "小時", "钟头", "分")
_DAILY = Quick(
    r"^\s*(?:per day|a day|each day|every day|daily|[/／]\s*[天日])|(?:每[天日]|一天)\s*(?:学习|投入|大约|约)?\s*$"
)
_WEEKLY = Quick(
    r"^\s*(?:per week|a week|each week|every week|weekly|[/／]\s*周)|"
    r"(?:每周|一周|每星期)\s*(?:总计|合计|共计?|约|投入|学习)*\s*[:：]?\s*$"
)
_SOME_DAYS = Quick(
    r"工作日|平日|周末|周[一二三四五六日天]|\b(?:week(?:day|end)s?|mon|tue|wed|thu|fri|sat|sun|\d days|"
    r"days off)\b|[+＋×x*]|\d\s*天"
)
MANY = 1.1

_WEEK_TOTAL = Quick(r"(?:每周|一周|每星期|周均)|\b(?:per|a|each|every) week\b|\bweekly\b|[/／]\s*周")
_WEEKEND = Quick(r"周末|\bweekends?\b")
_DAY = Quick(
    r"每[天日]|[/／]\s*[天日]|一天|各|[两二]天|[周星期][六日天]|"
    r"\b(?:(?:per|a|each|every) day|daily|each|sat(?:urday)?s?|sun(?:day)?s?)\b"
)
"""Hours of one day are no total."""
_WHOLE = Quick(
    r"总|投入|学习|深耕|合计|时间|\b(?:study|studying|learning|commitment|total|in all|overall|time|budget|"
    r"available|hours of work)\b",
)
_BOUND = Quick(r"最多|不超过|上限|至多|\b(?:at most|up to|no more than|max(?:imum)?)\b")
_EACH = Quick(
    r"每次|每节|每项|每门|每本|\bper (?:session|subject|course|class|topic)\b|\beach (?:session|subject|course)\b|"
    r"例如|比如|\be\.g|\bfor example"
)

_CLOCK = re.compile(
    r"(?<![\d:：])(\d{1,2})[:：](\d\d)\s*(am|pm)?\s*(?:[-–—~～至到]|to)\s*(\d{1,2})[:：](\d\d)\s*(am|pm)?(?!\d|[:：]\d)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[（(]([^（()）]{2,24})[)）]")
_ANY_BRACKET = re.compile(r"[（(][^（()）]{0,120}[)）]")
_PLAIN = Quick(r"^\s*(?:共|约|大约|about|ca\.?|approx\.?|total|~|≈)*\s*$")
_SEVERAL = Quick(r"[,，;；、+＋&]|\band\b|[和与及]")
FULL = 0.75
"""A length that may be less than so much of the time on the clock leaves it open how long it takes."""

_ASLEEP = Quick(r"睡|吃饭|三餐|休息|娱乐|sleep|meals?|rest\b|leisure|free time")
WEEK_MOST, DAY_MOST = 60 * 60, 14 * 60
"""Minutes of stated work that a week and a day hold."""


@dataclass(frozen=True, slots=True)
class Total:
    place: OutlineNode
    low: int
    high: int
    text: str


def find(case: Case, report: Report) -> None:
    week: list[Total] = []
    ends: list[Total] = []
    lists: dict[tuple[int, str, int], list[OutlineNode]] = {}
    for place in case.having(_HINTS, 8 * LIMIT):
        if place.superseded or place.special or place.template == "trip":
            continue
        if place.role in ("offer", "reason", "baseline"):
            continue
        text = place.text[:240]
        if not find_durations(text):
            continue
        _products(text, place, report)
        _clock(text, place, report)
        _collect(text, place, week, ends)
        lists.setdefault((id(place.parent), place.kind, place.block.level), []).append(place)
    for scope, totals in (("week", week), ("weekend", ends)):
        _totals(totals, scope, case, report)
    for siblings in lists.values():
        _too_much(siblings, case, report)


def _products(text: str, place: OutlineNode, report: Report) -> None:
    """ "2 h daily (10 h a week)": seven days of two hours are fourteen."""
    if _SOME_DAYS.search(text):
        return
    found = find_durations(text)
    day = [f for f in found if _says(_DAILY, text, f.start, f.end)]
    week = [f for f in found if _says(_WEEKLY, text, f.start, f.end)]
    if len(day) != 1 or len(week) != 1 or day[0] is week[0] or not 0 <= week[0].start - day[0].end <= 24:
        return
    if not re.search(r"[（(=＝,，、~≈]", text[day[0].end : week[0].start]):
        return
    low, high = day[0].value.lo * 6, day[0].value.top * 7
    if week[0].value.top < low / MANY or week[0].value.lo > high * MANY:
        report.add(
            "rates", place.lines, title=short(text), daily=day[0].text, weekly=week[0].text,
            makes=_hours(day[0].value.lo * 7, day[0].value.top * 7),
        )  # fmt: skip


def _says(word: Quick, text: str, start: int, end: int) -> bool:
    return bool(word.search(text[end : end + 12]) and word.match(text[end : end + 12])) or bool(
        word.search(text[max(0, start - 12) : start])
    )


def _hours(low: int, high: int) -> str:
    return f"{low / 60:g}" if low == high else f"{low / 60:g}–{high / 60:g}"


def _clock(text: str, place: OutlineNode, report: Report) -> None:
    """ "8:00-9:00 walk (20 min)": one span and one length in brackets for the one thing it names."""
    spans = list(_CLOCK.finditer(text))
    if len(spans) != 1:
        return
    span = spans[0]
    brackets = [m for m in _BRACKET.finditer(text, span.end()) if find_durations(m[1])]
    if len(brackets) != 1:
        return
    found = find_durations(brackets[0][1])
    inner = brackets[0][1]
    around = inner[: found[0].start] + inner[found[0].end :]
    between = _ANY_BRACKET.sub("", text[span.end() : brackets[0].start()])
    if len(found) != 1 or not _PLAIN.match(around) or _SEVERAL.search(between) or len(between) > 60:
        return
    if place.kind == "row" or _CLOCK_RATE.search(text):
        return
    lasts = _lasts(span)
    length = found[0].value
    if lasts is None or lasts == length.top == length.lo:
        return
    if length.top < lasts or length.lo > lasts or length.lo < lasts * FULL:
        report.add(
            "clock_length", place.lines, title=short(text), span=span[0].strip(), lasts=lasts,
            said=minutes((length.lo, length.top)),
        )  # fmt: skip


_CLOCK_RATE = Quick(r"每周|每天|\b(?:per|a) (?:week|day)\b|最多|至少|\bat (?:least|most)\b")


def _lasts(span: re.Match[str]) -> int | None:
    start, end = int(span[1]) * 60 + int(span[2]), int(span[4]) * 60 + int(span[5])
    if end <= start and not (span[3] and span[6] and span[3].lower() == span[6].lower()):
        end += 12 * 60 if start < 13 * 60 and end < 12 * 60 else 24 * 60
    lasts = end - start
    return lasts if 0 < lasts <= 12 * 60 else None


def _collect(text: str, place: OutlineNode, week: list[Total], ends: list[Total]) -> None:
    """What a place says of all hours of a week or a weekend: no field, no limit, no single session."""
    if place.kind == "row" or len(week) + len(ends) > LIMIT:
        return
    for clause in re.split(r"[。；;！!，,]|\.\s", text):
        found = find_durations(clause)
        if len(found) != 1 or _BOUND.search(clause) or _EACH.search(clause) or _DAY.search(clause):
            continue
        end = _WEEKEND.search(clause)
        if (not end and not _WEEK_TOTAL.search(clause)) or not _WHOLE.search(clause):
            continue
        if fields_in(_named(clause, found[0].end)):
            continue
        one = Total(place, found[0].value.lo, found[0].value.top, found[0].text)
        (ends if end else week).append(one)


def _named(clause: str, end: int) -> str:
    """The words that say what the hours are for: the label where they stand in it, else all."""
    colon = re.search(r"[:：]", clause[end:])
    return clause[: end + colon.start()] if colon is not None else clause


def _stage(place: OutlineNode) -> OutlineNode | None:
    for above in (place, *place.ancestors()):
        text = above.text[:80]
        if not above.is_title and (cues.PHASE.search(text) or cues.WEEK_ORDINAL.match(text) or _MONTHS.match(text)):
            return above
    return None


_MONTHS = Quick(
    r"^\W*(?:月\s*\d|第?\s*[一二三四五六七八九十\d]+\s*个?月|months?\s*\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
)


def _totals(totals: Sequence[Total], scope: str, case: Case, report: Report) -> None:
    if not totals:
        return
    first = totals[0]
    for other in totals[1:]:
        if other.place is first.place or _stage(other.place) is not _stage(first.place):
            continue
        if find_ranges(first.place.text[:240], case.context) or find_ranges(other.place.text[:240], case.context):
            continue
        inside = (first.low <= other.low and other.high <= first.high) or (
            other.low <= first.low and first.high <= other.high
        )
        if not inside:
            report.add(
                f"{scope}_totals", [*first.place.lines, *other.place.lines], first=first.text, second=other.text,
            )  # fmt: skip
            return


def _too_much(siblings: Sequence[OutlineNode], case: Case, report: Report) -> None:
    """Commitments of one list, each with its hours a week or a day, that no week holds together."""
    for word, most, unit in ((_WEEKLY, WEEK_MOST, "week"), (_DAILY, DAY_MOST, "day")):
        taking: list[tuple[OutlineNode, int]] = []
        for place in siblings:
            text = place.text[:160]
            mine = [f for f in find_durations(text) if _says(word, text, f.start, f.end)]
            if len(mine) != 1 or _ALONE.search(text) or _BOUND.search(text):
                continue
            if cues.PHASE.search(text) or cues.WEEK_ORDINAL.match(text) or _MONTHS.match(text):
                continue
            if cues.DAY_ORDINAL.match(text) or find_ranges(text, case.context):
                continue
            taking.append((place, mine[0].value.lo))
        total = sum(length for _, length in taking)
        if len(taking) < 2 or total <= most or any(_ASLEEP.search(p.text[:160]) for p, _ in taking):
            continue
        lines = [line for place, _ in taking[:12] for line in place.lines]
        titles = ", ".join(short(place.text, 20) for place, _ in taking[:3])
        report.add(f"{unit}_too_much", lines, count=len(taking), titles=titles, hours=f"{total / 60:g}")
        return


_ALONE = Quick(r"总|合计|一共|或|\b(?:total|overall|or|optional|option|if)\b|如果|可选|方案|旺季|淡季")
