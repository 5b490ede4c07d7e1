"""The patterns of dates: what a day, a month and a range of them may look like in Chinese and English."""

from __future__ import annotations

from roadweek.understanding.numbers import zh_number
from roadweek.understanding.recurrence import EN_DAYS, ZH_DAY, ZH_WEEK
from roadweek.understanding.spans import pattern

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
YEAR_WORDS = {
    "今年": 0,
    "明年": 1,
    "来年": 1,
    "后年": 2,
    "去年": -1,
    "this year": 0,
    "next year": 1,
    "last year": -1,
}

_SEP = r"\s*(?:[-–—−~～]|到|至)\s*"
_EN_SEP = r"\s*(?:[-–—−~～]|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b)\s*"
_AND_SEP = r"\s*(?:[-–—−~～]|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\band\b)\s*"
_ANY_SEP = r"\s*(?:[-–—−~～]|到|至|\bto\b|\bthrough\b)\s*"
_Y4 = r"(?:19|20)\d\d"
_ZH_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_ZH_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = r"(?:中上旬|上中旬|中下旬|上旬|中旬|下旬|初|底|末|中(?![国文午期间秋考学级等断段部东西]))"
EN_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_EN_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_EN_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<%s>{_Y4})(?!\d|\.\d))?"
_WEEKDAY = rf"(?:\b{EN_DAYS}\b\.?,?\s+)?"
_NOTE = rf"(?:\s*[（(](?:{ZH_WEEK}{ZH_DAY}|{EN_DAYS})[）)])?"
_ZH_YEAR = rf"(?:(?P<%s>{_Y4}\s*年|[今明后去来]年)\s*的?\s*)?"
_AFTER_MD = r"(?!\s*(?:\d|[.:/]\d|小时|个|h\b|hours?|min|分|天|周|次|道|%|倍|版|GB|MB|k\b|课|讲))"
_NO_NAME = (
    r"(?<![\w.])(?<!v\s)(?<!Python\s)(?<!MIT\s)(?<!CUDA\s)(?<!version\s)(?<!JetPack\s)"
    r"(?<!§\s)(?<!版本\s)(?<!第\s)(?<![第$¥￥])"
)


def month_number(text: str) -> int:
    """1..12 of a month in digits or words."""
    text = text.lower()
    if text.isdigit():
        return int(text)
    if text[0] >= "a" and text[0] <= "z":
        return next(n for n, name in enumerate(MONTHS, start=1) if name[:3] == text[:3])
    return zh_number(text) or 0


@pattern
def points() -> str:
    """One day, part of a month, month or year; the outermost group that matched names its form."""
    iso = (
        rf"(?P<iso>(?<![\d.])(?P<iso_y>{_Y4})(?P<iso_s>[-./])(?P<iso_m>1[0-2]|0?[1-9])(?P=iso_s)(?P<iso_d>3[01]|"
        rf"[12]\d|0?[1-9])(?![\d]|[.-]\d))"
    )
    ym = rf"(?P<ym>(?<![\d.])(?P<ym_y>{_Y4})[-./](?P<ym_m>1[0-2]|0[1-9])(?![\d]|[-./]\d))"
    zh = (
        rf"(?P<zh>{_ZH_YEAR % 'zh_y'}(?<![\d.第个每])(?P<zh_m>{_ZH_MONTH})\s*月(?!\s*(?:报|度|薪|考|刊))"
        rf"(?:\s*份)?(?:\s*(?P<zh_d>{_ZH_DAY})\s*(?:[日号]|(?=$|[^\d\w.:点])){_NOTE}|(?P<zh_p>{_PART}))?)"
    )
    yy = rf"(?P<yy>(?P<yy_y>(?<!\d){_Y4}\s*年|[明后去来]年))(?!\s*(?:{_ZH_MONTH}\s*月|[初中底末轻级前后]))"
    en_md = (
        rf"(?P<en_md>{_WEEKDAY}\b(?P<en_md_m>{EN_MONTH})\s*(?:the\s+)?(?P<en_md_d>{_EN_DAY})(?!\s*(?::\d|"
        rf"%|h\b|hours?|min)){_EN_YEAR % 'en_md_y'})"
    )
    en_dm = (
        rf"(?P<en_dm>{_WEEKDAY}(?:\bthe\s+)?(?<![\d.])\b(?P<en_dm_d>{_EN_DAY})\s*(?:of\s+)?"
        rf"(?P<en_dm_m>{EN_MONTH}){_EN_YEAR % 'en_dm_y'})"
    )
    en_m = (
        r"(?P<en_m>(?:(?P<en_m_p>\b(?:early|mid|late|end(?=\s(?-i:[A-Z][a-z]{2})))|\b(?:the\s+)?(?:beginning|start|middle|end)\s+of|"
        r"\b(?:the\s+)?(?:first|second|third|fourth|last)\s+week\s+of)[\s-]+)?"
        rf"\b(?P<en_m_m>{EN_MONTH})(?:,?\s+(?P<en_m_y>{_Y4}|next\s+year|this\s+year))?)"
    )
    num = (
        rf"(?P<num>(?:(?<=[到从至于前])|(?<=\bby )|(?<=\bon )|(?<=until )|(?<=till )|(?<=before )|(?<=from )|"
        rf"(?<=since )|(?<=due )|"
        rf"(?<=截止)|(?<=最迟)|(?<=最晚))(?P<num_m>1[0-2]|0?[1-9])[./](?P<num_d>3[01]|[12]\d|0?[1-9]){_AFTER_MD})"
    )
    # with its year behind it: 9/14/2026, 14.9.2026, 9/14/26; which number is the month, read_point decides
    tail = (
        r"(?P<tail>(?<![\d./])(?P<tail_a>[0-3]?\d)(?P<tail_s>[/.-])(?P<tail_b>[0-3]?\d)(?P=tail_s)"
        r"(?P<tail_y>(?:20)?\d\d)(?![\d/]|\.\d))"
    )
    return "|".join((iso, tail, ym, zh, yy, en_md, en_dm, en_m, num))


