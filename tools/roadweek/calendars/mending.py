"""Objects with a bad property: that property is given up, not the event.

A text is mended before it is parsed, line by line, and what was given up is told with the event's title. A text that
is as it should be is handed on untouched. What is not worth guessing stays: an event without a readable start.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

__all__ = ["ASSUMED", "Doubt", "DoubtCode", "mended"]

DoubtCode = Literal["rrule", "exdate", "rdate", "end", "end_type", "end_before", "zone", "rscale", "start", "many"]
ASSUMED = timedelta(hours=1)
"""How long a timed event is taken to last whose end cannot be used."""
_RULE_PARTS = re.compile(
    r"FREQ|UNTIL|COUNT|INTERVAL|WKST|SKIP|RSCALE|BY(?:SECOND|MINUTE|HOUR|DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS|EASTER)"
    r"|X-[A-Z\d-]+"
)
_FREQUENCIES = frozenset(("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_WEEKDAY = re.compile(r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,4}")
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_LENGTH = re.compile(r"\+?P(?=\d|T\d)(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_TIMED = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_TIME_LINE = re.compile(rf"({'|'.join(_TIMED)})(;.*)?:([^:]*)", re.IGNORECASE)
_ZONED = re.compile(r";TZID=(\"[^\"]*\"|[^;]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Doubt:
    """What of an event could not be used: ``title`` is the event's, ``detail`` what stands there."""

    code: DoubtCode
    title: str
    detail: str = ""


@dataclass
class _Property:
    """One unfolded property."""

    name: str
    params: str
    value: str

    @classmethod
    def of(cls, text: str) -> _Property:
        # times have no colon, and the names of zones may have one that nobody put into quotes
        if timed := _TIME_LINE.fullmatch(text):
            return cls(timed[1].upper(), timed[2] or "", timed[3])
        head = re.match(r'((?:[^":]|"[^"]*")*):', text)
        if head is None:
            return cls("", "", text)
        name, _, params = head[1].partition(";")
        return cls(name.upper(), f";{params}" if params else "", text[head.end() :])

    def __str__(self) -> str:
        return f"{self.name}{self.params}:{self.value}" if self.name else self.value

    @property
    def zone(self) -> str | None:
        found = _ZONED.search(self.params)
        return found[1].strip('"') if found else None


@dataclass
class _Mender:
    """What is found over all of an object."""

    doubts: list[Doubt] = field(default_factory=list[Doubt])
    zones: dict[str, int] = field(default_factory=dict[str, int])
    """Zones called by their offset, with it in minutes."""
    defined: set[str] = field(default_factory=set[str])
    changed: bool = False

    def doubt(self, code: DoubtCode, title: str, detail: str) -> None:
        one = Doubt(code, title, detail)
        if one not in self.doubts:
            self.doubts.append(one)


def mended(raw: str) -> tuple[str, tuple[Doubt, ...]]:
    """The object's text with what cannot be used left out or replaced, and what that was. ``raw`` itself, where all
    is well."""
    text = raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in re.sub(r"\n[ \t]", "", text).split("\n") if line.strip()]
    mender = _Mender(changed=raw.startswith("\ufeff"))
    lines = _one_calendar(lines, mender)
    blocks = _without_empty_zones(lines, mender)
    default: str | None = None
    out: list[str] = []
    at = 0
    while at < len(blocks):
        line = blocks[at]
        upper = line[:20].upper()
        if upper.startswith("X-WR-TIMEZONE"):
            default = line.partition(":")[2].strip() or None
            if default is None or not _is_known(default):
                mender.changed = True
                at += 1
                continue
        if upper.rstrip() != "BEGIN:VEVENT":
            out.append(line)
            at += 1
            continue
        end = next((n for n in range(at, len(blocks)) if blocks[n].upper().rstrip() == "END:VEVENT"), len(blocks) - 1)
        out += _event(blocks[at : end + 1], default, mender)
        at = end + 1
    if not mender.changed:
        return raw, tuple(mender.doubts)
    head = next((n for n, line in enumerate(out) if line[:6].upper() == "BEGIN:" and n), len(out))
    out[head:head] = [line for name, minutes in mender.zones.items() for line in _fixed_zone(name, minutes)]
    return "".join(f"{line}\r\n" for line in out), tuple(mender.doubts)


