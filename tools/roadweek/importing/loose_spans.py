"""Stretches said loosely: a part of a month, "until early June" over a list, "next week" in a heading."""

from __future__ import annotations

import re
from datetime import timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.headed import ONLY_DATES, kind_of
from roadweek.importing.look import find_dates, find_frequencies, find_ranges
from roadweek.importing.outline import OutlineNode
from roadweek.importing.stretches import Periods, add_period, months_later, point_at
from roadweek.understanding.dates import DateRange
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_UP_TO = Quick(r"(?:直到|[到至]|\b(?:until|till|through)\b)(?:\s*\S{0,7})?$")
_TAIL = Quick(r"\s*(?:为止|止)?\s*(?:$|[（(，,。.;；])")
_LAST_DAYS = Quick(r"[底末]|\bend\b")
_ONE_DAY = Quick(r"\b(?:end|beginning|start) of\b[^-–—:]*$")
_THIS_OR_NEXT = Quick(
    r"(?P<zn>[本这下])(?:个)?(?:周(?![一二三四五六日天末])|星期(?![一二三四五六日天])|月)|"
    r"\b(?P<en>this|next|coming) (?:week|month)\b"
)
_LOOK_BACK = Quick(
    r"模[板版]|复盘|回顾|总结|反思|示例|\b(?:template|review|retro\w*|recap|reflection|example|sample)\b"
)


def part_of_month(place: OutlineNode, state: Periods) -> list[Found[DateRange]]:
    """ "Polishing - late December 2026", 十一月下旬：收尾: a part of a month at a heading's edge is its stretch."""
    text = place.text
    points = [d for d in find_dates(text, state.context) if d.value.grain == "part"]
    if len(points) != 1 or cues.DUE_WORD.search(text) or _ONE_DAY.search(text[: points[0].end]):
        return []
    one = points[0]
    if not re.search(r"(?:^|[-–—:：|,，(（])\W*$", text[: one.start]) or not re.match(
        r"\W*(?:$|[-–—:：|])", text[one.end :]
    ):
        return []
    point = point_at(one.value, one.text, state, place)
    if point.year_open:
        state.yearless.append(place.block.line)
        return [Found(one.start, one.end, DateRange(None, None, year_open=True), one.text)]
    window = point.window
    value = DateRange(DateWindow.on(window.earliest), DateWindow.on(window.latest))
    return [Found(one.start, one.end, value, one.text)]


def part_label(place: OutlineNode, state: Periods) -> bool:
    """ "Mid-October: revise" beside "November - December: practise": a part of a month that is a stretch like its
    neighbour's."""
    points = [d for d in find_dates(place.label, state.context) if d.value.grain == "part"] if place.label else []
    if len(points) != 1 or _ONE_DAY.search(place.label) or _LAST_DAYS.search(place.label):
        return False
    one = points[0]
    if ONLY_DATES.sub("", place.label[: one.start] + place.label[one.end :]):
        return False
    siblings = place.parent.children if place.parent is not None else state.tops
    beside = (*siblings[max(place.index - 2, 0) : place.index], *siblings[place.index + 1 : place.index + 3])
    spans = (f.value for other in beside if other.label for f in find_ranges(other.label, state.context))
    point = point_at(one.value, one.text, state, place)
    if point.year_open or not any(value.start and value.end for value in spans):
        return False
    window = point.window
    value = DateRange(DateWindow.on(window.earliest), DateWindow.on(window.latest))
    add_period(state, place, value, place.rest or place.text, place.lines, "span")
    return True


def goes_on(place: OutlineNode, state: Periods) -> None:
    """ "Choir, 3 h a week until early December" over a list: a stretch that has begun and has an end."""
    text = place.text
    if place.kind != "item" or not place.children or not find_frequencies(text):
        return
    spans = [(f, f.value.end, f.value.year_open) for f in find_ranges(text, state.context) if f.value.start is None]
    words = [(f, point_at(f.value, f.text, state, place)) for f in find_dates(text, state.context)]
    spans += [
        (Found(f.start, f.end, DateRange(None, p.window), f.text), p.window, p.year_open)
        for f, p in words
        if _UP_TO.search(text[: f.start])
    ]
    for one, end, year_open in spans:
        if end is None or not _TAIL.match(text, one.end) or not _UP_TO.search(text[: one.start] + one.text[:8]):
            continue
        if year_open:
            state.yearless.append(place.block.line)
            return
        add_period(state, place, DateRange(None, end), text, place.lines, "span")
        return


def this_or_next(place: OutlineNode, state: Periods) -> None:
    """本周任务, "Next month": counted from the day of writing, where no other stretch holds the heading."""
    as_of, match = state.context.as_of, _THIS_OR_NEXT.search(place.text)
    if as_of is None or match is None or place.is_title or _LOOK_BACK.search(place.text) or state.of(place) is not None:
        return
    ahead = 1 if match["zn"] == "下" or (match["en"] or "").lower() in ("next", "coming") else 0
    if "月" in match[0] or match[0].lower().endswith("month"):
        first = months_later(as_of.replace(day=1), ahead)
        last = months_later(first, 1) - timedelta(days=1)
    else:
        first = as_of + timedelta(days=7 * ahead - as_of.weekday())
        last = first + timedelta(days=6)
    value = DateRange(DateWindow.on(first), DateWindow.on(last))
    add_period(state, place, value, place.text, place.lines, kind_of(value))
