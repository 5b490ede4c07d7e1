"""Curricula: topics in an ordered list or table, each telling what to learn rather than what to make."""

from __future__ import annotations

import re

from roadweek.importing import columns, cues, lists
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates, find_ranges
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.stretches import Periods
from roadweek.importing.wishes import Recurring
from roadweek.importing.wording import learns, numbered_part, studies
from roadweek.understanding.quick import Quick

_STEP_CELL = re.compile(
    (
        r"^\W*(?:W|Week|第|Lecture|Lesson|Day|Unit|L|Ch(?:apter)?\.?)?\s*[#]?\d{1,3}\s*(?:周|"
        r"讲|课|章|节|[-–]\s*\d{1,3})?\W*$"
    ),
    re.IGNORECASE,
)
_DAY_NAME = Quick(r"\W*(?:周|星期|礼拜)?[一二三四五六日天]\W*$|\W*(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\W*$")
_NO_LIST = Quick(r"(?:the\s+)?(?:topics?|areas?|contents?|list|order)|内容|目录|清单|主题")
_BRACKETED = Quick(r"[（(][^（()）]*\d[^（()）]*[)）]", re.NOFLAG)
_LONG_MIN = 60
"""Minutes of a sitting from which on the names below it are fields rather than steps."""
_LISTED = Quick(r"、|,\s.*,\s", re.NOFLAG)
_OPTIONAL = Quick(r"可选|选学|选做|知道存在|\boptional\b|\bif time\b")
_COURSE = Quick(
    (
        r"课程|公开课|教材|剩余内容|概念|\bMIT\b|\bcourse\b|\bCS\s?\d{3}|\bsyllabus\b|"
        r"\bchapters?\b|\blectures?\b|\b\d{1,2}\.\d{2,3}\b"
    ),
)


def read_curricula(places: list[OutlineNode], periods: Periods, recurring: Recurring, taken: set[int]) -> list[Item]:
    """All topics in the document's order; ``list`` names the list that each stands in."""
    items: list[Item] = []
    for place in places:
        if place.kind == "table":
            items += _table(place, periods, recurring, taken)
        elif place.kind == "row" and id(place) in periods.opened and place.role not in cues.SILENT:
            items += _theme(place, periods)
        elif id(place) in taken or place.role in cues.SILENT:
            continue
        elif place.kind == "heading" and cues.TOPIC_ORDINAL.search(place.text) and id(place) not in periods.opened:
            if place.parent is None or place.parent.below not in cues.SILENT:
                items.append(_item(place, periods, place.text, _list_name(place), None))
        elif place.kind in ("item", "text") and not place.children and _lists_in_order(place.text):
            if place.role == "plan":
                items.append(_item(place, periods, place.text, _list_name(place), None))
        elif place.leads and _floats(place, periods) and (theme := _week_theme(place)):
            items.append(_item(place, periods, theme, _list_name(place), None))
        elif (
            place.kind == "item"
            and not place.children
            and (_is_topic(place) or _ordered(place) or _worked_through(place, recurring))
        ):
            items.append(_item(place, periods, place.text, _list_name(place), None))
    return items


def _item(place: OutlineNode, periods: Periods, title: str, listed: str, note: str | None) -> Item:
    holder = periods.of(place)
    path = " ".join([place.text, *(a.text for a in place.ancestors() if a.kind == "heading")][:3])
    return Item(
        id=f"c{place.block.line}",
        group="curriculum",
        lines=place.lines,
        title=title[:160],
        list=listed,
        note=note,
        optional=True if _OPTIONAL.search(path) else None,
        period=holder.id if holder else None,
        status="superseded" if place.superseded else None,
    )


def _list_name(place: OutlineNode) -> str:
    """The nearest lead that names the list; a numbered heading's list is its parent."""
    section = next(
        (a for a in place.ancestors() if a.kind == "heading" and cues.heading_role(a.text) == "topics"), None
    )
    if section is not None and place.parent is not None and place.parent.kind == "heading":
        return bare(section.text)[:120]
    for above in place.ancestors():
        name = bare(above.text)
        if name and not cues.TOPIC_ORDINAL.search(above.text) and not _NO_LIST.fullmatch(name):
            return name[:120]
    return ""


def _worked_through(place: OutlineNode, recurring: Recurring) -> bool:
    """Whether it is one of the short names below a wish: "Japanese, 2 h a day" over grammar, words and listening."""
    above = place.parent
    if above is None or id(above) not in recurring.taken or above.kind != "item":
        return False
    length = recurring.taken[id(above)].duration_min
    if length is not None and length[0] < _LONG_MIN:
        return False  # the steps of one short sitting
    if not lists.of_names(above) or not lists.is_name(place) or place.block.boxed:
        return False
    return not cues.DONE_VERB.search(place.text) and not cues.NEGATION.search(place.text)


def _floats(place: OutlineNode, periods: Periods) -> bool:
    """Whether no date of the document holds it in place."""
    counted = bool(periods.assumed) and not find_ranges(place.text, periods.context)
    return id(place) not in periods.opened or counted


