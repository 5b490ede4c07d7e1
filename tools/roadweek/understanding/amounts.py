"""Lengths of time in minutes, and counted things, as people write them in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from re import Match

from roadweek.domain.base import Range
from roadweek.understanding.numbers import DASH, EN_NUMBER, NUMBER, ZH_NUMBER, read_number, read_numbers
from roadweek.understanding.spans import Found, pattern

POMODORO_MIN = 25
"""Francesco Cirillo's length of one pomodoro, in minutes."""

_HOUR = r"(?:个?\s*小时|个?\s*钟头|hours?\b|hrs?\b|h(?![a-z]))"
_MINUTE = r"(?:分钟|分(?=$|[\s，。；、,.;）)]|左右)|minutes?\b|mins?\b|min(?![a-z]))"
_POMODORO = r"(?:个\s*)?(?:pomodoros?\b|番茄(?:钟|时间|时段))"


@pattern
def _durations() -> str:
    fixed = (
        r"(?P<fixed>(?:three[- ]quarters?|(?:a[ ])?quarter)[ ]of[ ]an[ ]hour|(?:another[ ]|an?[ ](?:extra|"
        r"additional)[ ])?half[- ](?:an[ ])?hour|half[ ]an[ ]hr|"
        r"an[ ]hour[ ]and[ ]a[ ]half|半\s*个?\s*(?:小时|钟头)|[一三]刻钟|\b(?:an|another|one[ ]more|one[ ]extra|"
        r"an[ ](?:extra|additional|whole|full|entire|further))[ ]hour\b)"
    )
    compound = (
        rf"(?<![\d.])(?P<ch>{NUMBER}|\ban)[ ]?{_HOUR}[ ]?(?:and[ ]|[又零])?"
        rf"(?:(?P<cm>\d{{1,2}})[ ]?(?:{_MINUTE}|分钟?|m\b|(?![\d.a-z]))|"
        rf"(?P<cw>{ZH_NUMBER})分钟?|(?P<cz>[一三])刻钟?|"
        rf"(?P<ce>{EN_NUMBER})[ -]min(?:ute)?s?\b|(?P<cq>a[ ]quarter|three[ ]quarters)\b)|"
        rf"(?P<qh>{NUMBER})[ ]and[ ](?P<qm>a[ ]quarter|three[ ]quarters)[ ]hours?\b"
    )
    half = (
        rf"(?P<half>{NUMBER})(?:\s*个半\s*(?:小时|钟头)|\s*个?\s*(?:小时|钟头)半(?!天)|[ ]and[ ]a[ ]half[ -]hours?\b|"
        rf"[ ]hours?[ ]and[ ]a[ ]half\b)"
    )
    plain = (
        rf"(?<!第)(?P<lo>{NUMBER})(?:\s?-?(?P<lu>{_HOUR}|{_MINUTE}))?(?:{DASH}(?P<hi>{NUMBER}))?[\s-]?"
        r"(?:(?:more|extra|additional)[ ])?"
        rf"(?P<unit>{_HOUR}|{_MINUTE}|{_POMODORO})"
    )
    return rf"{compound}|{half}|(?<![a-z]){fixed}|{plain}"


def _unit(text: str) -> int:
    text = text.lower()
    if "pomodoro" in text or "番茄" in text:
        return POMODORO_MIN
    return 60 if text.startswith("h") or "小时" in text or "钟头" in text else 1


def _fixed(text: str) -> int:
    text = text.lower()
    if "three" in text or "三刻" in text:
        return 45
    if "quarter" in text or "一刻" in text:
        return 15
    if "and a half" in text:
        return 90
    return 30 if "half" in text or "半" in text else 60


def _beyond_the_hour(part: dict[str, str | None]) -> int | None:
    """The minutes behind the hours, in digits, in words or in quarters."""
    quarters = part["cq"] or part["qm"] or part["cz"]
    if quarters:
        return 45 if quarters[0].lower() in "t三" else 15
    number = read_number(part["cm"] or part["cw"] or part["ce"] or "")
    return None if number is None else int(number)


def _minutes(match: Match[str]) -> Range | None:
    part = match.groupdict()
    if part["fixed"]:
        return Range.exactly(_fixed(part["fixed"]))
    if part["ch"] or part["qh"]:
        hours, rest = read_numbers((part["ch"] or part["qh"]).lower()), _beyond_the_hour(part)
        return Range.exactly(round(hours[0] * 60) + rest) if hours and rest is not None and rest < 60 else None
    if part["half"]:
        whole = read_numbers(part["half"])
        return Range(lo=round(whole[0] * 60 + 30), hi=round(whole[1] * 60 + 30)) if whole else None
    low, unit = read_numbers(part["lo"]), _unit(part["unit"])
    high = read_numbers(part["hi"]) if part["hi"] else low
    # "6 Minute English" is a title: a capital after a digit names something, it measures nothing
    if low is None or high is None or part["unit"] == "Minute" or (part["lu"] and not part["hi"]):
        return None
    first = round(low[0] * (_unit(part["lu"]) if part["lu"] else unit))
    last = round(high[1] * unit)
    # "from 90 to 60 minutes" goes down: what counts is where it ends
    return Range(lo=first, hi=last) if first <= last else Range.exactly(last)


def find_durations(text: str) -> tuple[Found[Range], ...]:
    """Every length of time in ``text``, in minutes, "1-1.5小时" is 60..90. Days and weeks are none."""
    found: list[Found[Range]] = []
    for match in _durations().finditer(text):
        value = _minutes(match)
        if value is not None:
            found.append(Found(match.start(), match.end(), value, match[0]))
    return tuple(found)


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
