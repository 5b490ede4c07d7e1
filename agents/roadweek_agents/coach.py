"""The coach: a subgraph that tells what was asked, or leads through a ritual one step at a time.

``tell`` answers and writes nothing. A ritual is ``next`` (the step that the tables name), which the parent graph asks,
and ``keep`` with what was said, or ``report``; each run of the subgraph does one of them, so that the parent's
checkpoint knows where the ritual stands. It sees few tools (``gateway.SEES``), and every figure in its words is from
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from langgraph.graph import END, START, StateGraph

from roadweek.errors import RoadweekError
from roadweek.messages import say
from roadweek_agents import coach_words
from roadweek_agents.card_rituals import CARDS, DRILL
from roadweek_agents.daily_rituals import DAY, REDO
from roadweek_agents.rituals import Ritual, RitualKind, RitualStep, Standing, stops
from roadweek_agents.state import State, Update
from roadweek_agents.weekly_ritual import WEEK, begin_week, report_shown

if TYPE_CHECKING:
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.model import Model

RITUALS: dict[RitualKind, Ritual] = {"week": WEEK, "day": DAY, "redo": REDO, "cards": CARDS, "drill": DRILL}
BEGINS: dict[str, RitualKind] = {
    "review_week": "week",
    "review_day": "day",
    "review_redo": "redo",
    "review_cards": "cards",
    "review_drill": "drill",
}
"""The command that begins each ritual, or goes on with it."""


def answers(step: RitualStep, text: str) -> bool:
    """Whether a text answers a step; anything else is an ordinary message, after which the step is asked again."""
    return stops(text) or RITUALS[step["kind"]].hears(step, text)


@dataclass(frozen=True)
class _Coaching:
    """The nodes, each of which takes the state of a conversation; what a tool refuses is said, and never raised."""

    gateway: Gateway
    model: Model

    async def tell(self, state: State) -> Update:
        try:
            return {
                "answer": await coach_words.tell(self.gateway, self.model, state),
                "asked": None,
                "offer": "again" if state.get("ritual") else None,
            }
        except RoadweekError as error:
            return {"answer": error.text(state["lang"]), "error": error.key}

    async def count(self, state: State) -> Update:
        try:
            async with self.gateway.tools("ritual") as call:
                said = await coach_words.counted(call, state)
        except RoadweekError as error:
            return {"answer": error.text(state["lang"]), "error": error.key}
        return {"answer": said, "asked": None}

    async def next_step(self, state: State) -> Update:
        """The step that the tables name. Raises nothing: what cannot be read ends the ritual, saying why."""
        lang = state["lang"]
        try:
            async with self.gateway.tools("ritual") as call:
                standing = await _standing(call, state)
                if standing["proposed"] and _undecided(state):
                    return {"ritual": standing, "step": None, "offer": None}
                step = await RITUALS[standing["kind"]].next_step(call, standing, lang)
        except RoadweekError as error:
            return {"answer": error.text(lang), "error": error.key, "ritual": None, "step": None, "offer": None}
        if step["name"] == "plan":
            return {
                "ritual": {**standing, "proposed": True},
                "step": step,
                "command": [step["about"]["command"]],
                "note": state["answer"] or None,
                "answer": "",
                "offer": None,
            }
        if step["name"] == "over":
            nothing_new = standing["proposed"] and state.get("proposal") is None and not state["error"]
            said = step["text"] if nothing_new else _joined(state["answer"], step["text"])
            return {"ritual": None, "step": step, "answer": said, "offer": None}
        text = _joined(state["answer"], step["again"] if state["offer"] == "again" else step["text"])
        return {"ritual": standing, "step": {**step, "text": text}, "offer": None}

    async def report(self, state: State) -> Update:
        standing, lang = _known(state), state["lang"]
        try:
            async with self.gateway.tools("ritual") as call:
                said = await report_shown(call, standing, lang)
        except RoadweekError as error:
            said = error.text(lang)
        return {
            "answer": _joined(state["answer"], said),
            "ritual": {**standing, "reported": True},
            "step": None,
            "offer": "next",
        }

    async def keep(self, state: State) -> Update:
        """Write down what was said; what is refused says why, and the step is asked again."""
        standing, lang, said = _known(state), state["lang"], state["heard"] or ""
        step = cast("RitualStep", state["step"])
        if stops(said):
            words = say(f"agents.ritual_stopped_{standing['kind']}", lang)
            return {"ritual": None, "answer": words, "step": None, "heard": None, "offer": None}
        try:
            async with self.gateway.tools("ritual") as call:
                kept = await RITUALS[standing["kind"]].keep(call, standing, step, said, lang)
        except RoadweekError as error:
            return {"answer": error.text(lang), "step": None, "heard": None, "offer": "next"}
        return {"answer": kept.said, "ritual": kept.standing, "step": None, "heard": None, "offer": "next"}

    def leave(self, state: State) -> Update:
        """The person ends a ritual whose proposal waits: it goes on waiting."""
        proposal = (state.get("proposal") or {}).get("proposal")
        words = "ritual_stopped_week" if proposal is None else "ritual_stopped_waiting"
        return {"ritual": None, "answer": say(f"agents.{words}", state["lang"], proposal=proposal), "offer": None}


def _entry(state: State) -> Literal["tell", "leave", "keep", "next", "count"]:
    if state["heard"] is not None:
        return "keep"
    if state["command"] == ["leave"]:
        return "leave"
    if state["command"][:1] == ["count"]:
        return "count"
    return "next" if state["offer"] or state["command"] else "tell"


def _found(state: State) -> str:
    step = state["step"]
    return "report" if step and step["name"] == "report" else END


def build_coach(gateway: Gateway, model: Model) -> Any:
    """The subgraph; ``offer`` in its outcome says that there is a next step to look for."""
    coach = _Coaching(gateway, model)
    graph: Any = StateGraph(State)  # Any: the overloads of its methods are not fully typed
    for name, node in (("tell", coach.tell), ("next", coach.next_step), ("report", coach.report)):
        graph.add_node(name, node)
    for name, node in (("keep", coach.keep), ("count", coach.count)):
        graph.add_node(name, node)
    graph.add_node("leave", coach.leave)
    graph.add_conditional_edges(START, _entry)
    graph.add_conditional_edges("next", _found, ["report", END])
    for last in ("tell", "leave", "report", "keep", "count"):
        graph.add_edge(last, END)
    return graph.compile()


async def _standing(call: Tools, state: State) -> Standing:
    """The ritual that runs, or the one that a command begins."""
    running = cast("Standing | None", state.get("ritual"))
    kind = BEGINS.get((state["command"] or [""])[0])
    if running and kind in (None, running["kind"]):
        return running
    if kind == "week" or kind is None:
        return await begin_week(call)
    today = (await call("today_show"))["date"]
    return {"kind": kind, "of": today, "later": [], "reported": False, "proposed": False}


def _undecided(state: State) -> bool:
    """Whether the proposal of the ritual was neither taken nor declined, as far as this conversation knows."""
    proposal = state.get("proposal") or {}
    return state["decision"] is None and proposal.get("state") == "open"


def _known(state: State) -> Standing:
    return cast("Standing", state["ritual"])


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
