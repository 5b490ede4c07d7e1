"""What the graph of a conversation does at each of its nodes.

Approval is an ``interrupt`` in a node without side effects, because an interrupted node runs again on resume. The
proposals table is the only truth about it: every run reads the proposal's state before it asks or believes an answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from langgraph.types import Command, interrupt

from roadweek.errors import ModelError, RoadweekError
from roadweek.messages import say
from roadweek.understanding.counting import find_applications
from roadweek.understanding.once_more import only_again, says_again
from roadweek.views.format import edit_words
from roadweek.views.texts import applied_text, effects_head, proposal_text, undo_text
from roadweek_agents import looking
from roadweek_agents.benchmark import resumes
from roadweek_agents.coach_words import means
from roadweek_agents.planner import FACTS, read_words
from roadweek_agents.rituals import goes_on, puts_off, stops
from roadweek_agents.routing import LONGEST, command, decision, node_of, specialist
from roadweek_agents.state import Route, State, Update

if TYPE_CHECKING:
    from roadweek.views.documents import AppliedView, ProposalView, UndoView
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.model import Model
    from roadweek_agents.state import Language

After = Literal["approve", "apply", "answer"]


@dataclass(frozen=True)
class Steps:
    """The nodes, over the servers and a model; each takes the state of a conversation and says where to go on."""

    gateway: Gateway
    model: Model

    async def route(self, state: State) -> Command[Route | Literal["apply", "bench_measure"]]:
        """Who hears a message: commands first, then what the rules read fully, then the specialist that it names."""
        if len(state["text"]) > LONGEST:
            said = say("agents.too_long", state["lang"], limit=LONGEST)
            return Command(goto="answer", update={"answer": said, "error": "too_long"})
        if state["mode"] == "propose":
            return Command(goto="planner", update=await read_words(self.gateway, state))
        made = _made(state)
        if made:
            # who only looks may still answer what was asked
            looks: Update = {} if node_of(made) == "look" else {"asked": None}
            return Command(goto=node_of(made), update={"command": made, **looks})
        return await self._gone_on(state) or await self._read(state)

    async def _gone_on(self, state: State) -> Command[Any] | None:
        """Where a message belongs to something that was begun or asked before; null: it is a wish of its own."""
        if state.get("unfinished") and resumes(state["text"]):  # agreed to before; the server makes no run twice
            return Command(goto="bench_measure", update={"bench": state["unfinished"]})
        sent = find_applications(state["text"])
        if sent is not None:
            counts = ["count", str(sent.number), sent.when or ""]
            return Command(goto="coach", update={"command": counts, "asked": None})
        twice = await _told_twice(self.gateway, state)
        if twice is not None:
            return Command(goto="apply", update=twice)
        if decision(state["text"]) is not None:  # nothing waits for it: show again what it may be about
            return Command(goto="approve", update={"asked": None})
        return None

    async def _read(self, state: State) -> Command[Any]:
        """A message as the rules read it, and the specialist who goes on with it."""
        named = specialist(state["text"])
        if named is None and state.get("asked") and specialist(state["asked"] or "") == "benchmark":
            named = "benchmark"  # the answer to the question that the specialist asked
        try:
            read = await read_words(self.gateway, state)
        except RoadweekError:
            if named is None:
                raise
            return Command(goto=named, update={"asked": None})
        # a sentence that the rules read fully needs no specialist's ear, nor does one about what was proposed
        if read.get("follows") or (read["edits"] and not read["question"]):
            return Command(goto="planner", update=read)
        # what the rules ask about is a wish for the planner: a model need not say so
        goto = named or ("planner" if read["question"] else await _asked_route(self.model, state["text"]))
        return Command(goto=goto, update=read)

    async def look(self, state: State) -> Update:
        return await looking.look(self.gateway, state)

    async def keep(self, state: State) -> Update:
        return await looking.keep(self.gateway, state)

    async def approve(self, state: State) -> Command[After]:
        """Ask, unless the table says that there is nothing to ask. No side effects: this runs again on resume."""
        lang, (name, *rest) = state["lang"], state["command"] or [""]
        proposal = rest[0] if rest else (state.get("proposal") or {}).get("proposal")
        async with self.gateway.tools("approve") as call:
            if proposal is None:
                return Command(goto="answer", update={"answer": await _made_elsewhere(call, lang)})
            view = await call("proposal_show", proposal=proposal)
        if view["state"] in ("applied", "rejected"):
            said = say(f"agents.elsewhere_{view['state']}", lang, proposal=proposal)
            return Command(goto="answer", update={"answer": said, "proposal": view})
        if name == "reject":  # said with the id: that is the answer already
            return Command(goto="apply", update={"decision": False, "proposal": view})
        if view["state"] == "stale":  # applying it is refused, and names its successor
            return Command(goto="apply", update={"decision": True, "proposal": view})
        shown = {"proposal": proposal, "version": view["version"], "digest": view["effects"]["digest"]}
        said = interrupt({**shown, "text": _question(state, view), "note": state.get("note")})
        return Command(goto="apply", update={"decision": said["agreed"], "proposal": {**view, **said["shown"]}})

    async def undo(self, state: State) -> Command[After]:
        """Name what would be taken back and ask. No side effects: this runs again on resume."""
        lang, shown = state["lang"], await looking.to_take_back(self.gateway, state["command"])
        if shown is None:
            return Command(goto="answer", update={"answer": say("agents.nothing_to_redo", lang)})
        what = {"events": [one["event"] for one in shown["events"]], "digest": shown["effects"]["digest"]}
        text = "\n".join((undo_text(cast("UndoView", shown), lang), say("agents.ask_undo", lang)))
        said = interrupt({"proposal": None, "undo": what["events"], "digest": what["digest"], "text": text})
        if not said["agreed"]:
            return _answered(say("agents.rejected", lang))
        return Command(goto="apply", update={"undo": {**what, **said["shown"]}, "decision": True})

    async def apply(self, state: State) -> Command[After]:
        """Write: facts, an approved proposal, or a rejection. After a crash in between it runs again: a proposal is
        then found closed and nothing is changed twice; a fact may be written twice, and the history shows it."""
        lang, view = state["lang"], state.get("proposal")
        async with self.gateway.tools("apply") as call:
            if state.get("facts"):
                return await _recorded(call, state)
            if state.get("undo"):
                done = await call("change_undo", **cast("dict[str, Any]", state["undo"]))
            elif view is None:
                return _answered(say("agents.nothing_open", lang, help=say("agents.help", lang)))
            elif not state["decision"]:
                await call("proposal_decide", proposal=view["proposal"], decision="reject")
                return _answered(say("agents.rejected", lang))
            else:
                try:
                    done = await call("proposal_decide", proposal=view["proposal"], decision="approve", **_shown(view))
                except RoadweekError as error:
                    if error.key != "proposal_stale":
                        raise
                    return _shown_anew(str(error.params["proposal"]), view["proposal"], lang)
            done["calendar"] = await looking.told(call, done["calendar"], lang)
        return _answered(applied_text(cast("AppliedView", done), lang))

    async def answer(self, state: State) -> Update:
        """The end of every message; whoever has said nothing so far explains what can be said."""
        ended = "agents.welcome" if state["command"] == ["thanks"] else "agents.help"
        asks = state["question"] not in (None, say("agents.not_understood", state["lang"]))  # that is answered first
        said = state["answer"] or say(ended, state["lang"])
        if state["error"] and state.get("measured"):  # what was measured is told, whatever became of the plan
            said = f"{state['measured']}\n\n{said}"
        return {"answer": said, "offer": "again" if state.get("ritual") and not asks else None}

    def ask(self, state: State) -> Update:
        """Put the step of a ritual. No side effects: this runs again on resume."""
        step = state["step"] or {}
        shown = {"proposal": None, "ritual": step, "digest": step["digest"], "text": step["text"]}
        return {"heard": interrupt(shown)}


def _made(state: State) -> list[str]:
    """The command that a message is. While a step of a ritual is asked, the step hears these words."""
    made = state["command"] or command(state["text"])
    if state.get("ritual") and not state["command"]:
        away = stops(state["text"]) or puts_off(state["text"])
        return ["leave"] if away else ["go_on"] if goes_on(state["text"]) else made
    return made


async def _recorded(call: Tools, state: State) -> Command[After]:
    """Facts written down, and what they mean for the plan; a fact that stands there already is asked about."""
    lang = state["lang"]
    again = state.get("again") or says_again(state["text"])
    try:
        done = await call("work_record", edits=state["edits"], again=again)
    except RoadweekError as error:
        if error.key != "log_repeated":
            raise
        question = say("agents.noted_twice", lang, **error.params)
        return Command(goto="answer", update={"answer": question, "question": question, "asked": state["text"]})
    return _answered("\n".join([applied_text(cast("AppliedView", done), lang), *means(done, lang)]))


def _shown(view: dict[str, Any]) -> dict[str, Any]:
    """What the person saw of a proposal, by which the table tells whether it is what would be written."""
    return {"version": view["version"], "digest": view.get("digest") or view["effects"]["digest"]}


def _shown_anew(newer: str, proposal: str, lang: Language) -> Command[After]:
    """Something changed since: the successor is shown, and nothing was written."""
    note = say("agents.elsewhere_stale", lang, proposal=proposal)
    return Command(
        goto="approve", update={"proposal": {"proposal": newer}, "note": note, "command": [], "decision": None}
    )


async def _asked_route(model: Model, text: str) -> Route:
    """The model's choice for free words that no rule knows; the planner, who asks back, where there is none."""
    from roadweek_agents.drafting import ROUTE_TOKENS, Routed, drafted, schema_of
    from roadweek_agents.prompting import filled

    if not model.configured:
        return "planner"
    schema = json.dumps(schema_of(Routed), separators=(",", ":"))
    try:
        return (await drafted(model, filled("route_words", schema=schema, words=text), Routed, ROUTE_TOKENS)).route
    except ModelError:
        return "planner"


