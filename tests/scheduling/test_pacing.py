"""Rules of pace, from the plan's words to the week: a cap, a break, days apart, certain hours, an evening kept free."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import combinations, pairwise

import pytest

from roadweek.domain.week import Week
from roadweek.importing.pacing import apart, break_after, hours_of, week_cap
from roadweek.planning.read import read_plan
from roadweek.scheduling.inputs import WeekInputs
from roadweek.scheduling.limits import usual_hours
from roadweek.scheduling.pacing import _shares  # pyright: ignore[reportPrivateUsage] -- all sets of days are few
from roadweek.scheduling.solve import solve_week
from roadweek.scheduling.verify import violations

DAY = date(2026, 3, 2)


def week_of(text: str) -> Week:
    plan = read_plan(text, name="plan.md", as_of=DAY).plan
    now = datetime.fromisoformat("2026-03-02T05:00:00+08:00")
    inputs = WeekInputs(
        week="2026-W11", timezone="Asia/Shanghai", now=now, plan=plan, hours=usual_hours(plan), began=DAY
    )
    week = solve_week(inputs)
    assert violations(inputs, week) == ()
    return week


def days_of(week: Week, title: str) -> list[date]:
    return [s.start.date() for s in week.sessions if title in s.title]


@pytest.mark.parametrize(
    "line",
    [
        "No more than 5 hours in any week",
        "I can give this at most five hours a week",
        "Weekly limit: 5 h",
        "Keep the whole week under 5 hours",
        "每周总时长不超过5小时",
        "一周最多能拿出五个小时",
        "每周控制在 5 小时以内",
    ],
)
def test_a_cap_on_the_week_is_obeyed_in_any_wording(line: str) -> None:
    week = week_of(f"# 计划 A\n- Oboe: every day, 45 min\n- Latin: every day, 45 min\n- {line}\n")
    assert 240 <= sum(s.minutes for s in week.sessions) <= 300
    assert week.unplaced
    assert {u.reason.code for u in week.unplaced} == {"rule"}
    assert {s.title for s in week.sessions} >= {"Oboe", "Latin"}  # both give way, neither vanishes


@pytest.mark.parametrize("line", ["Oboe: at most 5 hours a week", "At least 5 hours a week", "每次不超过一小时"])
def test_what_bounds_one_activity_or_one_sitting_is_no_cap(line: str) -> None:
    assert week_cap(line) is None


def test_days_apart_leave_a_day_between_also_round_the_week() -> None:
    text = "# A\n- Swim three times a week, 40 min, never two days in a row\n- Wednesday evenings are free\n"
    days = days_of(week_of(text), "Swim")
    assert len(days) == 3
    assert all((b - a).days >= 2 for a, b in pairwise(days))
    assert (days[0] - days[-1]).days + 7 >= 2


def test_on_whatever_days_are_free_no_two_sessions_can_touch_and_as_many_as_go_have_days() -> None:
    for size in range(8):
        for days in combinations(range(7), size):
            for count in range(2, 6):
                shares = _shares(days, count)
                ring = [*shares, shares[0]] if len(shares) > 1 else []
                assert all((b - a) % 7 not in (0, 1, 6) for one, two in pairwise(ring) for a in one for b in two)
                sets = (c for n in range(1, count + 1) for c in combinations(days, n))
                free = [c for c in sets if all((b - a) % 7 != 1 for a in c for b in c)]
                assert len(shares) == max(map(len, free), default=0)
                assert all(shares)


@pytest.mark.parametrize(
    ("text", "is_apart"),
    [
        ("Lift 3x a week on non-consecutive days", True),
        ("with at least one day between", True),
        ("不要连续两天游泳", True),
        ("never three days in a row", False),
        ("two days in a row", False),
    ],
)
def test_days_apart_in_words(text: str, is_apart: bool) -> None:
    assert apart(text) is is_apart


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Flute: 30 min each day, not before 20:00", time(20), None),
        ("Flute: 30 min each day, only before 8 am", None, time(8)),
        ("Flute: 30 min each day, never after 7:30 pm", None, time(19, 30)),
        ("长笛：每天 30 分钟，晚上八点以后", time(20), None),
    ],
)
def test_sessions_lie_before_or_after_their_hour(line: str, first: time | None, last: time | None) -> None:
    week = week_of(f"# 长笛 Flute\n- {line}\n")
    assert len(week.sessions) == 7
    for session in week.sessions:
        assert first is None or session.start.time() >= first
        assert last is None or session.end.time() <= last


def test_a_rule_on_its_own_line_names_the_activity_it_bounds() -> None:
    week = week_of(
        "# A\n- Fencing: 3 times a week, 40 min\n- Dutch: every day, 20 min\n\nNever fence two days in a row.\n"
    )
    days = days_of(week, "Fencing")
    assert len(days) == 3
    assert all((b - a).days >= 2 for a, b in pairwise(days))
    assert len(days_of(week, "Dutch")) == 7


def test_a_time_of_delivery_is_no_part_of_the_day() -> None:
    assert hours_of("Hand in the sheet before 9 am") is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Rest 10 minutes after each hour", (60, 10)),
        ("Every 45 minutes a short pause", (45, None)),
        ("每学50分钟休息10分钟", (50, 10)),
        ("break the habit every day", None),
        ("rest 90 s after each set", None),
    ],
)
def test_breaks_in_words(text: str, due: tuple[int, int | None] | None) -> None:
    assert break_after(text) == due


def test_a_break_follows_each_stretch_of_the_stated_length() -> None:
    lines = "- Take a 10 minute break every hour\n"
    text = "# A\n- Oboe: every day, 50 min\n- Latin: every day, 50 min\n- Chess: every day, 30 min\n" + lines
    week = week_of(text)
    assert len(week.sessions) == 21
    by_day: dict[date, list[tuple[datetime, datetime]]] = {}
    for session in week.sessions:
        by_day.setdefault(session.start.date(), []).append((session.start, session.end))
    for spans in by_day.values():
        gaps = [(b[0] - a[1]).seconds // 60 for a, b in pairwise(sorted(spans))]
        assert min(gaps) >= 10


@pytest.mark.parametrize(
    "line",
    [
        "- Wood carving 2 h on Saturday, with a 10 minute break every hour",
        "- 周六木雕 2 小时，每 50 分钟休息 10 分钟",
        "- Wood carving 2 h on Saturday, never on the day after a run",
    ],
)
def test_a_break_or_a_neighbour_said_of_one_wish_loses_no_session_and_is_told_as_not_obeyed(line: str) -> None:
    text = f"# A\n{line}\n"
    reading = read_plan(text, name="plan.md", as_of=DAY)
    assert ("rule_not_obeyed", (2,)) in {(c.kind, c.lines) for c in reading.conflicts}
    assert [(s.start.weekday(), s.minutes) for s in week_of(text).sessions] == [(5, 120)]


def test_an_evening_kept_free_stays_free_although_a_clock_time_says_otherwise() -> None:
    text = "# A\n- Dutch: every day at 20:00, 30 min\n- Keep Thursday evening free\n"
    reading = read_plan(text, name="plan.md", as_of=DAY)
    assert ("rest_day", (2, 3)) in {(c.kind, c.lines) for c in reading.conflicts}
    week = week_of(text)
    assert [s.start.time() for s in week.sessions] == [time(20)] * 6
    assert 3 not in {s.start.weekday() for s in week.sessions}
    assert [u.reason.code for u in week.unplaced] == ["rule"]


def test_the_check_of_a_week_sees_a_cap_that_is_passed_and_days_that_touch() -> None:
    text = "# Plan\n- Oboe: 45 min, three times a week, never two days in a row\n- At most 2 hours 15 a week\n"
    plan = read_plan(text, name="plan.md", as_of=DAY).plan
    now = datetime.fromisoformat("2026-03-02T05:00:00+08:00")
    inputs = WeekInputs(
        week="2026-W11", timezone="Asia/Shanghai", now=now, plan=plan, hours=usual_hours(plan), began=DAY
    )
    week = solve_week(inputs)
    assert violations(inputs, week) == ()
    first, second, *rest = week.sessions
    beside = first.start + timedelta(days=1)
    moved = second.model_copy(update={"start": beside, "end": beside + (second.end - second.start)})
    told = violations(inputs, week.model_copy(update={"sessions": (first, moved, *rest)}))
    assert any("which touch" in one for one in told)
    longer = first.model_copy(update={"end": first.end + timedelta(minutes=30)})
    told = violations(inputs, week.model_copy(update={"sessions": (longer, second, *rest)}))
    assert any("its cap is 135" in one for one in told)
