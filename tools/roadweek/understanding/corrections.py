"""What a person takes back while speaking: "Tuesday, no, Wednesday", 周二，不对，周三. Only the second is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from roadweek.grammar.traditional import SIMPLIFIED
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.mentions import Mentions, Name, read_mentions
from roadweek.understanding.slips import meant_time, meant_word
from roadweek.understanding.spans import Found, TakenSpans, pattern
from roadweek.understanding.when import When
from roadweek.understanding.when_reader import monday_of

_TABLE = str.maketrans("’‘＇０１２３４５６７８９－／", "'''0123456789-/")
_WIDEST = 60
"""Characters between what was said and what was meant instead."""


@pattern
def _possessive() -> str:
    """ "Shift tomorrows cello", "move fridays run": a hasty hand leaves the apostrophe out."""
    few = (
        r"(?:move|shift|push|skip|drop|cancel|swap|bring|pin|lock|unpin|unlock|postpone|delay|reschedule|put|"
        r"miss(?:ed)?|did)"
    )
    plain = r"(?!(?:from|and|or|in|for|until|till|please|pls|this|next|at|to|on|only)\b)[a-z]"
    return (
        rf"\b(?P<day>today|tomorrow|tonight|yesterday)(?=s\s+{plain})|"
        rf"\b{few}\s+(?:my\s+|the\s+)?(?P<wd>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?=s\s+{plain})"
    )


_SLIPS = {
    "tomorrow": "tommorow|tommorrow|tomorow|tomorrw|tomorro|tomrrow|tmrw|tmrow|tmmrw|2moro|2morrow",
    "yesterday": "yesterdy|yestarday|yesteday|yday",
    "tonight": "tonite|2nite",
    "Monday": "monady|mondy",
    "Tuesday": "teusday|tuseday|tuesdy|tusday|tueday",
    "Wednesday": "wendesday|wensday|wednsday|wedensday|wednesdy|wenesday|wendsday",
    "Thursday": "thrusday|thusday|thurday|thursdy|thirsday",
    "Friday": "firday|fridya|fryday|fridy",
    "Saturday": "saterday|satruday|saturdy|satuday",
    "Sunday": "sundy|sunady",
    "weekend": "weeknd|wknd|wkend",
    "minutes": "minuts|mintues|miuntes|minuets(?=\\s+of)",
    "next": "nxt",
    "February": "febuary|feburary",
    "September": "septmber|setpember",
}
"""Words of time as hasty hands write them."""


@pattern
def _slip() -> str:
    return r"\b(?:" + "|".join(f"(?P<{word}>{forms})" for word, forms in _SLIPS.items()) + r")(?=s?\b)"


@pattern
def _wide_colon() -> str:
    """The colon of an hour, as a Chinese keyboard writes it."""
    return r"(?<=\d)：(?=[0-5]\d)"


LONG_WORD = 10
"""Letters of the longest word of time that is known with one of them wrong."""


def normalise(text: str) -> str:
    """Straight quotes, plain digits, simplified characters, words of time as they are spelled, and the apostrophes that
    were left out."""
    plain = _wide_colon().sub(":", text.translate(_TABLE).translate(SIMPLIFIED))
    plain = _slip().sub(lambda m: m.lastgroup or m[0], plain)
    plain = _any_word().sub(lambda m: meant_word(meant_time(m[0]) if len(m[0]) <= LONG_WORD else m[0], ()), plain)
    return _possessive().sub(lambda m: m[0] + "'", plain)


_GAP = r"[\s,，.。;；:：…—–!！-]"
_EN = (
    r"(?:no|nope|sorry|wait|oops|actually|i\s+mean(?:t)?|or\s+rather|rather|make\s+(?:it|that)|scratch\s+that|"
    r"correction|my\s+mistake|well)"
)
_ZH = r"(?:不对|不是|错了|说错了|口误|我是说|我的意思是|应该是|应该|更正|算了|等等|还是|啊?不|哦不|噢不|哎不)"
_SMALL = r"(?:on|to|in|at|for|from|the|till|until|um+|uh+|er+|i|think|that's|that\s+is|it's|it\s+is|it\s+was)"


@pattern
def _taken_back() -> str:
    """All that stands between the slip and what replaces it."""
    return (
        r"(?P<kept>\s+(?:next|this|last)\s+week\b|\s+trip\b|出差)?"
        rf"(?:{_GAP}*\b(?:{_EN})\b(?:{_GAP}+(?:{_EN}|{_SMALL}))*{_GAP}*|"
        rf"{_GAP}*{_ZH}(?:{_GAP}*(?:{_ZH}|是|改到|改成|到|去|在))*{_GAP}*)"
    )


@pattern
def _afterthought() -> str:
    """ "… on Saturday, no, 45 minutes": what is taken back stands further in front."""
    return (
        r"[,，.。;；—–-]\s*(?:(?:no|nope)(?:\s*,\s*|\s+)(?:sorry|wait|i\s+mean|make\s+(?:it|that))|no\s*,|i\s+mean(?:t)?|"
        r"scratch\s+that|correction|不对|错了|说错了|我是说|哦不|更正)[\s,，:：]*(?:(?:on|to|at|for|make\s+it)\s+)*$"
    )


@pattern
def _not_that() -> str:
    """ "Wednesday, not Tuesday": here the second is the one that is not meant."""
    return r"[\s,—–(-]*(?:and\s+)?\bnot\s+(?:(?:on|to|for|the)\s+)*"


def read(text: str, context: SentenceContext) -> tuple[str, Mentions]:
    """The sentence as it was meant, of the same length, with what it names."""
    groups = (*(t.names for t in (*context.tracks, *context.tasks)), *(m.names for m in context.milestones))
    names = tuple(name for group in groups for name in group)
    plain = _any_word().sub(lambda m: meant_word(m[0], names), normalise(text))
    return _corrected(plain, read_mentions(plain, context))


@pattern
def _any_word() -> str:
    return r"(?<![\w'])[a-z]{5,}(?![\w'])"


def _corrected(text: str, m: Mentions) -> tuple[str, Mentions]:
    groups: tuple[tuple[str, tuple[Found[Any], ...]], ...] = (
        *(("whens", m.whens), ("durations", m.durations), ("frequencies", m.frequencies), ("clocks", m.clocks)),
        *(("slots", m.slots), ("names", m.names), ("trips", m.trips)),
    )
    erased: list[tuple[int, int]] = []
    settled: dict[str, tuple[Found[Any], ...]] = {}
    for key, items in groups:
        valued = tuple(item for item in items if item.value)
        settled[key] = (*_settle(valued, text, erased), *(item for item in items if not item.value))
    if not erased:
        return text, m
    gone = TakenSpans(erased)
    kept = {key: _in_order(i for i in items if not gone.overlaps(i.start, i.end)) for key, items in settled.items()}
    chars = list(text)
    for start, end in erased:
        chars[start:end] = " " * (end - start)
    return "".join(chars), replace(m, **kept)


def _in_order(items: Iterable[Found[Any]]) -> tuple[Found[Any], ...]:
    return tuple(sorted(items, key=lambda item: item.start))


def _settle(items: tuple[Found[Any], ...], text: str, erased: list[tuple[int, int]]) -> tuple[Found[Any], ...]:
    kept: list[Found[Any]] = []
    for item in items:
        last = kept[-1] if kept else None
        if last and 0 < item.start - last.end <= _WIDEST and _alike(last, item):
            gap = text[last.end : item.start]
            if _not_that().fullmatch(gap):
                erased.append((last.end, item.end))
                continue
            back = _taken_back().fullmatch(gap)
            if back and not _lists(text, last, gap) and _settles(text, item, gap):
                kept[-1] = _in_its_place(last, item)
                erased += [(last.start, last.end), (last.end + len(back["kept"] or ""), item.start)]
                continue
            again = _afterthought().search(gap)
            if again:
                kept[-1] = _in_its_place(last, item)
                erased += [(last.start, last.end), (last.end + again.start(), item.start)]
                continue
        kept.append(item)
    return tuple(kept)


def _lists(text: str, last: Found[Any], gap: str) -> bool:
    """ "No French, no violin": a "no" that goes with what follows, and not with what was said before."""
    if not re.fullmatch(r"[\s,.;]*no\s+(?:on\s+)?", gap, re.IGNORECASE):
        return False
    return isinstance(last.value, Name) or re.search(r"\bno\b", text[: last.start], re.IGNORECASE) is not None


def _settles(text: str, item: Found[Any], gap: str) -> bool:
    """周二，还是周三吧 settles on the second; 周二还是周三 asks which of both."""
    word = gap.strip(" ,，.。-—–").casefold()
    if word == "还是":
        return text[item.end : item.end + 1] == "吧"
    return word not in _WEAK or gap.lstrip()[:1] in tuple(",，.。-—–")


_WEAK = ("不是", "well", "应该", "make it", "make that", "actually", "算了")
"""Words that take back only behind a pause."""


def _in_its_place(last: Found[Any], item: Found[Any]) -> Found[Any]:
    """What is meant, with the "to" or "until" that stood before the slip."""
    if not (isinstance(item.value, When) and isinstance(last.value, When)):
        return item
    value = item.value
    if value.bare and not last.value.bare:
        # "from the 11th to the 13th, no, Thursday to Friday": of the week that was meant all along
        value = value.moved(monday_of(last.value.start) + timedelta(days=value.start.weekday()))
    return Found(item.start, item.end, replace(value, edge=value.edge or last.value.edge), item.text)


def _alike(last: Found[Any], item: Found[Any]) -> bool:
    return not isinstance(item.value, Name) or bool(last.value.kind == item.value.kind)
