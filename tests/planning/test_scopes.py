"""Scopes: what a plan keeps to is told, and what lies outside of it is asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.importing.helpers import read
from tests.samples import workspace

from roadweek.usecases import replan
from roadweek.usecases.conflicts import conflicts, settle
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.undo import undo
from roadweek.usecases.works import work_list
from roadweek.workspace import Workspace

AS_OF = date(2026, 3, 2)
ENGLISH = """# Spring
## 2026-03-02 - 2026-04-12 Optics
Only these three topics:
- Lenses
- Mirrors
- Interference
### Lenses in depth (takes 2 days)
### Fermentation basics (takes 2 days)
"""
CHINESE = """# 春季
## 3月2日 - 4月12日 光学
只学以下三个主题：透镜、反射镜、干涉
- 每周 2 次，每次 60 分钟：做题
"""


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        (ENGLISH, ("Lenses", "Mirrors", "Interference")),
        (CHINESE, ("透镜", "反射镜", "干涉")),
        ("# P\n- Only the following subjects: botany, zoology and geology\n", ("botany", "zoology", "geology")),
        ("# P\n## March\n- Only these shoes\n- Tidy up\n", ()),
        ("# P\n## 出差\n每天只做：\n- 听力 20 分钟\n- 单词 10 分钟\n", ()),
    ],
)
def test_only_over_a_list_is_a_scope(text: str, areas: tuple[str, ...]) -> None:
    rules = [r for r in read(text, AS_OF).plan.rules if r.kind == "scope"]
    assert [r.areas for r in rules] == ([areas] if areas else [])


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))


def _import(ws: Workspace, text: str) -> None:
    path = ws.path.parent / "plan.md"
    path.write_text(text, encoding="utf-8")
    import_plan(ws, path, as_of=AS_OF)


def test_a_topic_of_the_section_that_no_area_names_is_asked_about_and_can_be_left_out(ws: Workspace) -> None:
    _import(ws, ENGLISH)
    told = [c for c in conflicts(ws)["conflicts"] if c["kind"] == "out_of_scope"]
    assert len(told) == 1
    assert "Fermentation" in told[0]["message"]

    def states() -> dict[str, str]:
        return {w["title"].split()[0]: w["state"] for s in work_list(ws)["strands"] for w in s["works"]}

    before = states()
    settle(ws, told[0]["id"], told[0]["choices"][1])
    assert states() == {**before, "Fermentation": "dropped"}
    undo(ws)
    assert states() == before


def _warned(ws: Workspace, **edit: object) -> bool:
    view = replan.propose(ws, [{"kind": "add_work", "minutes": 60, **edit}])
    return bool(view["warnings"])


def test_what_is_added_outside_is_asked_about_while_the_scope_holds(ws: Workspace) -> None:
    _import(ws, CHINESE)
    assert _warned(ws, title="学热力学", due="2026-03-20")
    assert not _warned(ws, title="薄透镜成像", due="2026-03-20")
    later = {"title": "学热力学", "from": "2026-05-01", "due": "2026-05-20"}
    assert not _warned(ws, **later)
