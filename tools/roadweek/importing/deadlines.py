"""Deadlines: a day or part of a month that the text itself gives for something to be due, started or ready."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing import columns, cues
from roadweek.importing.items import Item
from roadweek.importing.look import MAY_DATE, find_dates, find_ranges
from roadweek.importing.outline import Place, bare, split_label
from roadweek.importing.periods import START_LABEL
from roadweek.importing.stretches import Periods, months_later
from roadweek.importing.wishes import Recurring
from roadweek.language.dates import DateContext
from roadweek.language.numbers import read_number

_WRITTEN = re.compile(
    r"(?:现在是?|今天是?|截至|状态|写于|更新于?|\btoday is|\bas of|\bwritten (?:on|in)?|\bupdated?:?|\bcreated:?|"
    r"status:?|version:?|prepared(?: on)?:?|addendum|postscript|p\.?s\.?|update|edit|v\d+|revised:?|附|补充|"
    r"版)[\s,，(（:：]*\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"已经?|之前(?:的|已)|曾|(?:完成|学完|做完)了|\balready\b|\b(?:finished|started|passed|was|were|did) (?:in|on)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?<!第)(?<!\d)(?P<zh>\d{1,2}|[一两二三四五六七八九十半]{1,2})\s*(?P<zu>个?月|"
    r"周|个?星期|天)\s*(?:之?后|以后|内(?=[完交投发提]))|"
    r"\b(?:in|within)\s+(?P<en>\d{1,2}|one|two|three|four|five|six|eight|"
    r"ten|twelve)\s+(?P<eu>months?|weeks?|days?)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:\W|之?前(?=\W|完成|提交|做完|交)|最迟|最晚|截止|DDL|计划于|我准备|"
    r"必须|就去|\b(?:by|before|until|due|on)\b)+|(?:[\s:：,，.。;；·|(（\-–—]|"
    r"DDL|最迟|\b(?:by|before|until|due|on)\b)+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,。；;！!？?]|\.\s|\s{2,}")


def read_deadlines(places: list[Place], periods: Periods, recurring: Recurring) -> list[Item]:
    """All deadlines in the document's order; a stretch's own start or end is none."""
    items: list[Item] = []
    for place in places:
        if place.role in cues.SILENT or place.kind == "table" or id(place) in periods.used:
            continue
        own = periods.opened.get(id(place))
        if (
            own is not None
            and place.lines == own.lines
            and place.kind != "row"
            and not cues.DUE_WORD.search(place.text)
        ):
            continue
        if id(place) in recurring.taken and place.kind != "row":
            continue
        if place.kind == "row":
            window = _row_due(place, periods)
            dues = [(window, _title(place))] if window is not None else []
        else:
            dues = _dues(place, periods, own)
        holder = periods.of(place)
        named = place.parent if dues and _only_dates(place, periods) else None
        for number, (window, title) in enumerate(dues):
            items.append(
                Item(
                    id=f"d{place.block.line}" + (f"-{number + 1}" if number else ""),
                    group="deadlines",
                    lines=tuple(sorted({*named.lines, *place.lines})) if named is not None else place.lines,
                    title=_title(named) if named is not None else title,
                    end=window.latest,
                    end_window=window,
                    kind="ddl",
                    period=holder.id if holder else None,
                    status="superseded" if place.superseded else None,
                )
            )
    return items


def _dues(place: Place, periods: Periods, own: Item | None) -> list[tuple[DateWindow, str]]:
    """The due days of a statement: one, or one a clause where several clauses have a day and words of their own."""
    text = place.text
    clauses = [c for c in _CLAUSE.split(text) if c.strip()] if len(text) > 12 and MAY_DATE.search(text) else []
    if len(clauses) > 1:
        found: list[tuple[DateWindow, str]] = []
        for clause in clauses:
            said = replace(place, text=clause, label="", rest=clause)
            window = _due(said, periods) if MAY_DATE.search(clause) and not _spans(clause, periods) else None
            if window is not None and window not in (w for w, _ in found):
                found.append((window, _title(said)))
        if (len(found) > 1 or (found and own is not None)) and not cues.QUESTION.search(text):
            return found
    if own is not None:
        return []
    window = _due(place, periods)
    return [(window, _title(place))] if window is not None else []


def _spans(clause: str, periods: Periods) -> bool:
    return any(f.value.start is not None for f in find_ranges(clause, periods.context))


_LAST = re.compile(r"去年|上次|上个月|\b(?:last|since|back in)\b", re.IGNORECASE)
_MUST = re.compile(r"\s*(?:份|里|内)?\s*(?:就|之内)?(?:要|必须|得|一定|应该)(?!不要)")
_NOT_BEFORE = re.compile(
    (
        r"\b(?:no|not|never|nothing|don'?t|won'?t)\b.{0,60}\b(?:until|till|"
        r"before)\b|(?:之前|以前|前)(?:一律|绝对|都)?(?:不|别|勿|禁止)(?!少于|"
        r"能晚)"
    ),
    re.IGNORECASE,
)
"""A day until which something is left alone is no due day."""
_DATE_LABEL = re.compile(
    r"(?:deadline|due(?: date)?|by|when|date|target(?: date)?|scheduled|finish by|exam date|ddl|截止(?:日期|时间)?|"
    r"到期(?:日|时间)?|"
    r"完成(?:时间|日期)|期限|日期|时间|考试(?:时间|日期)|最晚|目标日期)$",
    re.IGNORECASE,
)


def _only_dates(place: Place, periods: Periods) -> bool:
    """ "Deadline: 15 May" below a name: the name is what is due."""
    above = place.parent
    if (
        above is None
        or not _DATE_LABEL.match(place.label)
        or above.role in cues.SILENT
        or (above.is_title and not above.block.boxed)
    ):
        return False
    rest = place.rest
    for found in find_dates(rest, periods.context)[:2]:
        rest = rest.replace(found.text, "")
    return (
        len(re.sub(r"[\W_\d]|之?前|最迟|最晚|\b(?:due|by|before|at|on|the|end|of)\b", "", rest, flags=re.IGNORECASE))
        <= 4
    )


def _title(place: Place) -> str:
    if place.kind == "row":
        cells = [c for c in place.block.cells if c]
        return next((c for c in cells if not find_dates(c, DateContext(year=2000)) and len(c) > 2), place.text)[:120]
    text = bare(re.sub(r"^\d{1,2}[.、)]\s+", "", place.text)).replace("\0", "")
    year = DateContext(year=2000)
    said = [f.text for f in find_dates(text, year)] + [f.text for f in find_ranges(text, year)]
    said += [m[0] for m in (*cues.PHASE_END.pattern.finditer(text), *_LATER.finditer(text))]
    for words in said[:4]:
        text = text.replace(words, "\0", 1) if "\0" not in text else text.replace(words, "")
    clauses = [c for c in _CLAUSE.split(text) if c.strip()]
    at = next((n for n, c in enumerate(clauses) if "\0" in c), 0)
    dated = _FILLER.sub("", clauses[at].replace("\0", "")) if clauses else ""
    if len(dated) > 2:
        return dated[:120]
    beside = clauses[at + 1 :] if not dated else []
    return (_FILLER.sub("", (beside or clauses or [place.text])[0].replace("\0", "")) or place.text)[:120]


def _row_due(place: Place, periods: Periods) -> DateWindow | None:
    """A row below a head that names a due date, or one with a single day in a cell of its own."""
    table = place.block.parent
    head = table.cells if table else ()
    if columns.timed_topics(head) and not any(cues.DUE_HEAD.search(title) for title in head):
        return None
    for position, cell in enumerate(place.block.cells):
        title = head[position] if position < len(head) else ""
        due_head = bool(cues.DUE_HEAD.search(title) or cues.TIME_HEAD.search(title))
        if not cell or not due_head:
            continue
        window = _single(cell, periods.context, whole_month=bool(cues.DUE_HEAD.search(title)))
        if window is not None:
            return _coming(window, cell, periods.context)
    return None


def _coming(window: DateWindow, text: str, context: DateContext) -> DateWindow:
    """A day without a year that is long past lies in the coming year."""
    if context.as_of is None or re.search(r"\d{4}|年", text) or (context.as_of - window.latest).days < 120:
        return window
    return DateWindow(earliest=months_later(window.earliest, 12), latest=months_later(window.latest, 12))


def _single(text: str, context: DateContext, *, whole_month: bool) -> DateWindow | None:
    for found in find_dates(text, context):
        if found.value.window.earliest == context.as_of and not cues.DUE_WORD.search(text):
            continue  # the day of writing
        if found.value.year_open or (found.value.grain in ("month", "year") and not whole_month):
            continue
        return found.value.window
    return None


def _due(place: Place, periods: Periods) -> DateWindow | None:
    text, context = place.text, periods.context
    if not MAY_DATE.search(text) and not cues.PHASE_END.search(text) and not _LATER.search(text):
        return None
    if cues.QUESTION.search(text) and place.kind != "heading" and not re.search(r"必须|最晚|\bby\b|\bdue\b", text):
        return None
    if START_LABEL.match(place.label) or _NOT_BEFORE.search(text):
        return None
    if cues.PHASE_END.search(text) and not _PAST.search(text[:12]):
        holder = periods.of(place)
        if holder and holder.end_window:
            return holder.end_window
    for span in find_ranges(text, context):
        if span.value.start is None and span.value.end is not None and not span.value.year_open:
            if place.kind == "heading" and not cues.DUE_WORD.search(text):
                continue
            return _coming(span.value.end, span.text, context)
    for found in find_dates(text, context):
        before = text[: found.start]
        whole = found.value.grain == "month" and _MUST.match(text[found.end :]) is not None
        if found.value.year_open or (found.value.grain in ("month", "year") and not whole) or _WRITTEN.search(before):
            continue
        if _PAST.search(_clause_at(text, found.start)):
            continue
        window = found.value.window if _LAST.search(before) else _coming(found.value.window, found.text, context)
        if context.as_of and window.latest < context.as_of:
            continue
        if place.kind == "heading" and not cues.DUE_WORD.search(text):
            continue
        return window
    return _later(place, context)


def _clause_at(text: str, at: int) -> str:
    start = 0
    for match in _CLAUSE.finditer(text):
        if match.start() >= at:
            return text[start : match.start()]
        start = match.end()
    return text[start:]


def _later(place: Place, context: DateContext) -> DateWindow | None:
    """ "In 3 months": a week about the day; days exactly."""
    match = _LATER.search(place.text)
    if not match or context.as_of is None or _PAST.search(place.text[: match.end() + 2]):
        return None
    number = read_number(match["zh"] or match["en"])
    unit = (match["zu"] or match["eu"]).lower()
    if not number:
        return None
    if "天" in unit or unit.startswith("day"):
        return DateWindow.on(context.as_of + timedelta(days=round(number)))
    slack = timedelta(days=7)
    if "月" in unit or unit.startswith("month"):
        target = months_later(context.as_of, round(number))
    else:
        target, slack = context.as_of + timedelta(weeks=number), timedelta(days=3)
    return DateWindow(earliest=target - slack, latest=target + slack)


def named(place: Place) -> str:
    """The words of a place without its label."""
    label, rest = split_label(place.text)
    return rest or label
