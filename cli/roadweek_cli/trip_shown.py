"""How a trip before departure looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name, length, titled
from roadweek.views.trip_text import (
    away_title,
    day_notes,
    let_go,
    policy_lines,
    return_lines,
    session_notes,
    taken_line,
    taken_titles,
    waiting_line,
)
from roadweek_cli.paint import line
from roadweek_cli.plain import padded, width

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.trip_documents import AwayDayView, TripShowView


def shown(view: TripShowView, lang: Language) -> None:
    title, more = away_title(view, lang)
    line(title, "bold")
    for text in more:
        line(text, "yellow")
    line()
    line(say("trips.days", lang), "bold")
    column = max((width(titled(s["title"], s["parts"])) for d in view["days"] for s in d["sessions"]), default=0)
    for day in view["days"]:
        _day(day, min(column, 56), lang)
    line()
    line(say("trips.take", lang), "bold")
    for one in view["take"]:
        line("  " + taken_line(one, lang))
        for text in taken_titles(one, lang):
            line("    " + text, "dim")
        if one["how"]:
            line(f"    `{one['how']}`", "cyan")
    if not view["take"]:
        line("  " + say("trips.take_none", lang))
    line()
    line(say("trips.waits", lang), "bold")
    for waiting in view["waits"]:
        if waiting["waits"]:
            line("  " + waiting_line(waiting, lang))
    if not any(one["waits"] for one in view["waits"]):
        line("  " + say("trips.waits_none", lang))
    gone = let_go(view, lang)
    if gone:
        line("  " + gone, "dim")
    line()
    line(say("trips.back", lang), "bold")
    for text in return_lines(view, lang):
        line("  " + text)
    line()
    line(say("trips.policy", lang), "bold")
    for text in policy_lines(view, lang):
        line("  " + text, "dim")
    line()
    line(view["next"], "cyan")


def _day(day: AwayDayView, column: int, lang: Language) -> None:
    notes = day_notes(day, lang)
    head = day_name(day["date"], lang) + (f" · {' · '.join(notes)}" if notes else "")
    sums = length(day["planned_min"], lang) if day["planned_min"] else say("trips.nothing", lang)
    line(f"  {head} · {sums}", "yellow" if day["rides"] else None)
    for one in day["sessions"]:
        tail = " · ".join(session_notes(one, lang))
        name = padded(titled(one["title"], one["parts"]), column)
        line(f"    {one['local']}  {name}  {length(one['minutes'], lang)}" + (f"  {tail}" if tail else ""))
