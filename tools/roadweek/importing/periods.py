"""Periods: the dated stretches of a plan, from headings, lines under them, table columns and ordinal weeks."""

from __future__ import annotations

import re

from roadweek.domain.base import DateWindow
from roadweek.importing import cues
from roadweek.importing.dues import WRITTEN
from roadweek.importing.headed import (
    ONLY_DATES,
    SPAN_LABEL,
    START_LABEL,
    bare_line,
    due_by,
    from_to,
    kind_of,
    span_line,
    start_line,
    starts_on,
)
from roadweek.importing.look import MAY_DATE, find_dates, find_frequencies, find_ranges
from roadweek.importing.loose_spans import goes_on, part_label, part_of_month, this_or_next
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.period_rows import row_period
from roadweek.importing.stretches import Periods, add_period, is_span, ranges_in
from roadweek.importing.weeks import ordinal, relative
from roadweek.understanding.dates import DateContext, DateRange
from roadweek.understanding.quick import Quick
from roadweek.understanding.spans import Found

_WEEKS = Quick(r"(?<![第\d.])(\d{1,2})\s*(?:周(?!\d)|weeks?\b)")
_MONTH_DASH = Quick(r"^\W*(20\d\d)[-./](0?[1-9]|1[0-2])(?![-./\d])", re.NOFLAG)


def read_periods(places: list[OutlineNode], context: DateContext, *, title: int | None = None) -> Periods:
    """All periods in the document's order. ``title`` is the year that the document's title names."""
    state = Periods(context, title, tops=[place for place in places if place.parent is None])
    for place in places:
        if place.role in cues.SILENT and place.kind != "heading":
            continue
        if place.kind == "heading":
            _heading(place, state)
        elif place.kind == "row":
            row_period(place, state)
        elif place.kind in ("text", "item"):
            _line(place, state)
    _title_month(places, state)
    _hulls(places, state)
    state.items.sort(key=lambda item: item.lines)
    return state


def _heading(place: OutlineNode, state: Periods) -> None:
    found = [f for f in ranges_in(place.text, state, place.block.line, place=place) if is_span(f)]
    if not found and (match := _SO_LONG.search(place.text)) and not find_ranges(place.text, state.context):
        day = next((d for d in find_dates(place.text, state.context) if d.value.grain == "day"), None)
        if day is not None and 0 <= match.start() - day.end <= 3:
            text = f"from {day.text} {match[0]}"  # "January 24 - 2 weeks"
            found = [f for f in ranges_in(text, state, place.block.line, place=place) if is_span(f) and f.value.end]
    if not found and not find_ranges(place.text, state.context):
        found = part_of_month(place, state)
    if not found and (match := _MONTH_DASH.match(place.text)):
        found = [f for f in ranges_in(f"{match[1]}-{int(match[2]):02d}", state, place.block.line) if is_span(f)]
    asks = cues.QUESTION.search(place.text) and found and found[0].start > 2
    if found and not asks and not (found[0].value.year_open and place.is_title):
        value = found[0].value
        weeks = _WEEKS.search(place.text)
        kind = "span" if weeks and len(found) == 1 and _floats(value, int(weeks[1])) else kind_of(value)
        item = add_period(state, place, value, _title(place.text, found[0]), place.lines, kind)
        if (said := ordinal(place.text, inside=True)) is not None:
            state.number(item, (said.unit, said.first, said.last))
    elif (said := ordinal(place.text, inside=True)) is not None:
        relative(place, said, state)
    elif not found:
        this_or_next(place, state)


def _floats(value: DateRange, weeks: int) -> bool:
    if value.start is None or value.end is None:
        return False
    return (value.end.latest - value.start.earliest).days + 1 > 7 * weeks


def _title(text: str, found: Found[DateRange]) -> str:
    rest = (text[: found.start] + " " + text[found.end :]).strip()
    rest = re.sub(r"[（(【\[][\s,，、;；:：]*[)）】\]]", "", rest)
    rest = re.sub(r"[（(]\s*(?:共|为期)?\s*\d{1,3}\s*(?:周|天|个月|weeks?|days?|months?)\s*[)）]", "", rest)
    rest = re.sub(r"\s*([:：])(?:\s*[:：])*", r"\1", rest)  # what stood before or between the colons is gone
    rest = rest.strip(" |｜:：-–—·,，")
    return rest if len(rest) >= 2 else text


