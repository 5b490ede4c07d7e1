"""The roadmap as one page: a lane a track, a row a milestone or work, all on one scale of days.

Places are percentages of the plan's horizon, so the page is as wide as its screen; on a narrow one a row's words stand
above its line. Nothing is told by colour alone: the due day is a diamond, the forecast a dot with its range, and each
row says both in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypedDict

from roadweek.messages import say
from roadweek.pages import TRACK_COLOURS, render
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roadweek.domain.base import Language
    from roadweek.views.roadmap_documents import (
        RoadmapLaneView,
        RoadmapMilestoneView,
        RoadmapSpanView,
        RoadmapView,
        RoadmapWorkView,
    )

SURE, OPEN = 0.8, 0.5
"""From which probability something is likely in time, and from which it is open."""
NAMED_UNTIL = 95.0
"""A month that begins behind so many percent has no room for its name."""
Sureness = Literal["sure", "open", "late", "none", "done"]


class _RoadmapSpan(TypedDict):
    """A part of the scale, in percent of it."""

    left: float
    width: float
    words: str


class _RoadmapRow(TypedDict):
    """``due`` and ``dot`` are places in percent, null where they are not on the scale."""

    title: str
    milestone: bool
    window: _RoadmapSpan | None
    planned: list[_RoadmapSpan]
    due: float | None
    dot: float | None
    reach: _RoadmapSpan | None
    level: Sureness
    chip: str
    words: str
    more: str
    topics: list[tuple[str, str]]


class _RoadmapLane(TypedDict):
    title: str
    colour: int
    rows: list[_RoadmapRow]
    done: str


class _LoadColumn(TypedDict):
    left: float
    width: float
    height: float
    whole: float
    words: str


@dataclass(frozen=True, slots=True)
class _DayScale:
    """Days as percent of the horizon."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date, part: float = 0.0) -> float:
        return round(100 * ((day - self.first).days + part) / self.days, 3)

    def mark(self, text: str | None, part: float = 0.5) -> float | None:
        """The place of a day; null where it is not on the scale."""
        if text is None:
            return None
        day = date.fromisoformat(text)
        return self.at(day, part) if self.first <= day <= self.last else None

    def stretch(self, first: date, last: date, words: str = "") -> _RoadmapSpan | None:
        """Both days inclusive; null where none of it is on the scale."""
        a, b = max(first, self.first), min(last, self.last)
        if a > b:
            return None
        return {"left": self.at(a), "width": round(self.at(b, 1.0) - self.at(a), 3), "words": words}


def roadmap_page(view: RoadmapView, lang: Language) -> str:
    """The page; it needs nothing beside itself."""
    scale = _DayScale(date.fromisoformat(view["first"]), date.fromisoformat(view["last"]))
    lanes = [_lane(lane, n, view, scale, lang) for n, lane in enumerate(view["lanes"])]
    trips = [
        (one, _spanned(one, scale, say("roadmap.key_trip", lang) + (f" · {one['title']}" if one["title"] else "")))
        for one in view["trips"]
    ]
    days_off = [h for week in view["weeks"] for h in week["holidays"]]
    holidays = [
        scale.stretch(date.fromisoformat(h["date"]), date.fromisoformat(h["date"]), h["title"]) for h in days_off
    ]
    return render(
        "roadmap.html",
        lang,
        view=view,
        span=say("roadmap.span", lang, first=_long(view["first"], lang), last=_long(view["last"], lang)),
        sums=_sums(view, lang),
        months=_months(scale, lang),
        phases=_phases(view["phases"], scale),
        load=_load(view, scale, lang),
        trip_words=_trip_words(view, lang),
        trips=[stretch for _, stretch in trips if stretch is not None],
        holidays=[one for one in holidays if one is not None],
        today=scale.mark(view["today"]),
        today_words=f"{say('roadmap.today', lang)} {_short(view['today'], lang)}",
        lanes=[lane for lane in lanes if lane["rows"] or lane["done"]],
    )


