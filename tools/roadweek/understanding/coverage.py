"""The check that nothing was lost: each day, length, track, trip, milestone and negation must be used by an edit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.edits import Edit
from roadweek.understanding.clauses import cut
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.corrections import normalise, read
from roadweek.understanding.cues import has
from roadweek.understanding.frame import Ask, SentenceFrame, days_between
from roadweek.understanding.holiday_words import about_holiday
from roadweek.understanding.leftovers import leftovers
from roadweek.understanding.losses import losses
from roadweek.understanding.mentions import Mentions
from roadweek.understanding.places import names_of, same_place
from roadweek.understanding.signs import all_trips
from roadweek.understanding.spans import Found, TakenSpans, pattern
from roadweek.understanding.unread import unread
from roadweek.understanding.when import When
from roadweek.understanding.work_sentences import read_works

_NEGATIVE = (
    *("drop", "day_off", "pause", "remove_activity", "cancel_trip", "change_trip", "unpin", "set_capacity", "block"),
    *("prioritize", "log", "decide", "pin"),
)
_TRIPS = ("add_trip", "change_trip", "cancel_trip")


@pattern
def _no() -> str:
    return (
        r"\b(?:not(?!\s+(?:only|later|just|much|here|around|at\s+home|in\s+town|available|home))|no(?!\s+(?:later|"
        r"more\s+than|problem|less|longer\s+than))|never|without|cannot|\w+n't)\b|"
        r"(?:不(?!过|错|好意思|同|仅|只|但|少|超|到|断|变|用谢|客气|在(?!做|"
        r"学)|急|着急|那么重要)|没(?!问题|关系|事)|别(?!的|人)|无需|勿)"
    )


def _facts(edits: Iterable[Edit], context: SentenceContext) -> tuple[list[dict[str, Any]], set[date], str]:
    """Edits as plain data, every day they speak of, and all their free words in lower case."""
    rows: list[dict[str, Any]] = []
    words: list[str] = []
    for edit in edits:
        row = dict(edit)
        rows.append(row)
        words.extend(str(row[key]) for key in ("title", "place", "reason", "choice") if row.get(key))
        session = next((s for s in context.sessions if s.id == row.get("session")), None)
        if session:
            row.setdefault("track", session.track)
    return rows, _days_of(rows, context), " \n ".join(words).casefold()


def _days_of(rows: Iterable[dict[str, Any]], context: SentenceContext) -> set[date]:
    days: set[date] = set()
    for row in rows:
        for value in row.values():
            if isinstance(value, datetime):
                days.add(value.date())
            elif isinstance(value, date):
                days.add(value)
        days |= {s.start.date() for s in context.sessions if s.id == row.get("session")}
        if row["kind"] == "cancel_trip":  # a trip may be named by its last day too
            days |= {t.end for t in context.trips if t.start == row["start"]}
    return days


def _used_day(item: Found[When], days: set[date], rows: list[dict[str, Any]], today: date) -> bool:
    when = item.value
    if when.grain in ("week", "rest") and not when.anchor and rows and all(row["kind"] == "day_off" for row in rows):
        return set(days_between(when.start, when.end)) <= days
    readings = [(when.start, when.end), *([when.past] if when.past else [])]
    for start, end in readings:
        if start == end or when.grain in ("week", "rest", "part", "month") or when.anchor:
            if when.edge == "until" and end != start and when.grain != "week":
                hit = end in days
            else:
                hit = any(start <= d <= end for d in days) or (when.anchor and any(_same_week(start, d) for d in days))
            if hit:
                return True
        elif {start, end} <= days or set(days_between(start, end)) <= days:
            return True
    if (
        when.bare
        and any(r["kind"] == "change_trip" for r in rows)
        and any(d.weekday() == when.start.weekday() for d in days)
    ):
        return True  # a weekday said of a trip is one of the trip's own days
    if when.numbered and any(r["kind"] == "change_trip" for r in rows) and any(d.day == when.start.day for d in days):
        return True  # and so is a day of the month
    if when.joined and any(row["kind"] in ("add_activity", "set_activity") and row.get("days") for row in rows):
        return True  # "Monday to Friday" named weekdays
    # when a thing was done or chosen is kept by no edit; a day ahead, though, is another wish
    told = any(row["kind"] in ("finish_task", "decide") for row in rows)
    return told and when.grain == "day" and bool(when.past) and (when.bare or when.start <= today)


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def _missing(m: Mentions, edits: Iterable[Edit], context: SentenceContext) -> list[Found[Any]]:
    rows, days, words = _facts(edits, context)
    kinds = {row["kind"] for row in rows}
    left: list[Found[Any]] = []
    for name in m.names:
        key = name.value.kind
        used = any(row.get(key) == name.value.id for row in rows) or name.text.casefold() in words
        if not used and key == "decision":
            continue  # a decision's word, such as "board", is often just a word
        if not used:
            left.append(name)
    for trip in m.trips:
        known = [row.get("place") for row in rows if row["kind"] in _TRIPS]
        place = trip.value
        same = any(same_place(place, p) for p in known) or any(
            same_place(place, t.place) and t.start in days for t in context.trips
        )
        if not (kinds & set(_TRIPS) and (not place or same)) and not any(n in words for n in names_of(trip.text)):
            left.append(trip)
    if not kinds & {*_TRIPS, "pause", "move_milestone", "move", "day_off", "catch_up"}:
        left.extend(m.counts)
    lengths = {row["minutes"] for row in rows if row.get("minutes") is not None}
    lengths |= {round((row["end"] - row["start"]).total_seconds() / 60) for row in rows if row["kind"] == "block"}
    left.extend(
        d
        for d in m.durations
        if not any(d.value.lo <= n <= d.value.top for n in lengths) and d.text.casefold().strip() not in words
    )
    often = [row for row in rows if row.get("times")]
    for frequency in m.frequencies:
        value = frequency.value
        turn = (value.interval if value.interval > 1 else None, value.nth)
        same_rhythm = any(
            row["per"] == value.per
            and (row.get("interval"), row.get("nth")) == turn
            and (row.get("days") or value.times.lo <= row["times"] <= value.times.top)
            for row in often
        ) or ("add_milestone" in kinds and frequency.text.casefold().strip() in words)
        told = (value.per == "day" and "set_capacity" in kinds) or (value.per == "week" and "focus" in kinds)
        if not same_rhythm and not told:
            left.append(frequency)
    blocks = [row for row in rows if row["kind"] == "block"]
    edges = {moment.hour * 60 + moment.minute for row in blocks for moment in (row["start"], row["end"])}
    edges |= {row["at"].hour * 60 + row["at"].minute for row in rows if row.get("at")}
    told = "log" in kinds  # the hours of what was done are its length, or say no more than when
    left.extend(c for c in m.clocks if not told and not edges & {c.value.start, c.value.start + 720})
    return left


_OFF = ("day_off", "block", "set_capacity")


def _of_frame(frame: SentenceFrame, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The edits that can speak of a wish: those of its tracks, of its milestone, or of its kind."""
    if frame.intent in ("add_milestone", "add_task"):
        return [row for row in rows if row["kind"] == frame.intent]
    tracks, milestones = set(frame.mentions.tracks or frame.carried), set(frame.mentions.of("milestone"))
    if frame.intent in _TRIPS:
        return [row for row in rows if row["kind"] in _TRIPS]
    if milestones:
        return [row for row in rows if row.get("milestone") in milestones]
    if frame.intent in _OFF:
        return [row for row in rows if not row.get("track") and row["kind"] not in _TRIPS]
    if has("everything", frame.text):
        return rows
    named = [row for row in rows if row.get("track") in tracks]
    return named if tracks and named else rows


