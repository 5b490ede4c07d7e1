"""Places of a document that do not agree: found and told, never settled in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from roadweek.domain.base import Language
from roadweek.domain.plan import Budget, Conflict
from roadweek.domain.weeks import weekday_code
from roadweek.importing import cues
from roadweek.importing.compile import ASSUMED_MIN
from roadweek.importing.demand import Demand, Wish
from roadweek.importing.fields import BY_ID, numbered_names
from roadweek.importing.items import Item, Pair
from roadweek.importing.look import MAY_DATE, find_dates, find_weekdays
from roadweek.importing.outline import Place
from roadweek.importing.twice import dues_twice, restarts
from roadweek.language.dates import DateContext
from roadweek.messages import say

_ZH_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))
_EN_DAYS = dict(
    zip(_ZH_DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
_ORDINAL = re.compile(
    r"第?([一二三四五六七八九十\d]{1,2})\s*阶段|\b(?:phase|stage)\s*([a-z\d]{1,2})\b|^\s*(\d{1,2})[.、\s]",
    re.IGNORECASE,
)


class Report:
    """Conflicts as they are found, each with its words."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.found: list[Conflict] = []

    def add(self, kind: str, lines: Iterable[int], **params: object) -> None:
        message = say(f"conflicts.{kind}", self.language, **params)
        plain = {k: v if isinstance(v, (int, str)) else str(v) for k, v in params.items()}
        self.found.append(Conflict(kind=kind, lines=tuple(sorted(set(lines))), message=message, params=plain))


def find_conflicts(
    items: Sequence[Item],
    chosen: Demand,
    places: Mapping[str, Place],
    outline: Sequence[Place],
    budgets: Sequence[Budget],
    yearless: Sequence[int],
    context: DateContext,
    language: Language,
) -> tuple[Conflict, ...]:
    """All conflicts, by kind and line."""
    report = Report(language)
    if yearless:
        lines = sorted(set(yearless))
        report.add(
            "year_missing", lines, what=", ".join(f"line {n}" if language == "en" else f"第 {n} 行" for n in lines[:6])
        )
    _periods([i for i in items if i.group == "periods" and i.status is None], places, report)
    _sums(items, report)
    _said_twice(chosen, report)
    _weekdays(outline, context, report)
    _dues(items, report)
    for first, second in dues_twice([i for i in items if i.status is None], places):
        if first.end_window and second.end_window:
            low, high = sorted((first.end_window.latest, second.end_window.latest))
            report.add("due_differs", [*first.lines, *second.lines], title=second.title, first=low, second=high)
    if again := restarts(outline):
        report.add("numbering", again)
    _budgets(budgets, report)
    bare = [w.item for w in chosen.wishes if w.item.duration_min is None and w.item.total_min_per_period is None]
    if bare:
        names = ", ".join(dict.fromkeys(i.title for i in bare[:6])) + (" …" if len(bare) > 6 else "")
        report.add(
            "length_assumed", [n for i in bare for n in i.lines], count=len(bare), titles=names, minutes=ASSUMED_MIN
        )
    return tuple(report.found)


def _family(item: Item, places: Mapping[str, Place]) -> tuple[object, ...]:
    """Periods of one list: rows of one table, headings of one level below one heading."""
    place = places.get(item.id)
    if place is None:
        return (item.id,)
    return (id(place.block.parent), place.kind, place.block.level)


def _periods(periods: Sequence[Item], places: Mapping[str, Place], report: Report) -> None:
    families: dict[tuple[object, ...], list[Item]] = {}
    for item in periods:
        if item.start_window is not None:
            families.setdefault(_family(item, places), []).append(item)
    for siblings in families.values():
        siblings.sort(key=lambda i: (i.start_window.earliest if i.start_window else date.min, i.lines))
        for first, second in pairwise(siblings):
            if first.end_window is None or second.start_window is None:
                continue
            horizon = "horizon" in (first.kind, second.kind)
            words = {
                "first": first.title,
                "second": second.title,
                "until": first.end_window.latest,
                "since": second.start_window.earliest,
            }
            lines = [*_edge(first, periods, last=True), *_edge(second, periods, last=False)]
            inside = second.end_window is not None and second.end_window.latest <= first.end_window.latest
            if second.start_window.latest <= first.end_window.earliest:
                if not (horizon and inside):
                    report.add("overlap", [*first.lines, *second.lines], **words)
            elif horizon or _event(first) or _event(second):
                continue
            elif (second.start_window.earliest - first.end_window.latest).days > 1:
                report.add("gap", lines, **words)
    _dates_differ(periods, places, report)


def _event(item: Item) -> bool:
    """A trip or a visit: time between two of them is no gap in the plan."""
    return item.kind == "span" and item.end_window is not None


def _edge(item: Item, periods: Sequence[Item], *, last: bool) -> list[int]:
    """The lines of a stretch and of the part of it that ends (or begins) where it does."""
    lines = list(item.lines)
    for part in periods:
        if part.period == item.id and (part.end == item.end if last else part.start == item.start):
            lines += part.lines
    return lines


def _dates_differ(periods: Sequence[Item], places: Mapping[str, Place], report: Report) -> None:
    """One phase, called by its number or its name in two lists, with two spans."""
    named: dict[str, Item] = {}
    for item in periods:
        if item.kind != "phase":
            continue
        number = _ORDINAL.search(item.title)
        name = re.split(r"[:：]", item.title)[-1].strip().lower()
        keys = [name] if len(name) >= 2 else []
        if number and number.start() <= 6:
            digit = (number[1] or number[2] or number[3]).lower()
            keys.append(digit.translate(str.maketrans("一二三四五六七八九", "123456789")))
        before = next((named[key] for key in keys if key in named), None)
        for key in keys:
            named.setdefault(key, item)
        if before is None or _family(before, places) == _family(item, places):
            continue
        if (before.start, before.end) != (item.start, item.end) and _near(before, item):
            report.add(
                "dates_differ", [*before.lines, *item.lines],
                title=item.title, first=f"{before.start}..{before.end}", second=f"{item.start}..{item.end}",
            )  # fmt: skip


