"""What kind of thing each item of a plan is: occasions, habits, places for work, totals, and work itself."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.importing.helpers import read

from roadweek.domain.base import Range
from roadweek.domain.plan import Activity, Plan
from roadweek.domain.work import Strand, Work
from roadweek.planning.read import read_plan

AS_OF = date(2026, 3, 2)
"""A Monday."""


def plan(text: str) -> Plan:
    return read(text, AS_OF).plan


def works(text: str) -> list[Work]:
    return [w for s in plan(text).strands for w in s.works]


def occasions(text: str) -> list[tuple[int, int, str]]:
    """Month, day and title of what stands on one day."""
    return [(w.first.month, w.first.day, w.title) for w in works(text) if w.occasion and w.first]


def activities(text: str) -> dict[str, Activity]:
    return {a.title: a for a in plan(text).activities}


def strand(text: str, word: str) -> Strand:
    return next(s for s in plan(text).strands if any(word in w.title for w in s.works))


# dated occasions

NUMBERED = """# Thirty days of sketching
### Day 1
- Draw ten cups
### Day 2
- Morning: shade a cube
- Evening: shade a sphere
### Day 3
- Rest
### Day 4
- Draw your hand
"""


def test_numbered_days_count_from_the_plans_first_day_and_a_day_of_rest_holds_nothing() -> None:
    assert occasions(NUMBERED) == [
        (3, 2, "Draw ten cups"),
        (3, 3, "shade a cube"),
        (3, 3, "shade a sphere"),
        (3, 5, "Draw your hand"),
    ]
    assert [w.slots for w in works(NUMBERED)][1:3] == [("morning",), ("evening",)]


def test_weekdays_of_numbered_weeks_are_days() -> None:
    text = (
        "# Guitar camp\n## Week 1\n- Monday: open chords\n- Wednesday: barre chords\n"
        "## Week 2\n- Monday: strumming\n- Thursday: finger picking\n"
    )
    assert occasions(text) == [
        (3, 2, "open chords"),
        (3, 4, "barre chords"),
        (3, 9, "strumming"),
        (3, 12, "finger picking"),
    ]


def test_a_table_of_dates_gives_each_topic_its_day_and_length() -> None:
    text = (
        "# 备考\n| 日期 | 内容 | 时长 |\n|---|---|---|\n| 3月9日 | 函数与极限 | 2小时 |\n"
        "| 3月10日 | 导数 | 90分钟 |\n| 3月11日 | 休息 | |\n"
    )
    assert occasions(text) == [(3, 9, "函数与极限"), (3, 10, "导数")]
    assert [w.minutes for w in works(text)] == [Range.exactly(120), Range.exactly(90)]


def test_a_table_of_weeks_and_weekdays_is_read_cell_by_cell() -> None:
    text = (
        "# Cycling\n| Week | Monday | Wednesday | Saturday |\n|---|---|---|---|\n"
        "| 1 | 40 min easy ride | Intervals | 2 h long ride |\n| 2 | Rest | Hills | 3 h long ride |\n"
    )
    assert [(m, d) for m, d, _ in occasions(text)] == [(3, 2), (3, 4), (3, 7), (3, 11), (3, 14)]
    assert [w.minutes.lo for w in works(text) if w.minutes] == [40, 60, 120, 60, 180]
    assert [w.effort_by for w in works(text)][:2] == ["stated", "assumed"]


def test_a_table_with_columns_for_the_week_and_the_day_counts_both() -> None:
    text = (
        "# 三周听力\n| 周 | 天 | 内容 |\n|---|---|---|\n| 第1周 | 第1天 | 数字 |\n| 第1周 | 第2天 | 时间 |\n"
        "| 第2周 | 第8天 | 地点 |\n"
    )
    assert occasions(text) == [(3, 2, "数字"), (3, 3, "时间"), (3, 9, "地点")]


def test_parts_of_the_day_and_clock_times_of_a_dated_day_are_kept() -> None:
    text = "# 口语周\n## 3月9日 周一\n- 上午：音标\n- 晚上：跟读 30 分钟\n## 3月10日 周二\n- 19:30-20:30 复述\n"
    found = [(w.slots, w.at, w.minutes and w.minutes.lo) for w in works(text)]
    assert found == [(("morning",), None, 60), (("evening",), None, 30), ((), time(19, 30), 60)]


# which rhythms are proofs


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("## Tips\n- Run twice a week for 30 minutes to stay fresh\n", set[str]()),
        ("## If I am busy\n- Cello once a week, 20 minutes\n", set[str]()),
        ("## Notes\n- I have practised every day but it felt too long\n", set[str]()),
        ("## Every week\n- Violin three times a week, 40 minutes\n  - warm up slowly\n", {"Violin"}),
        ("## 每周\n- 小提琴每周三次，每次40分钟\n  - 先空弦热身\n", {"小提琴"}),
        ("## 建议\n- 每天跑步 20 分钟有益健康\n", set[str]()),
    ],
    ids=["tips", "another case", "prose", "steps", "steps zh", "advice zh"],
)
def test_remarks_other_cases_prose_and_steps_are_no_sessions(text: str, kept: set[str]) -> None:
    assert set(activities(f"# Plan\n{text}")) == kept


def test_of_a_days_timetable_only_what_the_plan_is_for_is_a_session() -> None:
    text = (
        "# 作息\n## 每天\n- 07:00 起床洗漱\n- 07:30 早餐\n- 08:30-17:30 上班\n- 18:30 晚餐\n"
        "- 19:30-20:30 学习西班牙语\n- 21:00 看电视放松\n- 22:30 睡觉\n"
    )
    (only,) = activities(text).values()
    assert (only.title, only.at, only.minutes) == ("学习西班牙语", time(19, 30), Range.exactly(60))
    bounds = {rule.kind: (rule.start, rule.end) for rule in plan(text).rules}
    assert bounds == {"closed_hours": (time(8, 30), time(17, 30)), "latest_end": (None, time(22, 30))}


def test_a_rhythm_without_a_length_is_none_where_the_days_are_laid_out() -> None:
    laid_out = "# Songs\n- Practice daily\n" + "".join(f"### Day {n}\n- Song {n}\n" for n in range(1, 6))
    assert activities(laid_out) == {}
    assert len(occasions(laid_out)) == 5
    assert len(activities("# Songs\n- Practice the songs daily\n")) == 1


def test_less_on_a_day_is_the_short_end_of_the_range_there() -> None:
    found = plan("# 少\n- 每天刷题 60-90 分钟\n- 周二刷题可以少刷一点\n").activities
    assert [(a.days, a.minutes) for a in found] == [
        (("MO", "WE", "TH", "FR", "SA", "SU"), Range(lo=60, hi=90)),
        (("TU",), Range.exactly(60)),
    ]


# totals


def test_a_total_bounds_the_week_and_what_goes_beyond_it_is_shown_and_not_scheduled() -> None:
    text = (
        "# Total\nTime: 5 hours a week\n## Each week\n- Spanish podcast 3 times a week, 40 minutes\n"
        "- Flashcards daily, 15 minutes\n- Long essay every Saturday, 4 hours\n"
    )
    assert [(a.per, a.minutes) for a in plan(text).allowances] == [("week", Range.exactly(300))]
    assert set(activities(text)) == {"Spanish podcast", "Flashcards daily"}
    assert len(activities(text.replace("5 hours", "9 hours"))) == 3


def test_a_daily_total_without_topics_of_its_own_is_the_place_for_the_work_beside_it() -> None:
    text = (
        "# 总量\n每天学习 2 小时\n## 第1周（3月2日-3月8日）\n- 词根词缀\n- 虚拟语气\n"
        "## 第2周（3月9日-3月15日）\n- 长难句\n"
    )
    (place,) = plan(text).activities
    assert (place.per, place.minutes, place.slot_for) == ("day", Range.exactly(120), ())
    (only,) = plan(text).strands
    assert only.places == (place.id,)
    assert [w.title for w in only.works] == ["词根词缀", "虚拟语气", "长难句"]


# works


def test_topics_of_a_period_are_works_of_its_days_in_their_order() -> None:
    found = works("# Rust\n## Stage 1 (2 March – 29 March)\n- Chapter: ownership\n- Chapter: traits\n")
    assert [(w.title, w.first, w.last) for w in found] == [
        ("Chapter: ownership", date(2026, 3, 2), date(2026, 3, 29)),
        ("Chapter: traits", date(2026, 3, 2), date(2026, 3, 29)),
    ]


def test_a_boundary_day_belongs_to_the_period_that_ends() -> None:
    text = (
        "# Rust\n## Stage 1 (2 March – 31 March)\n- Chapter: ownership\n"
        "## Stage 2 (31 March – 30 April)\n- Chapter: async\n"
    )
    assert [(w.first, w.last) for w in works(text)] == [
        (date(2026, 3, 2), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
    ]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("Build a parser -> write the tests -> publish it", ["Build a parser", "write the tests", "publish it"]),
        ("搭建网站 → 部署上线 → 写说明文档", ["搭建网站", "部署上线", "写说明文档"]),
        ("camera → tracker → planner", ["camera → tracker → planner"]),
    ],
    ids=["en", "zh", "a data path"],
)  # fmt: skip
def test_arrows_between_things_to_do_are_steps_and_a_path_of_data_is_none(line: str, steps: list[str]) -> None:
    found = works(f"# Plan\n## Stage 1 (2 March – 29 March)\n- {line}\n")
    assert [w.title for w in found] == steps


def test_an_effort_in_days_and_a_weight_are_read() -> None:
    text = "# 年度\n## 阶段一（3月2日-4月5日）\n- 读论文（耗时2-3天）\n- 复现实验（重点）\n"
    first, second = works(text)
    assert (first.minutes, first.effort_by) == (Range(lo=480, hi=720), "stated")
    assert (second.minutes, second.weight) == (None, 2)


@pytest.mark.parametrize(
    "line",
    [
        "✅ Buy the bolts",
        "Can ride without hands",
        "能听懂新闻",
        "~~Paint the frame~~",
    ],
)
def test_what_is_done_reached_or_struck_out_is_no_work(line: str) -> None:
    found = works(f"# Plan\n## Stage 1 (2 March – 29 March)\n- Fix the gearbox\n- {line}\n")
    assert [w.title for w in found] == ["Fix the gearbox"]


def test_a_list_of_what_is_done_together_is_no_list_of_topics() -> None:
    text = "# 年度\n## 阶段一（3月2日-4月5日）\n- 读论文\n### 必须一起练\n- 听力\n- 口语\n"
    assert [w.title for w in works(text)] == ["读论文"]


def test_a_list_of_scope_beside_a_dated_table_of_its_section_is_no_work() -> None:
    text = (
        "# Plan\n## Calculus\nScope:\n- limits\n- series\n\n| Week | Topic |\n|---|---|\n"
        "| Week 1 | limits and continuity |\n| Week 2 | power series |\n"
    )
    assert [w.title for w in works(text)] == ["limits and continuity", "power series"]


def test_a_product_of_a_topic_is_told_of_it_and_no_work_beside_it() -> None:
    text = "# Plan\n## Stage 1 (2 March – 29 March)\n### Week 1: cards\n- Draw the suits\n- Output: a deck\n"
    assert "Draw the suits" in " ".join(w.title for w in works(text))
    weekly = "# Plan\n## Weekly\n- Read one essay a week, 60 minutes\n- Output: a summary\n"
    assert works(weekly) == []


def test_what_a_period_puts_first_leads_where_no_rhythm_holds_it() -> None:
    text = "# 年度\n## 阶段一（3月2日-4月5日）主攻：图论项目\n- 读论文\n- 同时：整理笔记\n## 每周\n- 每天 20 分钟英语\n"
    lead, beside = plan(text).strands
    assert (lead.lead, lead.beside, lead.places) == (True, False, ())
    assert (beside.lead, beside.beside) == (False, True)
    assert "图论项目" in lead.works[0].title
    assert [w.title for w in beside.works] == ["同时：整理笔记"]


def test_a_lead_that_a_place_holds_is_no_block_in_free_time() -> None:
    text = (
        "# 年度\n## 阶段一（3月2日-4月5日）主攻：图论项目\n- 读论文\n"
        "## 每周安排\n- 周二、周四晚上 2 小时：主线（图论 / 网站）\n"
    )
    found = strand(text, "读论文")
    assert found.places == ("main",)
    assert not found.lead


def test_what_is_due_begins_three_weeks_before_and_is_owed() -> None:
    (only,) = works("# Plan\n- Submit the grant form by 20 April\n")
    assert (only.first, only.last, only.due) == (date(2026, 3, 31), date(2026, 4, 20), True)


def test_what_is_to_be_done_now_is_one_sitting_in_the_first_week() -> None:
    english = "# Plan\n## Do now\n- This week: book the ferry\n## Stage 1 (2 March – 20 December)\n- Learn the map\n"
    chinese = "# 计划\n## 现在立刻该做的事\n- 打电话给银行\n"
    for text, word in ((english, "ferry"), (chinese, "银行")):
        found = next(w for w in works(text) if word in w.title)
        assert (found.first, found.last, found.once) == (AS_OF, date(2026, 3, 8), True)
    assert not next(w for w in works(english) if "map" in w.title).once


# places


def test_the_longest_rhythm_of_a_track_is_the_place_for_its_work_and_the_others_are_habits() -> None:
    text = (
        "# Plan\n## Algorithms (2 March – 29 March)\n- Graphs\n- Heaps\n## Weekly\n"
        "- Algorithms: one problem a day, 20 minutes\n- Algorithms lecture twice a week, 90 minutes\n"
    )
    found = {a.minutes and a.minutes.lo: a.slot_for for a in plan(text).activities}
    assert found[90] is not None
    assert found[20] is None


def test_days_here_and_length_there_are_one_rhythm() -> None:
    text = "# Split\n## Days\n- Swim Monday and Thursday evening\n## Lengths\n- Swim twice a week, 50 minutes each\n"
    (only,) = plan(text).activities
    assert (only.days, only.minutes, only.slots) == (("MO", "TH"), Range.exactly(50), ("evening",))


SHARES = """# Share
## Stage 1 (2 March – 29 March)
**Track A: maths, 70% of the time**
- Maths: 6 hours a week
- Limits
- Series

