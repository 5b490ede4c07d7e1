"""Tables, Markdown's and HTML's, as rows; a table of weekdays becomes sentences, one for each activity and its days."""

from __future__ import annotations

import re
from dataclasses import replace

from roadweek.importing.look import find_slots, find_weekdays
from roadweek.importing.markup import Marked, clean, marked_row, split_row, width
from roadweek.importing.tree import MarkdownBlock, adopt
from roadweek.understanding.quick import Quick

_CELL = Quick(r"<t([hd])\b[^<>]{0,200}>(.*?)(?=</t[hd]>|<t[hd]\b|</tr>|$)", re.IGNORECASE | re.DOTALL)
_TAG = Quick(r"<[^<>]{0,200}>", re.NOFLAG)
_CLOCK = Quick(r"\d{1,2}[:：]\d\d|^\d{1,2}\s*[ap]m\b")
_NOTHING = re.compile(
    r"\W*(?:rest|off|free|none|n/?a|tbd|休息|休|无|空|自由|放松|机动)?(?: day| time|日)?\W*$", re.IGNORECASE
)
_YES = Quick(r"\s*(?:[✓✔√xX●○◯yY]|yes|✅|☑️?|是)\s*$", re.NOFLAG)
_ORDINAL = re.compile(r"^\W*(?:skip(?:ped)?\s*|跳过\s*)?(?:第\S{1,3}周|week\s*\d|w\d|\d+\W*$)", re.IGNORECASE)
_DATE_HEAD = Quick(r"时间|日期|截止|期限|到期|最晚|周期|起止|月份|\b(?:dates?|due|deadline|when|by|start|end|period)\b")
_MONTH = Quick(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b")
_SHORT_DATE = Quick(
    r"(?<![\d.])(0?[1-9]|1[0-2])[-./](0?[1-9]|[12]\d|3[01])(?![\d.])(?:\s*[-–—~～→至到]+\s*(0?[1-9]|1[0-2])[-./](0?[1-9]|[12]\d|3[01])(?![\d.]))?",
    re.NOFLAG,
)
_MINUTES_HEAD = Quick(r"分钟|\bmin")
_SUM_HEAD = Quick(r"合计|总计|总共|小计|\btotal\b|\bsum\b")
"""The head of a column that adds up the others."""
_STATE_HEAD = Quick(
    r"\W*(?:状态|狀態|完成(?:情况|状态|度)?|进度|進度|是否完成|打卡|status|state|done|finished|completed?|progress)?\W*$"
)
"""The head of a column that says how far a row is; often it is empty or a tick."""
_FINISHED = Quick(r"\W*(?:[x√✓✔]|已?完成|已做完|done|completed?|finished|yes|100\s*%)\W*$")
_STATE_MOST = 12
"""Characters beside a tick in such a column: "✅ done"."""

_WEEKDAY_HEAD = re.compile(r"^\W*(?:星期|周|週|礼拜|曜日)\W*$")
_ONE_CHARACTER = frozenset("一二三四五六日天")


def table_of(lines: tuple[int, ...], parts: list[str]) -> MarkdownBlock:
    """A table from its source lines: the head, the line below it, and the rows."""
    rows = list(zip(lines[2:], (marked_row(p) for p in parts[2:]), strict=True))
    return _build(lines[:2], split_row(parts[0]), rows)


def rest_of_table(head: tuple[str, ...], lines: tuple[int, ...], parts: list[str]) -> MarkdownBlock:
    """Rows that a rule or a blank line has cut off from their table."""
    return _build(lines[:1], list(head), list(zip(lines, (marked_row(p) for p in parts), strict=True)))


def _build(lines: tuple[int, ...], head: list[str], rows: list[tuple[int, list[Marked]]]) -> MarkdownBlock:
    table = MarkdownBlock("table", lines, clean(""), cells=tuple(head))
    matrix = _weekday_columns(head)
    slots = matrix is None and _slot_columns(head)
    for number, marked in rows:
        cells = [cell.text for cell in marked]
        if cells and _WEEKDAY_HEAD.match(head[0] if head else "") and cells[0].strip() in _ONE_CHARACTER:
            cells = [f"周{cells[0].strip()}", *cells[1:]]
        cells = [_dated(cell, head[n] if n < len(head) else "") for n, cell in enumerate(cells)]
        sentences: list[str] = []
        if matrix is not None:
            sentences = _by_day(head, cells, matrix)
        elif slots and cells and len(days := find_weekdays(cells[0])) == 1 and days[0].start <= 2:
            sentences = [
                f"{cells[0]} {head[n]}: {part}"
                for n in range(1, min(len(cells), len(head)))
                for part in _activities(cells[n])
            ]
        if sentences:
            for sentence in sentences:
                adopt(table, MarkdownBlock("item", (number,), clean(sentence), level=1))
            continue
        whole = replace(
            clean("  ".join(c for c in cells if c)),
            struck=_struck(marked),
            mark="done" if _marked_done(head, marked) else None,
        )
        adopt(table, MarkdownBlock("row", (number,), whole, cells=tuple(cells)))
    return table


def _struck(row: list[Marked]) -> bool:
    """Whether a row is struck out: most of its words are."""
    struck = sum(width(cell.text) for cell in row if cell.struck)
    return struck > 0 and 2 * struck > sum(width(cell.text) for cell in row)


def _marked_done(head: list[str], row: list[Marked]) -> bool:
    """Whether a row says that it is done: in a column of states, by a tick before or behind what it names, or by a box
    in front."""
    for position, cell in enumerate(row):
        title = head[position] if position < len(head) else ""
        if _STATE_HEAD.match(title):
            ticked = cell.mark == "done" and len(cell.text) <= _STATE_MOST
            if ticked or _FINISHED.match(cell.text):
                return True
        elif cell.mark == "done" and cell.text and all(not c.text or c.text.isdigit() for c in row[:position]):
            return True
    return bool(row) and row[0].boxed and row[0].mark == "done"


def _dated(cell: str, title: str) -> str:
    """Below a head that speaks of dates, 5/20 and 05-20 are days."""
    if not cell or not _DATE_HEAD.search(title):
        return cell
    match = _SHORT_DATE.search(cell)
    if not match or re.search(r"\d{4}|[月周天]|\b(?:weeks?|wks?|days?)\b", cell, re.IGNORECASE) or _MONTH.search(cell):
        return cell  # "Mar 10-16" says itself what 10-16 is
    first = f"{int(match[1])}月{int(match[2])}日"
    span = f"{first}-{int(match[3])}月{int(match[4])}日" if match[3] else first
    return cell[: match.start()] + span + cell[match.end() :]


def _weekday_columns(head: list[str]) -> dict[int, str] | None:
    """Which columns are days of the week, where three or more are; a cell such as "Mon–Wed" counts too."""
    bare = [n for n, text in enumerate(head) if text.strip() in "一二三四五六日天" and text.strip()]
    if len(bare) >= 5:
        return {n: "周" + head[n].strip() for n in bare}
    columns = {n: text for n, text in enumerate(head) if (f := find_weekdays(text)) and f[0].start <= 1}
    kept = [text for text in head if not _SUM_HEAD.search(text)]
    return columns if len(columns) >= 3 or (len(columns) == 2 and len(kept) == 3) else None


def _slot_columns(head: list[str]) -> bool:
    times = [bool(find_slots(text)) or bool(_CLOCK.search(text)) for text in head[1:]]
    return len(times) >= 2 and all(times)


def _by_day(head: list[str], cells: list[str], columns: dict[int, str]) -> list[str]:
    """A row of a weekday table: each activity with all days that have it. The row's head is its time or its name."""
    label = " ".join(cells[n] for n in range(min(columns)) if n < len(cells) and cells[n])
    if _ORDINAL.match(label):
        return []
    timed = bool(find_slots(label) or _CLOCK.search(label))
    days: dict[str, list[str]] = {}
    for n, day in columns.items():
        cell = cells[n] if n < len(cells) else ""
        for part in [""] if _YES.match(cell) else _activities(cell):
            if re.fullmatch(r"\d{1,3}", part):
                part += " min" if _MINUTES_HEAD.search(" ".join(head)) or int(part) > 8 else " h"
            days.setdefault(part, []).append(day)
    joiner = "、" if any("一" <= c <= "龥" for day in columns.values() for c in day) else "/"
    return [
        f"{joiner.join(named)} {label}{' ' if timed else ': ' if part else ''}{part}".strip()
        for part, named in days.items()
    ]


def _activities(cell: str) -> list[str]:
    """The things that a cell lists; rest is none."""
    parts = [part.strip() for part in re.split(r"[；;]|\s\+\s", cell)]
    return [part for part in parts if part and not _NOTHING.match(part)]


def html_tables(lines: list[str]) -> tuple[list[MarkdownBlock], list[str]]:
    """HTML's tables as blocks, and ``lines`` with them blanked."""
    text = "\n".join(lines)
    if "<t" not in text.lower() or "<table" not in text.lower():
        return [], lines
    tables: list[MarkdownBlock] = []
    rest = list(lines)
    for match in re.finditer(r"<table\b.{0,200000}?</table>", text, re.IGNORECASE | re.DOTALL):
        first = text.count("\n", 0, match.start())
        rows: list[tuple[int, list[Marked], bool]] = []
        for row in re.finditer(
            r"<tr\b[^<>]{0,200}>(.*?)(?=<tr\b|</table>|</tbody>|$)", match[0], re.IGNORECASE | re.DOTALL
        ):
            cells = list(_CELL.finditer(row[1]))
            if not cells:
                continue
            at = match[0].count("\n", 0, row.start() + row[0].index(cells[0][0]))
            values = [clean(_TAG.sub(" ", cell[2])) for cell in cells]
            rows.append((first + at + 1, values, all(cell[1].lower() == "h" for cell in cells)))
        if len(rows) < 2:
            continue
        tables.append(
            _build((rows[0][0],), [cell.text for cell in rows[0][1]], [(n, values) for n, values, _ in rows[1:]])
        )
        for n in range(first, first + match[0].count("\n") + 1):
            rest[n] = ""
    return tables, rest
