"""Timeboxes: what may take so long and no longer binds the work that it names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.importing.helpers import read
from tests.samples import workspace

from roadweek.domain.work import Work
from roadweek.usecases.conflicts import conflicts, settle
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.undo import undo
from roadweek.usecases.works import work_list, work_show
from roadweek.views.documents import WorkView
from roadweek.workspace import Workspace

AS_OF = date(2026, 3, 2)


def boxed(text: str) -> list[tuple[str, int]]:
    works: list[Work] = [w for s in read(text, AS_OF).plan.strands for w in s.works]
    return [(w.title, w.box) for w in works if w.box is not None]


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("Only spend 75 minutes on Kalman filters", "Kalman filters", 75),
        ("Don't spend more than 50 minutes on Kalman filters", "Kalman filters", 50),
        ("Spend at most two hours on the Makefile tutorial", "the Makefile tutorial", 120),
        ("Timebox reading the RFC to 90 min", "reading the RFC", 90),
        ("Cap the logo redesign at 3 hours", "the logo redesign", 180),
        ("最多花两小时看 Makefile 教程", "看 Makefile 教程", 120),
        ("只花45分钟了解卡尔曼滤波", "了解卡尔曼滤波", 45),
        ("整理旧照片：最多 3 小时", "整理旧照片", 180),
        ("搭建博客控制在两小时以内", "搭建博客", 120),
    ],
)
def test_a_box_is_a_work_of_so_many_minutes(line: str, title: str, minutes: int) -> None:
    head = "## 三月" if any("一" <= c <= "鿿" for c in line) else "## March 2026"
    found = boxed(f"# P\n{head}\n- {line}\n")
    assert [m for _, m in found] == [minutes]
    assert title.replace("the ", "") in found[0][0].replace("the ", "")


@pytest.mark.parametrize(
    "line",
    [
        "At most 90 minutes of work a day",
        "每天学习不超过 90 分钟",
        "Never more than 2 hours in a row",
        "Phone at most 30 minutes",
        "Run 10 km within 50 minutes",
        "10 公里跑进 50 分钟以内",
        "Piano: at most 40 minutes a day",
        "Yoga every Tuesday, 45 min max",
        "会议最多 1 小时一次",
    ],
)
def test_a_bound_of_days_routines_or_speed_is_no_box(line: str) -> None:
    assert boxed(f"# P\n## March 2026\n- {line}\n- Read the statute\n") == []


ESTIMATED = """# Plan
Don't get lost in details. Spend only 2 hours on Kalman filters.
## March 2026
### Kalman filters (takes 3 days)
### Particle filters (takes 2 days)
"""


def test_a_box_bounds_an_estimate_and_the_conflict_names_both_lines() -> None:
    reading = read(ESTIMATED, AS_OF)
    works = {w.title: w for s in reading.plan.strands for w in s.works}
    box = next(w for t, w in works.items() if "Kalman" in t)
    assert box.box == 120
    assert box.minutes is not None
    assert box.minutes.top == 120
    told = next(c for c in reading.conflicts if c.kind == "timebox")
    assert {2, 4} <= set(told.lines)
    assert next(w for t, w in works.items() if "Particle" in t).box is None
    assert [r.minutes for r in reading.plan.rules if r.kind == "timebox"] == [120]


PARTLY = """# 计划
这些点要限时，比如只花60分钟看Raft选主流程。
## 三月
### 分布式一致性（Raft/Paxos）（预计 2 天）
"""


def test_a_box_for_a_part_comes_before_the_rest_of_the_whole() -> None:
    strands = read(PARTLY, AS_OF).plan.strands
    works = [w for s in strands for w in s.works]
    assert [(w.box, w.minutes.top if w.minutes else None) for w in works] == [(60, 60), (None, 2 * 240 - 60)]
    assert "Raft选主流程" in works[0].title


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))


def _imported(ws: Workspace, text: str) -> list[WorkView]:
    path = ws.path.parent / "plan.md"
    path.write_text(text, encoding="utf-8")
    import_plan(ws, path, as_of=AS_OF)
    return _works(ws)


def _works(ws: Workspace) -> list[WorkView]:
    return [w for s in work_list(ws)["strands"] for w in s["works"]]


def test_weeks_give_a_box_no_minute_more_and_deciding_for_the_estimate_does(ws: Workspace) -> None:
    works = _imported(ws, ESTIMATED)
    box = next(w for w in works if w["box_min"])
    assert sum(box["weeks"].values()) <= 120
    assert "timebox" in work_show(ws, box["id"])["effort"]
    conflict = next(c for c in conflicts(ws)["conflicts"] if c["kind"] == "timebox")
    settle(ws, conflict["id"], "the estimate")
    after = next(w for w in _works(ws) if w["id"] == box["id"])
    assert (after["box_min"], after["effort_min"][0]) == (None, 720)
    undo(ws)
    assert next(w for w in _works(ws) if w["id"] == box["id"]) == box


def test_deciding_for_the_box_alone_leaves_the_rest_out(ws: Workspace) -> None:
    _imported(ws, PARTLY)
    conflict = next(c for c in conflicts(ws)["conflicts"] if c["kind"] == "timebox")
    settle(ws, conflict["id"], "只留时间盒")
    assert [(w["box_min"], w["state"]) for w in _works(ws)] == [(60, "running"), (None, "dropped")]
