"""The check that nothing of a plan's line was lost: each word that says when, how long or how much is held by a field.

It mirrors ``understanding.coverage``, which does the same for sentences. Only lines of which something is scheduled are
looked at; of a line with several sentences only those that a wish was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from roadweek.domain.base import WEEKDAYS, Range
from roadweek.importing import coverage_signs as signs
from roadweek.importing.clocks import clocks_of
from roadweek.importing.items import Item, Pair
from roadweek.importing.look import find_dates, find_durations, find_frequencies, find_slots, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.importing.pacing import manner_spans
from roadweek.importing.provisos import plainly
from roadweek.importing.segments import mask
from roadweek.understanding.dates import DateContext
from roadweek.understanding.recurrence import Frequency

Lost = Literal["words", "negated", "condition", "elsewhere", "nameless"]
"""Why a wish is not certain: words that could change when it takes place, what is no longer done, what holds in some
case only, what stands in another document, what names no activity."""
READ = 400
"""Characters of a statement that are looked at."""
MOST = 400
"""Lines with a wish that are looked at; a file with more is a log and no plan."""
LONGEST = 960
"""Minutes of a day; what is longer is no length of a session."""
WHEN = frozenset({"day", "often", "slot", "clock", "date", "proviso", "parity"})
"""Kinds of words that could change when something takes place; the others change how long or how much."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """``words`` by item id: what of its line no field holds. ``lost`` by item id: why it is not certain when it takes
    place."""

    words: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, Lost]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence (characters ``start:end`` of the statement) and what it would signs."""

    start: int
    end: int
    kind: str
    text: str


def uncovered_words(
    wishes: Sequence[Item], items: Sequence[Item], anchors: Mapping[str, OutlineNode], context: DateContext
) -> Uncovered:
    """What the lines of ``wishes`` say that nothing read of them holds; ``items`` are all items of the document."""
    by_place: dict[int, list[Item]] = {}
    places: dict[int, OutlineNode] = {}
    for wish in wishes:
        place = anchors.get(wish.id)
        if place is not None and not place.superseded and place.kind != "table":
            by_place.setdefault(id(place), []).append(wish)
            places[id(place)] = place
    by_line: dict[int, list[Item]] = {}
    for item in items:
        for line in item.lines:
            by_line.setdefault(line, []).append(item)
    words: dict[str, tuple[str, ...]] = {}
    lost: dict[str, Lost] = {}
    for key in list(by_place)[:MOST]:
        place, mine = places[key], by_place[key]
        beside = {i.id: i for line in place.lines for i in by_line.get(line, ()) if i.status is None}
        holders = {i.id: i for i in (*beside.values(), *mine)}
        found = list(_of_place(place, mine, list(holders.values()), context))
        _tell(found, place, mine, words, lost)
        for wish in mine:
            if wish.group == "recurring" and (why := _doubted(wish, place, alone=len(mine) == 1)) is not None:
                lost[wish.id] = why
    return Uncovered(words, lost)


def _tell(
    found: Sequence[_Word],
    place: OutlineNode,
    mine: Sequence[Item],
    words: dict[str, tuple[str, ...]],
    lost: dict[str, Lost],
) -> None:
    """Give each lost word to the wishes of its line: to that of its own clause where one can be told."""
    for piece in sorted(found, key=lambda p: p.start):
        own = [w for w in mine if _near(w, piece, place.text)] or list(mine)
        for wish in own:
            if piece.text not in words.get(wish.id, ()):
                words[wish.id] = (*words.get(wish.id, ()), piece.text)
            if wish.group == "recurring" and piece.kind in WHEN:
                lost[wish.id] = "words"
            elif wish.group == "recurring" and piece.kind == "condition":
                lost[wish.id] = "condition"


def _near(wish: Item, piece: _Word, text: str) -> bool:
    """Whether a wish's name stands in the clause of a word."""
    start = max((text.rfind(c, 0, piece.start) for c in "，,；;（("), default=-1) + 1
    ends = [at for c in "，,；;" if (at := text.find(c, piece.end)) >= 0]
    clause = text[start : min(ends, default=len(text))]
    return bool(wish.title) and wish.title[:12] in clause


