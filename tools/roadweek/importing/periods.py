"""Periods: the dated stretches of a plan, from headings, lines under them, table columns and ordinal weeks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.items import Item
from roadweek.importing.outline import Place, bare
from roadweek.language.dates import DateContext, DateRange, find_ranges, in_year
from roadweek.language.numbers import zh_number
from roadweek.language.spans import Found

_ONLY = re.compile(
    r"[\s:：()（）【】\[\],，。~～\-–—|｜·]|时间|日期|周期|dates?|period|from|约|大约|about", re.IGNORECASE
)
_WEEKS = re.compile(r"(?<![第\d.])(\d{1,2})\s*(?:周(?!\d)|weeks?\b)", re.IGNORECASE)
_QUARTER = re.compile(r"(?:(20\d\d)\s*[-年 ]?\s*)?\bQ([1-4])\b(?:\s*(20\d\d))?", re.IGNORECASE)
MAY_DATE = re.compile(
    r"\d|[一二三四五六七八九十]月|[今明去]年|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
"""Without any of these a text has no date: looking for dates is the dearest part of reading."""
_SPAN_LABEL = re.compile(
    r"(?:duration|dates?|period|time ?(?:frame|line|span)?|when|时间|周期|起止(?:时间|日期)?|时长)$", re.IGNORECASE
)
_MONTH_DASH = re.compile(r"^\W*(20\d\d)[-./](0?[1-9]|1[0-2])(?![-./\d])")


@dataclass(slots=True)
class Periods:
    """The periods found, which place opened which, and the lines that only told dates."""

    context: DateContext
    items: list[Item] = field(default_factory=list[Item])
    opened: dict[int, Item] = field(default_factory=dict[int, Item])
    """By ``id`` of the place that opens it."""
    held: dict[int, Item] = field(default_factory=dict[int, Item])
    """By ``id`` of a place that follows a line of dates in the same section."""
    used: set[int] = field(default_factory=set[int])
    """Ids of places whose whole text was a period's dates."""
    yearless: list[int] = field(default_factory=list[int])
    """Lines whose dates have no year to stand in."""
    whole: Item | None = None
    """The stretch of the whole document, from a line such as "Duration: 12 weeks (9 March - 31 May)"."""
    bare_lines: dict[int, set[int]] = field(default_factory=dict[int, set[int]])
    """By ``id`` of a section's place, the lines in it that are dates alone."""

    def of(self, place: Place) -> Item | None:
        """The innermost period that holds ``place``."""
        if id(place) in self.held:
            return self.held[id(place)]
        for above in place.ancestors():
            found = self.opened.get(id(above)) or self.held.get(id(above))
            if found is not None:
                return found
        return None


def read_periods(places: list[Place], context: DateContext) -> Periods:
    """All periods in the document's order."""
    state = Periods(context)
    for place in places:
        if place.role in cues.SILENT and place.kind != "heading":
            continue
        if place.kind == "heading":
            _heading(place, state)
        elif place.kind == "row":
            _row(place, state)
        elif place.kind in ("text", "item"):
            _line(place, state)
    _hulls(places, state)
    state.items.sort(key=lambda item: item.lines)
    return state


def ranges_in(text: str, state: Periods, line: int, *, near: date | None = None) -> list[Found[DateRange]]:
    """Spans of ``text`` with their years settled; quarters are spans too. Yearless ones come back without dates."""
    found: list[Found[DateRange]] = []
    for span in find_ranges(text, state.context) if MAY_DATE.search(text) else ():
        value = span.value
        if value.year_open:
            state.yearless.append(line)
            found.append(Found(span.start, span.end, DateRange(None, None, year_open=True), span.text))
            continue
        found.append(Found(span.start, span.end, _settle(value, span.text, state.context, near), span.text))
    if not found:
        for match in _QUARTER.finditer(text):
            year = int(match[1] or match[3] or 0) or state.context.year
            if year is None:
                state.yearless.append(line)
                continue
            first = date(year, 3 * int(match[2]) - 2, 1)
            last = date(year + (match[2] == "4"), (first.month + 2) % 12 + 1, 1) - timedelta(days=1)
            value = DateRange(DateWindow.on(first), DateWindow.on(last))
            found.append(Found(match.start(), match.end(), value, match[0]))
    return found


def _settle(value: DateRange, text: str, context: DateContext, near: date | None) -> DateRange:
    """A span without a year of its own lies in the coming year where this year's is long past."""
    if re.search(r"\d{4}|今年|明年|去年|this year|next year", text) or near:
        return value
    as_of = context.as_of
    last = value.end or value.start
    if as_of is None or last is None or last.latest >= as_of - timedelta(days=60):
        return value
    year = (value.start or last).earliest.year
    moved = in_year(_opened(value, year), year + 1)
    return moved or value


