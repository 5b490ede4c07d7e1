"""Words that hide others: the 天 of 天气 is no day, the 日 of 日程 no Sunday, the Monday of monday.com no Monday."""

from __future__ import annotations

from collections.abc import Iterable

from roadweek.understanding.spans import pattern

HIDDEN = "\ue000"
"""Stands for a letter that is no word of time; as many of them as letters, so that all places stay."""


@pattern
def _opaque() -> str:
    zh = (
        r"(?<![今明后昨前当每整全半那同几\d一两二三四五六七八九十])天(?:气|黑|亮|冷|热|晴|阴|寒)|(?<=周[一二三四五六日])天(?:气|黑|亮|冷|热|晴|阴|寒)|"
        r"(?<=期[一二三四五六日])天(?:气|黑|亮|冷|热|晴|阴|寒)|日(?:程(?!序)|常(?!规)|历(?!时)|志(?!愿)|期(?![末中]))|一点点"
    )
    en = (
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\.com\b|\bsat\s+(?:through|down|in\s+on|with|for)\b|"
        r"\b(?:good|black)\s+friday\b|\b(?:easter|cyber)\s+(?:sunday|monday)\b|\bash\s+wednesday\b"
    )
    return rf"{zh}|{en}"


def without_opaque(text: str, names: Iterable[tuple[int, int]] = ()) -> str:
    """The text for those that look for days, hours and lengths; names are hidden too (下周日语 names no Sunday)."""
    text = _opaque().sub(lambda m: HIDDEN * len(m[0]), text)
    for start, end in names:
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text