def _line(place: OutlineNode, state: Periods) -> None:  # noqa: C901
    text = place.text
    if cues.TO_DECIDE.search(text):
        return
    if (said := ordinal(text)) is not None:
        dated = [f for f in ranges_in(text, state, place.block.line, place=place) if f.value.start and f.value.end]
        if dated and dated[0].start <= said.end + 4:
            item = add_period(state, place, dated[0].value, _title(text, dated[0]), place.lines, "week")
            state.number(item, (said.unit, said.first, said.last))
            return
        if place.leads or place.label:
            relative(place, said, state)
        if said.unit == "week" or place.leads or place.label:
            return
    if START_LABEL.match(place.label):
        start_line(place, state)
        return
    if SPAN_LABEL.match(place.label) and ordinal(place.rest) is not None and not MAY_DATE.search(place.rest):
        span_line(place, None, state)
        return
    if MAY_DATE.search(text):
        if from_to(place, state):
            return
        starts_on(place, state)
    found = [
        f for f in ranges_in(text, state, place.block.line, place=place) if is_span(f) and not _only_a_year(f, text)
    ]
    if not found:
        if not part_label(place, state):
            goes_on(place, state)
        return
    first = found[0]
    if WRITTEN.search(text[: first.start]):
        return
    if not ONLY_DATES.sub("", text[: first.start] + text[first.end :]):
        bare_line(place, first.value, state)
    elif SPAN_LABEL.match(place.label) and (first.value.year_open or (first.value.start and first.value.end)):
        span_line(place, first.value, state)
    elif place.kind == "item" and not place.leads and _PART_OF_NAME.match(text[first.start :]):
        return  # "Q1 planning review" names a thing
    elif (
        not place.leads
        and (place.kind == "item" or first.value.end is None)
        and (opening := _from_then_on(text, found))
    ):
        for one in opening[:6]:
            add_period(state, place, one.value, _clause_name(text, one), place.lines, "span")
    elif cues.QUESTION.search(text) and place.kind == "item":
        return  # "What should April add?" asks
    elif _opens(text, first) and (first.value.end or first.value.year_open or place.kind == "text" or place.leads):
        add_period(state, place, first.value, _title(text, first), place.lines, kind_of(first.value))
        start = first.value.start
        if first.value.end is None and start is not None and start.earliest == start.latest:
            state.first_day = state.first_day or start.earliest  # "Starting 9 March, I will ..."
    elif first.value.end is not None and first.value.start is not None and (place.kind == "item" or _brief(text)):
        if 2 <= _days_of(first.value) <= 31 and not re.fullmatch(_MONTH_WORD, first.text.strip(), re.IGNORECASE):
            add_period(state, place, first.value, _title(text, first), place.lines, "span")
            return
        bracketed = re.search(r"[（(]\s*(?:大约|约|about|~)?\s*$", text[: first.start])
        if due_by(place) and re.fullmatch(_MONTH_WORD, first.text.strip(), re.IGNORECASE):
            return  # "Certificate (June 2026)" below "by July": when it is due
        if _EXPIRES.search(text[: first.start]):
            return
        if bracketed or _between(text, first) or first.end >= len(text.rstrip("。.)） ")):
            add_period(state, place, first.value, _title(text, first), place.lines, "span")
    elif place.kind == "text" and first.value.start is not None and first.value.end is not None:
        inside = 2 <= _days_of(first.value) <= 31 and not re.fullmatch(_MONTH_WORD, first.text.strip(), re.IGNORECASE)
        begins = bool(re.search(r"[，,。；;：:]\s*$", text[: first.start])) and not re.fullmatch(
            _MONTH_WORD, first.text.strip(), re.IGNORECASE
        )
        names = bool(_BRACKETED_LABEL.match(text[first.end :])) and text[: first.start].rstrip()[-1:] in ("(", "（")
        if inside or begins or names:
            add_period(state, place, first.value, _clause_name(text, first), place.lines, "span")
        for other in found[1:6]:
            if 2 <= _days_of(other.value) <= 31:
                add_period(state, place, other.value, _clause_name(text, other), place.lines, "span")


