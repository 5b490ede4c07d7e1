"""Periods: the dated stretches of a plan, from headings, lines under them, table columns and ordinal weeks."""

from __future__ import annotations

import re

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.items import Item
from roadweek.importing.look import MAY_DATE, find_dates, find_ranges
from roadweek.importing.outline import Place, bare
from roadweek.importing.stretches import Periods, add_period, point_at, ranges_in
from roadweek.importing.weeks import NUMBER_CELL, ordinal, ordinal_row, relative
from roadweek.language.dates import DateContext, DateRange
from roadweek.language.spans import Found

_ONLY = re.compile(
    r"[\s:：()（）【】\[\],，。~～\-–—|｜·]|时间|日期|周期|dates?|period|from|约|大约|about", re.IGNORECASE
)
_WEEKS = re.compile(r"(?<![第\d.])(\d{1,2})\s*(?:周(?!\d)|weeks?\b)", re.IGNORECASE)
_SPAN_LABEL = re.compile(
    r"(?:duration|dates?|period|time ?(?:frame|line|span)?|when|时间|周期|起止(?:时间|日期)?|时长)$", re.IGNORECASE
)
START_LABEL = re.compile(
    r"(?:start(?:s|ing)?(?: date| day)?|begin(?:s|ning)?|kick-?off|day (?:1|one)|开始(?:日期|时间)?|起始(?:日期?|"
    r"时间)?|启动(?:日期?)?|开营)$",
    re.IGNORECASE,
)
_START_HEAD = re.compile(r"\W*(?:开始|起始|start|begin|from\b)", re.IGNORECASE)
_END_HEAD = re.compile(r"\W*(?:结束|截止|完成|终止|end|finish|until|to\b|due)", re.IGNORECASE)
_MONTH_DASH = re.compile(r"^\W*(20\d\d)[-./](0?[1-9]|1[0-2])(?![-./\d])")


def read_periods(places: list[Place], context: DateContext, *, title: int | None = None) -> Periods:
    """All periods in the document's order. ``title`` is the year that the document's title names."""
    state = Periods(context, title, tops=[place for place in places if place.parent is None])
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
    found = [f for f in ranges_in(place.text, state, place.block.line, place=place) if _is_span(f)]
    if not found and (match := _MONTH_DASH.match(place.text)):
        found = [f for f in ranges_in(f"{match[1]}-{int(match[2]):02d}", state, place.block.line) if _is_span(f)]
    if found:
        value = found[0].value
        weeks = _WEEKS.search(place.text)
        kind = "span" if weeks and len(found) == 1 and _floats(value, int(weeks[1])) else _kind(value)
        add_period(state, place, value, _title(place.text, found[0]), place.lines, kind)
    elif (said := ordinal(place.text, inside=True)) is not None:
        relative(place, said, state)


def _floats(value: DateRange, weeks: int) -> bool:
    if value.start is None or value.end is None:
        return False
    return (value.end.latest - value.start.earliest).days + 1 > 7 * weeks


def _title(text: str, found: Found[DateRange]) -> str:
    rest = (text[: found.start] + " " + text[found.end :]).strip()
    rest = re.sub(r"[（(【\[][\s,，、;；:：]*[)）】\]]", "", rest)
    rest = re.sub(r"[（(]\s*(?:共|为期)?\s*\d{1,3}\s*(?:周|天|个月|weeks?|days?|months?)\s*[)）]", "", rest)
    rest = rest.strip(" |｜:：-–—·,，")
    return rest if len(rest) >= 2 else text


