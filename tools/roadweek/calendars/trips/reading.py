"""One calendar event as the part of a trip that it speaks of, with the evidence weighed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from roadweek.calendars.attendance import Identity, is_free, travels
from roadweek.calendars.ical import VEvent, values
from roadweek.calendars.trips.about import (
    calls_off,
    is_about,
    is_leave,
    is_meeting,
    is_nowhere,
    passenger,
    somebody_else,
)
from roadweek.calendars.trips.days import Away, away, explicit, speaks_of_days
from roadweek.calendars.trips.places import GeoPlace, namesake, near
from roadweek.calendars.trips.routes import ENOUGH, Route, hints, homeward, route
from roadweek.calendars.trips.segment import Segment, TripPart
from roadweek.calendars.trips.windows import zone_name
from roadweek.domain.sanitise import sanitised_line

__all__ = ["segment_of"]

_MAIL = re.compile(
    r"from (?:an email you received in )?Gmail|created from an email|dans Gmail|in Gmail empfangen|en Gmail"
    r"|由.{0,12}邮件.{0,6}创建"
    r"|根据.{0,20}邮件|Gmail のメール|tripit|airbnb\.|booking\.com|expedia|trip\.com|携程|飞猪|去哪儿|同程|美团"
    r"|12306|sncf connect"
    r"|航旅纵横|agoda",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    r"(?:booking|confirmation|reservation|record locator|pnr|ticket|collect your tickets)[^\n]{0,24}(?:number"
    r"|code|reference|no\.|:|#|pin|with)"
    r"|booking reference|buchungs(?:code|nummer)|auftragsnummer|reiseverbindung|numéro de réservation"
    r"|référence de dossier|dossier"
    r"|localizador|código de reserva|订单号?|预订号|确认号|票号|予約番号|bag drop|check-?out",
    re.IGNORECASE,
)
_CATEGORY = re.compile(r"\btravel\b|差旅|出行|旅行|\breise\b|\bvoyage\b|\bviaje\b|\btrip\b", re.IGNORECASE)
_SHIPPED = re.compile(r"\bstay\b|\[(?:flight|lodging|rail)\]", re.IGNORECASE)
_WHOLE = timedelta(hours=20)
_NIGHT = timedelta(hours=8)


def segment_of(event: VEvent, key: str, home: tzinfo, me: Identity) -> Segment | None:
    """What an event says of a trip of ``me``; None where that is nothing, or too little.

    Raises what icalendar raises for values that cannot be read."""
    title = sanitised_line(str(event.get("SUMMARY", "")))
    start, end = event.DTSTART, event.end
    if not title or start is None:
        return None
    whole = not isinstance(start, datetime) or (isinstance(end, datetime) and _length(start, end) >= _WHOLE)
    zones = _zones(start, end)
    # most events are hours in one zone that name no journey: nothing more is asked of them
    long = whole or zones is not None or _overnight(start, end)
    if not long and not hints(title):
        return None
    location = sanitised_line(str(event.get("LOCATION", "")))
    said_route = route(title, location)
    if not (said_route or long or speaks_of_days(title)):
        return None
    theirs, attends = travels(event, me)
    if theirs == "no" or calls_off(title) or is_about(title) or (is_leave(title) and not explicit(title)):
        return None
    description = str(event.get("DESCRIPTION", ""))
    nowhere = bool(location) and is_nowhere(location)
    there = "" if nowhere else location
    booked = bool(_MAIL.search(description) or _BOOKED.search(description))
    ride = None if nowhere else _ride(title, said_route, booked, start, end, zones)
    staying = None
    long_enough = not isinstance(start, datetime) and _whole_days(start, end) > 1
    if ride is None and (long_enough or not is_meeting(title)) and not nowhere:
        staying = _staying(event, title, there, start, end, home, booked, said_route)
    if ride is None and staying is None:
        return None
    other = somebody_else(title, me) or passenger(description, me)
    if staying is not None and other is not None and staying.goes == other:
        staying = replace(staying, goes=None)
    mine = theirs == "yes" and other is None
    tags = ["mail:"] if booked else []
    tags += ["category:travel"] if _travel_category(event) else []
    tags += ["free:"] if is_free(event) else []
    tags += [f"{attends}:"] if attends != "own" else []
    tags += [f"other:{other}"] if other else []
    said = [f"event:{title[:80]}"]
    if ride is not None:
        return _ride_segment(key, ride, start, end, zones, home, mine, (*said, *ride.evidence, *tags), homeward(title))
    assert staying is not None
    return _stay_segment(key, staying, start, end, home, mine and staying.certain and whole, mine, said, tags)


def _ride(
    title: str,
    found: Route | None,
    booked: bool,
    start: date | datetime,
    end: date | datetime,
    zones: tuple[str, str] | None,
) -> Route | None:
    """A journey, where enough speaks for it. One that a whole day or more is given to is none: it is what the day is
    for."""
    weight = found.weight if found else 0
    evidence = list(found.evidence) if found else []
    if zones:
        weight += 2
        evidence.append(f"zones:{zones[0]} → {zones[1]}")
    if not weight:
        return None
    weight += booked
    if is_meeting(title):
        weight -= 2
    all_day = not isinstance(start, datetime) or (
        isinstance(end, datetime) and _length(start, end) > timedelta(hours=40)
    )
    if all_day and not (found and (found.origin or booked)):
        return None
    if not isinstance(start, datetime) and _whole_days(start, end) > 2:
        return None
    if weight < ENOUGH and not (zones and not is_meeting(title)):
        return None
    return Route(
        weight,
        tuple(evidence),
        found.origin if found else None,
        found.place if found else None,
        found.goes if found else None,
    )


def _staying(
    event: VEvent,
    title: str,
    location: str,
    start: date | datetime,
    end: date | datetime,
    home: tzinfo,
    booked: bool,
    moves: Route | None,
) -> Away | None:
    days, night = 0, False
    if not isinstance(start, datetime):
        days = _whole_days(start, end)
    elif isinstance(end, datetime):
        length = _length(start, end)
        night = _overnight(start, end)
        days = length.days + 1 if length >= _WHOLE else 0
    name = zone_name(home) or ""
    city = name.rsplit("/", 1)[-1].replace("_", " ")
    found = away(title, location, name, city, days=days, night=night or days > 0, booked=booked)
    weight, evidence = found.weight, list(found.evidence)
    if days > 1:
        weight += 1
        evidence.append(f"days:{days}")
    if _travel_category(event):
        weight += 2
    if str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "OOF":
        weight += 1
    if booked and not found.stays and found.place is not None:
        weight += 1
    place = found.place or _located(event)
    if moves is not None and moves.weight >= ENOUGH and days:  # whole days that are called after the way there
        weight += 2
        evidence = [*moves.evidence, *evidence]
        place = moves.place or place
    if weight < ENOUGH or (days == 0 and not night and not found.stays and not found.certain):
        return None
    return Away(weight, tuple(evidence), place, found.goes, found.certain, found.stays)


def _ride_segment(
    key: str,
    ride: Route,
    start: date | datetime,
    end: date | datetime,
    zones: tuple[str, str] | None,
    home: tzinfo,
    mine: bool,
    evidence: tuple[str, ...],
    back: bool,
) -> Segment:
    here = zone_name(home)
    origin_zone = ride.origin.zone if ride.origin else (zones[0] if zones else None)
    zone = ride.place.zone if ride.place else (zones[1] if zones else None)
    from_zone, to_zone = _tz(origin_zone) or home, _tz(zone) or home
    leaves, arrives = _instant(start, from_zone), _instant(end, to_zone)
    first, last = _day(start, from_zone), _day(end, to_zone)
    if not isinstance(end, datetime):
        last = end - timedelta(days=1)
    if zones and zone and _same_clock(zone, zones[1], end):
        zone = zones[1]  # the event's own name of a clock that its place has too
    role: TripPart = "return" if back or (zone == here and origin_zone not in (None, here)) else "outbound"
    if ride.place is not None and zones and ride.place.zone != zones[1]:
        ride = replace(ride, place=namesake(ride.place, zone=zones[1]))
    target = ride.place
    if target is None and ride.goes:
        target = GeoPlace(ride.goes, zone or "", "", ride.goes)
    return Segment(
        key=key,
        role=role,
        first=first,
        last=max(first, last),
        place=target,
        origin=ride.origin,
        zone=zone,
        origin_zone=origin_zone,
        leaves=leaves,
        arrives=max(arrives, leaves),
        mine=mine,
        evidence=evidence,
    )


def _stay_segment(
    key: str,
    staying: Away,
    start: date | datetime,
    end: date | datetime,
    home: tzinfo,
    certain: bool,
    mine: bool,
    said: list[str],
    tags: list[str],
) -> Segment:
    place = staying.place
    if place is None and staying.goes:
        place = GeoPlace(staying.goes, "", "", staying.goes)
    named = zone_name(start.tzinfo) if isinstance(start, datetime) and start.tzinfo else None
    if place is not None and place.size and named and named != zone_name(home) and named != place.zone:
        place = namesake(place, zone=named)
    zone = place.zone or None if place else None
    there = _tz(zone) or home
    first = _day(start, there)
    last = _day(end - timedelta(seconds=1), there) if isinstance(end, datetime) else end - timedelta(days=1)
    return Segment(
        key=key,
        role="stay",
        first=first,
        last=max(first, last),
        place=place,
        zone=zone,
        certain=certain,
        mine=mine,
        evidence=(*said, *staying.evidence, *tags),
    )


# -- days and zones -------------------------------------------------------------------------------------------------


def _day(value: date | datetime, there: tzinfo) -> date:
    """The day as the clock there shows it: an instant in UTC is told by it, other times show it themselves."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is not None and zone_name(value.tzinfo) is None and not value.utcoffset():
        return value.astimezone(there).date()
    return value.date()


