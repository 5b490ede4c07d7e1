"""Lost days come back over the weeks ahead: no heap, nothing twice, short habits begin anew, and undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.domain.base import Range, Weekday
from roadweek.domain.plan import Activity, Plan, Track
from roadweek.errors import DateError
from roadweek.usecases import queries, replan
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.views.documents import ProposalView, SessionView
from roadweek.workspace import Workspace

SUNDAY = datetime.fromisoformat("2026-03-08T20:00:00+08:00")
THURSDAY = datetime.fromisoformat("2026-03-19T18:00:00+08:00")
LOST: dict[str, Any] = {"kind": "catch_up", "from": "2026-03-09", "until": "2026-03-18"}
WEEKS = tuple(date(2026, 3, 16 + 7 * n) if n < 3 else date(2026, 4, 6) for n in range(4))


def music(*more: Activity) -> Plan:
    """Three times 45 minutes, once 75, and 20 minutes every workday."""
    own = (
        Activity(id="cello", track="cello", title="Cello", minutes=Range.exactly(45), times=Range.exactly(3)),
        Activity(id="essay", track="essay", title="Essay", minutes=Range.exactly(75)),
        Activity(
            id="words",
            track="words",
            title="Words",
            minutes=Range.exactly(20),
            per="day",
            days=("MO", "TU", "WE", "TH", "FR"),
            strength="must",
        ),
    )
    activities = (*own, *more)
    tracks = tuple(Track(id=name, title=name) for name in dict.fromkeys(a.track for a in activities))
    return Plan(id="music", title="Music", source_sha256="0" * 64, tracks=tracks, activities=activities)


@pytest.fixture
def lost(tmp_path: Path) -> Workspace:
    """The week of 9 March was accepted, nobody spoke of it, and the next was never looked at."""
    times = [SUNDAY]
    ws = workspace(tmp_path, now=SUNDAY, plan=music(), clock=lambda: times[-1])
    approved(ws, replan.propose(ws, [], week="2026-W11"))
    times.append(THURSDAY)
    return ws


def approved(ws: Workspace, proposal: ProposalView) -> ProposalView:
    assert proposal["proposal"] is not None
    replan.approve(ws, proposal["proposal"], publish=False)
    return proposal


def again(ws: Workspace) -> list[list[SessionView]]:
    """The second tries in each of the four weeks from this one on."""
    return [[s for s in queries.week(ws, day)["sessions"] if s["id"].endswith(".again")] for day in WEEKS]


def length(session: SessionView) -> int:
    start, end = (datetime.fromisoformat(session[end]) for end in ("start", "end"))
    return round((end - start).total_seconds() / 60)


def test_a_second_try_is_as_long_as_its_activity_asks_or_is_not_planned(tmp_path: Path) -> None:
    evening = (time(19), time(20))
    hours = tuple((day, (evening,)) for day in ("MO", "TU", "WE", "TH", "FR"))
    habits: tuple[tuple[str, int, tuple[Weekday, ...]], ...] = (
        ("cello", 45, ("MO", "WE", "FR")),
        ("words", 20, ("TU", "TH")),
    )
    activities = tuple(
        Activity(
            id=name,
            track=name,
            title=name,
            minutes=Range.exactly(minutes),
            times=Range.exactly(len(days)),
            days=days,
            strength="must",
        )
        for name, minutes, days in habits
    )
    tracks = tuple(Track(id=a.track, title=a.title) for a in activities)
    plan = Plan(id="music", title="Music", source_sha256="0" * 64, tracks=tracks, activities=activities)
    times = [SUNDAY]
    ws = workspace(tmp_path, now=SUNDAY, plan=plan, clock=lambda: times[-1])
    ws = replace(ws, settings=replace(ws.settings, hours=hours))
    approved(ws, replan.propose(ws, [], week="2026-W11"))
    times.append(SUNDAY + timedelta(days=1, hours=2))
    first = next(s for s in queries.week(ws, date(2026, 3, 9))["sessions"] if s["track"] == "cello")
    record(ws, [{"kind": "report", "session": first["id"], "outcome": "skipped"}])
    changes = replan.propose(ws, [])["changes"]
    tried = [c["to"] for c in changes if c["session"].endswith(".again")]
    assert not tried, "25 minutes beside the words are no practice"


def test_what_was_lost_comes_back_once_and_in_no_heap(lost: Workspace) -> None:
    approved(lost, replan.propose(lost, [LOST]))
    found = again(lost)
    names = sorted(s["id"].split(".", 1)[1] for week in found for s in week)
    assert names == [f"W11.{one}.again" for one in ("cello.1", "cello.2", "cello.3", "essay.1")]
    assert all(sum(length(s) for s in week) <= 75 for week in found), "at most a fifth of the week, or one sitting"
    assert sum(bool(week) for week in found) >= 3


def test_days_that_were_lost_are_no_longer_open_and_short_habits_begin_anew(lost: Workspace) -> None:
    assert queries.today(lost)["open"]
    approved(lost, replan.propose(lost, [LOST]))
    assert {s["status"] for s in queries.week(lost, date(2026, 3, 10))["sessions"]} == {"skipped"}
    assert queries.today(lost)["open"] == []
    assert not any(s["track"] == "words" for week in again(lost) for s in week)


def test_a_spread_may_be_asked_over_so_many_weeks_and_for_one_track(lost: Workspace) -> None:
    approved(lost, replan.propose(lost, [{**LOST, "track": "cello", "weeks": 2}]))
    counts = [len(week) for week in again(lost)]
    assert counts in ([1, 2, 0, 0], [2, 1, 0, 0])
    stands = {s["track"]: s["status"] for s in queries.week(lost, date(2026, 3, 10))["sessions"]}
    assert stands["essay"] == "planned"


def test_a_second_try_that_is_done_is_not_offered_a_third_time(lost: Workspace) -> None:
    approved(lost, replan.propose(lost, [LOST]))
    before = [s["id"] for week in again(lost) for s in week]
    later = replan.propose(lost, [], week="2026-W17")
    assert later["proposal"] is not None
    assert not any(c["session"].endswith(".again") for c in later["changes"])
    assert len(before) == len(set(before))


def test_undo_takes_the_spread_back(lost: Workspace) -> None:
    stood = queries.week(lost, date(2026, 3, 10))["sessions"]
    approved(lost, replan.propose(lost, [LOST]))
    undo(lost)
    assert queries.week(lost, date(2026, 3, 10))["sessions"] == stood
    assert again(lost) == [[], [], [], []]


def test_weeks_that_were_never_accepted_were_lost_too(tmp_path: Path) -> None:
    times = [SUNDAY]
    ws = workspace(tmp_path, now=SUNDAY, plan=music(), clock=lambda: times[-1])
    times.append(datetime.fromisoformat("2026-03-23T07:00:00+08:00"))
    gone = {"kind": "catch_up", "from": "2026-03-09", "until": "2026-03-22"}
    proposal = replan.propose(ws, [gone])
    tries = {c["session"].split(".")[1] for c in proposal["changes"] if c["session"].endswith(".again")}
    assert tries <= {"W11", "W12"}
    assert "W11" in tries


def test_days_that_lie_ahead_cannot_have_been_lost(lost: Workspace) -> None:
    with pytest.raises(DateError):
        replan.propose(lost, [{**LOST, "from": "2026-03-20", "until": "2026-03-22"}])
    shown = replan.propose(lost, [{**LOST, "until": "2026-03-19"}])
    assert shown["edits"][0]["until"] == "2026-03-18"
