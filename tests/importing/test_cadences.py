"""How often things recur, in forms that people use beside "every day": rates by a stroke, turns, counted occasions."""

from __future__ import annotations

from typing import Any

import pytest
from tests.importing.helpers import items, only, read


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("- 5 sketches/day", {"per": "day", "quantity": {"unit": "sketches", "min": 5, "max": 5}}),
        ("- Send 20+ letters/week", {"per": "week", "quantity": {"unit": "letters", "min": 20, "max": 20}}),
        ("- Sleep: 7-8 hours/night", {"per": "day", "duration_min": [420, 480]}),
        ("- 西语 40分钟/天", {"per": "day", "duration_min": [40, 40]}),
        ("- 听力 1-2小时/周", {"per": "week", "total_min_per_period": [60, 120]}),
        ("- 3 workouts per week on average (150 a year)", {"per": "week", "times": [3, 3]}),
        ("- 2-3 swims a week", {"per": "week", "times": [2, 3]}),
        ("- 一周至少三次瑜伽", {"per": "week", "times": [3, 3]}),
        ("- 两天游一次泳，一次四十分钟", {"per": "day", "interval": 2, "duration_min": [40, 40]}),
        ("- 每周3天 × 2小时 素描", {"per": "week", "times": [3, 3], "duration_min": [120, 120]}),
        ("- Gym for an hour, 3 days a week", {"per": "week", "times": [3, 3], "duration_min": [60, 60]}),
        ("- 三天一次大扫除", {"per": "day", "interval": 3}),
        ("- 至少两天半小时尺八", {"per": "day", "interval": 2, "duration_min": [30, 30]}),
    ],
)
def test_a_rate_is_read_in_whatever_form_it_is_written(text: str, fields: dict[str, Any]) -> None:
    found = only(text, "recurring")
    assert {key: found.get(key) for key in fields} == fields


@pytest.mark.parametrize(
    "text",
    [
        "- Hand in the form at least 30 working days before the defence",
        "- Objections must be filed within 10 business days",
        "- 材料在 15 个工作日内寄到",
        "- 用两天一次性做完",
        "- Protein: 140 g/day",
        "- A deficit of 300 kcal/day",
    ],
)
def test_a_span_of_days_and_a_dose_are_no_habits(text: str) -> None:
    assert not items(text, "recurring")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- 每天至少练半个小时的听力加半个小时的口语", ["听力", "口语"]),
        ("- 每天至少花二十分钟的时间来冥想", ["冥想"]),
        ("- 三天跑一次步", ["跑步"]),
        ("- Evening block (20-30 min)", ["Evening block"]),
        ("- 每周 2 天 × 3 小时 “阅读", ["阅读"]),
        ("- My plan is to spend 15 minutes drawing birds every day, none of which takes talent.", ["drawing birds"]),
    ],
)
def test_a_name_has_no_words_of_measure_around_it(text: str, titles: list[str]) -> None:
    assert [item.title for item in items(text, "recurring")] == titles


@pytest.mark.parametrize(
    ("heading", "per"),
    [
        ("Weekly", "week"),
        ("Monthly", "month"),
        ("Daily habits", "day"),
        ("每日", "day"),
        ("每周任务", "week"),
        ("每月", "month"),
    ],
)
def test_what_stands_below_a_bare_rate_is_wished_at_that_rate(heading: str, per: str) -> None:
    found = items(f"# P\n\n## {heading}\n\n- Water the plants\n- 给奶奶写信\n", "recurring")
    assert [(item.title, item.per) for item in found] == [("Water the plants", per), ("给奶奶写信", per)]


@pytest.mark.parametrize("heading", ["Weekly goals", "每月目标", "Rules for each day", "Daily life in Rome"])
def test_goals_rules_and_themes_are_no_bare_rate(heading: str) -> None:
    assert not items(f"# P\n\n## {heading}\n\n- Stay curious\n- 多喝水\n", "recurring")


@pytest.mark.parametrize("heading", ["Vocabulary (daily)", "2. Vocabulary (every day)", "Vocabulary（每天）"])
def test_a_heading_that_ends_in_its_rate_is_a_wish(heading: str) -> None:
    found = only(f"# P\n\n## {heading}\n\n- verbs\n- nouns\n", "recurring")
    assert (found["title"], found["per"]) == ("Vocabulary", "day")


def test_the_rate_of_a_heading_is_not_said_twice_where_lines_below_have_their_own() -> None:
    found = items("# P\n\n## Languages (daily)\n\n- Greek 20 min every day\n- Latin 30 min every day\n", "recurring")
    assert [item.title for item in found] == ["Greek", "Latin"]


def test_a_weekend_schedule_gives_its_days_to_what_stands_below() -> None:
    found = items("# P\n\n**Weekend plan (2 hours/day):**\n- 1 hour: pottery\n- 1 hour: choir\n", "recurring")
    assert [i.days for i in found if i.title in ("pottery", "choir")] == [("SA", "SU")] * 2


