"""Limits of all work that a plan states: minutes a day, hours that are closed, days that are free.

A statement is such a limit only where its words say nothing else: "max 2 h of gaming a day" limits gaming, not work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from roadweek.domain.base import SLOT_HOURS, Weekday
from roadweek.domain.plan import RuleKind
from roadweek.importing import cues
from roadweek.importing.clocks import clocks_of
from roadweek.importing.fields import fields_in
from roadweek.importing.look import find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.importing.pacing import break_after, week_cap, without_break
from roadweek.understanding.clock import ClockSpan
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import WORKDAYS
from roadweek.understanding.spans import Found


@dataclass(frozen=True, slots=True)
class Limit:
    """What a statement bounds, in minutes: of work a day or a week, or after midnight."""

    kind: RuleKind
    days: tuple[Weekday, ...] = ()
    minutes: int | None = None
    start: int | None = None
    end: int | None = None
    job: bool = False
    """The hours of a job, which are said of workdays where no days are named."""
    rest: int | None = None
    """How long a break is."""
    text: str | None = None
    """Its clause, where the statement has several."""
    more: tuple[Limit, ...] = ()
    """The other limits of the statement."""


_PER_DAY = Quick(
    r"\b(?:a|per|each|every|/)\s*(?:single\s+)?(?:day|weekday|workday)\b|\bdaily\b|/\s*day|每(?:个)?(?:天|"
    r"日|工作日)|(?<!\d)[一单当]天|[单当]日|日均",
)
_AT_MOST = Quick(
    r"\b(?:max(?:imum)?|at most|no more than|not more than|never more than|up to|limit(?:ed)?|cap(?:ped)?|"
    r"ceiling|not over|not exceed)\b|"
    r"最多|不(?:要|能|得|可|会)?(?:超过|多于|大于)|上限|至多|控制在|封顶|以内",
)
_AT_ONCE = Quick(r"连续|一次|每次|单次|\bin a row\b|\bat a time\b|\bper session\b|\bat once\b|\bstraight\b")
_NOT = Quick(r"\b(?:no|nothing|never|not|don'?t|won'?t|none|without)\b|不|别|勿|禁止|严禁|绝不|停|无")
_AFTER = Quick(r"\b(?:after|past|later than|beyond)\s*$")
_BEFORE = Quick(r"\b(?:before|earlier than|prior to|until)\s*$")
_AFTER_ZH = Quick(r"\s*(?:钟)?\s*(?:以后|之后|过后|后)", re.NOFLAG)
_BEFORE_ZH = Quick(r"\s*(?:钟)?\s*(?:以前|之前|前)", re.NOFLAG)
_END = Quick(
    r"\b(?:stop|finish|end|ends|done|wrap up|shut ?down|shut|closed?|lights? out|lights? off|bed(?:time)?|"
    r"sleep|asleep|log off|"
    r"call it a day|wind down)\b|睡|上床|就寝|关灯|熄灯|收工|收尾|结束|停止|停下|休息|打烊",
)
_RISE = Quick(r"\b(?:wake(?:[- ]?up)?|get up|getting up|rise|out of bed|alarm|start|begin)\b|起床|起来|醒|开始")
_FREE = Quick(
    r"\b(?:free|off|rest(?:ing)?|recovery|holiday|no|never|nothing|not|don'?t|sabbath|family|friends|kids)\b|"
    r"休息|放假|全休|自由|留空|空出来|空着|不|别|歇|陪|家人|家庭日|什么都不",
)
_JOB = Quick(
    r"\b(?:i|we) work\b(?! out| on| through| towards)|\bi'?m at work\b|\bat (?:work|the office|my job)\b|"
    r"\b(?:office|working|work|business|job) hours\b|"
    r"\b(?:day|full[- ]time|part[- ]time|main|regular) (?:job|work|position)\b|\b(?:work|job|office|"
    r"day job|shift)\s*[:：(（]|^\W*work(?:ing)?\W*$|"
    r"\b(?:job|work|shift)\s+(?:is\s+)?(?:from|between|mon|tue|wed|thu|fri|sat|sun|\d)|\b9[- ]to[- ]5\b|"
    r"上班|坐班|工作时间|办公时间|值班时间|班时|朝[七八九十]晚[五六七八九十]|全职工作|兼职时间",
)
_MAY_JOB = Quick(r"work|job|office|shift|school|class|9[- ]to[- ]5|[上坐值]班|工作|办公|班时|朝|兼职|上课|上学")
_JOB_LINE = Quick(
    r"^\W*(?:work(?:ing)?|job|day job|office|my job|shift|school|classes|上班|工作|坐班|上课|上学|办公)\W*$",
)
_CLAUSE = re.compile(r"[，,；;。]|\.\s|\.$|\s+and\s+(?=(?:never|no|nothing|not|at most|max)\b)", re.IGNORECASE)
_BOUND_OF_DAYS = re.compile(
    r"(?:[，,；;。.]|\band\b)?\s*(?:\b(?:never|nothing|not|no(?: work| study)?)\b(?: (?:on|at))?|不)?\s*"
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b|\bweekends?\b|(?:周|星期)[一二三四五六日天末])"
    r"(?:\s*(?:不学|休息|不安排|free|off))?[.。]?",
    re.IGNORECASE,
)
_OFF = Quick(r"双休|单休|休息|\b(?:off|free|rest)\b")
_AFTER_WORK = Quick(r"下班|\b(?:after|before) work\b")
_BARE_HOURS = Quick(
    r"(?<![\w.:/-])(?P<a>0?\d|1\d|2[0-3])(?::(?P<am>[0-5]\d))?\s*(?:-|–|—|~|到|至|\bto\b|\btill?\b|\buntil\b)\s*"
    r"(?P<b>0?\d|1\d|2[0-4])(?::(?P<bm>[0-5]\d))?(?![\w:/%.])(?!\s*(?:h|"
    r"hours?|hrs?|min|days?|weeks?|个|小时|天|周|次)\b)",
    re.NOFLAG,
)
_ZH_HOURS = Quick(r"朝([七八九十])晚([五六七八九十])", re.NOFLAG)
_ZH = {c: n for n, c in enumerate("零一二三四五六七八九十")}
_AWAY = Quick(
    r"\b(?:lunch|dinner|breakfast|supper|meal|commut\w*|nap|siesta|family|kids|sleep|rest|break|free|off|"
    r"shower|chores|cooking|"
    r"wind down|relax\w*|freshen up|get ready|school run|pick ?up)\b|"
    r"午[饭餐休睡]|[早晚]饭|[早晚]餐|吃饭|用餐|通勤|睡觉|睡眠|入睡|洗漱|"
    r"洗澡|休息|放松|家务|接(?:送)?(?:孩子|娃)|陪|自由|小憩",
)
_GENERIC = re.compile(
    r"\b(?:stud(?:y|ies|ying)|work(?:ing|s)?|learn(?:ing)?|sessions?|plan(?:ned|ning)?|any(?:thing)?|"
    r"nothing|everything|all|"
    r"total|overall|altogether|combined|hours?|hrs?|minutes?|mins?|time|per|an?|each|every|days?|daily|the|"
    r"on|of|in|at|is|are|be|should|must|"
    r"will|i|we|my|me|max(?:imum)?|most|no|more|than|limit(?:ed)?|cap(?:ped)?|up|to|not|never|don['’]?t|do|"
    r"won'?t|after|before|past|"
    r"by|stops?|finish(?:ed)?|ends?|start(?:s|ing)?|begin(?:s|ning)?|until|till|from|please|always|rules?|"
    r"strict(?:ly)?|keep|"
    r"free|off|rest(?:ing)?|completely|fully|totally|entirely|absolutely|strictly|scheduled?|schedule|put|"
    r"as|it|this|that|and|or|so|for|"
    r"tasks?|later|earlier|exceed|over|ceiling|whole|holiday|recovery|sabbath|just|only|stay|take|have|"
    r"day-off|tuesdays?|too|"
    r"family|friends|kids|myself|fun|lights|out|bed(?:time)?|sleep|asleep|laptop|computer|shut|down|"
    r"closed?|log|done|go|in|wake|"
    r"get|up|rise|alarm|goals?|target|latest|there|weekends?|anything|else|nor|with|spend|screen-free|"
    r"window|rest day)\b|"
    r"\bo'clock\b|学习|工作|干活|安排|任务|计划|总共|总计|合计|加起来|"
    r"所有|全部|任何|一律|全天|整天|每天|每日|一天|当天|单日|最多|不超过|"
    r"不能|"
    r"不要|不得|不许|不准|不多于|至多|上限|超过|控制在|控制|限制|以内|"
    r"之内|学习量|总时长|总时间|时长|时间|时段|小时|分钟|左右|禁止|严禁|"
    r"以后|之后|"
    r"以前|之前|晚上|早上|夜里|开始|结束|收工|停止|停下|休息|全休|完全|"
    r"彻底|放假|自由|留空|留给|空出来|空着|自己|家人|家里|家庭日?|陪|绝对|"
    r"坚决|"
    r"可以|事情|东西|内容|必须|准时|按时|睡觉|入睡|上床|就寝|关灯|熄灯|"
    r"电脑|起床|最晚|最迟|能够|做到|争取|不晚于|不迟于|保证|尽量|什么|"
    r"雷打不动|一定|固定|用来|再|就|都|在|我|"
    r"为|是|的|了|给|与|和|天|点|钟|学|做|排|动|干|事|睡|醒|前|后|内|总|"
    r"共|计|绝|不|别|勿|要|能|会|得|也|只|日|段|起|来|用|停|歇|空|全|整|"
    r"可|让",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\W_\d]+")
"""Words that name no activity: where nothing else is left, all work is meant."""


def limit_of(text: str) -> Limit | None:
    """The limit of all work that ``text`` states, and nothing else with it."""
    if len(text) > 120 or width(text) > 120 or "?" in text or "？" in text:
        return None
    return _office(text) or _minutes(text) or _paced(text) or _closed(text) or _bound(text) or _free(text)


def _paced(text: str) -> Limit | None:
    """A cap on the week, or a break after so many minutes."""
    cap = week_cap(text)
    if cap is not None:
        return Limit("max_minutes_per_week", minutes=cap)
    due = break_after(text)
    if due is not None and _residue(without_break(text)):
        return None  # "deep work 3 h, with a break every hour" is work
    return None if due is None else Limit("break_after", minutes=due[0], rest=due[1])


def limits_of(text: str) -> Limit | None:
    """The limit that ``text`` states, or all of several: "max 2 h a day, nothing after 21:00"."""
    whole = limit_of(text)
    if whole is not None:
        return whole
    clauses = [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]
    if not 2 <= len(clauses) <= 4:
        return None
    found: list[Limit] = []
    for clause in clauses:
        limit = limit_of(clause)
        if limit is None:
            return None
        found.append(replace(limit, text=clause))
    return replace(found[0], more=tuple(found[1:]))


def _residue(text: str) -> str:
    """What ``text`` says besides times, days and words that name no activity."""
    return _SIGNS.sub("", _GENERIC.sub(" ", _blanked(text)))


def capped_subject(text: str) -> str:
    """What a cap names besides its numbers: "guitar" of "at most 3 h of guitar a week". Empty: all work is meant."""
    return _residue(_AT_MOST.sub(" ", _PER_DAY.sub(" ", _PER_WEEK.sub(" ", text))))


def bars_by_clock(text: str) -> bool:
    """Whether ``text`` only says what is not done before or after an hour: "no runs before 6:00", 九点以后不练琴."""
    if not _NOT.search(text) or re.search(r"[，,；;。:：]\s*\D", text):
        return False
    clocks = clocks_of(text)
    if len(clocks) != 1 or clocks[0].value.end is not None or find_durations(text) or _NOT_LATER.search(text):
        return False
    head, tail = text[: clocks[0].start], text[clocks[0].end :]
    return bool(_AFTER.search(head) or _AFTER_ZH.match(tail) or _BEFORE.search(head) or _BEFORE_ZH.match(tail))


_PER_WEEK = Quick(
    r"\b(?:(?:a|per|each|every|/)\s*)?weeks?\b|\bweekly\b|每?个?(?:周|星期)|投入|花|budget|commitment|focus(?:ed)?"
)


def _blanked(text: str) -> str:
    found = [*clocks_of(text), *find_weekdays(text), *find_slots(text), *find_frequencies(text), *find_durations(text)]
    for words in sorted({f.text for f in found}, key=len, reverse=True):
        text = text.replace(words, " ")
    return text


def _days_of(text: str) -> tuple[Weekday, ...]:
    groups = find_weekdays(text)
    return groups[0].value if len(groups) == 1 else ()


def _minutes(text: str) -> Limit | None:
    if not _AT_MOST.search(text) or _AT_ONCE.search(text) or clocks_of(text):
        return None
    lengths = find_durations(text)
    if len(lengths) != 1:
        return None
    days = _days_of(text)
    if not _PER_DAY.search(text) and week_cap(_BOUND_OF_DAYS.sub(" ", text)) is not None:
        return None  # the week's, in one sentence with a day that is kept free
    if not _PER_DAY.search(text) and (not days or set(days) == {"SA", "SU"}):
        return None
    if _residue(_AT_MOST.sub(" ", _PER_DAY.sub(" ", text))):
        return None
    top = lengths[0].value.top
    return Limit("max_minutes_per_day", days, minutes=top) if 0 < top <= 1440 else None


def _bound(text: str) -> Limit | None:
    """Nothing after, nothing before a time of the day."""
    clocks = clocks_of(text)
    if len(clocks) != 1 or clocks[0].value.end is not None or find_durations(text):
        return None
    clock = clocks[0]
    if _residue(text):
        return None
    head, tail = text[: clock.start], text[clock.end :]
    days, minute = _days_of(text), clock.value.start
    after = bool(_AFTER.search(head)) or bool(_AFTER_ZH.match(tail))
    before = bool(_BEFORE.search(head)) or bool(_BEFORE_ZH.match(tail))
    if _NOT.search(text) and not _NOT_LATER.search(text):
        if after:
            return Limit("latest_end", days, end=minute)
        if before:
            return Limit("earliest_start", days, start=_early(clock, text))
    if _END.search(text) and not after:
        return Limit("latest_end", days, end=minute)
    if _RISE.search(text) and not before:
        return Limit("earliest_start", days, start=_early(clock, text))
    return None


_NOT_LATER = Quick(r"不晚于|不迟于|\bnot? later than\b|\bno later than\b")


def _early(clock: Found[ClockSpan], text: str) -> int:
    """Nobody gets up at five in the afternoon."""
    minute = clock.value.start
    doubtful = 720 < minute <= 1140 and not re.search(r"pm|p\.m|:|：|下午|晚|1\d", text, re.IGNORECASE)
    return minute - 720 if doubtful else minute


def _free(text: str) -> Limit | None:
    """A day, or a part of days, on which nothing is planned."""
    text = text.replace("’", "'")
    if not _FREE.search(text):
        return None
    groups, slots = find_weekdays(text), find_slots(text)
    if len(groups) > 1 or len({s.value for s in slots}) > 1 or not (groups or slots):
        return None
    if find_durations(text) or clocks_of(text):
        return None
    spans = find_frequencies(text)
    if any((f.value.times.lo, f.value.times.top) != (1, 1) and not f.value.days for f in spans):
        return None
    if _residue(_BRACKETS.sub(" ", text)) or not _sure(text) or cues.NO_NEW_TASKS.search(text):
        return None
    days = groups[0].value if groups else ()
    if not slots:
        return Limit("free_day", days) if len(days) < 7 else None
    first, last = SLOT_HOURS[slots[0].value]
    return Limit("free_hours", days, start=first * 60, end=last * 60)


_BRACKETS = re.compile(r"[（(][^（()）]{0,60}[)）]")
"""Why the time is free: "nothing on Wednesdays (choir)"."""
_NO_WORK = Quick(
    r"\b(?:no|never|nothing|not|don'?t)\b|不(?:学|工作|安排|排|干|做)|别(?:学|安排|排)|不(?:要)?在|别在|什么都不",
)
_IS_FREE = Quick(
    (
        r"\b(?:free|off|rest|recovery|holiday|family|friends|kids|sabbath)\b|"
        r"休息|放假|全休|自由|留空|空出来|空着|歇|陪|家庭日|留给"
    ),
)


_NOTHING = Quick(r"\bnothing\b|\bno (?:work|study)|什么都不|不学|不工作|不安排|不排")


def _sure(text: str) -> bool:
    if not (_NO_WORK.search(text) or _IS_FREE.search(text)):
        return False
    # "not only on Sundays", "no rest on Sunday" free nothing
    return not (_NO_WORK.search(text) and _IS_FREE.search(text) and not _NOTHING.search(text))


def _closed(text: str) -> Limit | None:
    """Hours that are for something else: meals, the way to work, sleep, the family."""
    spans = clocks_of(text)
    if len(spans) != 1 or spans[0].value.end is None:
        return None
    no_work = _NO_WORK.search(text)
    if not _AWAY.search(text) and not no_work:
        return None
    if _residue(_AWAY.sub(" ", text)) and not (no_work and not _residue(text)):
        return None
    return Limit("closed_hours", _days_of(text), start=spans[0].value.start, end=spans[0].value.end % 1440)


def _office(text: str) -> Limit | None:
    """The hours of a job, said in a sentence or as a line of a timetable."""
    if not _MAY_JOB.search(text) or _AFTER_WORK.search(text) or len(clocks_of(text)) > 1:
        return None
    text = "，".join(clause for clause in _CLAUSE.split(text) if clause.strip() and not _OFF.search(clause))
    span = _office_hours(text)
    if span is None:
        return None
    bare = re.sub(r"[·\s]+", " ", _BARE_HOURS.sub(" ", _blanked(text)))
    if not _JOB.search(text) and not _JOB_LINE.match(bare):
        return None
    days = _days_of(text)
    return Limit("closed_hours", days or WORKDAYS, start=span[0], end=span[1] % 1440, job=True)


def _office_hours(text: str) -> tuple[int, int] | None:
    if match := _ZH_HOURS.search(text):
        return _ZH[match[1]] * 60, (_ZH[match[2]] + 12) * 60
    span = next((f.value for f in clocks_of(text) if f.value.end is not None), None)
    if span is not None and span.end is not None:
        start, end = span.start, span.end
        # 9:00-5:00 and 9-5 end in the afternoon
        return (start, end) if end - start >= 180 else None
    match = _BARE_HOURS.search(text)
    if match is None or (find_durations(text) and not _JOB.search(text)):
        return None
    start, end = int(match["a"]) * 60 + int(match["am"] or 0), int(match["b"]) * 60 + int(match["bm"] or 0)
    end += 720 if end <= start else 0
    return (start, end) if 180 <= end - start <= 14 * 60 else None


def limits_in(places: list[OutlineNode]) -> dict[int, Limit]:
    """The limits that a document states, by ``id`` of the place. What stands below an activity is its own affair."""
    found: dict[int, Limit] = {}
    for place in places:
        if place.role in cues.SILENT or place.superseded or place.special or place.kind == "table":
            continue
        if place.kind == "heading" and place.children:
            continue
        if _of_one_thing(place):
            continue
        limit = limits_of(place.text)
        if limit is None:
            continue
        named = limit.days or (place.cadence.days if place.cadence is not None else ())
        if not named and limit.kind in ("closed_hours", "free_hours") and not clocks_of(place.text) and not limit.job:
            continue  # "evenings are free" closes no evening of every day
        if not limit.days and place.cadence is not None and place.cadence.days:
            limit = replace(limit, days=place.cadence.days)
        found[id(place)] = limit
    return found


def _of_one_thing(place: OutlineNode) -> bool:
    """Whether the line or heading above names an activity that the statement is said of."""
    above = place.parent
    if above is None or above.is_title or above.kind == "table":
        return False
    if above.kind == "item" and not find_weekdays(above.text) and cues.heading_role(above.text) is None:
        return not above.text.rstrip().endswith((":", "："))
    return (
        above.kind == "heading"
        and bool([f for f in fields_in(above.text) if f.id != "review"])
        and above.below != "method"
    )
