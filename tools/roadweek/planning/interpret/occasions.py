"""Dated occasions: what a plan puts on one day, by its number, its date or its weekday in a numbered week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from roadweek.domain.base import WEEKDAYS, Range, Slot, Weekday
from roadweek.importing import columns, cues
from roadweek.importing.clocks import clocks_of, stretch_of
from roadweek.importing.finished import finished, ticked, within_finished
from roadweek.importing.look import find_dates, find_durations, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.weeks import ordinal
from roadweek.planning.interpret import signs
from roadweek.planning.interpret.calendar import PlanCalendar, PlanStretch, slots_of

SPLIT_FROM_MIN = 120
"""A day's hours over this many minutes are divided among its topics."""
ASSUMED_MIN = 60
ASSUMED_DAY_MIN = 180
"""Minutes of an occasion, and of a day of occasions at most, where the text gives none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a day holds: a topic, the part of the day, the clock, and the minutes that the text gives it."""

    day: date
    title: str
    place: OutlineNode
    slots: tuple[Slot, ...] = ()
    at: time | None = None
    minutes: Range | None = None
    lines: tuple[int, ...] = ()
    stated: bool = True
    """Its minutes stand in the text."""
    last: date | None = None
    """It may lie on any day from ``day`` to this one."""
    days: tuple[Weekday, ...] = ()
    beside: bool = False
    """The other cells of its row are topics of the week."""


def unwanted(place: OutlineNode) -> bool:
    """Whether nothing at a place is to be done: remarks, checks, links, what is over, what others say."""
    if place.superseded or place.role in cues.SILENT or place.role in ("method", "steps"):
        return True
    if any(one.role in cues.SILENT or one.superseded for one in place.ancestors()):
        return True
    if any(
        signs.CONDITION.search(one.label or one.text) or (signs.BASELINE.search(one.text) and width(one.text) <= 40)
        for one in place.ancestors()
        if one.leads or one.kind == "heading"
    ):
        return True
    return in_aside(place)


def in_aside(place: OutlineNode) -> bool:
    """Whether a place stands in a section of remarks, checks, links, or of what is left out."""
    for one in (place, *place.ancestors()):
        if one.is_title or (one is not place and one.label and one.kind == "row"):
            continue
        if (one.kind == "heading" or one.leads) and _heads_aside(one):
            return True
    return False


def _heads_aside(place: OutlineNode) -> bool:
    """Whether a heading opens such a section; kept with it, since each line below asks."""
    known = place.judged.get("aside")
    if known is None:
        text = place.text
        known = width(text) <= 60 and bool(
            signs.CHECKLIST.search(text) or signs.ASIDE.search(bare(text)) or signs.SKIPPED.search(text)
        )
        place.judged["aside"] = known
    return known


def read_cells(places: Sequence[OutlineNode], calendar: PlanCalendar, day_minutes: Range | None) -> list[Cell]:
    """All dated occasions in the document's order. ``day_minutes`` is what the plan states for each day of work."""
    found: list[Cell] = []
    seen: set[int] = set()
    for place in places:
        if id(place) in seen or unwanted(place) or ticked(place) or within_finished(place):
            continue
        if place.kind == "table":
            grid = list(_grid(place, calendar, seen)) or list(_parallel(place, calendar, seen))
            found += grid
            continue
        own = calendar.own.get(id(place))
        if own is not None and place.kind == "row" and 5 <= own.days <= 10 and not _run_of_days(own):
            found += _timed_cells(place, own)
            continue
        if own is None or (own.days != 1 and not _run_of_days(own)):
            continue
        if own.days != 1 and any(id(p) in calendar.own for p in place.walk()):
            continue  # a stretch that is divided further
        if place.kind != "row" and not _is_day(place):
            continue
        seen.add(id(place))
        if place.kind == "row":
            cells, stated = _row(place, own.first)
        else:
            cells, stated = list(_below(place, own.first, seen)), _duration(place.text) or _length_below(place)
        sized = _with_lengths(cells, stated, day_minutes)
        found += [replace(c, day=c.day + timedelta(days=n)) for n in range(own.days) for c in sized]
    return [
        c for c in found if width(c.title) > 1 and not signs.REST.match(c.title) and not signs.SKIPPED.search(c.title)
    ]


