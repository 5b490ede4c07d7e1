"""The state of one conversation: plain JSON, because checkpoints keep it and later code may read it."""

from __future__ import annotations

from typing import Any, Final, Literal

from typing_extensions import TypedDict

FORM: Final = 2
"""The number of the form of graph and state. It grows when a conversation that an earlier one kept cannot go on."""
Language = Literal["en", "zh"]
Route = Literal["look", "keep", "undo", "planner", "coach", "benchmark", "approve", "apply", "answer"]


Update = dict[str, Any]
"""What a node changes of the state: some of its keys."""


class State(TypedDict):
    """What is known while one message is answered. Only ``asked``, ``proposal``, ``ritual``, ``unfinished`` and
    ``lang`` outlive it."""

    text: str
    lang: Language
    mode: Literal["talk", "propose"]
    """``propose``: the message is one wish, to become a proposal and nothing more; nobody is asked to approve it."""
    week: str | None
    """A day of a week to solve besides those that the edits touch."""
    command: list[str]
    """A command and its argument, e.g. ``["undo", "2"]``; empty for free words."""
    edits: list[dict[str, Any]]
    by: str
    question: str | None
    asked: str | None
    """The words that our last question was about: the answer is read together with them."""
    follows: str | None
    """The proposal that the message corrects or adds to: its edits are all that is wished now."""
    waiting: bool
    """Whether the proposal that was last talked about is open."""
    unread: bool
    """Nothing of the message was read, and what waits goes on waiting as it was shown."""
    facts: bool
    """The edits only say what happened: they are written down, and a proposal that waits goes on waiting."""
    again: bool
    """The person said that what was noted a moment ago happened once more."""
    undo: dict[str, Any] | None
    """The events that the person was shown and wants to have taken back, and the digest of that."""
    proposal: dict[str, Any] | None
    """The proposal that was last talked about, as its view; whether it is still open only the table says."""
    bench: dict[str, Any] | None
    """The experiment that was shown or is being measured: its id, digest, the order of its runs, its work."""
    unfinished: dict[str, Any] | None
    """The same, of one whose measuring failed: "go on" measures what is left of it."""
    measured: str | None
    """What a benchmark showed, where the planner goes on with it."""
    note: str | None
    """Something to say above the next proposal, e.g. that it replaces a stale one."""
    decision: bool | None
    ritual: dict[str, Any] | None
    """Where the ritual that is led through stands (``rituals.Standing``)."""
    step: dict[str, Any] | None
    """What the ritual asks now (``rituals.RitualStep``)."""
    heard: str | None
    """What the person said to it."""
    offer: Literal["next", "again"] | None
    """The ritual goes on when this is said: with its next step, or with the one that was asked already."""
    answer: str
    error: str | None
    """The key of an error, for a caller that needs an exit code."""


def fresh(text: str, lang: Language, *, mode: Literal["talk", "propose"] = "talk", week: str | None = None) -> Update:
    """The input of a new message; what belonged to the last one is emptied."""
    return {
        "text": text,
        "lang": lang,
        "mode": mode,
        "week": week,
        "command": [],
        "edits": [],
        "by": "rules",
        "question": None,
        "follows": None,
        "waiting": False,
        "unread": False,
        "bench": None,
        "measured": None,
        "note": None,
        "decision": None,
        "facts": False,
        "again": False,
        "undo": None,
        "step": None,
        "heard": None,
        "offer": None,
        "answer": "",
        "error": None,
    }
