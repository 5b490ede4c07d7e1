"""Questions about what lies ahead: "what is March for?", "what if I travel next week?". They change nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadweek.understanding.when import find_whens

_AFTER_WHAT = r"(?:slips?|happens?|would (?:happen|slip|move)|changes?|effect|result|cost)?"
_WHAT_IF = (
    (
        rf"(?:and |so |but )?(?:what(?:'s| is| would be)? (?:the )?{_AFTER_WHAT}\s*,?\s*if|what if|suppose|"
        r"how bad (?:is|would) it (?:be )?if) (?P<a>.+)"
    ),
    (
        r"(?:如果|要是|假如|万一)(?P<b>.+?)[，,]?(?:的话)?[，,]?(?:会|那|那么|那会)?"
        r"(?:怎么样|怎样|怎么办|如何|有什么影响|影响(?:什么|多大|哪些)|"
        r"(?:什么|哪些)(?:会)?(?:推迟|延后|拖后|来不及)|(?:会)?(?:推迟|耽误)(?:什么|哪些))(?:呢|吗|啊)?"
    ),
    r"(?P<c>.+?)(?:的话)?(?:会|有)(?:什么影响|影响什么|耽误什么|推迟什么)(?:呢|吗)?",
)
_WITHIN = r"(?:for|in|over|during|until|by)"
_SPAN = (
    r"(?:and |so )?what(?:'s| is| are|'re) (?P<a>.{3,40}?) (?:there |good |meant |planned )?for",
    (
        r"(?:and |so )?what (?:do|will|should|am) i (?:do|work on|be doing|going to do|doing|get done|have to do) "
        rf"{_WITHIN} (?P<b>.{{3,40}}?)"
    ),
    rf"(?:and |so )?what(?:'s| is) (?:planned|the plan|coming up|ahead|due) {_WITHIN} (?P<c>.{{3,40}}?)",
    (
        r"(?P<d>[^，。,]{2,16}?)(?:主要|都|大概)?(?:是)?(?:要|该|用来|打算)?(?:做|干|学|忙|完成|安排)"
        r"(?:些|点)?(?:什么|啥|哪些(?:事|工作|内容)?)(?:的|呢)?"
    ),
    r"(?P<e>[^，。,]{2,16}?)(?:的)?(?:计划|安排|重点)(?:是(?:什么|啥|哪些)|有哪些|有什么)(?:呢)?",
)


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """``what_if``: the words of what might be; ``span``: the words of a stretch of time that is asked about."""

    kind: Literal["what_if", "span"]
    words: str


def plan_question(text: str) -> PlanQuestion | None:
    """What a whole message asks about the time ahead; null where it asks something else or asks nothing. A single day
    is no stretch: it is shown."""
    said = re.sub(r"\s+", " ", text).strip(" .。!！?？~～").strip()
    for shape in _WHAT_IF:
        found = re.fullmatch(shape, said, re.IGNORECASE)
        words = next((g for g in found.groups() if g), "").strip() if found else ""
        if words:
            return PlanQuestion("what_if", words)
    for shape in _SPAN:
        found = re.fullmatch(shape, said, re.IGNORECASE)
        words = next((g for g in found.groups() if g), "").strip() if found else ""
        if words and stretch(words, _ANY_DAY) is not None:
            return PlanQuestion("span", words)
    return None


_ANY_DAY = date(2026, 1, 1)
"""It only matters that a stretch of days is named."""


def stretch(words: str, today: date) -> tuple[date, date] | None:
    """The days that words name, where they name a stretch of them and nothing else."""
    whens = [w for w in find_whens(words, today) if not w.value.anchor]
    if len(whens) != 1 or whens[0].value.doubt or whens[0].value.start == whens[0].value.end:
        return None
    rest = words.replace(whens[0].text, "").strip().casefold()
    when = whens[0].value
    return (when.start, when.end) if rest in _BESIDE else None


_BESIDE = ("", "the", "of", "rest of", "the rest of", "the month of", "整个", "一整个", "在", "这")
