"""Holidays and days off that a plan dates are free of sessions; a holiday with a plan of its own is not."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.planning.read import read_plan


def free(text: str) -> list[tuple[date, date]]:
    """The stretches that are closed."""
    plan = read_plan(f"# Plan 2026\n\n{text}\n", name="plan.md", as_of=date(2026, 3, 1)).plan
    periods = {period.id: period for period in plan.periods}
    closed = [periods[rule.period] for rule in plan.rules if rule.kind == "free_day" and rule.period]
    return [(p.start.earliest, p.end.latest) for p in closed if p.start and p.end]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("- Vacation: 9 May to 17 May 2026, completely off", date(2026, 5, 9), date(2026, 5, 17)),
        ("- vacation 8/1-8/14", date(2026, 8, 1), date(2026, 8, 14)),
        ("- 五一（5月1日-5日）不安排", date(2026, 5, 1), date(2026, 5, 5)),
        ("- 4月4日到6日放假，休息", date(2026, 4, 4), date(2026, 4, 6)),
        ("- days off: 3 August - 5 August", date(2026, 8, 3), date(2026, 8, 5)),
    ],
)
def test_a_dated_holiday_is_closed(line: str, first: date, last: date) -> None:
    assert free(line) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "- 寒假学习计划 1月10日-1月30日：每天英语 1 小时",
        "## Holiday sprint (1 Aug - 14 Aug)\n\n- every day maths 1 h",
        "- 5月1日-5月20日 复习线性代数",
        "- kick-off 3 May - 9 May: read the brief",
        "- summer holiday 1 June - 31 August",
    ],
)
def test_a_stretch_with_work_of_its_own_is_open(text: str) -> None:
    assert free(text) == []


def free_hours(text: str) -> list[tuple[tuple[str, ...], int | None]]:
    """The days and the hour from which the plan closes them."""
    plan = read_plan(f"# Plan 2026\n\n{text}\n", name="plan.md", as_of=date(2026, 3, 1)).plan
    assert plan.activities == ()
    return [(rule.days, rule.start.hour if rule.start else None) for rule in plan.rules if rule.kind == "free_hours"]


@pytest.mark.parametrize(
    "line",
    ["- Don’t schedule anything on Thursday evenings (choir).", "- 每周四晚上是家庭时间，不学习", "- 周四晚上不安排"],
)
def test_an_evening_kept_free_is_closed_and_no_session(line: str) -> None:
    assert free_hours(line) == [(("TH",), 18)]


def test_two_weekdays_written_together_are_both_read() -> None:
    plan = read_plan("- 操作系统 周一周二 20:00-21:00\n", name="plan.md", as_of=date(2026, 3, 1)).plan
    assert [activity.days for activity in plan.activities] == [("MO", "TU")]
