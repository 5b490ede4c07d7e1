"""The coach. This version has no reviews, attempts or cards: it says so, with the week's figures and what works now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek_agents.gateway import Gateway
    from roadweek_agents.state import State, Update


async def coach(gateway: Gateway, state: State) -> Update:
    """An honest answer: every figure in it is counted here from the week."""
    lang = state["lang"]
    async with gateway.tools("coach") as call:
        week = await call("week_show")
    unplaced = len(week["unplaced"])
    places = say("agents.coach_unplaced", lang, count=unplaced) if unplaced else say("agents.coach_all_placed", lang)
    done = sum(session["status"] in ("done", "partial") for session in week["sessions"])
    text = say(
        "agents.coach_not_yet",
        lang,
        done=done,
        count=len(week["sessions"]),
        planned=week["planned_min"],
        places=places,
    )
    return {"answer": text, "asked": None}
