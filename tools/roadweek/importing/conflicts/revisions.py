"""A later line that says it changes an earlier one: "moved to Tuesday", "35 minutes is too little, so 45"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadweek.importing import cues
from roadweek.importing.conflicts.case import READ, REVISES, Case, short, words_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_HINTS = (
    *("改", "调整", "推迟", "提前", "延后", "挪", "移"),
    *("become", "moved", "change", "rescheduled", "postponed", "brought forward", "is now", "are now"),
    *("already by", "pushed", "too ", "not enough", "不够", "太少", "太短", "太长", "太多"),
)
_TOO = Quick(
    r"(?<![\d.])(\d{1,3})\s*(?:min(?:ute)?s?\b|分钟)\s*(?:(?:is|are|was|were|seems?)\s+)?"
    r"(?:too (?:little|short|few|long|much)|not enough|(?:根本|有点|还是)?(?:不够|太[少短长多]了?))",
)
"""A length that is said to be wrong: it stands on an earlier line."""
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
RARE = 4
"""A word that so few statements have names the one that is meant."""
MOST = 30
"""Statements of change that are followed up."""


def find(case: Case, report: Report) -> None:
    later = [
        p for p in case.having(_HINTS)
        if p.kind in ("text", "item", "heading") and not p.superseded and p.role not in cues.SILENT
        and (REVISES.search(p.text[:READ]) or _TOO.search(p.text[:READ]))
    ][:MOST]  # fmt: skip
    if not later:
        return
    stating: dict[int, list[Item]] = {}
    for item in case.of("periods", "recurring", "deadlines"):
        for line in item.lines:
            stating.setdefault(line, []).append(item)
    told = {frozenset(c.lines) for c in report.found}
    for place in later:
        meant = _too(place, case) or _voted(place, stating, case)
        if meant is None:
            continue
        lines = {*place.lines, *meant.lines}
        if not any(lines <= known or len(lines & known) > 1 for known in told):
            told.add(frozenset(lines))
            title = short(case.said(meant) or meant.title)
            report.add("revised", lines, title=title, later=short(_changing(place)))


def _changing(place: OutlineNode) -> str:
    """The sentence that tells of the change."""
    sentences = re.split(r"(?<=[。！!；;])|(?<=\.)\s", place.text[:READ])
    return next((s.strip() for s in sentences if REVISES.search(s) or _TOO.search(s)), place.text)


def _too(place: OutlineNode, case: Case) -> Item | None:
    """The only earlier activity of the length that is said to be wrong."""
    match = _TOO.search(place.text[:READ])
    if match is None:
        return None
    length = int(match[1])
    same = [
        i for i in case.of("recurring")
        if i.lines[-1] < place.lines[0] and i.duration_min is not None and i.duration_min[0] == length
    ]  # fmt: skip
    return same[0] if len(same) == 1 else None


def _voted(place: OutlineNode, stating: dict[int, list[Item]], case: Case) -> Item | None:
    """The earlier item with which the sentence shares most of its rare words and times."""
    sentence = _changing(place)
    if not REVISES.search(sentence):
        return None
    votes: dict[str, tuple[int, Item]] = {}
    for token in sorted({*words_of(sentence), *_CLOCK.findall(sentence)}):
        named = [p for p in case.having((token,), RARE + 2) if p.lines and p.lines[0] < place.lines[0]]
        if len(named) > RARE:
            continue
        for item in _items(named, token, stating):
            votes[item.id] = (votes.get(item.id, (0, item))[0] + 1, item)
    best = max(votes.values(), key=lambda v: (v[0], v[1].lines), default=None)
    return best[1] if best is not None and best[0] >= 2 else None


def _items(named: Iterable[OutlineNode], token: str, stating: dict[int, list[Item]]) -> list[Item]:
    """The items that the places with a token state, each once."""
    held = [p for p in named if ":" in token or token in words_of(p.text)]
    return list({i.id: i for p in held for i in stating.get(p.lines[0], ())[:8]}.values())
