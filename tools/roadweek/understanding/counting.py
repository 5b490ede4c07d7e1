"""Applications told in words: "I applied to 3 companies today", 投了三家. How many, and the words of the day.

Only what a whole message says to have been done: a wish ("apply to 3 a week"), a question and a thought are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadweek.understanding.numbers import DIGITS, EN_NUMBER, ZH_NUMBER, read_number

MOST = 1000
_APPLICATION = (
    r"\b(?:job )?applications?\b|\br[eé]sum[eé]s?\b|\bcvs?\b|\bappl(?:y|ied|ying)\b"
    r"|投递|投简历|简历投|投出|申请|网申|内推|海投"
)
_N = rf"(?:another )?(?P<n>{DIGITS}|\b{EN_NUMBER}\b|an?\b(?! couple))"
_SENT = r"(?:job |internship )?(?:applications?|r[eé]sum[eé]s?|cvs?)"
_THINGS = (
    r"(?:more |other |new |different |job |internship |summer )*(?:applications?|r[eé]sum[eé]s?|cvs?|companies|company|"
    r"firms?|jobs?|places?|positions?|roles?|openings?|internships?|employers?|start-?ups?|of them|postings?)"
)
_DAY = r"[a-z0-9 ',]{3,30}?"
_I = rf"(?:(?P<when>{_DAY}),? )??(?:(?:i|we)(?: have|'ve)? |have )?(?:just )?"
_THEN = rf"(?: (?P<after>{_DAY}))?"
_OUT = r"(?: out| off| in)?"
_ZH_DAY = r"[^，。,、了投申请又再刚我已]{2,8}?"
_ZH_I = rf"(?P<when>{_ZH_DAY})?我?(?P<after>{_ZH_DAY})?(?:又|再|刚刚?|一共|总共|已经|另外)*"
_ZH_N = rf"(?P<n>\d+|{ZH_NUMBER})"
_ZH_THING = r"(?:家|份|个|封|次|处)(?:公司|企业|厂|大厂|中厂|简历|岗位|岗|职位|实习|申请|单位|工作)?"
_TOLD: tuple[str, ...] = (
    rf"{_I}applied (?:to|for|at|with) {_N}(?: (?:more )?{_THINGS}| more)?{_THEN}",
    rf"{_I}applied {_N} times?{_THEN}",
    rf"{_I}(?:sent|submitted|filed|handed in|made|finished|wrote){_OUT} {_N} (?:more )?{_SENT}{_OUT}{_THEN}",
    rf"{_N} (?:more )?{_SENT} (?:were |are )?(?:sent|out|submitted|done|made){_OUT}{_THEN}",
    rf"{_ZH_I}(?:海|网)?(?:投递?|申请)(?:出去?|递)?(?:了|过)(?:简历)?{_ZH_N}{_ZH_THING}(?:了)?",
    rf"{_ZH_I}投(?:了)?简历了?{_ZH_N}{_ZH_THING}(?:了)?",
    rf"{_ZH_I}{_ZH_N}(?:份|封)(?:简历|申请)(?:已经|都)?(?:投|发|交)(?:出|递)?(?:去)?了",
)
"""What was sent; a day stands before or behind."""


@dataclass(frozen=True, slots=True)
class ApplicationsTold:
    """``when`` are the words of the day; null where none is told, which is today."""

    number: int
    when: str | None


def find_applications(text: str) -> ApplicationsTold | None:
    """What a message tells of applications that were sent; null where it tells anything else, or something more."""
    said = re.sub(r"\s+", " ", text).strip(" 　。.!！~～，,；;").strip()
    if re.search(r"[\u4e00-\u9fff]", said):
        said = said.replace(" ", "")
    if said.endswith(("?", "？", "吗", "么")):
        return None
    for pattern in _TOLD:
        found = re.fullmatch(pattern, said, re.IGNORECASE)
        if found is None:
            continue
        number = _number(found["n"])
        groups = found.groupdict()
        before, after = ((groups.get(name) or "").strip(" ,") for name in ("when", "after"))
        if number is None or (before and after):
            continue
        return ApplicationsTold(number, before or after or None)
    return None


def _number(text: str) -> int | None:
    number = 1 if text.lower() in ("a", "an") else read_number(text)
    return int(number) if number is not None and number == int(number) and 1 <= number <= MOST else None


def number_and_name(text: str) -> tuple[int, str] | None:
    """ "3 applications", "applications 3", 投递 3: how many, and of what; null where there is no number or no name."""
    said = re.sub(r"\s+", " ", text).strip()
    for pattern in (
        r"\+?(?P<n>\d{1,4})\s*(?:x|×|个|家|份|次)?\s*(?P<name>\D.*)",
        r"(?P<name>.*\D)\s*[:：x×+]?\s*(?P<n>\d{1,4})",
    ):
        found = re.fullmatch(pattern, said)
        name = found["name"].strip(" :：x×+") if found else ""
        if found and name:
            return int(found["n"]), name
    return None


def counts_applications(name: str) -> bool:
    """Whether what is counted under a name are applications."""
    return re.search(_APPLICATION, name, re.IGNORECASE) is not None
