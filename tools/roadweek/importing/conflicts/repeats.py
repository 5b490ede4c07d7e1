"""An activity that is said twice with another length, frequency or day, and a week that is reviewed on two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, day_names, lines_of, minutes, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.demand import RecurringWish
from roadweek.importing.items import Item
from roadweek.messages import say
from roadweek.understanding.quick import Quick

_REVIEWS = Quick(
    r"周(?:复盘|报|总结|回顾)|\b(?:week(?:ly)?)[- ](?:review|retro\w*|report)\b|\breview (?:of )?(?:the|my) week\b",
)
_PLANS = Quick(
    r"(?:下?周|一周)(?:的)?(?:计划|规划)|(?:规划|计划|安排)下(?:一)?周|"
    r"\bweek(?:ly)?[- ]plan(?:ning)?\b|\bplan(?:ning)? (?:of |for )?(?:the |my )?(?:next |coming )?week\b",
)
SECTION = 40
"""Places of a section that are looked at for what an activity includes."""


def find(case: Case, report: Report) -> None:
    _said_twice(case, report)
    _reviews(case, report)


def _often(item: Item) -> str:
    return f"{minutes(item.times or (1, 1))} / {item.per}"


def _said_twice(case: Case, report: Report) -> None:
    """One conflict a track and a kind of difference, with every line that takes part."""
    groups: dict[str, list[tuple[RecurringWish, RecurringWish]]] = {}
    for left, counts in case.chosen.said_twice:
        if left.track == counts.track:
            key = f"{counts.track} {counts.mode} {counts.trip} {counts.daily}"
            groups.setdefault(key, []).append((left, counts))
    wholes = {w.id: w for w in case.chosen.wholes}

    def whole(wish: RecurringWish) -> Item:
        stated = wholes.get(wish.item.part_of or "")
        return stated if stated is not None and stated.track == wish.track else wish.item

    for pairs in groups.values():
        compared = [(whole(left), counts.item) for left, counts in pairs if not case.apart(left.item, counts.item)]
        longer = [(a, b) for a, b in compared if a.duration_min and b.duration_min and a.duration_min != b.duration_min]
        _differ("length", longer, [minutes(i.duration_min) for i in _each(longer) if i.duration_min], case, report)
        rates = [(a, b) for a, b in compared if a.per == b.per and a.times != b.times]
        _differ("frequency", rates, [_often(i) for i in _each(rates)], case, report)
        moved = [(a, b) for a, b in compared if a.per == b.per == "week" and a.days and b.days and a.days != b.days]
        _differ("days", moved, [",".join(i.days or ()) for i in _each(moved)], case, report)


def _each(pairs: Sequence[tuple[Item, Item]]) -> list[Item]:
    """Those that count, then the others, each once."""
    ordered = [b for _, b in pairs] + [a for a, _ in pairs]
    return list({item.id: item for item in ordered}.values())


def _differ(kind: str, pairs: Sequence[tuple[Item, Item]], values: Sequence[str], case: Case, report: Report) -> None:
    if not pairs:
        return
    items = _each(pairs)
    used = values[0]
    joined = (", " if kind == "length" else "; ").join(dict.fromkeys(values))
    track = case.track(items[0].track, items[0].title)
    words = list(dict.fromkeys(_in_words(kind, item, case) for item in items))
    report.add(kind, lines_of(items), track=track, values=joined, used=used, said=_listed(words, case), stands=words[0])


def _in_words(kind: str, item: Item, case: Case) -> str:
    """A value as people say it: 每周 2 次, "Monday, Thursday"."""
    if kind == "days":
        return day_names(item.days or (), case.language)
    if kind == "frequency":
        return say(f"conflicts.per_{item.per or 'unspecified'}", case.language, times=minutes(item.times or (1, 1)))
    return minutes(item.duration_min or (0, 0))


def _listed(words: Sequence[str], case: Case) -> str:
    return ("；" if case.language == "zh" else "; ").join(words)


def _reviews(case: Case, report: Report) -> None:
    """The look back at the week, or the plan of the next, on two different days."""
    acts: dict[str, list[Item]] = {}
    for item in case.of("recurring")[: 4 * LIMIT]:
        if item.per != "week" or not item.days or len(item.days) != 1 or item.interval or item.template == "trip":
            continue
        for kind in _kinds(item, case):
            acts.setdefault(kind, []).append(item)
    told: set[frozenset[str]] = set()
    for items in acts.values():
        for other in items[1:LIMIT]:
            first = items[0]
            pair = frozenset((first.id, other.id))
            if other.days == first.days or pair in told or not case.together(first, other):
                continue
            told.add(pair)
            later = max(first, other, key=lambda i: (i.strength == "must", i.lines))
            ordered = (later, first if later is other else other)
            words = [day_names(i.days or (), case.language) for i in ordered]
            report.add(
                "reviewed_twice", [*first.lines, *other.lines], title=short(later.title), said=_listed(words, case),
                options=" | ".join(words), first=words[0], second=words[1],
                **case.told.placed(ordered[0].lines, ordered[1].lines),
            )  # fmt: skip


def _kinds(item: Item, case: Case) -> Iterable[str]:
    """What a weekly act is: its words say so, or those of the section that explains it."""
    text = f"{item.title} {case.said(item)}"
    review, plan = bool(_REVIEWS.search(text)), bool(_PLANS.search(text))
    place = case.place(item)
    above = place.parent if place is not None else None
    if review and not plan and above is not None and above.kind == "heading" and _REVIEWS.search(above.text):
        told = (p.text for p, _ in zip(above.walk(), range(SECTION), strict=False) if p.role not in cues.SILENT)
        plan = any(_PLANS.search(words) for words in told)
        if not plan:
            plan = any(_PLANS.search(p.text) for p, _ in zip(above.walk(), range(SECTION), strict=False))
    return [kind for kind, found in (("review", review), ("plan", plan)) if found]