def level_of(one: RoadmapMilestoneView | RoadmapWorkView) -> Sureness:
    """How sure something is to be in time."""
    told: Mapping[str, object] = one
    if told.get("state") == "done" or told.get("done"):
        return "done"
    if one["probability"] is None:
        return "none"
    return "sure" if one["probability"] >= SURE else "open" if one["probability"] >= OPEN else "late"


def _sums(view: RoadmapView, lang: Language) -> list[tuple[int, str, str]]:
    """How many milestones are how sure; of a plan without milestones, how many works that are due."""
    counted: Sequence[RoadmapMilestoneView | RoadmapWorkView] = view["milestones"]
    if not any(one["works"] for one in view["milestones"]):
        counted = [one for one in view["work"] if one["due"] and one["state"] != "dropped"]
    levels = [level_of(one) for one in counted]
    names: list[Sureness] = ["sure", "open", "late", "done"]
    return [(levels.count(name), name, say(f"roadmap.sum_{name}", lang)) for name in names]


def _months(scale: _DayScale, lang: Language) -> list[tuple[float, str, bool]]:
    """Where each month begins, with its name; the first one where it has room, and which of them begin a quarter."""
    names = say("terminal.months", lang).split()
    starts = [
        day for n in range(scale.days) if (day := scale.first + timedelta(days=n)).day == 1 or (n == 0 and day.day < 20)
    ]
    return [
        (scale.at(day), names[day.month - 1] if scale.at(day) < NAMED_UNTIL else "", day.month in (1, 4, 7, 10))
        for day in starts
    ]


def _phases(phases: Iterable[RoadmapSpanView], scale: _DayScale) -> list[list[_RoadmapSpan]]:
    """The phases in as few lines as hold them side by side."""
    lines: list[list[_RoadmapSpan]] = []
    for one in phases:
        stretch = _spanned(one, scale, one["title"])
        if stretch is None:
            continue
        line = next((ln for ln in lines if ln[-1]["left"] + ln[-1]["width"] <= stretch["left"] + 0.01), None)
        if line is None:
            lines.append([stretch])
        else:
            line.append(stretch)
    return lines[:3]


def _spanned(one: RoadmapSpanView, scale: _DayScale, words: str) -> _RoadmapSpan | None:
    return scale.stretch(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), words)


def _load(view: RoadmapView, scale: _DayScale, lang: Language) -> list[_LoadColumn]:
    """A column a week: the minutes of its works against what the week has."""
    most = max((week["capacity_min"] for week in view["weeks"]), default=0) or 1
    found: list[_LoadColumn] = []
    for week in view["weeks"]:
        monday = date.fromisocalendar(int(week["week"][:4]), int(week["week"][6:]), 1)
        planned = sum(week["minutes"].values())
        stretch = scale.stretch(monday, monday + timedelta(days=6))
        if stretch is not None:
            words = say(
                "roadmap.load_of",
                lang,
                week=week["week"],
                planned=length(planned, lang),
                capacity=length(week["capacity_min"], lang),
            )
            whole = round(100 * week["capacity_min"] / most, 1)
            height = round(min(100.0, 100 * planned / most), 1)
            found.append({**_only_place(stretch), "height": height, "whole": whole, "words": words})
    return found


def _trip_words(view: RoadmapView, lang: Language) -> str:
    """The trips that are still to come, the next three by name and days."""
    ahead = [one for one in view["trips"] if one["last"] >= view["today"]]
    named = [
        " ".join(part for part in (one["title"], f"{_short(one['first'], lang)} – {_short(one['last'], lang)}") if part)
        for one in ahead[:3]
    ]
    return ", ".join(named) + (" …" if len(ahead) > 3 else "")


class _ColumnPlace(TypedDict):
    left: float
    width: float


def _only_place(stretch: _RoadmapSpan) -> _ColumnPlace:
    return {"left": stretch["left"], "width": stretch["width"]}