def _near(a: Item, b: Item) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return a.start <= b.end and b.start <= a.end


def _sums(items: Sequence[Item], report: Report) -> None:
    by_whole: dict[str, list[Item]] = {}
    for item in items:
        if item.part_of is not None:
            by_whole.setdefault(item.part_of, []).append(item)
    for whole in items:
        parts = by_whole.get(whole.id, [])
        if not parts or whole.duration_min is None or whole.status is not None:
            continue
        lengths = [i.duration_min for i in parts if i.duration_min is not None]
        if len(parts) < 2 or len(lengths) != len(parts):
            continue
        low, high = sum(p[0] for p in lengths), sum(p[1] or p[0] for p in lengths)
        if (low, high) != (whole.duration_min[0], whole.duration_min[1] or whole.duration_min[0]):
            lines = [*whole.lines, *(n for p in parts for n in p.lines)]
            report.add("sum", lines, title=whole.title, whole=_span(whole.duration_min), parts=_span((low, high)))


def _span(value: Pair) -> str:
    return str(value[0]) if value[0] == value[1] else f"{value[0]}–{value[1]}" if value[1] else f"≥ {value[0]}"


def _often(item: Item) -> str:
    times = item.times or (1, 1)
    return f"{_span(times)} / {item.per}"


def _said_twice(chosen: Demand, report: Report) -> None:
    """One conflict a track and a kind of difference, with every line that takes part."""
    groups: dict[str, tuple[Wish, list[Wish]]] = {}
    wholes = {w.id: w for w in chosen.wholes}
    for left, counts in chosen.said_twice:
        if left.track == counts.track:
            key = f"{counts.track} {counts.mode} {counts.trip} {counts.daily}"
            groups.setdefault(key, (counts, []))[1].append(left)
    for counts, others in groups.values():
        title = BY_ID[counts.track].zh if counts.track in BY_ID and report.language == "zh" else counts.item.title
        compared: dict[str, Item] = {}
        for other in others:
            whole = wholes.get(other.item.part_of or "")
            compared[whole.id if whole else other.item.id] = whole or other.item
        used = counts.item.duration_min
        lengths = [i for i in compared.values() if i.duration_min is not None and i.duration_min != used]
        if used is not None and lengths:
            values = dict.fromkeys([_span(used), *(_span(i.duration_min) for i in lengths if i.duration_min)])
            lines = [*counts.item.lines, *(n for i in lengths for n in i.lines)]
            report.add("length", lines, track=title, values=", ".join(values), used=_span(used))
        rates = [i for i in compared.values() if i.per == counts.item.per and i.times != counts.item.times]
        if rates:
            values = dict.fromkeys([_often(counts.item), *(_often(i) for i in rates)])
            lines = [*counts.item.lines, *(n for i in rates for n in i.lines)]
            report.add("frequency", lines, track=title, values="; ".join(values), used=_often(counts.item))
        days = [
            i
            for i in compared.values()
            if i.per == counts.item.per == "week" and i.days and counts.item.days and i.days != counts.item.days
        ]
        if days:
            lines = [*counts.item.lines, *(n for i in days for n in i.lines)]
            values = dict.fromkeys([",".join(counts.item.days or ()), *(",".join(i.days or ()) for i in days)])
            report.add("days", lines, track=title, values="; ".join(values), used=",".join(counts.item.days or ()))


def _weekdays(outline: Sequence[Place], context: DateContext, report: Report) -> None:
    """ "Friday 5 March" where the fifth is no Friday."""
    names = _ZH_DAYS if report.language == "zh" else _EN_DAYS
    for place in outline:
        if place.role in cues.SILENT or not MAY_DATE.search(place.text):
            continue
        days = [d for d in find_dates(place.text, context) if d.value.grain == "day" and not d.value.year_open]
        for day in days:
            for group in find_weekdays(place.text):
                gap = min(abs(group.start - day.end), abs(day.start - group.end))
                near = gap <= 3 or day.overlaps(group.start, group.end)
                if not near or len(group.value) != 1:
                    continue
                real = weekday_code(day.value.window.earliest)
                if group.value[0] != real:
                    is_day = f"周{names[real]}" if report.language == "zh" else names[real]
                    report.add("weekday", place.lines, date=day.value.window.earliest, is_day=is_day, said=group.text)


def _dues(items: Sequence[Item], report: Report) -> None:
    """One numbered output with two stated days."""
    due: dict[int, Item] = {}
    for item in items:
        if item.group != "deadlines" or item.end_window is None or item.status is not None:
            continue
        numbered = numbered_names(item.title, BY_ID.get(item.track or ""))
        if numbered is None:
            continue
        before = due.setdefault(numbered[0], item)
        if before.end_window is not None and before.end_window.latest != item.end_window.latest:
            first, second = sorted((before.end_window.latest, item.end_window.latest))
            report.add("due_differs", [*before.lines, *item.lines], title=item.title, first=first, second=second)


def _budgets(budgets: Sequence[Budget], report: Report) -> None:
    """Shares of one period that are more than all of it."""
    periods: dict[str | None, list[Budget]] = {}
    for budget in budgets:
        periods.setdefault(budget.period, []).append(budget)
    for group in periods.values():
        percent = sum(b.percent for b in group)
        if len(group) > 1 and percent > 100:
            report.add("budget", [n for b in group for n in b.lines], percent=percent)
