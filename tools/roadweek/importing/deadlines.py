"""Deadlines: a day or part of a month that the text itself gives for something to be due, started or ready."""

from __future__ import annotations

import re
from dataclasses import replace

from roadweek.importing import cues
from roadweek.importing.dues import CLAUSE, LATER, Due, due_of, row_due, spelled, until
from roadweek.importing.feasts import before_feasts
from roadweek.importing.items import Item
from roadweek.importing.look import (
    MAY_DATE,
    find_dates,
    find_durations,
    find_frequencies,
    find_ranges,
    find_weekdays,
)
from roadweek.importing.outline import OutlineNode, bare, split_label
from roadweek.importing.parts import MAY_PART, parts_in
from roadweek.importing.period_rows import from_columns
from roadweek.importing.stretches import Periods
from roadweek.importing.wishes import Recurring
from roadweek.understanding.dates import DateContext
from roadweek.understanding.quick import Quick

_FILLER = re.compile(
    r"^(?:\W|之?前(?=\W|完成|提交|做完|交)|最迟|最晚|截止|DDL|计划于|我准备|"
    r"必须|就去|\b(?:by|before|until|due|on)\b)+|(?:[\s:：,，.。;；·|(（\-–—]|"
    r"DDL|最迟|\b(?:by|before|until|due|on)\b)+$",
    re.IGNORECASE,
)


def read_deadlines(places: list[OutlineNode], periods: Periods, recurring: Recurring) -> list[Item]:
    """All deadlines in the document's order; a stretch's own start or end is none."""
    items: list[Item] = []
    leads: dict[int, Due] = {}
    for written in places:
        place = spelled(written, periods)
        if place.role in cues.SILENT or place.kind == "table" or id(written) in periods.used:
            continue
        own = periods.opened.get(id(written))
        if own is None and (lead := _lead_due(place, periods)) is not None:
            leads[id(written)] = lead
            continue
        above = place.parent
        if above is not None and id(above) in leads and place.kind == "item" and not _dated(place, periods):
            items.append(_item(place, leads[id(above)], _title(place), periods, above))
            continue
        if (
            own is not None
            and place.lines == own.lines
            and place.kind != "row"
            and not cues.DUE_WORD.search(place.text)
        ):
            continue
        if id(written) in recurring.taken and place.kind != "row":
            items += [_item(place, due, title, periods, None) for due, title in _apart(place, periods)]
            continue
        if _logged(place, periods) or (place.kind == "heading" and place.children and _WISHED.search(place.text)):
            continue
        if place.kind == "row":
            due = row_due(place, periods) if own is None or not from_columns(place) else None
            dues = [(due, _title(place))] if due is not None else []
        else:
            dues = _dues(place, periods, own)
        named = place.parent if dues and _only_dates(place, periods) else None
        items += [
            _item(place, due, _title(named) if named is not None else title, periods, named, number)
            for number, (due, title) in enumerate(dues)
        ]
    return items


def _item(
    place: OutlineNode, due: Due, title: str, periods: Periods, named: OutlineNode | None, number: int = 0
) -> Item:
    holder = periods.of(place)
    return Item(
        id=f"d{place.block.line}" + (f"-{number + 1}" if number else ""),
        group="deadlines",
        lines=tuple(sorted({*named.lines, *place.lines})) if named is not None else place.lines,
        title=title,
        end=due.window.latest if due.window else None,
        end_window=due.window,
        kind="ddl",
        period=holder.id if holder else None,
        status="superseded" if place.superseded else None,
    )


def _dated(place: OutlineNode, periods: Periods) -> bool:
    """Whether a statement has a day or a stretch of its own."""
    return bool(find_dates(place.text, periods.context) or find_ranges(place.text, periods.context))


def _logged(place: OutlineNode, periods: Periods) -> bool:
    """ "[x] 2 January: chest and shoulders": an entry of a log, nothing to come."""
    if place.kind not in ("item", "text") or not any(f.start <= 1 for f in find_dates(place.text, periods.context)[:1]):
        return False
    if place.block.marked.mark == "done":
        return True
    return any(_LOG.search(above.text) for above in place.ancestors() if above.kind == "heading")


def _lead_due(place: OutlineNode, periods: Periods) -> Due | None:
    """ "By June:" or 12月前 over a list: what is due is what stands below."""
    if not place.children or place.is_title or not any(c.kind == "item" for c in place.children):
        return None
    text = bare(place.text)
    due = until(text, place, periods) or (due_of(place, periods) if cues.DUE_WORD.search(text) else None)
    if due is None:
        return None
    year = DateContext(year=2000)
    said = [f.text for f in (*find_ranges(text, year), *find_dates(text, year), *parts_in(text, year))]
    for words in (*said, *(f.text for f in before_feasts(text, periods.context))):
        text = text.replace(words, " ")
    return due if len(_LEAD_WORDS.sub("", text)) <= 1 else None


