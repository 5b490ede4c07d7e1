"""The steps of the graph that measure: plan an experiment, ask whether to measure it, measure it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from langgraph.types import Command, interrupt

from roadweek.errors import RoadweekError
from roadweek.messages import say
from roadweek_agents import benchmark as benchmarks
from roadweek_agents.planner import joined
from roadweek_agents.routing import specialist

if TYPE_CHECKING:
    from roadweek_agents.benchmark import Told
    from roadweek_agents.gateway import Gateway
    from roadweek_agents.model import Model
    from roadweek_agents.state import State

    Step = Callable[[State], Awaitable[Any]]


def bench_steps(gateway: Gateway, model: Model, told: Told | None) -> tuple[Step, Step, Step]:
    """``benchmark``, ``bench_approve`` and ``bench_measure``, in this order."""

    async def benchmark(state: State) -> Any:
        if not gateway.measures:
            return {"answer": say("agents.bench_no_server", state["lang"]), "asked": None}
        whole = specialist(state["text"]) == "benchmark"  # a wish of its own, else the answer to our question
        planned = await benchmarks.plan(gateway, model, state, state["text"] if whole else joined(state))
        bench = planned.get("bench")
        if bench is None:
            return planned
        return Command(goto="bench_approve" if bench["left"] else "bench_measure", update=planned)

    async def bench_approve(state: State) -> Any:
        """Show the experiment and ask. No side effects: this runs again on resume."""
        bench, lang = state["bench"] or {}, state["lang"]
        text = f"{bench['told']}\n{say('agents.bench_ask', lang)}"
        shown = {"proposal": None, "bench": bench["experiment"], "digest": bench["digest"], "text": text}
        said = interrupt(shown)
        if not said["agreed"]:
            return {"answer": say("agents.bench_rejected", lang, name=bench["experiment"]), "asked": None}
        return Command(goto="bench_measure", update={"bench": {**bench, **said["shown"]}})

    async def bench_measure(state: State) -> Any:
        """Where the endpoint or the device fails, the runs that were made stand, and "go on" measures the rest."""
        try:
            done = await benchmarks.measure(gateway, model, state, told)
        except RoadweekError as error:
            name = (state["bench"] or {})["experiment"]
            text = f"{error.text(state['lang'])}\n{say('agents.bench_unfinished', state['lang'], name=name)}"
            return {"answer": text, "error": error.key, "unfinished": state["bench"]}
        done["unfinished"] = None
        return done if "answer" in done else Command(goto="planner", update=done)

    return benchmark, bench_approve, bench_measure
