"""Trips: a new one, a change of a known one, its end."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.edits import AddTrip, CancelTrip, ChangeTrip, Edit
from roadweek.understanding.context import KnownTrip
from roadweek.understanding.cues import has
from roadweek.understanding.frame import Ask, SentenceFrame
from roadweek.understanding.mentions import known_city, trips_at
from roadweek.understanding.numbers import EN_NUMBER, ZH_NUMBER, read_number
from roadweek.understanding.places import same_place
from roadweek.understanding.signs import all_trips, owned_trip
from roadweek.understanding.spans import Found, pattern
from roadweek.understanding.when import When


@pattern
def _place_en() -> str:
    return (
        r"\b(?:to|in|for|at|visit(?:ing)?|via|into|towards)\s+(?P<to>(?-i:[A-ZÀ-ÞŁŚŠŽČŌ][\w'’À-ɏ-]*(?:\s+[A-ZÀ-ÞŁŚŠŽČŌ][\w'’À-ɏ-]*)*))"
        r"|\b(?:trip|travel(?:l?ing)?|fly(?:ing)?|going|go|heading|off)\s+to\s+(?P<low>[a-z][a-zß-ɏ'-]+)"
        r"|\b(?:business\s+|work\s+)?trip\s*[:,]?\s+(?P<behind>(?-i:[A-ZÀ-ÞŁŚŠŽČŌ][\w'’À-ɏ-]*(?:\s+[A-ZÀ-ÞŁŚŠŽČŌ][\w'’À-ɏ-]*)*))"
        r"|\b(?P<front>(?-i:[A-ZÀ-ÞŁŚŠŽČŌ][\w'’À-ɏ-]*(?:\s+[A-ZÀ-ÞŁŚŠŽČŌ][\w'’À-ɏ-]*)?))\s+(?:business\s+)?trip\b"
    )


@pattern
def _place_zh() -> str:
    return (
        r"(?:(?:去|跑|飞)一?趟|去往?(?!一?趟)|飞往?(?!一?趟)|赴|前往|到|在|改去|改到|改成|换成)(?P<p>(?!出差|了|外地|开会|的)[\u4e00-\u9fffA-Za-z]{1,8}?)"
        r"(?:市)?(?=出差|开会|参|旅|玩|培训|调研|见|待|住|[，,。；、\s]|了|"
        r"那边|$|办|做|给|讲|拜访|考察|\x00)|(?<![\u4e00-\u9fff])(?P<before>(?:(?![开始要我有的去次下周会可能临时得需突又还再这那])[\u4e00-\u9fff]){2,4}?)(?=出差|"
        r"之行)"
    )


_NOT_PLACES = frozenset(
    {
        *("the", "a", "my", "next", "this", "last", "monday", "tuesday", "wednesday"),
        *("thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may"),
        *("june", "july", "august", "september", "october", "november", "december", "business", "work"),
        *("i", "i'm", "we", "trip", "conference", "please", "pause", "move", "skip"),
        *("add", "also", "on", "it", "online", "remote", "zoom", "线上", "远程", "视频", "电话"),
    }
)


def find_place(frame: SentenceFrame, leaving: str | None = None) -> str | None:
    """The place of a journey as it is written: a known city, else a name where a place would stand; not ``leaving``."""
    text = frame.text
    chars = list(text)
    groups = (*frame.mentions.whens, *frame.mentions.frequencies, *frame.mentions.counts, *frame.mentions.names)
    for item in groups:
        for n in range(max(item.start - frame.start, 0), min(item.end - frame.start, len(chars))):
            chars[n] = "\x00"
    bare = "".join(chars)
    old = re.search(r"(?:instead\s+of|rather\s+than|而不是|不去(?!了))\s*([\w\u4e00-\u9fff]+)", bare, re.I)
    if old:
        bare = bare[: old.start()] + " " * len(old[0]) + bare[old.end() :]
    cities = [m[0].removesuffix("'s") for m in known_city().finditer(bare)]
    for city in cities:
        if not same_place(city, leaving):
            return city
    for compiled in (_place_en(), _place_zh()):
        for match in compiled.finditer(bare):
            place = next((g for g in match.groups() if g), "").strip()
            place = place.removesuffix("'s").removesuffix("’s")
            if (
                place
                and not same_place(place, leaving)
                and place.casefold() not in _NOT_PLACES
                and place.split()[0].casefold() not in _NOT_PLACES
            ):
                return place
    return None


def _span(frame: SentenceFrame) -> tuple[date, date]:
    """First and last day of a journey."""
    whens = [w for w in frame.whens if w.value.grain != "rest"] or list(frame.whens)
    counts = frame.mentions.counts
    if not whens:
        raise Ask("trip_dates")
    # "next week" alone says when, not from which day to which
    if any(w.value.grain in ("month", "part") or (w.value.grain == "week" and not _whole(frame.text)) for w in whens):
        raise Ask("trip_dates")
    wide = [w for w in whens if w.value.start != w.value.end]
    if len(wide) == 1 and len(whens) == 1:
        return wide[0].value.start, wide[0].value.end
    if wide:
        raise Ask("trip_dates")
    first, last = whens[0], whens[-1]
    nights = _nights().search(frame.text)
    if len(whens) == 1 and nights and first.value.edge != "until":
        number = read_number((nights["zh"] or nights["en"]).lower())
        if number is None or number % 1 or number < 1:
            raise Ask("trip_end", start=first.value.start)
        return first.value.start, first.value.start + timedelta(days=int(number))
    if len(whens) == 1:
        if counts:
            return first.value.start, counts[0].value.after(first.value.start) - timedelta(days=1)
        if first.value.edge == "until":
            return frame.today, first.value.end
        if first.value.edge == "from" or _departs(frame.text):
            raise Ask("trip_end", start=first.value.start)
        return first.value.start, first.value.end
    if len(whens) > 2 or last.value.start <= first.value.start:
        raise Ask("trip_dates")
    return first.value.start, last.value.end


def _runs(text: str) -> bool:
    return re.search(r"\bsince\b|\balready\b|已经|从", text, re.I) is not None


@pattern
def _nights() -> str:
    return rf"(?:住|待|呆|过)(?P<zh>{ZH_NUMBER}|\d+)(?:个)?(?:晚上?|夜)|\b(?P<en>{EN_NUMBER}|\d+|an?)\s+nights?\b"


def _whole(text: str) -> bool:
    return re.search(r"\b(?:all|whole|entire|full)\b|整|一周都|全周|一整", text, re.I) is not None


def _departs(text: str) -> bool:
    return re.search(r"\b(?:fly|flying|leave|leaving|depart)\b|飞|出发|动身|启程", text, re.I) is not None


def add_trip(frame: SentenceFrame) -> list[Edit]:
    start, end = _span(frame)
    if end < frame.today or start < frame.today - timedelta(days=1) or (start < frame.today and not _runs(frame.text)):
        raise Ask("trip_dates")  # nobody plans a trip that has begun, but some tell of one
    if any(start <= t.end and t.start <= end for t in frame.context.trips):
        raise Ask("trip_known")
    return [AddTrip(start=start, end=end, place=find_place(frame))]


def the_trip(frame: SentenceFrame) -> KnownTrip:
    """The known trip that is meant: by its place, by a day in it, or because there is only one."""
    context = frame.context
    places = [t.value for t in frame.mentions.trips if t.value]
    here = [n for p in places for n in trips_at(p, context)]
    chosen = here or list(trips_at("", context))
    named = {w.value.start for w in frame.mentions.whens}
    here = here or [n for n in trips_at("", context) if context.trips[n].start in named]
    here = here or [
        n for n in trips_at("", context) if any(says_which(frame, w, context.trips[n]) for w in frame.mentions.whens)
    ]
    chosen = here or chosen
    if places and not here and not has("instead", frame.text) and not has("move", frame.text):
        raise Ask("no_such_trip" if chosen else "no_trip")
    if not chosen:
        raise Ask("no_trip")
    if len(chosen) > 1:
        days = {w.value.start for w in frame.mentions.whens}
        chosen = [n for n in chosen if context.trips[n].start in days] or chosen
    if len(set(chosen)) > 1:
        raise Ask("which_trip")
    return context.trips[chosen[0]]


def says_which(frame: SentenceFrame, item: Found[When], trip: KnownTrip) -> bool:
    """ "The June trip", 六月那趟, "next week's trip": a stretch that belongs to the trip and holds its first day."""
    when = item.value
    wide = when.grain in ("month", "week", "part", "rest") and not when.edge
    behind = frame.text[item.end - frame.start : item.end - frame.start + 24]
    return wide and when.start <= trip.start <= when.end and owned_trip().match(behind) is not None


def cancel_trip(frame: SentenceFrame) -> list[Edit]:
    named = {f.value: trips_at(f.value, frame.context) for f in frame.mentions.trips if f.value}
    if len(named) > 1 and all(len(found) == 1 for found in named.values()) and not frame.mentions.whens:
        return [CancelTrip(start=frame.context.trips[n].start) for n in sorted({n for f in named.values() for n in f})]
    if all_trips().search(frame.text) and not frame.mentions.whens and not named:
        coming = [frame.context.trips[n] for n in trips_at("", frame.context)]
        if len(coming) > 1:
            return [CancelTrip(start=trip.start) for trip in coming]
    trip = the_trip(frame)
    days = [w.value for w in frame.mentions.whens]
    if days and not any(d.start <= trip.end and trip.start <= d.end for d in days):
        raise Ask("which_trip")
    return [CancelTrip(start=trip.start)]


def _in_trip(item: Found[When], trip: KnownTrip) -> date:
    """A bare weekday said of a trip is the one of the trip's own last week."""
    when = item.value
    if when.bare:
        monday = trip.end - timedelta(days=trip.end.weekday())
        return monday + timedelta(days=when.start.weekday())
    if when.numbered and when.end < trip.start:
        # "ends on the 28th" said of a trip in March is no day of February
        return _next_such_day(when.end.day, trip.start)
    return when.end


