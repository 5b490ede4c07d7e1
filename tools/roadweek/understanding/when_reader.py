"""One pass over the relative days of a sentence, which remembers the week that was named last."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from re import Match
from typing import Literal

from roadweek.domain.base import WEEKDAYS
from roadweek.understanding.numbers import read_number
from roadweek.understanding.recurrence import weekday
from roadweek.understanding.spans import Found
from roadweek.understanding.when_patterns import month_behind, trailing_week, weekday_behind

Edge = Literal["", "from", "until", "to"]
WhenGrain = Literal["day", "part", "span", "week", "rest", "month"]


@dataclass(frozen=True, slots=True)
class When:
    """Days ``start`` to ``end``; ``past`` is their reading in the past tense.

    ``edge`` is what the words around make of it; ``doubt`` marks today's weekday named alone; ``anchor`` a week
    that only says where a weekday lies; ``numbered`` a day of the month without its month;
    ``joined`` a span made of two mentions ("Tuesday to Thursday").
    """

    start: date
    end: date
    grain: WhenGrain = "day"
    edge: Edge = ""
    doubt: bool = False
    anchor: bool = False
    joined: bool = False
    bare: bool = False
    numbered: bool = False
    past: tuple[date, date] | None = None

    def moved(self, start: date) -> When:
        """The same days beginning on ``start``, which is certain now."""
        return replace(self, start=start, end=start + (self.end - self.start), bare=False, doubt=False, past=None)


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


SHIFTS = {
    "this": 0,
    "这": 0,
    "本": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "下": 1,
    "下下": 2,
    "last": -1,
    "past": -1,
    "previous": -1,
    "上": -1,
    "上上": -2,
}
_OFFSETS = {
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmr": 1,
    "yesterday": -1,
    "last night": -1,
    "今": 0,
    "明": 1,
    "后": 2,
    "大后": 3,
    "昨": -1,
    "前": -2,
    "大前": -3,
}


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_part(year: int, month: int, part: str) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    first, end = {"初": (1, 10), "上旬": (1, 10), "中": (11, 20), "中旬": (11, 20)}.get(part, (21, last))
    return date(year, month, first), date(year, month, end if part else last)


def _end_of(day: date) -> When:
    last = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    return When(last, last, "part")


class WhenReader:
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
        this = monday_of(self.today)
        if shift or follow:
            self.week = this + timedelta(weeks=SHIFTS[" ".join((shift or follow or "").lower().split())])
            if (shift or "").lower() in ("coming", "this coming"):
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
            if day < self.today and self.week == this and self.anchored is None:
                # "this Sunday's run goes to Monday": the one behind it, for what is over takes nothing
                return When(day + timedelta(weeks=1), day + timedelta(weeks=1), bare=True, past=(day, day))
            if self.anchored is not None:
                anchor = self.found[self.anchored]
                self.found[self.anchored] = replace(anchor, value=replace(anchor.value, anchor=True))
            return When(day, day, past=(day, day))
        ahead = (n - self.today.weekday()) % 7
        day = self.today + timedelta(days=ahead or 7)
        back = self.today - timedelta(days=(self.today.weekday() - n) % 7 or 7)
        return When(day, day, doubt=ahead == 0, bare=True, past=(back, back))

    def week_of(self, shift: str, weekend: bool, rest: bool) -> When:
        monday = monday_of(self.today) + timedelta(weeks=SHIFTS[shift])
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
        start = max(self.today, monday) if SHIFTS[shift] == 0 else monday
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

    def in_month(self, shift: int, day: int, last: int) -> When | None:
        """下个月5号到8号, "the 5th of next month"; None where the month has no such day."""
        first = self.month_of(shift, "").end.replace(day=1)
        if not 1 <= day <= last <= calendar.monthrange(first.year, first.month)[1]:
            return None
        start, end = first.replace(day=day), first.replace(day=last)
        return When(start, end, "span" if day < last else "day", joined=day < last, past=(start, end))

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
        for shift in range(3):
            index = self.today.month - 1 + shift
            year, month = self.today.year + index // 12, index % 12 + 1
            if (last or day) > calendar.monthrange(year, month)[1]:
                continue
            start, end = date(year, month, day), date(year, month, last or day)
            if end >= self.today:
                past = self._before(day, last)
                return When(start, end, "span" if last else "day", joined=bool(last), numbered=True, past=past)
        return None

    def _before(self, day: int, last: int | None) -> tuple[date, date] | None:
        for shift in range(3):
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

    def read(self, match: Match[str]) -> When | None:  # noqa: C901
        g, kind = match.groupdict(), match.lastgroup
        if kind == "day":
            word = next(w for w in (g["day_en"], g["day_zh"]) if w).lower()
            if word == "day after tomorrow":
                word = "后"
            elif word == "day before yesterday":
                word = "前"
            elif word.startswith("this"):
                word = "today"
            day = self.today + timedelta(days=_OFFSETS[word])
            return When(day, day, past=(day, day))
        if kind in ("wd_en", "wd_zh"):
            follow = trailing_week().match(self.text, match.end()) if kind == "wd_en" else None
            shift = g[f"{kind}_s"]
            word = g[f"{kind}_d"]
            behind = ("下下" if follow["after"] else follow["s"]) if follow else None
            return self.weekday(word, " ".join(shift.split()) if shift else None, behind)
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
            if g["month_a"]:
                return self.in_month(shift, int(g["month_a"]), int(g["month_b"] or g["month_a"]))
            return self.month_of(shift, g["month_p"] or "")
        if kind == "month_end":
            this = self.month_of(1 if "next" in match[0].lower() else 0, "end")
            named = [f.value.start for f in (*self.found, *self.dated) if f.end <= match.start()]
            # "from 2 November to the end of the month", said in October: the month that has begun by then
            later = bool(named) and max(named) > this.end
            return _end_of(max(named)) if later else this
        if kind == "dom":
            if g["dom_a"] and month_behind().match(self.text, match.end()):
                # "the 31st of November": a day that is in no calendar
                return When(self.today, self.today, doubt=True)
            first = int(g["dom_a"] or g["dom_f"] or g["dom_c"])
            last = g["dom_b"] or g["dom_d"]
            if g["dom_s"]:
                return self.in_month(g["dom_s"].lower() == "next", first, int(last or first))
            before = [f for f in self.dated if f.end <= match.start() and f.value.grain == "day"]
            behind = before[-1].value.start if before else None
            return self.day_of_month(first, int(last) if last else None, behind)
        number = read_number(g["in_n"] or g["in_q"] or g["in_m"] or g["in_zn"])
        word = (g["in_u"] or g["in_w"] or g["in_v"] or g["in_zu"]).lower()
        if number is not None and word.startswith("fortnight"):
            number *= 2
        back = bool(g["in_m"]) or "前" in (g["in_z"] or "")
        if number is None:
            return None
        value = self.offset(DayCount(int(number), unit_of(word)), back)
        if unit_of(word) == "week" and weekday_behind().match(self.text, match.end()):
            # 两周后的周二: the weeks only say which Tuesday is meant
            self.week, self.anchored = monday_of(value.start), len(self.found)
        return value


def unit_of(word: str) -> Literal["day", "week", "month"]:
    if word[0] in "d天日":
        return "day"
    return "month" if word[0] in "m月" or word.endswith("月") else "week"
