"""Dates on lines of their own belong to the heading above them, or to the line below, or to the whole document."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates, find_ranges, find_weekdays
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.stretches import Periods, add_period, point_at
from roadweek.importing.weeks import ordinal, relative
from roadweek.understanding.dates import DateRange
from roadweek.understanding.quick import Quick

ONLY_DATES = re.compile(
    r"[\s:：()（）【】\[\],，。~～\-–—|｜·]|时间|日期|周期|dates?|period|from|约|大约|about", re.IGNORECASE
)
SPAN_LABEL = Quick(
    r"(?:duration|dates?|period|(?:\w+ )?window|(?:\w+ )?dates|schedule|"
    r"time ?(?:frame|line|span)?|when|时间|周期|起止(?:时间|日期)?|时长)$"
)
START_LABEL = Quick(
    r"(?:start(?:s|ing|ed)?(?: date| day)?|begin(?:s|ning)?|kick-?off|day (?:1|one)|开始(?:日期|时间)?|起始(?:日期?|"
    r"时间)?|启动(?:日期?)?|开营)$",
)
_END_LABEL = Quick(
    r"(?:end(?:s|ing)?(?: date| day)?|finish(?: date)?|until|target end|"
    r"结束(?:日期|时间)?|截止(?:日期|时间)?|终止(?:日期|时间)?)$",
)
_FROM_WORD = Quick(r"(?:起始|开始|启动|\bstart(?:s|ing|ed)?|\bbegin(?:s|ning)?|\bfrom)(?: on| date)?\W{0,4}$")
_TO_WORD = Quick(
    r"(?:结束|截止|完成|收尾|\bend(?:s|ing)?|\bfinish(?:es|ing)?|\buntil|\btill?|\bto)(?: on| date)?\W{0,4}$",
)
_BY = Quick(r"\b(?:by|before|due|deadlines?)\b|之?前完成|截止|DDL|到期")
_COMING = Quick(
    r"(?:(?P<soon>today|tomorrow|今天|明天)|(?P<next>next |下)?(?:this |coming |本|这)?"
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|(?:周|星期|礼拜)[一二三四五六日天]))\W*$"
)
_BEGINS = Quick(r"\b(?:starts?|starting|begins?|beginning|kick(?:ing|s)? off)(?: on| from)?\W{0,3}$")
_ONWARDS = Quick(r"\s*(?:正式)?(?:开始|启动|开工|开学)(?!之?前)", re.NOFLAG)
_HEAD_LINES = 4
"""Lines below a heading among which its dates stand."""


def kind_of(value: DateRange) -> str:
    if value.start is None or value.end is None:
        return "span"
    days = (value.end.latest - value.start.earliest).days + 1
    if days > 180:
        return "horizon"
    same = value.start.earliest.replace(day=1) == value.end.latest.replace(day=1)
    return "month" if same and days >= 28 else "phase" if days > 9 else "week"


def due_by(place: OutlineNode) -> bool:
    """Whether a heading or lead above says by when: "What I will have by July"."""
    return any(_BY.search(above.text) for above in place.ancestors() if not above.is_title)


def start_line(place: OutlineNode, state: Periods) -> None:
    """ "Start: 2 March", with "End: 30 April" beside it: the stretch of the heading above or of the whole document."""
    points = [d for d in find_dates(place.rest, state.context) if d.value.grain != "year"]
    if not points and (day := _coming(place.rest, state.context.as_of)) is not None:
        state.first_day = state.first_day or day
        return
    if not points or points[0].value.year_open:
        return
    first = point_at(points[0].value, points[0].text, state, place).window
    siblings = place.parent.children if place.parent is not None else state.tops
    for other in siblings[place.index + 1 : place.index + 3]:
        ends = find_dates(other.rest, state.context) if _END_LABEL.match(other.label) else ()
        if not ends or ends[0].value.year_open:
            continue
        last = point_at(ends[0].value, ends[0].text, state, other).window
        if last.latest < first.earliest:
            break
        value = DateRange(first, last)
        state.used.add(id(other))
        _of_heading(place, value, state, (*place.lines, *other.lines))
        break
    if points[0].value.grain == "day":
        state.first_day = state.first_day or first.earliest


def _coming(text: str, as_of: date | None) -> date | None:
    """ "Next Monday", 下周一, "tomorrow" as the whole of a start."""
    match = _COMING.match(text.strip())
    if match is None or as_of is None:
        return None
    if match["soon"]:
        return as_of + timedelta(days=1 if match["soon"].lower() in ("tomorrow", "明天") else 0)
    days = find_weekdays(match[0])
    if len(days) != 1 or len(days[0].value) != 1:
        return None
    monday = as_of - timedelta(days=as_of.weekday())
    day = monday + timedelta(days=WEEKDAYS.index(days[0].value[0]) + (7 if match["next"] else 0))
    return day if match["next"] or day > as_of else day + timedelta(days=7)


def starts_on(place: OutlineNode, state: Periods) -> None:
    """ "I start on 9 March", 从3月9日开始 near the top: the day that numbered weeks count from."""
    if state.first_day is not None or (place.parent is not None and not place.parent.is_title):
        return
    for one in find_dates(place.text, state.context):
        begins = _BEGINS.search(place.text[: one.start]) or _ONWARDS.match(place.text, one.end)
        if one.value.grain == "day" and begins and not one.value.year_open:
            state.first_day = point_at(one.value, one.text, state, place).window.earliest
            return


def from_to(place: OutlineNode, state: Periods) -> bool:
    """ "Starts 26 June → main part ends 9 August": two days with their words make one stretch."""
    text = place.text
    days = [d for d in find_dates(text, state.context) if d.value.grain == "day"]
    if len(days) < 2 or days[0].value.year_open or not _FROM_WORD.search(text[: days[0].start]):
        return False
    if not _TO_WORD.search(text[days[0].end : days[1].start]):
        return False
    first, last = (point_at(d.value, d.text, state, place).window for d in days[:2])
    if last.latest < first.earliest:
        return False
    value = DateRange(first, last)
    item = add_period(state, place, value, text, place.lines, kind_of(value))
    if place.parent is None or place.parent.is_title:
        state.whole = state.whole or item
    return True


def span_line(place: OutlineNode, value: DateRange | None, state: Periods) -> None:
    """ "Duration: 12 weeks (9 March - 31 May)": of the heading above, or of the whole document."""
    if value is not None:
        _of_heading(place, value, state, place.lines)
    elif (said := ordinal(place.rest)) is not None and (above := _head_of(place)) is not None:
        count = len(state.items)
        if id(above) not in state.opened:
            relative(above, said, state)
        if len(state.items) > count:
            new = state.items[-1].model_copy(update={"lines": tuple(sorted({*above.lines, *place.lines}))})
            state.items[-1] = state.opened[id(above)] = new
            state.used.add(id(place))


def _head_of(place: OutlineNode) -> OutlineNode | None:
    """The heading, other than the title, that a line near its top tells something of."""
    above = place.parent
    near = above is not None and above.kind == "heading" and not above.is_title and place.index < _HEAD_LINES
    return above if near else None


def _of_heading(place: OutlineNode, value: DateRange, state: Periods, lines: tuple[int, ...]) -> None:
    above = _head_of(place)
    title = place.parent if place.parent is not None and place.parent.is_title else None
    named = state.opened.get(id(title)) if title is not None else None
    same = named is not None and (named.start_window, named.end_window) == (value.start, value.end)
    if title is not None and named is not None and (same or refines(value, named)):
        _redated(title, value, named, lines, state)
        state.whole = state.whole or state.opened[id(title)]
        state.used.add(id(place))
    elif above is not None and id(above) not in state.opened:
        item = add_period(state, above, value, bare(above.text), tuple(sorted({*above.lines, *lines})), kind_of(value))
        state.used.add(id(place))
    elif above is not None and (opened := state.opened[id(above)]) and refines(value, opened):
        _redated(above, value, opened, lines, state)
        state.used.add(id(place))
    else:
        item = add_period(state, place, value, place.text, lines, kind_of(value))
        if above is None:
            state.whole = state.whole or item


def _redated(above: OutlineNode, value: DateRange, opened: Item, lines: tuple[int, ...], state: Periods) -> None:
    """The heading's stretch with the dates that a line below it gives exactly."""
    new = opened.model_copy(
        update={
            "lines": tuple(sorted({*above.lines, *lines})),
            "title": bare(above.text),
            "kind": kind_of(value),
            "start": value.start.earliest if value.start else None,
            "end": value.end.latest if value.end else None,
            "start_window": value.start,
            "end_window": value.end,
        }
    )
    state.items[state.items.index(opened)] = new
    state.opened[id(above)] = new


