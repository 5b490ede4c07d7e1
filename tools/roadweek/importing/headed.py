"""Dates on lines of their own belong to the heading above them, or to the line below, or to the whole document."""

from __future__ import annotations

import re
from datetime import timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates, find_frequencies, find_ranges
from roadweek.importing.outline import Place, bare
from roadweek.importing.stretches import Periods, add_period, months_later, point_at
from roadweek.importing.weeks import ordinal, relative
from roadweek.language.dates import DateRange
from roadweek.language.quick import Quick
from roadweek.language.spans import Found

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


def due_by(place: Place) -> bool:
    """Whether a heading or lead above says by when: "What I will have by July"."""
    return any(_BY.search(above.text) for above in place.ancestors() if not above.is_title)


def start_line(place: Place, state: Periods) -> None:
    """ "Start: 2 March", with "End: 30 April" beside it: the stretch of the heading above or of the whole document."""
    points = [d for d in find_dates(place.rest, state.context) if d.value.grain != "year"]
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


def from_to(place: Place, state: Periods) -> bool:
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


def span_line(place: Place, value: DateRange | None, state: Periods) -> None:
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


def _head_of(place: Place) -> Place | None:
    """The heading, other than the title, that a line near its top tells something of."""
    above = place.parent
    near = above is not None and above.kind == "heading" and not above.is_title and place.index < _HEAD_LINES
    return above if near else None


def _of_heading(place: Place, value: DateRange, state: Periods, lines: tuple[int, ...]) -> None:
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


def _redated(above: Place, value: DateRange, opened: Item, lines: tuple[int, ...], state: Periods) -> None:
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


def bare_line(place: Place, value: DateRange, state: Periods) -> None:
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


def _bare_siblings(place: Place, state: Periods) -> set[int]:
    """Ids of the lines of dates alone in the place's section."""
    above = place.parent
    key = id(above)
    if key not in state.bare_lines:
        state.bare_lines[key] = {
            id(p) for p in (above.children if above else (place,)) if p.kind == "text" and _is_bare(p, state)
        }
    return state.bare_lines[key]


def _is_bare(place: Place, state: Periods) -> bool:
    found = find_ranges(place.text, state.context)
    return bool(found) and not ONLY_DATES.sub("", place.text[: found[0].start] + place.text[found[0].end :])


def part_of_month(place: Place, state: Periods) -> list[Found[DateRange]]:
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


def part_label(place: Place, state: Periods) -> bool:
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


def goes_on(place: Place, state: Periods) -> None:
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


def this_or_next(place: Place, state: Periods) -> None:
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