def _near(when: When, trip: KnownTrip) -> tuple[date, date]:
    """ "16th to 18th" said of a trip in November are days of November."""
    if when.numbered and when.end < trip.start:
        start = _next_such_day(when.start.day, trip.start.replace(day=1))
        return start, start + (when.end - when.start)
    if when.bare:  # and so are weekdays
        start = trip.start - timedelta(days=trip.start.weekday() - when.start.weekday())
        return start, start + (when.end - when.start)
    return when.start, when.end


def _next_such_day(day: int, after: date) -> date:
    return next(d for n in range(62) if (d := after + timedelta(days=n)).day == day)


def change_trip(frame: SentenceFrame) -> list[Edit]:
    trip = the_trip(frame)
    text = frame.text
    # the trip's own dates only say which trip is meant
    others = [w for w in frame.mentions.whens if w.value.start != trip.start and not says_which(frame, w, trip)]
    whens = [w for w in others if not w.value.anchor] or others
    place = find_place(frame, leaving=trip.place)
    if place and not _goes_elsewhere(text):
        place = None
    new_start: date | None = None
    new_end: date | None = None
    counts = [c.value for c in frame.mentions.counts]
    if any(w.value.doubt and not w.value.bare for w in whens):
        raise Ask("trip_dates")
    if len(whens) == 1 and whens[0].value.joined:
        new_start, new_end = _near(whens[0].value, trip)
    elif len(whens) == 2:
        new_start, new_end = _in_trip(whens[0], trip), _in_trip(whens[1], trip)
    elif len(whens) == 1:
        new_start, new_end = _one_day(frame, trip, whens[0])
    elif len(counts) == 1:
        new_start, new_end = _by(frame, trip, counts[0].after(date(2001, 1, 1)) - date(2001, 1, 1))
    elif counts or whens:
        raise Ask("trip_dates")
    if new_start is None and new_end is None and place is None:
        raise Ask("trip_change")
    if (new_end or trip.end) < (new_start or trip.start):
        raise Ask("trip_dates")
    return [ChangeTrip(start=trip.start, new_start=new_start, new_end=new_end, place=place)]


