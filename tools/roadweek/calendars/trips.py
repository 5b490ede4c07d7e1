"""Calendar events that mean being away: suspected or confirmed trips, with the evidence for each.

An explicit word for a business trip over whole days confirms it, in an entry of the person's own or an invitation that
they accepted; anything weaker is a suspicion that the person settles, because a wrongly assumed trip costs a week's
plan. What they declined is none. Evidence is kept as ``kind:detail`` codes, spoken by
:func:`evidence_text`. Being out of office is not travelling, and a cancelled event is no trip.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from roadweek.calendars.attendance import NOBODY, Identity, is_free, travels
from roadweek.calendars.ical import ParsedCalendar, Unreadable, VEvent, values, why
from roadweek.domain.base import Language
from roadweek.domain.sanitise import sanitised_line
from roadweek.domain.week import Trip

__all__ = ["FoundTrip", "evidence_text", "trips_in"]

_EXPLICIT = re.compile(r"出差|差旅|商旅|\b(?:business|work)[ -]trips?\b|\bdienstreise\b", re.IGNORECASE)
_TRAVEL = re.compile(
    r"高铁|动车|火车票?|航班|机票|登机|飞往|飞机|酒店|宾馆|入住|旅行|旅途|"
    r"\bflights?\b(?! of\b)|\bfly(?:ing)? to\b|\btrain (?:to|from)\b|\btrain [A-Z]{0,3} ?\d{1,4}\b|\bhotel\b|"
    r"\bairport\b|\b(?:rail|boarding pass)\b|\btravel(?:l?ing)?\b(?! sales)|\btrip to\b|\bcheck-?in:|\bairbnb\b",
    re.IGNORECASE,
)
_NOT_TRAVEL = re.compile(r"travell?ing sales|旅行商|flight(?: |-)?(?:simulator|recorder|control)", re.IGNORECASE)
_AIRPORTS = re.compile(r"\b([A-Z]{3}) ?(?:-|–|—|→|->|to) ?([A-Z]{3})\b")
_OFFICE = re.compile(
    r"\bout[ -]of[ -](?:the[ -])?office\b|\booo\b|\bpto\b|\b(?:annual|sick|parental) leave\b|休假|请假|年假|病假|调休",
    re.IGNORECASE,
)
_NO = re.compile(r"取消|不去|\bcancel(?:l?ed)?\b|\bno longer\b|\bpostponed\b|推迟", re.IGNORECASE)
_ABOUT = re.compile(
    r"报销|审批|申请|安排|汇报|总结|\b(?:expenses?|reimburse\w*|approval|report|plan(?:ning)?|book(?:ing)?)\b",
    re.IGNORECASE,
)
"""A meeting about a trip is none."""
_NOWHERE = re.compile(
    r"https?:|zoom|teams|webex|meet\.google|腾讯会议|飞书|线上|在线|\bonline\b|\broom\b|会议室|\bremote\b|\bhome\b|家里",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:trip|travel|travell?ing|flight|fly|flying|train) to ([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*)")
_TO_ZH = (
    re.compile(r"(?:飞往|前往|去|到|赴)([\u4e00-\u9fff]{2,5}?)(?:出差|开会|[，。、（( ]|$)"),
    re.compile(r"出差[ ：:·—-]+([\u4e00-\u9fff]{2,5})(?:[，。、（( ]|$)"),
    re.compile(r"(?:^|[ ：:])([\u4e00-\u9fff]{2,4})出差(?:[，。、（( ]|$)"),
)
_MAIL = re.compile(r"from Gmail|created from an email|由.{0,12}邮件.{0,6}创建", re.IGNORECASE)
_WHOLE = timedelta(hours=20)
_ENOUGH = 2


@dataclass(frozen=True)
class FoundTrip:
    """A trip as one event shows it; ``uid`` is the event's."""

    uid: str
    start: date
    end: date
    place: str | None
    timezone: str | None
    confirmed: bool
    evidence: tuple[str, ...]

    def as_trip(self) -> Trip:
        key = hashlib.sha256(self.uid.encode()).hexdigest()[:10]
        return Trip(
            id=f"trip-{key}",
            start=self.start,
            end=self.end,
            place=self.place,
            timezone=self.timezone,
            state="confirmed" if self.confirmed else "suspected",
            origin="calendar",
            evidence=self.evidence,
        )


