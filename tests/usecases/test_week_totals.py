"""A week's minutes by line of work, beside what the plan states of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.workspace import Workspace

AS_OF = date(2026, 3, 2)
PLAN = """# Plan
- Cello: Mon, Wed and Fri, 40-50 min
- Latin: at least 3 hours a week
- Reading: every Tuesday, 30 min
- Swimming: every Saturday
"""


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "home", now=datetime(2026, 3, 1, 9, tzinfo=UTC))


def totals(ws: Workspace, text: str, day: date) -> dict[str, tuple[int, list[int | None] | None]]:
    path = ws.path.parent / "plan.md"
    path.write_text(text, encoding="utf-8")
    import_plan(ws, path, as_of=AS_OF)
    return {t["title"]: (t["planned_min"], t["stated_min"]) for t in queries.week(ws, day)["totals"]}


def test_each_line_has_its_planned_minutes_and_the_range_that_is_stated(ws: Workspace) -> None:
    found = totals(ws, PLAN, date(2026, 3, 9))
    by = {name.split()[0].lower(): sums for name, sums in found.items()}
    cello = next(v for k, v in by.items() if "cello" in k or "instrument" in k or "music" in k)
    assert cello[1] == [120, 150]
    assert 120 <= cello[0] <= 150
    assert [180, None] in [said for _, said in found.values()]
    assert any(said is None and planned for planned, said in found.values())  # no length is stated for it


def test_the_sums_are_those_of_the_sessions_also_in_an_accepted_week(ws: Workspace) -> None:
    drafted = totals(ws, PLAN, AS_OF)
    proposal = replan.propose(ws, [], week="2026-W10")
    if proposal["proposal"]:
        replan.approve(ws, str(proposal["proposal"]))
    week = queries.week(ws, AS_OF)
    assert week["state"] == "accepted"
    assert {t["title"]: (t["planned_min"], t["stated_min"]) for t in week["totals"]} == drafted
    assert sum(t["planned_min"] for t in week["totals"]) == week["planned_min"]
