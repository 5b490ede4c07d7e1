"""One conversation as a graph: route → look | keep | undo | planner | coach | benchmark → approve → apply → answer.

A ritual of the coach is gone on with after each answer: one step a round (coach → ask → coach), until it is over or the
person leaves it.

What the nodes do stands in ``steps``, ``planner``, ``coach`` and ``bench_steps``.
Servers, model and checkpointer are injected; nothing here opens a database, a calendar or a connection.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from langgraph.graph import END, START, StateGraph
from langgraph.types import Command

from roadweek.errors import RoadweekError
from roadweek_agents.bench_steps import bench_steps
from roadweek_agents.coach import build_coach
from roadweek_agents.gateway import Gateway
from roadweek_agents.model import Rules
from roadweek_agents.planner import build_planner
from roadweek_agents.state import Route, State, Update
from roadweek_agents.steps import After, Steps

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    from roadweek_agents.model import Model

Step = Callable[[State], Awaitable[Any]]


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
    steps = Steps(gateway, asked)
    benchmark, bench_approve, bench_measure = bench_steps(gateway, asked, told)
    graph: Any = StateGraph(State)  # Any: the overloads of its methods are not fully typed
    graph.add_node("route", guarded(steps.route), destinations=(*get_args(Route), "apply", "bench_measure"))
    graph.add_node("look", guarded(steps.look), destinations=("answer",))
    graph.add_node("keep", guarded(steps.keep), destinations=("answer",))
    graph.add_node("undo", guarded(steps.undo), destinations=get_args(After))
    graph.add_node("planner", build_planner(gateway, asked))
    graph.add_node("coach", build_coach(gateway, asked))
    graph.add_node("ask", steps.ask)
    graph.add_node("benchmark", guarded(benchmark), destinations=("bench_approve", "bench_measure", "answer"))
    graph.add_node("bench_approve", guarded(bench_approve), destinations=("bench_measure", "answer"))
    graph.add_node("bench_measure", guarded(bench_measure), destinations=("planner", "answer"))
    graph.add_node("approve", guarded(steps.approve), destinations=get_args(After))
    graph.add_node("apply", guarded(steps.apply), destinations=get_args(After))
    graph.add_node("answer", steps.answer)
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