def _timed_cells(row: OutlineNode, own: PlanStretch) -> list[Cell]:
    """Of a row a week the cells that name a weekday and a clock time: "Wednesday 12:00-1:00 (Seminar)"."""
    found: list[Cell] = []
    for cell in row.block.cells:
        named = [f for f in find_weekdays(cell[:24]) if len(f.value) == 1]
        span = stretch_of(cell)
        clock = span or next(iter(clocks_of(cell)), None)
        if len(named) != 1 or clock is None:
            continue
        title = _clean(_BARE_CLOCK.sub("", cell[: clock.start] + cell[clock.end :])).strip("()（） ")
        day = next(
            (
                d
                for n in range(own.days)
                if WEEKDAYS[(d := own.first + timedelta(days=n)).weekday()] == named[0].value[0]
            ),
            None,
        )
        if day is None or width(title) < 2:
            continue
        end = clock.value.end
        length = Range.exactly(end - clock.value.start) if end is not None and end > clock.value.start else None
        found.append(
            Cell(
                day,
                title,
                row,
                (),
                _time(clock.value.start),
                length or Range.exactly(ASSUMED_MIN),
                row.lines,
                stated=length is not None,
                beside=True,
            )
        )
    return found


_BARE_CLOCK = re.compile(r"\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
RUN_MOST = 10


def _run_of_days(own: PlanStretch) -> bool:
    """ "Days 22-28": the same on each of a few numbered days."""
    return own.numbered is not None and own.numbered.unit == "day" and own.days <= RUN_MOST


def _parallel(table: OutlineNode, calendar: PlanCalendar, seen: set[int]) -> Iterator[Cell]:
    """A table with a row a week and a column an occasion: "Run 1 | Run 2 | Weekend"."""
    stems: dict[str, list[int]] = {}
    days: dict[int, tuple[Weekday, ...]] = {}
    for position, title in enumerate(table.block.cells):
        if match := _NUMBERED.match(title.strip()):
            stems.setdefault(match[1].strip().lower(), []).append(position)
        named = find_weekdays(title[:24])
        if position and named:
            days[position] = named[0].value
    columns_of = [n for group in stems.values() if len(group) >= 2 for n in group]
    if len(columns_of) < 2:
        return
    columns_of = sorted({*columns_of, *days})
    for row in table.children:
        own = calendar.own.get(id(row)) if row.kind == "row" else None
        if own is None or not 5 <= own.days <= 10:
            continue
        seen.add(id(row))
        for position in columns_of:
            text = row.block.cells[position] if position < len(row.block.cells) else ""
            if not text or signs.REST.match(text):
                continue
            length = _duration(text)
            on = days.get(
                position, () if not days else tuple(d for d in WEEKDAYS if all(d not in v for v in days.values()))
            )
            yield Cell(
                own.first, _clean(text), row, minutes=length or Range.exactly(ASSUMED_MIN), lines=row.lines,
                stated=length is not None, last=own.last, days=on,
            )  # fmt: skip


_NUMBERED = re.compile(r"([^\W\d][\w \-]*?)\s*#?(?:\d{1,2}|[A-D]|[一二三四五六])$")


def _is_day(place: OutlineNode) -> bool:
    """Whether a place opens a day rather than being due on it."""
    if place.kind == "heading":
        return True
    if any(signs.DUE_SECTION.search(a.text) for a in place.ancestors() if a.kind == "heading"):
        return False
    if cues.DUE_WORD.search(place.label or place.text[:24]) or _DUE_VERB.match(place.rest):
        return False
    return bool(place.label or place.children)


def _grid(table: OutlineNode, calendar: PlanCalendar, seen: set[int]) -> Iterator[Cell]:
    """A table with a column a weekday and a row a week."""
    heads: dict[int, Weekday] = {}
    for position, title in enumerate(table.block.cells):
        days: set[Weekday] = {d for f in find_weekdays(title[:16]) for d in f.value}
        if len(days) == 1:
            heads[position] = next(iter(days))
    if len(heads) < 2:
        return
    for row in table.children:
        if row.kind != "row":
            continue
        own = calendar.own.get(id(row)) or _skipped_week(row, calendar)
        if own is None:
            own = calendar.above(row)
        if own is None or own.days > 14:
            return
        seen.add(id(row))
        if signs.SKIPPED.search(" ".join(row.block.cells[:2])):
            continue
        for position, code in heads.items():
            text = row.block.cells[position] if position < len(row.block.cells) else ""
            if not text or signs.REST.match(text):
                continue
            for n in range(own.days):
                day = own.first + timedelta(days=n)
                if WEEKDAYS[day.weekday()] == code:
                    length = _duration(text)
                    yield Cell(
                        day,
                        _clean(text),
                        row,
                        minutes=length or Range.exactly(ASSUMED_MIN),
                        lines=row.lines,
                        stated=length is not None,
                    )
                    break


def _skipped_week(row: OutlineNode, calendar: PlanCalendar) -> PlanStretch | None:
    cell = row.block.cells[0] if row.block.cells else ""
    return PlanStretch(date.min, date.min) if signs.SKIPPED.search(cell) else None


def _row(row: OutlineNode, day: date) -> tuple[list[Cell], Range | None]:
    """The topics of a row whose first cells name a day, and the length that the row gives them together."""
    table, cells = row.block.parent, row.block.cells
    head = table.cells if table is not None else ()
    length: Range | None = None
    at: time | None = None
    topics: list[tuple[str, tuple[Slot, ...]]] = []
    by_slot = {
        n: slots_of(title) for n, title in enumerate(head) if signs.SLOT_HEAD.search(title) and width(title) <= 16
    }
    wanted = columns.topic(head)
    if wanted is not None and (wanted >= len(cells) or not cells[wanted] or wanted == 0):
        wanted = None
    for position, cell in enumerate(cells):
        if not cell:
            continue
        title = head[position] if position < len(head) else ""
        if length is None and width(cell) <= 24 and (sized := find_durations(cell)):
            length = sized[0].value
        if at is None and width(cell) <= 24 and (span := stretch_of(cell)) is not None:
            at = _time(span.value.start)
        if position in by_slot:
            topics.append((cell, by_slot[position]))
            continue
        if by_slot or _names_day(cell) or _only_measures(cell):
            continue
        if wanted is not None:
            if position == wanted:
                topics.append((cell, ()))
            continue
        if signs.NUMBER_HEAD.fullmatch(title):
            continue
        if not topics:
            topics.append((cell, ()))
    found: list[Cell] = []
    for text, parts in topics:
        lines = _topics(text)
        apart = length is not None and length.lo > SPLIT_FROM_MIN and len(lines) > 1 and length.lo // len(lines) >= 25
        titles = [_clean(line) for line in lines] if apart else ["；".join(_clean(line) for line in lines)]
        found += [Cell(day, title, row, parts, at, None, row.lines) for title in titles]
    return found, length


def _below(place: OutlineNode, day: date, seen: set[int]) -> Iterator[Cell]:
    """The topics below a day's heading or label, else the day's own words."""
    leaves = [leaf for child in place.children for leaf in _leaves(child, (), None)]
    for one in place.walk():
        seen.add(id(one))
    if leaves:
        for leaf, text, slots, at, length in leaves:
            yield Cell(day, text, leaf, slots, at, length, leaf.lines, stated=length is not None)
        return
    text = place.rest if place.label and not _said(place.rest) else ""
    text = text or _after_day(place.text)
    if width(text) > 1:
        for line in _topics(text):
            yield Cell(
                day,
                _clean(line),
                place,
                slots_of(text),
                None,
                _duration(text) if len(_topics(text)) == 1 else None,
                place.lines,
            )


def _length_below(place: OutlineNode) -> Range | None:
    """The day's hours that a labelled line below it states: "Time: 2-3 hours"."""
    for child in place.children:
        if child.label and _TIME_LABEL.search(child.label) and (length := _duration(child.rest)) is not None:
            return length
    return None


_TIME_LABEL = re.compile(r"\b(?:time|duration|hours|length|estimated?)\b|时长|时间|用时|耗时", re.IGNORECASE)


def _said(text: str) -> bool:
    return width(text) < 2


def _leaves(
    place: OutlineNode, slots: tuple[Slot, ...], at: time | None
) -> Iterator[tuple[OutlineNode, str, tuple[Slot, ...], time | None, Range | None]]:
    if place.superseded or place.role in cues.SILENT or finished(place) or place.block.quoted:
        return
    if place.kind == "table":
        for row in place.children:
            yield from _timed_row(row, slots)
        return
    role = cues.label_role(place.label) if place.label else None
    if role in (*cues.SILENT, "method") or (role == "output" and not place.rest and not place.children):
        return
    if place.label and not place.children and _TIME_LABEL.search(place.label) and _only_measures(place.rest):
        return
    if place.label and _AIM.search(place.label):
        for child in place.children:
            yield from _leaves(child, slots, at)
        return
    if not place.children and place.label and not place.rest:
        return
    if (place.kind == "heading" or place.leads) and (
        signs.CHECKLIST.search(place.text) or signs.ASIDE.search(bare(place.text))
    ):
        return
    own = slots_of(place.label or place.text) if (place.label or place.leads or place.kind == "heading") else ()
    clock = _clock(place.text)
    length = _duration(place.text)
    if (
        place.children
        and (place.leads or not place.rest)
        and (own or place.kind == "heading" or place.text.rstrip().endswith((":", "：")))
    ):
        for child in place.children:
            yield from _leaves(child, own or slots, clock or at)
        return
    text = place.rest if place.label and (own or clock or _plain_label(place.label)) and place.rest else place.text
    text = _clean(text)
    if signs.REST.match(text) or width(text) < 2 or (place.block.marked.link and width(text) < 2):
        return
    yield place, text, own or slots, clock or at, length


_DUE_VERB = re.compile(
    r"\W*(?:完成|提交|交付|交|截止|上线|发布|finish|complete|submit|deliver|hand in|due|deadline|publish|release)",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"目标|产出|成果|输出|验收|检查点?|备注|资源|参考|链接|提示|goal|aim|outcome|output|deliverable|check|note|"
    r"resource|link|reference",
    re.IGNORECASE,
)


def _plain_label(label: str) -> bool:
    return bool(
        re.fullmatch(
            r"\W*(?:任务|内容|学习内容|主题|重点|topics?|tasks?|focus|learn|study|todo|do)\W*", label, re.IGNORECASE
        )
    )


def _timed_row(
    row: OutlineNode, slots: tuple[Slot, ...]
) -> Iterator[tuple[OutlineNode, str, tuple[Slot, ...], time | None, Range | None]]:
    """A row of a day's own table: a part of the day or a clock time, and what is done."""
    if row.kind != "row":
        return
    cells = [c for c in row.block.cells if c]
    own, at, length = slots, None, None
    topic = ""
    for cell in cells:
        span = stretch_of(cell)
        if span is not None and width(cell) <= 24:
            at = _time(span.value.start)
            length = length or (Range.exactly(span.value.end - span.value.start) if span.value.end else None)
        elif width(cell) <= 12 and slots_of(cell):
            own = slots_of(cell)
        elif width(cell) <= 16 and (found := find_durations(cell)) and _only_measures(cell):
            length = length or found[0].value
        elif not topic and not _names_day(cell):
            topic = cell
    if topic and not signs.REST.match(topic):
        yield row, _clean(topic), own, at, length


def _with_lengths(cells: list[Cell], stated: Range | None, day_minutes: Range | None) -> list[Cell]:
    """The day's stated hours divided among its occasions; without any, an hour each."""
    open_ = [c for c in cells if c.minutes is None]
    if not open_:
        return cells
    taken = sum(c.minutes.top for c in cells if c.minutes is not None)
    whole = stated or day_minutes
    if whole is not None:
        each = max(25, (whole.lo - taken) // len(open_) // 5 * 5)
        length, sure = Range.exactly(each), True
    else:
        each = max(25, min(ASSUMED_MIN, ASSUMED_DAY_MIN // len(open_) // 5 * 5))
        length, sure = Range.exactly(each), False
    return [replace(c, minutes=length, stated=sure) if c.minutes is None else c for c in cells]


def _topics(text: str) -> list[str]:
    """The topics that a cell lists with line breaks or bullets."""
    parts = re.split(r"\s*(?:<br\s*/?>|\n|；\s*(?=[-•])|;\s*(?=[-•]))\s*", text)
    parts = [p.strip(" -•·*") for p in parts]
    return [p for p in parts if width(p) > 1] or [text]


_DAY_WORDS = re.compile(
    r"^\W*(?:周[一二三四五六日天]|星期[一二三四五六日天]|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|"
    r"sun)(?:day)?)\b\W*|[（(]\s*\d+(?:\.\d+)?\s*(?:h|hours?|小时|min|分钟)\s*[)）]",
    re.IGNORECASE,
)


def _clean(text: str) -> str:
    text = re.sub(r"<br\s*/?>", "；", text)
    text = _DAY_WORDS.sub("", text)
    return text.strip(" -–—:：·|*•；;。.").strip()[:160]


def _after_day(text: str) -> str:
    """What a day's heading says beside its number, date or weekday."""
    said = ordinal(text)
    rest = text[said.end :] if said is not None else text
    rest = _DAY_WORDS.sub("", rest)
    for found in find_dates(rest):
        if found.start <= 3:
            rest = rest[: found.start] + rest[found.end :]
            break
    return rest.strip(" -–—:：·|*•()（）").strip()


def _names_day(cell: str) -> bool:
    if width(cell) > 28 or not (re.search(r"\d", cell) or find_weekdays(cell) or ordinal(cell)):
        return False
    rest = _DAY_WORDS.sub("", cell)
    said = ordinal(cell)
    if said is not None:
        rest = cell[said.end :]
    for found in find_dates(rest) or ():
        rest = rest[: found.start] + rest[found.end :]
        break
    rest = re.sub(
        r"\d+|[月日号/.\-–~～()（）\s,，]|[一二三四五六日天]|周|星期|st|nd|rd|th", "", rest, flags=re.IGNORECASE
    )
    return len(rest) <= 1 or bool(find_weekdays(cell[:12]) and len(rest) <= 4)


_MEASURES = re.compile(
    r"[\W\d]*(?:(?:h|hours?|hrs?|min(?:ute)?s?|小时|分钟|个?钟头|工作日|周末|约|共|weekday|weekend|"
    r"[/每per a日天])+[\W\d]*)+",
    re.IGNORECASE,
)


def _only_measures(cell: str) -> bool:
    return bool(_MEASURES.fullmatch(cell)) or bool(re.fullmatch(r"[\W\d_✓✔☐☑✅❌⬜]*", cell))


def _duration(text: str) -> Range | None:
    found = find_durations(text[:200])
    if found:
        return found[0].value if 5 <= found[0].value.lo <= 960 else None
    span = stretch_of(text)
    if span is not None and span.value.end is not None and span.value.end > span.value.start:
        return Range.exactly(span.value.end - span.value.start)
    return None


def _clock(text: str) -> time | None:
    span = stretch_of(text[:40])
    if span is not None and span.start <= 6:
        return _time(span.value.start)
    return None


def _time(minute: int | None) -> time | None:
    return None if minute is None or not 0 <= minute < 1440 else time(minute // 60, minute % 60)
