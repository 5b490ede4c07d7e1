"""Conflicts of figures (lengths, counts, rates, totals, blanks): each family found, and silent where they agree."""

from __future__ import annotations

import pytest
from tests.importing.helpers import kinds, read

NEW = (
    *("span_length", "two_lengths", "title_length", "week_days", "rates", "week_totals", "weekend_totals"),
    *("clock_length", "week_too_much", "day_too_much", "pace", "counts_differ", "blank"),
)

CASES: list[tuple[str, str, tuple[int, ...]]] = [
    # a length and the stretch beside it
    ("span_length", "# Choir\n\nDuration: March 2026 - August 2026 (5 months)\n\n- sing", (3,)),
    ("span_length", "# 合唱\n\n时间：2026年3月-8月（5个月）\n\n- 练声", (3,)),
    ("span_length", "# Choir\n\nRehearsals: 6 weeks of it (2 March - 26 April 2026)\n\n- sing", (3,)),
    ("span_length", "# 合唱\n\n集训：2026-03-02 至 2026-03-31（共20天）\n\n- 练声", (3,)),
    (
        "two_lengths",
        (
            "# Garden\n\nTimeline: 30 days to the first salad (1 April - 30 April 2026)\n\n- sow\n\n"
            "Timeline in short: 3 weeks (1 April - 30 April 2026)"
        ),
        (3, 7),
    ),
    (
        "two_lengths",
        "# 菜园\n\n周期：30天（2026-04-01 至 2026-04-30）\n\n- 播种\n\n总结：用时 3 周（2026-04-01 至 2026-04-30）",
        (3, 7),
    ),
    (
        "title_length",
        "# 4-Week Pottery Plan\n\n## Week 1: clay\n- pinch\n## Week 2: wheel\n- centre\n## Weeks 3-5: glaze\n- dip",
        (1, 7),
    ),
    ("title_length", "# 3个月陶艺计划\n\n## 第1个月\n- 捏\n## 第2-4个月\n- 拉坯", (1, 5)),
    # numbered weeks
    (
        "week_days",
        "## Week 1 (2026-03-02 to 2026-03-09)\n- clay\n## Week 2 (2026-03-10 to 2026-03-16)\n- wheel",
        (1,),
    ),
    ("week_days", "## 第1周（3月2日-3月9日）\n- 捏\n## 第2周（3月10日-3月16日）\n- 拉坯", (1,)),
    (
        "week_days",
        "## Week 1 (2 March - 8 March)\n- a\n## Week 2 (9 March - 14 March)\n- b\n## Week 3 (16 March - 22 March)\n- c",
        (3,),
    ),
    # a goal's count and the line below it
    ("counts_differ", "# Goals\n\n- Bake 30 loaves\n  - Bring 45 loaves to the neighbours over the whole year", (3, 4)),
    ("counts_differ", "# 目标\n\n- 读 30 本小说\n  - 一整年读完 24 本小说就算达成", (3, 4)),
    # hours that do not multiply
    ("rates", "# Drums\n\n- Practice: 2 hours daily (10 hours/week)", (3,)),
    ("rates", "# 架子鼓\n\n- 练鼓：每天2小时（每周10小时）", (3,)),
    (
        "week_totals",
        "# Drums\n\nTime budget: 10-12 hours a week\n\n## How it is measured\n\n- total study time of 6 hours a week",
        (3, 7),
    ),
    ("week_totals", "# 架子鼓\n\n每周总投入：10-12 小时\n\n## 衡量\n\n- 每周学习时间 6 小时", (3, 7)),
    (
        "weekend_totals",
        "# Drums\n\n- Weekend study time: 3-5 hours\n- listen\n\n## Layout\n\n- On weekends 4-7 hours in total",
        (3, 8),
    ),
    ("weekend_totals", "# 架子鼓\n\n- 周末总投入 3-5 小时\n\n## 安排\n\n- 周末（总时长 4-7 小时）：连奏与合练", (3, 7)),
    ("clock_length", "# Day\n\n- 18:00-19:00 stretching (20 min)", (3,)),
    ("clock_length", "# 一天\n\n- 18:00-19:00 拉伸（20分钟）", (3,)),
    (
        "week_too_much",
        "# Term\n\n- Bakery: 30 hours a week\n- Lectures: 25 hours a week\n- Orchestra: 12 hours a week",
        (3, 4, 5),
    ),
    ("week_too_much", "# 学期\n\n- 面包店每周30小时\n- 上课每周25小时\n- 乐团每周12小时", (3, 4, 5)),
    (
        "day_too_much",
        "# Day\n\n- Bakery: 8 hours a day\n- Lectures: 5 hours a day\n- Orchestra: 3 hours a day",
        (3, 4, 5),
    ),
    ("day_too_much", "# 一天\n\n- 面包店每天8小时\n- 上课每天5小时\n- 乐团每天3小时", (3, 4, 5)),
    # so many a day, so many that week
    (
        "pace",
        "# Chess\n\n## Practice\n\n**Week 1:** Solve 4 puzzles a day\n\n## Goals\n\n**Week 1:**\n- 10 puzzles solved",
        (5, 10),
    ),
    ("pace", "# 数学\n\n## 练习\n\n第1周：每天做3道题\n\n## 目标\n\n第1周：\n- 完成10道题", (5, 10)),
    # left to be filled in
    ("blank", "# Money\n\n- Save $____ for the trip\n- Practice TBD hours of harp", (3, 4)),
    ("blank", "# 计划\n\n- 存下 ¥____\n- 弹琴 待定 小时", (3, 4)),
]


