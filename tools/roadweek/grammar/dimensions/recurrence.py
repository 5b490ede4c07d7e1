"""How often, after RFC 5545: every how manieth day, week or month, how many times, on which days, which of a month's.

Weekdays alone (``days``), parts of the day (``part``) and counts (``count``) are kinds of their own: what stands
between them and a rhythm ("twice, on weekdays") may be a name, and then they still say one thing together.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from roadweek.grammar.lattice import Lattice
from roadweek.grammar.numerals import Numbers
from roadweek.grammar.rule import Row

WEEK: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SETS: Final = {"workdays": WEEK[:5], "weekend": WEEK[5:]}
LAST: Final = -1
MOST_TIMES: Final = 60
MOST_TURNS: Final = 400
MOST_SITTINGS: Final = 8
DaySet = tuple[str, ...]


class Recurrence(NamedTuple):
    """``low`` to ``high`` occasions in each ``interval``-th ``per``; ``days``: on which of its weekdays; ``nth``: on
    the month's first, second … (-1: last) of them; ``parts``: in which parts of the day. Of "odd weeks" ``parity``
    says which. ``counted``: whether it says how many times, or only every what."""

    per: str
    low: int = 1
    high: int = 1
    days: DaySet = ()
    interval: int = 1
    nth: int = 0
    parts: tuple[str, ...] = ()
    parity: str = ""
    counted: bool = False


def _in_order(*groups: DaySet) -> DaySet:
    named = {day for group in groups for day in group}
    return tuple(day for day in WEEK if day in named)


def _one(day: str) -> DaySet:
    return (day,)


def _set(name: str) -> DaySet:
    return _SETS[name]


def _and_one(days: DaySet, day: str) -> DaySet:
    return _in_order(days, (day,))


def _run(first: DaySet, last: DaySet) -> DaySet | None:
    if len(first) != 1 or len(last) != 1:
        return None
    a, b = WEEK.index(first[0]), WEEK.index(last[0])
    return _in_order(tuple(WEEK[(a + n) % 7] for n in range((b - a) % 7 + 1)))


def _both(one: DaySet, other: DaySet) -> DaySet | None:
    """Days that the other side has already are not joined: a list is at most a week long, whatever its length."""
    together = _in_order(one, other)
    return together if together not in (one, other) else None


def _char(number: Numbers) -> DaySet | None:
    return (WEEK[int(number[0]) - 1],) if number[0] == number[1] and number[0] in (1, 2, 3, 4, 5, 6) else None


def _both_char(days: DaySet, number: Numbers) -> DaySet | None:
    """周二四, 周一、三: the second without its week, and later in it."""
    more = _char(number)
    return _in_order(days, more) if more and WEEK.index(more[0]) > WEEK.index(days[-1]) else None


def _run_char(days: DaySet, number: Numbers) -> DaySet | None:
    more = _char(number)
    return _run(days, more) if more and len(days) == 1 else None


def _no_count(lattice: Lattice, start: int, end: int) -> bool:
    """周二五次: what counts something is no day."""
    behind = lattice.folded[end : end + 2].lstrip()
    return behind[:1] not in tuple("次回趟个天小分节点刻月号页题遍篇道组章")


def _whole(number: Numbers, most: int = MOST_TIMES) -> tuple[int, int] | None:
    low, high = number
    return (int(low), int(high)) if 1 <= low <= high <= most and not low % 1 and not high % 1 else None


def _unit(per: str) -> Recurrence | None:
    return Recurrence(per)


def _adverb(per: str) -> Recurrence:
    return Recurrence("day", parts=("evening",)) if per == "night" else Recurrence(per)


def _each(days: DaySet) -> Recurrence:
    """ "Every weekday" is said of each day, "every weekend" of a weekend, "every Monday" of that day."""
    if days == WEEK[:5]:
        return Recurrence("day", days=days)
    times = 1 if days == WEEK[5:] else len(days)
    return Recurrence("week", times, times, days)


def _turn(number: Numbers, per: str) -> Recurrence | None:
    whole = _whole(number, MOST_TURNS)
    if whole is None or whole[0] != whole[1] or whole[0] < 2 or per == "lesson":
        return None
    return Recurrence(per, interval=whole[0])


def _nth_turn(number: int, per: str) -> Recurrence | None:
    return Recurrence(per, interval=number) if number > 1 and per != "lesson" else None


def _gap(number: Numbers, per: str) -> Recurrence | None:
    """每隔两天: every third day; 每隔一天 every second."""
    whole = _whole(number)
    return None if whole is None or per == "lesson" else Recurrence(per, interval=whole[0] + 1)


def _other(per: str) -> Recurrence | None:
    return Recurrence(per, interval=2) if per != "lesson" else None


def _other_days(days: DaySet) -> Recurrence:
    return Recurrence("week", len(days), len(days), days, interval=2)


def _weeks(number: int) -> Recurrence:
    return Recurrence("week", interval=number)


def _months(number: int) -> Recurrence:
    return Recurrence("month", interval=number)


def _count(number: Numbers) -> tuple[int, int] | None:
    return _whole(number)


def _counts(lattice: Lattice, start: int, end: int) -> bool:
    """一次性 and 次数 count nothing."""
    return lattice.folded[end : end + 1] not in ("性", "数", "元", "方")


def _often(number: int) -> tuple[int, int]:
    return number, number


def _counted(count: tuple[int, int], per: str) -> Recurrence | None:
    if per == "night":
        return None
    return Recurrence(per, count[0], count[1], counted=True)


def _counted_rhythm(count: tuple[int, int], rhythm: Recurrence) -> Recurrence | None:
    if rhythm.counted or rhythm.nth or rhythm.interval == 1:
        return None
    return rhythm._replace(low=count[0], high=count[1], counted=True)


def _rhythm_counted(rhythm: Recurrence, count: tuple[int, int]) -> Recurrence | None:
    if rhythm.counted or rhythm.nth or (rhythm.days and rhythm.per == "week" and count[1] > len(rhythm.days)):
        return None
    return rhythm._replace(low=count[0], high=count[1], counted=True)


def _in_one(one: Numbers, per: str, count: tuple[int, int]) -> Recurrence | None:
    """一周两次; 两周一次 is every other week."""
    whole = _whole(one)
    if whole is None or whole[0] != whole[1] or per == "lesson":
        return None
    return Recurrence(per, count[0], count[1], interval=whole[0], counted=True)


def _days_in(number: Numbers, per: str) -> Recurrence | None:
    """ "Four days a week": so many times."""
    whole = _whole(number)
    return Recurrence(per, *whole, counted=True) if whole and per in ("week", "month") else None


def _days_of(rhythm: Recurrence, number: Numbers) -> Recurrence | None:
    """每周五天: five days of each week."""
    whole = _whole(number)
    return _rhythm_counted(rhythm, whole) if whole and rhythm.per == "week" and not rhythm.days else None


def _with_days(rhythm: Recurrence, days: DaySet) -> Recurrence | None:
    if rhythm.days or rhythm.nth or rhythm.per not in ("day", "week"):
        return None
    if rhythm.per == "week" and not rhythm.counted:
        each = _each(days)
        return each._replace(per="week", interval=rhythm.interval) if rhythm.interval > 1 else each
    return rhythm._replace(days=days)


def _days_with(days: DaySet, rhythm: Recurrence) -> Recurrence | None:
    return _with_days(rhythm, days) if rhythm.per == "day" or rhythm.counted or rhythm.interval > 1 else None


def _without(rhythm: Recurrence, days: DaySet) -> Recurrence | None:
    """ "Every day but Sunday": the days that are left."""
    if rhythm.per != "day" or rhythm.interval > 1:
        return None
    left = tuple(day for day in rhythm.days or WEEK if day not in days)
    return rhythm._replace(days=left) if left and len(left) < len(rhythm.days or WEEK) else None


def _but_for(days: DaySet, rhythm: Recurrence) -> Recurrence | None:
    return _without(rhythm, days)


def _sized_times(_length: tuple[int, int], number: Numbers, per: str) -> Recurrence | None:
    whole = _whole(number)
    return Recurrence(per, *whole, counted=True) if whole else None


def _parity_days(parity: str, days: DaySet) -> Recurrence:
    return Recurrence("week", len(days), len(days), days, interval=2, parity=parity)


def _of_month(nth: int, days: DaySet) -> Recurrence | None:
    return Recurrence("month", days=days, nth=nth or LAST) if len(days) == 1 and nth <= 5 else None


def _month_nth(rhythm: Recurrence, nth: int, days: DaySet) -> Recurrence | None:
    if rhythm.per != "month" or rhythm.interval > 1 or rhythm.counted or rhythm.days:
        return None
    return _of_month(nth, days)


def _nth_month(nth: int, days: DaySet, rhythm: Recurrence) -> Recurrence | None:
    return _month_nth(rhythm, nth, days)


def _part(name: str) -> tuple[str, ...]:
    return (name,)


def _parts(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    return (*one, *other) if other[0] not in one else None


def _each_part(parts: tuple[str, ...]) -> Recurrence:
    return Recurrence("day", parts=parts)


def _in_parts(rhythm: Recurrence, parts: tuple[str, ...]) -> Recurrence | None:
    return rhythm._replace(parts=parts) if not rhythm.parts else None


def _letters(one: str, other: str) -> tuple[str, ...] | None:
    return (one, other) if one != other else None


def _three(one: str, noon: str, other: str) -> tuple[str, ...] | None:
    return (one, noon, other) if one != other else None


def _each_letter(part: str) -> Recurrence:
    return _each_part((part,))


def _times_length(count: tuple[int, int], length: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    return count, length


def _multiplied(lattice: Lattice, start: int, end: int) -> bool:
    """ "2 × 25 min" is one amount; 一次两小时 are a count and a length of their own."""
    return "×" in lattice.folded[start:end] or "x" in lattice.folded[start:end]


def _chinese(lattice: Lattice, start: int, end: int) -> bool:
    """单周 is a week of its own; "odd" needs its weeks."""
    return not lattice.folded[start:end].isascii()


def _parity(parity: str) -> Recurrence:
    return Recurrence("week", interval=2, parity=parity)


def _measured(lattice: Lattice, start: int, end: int) -> bool:
    """ "A day" is a rhythm behind a figure and what it counts, and no length of time: "500 words a day"."""
    before = lattice.folded[max(0, start - 40) : start].rstrip()
    return any(c.isdigit() for c in before) or before.endswith(("hour", "hours", "minutes", "half"))


def _sittings(number: Numbers, length: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    whole = _whole(number)
    return (whole, length) if whole and whole[1] <= MOST_SITTINGS else None


def _side_by_side(lattice: Lattice, start: int, end: int) -> bool:
    """ "Two 25-minute" counts sittings; "day 2 25 minutes" names a day, and 二二十 is no two numbers."""
    if not lattice.folded[start:end].isascii():
        return False
    before = lattice.folded[:start].rstrip()
    return not before[-1:].isalnum() or before.endswith((" do", " of", " and"))


def _behind_day(lattice: Lattice, start: int, end: int) -> bool:
    """早 and 晚 alone are a part of the day directly behind a weekday, and where no meal or other word goes on."""
    before, behind = lattice.folded[max(0, start - 1) : start], lattice.folded[end : end + 1]
    return before in tuple("一二三四五六日天末") and behind not in tuple("上间饭餐点会起睡安")


_EVERY = "'every'"
_PER = "'per'|'a'|'every'|'/'"
_AND = "'and'|'with'|'or'|','|'/'|'&'"
_TO = "'-'|'to'"

RULES: Final = (
    # weekdays
    Row("days", "a weekday", "weekday", _one, "周三"),
    Row("days", "some weekdays", "dayset", _set, "weekends"),
    Row("days", "from day to day", f"days {_TO} days", _run, "Monday to Thursday"),
    Row("days", "days and days", f"days {_AND} days", _both, "Monday and Friday"),
    Row("days", "days, and days", "days ',' 'and' days", _both, "Monday, Tuesday, and Friday"),
    Row("days", "days and on days", f"days {_AND} 'on' days", _both, "Monday to Thursday and on Saturday"),
    Row("days", "周二周四", "days .days", _both, "周二周四"),
    Row("days", "周二四", "days .numeral", _both_char, "周二四", _no_count),
    Row("days", "周二、四", f"days {_AND} numeral", _both_char, "周二、四", _no_count),
    Row("days", "周一至五", f"days {_TO} numeral", _run_char, "周一至五", _no_count),
    Row("days", "周六日", "days .day_char", _and_one, "周六日"),
    # parts of a day
    Row("part", "a part of the day", "slot", _part, "上午"),
    Row("part", "one of letters", "slot_char .slot_char", _letters, "早晚"),
    Row("part", "早中晚", "slot_char .noon_char .slot_char", _three, "早中晚"),
    Row("part", "周五晚", "slot_char", _part, "周五晚", _behind_day),
    Row("part", "in the morning", "'in' 'the' slot", _part, "in the morning"),
    Row("part", "parts", f"part {_AND} part", _parts, "早上和晚上"),
    # so many times
    Row("count", "n times", "range 'times'", _count, "3 次", _counts),
    Row("count", "once or twice", "often", _often, "twice"),
    Row("sittings", "two 25-minute", "range duration", _sittings, "two 25-minute", _side_by_side),
    Row("sittings", "2 × 25 minutes", "count duration", _times_length, "2 x 25 min", _multiplied),
    # every what
    Row("rhythm", "every week", f"{_EVERY} period", _unit, "每周"),
    Row("rhythm", "daily", "adverb", _adverb, "daily"),
    Row("rhythm", "a week", "'per'|'a'|'/' period", _unit, "30 minutes a day", _measured),
    Row("rhythm", "every Monday", f"{_EVERY} days", _each, "每周一"),
    Row("rhythm", "every morning", f"{_EVERY} part", _each_part, "every morning"),
    Row("rhythm", "每晚", f"{_EVERY} .slot_char", _each_letter, "每晚"),
    # every how manieth
    Row("rhythm", "every two weeks", f"{_EVERY} number period", _turn, "every two weeks"),
    Row("rhythm", "every third day", f"{_EVERY} nth period", _nth_turn, "every third day"),
    Row("rhythm", "every other week", f"{_EVERY} 'other' period", _other, "every other week"),
    Row("rhythm", "every other Monday", f"{_EVERY} 'other' days", _other_days, "every other Monday"),
    Row("rhythm", "隔周", "'gap' .period", _other, "隔周"),
    Row("rhythm", "每隔两天", "'gap' number .period", _gap, "每隔两天"),
    Row("rhythm", "隔周六", "'gap' .days", _other_days, "隔周六"),
    Row("rhythm", "fortnightly", "fortnight", _weeks, "fortnightly"),
    Row("rhythm", "quarterly", "quarterly", _months, "每季度"),
    Row("rhythm", "odd weeks", "parity period=week", _parity, "odd weeks"),
    Row("rhythm", "in odd weeks", "'in'|'on' parity period=week", _parity, "in odd weeks"),
    Row("rhythm", "odd Sundays", "parity days", _parity_days, "odd Sundays"),
    Row("rhythm", "单周", "parity", _parity, "单周", _chinese),
    # how many times
    Row("rhythm", "n times a week", f"count {_PER} period", _counted, "twice a week"),
    Row("rhythm", "twice weekly", "count adverb", _counted, "twice weekly"),
    Row("rhythm", "n times every 2 weeks", "count rhythm", _counted_rhythm, "once every two weeks"),
    Row("rhythm", "每周两次", "rhythm count", _rhythm_counted, "每周两次"),
    Row("rhythm", "一周两次", "number .period count", _in_one, "一周两次"),
    Row("rhythm", "four days a week", f"range period=day {_PER} period", _days_in, "four days a week"),
    Row("rhythm", "每周五天", "rhythm range .period=day", _days_of, "每周五天"),
    # on which days
    Row("rhythm", "每天，工作日", "rhythm 'on' days", _with_days, "twice a week on weekdays"),
    Row("rhythm", "weekly, days", "rhythm days", _with_days, "every other week Mondays"),
    Row("rhythm", "工作日每天", "days rhythm", _days_with, "工作日每天"),
    # but for some of them
    Row("rhythm", "every day but Sunday", "rhythm 'but' days", _without, "every day except Sunday"),
    Row("rhythm", "除周日外每天", "'but' days 'outside' rhythm", _but_for, "除周日外每天"),
    Row("rhythm", "除周日外，每天", "'but' days 'outside' ',' rhythm", _but_for, "除周日外，每天"),
    # so many of a length
    Row("rhythm", "20 min x 3 a week", f"duration 'times' number {_PER} period", _sized_times, "20 min x 3 per week"),
    # which of a month's
    Row("rhythm", "每月第一个周一", "rhythm nth days", _month_nth, "每月第一个周一"),
    Row("rhythm", "每月的第一个周一", "rhythm 'of' nth days", _month_nth, "每月的第一个周一"),
    Row("rhythm", "monthly on the first Monday", "rhythm 'on' nth days", _month_nth, "monthly on the first Monday"),
    Row("rhythm", "the first Monday of each month", "nth days 'of' rhythm", _nth_month, "first Monday of every month"),
    Row(
        "rhythm",
        "the first Monday of the month",
        "nth days 'of' 'the' period=month",
        _of_month,
        "first Monday of the month",
    ),
    Row("rhythm", "first Monday a month", "nth days rhythm", _nth_month, "first Monday each month"),
    # in which part of the day
    Row("rhythm", "每天早上", "rhythm part", _in_parts, "每天早上"),
    Row("rhythm", "every day in the evening", "rhythm 'in' part", _in_parts, "every day in evenings"),
)
"""``days``: weekdays in their order; ``part``: parts of the day; ``count``: so many times; ``sittings``: so many of a
length; ``rhythm``: :class:`Recurrence`."""
