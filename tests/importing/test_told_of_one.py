"""What is said of one activity bounds no other; what only names a rhythm is no session."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.domain.plan import Conflict
from roadweek.planning.read import read_plan


def read(text: str) -> tuple[set[str], list[Conflict]]:
    """The titles of what recurs, and the conflicts."""
    reading = read_plan(text, name="plan", as_of=date(2026, 3, 2))
    return {a.title for a in reading.plan.activities if not a.superseded}, list(reading.conflicts)


def kinds(found: list[Conflict], line: int) -> set[str]:
    return {c.kind for c in found if line in c.lines}


@pytest.mark.parametrize(
    "text",
    [
        "# Plan\n- No more than 2 hours of cello a week\n- Cello: Tue, Thu 90 min\n- Reading every day 45 min\n",
        "# Plan\n- at most 2 h of cello a week\n- Cello: Tue, Thu 90 min\n- Reading every day 45 min\n",
    ],
)
def test_a_cap_on_one_activity_takes_no_other_from_the_week(text: str) -> None:
    recurring, conflicts = read(text)
    assert recurring == {"Cello", "Reading"}
    assert "rule_not_obeyed" in kinds(conflicts, 2)
    assert not any(4 in c.lines for c in conflicts if c.kind in ("total", "load", "unsure"))


def test_a_cap_on_one_activity_is_held_against_that_activity_alone() -> None:
    recurring, conflicts = read(
        "# 计划\n- 每周最多游 2 小时\n- 游泳每周 3 次，每次 60 分钟\n- 大提琴：周二、周四 2 小时\n"
    )
    assert recurring == {"游泳", "大提琴"}
    (load,) = [c for c in conflicts if c.kind == "load"]
    assert 3 in load.lines
    assert 4 not in load.lines


@pytest.mark.parametrize(
    "rule", ["早上 7:00 之前不游", "晚上 9 点以后不拉琴", "No rowing before 7:00", "I don't row after 21:00"]
)
def test_what_is_not_done_before_or_after_an_hour_is_no_activity(rule: str) -> None:
    recurring, conflicts = read(f"# Plan\n- {rule}\n- Stretch every day 20 min\n")
    assert recurring == {"Stretch"}
    assert kinds(conflicts, 2) == {"rule_not_obeyed"}


@pytest.mark.parametrize(
    "line",
    ["Haircut: Thu 16:00", "Lunch with Bo: Wed 12:30", "Call with my sister: Sunday 19:00, 30 min", "复诊：周四 10:00"],
)
def test_an_appointment_of_a_weekday_and_an_hour_is_asked_about_and_closes_nothing(line: str) -> None:
    plan = read_plan(f"# Plan\n- {line}\n- Row: Mon, Wed 30 min\n", name="plan", as_of=date(2026, 3, 2))
    assert {a.title for a in plan.plan.activities} == {"Row"}
    assert not plan.plan.rules
    assert kinds(list(plan.conflicts), 2) == {"unsure"}


@pytest.mark.parametrize(
    "line", ["Haircut every Thursday 16:00", "复诊：每周四 10:00", "Interview practice: Thu 16:00"]
)
def test_an_appointment_that_says_that_it_comes_round_is_planned(line: str) -> None:
    recurring, _ = read(f"# Plan\n- {line}\n- Row: Mon, Wed 30 min\n")
    assert len(recurring) == 2


@pytest.mark.parametrize(
    "line",
    [
        'Song "Every morning a ferry" by 30 June',
        'Read "The quiet clerk who counted every night in Porto" by May',
        "短剧《每天的渡船》 6月30日前",
        "A bot that waters the ferns every evening",
        "做一个每天浇花的装置",
        "Follow everyday speech at full speed",
        "Write about daily life",
        "[ ] 每天都敢打电话",
    ],
)
def test_a_rhythm_that_a_title_only_names_is_no_session(line: str) -> None:
    reading = read_plan(f"# Goals\n- {line}\n- Row: Mon, Wed 30 min\n", name="plan", as_of=date(2026, 3, 2))
    assert {i.title for i in reading.items if i.group == "recurring"} == {"Row"}


@pytest.mark.parametrize("motto", ["10 minutes a day > an hour on Sunday.", "每天十分钟，胜过周末三小时。"])
def test_a_motto_that_weighs_two_rhythms_is_a_note(motto: str) -> None:
    reading = read_plan(f"# Fiddle\n- [ ] Play by ear\n\n> {motto}\n", name="plan", as_of=date(2026, 3, 2))
    assert [i.group for i in reading.items] == ["milestones"]
    assert not any(4 in c.lines for c in reading.conflicts)


def test_what_names_a_thing_and_its_own_length_is_still_a_session() -> None:
    recurring, _ = read("# Plan\n- Learn daily conversation phrases 15 min every day\n- 每天读《山间》30 分钟\n")
    assert len(recurring) == 2
