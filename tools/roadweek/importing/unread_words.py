"""Words of when, how long and how often on lines that were read as something else, which none of their items holds.

What is planned again and again is checked by ``coverage``; here are deadlines, milestones, curricula, rules and
decisions. A word counts as used where an item holds its value, or has the word itself in its title, note or options.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from roadweek.grammar.lattice import Node
from roadweek.grammar.read import read
from roadweek.importing import coverage_signs as signs
from roadweek.importing import cues
from roadweek.importing.coverage_words import lengths_of
from roadweek.importing.items import Item
from roadweek.importing.look import find_dates, may_date, may_recur
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.dates import DateContext

_KINDS = ("duration", "sittings", "days", "rhythm", "count")
NOTED = 120
"""Characters of a note that may hold an exception; what is longer is prose."""
READ = 400
"""Characters of a line that are looked at."""


def unread_words(
    places: Sequence[OutlineNode], items: Sequence[Item], context: DateContext
) -> Mapping[int, tuple[str, ...]]:
    """By line: words that no item of the line holds. Lines with a rhythm are not looked at, of notes only
    exceptions."""
    by_line: dict[int, list[Item]] = {}
    for item in items:
        for line in item.lines:
            by_line.setdefault(line, []).append(item)
    found: dict[int, tuple[str, ...]] = {}
    for place in places:
        holders = {i.id: i for line in place.lines for i in by_line.get(line, ()) if i.status is None}
        if not place.lines or place.superseded or place.kind in ("table", "heading") or place.role in cues.SILENT:
            continue
        if not holders:
            words = tuple(dict.fromkeys(_of_note(place.text[:NOTED])))
            if words and width(place.text) <= 2 * NOTED:
                found[place.lines[0]] = words
            continue
        if any(i.group in ("recurring", "periods") for i in holders.values()):
            continue
        words = tuple(dict.fromkeys(_of_place(place.text[:READ], list(holders.values()), context)))
        if words:
            found[place.lines[0]] = words
    return found


def _of_note(text: str) -> Iterator[str]:
    """The exception of a line that no reader used, where it names days or a rhythm: "no running on public holidays"."""
    denied = [m[0].strip() for pattern in (signs.UNLESS, signs.EXCEPT, signs.LEFT_OUT) for m in pattern.finditer(text)]
    if not denied:
        return
    nodes = [n for n in read(text).nodes if n.kind in ("days", "rhythm")] if may_recur(text) else []
    times = [text[n.start : n.end].strip() for n in nodes] + [m[0] for m in signs.TIME_AWAY.finditer(text)]
    if times:
        yield from (*denied, *times)


def _of_place(text: str, holders: Sequence[Item], context: DateContext) -> Iterator[str]:
    if not may_recur(text) and not may_date(text):
        return
    said = " \n ".join(words for h in holders for words in _words_of(h)).casefold()
    lengths = {n for pair in lengths_of(holders) for n in pair}
    days: set[str] = {d for h in holders for d in h.days or ()}
    for node in read(text).nodes if may_recur(text) else ():
        word = text[node.start : node.end].strip()
        if node.kind in _KINDS and word.casefold() not in said and not _held(node, holders, lengths, days):
            yield word
    held = {day for h in holders for day in _days_of(h)}
    for found in find_dates(text, context) if may_date(text) else ():
        window = found.value.window
        inside = any(window.earliest <= day <= window.latest for day in held)
        if not inside and found.text.casefold() not in said:
            yield found.text.strip()
    for pattern in (signs.UNLESS, signs.EXCEPT):
        for match in pattern.finditer(text):
            if match[0].casefold() not in said:
                yield match[0]


def _words_of(item: Item) -> Iterable[str]:
    return (item.title, item.note or "", item.list or "", *(item.options or ()))


def _held(node: Node, holders: Sequence[Item], lengths: set[int], days: set[str]) -> bool:
    if node.kind == "duration":
        return set(node.value) <= lengths
    if node.kind == "days":
        # a weekday beside a date only says which day that is
        return set(node.value) <= days or any(h.start or h.end or h.end_window for h in holders)
    return any(h.kind for h in holders if h.group == "rules")


def _days_of(item: Item) -> Iterator[date]:
    for day in (item.start, item.end):
        if day is not None:
            yield day
    for window in (item.start_window, item.end_window):
        if window is not None:
            yield from (window.earliest, window.latest)
