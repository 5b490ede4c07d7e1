"""Lengths are learned from what is noted: seen in the next weeks, explained, taken back, and switched off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from tests.samples import working_plan, workspace

from roadweek.domain.base import Range
from roadweek.settings import PlanningSettings
from roadweek.storage import database
from roadweek.usecases import queries, replan
from roadweek.usecases.lists import add_log
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.usecases.works import work_list, work_show
from roadweek.versions.learned import learned_for
from roadweek.versions.snapshot import load
from roadweek.workspace import Workspace

SHANGHAI = timezone(timedelta(hours=8))
SUNDAY = datetime(2026, 3, 8, 20, tzinfo=SHANGHAI)
LATER = datetime(2026, 3, 22, 20, tzinfo=SHANGHAI)
NEXT = date(2026, 3, 23)


def at(ws: Workspace, now: datetime) -> Workspace:
    return replace(ws, clock=lambda: now)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two accepted weeks, in which problems took half as long again as planned, each of the four times."""
    ws = workspace(tmp_path_factory.mktemp("lived"), now=SUNDAY, plan=working_plan())
    for monday in (SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=8)):
        here = at(ws, monday - timedelta(days=1))
        _approve(here, [], week=queries.week_name(monday.date()))
        for session in queries.week(here, monday.date())["sessions"]:
            if session["track"] == "algorithms":
                day = datetime.fromisoformat(session["start"]).replace(hour=23)
                spent = round(1.5 * _minutes(session["start"], session["end"]))
                add_log(at(ws, day), "algorithms", spent, on=day.date(), outcome="done")
    return at(ws, LATER)


def _minutes(start: str, end: str) -> int:
    return round((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60)


def _problems(ws: Workspace, day: date) -> list[tuple[int, str]]:
    sessions = queries.week(ws, day)["sessions"]
    return [(_minutes(s["start"], s["end"]), s["reason"] or "") for s in sessions if s["track"] == "algorithms"]


def test_the_next_week_plans_what_it_takes_and_says_so(lived: Workspace) -> None:
    with database.read(lived.database) as connection:
        snapshot = load(connection, lived)
        found = learned_for(connection, lived, snapshot.plan, snapshot.adjustments, queries.week_name(NEXT))
    (one,) = found.lengths.values()
    assert one.stated < one.minutes < one.mean
    shown = _problems(lived, NEXT)
    assert shown
    assert all(minutes == one.minutes for minutes, _ in shown)
    assert all("instead of the plan's" in reason for _, reason in shown)
    name = next(s["id"] for s in queries.week(lived, NEXT)["sessions"] if s["track"] == "algorithms")
    assert "learn = false" in queries.explain(lived, name)["reason"]


def test_a_week_that_stands_is_not_changed_by_what_is_noted_in_it(lived: Workspace) -> None:
    here = at(lived, datetime(2026, 3, 19, 7, tzinfo=SHANGHAI))
    changes = replan.propose(here, [], week="2026-W12")["changes"]  # what was left open is wished again
    assert [one for one in changes if one["kind"] != "added"] == []
    assert not any(one["track"] == "algorithms" for one in changes)


def test_the_switch_keeps_the_plans_lengths(lived: Workspace) -> None:
    off = replace(lived, settings=replace(lived.settings, planning=PlanningSettings(learn=False)))
    stated = _problems(off, NEXT)
    assert all("instead of the plan's" not in reason for _, reason in stated)
    assert stated[0][0] < _problems(lived, NEXT)[0][0]


def test_the_persons_own_word_wins_and_undo_of_it_and_of_the_notes_takes_back(lived: Workspace) -> None:
    plain = queries.week(lived, NEXT)
    edit = {"kind": "set_activity", "track": "algorithms", "minutes": 60, "from": NEXT.isoformat()}
    _approve(lived, [edit])
    assert {minutes for minutes, _ in _problems(lived, NEXT)} == {60}
    undo(lived, 1)
    assert [s["end"] for s in queries.week(lived, NEXT)["sessions"]] == [s["end"] for s in plain["sessions"]]


def test_finished_works_that_took_twice_as_long_make_an_open_one_of_their_kind_longer(tmp_path: Path) -> None:
    plan = working_plan()
    report = next(s for s in plan.strands if s.id == "report")
    small = [
        report.works[1].model_copy(update={"id": f"e{n}", "title": f"Sheet {n}", "minutes": Range.exactly(45)})
        for n in (1, 2)
    ]
    works = (*small, *report.works)
    strands = (plan.strands[0], report.model_copy(update={"works": works}))
    ws = workspace(tmp_path, now=SUNDAY, plan=plan.model_copy(update={"strands": strands}))
    _approve(ws, [], week="2026-W11")
    here = at(ws, datetime(2026, 3, 15, 21, tzinfo=SHANGHAI))
    for session in queries.week(here, date(2026, 3, 9))["sessions"]:
        if any(part["id"] in ("e1", "e2") for part in session["work"]):
            spent = 2 * _minutes(session["start"], session["end"])
            record(here, [{"kind": "report", "session": session["id"], "outcome": "done", "minutes": spent}])
    before = {w["id"]: w for s in work_list(here)["strands"] for w in s["works"]}["d1"]
    assert (before["effort_min"], before["effort_by"]) == ([360, 486], "stated")
    _approve(here, [{"kind": "finish_work", "work": name, "date": "2026-03-15"} for name in ("e1", "e2")])
    later = at(ws, datetime(2026, 3, 16, 7, tzinfo=SHANGHAI))
    after = {w["id"]: w for s in work_list(later)["strands"] for w in s["works"]}["d1"]
    assert after["effort_by"] == "learned"
    assert 360 < after["effort_min"][0] < 720
    assert "2 finished ones (deliverable) took" in work_show(later, "d1")["effort"]
    _approve(later, [{"kind": "set_effort", "work": "d1", "minutes": 300}])
    own = {w["id"]: w for s in work_list(later)["strands"] for w in s["works"]}["d1"]
    assert (own["effort_min"][0], own["effort_by"]) == (300, "stated")


def _approve(ws: Workspace, edits: list[Any], week: str | None = None) -> None:
    proposal = replan.propose(ws, edits, week=week)["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