**Track B: writing, 30% of the time**
- Writing session twice a week
- Essay on rivers
- Essay on hills
"""
SHARES_ZH = """# 份额
## 阶段一（3月2日-3月29日）
**【主线】图论（占70%精力）**
- 图论每周6小时
- 最短路
- 网络流

**【副线】写作（占30%精力）**
- 写作每周两次
- 第一篇：河流
- 第二篇：山谷
"""


@pytest.mark.parametrize("text", [SHARES, SHARES_ZH], ids=["en", "zh"])
def test_of_lines_with_shares_one_without_a_length_gets_what_keeps_them(text: str) -> None:
    of = plan(text)
    assert [s.percent for s in of.strands] == [70, 30]
    _, second = of.activities
    assert second.minutes == Range.exactly(75), "six hours are 70 %, so 30 % are 2.5 hours in two sittings"
    assert of.strands[1].places == (second.id,)


# lives


def test_a_rhythm_beside_a_list_of_numbered_weeks_lives_as_long_as_they_do() -> None:
    text = "# Plan\n## Camp\n- Stretch daily, 10 minutes\n" + "".join(
        f"### Week {n}\n- Trick {n}\n" for n in range(1, 5)
    )
    (only,) = plan(text).activities
    assert (only.first, only.last) == (date(2026, 3, 2), date(2026, 3, 29))


def test_a_part_of_a_day_that_is_kept_for_rest_is_kept_free() -> None:
    rules = plan("# 休息\n## 每周\n- 每天晚上 1 小时数学\n- 周六晚上休息\n").rules
    found = [r for r in rules if r.kind == "free_hours"]
    assert [(r.days, r.start) for r in found] == [(("SA",), time(18))]


def test_a_plan_without_work_has_no_strands() -> None:
    nothing: dict[str, Any] = plan("# Plan\n- Swim twice a week, 40 minutes\n").to_json()
    assert nothing.get("strands", []) == []


def test_a_date_of_a_plans_head_is_no_work_and_a_topic_that_begins_with_such_a_word_is() -> None:
    text = (
        "Start: 2026-03-02\nEnd: 2026-06-28\n\n## Topics\n- Start: open chords\n- Grammar: the simple past\n- Barre\n"
    )
    titles = {w.title for s in read_plan(text, name="", as_of=date(2026, 3, 2)).plan.strands for w in s.works}
    assert titles == {"Start: open chords", "Grammar: the simple past", "Barre"}
