"""Other people's notations rewritten, line by line, into the one that the grammar reads; no line is added or lost.

Task managers' marks (Obsidian Tasks, Dataview, todo.txt, Org), HTML breaks, clipped weekdays and dates, and Traditional
characters: each has a plain equivalent, so that everything after this step knows one notation only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from roadweek.importing.traditional import is_traditional, simplified
from roadweek.understanding.quick import Quick
from roadweek.understanding.render import EN_WEEKDAYS

_ISO = r"(\d{4}-\d{1,2}-\d{1,2})"
_WIDE: Final = {ord("０") + n: str(n) for n in range(10)} | {ord("／"): "/", ord("％"): "%", 0xA0: " ", 0x2009: " "}
_MD = r"(0?[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_EN_DAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:[a-z]*day)?s?\b\.?"
_ZH_DAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
_ARROW = r"\s*(?:→|->|=>|⟶|➡️?|~|～|–|—|至|到|\bto\b|\s-\s|\.\.\.?|…)\s*"


def _span_of_days(match: re.Match[str]) -> str:
    return f"{int(match[1])}/{int(match[2])}-{int(match[3])}/{int(match[4])}"


def _lone_day(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2])}月{int(match[3])}日"


def _half_month(match: re.Match[str]) -> str:
    """The second half of a month begins with its middle; its end is the month's."""
    name = match[2].capitalize()
    return f"1 {name} to 15 {name}" if match[1].lower() == "first" else f"mid-{name} to end of {name}"


def _letters(match: re.Match[str]) -> str:
    """MWF, TTh, M/W/F as weekdays."""
    names = {"m": "Mon", "t": "Tue", "tu": "Tue", "w": "Wed", "th": "Thu", "f": "Fri", "sa": "Sat", "su": "Sun"}
    return "/".join(names[p.lower()] for p in re.findall(r"T[hu]|S[au]|[MTWF]", match[0]))


_REPEAT = {"d": "day", "w": "week", "m": "month"}
_ORG_DAYS = {day[:3]: day for day in EN_WEEKDAYS}


def _org_stamp(match: re.Match[str]) -> str:
    """``<2026-03-08 Sun 10:00 +1w>`` is every Sunday; without a repeater it is its day."""
    day, clock, number, unit = match[2] or "", match[3] or "", match[4], match[5]
    if unit is None:
        return f"{match[1]} {clock}".strip()
    if unit == "w":
        name = _ORG_DAYS.get(day[:3].capitalize(), "week")
        return f"{'every' if number == '1' else 'every other week on'} {name} {clock}".strip()
    return f"every {_REPEAT[unit]} {clock}".strip() if number == "1" else f"{match[1]} {clock}".strip()


def _minutes(match: re.Match[str]) -> str:
    return f"{match[1]} min" if 3 <= int(match[1]) <= 240 else match[0]


def _quarterly(match: re.Match[str]) -> str:
    number = {"一": 1, "二": 2, "三": 3, "四": 4}.get(match[1]) or int(match[1])
    return f"Q{number}"


Rewrite = tuple[str, Quick, "str | Callable[[re.Match[str]], str]"]


def _rule(hint: str, source: str, change: str | Callable[[re.Match[str]], str]) -> Rewrite:
    """``hint`` are characters of which one must stand in a line for the rule to be tried at all."""
    return hint, Quick(source), change