async def _told_twice(gateway: Gateway, state: State) -> Update | None:
    """The facts that we asked about ("did it happen twice?"), where a message says that they did."""
    asked = state.get("asked")
    if not asked or not (decision(state["text"]) or only_again(state["text"])):
        return None
    async with gateway.tools("reader") as call:
        found = await call("words_understand", text=asked)
    edits = found["edits"]
    if found["question"] or not edits or not all(edit["kind"] in FACTS for edit in edits):
        return None  # something else was asked
    return {"edits": edits, "facts": True, "again": True, "asked": None}


async def _made_elsewhere(call: Tools, lang: Language) -> str:
    """Nothing waits in this conversation: which proposals wait elsewhere, and how to be shown one."""
    told = (await call("history_list", limit=50))["proposals"]
    names = [one["proposal"] for one in told if one["state"] == "open"][:5]
    if not names:
        return say("agents.nothing_open", lang, help=say("agents.help", lang))
    lines = [say("agents.open_elsewhere", lang, first=names[0])]
    for name in names:
        view = await call("proposal_show", proposal=name)
        asked = "; ".join(edit_words(edit, lang) for edit in view["edits"]) or ", ".join(view["weeks"])
        lines.append(f"- {name}: {asked}. {effects_head(view['effects'], lang)}")
    return "\n".join(lines)


def _question(state: State, view: dict[str, Any]) -> str:
    """What a person is shown to decide on."""
    lang, note = state["lang"], state.get("note")
    shown = proposal_text(cast("ProposalView", view), lang)
    return "\n".join(([note] if note else []) + [shown, say("agents.ask_approval", lang)])


def _answered(text: str) -> Command[After]:
    return Command(goto="answer", update={"answer": text, "asked": None})