def _lane(lane: RoadmapLaneView, number: int, view: RoadmapView, scale: _DayScale, lang: Language) -> _RoadmapLane:
    works = {one["id"]: one for one in view["work"]}
    milestones = {one["id"]: one for one in view["milestones"]}
    rows: list[tuple[str, _RoadmapRow]] = []
    shown: set[str] = set()
    done = 0
    for name in lane["milestones"]:
        one = milestones[name]
        mine = [works[w] for w in one["works"] if w in works]
        if len(mine) == 1:
            shown.add(mine[0]["id"])
        rows.append((one["due"] or one["forecast"] or "9999", _milestone_row(one, mine, scale, lang)))
    topics: list[RoadmapWorkView] = []
    for name in lane["works"]:
        work = works[name]
        if work["state"] == "done":
            done += name not in shown
        elif work["state"] == "dropped" or name in shown:
            continue
        elif work["kind"] == "unit" and not _is_owed(work):
            topics.append(work)
        else:
            rows.append((work["due"] or work["forecast"] or "9999", _work_row(work, scale, lang)))
    rows.sort(key=lambda pair: pair[0])
    if topics:
        rows.insert(0, ("", _topics_row(topics, scale, lang)))
    return {
        "title": lane["title"],
        "colour": number % TRACK_COLOURS,
        "rows": [row for _, row in rows],
        "done": say("roadmap.done_count", lang, count=done) if done else "",
    }


def _is_owed(work: RoadmapWorkView) -> bool:
    return work["effort_by"] in ("stated", "learned") and work["due"] is not None


def _planned(works: Sequence[RoadmapWorkView], scale: _DayScale, lang: Language) -> list[_RoadmapSpan]:
    """The weeks in which works are planned, those side by side as one stretch."""
    weeks: dict[date, int] = {}
    for work in works:
        for name, minutes in work["weeks"].items():
            monday = date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
            weeks[monday] = weeks.get(monday, 0) + minutes
    found: list[_RoadmapSpan] = []
    for begin, end, minutes in _runs(weeks):
        stretch = scale.stretch(begin, end + timedelta(days=6), length(minutes, lang))
        if stretch is not None:
            found.append(stretch)
    return found


def _runs(weeks: dict[date, int]) -> list[tuple[date, date, int]]:
    found: list[tuple[date, date, int]] = []
    for monday in sorted(weeks):
        if found and found[-1][1] + timedelta(days=7) == monday:
            begin, _, minutes = found[-1]
            found[-1] = (begin, monday, minutes + weeks[monday])
        else:
            found.append((monday, monday, weeks[monday]))
    return found


def _window(works: Sequence[RoadmapWorkView], scale: _DayScale) -> _RoadmapSpan | None:
    begins = [work["from"] for work in works if work["from"]]
    ends = [work["due"] for work in works if work["due"]]
    if not ends:
        return None
    last = date.fromisoformat(max(ends))
    first = date.fromisoformat(min(begins)) if begins else last - timedelta(days=20)
    return scale.stretch(min(first, last), last)


def _milestone_row(
    one: RoadmapMilestoneView, works: Sequence[RoadmapWorkView], scale: _DayScale, lang: Language
) -> _RoadmapRow:
    row = _row(one, one["title"], works, scale, lang)
    row["milestone"] = True
    if one["done"]:
        row["words"] = say("roadmap.reached", lang, day=_short(one["done"], lang))
    elif not one["works"]:
        row["words"] = say("roadmap.no_works", lang)
    if one["before"] and not one["done"]:
        row["more"] = " · ".join(part for part in (row["more"], _said_before(one, lang)) if part)
    return row


def _said_before(one: RoadmapMilestoneView, lang: Language) -> str:
    """What was foretold of a milestone when that was first kept."""
    first = one["before"][0]
    told = _short(first["forecast"], lang) if first["forecast"] else say("roadmap.forecast_no_day", lang)
    if first["probability"] is not None:
        told += f" ({first['probability']:.0%})" if lang == "en" else f"（{first['probability']:.0%}）"
    return say("roadmap.before", lang, made=_short(first["made"], lang), told=told)


