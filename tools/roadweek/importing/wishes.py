"""The numbers of a wish: how often, when and how long, from a piece of text and from what its heading or lead says."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadweek.domain.base import WEEKDAYS, Slot, Weekday
from roadweek.domain.plan import Per
from roadweek.importing.apiece import apiece, without_each
from roadweek.importing.finished import ticked, within_finished
from roadweek.importing.items import Item, Pair, Quantity, pair
from roadweek.importing.outline import Cadence, OutlineNode
from roadweek.importing.segments import Piece
from roadweek.importing.stretches import Periods
from roadweek.understanding.quick import Quick
from roadweek.understanding.strength import read_strength, standalone
from roadweek.understanding.turns import BLANK

STRENGTH_LABEL = Quick(
    r"\W*(?:(?P<optional>could|nice[- ]to[- ]have|optional(?:ly)?|bonus|if time(?: permits)?|stretch|可选|选做|有空|"
    r"加分项?)|"
    r"(?P<must>must|mandatory|non-negotiable|必须|必做|雷打不动)|(?:should|最好|应该|尽量))(?:[（(][^）)]{0,20}[）)])?\s*[:：]",
)


def numbers_of(part: Piece, cadence: Cadence | None) -> dict[str, object] | None:
    """The fields of a wish; None where nothing says how often."""
    frequency = part.frequency
    per: Per
    days: tuple[Weekday, ...] = part.days
    gone = part.without
    slots: list[Slot] = list(part.slots)
    times: Pair = (1, 1)
    if frequency is not None:
        per = frequency.per
        times = (frequency.times.lo, frequency.times.top)
        if per == "week" and times == (1, 1) and _each_of(days) and not part.one_of and not part.summed:
            times = (len(days), len(days))
        if cadence and not days and per == cadence.per and (per == "day" or part.times is None):
            days = cadence.days
    elif days and part.one_of and len(days) > 1:
        per = "week"  # "Tuesday or Thursday"
    elif days:
        weekend = set(days) == {"SA", "SU"}
        per, times = ("day", (1, 1)) if len(days) == 5 else ("week", (1, 1) if weekend else (len(days), len(days)))
    elif cadence is not None:
        per, days, times = cadence.per, cadence.days, cadence.times
        slots = slots or list(cadence.slots)
    else:
        return None
    if part.times and times == (1, 1) and per in ("week", "month"):
        times = part.times
    if per == "day" and times == (1, 1) and part.begins > 1:
        times = (part.begins, part.begins)  # "at 8:00 and 20:00"
    if gone:
        before = len(days)
        days = tuple(day for day in days or WEEKDAYS if day not in gone)
        times = (len(days), len(days)) if before > 1 and times == (before, before) else times
    length: Pair | None = None
    total: Pair | None = None
    if part.durations:
        first = part.durations[0]
        value = pair(first.value)
        if part.whole_unit() or _too_long(part, per):
            if per == "day":
                per, times = "week", (1, 1)
            total = (first.value.lo, None if part.at_least and first.value.lo == first.value.hi else first.value.hi)
        else:
            length = value
    return {
        "per": per,
        "times": times,
        "interval": part.interval if part.interval > 1 else None,
        "days": days or None,
        "slot": tuple(slots) or None,
        "at": None if part.at is None else f"{part.at // 60 % 24:02d}:{part.at % 60:02d}",
        "duration_min": length,
        "total_min_per_period": total,
        "quantity": part.quantity,
    }


def _too_long(part: Piece, per: Per) -> bool:
    """ "10 hours on weekdays" is their sum, where nothing says that it is said of each of them."""
    long = bool(part.durations) and part.durations[0].value.lo >= 480
    return per == "day" and len(part.days) == 5 and long and part.at is None and not part.each_day


def _each_of(days: tuple[Weekday, ...]) -> bool:
    """Whether days that are named without a count are wished each; a weekend is not."""
    return 2 <= len(days) <= 6 and set(days) != {"SA", "SU"}


@dataclass(slots=True)
class Recurring:
    """The wishes found, and which places took part in which."""

    periods: Periods
    items: list[Item] = field(default_factory=list[Item])
    counts: dict[int, int] = field(default_factory=dict[int, int])
    taken: dict[int, Item] = field(default_factory=dict[int, Item])
    """By ``id`` of the place."""
    anchors: dict[str, OutlineNode] = field(default_factory=dict[str, OutlineNode])
    """By id of the item, the place that states it."""


_ABOUT = Quick(
    r"(?:大约|大概|约(?!定|会|好|见)|差不多|≈|\b(?:about|around|roughly|approx(?:imately|\.)?))\s*"
    r"(?:\d|[一二两三四五六七八九十半]|(?:one|two|three|four|five|six|seven|eight|an?|half)\b)[^，,。；;]{0,12}?"
    r"(?:小时|分钟|个钟|\bhours?\b|\d\s*h\b|\bhrs?\b|\bmin(?:ute)?s?\b)|"
    r"(?:小时|分钟|个钟)\s*(?:左右|上下)|\b(?:hours?|hrs?|min(?:ute)?s?)\s+or so\b"
)
"""A length that is said with "about"."""


def add_wish(
    state: Recurring, place: OutlineNode, lines: tuple[int, ...], title: str, numbers: dict[str, object], text: str
) -> Item:
    numbers = apiece(numbers, text)
    title = title.replace(BLANK, "").strip() or place.text[:80]
    if isinstance(counted := numbers.get("quantity"), Quantity):
        title = without_each(title, counted.unit)
    first = min(lines)
    count = state.counts[first] = state.counts.get(first, 0) + 1
    key = f"r{first}" if count == 1 else f"r{first}-{count}"
    strength = read_strength(f"{text}；{'；'.join(standalone(place.text))}")
    if match := STRENGTH_LABEL.match(place.text):
        strength = "optional" if match["optional"] else "must" if match["must"] else "should"
    holder = state.periods.opened.get(id(place)) or state.periods.of(place)
    dated = holder is not None and holder.kind in ("week", "span")
    item = Item.model_validate(
        {
            "id": key,
            "group": "recurring",
            "lines": tuple(sorted(set(lines))),
            "title": title,
            "strength": strength,
            "approx": True if _ABOUT.search(text) else None,
            "template": place.template or ("normal" if place.in_template else None),
            "kind": "template" if place.in_template else "context" if place.special and not dated else None,
            "period": holder.id if holder else None,
            "status": "superseded" if place.superseded else "done" if ticked(place) or within_finished(place) else None,
            **numbers,
        }
    )
    state.items.append(item)
    state.taken.setdefault(id(place), item)
    state.anchors[key] = place
    return item
