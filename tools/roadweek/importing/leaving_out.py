"""Dates on which something that recurs is left out: "every Friday except in June", 每周二练琴，5月除外.

The words for leaving out are here once; ``provisos`` reads weekdays behind them.
"""

from __future__ import annotations

from functools import lru_cache

from roadweek.understanding.dates import find_dates, find_ranges
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import find_frequencies, find_weekdays

NOT = r"(?:but\s+)?(?:never|not)\s+"
EXCEPT = r"except|excluding|excl\.?|apart\s+from|other\s+than|skip(?:ping)?|barring"
EXCEPT_ZH = r"除了|除去|除开|(?<![删解清排免])除|不含|不包括"
BEHIND_ZH = ("除外", "以外", "之外", "例外")
"""What stands behind the days that are left out."""
NOT_DONE_ZH = "做练跑写学背听看刷碰上加安排去游用算打弹读"
"""Verbs which 不 before them denies: 3月12日不跑."""

_BUT = ("但", "但是", "不过", "只是")
_CUE = Quick(
    rf"\b(?:{NOT}(?:on|at|in|during|from)|no\s+\w+\s+(?:on|in|during|from)|"
    rf"(?:{EXCEPT})(?:\s+for)?(?:\s+(?:on|in|during|from))?)(?:\s+the)?\s+(?=\w)|{EXCEPT_ZH}|{'|'.join(_BUT)}"
)
_STOPS = ",;.，；。（）()"


@lru_cache(20_000)
def left_out_dates(text: str) -> tuple[tuple[int, int], ...]:
    """Where a statement of something that recurs names days, months or stretches on which it is left out: the places
    from the word that says so to the end of its clause."""
    found: list[tuple[int, int]] = []
    for match in _CUE.finditer(text):
        start, end = match.start(), _clause_end(text, match.end())
        rest = text[match.end() : end]
        if not _dated(rest):
            continue
        alone = not text[:start].strip() and end == len(text)  # a clause that a reader looks at by itself
        if _denied(rest) if match[0] in _BUT else alone or _recurs(text[:start]):
            found.append((start, end))
    for word in BEHIND_ZH:
        at = text.find(word)
        start = max(text.rfind(sign, 0, max(at, 0)) for sign in _STOPS) + 1
        known = any(a <= start < b for a, b in found)
        if at > start > 0 and not known and _dated(text[start:at]) and _recurs(text[:start]):
            found.append((start, at + len(word)))
    return tuple(found)


def _dated(text: str) -> bool:
    """Whether it names a day, a month or a stretch; "the 14th" and 14号 stand without a month."""
    number = len(text) - len(text.lstrip("0123456789"))
    ordinal = 0 < number <= 2 and text[number:].startswith(("st", "nd", "rd", "th", "号", "日"))
    return ordinal or bool(find_dates(text) or find_ranges(text))


def _denied(rest: str) -> bool:
    return any(word in rest for word in BEHIND_ZH) or any(f"不{verb}" in rest for verb in NOT_DONE_ZH)


def _recurs(text: str) -> bool:
    return bool(find_frequencies(text) or find_weekdays(text))


def _clause_end(text: str, start: int) -> int:
    return min((at for sign in _STOPS if (at := text.find(sign, start)) >= 0), default=len(text))
