"""One object with two due days, one skill with two marks to reach, and a yearly output that is wanted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from roadweek.domain.base import DateWindow
from roadweek.importing.conflicts.case import LIMIT, LINKS, REVISES, Case, lines_of, short, tokens_of, words_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.fields import BY_ID, numbered_names
from roadweek.importing.items import Item
from roadweek.understanding.quick import Quick

_PERCENT = Quick(r"(\d{1,3})\s*[%％]", re.NOFLAG)
_OUTPUT = Quick(
    r"稿|论文|論文|报告|報告|作品集|简历|\b(?:draft|thesis|report|paper|portfolio|manuscript|dissertation|"
    r"proposal)\b",
)
_IF = re.compile(r"\W*(?:if\b|once\b|unless\b|如果|一旦|若|要是)|.*[?？]|.*(?<!be )\bsent\b", re.IGNORECASE)
"""What is due only in a case that may never come, is asked or is over is no second due day."""
MARGIN = 4
"""Days before the end of a stretch in which its work may well be handed in."""
_HANDING_WORDS = """
hand handed handing turn turning must should sent sending file filed post posted upload uploaded deliver delivered
delivery submission submitted submitting latest closes closed closing ends ready finished give given completion last
day date limit its his her their our your
"""
_HANDING = frozenset(_HANDING_WORDS.split())
"""Words of handing something over by a day: what they are said of is the same object with them and without."""
_HANDING_ZH = Quick(
    r"完成|提交|上交|递交|递送|寄出|寄送|发出|上传|办理|办好|办完|写完|写好|弄完|搞定|做完|交上去|最迟|最晚|最后|截止|期限|日期|时间|"
    r"之前|以前|必须|务必|一定|争取|准备|改到|改成|改为|推迟到|提前到|延后到|挪到|移到|交|前|要|须",
)
_ORDINAL = re.compile(r"\b(first|second|third|fourth|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)
_STATES = (
    ("draft", Quick(r"初稿|草稿|\bdrafts?\b")),
    ("outline", Quick(r"大纲|提纲|\boutlines?\b")),
    ("final", Quick(r"终稿|定稿|\bfinal\b")),
)
"""States of one thing that each have a day of their own."""
_YEARLY = Quick(
    r"(?:年度|年终|全年|年底)[^，,。]{0,6}(?P<zh>总结|回顾|报告|复盘)|"
    r"\b(?:year[- ]end|end[- ]of[- ]year|annual|yearly)\s(?:[\w-]+\s){0,2}?(?P<en>review|report|summary|"
    r"retrospective)\b|"
    r"\byear in (?P<er>review)\b",
)


def find(case: Case, report: Report) -> None:
    dues = [i for i in case.of("deadlines") if i.end_window is not None][:LIMIT]
    _twice(case, dues, report)
    _before_end(case, dues, report)
    marks = case.of("milestones")
    _targets(case, marks, report)
    _yearly([*marks, *dues], report)
    _listed_twice(case, [*marks, *dues], report)


def _twice(case: Case, dues: Sequence[Item], report: Report) -> None:
    """One conflict an object, with every due day that excludes the earliest."""
    groups: list[list[Item]] = []
    words = {item.id: tokens_of(item.title) for item in dues}
    numbers = {item.id: _number(item) for item in dues}
    by_word: dict[str, list[list[Item]]] = {}
    for item in dues:
        rivals = {id(g): g for word in sorted(words[item.id]) for g in by_word.get(word, ())[:24]}
        if numbers[item.id] is not None:
            rivals |= {id(g): g for g in groups if numbers[g[0].id] == numbers[item.id]}
        group = next((g for g in rivals.values() if _belongs(case, item, g, words)), None)
        if group is None:
            group = list[Item]()
            groups.append(group)
        group.append(item)
        for word in words[item.id]:
            known = by_word.setdefault(word, [])
            if not any(g is group for g in known):
                known.append(group)
    for group in groups:
        if len(group) < 2:
            continue
        group.sort(key=lambda i: i.lines)
        change = next((i for i in group[1:] if REVISES.search(case.said(i))), None)
        if change is not None:
            report.add("revised", lines_of(group), title=short(group[0].title), later=short(case.said(change)))
            continue
        days = sorted(w.latest for i in group if (w := i.end_window) is not None)
        report.add(
            "due_differs", lines_of(group), title=short(group[-1].title), first=days[0], second=days[-1],
        )  # fmt: skip


def _number(item: Item) -> int | None:
    """Of a numbered output such as the second blog post, its number."""
    named = numbered_names(item.title, BY_ID.get(item.track or ""))
    return named[0] if named else None


def _apart(a: DateWindow | None, b: DateWindow | None) -> bool:
    return a is not None and b is not None and (a.earliest > b.latest or b.earliest > a.latest)


def _belongs(case: Case, item: Item, group: Sequence[Item], words: dict[str, frozenset[str]]) -> bool:
    """Whether an item is the object of a group: a general title goes with no two that differ from each other."""
    if not any(_same(case, one, item, words) for one in group):
        return False
    return _number(item) is not None or all(_one_object(case, one, item) for one in group)


def _one_object(case: Case, first: Item, second: Item) -> bool:
    """Whether two titles can name one object: two that share a noun and each say a thing of their own are two objects,
    as two derivations are, and so are a draft and what is final; one that says no more than the other, or that revises
    it, may be the same."""
    if any(REVISES.search(case.said(item)) for item in (first, second)):
        return True
    a, b = _said_of(first.title), _said_of(second.title)
    return not (a - b and b - a) and _states(first.title) == _states(second.title)


def _said_of(title: str) -> frozenset[str]:
    """What a title says of its object: English words, in one form of singular and plural, and Chinese characters."""
    plain = _HANDING_ZH.sub("", title)
    words = {one.removesuffix("s") for one in tokens_of(title) - _HANDING if one.isascii()}
    words |= {one.lower() for one in _ORDINAL.findall(title)}
    return frozenset(words | {one for one in plain if "一" <= one <= "鿿" and one not in LINKS})


def _states(title: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _STATES if pattern.search(title))


def _same(case: Case, first: Item, second: Item, words: dict[str, frozenset[str]]) -> bool:
    """Whether two dues name one object and give it days that exclude each other."""
    if not _apart(first.end_window, second.end_window):
        return False
    number = _number(first)
    if number is not None and number == _number(second):
        return True
    if number is not None or _number(second) is not None:
        return False
    a, b = words[first.id], words[second.id]
    common = a & b
    one = len(common) > 1 or common in (a, b) or any(not w.isascii() for w in common)
    if (
        not common
        or not one
        or _IF.match(case.said(first))
        or _IF.match(case.said(second))
        or len(common) * 2 < min(len(a), len(b))
        or set(re.findall(r"\d+", first.title)) != set(re.findall(r"\d+", second.title))
    ):
        return False
    above = case.place(first), case.place(second)
    if above[0] is None or above[1] is None or above[0].kind == "row":
        return False
    near = abs(first.lines[0] - second.lines[0]) <= 1
    return not near and (above[0].parent is not above[1].parent or above[0].parent is None)


def _before_end(case: Case, dues: Sequence[Item], report: Report) -> None:
    """The draft is due on the 11th, and the stretch for writing the draft goes on until the 20th."""
    stretches: dict[str, list[Item]] = {}
    for item in case.of("periods")[: 4 * LIMIT]:
        if item.end_window and item.start_window and item.kind in ("phase", "week", "span", "month"):
            for word in words_of(item.title):
                stretches.setdefault(word, []).append(item)
    for item in dues:
        window = item.end_window
        words = words_of(item.title)
        near = {p.id: p for word in words for p in stretches.get(word, ())[:8]}
        for period in near.values():
            mine = words_of(period.title)
            begins, ends = case.stretch(period)
            if window is None or item.period == period.id or not begins < window.earliest <= window.latest < ends:
                continue
            if (
                not _OUTPUT.search(item.title)
                or len(words & mine) * 2 < len(mine)
                or len(words & mine) * 3 < len(words)
            ):
                continue
            if (ends - window.latest).days >= MARGIN:
                report.add(
                    "due_in_stretch", [*period.lines, *item.lines], title=short(item.title), due=window.latest,
                    stretch=short(period.title), until=ends,
                )  # fmt: skip
                break


def _targets(case: Case, marks: Sequence[Item], report: Report) -> None:
    """A share of one skill that is to be reached twice, in two lists, or a later one that is lower."""
    skills: list[list[tuple[int, Item]]] = []
    shares = [(int(m[1]), i) for i in marks if i.end_window and (m := _PERCENT.search(i.title))]
    for percent, item in shares[:LIMIT]:
        skill = next((s for s in skills if s[0][1].track == item.track and _alike(s[0][1], item)), None)
        if skill is None:
            skills.append([(percent, item)])
        else:
            skill.append((percent, item))
    for skill in skills:
        found = sorted(skill, key=lambda f: (f[1].end_window.latest if f[1].end_window else 0, f[1].lines))
        for (low, first), (high, second) in pairwise(found):
            if low == high:
                continue
            places = case.place(first), case.place(second)
            apart = places[0] is None or places[1] is None or places[0].parent is not places[1].parent
            holders = {first.period, second.period}
            lists = {places[0].block.parent if places[0] else None, places[1].block.parent if places[1] else None}
            if low > high or (apart and len(holders) == 2 and len(lists) == 2 and not _one_list(case, first, second)):
                report.add(
                    "target", [*first.lines, *second.lines], title=short(second.title), first=f"{low} %",
                    second=f"{high} %", by=first.end or "", then=second.end or "",
                )  # fmt: skip


def _alike(a: Item, b: Item) -> bool:
    """One skill of a known field, or the same words where the field is not known."""
    ours, theirs = words_of(a.title), words_of(b.title)
    return len(ours & theirs) >= (1 if a.track else max(2, min(len(ours), len(theirs)) // 2))


def _one_list(case: Case, first: Item, second: Item) -> bool:
    """Steps of one list of months or stages, where a rising mark is the plan."""
    a, b = (case.periods.get(i.period or "") for i in (first, second))
    if a is None or b is None:
        return False
    above = case.place(a), case.place(b)
    if above[0] is None or above[1] is None:
        return False
    return above[0].kind == above[1].kind and above[0].block.parent is above[1].block.parent


def _yearly(marks: Sequence[Item], report: Report) -> None:
    """A look back at the year comes once."""
    found: dict[str, Item] = {}
    for item in marks:
        match = _YEARLY.search(item.title)
        if match is None or item.end_window is None:
            continue
        kind = "report" if (match["zh"] or match["en"] or match["er"] or "").lower() in ("报告", "report") else "review"
        before = found.setdefault(kind, item)
        if before is item or before.end_window is None or set(before.lines) & set(item.lines):
            continue
        months = {(w.year, w.month) for w in (before.end_window.latest, item.end_window.latest)}
        years = {w.year for w in (before.end_window.latest, item.end_window.latest)}
        if len(months) == 2 and len(years) == 1:
            report.add(
                "made_twice", [*before.lines, *item.lines], first=short(before.title), second=short(item.title),
                by=before.end_window.latest, then=item.end_window.latest,
            )  # fmt: skip


def _listed_twice(case: Case, marks: Sequence[Item], report: Report) -> None:
    """The same words for the same day on two lines."""
    seen: dict[tuple[str, object], Item] = {}
    for item in marks:
        name = re.sub(r"[\W_]", "", item.title).lower()
        if item.end_window is None or len(name) < 6:
            continue
        before = seen.setdefault((name, item.end_window), item)
        place = case.place(item)
        if place is None or place.kind == "row":
            continue
        if before is not item and before.group == item.group and not set(before.lines) & set(item.lines):
            report.add("same_twice", [*before.lines, *item.lines], title=short(item.title))
