"""A plan's own principles are found in its words and reckoned: a break, owned devices, nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.domain.plan import Plan
from roadweek.planning.over_asked import heaviest_week
from roadweek.planning.principles import breaks_tried, foreign_devices, named_devices, principles_of, repeated
from roadweek.planning.read import read_plan
from roadweek.usecases.plan_checks import checks_of

TODAY = date(2026, 3, 2)
HOURS: dict[Weekday, int] = dict.fromkeys(WEEKDAYS, 120)

EN = """# A year of robots
Principles:
1. Everything must run on the hardware I own (Jetson Orin Nano, RPi 5)
2. The plan survives any 7-14 day break
3. Never repeat what I know already

## Where I stand
- [x] Raspberry Pi 5 8 GB
- [x] Soldering iron basics

## March 2026
- Main line: robotics, 60 minutes every day
### Robotics
- Line follower on the RPi 5, 6 h
- Depth camera on an RTX 4090, 5 h
- Soldering iron basics

## April 2026
### Robotics
- Arm kinematics, 10 h
- Deliver: a video of the arm, 30 April
"""

ZH = """# 机器人计划
三个原则：
1. 所有东西都要落到现有设备上（树莓派、Orin Nano）
2. 任何一周断掉 7–14 天也不会崩盘
3. 不重复已经会的

## 2026年3月
- 主线：机器人，每天60分钟
### 机器人
- 树莓派巡线小车，6小时

## 2026年4月
### 机器人
- 机械臂运动学，10小时
"""


def read(text: str) -> Plan:
    return read_plan(text, name="robots.md", as_of=TODAY).plan


@pytest.mark.parametrize("text", [EN, ZH])
def test_principles_are_found_in_both_languages(text: str) -> None:
    found = {one.kind: one for one in principles_of(read(text))}
    assert set(found) == {"break", "devices", "no_repeat"}
    assert found["break"].days == (7, 14)


@pytest.mark.parametrize(
    "line",
    [
        "Reports are due within 7 days",
        "Two weeks of holiday in August",
        "每 14 天复盘一次",
        "Devices are listed in the annex",
    ],
)
def test_a_rule_that_speaks_of_days_or_devices_is_no_principle(line: str) -> None:
    plan = read(EN)
    rules = [r.model_copy(update={"text": line}) for r in plan.rules if r.kind == "note"][:1]
    assert principles_of(plan.model_copy(update={"rules": tuple(rules)})) == ()


def test_a_break_is_compared_with_the_same_year_without_it() -> None:
    plan = read(EN)
    tried = breaks_tried(plan, TODAY, HOURS, (7, 14))
    assert {one.days for one in tried} == {7, 14}
    assert all(minutes > 0 for one in tried for _, minutes in one.missed)
    room: dict[Weekday, int] = dict.fromkeys(WEEKDAYS, 600)
    worst = max(len(one.missed) for one in breaks_tried(plan, TODAY, room, (2,)))
    assert worst <= max(len(one.missed) for one in tried)


def test_a_device_that_is_not_at_hand_is_named_with_its_work() -> None:
    plan = read(EN)
    principle = next(one for one in principles_of(plan) if one.kind == "devices")
    owned, foreign = foreign_devices(plan, principle)
    assert "RPi 5" in owned
    assert [name for _, name in foreign] == ["RTX 4090"]
    assert named_devices("在树莓派和 Orin NX 上跑") == ["树莓派", "Orin NX"]


def test_what_the_baseline_has_is_not_learned_again() -> None:
    assert [text for _, text in repeated(read(EN))] == ["Soldering iron basics"]
    assert repeated(read(ZH)) == []


def test_every_principle_is_answered_and_too_much_is_told_by_line() -> None:
    for text, lang in ((EN, "en"), (ZH, "zh")):
        told = {one["kind"]: one for one in checks_of(read(text), TODAY, HOURS, "zh" if lang == "zh" else "en")}
        assert {"break", "devices", "no_repeat"} <= set(told)
        assert "over_asked" not in told
    crowded: dict[Weekday, int] = dict.fromkeys(WEEKDAYS, 30)
    asked = heaviest_week(read(EN), TODAY, crowded)
    assert asked is not None
    assert asked.asked_min > asked.room_min
    over = next(one for one in checks_of(read(EN), TODAY, crowded, "en") if one["kind"] == "over_asked")
    assert over["ok"] is False
    assert over["details"]
