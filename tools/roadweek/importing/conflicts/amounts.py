"""Stated sums against their parts: a whole and its parts, and the template's main line against what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.domain.base import WEEKDAYS
from roadweek.importing.conflicts.case import Case, lines_of, minutes, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.demand import RecurringWish
from roadweek.importing.items import Item, Pair


def find(case: Case, report: Report) -> None:
    _sums(case, report)
    _main_line(case, report)


def _sums(case: Case, report: Report) -> None:
    by_whole: dict[str, list[Item]] = {}
    for item in case.items:
        if item.part_of is not None:
            by_whole.setdefault(item.part_of, []).append(item)
    for whole in case.items:
        parts = by_whole.get(whole.id, [])
        if not parts or whole.duration_min is None or whole.status is not None:
            continue
        stated = (whole.duration_min[0], whole.duration_min[1] or whole.duration_min[0])
        for day in whole.days or WEEKDAYS:
            mine = [p for p in parts if not p.days or day in p.days]  # parts may take turns over the week
            total = _total(mine)
            turns = len({id(case.stage(p)[0]) for p in mine}) > 1  # or over the days and weeks of a course
            if len(parts) > 1 and mine and not turns and total is not None and total != stated:
                lines = [*whole.lines, *lines_of(mine)]
                said = {"whole": minutes(whole.duration_min), "parts": minutes(total)}
                report.add("sum", lines, title=short(whole.title), **said)
                break


def _total(parts: Sequence[Item]) -> Pair | None:
    lengths = [i.duration_min for i in parts if i.duration_min is not None]
    if len(lengths) != len(parts):
        return None
    return sum(p[0] for p in lengths), sum(p[1] or p[0] for p in lengths)


def _main_line(case: Case, report: Report) -> None:
    """What a section asks of a field each day, beside the block that the week's template has for it."""
    groups: dict[tuple[str, int], tuple[RecurringWish, list[RecurringWish]]] = {}
    for left, counts in case.chosen.said_twice:
        if left.track == counts.track or not counts.fields or counts.item.duration_min is None:
            continue
        if left.item.duration_min is not None and left.daily == counts.daily and not left.trip:
            groups.setdefault((counts.item.id, id(left.section)), (counts, []))[1].append(left)
    for counts, asked in groups.values():
        total = _total([w.item for w in asked])
        block = counts.item.duration_min
        if total is None or block is None or (total[0] <= block[0] and (block[1] or block[0]) <= (total[1] or 0)):
            continue
        if total[0] > (block[1] or block[0]) or (total[1] or total[0]) < block[0]:
            report.add(
                "main_line", [*counts.item.lines[-1:], *lines_of([w.item for w in asked])],
                title=short(counts.item.title), block=minutes(block), asked=minutes(total),
                track=case.track(asked[0].track, asked[0].item.title), used=minutes(block),
            )  # fmt: skip
