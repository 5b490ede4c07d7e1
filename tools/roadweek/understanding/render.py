"""Dates, spans, lengths and frequencies in words; what is rendered here is read back by this room to the same value."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from roadweek.domain.base import WEEKDAYS, DateWindow, Language, Range, Slot, Weekday
from roadweek.understanding.recurrence import WEEKEND, WORKDAYS, Frequency

EN_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ZH_WEEKDAYS = "一二三四五六日"
_ZH_SLOTS: dict[Slot, str] = {"morning": "上午", "daytime": "白天", "afternoon": "下午", "evening": "晚上"}


def weekday_text(code: Weekday, lang: Language, short: bool = False) -> str:
    """ "Wednesday" or "Wed"; 周三."""
    n = WEEKDAYS.index(code)
    if lang == "zh":
        return f"周{ZH_WEEKDAYS[n]}"
    return EN_WEEKDAYS[n][:3] if short else EN_WEEKDAYS[n]


def day_text(day: date, lang: Language, year: int | None = None) -> str:
    """ "Wed 11 March"; 3月11日（周三）. The year is written unless it is ``year``."""
    shown = day.year != year
    name = weekday_text(WEEKDAYS[day.weekday()], lang, short=True)
    if lang == "zh":
        return f"{f'{day.year}年' if shown else ''}{day.month}月{day.day}日（{name}）"
    return f"{name} {day.day} {EN_MONTHS[day.month - 1]}{f' {day.year}' if shown else ''}"


def days_text(count: int, lang: Language) -> str:
    if lang == "zh":
        return f"{count}天"
    return "1 day" if count == 1 else f"{count} days"


def range_text(start: date, end: date, lang: Language, year: int | None = None) -> str:
    """ "Wed 11 – Fri 13 March, 3 days"; 3月11日（周三）到13日（周五），3天. One day is written as a day."""
    if start == end:
        return day_text(start, lang, year)
    months = (start.year, start.month) == (end.year, end.month)
    count = days_text((end - start).days + 1, lang)
    # a year is written for both ends or for none: "30 December – 2 January 2027" would make the reader count back
    shown = year if start.year == end.year else None
    if lang == "zh":
        first = day_text(start, lang, shown)
        last = day_text(end, lang, end.year if start.year == end.year else None)
        return f"{first}到{last.split('月', 1)[1] if months else last}，{count}"
    last = day_text(end, lang, shown)
    name = weekday_text(WEEKDAYS[start.weekday()], lang, short=True)
    first = f"{name} {start.day}" if months else day_text(start, lang, start.year if shown == start.year else None)
    return f"{first} – {last}, {count}"


_PARTS: dict[tuple[int, int], tuple[str, str]] = {
    (1, 10): ("early", "上旬"),
    (11, 20): ("mid", "中旬"),
    (21, 0): ("late", "下旬"),
}


def window_text(window: DateWindow, lang: Language, year: int | None = None) -> str:
    """A day, a part of a month ("early March", 3月上旬), a month, or else the span."""
    first, last = window.earliest, window.latest
    if first == last:
        return day_text(first, lang, year)
    if (first.year, first.month) != (last.year, last.month):
        return range_text(first, last, lang, year)
    shown = first.year != year
    end = 0 if last.day == calendar.monthrange(last.year, last.month)[1] else last.day
    part = _PARTS.get((first.day, end))
    if part is None and (first.day, end) != (1, 0):
        return range_text(first, last, lang, year)
    if lang == "zh":
        return f"{f'{first.year}年' if shown else ''}{first.month}月{part[1] if part else ''}"
    return f"{f'{part[0]} ' if part else ''}{EN_MONTHS[first.month - 1]}{f' {first.year}' if shown else ''}"


def duration_text(minutes: int, lang: Language) -> str:
    """ "1 h 30 min"; 1 小时 30 分钟."""
    hours, rest = divmod(minutes, 60)
    hour, minute = ("小时", "分钟") if lang == "zh" else ("h", "min")
    parts = ([f"{hours} {hour}"] if hours else []) + ([f"{rest} {minute}"] if rest or not hours else [])
    return " ".join(parts)


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


_NTH = {
    1: ("first", "第一个"),
    2: ("second", "第二个"),
    3: ("third", "第三个"),
    4: ("fourth", "第四个"),
    5: ("fifth", "第五个"),
    -1: ("last", "最后一个"),
}


def nth_text(nth: int, days: Sequence[Weekday], lang: Language) -> str:
    """ "the first Monday of each month"; 每月第一个周一."""
    word = _NTH[nth][lang == "zh"]
    names = [weekday_text(d, lang) for d in days]
    if lang == "zh":
        return f"每月{word}{'、'.join(names)}"
    return f"the {word} {_listed(names, 'or')} of each month"


_ZH_UNITS = {"day": "天", "week": "周", "month": "个月"}


def turn_text(per: str, interval: int, lang: Language) -> str:
    """ "every other week", "every 3 days"; 每两周, 每3天."""
    if lang == "zh":
        number = "两" if interval == 2 else str(interval)
        return f"每{number}{_ZH_UNITS[per]}"
    return f"every other {per}" if interval == 2 else f"every {interval} {per}s"


def _english(value: Frequency) -> str:
    low, high = value.times.lo, value.times.top
    named = _listed([weekday_text(d, "en") for d in value.days], "and") if value.days else ""
    if value.nth is not None:
        text = f"on {nth_text(value.nth, value.days, 'en')}"
    elif value.interval > 1:
        each = (low, high) == (1, 1) or low == high == len(value.days)
        counted = "" if each else f"{_times(value.times)} "
        text = f"{counted}{turn_text(value.per, value.interval, 'en')}{f' on {named}' if named else ''}"
    elif value.per == "day" and value.days == WORKDAYS:
        text = "every weekday"
    elif value.per == "week" and value.days == WEEKEND and (low, high) == (1, 1):
        text = "every weekend"
    elif value.per == "week" and value.days and low == high == len(value.days):
        text = f"every {named}"
    elif (low, high) == (1, 1) and value.per in ("day", "lesson"):
        text = f"every {value.per}"
    else:
        text = f"{_times(value.times)} a {value.per}{f' on {named}' if named else ''}"
    if not value.slots:
        return text
    return f"{text} in the {_listed([str(slot) for slot in value.slots], 'and in the')}"


def _times(times: Range) -> str:
    low, high = times.lo, times.top
    return {1: "once", 2: "twice"}.get(low, f"{low} times") if low == high else f"{low}–{high} times"


def _chinese(value: Frequency) -> str:
    low, high = value.times.lo, value.times.top
    slots = "和".join(_ZH_SLOTS[slot] for slot in value.slots)
    named = "、".join(ZH_WEEKDAYS[WEEKDAYS.index(d)] for d in value.days)
    if value.nth is not None:
        return f"{nth_text(value.nth, value.days, 'zh')}{slots}"
    if value.interval > 1:
        counted = f"{low}次" if low == high else f"{low}-{high}次"
        if named and low == high == len(value.days):
            return f"{turn_text(value.per, value.interval, 'zh')}的周{named}{slots}"
        return f"{turn_text(value.per, value.interval, 'zh')}{counted}{slots}"
    if value.per == "day" and value.days == WORKDAYS:
        return f"工作日{slots}"
    if value.per == "week" and value.days == WEEKEND and (low, high) == (1, 1):
        return f"每周末{slots}"
    if value.per == "week" and value.days and low == high == len(value.days):
        return f"每周{named}{slots}"
    if (low, high) == (1, 1) and value.per in ("day", "lesson"):
        return f"{'每天' if value.per == 'day' else '每节课'}{slots}"
    unit = {"day": "每天", "week": "每周", "month": "每月", "lesson": "每节课"}[value.per]
    times = f"{low}次" if low == high else f"{low}-{high}次"
    return f"{unit}{named}{'选' if named else ''}{times}{slots}"


def frequency_text(value: Frequency, lang: Language) -> str:
    """ "every Tuesday and Thursday in the evening"; 每周二、四晚上. Nothing where the unit is not known."""
    if value.per == "unspecified":
        return ""
    return _chinese(value) if lang == "zh" else _english(value)


def minutes_text(minutes: Range, lang: Language) -> str:
    """A length or a range of lengths: "30–45 min"; 30-45 分钟."""
    if minutes.top == minutes.lo:
        return duration_text(minutes.lo, lang)
    return f"{minutes.lo}–{minutes.top} min" if lang == "en" else f"{minutes.lo}-{minutes.top} 分钟"
