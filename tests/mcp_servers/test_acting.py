"""What a model needs to act is in the answers: names, times, what is open; readable, short, cut with a cursor."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest
from tests.mcp_servers.helpers import call, connect, refused, text_of
from tests.samples import workspace

from roadweek.domain.base import Language
from roadweek.messages import say
from roadweek.usecases import lists, replan
from roadweek.views.readable import about_tokens, cut
from roadweek.workspace import Workspace

MOST = 5_000


def living(folder: Path) -> Workspace:
    """A workspace on a Tuesday night of an accepted week."""
    ws = workspace(folder, clock=lambda: datetime.fromisoformat("2026-03-08T20:00:00+08:00"))
    proposal = replan.propose(ws, [], week="2026-W11")["proposal"]
    assert proposal is not None
    replan.approve(ws, proposal, publish=False)
    return replace(ws, clock=lambda: datetime.fromisoformat("2026-03-10T23:30:00+08:00"))


def test_the_context_names_all_that_edits_need_and_what_is_open(tmp_path: Path) -> None:
    async def look() -> None:
        async with connect("desk", living(tmp_path)) as client:
            told = await call(client, "plan_context")
            assert told["now"] == "2026-03-10T23:30:00+08:00"
            assert (told["weekday"], told["timezone"], told["week"]) == ("Tue", "Asia/Shanghai", "2026-W11")
            assert {track["id"] for track in told["tracks"]} == {"math", "english", "algorithms"}
            assert [one["id"] for one in told["decisions"]] == ["exam"]
            assert [one["id"] for one in told["milestones"]] == ["blog-1"]
            assert told["ask"]
            line = next(one for one in told["progress"][0]["tracks"] if one["id"] == "math")
            assert (line["planned_min"], line["open_min"]) == (300, 120)
            done = await call(
                client,
                "time_record",
                edits=[{"kind": "report", "session": told["open"][0]["session"], "outcome": "done"}],
            )
            assert done["events"]
            after = await call(client, "plan_context")
            assert len(after["open"]) == len(told["open"]) - 1

    anyio.run(look)


def test_sessions_are_told_with_weekday_zone_and_short_id_in_text_and_document(tmp_path: Path) -> None:
    async def look() -> None:
        async with connect("desk", living(tmp_path)) as client:
            for tool in ("week_show", "today_show"):
                result = await client.call_tool(tool, {})
                document: dict[str, Any] = dict(result.structured_content or {})
                text = text_of(result)
                assert document["timezone"] == "Asia/Shanghai"
                assert document["timezone"] in text
                assert document["now"]
                for session in document["sessions"]:
                    assert session["weekday"] == datetime.fromisoformat(session["start"]).strftime("%a")
                    assert f"[{session['short']}]" in text

    anyio.run(look)


@pytest.mark.parametrize(("lang", "words"), [("en", "Waits until the return"), ("zh", "回来再做")])
def test_a_trip_is_shown_before_departure_by_the_desk_and_the_calendar_server(
    tmp_path: Path, lang: Language, words: str
) -> None:
    async def look() -> None:
        ws = replace(living(tmp_path), language=lang)
        lists.add_trip(ws, date(2026, 3, 12), date(2026, 3, 13), "Oslo")
        async with connect("desk", ws) as client:
            trip = (await call(client, "trip_decide"))["trips"][0]["id"]
            told = await client.call_tool("trip_decide", {"trip": trip})
            assert told.structured_content is not None
            shown = told.structured_content["shown"]
            assert [day["timezone"] for day in shown["days"]] == ["Europe/Oslo", "Europe/Oslo"]
            text = text_of(told)
            assert words in text
            assert "week_replan" in text
            assert "`roadweek" not in text
            assert about_tokens(text) < MOST
        async with connect("calendar", ws) as client:
            assert await call(client, "trip_show", trip=trip) == shown

    anyio.run(look)


def test_long_lists_go_on_with_a_cursor_until_they_end(tmp_path: Path) -> None:
    async def look() -> None:
        async with connect("desk", living(tmp_path)) as client:
            for part in range(2):
                edits = [{"kind": "add_task", "title": f"Errand {part}-{n}"} for n in range(20)]
                await call(client, "time_record", edits=edits)
            seen: list[str] = []
            cursor: str | None = None
            while True:
                told = await call(client, "plan_context", **({"cursor": cursor} if cursor else {}))
                seen += [task["title"] for task in told["tasks"]]
                cursor = told["next"]
                if cursor is None:
                    break
            assert len(seen) == len(set(seen)) == 40
            words, _ = await refused(client, "plan_context", cursor="soon")
            assert "next" in words

    anyio.run(look)


def test_no_answer_is_longer_than_a_model_can_bear(tmp_path: Path) -> None:
    async def look() -> None:
        async with connect("desk", living(tmp_path)) as client:
            for part in range(4):
                edits = [{"kind": "add_task", "title": f"Errand {part}-{n} " + "with words " * 8} for n in range(40)]
                await call(client, "time_record", edits=edits)
            for tool in ("week_show", "today_show", "plan_context", "work_list", "history_list", "week_replan"):
                result = await client.call_tool(tool, {"edits": []} if tool == "week_replan" else {})
                assert not result.is_error, text_of(result)
                assert about_tokens(text_of(result)) <= MOST, tool

    anyio.run(look)


def test_a_text_is_cut_at_a_line_and_says_how_many_are_left_off() -> None:
    text = "\n".join(f"line {n}" for n in range(4000))
    short = cut(text, "en", 300)
    assert about_tokens(short) <= 300
    kept = short.split("\n")
    assert str(4000 - (len(kept) - 1)) in kept[-1]
    assert cut("一行\n二行", "zh") == "一行\n二行"


def test_too_many_edits_and_years_that_cannot_be_are_refused_in_words(tmp_path: Path) -> None:
    async def look() -> None:
        async with connect("desk", living(tmp_path)) as client:
            many = [{"kind": "add_task", "title": f"Errand {n}"} for n in range(51)]
            words, _ = await refused(client, "time_record", edits=many)
            assert "50" in words
            for year in ("0001", "9999"):
                for tool, arguments in (
                    ("week_show", {"of": f"{year}-06-01"}),
                    ("week_replan", {"edits": [{"kind": "day_off", "date": f"{year}-06-01"}]}),
                    ("time_record", {"edits": [{"kind": "add_task", "title": "Visa", "due": f"{year}-06-01"}]}),
                ):
                    words, key = await refused(client, tool, **arguments)
                    assert key == "bad_date", (tool, words)
                    assert "roadweek " not in words

    anyio.run(look)


@pytest.mark.parametrize(("server", "propose"), [("desk", "week_replan"), ("tasks", "proposal_create")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_client_that_shows_its_model_only_text_can_approve_and_undo(
    tmp_path: Path, server: str, propose: str, lang: Language
) -> None:
    def shown(text: str) -> str:
        found = re.search(r"digest ([0-9a-f]{16})", text)
        assert found, text
        return found[1]

    async def go() -> None:
        ws = replace(living(tmp_path), language=lang)
        async with connect(server, ws) as client:
            made = text_of(await client.call_tool(propose, {"edits": [{"kind": "day_off", "date": "2026-03-12"}]}))
            named = re.search(r"(p[0-9a-f]{10}).*?(\d+)", made)
            assert named
            told = {"proposal": named[1], "version": int(named[2]), "digest": shown(made)}
            await call(client, "proposal_decide", decision="approve", **told)
            decided = text_of(await client.call_tool("proposal_show", {"proposal": named[1]}))
            assert "digest" not in decided, "nothing is left to approve"
            before = text_of(await client.call_tool("change_undo", {}))
            assert say("agents.undo_only_shown", lang, events="", digest="")[:8] in before
            event = re.search(r"\[(\d+)\]", before)
            assert event
            after = text_of(await client.call_tool("change_undo", {"events": [int(event[1])], "digest": shown(before)}))
            assert "digest" not in after
            assert named[1] in after, "what was taken back is named"

    anyio.run(go)
