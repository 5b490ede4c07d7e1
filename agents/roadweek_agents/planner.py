"""The planner: words become edits by rules first, then by a model where one is configured, and edits become a proposal.

What a model drafted is checked against the sentence: a date, length, track or trip that no edit uses is asked about.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from langgraph.graph import END, START, StateGraph

from roadweek.errors import ModelError, RoadweekError
from roadweek.messages import say
from roadweek_agents.drafting import read_sentence
from roadweek_agents.routing import LONGEST, tidy
from roadweek_agents.state import State, Update

if TYPE_CHECKING:
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.model import Model

FACTS = frozenset({"log", "finish", "report", "finish_task", "add_task", "finish_milestone", "decide"})
"""Edits that say what happened or are small: they are recorded at once and can be undone, without a proposal."""


async def read_words(gateway: Gateway, state: State) -> Update:
    """The edits of a message by rules. An answer to our question is read together with what the question was about, and
    "make it Thursday" with the wish that it corrects."""
    text, together = state["text"], joined(state)
    async with gateway.tools("reader") as call:
        found = await call("words_understand", text=text)
        for other in () if found["edits"] else corrected(state):
            instead = await call("words_understand", text=other)
            if instead["edits"] and not instead["question"]:
                return {"edits": instead["edits"], "question": None, "by": "rules", "text": other}
        if together != text and (found["question"] or not found["edits"]):
            both = await call("words_understand", text=together)
            if both["edits"] and not both["question"]:
                return {"edits": both["edits"], "question": None, "by": "rules", "text": together}
            before = await call("words_understand", text=state["asked"])
            if both["question"] and both["question"] != before["question"]:  # the answer helped, and more is missing
                return {"edits": [], "question": both["question"], "by": "rules", "text": together}
            if found["question"]:  # it did not answer: a new wish
                return {"edits": [], "question": found["question"], "by": "rules", "asked": None}
    return {"edits": found["edits"], "question": found["question"], "by": "rules"}


_LEAD = r"(?:oh|no|sorry|actually|wait|hm+)[\s,.:;–—-]+"
_MAKE = r"(?:make|change|switch|set)\s+(?:it|that)\s+(?:to\s+|on\s+)?|(?:let's\s+say|i\s+mean(?:t)?|better|rather)\s+"
_ZH = (
    r"(?:(?:哦|噢|啊|嗯)?(?:不对|不是|错了|说错了|等等|不)[\s，,。]*)?"
    r"(?:还是|应该是|我是说|改成|改为|改到|换成|换到|改)?"
)
_SLIP = (
    rf"(?P<en>(?:{_LEAD})*(?:{_MAKE})*)(?P<rest>.+?)(?P<tail>,?\s+(?:instead|rather|please))*",
    rf"(?P<zh>{_ZH})(?P<rest>.+?)(?P<tail>吧|才对)?",
)
"""How a person corrects what was just proposed."""


def _names_time(text: str) -> bool:
    """Whether words begin with a day, an hour or a length: what one corrects with."""
    from roadweek.understanding.amounts import find_durations
    from roadweek.understanding.clock import find_clocks
    from roadweek.understanding.when import find_whens

    day = date(2026, 1, 1)  # any: it only matters that a day is named
    firsts = [found[0].start for found in (find_whens(text, day), find_durations(text), find_clocks(text)) if found]
    return bool(firsts) and min(firsts) <= 8


def corrected(state: State) -> tuple[str, ...]:
    """The words to read where a message only corrects the last wish: that wish with the correction, or, where a trip
    stands by now, a change of that trip."""
    said, text = state.get("said"), tidy(state["text"])
    if not said or len(said) + len(text) >= LONGEST - 40:
        return ()
    for name, pattern in zip(("en", "zh"), _SLIP, strict=True):
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        if found and (found[name].strip() or found["tail"]) and _names_time(found["rest"]):
            rest = found["rest"]
            first = f"{said}，不对，{rest}" if name == "zh" else f"{said}, no wait, {rest}"
            edits: list[dict[str, Any]] = (state.get("proposal") or {}).get("edits") or []
            trips = [e for e in edits if e["kind"] in ("add_trip", "change_trip")]
            if len(trips) != 1:
                return (first,)
            start = trips[0].get("new_start") or trips[0]["start"]
            change = f"{start}的出差改到{rest}" if name == "zh" else f"the trip on {start} moves to {rest}"
            return (first, change)
    return ()


def build_planner(gateway: Gateway, model: Model) -> Any:
    """The subgraph draft → propose; it begins where the rules have read the message."""

    async def draft(state: State) -> Update:
        """Edits by the model, checked against the sentence. Where it fails, the rules' question stands, saying why."""
        text = joined(state)
        async with gateway.tools("reader") as call:
            known = await call("words_context")

            async def check(edits: list[dict[str, Any]]) -> str | None:
                question: str | None = (await call("words_check", text=text, edits=edits))["question"]
                return question

            try:
                edits, question = await read_sentence(model, text, known, check)
            except RoadweekError as error:
                why = error.params.get("why", error.key) if isinstance(error, ModelError) else error.text(state["lang"])
                return {"note": say("agents.model_out", state["lang"], why=why)}
        return {"edits": edits, "question": question, "by": "model"}

    async def propose(state: State) -> Update:
        """A stored proposal of the edits; facts need none, and what cannot be read is asked."""
        edits, lang, anew = state["edits"], state["lang"], bool(state["command"])
        only = state["mode"] == "propose"
        if only and (not edits or state["question"]):
            question = state["question"] or say("agents.not_understood", lang)
            return {"answer": question, "question": question}
        if not anew and (not edits or state["question"]):
            question = state["question"] or say("agents.not_understood", lang)
            # what was not read at all is no wish to go on with: an open question stays open
            asked = joined(state) if state["question"] else state.get("asked")
            return {"question": question, "asked": asked, "answer": _noted(state, question)}
        if not only and edits and all(edit["kind"] in FACTS for edit in edits):
            return {"asked": None, "said": None, "decision": True, "proposal": None}
        try:
            async with gateway.tools("planner") as call:
                week = await _week(call, state["command"]) if anew else state["week"]
                unmet = await _calendar_read(call)
                view = await call("proposal_create", edits=edits, week=week)
                view["warnings"] = [*view["warnings"], *unmet]
        except RoadweekError as error:
            return {"answer": error.text(lang), "error": error.key, "proposal": None, "asked": None}
        if view["proposal"] is None:
            said = view["question"] or say("agents.no_changes", lang)
            return {"proposal": None, "asked": None, "question": view["question"], "answer": said}
        said = None if anew else state["text"]
        return {
            "proposal": {**view, "by": state["by"]},
            "asked": None,
            "said": said,
            "note": _joined_note(state, unmet),
        }

    def after_reading(state: State) -> Literal["draft", "propose"]:
        read = bool(state["command"]) or (bool(state["edits"]) and not state["question"])
        return "draft" if model.configured and not read else "propose"

    graph: Any = StateGraph(State)  # Any: the overloads of its methods are not fully typed
    graph.add_node("draft", draft)
    graph.add_node("propose", propose)
    graph.add_conditional_edges(START, after_reading)
    graph.add_edge("draft", "propose")
    graph.add_edge("propose", END)
    return graph.compile()


async def _calendar_read(call: Tools) -> list[str]:
    """Bring busy times and trips up to date; where the calendar is away, why, and planning goes on without it."""
    try:
        return list((await call("calendar_sync", write=False))["warnings"])
    except RoadweekError as error:
        if not error.key.startswith("calendar_"):
            raise
        return [error.text()]


def _joined_note(state: State, unmet: list[str]) -> str | None:
    return "\n".join([*([state["note"]] if state["note"] else []), *unmet]) or None


async def _week(call: Tools, command: list[str]) -> str:
    """A day of the week that a bare "replan" is about."""
    today = date.fromisoformat((await call("words_context"))["today"])
    return (today + timedelta(weeks=command[0] == "replan_next")).isoformat()


def joined(state: State) -> str:
    """A message together with what our question was about; alone where there was none, or where both are too long."""
    asked, text = state.get("asked"), state["text"]
    if not asked or text.startswith(asked) or len(asked) + len(text) >= LONGEST:
        return text
    return f"{asked} {text}"


def _noted(state: State, text: str) -> str:
    note = state.get("note")
    return f"{note}\n{text}" if note else text
