"""What the plan divides a session into: its own line says so, or a section that describes the same activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roadweek.domain.base import Range
from roadweek.domain.plan import SessionPart
from roadweek.domain.work import Strand
from roadweek.importing.demand import RecurringWish
from roadweek.importing.items import as_range
from roadweek.importing.look import find_durations, find_frequencies, find_weekdays
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_WHERE = Quick(r"\W*(?:where|places?|location|setting|场景|地点|场所|在哪里?|哪里)\s*$")
_DIGIT = Quick(r"\d")
_EDGES = " :：-–—,，()（）[]"
MOST_WAYS = 4
"""So many lines of how a part is done are shown."""
_LONGEST = 60

Twice = Sequence[tuple[RecurringWish, RecurringWish]]


def parts_of_wishes(
    wishes: Sequence[RecurringWish], said_twice: Twice, strands: Sequence[Strand]
) -> dict[str, tuple[SessionPart, ...]]:
    """By item id of each of ``wishes``: its parts. ``said_twice`` are wishes that count once (left out, counts): those
    of one section that are left out for the same one, and fit into it, are what it is made of."""
    found: dict[str, tuple[SessionPart, ...]] = {}
    groups: dict[str, dict[object, list[RecurringWish]]] = {}
    for left, counts in said_twice:
        if left.place is not None and left.section is not counts.section and left.item.duration_min is not None:
            groups.setdefault(counts.item.id, {}).setdefault(_whole(left), []).append(left)
    for wish in wishes:
        own = _own(wish, wish)
        mine = groups.get(wish.item.id, {}).values()
        choices = [own, *(_parts(wish, group, strands) for group in mine)]
        choices += [_own(wish, left) for group in mine for left in group if len(group) == 1 and not wish.fields]
        best = own or max(choices, key=len)
        if best:
            found[wish.item.id] = best
    return found


def _own(wish: RecurringWish, told: RecurringWish) -> tuple[SessionPart, ...]:
    """The parts that the line of ``told`` has, or the list below it, where they make up a session of ``wish``."""
    place, whole = told.place, as_range(wish.item.duration_min)
    if place is None or whole is None or told.item.duration_min is None:
        return ()
    if place.parts:
        parts = tuple(p.model_copy(update={"lines": place.lines}) for p in place.parts)
        return parts if _fit(whole, [p.minutes for p in parts]) else ()
    parts = tuple(part for child in place.children if (part := _listed(child)) is not None)
    names = {p.title.lower() for p in parts}
    every = all(_listed(child) is not None for child in place.children if find_durations(child.text))
    if len(parts) < 2 or len(names) < len(parts) or not every or not _fit(whole, [p.minutes for p in parts]):
        return ()
    where = _where(place.children[0])
    return tuple(p.model_copy(update={"where": where}) for p in parts)


def _listed(node: OutlineNode) -> SessionPart | None:
    """A line of a list that names a part and its length, and gives it no days, time or rhythm of its own."""
    lengths = find_durations(node.text)
    if node.kind != "item" or len(lengths) != 1 or find_frequencies(node.text) or find_weekdays(node.text):
        return None
    name = (node.text[: lengths[0].start] + node.text[lengths[0].end :]).strip(_EDGES)
    if not name or width(name) > _LONGEST or _DIGIT.search(name):
        return None
    lines = (*node.lines, *(n for c in _details(node) for n in c.lines))
    return SessionPart(title=name, minutes=lengths[0].value, how=_how(node), lines=lines)


def _fit(whole: Range, parts: Sequence[Range]) -> bool:
    return sum(p.lo for p in parts) <= whole.top and whole.lo <= sum(p.top for p in parts)


def _whole(wish: RecurringWish) -> object:
    return wish.item.part_of or id(wish.section)


def _parts(wish: RecurringWish, group: Sequence[RecurringWish], strands: Sequence[Strand]) -> tuple[SessionPart, ...]:
    """``group`` as the parts of ``wish``; none where it says the same thing again or does not fit."""
    whole = wish.item.duration_min
    titles = {left.item.title.strip().lower() for left in group}
    rhythms = {(left.on, left.item.per, left.item.times) for left in group}
    if whole is None or len(titles) < len(group) or wish.item.title.strip().lower() in titles or len(rhythms) > 1:
        return ()
    ranges = [Range(lo=d[0], hi=d[1]) for left in group if (d := left.item.duration_min) is not None]
    low, high = sum(r.lo for r in ranges), sum(r.top for r in ranges)
    most = whole[1] or whole[0]
    if low > most or (not wish.fields and high < whole[0]):
        return ()
    if len(group) == 1 and ((low, high) != (whole[0], most) or group[0].place is None or group[0].place.leads):
        return ()  # one thing of that field and not all of the session, or what opens a section about it
    works = _works(group, strands) if wish.fields else ()
    if wish.fields and not works:
        return ()
    where = _where(group[0].place)
    return tuple(
        SessionPart(
            title=left.item.title,
            minutes=minutes,
            how=_how(left.place),
            where=where,
            works=works,
            lines=tuple(sorted({*left.item.lines[-1:], *(n for c in _details(left.place) for n in c.lines)})),
        )
        for left, minutes in zip(group, ranges, strict=True)
    )


def _works(group: Sequence[RecurringWish], strands: Sequence[Strand]) -> tuple[str, ...]:
    """A main line holds many works: the parts are said of those of their own track in their own chapter."""
    chapter = _chapter(group[0].place)
    if chapter is None:
        return ()
    lines = {n for node in chapter.walk() for n in node.lines}
    track = group[0].track
    return tuple(w.id for s in strands for w in s.works if w.track == track and w.lines and lines.issuperset(w.lines))


def _chapter(place: OutlineNode | None) -> OutlineNode | None:
    """The heading around the section that a place stands in."""
    headings = [a for a in place.ancestors() if a.kind == "heading"] if place is not None else []
    return headings[1] if len(headings) > 1 and not headings[1].is_title else None


def _details(place: OutlineNode | None) -> Iterator[OutlineNode]:
    """What hangs below a part and is no part itself."""
    if place is None or place.kind == "heading":
        return
    for child in place.children[:MOST_WAYS]:
        if not child.children and width(child.text) <= _LONGEST:
            yield child


def _how(place: OutlineNode | None) -> tuple[str, ...]:
    return tuple(child.text for child in _details(place))


def _where(place: OutlineNode | None) -> str | None:
    """Where the section says that it is done: "Where: train or hotel"."""
    section = next((a for a in place.ancestors() if a.kind == "heading"), None) if place is not None else None
    for node in section.walk() if section is not None else ():
        if _WHERE.match(node.label or node.text.rstrip(" :：")):
            words = node.rest if node.label and node.rest else " / ".join(c.text for c in node.children[:MOST_WAYS])
            return words[:_LONGEST] or None
    return None


__all__ = ["parts_of_wishes"]
