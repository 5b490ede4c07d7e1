"""Shares of effort: more than all of it, or all of it with further lines of work beside."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.domain.plan import Budget
from roadweek.importing.conflicts.case import Case, lines_of, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.outline import OutlineNode


def find(case: Case, report: Report) -> None:
    periods: dict[str | None, list[Budget]] = {}
    for budget in case.budgets:
        place = case.by_line.get(budget.lines[0])
        if place is not None and not place.superseded:
            periods.setdefault(budget.period, []).append(budget)
    for group in periods.values():
        percent = sum(b.percent for b in group)
        if len(group) < 2:
            continue
        lines = [n for b in group for n in b.lines]
        if percent > 100:
            report.add("budget", lines, percent=percent)
        elif percent == 100:
            _full(case, group, lines, report)


def _full(case: Case, group: Sequence[Budget], lines: list[int], report: Report) -> None:
    """Sections that have a share each, and sections beside them that ask for time and have none."""
    heads = [place for b in group if (place := case.by_line.get(b.lines[0])) is not None]
    make = _make(heads[0]) if heads else None
    if len({id(p) for p in heads}) != len(group) or any(not p.leads or _make(p) != make for p in heads):
        return
    opener = case.places.get(group[0].period or "")
    section = opener.walk() if opener is not None else case.outline
    shared = {id(p) for p in heads}
    first = min(p.block.line for p in heads)
    beside = [p for p in section if id(p) not in shared and p.block.line > first and p.leads and _make(p) == make]
    held = {id(d) for p in beside for d in (p, *p.walk())}
    without = [
        i for i in case.of("recurring")
        if (place := case.place(i)) is not None and id(place) in held and (i.duration_min or i.total_min_per_period)
    ]  # fmt: skip
    if without:
        titles = list(dict.fromkeys(short(i.title, 24) for i in without))
        report.add("budget_full", [*lines, *lines_of(without[:4])], titles=", ".join(titles[:3]), percent=100)


def _make(place: OutlineNode) -> tuple[str, int, bool]:
    """How a section is written: a heading of some level, a bold line."""
    return place.kind, place.block.level, place.block.marked.bold
