"""How often: frequencies, weekdays and parts of a day, as people write them in Chinese and English."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from re import Match

from roadweek.domain.base import WEEKDAYS, Range, Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.understanding.numbers import DASH, NUMBER, read_numbers
from roadweek.understanding.spans import Found, free, pattern
from roadweek.understanding.turns import BLANK, days_of_month, plain_turns

WORKDAYS: tuple[Weekday, ...] = WEEKDAYS[:5]
WEEKEND: tuple[Weekday, ...] = WEEKDAYS[5:]
ONCE = Range.exactly(1)

EN_DAYS = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
ZH_DAY = r"[一二三四五六日天]"
ZH_WEEK = r"(?:周|星期|礼拜)"
_ZH_ORDER = "一二三四五六日"
NO_LENGTH = r"(?!\s*(?:个半?|多)?(?:小时|钟头|分钟|刻钟))"
"""What does not follow a weekday: 每周六小时 are six hours a week, 每周六两小时 two hours on Saturdays."""
_TO = r"\s*(?:[-–—−~～]|到|至|\bto\b|\bthrough\b|\bthru\b)\s*"
_AND = r"\s*(?:[/、,，&+和与及跟或]|\band\b|\bor\b)\s*(?:\band\s+)?"


@dataclass(frozen=True, slots=True)
class Frequency:
    """``times`` occasions per ``per``; ``days`` and ``slots`` are empty where any will do.

    With per "day" each of ``days`` has its occasions; with per "week" they fall on any of them. ``interval`` counts
    units of ``per``: 2 is every other one. ``nth`` with per "month": which of the month's ``days``, -1 the last.
    """

    per: Per
    times: Range = ONCE
    days: tuple[Weekday, ...] = ()
    slots: tuple[Slot, ...] = ()
    interval: int = 1
    nth: int | None = None


def weekday(text: str) -> Weekday:
    """The code of one weekday word: 周三, 三, Wed, Wednesdays."""
    char = text[-1]
    if char in "天日":
        return "SU"
    if char in _ZH_ORDER:
        return WEEKDAYS[_ZH_ORDER.index(char)]
    two = text[:2].upper()
    return next(code for code in WEEKDAYS if code == two)


def between(first: Weekday, last: Weekday) -> tuple[Weekday, ...]:
    """The weekdays from ``first`` to ``last`` in week order, round the end of the week where needed."""
    a, b = WEEKDAYS.index(first), WEEKDAYS.index(last)
    chosen = {(a + n) % 7 for n in range((b - a) % 7 + 1)}
    return tuple(code for n, code in enumerate(WEEKDAYS) if n in chosen)


@pattern
def _weekdays() -> str:
    zh = rf"{ZH_WEEK}{ZH_DAY}(?![个次本]){NO_LENGTH}"
    more = rf"(?:{ZH_WEEK})?{ZH_DAY}(?![个次本点十百刻]|\s*[小分节月])"
    en = rf"\b(?!thus\b){EN_DAYS}s?\b\.?"
    return (
        rf"(?P<zr>{zh}{_TO}{more}(?:{_AND}{zh}(?!{_TO}{more}))*)|(?P<zl>{zh}(?:(?:{_AND})?{more})*)|"
        rf"(?P<er>{en}{_TO}{en}(?:{_AND}(?:on\s+)?{en}(?!{_TO}{en}))*)|(?P<el>{en}(?:{_AND}{en})*)|"
        rf"(?P<workdays>(?:每个?)?工作日|平日|平时(?=晚)|\b(?:every\s+|each\s+|"
        rf"on\s+)?(?:weekdays?|workdays?|working\s+days?)\b)|"
        rf"(?P<weekend>(?:每个?)?周末|\b(?:every\s+|each\s+)?weekends?\b)"
    )


@pattern
def _one_day() -> str:
    return rf"(?:{ZH_WEEK})?(?P<zh>{ZH_DAY})|(?P<en>\b{EN_DAYS})s?\b"


def find_weekdays(text: str) -> tuple[Found[tuple[Weekday, ...]], ...]:
    """Every group of weekdays, in order: 周二/四, 周一～周五, 工作日, 周末, "Mon-Fri", "Tuesdays and Thursdays"."""
    found: list[Found[tuple[Weekday, ...]]] = []
    for match in _weekdays().finditer(text):
        kind = match.lastgroup
        if kind == "workdays":
            days = WORKDAYS
        elif kind == "weekend":
            days = WEEKEND
        else:
            named: list[Weekday] = [weekday(m["zh"] or m["en"]) for m in _one_day().finditer(match[0])]
            listed: list[Weekday] = [code for code in WEEKDAYS if code in named]
            if kind in ("zr", "er"):  # "Monday to Thursday and on Saturday"
                run = (*between(named[0], named[1]), *named[2:])
                listed = [code for code in WEEKDAYS if code in run]
            days = tuple(listed)
        found.append(Found(match.start(), match.end(), days, match[0]))
    return tuple(found)


@pattern
def _slots() -> str:
    return (
        r"(?P<morning>清晨|早晨|早上|早间|上午|晨间|今早|明早|每早|(?<=[一二三四五六日天])早(?=[，。\s]|"
        r"$)|\b(?:in[ ]the[ ])?mornings?\b|"
        r"\bbefore[ ]work\b)|"
        r"(?P<afternoon>下午|午后|\b(?:in[ ]the[ ])?afternoons?\b|\barvo\b)|"
        r"(?P<evening>晚上|晚间|夜里|夜晚|傍晚|今晚|明晚|每晚|(?<=周[一二三四五六日天])晚(?![上间餐饭点会])|"
        r"(?<=[一二三四五六日天])晚(?=[，。、\s]|"
        r"$)|\b(?:in[ ]the[ ])?evenings?\b|"
        r"\btonight\b|\b(?:at[ ])?nights?\b|\bafter[ ]work\b)|"
        r"(?P<daytime>白天|\b(?:in[ ]the[ ])?daytime\b|\bduring[ ]the[ ]day\b)"
    )


def find_slots(text: str) -> tuple[Found[Slot], ...]:
    """Every part of a day that is named, in order."""
    names: dict[str, Slot] = {
        "morning": "morning",
        "afternoon": "afternoon",
        "evening": "evening",
        "daytime": "daytime",
    }
    return tuple(Found(m.start(), m.end(), names[m.lastgroup], m[0]) for m in _slots().finditer(text) if m.lastgroup)


@pattern
def _frequencies() -> str:
    times_zh = rf"(?P<zlo>{NUMBER})(?:{DASH}(?P<zhi>{NUMBER}))?\s*[次回趟]"
    times_en = (
        rf"(?:(?P<word>once|twice|thrice)|(?P<elo>{NUMBER})(?:{DASH}(?P<ehi>{NUMBER}))?\s*"
        rf"(?:x|×|times|days|(?P<eslot>morning|afternoon|evening|night)s|sessions))"
    )
    unit_zh = (
        r"(?P<zd>每天|每日|天天|每晚|每早|日均|(?:一天|一日)(?=\s*[\d一两二三四五六七八九十]+\s*[次回]))|"
        r"(?P<zw>每(?:个|一)?(?:周(?!期)|星期|礼拜)|(?<![周期拜])(?:一周|一个?星期|"
        r"一礼拜)(?=\s*[\d一两俩二三四五六七八九十]))|"
        r"(?P<zm>每个?月|一个月(?=\s*[\d一两二三四五六七八九十]+\s*[次回]))|"
        r"(?P<zl>每(?:一)?(?:节课?|堂课?|讲|课))"
    )
    day = rf"(?:{ZH_WEEK})?{ZH_DAY}(?![个次本十百]){NO_LENGTH}"
    per_en = r"(?:a|per|each|every|/)\s*(?P<unit>day|week|month|lesson|lecture|class)\b"
    return (
        rf"(?P<other>隔天|隔日|每隔一天|每两天(?:一次)?|\bevery\s+(?:other|second)\s+day\b)|"
        rf"(?P<fortnight>隔周|每隔一周|每两周(?:一次)?|\bevery\s+(?:other|second)\s+week\b|\bevery\s+two\s+weeks\b|"
        rf"\bfortnightly\b)|"
        rf"(?P<en>{times_en}(?:\s*(?:(?:of|for)\s+|,\s*)?{NUMBER}[\s-]?(?:minutes?|"
        rf"mins?|hours?|hrs?|h)\b(?:\s+each)?,?)?\s*{per_en})|"
        rf"(?P<every>\b(?:every|each|per)\s+(?:single\s+)?(?P<eunit>day|week|month|lesson|lecture|class|"
        rf"morning|afternoon|evening|night)\b)|"
        rf"(?P<ly>\b(?:(?P<lyword>once|twice|thrice)\s+)?(?P<adverb>daily|weekly|monthly|nightly|everyday)\b)|"
        rf"(?P<a>(?<=[a-z\d])\s+an?\s+(?P<aunit>day|week|month|lesson)\b)|"
        rf"(?P<zh>(?:{unit_zh})(?P<days>(?<=[周期拜]){day}(?:(?:{_TO}|{_AND})?{day})*)?(?P<end>末)?"
        rf"(?:[，,]?(?:做|练|学|安排|共|各|进行|中|选|增加|再加|加|来|写|刷|听|读|看|跑|上|复习)?\s*{times_zh})?)|"
        r"(?P<list>(?<=改成|改到|改为|放在|固定|每逢)(?P<listed>[一二三四五六日]{2,5})(?=早|"
        r"晚|上午|下午|各|练|做|学|[，,。\s]|$))|"
        rf"(?P<each>\b(?:every|each)\s+(?=(?:{EN_DAYS})s?\b))|"
        rf"(?P<plural>\b(?=(?:on\s+)?(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b))|"
        rf"(?P<workdays>(?:每个?)?工作日|\b(?:every\s+|each\s+|on\s+)?weekdays?\b|"
        rf"\b(?:every|each)\s+work(?:ing)?[ -]?days?\b)|"
        rf"(?P<weekend>每个?周末|\b(?:(?:every|each)\s+weekend|(?:on\s+|at\s+)?weekends)\b)"
    )


def _range(low: str | None, high: str | None) -> Range:
    if low is None:
        return ONCE
    first = read_numbers(low)
    last = read_numbers(high) if high else first
    if first is None or last is None or first[0] % 1 or last[1] % 1 or first[0] > last[1]:
        return ONCE
    return Range(lo=int(first[0]), hi=int(last[1]))


_UNIT: dict[str, Per] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "lesson": "lesson",
    "lecture": "lesson",
    "class": "lesson",
    "morning": "day",
    "afternoon": "day",
    "evening": "day",
    "night": "day",
    "daily": "day",
    "everyday": "day",
    "nightly": "day",
    "weekly": "week",
    "monthly": "month",
}
_WORDS = {"once": 1, "twice": 2, "thrice": 3}


def _english(match: Match[str]) -> Frequency:
    if match["word"]:
        times = Range.exactly(_WORDS[match["word"].lower()])
    else:
        times = _range(match["elo"], match["ehi"])
    slot = (match["eslot"] or "").lower()
    slots: tuple[Slot, ...] = tuple(s for s in ("morning", "afternoon", "evening") if s == slot)
    return Frequency(_UNIT[match["unit"].lower()], times, (), ("evening",) if slot == "night" else slots)


def _chinese(match: Match[str]) -> Frequency:
    times = _range(match["zlo"], match["zhi"])
    if match["zd"]:
        return Frequency("day", times)
    if match["zm"] or match["zl"]:
        return Frequency("month" if match["zm"] else "lesson", times)
    if match["end"]:
        return Frequency("week", times, WEEKEND)
    groups = find_weekdays("周" + match["days"]) if match["days"] else ()
    days = groups[0].value if groups else ()
    if groups and not match["zlo"]:
        return Frequency("week", Range.exactly(len(days)), days)
    return Frequency("week", times, days)


def _follow(text: str, at: int) -> Found[tuple[Weekday, ...]] | None:
    """The group of weekdays that begins within a few letters of ``at``: "every Tuesday and Thursday"."""
    return next(
        (f for f in find_weekdays(text[at : at + 90]) if text[at : at + f.start].strip(" ,") in ("", "on")), None
    )


def _frequency(match: Match[str], text: str) -> tuple[Frequency, int] | None:
    """The frequency and where its words end."""
    kind, end = match.lastgroup, match.end()
    if match["zh"]:
        return _chinese(match), end
    if match["en"]:
        value, group = _english(match), _follow(text, end)
        if group and value.per == "week":
            return replace(value, days=group.value), end + group.end
        return value, end
    if kind == "list":
        days = find_weekdays("周" + match["listed"])[0].value
        return (Frequency("week", Range.exactly(len(days)), days), end) if len(days) == len(match["listed"]) else None
    if kind == "other":
        return Frequency("week", Range(lo=3, hi=4)), end
    if kind == "fortnight":
        return Frequency("month", Range.exactly(2)), end
    if kind == "workdays":
        return Frequency("day", ONCE, WORKDAYS), end
    if kind == "weekend":
        return Frequency("week", ONCE, WEEKEND), end
    if match["each"] is not None or match["plural"] is not None:
        group = _follow(text, end)
        return (Frequency("week", Range.exactly(len(group.value)), group.value), end + group.end) if group else None
    word = (match["eunit"] or match["adverb"] or match["aunit"] or "").lower()
    slots: tuple[Slot, ...] = tuple(s for s in ("morning", "afternoon", "evening") if s == word)
    times = Range.exactly(_WORDS[match["lyword"].lower()]) if match["lyword"] else ONCE
    return Frequency(_UNIT[word], times, (), ("evening",) if word in ("night", "nightly") else slots), end


_BETWEEN = ("", "and", "or", "and in the", "or in the", "in the")


def _with_slot(found: Found[Frequency], slots: tuple[Found[Slot], ...], text: str) -> Found[Frequency]:
    """A part of the day inside the words, or directly behind them, belongs to the frequency: 每周二/四晚上."""
    end, named = found.end, list(found.value.slots)
    first = bisect_left(slots, found.start, key=lambda s: s.start)
    for slot in slots[first : first + 8]:
        inside = found.start <= slot.start < found.end
        behind = end <= slot.start and text[end : slot.start].strip(" ,的/和、").lower() in _BETWEEN
        if (inside or behind) and slot.value not in named:
            named.append(slot.value)
            end = max(end, slot.end)
    return Found(found.start, end, replace(found.value, slots=tuple(named)), text[found.start : end])


@pattern
def _counted() -> str:
    """What "a day" may stand behind to mean "per day"."""
    return (
        r"(?:min|mins|minutes?|h|hrs?|hours?|hours?\s+and\s+(?:a\s+half|(?:a|"
        r"three)\s+quarters?)|pomodoros?|problems?|questions?|pages?|lectures?|"
        r"papers?|words?|cards?|"
        r"sessions?|exercises?|videos?|lessons?|chapters?|times|(?:minutes?|mins?|hours?|hrs?)\s+of\s+[\w' -]{1,24})$"
    )


def find_frequencies(text: str) -> tuple[Found[Frequency], ...]:
    """Every statement of how often something happens, with the weekdays and parts of the day that belong to it."""
    slots = find_slots(text)
    found: list[Found[Frequency]] = []
    for match in _frequencies().finditer(text):
        start = match.start()
        if not free(start, match.end(), [(f.start, f.end) for f in found[-1:]]):
            continue
        if match["a"] and not _counted().search(text[max(0, start - 40) : start]):
            continue
        read = _frequency(match, text)
        if read is not None:
            found.append(_with_slot(Found(start, read[1], read[0], text[start : read[1]]), slots, text))
    return tuple(found)


_OF_DAYS = ("", "on", "的", "，", "、")


def find_rhythms(text: str) -> tuple[Found[Frequency], ...]:
    """The frequencies of a sentence, those of every other week and of a month's first Monday among them."""
    monthly = days_of_month(text)
    plain, turns = plain_turns(text)
    for on in monthly:
        plain = plain[: on.start] + BLANK * (on.end - on.start) + plain[on.end :]
    slots = find_slots(text)
    found = [
        _with_slot(
            Found(f.start, f.end, Frequency("month", ONCE, (f.value[1],), (), 1, f.value[0]), f.text), slots, text
        )
        for f in monthly
    ]
    for item in find_frequencies(plain):
        every = next((n for at, n in turns if at < item.end and item.start <= at + _TURN_LENGTH), 1)
        end, value = item.end, item.value
        while plain[end : end + 1] == BLANK:
            end += 1
        if every > 1:
            value = replace(value, interval=every)
            group = next(
                (g for g in find_weekdays(text[end : end + 90]) if text[end : end + g.start].strip(" ,") in _OF_DAYS),
                None,
            )
            if value.per == "week" and not value.days and group and value.times == ONCE:
                value, end = replace(value, days=group.value, times=Range.exactly(len(group.value))), end + group.end
        start = next(
            (at for at, n in turns if n == every and item.start - _TURN_LENGTH <= at <= item.start), item.start
        )
        found.append(_with_slot(Found(start if every > 1 else item.start, end, value, text[start:end]), slots, text))
    return tuple(sorted(found, key=lambda f: f.start))


_TURN_LENGTH = 16
"""Letters of the longest turn, "every fortnight", whose plain form may begin that much later."""
