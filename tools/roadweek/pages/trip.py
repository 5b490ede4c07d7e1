"""A trip before departure as one page that needs nothing beside itself: to be read on a phone without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from roadweek.pages import TRACK_COLOURS, render
from roadweek.views.format import day_name, length, titled
from roadweek.views.trip_text import (
    away_title,
    day_notes,
    policy_lines,
    session_notes,
    taken_line,
    taken_titles,
    waiting_line,
    week_line,
)

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.trip_documents import AwayDayView, AwaySessionView, TripShowView

__all__ = ["trip_page"]


class _AwayRow(TypedDict):
    time: str
    title: str
    length: str
    notes: list[str]
    colour: int
    status: str


class _AwayCard(TypedDict):
    day: str
    notes: list[str]
    sum: str
    rides: bool
    rows: list[_AwayRow]


def trip_page(view: TripShowView, lang: Language) -> str:
    """The page."""
    tracks = list(
        dict.fromkeys(one["track"] for day in view["days"] for one in day["sessions"])
        | dict.fromkeys(one["track"] for one in view["back"]["first_sessions"])
        | dict.fromkeys(one["track"] for one in view["waits"])
    )
    colours = {track: n % TRACK_COLOURS for n, track in enumerate(tracks)}
    title, more = away_title(view, lang)
    back = view["back"]
    most = max((one["minutes"] for one in back["week_tracks"]), default=1)
    return render(
        "trip.html",
        lang,
        view=view,
        title=title,
        more=more,
        days=[_card(day, colours, lang) for day in view["days"]],
        take=[(taken_line(one, lang), taken_titles(one, lang), one["how"]) for one in view["take"]],
        waits=[(waiting_line(one, lang), colours[one["track"]]) for one in view["waits"] if one["waits"]],
        gone=[(waiting_line(one, lang), colours[one["track"]]) for one in view["waits"] if not one["waits"]],
        first=[_row(one, colours, lang) for one in back["first_sessions"]],
        back_day=_named(back["day"], back["day_min"], "trips.back_day", lang),
        back_first=_named(back["first"], back["first_min"], "trips.back_first", lang),
        tracks=[
            (one["title"], length(one["minutes"], lang), round(100 * one["minutes"] / most))
            for one in back["week_tracks"]
        ],
        whole=week_line(view, lang),
        policy=policy_lines(view, lang),
    )


def _named(day: str, minutes: int, key: str, lang: Language) -> str:
    from roadweek.messages import say

    return say(key, lang, day=day_name(day, lang), length=length(minutes, lang))


def _card(day: AwayDayView, colours: dict[str | None, int], lang: Language) -> _AwayCard:
    return {
        "day": day_name(day["date"], lang),
        "notes": day_notes(day, lang),
        "sum": length(day["planned_min"], lang) if day["planned_min"] else "",
        "rides": day["rides"] or day["role"] != "stay",
        "rows": [_row(one, colours, lang) for one in day["sessions"]],
    }


def _row(one: AwaySessionView, colours: dict[str | None, int], lang: Language) -> _AwayRow:
    return {
        "time": one["local"].replace("-", "–"),
        "title": titled(one["title"], one["parts"]),
        "length": length(one["minutes"], lang),
        "notes": session_notes(one, lang),
        "colour": colours[one["track"]],
        "status": one["status"],
    }