def _one_calendar(lines: list[str], mender: _Mender) -> list[str]:
    """Several calendars in one text, as some programs export, are read as one. Their default zone goes with each."""
    if sum(line.upper().rstrip() == "BEGIN:VCALENDAR" for line in lines) < 2:
        return lines
    mender.changed = True
    out: list[str] = []
    depth = 0
    for line in lines:
        upper = line.upper().rstrip()
        inner = depth == 1
        depth += upper.startswith("BEGIN:") - upper.startswith("END:")
        if upper in ("BEGIN:VCALENDAR", "END:VCALENDAR"):
            if not out:
                out.append(line)
            elif upper == "BEGIN:VCALENDAR":
                out.append("X-WR-TIMEZONE:")  # the default of the calendar before ends here
            continue
        header = inner and not upper.startswith(("BEGIN:", "END:", "X-WR-TIMEZONE"))
        if not header or not any(one.upper().startswith("BEGIN:V") for one in out[1:]):
            out.append(line)
    return [*out, "END:VCALENDAR"]


def _without_empty_zones(lines: list[str], mender: _Mender) -> list[str]:
    out: list[str] = []
    start = -1
    for line in lines:
        upper = line[:24].upper().rstrip()
        if upper == "BEGIN:VTIMEZONE":
            start = len(out)
        out.append(line)
        if upper == "END:VTIMEZONE" and start >= 0:
            block = out[start:]
            if any(one[:14].upper().startswith(("BEGIN:STANDARD", "BEGIN:DAYLIGHT")) for one in block):
                mender.defined |= {one.partition(":")[2].strip() for one in block if one[:5].upper() == "TZID:"}
            else:
                del out[start:]
                mender.changed = True
            start = -1
    return out


# -- one event ------------------------------------------------------------------------------------------------------


def _event(block: Sequence[str], default: str | None, mender: _Mender) -> list[str]:
    props: list[_Property] = []
    depth = 0
    for text in block[1:-1]:
        upper = text[:6].upper()
        depth += upper == "BEGIN:"
        props.append(_Property("", "", text) if depth else _Property.of(text))
        depth -= text[:4].upper() == "END:"
    title = next((one.value for one in props if one.name == "SUMMARY"), "")
    title = re.sub(r"\\([\\;,])", r"\1", title).strip()[:120]
    before = [str(one) for one in props]
    for one in props:
        if one.name in _TIMED:
            _place(one, default, title, mender)
    start = next((one for one in props if one.name == "DTSTART"), None)
    props = [one for one in props if _keeps(one, title, mender)]
    begins = _read(start.value) if start is not None else None
    if start is not None and begins is not None:
        props = _ended(props, start, begins, title, mender)
    after = [str(one) for one in props]
    if after == before:
        return list(block)
    mender.changed = True
    return [block[0], *after, block[-1]]


def _place(one: _Property, default: str | None, title: str, mender: _Mender) -> None:
    """The zone that a time is in, where its name has to be helped."""
    name = one.zone
    if name is None:
        if default and re.fullmatch(r"\d{8}T\d{6}(?:,\d{8}T\d{6})*", one.value):
            if _is_known(default):
                one.params += f";TZID={default}"
            else:
                mender.doubt("zone", title, default)
        return
    if name in mender.defined or _is_known(name):
        return
    if (minutes := _offset(name)) is not None:
        plain = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
        one.params = _ZONED.sub(f";TZID={plain}", one.params)
        mender.zones.setdefault(plain, minutes)
        mender.changed = True
        return
    mender.doubt("zone", title, name)


def _keeps(one: _Property, title: str, mender: _Mender) -> bool:
    """Whether a property can be used, or what is left of it; what was given up is noted."""
    if one.name in ("RRULE", "EXRULE"):
        return _rule(one, title, mender)
    if one.name in ("EXDATE", "RDATE"):
        values = one.value.split(",")
        good = [value for value in values if _is_time(value)]
        if bad := [value for value in values if not _is_time(value)]:
            code: DoubtCode = "exdate" if one.name == "EXDATE" else "rdate"
            mender.doubt(code, title, ",".join(bad)[:60])
            one.value = ",".join(good)
        return bool(good)
    return True