@pattern
def compact() -> str:
    """A range whose ends share something, so that neither stands alone."""
    zmm = (
        rf"(?P<zmm>{_ZH_YEAR % 'zmm_y'}(?<![\d.第])(?P<zmm_a>{_ZH_MONTH}){_SEP}(?P<zmm_b>{_ZH_MONTH})\s*月"
        rf"(?!\s*{_ZH_DAY}\s*[日号])(?:\s*份)?(?P<zmm_p>{_PART})?)"
    )
    zpp = (
        rf"(?P<zpp>{_ZH_YEAR % 'zpp_y'}(?<![\d.第])(?P<zpp_m>{_ZH_MONTH})\s*月\s*"
        rf"(?P<zpp_a>{_PART}){_SEP}(?P<zpp_b>{_PART}))"
    )
    ymm = (
        rf"(?P<ymm>(?<![\d.])(?P<ymm_y>{_Y4})[./](?P<ymm_a>1[0-2]|0[1-9]){_ANY_SEP}(?P<ymm_b>1[0-2]|"
        rf"0[1-9])(?![\d]|[-./]\d))"
    )
    zdd = (
        rf"(?P<zdd>{_ZH_YEAR % 'zdd_y'}(?<![\d.第])(?P<zdd_m>{_ZH_MONTH})\s*月\s*"
        rf"(?P<zdd_a>{_ZH_DAY})\s*[日号]?{_NOTE}{_SEP}"
        rf"(?P<zdd_b>{_ZH_DAY})\s*[日号]{_NOTE})"
    )
    isod = (
        rf"(?P<isod>(?<!\d)(?P<isod_y>{_Y4})-(?P<isod_m>1[0-2]|0[1-9])-(?P<isod_a>\d\d){_EN_SEP}(?P<isod_b>3[01]|"
        rf"[12]\d)(?![\d]|[-./:]\d))"
    )
    mdd = (
        rf"(?P<mdd>{_WEEKDAY}\b(?P<mdd_m>{EN_MONTH})\s+(?P<mdd_a>{_EN_DAY}){_AND_SEP}{_WEEKDAY}(?:the\s+)?(?P<mdd_b>{_EN_DAY})"
        rf"(?!\s*(?:of\s+)?{EN_MONTH}|\s*[:%]){_EN_YEAR % 'mdd_y'})"
    )
    ddm = (
        rf"(?P<ddm>{_WEEKDAY}(?:\bthe\s+)?(?<![\d.])\b(?P<ddm_a>{_EN_DAY}){_AND_SEP}{_WEEKDAY}(?:the\s+)?(?P<ddm_b>{_EN_DAY})\s+"
        rf"(?:of\s+)?(?P<ddm_m>{EN_MONTH}){_EN_YEAR % 'ddm_y'})"
    )
    md = r"(?P<{0}_{1}>1[0-2]|0?[1-9]){3}(?P<{0}_{2}>3[01]|[12]\d|0?[1-9])"
    dots, slashes = (
        rf"(?P<{name}>{_NO_NAME}{md.format(name, 'a', 'b', sep)}{_ANY_SEP}{md.format(name, 'c', 'd', sep)}{_AFTER_MD})"
        for name, sep in (("dot", r"\."), ("slash", "/"))
    )
    return "|".join((zmm, zpp, ymm, zdd, isod, mdd, ddm, dots, slashes))


@pattern
def connector() -> str:
    """What may stand between the two ends of a range."""
    return rf"{_NOTE}\s*(?:[-–—−~～]+|→|到|至|直到|to|until|till|through|thru|(?P<and>and))\s*(?:the\s+)?"


@pattern
def from_now() -> str:
    """From the day of writing, directly before the end of a span."""
    return (
        r"(?:从?(?:现在|今天|即日起?)(?:开始|起)?\s*(?:到|至|直到)|\bfrom\s+(?:now|today)(?:\s+on)?\s*,?\s*(?:to|"
        r"until|till|through|-|–)|\bnow\s*(?:-|–|until|to))\s*(?:the\s+)?$"
    )
