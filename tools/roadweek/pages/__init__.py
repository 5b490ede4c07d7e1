"""HTML pages: one stylesheet and a few Jinja templates for every page and report. A page is one file without scripts.

``render(template, lang, **values)`` sanitises and escapes everything that it fills in.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from roadweek.domain.base import Language
    from roadweek.views.documents import PlanDayView, SessionView, WeekView

__all__ = ["days_page", "markdown_html", "render", "week_page"]

TRACK_COLOURS = 8
"""How many colours of the stylesheet (``.t0`` …) tracks share."""


class _SessionBox(TypedDict):
    """A session in the grid: ``top`` and ``height`` in percent of the hours shown."""

    session: SessionView
    time: str
    minutes: int
    top: float
    height: float
    colour: int


class _Column(TypedDict):
    date: str
    weekday: str
    label: str
    trip: bool
    holiday: str
    blocks: list[_SessionBox]


def _environment(lang: Language) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from roadweek.domain.sanitise import FIELD, sanitised
    from roadweek.messages import say

    def cleaned(value: object) -> object:
        return sanitised(value, FIELD) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("roadweek.pages"),
        autoescape=True,
        undefined=StrictUndefined,  # a value that is missing is a mistake of ours, not an empty place
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=cleaned,
    )

    def words(key: str, **params: Any) -> str:
        return say(key, lang, **params)

    def hours_and_minutes(minutes: int) -> str:
        return _length(minutes, lang)

    shared: dict[str, Any] = {"say": words, "lang": lang}
    environment.globals.update(shared)
    environment.filters["hm"] = hours_and_minutes
    return environment


def render(template: str, lang: Language, **values: Any) -> str:
    """The page of ``templates/<template>`` in ``lang``. Raises jinja2.UndefinedError for a value that it lacks."""
    return _environment(lang).get_template(template).render(**values)


def markdown_html(lines: Sequence[str]) -> Markup:
    """Markdown of ours as HTML; raw HTML in it stays text."""
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    made = MarkdownIt("commonmark", {"html": False}).enable("table").render("\n".join(lines))
    return Markup(made)


def _length(minutes: int, lang: Language) -> str:
    hours, rest = divmod(minutes, 60)
    hour, minute = (" 小时", " 分") if lang == "zh" else (" h", " min")
    return " ".join(
        part for part in (f"{hours}{hour}" if hours else "", f"{rest}{minute}" if rest or not hours else "") if part
    )


def week_page(view: WeekView, lang: Language) -> str:
    """The week as a page: a column a day, every session in its hours, then what has no place and why."""
    from roadweek.messages import say
    from roadweek.views.texts import holiday_mark

    weekdays = say("terminal.weekdays", lang).split()
    first, last = _hours(view)
    tracks = {track: n for n, track in enumerate(dict.fromkeys(s["track"] for s in view["sessions"]))}
    columns: list[_Column] = []
    for day in view["days"]:
        on = date.fromisoformat(day["date"])
        sessions = [session for session in view["sessions"] if session["start"][:10] == day["date"]]
        columns.append(
            {
                "date": day["date"],
                "weekday": weekdays[on.weekday()],
                "label": f"{on.month}/{on.day}",
                "trip": day["template"] == "trip",
                "holiday": holiday_mark(view["holidays"], on, lang),
                "blocks": [_block(s, first, last, tracks[s["track"]] % TRACK_COLOURS) for s in sessions],
            }
        )
    return render(
        "week.html",
        lang,
        week=view,
        columns=columns,
        hours=[(hour, 100 * (hour - first) / (last - first)) for hour in range(first, last)],
        state=say(f"terminal.state_{view['state']}", lang),
    )


def _hours(view: WeekView) -> tuple[int, int]:
    """The whole hours between which the sessions lie; at least six of them."""
    starts = [datetime.fromisoformat(session["start"]).hour for session in view["sessions"]] or [8]
    ends = [_end_hour(session) for session in view["sessions"]] or [20]
    first, last = min(starts), max(ends)
    return min(first, 18), max(last, min(first, 18) + 6)


def _end_hour(session: SessionView) -> int:
    end = datetime.fromisoformat(session["end"])
    if end.date().isoformat() > session["start"][:10]:
        return 24
    return end.hour + (1 if end.minute else 0)


def _block(session: SessionView, first: int, last: int, colour: int) -> _SessionBox:
    start, end = datetime.fromisoformat(session["start"]), datetime.fromisoformat(session["end"])
    minutes = round((end - start).total_seconds() / 60)
    whole = (last - first) * 60
    return {
        "session": session,
        "time": f"{start:%H:%M}–{end:%H:%M}",
        "minutes": minutes,
        "top": round(100 * (start.hour * 60 + start.minute - first * 60) / whole, 3),
        "height": round(100 * minutes / whole, 3),
        "colour": colour,
    }


class _DayOfWeek(TypedDict):
    """A day with its sessions and the colour of each, which a title keeps on all days."""

    date: str
    name: str
    weekend: bool
    minutes: int
    rows: list[_DayRow]


class _DayRow(TypedDict):
    time: str
    title: str
    place: str
    minutes: int
    colour: int


class _DaysWeek(TypedDict):
    name: str
    minutes: int
    days: list[_DayOfWeek]


def days_page(view: Sequence[PlanDayView], lang: Language) -> str:
    """What to do each day as a page to print: a box a day, under its week."""
    from roadweek.messages import say
    from roadweek.views.format import day_name

    places: dict[str, int] = {}
    weeks: dict[str, _DaysWeek] = {}
    for day in view:
        on = date.fromisoformat(day["date"])
        year, number, _ = on.isocalendar()
        week = weeks.setdefault(f"{year}-W{number:02d}", {"name": f"{year}-W{number:02d}", "minutes": 0, "days": []})
        rows: list[_DayRow] = []
        for one in day["sessions"]:
            place, title = _in_place(one["title"]) if one["work"] else ("", one["title"])
            colour = places.setdefault(place or title, len(places)) % TRACK_COLOURS
            time = f"{one['start'][11:16]}–{one['end'][11:16]}"
            rows.append({"time": time, "title": title, "place": place, "minutes": one["minutes"], "colour": colour})
        minutes = sum(row["minutes"] for row in rows)
        week["minutes"] += minutes
        name = day_name(day["date"], lang)
        week["days"].append(
            {"date": day["date"], "name": name, "weekend": on.weekday() >= 5, "minutes": minutes, "rows": rows}
        )
    ends = {"first": day_name(view[0]["date"], lang), "last": day_name(view[-1]["date"], lang)}
    count = sum(len(day["sessions"]) for day in view)
    return render(
        "days.html",
        lang,
        title=say("works.days_title", lang, **ends),
        weeks=list(weeks.values()),
        sums=say("works.days_sums", lang, count=count, length=_length(sum(w["minutes"] for w in weeks.values()), lang)),
    )


def _in_place(title: str) -> tuple[str, str]:
    """A session's title as the place that it lies in and what it is for."""
    for mark in ("：", ": "):
        place, found, rest = title.partition(mark)
        if found and rest and len(place) <= 80:
            return place, rest
    return "", title
