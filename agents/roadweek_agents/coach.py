"""The coach. This version has no reviews, attempts or cards: it says so, with the week's figures and what works now.

The figures are counted here. A model, where there is one, may put them into a sentence; a sentence with any other
number in it is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roadweek.errors import ModelError
from roadweek.messages import say
from roadweek_agents.figures import invented
from roadweek_agents.prompting import filled

if TYPE_CHECKING:
    from roadweek_agents.gateway import Gateway
    from roadweek_agents.model import Model
    from roadweek_agents.state import Language, State, Update

LONGEST = 600
"""Characters of prose that are taken; a model that says more is not listened to."""


async def coach(gateway: Gateway, model: Model, state: State) -> Update:
    """An honest answer: every figure in it is from the week."""
    lang = state["lang"]
    async with gateway.tools("coach") as call:
        week = await call("week_show")
    counted = count(week)
    unplaced = counted["wishes without a place"]
    places = say("agents.coach_unplaced", lang, count=unplaced) if unplaced else say("agents.coach_all_placed", lang)
    text = say(
        "agents.coach_not_yet",
        lang,
        done=counted["sessions done"],
        count=counted["sessions this week"],
        planned=counted["minutes planned"],
        places=places,
    )
    prose = await _prose(model, counted, state["text"], lang)
    return {"answer": f"{prose}\n{text}" if prose else text, "asked": None}


def count(week: dict[str, Any]) -> dict[str, int]:
    """What may be said of a week."""
    return {
        "sessions this week": len(week["sessions"]),
        "sessions done": sum(session["status"] in ("done", "partial") for session in week["sessions"]),
        "minutes planned": week["planned_min"],
        "minutes kept free": week["buffer_min"],
        "wishes without a place": len(week["unplaced"]),
    }


async def _prose(model: Model, counted: dict[str, int], words: str, lang: Language) -> str:
    """The model's sentence, or nothing: where there is none, it fails, says too much or says a number of its own."""
    if not model.configured:
        return ""
    facts = "\n".join(f"{name}: {value}" for name, value in counted.items())
    prompt = filled("coach_week", facts=facts, language="Chinese" if lang == "zh" else "English", words=words)
    said = ""
    try:
        async for piece in model.stream(prompt):
            said += piece
            if len(said) > LONGEST:
                return ""
    except ModelError:
        return ""
    return "" if invented(said, facts) else said.strip()
