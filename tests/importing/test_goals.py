"""What is to be reached, what is to be learnt and how to work are told apart in lists, tables and sections."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.planning.read import read_plan


def groups(text: str) -> dict[str, list[str]]:
    """The titles of what was read, by group."""
    found: dict[str, list[str]] = {}
    for item in read_plan(text, name="plan.md", as_of=date(2027, 1, 4)).items:
        found.setdefault(item.group, []).append(item.title)
    return found


@pytest.mark.parametrize(
    "title",
    ["# 2027 goals", "# My resolutions", "# 2027 年度目标", "---\ntitle: New year's resolutions 2027\n---\n"],
)
def test_a_document_called_goals_lists_goals(title: str) -> None:
    text = f"{title}\n\n## Money\n\n- Max out the pension pot\n\n## Health\n\n- A half marathon below two hours\n"
    assert groups(text)["milestones"] == ["Max out the pension pot", "A half marathon below two hours"]


def test_a_title_says_nothing_of_topics() -> None:
    text = "# Learning path to N4\n\n## Sleep\n\n- the phone charges in the kitchen\n- curtains stay open\n"
    assert groups(text) == {}


def test_remarks_below_a_goal_are_no_goals() -> None:
    text = (
        "## Goals\n\n- Donate blood three times\n  - Last year I managed two.\n  - I just gave in January.\n"
        "- Read twelve novels\n  - That means one a month.\n"
    )
    assert groups(text)["milestones"] == ["Donate blood three times", "Read twelve novels"]


def test_links_to_elsewhere_are_no_goals() -> None:
    text = "# Goals\n\n- [the goals of 2026](https://example.org/2026)\n- Run the dike race\n"
    assert groups(text)["milestones"] == ["Run the dike race"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("全年读完 6 本传记", "全年读完 6 本传记"),
        ("想去一次敦煌", "想去一次敦煌"),
        ("能够用法语点菜", "能够用法语点菜"),
        ("be able to swim a kilometre", "be able to swim a kilometre"),
        ("get promoted to staff", "get promoted to staff"),
    ],
)
def test_abilities_wishes_and_counts_of_a_year_are_reached_once(line: str, title: str) -> None:
    assert groups(f"## 生活\n\n- {line}\n")["milestones"] == [title]


def test_a_place_to_keep_count_is_nothing() -> None:
    found = groups("## 打卡\n\n- 每周至少游泳 2 次\n  - [ ] 第 1 周\n  - [ ] 第 2 周\n  - 达成天数：`3` 天\n")
    assert "milestones" not in found
    assert "rules" not in found


def test_numbered_parts_of_a_course_below_a_week_are_learnt() -> None:
    week = "# Study plan\n\n### Week 1 (5 Apr - 11 Apr 2027)\n\n"
    text = f"{week}- Reading 12 - bonds\n- Reading 13 - swaps\n- Book the exam room\n"
    found = groups(text)
    assert found["curriculum"] == ["Reading 12 - bonds", "Reading 13 - swaps"]
    assert found["milestones"] == ["Book the exam room"]


def test_a_list_of_things_to_learn_is_a_curriculum_whatever_its_boxes() -> None:
    text = (
        "## Level 2: agents (after level 1)\n\n- [ ] tool calls\n- [ ] memory\n- **Output**: a bot that books rooms\n"
    )
    found = groups(text)
    assert found["curriculum"][-2:] == ["tool calls", "memory"]
    assert found["milestones"] == ["a bot that books rooms"]


def test_a_lead_that_asks_for_what_it_names_makes_goals_of_its_list() -> None:
    assert groups("## Spare time\n\n**Read books:**\n- Middlemarch\n- The Leopard\n")["milestones"] == [
        "Middlemarch",
        "The Leopard",
    ]


def test_a_table_says_topics_and_outputs_by_its_columns() -> None:
    text = (
        "| 周次 | 主题 | 细节 | 产出 |\n|--|--|--|--|\n| W1 | 指针 | 数组、函数 |"
        " 重写一个链表 |\n| W2 | 内存 | 堆、栈 | 写一个内存池 |\n"
    )
    found = groups(text)
    assert found["curriculum"] == ["指针", "内存"]
    assert found["milestones"] == ["重写一个链表", "写一个内存池"]


def test_a_table_of_outputs_by_number_of_month_is_read() -> None:
    head = "## Steps\n\n| Month | Words | Milestone |\n|--|--|--|\n"
    text = f"{head}| 1 | 300 | order a coffee |\n| 2 | 600 | tell a joke |\n"
    assert groups(text)["milestones"] == ["order a coffee", "tell a joke"]


def test_a_table_that_compares_and_a_timetable_list_no_topics() -> None:
    compare = "| Goals | Systems |\n|--|--|\n| pass N4 | cards at breakfast |\n| talk freely | a call on Sundays |\n"
    clock = "| Time | Activity |\n|--|--|\n| 6:30-7:00 | cards |\n| 7:00-7:30 | bread and tea |\n"
    assert "curriculum" not in groups(compare)
    assert "curriculum" not in groups(clock)


def test_the_rest_of_a_list_of_rules_are_rules_and_a_saying_is_none() -> None:
    text = (
        "> “A system is what you do on a bad day.” — A. Nobody\n\n## Energy\n\n"
        "- No naps after four\n- No coffee after three\n- Phone in the hall at night\n"
    )
    assert groups(text)["rules"] == ["No naps after four", "No coffee after three", "Phone in the hall at night"]


def test_tips_are_rules_and_titles_below_a_wish_are_not() -> None:
    tips = "## Tips\n\n- the hardest topic first\n\n"
    text = f"{tips}## 每天\n\n- 每天读书 20 分钟\n  - 《边城》\n  - [a course](https://example.org)\n"
    assert groups(text)["rules"] == ["the hardest topic first"]


def test_an_aim_with_a_verb_or_a_number_is_reached_once() -> None:
    text = "## Summer\n\n**Objective:** solve 150 problems\n\n## Autumn\n\n**Goal:** calm\n"
    assert groups(text)["milestones"] == ["Objective: solve 150 problems"]


def test_a_floating_week_with_a_theme_is_a_topic_and_a_dated_one_is_a_period() -> None:
    first = "# 12 周\n\n## 第 1 周：张量与形状\n\n- 产出：一页速查表\n\n"
    found = groups(f"{first}## 第 2 周：反向传播（4 小时）\n\n- 小实验：手算一层\n")
    assert found["curriculum"] == ["张量与形状", "反向传播"]
    assert found["milestones"] == ["一页速查表", "手算一层"]
    dated = groups("# Plan\n\n## Week 1 (5 Apr - 11 Apr 2027): shapes\n\n- Output: a cheat sheet\n")
    assert "curriculum" not in dated


def test_what_to_do_when_things_go_wrong_is_a_rule() -> None:
    behind = "## Contingency plans\n\n### If behind by a week\n\n- only the core chapters\n\n"
    text = f"{behind}## 风险应对\n\n- 风险：换组\n- 应对：先保面试题\n"
    assert groups(text)["rules"] == ["only the core chapters", "应对：先保面试题"]


def test_a_task_with_a_box_is_one_goal_and_its_details_are_what_it_teaches() -> None:
    text = "### 三月\n\n- [ ] **Go 语言快速复习**（1 周）\n  - 切片与接口\n  - 协程\n- [ ] **简历改版**\n  - 两页以内\n"
    found = groups(text)
    assert found["milestones"] == ["Go 语言快速复习（1 周）", "简历改版"]
    assert found["curriculum"] == ["切片与接口", "协程"]


def test_the_days_of_a_course_table_are_no_due_days() -> None:
    text = "| Day | 日期 | 任务 |\n|--|--|--|\n| 1 | 2027-03-01 | 链表 |\n| 2 | 2027-03-02 | 栈与队列 |\n"
    found = groups(text)
    assert found["curriculum"] == ["链表", "栈与队列"]
    assert "deadlines" not in found
    due = groups("| 事项 | 截止 |\n|--|--|\n| 报名 | 2027-03-01 |\n")
    assert due["deadlines"][0].startswith("报名")


def test_what_hangs_below_a_labelled_project_counts_with_it() -> None:
    car = "## 实践项目建议\n\n1. 自动避障的小车\n   - 指标：十次里成功九次\n"
    text = f"{car}2. 门口的摄像头\n   - 指标：误报少于一次一天\n"
    assert groups(text)["milestones"] == ["自动避障的小车", "门口的摄像头"]


def test_short_names_below_a_long_wish_are_its_topics() -> None:
    found = groups("## 每周\n\n- 德语一周 10h\n  - 变格\n  - 虚拟式\n  - 听写\n")
    assert found["curriculum"] == ["变格", "虚拟式", "听写"]
    short = groups("## 每天\n\n- 晨读（10 min）\n  - 跟读\n  - 回看\n")
    assert "curriculum" not in short


def test_boxes_below_a_name_of_practice_are_topics_and_elsewhere_goals() -> None:
    boxes = "- [ ] a parking garage\n- [ ] a lift\n- [ ] a vending machine\n"
    assert groups(f"### Object design\n\n{boxes}")["curriculum"] == ["a parking garage", "a lift", "a vending machine"]
    assert groups(f"### To sell\n\n{boxes}")["milestones"] == ["a parking garage", "a lift", "a vending machine"]


@pytest.mark.parametrize(
    "line", ["Week 12: apply to six labs", "第三年春季完成答辩并投出论文", "- **Week 20:** Start the thesis"]
)
def test_work_of_a_time_that_only_a_number_names_is_reached_once(line: str) -> None:
    assert len(groups(f"## Timeline\n\n- {line.removeprefix('- ')}\n")["milestones"]) == 1


def test_a_daily_task_is_no_goal() -> None:
    assert "milestones" not in groups("### Daily\n\n- finish the list of the day or move it\n")


def test_numbers_of_books_are_no_part_of_a_book() -> None:
    found = groups("# Resolutions\n\n1. **Read 30 novels**\n   - Focus on reading 30 books to love it again.\n")
    assert found["milestones"] == ["Read 30 novels"]
    assert "curriculum" not in found


def test_a_plain_text_from_a_chat_has_its_sections_and_lists() -> None:
    text = (
        "一、原则\n少而精，每科只用一本书\n先做后看\n\n二、路线\n月 1–3（打底）：\n技术：进程、线程、虚拟内存\n"
        "输出：写一个 shell\n\n三、指标\n产出：两个可展示的小项目\n"
    )
    found = groups(text)
    assert found["rules"] == ["少而精，每科只用一本书", "先做后看"]
    assert found["curriculum"] == ["技术：进程、线程、虚拟内存"]
    assert found["milestones"] == ["写一个 shell", "两个可展示的小项目"]


def test_prose_stays_prose() -> None:
    text = "I moved to Ghent.\nThe year begins slowly.\n\nI like it here.\nMore soon.\n"
    assert groups(text) == {}


def test_traditional_characters_stay_in_the_titles() -> None:
    text = "# 學習計畫\n\n## 每週\n\n- 每週二練習聽力 30 分鐘\n\n## 目標\n\n- 讀完兩本設計書，寫一篇筆記\n"
    found = groups(text)
    assert found["recurring"] == ["練習聽力"]
    assert found["milestones"] == ["讀完兩本設計書，寫一篇筆記"]


def test_a_row_says_its_topic_and_how_long_it_is_studied() -> None:
    head = "| Month | Focus | Hours per week |\n|--|--|--|\n"
    found = groups(f"# 2027\n\n{head}| **April** | bonds and swaps | 6–8 hrs |\n| **May** | options | 8 hrs |\n")
    assert found["curriculum"] == ["bonds and swaps", "options"]
    assert "milestones" not in found


@pytest.mark.parametrize(
    "line",
    [
        "宁可少做，不可不做",
        "每科只用一本书为主",
        "keep the phone in another room",
        "quality over quantity",
        "先看例题再动手",
    ],
)
def test_how_to_go_about_things_is_a_rule(line: str) -> None:
    assert groups(f"## 关于学习\n\n- {line}\n")["rules"] == [line]


def test_below_a_month_the_same_words_are_work_to_be_done() -> None:
    assert "rules" not in groups("## April 2027\n\n- keep bees: build the hive\n")


def test_a_label_before_a_number_with_its_unit_is_a_label() -> None:
    assert groups("## 衡量\n\n- 产出：12 个月内上线两个工具\n")["milestones"] == ["12 个月内上线两个工具"]


def test_what_is_done_when_a_risk_comes_true_is_not_done_every_day() -> None:
    text = "## 每天\n\n- 每天英语 30 分钟\n\n## 风险应对\n\n- **应对**：\n  - 每天保证 4 小时\n"
    plan = read_plan(text, name="plan.md", as_of=date(2027, 1, 4)).plan
    assert [a.title for a in plan.activities] == ["英语"]


def test_a_labelled_line_outside_a_list_states_its_milestone() -> None:
    text = "### Month 2\n\n- loops\n- files\n\n**Milestone:** Solve thirty graph problems alone\n"
    assert "Solve thirty graph problems alone" in groups(text)["milestones"]


def test_strict_work_below_actions_is_work_and_no_rule() -> None:
    found = groups("### 关键动作\n\n- 完成候选名单，严格按收益排序\n- 输出一张风险图\n")
    assert found["milestones"] == ["完成候选名单，严格按收益排序", "输出一张风险图"]
    assert "rules" not in found


def test_a_month_row_says_its_milestone_even_where_nothing_else_names_it() -> None:
    text = (
        "# 2027\n\n| Month | Income | Milestone |\n|--|--|--|\n| Feb | $0 |"
        " first beta |\n| Mar | $20 | first customer |\n"
    )
    assert groups(text)["milestones"] == ["first beta", "first customer"]


def test_a_condition_with_its_answer_is_a_rule() -> None:
    found = groups(
        "## When it goes wrong\n\n- **Too tired to read?** The short list only\n- 连着两天没写？先写十分钟\n"
    )
    assert found["rules"] == ["Too tired to read? The short list only", "连着两天没写？先写十分钟"]


def test_the_names_below_a_lead_of_practice_are_topics() -> None:
    text = "## Week plan\n\n- Easy problems (10-12):\n  - Two towers\n  - Rotate a ring\n  - Longest ladder\n"
    assert groups(text)["curriculum"] == ["Two towers", "Rotate a ring", "Longest ladder"]


def test_the_lines_of_a_week_of_study_are_topics() -> None:
    found = groups("### 第1周：Go 基础\n\n- 切片、映射（遍历与拷贝）\n- 接口与嵌入\n- 完成一个命令行小工具\n")
    assert found["curriculum"][-2:] == ["切片、映射（遍历与拷贝）", "接口与嵌入"]


def test_a_row_of_measures_says_what_is_to_be_reached() -> None:
    text = "## KPI\n\n| Measure | Target |\n|--|--|\n| Mock exams above the line | 8 |\n| Pages of notes | >= 60 |\n"
    assert groups(text)["milestones"] == ["Mock exams above the line: 8", "Pages of notes: >= 60"]


def test_the_name_over_several_wishes_is_none_itself() -> None:
    assert groups("### Yearly\n\n- Summits\n  - the north ridge\n  - the salt trail\n")["milestones"] == [
        "the north ridge",
        "the salt trail",
    ]


def test_a_row_is_named_by_its_column_of_activities() -> None:
    head = "| Day | Time | Activity | Duration |\n|--|--|--|--|\n"
    text = f"{head}| Weekdays | lunch | flash cards | 15 min |\n| Sat | 9:00 | long ride | 90 min |\n"
    assert groups(text)["recurring"] == ["flash cards", "long ride"]


@pytest.mark.parametrize("lead", ["围绕这些问题学：", "要回答的问题：", "Guiding questions:", "Questions to answer:"])
def test_questions_that_lead_the_learning_are_its_topics(lead: str) -> None:
    assert groups(f"## 分布式\n\n**{lead}**\n- why is a quorum odd\n- what does a lease buy\n")["curriculum"] == [
        "why is a quorum odd",
        "what does a lease buy",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## May 2026\n- Measure the pump:\n  - flow\n  - heat\n  - noise\n", "Measure the pump: flow, heat, noise"),
        ("## 2026年5月\n- 测水泵：\n  - 流量\n  - 温度\n  - 噪声\n", "测水泵: 流量、温度、噪声"),
    ],
)
def test_a_goal_with_short_parts_names_them_as_its_language_lists(text: str, title: str) -> None:
    assert groups(text)["milestones"] == [title]