def _instant(value: date | datetime, there: tzinfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=there).astimezone(UTC)
    return (value if value.tzinfo else value.replace(tzinfo=there)).astimezone(UTC)


def _whole_days(start: date | datetime, end: date | datetime) -> int:
    """How many days an all-day event takes; DTEND is the day after the last."""
    return max(end.toordinal() - start.toordinal(), 1)


def _length(start: date | datetime, end: datetime) -> timedelta:
    if not isinstance(start, datetime) or (start.tzinfo is None) != (end.tzinfo is None):
        return timedelta(0)
    return end - start


def _overnight(start: date | datetime, end: date | datetime) -> bool:
    return (
        isinstance(start, datetime)
        and isinstance(end, datetime)
        and start.date() != end.date()
        and _length(start, end) >= _NIGHT
    )


def _zones(start: date | datetime, end: date | datetime) -> tuple[str, str] | None:
    """The zones of departure and arrival where their clocks differ; summer time alone is no journey."""
    if not isinstance(start, datetime) or not isinstance(end, datetime) or not start.tzinfo or not end.tzinfo:
        return None
    if start.tzinfo is end.tzinfo:
        return None
    names = zone_name(start.tzinfo), zone_name(end.tzinfo)
    if not names[0] or not names[1] or names[0] == names[1]:
        return None
    if start.utcoffset() == start.astimezone(end.tzinfo).utcoffset():
        return None
    return names[0], names[1]


def _same_clock(one: str, other: str, at: date | datetime) -> bool:
    """Whether two zones show the same time at a moment."""
    first, second = _tz(one), _tz(other)
    if first is None or second is None or not isinstance(at, datetime):
        return False
    return _instant(at, first).astimezone(first).utcoffset() == _instant(at, first).astimezone(second).utcoffset()


def _tz(name: str | None) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


# -- properties -----------------------------------------------------------------------------------------------------


def _travel_category(event: VEvent) -> bool:
    found = " ".join(bytes(one.to_ical()).decode("utf-8", "replace") for one in values(event, "CATEGORIES"))
    return _CATEGORY.search(found) is not None


def _located(event: VEvent) -> GeoPlace | None:
    """The city of the coordinates that phones put beside a location."""
    points = [str(one) for one in values(event, "X-APPLE-STRUCTURED-LOCATION")]
    if geo := event.get("GEO"):
        points.append(f"geo:{geo.latitude},{geo.longitude}")
    for point in points:
        if found := re.fullmatch(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?).*", point.strip()):
            return near(float(found[1]), float(found[2]))
    return None
