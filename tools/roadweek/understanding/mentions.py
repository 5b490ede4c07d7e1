"""Everything that a sentence names: tracks, milestones, trips, days, lengths, frequencies and clock times."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from roadweek.domain.base import Range, Slot
from roadweek.grammar.traditional import SIMPLIFIED
from roadweek.understanding.amounts import find_durations
from roadweek.understanding.clock import ClockSpan, find_bare_clocks, find_clocks
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.opaque import without_opaque
from roadweek.understanding.places import city_names, names_of
from roadweek.understanding.recurrence import Frequency, find_rhythms, find_slots
from roadweek.understanding.spans import Found, T, TakenSpans, pattern
from roadweek.understanding.verbs import find_verbs
from roadweek.understanding.when import DayCount, When, find_day_counts, find_whens

NameKind = Literal["milestone", "task", "decision", "track"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the plan: what kind of thing, and its id. ``title``: of a track, the one of its activities."""

    kind: NameKind
    id: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one piece of a sentence names. Pieces of text belong to one mention only, except parts of the day."""

    names: tuple[Found[Name], ...] = ()
    trips: tuple[Found[str], ...] = ()
    """Words for a trip; the value is the place where one is named, else empty."""
    whens: tuple[Found[When], ...] = ()
    counts: tuple[Found[DayCount], ...] = ()
    durations: tuple[Found[Range], ...] = ()
    frequencies: tuple[Found[Frequency], ...] = ()
    slots: tuple[Found[Slot], ...] = ()
    clocks: tuple[Found[ClockSpan], ...] = ()
    ongoing: tuple[Found[When], ...] = field(default=())
    """ "during the trip": the days of a known trip."""
    works: tuple[Found[str], ...] = field(default=())
    """Works of the plan, by their ids. A word of a title is often just a word: only what is said of it counts."""

    def of(self, kind: NameKind) -> tuple[str, ...]:
        """The ids of one kind, in order of first mention."""
        return tuple(dict.fromkeys(f.value.id for f in self.names if f.value.kind == kind))

    @property
    def tracks(self) -> tuple[str, ...]:
        return self.of("track")

    def inside(self, start: int, end: int) -> Mentions:
        """The mentions that lie in a piece of the sentence."""

        def cut(items: tuple[Found[T], ...]) -> tuple[Found[T], ...]:
            return tuple(f for f in items if start <= f.start and f.end <= end)

        return Mentions(
            cut(self.names),
            cut(self.trips),
            cut(self.whens),
            cut(self.counts),
            cut(self.durations),
            cut(self.frequencies),
            cut(self.slots),
            cut(self.clocks),
            cut(self.ongoing),
            cut(self.works),
        )

    def pieces(self) -> list[tuple[int, int]]:
        """The places in the text of all mentions, for taking them out of a title."""
        groups = (
            *(self.names, self.trips, self.whens, self.counts, self.durations),
            *(self.frequencies, self.slots, self.clocks, self.ongoing),
        )
        return [(f.start, f.end) for group in groups for f in group]


def _name_pattern(name: str) -> str:
    """A name as it may be written: any space or hyphen between its words, a plural or possessive s behind it."""
    words = [re.escape(w) for w in re.split(r"[\s\-_]+", name.strip()) if w]
    body = r"[\s\-_]*".join(words)
    head = r"(?<![a-z0-9])" if name[:1].isascii() else ""
    tail = r"(?:'s)?(?![a-z0-9])" if name[-1:].isascii() else ""
    return head + body + tail


@lru_cache(maxsize=16)
def _names_of(
    tracks: tuple[tuple[str, tuple[str, ...]], ...],
    milestones: tuple[tuple[str, tuple[str, ...]], ...],
    tasks: tuple[tuple[str, tuple[str, ...]], ...],
    decisions: tuple[tuple[str, tuple[str, ...]], ...],
    activities: tuple[tuple[str, str], ...],
) -> tuple[re.Pattern[str] | None, tuple[Name, ...]]:
    """One pattern for all names, the longest first; group n stands for the n-th name."""
    groups: tuple[tuple[NameKind, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
        ("milestone", milestones),
        ("task", tasks),
        ("decision", decisions),
        ("track", tracks),
    )
    rows = [
        (name, Name(kind, ident))
        for kind, things in groups
        for ident, names in things
        for name in dict.fromkeys(n.casefold() for n in names)
        if name.strip()
    ]
    taken = {name for name, _ in rows}
    titles = Counter(title.casefold() for _, title in activities)
    rows += [
        (title.casefold(), Name("track", track, title))
        for track, title in activities
        if title.strip() and titles[title.casefold()] == 1 and title.casefold() not in taken
    ]
    rows.sort(key=lambda row: -len(row[0]))
    if not rows:
        return None, ()
    pattern_text = "|".join(f"({_name_pattern(name.translate(SIMPLIFIED))})" for name, _ in rows)
    return re.compile(pattern_text, re.IGNORECASE), tuple(name for _, name in rows)


def find_names(text: str, context: SentenceContext) -> tuple[Found[Name], ...]:
    """Every name of the plan in the text; where names overlap, the longest that begins first."""
    compiled, names = _names_of(
        tuple((t.id, t.names) for t in context.tracks),
        tuple((m.id, m.names) for m in context.milestones),
        tuple((t.id, t.names) for t in context.tasks),
        tuple((d.id, d.names) for d in context.decisions),
        tuple((a.track, a.title) for a in context.activities),
    )
    if compiled is None:
        return ()
    return tuple(
        Found(m.start(), m.end(), names[m.lastindex - 1], m[0]) for m in compiled.finditer(text) if m.lastindex
    )


LONGEST_BESIDE = 6
"""Chinese characters, and half as many words, that may make the name of a track the name of one of its activities."""


@pattern
def _beside() -> str:
    return rf"[\u4e00-\u9fff]{{1,{LONGEST_BESIDE}}}|(?:[\s-]+[a-z][a-z0-9]*){{1,{LONGEST_BESIDE // 2}}}"


@pattern
def _on() -> str:
    """What shows that the words before were a verb: 英语学习了 is no 英语学习."""
    return r"[了完过着得到一两几半\d]"


def of_activity(item: Found[Name], text: str, context: SentenceContext) -> Found[Name]:
    """A track's name with the words behind it that make it the name of one of its activities: where a track has a
    daily review and a line of practice, "the maths practice" is that one."""
    name = item.value
    titles = {a.title for a in context.activities if a.track == name.id}
    behind = _beside().match(text, item.end)
    if name.kind != "track" or name.title is not None or len(titles) < 2 or behind is None:
        return item
    for size in range(len(behind[0]), 0, -1):
        end = item.end + size
        if text[end - 1].isascii() and (text[end - 1].isspace() or text[end : end + 1].isalnum()):
            continue
        if _on().match(text, end):
            continue
        words = text[item.start : end].casefold()
        fits = [t for t in titles if words in t.casefold()]
        if len(fits) == 1:
            return Found(item.start, end, replace(name, title=fits[0]), text[item.start : end])
    return item


@pattern
def _trip_words() -> str:
    return r"\b(?:business\s+)?(?:trip|travels?|travell?ing|journey)s?\b|出差|差旅|行程|旅行|旅程|[那这]趟差?"


@pattern
def known_city() -> str:
    words = "|".join(name for name in city_names() if name[0] < "\u2e80")
    return rf"\b(?:{words})\b|" + "|".join(name for name in city_names() if name[0] >= "\u2e80")


@pattern
def _during() -> str:
    return (
        r"(?:\b(?:during|throughout|for\s+the\s+(?:length|duration)\s+of|while\s+(?:i'm|i\s+am)\s+(?:on|"
        r"in|at))\s+(?:the\s+|my\s+|that\s+)?"
        r"(?P<en>[a-z' ]{0,24}?)(?:(?:business\s+)?trip|travels|journey)\b)|(?:(?P<zh>[\u4e00-\u9fff]{0,4}?)(?:出差|"
        r"旅行|差旅)(?:期间|的时候|时|途中|那几天|的那几天|路上))|"
        r"在?(?P<at>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:期间|的?时候|的?那几天|的?那段时间)|"
        r"\bwhile\s+(?:i'm\s+|i\s+am\s+)?(?:travell?ing|away)\b|\bwhile\s+(?:i'm|i\s+am)\s+in\s+(?P<in>[a-z]+)\b"
    )


def trips_at(place: str, context: SentenceContext) -> tuple[int, ...]:
    """Indexes of the known trips to a place, those to come first; without a place all that are not over."""
    chosen = [n for n, t in enumerate(context.trips) if t.end >= context.today]
    if not place:
        return tuple(chosen)
    names = names_of(place)
    return tuple(n for n in chosen if (known := context.trips[n].place) and names & names_of(known))


def _ongoing(text: str, context: SentenceContext) -> tuple[Found[When], ...]:
    found: list[Found[When]] = []
    for match in _during().finditer(text):
        words = (
            (match["en"] or match["zh"] or match["in"] or match["at"] or "")
            .strip()
            .removeprefix("the ")
            .removesuffix("'s")
        )
        place = next((t.place for t in context.trips if t.place and names_of(t.place) & _words(words)), "")
        if match["at"] and not place:
            continue
        chosen = trips_at(place, context)
        if len(chosen) == 1:
            trip = context.trips[chosen[0]]
            when = When(max(trip.start, context.today), trip.end, "span", past=(trip.start, trip.end))
            found.append(Found(match.start(), match.end(), when, match[0]))
    return tuple(found)


@pattern
def _meanwhile() -> str:
    return (
        r"(?:这|那|在此|此|其|出差|旅行|在此之)?期间|其间|这段时间|那段时间|"
        r"[那这](?:几|[两二三四五]|\d)天|出差(?:的时候|时|路上)|\bduring\s+(?:it|that(?:\s+time)?|"
        r"this(?:\s+time)?|"
        r"(?:the|that|this|my)\s+(?:business\s+)?(?:trip|time))\b|\bin\s+the\s+meantime\b|\bmeanwhile\b|"
        r"\bwhile\s+(?:i'm|i\s+am)?\s*(?:there|away|travell?ing|gone)\b|"
        r"\b(?:(?:on|over)\s+)?(?:those|these)\s+(?:two\s+|three\s+|four\s+|few\s+)?days\b|\b(?:on\s+)?both\s+days\b|\bon\s+the\s+trip\b"
    )


def _during_named(text: str, whens: tuple[Found[When], ...]) -> tuple[Found[When], ...]:
    """ "During that time", after a span of days was named: those days again."""
    found: list[Found[When]] = []
    for match in _meanwhile().finditer(text):
        spans = [
            w.value for w in whens if w.end <= match.start() and w.value.start != w.value.end and not w.value.anchor
        ]
        singles = [w.value for w in whens if w.end <= match.start() and w.value.start == w.value.end]
        if spans:
            when = When(spans[-1].start, spans[-1].end, "span", doubt=spans[-1].doubt)
            found.append(Found(match.start(), match.end(), when, match[0]))
        elif len(singles) > 1 and all((b.start - a.start).days == 1 for a, b in pairwise(singles)):
            # "on Wednesday and Thursday … those two days"
            when = When(singles[0].start, singles[-1].end, "span", doubt=any(s.doubt for s in singles))
            found.append(Found(match.start(), match.end(), when, match[0]))
    for match in _that_day().finditer(text):
        days = [w.value for w in whens if w.end <= match.start() and w.value.start == w.value.end]
        if days:
            when = When(days[-1].start, days[-1].end, doubt=days[-1].doubt, past=days[-1].past)
            found.append(Found(match.start(), match.end(), when, match[0]))
    return tuple(sorted(found, key=lambda f: f.start))


@pattern
def _that_day() -> str:
    return r"(?<!的)(?:[那同]一?天(?!气)|当天(?!往?来?[回返]))|\bthat\s+(?:same\s+)?day\b|\bthe\s+same\s+day\b"


def _words(text: str) -> frozenset[str]:
    return frozenset({text.casefold(), *text.casefold().split(), text.casefold().lstrip("在去到")})


def _trips(text: str, context: SentenceContext) -> tuple[Found[str], ...]:
    found = [Found(m.start(), m.end(), "", m[0]) for m in _trip_words().finditer(text)]
    words = TakenSpans(_places(tuple(found)))
    places = {name for trip in context.trips if trip.place for name in names_of(trip.place)}
    extra = re.compile("|".join(_name_pattern(p) for p in sorted(places)), re.IGNORECASE) if places else None
    for match in [*known_city().finditer(text), *(extra.finditer(text) if extra else ())]:
        if not words.overlaps(match.start(), match.end()):
            place = match[0].removesuffix("'s")
            found.append(Found(match.start(), match.end(), place, match[0]))
    return tuple(sorted(found, key=lambda f: f.start))


def read_mentions(text: str, context: SentenceContext) -> Mentions:
    """Read a whole sentence once. A longer statement takes its parts: 每周二 names no Tuesday."""
    names = tuple(of_activity(name, text, context) for name in find_names(text, context))
    named = _places(names)
    timely = without_opaque(text, [(n.start, n.end) for n in names if not n.text.isascii()])
    hours = outside(find_clocks(timely), named)
    frequencies = tuple(_before_clock(f, hours) for f in outside(find_rhythms(timely), named))
    often = _places(frequencies)
    clocks = outside(hours, often)
    timed = _places(clocks)
    known = _ongoing(text, context)
    whens = outside(find_whens(timely, context.today, (*named, *often, *timed, *_places(known))), named)
    again = _during_named(text, whens)
    whens = outside(whens, _places(again))
    ongoing = (*again, *outside(known, _places(again)))
    away = _places(ongoing)
    durations = outside(find_durations(timely), [*named, *timed])
    counts = outside(find_day_counts(timely), [*often, *_places(whens), *away, *_places(durations), *named])
    trips = outside(_trips(text, context), [*named, *away])
    slots = outside(find_slots(text), [*often, *named])
    read = [*named, *often, *timed, *_places(whens), *away, *_places(durations), *_places(counts)]
    lines = tuple((t.id, t.names) for t in context.tracks)
    told = find_verbs(text, lines, [n.start for n in names], [*read, *_places(slots), *_places(trips)])
    names = tuple(
        sorted((*names, *(Found(a, b, Name("track", t), text[a:b]) for a, b, t in told)), key=lambda f: f.start)
    )
    parts: set[Slot] = {slot.value for slot in slots}
    bare = find_bare_clocks(text, _places(whens), next(iter(parts)) if len(parts) == 1 else None)
    clocks = tuple(sorted((*clocks, *outside(bare, read)), key=lambda f: f.start))
    counts = tuple(f for f in counts if not _adverb(f, text))
    works = outside(_find_works(text, context), [*named, *often, *timed])
    return Mentions(names, trips, whens, counts, durations, frequencies, slots, clocks, ongoing, works)


def _before_clock(item: Found[Frequency], clocks: tuple[Found[ClockSpan], ...]) -> Found[Frequency]:
    """每周六早上八点: the part of the day belongs to the hour behind it."""
    clock = next((c for c in clocks if item.start < c.start < item.end < c.end), None)
    if clock is None:
        return item
    words = item.text[: clock.start - item.start]
    return Found(item.start, clock.start, replace(item.value, slots=()), words)


@lru_cache(maxsize=16)
def _works_of(works: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """One pattern for all names of works, the longest first; what two works are called names neither."""
    found: dict[str, set[str]] = {}
    for ident, names in works:
        for name in names:
            if name.strip():
                found.setdefault(name.casefold().strip(), set()).add(ident)
    rows = sorted(((n, *ids) for n, ids in found.items() if len(ids) == 1), key=lambda row: (-len(row[0]), row))
    if not rows:
        return None, ()
    return re.compile("|".join(f"({_name_pattern(row[0])})" for row in rows), re.IGNORECASE), tuple(r[1] for r in rows)


def _find_works(text: str, context: SentenceContext) -> tuple[Found[str], ...]:
    compiled, ids = _works_of(tuple((w.id, w.names) for w in context.works))
    if compiled is None:
        return ()
    return tuple(Found(m.start(), m.end(), ids[m.lastindex - 1], m[0]) for m in compiled.finditer(text) if m.lastindex)


def _places(items: tuple[Found[Any], ...]) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in items]


def outside(items: tuple[Found[T], ...], pieces: list[tuple[int, int]]) -> tuple[Found[T], ...]:
    """Those items that touch none of the pieces."""
    taken = TakenSpans(pieces)
    return tuple(f for f in items if not taken.overlaps(f.start, f.end))


def _adverb(item: Found[DayCount], text: str) -> bool:
    """ "one day" as "some day", "a day" behind a length: no lengths of their own."""
    return text[: item.start].rstrip().lower().endswith(("minutes", "min", "hours", "hour", "分钟", "小时"))
