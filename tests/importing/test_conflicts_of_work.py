"""Conflicts of hours, days and meaning: each family found in both languages, silent where things agree."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import kinds, read

CASES: list[tuple[str, str, tuple[int, ...]]] = [
    # sums
    ("sum", "## Normal week\n- **Every day 60 min:**\n  - 20 min oboe\n  - 30 min theory", (2, 3, 4)),
    ("sum", "## 一周安排\n- 每天 60 分钟：\n  - 20 分钟双簧管\n  - 30 分钟乐理", (2, 3, 4)),
    ("arithmetic", "Time: ( 6 + 3 ) x 8 = 96 hours for the term", (1,)),
    ("arithmetic", "每周：5 + 4 = 10 小时", (1,)),
    ("sum", "- Each week 6 h: theory 3 + lab 2", (1,)),
    ("sum", "- 每周 6 小时：乐理 2 + 演奏 3", (1,)),
    (
        "main_line",
        (
            "## Normal week\n### Weekdays\n- 60 min: main work (maths / English)\n\n## Maths from April\n"
            "### Weekdays\n- 60 min lectures on calculus\n- 30 min calculus exercises"
        ),
        (3, 6, 7, 8),
    ),
    (
        "main_line",
        (
            "## 普通周\n### 工作日\n- 60 分钟：主线（数学 / 英语）\n\n## 微积分执行\n### 工作日\n"
            "- 60 分钟看微积分课\n- 30 分钟微积分习题"
        ),
        (3, 6, 7, 8),
    ),
    ("load", "I have at most 4 hours a week for this.\n\n## Week\n- Oboe every day, 60 min", (1, 4)),
    ("load", "每天总投入不超过 1 小时。\n\n## 一周\n- 每天双簧管 50 分钟\n- 每天乐理 40 分钟", (1, 4, 5)),
    ("load", "- Not more than 1 h on any weekday\n## Week\n- Every Tuesday: 90 min oboe", (1, 3)),
    ("overfull", "## Week\n- oboe every day 9 hours\n- theory every day 9 hours\n- choir every day 8 hours", (2, 3, 4)),
    # the same activity twice
    ("length", "## Normal week\n- English 30 min every day\n## Detail\nEnglish 45 min every day", (2, 4)),
    ("length", "## Mornings\n- Juggling: every day, 15 min\n## Habits\n- Juggling: every day, 25 min", (2, 4)),
    ("length", "## 早上\n- 颠球：每天 15 分钟\n## 习惯\n- 颠球：每天 25 分钟", (2, 4)),
    ("frequency", "## Week\n- Spanish three times a week, 30 min\n## Later\n- Spanish twice a week, 30 min", (2, 4)),
    (
        "reviewed_twice",
        ("## Rituals\n- Weekly review on Friday evening\n## Sunday\n- Weekly review every Sunday, 30 min"),
        (2, 4),
    ),
    ("reviewed_twice", "## 节奏\n- 周复盘：每周五晚上\n## 收尾\n- 每周日晚上周复盘 30 分钟", (2, 4)),
    # days
    (
        "whole_days",
        "## Guitar\n- 40 min guitar every day:\n  - Weekdays: 25 min scales\n  - Weekdays: 15 min songs",
        (2, 3, 4),
    ),
    ("too_often", "## Week\n- Swim on Tuesday and Thursday, 3 times a week, 40 min", (2,)),
    ("rest_day", "## Rules\n- No work on Sundays\n\n## Week\n### Sunday\n- 2 hours of woodwork", (2, 5, 6)),
    ("rest_day", "## 规矩\n- 周日休息，什么都不排\n\n## 一周\n- 每周日上午木工 2 小时", (2, 5)),
    ("rest_day", "## Idea\n- Saturday is a buffer day\n\n## Week\n- Every Saturday: 3 h greenhouse", (2, 5)),
    (
        "exception",
        "## Week\n- Violin every day, 30 min, no exceptions\n## Notes\n- On Tuesdays the violin may be skipped",
        (2, 4),
    ),
    (
        "exception",
        "## 每天\n- 英语听力每天 30 分钟，雷打不动\n## 说明\n- 周二和周四，英语可以少听一点",
        (2, 4),
    ),
    ("clock", "## Rules\n- In bed by 23:00\n## Week\n- Every Tuesday 22:00–23:45 theory", (2, 4)),
    ("clock", "## 规矩\n- 十一点半之前睡觉\n## 一周\n- 每周二 22:30–23:50 乐理", (2, 4)),
    ("clock", "## Rules\n- No work after 20:00\n## Week\n- Every Tuesday 19:30–21:00 theory", (2, 4)),
    ("two_ends", "## Rules\n- No music after 9:00 PM\n## Evening\n- 9:20–9:50 PM: a book in bed, no music", (2, 4)),
    # a day laid out twice, a choice of times
    (
        "day_twice",
        (
            "## Saturday\n- Saturday:\n  - Morning: long run in the woods\n  - Evening: cinema with friends\n\n"
            "## In short\n- Saturday: morning pottery, evening laundry"
        ),
        (3, 4, 7),
    ),
    (
        "day_twice",
        "## 周末\n- 周六：\n  - 上午：陶艺\n  - 晚上：看电影\n\n## 一句话\n- 周六：上午长跑，晚上洗衣服",
        (3, 4, 7),
    ),
    (
        "slot_choice",
        (
            "## Piano\n- **Sight-reading**\n"
            "  - When: every evening before dinner, or in the first ten minutes of the lesson\n  - Length: 10 min"
        ),
        (3,),
    ),
    ("slot_choice", "## 钢琴\n- **视奏**\n  - 时间：每天晚上，饭前，或者在上课的最开始\n  - 耗时：10 分钟", (3,)),
    # shares
    ("budget", "- 60% of the time: oboe\n- 50% of the time: theory", (1, 2)),
    (
        "budget_full",
        (
            "## 4月\n**A：乐理（占60%精力）**\n- 看书\n\n**B：演奏（占40%精力）**\n- 音阶\n\n"
            "**C：编曲**\n- 每周两次，每次 1 小时"
        ),
        (2, 5, 9),
    ),
    # meaning
    (
        "baseline",
        "## Where I am\n- 6.042 is at lecture 9\n## Plan\nYou have already finished 6.042, so go on with proofs.",
        (2, 4),
    ),
    ("baseline", "## 现状\n- 《和声学》看到一半\n## 计划\n《和声学》已经看完了，直接开始对位。", (2, 4)),
    (
        "scope",
        (
            "## Optional topics\n- Lagrange multipliers\n\n## Table for April 2026\n| Week | Topic |\n|---|---|\n"
            "| W1 | Gradients |\n| W2 | Lagrange multipliers |\n| W3 | Integrals |"
        ),
        (1, 2, 8),
    ),
    (
        "postponed",
        "## Language\n- IELTS: not now, conversation first\n## December 2026\n- Whether to sit the IELTS in 2027",
        (2, 4),
    ),
    ("postponed", "## 外语\n- 先把口语练好，托福以后再说\n## 2026年12月\n- 2027 年是否考托福", (2, 4)),
    (
        "double",
        (
            "## April – May 2026: linear algebra course\nLectures:\n\n| # | Lecture |\n|---|---|\n"
            "| 1 | Vectors |\n| 2 | Matrices |\n| 3 | Rank |\n| 4 | Projections |\n\n"
            "## May – June 2026: calculus course\nLectures:\n\n| # | Lecture |\n|---|---|\n"
            "| 1 | Limits |\n| 2 | Derivatives |\n| 3 | Integrals |\n| 4 | Series |"
        ),
        (1, 11),
    ),
]


@pytest.mark.parametrize(("kind", "text", "lines"), CASES)
def test_a_conflict_is_told_with_the_lines_of_both_places(kind: str, text: str, lines: tuple[int, ...]) -> None:
    assert kinds(text, date(2026, 3, 1)).get(kind) == lines


SILENT: list[tuple[str, str]] = [
    ("sum", "## Normal week\n- **Every day 60 min:**\n  - 20 min oboe\n  - 40 min theory"),
    ("arithmetic", "Time: ( 6 + 3 ) x 8 = 72 hours; C++ = fun; x + 1 = 2; 3 + 4 weeks = spring"),
    ("sum", "- Each week 6 h: theory 4 + lab 2"),
    ("sum", "- 30 min: C++ and more + fun"),
    ("two_ends", "## Rules\n- No music after 9:00 PM\n## Evening\n- 9:00–9:50 PM: a book in bed, no music"),
    ("sum", "# Course (8 h every day)\n## Day 1\n- 9:00–11:00 git\n## Day 2\n- 9:00–12:00 shell"),
    ("load", "- Every day at most 4 hours\n## Day 1\n- every day 3 h git\n## Day 2\n- every day 3 h shell"),
    ("load", "At most 3 hours a week.\n## Week\n- Oboe twice a week, 60 min"),
    ("load", "- Never sit more than 1 hour in a row\n## Week\n- Every Tuesday: 3 hours oboe"),
    ("load", "- English: at most 1 hour a day\n## Week\n- Oboe every day, 90 min"),
    ("length", "## Week\n- Juggling: every Monday, 15 min\n- Juggling: every Friday, 40 min"),
    ("length", "## March 2026\n- Juggling: every day, 15 min\n## April 2026\n- Juggling: every day, 25 min"),
    ("length", "## Phase 1: base\n- Fri: juggling, 45 min\n## Phase 2: build\n- Fri: juggling, 60 min"),
    ("frequency", "- Juggling: Tue, Thu\n## Saturday, 7 March 2026\n- Juggling every day, 20 min"),
    ("sum", "- **90 min every day:**\n  - Mon/Wed/Fri: oboe, 90 min\n  - Tue/Thu/Sat/Sun: theory, 90 min"),
    ("reviewed_twice", "## Rituals\n- Weekly review on Friday evening\n- Plan the next week on Monday morning"),
    ("rest_day", "## Rules\n- Sunday: rest or catch up\n## Week\n- 2 hours of woodwork every Sunday"),
    ("rest_day", "## Rules\n- Sunday afternoon off\n## Week\n- 2 hours of woodwork every Sunday"),
    ("rest_day", "## Rules\n- No work on Sundays\n## Week\n- Weekly review every Sunday evening, 20 min"),
    ("rest_day", "## Sunday (rest day)\n- Morning: 2 hours in the sauna\n- Evening: 1 hour of tea"),
    ("exception", "## Week\n- Violin every day, 30 min\n## Notes\n- On Tuesdays the violin may be skipped"),
    ("clock", "## Rules\n- In bed by 23:00\n## Week\n- Every Tuesday 21:00–22:45 theory"),
    (
        "day_twice",
        (
            "## Sat\n- Saturday:\n  - Morning: long run\n  - Evening: cinema\n## Short\n"
            "- Saturday: morning run, evening cinema"
        ),
    ),
    ("slot_choice", "## Piano\n- **Sight-reading**\n  - When: Monday or Thursday evening\n  - Length: 10 min"),
    ("budget", "- 60% of the time: oboe\n- 30% of the time: theory"),
    ("budget_full", "- 60% of the time: oboe\n- 40% of the time: theory\n- Review every Sunday, 30 min"),
    ("baseline", "## Where I am\n- 6.042 is at lecture 9\n## Plan\nYou have already finished 6.041, so go on."),
    ("scope", "## Optional topics\n- Lagrange multipliers\n## Must\n1. Gradients\n2. Integrals"),
    ("postponed", "## Language\n- IELTS in spring\n## December 2026\n- Whether to sit the IELTS in 2027"),
]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_agrees_is_no_conflict(kind: str, text: str) -> None:
    assert kind not in kinds(text, date(2026, 3, 1))


def test_a_section_that_explains_the_review_may_hold_the_plan_of_the_week_too() -> None:
    text = "- 每周一做周计划\n\n### 周报：周日还是周一？\n**答案：周日晚上。**\n\n周报的最后是下周计划。\n"
    assert kinds(text)["reviewed_twice"] == (1, 3, 4)
    assert "reviewed_twice" not in kinds(text.replace("周报的最后是下周计划。", "周报只看过去。"))


def test_a_conflict_offers_its_choices_with_the_one_that_stands_in_front() -> None:
    found = read("## Rules\n- In bed by 23:00\n## Week\n- Every Tuesday 22:00–23:45 theory").conflicts
    (clock,) = [c for c in found if c.kind == "clock"]
    assert clock.params["choices"] == "23:45 | 23:00"
    assert clock.params["proposal"] == "23:45"


def test_a_plan_of_many_rows_tells_no_more_than_sixty_of_a_kind() -> None:
    rows = "\n".join(f"- Fair {n} on 31 April 2026" for n in range(200))
    assert sum(c.kind == "impossible" for c in read(rows).conflicts) == 60


def test_what_a_conflict_says_is_kept_is_in_the_plan() -> None:
    late = read("## To do\n- [ ] Tune the harp, due 2026-02-10", date(2026, 3, 1))
    assert [c.kind for c in late.conflicts] == ["overdue"]
    assert "keeps that day" in late.conflicts[0].message
    assert [m.due.latest for m in late.plan.milestones if m.due] == [date(2026, 2, 10)]
    text = "## A\n- Send the harp papers by 3 April 2026\n\n## B\n- Harp papers: before 20 April 2026"
    both = read(text, date(2026, 3, 1))
    assert [c.message for c in both.conflicts if "planned once, by the earlier day" in c.message]
    assert [w.last for s in both.plan.strands for w in s.works] == [date(2026, 4, 3)]
    assert [m.due.latest for m in both.plan.milestones if m.due] == [date(2026, 4, 3), date(2026, 4, 20)]
    twice = read(
        "## Saturday\n- Saturday:\n  - Morning: long row on the lake\n  - Evening: a concert\n\n"
        "## In short\n- Saturday: morning weaving, evening ironing",
        date(2026, 3, 1),
    )
    assert [c.message for c in twice.conflicts if "both are planned" in c.message]
    assert {"long row on the lake", "weaving"} <= {a.title for a in twice.plan.activities}


def test_an_older_draft_of_one_line_is_named_by_that_line() -> None:
    old = "## Old plan\n- March to April 2026: tennis twice a week\n\n"
    text = old + "## Plan\n### March – April 2026\n- tennis once a week"
    (found,) = [c for c in read(text, date(2026, 3, 1)).conflicts if c.kind == "plan_version"]
    assert (found.params["draft"], found.params["newer"]) == ("2", "5–6")
