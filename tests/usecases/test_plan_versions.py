"""An old draft in a plan: its time before the newer plan holds its work, and deciding for it changes the weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.errors import PlanFileError
from roadweek.usecases import queries
from roadweek.usecases.conflicts import conflicts, settle
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.undo import undo
from roadweek.usecases.works import work_list
from roadweek.workspace import Workspace

AS_OF = date(2026, 3, 2)
CHINESE = """# 天文
我原来的计划是：
现在到3月底：学习星图识别
每天一道口算题，练手
4月初到5月底：学习望远镜光学

# 新计划
## 第一阶段 观测入门 4月6日-5月10日
### 观测
- 认识月海
- 双星观测记录
- 每周 2 次，每次 60 分钟：观测练习
"""
ENGLISH = """# Astronomy
My original plan was:

- 2 March 2026 - 31 March 2026: study the star charts
- 1 April 2026 - 31 May 2026: study telescope optics

# New plan
## Phase 1: observing, 6 April 2026 - 10 May 2026
- Map the lunar seas
- Record double stars
"""
TEXTS = [
    (CHINESE.replace("每天一道口算题，练手\n", ""), "星图", "光学", "月海"),
    (ENGLISH, "star charts", "optics", "lunar"),
]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))


def _import(ws: Workspace, text: str) -> Path:
    path = ws.path.parent / "plan.md"
    path.write_text(text, encoding="utf-8")
    import_plan(ws, path, as_of=AS_OF)
    return path


def _works(ws: Workspace) -> str:
    return "\n".join(w["title"] for s in work_list(ws)["strands"] for w in s["works"] if w["weeks"])


def _titles(ws: Workspace, *days: date) -> str:
    return "\n".join(s["title"] for day in days for s in queries.week(ws, day)["sessions"])


@pytest.mark.parametrize(("text", "early", "late", "newer"), TEXTS)
def test_before_the_newer_plan_begins_the_draft_counts(
    ws: Workspace, text: str, early: str, late: str, newer: str
) -> None:
    _import(ws, text)
    works = _works(ws)
    assert early in works
    assert newer in works
    assert late not in works
    assert early in _titles(ws, date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23))


@pytest.mark.parametrize(("text", "early", "late", "newer"), TEXTS)
def test_deciding_for_the_draft_brings_it_into_force_and_deciding_back_and_undo_take_it_back(
    ws: Workspace, text: str, early: str, late: str, newer: str
) -> None:
    path = _import(ws, text)
    before = work_list(ws)
    conflict = next(c for c in conflicts(ws)["conflicts"] if c["kind"] == "plan_version")
    settle(ws, conflict["id"], conflict["choices"][1])
    older = work_list(ws)
    assert late in _works(ws)
    assert early in _works(ws)
    assert newer not in _works(ws)
    undo(ws)
    assert work_list(ws) == before
    settle(ws, conflict["id"], conflict["choices"][1])
    import_plan(ws, path, as_of=AS_OF)  # the same file again is read as was decided
    assert work_list(ws) == older
    settle(ws, conflict["id"], conflict["choices"][0])
    assert work_list(ws) == before


def test_what_the_draft_says_below_a_stretch_of_time_recurs_in_it_alone(ws: Workspace) -> None:
    _import(ws, CHINESE)
    assert "口算" in _titles(ws, date(2026, 3, 9))
    assert "口算" not in _titles(ws, date(2026, 4, 13))


def test_what_the_text_gives_up_stays_closed(ws: Workspace) -> None:
    _import(ws, ENGLISH.replace("My original plan was:", "My original plan (abandoned):"))
    assert "star charts" not in _works(ws)


def test_without_the_kept_file_nothing_changes_and_it_is_said(ws: Workspace) -> None:
    _import(ws, ENGLISH)
    before = work_list(ws)
    conflict = next(c for c in conflicts(ws)["conflicts"] if c["kind"] == "plan_version")
    for kept in ws.plans.glob("*.md"):
        kept.unlink()
    with pytest.raises(PlanFileError):
        settle(ws, conflict["id"], conflict["choices"][1])
    assert work_list(ws) == before
