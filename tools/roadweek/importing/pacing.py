"""What a plan says of pace: a cap on the week, a break after so many minutes, no two days in a row, only certain hours.

The first two bound all work, where the statement names no activity; the last two are said of one activity's sessions.
"""

from __future__ import annotations

import re
from typing import Final

from roadweek.importing.clocks import clocks_of
from roadweek.importing.look import find_durations
from roadweek.understanding.quick import Quick

_WEEK = Quick(
    r"每?(?:一|个)?(?:周|星期|礼拜)(?![一二三四五六日天末])|"
    r"\b(?:a|per|each|any|every|one|the|this|whole|entire)\s+(?:\w+\s+)?week\b(?!\s*days?)|/\s*w(?:ee)?k\b|"
    r"\bweekly\b|\bw(?:ee)?kly\b",
)
_AT_MOST = Quick(
    r"\b(?:max(?:imum)?|at most|no more than|not more than|never more than|up to|limit(?:ed)?|cap(?:ped|s)?|"
    r"ceiling|not over|never over|not exceed|never exceed|only have|no longer than|stay(?:s|ing)? (?:under|below)|"
    r"keep (?:\w+ ){0,3}(?:under|below)|less than|within)\b|[≤<]|"
    r"最多|不(?:要|能|得|可|会|应)?(?:超过|多于|大于|超)|上限|至多|控制在|封顶|以内|之内|只(?:有|能)",
)
_OVER = Quick(
    r"\b(?:at least|minimum|or more|no less than|more than(?<!no more than)(?<!not more than)(?<!never more than))\b|"
    r"至少|不少于|以上|起码"
)
_BREAK = Quick(
    r"(?P<zh>每(?:隔)?\s*(?:学习?|工作|坐)?\s*(?P<a>\d+|[一二两三四五六七八九十]+|半)\s*(?:个)?(?P<b>小时|钟头|分钟|"
    r"番茄钟?|半小时)"
    r"[^，,。；;]{0,4}[，,]?[^，,。；;]{0,4}(?:休息|歇|起身|活动|走动))|"
    r"\b(?:break|rest|stand up|pause|stretch)\b[^.;]{0,24}\b(?:every|each|after(?: every| each)?|per)\s+"
    r"(?P<c>(?:\d+|an?|half an?|one|two|three|ninety|forty[- ]?five|fifty|thirty|sixty|"
    r"hour and a half)?)\s*[- ]?(?P<d>hours?|hrs?|h|min(?:ute)?s?)\b(?! (?:sleep|night))|"
    r"\b(?:every|each|after(?: every| each)?)\s+(?P<e>(?:\d+|an?|half an?|one|two|three|ninety|forty[- ]?five|fifty|"
    r"thirty|sixty)?)\s*[- ]?"
    r"(?P<f>hours?|hrs?|h|min(?:ute)?s?)\b[^.;]{0,24}\b(?:break|rest|pause|stand up|stretch)\b",
)
_OF_BREAK = Quick(
    r"\b(?:breaks?|rest|pause|stretch|walk|short|long|little|quick|small|take|have|make|get|up|least|always|then|around|"
    r"screen|desk|eyes?|legs?|move|about|from|your|studying|for|with)\b|休息|歇|起身|活动|走动|一下|一会儿?|至少|短暂|眼睛|左右|以后|之后|后",
)
_COUNT: Final = {
    "": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "half a": 0.5, "half an": 0.5, "half": 0.5, "ninety": 90,
    "fifty": 50, "thirty": 30, "sixty": 60, "一": 1, "两": 2, "二": 2, "三": 3, "半": 0.5, "十": 10, "五十": 50,
    "四十": 40, "二十": 20, "三十": 30, "六十": 60, "九十": 90, "四十五": 45, "二十五": 25,
}  # fmt: skip
_IN_A_ROW = Quick(
    r"(?:不|别|勿|避免|禁止)(?:要|能|得|可|可以|许)?[^，,。；;]{0,6}连(?:着|续)[^，,。；;]{0,3}(?:两|二|2)天|"
    r"连(?:着|续)(?:两|二|2)天[^，,。；;]{0,4}(?:不|别)|不(?:要)?(?:安排在)?相邻|(?:至少)?(?:隔|间隔)(?:一|1)天|"
    r"隔天(?:一次|练|跑|做)|"
    r"\b(?:never|not|no|avoid|don['’]?t|without)\b[^.;]{0,40}\b(?:(?:two|2) days (?:in a row|running|straight)|"
    r"consecutive days|"
    r"back[- ]to[- ]back days|days? in a row|adjacent days)|"
    r"\b(?:non|not)[- ]?(?:consecutive|adjacent) days\b|\b(?:at least )?(?:a|one) (?:rest )?day (?:off |"
    r"of rest )?(?:in )?between\b",
)
_MORE_DAYS = Quick(r"(?:三|四|五|3|4|5)天|\b(?:three|four|five|3|4|5) (?:days|consecutive)")
_AFTER = re.compile(
    r"\b(?:after|from|past|not before|never before|not earlier than|no earlier than)\s*$", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\b(?:before|by|until|not after|never after|not later than|no later than|earlier than)\s*$", re.IGNORECASE
)
_AFTER_ZH = re.compile(r"\s*(?:钟|整)?\s*(?:以后|之后|过后|后)")
_BEFORE_ZH = re.compile(r"\s*(?:钟|整)?\s*(?:以前|之前|前)")
_NOT = re.compile(
    r"\b(?:no|nothing|never|not|don['’]?t|won['’]?t)\b|不(?:要|能|得|再|安排|做|学|练)|别|勿|禁止", re.IGNORECASE
)
_NOT_EARLIER = re.compile(r"\b(?:not|never|no)\s+(?:before|after|earlier than|later than)\s*$", re.IGNORECASE)
_REACHED = Quick(r"\b(?:due|deadline|submit|finish(?:ed)?|hand in|deliver|arrive)\b|截止|提交|交付|完成|交")
"""A time by which something is handed in is no part of a day."""
_WORDY = Quick(
    r"[\W\d_]|\b(?:i|we|you|my|our|can|could|able|spend|give|put|in|into|on|for|of|to|the|a|an|per|week|weekly|wk|"
    r"hours?|hrs?|h|min(?:ute)?s?|"
    r"study|studying|work|working|learning|practice|time|budget|total|overall|altogether|all|everything|this|it|that|"
    r"is|are|be|have|only|available|capacity|plan|load|at|most|more|than|no|not|never|max|maximum|up|limit|limited|cap|"
    r"capped|ceiling|over|exceed|stay|keep|under|below|less|within|should|must|will|do|dont|don|t|together|combined|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|each|every|any|and|whole|entire|spare|"
    r"by|with|"
    r"longer|there|room|strict|strictly|hard|absolute|side|free|realistically|about|s|ve|ll)\b|"
    r"每|一|个|周|星期|礼拜|最多|至多|不|要|能|得|可以|可|会|应|超过|多于|大于|超|上限|控制|在|封顶|以内|之内|只|有|"
    r"小时|钟头|分钟|总|共|计|合计|总计|学习|工作|时间|时长|投入|花|拿出|抽出|挤出|安排|我|是|为|的|用|来|所有|全部|"
    r"加起来|"
    r"内|以|预算|量|任务|这|些|计划|上面|两|二|三|四|五|六|七|八|九|十|半|约|左右|大概|留给|给|它|做|干|学|里|都",
)
"""Words of a cap that name no activity of its own."""