def trips_in(calendar: ParsedCalendar, zone: tzinfo, me: Identity = NOBODY) -> list[FoundTrip]:
    """The trips of ``me`` that an object speaks of. Series are left out: what comes every week is a habit.

    Raises Unreadable."""
    try:
        events = list(calendar.walk("VEVENT"))
        if any(name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
            return []
        return [trip for event in events if (trip := _trip(event, zone, me)) is not None]
    except Unreadable:
        raise
    except Exception as error:  # foreign text raises many kinds
        raise Unreadable(why(error)) from error


def evidence_text(code: str, lang: Language) -> str:
    """One piece of evidence in words."""
    from roadweek.messages import say

    kind, _, detail = code.partition(":")
    return say(f"evidence.{kind}", lang, detail=detail)


def _trip(event: VEvent, zone: tzinfo, me: Identity) -> FoundTrip | None:
    title = sanitised_line(str(event.get("SUMMARY", "")))
    theirs, attends = travels(event, me)
    if theirs == "no" or _NO.search(title):
        return None
    start, end = event.DTSTART, event.end
    if start is None:
        return None
    all_day = not isinstance(start, datetime)
    first, last = _days(start, end)
    explicit = _EXPLICIT.search(title)
    if explicit and not all_day and first == last and _ABOUT.search(title):
        return None
    if _OFFICE.search(title) and not explicit:
        return None
    location = sanitised_line(str(event.get("LOCATION", "")))
    somewhere = bool(location) and not _NOWHERE.search(location)
    evidence, weight = [f"event:{title[:80]}"], 0
    if explicit:
        evidence, weight = [*evidence, f"word:{explicit[0]}"], weight + 3
    elif (word := _TRAVEL.search(title)) and not _NOT_TRAVEL.search(title):
        evidence, weight = [*evidence, f"word:{word[0]}"], weight + 2
    if pair := _AIRPORTS.search(title):
        evidence, weight = [*evidence, f"word:{pair[0]}"], weight + 1
    if all_day and last > first:
        evidence, weight = [*evidence, f"days:{(last - first).days + 1}"], weight + 1
    if somewhere:
        evidence, weight = [*evidence, f"place:{location[:80]}"], weight + (1 if all_day else 0)
    if zones := _zones(start, end):
        evidence, weight = [*evidence, f"zones:{zones[0]} → {zones[1]}"], weight + 2
    if re.search(r"\btravel\b|差旅|出行", _categories(event), re.IGNORECASE):
        evidence, weight = [*evidence, "category:travel"], weight + 2
    if weight and _MAIL.search(str(event.get("DESCRIPTION", ""))):
        evidence, weight = [*evidence, "mail:"], weight + 1
    if weight < _ENOUGH:
        return None
    if is_free(event):
        evidence = [*evidence, "free:"]
    if attends != "own":
        evidence = [*evidence, f"{attends}:"]
    whole = all_day or (isinstance(end, datetime) and _length(start, end) >= _WHOLE)
    return FoundTrip(
        uid=str(event.get("UID", "")),
        start=first,
        end=last,
        place=_place(title) or (pair[2] if pair else None) or (location[:80] if somewhere and not zones else None),
        timezone=zones[1] if zones else None,
        confirmed=bool(explicit) and whole and theirs == "yes",
        evidence=tuple(evidence),
    )


def _days(start: date | datetime, end: date | datetime) -> tuple[date, date]:
    """First and last day, each as the clock on the wall there shows it; DTEND is exclusive."""
    first = start.date() if isinstance(start, datetime) else start
    if isinstance(end, datetime):
        last = (end - timedelta(seconds=1)).date()
    else:
        last = end - timedelta(days=1)
    return first, max(first, last)


def _length(start: date | datetime, end: datetime) -> timedelta:
    if not isinstance(start, datetime) or (start.tzinfo is None) != (end.tzinfo is None):
        return timedelta(0)
    return end - start


def _zones(start: date | datetime, end: date | datetime) -> tuple[str, str] | None:
    """The zones of departure and arrival where their clocks differ; summer time alone is no journey."""
    if not isinstance(start, datetime) or not isinstance(end, datetime) or not start.tzinfo or not end.tzinfo:
        return None
    names = _zone_name(start.tzinfo), _zone_name(end.tzinfo)
    if not names[0] or not names[1] or names[0] == names[1]:
        return None
    if start.utcoffset() == start.astimezone(end.tzinfo).utcoffset():
        return None
    return names[0], names[1]


def _zone_name(zone: tzinfo) -> str | None:
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    return name if isinstance(name, str) and name not in ("UTC", "Etc/UTC") else None


def _categories(event: VEvent) -> str:
    return " ".join(bytes(one.to_ical()).decode("utf-8", "replace") for one in values(event, "CATEGORIES"))


def _place(title: str) -> str | None:
    if found := _TO.search(title):
        return found[1]
    for pattern in _TO_ZH:
        if found := pattern.search(title):
            return found[1]
    return None
