"""Clock times, days that are left out, turns and assumed lengths, in words of its own."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from tests.importing.helpers import items, only, read

from roadweek.domain.base import WEEKDAYS, Range
from roadweek.importing.clocks import begin_of, clocks_of

WORK = ["MO", "TU", "WE", "TH", "FR"]


@pytest.mark.parametrize(
    ("text", "at", "minutes"),
    [
        ("- 19:30–20:30 English every day", "19:30", 60),
        ("- Run every morning, 7-8am", "07:00", 60),
        ("- 每天晚上8点半到10点 写论文", "20:30", 90),
        ("- 每天早7:00 听力 20 分钟", "07:00", 20),
        ("- Every day at 9:45-10:15 PM: diary", "21:45", 30),
        ("- Every day 6:30-7:00 AM: stretching", "06:30", 30),
        ("- 每天 21:00-00:30 写代码", "21:00", 210),
        ("- Piano in the evenings 7:30-9:00, daily", "19:30", 90),
        ("- Tuesday 9-11 maths", "09:00", 120),
        ("- 每周六下午2-4点 画画", "14:00", 120),
        ("- Every weekday at 8pm: drawing for 45 minutes", "20:00", 45),
        ("- 周三 晚上七点半 上德语课 1 小时", "19:30", 60),
    ],
)
def test_a_clock_time_is_when_the_session_is_wished(text: str, at: str, minutes: int) -> None:
    found = only(text, "recurring")
    assert (found["at"], found["duration_min"]) == (at, [minutes, minutes])
    activity = read(text).plan.activities[0]
    assert (activity.at, activity.minutes) == (time.fromisoformat(at), Range.exactly(minutes))


@pytest.mark.parametrize(
    "text",
    [
        "- Finish the reading by 22:00 every day",
        "- 每天晚上 9 点前完成复习",
        "- No sugar after 20:00, every day a walk",
        "- Run 5 km daily, pace 5:30/km",
        "- 每天跑 8 公里，配速 5:30",
        "- Vocabulary every day at 7:00 or 8:00",
        "- 每天 5 点练字",
    ],
)
def test_an_end_a_pace_and_a_doubtful_time_are_no_beginning(text: str) -> None:
    assert all("at" not in item.to_json() for item in items(text, "recurring"))


@pytest.mark.parametrize("text", ["第3点", "三点建议", "2点需要注意", "1:1 meeting", "5:30/km", "in 25:00", "重点3点"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert clocks_of(text) == ()


def test_hours_without_a_mark_end_in_the_afternoon_and_nobody_studies_at_half_past_one_at_night() -> None:
    assert [(f.value.start, f.value.end) for f in clocks_of("9:00-5:00")] == [(540, 1020)]
    assert begin_of("1:30 maths") == 810
    assert begin_of("01:30 maths") == 90


def test_a_line_that_opens_with_a_time_is_wished_every_day_unless_below_one_day() -> None:
    daily = only("## My day\n- 07:00–07:30 Spanish\n", "recurring")
    assert (daily["per"], daily["at"], daily.get("days")) == ("day", "07:00", None)
    assert items("## 12 March 2026\n- 07:00–07:30 Spanish\n", "recurring") == []
    assert items("## Day 3\n- 07:00–07:30 Spanish\n", "recurring") == []


def test_the_heading_of_a_log_with_its_seconds_is_no_single_day() -> None:
    assert only("## 2026/03/02 09:10:11\n> 05:30 ~ 06:30 看书\n", "recurring")["at"] == "05:30"


@pytest.mark.parametrize(
    "text",
    [
        "| Time | Monday | Tuesday | Wednesday |\n|---|---|---|---|\n| 19:00-20:00 | Maths | English | Maths |\n",
        "| 时间 | 周一 | 周二 | 周三 |\n|---|---|---|---|\n| 19:00-20:00 | Maths | English | Maths |\n",
        "| Day | 19:00-20:00 | 20:00-21:00 |\n|---|---|---|\n| Mon | Maths | |\n| Tue | English | |\n| Wed | Maths |\n",
    ],
    ids=["english", "chinese", "days as rows"],
)
def test_a_timetable_gives_sessions_at_its_times(text: str) -> None:
    placed = {(a.title, day, a.at, a.minutes) for a in read(text).plan.activities for day in a.days}
    hour = Range.exactly(60)
    assert placed == {
        ("Maths", "MO", time(19), hour),
        ("Maths", "WE", time(19), hour),
        ("English", "TU", time(19), hour),
    }


def test_several_stretches_of_a_line_are_a_wish_each() -> None:
    text = "- Every weekday 07:15–07:45 podcast, and 21:00–21:30 reading"
    found = {item.title: (item.at, item.days) for item in items(text, "recurring")}
    assert found == {"podcast": ("07:15", WEEKDAYS[:5]), "reading": ("21:00", WEEKDAYS[:5])}


@pytest.mark.parametrize("text", ["- Rowing Mon 18:00, Wed 19:00, 1 h", "- 划船 周一 18:00、周三 19:00，1 小时"])
def test_one_thing_at_another_time_on_each_day_is_a_wish_a_day(text: str) -> None:
    found = items(text, "recurring")
    assert [(i.days, i.at, i.duration_min) for i in found] == [
        (("MO",), "18:00", (60, 60)),
        (("WE",), "19:00", (60, 60)),
    ]
    assert len({i.title for i in found}) == 1


def test_two_times_of_a_day_are_two_occasions_and_a_choice_of_two_is_one() -> None:
    assert only("- Eye drops at 8:00 and 20:00 every day", "recurring")["times"] == [2, 2]
    assert only("- 每天早上 8:00 和晚上 20:00 滴眼药水", "recurring")["times"] == [2, 2]
    assert only("- Vocabulary every day at 7:00 or 8:00", "recurring")["times"] == [1, 1]
    between = only("- Between 18:00 and 19:00 every day: piano", "recurring")
    assert (between["title"], between["times"], between["duration_min"]) == ("piano", [1, 1], [60, 60])


def test_the_evening_of_a_weekday_and_a_weekly_review_by_its_name() -> None:
    found = only("- 每周六晚整理照片", "recurring")
    assert (found["title"], found["slot"], found["days"]) == ("整理照片", ["evening"], ["SA"])
    assert only("- 周复盘：问题 / 假设 / 验证", "recurring")["per"] == "week"


def test_days_that_share_the_hours_of_a_line_above_take_its_time_and_length() -> None:
    text = "## Monday – Friday\n**15:00–16:30 → Physics**\n- **Mon/Wed/Fri → Optics**\n- **Tue/Thu → Waves**\n"
    plan = read(text).plan
    assert {(a.title, a.at, a.minutes, len(a.days)) for a in plan.activities} == {
        ("Optics", time(15), Range.exactly(90), 3),
        ("Waves", time(15), Range.exactly(90), 2),
    }


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("- Run every day, never on Sunday, 30 min", "MO TU WE TH FR SA"),
        ("- Piano daily except Wednesdays and Sundays, 25 min", "MO TU TH FR SA"),
        ("- Gym 3 times a week, not on Friday", "MO TU WE TH SA SU"),
        ("- 每天背单词 20 分钟，除了周三", "MO TU TH FR SA SU"),
        ("- 每天练琴 30 分钟（周日不练）", "MO TU WE TH FR SA"),
        ("- 每天跑步，周日休息，40 分钟", "MO TU WE TH FR SA"),
        ("- 每周一到周五背单词，周三除外", "MO TU TH FR"),
        ("- Stretching daily, Sundays off", "MO TU WE TH FR SA"),
        ("- Rowing 3x/week\n  - never on Friday", "MO TU WE TH SA SU"),
        ("- 每天跑步 30 分钟\n  - 周日除外", "MO TU WE TH FR SA"),
        ("## Daily\n- vocabulary 20 min (not on Sunday)", "MO TU WE TH FR SA"),
    ],
)
def test_days_that_are_left_out_leave_all_others(text: str, days: str) -> None:
    found = only(text, "recurring")
    assert found["days"] == days.split()
    activity = read(text).plan.activities[0]
    assert list(activity.days) == days.split()


def test_a_length_behind_left_out_days_is_kept_and_the_days_are_no_rule() -> None:
    text = "- Algorithms 3x/week, never on Friday, 60 min"
    assert only(text, "recurring")["duration_min"] == [60, 60]
    assert items(text, "rules") == []


@pytest.mark.parametrize(
    ("text", "per", "interval", "days"),
    [
        ("- Blog post every other week, 2 hours", "week", 2, None),
        ("- 隔周周六写博客 2 小时", "week", 2, ["SA"]),
        ("- 每两周一次读书会，90 分钟", "week", 2, None),
        ("- Mock exam every 3 weeks on Saturday, 2 h", "week", 3, ["SA"]),
        ("- Long run every 3 days, 40 min", "day", 3, None),
        ("- 每三天跑步一次，每次40分钟", "day", 3, None),
        ("- 隔天健身 45 分钟", "day", 2, None),
        ("- Budget review quarterly, 1 h", "month", 3, None),
        ("- Fortnightly call with the mentor, 30 min", "week", 2, None),
    ],
)
def test_turns_are_kept_as_an_interval(text: str, per: str, interval: int, days: list[str] | None) -> None:
    found = only(text, "recurring")
    assert (found["per"], found["interval"], found["times"], found.get("days")) == (per, interval, [1, 1], days)
    activity = read(text).plan.activities[0]
    assert (activity.per, activity.interval, activity.times) == (per, interval, Range.exactly(1))


@pytest.mark.parametrize(
    ("text", "times", "days"),
    [
        ("- Once a week, Monday to Friday: call with the tutor, 30 min", [1, 1], WORK),
        ("- 每周一次，工作日，和导师视频 30 分钟", [1, 1], WORK),
        ("- Swim on Tuesday or Thursday, 1 h", [1, 1], ["TU", "TH"]),
        ("- 3x/week (Mon/Wed/Fri): gym 1 h", [3, 3], ["MO", "WE", "FR"]),
        ("- Mon/Wed/Fri: gym 1 h", [3, 3], ["MO", "WE", "FR"]),
        ("- 每周二、四各一次听写，20 分钟", [2, 2], ["TU", "TH"]),
        ("- Twice a week, Mon–Fri: drills, 20 min", [2, 2], WORK),
    ],
)
def test_a_count_and_days_are_one_wish_on_any_of_them(text: str, times: list[int], days: list[str]) -> None:
    found = only(text, "recurring")
    assert (found["per"], found["times"], found["days"]) == ("week", times, days)


def test_two_kinds_of_day_with_a_length_each_are_two_wishes_of_one_name() -> None:
    found = items("- Study 2 h on weekdays and 4 h on weekends", "recurring")
    assert [(item.title, item.duration_min, item.days) for item in found] == [
        ("Study", (120, 120), WEEKDAYS[:5]),
        ("Study", (240, 240), WEEKDAYS[5:]),
    ]


def test_a_length_that_nothing_states_is_told_as_assumed() -> None:
    reading = read("- Vocabulary every day\n- Maths every day, 40 min\n")
    assert [(a.assumed, a.minutes) for a in reading.plan.activities] == [
        (True, Range.exactly(30)),
        (False, Range.exactly(40)),
    ]
    assert [item.assumed_min for item in reading.items] == [30, None]


def test_a_rate_with_a_log_below_it_is_a_wish() -> None:
    found = only("- 每周至少攀岩 2 次\n  - [x] 第 1 周\n  - [ ] 第 2 周\n", "recurring")
    assert (found["title"], found["times"], found["lines"]) == ("攀岩", [2, 2], [1])


def test_a_column_tells_how_often_its_lengths_recur() -> None:
    week = items("| Topic | Hours/Week |\n|---|---|\n| Optics basics | 6–8 hrs |\n", "recurring")
    assert [(i.per, i.total_min_per_period) for i in week] == [("week", (360, 480))]
    day = items("| Level | Daily study |\n|---|---|\n| First steps | 30-45 min |\n", "recurring")
    assert [(i.per, i.duration_min) for i in day] == [("day", (30, 45))]


def test_a_long_day_said_of_workdays_is_their_sum_unless_it_is_said_of_each() -> None:
    found = only("- Studio: 10 hours on weekdays", "recurring")
    assert (found["per"], found["total_min_per_period"], found["days"]) == ("week", [600, 600], WORK)
    assert only("- Studio: 10 hours every weekday, each day", "recurring")["duration_min"] == [600, 600]


def test_a_look_back_is_a_wish_even_among_the_ways_of_working() -> None:
    text = "## Rules\n- Review my notes weekly\n- Write plain sentences\n- Every day is a good day\n"
    assert [item.title for item in items(text, "recurring")] == ["Review my notes weekly"]
    assert [i.title for i in items("## 原则\n- 每周复盘，及时调整\n- 每天开心\n", "recurring")] == ["复盘，及时调整"]


def test_prose_that_mentions_workdays_wishes_nothing() -> None:
    text = "事情多的时候，工作日和休息日要怎么安排才不累，我还想和家里人一起慢慢商量出一个办法来。\n"
    assert items(text, "recurring") == []


FORMS: list[tuple[str, dict[str, Any]]] = [
    ("- 4 pomodoros of drawing every day", {"duration_min": [100, 100]}),
    ("- 每天 4 个番茄钟画画", {"duration_min": [100, 100]}),
    ("- 每天🍅🍅🍅 画画", {"duration_min": [75, 75]}),
    ("- Run 5 km every morning, pace 5:30/km", {"quantity": {"unit": "km", "min": 5, "max": 5}}),
    ("- 周一 (1h): 画画", {"days": ["MO"], "duration_min": [60, 60]}),
    ("* TODO Weekly tidy-up\n  SCHEDULED: <2026-03-08 Sun 18:00 +1w>", {"days": ["SU"], "at": "18:00"}),
    ("- [ ] Water plants 🔁 every 3 days 📅 2026-03-05", {"per": "day", "interval": 3}),
    ("- Stretching everyday, 10 min", {"per": "day", "duration_min": [10, 10]}),
    ("- Walk every work day at noon, 20 min", {"days": WORK, "at": "12:00"}),
    ("- Hike twice monthly, 3 h", {"per": "month", "times": [2, 2]}),
    ("- 刷题约 8 题／日", {"per": "day", "quantity": {"unit": "题", "min": 8, "max": 8}}),
]


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text[:24] for text, _ in FORMS])
def test_forms_that_other_people_use_are_read(text: str, expected: dict[str, Any]) -> None:
    found = only(text, "recurring")
    assert {key: found.get(key) for key in expected} == expected


def test_a_comment_of_several_lines_is_a_note() -> None:
    reading = read(
        "# Plan\n<!-- - Run every day 30 min\n- hidden: 20 min daily\n-->\n- Swim 2x/week <!-- every day -->\n"
    )
    assert [(item.lines, item.title) for item in reading.items] == [((5,), "Swim")]
    assert set(reading.notes) >= {2, 3, 4}


def test_a_checked_habit_is_done_and_a_struck_one_dropped_and_neither_is_planned() -> None:
    reading = read("- [x] Run 3x/week, 30 min\n- [ ] Swim twice a week, 45 min\n- ~~Yoga every day 20 min~~\n")
    assert [(item.title, item.status) for item in reading.items] == [
        ("Run", "done"),
        ("Swim", None),
        ("Yoga", "superseded"),
    ]
    assert [a.title for a in reading.plan.activities] == ["Swim"]
