"""A ritual: something led through step by step. Its tables say which step is next, so it goes on wherever it stopped.

A step asks one thing and names it by a digest. What the person says to it is kept by a tool before the next step is
looked for; nothing but what was put off for now (``later``) is remembered in the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from typing_extensions import TypedDict

from roadweek_agents.routing import tidy

if TYPE_CHECKING:
    from roadweek_agents.gateway import Tools
    from roadweek_agents.state import Language

RitualKind = Literal["week", "day", "redo", "cards", "drill"]
StepName = Literal[
    "settle", "question", "decision", "recall", "redo", "card", "rating", "drill", "grade", "report", "plan", "over"
]
"""``report`` writes the report, ``plan`` proposes, ``over`` ends; all others ask."""
FREE: Final[tuple[StepName, ...]] = ("question", "decision", "card", "drill")
"""Steps to which any words may be the answer."""


class Standing(TypedDict):
    """Where a ritual stands: all that its tables do not know."""

    kind: RitualKind
    of: str
    """A day of what it is about."""
    later: list[str]
    """Digests of steps that the person put off."""
    reported: bool
    proposed: bool


class RitualStep(TypedDict):
    kind: RitualKind
    name: StepName
    digest: str
    text: str
    again: str
    """The same in short, after something else was said."""
    about: dict[str, Any]
    """What an answer needs, JSON-plain."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an answer: words for the person, and where the ritual stands now."""

    said: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Ritual:
    """``next_step`` reads; ``hears`` says without reading whether a text answers a step; ``keep`` writes an answer."""

    next_step: Callable[[Tools, Standing, Language], Awaitable[RitualStep]]
    hears: Callable[[RitualStep, str], bool]
    keep: Callable[[Tools, Standing, RitualStep, str, Language], Awaitable[Kept]]


def over(kind: RitualKind, text: str) -> RitualStep:
    """The end of a ritual, with what is said of it."""
    return {"kind": kind, "name": "over", "digest": f"{kind}:over", "text": text, "again": text, "about": {}}


_STOP = (
    r"(?:stop|pause|end|finish|leave|quit)(?: (?:it|here|now|for now|for today|(?:the|"
    r"this) (?:weekly )?(?:review|recall|redo|cards?|drill|ritual)))*"
    r"|(?:that'?s )?enough(?: for (?:now|today))?|(?:let'?s )?(?:stop|do (?:it|this|the rest)) (?:here|"
    r"later|another time)"
    r"|(?:先)?(?:停(?:止|下|一下|在这)?|到这(?:里|儿)?|暂停|中断|不复盘|不做|结束复盘|退出复盘|"
    r"停止复盘)(?:吧|了|一下)*|今天(?:就)?(?:先)?到这(?:里|儿)?(?:吧)?"
)
_LATER = (
    r"(?:later|skip(?: (?:it|this|that|this one|this question))?|pass|not now|leave (?:it|them)(?: open)?)"
    r"|(?:以后|稍后|待会儿?|晚点|回头|等会儿?|之后)(?:再)?(?:说|弄|回答|处理|填|做)?(?:吧)?|"
    r"(?:先)?(?:跳过|略过|放着|不答|不说)(?:这个|这题|它|吧)*"
)
_GOES_ON = r"next(?: one| question| step)?|go on|continue|resume|carry on|下一(?:个|题|步)|继续(?:吧)?|接着(?:来|说)?"


def stops(text: str) -> bool:
    """Whether the whole message is a word for ending a ritual for now."""
    return re.fullmatch(_STOP, tidy(text), re.IGNORECASE) is not None


def puts_off(text: str) -> bool:
    """Whether the whole message leaves a step for later."""
    return re.fullmatch(_LATER, tidy(text), re.IGNORECASE) is not None


def goes_on(text: str) -> bool:
    """Whether the whole message asks for the next step."""
    return re.fullmatch(_GOES_ON, tidy(text), re.IGNORECASE) is not None


def put_off(standing: Standing, *digests: str) -> Standing:
    return {**standing, "later": [*standing["later"], *digests]}
