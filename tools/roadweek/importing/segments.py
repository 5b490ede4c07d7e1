"""A statement cut where a new frequency begins, and the numbers of one such piece."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from roadweek.domain.base import Range, Slot, Weekday
from roadweek.importing.clocks import begin_of, clocks_of, stretch_of, times_of
from roadweek.importing.items import Quantity
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.provisos import plainly
from roadweek.understanding.amounts import find_quantities
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.spans import Found

_BREAK = re.compile(r"[，,。；;！!？?/]\s*|\s{2,}")
_END = re.compile(r"[。；;！!？?]|\.\s|\s{3,}")
_QUOTED = Quick(r"[“「『\"][^”」』\"]{1,30}[”」』\"]|《[^《》]{1,40}》|[“\"][A-Z][^“”\"]{30,60}[”\"]", re.NOFLAG)
_ONCE_EACH = Quick(
    r"每次|一次|单次|(?:每周|每星期|一周)\s*[\d一二两三四五六]\s*天|[\d一两二三四五六]\s*次|"
    r"\beach (?:time|session)\b|\bper session\b|\beach\b|\bonce\b|\bsessions?\b",
)
_NOT_THEN = Quick(r"(?:\b(?:never|not|no)\b(?: in| at| on)?(?: the)?|不在|不要在|别在)\s*$")
_AT_LEAST = Quick(r"至少|不少于|最少|(?:刷|学|做|练)够|\bat least\b|\bno less than\b")
_DAYS_A_WEEK = Quick(
    r"(?:每周|每星期|每(?:个)?礼拜|一周)\s*([2-6]|[两二三四五六])(?:\s*[-–~～到至]\s*([3-6]))?\s*天", re.NOFLAG
)
_OCCASIONS = Quick(
    r"(?<![\d.])(\d{1,2})(?:\s?[-–]\s?(\d{1,2}))?\s+(?:[a-z]+\s+)?(?:work-?outs?|runs|swims|rides|walks|hikes|classes|trainings?|"
    r"practices|sittings|visits)\s+(?:a|per|each|every)\s+(?:day|week|month)\b",
)
"""What is counted is the occasion itself: "4 workouts a week"."""
_TIMES = Quick(r"(?<![\d.第])(\d{1,2}|[一两二三四五六])(?:\s*[-–~～到至]\s*(\d{1,2}))?\s*次(?!数)", re.NOFLAG)
_COMMITMENT = Quick(r"\b(?:weekly|monthly) (?:commitment|budget|hours|time|total|load|effort)\b")
_ONE_OF = Quick(
    r"(?<!各)[一1]\s*次(?!\s*(?:约|大约)?\s*[\d一两二三四五六半][^，,。；;]{0,4}(?:分|小时|h|min))(?!数)|任选|择一|其中一天|任意一天|或|"
    r"\bonce\b(?! each)|\b(?:one|1)\s*(?:x|×|times?|session|evening|night|day)\b(?! each)|\beither\b|\bone of\b|\bor\b",
)
"""Once on any of the days that are named, not on each of them."""
_COUNTED = Quick(r"\b(?:once|twice|thrice)\b|\d\s*(?:x|×|times|days(?=\s*(?:/|per|a)\s*week)|次)|[一两二三四五六]\s*次")
_STUDIED = Quick(
    r".{0,8}?(?:问题|题|知识点|单词|单字|生字|汉字|词汇|句型|视频|卡片|专题|项目|概念|实验|案例|例子)", re.NOFLAG
)
_ZH = {c: n for n, c in enumerate("零一二三四五六")} | {"两": 2}
_EACH_UNIT = Quick(r"(?:\ba|\bper|\beach|\bevery|/)\s*(?:day|week|month)\b|每天|每日|每周|每月|一周|一天")


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause group of a statement. ``frequency`` is its own; offsets are in the statement."""

    start: int
    text: str
    frequency: Frequency | None
    days: tuple[Weekday, ...]
    slots: tuple[Slot, ...]
    durations: tuple[Found[Range], ...]
    times: tuple[int, int] | None
    quantity: Quantity | None
    at: int | None = None
    """The minute after midnight at which it is wished to begin."""
    begins: int = 1
    """How many times of the day it names."""
    without: tuple[Weekday, ...] = ()
    """Days that are left out."""
    interval: int = 1
    """Of its unit, every how manieth counts."""
    summed: bool = False
    """Whether its length is known to be the sum of its days."""

    @property
    def at_least(self) -> bool:
        return bool(_AT_LEAST.search(self.text))

    @property
    def one_of(self) -> bool:
        """Whether one occasion is wished on any of the days that it names."""
        return bool(_ONE_OF.search(mask(self.text)))

    @property
    def each_day(self) -> bool:
        return bool(_EACH_UNIT.search(self.text))

    @property
    def each_occasion(self) -> bool:
        """Whether its length is said of one occasion rather than of the whole unit."""
        return bool(_ONCE_EACH.search(self.text))

    def whole_unit(self) -> bool:
        """Whether the length is the sum of a week or month: "6 hours a week", 每周共 5 小时."""
        if self.summed:
            return True
        if self.frequency is None or self.frequency.per not in ("week", "month") or self.days:
            return False
        if self.each_occasion or self.interval > 1 or (self.frequency.times.lo, self.frequency.times.top) != (1, 1):
            return False
        return bool(_EACH_UNIT.search(self.text) or _COMMITMENT.search(self.text))


