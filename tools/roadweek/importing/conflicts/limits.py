"""Rules that read like limits and bound nothing: told, so that nobody relies on them."""

from __future__ import annotations

from roadweek.importing.conflicts.case import Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.look import find_durations
from roadweek.understanding.quick import Quick

_LIMIT = Quick(
    r"最多|不超过|不多于|至多|上限|\b(?:at most|no more than|not more than|never more than|maximum|up to)\b",
)
_OF_TIME = Quick(
    r"每[天日周晚次月]|一[天日周次]|\b(?:a|per|each|every|any|one)\s+(?:day|week|evening|morning|session|sitting|month)\b"
)
_IN_A_ROW = Quick(
    r"(?:不|别|勿|避免|禁止)[^，,。；;]{0,8}连(?:着|续)|连(?:着|续)[^，,。；;]{0,8}(?:不(?!断|间断)|别)|不(?:要)?(?:相邻|隔天)|"
    r"\b(?:never|not|no|avoid|don['’]?t)\b[^.;]{0,40}\b(?:in a row|consecutive|back[- ]to[- ]back|two days running)\b",
)
_BREAK = Quick(
    r"每(?:隔)?\s*(?:学习?\s*)?(?:\d+|[一二两三四五六七八九十]+|半个?)\s*(?:个)?(?:小时|分钟|番茄)[^，,。；;]{0,6}(?:休息|起身|活动)|"
    r"\b(?:break|rest|stand up|pause)\b[^.;]{0,24}\b(?:every|each|after)\s+(?:\w+\s+){0,2}(?:hours?|min(?:ute)?s?)\b|"
    r"\b(?:every|each)\s+(?:\d+\s+|half\s+)?(?:hours?|min(?:ute)?s?)\b[^.;]{0,16}\b(?:break|rest|pause)\b",
)
_BY_CLOCK = Quick(
    r"(?:不|别|勿|禁止|停止)[^，,。；;]{0,12}|\b(?:no|never|not|don['’]?t|stop|nothing|only)\b[^.;]{0,30}",
)
_CLOCK = Quick(
    r"(?:\d{1,2}(?:[:：]\d\d)?\s*(?:点|时)?|[一二三四五六七八九十]{1,3}\s*点(?:半)?)\s*(?:之?[前后]|以[前后])|"
    r"\b(?:before|after|past|until|later than|earlier than)\s+(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b)?"
    r"(?!\s*(?:days?|weeks?|min|hours?))|noon|midnight)",
)


def find(case: Case, report: Report) -> None:
    lines = case.told.obeyed_lines
    for item in case.of("rules"):
        if item.kind is None and not lines & set(item.lines) and reads_like_limit(item.title):
            report.add("rule_not_obeyed", item.lines, title=short(item.title, 60))


def reads_like_limit(text: str) -> bool:
    """Whether a rule says how much, how often or until when at most."""
    text = text[:200]
    if _IN_A_ROW.search(text) or _BREAK.search(text):
        return True
    if _LIMIT.search(text) and (find_durations(text) or _OF_TIME.search(text)):
        return True
    return bool(_BY_CLOCK.search(text) and _CLOCK.search(text))
