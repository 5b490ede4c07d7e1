"""What an edit would move: told before it is made, and nothing is written for that."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.samples import WEDNESDAY, working_plan, workspace

from roadweek.errors import UnknownNameError
from roadweek.storage import database, events
from roadweek.usecases import replan
from roadweek.usecases.forecasts import forecasts, what_slips
from roadweek.usecases.works import standing
from roadweek.versions.check import parse_edits
from roadweek.views.slips_text import slip_lines
from roadweek.workspace import Workspace


def working(tmp_path: Path, **more: Any) -> Workspace:
    return workspace(tmp_path, now=WEDNESDAY, plan=working_plan().model_copy(update=more))


def test_a_long_trip_makes_what_is_due_later_or_less_sure_and_nothing_is_stored(tmp_path: Path) -> None:
    ws = working(tmp_path)
    with database.read(ws.database) as connection:
        before = events.last_seq(connection, ws.person)
    view = what_slips(ws, [{"kind": "add_trip", "start": "2026-03-05", "end": "2026-03-19"}])
    assert view["slips"]
    worst = view["slips"][0]
    assert (worst["later_days"] or 0) > 0 or (worst["probability"] or 0) < (worst["probability_before"] or 0)
    assert all((one["later_days"] or 0) >= 0 for one in view["slips"])
    with database.read(ws.database) as connection:
        assert events.last_seq(connection, ws.person) == before


def test_what_changes_nothing_moves_nothing(tmp_path: Path) -> None:
    ws = working(tmp_path)
    view = what_slips(ws, [{"kind": "add_trip", "start": "2031-01-05", "end": "2031-01-06"}])
    assert view["slips"] == []
    assert view["looked_at"] > 0
    assert slip_lines(view, "en") == ["No milestone would move."]
    assert slip_lines(view, "zh") == ["没有里程碑会推迟。"]


def test_more_effort_is_told_with_both_days_in_both_languages(tmp_path: Path) -> None:
    ws = working(tmp_path)
    view = what_slips(ws, [{"kind": "set_effort", "work": "d1", "minutes": 3000}])
    report = next(one for one in view["slips"] if one["id"] == "d1")
    assert report["short_min"] > report["short_min_before"]
    assert (report["probability"] or 0) < (report["probability_before"] or 0)
    for lang in ("en", "zh"):
        lines = slip_lines(view, lang)
        assert any(report["title"] in line for line in lines[1:])


def test_a_name_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError):
        what_slips(working(tmp_path), [{"kind": "skip_work", "work": "no such work"}])


def test_a_finished_work_has_no_forecast_any_more(tmp_path: Path) -> None:
    ws = working(tmp_path)
    with database.read(ws.database) as connection:
        assert forecasts(connection, ws).finishing.of("d1") is not None
        from roadweek.domain.edits import FinishWork

        done = forecasts(connection, ws, [FinishWork(work="d1", date=date(2026, 3, 3))])
    assert done.finishing.of("d1") is None


def test_a_proposal_says_which_forecasts_get_worse_before_it_is_approved(tmp_path: Path) -> None:
    ws = working(tmp_path)
    worse = replan.propose(ws, [{"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-19"}])
    (told,) = [one for one in worse["notices"] if one["kind"] == "slips"]
    report = next(w.title for s in working_plan().strands for w in s.works if w.id == "d1")
    assert any(report in line for line in told["details"])
    fine = replan.propose(ws, [{"kind": "add_trip", "start": "2031-03-09", "end": "2031-03-19"}])
    assert [one for one in fine["notices"] if one["kind"] == "slips"] == []


def test_a_trip_in_a_week_that_stands_takes_its_sessions_out_of_the_forecast(tmp_path: Path) -> None:
    ws = working(tmp_path)
    proposal = replan.propose(ws, [], week="2026-W11")["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    trip = [{"kind": "add_trip", "start": "2026-03-09", "end": "2026-03-15"}]
    slips = what_slips(ws, trip)["slips"]
    assert slips
    assert all((one["later_days"] or 0) >= 0 for one in slips)
    parsed = parse_edits(trip)
    with database.read(ws.database) as connection:
        stands, away = standing(connection, ws), standing(connection, ws, parsed)
    week = date(2026, 3, 9)
    assert sum(weeks.get(week, 0) for weeks in stands.weeks.values()) > 0
    assert sum(weeks.get(week, 0) for weeks in away.weeks.values()) == 0
