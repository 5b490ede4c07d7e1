"""One conversation as a graph: route → look | keep | undo | planner | coach | benchmark → approve → apply → answer.

A ritual of the coach is gone on with after each answer: one step a round (coach → ask → coach), until it is over or the
person leaves it.

Approval is an ``interrupt`` in a node without side effects, because an interrupted node runs again on resume. The
proposals table is the only truth about it: every run reads the proposal's state before it asks or believes an answer.
Servers, model and checkpointer are injected; nothing here opens a database, a calendar or a connection.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt

from roadweek.errors import ModelError, RoadweekError
from roadweek.messages import say
from roadweek.understanding.counting import find_applications
from roadweek.understanding.once_more import only_again, says_again
from roadweek.views.format import edit_words
from roadweek.views.texts import applied_text, effects_head, proposal_text, undo_text
from roadweek_agents import looking
from roadweek_agents.bench_steps import bench_steps
from roadweek_agents.benchmark import resumes
from roadweek_agents.coach import build_coach
from roadweek_agents.coach_words import means
from roadweek_agents.gateway import Gateway
from roadweek_agents.model import Rules
from roadweek_agents.planner import FACTS, build_planner, read_words
from roadweek_agents.rituals import goes_on, puts_off, stops
from roadweek_agents.routing import LONGEST, command, decision, node_of, specialist
from roadweek_agents.state import Route, State, Update

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    from roadweek.views.documents import AppliedView, ProposalView, UndoView
    from roadweek_agents.gateway import Tools
    from roadweek_agents.model import Model
    from roadweek_agents.state import Language

Step = Callable[[State], Awaitable[Any]]
After = Literal["approve", "apply", "answer"]


def build_graph(
    tasks_server: Any,
    calendar_server: Any,
    model: Model | None,
    checkpointer: BaseCheckpointSaver[Any] | None,
    edge_server: Any = None,
    told: Callable[[str], None] | None = None,
) -> CompiledStateGraph[State, None, State, State]:
    """The graph over a tasks and a calendar server (what ``mcp.Client`` connects to); ``model`` null: rules.

    ``edge_server`` measures; without one the benchmark specialist says so. ``told`` hears of each run that is made.

    Without a checkpointer it answers single wishes (:func:`conversation.propose`), which leave nothing waiting.
    """
    gateway = Gateway(tasks_server, calendar_server, edge_server)
    asked = model or Rules()

    async def route(state: State) -> Command[Route | Literal["apply", "bench_measure"]]:
        if len(state["text"]) > LONGEST:
            return Command(
                goto="answer",
                update={"answer": say("agents.too_long", state["lang"], limit=LONGEST), "error": "too_long"},
            )
        if state["mode"] == "propose":
            return Command(goto="planner", update=await read_words(gateway, state))
        made = state["command"] or command(state["text"])
        if state.get("ritual") and not state["command"]:  # while a step is asked, the step hears these words
            away = stops(state["text"]) or puts_off(state["text"])
            made = ["leave"] if away else ["go_on"] if goes_on(state["text"]) else made
        if made:
            # who only looks may still answer what was asked
            looks: Update = {} if node_of(made) == "look" else {"asked": None}
            return Command(goto=node_of(made), update={"command": made, **looks})
        if state.get("unfinished") and resumes(state["text"]):  # agreed to before; the server makes no run twice
            return Command(goto="bench_measure", update={"bench": state["unfinished"]})
        sent = find_applications(state["text"])
        if sent is not None:
            return Command(
                goto="coach", update={"command": ["count", str(sent.number), sent.when or ""], "asked": None}
            )
        twice = await _told_twice(gateway, state)
        if twice is not None:
            return Command(goto="apply", update=twice)
        if decision(state["text"]) is not None:  # nothing waits for it: show again what it may be about
            return Command(goto="approve", update={"asked": None})
        named = specialist(state["text"])
        if named is None and state.get("asked") and specialist(state["asked"] or "") == "benchmark":
            named = "benchmark"  # the answer to the question that the specialist asked
        try:
            read = await read_words(gateway, state)
        except RoadweekError:
            if named is None:
                raise
            return Command(goto=named, update={"asked": None})
        # a sentence that the rules read fully needs no specialist's ear, nor does one about what was proposed
        if read.get("follows") or (read["edits"] and not read["question"]):
            return Command(goto="planner", update=read)
        # what the rules ask about is a wish for the planner: a model need not say so
        goto = named or ("planner" if read["question"] else await _asked_route(asked, state["text"]))
        return Command(goto=goto, update=read)

    async def look(state: State) -> Update:
        return await looking.look(gateway, state)

    async def keep(state: State) -> Update:
        return await looking.keep(gateway, state)

    async def approve(state: State) -> Command[After]:
        """Ask, unless the table says that there is nothing to ask. No side effects: this runs again on resume."""
        lang, (name, *rest) = state["lang"], state["command"] or [""]
        proposal = rest[0] if rest else (state.get("proposal") or {}).get("proposal")
        async with gateway.tools("approve") as call:
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

    async def undo(state: State) -> Command[After]:
        """Name what would be taken back and ask. No side effects: this runs again on resume."""
        lang, shown = state["lang"], await looking.to_take_back(gateway, state["command"])
        if shown is None:
            return Command(goto="answer", update={"answer": say("agents.nothing_to_redo", lang)})
        what = {"events": [one["event"] for one in shown["events"]], "digest": shown["effects"]["digest"]}
        text = "\n".join((undo_text(cast("UndoView", shown), lang), say("agents.ask_undo", lang)))
        said = interrupt({"proposal": None, "undo": what["events"], "digest": what["digest"], "text": text})
        if not said["agreed"]:
            return _answered(say("agents.rejected", lang))
        return Command(goto="apply", update={"undo": {**what, **said["shown"]}, "decision": True})

    async def apply(state: State) -> Command[After]:
        """Write: facts, an approved proposal, or a rejection. After a crash in between it runs again: a proposal is
        then found closed and nothing is changed twice; a fact may be written twice, and the history shows it."""
        lang, view = state["lang"], state.get("proposal")
        async with gateway.tools("apply") as call:
            if state.get("facts"):
                again = state.get("again") or says_again(state["text"])
                try:
                    done = await call("work_record", edits=state["edits"], again=again)
                except RoadweekError as error:
                    if error.key != "log_repeated":
                        raise
                    question = say("agents.noted_twice", lang, **error.params)
                    kept: Update = {"answer": question, "question": question, "asked": state["text"]}
                    return Command(goto="answer", update=kept)
                return _answered("\n".join([applied_text(cast("AppliedView", done), lang), *means(done, lang)]))
            if state.get("undo"):
                done = await call("change_undo", **cast("dict[str, Any]", state["undo"]))
                done["calendar"] = await looking.told(call, done["calendar"], lang)
                return _answered(applied_text(cast("AppliedView", done), lang))
            if view is None:
                return _answered(say("agents.nothing_open", lang, help=say("agents.help", lang)))
            if not state["decision"]:
                await call("proposal_decide", proposal=view["proposal"], decision="reject")
                return _answered(say("agents.rejected", lang))
            shown = {"version": view["version"], "digest": view.get("digest") or view["effects"]["digest"]}
            try:
                done = await call("proposal_decide", proposal=view["proposal"], decision="approve", **shown)
            except RoadweekError as error:
                if error.key != "proposal_stale":
                    raise
                note = say("agents.elsewhere_stale", lang, proposal=view["proposal"])
                newer = {"proposal": str(error.params["proposal"])}
                return Command(
                    goto="approve", update={"proposal": newer, "note": note, "command": [], "decision": None}
                )
            done["calendar"] = await looking.told(call, done["calendar"], lang)
        return _answered(applied_text(cast("AppliedView", done), lang))

    async def answer(state: State) -> Update:
        """The end of every message; whoever has said nothing so far explains what can be said."""
        ended = "agents.welcome" if state["command"] == ["thanks"] else "agents.help"
        asks = state["question"] not in (None, say("agents.not_understood", state["lang"]))  # that is answered first
        said = state["answer"] or say(ended, state["lang"])
        if state["error"] and state.get("measured"):  # what was measured is told, whatever became of the plan
            said = f"{state['measured']}\n\n{said}"
        return {"answer": said, "offer": "again" if state.get("ritual") and not asks else None}

    def ask(state: State) -> Update:
        """Put the step of a ritual. No side effects: this runs again on resume."""
        step = state["step"] or {}
        shown = {"proposal": None, "ritual": step, "digest": step["digest"], "text": step["text"]}
        return {"heard": interrupt(shown)}

    def after_coaching(state: State) -> Literal["coach", "ask", "planner", "approve", "answer"]:
        if state["offer"]:
            return "coach"
        ritual, step = state.get("ritual"), state["step"]
        if step is not None and step["name"] != "over":
            return "planner" if step["name"] == "plan" else "ask"
        waits = ritual is not None and ritual["proposed"] and not state["answer"]
        return "approve" if waits else "answer"

    def after_answer(state: State) -> str:
        return "coach" if state["offer"] else END

    def after_planning(state: State) -> After:
        if state["error"] or state["answer"] or state["mode"] == "propose":
            return "answer"
        return "apply" if state.get("facts") else "approve"

    benchmark, bench_approve, bench_measure = bench_steps(gateway, asked, told)
    graph: Any = StateGraph(State)  # Any: the overloads of its methods are not fully typed
    graph.add_node("route", guarded(route), destinations=(*get_args(Route), "apply", "bench_measure"))
    graph.add_node("look", guarded(look), destinations=("answer",))
    graph.add_node("keep", guarded(keep), destinations=("answer",))
    graph.add_node("undo", guarded(undo), destinations=get_args(After))
    graph.add_node("planner", build_planner(gateway, asked))
    graph.add_node("coach", build_coach(gateway, asked))
    graph.add_node("ask", ask)
    graph.add_node("benchmark", guarded(benchmark), destinations=("bench_approve", "bench_measure", "answer"))
    graph.add_node("bench_approve", guarded(bench_approve), destinations=("bench_measure", "answer"))
    graph.add_node("bench_measure", guarded(bench_measure), destinations=("planner", "answer"))
    graph.add_node("approve", guarded(approve), destinations=get_args(After))
    graph.add_node("apply", guarded(apply), destinations=get_args(After))
    graph.add_node("answer", answer)
    graph.add_edge(START, "route")
    graph.add_conditional_edges("planner", after_planning)
    graph.add_conditional_edges("coach", after_coaching)
    graph.add_edge("ask", "coach")
    graph.add_conditional_edges("answer", after_answer, ["coach", END])
    compiled: CompiledStateGraph[State, None, State, State] = graph.compile(checkpointer=checkpointer)
    return compiled


def guarded(step: Step) -> Step:
    """A node whose RoadweekError becomes the answer, in words and with its key; without a Command it goes to answer."""

    @functools.wraps(step)
    async def run(state: State) -> Any:
        try:
            done = await step(state)
        except RoadweekError as error:
            done = {"answer": error.text(state["lang"]), "error": error.key}
        return Command(goto="answer", update=cast("Update", done)) if isinstance(done, dict) else done

    return run


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
