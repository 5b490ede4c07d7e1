"""Conflicts of time (dates, stretches, due days, versions): each family found, and silent where things agree."""

from __future__ import annotations

from datetime import date

import pytest
from tests.importing.helpers import kinds, read

CASES: list[tuple[str, str, tuple[int, ...]]] = [
    # dates that cannot be meant
    ("weekday", "- Essay due Monday 10 March 2026", (1,)),
    ("impossible", "## Dates\n- Recital on 31 April 2026", (2,)),
    ("impossible", "## 日期\n- 6月31日交作业", (2,)),
    ("impossible", "- Passport by 2026-02-30", (1,)),
    ("impossible", "- Choir every Monday 19:00–25:30", (1,)),
    ("impossible", "- Choir every Monday 26:30 pm, 40 min", (1,)),
    ("impossible", "- Scales: daily 7:75 am", (1,)),
    ("backwards", "## Sprint\n- harvest 2026-05-20 – 2026-05-02", (2,)),
    ("backwards", "- 复习：5月20日～5月12日", (1,)),
    (
        "year_differs",
        "# Garden plan 2024\n## March 2026\n- dig\n## April 2026\n- sow\n## May 2026\n- weed",
        (1, 2),
    ),
    # stretches
    ("overlap", "## Phase 1: soil (1 March – 30 April 2026)\n## Phase 2: seeds (15 April – 30 June 2026)", (1, 2)),
    ("gap", "## 第一阶段：素描（3月1日～4月30日）\n## 第二阶段：水彩（5月10日～6月30日）", (1, 2)),
    (
        "dates_differ",
        (
            "| Phase | Dates |\n|---|---|\n| 1 Scales | 2 March – 30 April 2026 |\n"
            "| 2 Pieces | 1 May – 30 June 2026 |\n\n"
            "## Phase 2: Pieces (10 May – 30 June 2026)\n- one sonata"
        ),
        (4, 6),
    ),
    (
        "outside",
        (
            "## Phase 1: drills (2 March – 12 April 2026)\n## Phase 2: games (13 April – 31 May 2026)\n## Camp\n"
            "- the camp, in phase 2, 25 May – 14 June 2026"
        ),
        (2, 4),
    ),
    (
        "outside",
        (
            "## 第一阶段：打底（3月2日～4月12日）\n## 第二阶段：提高（4月13日～5月31日）\n## 材料\n"
            "- 第一阶段里交材料，4月20日～4月25日"
        ),
        (1, 4),
    ),
    (
        "starts_early",
        (
            "## Watercolour basics: 6 weeks (April – May 2026)\n- washes\n## Next steps\n- Watercolour basics:\n"
            "  - this week: the first lesson"
        ),
        (1, 5),
    ),
    ("starts_early", "## 电子琴入门 6 周（4月～5月）\n- 音阶\n## 马上做\n1. 电子琴入门\n   - 本周先弹第一课", (1, 5)),
    ("too_long", "## Pottery: 12 weeks (2 March – 10 May 2026)\n- bowls", (1,)),
    ("too_long", "## 陶艺 12 周（3月2日～5月10日）\n- 拉坯", (1,)),
    # due days
    ("overdue", "## To do\n- [ ] Renew the permit, due 2026-02-10", (2,)),
    (
        "due_differs",
        (
            "## Spring\n- Hand in the conservatory application by 12 April 2026\n\n## Paperwork\n- The conservatory "
            "application must be sent before 2 May 2026"
        ),
        (2, 5),
    ),
    ("due_differs", "## 上半年\n- 驾照体检最迟4月12日\n\n## 手续\n- 5月20日之前完成驾照体检", (2, 5)),
    (
        "due_in_stretch",
        (
            "1. Field work: 2 March – 12 April 2026\n"
            "2. Write the thesis draft: 13 April – 30 May 2026\n\n## Dates\n\n"
            "- Thesis draft due 15 May 2026"
        ),
        (2, 6),
    ),
    ("due_outside", "# 2026年3月–2026年8月 学车计划\n\n## 截止\n- 科目四考试，最迟2026年12月3日", (1, 4)),
    ("same_twice", "## Due\n- [ ] Send the tax form by 3 April 2026\n- [ ] Send the tax form by 3 April 2026", (2, 3)),
    ("made_twice", "## 2026年11月\n- 年度摄影总结\n\n## 2026年12月\n- 写年终总结", (2, 5)),
    ("made_twice", "## November 2026\n- Annual garden report\n\n## December 2026\n- Write the year-end report", (2, 5)),
    (
        "target",
        (
            "## 2026年6月\n- 法语：听懂 80% 的新闻\n\n## 另外\n| 阶段 | 时间 | 目标 |\n|---|---|---|\n"
            "| 一 | 3-4月 | 法语听懂 60% 的新闻 |"
        ),
        (2, 7),
    ),
    # versions
    (
        "plan_version",
        (
            "## Old plan\n- March to April 2026: squash three times a week\n\n## Plan\n"
            "### March – April 2026\n- squash twice a week"
        ),
        (2, 5, 6),
    ),
    ("plan_version", "## 旧计划\n- 3月到4月：打基础\n\n## 新计划\n### 3月～4月：练体能", (2, 5)),
    (
        "revised",
        "## Dates\n- Violin exam in Graz on 12 May 2026\n\n## PS\n- The violin exam moved to 3 June, says Graz",
        (2, 5),
    ),
    ("revised", "## 安排\n- 烘焙班结业考试：5月12日\n\n## 补充\n烘焙班结业考试改到6月3日了", (2, 5)),
    ("revised", "- Every morning: 35 min scales\n\nPS: 35 minutes is too little, so 45 from April on", (1, 3)),
    ("revised", "- 每天早上音阶 35 分钟\n\n补充：35 分钟不够，四月起 45 分钟", (1, 3)),
    ("revised", "- Weekdays 14:00–16:00 unit reading\n\n- The reading slot becomes 14:00–15:30", (1, 3)),
    ("numbering", "## 1. Soil\n- dig\n## 2. Seeds\n- sow\n## 1. Water\n- pour", (1, 3, 5)),
]


