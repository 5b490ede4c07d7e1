"""What one line of a plan says of when, how long and how much, and which of these words no field of an item holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from roadweek.domain.base import WEEKDAYS, Range
from roadweek.importing import coverage_signs as signs
from roadweek.importing.clocks import clocks_of
from roadweek.importing.items import Item, Pair
from roadweek.importing.leaving_out import left_out_dates
from roadweek.importing.look import (
    find_dates,
    find_durations,
    find_frequencies,
    find_ranges,
    find_slots,
    find_weekdays,
)
from roadweek.importing.markup import width
from roadweek.importing.misread_days import misread_days
from roadweek.importing.outline import OutlineNode
from roadweek.importing.pacing import manner_spans
from roadweek.importing.provisos import Plainly, plainly
from roadweek.importing.segments import mask
from roadweek.understanding.dates import DateContext
from roadweek.understanding.numbers import read_numbers
from roadweek.understanding.recurrence import Frequency

READ = 400
"""Characters of a statement that are looked at."""
LONGEST = 960
"""Minutes of a day; what is longer is no length of a session."""
HALF_DAY = 720


@dataclass(frozen=True, slots=True)
class LostWord:
    """A word of a statement (characters ``start:end``) that no field holds, and the kind of thing that it says."""

    start: int
    end: int
    kind: str
    text: str


@dataclass(slots=True)
class _Statement:
    """A line as it is gone through: ``taken`` are pieces (characters) that some finder has read, ``carried`` those that
    a field holds."""

    text: str
    plain: Plainly
    masked: str
    wishes: Sequence[Item]
    holders: Sequence[Item]
    """All items of the line."""
    taken: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    carried: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    def loose(self, start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in self.taken)

    def hold(self, start: int, end: int) -> None:
        self.carried.append((start, end))

    def has(self, *groups: str) -> bool:
        return any(h.group in groups for h in self.holders)


def words_of_place(
    place: OutlineNode, mine: Sequence[Item], holders: Sequence[Item], context: DateContext
) -> Iterator[LostWord]:
    """The words of a place that no field of ``holders`` holds; ``mine`` are those that are planned from it."""
    text = place.text[:READ]
    if all(w.group != "recurring" for w in mine):
        yield from _relative(text, context)
        return
    if place.whole:
        yield from _which_weeks(text)
        return
    if place.kind == "row":
        yield from _cells(place, mine)
        text = _without_sums(place, text)
    plain = plainly(text)
    line = _Statement(text, plain, mask(plain.text), [w for w in mine if w.group == "recurring"], holders)
    every = [*_days(line), *_rhythms(line), *_amounts(line), *_clocks(line, _without_columns(place, text))]
    every += [*_parts(line), *_dates(line, context), *_counts(line), *_provisos(line)]
    manner = [] if any(w.at for w in line.wishes) else manner_spans(text)
    for start, end in _sentences(text, line.wishes, line.carried):
        for word in every:
            inside = any(a < word.end and word.start < b for a, b in manner)
            if start <= word.start < end and not inside:
                yield word


def _which_weeks(text: str) -> Iterator[LostWord]:
    """Odd and even weeks: no field says which of both is meant."""
    for match in signs.PARITY.finditer(text):
        if not signs.ALTERNATE.match(match[0]):
            yield LostWord(match.start(), match.end(), "parity", match[0])


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


def _days(line: _Statement) -> Iterator[LostWord]:
    held = {d for w in line.wishes for d in (w.days or WEEKDAYS)}
    left_out = set(line.plain.left_out(0, len(line.text)))
    for start, end in misread_days(line.masked):
        yield LostWord(start, end, "day", line.text[start:end])
    for found in find_weekdays(line.masked):
        start, end = found.start, found.end
        line.taken.append((start, end))
        joined = _joined(line.text, end)
        if joined:
            yield LostWord(start, end + len(joined), "day", line.text[start:end] + joined)
        elif set(found.value) - left_out <= held and any(w.days for w in line.wishes):
            line.hold(start, end)
        elif len(found.value) < 7:
            yield LostWord(start, end, "day", found.text)


def _rhythms(line: _Statement) -> Iterator[LostWord]:
    text = line.text
    left_out = set(line.plain.left_out(0, len(text)))
    for found in find_frequencies(line.masked):
        start, end, value = found.start, found.end, found.value
        line.taken.append((start, end))
        if left_out & set(value.days):
            rest = tuple(d for d in value.days if d not in left_out)
            value = replace(value, days=rest, times=Range.exactly(len(rest) if value.per == "week" else 1))
        if any(_same_rhythm(value, start, text, wish) for wish in line.wishes):
            line.hold(start, end)
        else:
            kind = "limit" if signs.LIMITS.search(text[:start]) else "often"
            yield LostWord(start, end, kind, _whole(text, start, end))
        denied = signs.NO_BEFORE.search(text[:start])
        if denied is not None:
            yield LostWord(denied.start(), end, "proviso", text[denied.start() : end].strip())


def _amounts(line: _Statement) -> Iterator[LostWord]:
    text = line.text
    ruled, bounded = line.has("rules"), line.has("rules", "periods")
    lengths = lengths_of(line.holders, summed=bool(signs.OF_WEEK.search(text)))
    edges = {n for pair in lengths for n in pair}
    ranges = {n for low, high in lengths if low != high for n in (low, high)}
    found_all = find_durations(text)
    for found in found_all:
        start, end = found.start, found.end
        line.taken.append((start, end))
        if _manner(text, start, end):
            continue
        low, high = found.value.lo, found.value.top
        if not {low, high} <= edges:
            if high <= LONGEST and (not bounded or (ruled and not _is_limit(text, start))):
                yield LostWord(start, end, "length", found.text.strip())
            continue
        line.hold(start, end)
        if low != high or low in ranges:
            continue
        before, after = signs.RANGE_TO.search(text[:start]), signs.OR_MORE.match(text[end:])
        if before is not None:
            yield LostWord(before.start(), end, "length", text[before.start() : end].strip())
        elif after is not None and not any(end <= other.start < end + after.end() for other in found_all):
            yield LostWord(end, end + after.end(), "length", after[0].strip())
    for match in signs.UNIT.finditer(text):
        start = max([match.start(), *(b for a, b in line.taken if a <= match.start() < b)])
        if line.loose(match.end() - 1, match.end()) and not _manner(text, start, match.end()):
            yield LostWord(start, match.end(), "length", text[start : match.end()].strip())
            line.taken.append((start, match.end()))


def _parts(line: _Statement) -> Iterator[LostWord]:
    slots = {s for w in line.wishes for s in (w.slot or ())}
    hours = [int(w.at[:2]) for w in line.wishes if w.at]
    for found in find_slots(line.masked):
        first, last = signs.CALLED_HOURS.get(found.value, (0, 24))
        if found.value in slots or any(first <= h < last for h in hours):
            line.hold(found.start, found.end)
            line.taken.append((found.start, found.end))
        elif line.loose(found.start, found.end):
            yield LostWord(found.start, found.end, "slot", found.text)
    for match in signs.PARTS_ZH.finditer(line.masked):
        if len(slots) < 2 and line.loose(*match.span()) and len(line.wishes) < 2:
            yield LostWord(match.start(), match.end(), "slot", match[0])


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


def lengths_of(holders: Iterable[Item], *, summed: bool = True) -> set[tuple[int, int]]:
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


def _clocks(line: _Statement, text: str) -> Iterator[LostWord]:
    starts = {int(h.at[:2]) * 60 + int(h.at[3:]) for h in line.holders if h.at}
    ends = {s + h.duration_min[0] for h in line.holders if h.at and h.duration_min for s in starts}
    for found in clocks_of(text):
        line.taken.append((found.start, found.end))
        if {found.value.start, found.value.start + HALF_DAY} & (starts | ends):
            line.hold(found.start, found.end)
        elif not line.has("rules"):
            yield LostWord(found.start, found.end, "clock", found.text.strip())
    for match in signs.AT_HOUR.finditer(text):
        hour = int(re.sub(r"\D", "", match[0])) * 60
        if line.loose(*match.span()) and not {hour, hour + HALF_DAY} & starts:
            yield LostWord(match.start(), match.end(), "clock", match[0])


def _dates(line: _Statement, context: DateContext) -> Iterator[LostWord]:
    held = line.has("periods", "deadlines", "milestones") or any(h.start or h.end for h in line.holders)
    for found in find_dates(line.text, context):
        if not held and found.value.grain == "day" and line.loose(found.start, found.end):
            line.taken.append((found.start, found.end))
            yield LostWord(found.start, found.end, "date", found.text)
    if not held:
        ranges = [(f.start, f.end) for f in find_ranges(line.text, context)]
        for start, end in ranges:
            if line.loose(start, end):
                line.taken.append((start, end))
                yield LostWord(start, end, "date", line.text[start:end])
        for match in signs.BOUND.finditer(line.text):
            if line.loose(*match.span()):
                yield LostWord(match.start(), match.end(), "date", match[0])
    for match in signs.PART_OF_MONTH.finditer(line.text):
        yield LostWord(match.start(), match.end(), "date", match[0])
    if any(h.per == "month" for h in line.holders):
        for match in signs.MONTH_DAY.finditer(line.text):
            yield LostWord(match.start(), match.end(), "date", match[0])


def _counts(line: _Statement) -> Iterator[LostWord]:
    """How many, how much more, and turns by another name."""
    for match in signs.TIMES.finditer(line.text):
        yield LostWord(match.start(), match.end(), "amount", match[0])
    numbers = {n for h in line.holders for n in (*(h.times or ()), h.interval)}
    numbers |= {n for h in line.holders if h.quantity for n in (h.quantity.min, h.quantity.max)}
    counted = any(h.quantity for h in line.holders)
    for match in signs.COUNT_ZH.finditer(line.text):
        value = read_numbers(signs.FIGURES_ZH.findall(match[0])[0])
        held = counted and (value is None or value[0] in numbers)
        if not held and line.loose(*match.span()):
            yield LostWord(match.start(), match.end(), "amount", match[0])
    for pattern in (signs.COUNT_EN, signs.OF_SESSIONS):
        for match in pattern.finditer(line.text):
            if _value(match[0]) not in numbers:
                yield LostWord(match.start(), match.end(), "amount", match[0].strip())
    every = any(w.interval for w in line.wishes)
    turns = [m for m in signs.PARITY.finditer(line.text) if not (every and signs.ALTERNATE.match(m[0]))]
    which = () if any(w.nth for w in line.wishes) else signs.NTH.finditer(line.text)
    for match in (*turns, *which):
        yield LostWord(match.start(), match.end(), "parity", match[0])


def _provisos(line: _Statement) -> Iterator[LostWord]:
    for start, end in left_out_dates(line.text):
        yield LostWord(start, end, "amount", line.text[start:end].strip())  # planned, and told
    for pattern in (signs.UNLESS, signs.EXCEPT):
        for match in pattern.finditer(line.plain.text):
            yield LostWord(match.start(), match.end(), "proviso", match[0])
    for away in signs.TIME_AWAY.finditer(line.text):
        start = max((line.text.rfind(c, 0, away.start()) for c in "，,；;（(。"), default=-1) + 1
        ends = [n for c in "，,；;）)。" if (n := line.text.find(c, away.end())) >= 0]
        clause = line.text[start : min(ends, default=len(line.text))]
        if any(sign.search(clause) for sign in (signs.LEFT_OUT, signs.EXCEPT, signs.UNLESS)):
            yield LostWord(away.start(), away.end(), "amount", clause.strip())  # planned, and told
    if any(w.optional or w.strength == "optional" for w in line.wishes):
        return
    for match in signs.IF.finditer(line.text):
        first = not line.text[: match.start()].strip(" -*•\u3000")
        rest = signs.STOP.split(line.text[match.end() :])[0]
        if first or not signs.THEN.search(rest):
            yield LostWord(match.start(), match.end(), "condition", match[0])


def _value(word: str) -> int:
    word = word.strip().lower()
    return int(word) if word.isdigit() else signs.VALUES.get(word, -1)


# --- rows and dates of another week


def _cells(row: OutlineNode, mine: Sequence[Item]) -> Iterator[LostWord]:
    """The cell of a row below a head of minutes that no length holds."""
    table = row.block.parent
    if table is None:
        return
    lengths = {n for pair in lengths_of(mine) for n in pair}
    for head, cell in zip(table.cells, row.block.cells, strict=False):
        days = {d for g in find_weekdays(head) for d in g.value}
        if days and find_durations(cell) and not any(w.days and days <= set(w.days) for w in mine):
            yield LostWord(0, 1, "day", head.strip())
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
            yield LostWord(0, len(cell), "length", cell.strip())


def _relative(text: str, context: DateContext) -> Iterator[LostWord]:
    """Of what is due: words that name another week than the date that was read."""
    held = [(d.start, d.end) for d in find_dates(text, context)]
    for match in signs.AFTER_NEXT.finditer(text):
        if not any(a <= match.start() and match.end() <= b for a, b in held):
            yield LostWord(match.start(), match.end(), "date", match[0])
