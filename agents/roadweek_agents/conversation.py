"""Talking to the graph: one message in, one reply out, and a decision handed to whatever waits for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from langgraph.types import Command

from roadweek.domain.sanitise import sanitised
from roadweek.messages import say
from roadweek_agents.benchmark import resumes
from roadweek_agents.routing import command, language_of
from roadweek_agents.routing import decision as yes_or_no
from roadweek_agents.state import FORM, fresh

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph

    from roadweek_agents.state import Language, State

    Graph = CompiledStateGraph[State, None, State, State]


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show. ``interrupt`` is set while a decision is waited for, ``question`` where words are; ``error`` is the
    key of an error whose words ``text`` has. ``by`` says who read the words."""

    text: str
    proposal: dict[str, Any] | None = None
    interrupt: dict[str, Any] | None = None
    question: str | None = None
    error: str | None = None
    by: str = "rules"
    unread: bool = False
    """Nothing of the message was read: what was shown before it is still what a yes is about."""
    notice: str | None = None
    """What ``text`` begins with where something must be said before the answer."""


async def converse(
    graph: Graph, thread: str, text: str, *, lang: Language | None = None, shown: str | None = None
) -> Reply:
    """Answer one message of the conversation ``thread``, in its language unless ``lang`` names one.

    What answers the step of a ritual that was shown last goes to it. A bare yes or no decides about what waits, if that
    is what was ``shown`` last (the digest of the last interrupt that this client got); else a yes shows it again. Any
    other message is a new request, and what waited stays open.
    """
    text = sanitised(text)  # a terminal may also hand over halves of characters
    before = await graph.aget_state(_config(thread))
    waiting: dict[str, Any] = before.interrupts[0].value if before.interrupts else {}
    stopped = "bench_measure" in before.next and not before.interrupts
    if stopped and resumes(text):  # its process died: what was measured is in the checkpoint
        return await _run(graph, thread, None)
    decided = yes_or_no(text)
    if waiting.get("proposal") and command(text) == ["approve", waiting["proposal"]]:
        decided = True
    seen = shown is not None and shown == waiting.get("digest")
    step = waiting.get("ritual")
    if step:
        from roadweek_agents.coach import answers
        from roadweek_agents.rituals import FREE, stops

        heard = answers(step, text)
        if heard and (seen or stops(text)):
            return await _run(graph, thread, Command(resume=text))
        spoken = lang or language_of(text, before.values.get("lang", "en"))
        said = fresh(text, spoken)
        if heard and (decided is not None or step["name"] not in FREE):  # it was not shown here yet
            said["command"] = ["go_on"]
        return await _run(graph, thread, said)
    if decided is not None and waiting and (seen or not decided):  # a no needs no second look, and is undone by a word
        return await resume(graph, thread, decided)
    spoken = lang or language_of(text, before.values.get("lang", "en"))
    reply = await _run(graph, thread, fresh(text, spoken))
    if stopped:
        bench: dict[str, Any] = before.values.get("bench") or {}
        name = bench.get("experiment", "")
        notice = say("agents.bench_stopped", spoken, name=name)
        reply = replace(reply, text=f"{notice}\n\n{reply.text}", notice=notice)
    if decided is not None and shown is not None and not waiting and (reply.interrupt or {}).get("digest") == shown:
        return await resume(graph, thread, decided)  # shown before words that could not be read, and the same still
    return reply


def thread_of(name: str, form: int = FORM) -> str:
    """The thread that keeps the conversation ``name`` in a form of the graph."""
    return name if form == 1 else f"{name}/{form}"


async def forget_older(graph: Graph, name: str) -> bool:
    """Delete what earlier forms of the graph kept of the conversation ``name``; whether there was anything."""
    running: Any = graph  # Any: as in _run
    saver: Any = running.checkpointer
    found = False
    for form in range(1, FORM):
        thread = thread_of(name, form)
        if await saver.aget_tuple(_config(thread)) is not None:
            await saver.adelete_thread(thread)
            found = True
    return found


async def resume(graph: Graph, thread: str, decision: bool) -> Reply:
    """Hand a decision about what the conversation waits with to it, with the version and the digest that were shown;
    one made elsewhere meanwhile is only told."""
    before = await graph.aget_state(_config(thread))
    if not before.interrupts:
        return await _run(graph, thread, fresh("approve", before.values.get("lang", "en")))
    waiting = before.interrupts[0].value
    shown = {name: waiting[name] for name in ("version", "digest") if name in waiting}
    return await _run(graph, thread, Command(resume={"agreed": decision, "shown": shown}))


async def propose(graph: Graph, text: str, *, lang: Language | None = None, week: str | None = None) -> Reply:
    """One wish without a conversation: its proposal, a question back, or neither; nothing waits for an answer."""
    text = sanitised(text)
    return await _run(graph, "", fresh(text, lang or language_of(text, "en"), mode="propose", week=week))


async def _run(graph: Graph, thread: str, given: Any) -> Reply:
    from langsmith import run_helpers

    running: Any = graph  # Any: the overloads of its methods are not fully typed
    tracing: Any = run_helpers
    # LangChain sends whole states to its cloud where a variable of the environment says so: never a person's plan.
    with tracing.tracing_context(enabled=False):
        # "sync": a checkpoint is on disk before the next step begins, so that a crash loses no decision.
        keeps = {"durability": "sync"} if running.checkpointer else {}
        out = await running.ainvoke(given, _config(thread), version="v2", **keeps)
    state: dict[str, Any] = dict(out.value)
    waiting = out.interrupts[0].value if out.interrupts else None
    return Reply(
        text=waiting["text"] if waiting else state.get("answer", ""),
        proposal=state.get("proposal"),
        interrupt=waiting,
        question=_asked(waiting) or state.get("question"),
        error=state.get("error"),
        by=state.get("by", "rules"),
        unread=bool(state.get("unread")) and waiting is None,
        notice=waiting.get("note") if waiting else None,
    )


def _asked(waiting: dict[str, Any] | None) -> str | None:
    """What the step of a ritual asks, which words answer."""
    step = (waiting or {}).get("ritual")
    return step["text"] if step else None


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}}
