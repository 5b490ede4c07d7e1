"""A day that is laid out twice with other uses of its parts, and an activity with two alternative times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from roadweek.domain.base import Slot, Weekday
from roadweek.importing import cues
from roadweek.importing.conflicts.case import Case, day_names, short, words_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.look import find_slots, find_weekdays
from roadweek.importing.outline import OutlineNode, split_label
from roadweek.understanding.quick import Quick

_TIME_LABEL = Quick(r"^(?:\S{0,2}(?:时间|时段|时间段)|when|time|slot|time of day)$")
_EITHER = re.compile(r"，?\s*(?:或者|或是|要么)\s*|,?\s+\bor\b\s+", re.IGNORECASE)
_RELATIVE = Quick(
    r"之前|之后|以前|以后|(?:最)?开始|最后|开头|期间|顺便|\b(?:before|after|during|at the (?:start|end|"
    r"beginning) of|first|last)\b",
)
_WEEKDAY_HINTS = ("周", "週", "星期", "礼拜", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST = 6
"""Layouts of one day that are compared."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What one place says of the parts of a day."""

    place: OutlineNode
    uses: dict[Slot, tuple[str, int]]
    """The words for each part of the day, and their line."""


def find(case: Case, report: Report) -> None:
    layouts: dict[Weekday, list[Layout]] = {}
    for place in case.having(_WEEKDAY_HINTS):
        if place.superseded or place.kind == "row" or place.role == "offer":
            continue
        layout, day = _layout(place)
        if layout is not None and day is not None and len(layouts.setdefault(day, [])) < MOST:
            layouts[day].append(layout)
    for place in case.having(("或", "要么", " or ")):
        if not place.superseded and place.kind != "row" and place.role != "offer":
            _choice(place, report)
    for day, found in layouts.items():
        for first, second in pairwise(found):
            _compare(day, first, second, case, report)


def _layout(place: OutlineNode) -> tuple[Layout | None, Weekday | None]:
    """The layout of one day: in one line, or in the lines below it."""
    head = place.label or place.text[:24]
    days = find_weekdays(head)
    if not days or len(days[0].value) != 1 or days[0].start > 4:
        return None, None
    uses = _inline(place.rest if place.label else place.text[days[0].end :], place.lines[0])
    if not uses and place.leads:
        for child in [d for d in place.children for d in (d, *(d.children if d.leads else ()))][:24]:
            named, rest = split_label(child.text)
            slots: list[Slot] = [s.value for s in find_slots(named)] if named else []
            if slots and len(named) <= 16:
                below = " ".join([rest, *(c.text for c in child.children[:4])])
                for slot in slots:
                    uses.setdefault(slot, (below, _line(child)))
    return (Layout(place, uses), days[0].value[0]) if len(uses) >= 2 else (None, None)


def _line(place: OutlineNode) -> int:
    return place.lines[0] if place.lines else 0


def _inline(text: str, line: int) -> dict[Slot, tuple[str, int]]:
    """ "Morning warm-up, afternoon free": each part of the day with the words that follow it."""
    if len(text) > 160:
        return {}
    found = find_slots(text)
    uses: dict[Slot, tuple[str, int]] = {}
    for position, slot in enumerate(found):
        end = found[position + 1].start if position + 1 < len(found) else len(text)
        words = re.split(r"[。；;]", text[slot.end : end])[0].strip(" ：:，,、“”\"'")
        if words and len(words) <= 40:
            uses.setdefault(slot.value, (words, line))
    return uses if len(found) >= 2 else {}


def _compare(day: Weekday, first: Layout, second: Layout, case: Case, report: Report) -> None:
    if first.place.template != second.place.template or first.place.special != second.place.special:
        return
    if any(a is first.place for a in second.place.ancestors()):
        return
    differ: list[tuple[str, str, int, int]] = []
    for slot, (a, line_a) in first.uses.items():
        if slot not in second.uses:
            continue
        b, line_b = second.uses[slot]
        ours, theirs = words_of(a), words_of(b)
        if ours and theirs and not ours & theirs:
            differ.append((a, b, line_a, line_b))
    if differ:
        differ.sort(key=lambda d: d[2:])
        lines = [n for d in differ for n in d[2:]]
        report.add(
            "day_twice", lines, day=day_names((day,), case.language), first=short(differ[0][0], 24),
            second=short(differ[0][1], 24), count=len(differ),
            **case.told.placed([d[2] for d in differ], [d[3] for d in differ]),
        )  # fmt: skip


def _choice(place: OutlineNode, report: Report) -> None:
    """ "When: every evening before reading, or in the first ten minutes of piano"."""
    if not place.label or place.role in cues.SILENT or not _TIME_LABEL.match(place.label):
        return
    parts = _EITHER.split(place.rest[:200])
    if len(parts) == 2 and _RELATIVE.search(parts[1]) and find_slots(parts[0]):
        above = place.parent
        title = above.text if above is not None else place.text
        report.add(
            "slot_choice", place.lines, title=short(title), first=short(parts[0], 30), second=short(parts[1], 30)
        )