def _opened(value: DateRange, year: int) -> DateRange:
    from roadweek.language.dates import OPEN_YEAR

    try:
        shift = OPEN_YEAR - year

        def move(window: DateWindow | None) -> DateWindow | None:
            if window is None:
                return None
            return DateWindow(
                earliest=window.earliest.replace(year=window.earliest.year + shift),
                latest=window.latest.replace(year=window.latest.year + shift),
            )

        return DateRange(move(value.start), move(value.end), year_open=True)
    except ValueError:
        return value


def _add(state: Periods, place: Place, value: DateRange, title: str, lines: tuple[int, ...], kind: str) -> Item:
    parent = state.of(place)
    item = Item(
        id=f"p{lines[0]}" + ("" if not any(i.id == f"p{lines[0]}" for i in state.items[-3:]) else "b"),
        group="periods",
        lines=lines,
        title=title,
        kind=kind,
        start=value.start.earliest if value.start else None,
        end=value.end.latest if value.end else None,
        start_window=value.start,
        end_window=value.end,
        period=parent.id if parent else None,
        status="superseded" if place.superseded else None,
    )
    state.items.append(item)
    state.opened[id(place)] = item
    return item


def _is_span(found: Found[DateRange]) -> bool:
    return found.value.start is not None or found.value.year_open


def _kind(value: DateRange) -> str:
    if value.start is None or value.end is None:
        return "span"
    days = (value.end.latest - value.start.earliest).days + 1
    if days > 180:
        return "horizon"
    same = value.start.earliest.replace(day=1) == value.end.latest.replace(day=1)
    return "month" if same and days >= 28 else "phase" if days > 9 else "week"


def _heading(place: Place, state: Periods) -> None:
    found = [f for f in ranges_in(place.text, state, place.block.line) if _is_span(f)]
    if not found and (match := _MONTH_DASH.match(place.text)):
        found = [f for f in ranges_in(f"{match[1]}-{int(match[2]):02d}", state, place.block.line) if _is_span(f)]
    if found:
        value = found[0].value
        weeks = _WEEKS.search(place.text)
        kind = "span" if weeks and len(found) == 1 and _floats(value, int(weeks[1])) else _kind(value)
        _add(state, place, value, _title(place.text, found[0]), place.lines, kind)
    elif match := cues.WEEK_ORDINAL.match(place.text):
        _relative_week(place, match, state)


def _floats(value: DateRange, weeks: int) -> bool:
    if value.start is None or value.end is None:
        return False
    return (value.end.latest - value.start.earliest).days + 1 > 7 * weeks


def _title(text: str, found: Found[DateRange]) -> str:
    rest = (text[: found.start] + " " + text[found.end :]).strip()
    rest = re.sub(r"[（(【\[]\s*[)）】\]]", "", rest)
    rest = rest.strip(" |｜:：-–—·,，")
    return rest if len(rest) >= 2 else text


def _row(place: Place, state: Periods) -> None:
    """A row whose cell is a span, below a head that speaks of time."""
    table = place.block.parent
    head = table.cells if table else ()
    for position, cell in enumerate(place.block.cells):
        title = head[position] if position < len(head) else ""
        found = [f for f in ranges_in(cell, state, place.block.line) if _is_span(f)] if cell else []
        if not found or _ONLY.sub("", cell[: found[0].start] + cell[found[0].end :]):
            continue
        if cues.TIME_HEAD.search(title) or position <= 1:
            rest = [c for n, c in enumerate(place.block.cells) if n != position and c]
            _add(state, place, found[0].value, rest[0] if rest else cell, place.lines, _kind(found[0].value))
            return


def _line(place: Place, state: Periods) -> None:
    text = place.text
    if cues.TO_DECIDE.search(text):
        return
    if match := cues.WEEK_ORDINAL.match(text):
        if place.leads or place.label:
            _relative_week(place, match, state)
        return
    found = [f for f in ranges_in(text, state, place.block.line) if _is_span(f)]
    if not found:
        return
    first = found[0]
    if not _ONLY.sub("", text[: first.start] + text[first.end :]):
        _bare_line(place, first.value, state)
    elif place.kind == "text" and _SPAN_LABEL.match(place.label) and first.value.start and first.value.end:
        item = _add(state, place, first.value, place.text, place.lines, _kind(first.value))
        state.whole = state.whole or item
    elif first.start <= 2 and (first.value.end is not None or place.kind == "text" or place.leads):
        _add(state, place, first.value, _title(text, first), place.lines, _kind(first.value))
    elif first.value.end is not None and first.value.start is not None and place.kind == "item":
        bracketed = re.search(r"[（(]\s*(?:大约|约|about|~)?\s*$", text[: first.start])
        if bracketed or first.end >= len(text.rstrip("。.)） ")):
            _add(state, place, first.value, _title(text, first), place.lines, "span")


