"""The patterns of days relative to the day of speaking, and of the words around them."""

from __future__ import annotations

from roadweek.understanding.date_patterns import EN_MONTH
from roadweek.understanding.numbers import EN_NUMBER, ZH_NUMBER
from roadweek.understanding.recurrence import EN_DAYS, ZH_DAY, ZH_WEEK
from roadweek.understanding.spans import pattern

_ZH_SHIFT = r"这个?|本|下下个?|下个?|上上个?|上个?"
_COUNT = rf"\d+|{EN_NUMBER}|\ban?\b"


@pattern
def relative() -> str:
    """One mention; the outermost group that matched names its form."""
    day = (
        r"(?P<day>\b(?P<day_en>today|tonight|this\s+(?:morning|afternoon|evening)|(?:the\s+)?(?:day\s+after\s+tomorrow)|"
        r"tomorrow|tmr|(?:the\s+)?day\s+before\s+yesterday|"
        r"yesterday|last\s+night)(?:'s)?\b|(?P<day_zh>大后|大前|今|明|后|昨|前)(?:天|日(?!期)|晚(?!上?点)|早|儿))"
    )
    day = day.replace(r"(?:the\s+)?(?:day\s+after\s+tomorrow)", r"day\s+after\s+tomorrow").replace(
        r"(?:the\s+)?day\s+before\s+yesterday", r"day\s+before\s+yesterday"
    )
    weekend = (
        rf"(?P<weekend>\b(?:(?P<weekend_s>this|next|last|coming)\s+|the\s+|at\s+the\s+|on\s+the\s+)weekend(?:'s)?\b|\bweekend(?=\s*[:：,])|"
        rf"(?P<weekend_z>{_ZH_SHIFT})?(?:周末|星期末|礼拜末))"
    )
    wd_zh = rf"(?P<wd_zh>(?:(?P<wd_zh_s>这|本|下下|下|上上|上)个?的?)?(?:{ZH_WEEK})(?P<wd_zh_d>{ZH_DAY})(?![个次本]))"
    more = (
        rf"(?P<more>(?<=[一二三四五六日天])\s*(?:[/、和及~～—–-]|到|至)?\s*(?P<more_d>{ZH_DAY})(?=$|"
        rf"[^个次点月号\d天小分节年些十百半刻]))"
    )
    wd_en = (
        rf"(?P<wd_en>\b(?:(?P<wd_en_s>this(?:\s+coming)?|next|last|coming|past|previous)\s+(?:week\s+(?:on\s+)?)?)?"
        rf"(?P<wd_en_d>{EN_DAYS})(?:'s)?\b)"
    )
    week = (
        r"(?P<week>\b(?P<week_r>(?:the\s+)?(?:rest|remainder)\s+of\s+(?:the|this)\s+week)\b|"
        r"\b(?P<week_2>the\s+week\s+after\s+next)\b|\b(?P<week_s>this|next|last)\s+week(?:'s)?\b|"
        rf"(?P<week_rz>(?:本周|这周|这个?星期|这个?礼拜)(?:剩下|剩余|余下|接下来)(?:的?(?:几天|时间|日子))?)|"
        rf"(?P<week_z>{_ZH_SHIFT})(?:周|星期|礼拜)(?![一二三四五六日天末])(?P<week_zr>(?:剩下|"
        rf"剩余|余下|接下来)的?(?:几天|时间|日子)?)?)"
    )
    month_end = (
        r"(?P<month_end>\b(?:the\s+)?end\s+of\s+(?:the|this|next)\s+month\b|\bmonth(?:'s)?\s+end\b|"
        r"(?<![月\d个])(?:月底|月末))"
    )
    month = (
        r"(?P<month>(?:\b(?P<month_s>this|next|last)\s+month\b|(?P<month_z>这个?|本|下个?|上个?)月)"
        r"(?:(?P<month_p>初|上旬|中旬|中|下旬|底|末)|的?(?P<month_a>3[01]|[12]?\d)(?:\s*[号日]?\s*(?:[-–~～]|到|至)\s*"
        r"(?P<month_b>3[01]|[12]?\d))?\s*[号日])?)"
    )
    dom = (
        r"(?P<dom>\b(?:the\s+)?(?P<dom_a>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)\b"
        r"(?:\s*(?:-|–|to|through|until|till)\s*(?:the\s+)?(?P<dom_b>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)\b)?"
        r"(?:\s+of\s+(?P<dom_s>this|the|next)\s+month\b)?"
        r"|(?<![\d月.])(?P<dom_f>[12]\d|3[01]|[1-9])(?=(?:\s*[、和及,，]\s*(?:[12]\d|3[01]|[1-9]))+\s*[号日])"
        r"|(?<![\d月.])(?P<dom_c>[12]\d|3[01]|[1-9])(?:\s*[号日]?\s*(?:[-–—~～]|到|至)\s*(?P<dom_d>[12]\d|"
        r"3[01]|[1-9]))?\s*[号日](?!楼|线|店))"
    )
    offset = (
        rf"(?P<in>\bin\s+(?P<in_n>{_COUNT})\s+(?P<in_u>days?|weeks?|months?|fortnights?)(?:'s?\s*time)?\b|"
        rf"\b(?P<in_q>{_COUNT})\s+(?P<in_w>days?|weeks?|months?|fortnights?)\s+from\s+(?:now|today)\b|"
        rf"\b(?P<in_m>{_COUNT})\s+(?P<in_v>days?|weeks?)\s+ago\b|"
        rf"(?P<in_zn>\d+|{ZH_NUMBER})\s*(?P<in_zu>天|个?(?:周|星期|礼拜)|个月)(?P<in_z>之?以?后(?:的今天)?|之?以?前(?:的今天)?))"
    )
    return "|".join((day, weekend, wd_zh, more, wd_en, week, month_end, month, dom, offset))


