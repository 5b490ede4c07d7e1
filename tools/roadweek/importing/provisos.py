"""What limits a frequency, taken out of a statement: days that are left out, and "every other week".

The words that say so become blanks, or a plain "every week", of the same length: all places in the text stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadweek.domain.base import WEEKDAYS, Weekday
from roadweek.importing.leaving_out import BEHIND_ZH, EXCEPT, EXCEPT_ZH, NOT, NOT_DONE_ZH, left_out_dates
from roadweek.importing.look import find_frequencies, find_weekdays, remembered
from roadweek.understanding.quick import Quick
from roadweek.understanding.turns import BLANK, plain_turns

_BEFORE = Quick(
    rf"(?:\b{NOT}(?:(?:on|at)\s+)?(?:the\s+)?|\bno\s+|"
    rf"\b(?:{EXCEPT}|besides|minus|all\s+but|but)(?:\s+for)?(?:\s+on)?(?:\s+the)?\s+|"
    rf"{EXCEPT_ZH}|不(?:要)?在|别在|避开|避免)\s*$",
)
_AFTER = Quick(
    rf"\s*(?:{'|'.join(BEHIND_ZH)}|外|不(?:[{NOT_DONE_ZH}]|排)(?:习|课|步|题)?(?![多少])|"
    r"(?:are\s+|is\s+)?(?:excluded|excepted)\b)",
)
_REST_BEFORE = Quick(r"\b(?:rest(?:ing)?|off|day\s+off|break)\s+(?:on|every)?\s*(?:the\s+)?$")
_REST_AFTER = Quick(
    r"\s*[:：=]?\s*(?:休息|轮空|停练?|歇|放假|(?:is\s+|are\s+)?(?:a\s+)?(?:rest(?:\s+days?)?|off|free)\b)(?!\s*\w*\d)",
)
_ROUGHLY = Quick(
    r"(?<![\d第一二三四五六七八九十])[一1](?:个)?(?P<unit>天|周|星期|月)(?=(?:至少|最少|大约|大概|差不多|保证|平均|争取)\s*[\d一两二三四五六半])"
)
"""一周至少两次: how often, with a word between the unit and the number."""
_SPLIT_VERB = Quick(r"([跑游健洗打理散])一次([步泳身澡球发])", re.NOFLAG)
"""跑一次步 counts 跑步."""


@dataclass(frozen=True, slots=True)
class Plainly:
    """A statement without its provisos. Offsets are where they stood."""

    text: str
    without: tuple[tuple[int, tuple[Weekday, ...]], ...] = ()
    """Days that are left out."""
    every: tuple[tuple[int, int], ...] = ()
    """Of a unit that recurs, every how manieth counts."""

    def left_out(self, start: int, end: int) -> tuple[Weekday, ...]:
        """The days left out between two offsets, in week order."""
        gone = {day for at, days in self.without if start <= at < end for day in days}
        return tuple(day for day in WEEKDAYS if day in gone)

    def interval(self, start: int, end: int) -> int:
        return next((n for at, n in self.every if start <= at < end), 1)


@remembered
def plainly(text: str) -> Plainly:
    """``text`` with its provisos taken out."""
    for start, end in left_out_dates(text):
        text = f"{text[:start]}{BLANK * (end - start)}{text[end:]}"
    text, without = _days(text)
    text, every = _turns(text)
    return Plainly(text, without, every)


def _days(text: str) -> tuple[str, tuple[tuple[int, tuple[Weekday, ...]], ...]]:
    groups = find_weekdays(text)
    if not groups:
        return text, ()
    found: list[tuple[int, tuple[Weekday, ...]]] = []
    for group in groups:
        before, after = _BEFORE.search(text[: group.start]), _AFTER.match(text, group.end)
        if (
            before is not None
            and before[0].lower().split()[-1:] == ["but"]
            and len(groups) == 1
            and not find_frequencies(text[: before.start()])
        ):
            before = None  # "but on Sundays we swim" leaves nothing out
        if before is None and after is None:
            before, after = _resting(text, group.start, group.end)
        if before is None and after is None:
            continue
        start, end = before.start() if before else group.start, group.end
        tail = _AFTER.match(text, end) or (after if after else None)
        end = tail.end() if tail else end
        found.append((start, group.value))
        text = f"{text[:start]}{BLANK * (end - start)}{text[end:]}"
    return text, tuple(found)


def _resting(text: str, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """A day of rest is left out of what the rest of the statement wishes, where that says how often."""
    before, after = _REST_BEFORE.search(text[:start]), _REST_AFTER.match(text, end)
    if before is None and after is None:
        return None, None
    rest = f"{text[: before.start() if before else start]} {text[after.end() if after else end :]}"
    if not find_frequencies(rest) and not find_weekdays(rest):
        return None, None
    return before, after


def _turns(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = _ROUGHLY.sub(lambda m: f"每{m['unit']}".ljust(len(m[0]), BLANK), text)
    text = _SPLIT_VERB.sub(r"一次\1\2", text)
    return plain_turns(text)