_RULES: Final[tuple[Rewrite, ...]] = (
    _rule("<", r"\s*<br\s*/?>\s*", "；"),
    _rule("<", r"</?(?:b|i|u|em|strong|span|p|mark|small|sup|sub|div|center|font)(?:\s[^<>]{0,200})?>", ""),
    _rule("&", r"&nbsp;", " "),
    _rule("&", r"&amp;", "&"),
    _rule("&", r"&(?:ndash|mdash);", "–"),
    _rule(
        "<",
        r"<\s*(\d{4}-\d\d-\d\d)\s*([A-Za-z一-龥]+)?\s*(\d\d:\d\d(?:-\d\d:\d\d)?)?\s*(?:[.+]?\+(\d+)([dwm]))?\s*>",
        _org_stamp,
    ),
    _rule("%", r"%%[^%]{0,2000}%%", ""),
    _rule("<", r"<!--.{0,2000}?-->", ""),
    _rule("[", r"!?\[\[(?:[^\]|]{0,200}\|)?([^\]|]{1,200})\]\]", lambda m: re.sub(r"\d{4}-\d\d-\d\d\s*", "", m[1])),
    _rule("[", r"^(\s*(?:>\s?)+)\[!\w+\][+-]?\s*", r"\1"),
    # marks of task managers
    _rule("✅➕❌", rf"[✅➕]️?\s*{_ISO}", ""),
    _rule("[(", r"[\[(]\s*(?:due|deadline)\s*::?\s*([^\])]{4,20})[\])]", r" due \1"),
    _rule("[(", r"[\[(]\s*(?:repeat|recurs?)\s*::?\s*([^\])]{3,30})[\])]", r" \1"),
    _rule("[(", r"[\[(]\s*(?:scheduled|start|created|completion|priority)\s*::\s*[^\])]{1,20}[\])]", ""),
    _rule("@", r"@(?:due|deadline)\(([^)]{4,20})\)", r"due \1"),
    _rule(":", rf"\b(?:due|deadline):\s?{_ISO}", r"due \1"),
    _rule("🔺⏫🔼", r"\s*[🔺⏫]️?", "（必须）"),
    _rule("🔼🔽⏬", r"\s*[🔼🔽⏬]️?", ""),
    # dates and spans of them
    _rule("-", rf"(?<![\d.\-/]){_MD}{_ARROW}{_MD}(?![\d\-/])", _span_of_days),
    _rule(
        "-",
        r"^(\s*(?:[-*+]|\d{1,2}[.)])?\s*(?:\[.\]\s*)?(?:\*\*)?)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=\*\*|[\s:：,，])",
        _lone_day,
    ),
    _rule(
        "/",
        r"^(\s*(?:[-*+]|\d{1,2}[.)])?\s*(?:\[.\]\s*)?(?:\*\*)?)(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])(?=\*\*|[\s:：,，(（])"
        r"(?!\s*[-–—~～至到])",
        _lone_day,
    ),
    _rule(
        "/",
        r"^(\s*(?:[-*+]|\d{1,2}[.)])?\s*(?:\[.\]\s*)?(?:\*\*)?)(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])(?=(?:\*\*)?\s*[:：(（])",
        _lone_day,
    ),
    _rule(
        "国五元圣年",
        r"(国庆|五一|元旦|圣诞|十一)(?:节|假期)?(?=(?:之|以)?前)",
        lambda m: {"国": "10月1日", "五": "5月1日", "元": "1月1日", "圣": "12月25日", "十": "10月1日"}[m[1][0]],
    ),
    _rule("年", r"(?<![\d])年底(?=(?:之|以)?前)", "12月底"),
    _rule("yY", r"\bby (?:the )?(?:end of (?:the|this) year|year[- ]end)\b", "by December 31"),
    _rule(
        "-",
        r"((?:\b(?:due|by|before|until|on)|截止|最迟|最晚|截至)\s*[:：]?\s*)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])",
        _lone_day,
    ),
    _rule("→>", r"(?<![\d.])(\d{1,2})[./](\d{1,2})\s*(?:→|->|=>)\s*(\d{1,2})[./](\d{1,2})(?![\d.])", _span_of_days),
    _rule(
        "月", r"(?<![\d.])(1[0-2]|0?[1-9])[./](\d{1,2})\s*(?:→|->|=>|-|–|—|~|～|至|到)\s*(?=\d{1,2}\s*月)", r"\1月\2日-"
    ),
    _rule("前截", r"(?<![\d./])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])\s*(?=之?前|以前|截止)", r"\1月\2日"),
    _rule(
        "0123456789",
        r"(?<![\d.])(20\d\d)[./](1[0-2]|0?[1-9])\s*(?:[-–—~～→至到]+|\bto\b)\s*(20\d\d)[./](1[0-2]|0?[1-9])(?![\d./])",
        r"\1年\2月-\3年\4月",
    ),
    _rule("（(", r"(\d{1,2}/\d{1,2})\s*[（(][一二三四五六日天][)）](?=\s*[-–—~～至到])", r"\1"),
    _rule(
        "kwKW",
        r"\b(week (?:of|commencing|beginning|starting)|w/c)\s+(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![/\d])",
        r"\1 \2月\3日",
    ),
    _rule(
        "byoune",
        r"\b(by|before|until|due|on)\s+(1[3-9]|2\d|3[01])\.(0[1-9]|1[0-2])(?![.\d])",
        lambda m: f"{m[1]} {int(m[3])}月{int(m[2])}日",
    ),
    _rule("次翌", r"([-–—~～至到]\s*)(?:次年|翌年)(?:的)?(?=\d{1,2}\s*月)", r"\1"),
    _rule(
        "Ll止晚迟Ee",
        r"((?:DDL|截止(?:日期|时间)?|最晚|最迟|\bdeadline|\bdue(?: date)?)(?:\*\*)?\s*[:：](?:\*\*)?\s*)"
        r"(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?![./\d])",
        _lone_day,
    ),
    _rule("号日", r"(?<![\d./])(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])\s*[号日](?!\d)", r"\1月\2日"),
    _rule("晚早", r"((?:周|星期|礼拜)[一二三四五六日天])([晚早])(?=[）)：:])", r"\1\2上"),
    _rule("半", r"(\d{1,2}月|[一二三四五六七八九十]{1,2}月)(?:份)?的?上半月", r"\g<1>1日-15日"),
    _rule(
        "half",
        r"\b(first|second) half of (January|February|March|April|May|June|July|August|September|October|November|"
        r"December)\b",
        _half_month,
    ),
    _rule(")", r"^(\s{0,8})[a-z]\)\s+(?=\S)", r"\1- "),
    _rule("aeiou", r"\b(one|two|three|four|\d)\s+an?\s+week\b", r"\1 times per week"),
    _rule("aeiou", r"(?<=\d)\s+an?\s+day\b", " per day"),
    _rule(
        "aeiou",
        r"\b(minutes?|mins?|min|hours?|hour|h|pages?|words?|cards?|problems?)\s+an?\s+(night|evening|morning|day|week)\b",
        r"\1 per \2",
    ),
    _rule("季", r"第([一二三四1-4])季度?", _quarterly),
    # weekdays
    _rule("周星礼", rf"({_ZH_DAY})\s+(?={_ZH_DAY})", r"\1、"),
    _rule("dntueiDNTUEI", rf"\b({_EN_DAY})\s+(?=(?:{_EN_DAY}))", r"\1/"),
    _rule("MTW", r"(?<![\w/])(?-i:MWF|M/W/F|TTh|TuTh|Tu/Th|T/Th|M/W|W/F|M/Th|T/F)(?![\w/])", _letters),
    _rule("Tt", r"(?<![\w])(?-i:Tu)(?=\s*[/,&+]|\s+\d)", "Tue"),
    _rule("隔", r"隔(?:一?个?(?:周|星期)的?|周)(?:周|星期)?([一二三四五六日天])(?![个次本])", r"隔周周\1"),
    _rule("每", r"每(?:2|两|二)(?:个)?(?:周|星期)", "每两周"),
    _rule("ycolYCOL", rf"\b(?:every|each)\s+(?:second|other|2nd)\s+({_EN_DAY})", r"every other week on \1"),
    _rule("wW", r"\b(?:bi-?weekly|every\s+2\s+weeks|every\s+fortnight|once\s+a\s+fortnight)\b", "every other week"),
    # lengths and rates
    _rule("'′’", r"(?<![\w.'′’])(\d{1,3})\s?['′](?![\w'′’\d])", _minutes),
    _rule(
        "mM", r"(?<![\w.$€£/])(\d{1,3})\s?m(?![\w/²³])(?!\s*(?:swim|run|sprint|race|跑|游|高|长|宽|x\s*\d))", _minutes
    ),
    _rule("🍅", r"(\d{1,2})\s*(?:x|×)?\s*🍅", r"\1 pomodoros"),
    _rule("🍅", r"(?<!🍅)(🍅{1,8})(?!🍅)", lambda m: f"{len(m[1])} pomodoros"),
    _rule("/", r"/\s?wks?\b", "/week"),
    _rule(
        "+",
        r"(?<![\w.])(\d{1,3})\+\s?(?=(?:h|hrs?|hours?|min|mins|minutes?)\b|个?小时|分钟)",
        r"at least \1 ",
    ),
    _rule("/／", r"(?<![\d.-])(\d{1,3})\s?([道题篇页个节遍])\s?[/／]\s?([日天周])(?![\d期])", r"每\3\1\2"),
    _rule(
        "/",
        r"(?<![\d./$€£-])(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)\s?/\s?(day|week|month)\b",
        r"\1 per \2",
    ),
    _rule(
        "/",
        r"(?<=\d)\s?(h|hrs?|hours?|min|mins|minutes?|x|×|times)\s?/\s?(day|d|week|w|month)\b",
        lambda m: f" {m[1]} per " + {"d": "day", "w": "week"}.get(m[2].lower(), m[2]),
    ),
    _rule(
        "/／",
        r"(?<![\d.])(\d{1,3}(?:\.\d)?(?:\s?[-–—~～到至]\s?\d{1,3}(?:\.\d)?)?\s?(?:个?(?:半)?小时|分钟|个钟头?))\s?[/／]\s?([日天周晚月])(?![\d期])",
        r"每\2\1",
    ),
    _rule("/", r"(?<=\d)\s?(h|hrs?|hours?|min|mins|minutes?)\s?/\s?(night|evening|morning)\b", r" \1 per \2"),
    _rule(
        "/",
        r"(?<![\d.,/$€£¥-])(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)\+?((?:\s+[A-Za-z'-]+){0,2}\s+(?!k?cal\b|calories|(?:k|m)?g\b|ml\b|"
        r"grams?\b|lit\w+|dollars?\b|euros?\b|usd\b|eur\b|requests?\b|users?\b|tokens?\b)[A-Za-z'-]{3,})\s?/\s?(day|week|month)\b",
        r"\1\2 per \3",
    ),
    _rule(
        "daweekmonth",
        r"\b((?:one|two|three|four|five|six|\d+(?:[-–]\d+)?)\s+(?:[\w'/-]+\s+){1,4}?)an?\s+(day|week|month)\b",
        r"\1per \2",
    ),
    _rule("xX×", r"\b[x×](\d{1,2})\s*(?=(?:/|per|a|each|every)\s*(?:day|week|month)\b)", r"\1 times "),
)

