"""The name of an activity: what a statement says besides its numbers, in words that one would put in a calendar."""

from __future__ import annotations

import re

from roadweek.importing import cues
from roadweek.importing.clocks import clocks_of
from roadweek.importing.look import find_frequencies, find_ranges, find_slots, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.misread_days import misread_days
from roadweek.importing.outline import split_label
from roadweek.importing.provisos import plainly
from roadweek.importing.segments import lengths
from roadweek.understanding.dates import DateContext
from roadweek.understanding.quick import Quick
from roadweek.understanding.turns import BLANK

_FILLER = re.compile(
    r"^(?:同时|此阶段|其余(?:时间)?|其他时间|然后|并且|左右|1 次|一次|(?:one|an?|of|on|for|only|just|then|and|so)\s|"
    r"(?:(?:my|our|the) (?:plan|goal|aim) is to|"
    r"i(?: will| want to| plan to| am going to| try to|['’](?:ll|d like to)))(?:\s|$)|"
    r"(?:use|spend|spending)(?:\s+(?=for|on)|\s*$)|但(?:是|要)*(?:保证)?|再|或者?|在|用|于|投入|花|"
    r"执行|进行|"
    r"开启|争取|需要|尽量|至少|最少|最多|保证|花(?=的|时间)|的?时间(?:用?来|去)|的(?=\S)|"
    r"只[做留学读]?(?=\S{2})|择一天|[早晚](?=\s)|at (?:least|most)\s|no more than\s|"
    r"(?:must|should|could|nice to have|optional|mandatory|必须|必做|应该|可选)\s*[:：]|\W)+|"
    r"(?:左右|进行|(?:[，,]\s*)?每次|\b(?:on|at|of|for|by|the|an?|is|are|in|with|to|about|from|until|till|and|or|each|takes)\b|"
    r"[，,]?\s*\beach\b|,?\s*/\s*(?:day|week)|投入|就是|只留|改成?|改为|变成|于|在|需要|或?制定|不少于|一共|总共|\s|"
    r"[，,]?\s*分[一二两三四五\d]+(?:段|部分|块)|,?\s*in \w+ parts)+$",
    re.IGNORECASE,
)
"""Words around an activity that name nothing, left over once its numbers are taken out."""
LEFT_OVER = re.compile(
    r"[\s:：,，.。;；()（）【】\[\]、/|·*+\-–—~～\d]|只做|投入|每次|左右|大约|一次|次|\b(?:about|only|just|of|for|at|on|in|the)\b",
    re.IGNORECASE,
)
_BOUNDING = Quick(r"\s*(?:钟)?(?:之前|以前|前(?!往|端)|之后|以后|后(?!端)|左右|开始|起(?!床))", re.NOFLAG)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_WHICH = Quick(
    r"(?:第[一二三四五1-5]个|最后一?个)(?=周|星期|礼拜)|\b(?:first|second|third|fourth|last)\s+(?=(?:mon|tue|wed|thu|fri|sat|sun))",
)
"""Of a month's days of the week, which one."""
_GAP = "\0"
_ADVERB = Quick(r"daily|weekly|monthly")
_CLAUSE = re.compile(r"[，,。；;！!？?]\s*|\.\s+|\s·\s|\s[–—-]\s|\s{3,}")
_NOTE = Quick(
    r"[（(]\s*(?:强制|必做|可选[^)）]*|必须|约|mandatory|optional|must|daily|weekly|monthly|non-negotiable|"
    r"[^（()）]*(?:[%％]|投入|\0)[^（()）]*)\s*[)）]|\b(?:mandatory|should be|takes)\b|雷打不动",
)
_BROKEN_START = Quick(
    r"^(?:in total|in all|from|at|until|till|to|with|about|than|per|that|which|because|because of|its|it|is|are|"
    r"they|跟|以|把(?=\S{0,3}$)|因为|所以|就当|强制自己$|never$)(?![a-z])\s*",
)
_HOLLOW = Quick(r"[（(]\s*[,，、]?\s*[)）]|[‘'“\"]\s*[’'”\"]|[🃏💉🔧😂🎯📚]", re.NOFLAG)
_LOOSE = Quick(r"^\W*(?:on|in|at) the\b|\b(?:on|in|at) the\s*(?=$|[,.;])", re.NOFLAG)
_NUMBERED = Quick(r"^\s*\d{1,2}(?:\.\d{1,2})*[.、)）]\s+(?=[^\W\d])", re.NOFLAG)
_EACH = Quick(r"[\d一两二三四五六]\s*次|两天各学?|每天各", re.NOFLAG)
_UNCLOSED = Quick(r"[（(][^（()）]*$", re.NOFLAG)
SHORT = 48
"""Columns of a name that stays as it is."""


