"""What bounds all work becomes a rule that the planner obeys; what bounds one thing stays a note."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from tests.importing.helpers import items, read

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.plan import Rule
from roadweek.importing.limits import limit_of

WORK = WEEKDAYS[:5]


def obeyed(text: str) -> list[Rule]:
    return [rule for rule in read(text).plan.rules if rule.kind != "note"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Max 90 min a day", {"kind": "max_minutes_per_day", "minutes": 90}),
        ("No more than 3 hours of study a day in total", {"kind": "max_minutes_per_day", "minutes": 180}),
        ("学习时间每天控制在 2 小时以内", {"kind": "max_minutes_per_day", "minutes": 120}),
        ("工作日每天不超过 2 小时", {"kind": "max_minutes_per_day", "minutes": 120, "days": WORK}),
        ("Nothing after 21:30", {"kind": "latest_end", "end": time(21, 30)}),
        ("never work past 10 pm", {"kind": "latest_end", "end": time(22)}),
        ("晚上10点半后不安排任务", {"kind": "latest_end", "end": time(22, 30)}),
        ("不晚于 22:30 结束", {"kind": "latest_end", "end": time(22, 30)}),
        ("Laptop shut at 22:00", {"kind": "latest_end", "end": time(22)}),
        ("早上8点前不安排", {"kind": "earliest_start", "start": time(8)}),
        ("Nothing before 8:00", {"kind": "earliest_start", "start": time(8)}),
        ("Sundays off", {"kind": "free_day", "days": ("SU",)}),
        ("No study on Wednesdays", {"kind": "free_day", "days": ("WE",)}),
        ("周六、周日不工作", {"kind": "free_day", "days": ("SA", "SU")}),
        ("不在周日安排任何学习", {"kind": "free_day", "days": ("SU",)}),
        ("Keep Saturdays free", {"kind": "free_day", "days": ("SA",)}),
        ("周六下午休息", {"kind": "free_hours", "days": ("SA",), "start": time(12), "end": time(18)}),
        ("No study on Friday evenings", {"kind": "free_hours", "days": ("FR",), "start": time(18), "end": time(0)}),
        ("I work 9–18", {"kind": "closed_hours", "days": WORK, "start": time(9), "end": time(18)}),
        ("Full-time job, Tue–Sat 10 to 6", {"kind": "closed_hours", "start": time(10), "end": time(18)}),
        ("上班时间：9:30-18:30（周一到周五）", {"kind": "closed_hours", "days": WORK, "start": time(9, 30)}),
        ("我朝九晚六上班，周末双休。", {"kind": "closed_hours", "days": WORK, "start": time(9), "end": time(18)}),
    ],
)
def test_a_limit_of_all_work_is_obeyed(text: str, expected: dict[str, Any]) -> None:
    (rule,) = obeyed(f"# Plan\n\n## Ground rules\n- {text}\n")
    assert {name: getattr(rule, name) for name in expected} == expected
    assert rule.lines == (4,)
    assert read(f"# Plan\n\n## Ground rules\n- {text}\n").plan.activities == ()


@pytest.mark.parametrize(
    "text",
    [
        "Max 2 h of gaming a day",
        "每天刷手机不超过 1 小时",
        "No caffeine after 3 PM",
        "No screens after 9:30 PM",
        "No new tasks on Sunday",
        "周日不看手机",
        "一次最多学 50 分钟",
        "Work on the thesis 9–12",
        "I work on my thesis 9-12",
        "Deep work 9:00–11:00",
        "Review notes by 22:00",
        "Should I keep Sundays free?",
    ],
)
def test_what_bounds_one_thing_or_asks_is_no_limit_of_all_work(text: str) -> None:
    assert limit_of(text) is None


def test_a_limit_below_an_activity_or_its_heading_is_said_of_that_activity() -> None:
    assert obeyed("- Gaming\n  - max 1 h a day\n") == []
    assert obeyed("## English\n- max 1 h a day\n") == []
    assert len(obeyed("## Rules:\n- max 1 h a day\n")) == 1


def test_the_hours_of_a_job_in_a_timetable_are_told_and_close_the_day() -> None:
    text = "## Every day\n- 07:00-07:30 Spanish\n- 09:00-17:00 work\n- 12:00-13:00 lunch\n- 23:00 sleep\n"
    reading = read(text)
    assert [a.title for a in reading.plan.activities] == ["Spanish"]
    assert [(r.kind, r.start, r.end) for r in reading.plan.rules] == [
        ("closed_hours", time(9), time(17)),
        ("closed_hours", time(12), time(13)),
        ("latest_end", None, time(23)),
    ]
    assert [item.lines[-1] for item in items(text, "recurring")] == [2, 3, 4, 5]


def test_a_commute_with_something_to_learn_stays_a_wish() -> None:
    plan = read("## Every day\n- 18:00-19:00 Commute + Spanish podcast\n- 19:00-19:30 Commute\n").plan
    assert [a.title for a in plan.activities] == ["Commute + Spanish podcast"]
    assert [(r.start, r.end) for r in plan.rules] == [(time(19), time(19, 30))]


def test_a_limit_of_a_trip_week_holds_on_trips_and_one_of_a_draft_not_at_all() -> None:
    (rule,) = obeyed("## Business-trip week\n- Max 30 min a day\n")
    assert rule.template == "trip"
    assert obeyed("## Old plan (superseded)\n- Max 30 min a day\n") == []


def test_a_day_that_its_heading_names_is_told_with_the_rule() -> None:
    (rule,) = obeyed("## Week\n### Saturday\n- Morning: 2 h maths\n- afternoon off\n")
    assert (rule.days, rule.text) == (("SA",), "Saturday: afternoon off")


def test_several_limits_of_one_line_are_all_obeyed_and_half_of_a_line_is_not() -> None:
    both = obeyed("## 规则\n- 每天最多学 2 小时，22 点以后不学习\n")
    assert [(r.kind, r.text, r.lines) for r in both] == [
        ("max_minutes_per_day", "每天最多学 2 小时", (2,)),
        ("latest_end", "22 点以后不学习", (2,)),
    ]
    assert obeyed("## Rules\n- Max 2 h a day, no coffee after 3 pm\n") == []


def test_other_rules_stay_notes() -> None:
    text = "## Rules\n- Max 2 h a day\n- Always warm up first\n"
    kinds = {rule.text: rule.kind for rule in read(text).plan.rules}
    assert kinds == {"Max 2 h per day": "max_minutes_per_day", "Always warm up first": "note"}