def _doubted(wish: Item, place: OutlineNode, *, alone: bool) -> Lost | None:
    title = wish.title
    if signs.GONE.search(title) and not re.search(r"^\W*no\.?\s*\d", title, re.IGNORECASE):
        return "negated"
    sized = wish.duration_min is not None or wish.total_min_per_period is not None or wish.at is not None
    if not sized and signs.ELSEWHERE.search(place.text):
        return "elsewhere"
    if alone and title and title in place.text and _hollow(title):
        return "nameless"
    return None


def _hollow(title: str) -> bool:
    """Whether a title that was cut from a line holds no word of an activity."""
    text = title
    for found in sorted(
        (*find_frequencies(title), *find_slots(title), *find_weekdays(title), *find_durations(title)),
        key=lambda f: -f.start,
    ):
        text = text[: found.start] + " " + text[found.end :]
    text = re.sub(rf"(?<!\w){signs.NUMBER_EN}(?!\w)", " ", text, flags=re.IGNORECASE)
    return not signs.HOLLOW.sub("", text)


# --- what a line says


def _of_place(
    place: OutlineNode, mine: Sequence[Item], holders: Sequence[Item], context: DateContext
) -> Iterator[_Word]:
    text = place.text[:READ]
    if all(w.group != "recurring" for w in mine):
        yield from _relative(text, context)
        return
    if place.kind == "row":
        yield from _cells(place, mine)
        text = _without_sums(place, text)
    wishes = [w for w in mine if w.group == "recurring"]
    seen: list[tuple[int, int]] = []
    kept = [] if any(w.at for w in wishes) else manner_spans(text)
    every = [
        piece
        for piece in _said(place, text, wishes, holders, context, seen)
        if not any(a < piece.end and piece.start < b for a, b in kept)
    ]
    for start, end in _sentences(text, wishes, seen):
        for piece in every:
            if start <= piece.start < end:
                yield piece