def lengths(text: str) -> tuple[Found[Range], ...]:
    """The lengths that ``text`` names; where it names none, that of a span of clock times ("6:30-7:15")."""
    found = find_durations(text)
    if found:
        return found
    span = stretch_of(text)
    if span is None or span.value.end is None:
        return ()
    return (Found(span.start, span.end, Range.exactly(span.value.end - span.value.start), span.text),)


_TO_BED = Quick(r"睡觉|入睡|就寝|上床|熄灯|关灯|\b(?:in bed|to bed|bedtime|asleep|lights out)\b")


def slot_at(text: str) -> Slot | None:
    """The part of the day of the first clock time in ``text``: "07:00-07:30", "at 9 pm", 晚9点."""
    found = clocks_of(text)
    if not found:
        return None
    hour = found[0].value.start // 60
    if 8 <= hour <= 12 and _TO_BED.search(text):
        return "evening"
    return "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"


def mask(text: str) -> str:
    """``text`` with short quotations and counted days blanked: what is only named, or a span of time, is not wished."""
    text = _QUOTED.sub(_blank, text)
    return _SPAN_OF_DAYS.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


_SPAN_OF_DAYS = Quick(
    r"\b(?:\d{1,3}|two|three|four|five|ten)\s+(?:full\s+)?(?:working|business|work)[ -]?days?\b"
    r"(?!\s*(?:a|per|each|every|/)\b)|"
    r"\b(?:next|last|past|coming)\s+(?:\d{1,2}|two|three|few)\s+(?:weekends|weekdays|workdays)\b|"
    r"(?:\d{1,3}|[两三四五六七八九十]{1,2})\s*个?工作日(?=之?[内前后]|以[内前后])",
)
"""So many days are a length of time, no days of the week: "30 working days before"."""


def counts(text: str) -> bool:
    """Whether it says how many times: "once a month", 每周三次."""
    return bool(_COUNTED.search(text))


def pieces(text: str) -> list[Piece]:
    """The pieces of a statement; a statement without any frequency is one piece. Their texts are without provisos."""
    plain = plainly(text)
    found = _pieces(plain.text)
    if not plain.without and not plain.every:
        return found
    ends = [part.start for part in found[1:]] + [len(text)]
    starts = [0, *ends[:-1]]
    return [
        replace(part, without=plain.left_out(start, end), interval=plain.interval(start, end))
        for part, start, end in zip(found, starts, ends, strict=True)
    ]


