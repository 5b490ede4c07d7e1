"""What items compile to."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import AS_OF, EXAMPLES, items, kinds, read

from roadweek.domain.base import WEEKDAYS, Range, Weekday
from roadweek.domain.plan import Plan, TemplateKind


def _asked(plan: Plan, template: TemplateKind, days: tuple[Weekday, ...]) -> float:
    """Minutes that a template asks of ``days`` together, weekly occasions spread over the days they may fall on."""
    total = 0.0
    for activity in plan.activities:
        if activity.template != template or activity.minutes is None:
            continue
        allowed = activity.days or WEEKDAYS
        if activity.per == "day":
            total += activity.minutes.lo * activity.times.lo * len(set(allowed) & set(days))
        elif activity.per == "week":
            total += activity.minutes.lo * activity.times.lo * len(set(allowed) & set(days)) / len(allowed)
    return total


WEEK = """# Plan
## Normal week
### Weekdays (Mon–Fri)
- 90 min every day:
  - 30 min: English listening
  - 60 min: main line (maths / VLM / engineering)
### Saturday
- 3 hours: experiments on the Jetson
## Business-trip week
- Every day: English listening 20 min
- Weekend: one 60 min reading session
- No new tasks
## Listening in detail
### Weekdays, 45 min a day
1. podcasts (20 min)
2. shadowing (15 min)
"""


def test_a_whole_and_its_parts_and_restatements_are_asked_for_once() -> None:
    plan = read(WEEK).plan
    assert _asked(plan, "normal", WEEKDAYS[:5]) == 5 * 90
    assert plan.templates[0].day_minutes["MO"] == Range.exactly(90)


def test_what_stands_outside_the_week_template_has_room_in_its_days() -> None:
    minutes = read(WEEK + "## Sport\n- Swim 3 times a week, 40 minutes each\n").plan.templates[0].day_minutes
    assert minutes["MO"] == Range(lo=90, hi=130)


def test_a_plan_that_lays_out_no_week_states_no_minutes_a_day() -> None:
    assert read("- Swim 3 times a week, 40 minutes each").plan.templates[0].day_minutes == {}


def test_a_main_line_of_several_fields_is_one_place_for_whatever_work_there_is() -> None:
    main = [a for a in read(WEEK).plan.activities if a.slot_for is not None]
    assert [(a.id, a.track, a.per, a.minutes, a.slot_for) for a in main] == [
        ("main", "main", "day", Range.exactly(60), ())
    ]


def test_a_trip_week_asks_only_for_what_it_says() -> None:
    plan = read(WEEK).plan
    trip = [(a.track, a.per, a.minutes) for a in plan.activities if a.template == "trip"]
    assert trip == [("english", "day", Range.exactly(20)), ("reading", "week", Range.exactly(60))]
    assert [t.no_new_tasks for t in plan.templates] == [False, True]
    minutes = plan.templates[1].day_minutes
    assert (minutes["FR"], minutes["SA"]) == (Range.exactly(20), Range(lo=20, hi=80))
    assert [rule.kind for rule in plan.rules] == ["no_new_tasks_on_trips"]


def test_an_activity_of_a_stage_lives_only_as_long_as_the_stage() -> None:
    activity = read("## Phase 2 (5 April – 20 May)\n- past papers, 3 hours every Saturday").plan.activities[0]
    assert (activity.first, activity.last) == (date(2026, 4, 5), date(2026, 5, 20))


def test_of_two_revisions_the_later_counts_from_its_start_and_the_earlier_until_then() -> None:
    text = (
        "## 第一阶段（3月2日-3月29日）\n### 安排\n- 周末 2小时 模拟考\n"
        "### 第一阶段修订（3月16日-3月29日）\n- 每周末一次，3-4小时模拟考\n"
    )
    activities = read(text).plan.activities
    assert [(a.minutes.lo if a.minutes else 0, a.first, a.last) for a in activities] == [
        (120, date(2026, 3, 2), date(2026, 3, 15)),
        (180, date(2026, 3, 16), date(2026, 3, 29)),
    ]


def test_without_a_length_thirty_minutes_are_assumed_and_told() -> None:
    reading = read("- 每天复习日语")
    assert reading.plan.activities[0].minutes == Range.exactly(30)
    assert [c.kind for c in reading.conflicts] == ["length_assumed"]


def test_rest_is_no_session() -> None:
    assert read("### 周六\n- 下午休息\n- 上午 2 小时数学").plan.activities[0].track == "math"
    assert len(read("### 周六\n- 下午休息\n- 上午 2 小时数学").plan.activities) == 1


def test_a_total_over_everything_is_read_but_never_placed() -> None:
    reading = read("**Weekly commitment:** 10–12 hours\n\n- English 40 min every day")
    assert [item.total_min_per_period for item in reading.items] == [(600, 720), None]
    assert [a.track for a in reading.plan.activities] == ["english"]


def test_the_title_of_the_document_gives_no_track_to_its_sections() -> None:
    assert read("# Edge AI plan\n## Evenings\n- Pottery, 2 hours every Saturday").plan.activities[0].track == "pottery"


def test_numbered_posts_are_one_milestone_each_under_all_their_names() -> None:
    plan = read("## March 2026\n- Publish post 1 by 20 March\n## Milestones\n- Blog post 1 online: 31 March 2026").plan
    assert [m.id for m in plan.milestones] == ["blog-1"]
    assert plan.milestones[0].due is not None
    assert plan.milestones[0].due.latest == date(2026, 3, 20)
    assert {"first blog post", "博客第一篇"} <= set(plan.milestones[0].names)


def test_a_ticked_box_is_a_milestone_already_reached() -> None:
    plan = read("## March 2026\n- [x] order the camera\n- [ ] mount the camera").plan
    assert [m.done for m in plan.milestones] == [AS_OF, None]


def test_tracks_are_called_by_words_of_both_languages() -> None:
    track = next(t for t in read("- Linear algebra, 40 min every day").plan.tracks if t.id == "math")
    assert {"maths", "数学", "线性代数"} <= set(track.names)


def test_an_unknown_field_becomes_a_track_of_its_own_words() -> None:
    activity = read("- Pottery, 2 hours every Saturday").plan.activities[0]
    assert activity.track == "pottery"


@pytest.mark.parametrize(
    ("kind", "text", "lines"),
    [
        ("overlap", "## Phase 1 (2 March – 29 March)\n- x\n## Phase 2 (20 March – 30 April)\n- y", (1, 3)),
        ("gap", "## 一阶段\n3.2-3.20\n## 二阶段\n3.25-4.30\n", (1, 2, 3, 4)),
        ("sum", "- 60 min every day:\n  - 20 min: English\n  - 30 min: maths", (1, 2, 3)),
        ("length", "## Normal week\n- English 30 min every day\n## Detail\nEnglish 45 min every day", (2, 4)),
        ("weekday", "- Friday 5 March 2026: demo", (1,)),
        ("due_differs", "- Blog post 1 by 20 March\n- Blog post 1 by 31 March", (1, 2)),
        ("budget", "- 占70%精力：项目\n- 占50%精力：数学", (1, 2)),
    ],
)
def test_what_does_not_agree_is_told_with_its_lines(kind: str, text: str, lines: tuple[int, ...]) -> None:
    assert kinds(text)[kind] == lines


def test_without_a_year_dates_stay_open_and_a_conflict_says_so() -> None:
    reading = read("## 第一阶段（3月2日-3月29日）\n- x", as_of=None)
    assert [(item.start, item.end) for item in reading.items if item.group == "periods"] == [(None, None)]
    conflict = reading.conflicts[0]
    assert (conflict.kind, conflict.lines) == ("year_missing", (1,))
    assert "--as-of" in conflict.message


def test_the_front_matter_gives_title_language_and_privacy() -> None:
    plan = read("---\ntitle: 我的路线\ndate: 2026-02-03\nhide: true\n---\n- 每天听力 20 分钟", as_of=None).plan
    assert (plan.title, plan.language, plan.private, plan.as_of) == ("我的路线", "zh", True, date(2026, 2, 3))


@pytest.mark.parametrize("name", ["year-plan.en.md", "year-plan.zh.md"])
def test_the_example_plans_ask_for_ninety_minutes_a_weekday_and_the_algorithm_evenings(name: str) -> None:
    plan = read((EXAMPLES / name).read_text("utf-8"), as_of=None).plan
    assert _asked(plan, "normal", WEEKDAYS[:5]) == 5 * 90 + 2 * 25
    assert _asked(plan, "trip", WEEKDAYS) == 7 * 20 + 60
    assert {t.id for t in plan.tracks} >= {"math", "edge", "english", "algorithms", "blog", "vlm"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- 面试题库每天刷五道，从四月一号开始", "面试题库"),
        ("- Run 5 km every Tuesday at 5:30/km", "Run 5 km"),
        ("- **Back up results** every week on Friday", "Back up results"),
        ("- 8.16–9.30 投递面试：每天 2 道题", "投递面试：2 道题"),
        ("- every other Friday: pair with Mina, 1 h, lunchtime", "pair with Mina"),
        ("- Must: 20 min vocabulary every day", "vocabulary"),
        ("- 英语口语改一周两次，一次一个小时，因为外教涨价了", "英语口语"),
        ("- Tue & Thu 19:00–20:30 – Kaggle", "Kaggle"),
    ],
)
def test_a_title_is_what_one_would_put_in_a_calendar(text: str, title: str) -> None:
    assert items(text, "recurring")[0].title == title


def test_what_is_said_again_without_a_length_asks_for_nothing_more() -> None:
    text = "## 项目\n- 周二、周四晚上做项目，每次 1.5 小时\n\n## 安排\n- 周二、周四晚上：项目\n"
    assert len(read(text).plan.activities) == 1


def test_rest_is_no_work() -> None:
    assert read("- Sat: off\n- 周日 休息\n- 周一 晚上 跑步 30 分钟\n").plan.activities[0].title == "跑步"
    assert len(read("- Sat: off\n- 周日 休息\n- 周一 晚上 跑步 30 分钟\n").plan.activities) == 1


def test_a_weekly_review_without_a_time_is_in_the_evening_of_its_day() -> None:
    assert read("- 每周日周复盘 30 分钟\n").plan.activities[0].slots == ("evening",)