@pytest.mark.parametrize(("kind", "text", "lines"), CASES)
def test_figures_that_do_not_fit_are_told_with_their_lines(kind: str, text: str, lines: tuple[int, ...]) -> None:
    assert kinds(text).get(kind) == lines


SILENT: list[str] = [
    # the stretch is as long as it says, however its days are counted
    "# Choir\n\nDuration: March 2026 - August 2026 (6 months)\n\n- sing",
    "# Choir\n\nDuration: 8 weeks (2 March - 26 April 2026)\n\n- sing",
    "# Choir\n\nDuration: 60 days (1 November - 31 December 2026)\n\n- sing",
    "# 合唱\n\n时间：2026-03-02 至 2026-03-31（30天）\n\n- 练声",
    "# 合唱\n\n时间：2026年3月-8月（6个月）\n\n- 练声",
    "# Choir\n\nDuration: 12 weeks (1 June - 31 August 2026)\n\n- sing",
    # a rough length, a time within which something shorter happens, days of each week, time left
    "# Choir\n\nDuration: March 2026 - August 2026 (about 5 months)\n\n- sing",
    "# Choir\n\n- a 3 day trip (1 March - 31 May 2026)",
    "# Choir\n\n- rehearsals 2 March - 26 April 2026 (3 days a week)",
    "# 合唱\n\n- 2026-03-02 至 2026-04-26（每周3天）排练",
    "# 合唱\n\n时间：2026年3月-8月（约5个月）\n\n- 练声",
    # a title that fits, weeks of another count, a list that begins again
    "# 4-Week Pottery Plan\n\n## Weeks 1-2: clay\n- pinch\n## Weeks 3-4: glaze\n- dip",
    "# 3个月陶艺计划\n\n## 第1个月\n- 捏\n## 第2-3个月\n- 拉坯",
    "# 4-Week Pottery Plan\n\n## Day 1\n- pinch\n## Day 9\n- dip",
    "# 4-Week Pottery Plan\n\n## Weeks 1-2: clay\n- pinch\n## Weeks 3-4: glaze\n- dip\n## Week 5: buffer\n- catch up",
    "# 4周陶艺计划\n\n## 第1-2周\n- 捏\n## 第3-4周\n- 烧\n## 第5周以后\n- 随意",
    # weeks of work, weeks that end with the month
    "## Week 1 (2 March - 6 March)\n- a\n## Week 2 (9 March - 13 March)\n- b\n## Week 3 (16 March - 20 March)\n- c",
    "## 第1周（3月2日-3月8日）\n- 捏\n## 第2周（3月9日-3月15日）\n- 拉坯\n## 第3周（3月16日-3月17日）\n- 烧",
    # parts, other years and rates are no second count of the goal
    "# Goals\n\n- Bake 30 loaves\n  - The first 10 loaves by May",
    "# Goals\n\n- Bake 30 loaves\n  - Last year it was 12 loaves",
    "# Goals\n\n- Bake 30 loaves\n  - 30 loaves keep the neighbours happy",
    "# 目标\n\n- 读 30 本小说\n  - 其中 10 本小说是外文",
    "# 目标\n\n- 读 30 本小说\n  - 每月 3 本小说",
    "# Goals\n\n- Bake 30 loaves\n  - 12 loaves of rye and 18 loaves of wheat",
    "# Goals\n\n- Lose 10 pounds\n  - Down to 150 pounds on the scales",
    # rates that multiply
    "# Drums\n\n- Practice: 2 hours daily (14 hours/week)",
    "# Drums\n\n- Practice: 2 hours a day on weekdays (10 hours/week)",
    "# 架子鼓\n\n- 练鼓：每天2小时（每周14小时）",
    "# 架子鼓\n\n- 练鼓：工作日每天2小时（每周10小时）",
    # totals where one holds the other, limits, hours of one field, other stages
    "# Drums\n\nTime budget: 10-12 hours a week\n\n## Measure\n\n- total study time of 11 hours a week",
    "# Drums\n\nTime budget: 10-12 hours a week\n\n## Rules\n\n- at most 15 hours a week in total",
    "# 架子鼓\n\n## 第一阶段\n- 每周总投入 10 小时\n## 第二阶段\n- 每周总投入 6 小时",
    "# 架子鼓\n\n- 周末总投入 3-5 小时\n\n## 安排\n\n- 周末 1 小时看英语小说",
    "# Drums\n\n- Weekend study: 4 hours on Saturday, 2 on Sunday\n\n## Layout\n\n- weekend total of 6 hours",
    "# 架子鼓\n\n- 周末学习：周六 4 小时，周日 2 小时\n\n## 安排\n\n- 周末总投入 6 小时",
    # a clock span as long as it says, or one of several things in it
    "# Day\n\n- 18:00-19:00 stretching (60 min)",
    "# Day\n\n- 18:00-20:00 stretching (1.5-2 hours)",
    "# Day\n\n- 18:00-19:00 supper, stretching (20 min)",
    "# Day\n\n- 18:00-19:00 stretching (incl. 10 min of rest)",
    "# 一天\n\n- 18:00-19:00 晚饭、拉伸（20分钟）",
    "# 一天\n\n- 11:30-1:00 拉伸（90分钟）",
    # what a week holds; the whole and its parts; one stage after the other; a day with its sleep
    "# Term\n\n- Bakery: 20 hours a week\n- Lectures: 25 hours a week",
    "# Term\n\n- Total: 50 hours a week\n- Bakery: 25 hours a week\n- Lectures: 25 hours a week",
    "# 学期\n\n- 第一阶段每周40小时\n- 第二阶段每周40小时",
    "# 一天\n\n- 睡觉每天8小时\n- 上课每天5小时\n- 乐团每天3小时",
    # a pace that makes the week's count, other weeks, days of work only
    "# Chess\n\n**Week 1:** Solve 4 puzzles a day\n\n## Goals\n\n**Week 1:**\n- 28 puzzles solved",
    "# Chess\n\n**Week 1:** Solve 4 puzzles a day\n\n## Goals\n\n**Week 2:**\n- 10 puzzles solved",
    "# Chess\n\n**Week 1:** Solve 2 puzzles a day on weekdays\n\n## Goals\n\n**Week 1:**\n- 10 puzzles solved",
    "# 数学\n\n第1周：每天做3道题\n\n## 目标\n\n第1周：\n- 完成20道题",
    # amounts that are given, mathematics, a thing that is open but no amount
    "# Money\n\n- Save $400 for the trip\n- The tickets cost $ 30",
    "# Maths\n\n- the child of $i$ is $2i$\n- solve $x + 1$ for $x$",
    "# Money\n\n- Prices ($) stand in the table",
    "# 计划\n\n- 费用（¥）见表",
    "# 计划\n\n- 存下 ¥400\n- 旅行地点待定",
]


