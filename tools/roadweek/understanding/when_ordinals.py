"""A weekday counted in its month, or from another day: "the first Monday of June", "a week on Tuesday"."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from re import Match

from roadweek.domain.base import WEEKDAYS
from roadweek.understanding.date_patterns import EN_MONTH, month_number
from roadweek.understanding.numbers import EN_NUMBER, read_number
from roadweek.understanding.recurrence import EN_DAYS, ZH_DAY, ZH_WEEK, weekday
from roadweek.understanding.spans import Found, pattern
from roadweek.understanding.when_reader import SHIFTS, When, monday_of

_ORDER = {
    **{word: n for n, word in enumerate(("first", "second", "third", "fourth"), start=1)},
    **{word: n for n, word in enumerate(("1st", "2nd", "3rd", "4th"), start=1)},
    **{word: n for n, word in enumerate("一二三四", start=1)},
    **{str(n): n for n in range(1, 5)},
}


@pattern
def _of_month() -> str:
    nth = r"first|second|third|fourth|1st|2nd|3rd|4th|last"
    en = (
        rf"\b(?:the\s+)?(?P<nth>{nth})\s+(?P<day>{EN_DAYS})\s+(?:of|in)\s+"
        rf"(?:(?P<shift>this|the|next)\s+month\b|(?P<month>{EN_MONTH})(?:,?\s+(?P<year>20\d\d))?)"
    )
    zh = (
        r"(?:(?P<zyear>20\d\d)年)?(?:(?P<zshift>下个?|这个?|本)月|(?P<zmonth>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)的?"
        rf"(?:第(?P<znth>[一二三四1-4])个?|(?P<zlast>最后一?个))(?:{ZH_WEEK})(?P<zday>{ZH_DAY})"
    )
    return rf"{en}|{zh}"


def _nth(year: int, month: int, day: int, nth: int) -> date | None:
    """The n-th such weekday of a month; 0 is the last."""
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == day]
    return days[nth - 1] if nth <= len(days) else None


def _in_month(match: Match[str], today: date) -> When | None:
    g = match.groupdict()
    day = WEEKDAYS.index(weekday(g["day"] or g["zday"]))
    nth = _ORDER.get((g["nth"] or g["znth"] or "last").lower(), 0)
    year = g["year"] or g["zyear"]
    shift = g["shift"] or g["zshift"]
    if shift:
        index = today.month - 1 + (shift.lower().startswith(("next", "下")))
        found = _nth(today.year + index // 12, index % 12 + 1, day, nth)
        return When(found, found) if found else None
    month = month_number(g["month"] or g["zmonth"])
    if year:
        found = _nth(int(year), month, day, nth)
        return When(found, found) if found else None
    days = [d for n in (-1, 0, 1) if (d := _nth(today.year + n, month, day, nth))]
    coming = next((d for d in days if d >= today), None)
    past = next((d for d in reversed(days) if d <= today), None)
    return When(coming, coming, past=(past, past) if past else None) if coming else None


@pattern
def _hence() -> str:
    anchor = rf"(?P<shift>(?:this|next)\s+)?(?P<day>{EN_DAYS}|today|tomorrow)\b"
    return (
        rf"\b(?:(?P<n>\d|an?|{EN_NUMBER})\s+weeks?|(?P<f>a\s+fortnight))\s+"
        rf"(?:on|after|from(?=\s+(?:today|tomorrow)\b)|(?P<from>from))\s+{anchor}|"
        rf"\b(?P<wd>{EN_DAYS}|today|tomorrow)\s+(?:week|(?P<wf>fortnight))\b(?!\s*\d)|"
        rf"\b(?:the\s+)?(?P<an>{EN_DAYS})\s+(?:after\s+next\b|(?:of|in)?\s*the\s+week\s+after\s+next\b|in\s+two\s+weeks\b)"
    )


@pattern
def _led() -> str:
    """ "For two weeks from Monday" is a length: only behind such words, or first, do weeks from a day make a day."""
    return r"\b(?:to|on|by|until|till|due|before)\s+$|^\W*$|[.!?;:,]\s+$"


def _later(match: Match[str], today: date) -> When | None:
    """So many weeks behind a day: "a week on Tuesday" is the Tuesday behind the coming one."""
    g = match.groupdict()
    if g["from"] and not _led().search(match.string[max(0, match.start() - 8) : match.start()]):
        return None
    if g["an"]:
        day = monday_of(today) + timedelta(weeks=2, days=WEEKDAYS.index(weekday(g["an"])))
        return When(day, day)
    word = (g["day"] or g["wd"]).lower()
    number = 2.0 if g["f"] or g["wf"] else (read_number(g["n"]) if g["n"] else 1.0)
    if number is None:
        return None
    doubt = False
    if word in ("today", "tomorrow"):
        start = today + timedelta(days=word == "tomorrow")
    elif g["shift"]:
        start = monday_of(today) + timedelta(
            weeks=SHIFTS[g["shift"].strip().lower()], days=WEEKDAYS.index(weekday(word))
        )
    else:
        ahead = (WEEKDAYS.index(weekday(word)) - today.weekday()) % 7
        start, doubt = today + timedelta(days=ahead), ahead == 0
    day = start + timedelta(weeks=int(number))
    return When(day, day, doubt=doubt)


def find_ordinals(text: str, today: date) -> tuple[Found[When], ...]:
    """Every day that is counted out, in order."""
    found: list[Found[When]] = []
    for compiled, read in ((_of_month(), _in_month), (_hence(), _later)):
        for match in compiled.finditer(text):
            value = read(match, today)
            if value:
                found.append(Found(match.start(), match.end(), value, match[0]))
    return tuple(sorted(found, key=lambda f: f.start))
