"""Efforts in days, and works that stand before another line of work without a heading of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.importing.helpers import read
from tests.samples import workspace

from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.works import work_list, work_show

AS_OF = date(2026, 3, 2)
STAGE = "## 2026-03-02 - 2026-03-29 Harbours\n### Tides (takes 2 days)\n### Currents (takes 1 day)\n"


def efforts(text: str) -> list[tuple[int | None, int | None]]:
    works = [w for s in read(text, AS_OF).plan.strands for w in s.works]
    return [(w.minutes.lo if w.minutes else None, w.day_min) for w in works]


@pytest.mark.parametrize(
    ("head", "day"),
    [("# P\n", 240), ("# P\n- Study time: 6 hours per day\n", 360), ("# P\n每天学习 5 小时\n", 300)],
)
def test_a_day_of_effort_is_the_plans_stated_day(head: str, day: int) -> None:
    assert efforts(head + STAGE) == [(2 * day, day), (day, day)]


def test_work_show_says_what_a_day_counts(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))
    path = tmp_path / "plan.md"
    path.write_text("# P\n- Study time: 6 hours per day\n" + STAGE, encoding="utf-8")
    import_plan(ws, path, as_of=AS_OF)
    work = work_list(ws)["strands"][0]["works"][0]
    assert "6 h" in work_show(ws, work["id"])["effort"]


LINES = """# 学期
## 3月2日 - 3月29日 海港
**核心任务：【主线】 潮汐 (占60%精力)**

- 每日：看 2 张图

#### 第一优先级：潮汐表 (预计耗时：1 天)
#### 第二优先级：潮流图 (穿插进行)

**并行任务一：【副线】 航标 (占40%精力)**
- 辨认灯质
- 画航标图
"""


def test_the_last_topic_of_a_line_is_a_work_though_the_next_line_has_no_heading() -> None:
    titles = [w.title for s in read(LINES, AS_OF).plan.strands for w in s.works]
    assert [t for t in titles if "潮" in t and "问题" not in t] == [
        "第一优先级：潮汐表",
        "第二优先级：潮流图 (穿插进行)",
    ]
    assert any("灯质" in t for t in titles)
