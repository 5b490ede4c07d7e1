"""A plan that is imported again keeps what was done of each work whose words are the same."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from roadweek.domain.plan import Plan
from roadweek.planning.read import read_plan
from roadweek.settings import Settings
from roadweek.storage import database, sessions
from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.versions import snapshot
from roadweek.workspace import Workspace, open_workspace

SUNDAY = datetime.fromisoformat("2026-03-01T20:00:00+08:00")
PLAN = {
    "en": """# Weaving
## Stage 1 (2 March – 29 March)
- Warp the small loom (takes 1 day)
- Weave a scarf
- Review
## Stage 2 (30 March – 26 April)
- Weave a blanket
- Review
## Weekly
- Main line: weaving, 90 minutes every weekday evening
""",
    "zh": """# 编织
## 阶段一（3月2日-3月29日）
- 整理小织机（耗时1天）
- 织一条围巾
- 复盘作品
## 阶段二（3月30日-4月26日）
- 织一张毯子
- 复盘作品
## 每周安排
- 工作日晚上 90 分钟：主线（编织 / 设计）
""",
}
MORE = {
    "en": "Some words on why I weave.\n\nThey take a few lines.\n\n",
    "zh": "这里先写几句为什么要编织。\n\n一共好几行。\n\n",
}


def ids(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for work in (w for s in plan.strands for w in s.works):
        found.setdefault(work.title, []).append(work.id)
    return found


def read(text: str) -> dict[str, list[str]]:
    return ids(read_plan(text, name="plan.md", as_of=date(2026, 3, 1)).plan)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_work_keeps_its_name_when_lines_move_dates_shift_or_others_come_and_go(lang: str) -> None:
    text = PLAN[lang]
    known = read(text)
    assert len(known) == 4
    every = [one for names in known.values() for one in names]
    assert len(every) == len(set(every)) == 5, "two of the same words are two works"
    head, rest = text.split("\n", 1)
    assert read(f"{head}\n{MORE[lang]}{rest}") == known
    lines = text.splitlines(keepends=True)
    fewer = read("".join(lines[:2] + lines[3:]))
    assert fewer == {title: names for title, names in known.items() if title in fewer}
    assert len(fewer) == 3
    later = text.replace("2 March", "3 March").replace("3月2日", "3月3日")
    assert later != text
    assert read(later) == known


def test_a_dated_occasion_keeps_its_name_when_its_day_moves() -> None:
    text = "# Loom\n### Day 1\n- Wind the bobbins\n### Day 2\n- Tie the knots\n"
    before, after = read(text), read(text.replace("Day 2", "Day 4").replace("# Loom\n", "# Loom\n\nA few words.\n\n"))
    assert before == after
    assert len(before) == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_accepted_weeks_hold_of_a_work_counts_after_lines_were_put_above_it(tmp_path: Path, lang: str) -> None:
    open_workspace(tmp_path / "ws", create=True, clock=lambda: SUNDAY)
    ws = Workspace(path=tmp_path / "ws", settings=Settings(), timezone="Asia/Shanghai", clock=lambda: SUNDAY)
    file = tmp_path / "plan.md"
    file.write_text(PLAN[lang], encoding="utf-8")
    import_plan(ws, file)
    for week in ("2026-W10", "2026-W11"):
        proposal = replan.propose(ws, [], week=week)["proposal"]
        assert proposal is not None
        replan.approve(ws, proposal, publish=False)
    next_ = queries.week(ws, date(2026, 3, 16))["sessions"]
    behind = done(ws)
    assert sum(behind.values()) == 10 * 90
    head, rest = PLAN[lang].split("\n", 1)
    file.write_text(f"{head}\n{MORE[lang]}{rest}", encoding="utf-8")
    assert import_plan(ws, file)["version"] == 4
    assert done(ws) == behind
    assert [s["title"] for s in queries.week(ws, date(2026, 3, 16))["sessions"]] == [s["title"] for s in next_]


def done(ws: Workspace) -> dict[str, int]:
    """Minutes of each of the active plan's works that accepted weeks hold."""
    with database.read(ws.database) as connection:
        held = sessions.work_by_week(connection, ws.person, ws.now())
        plan = snapshot.load(connection, ws).plan
    total: dict[str, int] = {}
    for week in held.values():
        for name, minutes in week.items():
            total[name] = total.get(name, 0) + minutes
    names = {w.id for s in plan.strands for w in s.works}
    assert set(total) <= names
    return total
