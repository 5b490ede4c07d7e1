"""What stands on some lines of a plan: their words, numbers, lengths, days and dates, as our own grammar reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from roadweek.domain.base import DateWindow, Slot, Weekday
from roadweek.importing.items import Pair
from roadweek.importing.outline import READ_LIMIT, OutlineNode
from roadweek.importing.segments import lengths, pieces, slot_at
from roadweek.importing.stretches import Periods, ranges_in
from roadweek.understanding.clock import find_clocks
from roadweek.understanding.dates import DateContext, find_dates, find_ranges
from roadweek.understanding.numbers import DASH, NUMBER, read_numbers
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import find_frequencies, find_slots, find_weekdays
from roadweek.understanding.spans import pattern

DateSpan = tuple[DateWindow | None, DateWindow | None]

_HIDDEN = re.compile(r"<!--.*?(?:-->|$)")
_MARKS = re.compile(r"^[\s>#|*+-]+|[*_`~|]+")
_AT_LEAST = Quick(r"至少|不少于|最少|以上|起码|\bat least\b|\bno less than\b|\bor more\b|\d\s?\+")
_UNITS: Final = {
    "day": re.compile(
        r"[天日早晚晨夜]|\b(?:daily|days?|mornings?|nights?|nightly|evenings?|afternoons?|lunch\w*|bed|breakfast|dinner)",
        re.IGNORECASE,
    ),
    "week": re.compile(
        r"周|星期|礼拜|\bweek|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bfortnight|\b(?:mon|tue|wed|thu|fri|sat|sun)\b",
        re.IGNORECASE,
    ),
    "month": re.compile(r"月|\bmonth", re.IGNORECASE),
    "lesson": re.compile(r"课|讲|\b(?:lessons?|class(?:es)?|lectures?)\b", re.IGNORECASE),
}
"""Words without which nothing can be said to come round each day, week, month or lesson."""
_ONCE: Final = {"once": 1, "twice": 2, "thrice": 3}
_CJK = r"一-鿿㐀-䶿"
_TOKEN = re.compile(rf"[{_CJK}]+|[^\W_]+(?:['’][^\W_]+)?")
_IS_CJK = re.compile(rf"[{_CJK}]")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text: runs of Chinese characters, and words and numbers of other scripts; no case, no marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: list[str] = []
    for match in _TOKEN.finditer(plain):
        # a word may touch Chinese characters without a space between them
        found += [part for part in re.split(rf"([{_CJK}]+)", match[0]) if part]
    return tuple(found)


@pattern
def _times() -> str:
    return (
        rf"(?<!第)(?P<lo>{NUMBER})(?:{DASH}(?P<hi>{NUMBER}))?\s*(?:次(?!数)|回(?!顾|忆)|遍|趟|[x×]\b|[- ]?times?\b|"
        r"sessions?\b|occasions?\b|sittings?\b|rounds?\b|goes\b)|\b(?P<word>once|twice|thrice)\b"
    )


def _pair(low: str, high: str | None) -> tuple[int, int] | None:
    first = read_numbers(low)
    last = read_numbers(high) if high else first
    if first is None or last is None or first[0] % 1 or last[1] % 1 or first[0] > last[1]:
        return None
    return int(first[0]), int(last[1])


def _plain(line: str) -> str:
    """A line without the marks of Markdown and what a comment hides, for what no block says."""
    return _MARKS.sub(" ", _HIDDEN.sub(" ", line[:READ_LIMIT])).strip()


@dataclass(frozen=True)
class Evidence:
    """``texts`` are the lines as written and the blocks that lie wholly in them, each read for itself: what two lines
    would only say together, they do not say."""

    texts: tuple[str, ...]
    numbered: tuple[tuple[int, str], ...]
    context: DateContext

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in tokens(text))

    def says(self, title: str) -> bool:
        """Whether a title is made of the words of these lines: whole words, and pieces of Chinese text."""
        wanted = tokens(title)
        return bool(wanted) and all(
            word in self.words or (bool(_IS_CJK.match(word)) and self._made_of_pieces(word)) for word in wanted
        )

    def _made_of_pieces(self, word: str) -> bool:
        """Whether a run of characters is cut into pieces of two or more that stand on the lines."""
        runs = [run for run in self.words if _IS_CJK.match(run)]
        reached = {0}
        for end in range(2, len(word) + 1):
            if any(start in reached and any(word[start:end] in run for run in runs) for start in range(end - 1)):
                reached.add(end)
        return len(word) in reached

    def missing_numbers(self, title: str) -> list[str]:
        """Numbers of a title that stand on no line."""
        return [word for word in tokens(title) if any(c.isdigit() for c in word) and word not in self.words]

    @cached_property
    def at_least(self) -> bool:
        return any(_AT_LEAST.search(text) for text in self.texts)

    @cached_property
    def minutes(self) -> frozenset[Pair]:
        """Lengths of time: those named, and those of a stretch of the clock; "at least" leaves the end open."""
        found: set[Pair] = set()
        for text in self.texts:
            found |= {(f.value.lo, f.value.hi) for f in lengths(text)}
            found |= {
                (c.value.end - c.value.start, c.value.end - c.value.start)
                for c in find_clocks(text)
                if c.value.end is not None
            }
        return frozenset(found | ({(low, None) for low, _ in found} if self.at_least else set()))

    @cached_property
    def sums(self) -> frozenset[Pair]:
        """Lengths that are said of a whole week or month."""
        parts = [part for text in self.texts for part in pieces(text) if part.whole_unit()]
        found = {(f.value.lo, f.value.hi) for part in parts for f in part.durations[:1]}
        return frozenset(found | ({(low, None) for low, _ in found} if self.at_least else set()))

    @cached_property
    def named_lengths(self) -> bool:
        """Whether a length is said at all."""
        return any(lengths(text) for text in self.texts)

    @cached_property
    def times(self) -> frozenset[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for text in self.texts:
            found |= {(f.value.times.lo, f.value.times.top) for f in find_frequencies(text)}
            found |= {part.times for part in pieces(text) if part.times}
            for match in _times().finditer(text):
                word = _ONCE.get((match["word"] or "").lower())
                read = (word, word) if word else _pair(match["lo"], match["hi"])
                if read:
                    found.add(read)
        return frozenset(found)

    @cached_property
    def days(self) -> frozenset[Weekday]:
        found: set[Weekday] = set()
        for text in self.texts:
            found |= {day for f in find_weekdays(text) for day in f.value}
            found |= {day for f in find_frequencies(text) for day in f.value.days}
        return frozenset(found)

    @cached_property
    def slots(self) -> frozenset[Slot]:
        found: set[Slot] = set()
        for text in self.texts:
            found |= {f.value for f in find_slots(text)}
            found |= {slot for f in find_frequencies(text) for slot in f.value.slots}
            clock = slot_at(text) if any(c.isdigit() for c in text) else None
            found |= {clock} if clock else set()
        return frozenset(found)

    def comes_round(self, per: str) -> bool:
        """Whether a word of that unit stands there."""
        return any(_UNITS[per].search(text) for text in self.texts) if per in _UNITS else True

    def counts(self, low: int, high: int, unit: str) -> bool:
        """Whether so many of ``unit`` stand on a line: the number right before its unit."""
        if not unit.strip():
            return False
        wanted = re.compile(
            rf"(?<![第\d.])(?P<lo>{NUMBER})(?:{DASH}(?P<hi>{NUMBER}))?[\s-]*(?:个\s*)?{re.escape(unit.strip())}",
            re.IGNORECASE,
        )
        return any(_pair(m["lo"], m["hi"]) == (low, high) for text in self.texts for m in wanted.finditer(text))

    @cached_property
    def points(self) -> tuple[DateWindow, ...]:
        """Single days and parts of months, in the document's order. A date that lacks its year is none."""
        found = [f.value.window for text in self.texts for f in find_dates(text, self.context) if not f.value.year_open]
        return tuple(dict.fromkeys(found))

    @cached_property
    def spans(self) -> tuple[DateSpan, ...]:
        found: list[DateSpan] = []
        for line, text in self.numbered:
            for one in ranges_in(text, Periods(self.context), line):
                value = one.value
                if not value.year_open and (value.start or value.end):
                    found.append((value.start, value.end))
        return tuple(dict.fromkeys(found))

    @cached_property
    def dated(self) -> bool:
        """Whether any date stands there, with its year or without."""
        return any(find_dates(text, self.context) or find_ranges(text, self.context) for text in self.texts)

    def due(self, day: date) -> DateWindow | None:
        """The narrowest window on these lines in which ``day`` lies as a last day."""
        windows = [*self.points, *(end for _, end in self.spans if end is not None)]
        holding = [w for w in windows if w.earliest <= day <= w.latest]
        return min(holding, key=lambda w: (w.latest - w.earliest, w.earliest)) if holding else None

    def stretch(self, start: date | None, end: date | None) -> DateSpan | None:
        """The span on these lines whose ends are those: one span, or two days that stand one after the other."""
        whole = [(DateWindow.on(w.earliest), DateWindow.on(w.latest)) for w in self.points]
        apart = [(a, b) for n, a in enumerate(self.points) for b in self.points[n + 1 :] if a.latest <= b.earliest]
        fitting = [
            span
            for span in dict.fromkeys([*self.spans, *whole, *apart])
            if (start is None or _holds(span[0], start)) and (end is None or _holds(span[1], end))
        ]
        complete = [s for s in fitting if (s[0] is None) == (start is None) and (s[1] is None) == (end is None)]
        return next(iter(complete or fitting), None)


def _holds(window: DateWindow | None, day: date) -> bool:
    return window is not None and window.earliest <= day <= window.latest


def evidence(
    lines: Sequence[int], source: Sequence[str], places: Iterable[OutlineNode], context: DateContext
) -> Evidence:
    """What stands on ``lines``; ``places`` are the blocks that they touch."""
    cited = set(lines)
    numbered = [(n, _plain(source[n - 1])) for n in lines]
    numbered += [(p.lines[0], p.text) for p in places if p.lines and cited.issuperset(p.lines)]
    unique = dict.fromkeys(numbered)
    return Evidence(tuple(dict.fromkeys(text for _, text in unique)), tuple(unique), context)