def _sentences(text: str, wishes: Sequence[Item], carried: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences that wishes were read from: they hold a word that a field holds, or the wish's name."""
    cuts = [0, *(m.end() for m in signs.STOP.finditer(text)), len(text)]
    spans = [(a, b) for a, b in pairwise(cuts) if b > a]
    if len(spans) == 1:
        yield spans[0]
        return
    for a, b in spans:
        held = any(a <= start < b for start, _ in carried)
        named = any(w.title and w.title[:8] in text[a:b] for w in wishes)
        if held or named:
            yield a, b


def _said(
    place: OutlineNode,
    text: str,
    wishes: Sequence[Item],
    holders: Sequence[Item],
    context: DateContext,
    carried: list[tuple[int, int]],
) -> Iterator[_Word]:
    """The words that no field holds; ``carried`` is filled with the places of those that are held."""
    plain = plainly(text)
    masked = mask(plain.text)
    taken: list[tuple[int, int]] = []
    ruled = any(h.group == "rules" for h in holders)
    bounded = ruled or any(h.group == "periods" for h in holders)

    def loose(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in taken)

    days = {d for w in wishes for d in (w.days or WEEKDAYS)}
    left_out = set(plain.left_out(0, len(text)))
    for found in find_weekdays(masked):
        taken.append((found.start, found.end))
        joined = _joined(text, found.end)
        if joined:
            yield _Word(found.start, found.end + len(joined), "day", text[found.start : found.end] + joined)
        elif set(found.value) - left_out <= days and any(w.days for w in wishes):
            carried.append((found.start, found.end))
        elif len(found.value) < 7:
            yield _Word(found.start, found.end, "day", found.text)
    for rate in find_frequencies(masked):
        taken.append((rate.start, rate.end))
        value = rate.value
        if left_out & set(value.days):
            rest = tuple(d for d in value.days if d not in left_out)
            value = replace(value, days=rest, times=Range.exactly(len(rest) if value.per == "week" else 1))
        if _often(value, rate.start, text, wishes):
            carried.append((rate.start, rate.end))
        else:
            kind = "limit" if signs.LIMITS.search(text[: rate.start]) else "often"
            yield _Word(rate.start, rate.end, kind, _whole(text, rate.start, rate.end))
        if signs.NO_BEFORE.search(text[: rate.start]):
            match = signs.NO_BEFORE.search(text[: rate.start])
            assert match is not None
            yield _Word(match.start(), rate.end, "proviso", text[match.start() : rate.end].strip())
    lengths = _lengths(holders, summed=bool(signs.OF_WEEK.search(text)))
    for length in find_durations(text):
        taken.append((length.start, length.end))
        bounds = (length.value.lo, length.value.hi if length.value.hi is not None else length.value.lo)
        before, after = signs.RANGE_TO.search(text[: length.start]), signs.OR_MORE.match(text[length.end :])
        if after and any(length.end <= d.start < length.end + after.end() for d in find_durations(text)):
            after = None
        if _manner(text, length.start, length.end):
            continue
        if bounds in lengths or set(bounds) <= {n for pair in lengths for n in pair}:
            carried.append((length.start, length.end))
            single = bounds[0] == bounds[1]
            if before and single and not any(pair[0] != pair[1] and bounds[1] in pair for pair in lengths):
                yield _Word(before.start(), length.end, "length", text[before.start() : length.end].strip())
            elif after and single and not any(pair[0] != pair[1] and bounds[0] in pair for pair in lengths):
                yield _Word(length.end, length.end + after.end(), "length", after[0].strip())
        elif bounds[1] <= LONGEST and (not bounded or (ruled and not _is_limit(text, length.start))):
            yield _Word(length.start, length.end, "length", length.text.strip())
    for match in signs.UNIT.finditer(text):
        start = max([match.start(), *(b for a, b in taken if a <= match.start() < b)])
        if loose(match.end() - 1, match.end()) and not _manner(text, start, match.end()):
            yield _Word(start, match.end(), "length", text[start : match.end()].strip())
            taken.append((start, match.end()))
    yield from _clocks(_without_columns(place, text), holders, taken, carried)
    slots = {s for w in wishes for s in (w.slot or ())}
    hours = [int(w.at[:2]) for w in wishes if w.at]
    for part in find_slots(masked):
        first, last = signs.SLOT_HOURS.get(part.value, (0, 24))
        if part.value in slots or any(first <= h < last for h in hours):
            carried.append((part.start, part.end))
            taken.append((part.start, part.end))
        elif loose(part.start, part.end):
            yield _Word(part.start, part.end, "slot", part.text)
    for match in signs.PARTS_ZH.finditer(masked):
        if len(slots) < 2 and loose(*match.span()) and len(wishes) < 2:
            yield _Word(match.start(), match.end(), "slot", match[0])
    yield from _dates(place, text, holders, context, taken, carried)
    yield from _words(text, plain.text, wishes, holders, taken)


def _joined(text: str, end: int) -> str:
    """What follows a name of a day without a gap and makes it a part of another word."""
    if text[end - 1 : end] == ".":  # "Mon." and the end of a host's name
        return match[0][1:] if (match := signs.JOINED_EN.match(text[end - 1 :])) else ""
    if text[end - 1 : end] == "日" and (match := signs.JOINED_ZH.match(text[end:])):
        return match[0]
    return match[0] if (match := signs.JOINED_EN.match(text[end:])) else ""


def _whole(text: str, start: int, end: int) -> str:
    """A rhythm with the days that stand right before it and the length right behind it."""
    group = next((g for g in find_weekdays(text) if g.end == start), None)
    length = next((d for d in find_durations(text) if 0 <= d.start - end <= 1), None) if group else None
    return text[group.start if group else start : length.end if length else end].strip()


def _often(value: Frequency, at: int, text: str, wishes: Sequence[Item]) -> bool:
    return any(_same_rhythm(value, at, text, wish) for wish in wishes)


def _same_rhythm(value: Frequency, at: int, text: str, wish: Item) -> bool:
    days = wish.days or ()
    times = wish.times or (1, 1)
    named = value.days or next((g.value for g in find_weekdays(text) if abs(g.end - at) <= 1), ())
    if named and days and not set(named) & set(days):
        return False  # it is said of other days
    if value.per == "day":
        if wish.per == "week" and set(value.days) == set(days) and _only_days(text, at):
            return True
        if wish.per == "week":
            return bool(days) and (times[0] >= len(days) or wish.total_min_per_period is not None)
        if wish.per not in ("day", "lesson"):
            return wish.per is None
        if days and not named and len(days) <= 2:  # "every day" against two days: one of both may be misread
            return not any(_apart(text, at, group.start, group.end, len(days)) for group in find_weekdays(text))
        return value.times.lo == 1 or value.times.lo <= (times[1] or times[0])
    if value.per == "unspecified":
        return True
    if wish.per != value.per:
        return value.per == "week" and wish.per == "day" and (bool(days) or value.times.lo == 1)
    return value.times.lo == 1 or times[0] <= value.times.lo <= (times[1] or times[0])


def _only_days(text: str, at: int) -> bool:
    """Whether a rhythm is nothing but a name of days: 工作日, "weekdays"."""
    group = next((g for g in find_weekdays(text) if g.start <= at + 4 and at < g.end), None)
    return group is not None and not re.match(r"\s*(?:每[天日晚]|daily|each|every)", text[group.end :], re.IGNORECASE)


def _apart(text: str, at: int, start: int, end: int, days: int) -> bool:
    """Whether a weekday has an amount of its own in another clause than "every day", or can be no part of that."""
    if abs(start - at) <= 4 or abs(end - at) <= 4:
        return False
    if days == 1:
        return True
    first = max((text.rfind(c, 0, start) for c in "，,；;（("), default=-1) + 1
    last = min((n for c in "，,；;）)" if (n := text.find(c, end)) >= 0), default=len(text))
    own = text[first:last]
    return not first <= at < last and bool(find_durations(own) or signs.TIMES.search(own) or re.search(r"\d", own))


def _lengths(holders: Iterable[Item], *, summed: bool = True) -> set[tuple[int, int]]:
    """Lengths in minutes that fields hold, ``summed`` also their sums over a week."""
    found: set[tuple[int, int]] = set()

    def put(value: Pair | None, by: int = 1) -> None:
        if value is not None:
            found.add((value[0] * by, (value[1] if value[1] is not None else value[0]) * by))

    sizes: list[int] = []
    for one in holders:
        put(one.duration_min)
        put(one.total_min_per_period)
        times = (one.times or (1, 1))[0] * (len(one.days or WEEKDAYS) if one.per == "day" else 1)
        if summed:
            put(one.duration_min, times)
        put(one.duration_min, (one.times or (1, 1))[0])
        if one.duration_min:
            sizes.append(one.duration_min[0])
    if len(sizes) > 1:
        found.add((sum(sizes), sum(sizes)))
    return found


def _manner(text: str, start: int, end: int) -> bool:
    return bool(signs.MANNER_AFTER.match(text[end:]) or signs.MANNER_BEFORE.search(text[:start]))


def _is_limit(text: str, start: int) -> bool:
    return bool(re.search(r"(?:不超过|最多|至多|不少于|under|within|less than)\s*$", text[:start], re.IGNORECASE))


def _without_sums(row: OutlineNode, text: str) -> str:
    """A row without the cells that only add up the others."""
    table = row.block.parent
    if table is None:
        return text
    for head, cell in zip(table.cells, row.block.cells, strict=False):
        if signs.SUM_HEAD.search(head) and (at := text.rfind(cell)) > 0 and cell:
            text = text[:at] + " " * len(cell) + text[at + len(cell) :]
    return text


def _without_columns(place: OutlineNode, text: str) -> str:
    """A row without the two cells that it begins and ends at: interpreting the plan reads those."""
    cells = place.block.cells if place.kind == "row" else ()
    if len(cells) < 3 or any(len(clocks_of(c)) != 1 for c in cells[:2]):
        return text
    at = text.find(cells[1], len(cells[0])) + len(cells[1])
    return " " * at + text[at:]


def _clocks(
    text: str, holders: Sequence[Item], taken: list[tuple[int, int]], carried: list[tuple[int, int]]
) -> Iterator[_Word]:
    starts = {int(h.at[:2]) * 60 + int(h.at[3:]) for h in holders if h.at}
    ends = {s + h.duration_min[0] for h in holders if h.at and h.duration_min for s in starts}
    limit = any(h.group == "rules" for h in holders)
    for found in clocks_of(text):
        taken.append((found.start, found.end))
        value = found.value
        if {value.start, value.start + 720} & (starts | ends):
            carried.append((found.start, found.end))
        elif not limit:
            yield _Word(found.start, found.end, "clock", found.text.strip())
    for match in signs.AT_HOUR.finditer(text):
        hour = int(re.sub(r"\D", "", match[0])) * 60
        if not any(a < match.end() and match.start() < b for a, b in taken) and not {hour, hour + 720} & starts:
            yield _Word(match.start(), match.end(), "clock", match[0])


def _dates(
    place: OutlineNode,
    text: str,
    holders: Sequence[Item],
    context: DateContext,
    taken: list[tuple[int, int]],
    carried: list[tuple[int, int]],
) -> Iterator[_Word]:
    held = any(h.group in ("periods", "deadlines", "milestones") for h in holders)
    for found in find_dates(text, context):
        if held or found.value.grain != "day" or any(h.start or h.end for h in holders):
            continue
        if any(a < found.end and found.start < b for a, b in taken):
            continue
        taken.append((found.start, found.end))
        yield _Word(found.start, found.end, "date", found.text)
    if any(h.per == "month" for h in holders):
        for match in signs.MONTH_DAY.finditer(text):
            yield _Word(match.start(), match.end(), "date", match[0])


def _words(
    text: str, plain: str, wishes: Sequence[Item], holders: Sequence[Item], taken: Sequence[tuple[int, int]]
) -> Iterator[_Word]:
    """Words of another kind: multipliers, counts, every other week by another name, provisos and conditions."""
    for match in signs.TIMES.finditer(text):
        yield _Word(match.start(), match.end(), "amount", match[0])
    numbers = {
        n
        for h in holders
        for pair in (h.times, (h.quantity.min, h.quantity.max) if h.quantity else None, (h.interval, None))
        for n in (pair or ())
        if n is not None
    }
    if not any(h.quantity for h in holders):
        for match in signs.COUNT_ZH.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                yield _Word(match.start(), match.end(), "amount", match[0])
    for pattern in (signs.COUNT_EN, signs.OF_SESSIONS):
        for match in pattern.finditer(text):
            if _value(match[0]) not in numbers and not any(a < match.end() and match.start() < b for a, b in taken[:1]):
                yield _Word(match.start(), match.end(), "amount", match[0].strip())
    if not any(w.interval for w in wishes):
        for match in signs.PARITY.finditer(text):
            yield _Word(match.start(), match.end(), "parity", match[0])
    for match in signs.NTH.finditer(text):
        yield _Word(match.start(), match.end(), "parity", match[0])
    for proviso in (signs.UNLESS, signs.EXCEPT):
        for match in proviso.finditer(plain):
            yield _Word(match.start(), match.end(), "proviso", match[0])
    optional = any(w.optional or w.strength == "optional" for w in wishes)
    for match in signs.IF.finditer(text):
        first = not text[: match.start()].strip(" -*•　")
        rest = signs.STOP.split(text[match.end() :])[0]
        if not optional and (first or not signs.THEN.search(rest)) and not signs.UNLESS.match(text, match.start()):
            yield _Word(match.start(), match.end(), "condition", match[0])


def _value(word: str) -> int:
    word = word.strip().lower()
    return int(word) if word.isdigit() else signs.VALUES.get(word, -1)


# --- rows and dates of another week


def _cells(row: OutlineNode, mine: Sequence[Item]) -> Iterator[_Word]:
    """The cell of a row below a head of minutes that no length holds."""
    table = row.block.parent
    if table is None:
        return
    lengths = {n for pair in _lengths(mine) for n in pair}
    for head, cell in zip(table.cells, row.block.cells, strict=False):
        days = {d for g in find_weekdays(head) for d in g.value}
        if days and find_durations(cell) and not any(w.days and days <= set(w.days) for w in mine):
            yield _Word(0, 1, "day", head.strip())
        if (
            not signs.LENGTH_HEAD.fullmatch(head)
            or signs.SUM_HEAD.search(head)
            or find_durations(cell)
            or clocks_of(cell)
        ):
            continue
        by = 60 if signs.HOURS.search(head) else 1
        numbers = {round(float(n) * by) for n in re.findall(r"\d+(?:\.\d+)?", cell)}
        if numbers and width(cell) <= 24 and not numbers <= lengths:
            yield _Word(0, len(cell), "length", cell.strip())


def _relative(text: str, context: DateContext) -> Iterator[_Word]:
    """Of what is due: words that name another week than the date that was read."""
    held = [(d.start, d.end) for d in find_dates(text, context)]
    for match in signs.AFTER_NEXT.finditer(text):
        if not any(a <= match.start() and match.end() <= b for a, b in held):
            yield _Word(match.start(), match.end(), "date", match[0])


__all__ = ["Lost", "Uncovered", "uncovered_words"]