def left(text: str) -> str:
    """What a piece says besides its numbers: the activity."""
    return _without(text, "")


def _clock_words(start: int, end: int, text: str) -> tuple[int, int]:
    """A clock time with the words that bound it, 9 点前, and the blanks behind: they would look like a gap of cells."""
    behind, before = _BOUNDING.match(text, end), _BETWEEN.search(text[:start])
    start = before.start() if before else start
    return start, behind.end() if behind else end + len(text[end:]) - len(text[end:].lstrip())


def _without(text: str, gap: str) -> str:
    text = plainly(text).text.replace(BLANK, " ")
    spans = [(f.start, f.end) for f in lengths(text)] + [_clock_words(f.start, f.end, text) for f in clocks_of(text)]
    spans += [m.span() for m in _WHICH.finditer(text)]
    spans += [(f.start, f.end) for f in find_frequencies(text) if not _ADVERB.fullmatch(f.text)]
    spans += [(f.start, f.end) for f in find_weekdays(text)] + [(f.start, f.end) for f in find_slots(text)]
    spans += misread_days(text)
    kept: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            kept.append(text[at:start])
        if end > at:
            kept.append(gap)
        at = max(at, end)
    kept.append(text[at:])
    return "".join(kept)


def name_of(text: str) -> str:
    """The activity's name in ``text``, empty where only numbers stand there."""
    text = _NUMBERED.sub("", text)
    name = _named(text)
    return _fuller(text, name) if _GENERIC.fullmatch(name) else name


_GENERIC = Quick(
    r"systems?|routines?|sessions?|blocks?|schedule|plan|time|tasks?|part|slot|goals?|total|"
    r"系统|时间|安排|保证|时段|任务|计划|部分|流程|惯例|例行",
)
"""What names no activity when it stands alone."""


def _fuller(text: str, name: str) -> str:
    """ "Morning system" rather than "system": what says nothing alone keeps its days or part of the day."""
    rest = text
    for found in sorted((*lengths(text), *clocks_of(text)), key=lambda f: -f.start):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    label, tail = split_label(rest)
    if label and not LEFT_OVER.sub("", tail):
        rest = label
    whole = tidy(rest)
    return whole if len(name) < len(whole) and width(whole) <= SHORT else name


def _named(text: str) -> str:
    text = plainly(text).text.replace(BLANK, " ")
    head, colon, tail = _NOTE.sub("", text).partition(": ")
    if colon and _says(tidy(head)) and tidy(_without(head, _GAP)) and not LEFT_OVER.sub("", left(tail)):
        return shortened(tidy(_without(head, " ")))  # behind the colon there are only numbers
    label, rest = split_label(text)
    named_by_label = ""
    if label and rest:
        if cues.GENERIC_LABEL.match(label) or cues.label_role(label) or not LEFT_OVER.sub("", left(label)):
            text = rest
        elif width(label) <= 24:
            named_by_label = tidy(_without(label, " "))
    for found in find_ranges(text, DateContext(year=2000))[:1]:
        if found.start <= 2 and found.value.start and found.value.end:
            text = text[found.end :]  # "8.16-9.30 applications: 2 problems a day"
    kept = _without(text, _GAP)
    if len(LEFT_OVER.sub("", kept.replace(_GAP, ""))) < 2:
        return ""
    if named_by_label and width(text) > 2 * SHORT:
        return named_by_label
    whole = tidy(_NOTE.sub("", kept).replace(_GAP, " "))
    if width(whole) <= SHORT and not _holed(kept) and len(_CLAUSE.findall(kept)) <= 1:
        return whole if _says(whole) else named_by_label
    if named_by_label and not _says(_best(_without(rest, _GAP), rest)):
        return named_by_label
    return _best(kept, text) or named_by_label or shortened(text)


