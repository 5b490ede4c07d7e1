"""A session that the person's hand puts into another week: listed and counted there, said at home, never doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.errors import EditError
from roadweek.settings import CalendarSettings
from roadweek.storage import database
from roadweek.storage.calendar import HandChange
from roadweek.usecases import proposing, queries, replan
from roadweek.usecases.calendar_meeting import take_up
from roadweek.usecases.undo import undo
from roadweek.views.documents import SessionView
from roadweek.views.texts import elsewhere_lines
from roadweek.workspace import Workspace

HOME, NEXT = date(2026, 3, 10), date(2026, 3, 17)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Two accepted weeks; the calendar is not looked at."""
    made = workspace(tmp_path)
    made = replace(made, settings=replace(made.settings, calendar=CalendarSettings(url="http://127.0.0.1:9/")))
    for week in ("2026-W11", "2026-W12"):
        proposal = replan.propose(made, [], week=week)["proposal"]
        assert proposal is not None
        replan.approve(made, proposal, publish=False)
    return made


def minutes(sessions: list[SessionView]) -> int:
    spans = (datetime.fromisoformat(one["end"]) - datetime.fromisoformat(one["start"]) for one in sessions)
    return sum(round(span.total_seconds() / 60) for span in spans)


def drag(ws: Workspace, by: timedelta, *, track: str | None = None) -> SessionView:
    """The last session of the first week, put elsewhere by hand."""
    every = [one for one in queries.week(ws, HOME)["sessions"] if track in (None, one["track"])]
    one = every[-1]
    start, end = (datetime.fromisoformat(one[name]) + by for name in ("start", "end"))
    with database.write(ws.database) as connection:
        take_up(connection, ws, HandChange(one["id"], "moved", start, end))
    return one


def test_it_is_listed_and_counted_where_it_lies_and_home_says_where_it_went(ws: Workspace) -> None:
    home, there = queries.week(ws, HOME), queries.week(ws, NEXT)
    one = drag(ws, timedelta(days=5))
    home_now, there_now = queries.week(ws, HOME), queries.week(ws, NEXT)
    assert one["id"] in {each["id"] for each in there_now["sessions"]}
    assert one["id"] not in {each["id"] for each in home_now["sessions"]}
    assert [each["id"] for each in home_now.get("elsewhere", [])] == [one["id"]]
    assert "elsewhere" not in there_now
    for view in (home_now, there_now):
        assert view["planned_min"] == minutes(view["sessions"])
        assert sum(line["planned_min"] for line in view["totals"]) == view["planned_min"]
    assert home_now["planned_min"] + there_now["planned_min"] == home["planned_min"] + there["planned_min"]
    for lang, word in (("en", "2026-W12"), ("zh", "你把它移到了")):
        assert word in elsewhere_lines(home_now, lang)[0]  # type: ignore[arg-type]


def test_neither_week_plans_it_again_and_undo_brings_it_home(ws: Workspace) -> None:
    before = [each["id"] for each in queries.week(ws, HOME)["sessions"]]
    drag(ws, timedelta(days=5))
    for week in ("2026-W11", "2026-W12"):
        assert replan.propose(ws, [], week=week)["proposal"] is None
    undo(ws)
    home = queries.week(ws, HOME)
    assert [each["id"] for each in home["sessions"]] == before
    assert "elsewhere" not in home


def test_on_its_day_today_has_it(ws: Workspace) -> None:
    one = drag(ws, timedelta(days=5))
    day = datetime.fromisoformat(one["start"]) + timedelta(days=5)
    morning = replace(ws, clock=lambda: day.replace(hour=6))
    assert one["id"] in [each["id"] for each in queries.today(morning)["sessions"]]


def about(ws: Workspace, track: str | None, day: date, **more: object) -> list[str]:
    """What such an edit does, approved: each effect in short."""
    kind = {"kind": "move", "from": day.isoformat(), **more} if more else {"kind": "drop", "date": day.isoformat()}
    made = proposing.propose_on_calendar(ws, [{"track": track, **kind}])
    assert made["proposal"] is not None
    replan.approve(ws, made["proposal"], publish=False)
    return sorted(f"{one['what']} {one['id']}" for one in made["effects"]["sessions"])


def test_a_drop_on_its_day_takes_it_and_not_the_weeks_own_sessions(ws: Workspace) -> None:
    own = [each["id"] for each in queries.week(ws, NEXT)["sessions"]]
    one = drag(ws, timedelta(days=6))
    day = (datetime.fromisoformat(one["start"]) + timedelta(days=6)).date()
    assert about(ws, one["track"], day) == [f"removed {one['id']}"]
    home, there = queries.week(ws, HOME), queries.week(ws, NEXT)
    assert [each["id"] for each in there["sessions"]] == own
    assert one["id"] not in [each["id"] for each in [*home["sessions"], *home.get("elsewhere", [])]]
    assert [each["code"] for each in home["unplaced"] if each["id"] == one["id"]] == ["asked"], "its own week says so"
    assert replan.propose(ws, [], week="2026-W11")["proposal"] is None
    undo(ws)
    assert one["id"] in [each["id"] for each in queries.week(ws, NEXT)["sessions"]]


def test_a_move_from_its_day_puts_one_of_the_same_length_where_it_is_wished(ws: Workspace) -> None:
    one = drag(ws, timedelta(days=6))
    day = (datetime.fromisoformat(one["start"]) + timedelta(days=6)).date()
    to = day - timedelta(days=1)
    before = {each["id"] for each in queries.week(ws, NEXT)["sessions"]}
    effects = about(ws, one["track"], day, to=to.isoformat())
    assert f"removed {one['id']}" in effects
    (new,) = [each for each in queries.week(ws, NEXT)["sessions"] if each["id"] not in before]
    assert new["start"][:10] == to.isoformat()
    assert minutes([new]) == minutes([one])
    assert len(effects) == 2, "nothing else is touched"


def test_of_a_week_that_is_over_it_is_moved_in_the_calendar_alone(ws: Workspace) -> None:
    one = drag(ws, timedelta(days=6))
    day = (datetime.fromisoformat(one["start"]) + timedelta(days=6)).date()
    later = replace(ws, clock=lambda: datetime.fromisoformat("2026-03-16T07:00:00+08:00"))
    for edit in (
        {"kind": "drop", "track": one["track"], "date": day.isoformat()},
        {"kind": "move", "track": one["track"], "from": day.isoformat(), "to": (day + timedelta(days=1)).isoformat()},
    ):
        with pytest.raises(EditError, match="2026-W11"):
            proposing.propose_on_calendar(later, [edit])
