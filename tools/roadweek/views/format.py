"""Dates, lengths and edits in a few words: “trip · Wed 11 Mar – Fri 13 Mar · Shenzhen”."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from roadweek.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadweek.domain.base import Language

_NAMES = ("track", "work", "title", "milestone", "task", "session", "decision", "adjustment")
_LAST = ("place", "choice", "reason", "evidence")
YEARS = (1970, 2199)
"""Years that a day may lie in: calendars begin with the one, and nobody plans beyond the other."""
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def day_name(text: str, lang: Language) -> str:
    """``2026-11-25`` as "Wed 25 Nov", 11月25日 周三."""
    day = date.fromisoformat(text[:10])
    weekday = say("terminal.weekdays", lang).split()[day.weekday()]
    month = say("terminal.months", lang).split()[day.month - 1]
    return f"{month}{day.day}日 {weekday}" if lang == "zh" else f"{weekday} {day.day} {month}"


def weekday_name(text: str, lang: Language) -> str:
    """The weekday of a date or an RFC 3339 time where it happens: "Wed", 周三."""
    return say("terminal.weekdays", lang).split()[date.fromisoformat(text[:10]).weekday()]


def clocks(start: str, end: str) -> str:
    """``19:00-20:30`` of two RFC 3339 times."""
    return f"{clock(start)}-{clock(end)}"


def free_words(places: Sequence[str], lang: Language) -> str:
    """Of places that would do as well: "Fri 19:00 was free too"."""
    key = "explain.free" if len(places) == 1 else "explain.free_more"
    return say(key, lang, places=say("explain.list", lang).join(places))


def day_of(text: str) -> date:
    """The day that is written as YYYY-MM-DD. Raises DateError."""
    try:
        return near(date.fromisoformat(text))
    except ValueError as error:
        from roadweek.errors import DateError

        written = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)
        raise DateError(value=text, why="no_such_day" if written else "not_written_so") from error


def near(day: date) -> date:
    """The same day, in a year that a plan may be about. Raises DateError."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        from roadweek.errors import DateError

        raise DateError(value=day.isoformat(), why="far", first=str(YEARS[0]), last=str(YEARS[1]))
    return day


def clock(text: str) -> str:
    """The local time of an RFC 3339 time, as HH:MM."""
    return text[11:16]


def length(minutes: int, lang: Language) -> str:
    """90 as "1 h 30", 1 小时 30 分."""
    hours, rest = divmod(minutes, 60)
    if lang == "zh":
        parts = [f"{hours} 小时" if hours else "", f"{rest} 分" if rest or not hours else ""]
        return " ".join(part for part in parts if part)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


SHORT_PARTS = 60
"""Characters that the parts of a session may take beside its title."""


def titled(title: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """A session's title with what the plan divides it into, where that fits: "Spanish (words 20 · reading 25)".

    A single part that has all the minutes is named without them.
    """
    named = [part["title"] if len(parts) == 1 else f"{part['title']} {part['minutes']}" for part in parts]
    words = " · ".join(named)
    if not named or len(words) > SHORT_PARTS:
        return title
    return f"{title} ({words})" if title.isascii() else f"{title}（{words}）"


def notice_lines(notices: Sequence[Mapping[str, Any]], lang: Language) -> list[str]:
    """What is told unasked, and below each what belongs to it and the ways out of it: a line for what is said anyway,
    else one with all."""
    lines: list[str] = []
    for one in notices:
        lines += [one["text"], *(f"  {text}" for text in one["details"])]
        ways = [way["text"] for way in one["ways"]]
        if one["kind"] == "gap":
            lines += [f"  {text}" for text in ways]
        elif ways:
            marks = ("“{}”", "、") if lang == "zh" else ("“{}”", ", ")
            lines.append("  " + say("notices.ways", lang, ways=marks[1].join(marks[0].format(text) for text in ways)))
    return lines


def edit_words(edit: Mapping[str, Any], lang: Language) -> str:
    """The edit's name, then its values in the order in which one would say them; no value is left out."""
    parts = [say(f"edits.{edit['kind']}", lang)]
    parts += [str(edit[name]) for name in _NAMES if edit.get(name) is not None]
    parts += [say(f"edits.{name}_work", lang, work=edit[name]) for name in ("before", "after") if edit.get(name)]
    parts += [_step(step, lang) for step in edit.get("steps") or ()]
    parts += _when(edit, lang)
    if edit.get("minutes") is not None:
        minutes = length(edit["minutes"], lang)
        parts.append(say("edits.a_week", lang, length=minutes) if edit["kind"] == "focus" else minutes)
    parts += [say("edits.over_weeks", lang, weeks=edit["weeks"])] if edit.get("weeks") else []
    parts += _rhythm(edit, lang)
    if edit.get("days") and not edit.get("nth"):
        weekdays = say("terminal.weekdays", lang).split()
        parts.append(", ".join(weekdays[_WEEK.index(day)] for day in edit["days"]))
    parts += [say("edits.at_time", lang, at=edit["at"])] if edit.get("at") else []
    parts += [say(f"edits.{edit[name]}", lang) for name in ("slot", "level", "outcome") if edit.get(name)]
    parts += [str(edit[name]) for name in _LAST if edit.get(name)]
    return " · ".join(parts)


def _rhythm(edit: Mapping[str, Any], lang: Language) -> list[str]:
    """How often: 3× a week, every other week, the first Monday of each month."""
    from roadweek.understanding.render import nth_text, turn_text

    if edit.get("nth"):
        return [nth_text(edit["nth"], edit["days"], lang)]
    turn = [turn_text(edit.get("per") or "week", edit["interval"], lang)] if edit.get("interval", 1) > 1 else []
    times = edit.get("times")
    if turn and times in (None, 1, len(edit.get("days") or ())):
        return turn
    if times is None and not edit.get("per"):
        return turn
    key = f"per_{edit['per']}" if edit.get("per") and not turn else "times"
    return [say(f"edits.{key}", lang, times=edit.get("times", 1)), *turn]


def _step(step: Mapping[str, Any], lang: Language) -> str:
    return str(step["title"]) + (f" ({length(step['minutes'], lang)})" if step.get("minutes") is not None else "")


def _when(edit: Mapping[str, Any], lang: Language) -> list[str]:
    def day(name: str) -> str:
        return day_name(edit[name], lang) if edit.get(name) else ""

    match edit["kind"]:
        case "block" | "open_hours":
            start, end = edit["start"], edit["end"]
            last = clock(end) if end[:10] == start[:10] else f"{day('end')} {clock(end)}"
            return [f"{day('start')} {clock(start)}–{last}"]
        case "add_trip" | "set_capacity":
            first, last = ("start", "end") if edit["kind"] == "add_trip" else ("date_from", "date_to")
            return [day(first) if edit[first] == edit[last] else f"{day(first)} – {day(last)}"]
        case "change_trip":
            new = [say("edits.from_day", lang, day=day("new_start"))] if edit.get("new_start") else []
            new += [say("edits.until_day", lang, day=day("new_end"))] if edit.get("new_end") else []
            return [day("start") + (" → " + " ".join(new) if new else "")]
        case "move":
            return [" → ".join(text for text in (day("from"), day("to")) if text)]
        case _:
            said = [day(name) for name in ("start", "date")]
            said += [say("edits.from_day", lang, day=day("from"))] if edit.get("from") else []
            said += [say("edits.until_day", lang, day=day("until"))] if edit.get("until") else []
            said += [say("edits.due_day", lang, day=day("due"))] if edit.get("due") else []
            return [text for text in said if text]
