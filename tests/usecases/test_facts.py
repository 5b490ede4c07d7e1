"""Facts are facts: what was not reported is open, what was not done is offered again, and nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.samples import workspace

from roadweek.errors import DateError, EditError, RepeatedError, UnknownNameError
from roadweek.usecases import lists, queries, replan
from roadweek.usecases.asking import ask_once
from roadweek.usecases.progress import open_sessions, progress
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.views.documents import SessionView
from roadweek.views.texts import undo_text
from roadweek.workspace import Workspace


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}:00+08:00")


def living(tmp_path: Path, moment: str, *edits: dict[str, Any]) -> Workspace:
    """A workspace whose week of 9 March was accepted the evening before, looked at later."""
    ws = workspace(tmp_path, clock=lambda: at("08T20:00"))
    proposal = replan.propose(ws, list(edits), week="2026-W11")["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    return replace(ws, clock=lambda: at(moment))


def of(ws: Workspace, track: str) -> list[SessionView]:
    return [s for s in queries.week(ws, ws.now().date())["sessions"] if s["track"] == track]


def test_what_is_over_is_open_until_somebody_says_what_came_of_it(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T23:30")
    week = queries.week(ws, ws.now().date())
    assert {s["open"] for s in week["sessions"] if s["start"] < "2026-03-11"} == {True}
    assert {s["open"] for s in week["sessions"] if s["start"] >= "2026-03-11"} == {False}
    assert all(s["status"] == "planned" for s in week["sessions"])
    first = open_sessions(ws)["open"][0]
    record(ws, [{"kind": "report", "session": first["short"], "outcome": "done"}])
    assert first["id"] not in {s["id"] for s in open_sessions(ws)["open"]}
    assert next(s for s in queries.week(ws, ws.now().date())["sessions"] if s["id"] == first["id"])["status"] == "done"


@pytest.mark.parametrize(("outcome", "minutes", "spent"), [("skipped", None, 0), ("partial", 20, 20), ("done", 45, 45)])
def test_a_report_can_be_corrected_and_undone(tmp_path: Path, outcome: str, minutes: int | None, spent: int) -> None:
    ws = living(tmp_path, "09T23:30")
    target = of(ws, "math")[0]["id"]
    record(ws, [{"kind": "report", "session": target, "outcome": "partial", "minutes": 5}])
    record(ws, [{"kind": "report", "session": target, "outcome": outcome, "minutes": minutes}])
    told = of(ws, "math")[0]
    assert (told["status"], told["spent_min"]) == (outcome, spent)
    undo(ws, publish=False)
    assert (of(ws, "math")[0]["status"], of(ws, "math")[0]["spent_min"]) == ("partial", 5)
    undo(ws, publish=False)
    assert (of(ws, "math")[0]["status"], of(ws, "math")[0]["spent_min"]) == ("planned", None)


def test_what_is_still_to_come_cannot_be_reported_nor_what_is_unknown_nor_the_same_twice(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T12:00")
    with pytest.raises(EditError, match="still to come"):
        record(ws, [{"kind": "finish", "session": of(ws, "math")[3]["id"]}])
    record(ws, [{"kind": "report", "session": of(ws, "math")[1]["id"], "outcome": "skipped"}])  # of today: yes
    with pytest.raises(EditError, match="skipped already"):
        record(ws, [{"kind": "report", "session": of(ws, "math")[1]["id"], "outcome": "skipped"}])
    with pytest.raises(UnknownNameError):
        record(ws, [{"kind": "report", "session": "2026-W11.nothing.1", "outcome": "done"}])
    with pytest.raises(DateError):
        record(ws, [{"kind": "log", "track": "math", "date": "2026-03-11", "minutes": 30}])


@pytest.mark.parametrize(
    ("minutes", "outcome", "left"),
    [(60, "done", "done"), (40, "partial", "partial"), (40, "done", "done"), (0, "skipped", "skipped")],
)
def test_a_note_about_a_track_and_a_day_is_about_its_session(
    tmp_path: Path, minutes: int, outcome: Any, left: str
) -> None:
    ws = living(tmp_path, "09T23:30")
    view = lists.add_log(ws, "math", minutes, outcome=outcome)
    assert view["sessions"] == [of(ws, "math")[0]["id"]]
    assert [s["status"] for s in of(ws, "math")] == [left, *["planned"] * 4]


def test_the_same_note_within_a_minute_is_asked_about_and_a_later_one_is_not(tmp_path: Path) -> None:
    ws = living(tmp_path, "09T23:30")
    lists.add_log(ws, "algorithms", 25)
    soon = replace(ws, clock=lambda: ws.now() + timedelta(seconds=40))
    asked = lists.add_log(soon, "algorithms", 25)
    assert asked["question"]
    assert asked["id"] is None
    assert asked["week_min"] == 25
    with pytest.raises(RepeatedError):
        record(soon, [{"kind": "log", "track": "algorithms", "date": "2026-03-09", "minutes": 25}])
    assert lists.add_log(soon, "algorithms", 25, again=True)["week_min"] == 50
    later = replace(ws, clock=lambda: ws.now() + timedelta(minutes=5))
    assert lists.add_log(later, "algorithms", 25)["week_min"] == 75


def test_a_weekly_session_that_was_skipped_is_offered_once_more_on_another_day(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T23:30")
    problems = of(ws, "algorithms")
    early = next(s for s in problems if s["start"] < "2026-03-11")
    record(ws, [{"kind": "report", "session": early["id"], "outcome": "skipped"}])
    offered = replan.propose(ws, [])
    added = [c for c in offered["changes"] if c["kind"] == "added"]
    again = [c for c in added if c["session"] == early["id"] + ".again"]
    assert len(again) == 1
    assert again[0]["to"] is not None
    assert "not done" in again[0]["reason"]
    day = again[0]["to"]["start"][:10]
    assert day > "2026-03-10"
    assert day not in {s["start"][:10] for s in problems if s["id"] != early["id"]}
    assert offered["proposal"] is not None
    replan.approve(ws, offered["proposal"], publish=False)
    assert not [c for c in replan.propose(ws, [])["changes"] if c["session"].startswith(early["id"])]


def test_what_a_sentence_skips_is_written_and_offered_in_one_proposal(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T23:30")
    early = next(s for s in of(ws, "algorithms") if s["start"] < "2026-03-11")
    note = {"kind": "log", "track": "algorithms", "date": early["start"][:10], "minutes": 0, "outcome": "skipped"}
    offered = replan.propose(ws, [note])
    assert offered["proposal"] is not None
    assert early["id"] + ".again" in {c["session"] for c in offered["changes"]}
    assert of(ws, "algorithms")[0]["status"] == "planned", "a proposal writes nothing"
    replan.approve(ws, offered["proposal"], publish=False)
    rows = {s["id"]: s["status"] for s in of(ws, "algorithms")}
    assert rows[early["id"]] == "skipped"
    assert rows[early["id"] + ".again"] == "planned"


def test_an_unreported_task_is_placed_again_before_it_is_due_and_after(tmp_path: Path) -> None:
    task = {"kind": "add_task", "title": "Survey", "minutes": 120, "due": "2026-03-12"}
    ws = living(tmp_path, "08T21:00", task)
    held = [s for s in queries.week(ws, at("10T12:00").date())["sessions"] if s["title"].startswith("Survey")]
    assert held
    last = max(s["end"] for s in held)
    after = replace(ws, clock=lambda: datetime.fromisoformat(last) + timedelta(minutes=5))
    offered = replan.propose(after, [])
    again = [c for c in offered["changes"] if c["title"].startswith("Survey") and c["kind"] == "added"]

    assert sum(_span(c["to"]) for c in again) == 120
    overdue = replan.propose(replace(ws, clock=lambda: at("14T08:00")), [], week="2026-W12")
    assert sum(_span(c["to"]) for c in overdue["changes"] if c["title"].startswith("Survey") and c["to"]) == 120
    for one in open_sessions(after)["open"]:
        if one["title"].startswith("Survey"):
            record(after, [{"kind": "finish", "session": one["id"]}])
    done = replan.propose(replace(ws, clock=lambda: at("14T08:00")), [], week="2026-W12")
    assert not [c for c in done["changes"] if c["title"].startswith("Survey")]


def _span(when: Any) -> int:
    return int((datetime.fromisoformat(when["end"]) - datetime.fromisoformat(when["start"])).total_seconds() // 60)


def test_progress_tells_planned_done_skipped_open_and_to_come(tmp_path: Path) -> None:
    ws = living(tmp_path, "11T12:00")
    monday, tuesday, *_ = of(ws, "math")
    record(ws, [{"kind": "report", "session": monday["id"], "outcome": "partial", "minutes": 25}])
    record(ws, [{"kind": "report", "session": tuesday["id"], "outcome": "done", "minutes": 75}])
    record(ws, [{"kind": "log", "track": "math", "date": "2026-03-09", "minutes": 15}])  # beside its session
    line = next(one for one in progress(ws)["weeks"][0]["tracks"] if one["id"] == "math")
    figures = {key: value for key, value in line.items() if key.endswith("_min")}
    assert figures == {"planned_min": 300, "done_min": 115, "skipped_min": 35, "open_min": 0, "ahead_min": 180}
    listening = next(one for one in progress(ws)["weeks"][0]["tracks"] if one["id"] == "english")
    assert (listening["open_min"], listening["ahead_min"]) == (60, 90)
    assert progress(replace(ws, clock=lambda: at("18T12:00")))["weeks"][1]["week"] == "2026-W11"


def test_the_evening_and_sunday_ask_about_what_is_open_and_noon_does_not(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T23:30")
    evening = queries.today(ws)
    assert evening["ask"]
    assert "Maths" in evening["ask"]
    assert queries.today(replace(ws, clock=lambda: at("11T12:00")))["ask"] is None
    assert queries.today(replace(ws, clock=lambda: at("15T18:00")))["ask"]
    assert evening["weekday"] == "Tue"
    assert evening["now"].startswith("2026-03-10T23:30")
    assert evening["timezone"]


def test_each_that_talks_asks_once_a_day(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T23:30")
    assert ask_once(ws, "chat")
    assert ask_once(ws, "chat") is None
    assert ask_once(ws, "watch")
    assert ask_once(replace(ws, clock=lambda: at("11T21:30")), "chat")


def test_a_reason_of_a_day_that_is_left_is_never_that_its_time_has_passed(tmp_path: Path) -> None:
    ws = workspace(tmp_path, clock=lambda: at("11T21:00"))
    draft = queries.week(ws, at("11T21:00").date())
    over = {one["id"] for one in draft["unplaced"] if one["id"].endswith((".MO", ".TU"))}
    assert over
    assert {one["code"] for one in draft["unplaced"] if one["id"] in over} == {"past"}
    for one in draft["unplaced"]:
        if one["id"].endswith((".TH", ".FR")):
            assert one["code"] != "past"


@pytest.mark.parametrize("kind", ["report", "finish"])
def test_the_history_names_a_session_by_its_title_and_day(tmp_path: Path, kind: str) -> None:
    ws = living(tmp_path, "10T23:30")
    first = open_sessions(ws)["open"][0]
    more = {"outcome": "partial", "minutes": 10} if kind == "report" else {}
    (event,) = record(ws, [{"kind": kind, "session": first["short"], **more}])["events"]
    assert first["title"] in event["summary"]
    assert "3月9日" in event["summary"] or "9 Mar" in event["summary"]
    assert first["id"] not in event["summary"]
    told = undo_text(undo(ws, publish=False), "en")
    assert "The calendar stays as it is." in told
    assert "0 event" not in told


def again_of(ws: Workspace, track: str, *facts: dict[str, Any]) -> list[tuple[str, str]]:
    """The second tries of a track that the next proposal adds: the day of each, and of what was missed."""
    added = [c for c in replan.propose(ws, list(facts))["changes"] if c["session"].endswith(".again")]
    mine = [c for c in added if c["track"] == track and c["to"]]
    return sorted((c["to"]["start"][8:10], c["session"].split(".")[2]) for c in mine if c["to"])


def test_what_comes_each_workday_is_offered_again_on_the_days_that_have_none_of_it(tmp_path: Path) -> None:
    ws = living(tmp_path, "10T23:30")
    skipped = of(ws, "math")[0]["id"]
    assert again_of(ws, "math", {"kind": "report", "session": skipped, "outcome": "skipped"}) in (
        [("14", "MO"), ("15", "TU")],
        [("14", "TU"), ("15", "MO")],
    )
    record(ws, [{"kind": "report", "session": skipped, "outcome": "skipped"}])
    offered = replan.propose(ws, [])
    assert offered["proposal"] is not None
    replan.approve(ws, offered["proposal"], publish=False)
    math = [s for s in of(ws, "math") if s["status"] == "planned"]
    days = [s["start"][:10] for s in math]
    assert len(days) == len(set(days)), "never twice on one day"
    assert again_of(ws, "math") == [], "once is enough"


@pytest.mark.parametrize(
    ("moment", "tries"), [("09T23:30", 1), ("10T23:30", 2), ("11T23:30", 2), ("12T23:30", 2), ("13T23:30", 2)]
)
def test_of_many_unreported_days_of_a_habit_so_many_are_offered_as_days_are_free(
    tmp_path: Path, moment: str, tries: int
) -> None:
    ws = living(tmp_path, moment)
    offered = replan.propose(ws, [])
    for track in ("math", "english"):
        again = [c for c in offered["changes"] if c["track"] == track and c["session"].endswith(".again")]
        days = [c["to"]["start"][8:10] for c in again if c["to"]]
        assert len(days) == tries
        assert set(days) <= {"14", "15"}
        assert len(set(days)) == tries
    assert not [one for one in offered["unplaced"] if one["title"] in ("Maths", "Listening")]


def test_a_habit_of_the_week_before_is_let_go_for_the_new_week_has_its_own(tmp_path: Path) -> None:
    ws = living(tmp_path, "13T23:30")
    record(ws, [{"kind": "report", "session": of(ws, "math")[4]["id"], "outcome": "skipped"}])
    later = replace(ws, clock=lambda: at("15T21:00"))
    offered = replan.propose(later, [], week="2026-W12")
    assert not [c for c in offered["changes"] if c["session"].endswith(".again") and c["track"] == "math"]


def test_a_skipped_habit_of_every_day_has_no_other_day_and_says_why(tmp_path: Path) -> None:
    daily = {"kind": "add_activity", "track": "math", "title": "Sums", "minutes": 30, "times": 1, "per": "day"}
    ws = living(tmp_path, "09T23:30", {**daily, "from": "2026-03-09"})
    sums = next(s for s in of(ws, "math") if s["title"] == "Sums")
    record(ws, [{"kind": "report", "session": sums["id"], "outcome": "skipped"}])
    offered = replan.propose(ws, [], week="2026-W11")
    reasons = {(one["title"], one["code"]) for one in offered["unplaced"]}
    assert ("Sums", "spacing") in reasons
    assert not [c for c in offered["changes"] if c["session"] == sums["id"] + ".again" and c["to"]]