@pytest.mark.parametrize(("kind", "text", "lines"), CASES)
def test_a_conflict_is_told_with_the_lines_of_both_places(kind: str, text: str, lines: tuple[int, ...]) -> None:
    assert kinds(text, date(2026, 3, 1)).get(kind) == lines


SILENT: list[tuple[str, str]] = [
    ("weekday", "- Essay due Tuesday 10 March 2026"),
    ("impossible", "- Recital on 30 April, version 2.31, 45:30 for 10 km, ratio 31:40"),
    ("backwards", "- leave from 20 December to 5 January"),
    ("gap", "## Trips\n- Oslo 18–22 January 2027\n- Milan 8–11 March 2027"),
    ("gap", "| When | Check |\n|---|---|\n| March 2026 | scales |\n| September 2026 | sonata |"),
    ("too_long", "## Pottery: 4 weeks (2 March – 10 May 2026)\n- bowls"),
    ("too_long", "- on call: 2 – 8 March 2026, then every 4 weeks"),
    ("overdue", "## To do\n- [x] Renew the permit, due 2026-02-10\n- [ ] Sell the kiln, due 2026-04-10"),
    ("overlap", "| Month | Work |\n|---|---|\n| March 2026 | dig |\n| March 2026 | sow |"),
    (
        "due_differs",
        "## Book\n- Chapter 3 of the novel by 12 April 2026\n## Later\n- Chapter 4 of the novel by 2 May 2026",
    ),
    ("due_differs", "## A\n- Ask the choir by 3 April 2026\n## B\n- If the choir says no by 9 May 2026: stop"),
    (
        "due_differs",
        (
            "## Spring\n- Pottery: glaze tests for bowls by 12 April 2026\n\n"
            "## Summer\n- Pottery: glaze tests for tiles by 2 July 2026"
        ),
    ),
    ("due_differs", "## 上半年\n- 陶艺：茶碗釉色试验，4月12日截止\n\n## 下半年\n- 陶艺：花瓶釉色试验，7月2日截止"),
    ("due_differs", "## A\n- Draft of the choir report by 3 April 2026\n## B\n- Final choir report by 9 May 2026"),
    ("due_differs", "## 上半年\n- 合唱团年报初稿，4月3日截止\n\n## 下半年\n- 合唱团年报定稿，7月9日截止"),
    ("overlap", "## Status of the choir (as of 3 March 2026)\n## Rehearsals (1 – 8 March 2026)"),
    ("outside", "## Phase 2: games (13 April – 31 May 2026)\n## Camp\n- the camp, in phase 2, 20 – 24 May 2026"),
    ("starts_early", "## Watercolour basics (April – May 2026)\n## Next steps\n- this week: buy paper for the printer"),
    ("plan_version", "## 新计划\n### 3月～4月：练体能\n- ~~3月：打基础~~"),
    ("made_twice", "## November 2026\n- Annual garden report\n## November 2027\n- Annual garden report"),
    ("target", "## March 2026\n- French: follow 60% of the news\n## June 2026\n- French: follow 80% of the news"),
    ("revised", "## Dates\n- Violin exam on 12 May 2026\n## PS\n- I moved to Graz"),
]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_agrees_is_no_conflict(kind: str, text: str) -> None:
    assert kind not in kinds(text, date(2026, 3, 1))


