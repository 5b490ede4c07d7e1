"""Lengths, counted things, frequencies, weekdays, parts of the day and strengths are read in both languages."""

from __future__ import annotations

import pytest

from roadweek.domain.base import Range, Slot, Strength, Weekday
from roadweek.domain.plan import Per
from roadweek.understanding.amounts import Amount, find_durations, find_quantities
from roadweek.understanding.clock import find_clocks
from roadweek.understanding.numbers import read_number
from roadweek.understanding.recurrence import WEEKEND, WORKDAYS, Frequency, find_frequencies, find_slots, find_weekdays
from roadweek.understanding.strength import read_strength


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("75 分钟", 75, 75),
        ("1-1.5小时", 60, 90),
        ("20–35 min", 20, 35),
        ("two and a half hours", 150, 150),
        ("1h15", 75, 75),
        ("半小时", 30, 30),
        ("一个半小时", 90, 90),
        ("两三个小时", 120, 180),
        ("3 pomodoros", 75, 75),
        ("1 hour 20 minutes", 80, 80),
        ("three quarters of an hour", 45, 45),
        ("another hour", 60, 60),
        ("from 80 to 50 minutes", 50, 50),
        ("twenty-five minutes", 25, 25),
    ],
)
def test_a_length_is_read_in_minutes(text: str, low: int, high: int) -> None:
    assert [f.value for f in find_durations(text)] == [Range(lo=low, hi=high)]


@pytest.mark.parametrize("text", ["7 Minute Stories", "2分析", "18.01", "3天", "第30分"])
def test_what_measures_no_length_is_none(text: str) -> None:
    assert find_durations(text) == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("4-6道", Amount("道", 4, 6)),
        ("两篇", Amount("篇", 2, 2)),
        ("三四十页", Amount("页", 30, 40)),
        ("7 problems", Amount("problems", 7, 7)),
        ("three papers", Amount("papers", 3, 3)),
    ],
)
def test_counted_things_are_read(text: str, want: Amount) -> None:
    assert [f.value for f in find_quantities(text)] == [want]


@pytest.mark.parametrize("text", ["3个月", "2个半小时", "第3章", "第 4 课", "每一个"])
def test_an_ordinal_or_a_length_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "per", "times", "days", "slots"),
    [
        ("每天", "day", (1, 1), (), ()),
        ("每周一/三晚上", "week", (2, 2), ("MO", "WE"), ("evening",)),
        ("每周2-3次", "week", (2, 3), (), ()),
        ("一周四次", "week", (4, 4), (), ()),
        ("every other day", "week", (3, 4), (), ()),
        ("three times a week", "week", (3, 3), (), ()),
        ("twice a week on Mondays and Fridays", "week", (2, 2), ("MO", "FR"), ()),
        ("every Tuesday and Thursday evening", "week", (2, 2), ("TU", "TH"), ("evening",)),
        ("weekdays", "day", (1, 1), WORKDAYS, ()),
        ("每周末一次", "week", (1, 1), WEEKEND, ()),
        ("每节课", "lesson", (1, 1), (), ()),
        ("每周三次", "week", (3, 3), (), ()),
        ("每周三", "week", (1, 1), ("WE",), ()),
        ("every night", "day", (1, 1), (), ("evening",)),
        ("once a month", "month", (1, 1), (), ()),
    ],
)
def test_a_frequency_is_read(
    text: str, per: Per, times: tuple[int, int], days: tuple[Weekday, ...], slots: tuple[Slot, ...]
) -> None:
    want = Frequency(per, Range(lo=times[0], hi=times[1]), days, slots)
    assert [f.value for f in find_frequencies(text)] == [want]


def test_a_day_longer_is_no_frequency() -> None:
    assert find_frequencies("the trip is a day longer") == ()
    assert len(find_frequencies("30 minutes a day")) == 1


def test_weekdays_are_read_as_lists_and_as_ranges() -> None:
    assert [f.value for f in find_weekdays("周一～周三")] == [("MO", "TU", "WE")]
    assert [f.value for f in find_weekdays("周二和周四")] == [("TU", "TH")]
    assert [f.value for f in find_weekdays("Fri–Mon")] == [("MO", "FR", "SA", "SU")]
    assert [f.value for f in find_weekdays("周末")] == [WEEKEND]


def test_parts_of_the_day_are_read_in_order() -> None:
    assert [f.value for f in find_slots("上午读，白天做，晚上复盘")] == ["morning", "daytime", "evening"]
    assert [f.value for f in find_slots("in the morning or at night")] == ["morning", "evening"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2–4 pm", 14 * 60, 16 * 60),
        ("09:15-10:45", 9 * 60 + 15, 10 * 60 + 45),
        ("下午3点到5点半", 15 * 60, 17 * 60 + 30),
        ("上午十点到十一点", 600, 660),
        ("11-1 pm", 11 * 60, 13 * 60),
    ],
)
def test_a_stretch_of_the_clock_is_read(text: str, start: int, end: int) -> None:
    assert [(f.value.start, f.value.end) for f in find_clocks(text)] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("每晚十分钟，雷打不动", "must"),
        ("可选：看一集", "optional"),
        ("at least once", "must"),
        ("optional reading", "optional"),
        ("看论文", "should"),
        ("不少人都在看", "should"),
    ],
)
def test_the_strength_of_a_wish_is_read(text: str, want: Strength) -> None:
    assert read_strength(text) == want


@pytest.mark.parametrize(
    ("text", "want"), [("二十五", 25), ("两", 2), ("一百二十", 120), ("thirty-five", 35), ("1.5", 1.5), ("next", None)]
)
def test_number_words_are_read(text: str, want: float | None) -> None:
    assert read_number(text) == want


@pytest.mark.parametrize("row", ["四五六", "七八", "三十二", "百"])
def test_a_long_row_of_chinese_digits_is_no_length_and_hides_none(row: str) -> None:
    long = row * 300
    assert find_durations(long) == ()
    assert [f.value for f in find_durations(f"{long}，练琴四十五分钟")] == [Range.exactly(45)]
    assert find_quantities(f"{long}，抄九百九十九页")[-1].value == Amount("页", 999, 999)
