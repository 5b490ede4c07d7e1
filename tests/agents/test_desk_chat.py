"""`chat_send` on a desk: what waits is named, a form asks where there is one, and each client has its own conversation.

Real servers, a real workspace and the SDK's client, in both eras of the protocol.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.types import ElicitResult
from tests.mcp_servers.helpers import call, text_of
from tests.samples import workspace

from roadweek.storage import database, proposals
from roadweek.usecases import progress, queries, replan
from roadweek.workspace import Workspace, open_workspace
from roadweek_cli.desk_talks import MOST, DeskTalks
from roadweek_mcp.desk import build_desk

pytestmark = pytest.mark.anyio
IN_WEEK = date(2026, 3, 10)


@pytest.fixture(params=["auto", pytest.param("legacy", marks=pytest.mark.soak)])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def desk(ws: Workspace, mode: str = "auto", talks: DeskTalks | None = None, **more: Any) -> Client:
    return Client(build_desk(ws, talks or DeskTalks(ws)), mode=mode, **more)


async def said(client: Client, text: str, **more: Any) -> tuple[str, dict[str, Any]]:
    result = await client.call_tool("chat_send", {"text": text, **more})
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return text_of(result), dict(result.structured_content)


def trip_days(ws: Workspace) -> int:
    return [day["template"] for day in queries.week(ws, IN_WEEK)["days"]].count("trip")


def logged(ws: Workspace) -> int:
    with database.read(ws.database) as connection:
        return int(connection.execute("SELECT count(*) FROM log").fetchone()[0])


@pytest.mark.parametrize(
    ("wish", "yes"), [("I travel to Ghent from 11 to 13 March", "yes"), ("3月11日到13日去绍兴出差", "好的")]
)
async def test_what_waits_is_named_and_a_yes_applies_it(ws: Workspace, mode: str, wish: str, yes: str) -> None:
    async with desk(ws, mode) as client:
        text, waiting = await said(client, wish)
        assert waiting["proposal"] in text or waiting["digest"]
        shown = await call(client, "proposal_show", proposal=waiting["proposal"])
        assert (shown["version"], shown["effects"]["digest"]) == (waiting["version"], waiting["digest"])
        _, done = await said(client, yes)
        assert (done["proposal"], done["digest"]) == (None, None)
    assert trip_days(ws) == 3


async def test_what_chat_showed_is_enough_for_the_tool_that_decides(ws: Workspace) -> None:
    async with desk(ws) as client:
        _, waiting = await said(client, "take 10 March off")
        given = {name: waiting[name] for name in ("proposal", "version", "digest")}
        await call(client, "proposal_decide", decision="approve", **given)
        text, _ = await said(client, "yes")
    assert "already applied" in text


async def test_an_undo_names_its_events_and_waits_for_a_yes(ws: Workspace) -> None:
    async with desk(ws) as client:
        _, waiting = await said(client, "undo")
        assert waiting["proposal"] is None
        assert waiting["undo"]
        assert waiting["digest"]
        assert queries.week(ws, IN_WEEK)["state"] == "accepted"
        await said(client, "no")
    assert queries.week(ws, IN_WEEK)["state"] == "accepted"


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (ElicitResult(action="accept", content={"approve": True}), 2),
        (ElicitResult(action="accept", content={"approve": False}), 0),
        (ElicitResult(action="decline"), 0),
        (ElicitResult(action="cancel"), 0),
    ],
)
async def test_a_form_asks_once_and_does_what_the_person_says(
    ws: Workspace, mode: str, answer: ElicitResult, days: int
) -> None:
    asked: list[str] = []

    async def form(_: Any, params: Any) -> ElicitResult:
        asked.append(params.message)
        return answer

    async with desk(ws, mode, elicitation_callback=form) as client:
        _, after = await said(client, "I travel to Bruges from 12 to 13 March")
        assert len(asked) == 1
        assert "2026-W11" in asked[0]
        waits = answer.action != "accept"
        assert (after["proposal"] is not None) == waits, "who closes the form has not said no"
    assert trip_days(ws) == days


async def test_a_message_is_handed_over_once_however_many_rounds_a_form_takes(ws: Workspace, mode: str) -> None:
    talks = DeskTalks(ws)
    heard: list[str] = []
    say = talks.say

    async def counted(conversation: str, text: str) -> Any:
        heard.append(text)
        return await say(conversation, text)

    async def form(_: Any, __: Any) -> ElicitResult:
        return ElicitResult(action="cancel")

    talks.say = counted  # type: ignore[method-assign]
    async with desk(ws, mode, talks, elicitation_callback=form) as client:
        await said(client, "take 12 March off")
        await said(client, "take 12 March off")
        before = logged(ws)
        await said(client, "I did 40 minutes of maths today")
    assert heard == ["take 12 March off"] * 2 + ["I did 40 minutes of maths today"]
    assert logged(ws) == before + 1


@pytest.mark.parametrize("yes", ["ok", "可以", "approve"])
async def test_another_client_and_a_new_process_approve_nothing(ws: Workspace, mode: str, yes: str) -> None:
    async with desk(ws, mode) as one, desk(ws, mode) as other:
        _, waiting = await said(one, "I travel to Namur from 11 to 12 March")
        text, seen = await said(other, yes)
        assert trip_days(ws) == 0
        assert seen["proposal"] is None
        assert waiting["proposal"] in seen["others"]
        assert waiting["proposal"] in text, "which one is asked"
        await said(one, "today")
    async with desk(ws, mode) as again:
        await said(again, yes)
    assert trip_days(ws) == 0


async def test_with_several_open_elsewhere_a_yes_asks_which(ws: Workspace) -> None:
    async with desk(ws) as one:
        first = await call(one, "week_replan", edits=[{"kind": "day_off", "date": "2026-03-10"}])
        second = await call(one, "week_replan", edits=[{"kind": "day_off", "date": "2026-03-13"}])
        text, seen = await said(one, "yes")
        assert seen["proposal"] is None
        assert set(seen["others"]) == {first["proposal"], second["proposal"]}
        assert first["proposal"] in text
        assert second["proposal"] in text
        _, shown = await said(one, f"approve {first['proposal']}")
        assert shown["proposal"] == first["proposal"]
        assert shown["others"] == [second["proposal"]]
    assert queries.week(ws, IN_WEEK)["days"][1]["template"] == "normal"


async def test_a_conversation_is_forgotten_once_many_others_were_had(ws: Workspace) -> None:
    talks = DeskTalks(ws)
    waiting = (await talks.say("first", "take 10 March off")).waiting
    for n in range(MOST):
        await talks.say(f"later {n}", "thanks")
    assert not talks.knows("first")
    text = (await talks.say("first", "yes")).text
    assert waiting["proposal"] in text
    assert queries.week(ws, IN_WEEK)["state"] == "accepted"
    with database.read(ws.database) as connection:
        assert waiting["proposal"] in proposals.open_ids(connection, ws.person, waiting["version"])


async def test_what_is_wrong_is_named_beside_its_words(tmp_path: Path) -> None:
    async with desk(open_workspace(tmp_path / "empty", create=True)) as client:
        words, document = await said(client, "今天")
    assert words
    assert document["error"] == "no_plan"


# over HTTP one process serves many clients


@contextmanager
def over_http(ws: Workspace) -> Generator[str]:
    from tests.mcp_servers.test_transports import over_http as served

    with served("desk", ws, "--chat") as url:
        yield url


async def test_sessions_of_one_server_have_conversations_of_their_own(ws: Workspace) -> None:
    with over_http(ws) as url:
        async with Client(url, mode="legacy") as one, Client(url, mode="legacy") as other:
            _, first = await said(one, "I travel to Delft from 11 to 13 March")
            _, second = await said(other, "好的")
            assert first["conversation"] != second["conversation"]
            assert trip_days(ws) == 0
            await said(other, "take 10 March off")
            await said(one, "yes")
    assert trip_days(ws) == 3
    assert queries.week(ws, IN_WEEK)["days"][1]["template"] == "normal"


async def test_without_sessions_the_conversation_is_named_and_without_a_name_nothing_is_approved(ws: Workspace) -> None:
    with over_http(ws) as url:
        async with Client(url, mode="auto") as client:
            _, first = await said(client, "I travel to Gouda from 11 to 13 March")
            await said(client, "yes")
            await said(client, "yes", conversation="c-guessed")
            assert trip_days(ws) == 0
            await said(client, "yes", conversation=first["conversation"])
    assert trip_days(ws) == 3


@pytest.mark.parametrize(
    ("begin", "all_of_them", "skip"),
    [pytest.param("weekly review", "all done", "skip", marks=pytest.mark.soak), ("周复盘", "都做了", "跳过")],
)
async def test_the_weekly_review_is_led_through_on_the_desk_and_no_form_answers_a_question(
    tmp_path: Path, begin: str, all_of_them: str, skip: str
) -> None:
    ws = workspace(tmp_path / "review")
    replan.approve(ws, str(replan.propose(ws, [], week="2026-W10")["proposal"]), publish=False)
    ws = replace(ws, clock=lambda: datetime.fromisoformat("2026-03-08T21:00:00+08:00"))
    asked: list[str] = []

    async def form(_: Any, params: Any) -> ElicitResult:
        asked.append(params.message)
        return ElicitResult(action="accept", content={"approve": True})

    async with desk(ws, elicitation_callback=form) as client:
        _, first = await said(client, begin)
        assert first["question"]
        assert (first["proposal"], first["digest"]) == (None, None)
        await said(client, all_of_them)
        await said(client, skip)
        await said(client, "A")
        assert asked == [], "words answer a question"
        _, over = await said(client, skip)
        assert len(asked) == 1, "the week to come is decided by a form"
        assert over["proposal"] is None
    assert queries.week(ws, IN_WEEK)["state"] == "accepted"
    assert progress.open_sessions(ws)["open"] == []