@pytest.mark.parametrize("text", SILENT)
def test_figures_that_fit_or_speak_of_different_things_are_no_conflict(text: str) -> None:
    assert not set(kinds(text)) & set(NEW)


def test_the_ordinal_of_a_week_and_a_mark_in_time_are_no_lengths() -> None:
    assert "too_long" not in kinds("### 第 3 周（2026-03-16 至 2026-03-22）\n- 拉坯")
    assert "too_long" not in kinds("| Month | Note |\n|---|---|\n| June 2026 | 6-month mark |")


@pytest.mark.parametrize(("kind", "text", "lines"), CASES)
def test_each_is_told_in_the_language_of_the_plan_with_what_to_choose_first(
    kind: str, text: str, lines: tuple[int, ...]
) -> None:
    conflict = next(c for c in read(text).conflicts if c.kind == kind)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in text)
    assert any("\u4e00" <= char <= "\u9fff" for char in conflict.message) is chinese
    if "choices" in conflict.params:
        assert conflict.params["proposal"] == str(conflict.params["choices"]).split(" | ")[0]


def test_a_form_with_many_blanks_is_one_conflict() -> None:
    text = "# Form\n\n" + "\n".join(f"- field {n}: TBD hours" for n in range(60))
    told = [c for c in read(text).conflicts if c.kind == "blank"]
    assert len(told) == 1
    assert len(told[0].lines) <= 24


def test_a_weekend_between_weeks_of_work_is_no_gap_but_a_missing_monday_is() -> None:
    text = "## Week 1 (2 March - 6 March)\n- clay\n## Week 2 ({} March - 13 March)\n- wheel"
    assert "gap" not in kinds(text.format(9))
    assert kinds(text.format(10))["gap"] == (1, 3)
    chinese = "## 第1周（3月2日-3月7日）\n- 捏\n## 第2周（3月{}日-3月14日）\n- 拉坯"
    assert "gap" not in kinds(chinese.format(9))
    assert kinds(chinese.format(11))["gap"] == (1, 3)
