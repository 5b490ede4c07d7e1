"""A wish that goes on with an open proposal is one plan with it; what is open beside a proposal is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.mcp_servers.helpers import accept_next_week, approval, call, connect, refused, text_of

from roadweek.domain.base import Language
from roadweek.workspace import Workspace

pytestmark = pytest.mark.anyio
AWAY: dict[str, Any] = {"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-12", "place": "Lyon"}
OFF: dict[str, Any] = {"kind": "day_off", "date": "2026-03-14"}


@pytest.mark.parametrize(
    "more",
    [{"edits": [OFF]}, {"text": "take 14 March off"}, {"text": "and take 14 March off"}, {"text": "3月14日休息一天"}],
)
async def test_what_is_added_to_an_open_proposal_is_one_plan_with_it(ws: Workspace, more: dict[str, Any]) -> None:
    async with connect("desk", ws) as client:
        await accept_next_week(client, "week_replan")
        first = await call(client, "week_replan", edits=[AWAY])
        both = await call(client, "week_replan", adds_to=first["proposal"], **more)
        assert [edit["kind"] for edit in both["edits"]] == ["add_trip", "day_off"]
        assert both["others"] == []
        assert (await call(client, "proposal_show", proposal=first["proposal"]))["state"] == "stale"
        await call(client, "proposal_decide", **approval(both))
        days = (await call(client, "week_show", of="2026-03-09"))["days"]
    assert [day["template"] for day in days].count("trip") == 2


async def test_a_correction_in_words_takes_the_place_of_what_it_corrects(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        await accept_next_week(client, "week_replan")
        first = await call(client, "week_replan", edits=[AWAY])
        other = await call(client, "week_replan", adds_to=first["proposal"], text="no, Thursday to Friday")
    assert [(one["kind"], one["start"], one["end"]) for one in other["edits"]] == [
        ("add_trip", "2026-03-12", "2026-03-13")
    ]


@pytest.mark.parametrize("decision", ["approve", "reject"])
async def test_nothing_is_added_to_a_proposal_that_is_decided(ws: Workspace, decision: str) -> None:
    async with connect("desk", ws) as client:
        first = await call(client, "week_replan", edits=[AWAY])
        await call(client, "proposal_decide", **approval(first, decision=decision))
        _, key = await refused(client, "week_replan", adds_to=first["proposal"], edits=[OFF])
        assert key == "proposal_closed"
        _, key = await refused(client, "week_replan", adds_to="p0", edits=[OFF])
        assert key == "unknown_name"


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_independent_proposals_are_told_beside_each_other(ws: Workspace, lang: Language) -> None:
    async with connect("desk", replace(ws, language=lang)) as client:
        one = await call(client, "week_replan", edits=[AWAY])
        two = await client.call_tool("week_replan", {"edits": [OFF]})
        document: dict[str, Any] = two.structured_content or {}
        assert document["others"] == [one["proposal"]]
        assert one["proposal"] in text_of(two)
        assert (await call(client, "proposal_show", proposal=one["proposal"]))["others"] == [document["proposal"]]
        await call(client, "proposal_decide", proposal=one["proposal"], decision="reject")
        assert (await call(client, "proposal_show", proposal=document["proposal"]))["others"] == []
        assert (await call(client, "proposal_show", proposal=one["proposal"]))["others"] == []
