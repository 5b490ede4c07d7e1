"""Each rule of reading, in words of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importing.helpers import items, only, read

from roadweek.importing.look import MAY_DATE, MAY_RECUR
from roadweek.understanding.amounts import find_durations
from roadweek.understanding.dates import find_dates, find_ranges
from roadweek.understanding.recurrence import find_frequencies, find_slots, find_weekdays

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("## April 2026\n- x", "2026-04-01", "2026-04-30"),
        ("## 2026.04｜部署月\n- x", "2026-04-01", "2026-04-30"),
        ("## Phase 2 (5 April – 20 May)\n- x", "2026-04-05", "2026-05-20"),
        ("## 第二阶段：部署（4月5日～5月20日）\n- x", "2026-04-05", "2026-05-20"),
        ("## 第二阶段\n4.5-5.20\n- x", "2026-04-05", "2026-05-20"),
        ("## 冲刺期\n6月起\n- x", "2026-06-01", None),
        ("## Q3 2026: systems\n- x", "2026-07-01", "2026-09-30"),
        ("| Stage | Months |\n|---|---|\n| Build | Jun–Aug |", "2026-06-01", "2026-08-31"),
        ("现在开始到4月底：学部署", "2026-03-01", "2026-04-30"),
        ("- Mar–Apr: linear algebra", "2026-03-01", "2026-04-30"),
    ],
)
def test_a_stretch_with_dates_is_a_period(text: str, start: str, end: str | None) -> None:
    found = only(text, "periods")
    assert (found["start"], found.get("end")) == (start, end)


def test_dates_on_the_line_below_belong_to_the_heading_and_cite_both_lines() -> None:
    assert only("## 第一阶段 打底\n3.2-3.29\n- x", "periods")["lines"] == [1, 2]


def test_a_phase_without_dates_spans_the_dated_parts_below_it() -> None:
    found = items("## Phase 2: build\n### first board\n3.2-3.20\n### second board\n3.21-4.10\n", "periods")
    hull = next(item for item in found if item.lines == (1,))
    assert (hull.start, hull.end) == (date(2026, 3, 2), date(2026, 4, 10))
    assert {item.period for item in found if item.lines != (1,)} == {hull.id}


def test_two_lines_of_dates_in_one_section_are_periods_of_their_own() -> None:
    found = items("# 项目\n3.2 - 3.20\n先做第一块板\n3.21 - 4.10\n再做第二块板\n", "periods")
    assert [(item.lines, item.title) for item in found] == [((2, 3), "先做第一块板"), ((4, 5), "再做第二块板")]


def test_ordinal_weeks_count_from_the_stage_that_holds_them() -> None:
    text = "## 第一阶段（3月2日-3月20日）\n- 第一周：环境\n    - 配置\n- 第三周：收尾\n    - 总结\n"
    found = {item.lines[0]: (item.start, item.end) for item in items(text, "periods")}
    assert found[2] == (date(2026, 3, 2), date(2026, 3, 8))
    assert found[4] == (date(2026, 3, 16), date(2026, 3, 20))


def test_ranges_of_weeks_count_from_the_stretch_that_the_document_gives_itself() -> None:
    text = "**Duration:** 12 weeks (9 March – 31 May 2026)\n\n## Weeks 1–4: basics\n- x\n\n## Weeks 5–8: boards\n- y\n"
    found = {item.lines[0]: (item.start, item.end) for item in items(text, "periods")}
    assert found[3] == (date(2026, 3, 9), date(2026, 4, 5))
    assert found[6] == (date(2026, 4, 6), date(2026, 5, 3))


def test_months_long_past_lie_in_the_coming_year() -> None:
    found = only("## 1月－2月 复盘\n- x", "periods", as_of=date(2026, 11, 20))
    assert (found["start"], found["end"]) == ("2027-01-01", "2027-02-28")


@pytest.mark.parametrize(
    "text",
    [
        "## MIT 18.06\n- vectors",
        "- 已经学了3个月",
        "## If you like, I can\n\nIf you like, I can:\n\n- split April 2026 into days",
        "- Orin Nano 8G",
        "版本 3.11",
    ],
)
def test_course_numbers_history_and_offers_are_no_periods(text: str) -> None:
    assert items(text, "periods") == []


CASES: list[tuple[str, dict[str, Any]]] = [
    ("- 每天背单词 20 分钟", {"per": "day", "duration_min": [20, 20]}),
    ("- English podcast, 25 min every day", {"per": "day", "duration_min": [25, 25]}),
    ("- 每周跑步3次，每次40分钟", {"per": "week", "times": [3, 3], "duration_min": [40, 40]}),
    ("- Swim 2–3 times a week, 45 minutes each", {"per": "week", "times": [2, 3], "duration_min": [45, 45]}),
    ("- 开源每周投入 4 小时", {"per": "week", "total_min_per_period": [240, 240]}),
    ("- 5 hours a week on open source", {"per": "week", "total_min_per_period": [300, 300]}),
    ("- 每周至少 8 小时刷真题", {"per": "week", "total_min_per_period": [480, None]}),
    ("- 每周二、周四晚上做项目", {"per": "week", "times": [2, 2], "days": ["TU", "TH"], "slot": ["evening"]}),
    ("- Blog on Saturdays, 2 hours", {"per": "week", "days": ["SA"], "duration_min": [120, 120]}),
    ("- LeetCode: 2 problems per day", {"per": "day", "quantity": {"unit": "problems", "min": 2, "max": 2}}),
    ("- 每天两道算法题", {"per": "day", "quantity": {"unit": "道", "min": 2, "max": 2}}),
    ("- 每周末一次，2-3小时模拟考", {"per": "week", "days": ["SA", "SU"], "duration_min": [120, 180]}),
    ("- 工作日每天 40 分钟听力", {"per": "day", "days": WEEKDAYS, "duration_min": [40, 40]}),
    ("白天看论文和文档", {"per": "day", "slot": ["daytime"]}),
    ("### Saturday (deep)\n- 3 hours: experiments", {"per": "week", "days": ["SA"], "duration_min": [180, 180]}),
    ("### 周日\n- 1–2 小时：\n  - 写博客", {"per": "week", "days": ["SU"], "duration_min": [60, 120]}),
    ("- 每天只做：\n  - 听力 15 min", {"per": "day", "duration_min": [15, 15]}),
    ("### Mornings\n- vocabulary 20 min", {"per": "day", "slot": ["morning"], "duration_min": [20, 20]}),
    ("## Travel weeks\n- 15 min listening", {"per": "day", "duration_min": [15, 15], "template": "trip"}),
    ("## 出差周\n- 听力 15 分钟", {"per": "day", "duration_min": [15, 15], "template": "trip"}),
    ("| Day | What | Minutes |\n|---|---|---|\n| Mon | maths | 50 |", {"days": ["MO"], "duration_min": [50, 50]}),
    ("- 周复盘 30 分钟，每周日，雷打不动", {"days": ["SU"], "strength": "must"}),
    ("- **Morning (6:30–7:15):** English every day", {"per": "day", "slot": ["morning"], "duration_min": [45, 45]}),
    ("- 每天 6:30-7:15 背单词", {"per": "day", "duration_min": [45, 45]}),
    ("- 可选：每周六写一篇文章", {"days": ["SA"], "strength": "optional"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:24] for text, _ in CASES])
def test_what_is_done_again_is_recurring_with_its_numbers(text: str, expected: dict[str, Any]) -> None:
    found = only(text, "recurring")
    assert {key: found.get(key) for key in expected} == expected


def test_labelled_lines_give_their_numbers_to_the_activity_above_them() -> None:
    text = (
        "- **错题本：每周集中重写**\n    - **时间：** 周六下午，别人休息的时候。\n    - **行动：**\n"
        "        1. 挑出3-4道错题\n    - **耗时：** 1-1.5小时。\n    - **效果：** 每天都能省 20 分钟\n"
    )
    found = only(text, "recurring")
    assert found["lines"] == [1, 2, 4, 5]
    assert (found["days"], found["slot"], found["duration_min"]) == (["SA"], ["afternoon"], [60, 90])
    assert found["quantity"] == {"unit": "道", "min": 3, "max": 4}


def test_an_answer_below_a_question_is_the_wish() -> None:
    found = only("### 计划会：周五晚还是周六早？\n\n**答案：周六早上。**\n", "recurring")
    assert (found["days"], found["slot"], found["lines"]) == (["SA"], ["morning"], [1, 3])


def test_two_frequencies_in_one_line_are_two_wishes() -> None:
    found = items("每日高频题两道， 真题每周刷 6 小时", "recurring")
    assert [(item.per, item.total_min_per_period) for item in found] == [("day", None), ("week", (360, 360))]


def test_a_stated_whole_and_its_parts_are_all_items_and_the_parts_say_so() -> None:
    found = items("### Weekdays (Mon–Fri)\n- 80 min every day:\n  - 30 min: English\n  - 50 min: maths\n", "recurring")
    whole = next(item for item in found if item.duration_min == (80, 80))
    assert sorted(item.duration_min or () for item in found if item.part_of == whole.id) == [(30, 30), (50, 50)]


@pytest.mark.parametrize(
    "text",
    [
        "**理由：**\n\n1. 每天晚上脑子更清楚\n",
        "“是不是每天都要刷两小时？”",
        "**总结：**\n\n- 周六：上午学习，下午休息\n",
        "At most three tracks a week.",
        "I am away one week in four.",
    ],
)
def test_reasons_questions_and_summaries_are_no_wishes(text: str) -> None:
    assert items(text, "recurring") == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("- Submit the abstract by 15 May", "2026-05-15"),
        ("- 最迟4月中旬投简历", "2026-04-20"),
        ("### 1. 图数据库作业 (DDL: 4月下旬)", "2026-04-30"),
        ("我打算4月上旬找导师", "2026-04-10"),
        ("- Talk given: 20 November 2026", "2026-11-20"),
        ("计划于2个月后提交初稿", "2026-05-08"),
        ("## 第一阶段（3月2日-3月29日）\n本阶段内必须把旧相册全部扫描完", "2026-03-29"),
        ("| Goal | Due |\n|---|---|\n| Demo | 30 June 2026 |", "2026-06-30"),
    ],
)
def test_a_day_given_by_the_text_is_a_deadline(text: str, end: str) -> None:
    assert only(text, "deadlines")["end"] == end


def test_the_day_of_writing_and_days_gone_by_are_no_deadlines() -> None:
    assert items("现在是3月1日，我学了两个月", "deadlines") == []
    assert items("- 2月3日已经交了初稿", "deadlines") == []


def test_outputs_below_a_month_are_milestones_due_at_its_end() -> None:
    found = items(
        "## April 2026\n- Port the demo to the Pi\n- Compare both boards:\n  - fps\n  - watts\n", "milestones"
    )
    assert [(item.lines, item.end) for item in found] == [((2,), date(2026, 4, 30)), ((3, 4, 5), date(2026, 4, 30))]


def test_topics_of_a_course_are_curriculum_and_the_course_finished_is_a_milestone() -> None:
    text = "## 2026.04\n### 数学\n* 完成公开课剩余内容：\n\n  * 特征值\n  * 奇异值\n"
    assert [item.title for item in items(text, "curriculum")] == ["特征值", "奇异值"]
    assert [item.lines for item in items(text, "milestones")] == [(3,)]


def test_a_numbered_table_is_a_curriculum_in_order_with_its_second_column_as_note() -> None:
    found = items(
        "## Course\n| # | Topic | Why |\n|---|---|---|\n| 1 | LU | solver |\n| 2 | QR | fit |\n", "curriculum"
    )
    assert [(item.title, item.note) for item in found] == [("LU", "solver"), ("QR", "fit")]


def test_a_status_table_tells_where_the_person_stands_and_is_no_curriculum() -> None:
    text = "## 英语技能盘点\n| 能力 | 状态 |\n|---|---|\n| 词汇 | OK |\n| 跟读 | ❌ |\n"
    assert items(text, "curriculum") == []
    assert len(read(text).plan.baselines) == 2


def test_a_reason_in_one_sentence_behind_its_label_wishes_nothing() -> None:
    assert items("# 计划\n- 背景一句话：每天想跑步 30 分钟\n", "recurring") == []
    assert only("# 计划\n- 晨练：每天跑步 30 分钟\n", "recurring")["per"] == "day"


@pytest.mark.parametrize(
    "text",
    [
        "- 不开新坑",
        "- Don't buy hardware before the demo works",
        "## Rules\n- Phone stays in the other room",
        "## 规矩\n1. 飞行当天不排重活",
        "At most three tracks a week.",
    ],
)
def test_how_to_work_is_a_rule(text: str) -> None:
    assert len(items(text, "rules")) == 1


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("- Whether to sit the exam or skip it (decide in June 2026)", ("sit the exam", "skip it")),
        ("- 第二块板：再买一块 Orin，还是上小主机？", ("再买一块 Orin", "上小主机")),
        ("### 教材（任选其一）\n- 同济\n- 或 Khan Academy\n", ("同济", "Khan Academy")),
        ("- 是否读研", None),
    ],
)
def test_an_open_question_is_a_decision_with_its_options(text: str, options: tuple[str, ...] | None) -> None:
    assert items(text, "decisions")[0].options == options


def test_a_decision_is_due_when_the_text_says_so() -> None:
    decision = read("- Whether to sit the exam or skip it (decide in June 2026)").plan.decisions[0]
    assert decision.due is not None
    assert (decision.due.earliest, decision.due.latest) == (date(2026, 6, 1), date(2026, 6, 30))


def test_the_lines_of_an_old_draft_are_superseded_and_ask_for_nothing() -> None:
    reading = read("我原来的计划是：\n3月到4月：每天一道题，写一个项目\n\n# 新计划\n- 每天听力 20 分钟\n")
    assert {item.status for item in reading.items if item.lines == (2,)} == {"superseded"}
    assert [activity.track for activity in reading.plan.activities] == ["english"]


_TIME_WORDS = st.sampled_from(
    [
        "每天",
        "每晚",
        "周三",
        "星期二/四",
        "工作日",
        "working|days",
        "weekdays",
        "平时晚上",
        "隔天",
        "每节课",
        "twice|a|week",
        "tonight",
        "before|work",
        "半小时",
        "两个钟头",
        "30分，",
        "90m",
        "1h30",
        "an|hour|and|a|half",
        "三刻钟",
        "3个番茄",
        "a|pomodoro",
        "nightly",
        "Tuesdays",
        "10月",
        "三月",
        "5/6",
        "Sept.",
        "in|May",
        "明年",
        "2026-05-06",
        "Mar|3-5",
        "foo",
        "阅读",
    ]
).map(lambda words: words.replace("|", " "))


@given(st.lists(_TIME_WORDS, max_size=4).map(" ".join))
def test_the_quick_look_never_passes_over_what_the_grammar_would_find(text: str) -> None:
    if find_frequencies(text) or find_weekdays(text) or find_slots(text) or find_durations(text):
        assert MAY_RECUR.search(text)
    if find_dates(text) or find_ranges(text):
        assert MAY_DATE.search(text)
