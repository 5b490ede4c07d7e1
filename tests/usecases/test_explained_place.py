"""Why a session lies where it lies, after it was approved: what moved it, what was as good, what would give a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.samples import WEDNESDAY, workspace

from roadweek.domain.base import Language, Range
from roadweek.domain.plan import Activity, Plan, Track
from roadweek.settings import Settings
from roadweek.usecases import queries, replan
from roadweek.usecases.undo import undo
from roadweek.workspace import Workspace

WEEK = "2026-W11"
CHOIR = {"kind": "block", "start": "2026-03-11T18:00", "end": "2026-03-11T23:00", "reason": "Choir"}


def _plan(*activities: Activity) -> Plan:
    tracks = tuple(Track(id=a.track, title=a.title) for a in activities)
    return Plan(id="evenings", title="Evenings", source_sha256="0" * 64, tracks=tracks, activities=activities)


def _activity(name: str, minutes: int, days: tuple[str, ...]) -> Activity:
    return Activity.model_validate(
        {"id": name, "track": name, "title": name.title(), "minutes": Range.exactly(minutes), "days": days}
        | {"times": Range.exactly(1)}
    )


def _accepted(folder: Path, plan: Plan, lang: Language, settings: Settings | None = None) -> Workspace:
    ws = replace(workspace(folder, plan=plan), language=lang, settings=settings or Settings())
    _approve(ws, [], WEEK)
    return ws


def _approve(ws: Workspace, edits: list[dict[str, str]], week: str | None = None) -> None:
    proposal = replan.propose(ws, edits, week=week)["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)


@pytest.mark.parametrize(
    ("lang", "moved", "free"),
    [
        ("en", "moved from Wed 18:30: the calendar has Choir from 18:00 to 23:00", "was free too"),
        ("zh", "原在 周三 18:30，现已移动：日历上 18:00 到 23:00 有Choir", "也有空"),
    ],
)
def test_the_cause_of_a_move_survives_its_approval(tmp_path: Path, lang: Language, moved: str, free: str) -> None:
    plan = _plan(_activity("cello", 60, ("WE", "TH", "FR")), _activity("chess", 60, ("WE",)))
    ws = _accepted(tmp_path, plan, lang)
    stood = next(s for s in queries.week(ws, WEDNESDAY.date().replace(day=11))["sessions"] if s["title"] == "Cello")
    assert moved not in queries.explain(ws, stood["id"])["reason"]
    _approve(ws, [{**CHOIR, "start": stood["start"][:10] + "T18:00", "end": stood["start"][:10] + "T23:00"}])
    told = queries.explain(ws, stood["id"])
    assert told["start"] != stood["start"]
    day = {"11": ("Wed", "周三"), "12": ("Thu", "周四"), "13": ("Fri", "周五")}[stood["start"][8:10]]
    expected = moved.replace("Wed", day[0]).replace("周三", day[1]).replace("18:30", stood["start"][11:16])
    assert told["reason"].startswith(expected)
    assert free in told["reason"]
    assert len(told["also_free"]) == 1
    undo(ws, publish=False)
    assert "Choir" not in queries.explain(ws, stood["id"])["reason"]


@pytest.mark.parametrize(
    ("lang", "equal", "way"),
    [
        ("en", "Cello, which is worth as much, has the place", "with hours until 23:00 on Wed 11 Mar (30 min longer)"),
        ("zh", "位置给了同样重要的“Cello”", "3月11日 周三 可用时间延长到 23:00（多 30 分钟）就能排下"),
    ],
)
def test_what_has_no_place_is_told_the_equal_that_has_it_and_the_cheapest_way(
    tmp_path: Path, lang: Language, equal: str, way: str
) -> None:
    plan = _plan(_activity("cello", 240, ("WE",)), _activity("chess", 30, ("WE",)))
    ws = _accepted(tmp_path, plan, lang, Settings(buffer=0.0))
    week = queries.week(ws, WEDNESDAY.date().replace(day=11))
    gone = next(u for u in week["unplaced"] if u["title"] == "Chess")
    told = queries.explain(ws, gone["id"])
    assert equal in told["reason"]
    assert any(one.startswith(way) for one in told["ways"])
    assert told["also_free"] == []