def _work_row(work: RoadmapWorkView, scale: _DayScale, lang: Language) -> _RoadmapRow:
    return _row(work, work["title"], [work], scale, lang)


def _row(
    one: RoadmapMilestoneView | RoadmapWorkView,
    title: str,
    works: Sequence[RoadmapWorkView],
    scale: _DayScale,
    lang: Language,
) -> _RoadmapRow:
    level = level_of(one)
    reach = None
    if one["early"] and level != "done":
        late = date.fromisoformat(one["late"]) if one["late"] else scale.last
        reach = scale.stretch(date.fromisoformat(one["early"]), late)
    return {
        "title": title,
        "milestone": False,
        "window": _window(works, scale),
        "planned": _planned(works, scale, lang),
        "due": scale.mark(one["due"]),
        "dot": scale.mark(one["forecast"]) if level != "done" else None,
        "reach": reach,
        "level": level,
        "chip": "✓" if level == "done" else chance(one["probability"], works, lang),
        "words": forecast_words(one, lang),
        "more": more_words(one, lang),
        "topics": [],
    }


def _topics_row(topics: Sequence[RoadmapWorkView], scale: _DayScale, lang: Language) -> _RoadmapRow:
    """The topics of a lane in one row, each a stretch with its name, and the list of them."""
    planned: list[_RoadmapSpan] = []
    for work in topics:
        weeks = [date.fromisocalendar(int(name[:4]), int(name[6:]), 1) for name in work["weeks"]]
        if weeks:
            stretch = scale.stretch(min(weeks), max(weeks) + timedelta(days=6), work["title"])
            if stretch is not None:
                planned.append(stretch)
    listed = [(work["title"], _short(work["forecast"], lang) if work["forecast"] else "") for work in topics]
    return {
        "title": topics_words(len(topics), lang),
        "milestone": False,
        "window": None,
        "planned": planned,
        "due": None,
        "dot": None,
        "reach": None,
        "level": "none",
        "chip": "",
        "words": "",
        "more": "",
        "topics": listed,
    }


def topics_words(count: int, lang: Language) -> str:
    """How many topics stand in one row."""
    return say("roadmap.topic" if count == 1 else "roadmap.topics", lang, count=count)


def chance(probability: float | None, works: Sequence[RoadmapWorkView], lang: Language) -> str:
    """A probability as percent, marked where it rests on guessed efforts alone; empty where there is none."""
    if probability is None:
        return ""
    told = f"{probability:.0%}"
    guessed = all(work["effort_by"] in ("shared", "assumed") for work in works) and 0.01 < probability < 0.99
    return say("roadmap.guess", lang, chance=told) if guessed else told


def forecast_words(one: RoadmapMilestoneView | RoadmapWorkView, lang: Language) -> str:
    """The day of a forecast; what stands in its place where there is none."""
    if one["forecast"] is not None:
        return _short(one["forecast"], lang)
    if one["probability"] is not None or one["early"] is not None:
        return say("roadmap.forecast_no_day", lang)
    return ""


def more_words(one: RoadmapMilestoneView | RoadmapWorkView, lang: Language) -> str:
    """Due day, range and shortfall of a row."""
    said = [say("roadmap.due_on", lang, day=_short(one["due"], lang))] if one["due"] else []
    if one["early"]:
        late = _short(one["late"], lang) if one["late"] else say("roadmap.open_end", lang)
        said.append(say("roadmap.between", lang, early=_short(one["early"], lang), late=late))
    if one["short_min"] >= 25:
        said.append(say("roadmap.short", lang, length=length(one["short_min"], lang)))
    return " · ".join(said)


def _short(text: str, lang: Language) -> str:
    """A day without its weekday."""
    day = date.fromisoformat(text)
    if lang == "zh":
        return f"{day.month}月{day.day}日"
    return day_name(text, lang).split(maxsplit=1)[1]


def _long(text: str, lang: Language) -> str:
    year = text[:4]
    return f"{year}年{_short(text, lang)}" if lang == "zh" else f"{_short(text, lang)} {year}"
