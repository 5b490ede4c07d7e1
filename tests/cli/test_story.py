"""The day's work from the outside: import, look, replan, approve, undo; every answer a document of the contract."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import PLAN, PLAN_ZH, Call, Runner

Document = Callable[..., Any]
TRIP = '[{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13", "place": "Shenzhen"}]'
SESSION = {"id", "track", "title", "start", "end", "status", "pinned", "reason", "assumed", "work"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def test_the_whole_story_in_documents(document: Document, workspace: Path) -> None:
    plan = document("import", str(PLAN))
    assert set(plan) >= {"plan", "version", "items", "notes", "conflicts", "coverage", "proposal"}
    assert plan["coverage"]["lines"] == plan["coverage"]["accounted"] > 100

    draft = document("week", "--of", "2026-03-09")
    assert (draft["week"], draft["state"]) == ("2026-W11", "draft")
    document("approve", plan["proposal"])
    accepted = document("week", "--of", "2026-03-09")
    assert accepted["state"] == "accepted"
    assert [s["start"] for s in accepted["sessions"]] == [s["start"] for s in draft["sessions"]]

    trip = document("replan", "--edits", TRIP)
    keys = {"proposal", "version", "edits", "changes", "forced_min", "chosen_min", "unplaced", "question"}
    assert set(trip) >= keys
    assert trip["changes"]
    for change in trip["changes"]:
        assert set(change) >= {"kind", "session", "from", "to", "forced", "reason"}
        assert change["reason"]
    assert document("week", "--of", "2026-03-09") == accepted, "a proposal changes nothing"

    document("approve", trip["proposal"])
    away = document("week", "--of", "2026-03-09")
    assert [day["template"] for day in away["days"]] == ["normal"] * 2 + ["trip"] * 3 + ["normal"] * 2
    assert away["sessions"] != accepted["sessions"]

    document("undo")
    assert document("week", "--of", "2026-03-09") == accepted
    document("undo")  # the undo itself is history by now: this takes the first approval back
    kinds = [event["kind"] for event in document("history")["events"]]
    assert kinds.count("undone") == 2 or len(kinds) == 5


def test_every_wished_session_is_placed_or_listed_with_its_reason(document: Document, planned: Path) -> None:
    week = document("week", "--of", "2026-03-09")
    assert set(week) >= {"week", "timezone", "state", "days", "sessions", "unplaced"}
    assert week["timezone"] == "Asia/Shanghai"
    for session in week["sessions"]:
        assert set(session) >= SESSION
        assert TIME.fullmatch(session["start"])
        assert session["start"].endswith("+08:00")
    for wish in week["unplaced"]:
        assert set(wish) >= {"title", "minutes", "code", "reason"}
    assert week["planned_min"] + week["buffer_min"] <= week["capacity_min"]


def test_today_has_todays_sessions_and_what_comes_next(document: Document, planned: Path) -> None:
    today = document("today")
    assert set(today) >= {"date", "sessions", "recall", "next"}
    assert today["date"] == "2026-03-04"
    assert all(session["start"].startswith("2026-03-04") for session in today["sessions"])


def test_words_become_the_same_proposal_as_edits(document: Document, planned: Path) -> None:
    said = document("replan", "I travel Wed-Fri next week")
    typed = document("replan", "--edits", '{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-13"}')
    assert said["edits"] == typed["edits"]
    assert said["changes"] == typed["changes"]
    assert said["by"] == "rules"


def test_a_sentence_that_leaves_something_open_is_answered_with_a_question(call: Call, planned: Path) -> None:
    code, out, _ = call("replan", "move maths", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["proposal"] is None
    assert answer["question"]
    code, out, _ = call("replan", "move maths")
    assert (code, out[:1]) == (0, "?")


def test_approving_at_once_is_one_document_and_applied(document: Document, planned: Path) -> None:
    done = document("replan", "--edits", TRIP, "--approve")
    assert done["state"] == "applied"
    assert document("history")["events"][0]["subject"] == done["proposal"]


def test_a_stale_proposal_names_the_new_one(call: Call, document: Document, planned: Path) -> None:
    first = document("replan", "--edits", TRIP)["proposal"]
    document("replan", "--edits", '[{"kind": "day_off", "date": "2026-03-14"}]', "--approve")
    code, out, err = call("approve", first)
    assert (code, out) == (1, "")
    fresh = re.search(r"roadweek approve (p\w+)", err)
    assert fresh
    assert fresh[1] != first
    document("approve", fresh[1])


def test_a_rejected_proposal_stays_rejected(call: Call, document: Document, planned: Path) -> None:
    name = document("replan", "--edits", TRIP)["proposal"]
    document("reject", name)
    assert document("replan", "--show", name)["state"] == "rejected"
    code, _, err = call("approve", name)
    assert code == 1
    assert "rejected" in err


def test_nothing_left_to_undo_is_told(call: Call, planned: Path) -> None:
    code, out, err = call("undo")
    assert (code, out) == (1, "")
    assert "--event 1" in err, "no plan would be left, so that takes a word of its own"
    assert call("undo", "--event", "1")[0] == 0
    code, _, err = call("undo", "--workspace", str(planned))
    assert code == 1
    assert err.startswith("error: ")


def test_facts_are_noted_without_approval_and_can_be_undone(document: Document, planned: Path) -> None:
    document("task", "add", "expense report", "--minutes", "45", "--due", "2026-03-13")
    (task,) = document("task", "list")["tasks"]
    assert (task["title"], task["minutes"], task["due"], task["done"]) == ("expense report", 45, "2026-03-13", None)
    document("task", "done", task["id"])
    assert document("task", "list")["tasks"][0]["done"] == "2026-03-04"
    document("undo")
    assert document("task", "list")["tasks"][0]["done"] is None

    noted = document("log", "maths", "25", "--on", "2026-03-03", "--outcome", "partial")
    assert (noted["minutes"], noted["week_min"]) == (25, 25)

    milestone = document("milestone", "list")["milestones"][0]
    document("milestone", "done", milestone["id"], "--on", "2026-03-02")
    after = {one["id"]: one["done"] for one in document("milestone", "list")["milestones"]}
    assert after[milestone["id"]] == "2026-03-02"

    document("trip", "add", "2026-03-18", "2026-03-20", "--place", "Berlin")
    (trip,) = document("trip", "list")["trips"]
    assert (trip["start"], trip["end"], trip["place"], trip["state"]) == (
        "2026-03-18",
        "2026-03-20",
        "Berlin",
        "confirmed",
    )


def test_days_may_be_said_in_plain_words(document: Document, planned: Path) -> None:
    weeks = {word: document("week", "--of", word)["week"] for word in ("today", "next week", "下周三", "next monday")}
    assert weeks == {"today": "2026-W10", "next week": "2026-W11", "下周三": "2026-W11", "next monday": "2026-W11"}


def test_a_session_is_explained_with_the_plans_own_lines(document: Document, planned: Path) -> None:
    session = document("week", "--of", "2026-03-09")["sessions"][0]
    why = document("explain", session["id"])
    assert why["title"] == session["title"]
    assert any(line in PLAN.read_text() for line in why["source"])


def test_a_dry_run_stores_nothing(document: Document, workspace: Path) -> None:
    seen = document("import", str(PLAN), "--dry-run")
    assert seen["version"] is None
    assert seen["items"]
    assert not workspace.exists()


@pytest.mark.parametrize(
    "words", [["week"], ["today"], ["history"], ["task", "list"], ["trip", "list"], ["milestone", "list"]]
)
def test_looking_prints_for_people_in_both_languages(call: Call, planned: Path, words: list[str]) -> None:
    english, chinese = (call(*words, "--lang", lang) for lang in ("en", "zh"))
    assert english[0] == chinese[0] == 0
    assert english[1].strip()
    assert chinese[1].strip()
    assert english[1] != chinese[1]
    assert "\x1b" not in english[1], "no colour in a pipe"


def test_a_chinese_plan_is_answered_in_chinese(call: Call, workspace: Path) -> None:
    code, out, _ = call("import", str(PLAN_ZH))
    assert code == 0
    assert "已读取" in out
    assert "今天" in call("today")[1] or "草稿" in call("today")[1]
    assert "没有" in call("explain", "nobody")[2]


def test_columns_line_up_where_chinese_and_latin_mix(call: Call, workspace: Path) -> None:
    from rich.cells import cell_len

    call("import", str(PLAN_ZH))
    _, out, _ = call("week", "--of", "2026-03-09")
    lines = out.splitlines()
    head = next(line for line in lines if line.startswith("日期"))
    column = cell_len(head[: head.index("内容")])
    rows = [line for line in lines if re.search(r"\d\d:\d\d–\d\d:\d\d", line)]
    assert len(rows) > 5
    for row in rows:
        before = ""
        for character in row:
            if cell_len(before) >= column:
                break
            before += character
        assert cell_len(before) == column
        assert before.endswith(" ")
        assert row[len(before)] != " "


def test_the_same_import_again_makes_no_new_version(document: Document, planned: Path) -> None:
    assert document("import", str(PLAN))["version"] == 1


def test_another_plan_can_be_undone(document: Document, planned: Path) -> None:
    document("import", str(PLAN_ZH))
    chinese = document("week", "--of", "2026-03-09")
    document("undo")
    english = document("week", "--of", "2026-03-09")
    assert [s["title"] for s in chinese["sessions"]] != [s["title"] for s in english["sessions"]]


def test_the_documents_of_one_process_are_those_of_another(roadweek: Runner, document: Document, planned: Path) -> None:
    assert json.loads(roadweek("week", "--json").stdout) == document("week")