def _best(kept: str, text: str) -> str:
    """The clause that names the activity: the one with the numbers before the others; cut at a hole, or whole."""
    clauses = [c for c in _CLAUSE.split(kept) if c.strip()]
    ranked = [c for c in clauses if _GAP in c] + [c for c in clauses if _GAP not in c]
    for clause in ranked:
        parts = [p for p in (tidy(part) for part in _NOTE.sub("", clause).split(_GAP)) if _says(p)]
        if parts:
            found = parts[0] if width(parts[0]) >= 6 else max(parts, key=width)
            return found if width(found) <= SHORT else shortened(found)
    whole = next((c for c in _CLAUSE.split(text) if _says(tidy(c))), "")
    return shortened(whole)


def _says(name: str) -> bool:
    return len(LEFT_OVER.sub("", name)) >= 2 and not _BROKEN_START.match(name)


def _holed(kept: str) -> bool:
    """Whether numbers were taken out of the middle of a phrase."""
    inner = kept.strip(f"{_GAP} \t:：,，.。;；、|·()（）-–—")
    return bool(re.search(rf"[^\s,，、:：;；(（{_GAP}]\s*{_GAP}+\s*[^\s,，、:：;；(（)）.。{_GAP}]", inner))


_HANGING = Quick(
    r"[\s,，:：;；(（–-]*(?:(?:\b(?:but|and|only|not|never|no)\s+)+\b(?:earlier|later|before|after|until|by|past)(?:\s+than)?|"
    r"\b(?:before|after|until))\s*$",
)
"""What bounded a clock time that was taken out: "only before"."""


def tidy(name: str) -> str:
    """A name without brackets that are empty, decoration, fillers and loose punctuation."""
    name = _NOTE.sub("", name.replace(_GAP, " "))
    name = _HOLLOW.sub("", name)
    name = re.sub(r"(?<=[：，；])\s+|\s+(?=[,，.;；）)])|(?<=[\u4e00-\u9fff（])\s+(?=[\u4e00-\u9fff（])", "", name)
    name = _LOOSE.sub("", name)
    name = _EACH.sub("", name)
    name = re.sub(r"^[\s:：,，.。;；、/|·+\-–—~～]+|[\s:：,，;；、/|·+\-–—~～（(]+$", "", re.sub(r"\s{2,}", " ", name))
    name = _UNCLOSED.sub("", name)
    name = _HANGING.sub("", _FILLER.sub("", name)).strip(" ，,。.；;：:、")
    name = name.strip("×✕ ")
    for opening, closing in ("“”", "（）", "()", "「」", "『』", "《》", "【】", "[]", '""'):
        odd = name.count(opening) % 2 == 1 if opening == closing else name.count(opening) != name.count(closing)
        if odd:
            name = name.replace(opening, "").replace(closing, "")
    return name[:80].strip()


def shortened(text: str) -> str:
    """At most about forty characters, cut where a word or clause ends."""
    text = re.sub(r"^[\s:：,，.。;；、]+|[\s:：,，;；、。.]+$", "", text)
    if width(text) <= 80 and len(text) <= 60:
        return text
    cut = text[:40]
    at = max(cut.rfind(c) for c in " ，,；;、")
    return (cut[:at] if at > 12 else cut).rstrip(" ，,；;、：:") + "…"