def _goes_elsewhere(text: str) -> bool:
    return (
        re.search(
            (
                r"\binstead\b|\bwill\s+(?:now\s+)?be\s+in\b|\bis\s+(?:now\s+)?(?:to|in)\b|\bnow\s+(?:goes|to|in)\b|\b(?:goes|changed?|moves?|"
                r"moved)\s+to\b|\bchange\s+.{1,30}\s+to\b|改为|改去|改到|改成|换成|换到"
            ),
            text,
            re.I,
        )
        is not None
    )


def _one_day(frame: SentenceFrame, trip: KnownTrip, item: Found[When]) -> tuple[date | None, date | None]:
    """One day is a new end, a new start, or, where the whole trip moves, its start with the same length."""
    text = frame.text
    day = _in_trip(item, trip)
    pushed = _pushed_back().search(text) is not None
    if not pushed and (
        has("longer", text) or has("shorter", text) or item.value.edge == "until" or has("returns", text)
    ):
        return None, day
    if has("begins", text):
        return (item.value.start if not item.value.bare else day), None
    if item.value.grain in ("week", "month", "part", "rest"):
        raise Ask("trip_dates")
    start = day if item.value.numbered else item.value.start
    return start, start + (trip.end - trip.start)


@pattern
def _pushed_back() -> str:
    """ "Push the trip back" moves all of it; "back" alone is the way home."""
    return r"\b(?:push|move|put|shift|set|bump)(?:ed|s|ing)?\s+(?:[\w']+\s+){0,5}back\b"


def _by(frame: SentenceFrame, trip: KnownTrip, length: timedelta) -> tuple[date | None, date | None]:
    """A shift by some days, of the end, the start or all of it."""
    text = frame.text
    if _pushed_back().search(text):
        return trip.start + length, trip.end + length
    if has("shorter", text):
        return None, trip.end - length
    if has("longer", text):
        return None, trip.end + length
    step = length if has("later", text) and not re.search(r"\b(?:earlier|forward)\b|提前|早", text, re.I) else -length
    if has("returns", text):
        return None, trip.end + step
    if has("begins", text):
        return trip.start + step, None
    return trip.start + step, trip.end + step
