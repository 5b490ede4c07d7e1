"""A week's promise is kept when it is accepted, scored when it is over, and the next week's load follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from tests.samples import working_plan, workspace

from roadweek.storage import attempts, database
from roadweek.usecases import queries, replan
from roadweek.usecases.forecasts import forecasts
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_report import report
from roadweek.views.promises_text import load_lines, promise_lines
from roadweek.views.report_text import report_markdown
from roadweek.views.texts import week_text
from roadweek.workspace import Workspace

SHANGHAI = timezone(timedelta(hours=8))
SUNDAY = datetime(2026, 3, 8, 20, tzinfo=SHANGHAI)
WEEKS = 4


def at(ws: Workspace, now: datetime) -> Workspace:
    return replace(ws, clock=lambda: now)


def approved(ws: Workspace, week: str, edits: list[Any] | None = None) -> None:
    proposal = replan.propose(ws, edits or [], week=week)["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Four accepted weeks, of which every other session was skipped."""
    ws = workspace(tmp_path_factory.mktemp("kept"), now=SUNDAY, plan=working_plan())
    for n in range(WEEKS):
        eve = SUNDAY + timedelta(weeks=n)
        monday = eve.date() + timedelta(days=1)
        approved(at(ws, eve), queries.week_name(monday))
        end = at(ws, eve + timedelta(days=7))
        for number, session in enumerate(queries.week(end, monday)["sessions"]):
            if session["status"] == "planned" and datetime.fromisoformat(session["end"]) <= end.now():
                outcome = "done" if number % 2 else "skipped"
                record(end, [{"kind": "report", "session": session["id"], "outcome": outcome}])
    return at(ws, SUNDAY + timedelta(weeks=WEEKS))


def test_each_accepted_week_keeps_a_promise_that_undo_takes_back(lived: Workspace) -> None:
    with database.read(lived.database) as connection:
        rows = [attempts.get(connection, "me", "coach", f"promise:2026-W{n}") for n in range(11, 11 + WEEKS)]
    assert all(row is not None and row["lines"] for row in rows)
    week = "2026-W16"
    later = at(lived, SUNDAY + timedelta(weeks=WEEKS + 1))
    approved(later, week)
    undo(later, 1)
    with database.read(lived.database) as connection:
        assert attempts.get(connection, "me", "coach", f"promise:{week}") is None


def test_the_report_scores_the_promise_and_later_ones_learn_from_it(lived: Workspace) -> None:
    found = report(lived, date(2026, 3, 12))["promises"]
    whole = next(one for one in found["lines"] if one["track"] is None)
    assert whole["done_min"] < whole["planned_min"]
    assert whole["low_min"] <= whole["middle_min"] <= whole["high_min"]
    last = report(lived, date(2026, 4, 2))["promises"]
    assert last["weeks"] == WEEKS
    assert last["coverage"] is not None
    assert last["pinball_min"] is not None
    assert last["pinball_of_plan_min"] is not None
    assert last["pinball_min"] < last["pinball_of_plan_min"]
    newest = next(one for one in last["lines"] if one["track"] is None)
    assert newest["middle_min"] / newest["planned_min"] < whole["middle_min"] / whole["planned_min"]


def test_the_load_is_proposed_with_an_edit_that_can_be_made(lived: Workspace) -> None:
    view = report(lived, date(2026, 4, 2))
    load = view["load"]
    assert load is not None
    assert load["week"] == "2026-W15"
    assert load["proposed_min"] < load["planned_min"]
    assert load["edits"]
    assert replan.propose(lived, load["edits"])["proposal"] is not None
    for lang in ("en", "zh"):
        text = report_markdown(view, lang)
        assert all(line in text for line in [*load_lines(load, lang), *promise_lines(view["promises"], lang)])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_week_to_come_says_what_past_ones_came_to_with_the_way_there(lived: Workspace, lang: Any) -> None:
    ws = replace(lived, language=lang)
    found = queries.week(ws, date(2026, 4, 8))
    (told,) = [one for one in found["notices"] if one["kind"] == "load"]
    load = report(lived, date(2026, 4, 2))["load"]
    assert load is not None
    (way,) = told["ways"]
    assert way["edits"] == load["edits"]
    assert told["text"] in week_text(found, lang)
    assert "2026-W15" in told["text"]
    past = queries.week(ws, date(2026, 3, 12))
    assert [one for one in past["notices"] if one["kind"] == "load"] == []


def test_forecasts_count_with_what_the_person_keeps(lived: Workspace) -> None:
    with database.read(lived.database) as connection:
        known = forecasts(connection, lived)
    assert known.keeping.weeks == WEEKS
    assert known.keeping.mean < 0.8


def test_without_a_word_of_any_week_nothing_is_scored_and_nothing_proposed(tmp_path_factory: Any) -> None:
    ws = workspace(tmp_path_factory.mktemp("silent"), now=SUNDAY, plan=working_plan())
    approved(ws, "2026-W11")
    view = report(at(ws, SUNDAY + timedelta(weeks=2)), date(2026, 3, 12))
    assert (view["promises"]["lines"], view["promises"]["coverage"], view["load"]) == ([], None, None)
