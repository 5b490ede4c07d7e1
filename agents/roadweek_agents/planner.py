"""The planner: words become edits by rules first, then by a model where one is configured, and edits become a proposal.

What a model drafted is checked against the sentence: a date, length, track or trip that no edit uses is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from langgraph.graph import END, START, StateGraph

from roadweek.errors import ModelError, RoadweekError
from roadweek.messages import say
from roadweek.understanding.again import without_another_time
from roadweek.understanding.context import SentenceContext
from roadweek_agents.drafting import read_sentence
from roadweek_agents.routing import LONGEST
from roadweek_agents.state import State, Update

if TYPE_CHECKING:
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.model import Model

FACTS = frozenset({"log", "finish", "report", "finish_task", "add_task", "finish_milestone", "decide"})
"""Edits that say what happened or are small: they are recorded at once and can be undone, without a proposal."""


async def read_words(gateway: Gateway, state: State) -> Update:
    """The edits of a message by rules. An answer to our question is read together with what the question was about; a
    correction of what was last proposed, or an addition to it, with that proposal."""
    text, together = state["text"], joined(state)
    async with gateway.tools("reader") as call:
        if together == text:
            follow = await _followed(call, state)
            if follow.get("follows"):
                return follow
            found = await call("words_understand", text=text)
            return {**follow, "edits": found["edits"], "question": found["question"], "by": "rules"}
        found = await call("words_understand", text=text)
        if found["question"] or not found["edits"]:
            both = await call("words_understand", text=together)
            if both["edits"] and not both["question"]:
                return {"edits": both["edits"], "question": None, "by": "rules", "text": together}
            before = await call("words_understand", text=state["asked"])
            helped = both["question"] != before["question"] or (not found["question"] and _names_time(text))
            if both["question"] and helped:  # the answer said something, and more is missing
                return {"edits": [], "question": both["question"], "by": "rules", "text": together}
            follow = await _followed(call, state)
            if follow.get("follows"):
                return {**follow, "asked": None}
            if found["question"]:  # it did not answer: a new wish
                return {"edits": [], "question": found["question"], "by": "rules", "asked": None}
    return {"edits": found["edits"], "question": found["question"], "by": "rules"}


def _small(edit: dict[str, Any]) -> bool:
    """A fact or a small edit; what is decided about a holiday changes its week."""
    return edit["kind"] in FACTS and not str(edit.get("decision", "")).startswith("holiday-")


async def _followed(call: Tools, state: State) -> Update:
    """What a message makes of the proposal that was last talked about; ``follows`` names it where it is about that."""
    known = (state.get("proposal") or {}).get("proposal")
    if known is None or state["mode"] != "talk":
        return {}
    try:
        found = await call("words_follow", text=state["text"], proposal=known)
    except RoadweekError as error:
        if error.key != "unknown_name":
            raise
        return {}
    waiting = found["state"] == "open"
    if not found["follows"]:
        return {"waiting": waiting}
    said = {"edits": found["edits"], "question": found["question"], "by": "rules"}
    return {**said, "follows": known, "waiting": waiting}


def _speaks_of(text: str, known: Mapping[str, Any]) -> bool:
    """Whether words in which the rules read nothing may all the same ask for a change of the plan."""
    from roadweek.understanding.naming import names_something

    groups = {
        key: [{"id": name, "names": words} for name, words in known[key].items()]
        for key in ("tracks", "milestones", "tasks", "decisions")
    }
    context = SentenceContext.from_json({"as_of": f"{known['today']}T12:00:00+00:00", **groups})
    return names_something(text, context)


def _names_time(text: str) -> bool:
    """Whether words begin with a day, an hour or a length: what one answers with."""
    from roadweek.understanding.amounts import find_durations
    from roadweek.understanding.clock import find_clocks
    from roadweek.understanding.when import find_whens

    day = date(2026, 1, 1)  # any: it only matters that a day is named
    firsts = [found[0].start for found in (find_whens(text, day), find_durations(text), find_clocks(text)) if found]
    return bool(firsts) and min(firsts) <= 8


def build_planner(gateway: Gateway, model: Model) -> Any:
    """The subgraph draft → propose; it begins where the rules have read the message."""

    async def draft(state: State) -> Update:
        """Edits from the words that the model copied, checked against the message. Where it finds none, what the rules
        made of it stands, and where the model failed, with why. Chat and questions it is not asked about."""
        text = joined(state)
        async with gateway.tools("reader") as call:
            if not state["question"] and not _speaks_of(text, await call("words_context")):
                return {}

            async def understand(sentence: str) -> dict[str, Any]:
                return await call("words_understand", text=sentence)

            async def check(edits: list[dict[str, Any]]) -> str | None:
                question: str | None = (await call("words_check", text=text, edits=edits))["question"]
                return question

            try:
                edits, question = await read_sentence(model, text, state["question"], understand, check)
            except RoadweekError as error:
                why = error.params.get("why", error.key) if isinstance(error, ModelError) else error.text(state["lang"])
                return {"note": say("agents.model_out", state["lang"], why=why)}
        return {"edits": edits, "question": question, "by": "model"} if edits or question else {}

    async def propose(state: State) -> Update:
        """A stored proposal of the edits; facts need none, and what cannot be read is asked."""
        edits, lang, anew = state["edits"], state["lang"], bool(state["command"])
        only = state["mode"] == "propose"
        if only and (not edits or state["question"]):
            question = state["question"] or say("agents.not_understood", lang)
            return {"answer": question, "question": question}
        if not anew and (not edits or state["question"]):
            # said in one line: what waits was shown already, and is not shown again
            unread = "agents.not_followed" if state.get("waiting") else "agents.not_understood"
            question = state["question"] or say(unread, lang)
            # what was not read at all is no wish to go on with: an open question stays open
            asked = joined(state) if state["question"] and not state.get("follows") else state.get("asked")
            unheard = bool(state.get("waiting")) and not state["question"]
            return {"question": question, "asked": asked, "answer": _noted(state, question), "unread": unheard}
        facts = bool(edits) and all(_small(edit) for edit in edits)
        # what a benchmark found nobody has said, and what a model read may be meant otherwise: both are asked
        spoken = not state.get("measured") and state["by"] != "model"
        if not only and spoken and facts and without_another_time(state["text"]) is None:
            return {"asked": None, "facts": True}
        try:
            async with gateway.tools("planner") as call:
                week = await _week(call, state["command"]) if anew else state["week"]
                unmet = await _calendar_read(call)
                edits, instead = (edits, None) if anew or only else await _built_on(call, state)
                view = await call("proposal_create", edits=edits, week=week, instead=instead)
                unmet = [*view["warnings"], *unmet]
                view["warnings"] = unmet
        except RoadweekError as error:
            return {"answer": error.text(lang), "error": error.key, "proposal": None, "asked": None}
        if view["proposal"] is None:
            answer = view["question"] or say("agents.no_changes", lang)
            return {"proposal": None, "asked": None, "question": view["question"], "answer": answer}
        return {"proposal": {**view, "by": state["by"]}, "asked": None, "note": _joined_note(state, unmet)}

    def after_reading(state: State) -> Literal["draft", "propose"]:
        read = bool(state["command"]) or (bool(state["edits"]) and not state["question"])
        read = read or bool(state.get("follows"))
        return "draft" if model.configured and not read else "propose"

    graph: Any = StateGraph(State)  # Any: the overloads of its methods are not fully typed
    graph.add_node("draft", draft)
    graph.add_node("propose", propose)
    graph.add_conditional_edges(START, after_reading)
    graph.add_edge("draft", "propose")
    graph.add_edge("propose", END)
    return graph.compile()


async def _built_on(call: Tools, state: State) -> tuple[list[dict[str, Any]], str | None]:
    """All edits of the proposal to make, and the open one that it takes the place of: what still waits in this
    conversation is one plan with what is asked for next. What follows a proposal says all that is wished now."""
    waiting = (state.get("proposal") or {}).get("proposal")
    if waiting is None:
        return state["edits"], None
    view = await call("proposal_show", proposal=waiting)
    if view["state"] not in ("open", "stale"):
        return state["edits"], None
    before: list[dict[str, Any]] = [] if state.get("follows") else view["edits"]
    return [*before, *(edit for edit in state["edits"] if edit not in before)], waiting


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