def _missing_days(
    m: Mentions, frames: tuple[SentenceFrame, ...], edits: Iterable[Edit], context: SentenceContext
) -> list[Found[Any]]:
    """Days that the edits of their own wish do not use: "today" is not covered by another track's today."""
    rows = _facts(edits, context)[0]
    left: list[Found[Any]] = []
    for item in (*m.whens, *m.ongoing):
        frame = next((f for f in frames if f.start <= item.start and item.end <= f.end), None)
        own = rows if frame is None else _of_frame(frame, rows)
        days = _days_of(own, context)
        if not (
            _used_day(item, days, own, context.today)
            or (item in m.ongoing and {item.value.start, item.value.end} & days)
        ):
            left.append(item)
    left.extend(item for frame in frames if frame.intent == "set_capacity" for item in _workdays(frame, rows))
    for frame in frames:
        if frame.intent == "day_off":
            left.extend(_days_off(frame, rows))
        whole = has("except", frame.text) or (has("everything", frame.text) and not frame.mentions.tracks)
        if frame.intent in ("pause", "resume", "drop") and whole:
            done = {row.get("track") for row in rows if row["kind"] == frame.intent}
            if len(done) + len(frame.mentions.tracks) < len(context.tracks) and not done & set(frame.mentions.tracks):
                left.append(Found(frame.start, frame.end, frame.intent, frame.text.strip()))
    return left


def _days_off(frame: SentenceFrame, rows: list[dict[str, Any]]) -> list[Found[Any]]:
    """ "Off until the 20th", "for three days": each of these days must be free."""
    free = {row["date"] for row in rows if row["kind"] == "day_off"}
    short = [c for c in frame.mentions.counts if len(free) < (c.value.after(frame.today) - frame.today).days]
    early = [
        w
        for w in frame.mentions.whens
        if w.value.edge in ("until", "to") and not set(days_between(frame.today, w.value.end)) <= free
    ]
    return [*short, *(early if len(frame.mentions.whens) == 1 else [])]