@pattern
def trailing_week() -> str:
    """A week word directly behind a weekday: "Friday next week"."""
    return r"\s+(?:of\s+|in\s+)?(?P<w>(?P<s>this|next|last)\s+week|(?P<after>the\s+week\s+after\s+next))\b"


@pattern
def behind_clock() -> str:
    """Hours or a part of the day between a weekday and its week."""
    return (
        r"[\s,]*(?:(?:\d{1,2}(?:[:.]\d\d)?|[ap]\.?m\b\.?|from|to|until|till|at|between|and|[-–—]|noon|midnight|in\s+the|"
        r"mornings?|afternoon|evening|night)[\s,]*)+(?:of\s+)?"
    )


@pattern
def weekday_behind() -> str:
    """A weekday directly behind some weeks: "in two weeks on Friday", 两周后的周二."""
    return rf"\s*(?:的|,|，)?\s*(?:(?:on\s+)?{EN_DAYS}\b|{ZH_WEEK}{ZH_DAY})"


@pattern
def month_behind() -> str:
    return rf"\s*(?:of\s+)?{EN_MONTH}"


@pattern
def chain() -> str:
    """The next weekday of a list or a range."""
    return rf"\s*(?:,|and|or|to|through|till|until|[-–—]|&)\s*(?:and\s+)?{EN_DAYS}\b"


@pattern
def connector() -> str:
    """What makes two days one span."""
    return (
        r"\s*(?:[-–—−~～]+>?|→|到|至|直到|\bto|\bthrough|\bthru|\buntil|\btill|"
        r"\bup\s+to)\s*(?:the\s+)?(?:and\s+including\s+)?"
    )


@pattern
def before_edge() -> str:
    """Words directly before a mention that make it a start, an end or a goal."""
    start = (
        r"\b(?:from|since|starting(?:\s+(?:from|on|in))?|beginning(?:\s+(?:on|in|from))?|as\s+of|effective)|"
        r"自从?|从|打从"
    )
    until = (
        r"\b(?:until|till|til|by|before|through|no\s+later\s+than|up\s+to|due(?:\s+(?:by|on|in))?|"
        r"deadline(?:\s+(?:is|on))?:?)|"
        r"直到|截至|截止到?|最迟|最晚|不晚于|等到"
    )
    goal = r"\b(?:to|onto|into)|到|至|在|[-=–—]+>|[→➡⇒]\ufe0f?"
    return rf"(?:(?P<from>{start})|(?P<until>{until})|(?P<to>{goal}))\s*(?:the\s+)?(?:end\s+of\s+)?$"


@pattern
def after_edge() -> str:
    """Words directly behind a mention that make it a start or an end."""
    return (
        r"\s*(?:(?P<from>起|开始|以后|之后|\bonwards?\b|\bon\b(?=\s*(?:$|[,.;!?]|make|set|do|only|just|I\b))|"
        r"\band\s+onwards?\b)|"
        r"(?P<until>之前|以前|前(?!天)|为止|截止|内))"
    )
