"""How binding a wish is: must, should or optional, read from the words that people put beside it."""

from __future__ import annotations

import re

from roadweek.domain.base import Strength
from roadweek.understanding.spans import Found, pattern


@pattern
def _words() -> str:
    optional = (
        r"可选|选做|可做可不做|有空(?:就|再|的话)?|有时间(?:就|再|的话)?|可以不|允许|不强制|不强求|尽量|如果可以|"
        r"\boptional(?:ly)?\b|\bif\s+(?:time\s+(?:allows|permits)|possible|there(?:'s|\s+is)\s+time)\b|"
        r"\bnice[- ]to[- ]have\b|\bmay\b(?!\s+\d)|\bnot\s+mandatory\b|\bwhen(?:ever)?\s+possible\b"
    )
    must = (
        r"雷打不动|必须|务必|一定要?|强制|怎么(?:滴|着|样)?也要|无论如何|不可缺|"
        r"不可少|不能断|风雨无阻|铁打不动|不可动摇|没商量|不容商量|一天(?:也|都)不(?:能)?落|至少|不少于|最少|"
        r"非做不可|"
        r"\bmust\b(?!\s+not)|\bmandatory\b|\brequired\b|\bno\s+matter\s+what\b|\bat\s+least\b|\balways\b|"
        r"\bwithout\s+fail\b|\bnon[- ]?negotiable\b|\bno\s+(?:excuses|exceptions)\b|"
        r"\bcome\s+rain\s+or\s+shine\b|\bunshak[e]?able\b|\bhave\s+to\b"
    )
    should = r"应该|最好|建议|推荐|\bshould\b|\bought\s+to\b|\bideally\b|\bpreferably\b|\brecommended\b"
    return rf"(?P<optional>{optional})|(?P<must>{must})|(?P<should>{should})"


def find_strengths(text: str) -> tuple[Found[Strength], ...]:
    """Every word of obligation in ``text``, in order."""
    kinds: dict[str, Strength] = {"must": "must", "should": "should", "optional": "optional"}
    return tuple(
        Found(m.start(), m.end(), kinds[m.lastgroup], m[0]) for m in _words().finditer(text) if m.lastgroup in kinds
    )


_CLAUSES = re.compile(r"[，,。；;!！()（）—]|\.\s|\.$|\s[-–]\s")
_FILLERS = re.compile(
    r"[\s\W]|这(?:一)?[点项]|这个|每天|每日|都|是|的|\b(?:this|that|it|one|is|are|and|every|single|day|week|"
    r"daily)\b",
    re.IGNORECASE,
)


def standalone(text: str) -> tuple[str, ...]:
    """The clauses of ``text`` that hold a word of obligation and nothing else: they are said of all of it."""
    found: list[str] = []
    for clause in _CLAUSES.split(text):
        words = find_strengths(clause)
        rest = clause
        for word in words:
            rest = rest.replace(word.text, " ")
        if words and not _FILLERS.sub("", rest):
            found.append(clause.strip())
    return tuple(found)


def read_strength(text: str, default: Strength = "should") -> Strength:
    """The strongest statement of ``text``: "must" beats "optional" beats "should"; else ``default``."""
    values = {f.value for f in find_strengths(text)}
    for strength in ("must", "optional", "should"):
        if strength in values:
            return strength
    return default
