"""When something is due: the day, the part of a month or of a year that a statement or a table's row gives for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from roadweek.domain.base import DateWindow
from roadweek.importing import columns, cues
from roadweek.importing.feasts import MAY_FEAST, before_feasts
from roadweek.importing.headed import START_LABEL, due_by
from roadweek.importing.look import find_dates, find_ranges, may_date
from roadweek.importing.outline import OutlineNode
from roadweek.importing.parts import MAY_PART, parts_in
from roadweek.importing.sequence import EXPLICIT
from roadweek.importing.stretches import Periods, months_later
from roadweek.understanding.dates import DateContext
from roadweek.understanding.numbers import read_number
from roadweek.understanding.quick import Quick

WRITTEN = Quick(
    r"(?:现在是?|今天是?|截至|状态|写于|更新于?|(?:创建|建立|制定|编写|撰写|整理|生成|起草)(?:时间|日期|于)?|版本|"
    r"\btoday is|\bas of|\bwritten (?:on|in)?|\b(?:last )?(?:updated?|modified|reviewed|edited|revised)(?: on)?:?|"
    r"\b(?:created|generated|started|prepared|drafted|published|posted)(?: on)?:?|"
    r"status:?|version:?|addendum|postscript|p\.?s\.?|update|edit|v\d+|附|补充|"
    r"版)[\s,，(（:：]*\s*$",
)
_PAST = Quick(
    r"已经?|之前(?:的|已)|曾|(?:完成|学完|做完)了|\balready\b|\b(?:finished|started|passed|was|were|did) (?:in|on)\b",
)
LATER = Quick(
    r"(?<!第)(?<!\d)(?P<zh>\d{1,2}|[一两二三四五六七八九十半]{1,2})\s*(?P<zu>个?月|周|个?星期|天)\s*(?:之?后|以后|内(?=[完交投发提]))|"
    r"\b(?:in|within)\s+(?P<en>\d{1,2}|one|two|three|four|five|six|eight|ten|twelve)\s+(?P<eu>months?|weeks?|days?)\b",
)
CLAUSE = re.compile(r"[，,。；;！!？?]|\.\s|\s{2,}|\s[·•|]\s")
_TOLD = Quick(
    r"(?:\b(?:through|thru|up to|expires?|expired|valid until|born|sent|emailed|received|dated|paid|since)|"
    r"有效期至?|寄于|收到于)"
    r"[\s:：]*(?:on)?\s*$"
)
"""Before a day that tells of something and asks for nothing."""
_DONE = Quick(r"\W*(?:已?完成|done|completed|finished|passed|已通过)\W*$")
_SAYS_BY = Quick(r"\b(?:by|before|due|deadline)\b.{0,20}\d|[日号月旬底]之?前|截止|最晚|最迟")
_WORDY = Quick(r"[^\W\d_]{2,}", re.NOFLAG)
_BARE_LABEL = Quick(r"(?:date|日期|时间)$")
_EDITION = Quick(
    r"(?:(?!出|交|发|完成|第.{1,2}[版稿]|初|终)[^，,。；;！!？?]){0,24}?(?:版(?!本|图|权|面|块|式)本?|修订|改版|更新|\b(?:version|edition|revision|revised|update))\W*$"
)
_LISTED = Quick(r"(0?[1-9]|1[0-2])\.(0?[1-9]|[12]\d|3[01])\s*[:：]\s*(?=\S)", re.NOFLAG)
_NEAR = Quick(
    r"(?<![\d一二三四五六七八九十年每 ])(?:(?:本|这个?)|(?P<next>下个?))?(?P<zm>月)[底末](?:之|以)?前|"
    r"(?<!每)(?:本|这)周(?:内|末前|末之前|结束前)|"
    r"\bby (?:the )?end of (?:this|the) (?P<unit>week|month)\b"
)
_REPEATED = Quick(r"每|\b(?:every|each|weekly|monthly|always|usually)\b")
_LAST = Quick(r"去年|上次|上个月|\b(?:last|since|back in|latest (?:check|update|review|version|entry))\b")
_MUST = Quick(r"\s*(?:份|里|内)?\s*(?:就|之内)?(?:要|必须|得|一定|应该)(?!不要)", re.NOFLAG)
_NOT_BEFORE = Quick(
    r"\b(?:no|not|never|nothing|don'?t|won'?t)\b.{0,60}\b(?:until|till|before)\b|(?:之前|以前|前)(?:一律|绝对|都)?(?:不|别|勿|禁止)(?!少于|能晚)",
)
"""A day until which something is left alone is no due day."""
_BEFORE_MONTH = Quick(r"月份?\s*(?:之|以)?前$|^before\s+(?:the\s+)?[a-z]{3,9}\.?(?:\s+20\d\d)?$")
_START_HEAD = Quick(r"开始|起始|启动|创建|\b(?:start|begin|created|opened|added)")
_AIM_LABEL = re.compile(
    r"目标|截止|考试|答辩|期限|交付|上线|DDL|\b(?:target|deadline|due|exam|defen[cs]e|submission|launch|goal|graduation|eta)\b",
    re.IGNORECASE,
)
AIM_HEAD = Quick(
    r"目标日|计划完成|完成(?:时间|日期|日)|结束|考试|"
    r"\b(?:target|finish|complet(?:e|ion) date|end date|exam|eta)\b",
)


@dataclass(frozen=True, slots=True)
class Due:
    """The window it is due in; none where the text gives a day but no year can be told."""

    window: DateWindow | None


def row_due(place: OutlineNode, periods: Periods) -> Due | None:
    """A row below a head that names a due date, or one with a single day in a cell of its own."""
    table = place.block.parent
    head = table.cells if table else ()
    if columns.timed_topics(head) and not any(cues.DUE_HEAD.search(title) for title in head):
        return None
    for position, cell in enumerate(place.block.cells):
        title = head[position] if position < len(head) else ""
        aimed = bool(AIM_HEAD.search(title))
        if not cell or _START_HEAD.search(title):
            continue
        if not (aimed or cues.DUE_HEAD.search(title) or cues.TIME_HEAD.search(title)):
            continue
        due = _single(place, cell, periods, whole_month=bool(cues.DUE_HEAD.search(title)))
        if due is not None and not _says_what(place, position):
            return None  # a row of measurements
        due = due or until(cell, place, periods)
        if due is None and (aimed or cues.DUE_HEAD.search(title)):
            due = _end_of(cell, place, periods)
        if due is not None:
            return due
    for position, cell in enumerate(place.block.cells):
        title = head[position] if position < len(head) else ""
        if _SAYS_BY.search(cell) and not _START_HEAD.search(title) and (due := until(cell, place, periods)) is not None:
            return due
    return None


def _says_what(place: OutlineNode, position: int) -> bool:
    """Whether a row has words besides its day."""
    others = [cell for n, cell in enumerate(place.block.cells) if n != position]
    if any(_DONE.match(cell) for cell in others):
        return False  # nothing is left to be due
    return not others or any(_WORDY.search(cell) for cell in others)


def _end_of(text: str, place: OutlineNode, periods: Periods) -> Due | None:
    """ "Q2 2026" or "March" below "Target": due in its last month."""
    for span in (*parts_in(text, periods.context), *find_ranges(text, periods.context)):
        last = span.value.end
        if last is not None and span.value.start is not None:
            window = DateWindow(earliest=last.latest.replace(day=1), latest=last.latest)
            return dated(window, span.text, place, periods, year_open=span.value.year_open)
    return None


def _single(place: OutlineNode, text: str, periods: Periods, *, whole_month: bool) -> Due | None:
    context = periods.context
    for found in find_dates(text, context):
        if found.value.window.earliest == context.as_of and not cues.DUE_WORD.search(text):
            continue  # the day of writing
        if found.value.grain in ("month", "year") and not whole_month:
            continue
        return dated(found.value.window, found.text, place, periods, year_open=found.value.year_open)
    return None


def spelled(place: OutlineNode, periods: Periods) -> OutlineNode:
    """The place with its day in words where it is one of a list of "4.14: ...", "4.21: ...", in order."""
    match = _LISTED.match(place.text) if place.kind in ("text", "item") else None
    if match is None or periods.context.year is None:
        return place
    siblings = place.parent.children if place.parent is not None else periods.tops
    key = (id(place.parent), "M.D")
    if key not in periods.runs:
        found = [m for p in siblings if p.kind == place.kind and (m := _LISTED.match(p.text))]
        days = [(int(m[1]), int(m[2])) for m in found]
        runs = len(days) > 1 and all(a < b for a, b in pairwise(days)) and any(day > 12 for _, day in days)
        steps = all(b[1] - a[1] == 1 for a, b in pairwise(days)) and days[0][1] == 1  # sections 4.1, 4.2, ...
        periods.runs[key] = {0: 1} if runs and not steps else {}
    if not periods.runs[key]:
        return place
    text = f"{int(match[1])}月{int(match[2])}日：{place.text[match.end() :].lstrip()}"
    return replace(place, text=text, label="", rest=text)


def due_of(place: OutlineNode, periods: Periods) -> Due | None:  # noqa: C901
    """When the statement of ``place`` is due, where it says so."""
    text, context = place.text, periods.context
    if not may_date(text) and not any(cue.search(text) for cue in (MAY_PART, MAY_FEAST, cues.PHASE_END, LATER, _NEAR)):
        return None
    if cues.QUESTION.search(text) and place.kind != "heading" and not re.search(r"必须|最晚|\bby\b|\bdue\b", text):
        return None
    if START_LABEL.match(place.label) or _NOT_BEFORE.search(text):
        return None
    if _BARE_LABEL.match(place.label) and (place.parent is None or place.parent.is_title):
        return None  # "Date: 29 October" at the head of a document tells when it was written
    if cues.PHASE_END.search(text) and not _PAST.search(text[:12]):
        holder = periods.of(place)
        if holder and holder.end_window:
            return Due(holder.end_window)
    silent = place.kind == "heading" and not cues.DUE_WORD.search(text)
    if not silent and (due := until(text, place, periods)) is not None:
        return due
    for found in find_dates(text, context):
        before = text[: found.start]
        aimed = bool(_AIM_LABEL.search(place.label)) and len(place.rest) <= len(found.text) + 4
        whole = found.value.grain == "month" and (aimed or _MUST.match(text[found.end :]) is not None)
        if not _WORDY.search(before) and _EDITION.match(text, found.end):
            continue  # "2026.03.02 revised version"
        if (found.value.grain in ("month", "year") and not whole) or WRITTEN.search(before) or _TOLD.search(before):
            continue
        if silent or _PAST.search(_clause_at(text, found.start)):
            continue
        window = found.value.window
        if window.earliest == window.latest == context.as_of and not cues.DUE_WORD.search(text):
            continue  # the day of writing
        if _LAST.search(before):
            if context.as_of is None:
                continue
            due = Due(None if found.value.year_open else window)
        else:
            due = dated(window, found.text, place, periods, year_open=found.value.year_open)
        if context.as_of and due.window is not None and due.window.latest < context.as_of:
            continue
        return due
    return _in_bracket(place, periods) or _later(place, context) or _near_end(place, periods)


_BRACKET = Quick(r"[（(]([^（()）]{3,40})[)）]\W*$", re.NOFLAG)


def _in_bracket(place: OutlineNode, periods: Periods) -> Due | None:
    """ "Certificate (Week 26, June 2026)" below "What I will have by July": due in that month."""
    match = _BRACKET.search(place.text) if place.kind == "item" else None
    if match is None or not due_by(place):
        return None
    months = [f for f in find_dates(match[1], periods.context) if f.value.grain == "month"]
    if len(months) != 1:
        return None
    return dated(months[0].value.window, months[0].text, place, periods, year_open=months[0].value.year_open)


def until(text: str, place: OutlineNode, periods: Periods) -> Due | None:
    """ "By 3 May", 6月底前, "by the end of Q2", 暑假前: the first span that is open towards its beginning."""
    context = periods.context
    ranges = find_ranges(text, context)
    spans = [*ranges, *parts_in(text, context), *before_feasts(text, context)]
    for span in sorted(spans, key=lambda found: found.start):
        window = span.value.end
        if span.value.start is not None or window is None:
            continue
        due = dated(window, span.text, place, periods, year_open=span.value.year_open)
        if span in ranges and _BEFORE_MONTH.search(span.text.strip()) and due.window is not None:
            return Due(DateWindow.on(due.window.latest.replace(day=1) - timedelta(days=1)))  # before it begins
        return due
    return None


def dated(window: DateWindow, text: str, place: OutlineNode, periods: Periods, *, year_open: bool) -> Due:
    """A window in the year of its own, of its place, or the coming one where it is long past."""
    if not EXPLICIT.search(text):
        wanted = periods.year_at(place, window.earliest, window.latest)
        if wanted is not None:
            return Due(_moved(window, wanted - window.earliest.year))
    if year_open:
        periods.yearless.extend(place.lines[:1])
        return Due(None)
    if re.search(r"\d{4}|年", text) or not periods.is_past(window.earliest, window.latest, 120):
        return Due(window)
    return Due(_moved(window, 1))


def _moved(window: DateWindow, years: int) -> DateWindow:
    return DateWindow(
        earliest=months_later(window.earliest, 12 * years), latest=months_later(window.latest, 12 * years)
    )


def _clause_at(text: str, at: int) -> str:
    start = 0
    for match in CLAUSE.finditer(text):
        if match.start() >= at:
            return text[start : match.start()]
        start = match.end()
    return text[start:]


def _later(place: OutlineNode, context: DateContext) -> Due | None:
    """ "In 3 months": a week about the day; days exactly."""
    match = LATER.search(place.text)
    if not match or context.as_of is None or _PAST.search(place.text[: match.end() + 2]):
        return None
    number = read_number(match["zh"] or match["en"])
    unit = (match["zu"] or match["eu"]).lower()
    if not number:
        return None
    if "天" in unit or unit.startswith("day"):
        return Due(DateWindow.on(context.as_of + timedelta(days=round(number))))
    slack = timedelta(days=7)
    if "月" in unit or unit.startswith("month"):
        target = months_later(context.as_of, round(number))
    else:
        target, slack = context.as_of + timedelta(weeks=number), timedelta(days=3)
    return Due(DateWindow(earliest=target - slack, latest=target + slack))


def _near_end(place: OutlineNode, periods: Periods) -> Due | None:
    """ "By the end of this week", 月底前: of the week or the month of writing, or of the month that holds it."""
    match, as_of = _NEAR.search(place.text), periods.context.as_of
    if match is None or as_of is None or place.kind == "heading" or _REPEATED.search(place.text):
        return None
    holder = periods.of(place)
    if holder is not None and holder.start is not None and not holder.start <= as_of <= (holder.end or as_of):
        return Due(holder.end_window) if holder.kind == "month" and match["zm"] else None
    if match["zm"] or (match["unit"] or "").lower() == "month":
        first = months_later(as_of.replace(day=1), 2 if match["next"] else 1)
        return Due(DateWindow.on(first - timedelta(days=1)))
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    return Due(DateWindow(earliest=sunday - timedelta(days=2), latest=sunday))