def _bare_line(place: Place, value: DateRange, state: Periods) -> None:
    """A line of dates alone belongs to the heading above it, or, where a section has several, to the line below it."""
    state.used.add(id(place))
    above = place.parent
    siblings = above.children if above else []
    position = place.index
    others = len(_bare_siblings(place, state)) > 1
    if above and above.kind == "heading" and position == 0 and not others and id(above) not in state.opened:
        item = _add(state, place, value, bare(above.text), above.lines + place.lines, _kind(value))
        state.opened[id(above)] = item
        return
    following = siblings[position + 1] if position + 1 < len(siblings) else None
    if following is not None and following.kind == "text" and following.block.line - place.lines[-1] == 1:
        item = _add(state, place, value, following.text, place.lines + following.lines, _kind(value))
        bare_ones = _bare_siblings(place, state)
        for sibling in siblings[position + 1 :]:
            if id(sibling) in bare_ones:
                break
            state.held[id(sibling)] = item
        state.used.add(id(following))
    else:
        _add(state, place, value, place.text, place.lines, _kind(value))


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
    return bool(found) and not _ONLY.sub("", place.text[: found[0].start] + place.text[found[0].end :])


def _relative_week(place: Place, match: re.Match[str], state: Periods) -> None:
    """The n-th week of the dated period that holds it, from its first day, cut at its end."""
    number, last = week_numbers(match)
    if not number:
        return
    holder = state.of(place) or state.whole
    before = _week_before(place, number, state)
    if before is not None:
        start = before
    elif holder is not None and holder.start is not None and (holder.kind != "horizon" or holder is state.whole):
        start = holder.start + timedelta(days=7 * (number - 1))
    else:
        return
    end = start + timedelta(days=7 * max(last - number + 1, 1) - 1)
    if holder is not None and holder.end is not None:
        if start > holder.end:
            return
        end = min(end, holder.end)
    value = DateRange(DateWindow.on(start), DateWindow.on(end))
    _add(state, place, value, place.text, place.lines, "week")


def _week_before(place: Place, number: int, state: Periods) -> date | None:
    """The day after the week numbered one less, where that stands right before it with dates of its own."""
    siblings = [
        p
        for p in (place.parent.children if place.parent else ())[max(place.index - 12, 0) : place.index]
        if p.kind == place.kind
    ]
    if not siblings or number < 2:
        return None
    item, match = state.opened.get(id(siblings[-1])), cues.WEEK_ORDINAL.match(siblings[-1].text)
    if item is None or match is None or item.end is None or item.kind not in ("week", "phase", "month"):
        return None
    return item.end + timedelta(days=1) if week_numbers(match)[1] == number - 1 else None


def week_numbers(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last week that :data:`cues.WEEK_ORDINAL` has read; 0 where they are no numbers."""

    def number(text: str) -> int:
        return int(text) if text.isdigit() else zh_number(text) or 0

    first = number(match[1] or match[3] or match[5])
    last = match[2] or match[4] or match[6]
    return min(first, 200), min(number(last), 200) if last else min(first, 200)


def _hulls(places: list[Place], state: Periods) -> None:
    """A phase's heading without dates spans the dated parts below it."""
    for place in places:
        if place.kind != "heading" or id(place) in state.opened or not cues.PHASE.search(place.text):
            continue
        below = [state.opened[id(p)] for p in place.walk() if id(p) in state.opened]
        parts = list({item.id: item for item in below if item.kind != "week"}.values())
        if not parts or any(part.start is None for part in parts):
            continue
        start = min(part.start_window.earliest for part in parts if part.start_window)
        ends = [part.end_window.latest for part in parts if part.end_window]
        value = DateRange(DateWindow.on(start), DateWindow.on(max(ends)) if len(ends) == len(parts) else None)
        item = _add(state, place, value, bare(place.text), place.lines, "phase")
        for number, old in enumerate(state.items):
            if any(old.id == part.id for part in parts) and old.period in (None, item.period):
                new = old.model_copy(update={"period": item.id})
                state.items[number] = new
                for key, opened in list(state.opened.items()):
                    if opened.id == old.id:
                        state.opened[key] = new


def with_year(context: DateContext, year: int | None) -> DateContext:
    return replace(context, year=year)
