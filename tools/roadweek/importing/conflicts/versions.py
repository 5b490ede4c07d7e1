"""A draft that a later part replaces, and numberings of headings that begin again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadweek.importing.conflicts.case import Case, short, words_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.numbers import zh_number
from roadweek.understanding.quick import Quick

_NUMBERED = Quick(r"^\W*(?:([一二三四五六七八九十]{1,3})[、.．]|(\d{1,2})[、.．)]\s?)", re.NOFLAG)
SHOWN = 6
COMPARED = 40
"""Items of a draft that the newer ones are compared with."""


def find(case: Case, report: Report) -> None:
    _drafts(case, report)
    lines = restarts(case.outline)
    if lines:
        report.add("numbering", lines)


def restarts(outline: Sequence[OutlineNode]) -> list[int]:
    """The lines of numbered headings of one level and section whose numbers begin again at one."""
    families: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in outline:
        match = _NUMBERED.match(place.text) if place.kind == "heading" else None
        if match:
            number = zh_number(match[1]) if match[1] else int(match[2])
            families.setdefault((id(place.parent), place.block.level), []).append((number or 0, place.lines[0]))
    for numbered in families.values():
        most = 0
        for number, _ in numbered:
            if number == 1 and most >= 2:
                return [line for _, line in numbered]
            most = max(most, number)
    return []


def _drafts(case: Case, report: Report) -> None:
    """What a heading or lead calls the old plan, beside what now stands for the same time or the same work."""
    old: list[Item] = []
    for item in case.items:
        place = case.place(item)
        if place is not None and (item.status == "superseded" or place.drafted) and not _crossed_out(place):
            old.append(item)
    if not old:
        return
    first, last = min(i.lines[0] for i in old), max(i.lines[-1] for i in old)
    some = old[:COMPARED]
    said = [words_of(o.title) for o in some if o.group in ("deadlines", "milestones")]
    tracks = {o.track for o in old if o.group == "recurring" and o.track}
    now = [i for i in case.live if not first <= i.lines[0] <= last and _replaces(case, i, some, said, tracks)]
    if not now:
        return
    begins = min((i.lines[0] for i in now if i.group == "periods"), default=0)
    now = [i for i in now if i.lines[0] >= begins]
    stated = [sorted(n for i in items for n in i.lines) for items in (old, now)]
    lines = [*_some(old), *_some(now)]
    until = max((i.end for i in old if i.group == "periods" and i.status is None and i.end), default=None)
    kept: dict[str, object] = {"variant": "until", "until": until.isoformat()} if until else {}
    report.add("plan_version", lines, draft=_run(stated[0]), newer=_run(stated[1]), title=short(now[0].title), **kept)


def _some(items: Sequence[Item]) -> list[int]:
    """The first lines of both sorts: stretches of time, and what is done in them."""
    stretches = [n for i in sorted(items, key=lambda i: i.lines) if i.group == "periods" for n in i.lines]
    others = [n for i in sorted(items, key=lambda i: i.lines) if i.group != "periods" for n in i.lines]
    return [*stretches[:SHOWN], *others[:SHOWN]]


def _crossed_out(place: OutlineNode) -> bool:
    return place.block.marked.struck or any(a.block.marked.struck for a in place.ancestors())


def _replaces(case: Case, item: Item, old: Sequence[Item], said: Sequence[frozenset[str]], tracks: set[str]) -> bool:
    """Whether a live item says the same stretch of time or the same activity anew."""
    if item.group == "periods":
        return bool(item.end_window or item.start_window) and any(
            o.group == "periods" and o.start_window and o.end_window and case.together(o, item) for o in old
        )
    if item.group == "recurring":
        return item.track in tracks
    if item.group == "deadlines":
        words = words_of(item.title)
        return any(len(words & before) >= 2 for before in said)
    return False


def _run(lines: Sequence[int]) -> str:
    """Lines from the first to the last: "4", "4–9"."""
    return f"{lines[0]}–{lines[-1]}" if lines[0] != lines[-1] else str(lines[0])
