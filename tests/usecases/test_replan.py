"""Proposals: made, approved, refused when stale, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import WEDNESDAY, small_plan, use_plan, workspace

from roadweek.errors import DateError, EditError, NoPlanError, ProposalError, StaleProposalError, UnknownNameError
from roadweek.storage import database, outbox, plans
from roadweek.usecases import lists, queries, replan
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.views.documents import ProposalView
from roadweek.workspace import Workspace, open_workspace

TRIP: dict[str, Any] = {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13"}
NEXT_WEEK = "2026-W11"
IN_IT = date(2026, 3, 10)
EVENING = datetime.fromisoformat("2026-03-09T23:00:00+08:00")


def accepted(tmp_path: Path) -> Workspace:
    """A workspace whose next week is accepted."""
    ws = workspace(tmp_path)
    replan.approve(ws, made(replan.propose(ws, [], week=NEXT_WEEK)), publish=False)
    return ws


def made(proposal: ProposalView) -> str:
    assert proposal["proposal"] is not None
    return proposal["proposal"]


def places(ws: Workspace) -> dict[str, str]:
    return {session["id"]: session["start"] for session in queries.week(ws, IN_IT)["sessions"]}


def test_a_week_is_a_draft_until_its_proposal_is_approved(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    draft = queries.week(ws, IN_IT)
    assert draft["state"] == "draft"
    proposal = replan.propose(ws, [], week=NEXT_WEEK)
    assert {change["kind"] for change in proposal["changes"]} == {"added"}
    assert queries.week(ws, IN_IT)["state"] == "draft"
    replan.approve(ws, made(proposal), publish=False)
    week = queries.week(ws, IN_IT)
    assert week["state"] == "accepted"
    assert [s["start"] for s in week["sessions"]] == [s["start"] for s in draft["sessions"]]


def test_the_same_question_gives_the_same_proposal(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    first = replan.propose(ws, [TRIP])
    assert replan.propose(ws, [TRIP]) == first


def test_a_trip_uses_the_trip_week_on_its_days_and_leaves_the_others_alone(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    before = places(ws)
    proposal = replan.propose(ws, [TRIP])
    replan.approve(ws, made(proposal), publish=False)
    week = queries.week(ws, IN_IT)
    assert [day["template"] for day in week["days"]] == ["normal"] * 2 + ["trip"] * 3 + ["normal"] * 2
    on_trip = [s for s in week["sessions"] if "2026-03-11" <= s["start"][:10] <= "2026-03-13"]
    assert [s["title"] for s in on_trip] == ["Listening on the road"] * 3
    touched = {change["session"] for change in proposal["changes"]}
    assert {k: v for k, v in places(ws).items() if k not in touched} == {
        k: v for k, v in before.items() if k not in touched
    }
    assert all(change["reason"] for change in proposal["changes"])


def test_undo_puts_every_session_back_and_history_tells_it(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    before = places(ws)
    replan.approve(ws, made(replan.propose(ws, [TRIP])), publish=False)
    assert places(ws) != before
    undo(ws, publish=False)
    assert places(ws) == before
    assert [day["template"] for day in queries.week(ws, IN_IT)["days"]] == ["normal"] * 7
    newest, undone = queries.history(ws)["events"][:2]
    assert (newest["kind"], newest["undoes"], undone["undone_by"]) == ("undone", undone["event"], newest["event"])


def test_undo_goes_back_as_far_as_the_import_and_then_says_so(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    with pytest.raises(ProposalError, match="undo --event 1"):
        undo(ws, 2, publish=False)
    assert queries.week(ws, IN_IT)["state"] == "accepted", "it was more than one thing, and one of them the import"
    undo(ws, publish=False)
    with pytest.raises(ProposalError, match="undo --event 1"):
        undo(ws, publish=False)
    undo(ws, events=[1], publish=False)
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
    assert version is not None
    assert version.plan is None
    with pytest.raises(NoPlanError):
        queries.week(ws)
    with pytest.raises(ProposalError, match="nothing left to undo"):
        undo(ws, publish=False)


def test_undo_after_another_import_goes_back_to_the_earlier_plan(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    use_plan(ws, small_plan("plan-other").model_copy(update={"activities": ()}))
    assert queries.week(ws, IN_IT)["sessions"] == []
    undo(ws, publish=False)
    assert queries.week(ws, IN_IT)["sessions"] != []


def test_what_was_moved_since_is_left_alone_by_undo(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    replan.approve(ws, made(replan.propose(ws, [TRIP])), publish=False)
    first = queries.history(ws)["events"][0]["event"]
    replan.approve(
        ws,
        made(replan.propose(ws, [{"kind": "move", "track": "algorithms", "from": "2026-03-10", "to": "2026-03-15"}])),
        publish=False,
    )
    later = {s["id"]: s["start"] for s in queries.week(ws, IN_IT)["sessions"] if s["track"] == "algorithms"}
    with database.write(ws.database) as connection:
        from roadweek.storage import events
        from roadweek.usecases.unit_of_work import take_back

        take_back(connection, ws, events.get(connection, ws.person, first), "person")
    after = {s["id"]: s["start"] for s in queries.week(ws, IN_IT)["sessions"] if s["track"] == "algorithms"}
    assert after == later


def test_a_proposal_made_before_another_change_is_refused_and_its_new_form_is_named(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    old = made(replan.propose(ws, [TRIP]))
    record(ws, [{"kind": "prioritize", "track": "math", "level": "up"}])
    with pytest.raises(StaleProposalError) as refused:
        replan.approve(ws, old, publish=False)
    fresh = str(refused.value.params["proposal"])
    assert fresh in str(refused.value)
    assert replan.show(ws, old)["state"] == "stale"
    assert replan.approve(ws, fresh, publish=False)["proposal"] == fresh


def test_a_proposal_whose_time_has_passed_is_refused(tmp_path: Path) -> None:
    now = WEDNESDAY
    ws = workspace(tmp_path, clock=lambda: now)
    proposal = made(replan.propose(ws, [], week=NEXT_WEEK))
    now = WEDNESDAY + timedelta(days=6)
    with pytest.raises(StaleProposalError, match="passed"):
        replan.approve(ws, proposal, publish=False)


def test_an_applied_or_rejected_proposal_cannot_be_approved_again(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    first = made(replan.propose(ws, [], week=NEXT_WEEK))
    replan.approve(ws, first, publish=False)
    with pytest.raises(ProposalError, match="already applied"):
        replan.approve(ws, first, publish=False)
    second = made(replan.propose(ws, [TRIP]))
    replan.reject(ws, second)
    with pytest.raises(ProposalError, match="already rejected"):
        replan.approve(ws, second, publish=False)
    assert made(replan.propose(ws, [TRIP])) == second, "asked for again, it is open again"
    assert replan.show(ws, second)["state"] == "open"


def test_every_changed_session_waits_in_the_outbox_and_nothing_else(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    sessions = queries.week(ws, IN_IT)["sessions"]
    with database.read(ws.database) as connection:
        rows = outbox.pending(connection, ws.person)
    assert sorted(row.subject for row in rows) == sorted(s["id"] for s in sessions)
    assert {row.action for row in rows} == {"put"}


def test_a_pin_holds_a_session_through_a_replan(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    target = next(s for s in queries.week(ws, IN_IT)["sessions"] if s["track"] == "algorithms")
    record(ws, [{"kind": "pin", "session": target["id"]}])
    replan.approve(
        ws,
        made(
            replan.propose(
                ws,
                [{"kind": "set_capacity", "date_from": "2026-03-09", "date_to": "2026-03-15", "minutes": 60}],
            )
        ),
        publish=False,
    )
    after = {s["id"]: s for s in queries.week(ws, IN_IT)["sessions"]}
    assert after[target["id"]]["start"] == target["start"]
    assert after[target["id"]]["pinned"]


def test_finishing_a_session_logs_its_minutes_and_undo_takes_both_back(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    ws = replace(ws, clock=lambda: EVENING)
    target = queries.week(ws, IN_IT)["sessions"][0]
    record(ws, [{"kind": "finish", "session": target["id"]}])
    assert queries.week(ws, IN_IT)["sessions"][0]["status"] == "done"
    undo(ws, publish=False)
    assert queries.week(ws, IN_IT)["sessions"][0]["status"] == "planned"


def test_a_logged_fact_makes_no_version_and_no_open_proposal_stale(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    proposal = replan.propose(ws, [TRIP])
    done = lists.add_log(ws, "calculus", 45, on=date(2026, 3, 3))
    assert (done["track"], done["week_min"]) == ("math", 45)
    assert replan.approve(ws, made(proposal), publish=False)["version"] == proposal["version"] + 1


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        ({"kind": "pause", "track": "violin", "from": "2026-03-09"}, "Known: algorithms, english, math"),
        ({"kind": "move_milestone", "milestone": "blog-9", "due": "2026-04-01"}, "Known: blog-1"),
        ({"kind": "finish", "session": "nothing"}, "roadweek week --json"),
    ],
)
def test_an_unknown_name_is_refused_with_what_is_known(tmp_path: Path, edit: dict[str, Any], wrong: str) -> None:
    with pytest.raises(UnknownNameError, match=wrong):
        replan.propose(workspace(tmp_path), [edit])


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "add_trip", "start": "2026-03-13", "end": "2026-03-11"},
        {"kind": "move", "track": "math"},
        {"kind": "no_such_kind"},
        {"kind": "drop", "track": "math", "date": "2026-02-30"},
        "not an edit",
    ],
)
def test_an_edit_that_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, edit: object) -> None:
    ws = workspace(tmp_path)
    with pytest.raises(EditError):
        replan.propose(ws, [edit])
    assert queries.history(ws)["proposals"] == []


def test_without_a_plan_every_use_case_names_import(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path, create=True)
    for ask in (lambda: queries.today(ws), lambda: queries.week(ws), lambda: replan.propose(ws, [TRIP])):
        with pytest.raises(NoPlanError, match="roadweek import"):
            ask()


def test_answers_come_in_the_language_asked_for(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    chinese = Workspace(ws.path, ws.settings, ws.timezone, ws.clock, language="zh")
    reasons = [change["reason"] for change in replan.propose(chinese, [TRIP])["changes"]]
    assert any("出差" in reason for reason in reasons)


def test_today_shows_the_days_sessions_and_what_comes_next(tmp_path: Path) -> None:
    now = datetime.fromisoformat("2026-03-10T12:00:00+08:00")
    ws = accepted(tmp_path)
    later = Workspace(ws.path, ws.settings, ws.timezone, lambda: now)
    today = queries.today(later)
    assert today["date"] == "2026-03-10"
    assert today["sessions"]
    assert all(s["start"].startswith("2026-03-10") for s in today["sessions"])
    assert today["next"] == next(s for s in today["sessions"] if s["end"] > now.isoformat())


def test_facts_and_edits_in_one_proposal_are_solved_as_they_are_applied(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    log = {"kind": "log", "track": "math", "date": "2026-03-03", "minutes": 30}
    task = {"kind": "add_task", "title": "Write the report", "minutes": 60, "due": "2026-03-12"}
    replan.approve(ws, made(replan.propose(ws, [log, task], week=NEXT_WEEK)), publish=False)
    assert lists.tasks(ws)["tasks"][0]["id"] == "task-a1"
    placed = [s["id"] for day in (WEDNESDAY.date(), IN_IT) for s in queries.week(ws, day)["sessions"]]
    assert [name for name in placed if "task" in name] == ["2026-W10.task-a1.1"], "once, in the first of both weeks"
    assert replan.propose(ws, [], week=NEXT_WEEK)["changes"] == []


def test_a_proposal_that_only_states_a_fact_can_be_made_again(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    log = {"kind": "log", "track": "math", "date": "2026-03-03", "minutes": 30}
    for minutes in (30, 60):
        replan.approve(ws, made(replan.propose(ws, [log])), publish=False)
        assert lists.add_log(ws, "math", 1, on=date(2026, 3, 3))["week_min"] == minutes + minutes // 30


def test_what_undo_writes_is_not_taken_from_outside(tmp_path: Path) -> None:
    ws = accepted(tmp_path)
    for kind in ("withdraw", "reinstate"):
        with pytest.raises(EditError, match="undo"):
            replan.propose(ws, [{"kind": kind, "adjustment": "a99"}])


def test_a_session_that_has_begun_is_no_longer_dropped_by_an_old_proposal(tmp_path: Path) -> None:
    now = WEDNESDAY
    ws = workspace(tmp_path, clock=lambda: now)
    replan.approve(ws, made(replan.propose(ws, [], week=NEXT_WEEK)), publish=False)
    now = datetime.fromisoformat("2026-03-09T17:00:00+08:00")
    proposal = made(replan.propose(ws, [{"kind": "drop", "track": "english", "date": "2026-03-09"}]))
    now = datetime.fromisoformat("2026-03-09T23:30:00+08:00")
    with pytest.raises(ProposalError, match="passed"):
        replan.approve(ws, proposal, publish=False)


def test_every_log_entry_is_answered_with_its_own_id(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ids = [lists.add_log(ws, "math", 10 + n, on=date(2026, 3, 4 - n % 3))["id"] for n in range(13)]
    assert len(set(ids)) == 13


def test_a_session_finished_twice_is_logged_once(tmp_path: Path) -> None:
    ws = replace(accepted(tmp_path), clock=lambda: EVENING)
    target = next(s for s in queries.week(ws, IN_IT)["sessions"] if s["track"] == "english")
    record(ws, [{"kind": "finish", "session": target["id"]}])
    with pytest.raises(EditError, match="nothing was written"):
        record(ws, [{"kind": "finish", "session": target["id"]}])
    assert lists.add_log(ws, "english", 1, on=WEDNESDAY.date())["week_min"] == 1
    with database.read(ws.database) as connection:
        from roadweek.storage import log

        assert len(log.between(connection, ws.person, "2026-03-09", "2026-03-15")) == 1


def test_a_trip_that_was_noted_can_be_dismissed_by_the_id_that_the_list_shows(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    (trip,) = lists.add_trip(ws, date(2026, 3, 11), date(2026, 3, 13))["trips"]
    lists.decide_trip(ws, trip["id"], "dismissed")
    assert all(t["state"] != "confirmed" for t in lists.trips(ws)["trips"])


def test_a_week_that_is_over_is_not_replanned_in_another_ones_place(tmp_path: Path) -> None:
    with pytest.raises(DateError, match="over"):
        replan.propose(workspace(tmp_path), [], week="2026-W09")