def _rule(one: _Property, title: str, mender: _Mender) -> bool:
    said = (part.partition("=") for part in one.value.strip().rstrip(";").upper().split(";"))
    parts = {key: value for key, _, value in said}
    scale = parts.get("RSCALE", "GREGORIAN")
    if scale != "GREGORIAN":
        mender.doubt("rscale", title, scale.capitalize())
        return False
    if not _is_rule(parts):
        mender.doubt("rrule", title, one.value[:60])
        return False
    if "RSCALE" in parts:
        # RFC 7529: years as everybody counts them; a day that a month does not have is skipped, as without it
        if parts.get("SKIP", "OMIT") != "OMIT":
            mender.doubt("rscale", title, f"SKIP={parts['SKIP']}")
        one.value = ";".join(f"{key}={value}" for key, value in parts.items() if key not in ("RSCALE", "SKIP"))
    return True


def _is_rule(parts: dict[str, str]) -> bool:
    if parts.get("FREQ") not in _FREQUENCIES or not all(_RULE_PARTS.fullmatch(key) for key in parts):
        return False
    for key, value in parts.items():
        if key == "UNTIL":
            good = _read(value) is not None
        elif key in ("COUNT", "INTERVAL"):
            good = value.isdigit() and int(value) > 0
        elif key == "BYDAY":
            good = all(_WEEKDAY.fullmatch(day) for day in value.split(","))
        elif key.startswith("BY"):
            good = all(_NUMBER.fullmatch(number) for number in value.split(","))
        else:
            good = bool(value)
        if not good:
            return False
    return True


def _ended(
    props: list[_Property], start: _Property, begins: date | datetime, title: str, mender: _Mender
) -> list[_Property]:
    """The properties with an end that can be used, or none, or one that is assumed."""
    end = next((one for one in props if one.name in ("DTEND", "DURATION")), None)
    if end is None:
        return props
    all_day = not isinstance(begins, datetime)
    code: DoubtCode | None = None
    if end.name == "DURATION":
        if not _LENGTH.fullmatch(end.value.strip().upper()):
            code = "end_before" if end.value.strip().startswith("-") else "end"
    else:
        ends = _read(end.value)
        if ends is None:
            code = "end"
        elif isinstance(ends, datetime) is all_day:
            code = "end_type"
            if isinstance(begins, datetime) and ends > begins.date():
                end.value, end.params = f"{ends:%Y%m%d}T000000", start.params
                mender.doubt(code, title, end.value)
                return props
        elif all_day and ends == begins:
            return [one for one in props if one is not end]  # a day, as many programs write it
        elif _comparable(start, end) and ends < begins:
            code = "end_before"
    if code is None:
        return props
    mender.doubt(code, title, end.value[:60])
    rest = [one for one in props if one is not end]
    return rest if all_day else [*rest, _Property("DURATION", "", "PT1H")]


def _comparable(one: _Property, other: _Property) -> bool:
    return one.zone == other.zone and one.value.endswith("Z") == other.value.endswith("Z")


def _read(value: str) -> date | datetime | None:
    """A date or a time without its zone; None where it is neither."""
    found = _TIME.fullmatch(value.strip().upper())
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        second = min(int(found[6]), 59)  # RFC 5545 allows the leap second
        return datetime.combine(day, time(int(found[4]), int(found[5]), second))
    except ValueError:
        return None


def _is_time(value: str) -> bool:
    """A date, a time, or a period that begins with one."""
    return _read(value.split("/")[0]) is not None


# -- zones ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _is_known(name: str) -> bool:
    """Whether a zone's name is one that is read without a definition: IANA's, Windows', with a vendor's prefix."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    if name.upper() in ("UTC", "GMT", "Z") or name in WINDOWS_TO_OLSON:
        return True
    parts = name.strip("/").split("/")
    for begin in range(len(parts)):
        try:
            ZoneInfo("/".join(parts[begin:]))
        except (KeyError, ValueError, OSError):
            continue
        return True
    return False


def _offset(name: str) -> int | None:
    """Minutes east of UTC that a name says: "GMT+0800", "UTC-07:00", "+05:30"."""
    found = _OFFSET.fullmatch(name.strip().strip("()"))
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return (minutes if found[1] == "+" else -minutes) if minutes <= 14 * 60 else None


def _fixed_zone(name: str, minutes: int) -> list[str]:
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
