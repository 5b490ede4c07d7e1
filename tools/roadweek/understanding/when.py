"""Days and weeks relative to the day of speaking: "next Friday", 下周三到周五, "in two weeks", 20号.

Weeks run Monday to Sunday. A bare weekday takes the week that the sentence named last, else it is the coming one,
today excluded; today's own weekday named alone is in doubt. Every mention also knows what it means in the past tense.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from re import Match

from roadweek.understanding.dates import DateContext, find_dates, find_ranges, in_year, point_in_year
from roadweek.understanding.holidays import find_holidays
from roadweek.understanding.numbers import NUMBER, read_number
from roadweek.understanding.recurrence import ZH_DAY
from roadweek.understanding.slashes import with_slashes
from roadweek.understanding.spans import Found, TakenSpans, pattern
from roadweek.understanding.when_ordinals import find_ordinals
from roadweek.understanding.when_patterns import (
    after_edge,
    before_edge,
    behind_clock,
    chain,
    connector,
    relative,
    trailing_week,
)
from roadweek.understanding.when_reader import SHIFTS, DayCount, Edge, When, WhenGrain, WhenReader, monday_of, unit_of

__all__ = ["DayCount", "Edge", "When", "WhenGrain", "find_day_counts", "find_whens"]


def _calendar(text: str, today: date) -> list[Found[When]]:
    """Calendar dates of the sentence. Without a year they are the coming ones, and in the past tense the last ones."""
    context = DateContext(as_of=today)
    found: list[Found[When]] = []
    for point in find_dates(text, context):
        if point.value.grain == "year":
            continue
        years = [y for y in (point_in_year(point.value, today.year + n) for n in (0, 1, 2, 3, 4)) if y]
        coming = next((y for y in years if y.window.latest >= today), None)
        if not point.value.year_open:
            coming = point.value
        before = [point_in_year(point.value, today.year - n) for n in (0, 1)]
        past = next((b.window for b in before if b and b.window.earliest <= today), None)
        if coming:
            window = coming.window
            grain: WhenGrain = coming.grain if coming.grain != "year" else "span"
            span = (past.earliest, past.latest) if past else None
            found.append(
                Found(point.start, point.end, When(window.earliest, window.latest, grain, past=span), point.text)
            )
    for item, before_it in find_holidays(text, today):
        if not TakenSpans([(f.start, f.end) for f in found]).overlaps(item.start, item.end):
            found.append(
                Found(item.start, item.end, When(item.value, item.value, past=(before_it, before_it)), item.text)
            )
    taken = TakenSpans([(f.start, f.end) for f in found])
    for ranged in find_ranges(text, context):
        if taken.overlaps(ranged.start, ranged.end):
            continue
        values = (
            [in_year(ranged.value, today.year + n) for n in (-1, 0, 1)] if ranged.value.year_open else [ranged.value]
        )
        # a span that holds today counts as the coming one, so last year's may still run
        for value in values:
            if value and value.start and value.end and (value.end.latest >= today or not ranged.value.year_open):
                when = When(value.start.earliest, value.end.latest, "span", joined=True)
                found.append(Found(ranged.start, ranged.end, when, ranged.text))
                break
    return found


def _with_edges(item: Found[When], text: str) -> Found[When]:
    """What the words directly before and behind make of a mention."""
    before = before_edge().search(text[max(0, item.start - 24) : item.start])
    behind = after_edge().match(text, item.end)
    edge: Edge = ""
    if behind:
        edge = "from" if behind.lastgroup == "from" else "until"
    elif before:
        edge = "from" if before.lastgroup == "from" else ("until" if before.lastgroup == "until" else "to")
    return Found(item.start, item.end, replace(item.value, edge=edge), item.text) if edge else item


def _join(items: list[Found[When]], text: str) -> list[Found[When]]:
    """Two days with a connector between them are one span."""
    joined: list[Found[When]] = []
    for item in items:
        last = joined[-1] if joined else None
        if last and not last.value.joined and not item.value.joined and _days(last) and _days(item):
            gap = text[last.end : item.start]
            end = item.value.end
            if item.value.bare and end < last.value.start:
                end += timedelta(days=7)  # "Friday to Monday": the Monday behind that Friday
            if connector().fullmatch(gap) and last.value.start <= end:
                # today's weekday behind another day is the one behind it: 周二到周四, said on a Thursday
                either = item.value.doubt and item.value.bare and end - timedelta(days=7) >= last.value.start
                doubt = last.value.doubt or either
                past = last.value.past and item.value.past and (last.value.past[0], item.value.past[1])
                if past and past[1] < past[0]:
                    past = None
                bare = last.value.bare and item.value.bare
                value = When(last.value.start, end, "span", doubt=doubt, joined=True, bare=bare, past=past)
                joined[-1] = Found(last.start, item.end, value, text[last.start : item.end])
                continue
        joined.append(item)
    return joined


def _named_twice(items: list[Found[When]], text: str) -> list[Found[When]]:
    """ "Wednesday the 20th" is one day; where weekday and date do not agree, it is in doubt."""
    merged: list[Found[When]] = []
    for item in items:
        last = merged[-1] if merged else None
        named = last and item.value.grain == "day" and not item.value.bare and not last.value.joined
        same_day = last and named and not last.value.bare and _days(last) and last.value.start == item.value.start
        if last and same_day and not text[last.end : item.start].strip(" ,，（("):
            # "Boxing Day (Dec 26)": the same day, said twice
            merged[-1] = Found(last.start, item.end, last.value, text[last.start : item.end])
            continue
        if last and named and last.value.bare:
            gap = text[last.end : item.start].strip(" ,，（(").lower()
            if gap in ("", "the"):
                same = last.value.start.weekday() == item.value.start.weekday()
                value = replace(item.value, doubt=not same)
                merged[-1] = Found(last.start, item.end, value, text[last.start : item.end])
                continue
        merged.append(item)
    return merged


def _days(item: Found[When]) -> bool:
    return item.value.grain == "day" and not item.value.anchor


def find_whens(text: str, today: date, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Found[When], ...]:
    """Every mention of days in the sentence, in order; ``taken`` pieces (frequencies) are not read.

    Lists of weekdays give one mention each, ranges one for the whole span.
    """
    counted = list(find_ordinals(text, today))
    out = TakenSpans([(f.start, f.end) for f in counted])
    dated = [*counted, *(f for f in _calendar(text, today) if not out.overlaps(f.start, f.end))]
    dated = with_slashes(text, today, dated)
    blocked = TakenSpans([*taken, *((f.start, f.end) for f in dated)])
    reader = WhenReader(text, today, dated)
    late: set[int] = set()
    for match in relative().finditer(text):
        if match.start() in late or blocked.overlaps(match.start(), match.end()):
            continue
        if match.lastgroup == "more" and not _goes_on(reader.found, match.start()):
            continue
        if match.lastgroup == "wd_en":
            late |= _bind_trailing(reader, text, match)
        value = reader.read(match)
        if value:
            reader.found.append(Found(match.start(), match.end(), value, match[0]))
    items = _week_behind(sorted([*reader.found, *dated], key=lambda f: f.start), text)
    items = _that_weekday(items, text)
    return tuple(_with_edges(item, text) for item in _join(_named_twice(items, text), text))


def _week_behind(items: list[Found[When]], text: str) -> list[Found[When]]:
    """ "Saturday 8-9 next week": a week behind the hours of a weekday says which weekday is meant."""
    bound = list(items)
    for n in range(1, len(bound)):
        day, week = bound[n - 1], bound[n]
        if not (day.value.bare and week.value.grain == "week" and not week.value.anchor):
            continue
        if behind_clock().fullmatch(text[day.end : week.start]) is None:
            continue
        named = monday_of(week.value.start) + timedelta(days=day.value.start.weekday())
        bound[n - 1] = replace(day, value=day.value.moved(named))
        bound[n] = replace(week, value=replace(week.value, anchor=True))
    return bound


def _that_weekday(items: list[Found[When]], text: str) -> list[Found[When]]:
    """ "From the 12th until that Sunday": the one at or behind the day that was named before."""
    bound: list[Found[When]] = []
    for item in items:
        before = [b for b in bound if not b.value.anchor]
        that = before and _that().search(text[max(0, item.start - 6) : item.start])
        unsure = before and (item.value.doubt or item.value.start < before[-1].value.start)
        home = unsure and _home().search(text[before[-1].end : item.start])
        if item.value.bare and (that or home):
            first = before[-1].value.end
            day = first + timedelta(days=(item.value.start.weekday() - first.weekday()) % 7)
            bound.append(replace(item, value=item.value.moved(day)))
        else:
            bound.append(item)
    return bound


@pattern
def _that() -> str:
    return r"\bthat\s+$|那个?$"


@pattern
def _home() -> str:
    """ "I fly on Sunday and come back on Thursday", said on a Thursday: the one behind that Sunday."""
    return r"\b(?:back|home|return\w*|until|till)\b|回"


def _goes_on(found: list[Found[When]], at: int) -> bool:
    """A lone 四 is a weekday only directly behind another one: 周二/四."""
    return (
        bool(found)
        and found[-1].end == at
        and found[-1].text[-1] in "一二三四五六日天"
        and found[-1].text not in _NOT_WEEKDAYS
    )


_NOT_WEEKDAYS = ("今天", "明天", "后天", "大后天", "昨天", "前天", "大前天", "今日", "明日", "后日", "昨日", "前日")


def _bind_trailing(reader: WhenReader, text: str, match: Match[str]) -> set[int]:
    """ "Tuesday and Thursday next week": a week behind a chain of weekdays holds for all of them."""
    end, week = match.end(), trailing_week().match(text, match.end())
    while week is None:
        step = chain().match(text, end)
        if step is None:
            return set()
        end = step.end()
        week = trailing_week().match(text, end)
    if not match["wd_en_s"]:
        reader.week = monday_of(reader.today) + timedelta(weeks=2 if week["after"] else SHIFTS[week["s"].lower()])
        reader.anchored = None
    return {week.start("w")}


@pattern
def _counts() -> str:
    zh = (
        rf"(?P<zn>{NUMBER}|半)\s*(?P<zu>天|个?(?:周|星期|礼拜)(?!{ZH_DAY}|末)|"
        rf"个月)(?!\s*(?:后|之后|以后|前|之前|以前|[\d一两二三四]+\s*次))"
    )
    en = (
        r"(?:\b(?:(?P<n>\d+|[a-z]+(?:-[a-z]+)?|a\s+couple\s+of)[\s-]+)(?:more\s+|full\s+|whole\s+)?(?P<u>days?|"
        r"weeks?|months?|fortnight)\b)"
        r"(?!\s+(?:ago|from\s+now|after))"
    )
    return rf"{zh}|{en}"


def find_day_counts(text: str) -> tuple[Found[DayCount], ...]:
    """Lengths in days, weeks or months: "two weeks", 三天, but not "in two weeks", which is a point."""
    found: list[Found[DayCount]] = []
    for match in _counts().finditer(text):
        word = match["zu"] or match["u"]
        if match["zn"] == "半":
            if word == "个月":
                found.append(Found(match.start(), match.end(), DayCount(15, "day"), match[0]))
            continue
        number = read_number(match["zn"] or match["n"])
        if number is None or number % 1 or number < 1:
            continue
        word = word.removeprefix("个")
        count = DayCount(int(number) * 2, "week") if word == "fortnight" else DayCount(int(number), unit_of(word))
        found.append(Found(match.start(), match.end(), count, match[0]))
    return tuple(found)