@pytest.mark.parametrize(
    ("text", "title", "minutes"),
    [
        ("- **Commute**: use 20-40 minutes for listening to Danish radio", "listening to Danish radio", (20, 40)),
        ("- 通勤路上：听有声书", "听有声书", None),
        ("- Before bed: ten pages of a novel", "ten pages of a novel", None),
    ],
)
def test_a_label_that_names_an_occasion_of_each_day_makes_a_daily_wish(
    text: str, title: str, minutes: tuple[int, int] | None
) -> None:
    found = items(f"# P\n\n## Danish\n\n{text}\n", "recurring")[0]
    assert (found.title, found.per, found.duration_min) == (title, "day", minutes)


def test_a_way_of_working_with_a_length_is_no_daily_session() -> None:
    text = "# P\n\n## Chess (30 min/day)\n\n**How to practice:**\n1. Think for 10 minutes\n2. Compare with the engine\n"
    assert [item.title for item in items(text, "recurring")] == ["Chess"]


WORK = ("MO", "TU", "WE", "TH", "FR")


@pytest.mark.parametrize(
    "text",
    [
        "- Drawing: 2 hours/day (weekdays) + 3 hours/day (weekends) = ~16 hours/week",
        "- 素描：平日 2 小时 + 周末 3 小时 = 每周约 16 小时",
    ],
)
def test_a_week_shared_between_its_days_gives_each_its_length_and_the_sum_is_no_session(text: str) -> None:
    workdays, weekend, whole = items(text, "recurring")
    assert (workdays.days, workdays.duration_min, weekend.days, weekend.duration_min) == (
        WORK,
        (120, 120),
        ("SA", "SU"),
        (180, 180),
    )
    assert (whole.per, whole.days, whole.total_min_per_period) == ("week", None, (960, 960))
    assert whole.title in ("Total", "合计")
    assert len(read(text).plan.activities) == 2


def test_lengths_that_make_the_sum_themselves_are_sums_of_their_days() -> None:
    found = items("- 素描：平日 6 小时 + 假日 4 小时 = 约 10 小时/周", "recurring")
    assert [(i.per, i.days, i.total_min_per_period) for i in found] == [
        ("week", WORK, (360, 360)),
        ("week", ("SA", "SU"), (240, 240)),
        ("week", None, (600, 600)),
    ]


def test_a_motto_before_the_shares_of_the_days_is_no_wish_of_its_own() -> None:
    found = items("# P\n\n## 练琴\n\n- 每天一点点 + 每周一大步：平日 20–30 分钟，周末 2–3 小时合奏。\n", "recurring")
    assert [(i.days, i.duration_min) for i in found] == [(WORK, (20, 30)), (("SA", "SU"), (120, 180))]


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] Daily Warehouse Orders (Hard)",
        "- [ ] **Tue Mar 3**: Merge Trees, Daily Prices",
        "（本页由机器人每日自动更新）",
        "*(this table is refreshed weekly by a bot)*",
        "- What I have learned thus far",
        "- Grow to 2,500 subscribers/month by May",
    ],
)
def test_a_word_of_rate_in_a_name_or_an_aside_is_no_wish(text: str) -> None:
    assert not items(f"# P\n\n## X\n\n{text}\n", "recurring")


def test_a_line_that_shares_out_the_week_gives_its_days_to_none_of_the_lines_below() -> None:
    found = items("# P\n\n时间如何分配（工作日 + 周末）：\n- 每天散步 20 分钟\n", "recurring")
    assert [(i.title, i.days) for i in found] == [("散步", None)]


def test_a_numbered_week_that_says_how_much_a_day_is_also_a_wish() -> None:
    text = "# P\n\nStart: 2026-03-02\n\n- Week 1: do 3 katas per day\n- Week 2: rest\n"
    assert [(i.per, i.quantity.min if i.quantity else None) for i in items(text, "recurring")] == [("day", 3)]


def test_days_of_a_later_sentence_are_not_those_of_the_hours_before_it() -> None:
    text = "# P\n\n晚上（19:30–21:00）：写小说（1.5 小时）。周二/周四可以见朋友或休息。\n"
    assert [(i.per, i.days, i.duration_min) for i in items(text, "recurring")] == [("day", None, (90, 90))]


def test_an_example_of_a_habit_is_not_the_habit() -> None:
    found = items("- 每天画画 20 分钟，例如每天都可以画一只鸟", "recurring")
    assert [i.duration_min for i in found] == [(20, 20)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "# P\n\n## Mornings\n- English novel 30 min every day\n\n## Nights\n- English grammar 30 min every day\n",
            {"English novel", "English grammar"},
        ),
        ("# P\n\n## 早\n- 每天英语课文 20 分钟\n\n## 晚\n- 每天英语错题 20 分钟\n", {"英语课文", "英语错题"}),
        ("# P\n\n## Mornings\n- English 30 min every day\n\n## Nights\n- English 30 min every day\n", {"English"}),
    ],
)
def test_two_things_of_one_field_are_both_planned_and_one_said_twice_is_planned_once(
    text: str, names: set[str]
) -> None:
    assert {activity.title for activity in read(text).plan.activities} == names


def test_hours_of_the_afternoon_end_in_the_afternoon() -> None:
    assert [i.duration_min for i in items("- 4:00-5:00 reading\n- 4:30-6:15 choir\n", "recurring")] == [
        (60, 60),
        (105, 105),
    ]


def test_nobody_goes_to_bed_before_noon() -> None:
    assert only("- 十点半之前睡觉", "recurring")["slot"] == ["evening"]