def test_a_plan_that_is_dated_well_after_its_first_month_began_says_so_once() -> None:
    text = "---\ntitle: Choir\ndate: 2026-02-12\n---\n# Choir\n## February 2026\n- scales\n## March 2026\n- songs\n"
    assert kinds(text, None)["late_start"] == (3, 6)
    on_time = text.replace("02-12", "02-02")
    assert "late_start" not in kinds(on_time, None)
    assert "late_start" not in kinds(text, date(2026, 2, 12))  # nothing in the document says it


def test_every_due_day_of_one_object_is_in_one_conflict() -> None:
    text = (
        "## A\n- Send the choir application by 3 April 2026\n\n## B\n- Choir application: before 20 April 2026\n\n"
        "## C\n- Deadline of the choir application: 9 May 2026\n"
    )
    found = [c for c in read(text).conflicts if c.kind == "due_differs"]
    assert [c.lines for c in found] == [(2, 5, 8)]
    assert (found[0].params["first"], found[0].params["second"]) == ("2026-04-03", "2026-05-09")
    assert found[0].params["proposal"] == "2026-04-03"


def test_a_general_title_goes_with_no_two_that_differ() -> None:
    text = (
        "## A\n- Kiln glaze tests by 3 April 2026\n\n## B\n- Kiln glaze tests for bowls by 20 May 2026\n\n"
        "## C\n- Kiln glaze tests for tiles by 9 July 2026\n"
    )
    found = [c for c in read(text).conflicts if c.kind == "due_differs"]
    assert [c.lines for c in found] == [(2, 5)]


def test_many_weekdays_that_disagree_are_one_conflict_with_the_year_that_they_fit() -> None:
    rows = [(1, "Sun"), (2, "Mon"), (3, "Tue"), (4, "Wed"), (5, "Thu")]  # so it was in June 2025
    text = "\n".join(f"- {weekday} {day} June: etude {day}" for day, weekday in rows)
    (found,) = [c for c in read(text).conflicts if c.kind.startswith("weekday")]
    assert (found.kind, found.lines, found.params["year"]) == ("weekdays_year", (1, 2, 3, 4, 5), 2025)
    assert "weekdays_year" not in kinds(text, date(2025, 3, 1))
    odd = "\n".join(f"- Friday {day} June: etude {day}" for day in range(1, 5))
    assert kinds(odd)["weekdays"] == (1, 2, 3, 4)


def test_the_worst_stand_first_and_assumed_lengths_last() -> None:
    text = (
        "## Week\n- Oboe every Tuesday\n## Phase 1: soil (1 March – 30 April 2026)\n"
        "## Phase 2: seeds (15 April – 30 June 2026)\n- Fair on Friday 10 March 2026\n"
    )
    assert [c.kind for c in read(text).conflicts] == ["weekday", "overlap", "length_assumed"]
