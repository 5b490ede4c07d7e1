"""A line is read as a row of claims, each with its days and its amount, or not at all by this reader."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadweek.importing.claims import claims_of
from roadweek.importing.wishes import numbers_of
from roadweek.planning.read import read_plan
from roadweek.understanding.dates import DateContext

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
WEEKEND = ("SA", "SU")
SPRING = DateContext(as_of=date(2026, 3, 1), year=2026)


def claims(text: str) -> list[dict[str, Any]]:
    """What is said, in short: the name, and the numbers that are not null."""
    found: list[dict[str, Any]] = []
    for claim in claims_of(text, SPRING):
        numbers = {k: v for k, v in (numbers_of(claim.part, None) or {}).items() if v is not None}
        more = {"nth": claim.nth, "start": claim.start, "end": claim.end}
        numbers.pop("quantity", None)
        numbers |= {"count": claim.part.quantity.min} if claim.part.quantity else {}
        found.append({"name": claim.name, **numbers, **{k: v for k, v in more.items() if v is not None}})
    return found


@pytest.mark.parametrize(
    ("text", "rest", "weekend"),
    [
        ("每天吉他半小时，周末一小时", {"duration_min": (30, 30)}, {"duration_min": (60, 60)}),
        ("化学 40 分钟/天（周末 2 小时）", {"duration_min": (40, 40)}, {"duration_min": (120, 120)}),
        ("阅读每天 20 页，周末 50 页", {"count": 20}, {"count": 50}),
        ("每天俯卧撑 30 个，周末减半", {"count": 30}, {"count": 15}),
        ("Guitar 30 minutes a day, an hour on weekends", {"duration_min": (30, 30)}, {"duration_min": (60, 60)}),
        ("Read 30 pages a day, 60 on weekends", {"count": 30}, {"count": 60}),
    ],
)
def test_other_days_have_their_own_amount_of_the_same(text: str, rest: dict[str, Any], weekend: dict[str, Any]) -> None:
    first, second = claims(text)
    assert first["name"] == second["name"]
    assert first["days"] == WORKDAYS
    assert rest.items() <= first.items()
    assert second["days"] == WEEKEND
    assert weekend.items() <= second.items()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("每天 90 分钟：50 分钟英语，40 分钟化学", [("英语", 50), ("化学", 40)]),
        ("每周练琴 3 次，每次 40 分钟，外加每天 10 分钟音阶", [("练琴", 40), ("音阶", 10)]),
        ("Daily: 20 minutes of chess, then 15 minutes of puzzles", [("chess", 20), ("puzzles", 15)]),
        ("Cello 4x per week for 30-40 min plus a 5 min warm-up each day", [("Cello", 30), ("warm-up", 5)]),
        ("Piano 2h on Saturdays and 1h on Wednesdays", [("Piano", 120), ("Piano", 60)]),
    ],
)
def test_each_thing_of_a_line_is_a_claim(text: str, named: list[tuple[str, int]]) -> None:
    assert [(c["name"], c["duration_min"][0]) for c in claims(text)] == named


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("周三三十分钟法语", {"name": "法语", "days": ("WE",), "duration_min": (30, 30)}),
        ("周日日语听写 15 分钟", {"name": "日语听写", "days": ("SU",), "duration_min": (15, 15)}),
        ("每周日语三次，每次四十分钟", {"name": "日语", "per": "week", "times": (3, 3)}),
        ("每周五次瑜伽，每次 50 分钟", {"name": "瑜伽", "per": "week", "times": (5, 5)}),
        ("口语每天早中晚各十分钟", {"times": (3, 3), "slot": ("morning", "afternoon", "evening")}),
        ("Vocabulary every morning and evening, 10 minutes each", {"times": (2, 2), "slot": ("morning", "evening")}),
        ("Yoga on the second Saturday of every month, 2 hours", {"per": "month", "days": ("SA",), "nth": 2}),
        ("每个月最后一个周五盘点 1 小时", {"per": "month", "days": ("FR",), "nth": -1}),
        ("Every other Sunday: call grandma, 30 min", {"interval": 2, "days": ("SU",), "name": "call grandma"}),
        ("Change the filter every 90 days, 20 min", {"per": "day", "duration_min": (20, 20)}),
        ("Two 50-minute blocks of thesis writing each weekday", {"times": (2, 2), "duration_min": (50, 50)}),
        ("Climb an hour or two on Sundays", {"name": "Climb", "duration_min": (60, 120)}),
        ("Sunday Echo puzzle every morning, 20 minutes", {"name": "Sunday Echo puzzle", "slot": ("morning",)}),
        ("Run Tuesday to Friday and on Sunday, 5 km", {"days": ("TU", "WE", "TH", "FR", "SU"), "count": 5}),
        ("Practice scales 10-15 minutes every day but Sunday", {"days": (*WORKDAYS, "SA"), "duration_min": (10, 15)}),
        ("除周日外每天练琴半小时", {"days": (*WORKDAYS, "SA"), "name": "练琴"}),
        ("Spanish 20 min x 3 per week", {"name": "Spanish", "times": (3, 3), "duration_min": (20, 20)}),
        ("Read 20 minutes daily until June", {"name": "Read", "end": date(2026, 6, 30)}),
        ("从四月起每周两次游泳，每次一小时", {"name": "游泳", "start": date(2026, 4, 1), "times": (2, 2)}),
    ],
)
def test_a_line_is_read_with_all_its_words(text: str, said: dict[str, Any]) -> None:
    (found,) = claims(text)
    assert said.items() <= found.items()


@pytest.mark.parametrize(
    "text",
    [
        "如果不下雨，每天跑步 30 分钟",
        "每天跑步 30 分钟，除非太累",
        "不再每天喝两杯咖啡",
        "每天少刷 30 分钟手机",
        "Never run more than 40 minutes a day",
        "Swim or cycle 40 minutes every day",
        "German 4 hours a week, at most 40 minutes a day",
        "What could I do for 20 minutes a day?",
        "每天 2 小时：1 小时英语，40 分钟化学",
    ],
)
def test_what_is_not_wholly_read_is_left_to_others(text: str) -> None:
    assert claims(text) == []


def test_from_when_and_until_when_bound_the_activity() -> None:
    reading = read_plan("# Term\n\n- Harp 20 min daily until June\n- Yoga twice a week from May, 1 h each\n", name="x",
                        as_of=date(2026, 3, 1))  # fmt: skip
    harp, yoga = reading.plan.activities
    assert (harp.title, harp.first, harp.last) == ("Harp", None, date(2026, 6, 30))
    assert (yoga.title, yoga.first, yoga.last) == ("Yoga", date(2026, 5, 1), None)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("- 单周周三羽毛球 1 小时，双周周三乒乓球 1 小时", "单周"),
        ("- Boxing on Wednesday in even weeks, 1 hour", "even"),
        ("- Call parents on odd Sundays, 20 min", "odd"),
        ("- 每月 10 号前记账 20 分钟", "10 号"),
        ("- 每月底复盘两小时", "每月底"),
        ("- Swim on Mondays starting next month", "starting next month"),
        ("- 下周开始每天跑步", "下周开始"),
    ],
)
def test_which_weeks_and_unread_bounds_are_told(line: str, word: str) -> None:
    reading = read_plan(f"# Plan\n\n{line}\n", name="x", as_of=date(2026, 3, 1))
    assert word in {w for i in reading.items for w in i.unused or ()}
    assert any(word in c.message for c in reading.conflicts)


def test_columns_of_days_with_a_sum_are_read_by_day() -> None:
    text = "# 周表\n\n| 科目 | 周一至周五每天 | 周末每天 | 合计 |\n|---|---|---|---|\n| 化学 | 1h | 2h | 9h |\n"
    reading = read_plan(text, name="x", as_of=date(2026, 3, 1))
    assert [(a.days, a.minutes and a.minutes.lo) for a in reading.plan.activities] == [(WORKDAYS, 60), (WEEKEND, 120)]


def test_a_range_below_minutes_is_a_length() -> None:
    text = "# Week\n\n| Day | Session | Minutes |\n|---|---|---|\n| Sun | Long ride | 90 to 120 |\n"
    (ride,) = read_plan(text, name="x", as_of=date(2026, 3, 1)).plan.activities
    assert ride.minutes is not None
    assert (ride.minutes.lo, ride.minutes.hi) == (90, 120)
