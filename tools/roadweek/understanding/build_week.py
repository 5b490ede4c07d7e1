"""Changes of one week: taken times, days off, less time, and sessions that move, fall out or come in."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from roadweek.domain.edits import Add, Block, DayOff, Drop, Edit, SetCapacity
from roadweek.understanding.clock import ClockSpan
from roadweek.understanding.cues import has
from roadweek.understanding.frame import Ask, SentenceFrame, days_between, make
from roadweek.understanding.signs import adds_to, makes_up, swaps
from roadweek.understanding.spans import Found, pattern
from roadweek.understanding.when import When

LONGEST_ONCE_MIN = 480
"""What takes longer is no single session."""
_WIDE = ("week", "month", "part", "rest")


def single_day(item: Found[When]) -> date:
    """The one day that is meant; a week or a month is not enough."""
    if item.value.start != item.value.end:
        raise Ask("which_day")
    return item.value.start


def every_day(frame: SentenceFrame) -> tuple[date, ...]:
    """All days that are named, none of them over."""
    days = tuple(dict.fromkeys(d for w in frame.whens for d in days_between(w.value.start, w.value.end)))
    if not days:
        raise Ask("which_day")
    if any(d < frame.today for d in days):
        raise Ask("day_over", day=min(days))
    if len(days) > 31:
        raise Ask("which_day")
    return days


def block(frame: SentenceFrame) -> list[Edit]:
    if frame.mentions.frequencies and not frame.mentions.whens:
        raise Ask("block_once")
    clocks = frame.mentions.clocks
    span = clocks[0].value if clocks else None
    if any(c.value.doubt for c in clocks):
        raise Ask("which_times")
    if len(clocks) == 2 and (until := _until_later(frame)):
        span = until
    elif len({c.value for c in clocks}) > 1 or span is None:
        raise Ask("which_times")
    span = in_slot(frame, span)
    minutes = frame.minutes()
    end = span.end if span.end is not None else (span.start + minutes if minutes else None)
    if end is None or end > 1440:
        raise Ask("which_times")
    reason = frame.residue(
        r"\bblock(?:ed)?(?:\s+(?:out|off))?\b",
        r"\b(?:i|we)\s+(?:have|am|'m)\b|\bi'm\b",
        r"\b(?:busy|taken|occupied|unavailable|reserve)\b",
        r"有个?|要",
    )
    edits: list[Edit] = []
    for day in every_day(frame):
        midnight = datetime.combine(day, time())
        edits.append(
            Block(
                start=midnight + timedelta(minutes=span.start),
                end=midnight + timedelta(minutes=end),
                reason=reason or None,
            )
        )
    return edits


@pattern
def _ends_at() -> str:
    done = r"(?:ends?|ending|over|done|out|finish(?:es|ing)?)\s+(?:at|by|around)"
    return rf"(?:到|至|结束于|\b(?:until|till|to|through|{done}))\s*$"


def in_slot(frame: SentenceFrame, span: ClockSpan) -> ClockSpan:
    """ "Tomorrow evening 8:00-9:30" is in the evening, whatever the figures alone would say."""
    slots = {s.value for s in frame.mentions.slots}
    noon = 720 if slots == {"evening"} else (660 if slots == {"afternoon"} else 0)
    if span.start >= noon or (span.end is not None and span.end > 720):
        return span
    return ClockSpan(span.start + 720, span.end + 720 if span.end is not None else None)


def _until_later(frame: SentenceFrame) -> ClockSpan | None:
    """ "The rehearsal at 3 pm goes on until 5", 三点排练排到五点: the second hour ends what the first began."""
    first, last = frame.mentions.clocks
    ends = _ends_at().search(frame.text[first.end - frame.start : last.start - frame.start])
    if not ends or first.value.end is not None or last.value.end is not None:
        return None
    end = last.value.start
    if end <= first.value.start and end + 720 <= 1440:
        end += 720
    return ClockSpan(first.value.start, end) if first.value.start < end else None


def day_off(frame: SentenceFrame) -> list[Edit]:
    if has("move", frame.text) and re.search(r"\bday\s+off\b|休息|假", frame.text, re.I):
        raise Ask("day_off_moves")  # the old day would have to become a working day again, which no edit expresses
    if frame.mentions.frequencies and not frame.mentions.whens:
        raise Ask("block_once")
    if (frame.mentions.slots and not frame.mentions.clocks) or re.search(
        r"\bhalf[\s-](?:a\s+)?day\b|半天", frame.text, re.I
    ):
        raise Ask("which_times")
    edges = [w.value for w in frame.whens]
    if (
        len(edges) == 1
        and edges[0].edge in ("until", "to")
        and edges[0].end >= frame.today
        and not frame.mentions.counts
    ):
        return [DayOff(date=day) for day in days_between(frame.today, edges[0].end)]
    if len(edges) == 1 and edges[0].edge == "from" and edges[0].start == edges[0].end and not frame.mentions.counts:
        raise Ask("until_when")
    days, counts = every_day(frame), frame.mentions.counts
    if len(counts) == 1 and len(days) == 1:
        days = days_between(days[0], counts[0].value.after(days[0]) - timedelta(days=1))
    elif counts and len(days) != counts[0].value.number:
        raise Ask("which_days")
    return [DayOff(date=day) for day in days]


def set_capacity(frame: SentenceFrame) -> list[Edit]:
    minutes, whens = frame.minutes(), frame.whens
    if minutes is None:
        raise Ask("how_long")
    if not whens:
        raise Ask("which_days")
    frequency = frame.frequency()
    if frequency and (frequency.per != "day" or frequency.times.top != 1 or frequency.slots):
        raise Ask("per_day_capacity")
    edits: list[Edit] = []
    for item in whens:
        when = item.value
        start, end = when.start, when.end
        if when.edge == "until":
            start = frame.today
        elif when.edge == "from" and start == end:
            raise Ask("until_when")
        if end < frame.today:
            raise Ask("day_over", day=end)
        if start != end and not frequency:
            raise Ask("per_day_capacity")
        if frequency and frequency.days:
            edits.extend(
                SetCapacity(date_from=d, date_to=d, minutes=minutes)
                for d in days_between(start, end)
                if ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[d.weekday()] in frequency.days
            )
        else:
            edits.append(SetCapacity(date_from=start, date_to=end, minutes=minutes))
    return edits


def _belongs(frame: SentenceFrame, item: Found[When]) -> bool:
    """Whether the day says which session is meant ("Monday's maths", 周一的数学), not where it goes."""
    behind = frame.behind(item).lstrip()
    if item.text.endswith("'s") or behind.startswith(("'s", "的")):
        return True
    others = [w for w in frame.mentions.whens if w is not item]
    ends = [
        s.end
        for s in frame.mentions.slots
        if 0 <= s.start - item.end <= 4 and not any(w.start <= s.start < w.end for w in others)
    ]
    if ends and frame.text[ends[0] - frame.start :].lstrip().startswith(("'s", "的")):
        return True
    if re.search(r"(?:把|将)\s*$", frame.before(item)):
        return True
    tracks = [n for n in frame.mentions.names if n.value.kind == "track"]
    # "the Monday maths session": the day stands directly before the track
    return any(0 <= n.start - item.end <= 1 for n in tracks) and len(frame.whens) > 1 and item is frame.whens[0]


def _given_up(frame: SentenceFrame, item: Found[When]) -> bool:
    return re.search(r"(?:instead\s+of|rather\s+than|而不是|不是)\s*(?:on\s+)?$", frame.before(item), re.I) is not None


def _lies_on(frame: SentenceFrame, item: Found[When]) -> bool:
    """ "Shift the piano session on Saturday": on that day it lies; where it goes would be "to" or "instead"."""
    if re.search(r"\bon\s+(?:the\s+)?$", frame.before(item), re.I) is None or makes_up().search(frame.text):
        return False
    return len(frame.whens) == 1 and re.search(r"\binstead\b|\bto\b|\b(?:do|have|put)\b", frame.text, re.I) is None


def move(frame: SentenceFrame) -> list[Edit]:
    if has("everything", frame.text) or has("except", frame.text):
        raise Ask("which_track")
    tracks, whens = frame.tracks(), frame.whens
    if len(tracks) > 1 and swaps().search(frame.text):
        return _swap(frame, tracks)
    source: date | None = None
    target: Found[When] | None = None
    if len(whens) == 1 and whens[0].value.joined and whens[0].value.start != whens[0].value.end:
        span = whens[0]
        if len([s for s in frame.mentions.slots if not span.start <= s.start < span.end]) > 1:
            raise Ask("which_day")
        day, slot = whens[0].value.end, frame.slot(whens[0].end)
        source = whens[0].value.start
    else:
        sources = [
            w
            for w in whens
            if w.value.edge == "from" or _belongs(frame, w) or _given_up(frame, w) or _lies_on(frame, w)
        ]
        targets = [w for w in whens if w not in sources]
        if len(targets) == 1 and not sources and targets[0].value.edge == "" and frame.mentions.counts:
            sources, targets = targets, []  # 周日的往前提一天: the day is where it lies, the count how far it goes
        back = targets[1:] and (targets[1].value.edge == "to" or makes_up().search(frame.text))
        if len(targets) == 2 and targets[0].value.edge == "" and back and not sources:
            sources, targets = targets[:1], targets[1:]
        if len(sources) > 1 or len(targets) > 1:
            raise Ask("which_day")
        if sources:
            source = single_day(sources[0])
        if targets:
            target = targets[0]
        day = single_day(target) if target else _shifted(frame, source)
        slot = frame.slot(target.end if target else (sources[0].end + 4 if sources else None))
    if day < frame.today:
        raise Ask("day_over", day=day)
    if frame.mentions.clocks:
        raise Ask("no_clock")
    edits: list[Edit] = [make("move", track=t, to=day, from_=source, slot=slot) for t in tracks]
    return edits


def _swap(frame: SentenceFrame, tracks: tuple[str, ...]) -> list[Edit]:
    """Two sessions change places: both of their days are needed, each beside its own track."""
    names = [n for n in frame.mentions.names if n.value.kind == "track"]
    whens = [w for w in frame.whens if w.value.start == w.value.end]
    owned = [w for w, n in zip(whens, names, strict=False) if w.end <= n.start]
    if len(names) != 2 or len(frame.whens) != 2 or len(owned) != 2 or whens[1].start < names[0].end:
        raise Ask("to_which_day")
    first, last = (single_day(w) for w in whens)
    if min(first, last) < frame.today:
        raise Ask("day_over", day=min(first, last))
    if frame.mentions.clocks or frame.mentions.slots:
        raise Ask("which_slot")
    one, other = tracks
    return [make("move", track=one, to=last, from_=first), make("move", track=other, to=first, from_=last)]


def _shifted(frame: SentenceFrame, source: date | None) -> date:
    counts = frame.mentions.counts
    if source is None and not counts and not frame.whens and frame.mentions.slots:
        raise Ask("slot_once_or_ever")
    if source is None or len(counts) != 1:
        raise Ask("to_which_day")
    if has("earlier", frame.text):
        return source - (counts[0].value.after(source) - source)
    return counts[0].value.after(source)


def drop(frame: SentenceFrame) -> list[Edit]:
    from roadweek.understanding.build_plan import many, pause_days

    tracks, whens = many(frame), frame.whens
    if not whens and frame.mentions.counts:
        return pause_days(frame)
    if not whens:
        raise Ask("drop_which_day")
    if has("from_now", frame.text):
        raise Ask("which_weekdays")
    during = {id(w) for w in frame.mentions.ongoing if w.value.start != w.value.end}
    open_side = any(w.value.edge in ("until", "from") for w in whens)  # "no French until the 15th"
    if open_side or any(w.value.grain in _WIDE or w.value.joined or id(w) in during for w in whens):
        return pause_days(frame)
    return [Drop(track=t, date=d) for t in tracks for d in every_day(frame)]


def add(frame: SentenceFrame) -> list[Edit]:
    minutes = frame.minutes()
    tracks: tuple[str | None, ...] = frame.mentions.tracks
    title: str | None = None
    if not tracks and frame.mentions.names:
        raise Ask("which_track")
    if not tracks:
        title = frame.residue(*ADD_WORDS) or None
        tracks = (None,)
        if title and re.fullmatch(r"[多再]?[做学练看听刷读跑游弹画写背]", title):
            raise Ask("which_track")
        if title is None:
            tracks = frame.tracks()
    if title is not None and adds_to().search(frame.text):
        raise Ask("add_to_what", words=re.sub(r"^(?:给|为|替|往|在)", "", title))
    if minutes is None:
        raise Ask("how_long")
    if title is not None and minutes > LONGEST_ONCE_MIN:
        raise Ask("long_once", words=title)
    whens = frame.whens
    days: tuple[date | None, ...] = (None,)
    if whens:
        if any(w.value.edge == "until" for w in whens):
            raise Ask("which_day")  # a deadline says not on which day
        named = tuple(single_day(w) for w in whens)
        if min(named) < frame.today:
            raise Ask("day_over", day=min(named))
        days = named
    if frame.mentions.clocks:
        raise Ask("no_clock")
    return [Add(track=t, title=title, minutes=minutes, date=d, slot=frame.slot()) for t in tracks for d in days]


_ADD_EN = (
    r"\b(?:please|give\s+me|instead|can\s+you|could\s+you|can\s+we|i\s+want\s+to|i'd\s+like\s+to|add|put|schedule|plan\s+in|plan|"
    r"squeeze\s+in|fit\s+in|insert|include|make\s+up|one\s+more|another|an?\s+extra|extra|additional)\b"
)
_ADD_ZH = (
    r"(?:请|帮我|麻烦|我想|想|再)?(?:增加|新增|追加|安排|补上?|插入|添加|加上?|加练|加|多做|多学|多练|再来|留出?)"
    r"(?:一[次节个场])?"
)
ADD_WORDS = (_ADD_EN, _ADD_ZH)