def _week_theme(place: OutlineNode) -> str:
    """What "Week 3: graphs" is about; nothing where it is only a number, a date or an event."""
    match = cues.WEEK_ORDINAL.match(place.text) or cues.DAY_ORDINAL.match(place.text)
    if match is None or place.role != "plan" or place.kind not in ("heading", "item", "text"):
        return ""
    theme = re.sub(r"^\s*(?:of|/|共)\s*\d+", "", _BRACKETED.sub("", place.text[match.end() :])).strip(" ：:，,|-–—·.、")
    if len(re.sub(r"[\W\d_]", "", theme)) < 2 or find_dates(theme) or find_ranges(theme) or cues.QUESTION.search(theme):
        return ""
    return theme


def _week_of_study(heading: OutlineNode) -> bool:
    """ "Week 1: Go basics" and what it lists."""
    return cues.WEEK_ORDINAL.match(heading.text) is not None and studies(heading.text)


def _lists_in_order(text: str) -> bool:
    """ "In this order: A, B, then C" names the topics itself."""
    return bool(cues.IN_ORDER.search(text)) and bool(re.search(r"[:：]\s*\S|先.{1,24}再|\bfirst\b", text))


def _theme(row: OutlineNode, periods: Periods) -> list[Item]:
    """A row of a dated week or stretch says in its theme column what is learnt then."""
    table = row.block.parent
    at = columns.topic(table.cells) if table is not None else None
    if at and at < len(row.block.cells) and row.block.cells[at]:
        return [_item(row, periods, row.block.cells[at], _list_name(row), None)]
    return []


def _ordered(place: OutlineNode) -> bool:
    """A numbered list of short names, none of them work to be done, is what is to be learnt in that order."""
    above = place.parent
    if place.block.ordinal is None or above is None or above.kind not in ("heading", "item") or place.role != "plan":
        return False
    return lists.in_order(above)


def _is_topic(place: OutlineNode) -> bool:
    above = place.parent
    if above is None or (cues.QUESTION.search(place.text) and place.role != "topics"):
        return False
    if place.label and cues.label_role(place.label) in (*cues.SILENT, "output"):
        return False
    if place.role == "topics" or (above.below == "topics"):
        return not cues.NEGATION.search(place.text)
    if place.label and cues.label_role(place.label) == "topics" and _LISTED.search(place.rest):
        return place.role == "plan"
    if lists.practised(above) and not cues.DONE_VERB.match(place.text) and not lists.ERRAND.match(place.text):
        return True
    if numbered_part(place.text) or lists.of_learning(above) or (above.block.boxed and studies(above.text)):
        return learns(place.text) or not (cues.DONE_VERB.match(place.text) or lists.ERRAND.match(place.text))
    if not above.leads or place.block.children:
        return False
    heading = next((a for a in (above, *above.ancestors()) if a.kind == "heading"), None)
    if heading is not None and place.role == "plan" and _week_of_study(heading):
        return not (cues.DONE_VERB.search(place.text) or lists.ERRAND.match(place.text) or place.label)
    if above.kind != "heading" and _COURSE.search(above.text) and not cues.DONE_VERB.search(place.text):
        return True
    if above.kind != "heading" and above.below == "plan" and width(above.text) <= 40 and heading is not None:
        return lists.of_theory(above)
    return False


def _table(table: OutlineNode, periods: Periods, recurring: Recurring, taken: set[int]) -> list[Item]:
    """The rows of a table of topics: numbered steps, or pairs of a topic and what it is for."""
    by_day = sum(1 for title in table.block.cells if _DAY_NAME.match(title)) >= 3
    head = table.block.cells
    rows = [c for c in table.children if c.kind == "row" and (id(c) not in periods.opened or by_day)]
    if columns.topic(head) is None or any(_DAY_NAME.match(c) for row in rows for c in row.block.cells[:1]):
        rows = [c for c in rows if id(c) not in taken]
    else:  # a row says its topic and how long it is studied a day
        rows = [c for c in rows if id(c) not in taken or id(c) in recurring.taken]
    if not rows or table.role in cues.SILENT or (table.role == "output" and columns.topic(head) is None):
        return []
    if columns.output(head) is not None and columns.topic(head) is None:
        return []
    if any(cues.STATUS_HEAD.search(title) for title in head[1:]) or any(cues.DUE_HEAD.search(title) for title in head):
        return []
    if sum(1 for r in rows if r.block.cells and columns.CLOCK.search(r.block.cells[0])) * 2 > len(rows):
        return []  # a timetable
    at = columns.topic(head)
    numbered = sum(1 for r in rows if r.block.cells and _STEP_CELL.match(r.block.cells[0]))
    steps = (
        columns.timed_topics(head)
        or numbered >= max(2, len(rows) * 2 // 3)
        or (by_day and all(id(r) in periods.opened for r in rows))
    )
    if not steps and any(find_dates(r.text, periods.context) or find_ranges(r.text, periods.context) for r in rows):
        return []
    if not steps and at is None and table.role != "topics":
        return []  # two columns that nobody calls a topic compare something
    items: list[Item] = []
    listed = bare(next((a.text for a in table.ancestors() if a.kind == "heading"), "")) or "table"
    for row in rows:
        cells = row.block.cells
        if at is not None and at < len(cells) and cells[at]:
            topic = [cells[at], *(c for n, c in enumerate(cells) if c and n != at and (n or not steps))]
        else:
            filled = [c for c in cells if c]
            topic = filled[1:] if steps and len(filled) > 1 else filled
        if topic:
            item = _item(row, periods, topic[0], listed[:120], " · ".join(topic[1:]) or None)
            items.append(item if steps else item.model_copy(update={"kind": "pairs"}))
    return items
