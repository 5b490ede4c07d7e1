"""The benchmark specialist. This version knows no device: it says so, invents no figure, and names what works now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek_agents.state import State, Update


def benchmark(state: State) -> Update:
    return {"answer": say("agents.benchmark_not_yet", state["lang"]), "asked": None}
