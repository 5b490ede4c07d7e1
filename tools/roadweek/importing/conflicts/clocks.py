"""The end of the day as a rule says it, against sessions that go on later, and two such ends for one thing."""

from __future__ import annotations

import re

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_TIME = (
    r"(?:(?P<{0}part>早上?|上午|中午|下午|晚上?|夜里?)\s*)?(?:(?P<{0}h>[01]?\d|2[0-4])[:：](?P<{0}m>[0-5]\d)|"
    r"(?P<{0}k>\d{{1,2}})\s*点(?P<{0}half>半)?|"
    r"(?P<{0}z>十[一二]?)点(?P<{0}zhalf>半)?|(?P<{0}e>1[0-2]|[1-9])(?=\s*[ap]\.?m))\s*(?P<{0}ap>[ap])?\.?(?:m\b)?"
)
_CLOCKED = Quick(r"\d[:：]\d\d|[点點]|\d\s*[ap]\.?m")
_RANGE = Quick(_TIME.format("a") + r"\s*(?:[-–—~～至到]|to|until)\s*" + _TIME.format("b"))
_SLEEP = Quick(r"(?:睡觉|就寝|入睡|上床|熄灯|关电脑)|\b(?:in bed|lights out|asleep|bedtime|go to bed|sleep)\b")
_END = Quick(_TIME.format("a") + r"\s*(?P<word>前|之前|以前)?")
_HINTS = (
    *("睡", "就寝", "上床", "熄灯", "关电脑", "后不", "后别", "后禁", "后绝"),
    *("in bed", "lights out", "asleep", "bedtime", "go to bed", "sleep", "no "),
)
_BY = Quick(r"前|之前|以前|\b(?:by|before|at)\b")
_NO_MORE = Quick(
    r"(?P<zt>[\d:：点半十一二晚上夜里\s]{2,10})(?:以后|之后|后)(?:不|别|禁止|绝不)(?:再)?(?P<zo>学习?|看书|工作|"
    r"刷题|碰书|写代码)|"
    r"\bno (?P<eo>\w+(?: \w+)?) after (?P<et>\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?)",
)
_WITHOUT = Quick(r"\bno ([a-z]{4,})|不[看碰玩用刷]([\u4e00-\u9fff]{2})")
_WORKS = Quick(
    r"学|看书|工作|刷题|写|练|复习|\b(?:study|work|read|practi[cs]e|code|coding|learn|lesson|homework)\w*",
)
_AWAKE = Quick(r"睡|洗漱|休息|放松|sleep|\bbed\b|wind down|relax|rest")
MARGIN = 10
NIGHT = 4 * 60
"""Minutes after midnight that still belong to the evening before."""


def find(case: Case, report: Report) -> None:
    limits: list[tuple[int, OutlineNode, str]] = []
    ends: dict[str, tuple[int, OutlineNode, str]] = {}
    for place in case.having(_HINTS):
        text = place.text[:160]
        if place.superseded or place.template == "trip" or place.special or not _CLOCKED.search(text):
            continue
        if place.role in ("offer", "reason") or len(limits) >= LIMIT:
            continue
        end = _bedtime(text, place) or _stop(text)
        if end is not None:
            limits.append((end[0], place, end[1]))
        _two_ends(text, place, ends, report)
    if not limits:
        return
    for item in case.of("recurring")[: 4 * LIMIT]:
        here = case.place(item)
        if here is None or item.template == "trip" or _AWAKE.search(here.text):
            continue
        spans = list(_RANGE.finditer(here.text[:160]))
        if len(spans) != 1:
            continue
        begins = _begins(spans[0])
        until = _minutes(spans[0], "b", after=begins)
        if begins is None or until is None or begins < 16 * 60:
            continue
        for limit, rule, words in limits:
            if rule is not here and until > limit + MARGIN and not set(rule.lines) & set(item.lines):
                report.add(
                    "clock", [*rule.lines, *here.lines], rule=short(rule.text), limit=words, title=short(item.title),
                    until=f"{until // 60 % 24:02d}:{until % 60:02d}",
                )  # fmt: skip
                break


def _two_ends(text: str, place: OutlineNode, ends: dict[str, tuple[int, OutlineNode, str]], report: Report) -> None:
    """ "No music after 21:00" beside "21:20-21:50 a book, no music": one thing ends at two times."""
    match = _WITHOUT.search(text)
    span, stop = _RANGE.search(text), _NO_MORE.search(text)
    time = span or (_END.search(stop["zt"] or stop["et"]) if stop else None)
    at = _begins(span) if match and span else _minutes(time, "a", evening=True) if match and time else None
    if match is None or time is None or at is None or at < 18 * 60:
        return
    thing = (match[1] or match[2]).lower()
    before = ends.setdefault(thing, (at, place, time[0].strip()))
    if before[1] is not place and abs(before[0] - at) > MARGIN:
        report.add(
            "two_ends",
            [*before[1].lines, *place.lines],
            thing=match[0].strip(),
            first=before[2],
            second=time[0].strip(),
        )


def _bedtime(text: str, place: OutlineNode) -> tuple[int, str] | None:
    """ "Asleep by 23:00", 十一点半之前睡觉; a range of hours is a row of a timetable."""
    if not _SLEEP.search(text) or _RANGE.search(text) or cues.QUESTION.search(text):
        return None
    match = _END.search(text)
    if match is None or not (_BY.search(text) or place.kind == "row"):
        return None
    at = _minutes(match, "a", evening=True)
    return (at, match[0].strip()) if at is not None and at >= 20 * 60 else None


def _stop(text: str) -> tuple[int, str] | None:
    match = _NO_MORE.search(text)
    if match is None or not _WORKS.search(match["zo"] or match["eo"] or ""):
        return None
    time = _END.search(match["zt"] or match["et"])
    at = _minutes(time, "a", evening=True) if time else None
    return (at, time[0].strip()) if time and at is not None and at >= 18 * 60 else None


def _begins(span: re.Match[str]) -> int | None:
    """When a span of clock times begins; "9:45-10:15 PM" says once that it is the evening."""
    at = _minutes(span, "a")
    if at is not None and span["aap"] is None and (span["bap"] or "").lower() == "p" and at < 12 * 60:
        end = int(span["bh"] or span["bk"] or span["be"] or 12)
        return at + 12 * 60 if at // 60 <= end % 12 + 1 else at
    return at


def _minutes(match: re.Match[str], side: str, *, evening: bool = False, after: int | None = None) -> int | None:
    """Minutes since midnight; past midnight counts on, and an hour of an evening is one of the evening."""
    part = {k[1:]: v for k, v in match.groupdict().items() if k.startswith(side)}
    if part["z"]:
        hour, minute = 10 + "零一二".find(part["z"][1:] or "零"), 30 if part["zhalf"] else 0
    else:
        hour = int(part["h"] or part["k"] or part["e"])
        minute = int(part["m"] or 0) or (30 if part["half"] else 0)
    if hour > 24:
        return None
    late = (part["part"] or "")[:1] in ("晚", "夜", "下") or (part["ap"] or "").lower() == "p"
    if hour < 12 and (
        late or (evening and hour >= 6 and not part["ap"] and part["part"] is None and part["h"] is None)
    ):
        hour += 12
    total = hour * 60 + minute
    if evening and total < NIGHT:
        total += 24 * 60
    if after is not None:
        while total <= after:
            total += 12 * 60 if after - total < 12 * 60 and hour <= 12 else 24 * 60
    return total
