"""What a wish says beyond its edits: a trip's length or place, a part of the day, "both", a later clause, a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from roadweek.domain.edits import AddActivity, AddTrip, CancelTrip, ChangeTrip, Edit
from roadweek.understanding.build_trips import find_place
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.cues import has
from roadweek.understanding.frame import SentenceFrame, residue
from roadweek.understanding.mentions import trips_at
from roadweek.understanding.places import same_place
from roadweek.understanding.spans import Found, pattern


def losses(
    text: str, frames: tuple[SentenceFrame, ...], edits: tuple[Edit, ...], context: SentenceContext
) -> list[Found[Any]]:
    """All of it, in no order."""
    left: list[Found[Any]] = []
    for frame in frames:
        if frame.intent in ("add_trip", "change_trip"):
            left += _lengths(frame, edits, context)
        if frame.intent in ("cancel_trip", "change_trip"):
            left += _elsewhere(frame, edits, context)
        if frame.intent in ("move", "set_capacity", "pause", "resume"):
            left += _parts_of_day(frame, edits)
        if frame.intent == "drop" and len({s.value for s in frame.mentions.slots}) > 1:
            left += frame.mentions.slots  # 上午健身，下午别安排: only one of them is to be free
        if frame.intent in ("set_capacity", "drop", "day_off", "pause"):
            left += _own_clauses(frame)
        if frame.intent == "add_activity":
            left += _titles(frame, edits)
        if frame.intent in ("move", "add", "add_activity", "set_activity"):
            left += _bounds(frame)
    if len(edits) < 2:
        left += [Found(m.start(), m.end(), m[0], m[0]) for m in _both().finditer(text) if not _titled(m[0], edits)]
    return left


def _bounds(frame: SentenceFrame) -> list[Found[Any]]:
    """ "Keep it under 40 minutes", 不超过一小时: a bound of a length, where the edit would hold the length itself."""
    left: list[Found[Any]] = []
    for length in frame.mentions.durations:
        before, behind = _bound_before().search(frame.before(length)), _bound_behind().match(frame.behind(length))
        start = length.start - (len(before[0]) if before else 0)
        end = length.end + (behind.end() if behind else 0)
        if before or behind:
            left.append(Found(start, end, length.value, frame.text[start - frame.start : end - frame.start]))
    return left


@pattern
def _bound_before() -> str:
    return (
        r"(?:\b(?:under|below|over|above|at\s+(?:most|least)|(?:no|not)\s+(?:more|less|longer)\s+than|(?:more|less|longer)\s+than|"
        r"max(?:imum)?(?:\s+of)?|min(?:imum)?(?:\s+of)?|within)|不(?:要|能|得)?(?:超过|多于|少于|低于)|最[多少长]|至[多少]|控制在|限制在)"
        r"\s*(?:an?\s+|about\s+)?$"
    )


@pattern
def _bound_behind() -> str:
    return r"\s*(?:之?[内上下]|以[内上下])(?!午)|\s*(?:max(?:imum)?|tops|at\s+(?:most|least)|or\s+(?:less|more))\b"


@pattern
def _both() -> str:
    return r"\bboth\b|两[个项](?=都)"


def _titled(words: str, edits: Iterable[Edit]) -> bool:
    return any(words.casefold() in str(getattr(e, "title", None) or "").casefold() for e in edits)


def _lengths(frame: SentenceFrame, edits: tuple[Edit, ...], context: SentenceContext) -> list[Found[Any]]:
    """ "Friday to Sunday for six days": the length must be that of the trip, or the step by which one end moves."""
    spans: list[tuple[date, date]] = []
    for edit in edits:
        if isinstance(edit, AddTrip):
            spans += [(edit.start, edit.end), (edit.start, edit.end + timedelta(days=1)), (frame.today, edit.start)]
        if isinstance(edit, ChangeTrip):
            known = next((t for t in context.trips if t.start == edit.start), None)
            if known is None:
                continue
            start, end = edit.new_start or known.start, edit.new_end or known.end
            spans += [(start, end), (known.start, known.end), *_steps(known.start, start), *_steps(known.end, end)]
    fits = [(a, b) for a, b in spans if a <= b]
    return [
        c
        for c in frame.mentions.counts
        if spans and not any(c.value.after(a) in (b, b + timedelta(days=1)) for a, b in fits)
    ]


def _steps(one: date, other: date) -> list[tuple[date, date]]:
    """A move by so many days, as spans that a length may fill."""
    return [] if one == other else [(min(one, other), max(one, other))]


def _elsewhere(frame: SentenceFrame, edits: tuple[Edit, ...], context: SentenceContext) -> list[Found[Any]]:
    """ "Cancel the Nagano trip", where the one trip that is known goes elsewhere."""
    if any(f.value and trips_at(f.value, context) for f in frame.mentions.trips):
        return []
    place = (find_place(frame) or "").rstrip("的")
    if not place or _counted().match(place):
        return []
    kept = {e.place for e in edits if isinstance(e, ChangeTrip)}
    starts = {e.start for e in edits if isinstance(e, (CancelTrip, ChangeTrip))}
    kept |= {t.place for t in context.trips if t.start in starts}
    if any(same_place(place, k) for k in kept) or not starts:
        return []
    at = frame.start + max(frame.text.casefold().find(place.casefold()), 0)
    return [Found(at, at + len(place), place, place)]


@pattern
def _counted() -> str:
    """两个出差: so many of them, no place."""
    return r"[两俩几这那每全各\d一二三四五]"


def _parts_of_day(frame: SentenceFrame, edits: tuple[Edit, ...]) -> list[Found[Any]]:
    """Parts of the day that no edit keeps and that do not say which session is meant."""
    mine = [e for e in edits if e.kind == frame.intent]
    kept = {getattr(e, "slot", None) for e in mine}
    left: list[Found[Any]] = []
    for slot in frame.mentions.slots:
        by_day = any(w.start <= slot.start < w.end for w in frame.whens)
        behind = frame.text[slot.end - frame.start :]
        owned = frame.intent == "move" and _which_session().match(behind) is not None
        owned = owned or any(0 <= n.start - slot.end <= 2 for n in frame.mentions.names)
        left_from = any(0 <= slot.start - w.end <= 4 and _lies(w.value.start, mine) for w in frame.whens)
        beside = any(0 <= slot.start - w.end <= 4 for w in frame.whens) or slot.text[:3].lower() == "in "
        aside = frame.intent == "set_capacity" and not beside  # "I'm on nights": why there is less time
        if mine and slot.value not in kept and not (by_day or owned or left_from or aside):
            left.append(slot)
    return left


def _lies(day: date, edits: Iterable[Edit]) -> bool:
    return any(getattr(e, "from_", None) == day for e in edits if e.kind == "move")


@pattern
def _which_session() -> str:
    return r"\s*(?:'s|的|session|one\b)"


def _own_clauses(frame: SentenceFrame) -> list[Found[Any]]:
    """ "Skip French on Friday, Sunday is enough": a later clause with a day and words of its own is another wish."""
    m, left = frame.mentions, list[Found[Any]]()
    inside = m.pieces()
    cuts = [c for c in _comma().finditer(frame.text) if not any(a < c.end() + frame.start <= b for a, b in inside)]
    edges = [0, *(c.end() for c in cuts), len(frame.text)]
    for n, (a, b) in enumerate(pairwise(edges)):
        own = m.inside(frame.start + a, frame.start + b)
        before = m.inside(frame.start, frame.start + a)
        if n == 0 or not own.whens or not before.whens or own.names or own.trips or own.durations or own.clocks:
            continue
        piece = frame.text[a:b]
        offset = frame.start + a
        words = residue(piece, [(x - offset, y - offset) for x, y in own.pieces()], ())
        if words and not _too().search(piece) and not has("day_off", piece) and not has("skip", piece):
            left += own.whens
    return left


@pattern
def _comma() -> str:
    return r"[,，;；]"


@pattern
def _too() -> str:
    return r"也|一样|同样|照此|\b(?:also|too|either|as\s+well|likewise|same|neither|nor)\b"


def _titles(frame: SentenceFrame, edits: tuple[Edit, ...]) -> list[Found[Any]]:
    """Words behind a colon that became no title."""
    mine = [e for e in edits if isinstance(e, AddActivity)]
    found = re.search(r"[:：]\s*(?P<t>[^,，;；。]+)", frame.text)
    if found is None or not mine or any(e.title for e in mine):
        return []
    at = frame.start + found.start("t")
    pieces = [(a - at, b - at) for a, b in frame.mentions.pieces()]
    words = residue(found["t"], pieces, ())
    return [Found(at, at + len(found["t"]), words, words)] if words else []


__all__ = ["losses"]
