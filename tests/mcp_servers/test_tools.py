"""The servers' tools over a real workspace, by in-memory clients of both eras of the protocol."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError
from mcp.types import ElicitResult, TextResourceContents
from tests.mcp_servers.helpers import (
    NEXT_WEEK,
    TRIP,
    accept_next_week,
    approval,
    call,
    connect,
    refused,
    take_back,
    text_of,
)
from tests.samples import WEDNESDAY, working_plan, workspace

from roadweek.messages.agents import TEXTS
from roadweek.usecases import queries, replan
from roadweek.usecases.record import record
from roadweek.workspace import Workspace, open_workspace

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error::mcp.MCPDeprecationWarning")]


async def test_a_trip_is_proposed_shown_approved_and_undone(ws: Workspace, mode: str) -> None:
    async with connect("tasks", ws, mode) as client:
        await accept_next_week(client)
        before = await call(client, "week_show", of=NEXT_WEEK)
        made = await call(client, "proposal_create", edits=[TRIP])
        assert made["state"] == "open"
        assert any(change["forced"] for change in made["changes"])
        assert await call(client, "week_show", of=NEXT_WEEK) == before, "a proposal changes nothing"
        shown = await call(client, "proposal_show", proposal=made["proposal"])
        assert shown["changes"] == made["changes"]
        done = await call(client, "proposal_decide", **approval(made))
        assert done["events"][0]["actor"] == "mcp"
        week = await call(client, "week_show", of=NEXT_WEEK)
        assert [day["template"] for day in week["days"]].count("trip") == 3
        await take_back(client, n=1)
        assert (await call(client, "week_show", of=NEXT_WEEK))["sessions"] == before["sessions"]


async def test_a_proposal_is_approved_only_with_the_version_it_names(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        made = await call(client, "proposal_create", edits=[], week=NEXT_WEEK)
        words, key = await refused(client, "proposal_decide", **approval(made, version=made["version"] + 1))
        assert key == "proposal_version"
        assert "proposal_show" in words
        assert (await call(client, "proposal_show", proposal=made["proposal"]))["state"] == "open"


async def test_an_approval_without_what_was_shown_or_with_something_else_writes_nothing(
    ws: Workspace, mode: str
) -> None:
    async with connect("desk", ws, mode) as client:
        made = await call(client, "week_replan", edits=[TRIP])
        for other, expected in (
            ({"digest": "0" * 16}, "proposal_digest"),
            ({"digest": None}, "proposal_unshown"),
            ({"version": None}, "proposal_unshown"),
            ({"version": 99}, "proposal_version"),
        ):
            _, key = await refused(client, "proposal_decide", **approval(made, **other))
            assert key == expected
    assert [event["kind"] for event in queries.history(ws)["events"]] == ["imported"]


async def test_two_clients_that_undo_at_once_take_back_one_change_and_not_each_others(ws: Workspace) -> None:
    async with connect("tasks", ws) as one, connect("tasks", ws, "legacy") as other:
        await call(one, "task_add", title="Expense report")
        await call(other, "task_add", title="Book the train")
        shown = [await call(each, "change_undo") for each in (one, other)]
        named = {"events": [shown[0]["events"][0]["event"]], "digest": shown[0]["effects"]["digest"]}
        assert shown[0]["events"] == shown[1]["events"]
        await call(one, "change_undo", **named)
        for again in (named, {"digest": named["digest"]}):  # bound to the event, or to what was shown
            _, key = await refused(other, "change_undo", **again)
            assert key in ("undone_already", "undo_differs")
        left = (await call(one, "task_list"))["tasks"]
    assert [task["title"] for task in left] == ["Expense report"]


async def test_an_import_is_taken_back_only_by_its_event_and_put_back_by_the_undos(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        words, key = await refused(client, "change_undo", n=1)
        assert key == "undo_import"
        assert "events [1]" in words
        done = await take_back(client, events=[1])
        _, key = await refused(client, "week_show")
        assert key == "no_plan"
        await take_back(client, events=[done["events"][0]["event"]])
        assert (await call(client, "week_show"))["week"] == "2026-W10"


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_client_with_forms_is_asked_before_an_undo(ws: Workspace, mode: str, agreed: bool) -> None:
    asked: list[str] = []

    async def answer(_: Any, params: Any) -> ElicitResult:
        asked.append(params.message)
        return ElicitResult(action="accept", content={"approve": agreed})

    record(ws, [{"kind": "add_task", "title": "Book the train"}])
    async with connect("tasks", ws, mode, elicitation_callback=answer) as client:
        done = await call(client, "change_undo")
        left = (await call(client, "task_list"))["tasks"]
    assert "Book the train" in asked[0]
    assert done["undone"] is agreed
    assert len(left) == (not agreed)


async def test_a_stale_proposal_is_refused_and_its_successor_is_named_for_the_next_call(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        await accept_next_week(client)
        made = await call(client, "proposal_create", edits=[TRIP])
        record(ws, [{"kind": "prioritize", "track": "math", "level": "up"}])
        result = await client.call_tool("proposal_decide", approval(made))
        assert result.is_error
        named = (result.meta or {})["roadweek/error"]
        assert named["key"] == "proposal_stale"
        assert named["proposal"] in text_of(result)
        assert "proposal_decide" in text_of(result)
        fresh = await call(client, "proposal_show", proposal=named["proposal"])
        await call(client, "proposal_decide", **approval(fresh))


async def test_of_two_clients_that_approve_at_once_one_does_and_the_other_is_told(ws: Workspace) -> None:
    import asyncio

    async with connect("tasks", ws) as one, connect("desk", ws, "legacy") as other:
        made = await call(one, "proposal_create", edits=[], week=NEXT_WEEK)
        results = await asyncio.gather(*(each.call_tool("proposal_decide", approval(made)) for each in (one, other)))
    assert sorted(bool(result.is_error) for result in results) == [False, True]
    assert [event["kind"] for event in queries.history(ws)["events"]] == ["replanned", "imported"]


async def test_what_was_decided_once_is_not_decided_again(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        await accept_next_week(client)
        made = await call(client, "proposal_create", edits=[TRIP])
        await call(client, "proposal_decide", proposal=made["proposal"], decision="reject")
        words, key = await refused(client, "proposal_decide", **approval(made))
        assert key == "proposal_closed"
        assert "history_list" in words


@pytest.mark.parametrize(
    ("tool", "arguments", "key", "says"),
    [
        ("week_show", {"of": "tomorrow"}, "bad_date", "YYYY-MM-DD"),
        ("week_show", {"of": "2026-02-30"}, "bad_date", "2026-02-30"),
        ("proposal_show", {"proposal": "p0"}, "unknown_name", "p0"),
        ("session_explain", {"session": "nothing"}, "unknown_name", "nothing"),
        ("proposal_create", {"edits": [{"kind": "move", "track": "math"}]}, "bad_edit", "roadweek://edits"),
        (
            "proposal_create",
            {"edits": [{"kind": "pause", "track": "violin", "from": NEXT_WEEK}]},
            "unknown_name",
            "math",
        ),
        ("proposal_create", {"edits": [], "text": "both"}, "bad_edit", "not both"),
        ("work_record", {"edits": [TRIP]}, "bad_edit", "proposal_create"),
        ("work_record", {"edits": []}, "bad_edit", "proposal_create"),
        ("task_done", {"task": "t99"}, "unknown_name", "t99"),
        ("milestone_done", {"milestone": "blog-9"}, "unknown_name", "blog-1"),
        ("log_add", {"track": "math", "minutes": 30, "on": "2030-01-01"}, "bad_date", "still to come"),
        ("plan_import", {"path": "/no/such/plan.md"}, "file_missing", "/no/such/plan.md"),
        ("plan_import", {"path": "/etc/hostname"}, "file_unreadable", ".md"),
    ],
)
async def test_a_call_that_cannot_be_is_refused_with_what_to_do_next(
    ws: Workspace, tool: str, arguments: dict[str, Any], key: str, says: str
) -> None:
    events = len(queries.history(ws)["events"])
    async with connect("tasks", ws) as client:
        words, named = await refused(client, tool, **arguments)
    assert named == key
    assert says in words
    assert "Traceback" not in words
    assert len(queries.history(ws)["events"]) == events


async def test_arguments_of_the_wrong_kind_are_refused_by_name(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        words, _ = await refused(client, "log_add", track="math", minutes=5000)
        assert "minutes" in words


@pytest.mark.parametrize("name", ["tasks", "calendar", "desk"])
async def test_without_a_plan_every_reading_tool_says_how_to_import_one(tmp_path: Path, name: str) -> None:
    empty = open_workspace(tmp_path / "empty", create=True, clock=lambda: WEDNESDAY)
    async with connect(name, empty) as client:
        words, key = await refused(client, "trip_list" if name == "calendar" else "week_show")
    assert key == "no_plan"
    assert "person" in words
    assert "roadweek import" in words


async def test_a_plan_is_imported_by_path_and_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    empty = open_workspace(tmp_path / "empty", create=True, clock=lambda: WEDNESDAY)
    plan = tmp_path / "plan.md"
    plan.write_text(
        "# My year\n\n- Maths: 60 minutes every weekday\n- English listening: 30 min a day\n", encoding="utf-8"
    )
    async with connect("tasks", empty) as client:
        tried = await call(client, "plan_import", path=str(plan), dry_run=True)
        assert tried["version"] is None
        await refused(client, "week_show")
        done = await call(client, "plan_import", path=str(plan), as_of="2026-03-01")
        assert done["version"] == 1
        assert done["coverage"]["lines"] == done["coverage"]["accounted"]
        assert (await call(client, "proposal_show", proposal=done["proposal"]))["state"] == "open"
        source = (await client.read_resource("roadweek://plan")).contents[0]
        assert isinstance(source, TextResourceContents)
        assert source.text == plan.read_text(encoding="utf-8")


async def test_facts_are_recorded_at_once_and_undone(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        logged = await call(client, "log_add", track="listening", minutes=45, on="2026-03-03")
        assert (logged["track"], logged["week_min"]) == ("english", 45)
        await call(client, "task_add", title="Expense report", minutes=60, due="2026-03-20")
        task = (await call(client, "task_list"))["tasks"][0]
        assert (task["title"], task["minutes"], task["due"]) == ("Expense report", 60, "2026-03-20")
        await call(client, "task_done", task=task["id"])
        assert (await call(client, "task_list"))["tasks"][0]["done"]
        await call(client, "milestone_done", milestone="blog-1", on="2026-03-04")
        assert (await call(client, "milestone_list"))["milestones"][0]["done"] == "2026-03-04"
        await call(client, "work_record", edits=[{"kind": "decide", "decision": "exam", "choice": "yes"}])
        await take_back(client, n=3)
        assert (await call(client, "task_list"))["tasks"][0]["done"] is None
        assert (await call(client, "milestone_list"))["milestones"][0]["done"] is None


async def test_a_session_is_explained_with_what_happened_to_it(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        await accept_next_week(client)
        session = (await call(client, "week_show", of=NEXT_WEEK))["sessions"][0]
        told = await call(client, "session_explain", session=session["id"])
        assert told["title"] == session["title"]
        assert [event["kind"] for event in told["events"]] == ["replanned"]


async def test_errors_are_in_the_persons_language(ws: Workspace) -> None:
    chinese = Workspace(ws.path, ws.settings, ws.timezone, ws.clock, language="zh")
    async with connect("tasks", chinese) as client:
        words, _ = await refused(client, "proposal_create", edits=[{"kind": "move", "track": "math"}])
    assert "没有改动" in words


def test_every_error_that_names_commands_has_words_that_name_tools_in_both_languages() -> None:
    from string import Formatter

    from roadweek.messages.errors import TEXTS as ERRORS

    def places(text: str) -> set[str]:
        return {field for _, field, _, _ in Formatter().parse(text) if field}

    for key, texts in TEXTS.items():
        assert places(texts["en"]) == places(texts["zh"]), key
        error = ERRORS.get(key.removeprefix("tool_"))
        if key.startswith("tool_") and error:
            assert places(texts["en"]) <= places(error["en"]) | {"url", "why"}, key


# approval asks the person where their client can show a form


async def test_a_client_with_forms_asks_the_person_and_applies_what_they_agree_to(ws: Workspace, mode: str) -> None:
    asked: list[str] = []

    async def agree(_: Any, params: Any) -> ElicitResult:
        asked.append(params.message)
        return ElicitResult(action="accept", content={"approve": True})

    async with connect("tasks", ws, mode, elicitation_callback=agree) as client:
        made = await call(client, "proposal_create", edits=[], week=NEXT_WEEK)
        done = await call(client, "proposal_decide", **approval(made))
    assert done["proposal"] == made["proposal"]
    assert len(asked) == 1
    assert "2026-W11" in asked[0]
    assert f"writes {made['effects']['put']} event(s)" in asked[0]
    for one in made["effects"]["sessions"]:
        assert f"{one['start'][11:16]}–{one['end'][11:16]} {one['title']}" in asked[0], "the form lists all of it"


@pytest.mark.parametrize(
    "said", [ElicitResult(action="decline"), ElicitResult(action="accept", content={"approve": False})]
)
async def test_what_the_person_declines_is_not_applied_and_stays_open(
    ws: Workspace, mode: str, said: ElicitResult
) -> None:
    async def decline(_: Any, __: Any) -> ElicitResult:
        return said

    async with connect("tasks", ws, mode, elicitation_callback=decline) as client:
        made = await call(client, "proposal_create", edits=[], week=NEXT_WEEK)
        words, key = await refused(client, "proposal_decide", **approval(made))
        assert key == "proposal_declined"
        assert "nothing was changed" in words
        assert (await call(client, "proposal_show", proposal=made["proposal"]))["state"] == "open"
    assert queries.week(ws, WEDNESDAY.date().replace(day=10))["state"] == "draft"


async def test_a_person_is_not_asked_about_a_proposal_that_is_closed_already(ws: Workspace) -> None:
    async def never(_: Any, __: Any) -> ElicitResult:
        raise AssertionError("nothing is left to ask")

    async with connect("tasks", ws, elicitation_callback=never) as client:
        made = await call(client, "proposal_create", edits=[], week=NEXT_WEEK)
        replan.approve(ws, made["proposal"], publish=False)
        _, key = await refused(client, "proposal_decide", **approval(made))
        assert key == "proposal_closed"


# the desk


async def test_the_desk_replans_by_typed_edits_and_writes_to_the_calendar(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        done = await accept_next_week(client, "week_replan")
        assert done["calendar"] == {"pending": 0, "failed": 0, "error": None}
        made = await call(client, "week_replan", edits=[TRIP])
        done = await call(client, "proposal_decide", **approval(made))
        assert done["calendar"] == {"pending": 0, "failed": 0, "error": None}
        assert [day["template"] for day in (await call(client, "week_show", of=NEXT_WEEK))["days"]].count("trip") == 3
        await take_back(client)
        listed = await call(client, "history_list", limit=3)
        assert [event["kind"] for event in listed["events"]] == ["undone", "replanned", "replanned"]
    files = [file for file in (ws.path / "calendar").rglob("*.ics") if "cache" not in str(file.relative_to(ws.path))]
    assert len(files) == len(queries.week(ws, WEDNESDAY.date().replace(day=10))["sessions"])


async def test_the_desk_takes_edits_that_a_client_sends_as_text(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        made = await call(client, "week_replan", edits='[{"kind": "day_off", "date": "2026-03-10"}]')
        assert made["edits"] == [{"kind": "day_off", "date": "2026-03-10"}]


async def test_the_desk_lists_tasks_and_milestones_together(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        await call(client, "time_record", edits=[{"kind": "add_task", "title": "Visa"}])
        both = await call(client, "plan_context")
    assert [task["title"] for task in both["tasks"]] == ["Visa"]
    assert [goal["id"] for goal in both["milestones"]] == ["blog-1"]


async def test_resources_give_the_week_as_text_and_the_schema_of_edits(ws: Workspace, mode: str) -> None:
    async with connect("desk", ws, mode) as client:
        week = (await client.read_resource(f"roadweek://week/{NEXT_WEEK}")).contents[0]
        edits = (await client.read_resource("roadweek://edits")).contents[0]
        assert isinstance(week, TextResourceContents)
        assert isinstance(edits, TextResourceContents)
        assert week.text.startswith("2026-W11, a draft")
        assert "19:00–20:00 Maths" in week.text
        assert '"add_trip"' in edits.text
        assert '"withdraw"' not in edits.text
        with pytest.raises(MCPError, match="YYYY-MM-DD"):
            await client.read_resource("roadweek://week/soon")


async def test_the_prompt_takes_what_changed_and_forbids_applying_unasked(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        prompt = await client.get_prompt("replan_my_week", {"about": "trip to Xi'an 11-13 March"})
    said = prompt.messages[0].content
    assert "trip to Xi'an 11-13 March" in getattr(said, "text", "")
    assert "Only when I say yes" in getattr(said, "text", "")


async def test_the_prompt_of_the_weekly_review_names_its_tools_and_its_week(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        prompt = await client.get_prompt("weekly_review")
        tools = {tool.name for tool in (await client.list_tools()).tools}
    said = getattr(prompt.messages[0].content, "text", "")
    named = set(re.findall(r"\b[a-z]+_[a-z]+\b", said))
    assert named <= tools
    assert {"today_show", "time_record", "review_show", "review_record", "week_replan", "proposal_decide"} <= named
    assert "2026-03-09" in said, "the Monday of the week to come"
    assert "Only when I say yes" in said


async def test_the_agents_conversation_is_on_the_desk_only_where_it_is_injected(ws: Workspace) -> None:
    from roadweek_mcp.chatting import Said
    from roadweek_mcp.desk import build_desk

    class Echo:
        async def say(self, conversation: str, text: str) -> Said:
            return Said(text=f"heard: {text}")

        async def decide(self, conversation: str, agreed: bool) -> Said:
            raise AssertionError("nothing waits")

        def knows(self, conversation: str) -> bool:
            return False

    async with connect("desk", ws) as client:
        assert "chat_send" not in {tool.name for tool in (await client.list_tools()).tools}
    async with Client(build_desk(ws, Echo())) as client:
        result = await client.call_tool("chat_send", {"text": "today"})
    assert text_of(result) == "heard: today"


# the calendar server


async def test_trips_are_added_and_settled_at_the_calendar_server(ws: Workspace) -> None:
    from roadweek.storage import database, trips

    suspected = {
        "id": "trip-x",
        "start": "2026-03-16",
        "end": "2026-03-17",
        "place": None,
        "timezone": None,
        "state": "suspected",
        "origin": "calendar",
        "evidence": ["word:CZ 3101"],
        "source": "f.ics",
    }
    with database.write(ws.database) as connection:
        trips.put(connection, ws.person, "trip-x", suspected)
    async with connect("calendar", ws) as client:
        added = await call(client, "trip_add", start="2026-03-11", end="2026-03-13", place="Xi'an")
        assert [trip["state"] for trip in added["trips"]] == ["confirmed", "suspected"]
        settled = await call(client, "trip_confirm", trip="trip-x")
        assert settled["trips"][1]["state"] == "confirmed"
        await call(client, "trip_dismiss", trip="trip-x")
        _, key = await refused(client, "trip_confirm", trip="trip-y")
        assert key == "unknown_name"
        _, key = await refused(client, "trip_add", start="2026-03-13", end="2026-03-11")
        assert key == "bad_date"


async def test_the_calendar_is_read_and_what_was_approved_is_written(ws: Workspace) -> None:
    replan.approve(ws, str(replan.propose(ws, [], week="2026-W11")["proposal"]), publish=False)
    async with connect("calendar", ws) as client:
        assert (await call(client, "busy_list", first=NEXT_WEEK, last="2026-03-15"))["busy"] == []
        met = await call(client, "calendar_sync")
        assert met["error"] is None
        assert met["pending"] == 0
        assert await call(client, "outbox_drain") == {"pending": 0, "failed": 0, "error": None}


async def test_a_calendar_that_cannot_be_reached_is_not_told_as_an_empty_one(ws: Workspace) -> None:
    from dataclasses import replace

    from roadweek.settings import CalendarSettings

    away = replace(ws.settings, calendar=CalendarSettings(url="http://127.0.0.1:9/"))
    lost = Workspace(ws.path, away, ws.timezone, ws.clock)
    async with connect("calendar", lost) as client:
        words, key = await refused(client, "calendar_sync")
    assert key == "calendar_unreachable"
    assert "does not mean that the calendar is empty" in words


@pytest.mark.parametrize("server", ["tasks", "desk"])
async def test_works_are_listed_in_short_shown_whole_and_steered_by_their_ids(tmp_path: Path, server: str) -> None:
    ws = workspace(tmp_path / "works", plan=working_plan())
    propose = "week_replan" if server == "desk" else "proposal_create"
    async with connect(server, ws) as client:
        told = await call(client, "work_list", limit=2)
        assert ([work["id"] for work in told["works"]], told["left_off"], told["detail"]) == (["u1", "u2"], 3, None)
        assert all(len(work["weeks"]) <= 3 for work in told["works"])
        one = await call(client, "work_list", work="report on sorting")
        assert (one["works"][0]["id"], one["detail"]["lines"]) == ("d1", [12])
        steps = [{"title": "outline", "minutes": 60}, {"title": "draft"}]
        made = await call(client, propose, edits=[{"kind": "split_work", "work": "d1", "steps": steps}])
        await call(client, "proposal_decide", **approval(made))
        now = await call(client, "work_list", track="algorithms")
        assert [work["id"] for work in now["works"]] == ["d1.1", "d1.2", "d2"]
        _, key = await refused(client, propose, edits=[{"kind": "order_work", "work": "d1.1", "before": "u1"}])
        assert key == "work_elsewhere"


async def test_a_misspelled_argument_is_refused_and_changes_nothing(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        said, _ = await refused(client, "week_replan", words="I travel Wed-Fri next week")
    assert "words" in said
    assert queries.history(ws)["proposals"] == []