def bare_line(place: OutlineNode, value: DateRange, state: Periods) -> None:
    """A line of dates alone belongs to the heading above it, or, where a section has several, to the line below it."""
    state.used.add(id(place))
    above = place.parent
    siblings = above.children if above else []
    position = place.index
    others = len(_bare_siblings(place, state)) > 1
    if above and above.kind == "heading" and position == 0 and not others and id(above) not in state.opened:
        item = add_period(state, place, value, bare(above.text), above.lines + place.lines, kind_of(value))
        state.opened[id(above)] = item
        return
    opened = state.opened.get(id(above)) if above and above.kind == "heading" else None
    if opened is not None and above is not None and position == 0 and not others and refines(value, opened):
        _redated(above, value, opened, place.lines, state)  # "## April sprint" over "1 April - 20 April"
        return
    following = siblings[position + 1] if position + 1 < len(siblings) else None
    if following is not None and following.kind == "text" and following.block.line - place.lines[-1] == 1:
        item = add_period(state, place, value, following.text, place.lines + following.lines, kind_of(value))
        bare_ones = _bare_siblings(place, state)
        for sibling in siblings[position + 1 :]:
            if id(sibling) in bare_ones:
                break
            state.held[id(sibling)] = item
        state.used.add(id(following))
    else:
        add_period(state, place, value, place.text, place.lines, kind_of(value))


def refines(value: DateRange, opened: Item) -> bool:
    """Whether a span lies within the whole month or year that a heading named."""
    if value.start is None or value.end is None or opened.start is None or opened.end is None:
        return False
    return (
        opened.start <= value.start.earliest and value.end.latest <= opened.end and opened.kind in ("month", "horizon")
    )


def _bare_siblings(place: OutlineNode, state: Periods) -> set[int]:
    """Ids of the lines of dates alone in the place's section."""
    above = place.parent
    key = id(above)
    if key not in state.bare_lines:
        state.bare_lines[key] = {
            id(p) for p in (above.children if above else (place,)) if p.kind == "text" and _is_bare(p, state)
        }
    return state.bare_lines[key]


def _is_bare(place: OutlineNode, state: Periods) -> bool:
    found = find_ranges(place.text, state.context)
    return bool(found) and not ONLY_DATES.sub("", place.text[: found[0].start] + place.text[found[0].end :])