_SCHEDULED = Quick(rf"(?:⏳|⌛|🛫)️?\s*{_ISO}", re.NOFLAG)
_DUE = Quick(rf"(?:📅|📆|🗓)️?\s*{_ISO}", re.NOFLAG)
_ORG = Quick(r"^\*+ (?:TODO|DONE|NEXT|WAITING)\b|^\s*(?:SCHEDULED|DEADLINE): *<|^#\+\w+:", re.MULTILINE)
_ORG_HEAD = Quick(
    r"^(\*{1,6}) (?:(TODO|NEXT|WAITING|DONE|CANCELLED) )?(?:\[#[A-C]\] )?(.*?)(?:\s+:[\w@:]+:)?$", re.NOFLAG
)
_ORG_META = Quick(r"^#\+(\w+):\s*(.*)$", re.NOFLAG)
_PLANNED = Quick(r"\b(SCHEDULED|DEADLINE):\s*", re.NOFLAG)


_DAY_FIRST = Quick(r"^\W*(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?=\s)", re.MULTILINE)
_MONTH_FIRST = Quick(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?!\d)", re.NOFLAG)
_DAY_MONTH = Quick(r"^(\W*)(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?=\s)", re.NOFLAG)
_POSTSCRIPT = Quick(r"(?:P\.?S\.?|ADDENDUM|Addendum|后记|补充|附记)(?=\W).{0,40}$", re.NOFLAG)
_LISTED = Quick(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s|\s{0,3}>", re.NOFLAG)
_SHOUTED = Quick(r"(?=.{4,70}$)[A-Z][A-Z'&+/ -]{3,}(?:$|\s*[(（,，:：].{0,50}$)", re.NOFLAG)


def _uncommented(text: str) -> str:
    """``text`` without HTML comments; the lines that they fill stay, empty. One that is never closed is text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*kept, text[at:]])


def normalise(source: list[str]) -> list[str]:
    """``source`` in the grammar's own notation, one line for one line."""
    text = _uncommented("\n".join(source))
    if is_traditional(text):
        text = simplified(text)
    text = text.translate(_WIDE)
    tried = [(frozenset(hint), pattern, change) for hint, pattern, change in _RULES if any(c in text for c in hint)]
    org = bool(_ORG.search(text))
    day_first = bool(_DAY_FIRST.search(text)) and not _MONTH_FIRST.search(text)
    before, in_list = "", False
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) > 4000:
            lines.append(line)  # nobody writes such a line by hand
            continue
        if "📅" in line or "⏳" in line or "⌛" in line or "🛫" in line or "🗓" in line or "📆" in line:
            line = _tasks(line)
        if org:
            line = _org(line)
        if day_first:
            line = _DAY_MONTH.sub(r"\1\3月\2日", line)
        if line[:1] == "\t" or line.startswith("    "):
            if not in_list:
                line = line[1:] if line[0] == "\t" else line[4:]  # a body set in below its title
        elif line.strip():
            in_list = bool(_LISTED.match(line))
        if _SHOUTED.match(line) or (_POSTSCRIPT.match(line) and not before.strip()):
            line = f"## {line}"  # a line in capitals after a blank one is a heading
        before = line
        chars = set(line)
        for hint, pattern, change in tried:
            if not hint.isdisjoint(chars):
                line = pattern.sub(change, line)
        lines.append(line)
    return lines


def _tasks(line: str) -> str:
    """Obsidian's task dates: what repeats has no single day; a due day outranks the day to begin or to do it."""
    if "🔁" in line:
        return _DUE.sub("", _SCHEDULED.sub("", line))
    if _DUE.search(line):
        return _DUE.sub(r"due \1", _SCHEDULED.sub("", line))
    return _SCHEDULED.sub(r"by \1", line)


def _org(line: str) -> str:
    """Org's headings and planning lines in Markdown's notation."""
    if match := _ORG_META.match(line):
        return f"# {match[2]}" if match[1].lower() == "title" and match[2] else ""
    if match := _ORG_HEAD.match(line):
        box = {"DONE": "[x] ", "CANCELLED": "~~"}.get(match[2] or "", "[ ] " if match[2] else "")
        return f"{'#' * len(match[1])} {box}{match[3]}{'~~' if box == '~~' else ''}"
    return _PLANNED.sub(lambda m: "Deadline: due " if m[1] == "DEADLINE" else "Scheduled: ", line)