def week_cap(text: str) -> int | None:
    """Minutes that all work of a week may take at most; null where ``text`` says something else."""
    if len(text) > 120 or not _WEEK.search(text) or not _AT_MOST.search(text) or _OVER.search(text) or clocks_of(text):
        return None
    lengths = find_durations(text)
    if len(lengths) != 1 or re.search(r"each time|at a time|每次|一次|单次|per session", text, re.IGNORECASE):
        return None
    rest = text.replace(lengths[0].text, " ")
    if _WORDY.sub("", rest.lower()):
        return None
    top = lengths[0].value.top
    return top if 60 <= top <= 7 * 1440 else None


def break_after(text: str) -> tuple[int, int | None] | None:
    """After how many minutes of work a break is due, and how long it is where that is said."""
    if len(text) > 120:
        return None
    match = _BREAK.search(text)
    if match is None:
        return None
    count, unit = next(
        ((match[a] or "", match[b]) for a, b in (("a", "b"), ("c", "d"), ("e", "f")) if match[b]), ("", "")
    )
    unit = unit.lower()
    if not count and unit.startswith("min"):
        return None
    count = count.strip().lower().replace("-", " ")
    number = float(count) if count.isdigit() else _COUNT.get(count)
    if number is None:
        return None
    scale = 60 if unit.startswith("h") or "时" in unit or "头" in unit else 25 if "番茄" in unit else 1
    minutes = round(number * scale)
    if not 15 <= minutes <= 240:
        return None
    inner = [f for f in find_durations(text) if f.value.top < minutes and f.value.top <= 60]
    return minutes, inner[0].value.lo if len(inner) == 1 else None


def without_break(text: str) -> str:
    """``text`` less the words of its break: where an activity is left, the break is said of that alone."""
    rest = _BREAK.sub(" ", text)
    for found in find_durations(rest):
        rest = rest.replace(found.text, " ")
    return _OF_BREAK.sub(" ", rest)


def apart(text: str) -> bool:
    """Whether sessions are to keep a day free between them."""
    return _IN_A_ROW.search(text) is not None and not _MORE_DAYS.search(text)


def hours_of(text: str) -> tuple[int | None, int | None] | None:
    """From when and until when (minutes after midnight) sessions may lie: "only before 9 am", "after 20:00"."""
    clocks = clocks_of(text)
    if len(clocks) != 1 or clocks[0].value.end is not None or _REACHED.search(text):
        return None
    clock = clocks[0]
    head, tail = text[: clock.start], text[clock.end :]
    after = bool(_AFTER.search(head)) or bool(_AFTER_ZH.match(tail))
    before = not after and (bool(_BEFORE.search(head)) or bool(_BEFORE_ZH.match(tail)))
    if not after and not before:
        return None
    denied = _NOT.search(text[: clock.end] if _AFTER.search(head) or _BEFORE.search(head) else text) is not None
    if denied and not _NOT_EARLIER.search(head):
        after = not after
    elif (said := _NOT_EARLIER.search(head)) is not None:
        after = "before" in said[0].lower() or "earlier" in said[0].lower()
    minute = clock.value.start
    return (minute, None) if after else (None, minute)


def manner_spans(text: str) -> list[tuple[int, int]]:
    """The characters of ``text`` that ``apart`` and ``hours_of`` read."""
    spans = [m.span() for m in _IN_A_ROW.finditer(text)] if apart(text) else []
    if hours_of(text) is not None:
        clock = clocks_of(text)[0]
        spans.append((clock.start, clock.end))
    return spans
