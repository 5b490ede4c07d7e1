"""HTML pages: one stylesheet and a few Jinja templates for every page and report. A page is one file without scripts.

``render(template, lang, **values)`` escapes everything that it fills in.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from jinja2 import Environment

    from roadweek.domain.base import Language
    from roadweek.views.documents import SessionView, WeekView

__all__ = ["render", "week_page"]

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
    blocks: list[_SessionBox]


def _environment(lang: Language) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from roadweek.messages import say

    environment = Environment(
        loader=PackageLoader("roadweek.pages"),
        autoescape=True,
        undefined=StrictUndefined,  # a value that is missing is a mistake of ours, not an empty place
        trim_blocks=True,
        lstrip_blocks=True,
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


def _length(minutes: int, lang: Language) -> str:
    hours, rest = divmod(minutes, 60)
    hour, minute = (" 小时", " 分") if lang == "zh" else (" h", " min")
    return " ".join(
        part for part in (f"{hours}{hour}" if hours else "", f"{rest}{minute}" if rest or not hours else "") if part
    )


def week_page(view: WeekView, lang: Language) -> str:
    """The week as a page: a column a day, every session in its hours, then what has no place and why."""
    from roadweek.messages import say

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
