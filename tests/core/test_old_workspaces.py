"""Stored things survive: a workspace that the first version wrote opens, undoes and meets its calendar with this one.

The old person's clock stands on Friday 20 November 2026. They have three accepted weeks in the built-in calendar, edits
in force, a session done, a trip, an open proposal, and a chat that waits for a yes or no.
"""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests import warm
from tests.old_workspaces import LANGUAGES, plan_file, said, unpack

from roadweek.errors import UnwritableError
from roadweek.storage import schema
from roadweek_cli.__main__ import run

MONDAYS = ("2026-11-16", "2026-11-23", "2026-12-07")
FACTS = ("id", "title", "minutes", "due", "done", "start", "end", "place", "state")
"""Of tasks, milestones and trips; what else is told of them may change."""
DAY_OFF = '{"kind": "day_off", "date": "2026-11-24"}'


@dataclass(frozen=True)
class Old:
    """An old workspace and what the old version said of it; runs this version's command in it."""

    home: Path
    said: dict[str, Any]
    lang: str

    @property
    def env(self) -> dict[str, str]:
        return {"ROADWEEK_HOME": str(self.home), "ROADWEEK_NOW": self.said["now"], "LC_ALL": "C.UTF-8"}

    def run(self, *words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """`roadweek WORDS` in this process; with something ``given`` on standard input in one of its own."""
        if given is not None:
            return self.start(*words, given=given)
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in self.env.items():
                patch.setenv(name, value)
            code = run(list(words))
        return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())

    def start(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return warm.run(list(words), {**os.environ, **self.env}, given)

    def document(self, *words: str, given: str | None = None) -> Any:
        """The one JSON document of a command that must succeed."""
        done = self.run(*words, "--json", given=given)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def weeks(self) -> dict[str, Any]:
        return {monday: self.document("week", "--of", monday) for monday in MONDAYS}

    def events(self) -> list[tuple[int, str]]:
        """The history, newest first, but for the plan being read again by this version."""
        found = [(one["event"], one["kind"]) for one in self.document("history")["events"]]
        assert [kind for _, kind in found].count("reread") <= 1
        return [one for one in found if one[1] != "reread"]

    def in_calendar(self) -> Counter[str]:
        """The UIDs of the events in the calendar's own files, each with how often it is there."""
        files = (self.home / "calendar" / "collection-root").rglob("*.ics")
        text = "".join(file.read_text("utf-8") for file in files)
        uids = Counter(re.findall(r"^UID:(\S+)", text, re.MULTILINE))
        assert uids.total() == text.count("BEGIN:VEVENT")
        return uids


@pytest.fixture(params=[LANGUAGES[0], *(pytest.param(one, marks=pytest.mark.soak) for one in LANGUAGES[1:])])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Old:
    return Old(home=unpack(request.param, tmp_path), said=said(request.param), lang=request.param)


def places(weeks: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every accepted session with all that a person would miss."""
    keys = ("id", "track", "title", "start", "end", "status", "pinned")
    found = [week for week in weeks.values() if week["state"] == "accepted"]
    return sorted(tuple(str(session[key]) for key in keys) for week in found for session in week["sessions"])


def minutes(session: dict[str, str]) -> float:
    return (datetime.fromisoformat(session["end"]) - datetime.fromisoformat(session["start"])).total_seconds() / 60


def test_every_week_opens_with_the_sessions_that_were_accepted(old: Old) -> None:
    weeks = old.weeks()
    assert [week["state"] for week in weeks.values()] == ["accepted"] * 3
    assert places(weeks) == places(old.said["weeks"])
    for monday, week in weeks.items():
        assert week["timezone"] == old.said["weeks"][monday]["timezone"]
        assert week["days"] == old.said["weeks"][monday]["days"]


def test_what_was_done_is_done(old: Old) -> None:
    sessions = {one["id"]: one["status"] for one in old.document("week", "--of", MONDAYS[0])["sessions"]}
    assert sessions[old.said["finished"]] == "done"


def test_today_opens_with_the_same_sessions(old: Old) -> None:
    today = old.document("today")
    assert today["date"] == "2026-11-20"
    assert [one["id"] for one in today["sessions"]] == [one["id"] for one in old.said["today"]["sessions"]]
    assert today["next"]["id"] == old.said["today"]["next"]["id"]


def test_the_history_and_what_was_said_in_it_are_there(old: Old) -> None:
    assert old.events() == [(one["event"], one["kind"]) for one in old.said["history"]]
    for command, things in (("task", "tasks"), ("milestone", "milestones"), ("trip", "trips")):
        now = {one["id"]: one for one in old.document(command, "list")[things]}
        for before in old.said[things]:
            assert {key: now[before["id"]][key] for key in before if key in FACTS} == {
                key: value for key, value in before.items() if key in FACTS
            }


def test_looking_leaves_the_calendar_and_the_history_alone(old: Old) -> None:
    before = old.in_calendar()
    old.weeks()
    old.document("today")
    assert old.in_calendar() == before
    assert old.events() == [(one["event"], one["kind"]) for one in old.said["history"]]


def test_the_last_change_can_be_taken_back_on_the_calendar_too(old: Old) -> None:
    assert old.in_calendar().total() == len(places(old.said["weeks"]))
    undone = old.document("undo")
    assert [event["kind"] for event in undone["events"]] == ["undone"]
    assert undone["calendar"] == {"pending": 0, "failed": 0, "error": None}
    weeks = old.weeks()
    assert places({MONDAYS[0]: weeks[MONDAYS[0]]}) == places({MONDAYS[0]: old.said["weeks"][MONDAYS[0]]})
    assert old.in_calendar().total() == len(places(weeks))
    assert places(weeks) != places(old.said["weeks"])


def test_everything_back_to_the_import_can_be_taken_back(old: Old) -> None:
    old.document("undo", "6")
    assert [week["state"] for week in old.weeks().values()] == ["draft"] * 3
    assert old.in_calendar().total() == 0
    assert old.document("task", "list")["tasks"] == []
    assert old.document("trip", "list")["trips"] == []
    kinds = [kind for _, kind in old.events()]
    assert len(kinds) == 6 + len(old.said["history"])
    assert kinds[:6] == ["undone"] * 6
    assert kinds[6:] == [one["kind"] for one in old.said["history"]]


def successor(old: Old, proposal: str) -> str:
    """The proposal that a refused one names. It is new, and says how to approve it."""
    done = old.run("approve", proposal, "--json")
    assert (done.returncode, done.stdout) == (1, ""), done.stdout
    named = re.search(r"roadweek approve (p[\w-]+)", done.stderr)
    assert named, done.stderr
    assert named[1] != proposal
    return named[1]


def test_an_old_open_proposal_is_applied_or_refused_with_its_new_form(old: Old) -> None:
    proposal = old.said["open_proposal"]
    shown = old.document("replan", "--show", proposal)
    assert shown["edits"] == [{"kind": "day_off", "date": "2026-11-28"}]
    if old.run("approve", proposal, "--json").returncode:
        old.document("approve", successor(old, proposal))
    week = old.document("week", "--of", MONDAYS[1])
    assert week["state"] == "accepted"
    assert [one["id"] for one in week["sessions"] if one["start"].startswith("2026-11-28")] == []
    assert old.in_calendar().total() == len(places(old.weeks()))


def test_an_old_open_proposal_is_stale_where_the_planner_is_newer(old: Old) -> None:
    before = old.weeks()
    refused = old.run("approve", old.said["open_proposal"])
    assert {"en": "an older Roadweek planned it", "zh": "旧版 Roadweek"}[old.lang] in refused.stderr
    fresh = successor(old, old.said["open_proposal"])
    assert old.weeks() == before
    old.document("approve", fresh)


def test_meeting_the_calendar_doubles_and_moves_nothing(old: Old) -> None:
    before = old.in_calendar()
    assert before.total() == len(places(old.said["weeks"]))
    assert set(before.values()) == {1}
    for _ in range(2):
        report = old.document("calendar", "sync")
        assert {name: report[name] for name in ("written", "deleted", "pending", "error")} == {
            "written": 0,
            "deleted": 0,
            "pending": 0,
            "error": None,
        }
        assert old.in_calendar() == before
    assert places(old.weeks()) == places(old.said["weeks"])
    assert old.events() == [(one["event"], one["kind"]) for one in old.said["history"]]


def test_after_a_replan_the_calendar_has_each_accepted_session_once(old: Old) -> None:
    before = old.in_calendar()
    old.document("replan", "--edits", DAY_OFF, "--approve")
    after, weeks = old.in_calendar(), old.weeks()
    assert after.total() == len(places(weeks))
    assert set(after.values()) == {1}
    assert places(weeks) != places(old.said["weeks"])
    kept = {session[0] for session in places(weeks)} & {session[0] for session in places(old.said["weeks"])}
    assert len(before.keys() & after.keys()) >= len(kept), "a session that stays keeps its event"
    old.document("undo")
    assert places(old.weeks()) == places(old.said["weeks"])
    assert old.in_calendar() == before


def test_the_same_file_imported_again_keeps_every_id(old: Old) -> None:
    again = old.document("import", str(plan_file(old.lang)))
    assert {tuple(one) for one in old.said["items"]} <= {(one["id"], one["group"]) for one in again["items"]}
    assert places(old.weeks()) == places(old.said["weeks"])
    for command, things in (("task", "tasks"), ("milestone", "milestones"), ("trip", "trips")):
        now = {one["id"] for one in old.document(command, "list")[things]}
        assert {one["id"] for one in old.said[things]} <= now
    assert old.in_calendar().total() == len(places(old.said["weeks"]))


def test_an_edit_that_was_in_force_stays_in_force(old: Old) -> None:
    with closing(sqlite3.connect(old.home / "roadweek.db")) as connection:
        rows = connection.execute("SELECT edit FROM adjustments WHERE withdrawn_in IS NULL ORDER BY seq").fetchall()
    kinds = [json.loads(row[0])["kind"] for row in rows]
    assert kinds == ["set_activity", "pause", "add_task", "add_trip"]
    old.document("replan", "--week", "2026-11-30", "--approve")
    listening = [one for one in old.document("week", "--of", "2026-11-30")["sessions"] if one["track"] == "english"]
    assert {minutes(one) for one in listening} == {40}
    assert [one["track"] for one in old.document("week", "--of", MONDAYS[2])["sessions"]].count("english") == 0


def test_a_message_to_an_old_conversation_is_answered(old: Old) -> None:
    question = {"en": "what stands today?", "zh": "今天有什么安排？"}[old.lang]
    (answer,) = old.document("chat", given=f"{question}\n")["messages"]
    assert answer["error"] is None
    assert answer["answer"]
    assert old.document("replan", "--show", old.said["chat"]["proposal"])["state"] in ("open", "stale")


def test_an_old_conversation_is_not_gone_on_with_but_begun_anew_and_said_so(old: Old) -> None:
    yes = {"en": "y", "zh": "好"}[old.lang]
    (answer,) = old.document("chat", given=f"{yes}\n")["messages"]
    assert {"en": "new conversation", "zh": "新的对话"}[old.lang] in answer["answer"]
    assert old.events() == [(one["event"], one["kind"]) for one in old.said["history"]], (
        "the yes was to something older"
    )
    (again,) = old.document("chat", given="y\n")["messages"]
    assert {"en": "new conversation", "zh": "新的对话"}[old.lang] not in again["answer"], "said once"


def plan_of(old: Old) -> dict[str, Any]:
    """The active plan as stored."""
    with closing(sqlite3.connect(old.home / "roadweek.db")) as connection:
        (document,) = connection.execute(
            "SELECT p.document FROM versions v JOIN plans p ON p.person = v.person AND p.id = v.plan ORDER BY v.n DESC"
        ).fetchone()
    plan: dict[str, Any] = json.loads(document)
    return plan


def test_the_plan_is_read_again_as_a_new_version_after_a_copy_and_accepted_weeks_stay(old: Old) -> None:
    before = plan_of(old)
    first = old.start("week", "--of", MONDAYS[0], "--json")
    assert first.returncode == 0, first.stderr
    after = plan_of(old)
    assert after["id"] != before["id"]
    assert (after["source_sha256"], after["as_of"]) == (before["source_sha256"], before["as_of"])
    assert "strands" in after
    assert "strands" not in before
    events = old.document("history")["events"]
    assert (events[0]["kind"], events[0]["actor"]) == ("reread", "roadweek")
    copies = sorted(old.home.glob("roadweek.db.*.bak"))
    assert str(copies[-1]) in first.stderr
    with closing(sqlite3.connect(copies[-1])) as copy:
        assert copy.execute("SELECT count(*) FROM events WHERE kind = 'reread'").fetchone() == (0,)
    assert places(old.weeks()) == places(old.said["weeks"])
    assert old.start("week", "--of", MONDAYS[0]).stderr == "", "it is done once"


def test_undo_goes_back_to_the_plan_as_it_was_read_and_it_stays_so(old: Old) -> None:
    before = plan_of(old)
    old.weeks()
    undone = old.document("undo")
    assert [event["kind"] for event in undone["events"]] == ["undone"]
    assert plan_of(old) == before
    assert places(old.weeks()) == places(old.said["weeks"])
    old.document("today")
    assert plan_of(old) == before


def test_undo_as_the_first_command_is_about_what_the_person_did_last(old: Old) -> None:
    old.document("undo")
    assert [one["kind"] for one in old.document("history")["events"]][:2] == ["undone", "replanned"]


def test_edits_are_carried_over_to_the_plan_read_again(old: Old) -> None:
    old.weeks()
    with closing(sqlite3.connect(old.home / "roadweek.db")) as connection:
        rows = connection.execute("SELECT edit FROM adjustments WHERE withdrawn_in IS NULL ORDER BY seq").fetchall()
    tracks = {track["id"] for track in plan_of(old)["tracks"]}
    edits = [json.loads(row[0]) for row in rows]
    assert [edit["kind"] for edit in edits] == ["set_activity", "pause", "add_task", "add_trip"]
    lost = {edit["track"] for edit in edits if "track" in edit} - tracks
    told = old.document("plan", "conflicts")
    assert {one["edit"]["track"] for one in told["edit_conflicts"] if one["kind"] == "gone"} == lost


def test_without_the_plans_bytes_or_where_nothing_can_be_written_the_old_plan_goes_on(
    old: Old, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan_of(old)
    old.document("undo")  # brings the database up to date

    def refuse(path: Path) -> Any:
        raise UnwritableError(path=path, why="read-only")

    with monkeypatch.context() as patch:
        patch.setattr("roadweek.storage.database.write", refuse)
        assert old.run("week", "--of", "2026-12-14", "--json").returncode == 0
    assert plan_of(old) == before
    for file in (old.home / "plans").glob("*.md"):
        file.unlink()
    assert old.document("week", "--of", "2026-12-14")["sessions"]
    assert plan_of(old) == before


def test_doctor_finds_an_old_workspace_sound_and_leaves_it_as_it_is(old: Old) -> None:
    database = (old.home / "roadweek.db").read_bytes()
    report = old.document("doctor")
    assert [check for check in report["checks"] if not check["ok"]] == []
    assert (old.home / "roadweek.db").read_bytes() == database


def test_the_first_change_keeps_a_copy_and_says_where(old: Old) -> None:
    done = old.start("task", "add", "x", "--json")
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)
    (copy,) = old.home.glob("roadweek.db.*-v1.bak")
    assert str(copy) in done.stderr
    assert old.start("task", "add", "y", "--json").stderr == ""


def test_a_workspace_of_a_newer_version_is_refused_with_what_to_do(old: Old) -> None:
    path = old.home / "roadweek.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.FORM + 1}")
    before = path.read_bytes()
    plan = str(plan_file(old.lang))
    for words in (["today"], ["week"], ["undo"], ["approve", old.said["open_proposal"]], ["chat"], ["import", plan]):
        done = old.run(*words, given="y\n" if words == ["chat"] else None)
        assert (done.returncode, done.stdout) == (1, ""), words
        assert re.fullmatch(r"error: .*(Upgrade Roadweek|请升级 Roadweek).*\n", done.stderr), done.stderr
    report = old.run("doctor", "--json")
    assert report.returncode == 1
    ill = {check["name"]: check["detail"] for check in json.loads(report.stdout)["checks"] if not check["ok"]}
    assert "Roadweek" in ill["plan"]
    assert path.read_bytes() == before
