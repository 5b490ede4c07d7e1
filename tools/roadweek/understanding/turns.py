"""Every other week, every third day, 每隔两天: of a unit that recurs, every how manieth counts; a month's first Monday.

One table for plans and for sentences, so that "every other week" means the same in both.
"""

from __future__ import annotations

import re
from re import Match
from typing import Final, Literal

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.understanding.numbers import zh_number
from roadweek.understanding.spans import Found, pattern

TurnUnit = Literal["day", "week", "month"]
BLANK: Final = "\u200b"
"""Stands where words were taken out: no space, for wide gaps part the cells of a row."""


@pattern
def turns() -> str:
    """Words for every how manieth day, week or month."""
    return (
        r"\b(?:every|each)\s+(?P<en>other|second|third|fourth|fifth|sixth|two|three|four|five|six|\d{1,2})(?:st|nd|rd|th)?\s+"
        r"(?P<eu>days?|weeks?|months?)\b|"
        r"\bonce\s+(?:every|in)\s+(?P<on>two|three|four|five|six|\d{1,2})\s+(?P<ou>days|weeks|months)\b|"
        r"\b(?P<forth>fortnightly|bi-?weekly|(?<!for\s)(?<!in\s)(?:once\s+)?(?:a|every|each)\s+fortnight)\b|"
        r"\b(?P<quarter>quarterly|(?:once\s+)?(?:a|every|each|per)\s+quarter(?!\s+of|\s*-?\s*hour))\b|"
        r"每隔(?P<zg>\d{1,2}|[一两二三四五六七八九十])(?:个)?(?P<gu>天|日|周|星期|礼拜|月)(?:的)?|"
        r"每\s?(?P<zn>\d{1,2}|[两二三四五六七八九十])\s?(?:个)?(?P<zu>天|日|周(?!期)|星期|礼拜|月)|"
        r"(?<![\d第一二三四五六七八九十每这那前后用花隔])(?P<zk>[2-9]|[两三四五六七])\s?(?P<ku>天|周)(?=[^\s，,。；;：:\d一]{0,3}一(?:[次回趟节]|个?半?小时|篇|套)|半个?小时)|"
        r"隔(?P<zo>天|日|周|星期|礼拜|月)|(?P<zq>每(?:个)?季度?)(?!节)"
    )


_WORDS = {
    "other": 2,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_UNITS: dict[str, TurnUnit] = {
    "d": "day",
    "w": "week",
    "m": "month",
    "天": "day",
    "日": "day",
    "周": "week",
    "星": "week",
    "礼": "week",
    "月": "month",
}


def turn_of(match: Match[str]) -> tuple[int, TurnUnit]:
    """The number and the unit of what :func:`turns` found: 2 and week for "fortnightly"; 0 or 1 is no turn."""
    part = match.groupdict()
    if part["forth"]:
        return 2, "week"
    if part["quarter"] or part["zq"]:
        return 3, "month"
    if part["zo"]:
        return 2, _UNITS[part["zo"][0]]
    if part["zg"]:
        return _number(part["zg"]) + 1, _UNITS[part["gu"][0]]
    number, unit = next(
        (part[a], part[b]) for a, b in (("en", "eu"), ("on", "ou"), ("zn", "zu"), ("zk", "ku")) if part[a]
    )
    return _number(number), _UNITS[unit[0].lower()]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _WORDS.get(text.lower()) or {"两": 2}.get(text) or zh_number(text) or 0


_COUNT = re.compile(r"(?:\b(?:once|twice|thrice|times)|\d\s*[x×]?)\s*$", re.IGNORECASE)
_PLAIN_ZH = {"day": "每天", "week": "每周", "month": "每月"}


def plain_turns(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """``text`` with a plain "every week" in the place of each turn, all places kept; and the turns: where, how many."""
    if not turns().search(text):
        return text, ()
    found: list[tuple[int, int]] = []

    def change(match: Match[str]) -> str:
        number, unit = turn_of(match)
        if number < 2:
            return match[0]
        found.append((match.start(), number))
        plain = f"every {unit}" if match[0].isascii() else _PLAIN_ZH[unit]
        size = len(match[0])
        # "monthly" is shorter than "every month": nothing may shift
        fitting = plain if len(plain) <= size else f"per {unit}"
        counted = _COUNT.search(text[: match.start()])
        return (fitting.ljust(size, BLANK) if counted else fitting.rjust(size, BLANK))[:size]

    return turns().sub(change, text), tuple(found)


_ORDER = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "last": -1,
}
_EN_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"


@pattern
def _of_month() -> str:
    order = "|".join(_ORDER)
    of = r"(?:of\s+(?:each|every|the|a)\s+month|(?:in\s+)?(?:each|every|a|per)\s+month)"
    month = r"(?:monthly|(?:each|every|once\s+a)\s+month),?"
    return (
        rf"\b(?:(?:on\s+)?(?:the|every|each)\s+)?(?P<en>{order})\s+(?P<ed>{_EN_DAY})s?\s+{of}\b|"
        rf"\b{month}\s+on\s+the\s+(?P<em>{order})\s+(?P<dm>{_EN_DAY})\b|"
        r"每(?:个)?月的?(?P<zh>第\s?[一二三四五1-5]\s?个?|最后一?个)(?:周|星期|礼拜)(?P<zd>[一二三四五六日天])"
    )


def days_of_month(text: str) -> tuple[Found[tuple[int, Weekday]], ...]:
    """ "The first Monday of each month", 每月最后一个周日: which of the month's, and the weekday."""
    found: list[Found[tuple[int, Weekday]]] = []
    for match in _of_month().finditer(text):
        part = match.groupdict()
        if part["zh"]:
            number = -1 if part["zh"].startswith("最后") else _number(re.sub(r"[第个\s]", "", part["zh"]))
            day = "一二三四五六日".index(part["zd"].replace("天", "日"))
            value = number, WEEKDAYS[day]
        else:
            value = _ORDER[(part["en"] or part["em"]).lower()], _weekday(part["ed"] or part["dm"])
        found.append(Found(match.start(), match.end(), value, match[0]))
    return tuple(found)


def _weekday(word: str) -> Weekday:
    return next(code for code in WEEKDAYS if code == word[:2].upper())
