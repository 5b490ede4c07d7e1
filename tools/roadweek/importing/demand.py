"""Which recurring items create demand: parts instead of their whole, and of an activity said twice only one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS
from roadweek.importing import cues
from roadweek.importing.fields import Field, fields_in, listed_fields, mode_of
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode
from roadweek.importing.provisos import plainly
from roadweek.importing.tracks import MAIN_TRACK
from roadweek.understanding.quick import Quick

RIVALS = 16
_WITH_SOMEBODY = Quick(
    r"\W*(?:lunch|dinner|breakfast|supper) with (?!(?:the |my )?(?:family|kids|children|wife|husband|partner)\b)"
)
_FREE = Quick(r"\W*(?:rest|off|休息|放松|睡觉|睡|自由)(?:[，,。 ]|\W|$)")


@dataclass(frozen=True, slots=True)
class RecurringWish:
    """A recurring item with what decides whether it is placed."""

    item: Item
    place: OutlineNode | None
    track: str
    mode: str
    fields: tuple[Field, ...]
    """Of a main line, the fields that it is shared by."""
    first: date | None
    last: date | None
    section: object = None
    """The heading or bold line that it stands below."""
    on: frozenset[str] = frozenset()
    """Its days of the week, all seven where it names none."""

    @property
    def trip(self) -> bool:
        return self.item.template == "trip"

    @property
    def daily(self) -> bool:
        days = self.item.days or ()
        return self.item.per == "day" or (len(days) > 2 and self.item.times == (len(days), len(days)))

    def overlaps(self, other: RecurringWish) -> bool:
        late = self.first if self.first and (not other.first or self.first >= other.first) else other.first
        early = self.last if self.last and (not other.last or self.last <= other.last) else other.last
        return late is None or early is None or late <= early


@dataclass(frozen=True, slots=True)
class Demand:
    wishes: tuple[RecurringWish, ...]
    """Those that are placed; an earlier revision may have been cut where the later begins."""
    wholes: tuple[Item, ...]
    """Stated sums whose parts are placed instead."""
    said_twice: tuple[tuple[RecurringWish, RecurringWish], ...]
    """(left out, the one that counts)."""
    resting: tuple[Item, ...] = ()
    """What is no work: rest, meals, sleep, a job."""


def demand(
    items: Sequence[Item],
    places: Mapping[str, OutlineNode],
    periods: Mapping[str, Item],
    bounds: frozenset[str] = frozenset(),
) -> Demand:
    """Choose what creates demand. Superseded items, rest and what has no clock (each lesson) never do, nor what only
    ``bounds`` the work (ids)."""
    recurring = [i for i in items if i.group == "recurring" and i.status is None]
    with_parts = {i.part_of for i in recurring if i.part_of and (i.duration_min or i.total_min_per_period)}
    wholes = tuple(i for i in recurring if i.id in with_parts)
    gone = {
        i.id for i in recurring if i.part_of and i.part_of not in with_parts
    }  # parts without lengths: the whole is placed
    resting = {i.id for i in recurring if i.id in bounds or _rest(i, places.get(i.id))}
    wishes = [
        _wish(i, places.get(i.id), periods)
        for i in recurring
        if i.id not in with_parts
        and i.kind != "context"  # what is wished for a week of another kind is not wished every week
        and i.id not in gone
        and i.per in ("day", "week", "month")
        and i.id not in resting
    ]
    kept: list[RecurringWish] = []
    twice: list[tuple[RecurringWish, RecurringWish]] = []
    strongest = _strongest(wishes)
    for wish in wishes:
        rivals = [w for w in strongest.get((wish.trip, wish.track), ()) if w is not wish and _counts_instead(w, wish)]
        better = max(rivals, key=lambda w: (w.item.kind == "template", w.item.lines)) if rivals else None
        if better is None:
            kept.append(wish)
            continue
        twice.append((wish, better))
        template = better.item.kind == "template"
        if not template and wish.first and better.first and wish.first < better.first and wish.last:
            kept.append(replace(wish, last=better.first - timedelta(days=1)))
    return Demand(tuple(kept), wholes, tuple(twice), tuple(i for i in recurring if i.id in resting))


_LIFE = Quick(
    r"\W*(?:wake|waking|get(?:ting)? (?:up|ready)|breakfast|lunch|dinner|supper|commut(?:e|ing)|sleep|"
    r"bed(?:time)?|lights out|"
    r"wind(?:ing)? down|shower|freshen|nap\b|chores|relax|family time|free time|起床|洗漱|早[餐饭]|"
    r"午[餐饭休睡]|晚[餐饭]|吃饭|用餐|"
    r"通勤|上床|睡觉|入睡|就寝|睡眠|洗澡|放松|家务|陪家人|小憩)",
)
"""What a day is made of besides work: no session, unless a field of work is named with it."""


def _strongest(wishes: Sequence[RecurringWish]) -> dict[tuple[bool, str], list[RecurringWish]]:
    """Of each track those that may count instead of others; a main line stands with each of its fields.

    No plan says one thing forty times: looking at the strongest and the first keeps a hostile file linear.
    """
    groups: dict[tuple[bool, str], list[RecurringWish]] = {}
    for wish in wishes:
        for track in {wish.track, *(f.id for f in wish.fields)}:
            groups.setdefault((wish.trip, track), []).append(wish)
    for key, group in groups.items():
        if len(group) > RIVALS:
            ranked = sorted(group, key=lambda w: (w.item.kind == "template", _weight(w)))
            groups[key] = list({id(w): w for w in [*group[: RIVALS // 4], *ranked[-RIVALS:]]}.values())
    return groups


def _rest(item: Item, place: OutlineNode | None) -> bool:
    """Free time is a wish to be left alone, and a sum over everything is no session either."""
    if cues.TOTAL.search(item.title):
        return True
    if _WITH_SOMEBODY.match(item.title) and item.at is not None:
        return False  # an appointment
    if _LIFE.match(item.title) and not fields_in(item.title):
        return True
    if item.duration_min is not None or item.total_min_per_period is not None:
        return False
    if _FREE.match(item.title):
        return True
    words = plainly(place.text).text[:40] if place is not None else ""
    day = place.giver.text if place is not None and place.giver is not None else ""
    return bool(cues.REST.search(item.title) or cues.REST.search(words) or cues.REST_DAY.search(day))


def _wish(item: Item, place: OutlineNode | None, periods: Mapping[str, Item]) -> RecurringWish:
    first = last = None
    holder = periods.get(item.period) if item.period else None
    if holder is not None:
        first = holder.start_window.earliest if holder.start_window else None
        last = holder.end_window.latest if holder.end_window else None
    text = f"{item.title} {place.text}" if place is not None else item.title
    fields = tuple(listed_fields(item.title)) if item.track == MAIN_TRACK else ()
    on = frozenset(item.days or WEEKDAYS)
    return RecurringWish(item, place, item.track or item.id, mode_of(text), fields, first, last, _section(place), on)


def _weight(wish: RecurringWish) -> tuple[bool, bool, bool, tuple[int, ...], str]:
    """Of two texts for one activity that of a dated stretch counts, then one with a length, a must, the later."""
    item = wish.item
    timed = item.duration_min is not None or item.total_min_per_period is not None
    return wish.first is not None, timed, item.strength == "must", item.lines, item.id


def _restates(wish: RecurringWish, better: RecurringWish) -> bool:
    """The same days and part of the day again, without a length: said before, or said again."""
    a, b = wish.item, better.item
    if a.duration_min is not None or a.total_min_per_period is not None or a.quantity is not None:
        return False
    timed = b.duration_min is not None or b.total_min_per_period is not None
    return timed and bool(a.days) and (a.days, a.slot, a.per, a.interval) == (b.days, b.slot, b.per, b.interval)


_WORD = re.compile(r"[a-z][a-z'-]{2,}|[\u4e00-\u9fff]", re.IGNORECASE)
_COMMON = frozenset(
    {"the", "and", "for", "with", "some", "daily", "weekly", "practice", "session"} | set("学习时间练每天做一的和")
)
OWN = 2
"""So many characters of Chinese, or one word, name something of its own."""


def _beside(wish: RecurringWish, better: RecurringWish) -> bool:
    """Whether two wishes with the very same numbers name two things of one field: "English novel", "English grammar".

    Nothing else tells that they differ: merged, one of them would be gone without a word.
    """
    a, b = wish.item, better.item
    same = (a.per, a.times, a.days, a.duration_min) == (b.per, b.times, b.days, b.duration_min)
    if not same or a.duration_min is None or wish.first is not None or better.first is not None:
        return False
    mine, other = (set(_WORD.findall(title.lower())) - _COMMON for title in (a.title, b.title))
    return all(_weighs(own) >= OWN for own in (mine - other, other - mine)) and bool(mine & other)


def _weighs(words: set[str]) -> int:
    return sum(OWN if word.isascii() else 1 for word in words)


def _section(place: OutlineNode | None) -> object:
    if place is None:
        return None
    return next((a for a in place.ancestors() if a.kind == "heading" or a.block.marked.bold), None)


def _counts_instead(better: RecurringWish, wish: RecurringWish) -> bool:
    """Whether ``better`` says what ``wish`` says, and counts: the week's template, else the later revision."""
    template, other = better.item.kind == "template", wish.item.kind == "template"
    alone = not template and not other and better.section is wish.section and better.section is not None
    if alone and (wish.item.duration_min is not None or better.item.duration_min is None):
        return False  # a section lists several things, it does not say one twice
    if better.trip != wish.trip or not better.on & wish.on or not better.overlaps(wish):
        return False
    if better.item.at and wish.item.at and better.item.at != wish.item.at:
        return False  # at another time of the day it is another occasion
    same = better.track == wish.track or any(f.id == wish.track for f in better.fields)
    if not same:
        return False
    if template and other:
        # a second text for the same kind of week restates the first
        roots = (better.place.week if better.place else None, wish.place.week if wish.place else None)
        return roots[0] is not roots[1] and better.daily == wish.daily and better.item.lines < wish.item.lines
    if template and not other:
        return (better.daily or not wish.daily) and (bool(better.fields) or wish.mode in ("", better.mode))
    if not other and _restates(wish, better):
        return True
    if other or better.mode != wish.mode or better.daily != wish.daily:
        return False
    if _beside(wish, better):
        return False
    same_name = better.item.title == wish.item.title and better.item.lines[0] > wish.item.lines[-1]
    if better.section is wish.section:
        return same_name and wish.section is None
    return _weight(better) > _weight(wish)
