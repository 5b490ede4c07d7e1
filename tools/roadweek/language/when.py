"""Days and weeks relative to the day of speaking: "next Friday", 下周三到周五, "in two weeks", 20号, and calendar dates.

Weeks run Monday to Sunday. A bare weekday takes the week that the sentence named last, else it is the coming one,
today excluded; today's own weekday named alone is in doubt. Every mention also knows what it means in the past tense.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from re import Match
from typing import Literal

from roadweek.domain.base import WEEKDAYS
from roadweek.language.dates import DateContext, find_dates, find_ranges, in_year, point_in_year
from roadweek.language.numbers import NUMBER, read_number
from roadweek.language.recurrence import ZH_DAY, weekday
from roadweek.language.spans import Found, Taken, pattern
from roadweek.language.when_patterns import after_edge, before_edge, chain, connector, relative, trailing_week

Edge = Literal["", "from", "until", "to"]
Grain = Literal["day", "part", "span", "week", "rest", "month"]


@dataclass(frozen=True, slots=True)
class When:
    """Days ``start`` to ``end``; ``past`` is their reading in the past tense.

    ``edge`` is what the words around make of it; ``doubt`` marks today's weekday named alone; ``anchor`` a week that only
    says which week a weekday is in; ``joined`` a span made of two mentions ("Tuesday to Thursday").
    """

    start: date
    end: date
    grain: Grain = "day"
    edge: Edge = ""
    doubt: bool = False
    anchor: bool = False
    joined: bool = False
    bare: bool = False
    past: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    """A length in days, weeks or months: "for two weeks", 三天."""

    number: int
    unit: Literal["day", "week", "month"]

    def after(self, start: date) -> date:
        """The day that lies this length after ``start``."""
        if self.unit == "month":
            index = start.month - 1 + self.number
            year, month = start.year + index // 12, index % 12 + 1
            return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
        return start + timedelta(days=self.number * (7 if self.unit == "week" else 1))


_SHIFTS = {
    "this": 0,
    "这": 0,
    "本": 0,
    "next": 1,
    "coming": 1,
    "下": 1,
    "下下": 2,
    "last": -1,
    "past": -1,
    "previous": -1,
    "上": -1,
    "上上": -2,
}
_OFFSETS = {
    **{"today": 0, "tonight": 0, "今": 0, "tomorrow": 1, "tmr": 1, "明": 1, "后": 2, "大后": 3},
    **{"yesterday": -1, "last night": -1, "昨": -1, "前": -2, "大前": -3},
}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_part(year: int, month: int, part: str) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    first, end = {"初": (1, 10), "上旬": (1, 10), "中": (11, 20), "中旬": (11, 20)}.get(part, (21, last))
    return date(year, month, first), date(year, month, end if part else last)


class _Reader:
    """One pass over a sentence, which remembers the week named last."""

    def __init__(self, text: str, today: date, dated: list[Found[When]]) -> None:
        self.text = text
        self.dated = dated
        self.today = today
        self.week: date | None = None
        self.anchored: int | None = None
        self.found: list[Found[When]] = []

    def weekday(self, word: str, shift: str | None, follow: str | None) -> When:
        """A weekday, with its own week word before or behind it, or in the week named last, or coming."""
        n = WEEKDAYS.index(weekday(word))
        this = _monday(self.today)
        if shift or follow:
            self.week = this + timedelta(weeks=_SHIFTS[(shift or follow or "").lower()])
            if (shift or "").lower() == "coming":
                self.week = None
                return replace(self.weekday(word, None, None), doubt=False)
            if (shift or "").lower() in ("last", "past", "previous"):
                # "last Tuesday" may mean last week's or the most recent one; where these differ, nobody can tell
                day = self.week + timedelta(days=n)
                ago = (self.today.weekday() - n) % 7 or 7
                return When(day, day, doubt=self.today - timedelta(days=ago) != day, past=(day, day))
            day = self.week + timedelta(days=n)
            return When(day, day, past=(day, day))
        if self.week is not None:
            day = self.week + timedelta(days=n)
            if self.anchored is not None:
                anchor = self.found[self.anchored]
                self.found[self.anchored] = replace(anchor, value=replace(anchor.value, anchor=True))
            return When(day, day, past=(day, day))
        ahead = (n - self.today.weekday()) % 7
        day = self.today + timedelta(days=ahead or 7)
        back = self.today - timedelta(days=(self.today.weekday() - n) % 7 or 7)
        return When(day, day, doubt=ahead == 0, bare=True, past=(back, back))

    def week_of(self, shift: str, weekend: bool, rest: bool) -> When:
        monday = _monday(self.today) + timedelta(weeks=_SHIFTS[shift])
        sunday = monday + timedelta(days=6)
        self.week, self.anchored = monday, None if weekend else len(self.found)
        if weekend:
            start = monday + timedelta(days=5)
            if shift in ("this", "这", "本"):
                start = max(start, self.today)
            return When(start, sunday, "span", past=(monday + timedelta(days=5), sunday))
        if rest:
            return When(max(self.today, monday), sunday, "rest")
        # this week's wishes begin today: what is past cannot change
        start = max(self.today, monday) if _SHIFTS[shift] == 0 else monday
        return When(start, sunday, "week", past=(monday, min(sunday, self.today)))

    def month_of(self, shift: int, part: str) -> When:
        index = self.today.month - 1 + shift
        year, month = self.today.year + index // 12, index % 12 + 1
        start, end = _month_part(year, month, part)
        if part == "end":
            start = end
        elif not part:
            start = max(date(year, month, 1), self.today) if shift == 0 else date(year, month, 1)
        return When(start, end, "part" if part else "month", past=(date(year, month, 1), end))

    def day_of_month(self, day: int, last: int | None, behind: date | None) -> When | None:
        """ "the 20th", 20号, 18-20号: the coming one, today included; behind a full date, of that month or the next."""
        if last is not None and last < day:
            return None
        if behind is not None and last is None:
            shift = 0 if day >= behind.day else 1
            year, month = behind.year + (behind.month + shift > 12), (behind.month + shift - 1) % 12 + 1
            if day > calendar.monthrange(year, month)[1]:
                return None
            named = date(year, month, day)
            return When(named, named, past=(named, named) if named <= self.today else None)
        for shift in range(0, 3):
            index = self.today.month - 1 + shift
            year, month = self.today.year + index // 12, index % 12 + 1
            if (last or day) > calendar.monthrange(year, month)[1]:
                continue
            start, end = date(year, month, day), date(year, month, last or day)
            if end >= self.today:
                return When(start, end, "span" if last else "day", joined=bool(last), past=self._before(day, last))
        return None

    def _before(self, day: int, last: int | None) -> tuple[date, date] | None:
        for shift in range(0, 3):
            index = self.today.month - 1 - shift
            year, month = self.today.year + index // 12, index % 12 + 1
            if (last or day) <= calendar.monthrange(year, month)[1] and date(year, month, day) <= self.today:
                return date(year, month, day), date(year, month, last or day)
        return None

    def offset(self, count: DayCount, back: bool) -> When:
        if back:
            day = self.today - timedelta(days=count.number * (7 if count.unit == "week" else 1))
            return When(day, day, past=(day, day))
        day = count.after(self.today)
        return When(day, day)

    def read(self, match: Match[str]) -> When | None:
        g, kind = match.groupdict(), match.lastgroup
        if kind == "day":
            word = next(w for w in (g["day_en"], g["day_zh"]) if w).lower()
            if word == "day after tomorrow":
                word = "后"
            elif word == "day before yesterday":
                word = "前"
            day = self.today + timedelta(days=_OFFSETS[word])
            return When(day, day, past=(day, day))
        if kind in ("wd_en", "wd_zh"):
            follow = trailing_week().match(self.text, match.end()) if kind == "wd_en" else None
            shift = g[f"{kind}_s"]
            word = g[f"{kind}_d"]
            return self.weekday(word, " ".join(shift.split()) if shift else None, follow["s"] if follow else None)
        if kind == "more":
            return self.weekday(g["more_d"], None, None)
        if kind == "week":
            rest = bool(g["week_r"] or g["week_rz"] or g["week_zr"])
            shift = "下下" if g["week_2"] else (g["week_s"] or g["week_z"] or "this").lower().replace("个", "")
            return self.week_of(shift, False, rest)
        if kind == "weekend":
            shift = (g["weekend_s"] or g["weekend_z"] or "").lower().replace("个", "")
            if not shift and self.week is not None:
                saturday = self.week + timedelta(days=5)
                return When(saturday, saturday + timedelta(days=1), "span")
            week = self.week
            value = self.week_of("this" if shift in ("", "coming") else shift, True, False)
            self.week = self.week if shift else week
            return value
        if kind == "month":
            shift = {"next": 1, "下": 1, "last": -1, "上": -1}.get(
                (g["month_s"] or g["month_z"]).lower().rstrip("个"), 0
            )
            return self.month_of(shift, g["month_p"] or "")
        if kind == "month_end":
            return self.month_of(1 if "next" in match[0].lower() else 0, "end")
        if kind == "dom":
            first = int(g["dom_a"] or g["dom_c"])
            last = g["dom_b"] or g["dom_d"]
            before = [f for f in self.dated if f.end <= match.start() and f.value.grain == "day"]
            behind = before[-1].value.start if before else None
            return self.day_of_month(first, int(last) if last else None, behind)
        number = read_number(g["in_n"] or g["in_m"] or g["in_zn"])
        word = (g["in_u"] or g["in_v"] or g["in_zu"]).lower()
        back = bool(g["in_m"]) or (g["in_z"] or "").endswith("前")
        return self.offset(DayCount(int(number), _unit(word)), back) if number is not None else None


def _unit(word: str) -> Literal["day", "week", "month"]:
    if word[0] in "d天日":
        return "day"
    return "month" if word[0] in "m月" or word.endswith("月") else "week"


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
            grain: Grain = coming.grain if coming.grain != "year" else "span"
            span = (past.earliest, past.latest) if past else None
            found.append(
                Found(point.start, point.end, When(window.earliest, window.latest, grain, past=span), point.text)
            )
    taken = Taken([(f.start, f.end) for f in found])
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
                doubt = last.value.doubt or (item.value.doubt and item.value.bare)
                past = last.value.past and item.value.past and (last.value.past[0], item.value.past[1])
                if past and past[1] < past[0]:
                    past = None
                value = When(last.value.start, end, "span", doubt=doubt, joined=True, past=past)
                joined[-1] = Found(last.start, item.end, value, text[last.start : item.end])
                continue
        joined.append(item)
    return joined


def _named_twice(items: list[Found[When]], text: str) -> list[Found[When]]:
    """ "Wednesday the 20th" is one day; where weekday and date do not agree, it is in doubt."""
    merged: list[Found[When]] = []
    for item in items:
        last = merged[-1] if merged else None
        if last and last.value.bare and item.value.grain == "day" and not item.value.bare and not last.value.joined:
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
    dated = _calendar(text, today)
    blocked = Taken([*taken, *((f.start, f.end) for f in dated)])
    reader = _Reader(text, today, dated)
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
    items = sorted([*reader.found, *dated], key=lambda f: f.start)
    return tuple(_with_edges(item, text) for item in _join(_named_twice(items, text), text))


def _goes_on(found: list[Found[When]], at: int) -> bool:
    """A lone 四 is a weekday only directly behind another one: 周二/四."""
    return (
        bool(found)
        and found[-1].end == at
        and found[-1].text[-1] in "一二三四五六日天"
        and found[-1].text not in _NOT_WEEKDAYS
    )


_NOT_WEEKDAYS = ("今天", "明天", "后天", "大后天", "昨天", "前天", "大前天", "今日", "明日", "后日", "昨日", "前日")


def _bind_trailing(reader: _Reader, text: str, match: Match[str]) -> set[int]:
    """ "Tuesday and Thursday next week": a week behind a chain of weekdays holds for all of them, and is used up by it."""
    end, week = match.end(), trailing_week().match(text, match.end())
    while week is None:
        step = chain().match(text, end)
        if step is None:
            return set()
        end = step.end()
        week = trailing_week().match(text, end)
    if not match["wd_en_s"]:
        reader.week = _monday(reader.today) + timedelta(weeks=_SHIFTS[week["s"].lower()])
        reader.anchored = None
    return {week.start("w")}


@pattern
def _counts() -> str:
    zh = rf"(?P<zn>{NUMBER}|半)\s*(?P<zu>天|个?(?:周|星期|礼拜)(?!{ZH_DAY}|末)|个月)(?!\s*(?:后|之后|以后|前|之前|以前|[\d一两二三四]+\s*次))"
    en = (
        r"(?:\b(?:(?P<n>\d+|[a-z]+(?:-[a-z]+)?|a\s+couple\s+of)[\s-]+)(?:more\s+|full\s+|whole\s+)?(?P<u>days?|weeks?|months?|fortnight)\b)"
        r"(?!\s+(?:ago|from\s+now|after))"
    )
    return rf"{zh}|{en}"


def find_day_counts(text: str) -> tuple[Found[DayCount], ...]:
    """Lengths in days, weeks or months: "two weeks", 三天, "a day". Points such as "in two weeks" are ``find_whens``'s."""
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
        count = DayCount(int(number) * 2, "week") if word == "fortnight" else DayCount(int(number), _unit(word))
        found.append(Found(match.start(), match.end(), count, match[0]))
    return tuple(found)
