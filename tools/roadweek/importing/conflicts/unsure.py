"""What is not planned, or planned without some of its words: each told with its lines, why, and what would plan it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadweek.domain.base import WEEKDAYS, Language, Weekday
from roadweek.importing.conflicts.case import Case, Exceeded, day_names, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.importing.lengths import ASSUMED_MIN

SINGLY = frozenset(
    {
        "words",
        "negated",
        "condition",
        "elsewhere",
        "nameless",
        "others",
        "denied",
        "rest_unnamed",
        "after_event",
        "appointment",
    }
)
"""Reasons that lie in the words of one line: each line is told by itself; the others are told once for all."""
AS_WRITTEN = frozenset({"denied", "negated", "elsewhere", "nameless", "others"})
"""Reasons for which the whole line is quoted: what was taken for its activity is none."""
FIGURES = frozenset({"rates", "arithmetic", "clock_length", "sum"})
"""Conflicts that quote the words which do not fit together."""
NAMED = 3
"""Titles that are named of many."""


def find(case: Case, report: Report) -> None:
    by_id = {item.id: item for item in case.items}
    for exceeded in case.told.exceeded:
        _exceeded(exceeded, case, report)
    together: dict[str, list[Item]] = {}
    for name, why in case.told.unsure.items():
        item = by_id.get(name)
        if item is None:
            continue
        if why in SINGLY:
            _single(item, why, case, report)
        else:
            together.setdefault(why, []).append(item)
    for why, items in together.items():
        items.sort(key=lambda i: i.lines)
        lines = [line for item in items for line in item.lines]
        line = line_of(items[0], case.language)
        report.add("unsure", lines, variant=why, count=len(items), titles=_titles(items, case), line=line)
    figured = {line for c in report.found if c.kind in FIGURES for line in c.lines}
    for name, words in case.told.unused.items():
        if (item := by_id.get(name)) is not None:
            said = ", ".join(f"“{word}”" for word in words)
            planned = case.told.unsure.get(name) is None
            if planned and figured & set(item.lines):
                continue  # told with both figures
            variant = "planned" if planned else "open"
            report.add("unused_words", item.lines, title=_name(item, case), words=said, variant=variant)


def _single(item: Item, why: str, case: Case, report: Report) -> None:
    words = ", ".join(f"“{word}”" for word in case.told.unused.get(item.id, ()))
    report.add(
        "unsure", item.lines, variant=why if words or why not in ("words", "condition") else "nameless",
        title=_line(item, case) if why in AS_WRITTEN else _name(item, case), words=words,
        line=line_of(item, case.language),
    )  # fmt: skip


def _exceeded(one: Exceeded, case: Case, report: Report) -> None:
    lines = [*one.lines, *(line for item in one.left[:12] for line in item.lines[:1])]
    report.add(
        "total", lines, variant="day" if one.day else "week", said=short(one.text),
        stated=_hours(one.stated), asked=_hours(one.asked),
        day=day_names([one.day], case.language) if one.day else "",
        titles=_titles(one.left, case), count=len(one.left),
    )  # fmt: skip


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def _titles(items: Sequence[Item], case: Case) -> str:
    names = list(dict.fromkeys(_name(item, case) for item in items))
    comma = "、" if case.language == "zh" else ", "
    return comma.join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _name(item: Item, case: Case) -> str:
    """The words of a line that are quoted: its activity, or the line where it names none."""
    place = case.place(item)
    return short(item.title, 40) or (short(place.text, 40) if place is not None else "")


def _line(item: Item, case: Case) -> str:
    place = case.place(item)
    return short(place.text, 48) if place is not None else _name(item, case)


def line_of(item: Item, language: Language) -> str:
    """A line that says the same with all that planning it needs: activity, days, length."""
    clauses = re.split(r"[，,;；]", item.title)
    clear = [c for c in clauses if not any(word in c for word in item.unused or ())]
    name = short("，".join(clear) if language == "zh" else ", ".join(clear), 40).rstrip("…").strip(" ：:，,") or (
        "活动" if language == "zh" else "activity"
    )
    low = (item.duration_min or item.total_min_per_period or (ASSUMED_MIN, None))[0]
    days: tuple[Weekday, ...] = item.days or ()
    if len(days) == len(WEEKDAYS):
        days = ()
    times = (item.times or (1, 1))[0]
    if language == "zh":
        when = (
            f"每{day_names(days, language)}"
            if days
            else {"month": "每月 1 次", "week": f"每周 {times} 次"}.get(item.per or "", "每天")
        )
        if len(days) == 5 and days == WEEKDAYS[:5]:
            when = "工作日每天"
        return f"{name}：{when}，{'每次 ' if not days and item.per in ('week', 'month') else ''}{low} 分钟"
    if days == WEEKDAYS[:5]:
        when = "weekdays"
    elif days:
        when = "every " + day_names(days, language).replace(", ", " and ")
    else:
        when = {"month": "once a month", "week": f"{times} times a week" if times > 1 else "once a week"}.get(
            item.per or "", "every day"
        )
    return f"{name}: {when}, {low} min"
