"""Two courses of one field that run in the same months and would take the same sessions."""

from __future__ import annotations

from itertools import combinations

from roadweek.importing.conflicts.case import Case, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode

MOST = 24
"""Courses of one field that are compared."""
UNITS = 3
"""Fewer topics are no course."""
PACED = 4
"""Rows of a table of weeks or lectures."""


def find(case: Case, report: Report) -> None:
    lists: dict[tuple[str, str, str], list[Item]] = {}
    for item in case.of("curriculum"):
        if item.track and item.period and item.list:
            lists.setdefault((item.track, item.period, item.list), []).append(item)
    tracks: dict[str, list[tuple[tuple[str, str, str], list[Item]]]] = {}
    for key, items in lists.items():
        if len(items) >= UNITS and len(tracks.setdefault(key[0], [])) < MOST:
            tracks[key[0]].append((key, items))
    told: set[tuple[str, str]] = set()
    pairs = (pair for courses in tracks.values() for pair in combinations(courses, 2))
    for ((track, period, name), items), ((_, elsewhere, called), more) in pairs:
        if elsewhere != period and (period, elsewhere) not in told:
            if not (_paced(items, case) or _paced(more, case)) or not case.together(items[0], more[0]):
                continue
            if _nested(case, period, elsewhere):
                continue
            told.add((period, elsewhere))
            report.add(
                "double", [_lead(items, name, case), _lead(more, called, case)],
                first=short(name), second=short(called),
                track=case.track(track, name),
            )  # fmt: skip


def _paced(items: list[Item], case: Case) -> bool:
    """Rows of a table, each a step of its own: it wants the sessions of its weeks."""
    places = [case.place(i) for i in items]
    return len(items) >= PACED and all(p is not None and p.kind == "row" for p in places)


def _nested(case: Case, first: str, second: str) -> bool:
    """One stretch is a part of the other, which lists what its parts learn."""
    a, b = case.periods.get(first), case.periods.get(second)
    return a is None or b is None or a.period == b.id or b.period == a.id


def _lead(items: list[Item], name: str, case: Case) -> int:
    """The line that names the list, else its first topic."""
    place = case.place(items[0])
    above: OutlineNode | None = place
    while above is not None:
        if above is not place and above.kind != "table" and name[:12] in above.text and above.lines:
            return above.lines[0]
        above = above.parent
    return items[0].lines[0]