def _workdays(frame: SentenceFrame, rows: list[dict[str, Any]]) -> list[Found[Any]]:
    """ "On weekdays next week": each of these days needs its own capacity."""
    spans = [(row["date_from"], row["date_to"]) for row in rows if row["kind"] == "set_capacity"]
    left: list[Found[Any]] = []
    for frequency in frame.mentions.frequencies:
        wanted = [
            day
            for when in frame.mentions.whens
            for day in days_between(when.value.start, when.value.end)
            if WEEKDAYS[day.weekday()] in frequency.value.days
        ]
        if not all(any(a <= day <= b for a, b in spans) for day in wanted):
            left.append(frequency)
    return left


_FITTING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_TRIPS, _TRIPS),
    "pause": ("pause", "drop", "remove_activity", "day_off"),
    "resume": ("resume", "add_activity", "set_activity"),
}
"""Wishes that name so little of their own that only the kind of edit shows whether they were heard."""


def _fits(frame: SentenceFrame, edits: tuple[Edit, ...]) -> bool:
    if frame.intent == "cancel_trip" and all_trips().search(frame.text):
        coming = sum(trip.end >= frame.today for trip in frame.context.trips)
        return sum(edit.kind == "cancel_trip" for edit in edits) >= coming
    return any(edit.kind in _FITTING[frame.intent] for edit in edits)


def _beside_works(text: str, edits: tuple[Edit, ...], context: SentenceContext) -> str:
    """The text without the clauses about works, where their edits are all among ``edits``."""
    try:
        told = read_works(normalise(text), context)
    except (Ask, ValidationError):
        return text
    return told.rest if told is not None and all(e in edits for e in told.edits) else text


def uncovered(
    text: str, edits: Iterable[Edit], context: SentenceContext, aside: Iterable[tuple[int, int]] = ()
) -> tuple[str, ...]:
    """The words of a sentence that no edit uses, in order; empty where everything was used.

    ``edits`` may come from the rules or from a model's draft. Sentences and clauses that ask for no change (questions,
    thoughts, "don't cancel …") need no edit. ``aside`` are pieces that were understood as what should no longer be.
    """
    edits = tuple(edits)
    if context.holidays and about_holiday(normalise(text), context) in edits:
        return ()
    text = _beside_works(text, edits, context)
    text, full = read(text, context)
    wishes = cut(text, full, context)
    steered = {getattr(edit, "work", None) for edit in edits}
    works = [(item.start, item.end) for item in full.works if item.value in steered]
    quiet = [*wishes.silent, *aside, *_replaced(text, full), *works]

    def loud(item: Found[Any]) -> bool:
        return not any(a <= item.start and item.end <= b for a, b in quiet)

    lost = [f for f in wishes.frames if f.intent in _FITTING and not _fits(f, edits)]
    left = [item for item in _missing(full, edits, context) if loud(item)]
    left += [item for item in _missing_days(full, wishes.frames, edits, context) if loud(item)]
    left += [Found(f.start, f.end, f.intent, f.text.strip(" ,，.。")) for f in lost]
    left += [item for item in leftovers(text, full, wishes.frames, edits) if loud(item)]
    left += [item for item in losses(text, wishes.frames, edits, context) if loud(item)]
    told = TakenSpans([(item.start, item.end) for item in left])
    left += [w for w in unread(wishes.frames, edits) if loud(w) and not told.overlaps(w.start, w.end)]
    kinds = {edit.kind for edit in edits}
    leaves = any(edit.kind == "move" and edit.from_ is not None for edit in edits)
    if not leaves and not kinds & set(_NEGATIVE):
        named = [(n.start, n.end) for n in full.names]
        for match in _no().finditer(text):
            item = Found(match.start(), match.end(), match[0], match[0])
            inside = any(a <= item.start and item.end <= b for a, b in named)
            titled = any(match[0].casefold() in str(getattr(e, "title", "") or "").casefold() for e in edits)
            if loud(item) and not inside and not titled:
                left.append(item)
    return tuple(dict.fromkeys(item.text.strip() for item in sorted(left, key=lambda f: f.start)))


@pattern
def _instead() -> str:
    return (
        r"(?:\binstead\s+of|\brather\s+than|而不是|不要|\bthan|\bover|比|\bexcept(?:\s+for)?|\b(?:all|everything|nothing)\s+but|\bbut\s+not|"
        r"\bapart\s+from|\bother\s+than|除了?)\s*(?:the\s+|on\s+)?$"
    )


def _replaced(text: str, m: Mentions) -> list[tuple[int, int]]:
    """Mentions behind "instead of" or "than", and the first of "from … to …": what should go, or a measure."""
    old: list[tuple[int, int]] = []
    for a, b in m.pieces():
        cue = _instead().search(text[max(0, a - 20) : a])
        if cue:
            old.append((a - len(cue[0]), b))
    groups: tuple[tuple[Found[Any], ...], ...] = (m.durations, m.frequencies)
    for group in groups:
        old += [(f.start, f.end) for f in group[:-1] if _from().search(text[max(0, f.start - 8) : f.start])]
    return old


@pattern
def _from() -> str:
    return r"(?:\bfrom|[从由](?:每[天日周次]|现在的?|原来的?)*)\s*$"