def _dues(place: OutlineNode, periods: Periods, own: Item | None) -> list[tuple[Due, str]]:
    """The due days of a statement: one, or one a clause where several clauses have a day and words of their own."""
    text = place.text
    may = bool(MAY_DATE.search(text) or MAY_PART.search(text))
    clauses = [c for c in CLAUSE.split(text) if c.strip()] if len(text) > 12 and may else []
    if len(clauses) > 1:
        found: list[tuple[Due, str]] = []
        for clause in clauses:
            said = replace(place, text=clause, label="", rest=clause)
            may = bool(MAY_DATE.search(clause) or MAY_PART.search(clause))
            due = due_of(said, periods) if may and not _spans(clause, periods) else None
            if due is not None and due not in (one for one, _ in found):
                found.append((due, _title(said)))
        if (len(found) > 1 or (found and own is not None)) and not cues.QUESTION.search(text):
            return found
    if own is not None and (place.kind != "heading" or own.lines == place.lines):
        return []  # its dates are the stretch's; those of a line below are not the heading's
    due = due_of(place, periods)
    return [(due, _title(place))] if due is not None else []


def _apart(place: OutlineNode, periods: Periods) -> list[tuple[Due, str]]:
    """A clause of a recurring wish that has a day but no frequency: "order boards mid-April (two free a month)"."""
    if not MAY_DATE.search(place.text) or place.role not in ("plan", "output"):
        return []
    for clause in _PIECES.split(place.text):
        if not MAY_DATE.search(clause) or _spans(clause, periods) or find_frequencies(clause) or find_durations(clause):
            continue
        if find_weekdays(clause) or not find_dates(clause, periods.context):
            continue
        said = replace(place, text=clause, label="", rest=clause)
        due = due_of(said, periods)
        return [(due, _title(said))] if due is not None else []
    return []


_PIECES = re.compile(r"[，,。；;！!？?（(）)]|\.\s")


def _spans(clause: str, periods: Periods) -> bool:
    return any(f.value.start is not None for f in find_ranges(clause, periods.context))


_WISHED = Quick(r"\b(?:want|wish|what|will|'ll|would|things?)\b.*\bby\b|(?:想要|希望|将).*前")
"""A heading that says by when wishes are to be had: what stands below it are goals."""
_LOG = Quick(
    r"\b(?:log|journal|diary|history|changelog|completed|achievements?|done)\b|日志|日记|打卡|记录|流水|已完成"
)
_LEAD_WORDS = re.compile(
    r"[\W\d_]|完成|截止|最晚|最迟|必须|目标|任务|待办|清单|要做的?|之?前|以前|到期|DDL|"
    r"\b(?:deadlines?|due|by|before|until|on|the|end|of|goals?|tasks?|to-?dos?|finish|complete[d]?|done|target)\b",
    re.IGNORECASE,
)
_DATE_LABEL = Quick(
    r"(?:deadline|due(?: date)?|by|when|date|target(?: date)?|scheduled|finish by|exam date|ddl|截止(?:日期|时间)?|"
    r"到期(?:日|时间)?|"
    r"完成(?:时间|日期)|期限|日期|时间|考试(?:时间|日期)|最晚|目标日期)$",
)


def _only_dates(place: OutlineNode, periods: Periods) -> bool:
    """ "Deadline: 15 May" below a name: the name is what is due."""
    above = place.parent
    if (
        above is None
        or not _DATE_LABEL.match(place.label)
        or above.role in cues.SILENT
        or (above.is_title and not above.block.boxed)
    ):
        return False
    rest = place.rest
    for found in find_dates(rest, periods.context)[:2]:
        rest = rest.replace(found.text, "")
    return (
        len(re.sub(r"[\W_\d]|之?前|最迟|最晚|\b(?:due|by|before|at|on|the|end|of)\b", "", rest, flags=re.IGNORECASE))
        <= 4
    )


def _title(place: OutlineNode) -> str:
    if place.kind == "row":
        cells = [c for c in place.block.cells if c]
        return next((c for c in cells if not find_dates(c, DateContext(year=2000)) and len(c) > 2), place.text)[:120]
    text = bare(re.sub(r"^\d{1,2}[.、)]\s+", "", place.text)).replace("\0", "")
    year = DateContext(year=2000)
    said = [f.text for f in find_ranges(text, year)] + [f.text for f in find_dates(text, year)]
    said += [f.text for f in parts_in(text, year) if f.value.start is None]
    said += [m[0] for m in (*cues.PHASE_END.pattern.finditer(text), *LATER.finditer(text))]
    for words in said[:4]:
        text = text.replace(words, "\0", 1) if "\0" not in text else text.replace(words, "")
    clauses = [c for c in CLAUSE.split(text) if c.strip()]
    at = next((n for n, c in enumerate(clauses) if "\0" in c), 0)
    dated = _FILLER.sub("", clauses[at].replace("\0", "")) if clauses else ""
    if len(dated) > 2:
        return dated[:120]
    beside = clauses[at + 1 :] if not dated else []
    return (_FILLER.sub("", (beside or clauses or [place.text])[0].replace("\0", "")) or place.text)[:120]


def named(place: OutlineNode) -> str:
    """The words of a place without its label."""
    label, rest = split_label(place.text)
    return rest or label
