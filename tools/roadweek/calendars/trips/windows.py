"""Segments merged to windows away: from the way out to the way home with all days between, one place and its zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from roadweek.calendars.trips.places import GeoPlace
from roadweek.calendars.trips.segment import Segment

__all__ = ["Window", "windows", "zone_name"]

OPEN = timedelta(days=45)
"""So long somebody may be away between a way out and the way home that belongs to it."""
_DAY = timedelta(days=1)


@dataclass
class Window:
    """One trip of several segments; ``keys`` are those of its events, the first that of the window itself."""

    segments: list[Segment] = field(default_factory=list[Segment])
    closed: bool = False
    """Whether the way home is among them."""
    home: str | None = None
    """The person's zone."""

    @property
    def first(self) -> date:
        return min(one.first for one in self._spanning())

    @property
    def last(self) -> date:
        return max(one.last for one in self._spanning())

    @property
    def certain(self) -> bool:
        return any(one.certain for one in self.segments)

    @property
    def keys(self) -> tuple[str, ...]:
        leading = sorted(self.segments, key=lambda one: (not one.certain, one.role == "return"))
        return tuple(dict.fromkeys(one.key for one in leading))

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for one in self.segments for code in one.evidence))

    @property
    def rides(self) -> list[Segment]:
        return [one for one in self.segments if one.rides]

    @property
    def starts_at(self) -> GeoPlace | None:
        """Where the trip set out from, as far as that is known: its home."""
        rides = self.rides
        return rides[0].origin if rides else None

    @property
    def there(self) -> Segment | None:
        """The segment that says where the trip goes: days spent somewhere, then the longest time between two rides."""
        stays = [one for one in self.segments if one.role == "stay" and one.place is not None]
        if sure := [one for one in stays if one.certain]:
            return sure[0]
        if not self.rides:
            longest_first = sorted(stays, key=lambda one: (one.first - one.last, _order(one)))
            return longest_first[0] if stays else self.segments[0]
        best, longest = None, timedelta(-1)
        rides = [one for one in self.rides if not self.is_home(one)]
        for one in rides:
            following = next((r for r in self.rides if r.leaves and one.arrives and r.leaves >= one.arrives), None)
            until = following.leaves if following is not None else None
            # nothing follows: it stays open, and the last place reached is where the trip goes
            spent = (until - one.arrives) if until is not None and one.arrives is not None else OPEN
            if (one.place is not None or one.zone) and spent > longest:
                best, longest = one, spent
        if best is None:
            return stays[0] if stays else (rides[0] if rides else None)
        return best

    def is_home(self, one: Segment) -> bool:
        """Whether a ride of the window leads home."""
        start = self.starts_at
        if one.role == "return" or one is self.rides[0]:
            return one.role == "return"
        if start is not None and start.same(one.place):
            return True
        began = self.rides[0].origin_zone or self.home
        return one.origin is None and one.zone is not None and one.zone == began

    def _spanning(self) -> list[Segment]:
        """What is not surely the person's own does not make a sure trip longer."""
        return [one for one in self.segments if one.mine] if self.certain else self.segments


def windows(segments: Iterable[Segment], home: str | None = None) -> list[Window]:
    """The trips of all these segments, by their first day. A way home that no way out belongs to opens none."""
    found: list[Window] = []
    for one in sorted(segments, key=lambda each: (each.first, _order(each))):
        fitting = [window for window in found if _belongs(one, window, home)]
        if not fitting:
            found.append(Window([one], one.role == "return", home))
            continue
        into = fitting[-1]
        into.segments.append(one)
        into.closed = into.closed or _closes(one, into)
    merged = _joined(found)
    return [w for w in merged if any(one.role != "return" for one in w.segments)]


