"""A statement that names a stage and has dates outside it, and work that starts now though its stretch comes later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, Case, short, words_of
from roadweek.importing.conflicts.periods import number_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_STAGE = Quick(
    r"第?([一二三四五六七八九\d]{1,2})\s*阶段|\b(?:phase|stage)\s*([a-h]\b|\d{1,2}\b)",
)
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_SPELLED = Quick(r"(?<![A-Za-z])[A-Za-z](?:-[A-Za-z]){1,5}(?![A-Za-z])", re.NOFLAG)
_NOW = Quick(
    r"^\W*(?:从?(?:本周|这周|这个?星期|今天|现在|马上|立刻))|\b(?:this week|today|right away|start(?:s|"
    r"ing)? (?:now|today)|"
    r"from (?:now|today))\b|(?:本周|这周)(?:就|只|先|内|开始|起)",
)

_HINTS = ("本周", "这周", "星期", "今天", "现在", "马上", "立刻", "this week", "today", "right away", "now")


def find(case: Case, report: Report) -> None:
    periods = [i for i in case.live if i.group == "periods" and i.start_window]
    _outside(periods, case, report)
    _starts_early(periods, case, report)


def _outside(periods: Sequence[Item], case: Case, report: Report) -> None:
    """ "In stage 2 (until mid-October)" where stage 2, or the part of it that is named too, ends before."""
    numbered: dict[str, Item] = {}
    for item in periods:
        number = number_of(item.title)
        if number is not None and item.kind in ("phase", "horizon", "month", "span"):
            numbered.setdefault(number, item)
    if not numbered:
        return
    parts: dict[str, list[Item]] = {}
    for item in periods:
        if item.period:
            parts.setdefault(item.period, []).append(item)
    for item in case.of("periods", "deadlines")[: 4 * LIMIT]:
        place = case.place(item)
        if place is None or item.end_window is None or place.kind == "heading":
            continue
        named = [numbered[n] for m in _STAGE.finditer(place.text) if (n := _number(m)) in numbered]
        named = [n for n in named if n is not item]
        if not named or (item.start_window is None and item.group == "periods"):
            continue
        if len(named) == 1 and place.kind != "row":
            named = [_narrowed(named[0], parts.get(named[0].id, ()), place.text, item)]
        first = min(case.stretch(n)[0] for n in named)
        last = max(case.stretch(n)[1] for n in named)
        since = item.start_window.earliest if item.start_window else None
        until = item.end_window.earliest
        if until > last or (
            since is not None and since < first and item.start_window and item.start_window.latest < first
        ):
            report.add(
                "outside", [*item.lines, *named[0].lines, *named[-1].lines],
                title=short(item.title), stage=short(named[0].title), since=since or "", until=item.end_window.latest,
                first=first, last=last,
            )  # fmt: skip


def _number(match: re.Match[str]) -> str:
    return (match[1] or match[2]).lower().translate(_DIGITS)


def _narrowed(stage: Item, parts: Sequence[Item], text: str, item: Item) -> Item:
    """The one part of a stage whose subject the text names as well."""
    joined = _SPELLED.sub(lambda m: m[0].replace("-", ""), text)  # R-A-G is RAG
    words = {w for w in words_of(joined) if w.isascii()}
    named = [p for p in parts if p is not item and words & {w for w in words_of(p.title) if w.isascii()}]
    return named[0] if len(named) == 1 else stage


def _starts_early(periods: Sequence[Item], case: Case, report: Report) -> None:
    """ "This week: lecture 1" of a subject whose table starts in a later month."""
    today = case.context.as_of
    if today is None:
        return
    later = [p for p in periods if case.stretch(p)[0] > today + timedelta(days=7)]
    subjects = [(p, name) for p in later[:LIMIT] if (name := _subject(p.title))]
    if not subjects:
        return
    for place in case.having(_HINTS)[:LIMIT]:
        if place.kind not in ("item", "text") or place.role in cues.SILENT or not _NOW.search(place.text):
            continue
        above = place.parent
        named = _plain(f"{above.text if above is not None and above.kind != 'heading' else ''} {place.text}")
        hit = next((p for p, name in subjects if name in named), None)
        if hit is not None and not _within(place, hit, case):
            lines = [*place.lines, *hit.lines]
            report.add(
                "starts_early", lines, title=short(place.text), stretch=short(hit.title), since=case.stretch(hit)[0]
            )


def _subject(title: str) -> str:
    """What a stretch is about: its first words up to a number or a bracket, where they are more than a label."""
    head = re.split(r"[（(\d：:|·—–-]", _plain(title))[0].strip()
    wide = len(re.findall(r"[一-鿿]", head))
    return head if wide >= 4 or (wide == 0 and len(head) >= 8 and " " in head) else ""


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _within(place: OutlineNode, period: Item, case: Case) -> bool:
    here = case.place(period)
    return here is not None and (here is place or any(above is here for above in place.ancestors()))
