"""Plans as other people write them: their notations, tables and weeks are read like the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.importing.helpers import items, only, read

CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("dashes in a span", "## 04-06 → 05-03 Warm-up\n- x", "periods", {"start": "2026-04-06", "end": "2026-05-03"}),
    ("zh dashes in a span", "## 打底 04-06 ~ 05-03\n- x", "periods", {"start": "2026-04-06", "end": "2026-05-03"}),
    ("a quarter", "## 第二季度\n- x", "periods", {"start": "2026-04-01", "end": "2026-06-30"}),
    ("half a year", "## 下半年\n- x", "periods", {"start": "2026-07-01", "end": "2026-12-31"}),
    ("H2", "## H2 2026: ship\n- x", "periods", {"start": "2026-07-01", "end": "2026-12-31"}),
    ("months", "## July–Aug\n- x", "periods", {"start": "2026-07-01", "end": "2026-08-31"}),
    ("an ISO week", "## 2026-W15\n- x", "periods", {"start": "2026-04-06", "end": "2026-04-12"}),
    ("a week by its day", "## Week of 6 April\n- x", "periods", {"start": "2026-04-06", "end": "2026-04-12"}),
    ("a week of a month", "## 4月第二周\n- x", "periods", {"start": "2026-04-08", "end": "2026-04-14"}),
    ("a length from a day", "## Plan (10 weeks from 6 April 2026)\n- x", "periods", {"end": "2026-06-14"}),
    ("zh length from a day", "## 4月6日起共4周\n- x", "periods", {"start": "2026-04-06", "end": "2026-05-03"}),
    ("clock span", "- 06:45–07:15 flashcards every day", "recurring", {"duration_min": [30, 30], "slot": ["morning"]}),
    ("clock time", "- Call home on Sundays at 7 pm", "recurring", {"days": ["SU"], "slot": ["evening"]}),
    ("pomodoros", "- 每天4个番茄钟写论文", "recurring", {"per": "day", "duration_min": [100, 100]}),
    ("tomatoes", "- thesis 🍅🍅 every day", "recurring", {"duration_min": [50, 50]}),
    ("primes", "- Mon/Wed/Fri 25' Anki", "recurring", {"days": ["MO", "WE", "FR"], "duration_min": [25, 25]}),
    ("letters", "- MWF swim 45m", "recurring", {"days": ["MO", "WE", "FR"], "duration_min": [45, 45]}),
    ("spaced days", "- 19:30-21:00 周二 周四 写作", "recurring", {"days": ["TU", "TH"], "slot": ["evening"]}),
    ("other week", "- Every other week: mentor call, 30 min", "recurring", {"per": "week", "interval": 2}),
    ("隔周", "- 隔周周五下午 组会 1小时", "recurring", {"per": "week", "interval": 2, "days": ["FR"]}),
    ("km", "- Run 5 km every Tuesday", "recurring", {"quantity": {"unit": "km", "min": 5, "max": 5}}),
    ("公里", "- 每周六长跑 10-12 公里", "recurring", {"quantity": {"unit": "公里", "min": 10, "max": 12}}),
    ("a pace is no time", "- 每周二配速 5:30/km 跑", "recurring", {"slot": None, "duration_min": None}),
    ("length in brackets", "- 周一 (1h) 口语", "recurring", {"days": ["MO"], "duration_min": [60, 60]}),
    ("Obsidian due", "- [ ] Hand in form 🛫 2026-04-02 📅 2026-04-30 ⏫", "deadlines", {"title": "Hand in form"}),
    ("Obsidian repeat", "- [ ] Stretch 🔁 every day ⏳ 2026-04-02", "recurring", {"title": "Stretch"}),
    ("Dataview", "- [ ] Hand in form [due:: 2026-04-30]", "deadlines", {"end": "2026-04-30"}),
    ("Org", "* TODO Book room\n  DEADLINE: <2026-04-30 Thu>\n", "deadlines", {"title": "Book room", "lines": [1, 2]}),
    ("Org repeat", "* TODO Tidy\n  SCHEDULED: <2026-04-05 Sun +1w>\n", "recurring", {"title": "Tidy", "days": ["SU"]}),
    (
        "key and value",
        "### Essay\n- Deadline: 15 May\n- Status: draft",
        "deadlines",
        {"title": "Essay", "lines": [1, 2]},
    ),
    ("a short date", "- 5/20 camera ready", "deadlines", {"end": "2026-05-20"}),
    (
        "Traditional",
        "## 學習\n- 每週三次，每次40分鐘練習聽力，還要複習單詞",
        "recurring",
        {"times": [3, 3], "duration_min": [40, 40]},
    ),
    ("at most", "- 每周最多 3 场面试", "rules", {"lines": [1]}),
    ("until", "- I will not start another side project until June", "rules", {"lines": [1]}),
    ("a done task", "- [x] register the domain", "milestones", {"kind": "done"}),
    ("a struck task", "## April 2026\n- ~~buy a second monitor~~\n", "milestones", {"status": "superseded"}),
    ("CRLF", "## April 2026\r\n- ship it\r\n", "milestones", {"end": "2026-04-30"}),
]


@pytest.mark.parametrize(("text", "group", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_one_notation_of_many_is_read(text: str, group: str, expected: dict[str, Any]) -> None:
    found = only(text, group)
    assert {key: found.get(key) for key in expected} == expected


def _wishes(text: str) -> list[tuple[str, str, tuple[str, ...], int | None]]:
    found: list[tuple[str, str, tuple[str, ...], int | None]] = []
    for item in items(text, "recurring"):
        days = ",".join(item.days or ())
        found.append((item.title, days, item.slot or (), item.duration_min[0] if item.duration_min else None))
    return found


def test_a_table_of_weekdays_is_one_wish_for_each_activity_of_a_row() -> None:
    text = (
        "| 时间 | 周一 | 周二 | 周三 | 周四 |\n|---|---|---|---|---|\n"
        "| 早上 | 英语 20min | 英语 20min | 英语 20min | 休息 |\n| 20:00-21:00 | 算法 | 写作 | 算法 | |\n"
    )
    assert _wishes(text) == [
        ("英语", "MO,TU,WE", ("morning",), 20),
        ("算法", "MO,WE", ("evening",), 60),
        ("写作", "TU", ("evening",), 60),
    ]


def test_a_table_of_activities_by_weekday_takes_lengths_and_ticks_from_its_cells() -> None:
    text = "| What | Mon | Wed | Fri |\n|---|---|---|---|\n| Maths | 1h | | 1h |\n| Gym | x | x | |\n"
    assert _wishes(text) == [("Maths", "MO,FR", (), 60), ("Gym", "MO,WE", (), None)]


def test_an_html_table_is_a_table() -> None:
    text = (
        "# Week\n<table>\n<tr><th>Day</th><th>Morning</th><th>Evening</th></tr>\n"
        "<tr><td>Tue</td><td>Cello 1h</td><td>off</td></tr>\n</table>\n"
    )
    assert _wishes(text) == [("Cello", "TU", ("morning",), 60)]
    assert items(text, "recurring")[0].lines == (4,)


def test_a_break_in_a_cell_parts_two_activities() -> None:
    text = "| Time | Mon | Tue | Wed |\n|---|---|---|---|\n| 18:00-19:00 | cello<br>scales | cello | |\n"
    assert _wishes(text) == [("cello", "MO,TU", ("evening",), 60), ("scales", "MO", ("evening",), 60)]


def test_a_fence_round_a_week_is_opened_and_one_round_code_stays_shut() -> None:
    assert _wishes("```\nMon 20:00-21:00 Rust\nSat 09:00-12:00 Project\n```\n") == [
        ("Rust", "MO", ("evening",), 60),
        ("Project", "SA", ("morning",), 180),
    ]
    assert _wishes("```bash\nsudo systemctl start backup.timer  # every day 30 min\n```\n") == []


def test_labelled_lines_below_a_bare_name_make_one_wish() -> None:
    found = only("### Cello\n- Frequency: 3x per week\n- Length: 40 min\n- When: evenings\n", "recurring")
    assert (found["title"], found["lines"], found["times"], found["slot"]) == (
        "Cello",
        [1, 2, 3, 4],
        [3, 3],
        ["evening"],
    )


def test_two_lengths_in_a_line_are_two_wishes_of_that_day() -> None:
    assert _wishes("- Mon: maths 1h, English 30 min") == [("maths", "MO", (), 60), ("English", "MO", (), 30)]


def test_a_title_right_below_a_list_is_no_part_of_its_last_item() -> None:
    found = _wishes("**周一 / 周三**\n- 算法 1小时\n**周二**\n- 写作 1小时\n")
    assert [(title, days) for title, days, _, _ in found] == [("算法", "MO,WE"), ("写作", "TU")]


def test_numbered_weeks_count_from_the_day_that_the_plan_says_it_begins() -> None:
    found = items("Start date: 6 April 2026\n\n## Week 3 of 18\n- tempo run\n## Day 2\n- unpack\n", "periods")
    assert [(item.start, item.end) for item in found] == [
        (date(2026, 4, 20), date(2026, 4, 26)),
        (date(2026, 4, 7), date(2026, 4, 7)),
    ]


def test_the_line_below_a_month_says_exactly_when() -> None:
    found = only("## April sprint\nApr 2 – Apr 20\n- finish\n", "periods")
    assert (found["start"], found["end"], found["lines"]) == ("2026-04-02", "2026-04-20", [1, 2])


def test_what_is_wished_for_a_week_of_another_kind_is_not_wished_every_week() -> None:
    reading = read("## On-call week\n- 20 min reading per day\n## 普通周\n- 每天听力 30 分钟\n")
    assert len([item for item in reading.items if item.group == "recurring"]) == 2
    assert [activity.title for activity in reading.plan.activities] == ["听力"]


def test_an_obsolete_version_is_superseded() -> None:
    reading = read("# Plan v1 (obsolete)\n- every day 2 hours of cello\n# Plan v2\n- cello 45 min on weekdays\n")
    assert [(item.status, item.lines) for item in reading.items] == [("superseded", (2,)), (None, (4,))]


def test_somebody_elses_words_are_not_wished() -> None:
    assert items("> My coach says: run every day for 30 minutes.\n", "recurring") == []


def test_shares_below_a_heading_of_a_budget_are_compared_with_the_whole() -> None:
    reading = read("## Time budget\n- Thesis: 60%\n- Job search: 30%\n- Health: 20%\n")
    assert [conflict.lines for conflict in reading.conflicts if conflict.kind == "budget"] == [(2, 3, 4)]


def test_a_word_of_strength_before_a_wish_is_its_strength() -> None:
    found = items("- Must: 20 min vocabulary every day\n- Could: read a novel 3 evenings a week\n", "recurring")
    assert [item.strength for item in found] == ["must", "optional"]


def test_course_numbers_are_no_dates() -> None:
    assert items("# Courses\n- 6.006 lectures 1-12\n- 18.06 problem sets\n- CS229 notes\n", "deadlines") == []
    assert items("# Courses\n- 6.006 lectures 1-12\n- 18.06 problem sets\n- CS229 notes\n", "periods") == []