def _row(place: Place, state: Periods) -> None:
    """A row whose cell is a span, below a head that speaks of time."""
    table = place.block.parent
    head = table.cells if table else ()
    if (columns := from_columns(place)) is not None:
        ends = [find_dates(place.block.cells[n], state.context) for n in columns]
        if ends[0] and ends[1] and not ends[0][0].value.year_open and not ends[1][0].value.year_open:
            first, last = (point_at(e[0].value, e[0].text, state, place).window for e in ends)
            if first.earliest <= last.latest:
                rest = [c for n, c in enumerate(place.block.cells) if n not in columns and c]
                name = next((c for c in rest if not NUMBER_CELL.match(c)), place.text)
                value = DateRange(first, last)
                add_period(state, place, value, name, place.lines, _kind(value))
                return
    for position, cell in enumerate(place.block.cells):
        title = head[position] if position < len(head) else ""
        found = [f for f in ranges_in(cell, state, place.block.line, place=place) if _is_span(f)] if cell else []
        if not found:
            continue
        beside = cell[: found[0].start] + cell[found[0].end :]
        if _ONLY.sub("", cues.WEEK_ORDINAL.sub("", beside.strip())) and not (
            position == 0 and cues.PHASE.search(beside)
        ):
            continue
        if cues.TIME_HEAD.search(title) or position <= 1:
            rest = [c for n, c in enumerate(place.block.cells) if n != position and c]
            name = next((c for c in rest if not NUMBER_CELL.match(c)), rest[0] if rest else cell)
            add_period(state, place, found[0].value, name, place.lines, _kind(found[0].value))
            return
    ordinal_row(place, state)


def from_columns(place: Place) -> tuple[int, int] | None:
    """The columns "Start" and "End" of a row's table, where both cells hold a day."""
    table = place.block.parent
    if place.kind != "row" or table is None:
        return None
    first = next((n for n, title in enumerate(table.cells) if _START_HEAD.match(title)), None)
    last = next((n for n, title in enumerate(table.cells) if _END_HEAD.match(title)), None)
    cells = place.block.cells
    if first is None or last is None or max(first, last) >= len(cells):
        return None
    return (first, last) if MAY_DATE.search(cells[first]) and MAY_DATE.search(cells[last]) else None


def _line(place: Place, state: Periods) -> None:
    text = place.text
    if cues.TO_DECIDE.search(text):
        return
    if (said := ordinal(text)) is not None:
        dated = [f for f in ranges_in(text, state, place.block.line, place=place) if f.value.start and f.value.end]
        if dated and dated[0].start <= said.end + 4:
            add_period(state, place, dated[0].value, _title(text, dated[0]), place.lines, "week")
            return
        if place.leads or place.label:
            relative(place, said, state)
        if said.unit == "week" or place.leads or place.label:
            return
    if START_LABEL.match(place.label):
        day = next((d.value for d in find_dates(place.rest, state.context) if d.value.grain == "day"), None)
        if day is not None and not day.year_open:
            state.first_day = state.first_day or day.window.earliest
        return
    found = [
        f for f in ranges_in(text, state, place.block.line, place=place) if _is_span(f) and not _only_a_year(f, text)
    ]
    if not found:
        return
    first = found[0]
    if not _ONLY.sub("", text[: first.start] + text[first.end :]):
        _bare_line(place, first.value, state)
    elif place.kind == "text" and _SPAN_LABEL.match(place.label) and first.value.start and first.value.end:
        item = add_period(state, place, first.value, place.text, place.lines, _kind(first.value))
        state.whole = state.whole or item
    elif first.start <= 2 and (first.value.end is not None or place.kind == "text" or place.leads):
        add_period(state, place, first.value, _title(text, first), place.lines, _kind(first.value))
        start = first.value.start
        if first.value.end is None and start is not None and start.earliest == start.latest:
            state.first_day = state.first_day or start.earliest  # "Starting 9 March, I will ..."
    elif first.value.end is not None and first.value.start is not None and place.kind == "item":
        if 2 <= _days_of(first.value) <= 31 and not re.fullmatch(_MONTH_WORD, first.text.strip(), re.IGNORECASE):
            add_period(state, place, first.value, _title(text, first), place.lines, "span")
            return
        bracketed = re.search(r"[（(]\s*(?:大约|约|about|~)?\s*$", text[: first.start])
        if bracketed or first.end >= len(text.rstrip("。.)） ")):
            add_period(state, place, first.value, _title(text, first), place.lines, "span")
    elif place.kind == "text" and first.value.start is not None and first.value.end is not None:
        inside = 2 <= _days_of(first.value) <= 31 and not re.fullmatch(_MONTH_WORD, first.text.strip(), re.IGNORECASE)
        begins = bool(re.search(r"[，,。；;：:]\s*$", text[: first.start])) and not re.fullmatch(
            _MONTH_WORD, first.text.strip()
        )
        if inside or begins:
            add_period(state, place, first.value, _clause_name(text, first), place.lines, "span")
        for other in found[1:6]:
            if 2 <= _days_of(other.value) <= 31:
                add_period(state, place, other.value, _clause_name(text, other), place.lines, "span")


