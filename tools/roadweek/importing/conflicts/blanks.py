"""Amounts that were left to be filled in: one conflict for all of them."""

from __future__ import annotations

from roadweek.importing.conflicts.case import Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.understanding.quick import Quick

_UNIT = (
    r"(?:h(?:ou)?rs?\b|h\b|min(?:ute)?s?\b|days?\b|weeks?\b|months?\b|kg\b|km\b|%|pages?\b|times\b|小时|分钟?|天|周|"
    r"个月|次|元|块|万|页|本|公里|公斤)"
)
_BLANK = Quick(
    # markup takes underscores away, which leaves a currency that no number follows; "$x$" is mathematics
    r"(?:(?<=[a-z\u4e00-\u9fff:：,，]\s)|(?<=[:：\u4e00-\u9fff]))[$€£¥￥](?:\s*_+|"
    r"\s+(?:in|for|per|a|to|on|by|from|into|each|towards?)\b|\s*(?=[)）,，;；。]|[\u4e00-\u9fff]|$)|"
    r"\s*(?:tbd|xx+|\?+|\.{3})(?![a-z]))|"
    rf"(?:_{{2,}}|(?<![a-z])(?:tbd|tba)|(?<!\?)\?{{2,}})\s*{_UNIT}|"
    rf"(?:待定|未定|待填)\s*(?:小时|分钟|元|次)|[（(]\s*(?:_{{2,}}|tbd|tba|待填)\s*{_UNIT}?\s*[)）]",
)
_HINTS = ("$", "€", "£", "¥", "￥", "_", "tbd", "tba", "xx", "??", "待定", "未定", "待填")
LINES = 24
"""Lines that are named; a form has no end of them."""


def find(case: Case, report: Report) -> None:
    lines: list[int] = []
    first = ""
    for place in case.having(_HINTS):
        if place.superseded or place.kind in ("table", "code") or len(lines) >= LINES:
            continue
        if _BLANK.search(place.text[:200]):
            first = first or short(place.text)
            lines += place.lines
    if lines:
        report.add("blank", lines, title=first, count=len(lines))