def _pieces(text: str) -> list[Piece]:
    frequencies = _merged(find_frequencies(mask(text)), text)
    if len(frequencies) <= 1:
        if not frequencies:
            return [piece(text, 0, None)]
        found = frequencies[0]
        start = _begin(text, found.start) if found.start > 60 else 0
        return [piece(_until(text[start:], found.end - start), start, found.value)]
    starts = [0 if n == 0 else _start_of(text, frequencies[n - 1], f) for n, f in enumerate(frequencies)]
    result: list[Piece] = []
    for n, found in enumerate(frequencies):
        end = starts[n + 1] if n + 1 < len(starts) else len(text)
        if n and starts[n] <= starts[n - 1]:
            continue
        result.append(piece(_until(text[starts[n] : end], found.end - starts[n]), starts[n], found.value))
    return result


def _merged(found: tuple[Found[Frequency], ...], text: str) -> list[Found[Frequency]]:
    """Frequencies of one clause say one thing together: 工作日每天, "every day, Monday to Friday"."""
    result: list[Found[Frequency]] = []
    for item in found:
        last = result[-1] if result else None
        if last is None or not (_one_clause(text, last, item) or _adjoin(text, last, item)) or _apart(text, last, item):
            result.append(item)
            continue
        a, b = last.value, item.value
        if "month" in (a.per, b.per) and (a.days or b.days) and a.per != b.per:
            # "every other week on Thursdays": the rarer one says how often, the other on which day
            rare = a if a.per == "month" else b
            both = Frequency("month", rare.times, a.days or b.days, a.slots or b.slots)
            result[-1] = Found(last.start, item.end, both, text[last.start : item.end])
            continue
        counted, named = (item, last) if _COUNTED.search(item.text) else (last, item)
        if (
            counted.value.per == "week"
            and not counted.value.days
            and named.value.days
            and _COUNTED.search(counted.text)
        ):
            # "once a week, on a weekday": so many times, on any of those days
            both = Frequency("week", counted.value.times, named.value.days, a.slots or b.slots)
            result[-1] = Found(last.start, item.end, both, text[last.start : item.end])
            continue
        times = a.times if (a.times.lo, a.times.top) != (1, 1) else b.times
        both = Frequency(a.per if a.days or not b.days else b.per, times, a.days or b.days, a.slots or b.slots)
        result[-1] = Found(last.start, item.end, both, text[last.start : item.end])
    return result


def _one_clause(text: str, a: Found[Frequency], b: Found[Frequency]) -> bool:
    return _begin(text, a.start) == _begin(text, b.start)


def _apart(text: str, a: Found[Frequency], b: Found[Frequency]) -> bool:
    """ "2 h on weekdays and 4 h on weekends": other days and a length of their own."""
    between = text[a.end : b.start]
    other = bool(a.value.days) and bool(b.value.days) and not set(a.value.days) & set(b.value.days)
    return other and bool(_AND.search(between)) and bool(find_durations(between))


def _start_of(text: str, before: Found[Frequency], found: Found[Frequency]) -> int:
    """Where the piece of a frequency begins: with its clause, or behind the "and" that parts it from the one before."""
    if _apart(text, before, found):
        joins = list(_AND.finditer(text, before.end, found.start))
        return joins[0].end()
    return _begin(text, found.start)


_AND = Quick(r"\s*(?:\band\b|\bthen\b|\bplus\b|[，,;；、]|和|及|以及)\s*")


def _adjoin(text: str, a: Found[Frequency], b: Found[Frequency]) -> bool:
    """Side by side, and one says how often, the other on which days: "once a week, weekdays"."""
    return bool(a.value.days) != bool(b.value.days) and not re.sub(r"[\s，,、:：()（）]", "", text[a.end : b.start])


def _begin(text: str, at: int) -> int:
    """Where the clause that holds ``at`` begins."""
    last = 0
    for match in _BREAK.finditer(text, 0, at):
        last = match.end()
    return last


def _until(text: str, after: int) -> str:
    """``text`` up to the end of the sentence that goes on after ``after``."""
    match = _END.search(text, max(after, 0))
    return text[: match.start()] if match else text


