"""Lengths of time in minutes, and counted things, as people write them in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass

from roadweek.domain.base import Range
from roadweek.grammar.read import read
from roadweek.understanding.numbers import DASH, NUMBER, read_numbers
from roadweek.understanding.spans import Found, pattern


def find_durations(text: str) -> tuple[Found[Range], ...]:
    """Every length of time in ``text``, in minutes, "1-1.5小时" is 60..90. Days and weeks are none."""
    return tuple(
        Found(n.start, n.end, Range(lo=n.value[0], hi=n.value[1]), text[n.start : n.end])
        for n in read(text).of("duration")
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """So many things: ``lo`` to ``hi`` of ``unit``, which is the word of the text in lower case."""

    unit: str
    lo: int
    hi: int


@pattern
def _quantities() -> str:
    zh = (
        r"道|题|篇|节|讲|章|页|遍|本|套|条|集|课|张|首|份|段|组|"
        r"个(?!\s*(?:半|月|小时|钟头|星期|礼拜|周|番茄|工作日|阶段|季度|晚上|早上|上午|下午|人))"
    )
    en = (
        r"problems?|questions?|exercises?|lectures?|chapters?|pages?|papers?|videos?|cards?|sets?|words?|posts?|"
        r"articles?|lessons?|units?|topics?|books?|podcasts?|notes?|commits?|issues?|episodes?"
    )
    return (
        rf"(?<![第每a-z\d.])(?<!第\s)(?P<lo>{NUMBER})(?:{DASH}(?P<hi>{NUMBER}))?(?:\s*(?P<zh>{zh})|"
        rf"[ -](?P<en>{en})\b)"
    )


def find_quantities(text: str) -> tuple[Found[Amount], ...]:
    """Every counted thing, in order: "2-3道" is 2..3 of 道. 次 and "times" are frequencies, see ``recurrence``."""
    found: list[Found[Amount]] = []
    for match in _quantities().finditer(text):
        low = read_numbers(match["lo"])
        high = read_numbers(match["hi"]) if match["hi"] else low
        if low is None or high is None or low[0] % 1 or high[1] % 1 or low[0] > high[1]:
            continue
        unit = (match["zh"] or match["en"]).lower()
        found.append(Found(match.start(), match.end(), Amount(unit, int(low[0]), int(high[1])), match[0]))
    return tuple(found)
