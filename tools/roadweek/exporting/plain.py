"""The small words of an export: days, windows, frequencies and lengths as the importer's grammar reads them."""

from __future__ import annotations

import calendar
from datetime import date, time

from roadweek.domain.base import WEEKDAYS, DateWindow, Language, Range
from roadweek.domain.plan import Activity
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.render import frequency_text, weekday_text

_SLOTS = {"morning": "上午", "daytime": "白天", "afternoon": "下午", "evening": "晚上"}
_THIRDS = {(1, 10): ("early", "上旬"), (11, 20): ("mid", "中旬"), (21, 0): ("late", "下旬")}


def window_words(window: DateWindow, lang: Language, *, end: bool) -> str:
    """A day, or the third of a month that it lies in; another window by its last day (``end``) or its first."""
    if window.earliest == window.latest:
        return window.earliest.isoformat()
    first, last = window.earliest, window.latest
    if (first.year, first.month) == (last.year, last.month):
        length = calendar.monthrange(last.year, last.month)[1]
        third = _THIRDS.get((first.day, 0 if last.day == length else last.day))
        if third:
            month = calendar.month_name[first.month]
            return f"{first.year}年{first.month}月{third[1]}" if lang == "zh" else f"{third[0]} {month} {first.year}"
    return (last if end else first).isoformat()


def span_words(start: DateWindow | None, end: DateWindow | None, lang: Language) -> str:
    """A period's dates, both ends inclusive; an open end is said."""
    first = window_words(start, lang, end=False) if start else ""
    last = window_words(end, lang, end=True) if end else ""
    if first and last:
        return f"{first} – {last}"
    if first:
        return f"{first} 起" if lang == "zh" else f"from {first}"
    if last:
        return f"到 {last}" if lang == "zh" else f"until {last}"
    return ""


def is_whole_month(start: DateWindow | None, end: DateWindow | None) -> date | None:
    """The first day of the month that a period is, where it is just one."""
    if start is None or end is None or start.earliest != start.latest or end.earliest != end.latest:
        return None
    first, last = start.earliest, end.latest
    whole = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    return first if whole and last.day == calendar.monthrange(last.year, last.month)[1] else None


def range_words(value: Range) -> str:
    return str(value.lo) if value.hi in (None, value.lo) else f"{value.lo}–{value.hi}"


def rhythm(activity: Activity, lang: Language) -> str:
    """How often, when and how long: "Tuesday and Thursday, evening, 25 min", 每周二、周四晚上 25 分钟."""
    exact = activity.minutes is not None and activity.minutes.lo == activity.minutes.hi and not activity.assumed
    if activity.at is not None and exact:
        parts = [_often(activity, lang), _clock(activity)]
    else:
        parts = [_often(activity, lang), _slots(activity, lang), _length(activity, lang)]
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


def division(activity: Activity, lang: Language) -> str:
    """What its sessions are made of, as an import reads it again: " (words 15 min, reading 20 min)"; nothing for
    parts of a place for several works, which no line can say."""
    length = activity.minutes
    if length is None or activity.assumed or activity.at is not None or any(p.works for p in activity.parts):
        return ""
    unit, comma = ("分钟", "、") if lang == "zh" else ("min", ", ")
    words = comma.join(f"{p.title} {range_words(p.minutes)} {unit}" for p in activity.parts)
    if len(activity.parts) < 2:
        return ""
    return f"（{words}）" if lang == "zh" else f" ({words})"


def _clock(activity: Activity) -> str:
    """When it begins and ends."""
    at, minutes = activity.at or time(), activity.minutes.lo if activity.minutes else 0
    last = (at.hour * 60 + at.minute + minutes) % 1440
    return f"{at:%H:%M}–{last // 60:02d}:{last % 60:02d}"


def _often(activity: Activity, lang: Language) -> str:
    days, times = activity.days, activity.times
    each = bool(days) and (activity.per == "day" or times == Range.exactly(len(days)))
    if activity.total_minutes is not None:
        return ""  # said with the sum
    if activity.nth is not None:
        return _nth(activity, lang)
    if activity.interval > 1:
        return _turns(activity, lang, each=each)
    if each and days == WEEKDAYS[:5]:
        return "工作日每天" if lang == "zh" else "every weekday"
    if each:
        return _days(activity, lang, every=True)
    if activity.per == "day" and times == Range.exactly(1):
        return "每天" if lang == "zh" else "every day"
    units = {"day": ("a day", "每天"), "month": ("a month", "每月"), "lesson": ("a lesson", "每节课")}
    english, chinese = units.get(activity.per, ("a week", "每周"))
    among = _days(activity, lang, every=False) if days else ""
    if lang == "zh":
        rate = f"{chinese} {range_words(times)} 次"
        return f"{among}，{rate}" if among else rate
    count = "once" if times == Range.exactly(1) else "twice" if times == Range.exactly(2) else ""
    rate = f"{count or range_words(times) + ' times'} {english}"
    return f"{rate}, {among}" if among else rate


def _turns(activity: Activity, lang: Language, *, each: bool) -> str:
    """Every other week, every third day; then its days, or how often."""
    number, times = activity.interval, activity.times
    days = _days(activity, lang, every=False) if activity.days else ""
    if lang == "zh":
        unit = {"day": "天", "month": "个月"}.get(activity.per, "周")
        rate = "" if each and days else f" {range_words(times)} 次"
        return f"每 {number} {unit}{rate}" + (f"，{days}" if days else "")
    turn = f"every {number} {'months' if activity.per == 'month' else activity.per + 's'}"
    counted = times != Range.exactly(1) and not (each and days)
    return (f"{range_words(times)} times {turn}" if counted else turn) + (f", {days}" if days else "")


def _nth(activity: Activity, lang: Language) -> str:
    """The first Monday of each month; every third month where it is not each."""
    rhythm = Frequency("month", activity.times, activity.days, (), activity.interval, activity.nth)
    return frequency_text(rhythm, lang)


def _days(activity: Activity, lang: Language, *, every: bool) -> str:
    numbers = [WEEKDAYS.index(day) for day in activity.days]
    if numbers == [5, 6] and not every:
        return "周末" if lang == "zh" else "on the weekend"
    run = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))
    names = [weekday_text(day, lang) for day in activity.days]
    if lang == "zh":
        return f"{names[0]}到{names[-1]}" if run and not every else ("每" if every else "") + "、".join(names)
    if run and not every:
        return f"{names[0]} to {names[-1]}"
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _slots(activity: Activity, lang: Language) -> str:
    if activity.at is not None:
        return f"{activity.at:%H:%M}"
    if lang == "zh":
        return "、".join(_SLOTS[slot] for slot in activity.slots)
    return " and ".join(activity.slots)


def _length(activity: Activity, lang: Language) -> str:
    if activity.total_minutes is not None:
        amount = range_words(activity.total_minutes)
        least = activity.total_minutes.hi is None
        unit = {"day": ("a day", "每天"), "month": ("a month", "每月")}.get(activity.per, ("a week", "每周"))
        if lang == "zh":
            return f"{unit[1]}{'至少' if least else ''}投入 {amount} 分钟"
        return f"{'at least ' if least else ''}{amount} min {unit[0]}"
    if activity.minutes is None or activity.assumed:
        return ""
    amount = range_words(activity.minutes)
    many = activity.times != Range.exactly(1) and not activity.days
    return f"{'每次 ' if many else ''}{amount} 分钟" if lang == "zh" else f"{amount} min"
