"""Lived as planned, each next week is the one that was shown for it before, session for session."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from roadweek.settings import Settings
from roadweek.usecases import queries, replan
from roadweek.usecases.import_plan import import_plan
from roadweek.usecases.record import record
from roadweek.versions.check import parse_edits
from roadweek.workspace import Workspace, open_workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
SUNDAY = datetime.fromisoformat("2026-03-01T20:00:00+08:00")
WEEKS = 8


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_was_shown_for_eight_weeks_is_what_they_hold_when_each_is_approved_in_its_turn(
    tmp_path: Path, lang: str
) -> None:
    open_workspace(tmp_path, create=True, clock=lambda: SUNDAY)
    now = [SUNDAY]
    ws = Workspace(path=tmp_path, settings=Settings(), timezone="Asia/Shanghai", clock=lambda: now[0])
    import_plan(ws, EXAMPLES / f"year-plan.{lang}.md")
    mondays = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(WEEKS)]
    shown = [_sessions(ws, monday) for monday in mondays]
    assert all(shown)
    lived: list[list[tuple[str, str, str]]] = []
    for number, monday in enumerate(mondays):
        now[0] = SUNDAY + timedelta(weeks=number)
        for one in queries.open_rows(ws, now[0]):
            record(ws, [{"kind": "finish", "session": one["id"]}])
        proposal = replan.propose(ws, [], week=str(queries.week(ws, monday)["week"]))["proposal"]
        assert proposal is not None
        replan.approve(ws, proposal, publish=False)
        lived.append(_sessions(ws, monday))
    assert lived == shown
    titles = [title for week in shown for _, _, title in week]
    assert len(set(titles)) > len(titles) / 4, "weeks that all hold the same would prove nothing"


def _sessions(ws: Workspace, monday: date) -> list[tuple[str, str, str]]:
    return [(str(s["id"]), str(s["start"]), str(s["title"])) for s in queries.week(ws, monday)["sessions"]]


def test_a_trip_over_two_weeks_leaves_each_list_in_order_with_no_minute_told_twice(tmp_path: Path) -> None:
    open_workspace(tmp_path, create=True, clock=lambda: SUNDAY)
    ws = Workspace(path=tmp_path, settings=Settings(), timezone="Asia/Shanghai", clock=lambda: SUNDAY)
    import_plan(ws, EXAMPLES / "year-plan.en.md")
    away = parse_edits([{"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-20", "place": "Porto"}])
    proposal = replan.propose(ws, away)["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    told: dict[str, int] = {}
    for number in range(4):
        for session in queries.week(ws, date(2026, 3, 2) + timedelta(weeks=number))["sessions"]:
            for part in session["work"]:
                told[part["id"]] = told.get(part["id"], 0) + part["minutes"]
                assert part["done_min"] == told[part["id"]], session["title"]
    assert told