def piece(text: str, start: int, frequency: Frequency | None) -> Piece:
    masked = mask(text)
    weekdays = find_weekdays(masked)
    days: tuple[Weekday, ...] = frequency.days if frequency else ()
    if (
        not days
        and weekdays
        and not _COMMITMENT.search(text)
        and (frequency is None or frequency.per in ("day", "week", "month"))
    ):
        days = weekdays[0].value
    slots: list[Slot] = []
    for slot in find_slots(masked):
        if slot.value not in slots and not _NOT_THEN.search(masked[: slot.start]):
            slots.append(slot.value)
    for name in frequency.slots if frequency else ():
        if name not in slots:
            slots.append(name)
    if not slots and (clock := slot_at(masked)) is not None:
        slots.append(clock)
    return Piece(
        start,
        text,
        frequency,
        days,
        tuple(slots),
        lengths(text),
        _times(text),
        quantity(text),
        begin_of(masked),
        times_of(masked),
    )


def _times(text: str) -> tuple[int, int] | None:
    match = _TIMES.search(text) or _OCCASIONS.search(text) or _DAYS_A_WEEK.search(text)
    if not match:
        return None
    low = _ZH.get(match[1]) or int(match[1])
    high = int(match[2]) if match[2] else low
    return (low, high) if low <= high else None


_MEASURED = Quick(
    r"(?<![\d.:/第A-Za-z$])(\d{1,5})(?:\s*(?:[-–—~～→至到]|to|or|或)\s*(\d{1,5}))?\s*[-]?(?:个)?(公里|千米|词(?!汇)|单词|句(?!话)|圈|步|家(?!公司的)|"
    r"封|组(?=俯卧|深蹲|引体)|次(?=俯卧|深蹲|引体)|km\b|kilomet(?:er|re)s?\b|miles?\b|laps?\b|steps\b|reps\b|flash-?cards?\b|applications?\b|"
    r"(?:cold )?e-?mails?\b|katas?\b|drills?\b|push-?ups?\b|pull-?ups?\b|squats?\b|leetcodes?\b|tickets?\b|PRs?\b|"
    r"sentences?\b|paragraphs?\b|poms?\b|mock (?:interviews?|tests?|exams?)\b|tracks?\b|scales?\b|sketch(?:es)?\b|"
    r"episodes?\b|mediums?\b|easys\b|hards?\b|new (?:words?|cards?)\b|essays?\b|stor(?:y|ies)\b)",
)


_PER_DAY = Quick(
    r"(?<![\d.:$€£])(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?(?:(?:\s+[A-Za-z'-]+){0,2}\s+(?P<unit>(?!hours?\b|hrs?\b|min|"
    r"times\b|days?\b|sessions?\b|mornings?\b|evenings?\b|nights?\b|weeks?\b)[A-Za-z'-]{3,}))? "
    r"per (?:day|week|month)\b",
)
"""A number of something a day: "15 per day", "3 sketches per week"."""


def quantity(text: str) -> Quantity | None:
    """So many things an occasion: counted ones, else distances and repetitions."""
    for clock in clocks_of(text):
        text = f"{text[: clock.start]}{' ' * (clock.end - clock.start)}{text[clock.end :]}"
    found = counted(text)
    if found is None and _OCCASIONS.search(text):
        return None
    if found is None and (match := _PER_DAY.search(text)):
        low, high = int(match[1]), int(match[2] or match[1])
        return Quantity(unit=(match["unit"] or "").lower(), min=low, max=high) if low <= high else None
    if found is None and (match := _MEASURED.search(text)):
        low, high = int(match[1]), int(match[2] or match[1])
        return Quantity(unit=match[3].lower(), min=low, max=high) if 0 < low <= high else None
    return found


def counted(text: str) -> Quantity | None:
    """A bare 个 counts only before something that is studied."""
    for found in find_quantities(text):
        unit = found.value.unit
        if text[: found.start].rstrip()[-1:] in tuple("下某每这那第上另"):
            continue
        if (
            unit == "个"
            and not _STUDIED.match(text, found.end)
            and not _STUDIED.search(text[max(0, found.start - 8) : found.start])
        ):
            continue
        if unit in ("段", "组", "份") or (unit == "遍" and found.value.hi == 1):
            continue
        return Quantity(unit=unit, min=found.value.lo, max=found.value.hi)
    return None