def _clause_name(text: str, found: Found[DateRange]) -> str:
    """The clause that holds a span, without it."""
    begun = max((m.end() for m in re.finditer(r"[，,。；;：:]\s*", text[: found.start])), default=0)
    after = re.search(r"[。；;]", text[found.end :])
    clause = text[begun : found.end + after.start() if after else len(text)]
    return _title(clause, Found(found.start - begun, found.end - begun, found.value, found.text))[:80]


_MONTH_WORD = r"(?:20\d\d\s*年)?\s*\S{1,3}月份?|[a-z]{3,9}\.?(?:\s+20\d\d)?|20\d\d[-./]\d\d"


def _only_a_year(found: Found[DateRange], text: str) -> bool:
    """去年 or "2025" inside a sentence tells of a year and plans none."""
    return bool(re.fullmatch(r"(?:20\d\d\s*年?|[去今明后来]年|(?:this|next|last) year)", found.text.strip())) and (
        len(text) > len(found.text) + 8
    )


def _days_of(value: DateRange) -> int:
    """Days of a span whose both ends are given to the day; 0 where one is not."""
    if value.start is None or value.end is None or value.start.earliest != value.start.latest:
        return 0
    return (value.end.latest - value.start.earliest).days + 1 if value.end.earliest == value.end.latest else 0


def _bare_line(place: Place, value: DateRange, state: Periods) -> None:
    """A line of dates alone belongs to the heading above it, or, where a section has several, to the line below it."""
    state.used.add(id(place))
    above = place.parent
    siblings = above.children if above else []
    position = place.index
    others = len(_bare_siblings(place, state)) > 1
    if above and above.kind == "heading" and position == 0 and not others and id(above) not in state.opened:
        item = add_period(state, place, value, bare(above.text), above.lines + place.lines, _kind(value))
        state.opened[id(above)] = item
        return
    opened = state.opened.get(id(above)) if above and above.kind == "heading" else None
    if opened is not None and above is not None and position == 0 and not others and _refines(value, opened):
        # "## April sprint" over "1 April - 20 April": the line says exactly when
        new = opened.model_copy(
            update={
                "lines": above.lines + place.lines,
                "title": bare(above.text),
                "kind": _kind(value),
                "start": value.start.earliest if value.start else None,
                "end": value.end.latest if value.end else None,
                "start_window": value.start,
                "end_window": value.end,
            }
        )
        state.items[state.items.index(opened)] = new
        state.opened[id(above)] = new
        return
    following = siblings[position + 1] if position + 1 < len(siblings) else None
    if following is not None and following.kind == "text" and following.block.line - place.lines[-1] == 1:
        item = add_period(state, place, value, following.text, place.lines + following.lines, _kind(value))
        bare_ones = _bare_siblings(place, state)
        for sibling in siblings[position + 1 :]:
            if id(sibling) in bare_ones:
                break
            state.held[id(sibling)] = item
        state.used.add(id(following))
    else:
        add_period(state, place, value, place.text, place.lines, _kind(value))


def _refines(value: DateRange, opened: Item) -> bool:
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
    return bool(found) and not _ONLY.sub("", place.text[: found[0].start] + place.text[found[0].end :])


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
        item = add_period(state, place, value, bare(place.text), place.lines, "phase")
        for number, old in enumerate(state.items):
            if any(old.id == part.id for part in parts) and old.period in (None, item.period):
                new = old.model_copy(update={"period": item.id})
                state.items[number] = new
                for key, opened in list(state.opened.items()):
                    if opened.id == old.id:
                        state.opened[key] = new