def _joined(found: Sequence[Window]) -> list[Window]:
    """A window that begins later may reach into one that was there: they are one."""
    out: list[Window] = []
    for window in sorted(found, key=lambda one: one.first):
        before = next((w for w in out if _overlap(w, window) and _one_kind(w, window)), None)
        if before is None:
            out.append(window)
        else:
            before.segments = sorted([*before.segments, *window.segments], key=lambda one: (one.first, _order(one)))
            before.closed = before.closed or window.closed
    return out


def _order(one: Segment) -> datetime:
    if one.leaves is not None:
        return one.leaves
    from datetime import UTC

    return datetime(one.first.year, one.first.month, one.first.day, tzinfo=UTC)


def _overlap(one: Window, other: Window) -> bool:
    return one.first <= other.last and other.first <= one.last


def _one_kind(one: Window, other: Window) -> bool:
    """Two windows on the same days are one trip, unless one is somebody else's, or both name places far apart."""
    if any(not s.mine for s in (*one.segments, *other.segments)):
        return _same_events(one, other)
    if one.rides or other.rides:
        return True
    a, b = one.there, other.there
    places = (a.place if a else None), (b.place if b else None)
    return places[0] is None or places[1] is None or places[0].beside(places[1])


def _same_events(one: Window, other: Window) -> bool:
    mine = all(s.mine for s in one.segments), all(s.mine for s in other.segments)
    if mine[0] != mine[1]:
        return False
    a, b = one.there, other.there
    return a is not None and b is not None and a.place is not None and a.place.same(b.place)


def _belongs(one: Segment, window: Window, home: str | None) -> bool:
    """Whether a later segment goes on with a trip."""
    if one.mine != all(s.mine for s in window.segments):
        return False
    if one.first <= window.last and not (one.rides and window.closed and _homed(window, one)):
        return _one_kind(window, Window([one]))
    gap = one.first - window.last
    if window.closed:
        # the next leg of a connection home, or a night at home between two trips
        return gap <= _DAY and _connects(one, window)
    if gap > OPEN:
        return False
    if one.rides and window.rides:
        return _leads_on(one, window, home)
    if one.rides:  # a stay, then a ride
        there = window.there
        away = there is not None and there.place is not None and there.place.same(one.origin)
        return gap <= 2 * _DAY and (away or one.role == "return")
    there = window.there
    same = there is not None and there.place is not None and there.place.same(one.place)
    return (gap <= _DAY and same) or (bool(window.rides) and same and gap <= OPEN)


def _leads_on(one: Segment, window: Window, home: str | None) -> bool:
    """A ride that begins where the last one ended, or goes home by its zone, or back to where the trip began."""
    last = window.rides[-1]
    if last.place is not None and one.origin is not None:
        if last.place.same(one.origin):
            return True
        # from another station of the journey, home
        return one.role == "return" or _goes_home(one, window)
    if one.role == "return" or _goes_home(one, window):
        return True
    home = window.rides[0].origin_zone or home
    return one.origin is None and one.zone is not None and one.zone == home and last.zone not in (None, home)


def _goes_home(one: Segment, window: Window) -> bool:
    start = window.starts_at
    return start is not None and start.same(one.place)


def _closes(one: Segment, window: Window) -> bool:
    if not one.rides:
        return False
    return window.is_home(one)


def _connects(one: Segment, window: Window) -> bool:
    last = window.rides[-1] if window.rides else None
    if last is None or not one.rides or last.arrives is None or one.leaves is None:
        return False
    return (
        timedelta(0) <= one.leaves - last.arrives <= timedelta(hours=8)
        and last.place is not None
        and last.place.same(one.origin)
        and not _goes_home(last, window)
    )


def _homed(window: Window, one: Segment) -> bool:
    """Whether a window's way home had ended before a ride sets out again."""
    last = window.rides[-1] if window.rides else None
    return last is not None and last.arrives is not None and one.leaves is not None and one.leaves >= last.arrives


def zone_name(zone: tzinfo) -> str | None:
    """A zone's IANA name; None for UTC and for offsets."""
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    return name if isinstance(name, str) and name not in ("UTC", "Etc/UTC") else None
