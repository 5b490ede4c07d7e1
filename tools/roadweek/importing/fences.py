"""A fence round words is no code: week templates that people set in a fence are opened up to be read like the rest."""

from __future__ import annotations

import re

from roadweek.importing.look import may_recur
from roadweek.understanding.quick import Quick

_FENCE = Quick(r"\s{0,3}(`{3,}|~{3,})\s*([\w+-]*)\s*$", re.NOFLAG)
_WORDS = {"", "text", "txt", "md", "markdown", "plain", "plaintext", "plan", "schedule", "template", "org", "todo"}
_CODE = Quick(
    r"[{};]\s*$|^\s*(?:\$|#!|//|import |from \w+ import|def |class |return |const |let |var |sudo |pip |git |"
    r"docker |npm |apt |curl |cd |python|ssh )|=>|==|\w\(.*\)|^\s*\w+\s*=\s*\S|^\s*-{1,2}\w+",
    re.NOFLAG,
)
_PLAN = Quick(
    r"周[一二三四五六日天末]|星期|每[天日周月晚早]|早上|上午|下午|晚上|工作日|\d\s*(?:分钟|小时|min\b|h\b|hours?\b)|\d\d?:\d\d|"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?s?\b|\b(?:daily|weekly|every|morning|evening|afternoon|week)\b",
)


_DUE = Quick(
    r"\d\s*[月日号]份?(?:[初中上下]?旬|底|末)?\s*(?:之|以)?前|截止|DDL|\b(?:due|deadline|by)\b.{0,20}\d|\d月\d{1,2}[日号]",
)


def plain_fences(lines: list[str]) -> list[str]:
    """``lines`` with the fences blanked whose content is a plan in words: at least half of it speaks of time."""
    opened: tuple[int, str] | None = None
    result = lines
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if match is None:
            continue
        if opened is None:
            opened = (number, match[1] if match[2].lower() in _WORDS else "-" + match[1])
        elif not match[2] and match[1].startswith(opened[1].lstrip("-")[:3]):
            inner = [text for text in lines[opened[0] + 1 : number] if text.strip()]
            if inner and not opened[1].startswith("-") and _is_plan(inner):
                result = list(result) if result is lines else result
                result[opened[0]] = result[number] = ""
                for at in range(opened[0] + 1, number):
                    result[at] = (
                        result[at].strip() if not re.match(r"\s*(?:[-*+]|\d+[.)])\s", result[at]) else result[at]
                    )
            opened = None
    return result


def _is_plan(inner: list[str]) -> bool:
    sample = inner[:200]
    if any("{{" in line or "<%" in line for line in sample):
        return False  # a template that a tool fills in
    if sum(1 for line in sample if _CODE.search(line)) * 3 > len(sample):
        return False
    timed = sum(1 for line in sample if (_PLAN.search(line) and may_recur(line)) or _DUE.search(line))
    return timed * 2 >= len(sample)
