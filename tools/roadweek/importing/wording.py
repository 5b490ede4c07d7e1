"""What one line of a list is by its own words: something learnt, something told, or only a pointer to elsewhere."""

from __future__ import annotations

import re

from roadweek.importing.markup import width
from roadweek.understanding.quick import Quick

_LEARNS = Quick(
    r"^\W*(?:系统|重点|深入|继续|快速|简单)?(?:地)?(?:学习|复习|预习|了解|"
    r"掌握|熟悉|理解|弄懂|搞懂|研究|巩固|补习|温习)(?!计划|方法|完)|"
    r"^\W*(?:study|studying|learn|learning|understand|review(?! of)|revise|"
    r"explore|cover|go (?:over|through)|get familiar with|"
    r"familiari[sz]e|introduction to|intro to|basics of|fundamentals of|overview of|refresh|brush up)\b",
)
_UNIT = Quick(
    r"^\W*(?:\w+\s){0,2}(?:chapters?|readings?|lectures?|lessons?|modules?|"
    r"units?|sections?|ch\.)\s*#?\d+(?!\d*\s*(?:books?|min|pages?|hours?|"
    r"times?|papers?|articles?))|"
    r"^\W*(?:\S{0,4})第\s*[\d一二三四五六七八九十]+(?:\s*[-–~～到至]\s*第?[\d一二三四五六七八九十]+)?\s*(?:章|"
    r"讲|节|课|单元|模块)",
)
_TOLD = Quick(
    r"^\W*(?:I(?:['’](?:ve|m|d|ll))?|we(?:['’](?:ve|re|d|ll))?|my|last (?:year|"
    r"month|week)|this (?:is|means|was|will|should|helps|way)|"
    r"that(?:['’]s| is| means| was)|it(?:['’]s| is| was| will)|in 20\d\d|"
    r"plus|because|since|so|also|there (?:is|are)|you)\b.*[.!?。！？)]\W*$|"
    r"^\W*(?:因为|由于|所以|毕竟|其实|这样|这是|那是|我(?:觉得|认为|之前|现在|已经)|去年|上个?[周月]|目前|之前)",
    re.IGNORECASE | re.DOTALL,
)

_REACHES = Quick(
    r"^\W*(?:最终|争取|力争|努力|尽量|至少|在?\S{0,6}(?:年|月)底?前)?(?:有能力|"
    r"能够|学会|考(?:过|上|到|取|下)|通过|拿(?:到|下)|达到|获得|"
    r"(?:读|看|学|刷|写|做|跑|听|背)完|完成|发(?:表|布)|攒(?:够|下|到)|"
    r"存(?:够|下|到)|减(?:重|到|肥)|瘦到|跑进|找到|入职|"
    r"(?:我)?(?:想|打算|希望)(?:要|去|学|买|看|带|参加|养成|成为))|"
    r"^\W*(?:一年|全年|今年|年内|年度)(?!级).{0,12}(?:\d|[一二两三四五六七八九十]+\s*[本篇门部次个项场])|"
    r"^\W*(?:be able to|become|achieve|reach|earn|pass|finish|complete|"
    r"publish|launch|win|visit|travel to|attend (?:at least|a|an|one|\d)|"
    r"get (?:a|an|my|the|promoted|certified|hired|accepted|under|below|"
    r"down|into)\b|learn (?:how )?to|save (?:up )?[$€£¥\d]|lose \d|"
    r"gain \d|weigh|run (?:a|my|the|in)\b|(?:I )?(?:want|would like|hope) to)\b",
)
_TALLY = Quick(
    r"^\W*(?:(?:第\s*[\d一二三四五六七八九十]+\s*(?:周|天|月|次|本|篇|"
    r"门|个|轮)|(?:week|day|month|book|no\.?)\s*#?\d+)\W*|"
    r"(?:达成|完成|打卡|坚持|累计)(?:天数|次数|情况|率|进度|度)\s*[:：].{0,16}|\d+\s*月(?:份)?\W*)$",
)


_ADVISES = Quick(
    r"原则|为主|为辅|优先|而非|重在|贵在|宁可|宁愿|劳逸结合|避免|减少|"
    r"控制在|以内|之内|按时|及时|注意|不用|不需要|不必|尽早|及早|尽快|"
    r"杜绝|远离|放弃|戒(?:掉|除)?|早睡|早起|不要|不能|别(?!的|人)|少[^年数]{1,6}多|"
    r"多[^个次种年月天]{1,6}少|多[^个次种年月天]{1,3}多|"
    r"先[^，,]{1,12}再|坚持|保持|^\W*(?:要|得|应该?|需要?)(?!求)|"
    r"^\W*(?:keep|maintain|stay|use|focus on|avoid|try (?:to|not)|remember|"
    r"be (?!able)|take|track|allow|limit|only|quality over|"
    r"prefer|respect|protect|listen to|start (?:small|with|each|every)|don'?t|do not|never|always|no)\b|"
    r"\b(?:instead of|rather than|over (?:quantity|perfection|intensity)|"
    r"as needed|when (?:tired|stuck|in doubt)|if (?:tired|stuck|needed|"
    r"possible)|one (?:thing|topic|task) at a time)\b| > ",
)


def advises(text: str) -> bool:
    """Whether it tells how to go about things: "keep it simple", 宁可少做，不可不做."""
    return bool(_ADVISES.search(text))


def reaches(text: str) -> bool:
    """Whether it says of itself that something is to be reached once: an ability, a wish, a count within the year."""
    return bool(_REACHES.search(text))


def tallies(text: str) -> bool:
    """Whether it is only a place to keep count: "Week 3", 达成天数：4 天."""
    return bool(_TALLY.match(text))


def numbered_part(text: str) -> bool:
    """Whether it names a numbered part of a course or a book: "Reading 3 - annuities", 第4章."""
    return bool(_UNIT.search(text))


_STUDIES = Quick(
    (
        r"复习|学习|重学|入门|巩固|基础|补课|\b(?:stud(?:y|ying)|learn(?:ing)?|"
        r"course|basics|fundamentals|refresher|revision)\b"
    ),
)


def studies(text: str) -> bool:
    """Whether it speaks of learning at all: "Java refresher", 指针入门."""
    return bool(_STUDIES.search(text))


def learns(text: str) -> bool:
    """Whether it names something to be learnt: a verb of learning or a numbered part of a course or a book."""
    return bool(_LEARNS.search(text) or _UNIT.search(text))


def tells(text: str) -> bool:
    """Whether it is a sentence about how things are or were, where a list would name what to do."""
    return width(text) > 12 and bool(_TOLD.search(text))