def _from_then_on(text: str, found: list[Found[DateRange]]) -> list[Found[DateRange]]:
    """ "From October: mock exams", 政治9月份开始看大纲: clauses that begin with a day from which something goes on."""
    opening: list[Found[DateRange]] = []
    for one in found:
        clause = text[one.start :].split("，")[0]
        opens = one.value.start is not None and one.value.end is None and _CLAUSE_HEAD.search(text[: one.start])
        if opens and not find_frequencies(clause) and len(clause) >= len(one.text) + 2:
            opening.append(one)
    return opening


def _opens(text: str, first: Found[DateRange]) -> bool:
    """Whether a statement begins with a stretch: 完成 3 月清单 and "April's bills" name a month in passing."""
    if first.start > 4 or not _BESIDE.match(text[: first.start]):
        return False
    return not _ATTRIBUTE.match(text, max(first.end - 1, 0))


def _between(text: str, first: Found[DateRange]) -> bool:
    """ "Phase 1: 1 March – 15 April: sketches": a name, its span, and what it is for."""
    return bool(re.search(r"[:：]\s*$", text[: first.start]) and re.match(r"\s*[:：–—]", text[first.end :]))


def _brief(text: str) -> bool:
    """ "First round (September - November)": a name and its span."""
    return len(text) <= 40 and text.rstrip().endswith((")", "）"))


def _clause_name(text: str, found: Found[DateRange]) -> str:
    """The clause that holds a span, without it."""
    begun = max((m.end() for m in re.finditer(r"[，,。；;：:]\s*", text[: found.start])), default=0)
    after = re.search(r"[。；;]", text[found.end :])
    clause = text[begun : found.end + after.start() if after else len(text)]
    return _title(clause, Found(found.start - begun, found.end - begun, found.value, found.text))[:80]


_BESIDE = Quick(r"\W*(?:[在从于自约]|in|from|the|starting)?\W*$")
_ATTRIBUTE = Quick(r"月份?的?(?:数据|账单|报告|清单|工资|遗留|已)|[a-z]['’]s\b")
_CLAUSE_HEAD = re.compile(r"(?:^|[，,；;。])\s*(?:[\u4e00-\u9fff]{0,4})$")
_PART_OF_NAME = Quick(r"(?:Q[1-4]|H[12])\s+[a-z]", re.NOFLAG)
_EXPIRES = Quick(r"(?:\b(?:expires?|expired|valid until|since)|有效期至?)\s*$")
_BRACKETED_LABEL = Quick(r"\s*[)）]\s*[:：]", re.NOFLAG)
"""Behind the span of "Summer (July and August): no schedule"."""
_SO_LONG = Quick(r"\d{1,2}\s*(?:周|天|个月|weeks?\b|days?\b|months?\b)")
_MONTH_WORD = r"(?:20\d\d\s*年)?\s*\S{1,3}\s?月份?|[a-z]{3,9}\.?(?:\s+20\d\d)?|20\d\d[-./]\d\d"


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


def _title_month(places: list[OutlineNode], state: Periods) -> None:
    """ "Study plan - November 2025" over a plan from April on names the exam's month and is no stretch of it."""
    title = next((p for p in places if p.is_title and id(p) in state.opened), None)
    own = state.opened[id(title)] if title is not None else None
    if own is None or own.kind != "month" or own.start is None or own.end is None:
        return
    others = [i for i in state.items if i.id != own.id and i.start is not None and i.status is None]
    if not any(i.start < own.start or i.start > own.end for i in others if i.start is not None):
        return
    state.opened.pop(id(title))
    state.items = [
        i.model_copy(update={"period": None}) if i.period == own.id else i for i in state.items if i is not own
    ]
    by_id = {item.id: item for item in state.items}
    for places_of in (state.opened, state.held):
        for key, item in places_of.items():
            places_of[key] = by_id.get(item.id, item)


def _hulls(places: list[OutlineNode], state: Periods) -> None:
    """A phase's heading without dates spans the dated parts below it."""
    for place in places:
        if place.kind != "heading" or id(place) in state.opened or not cues.PHASE.search(place.text):
            continue
        below = [state.opened[id(p)] for p in place.walk() if id(p) in state.opened]
        parts = list({item.id: item for item in below if item.kind != "week"}.values()) or below
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
