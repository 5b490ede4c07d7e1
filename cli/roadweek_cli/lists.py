"""How lists look to a person: the history, tasks, milestones, trips, and what a meeting with the calendar brought."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import clock, day_name, free_words, length
from roadweek_cli.paint import line, table
from roadweek_cli.plain import span
from roadweek_cli.show import changes, heads, line_numbers
from roadweek_cli.work_tables import outputs, window_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.views.documents import (
        DecisionsView,
        EventView,
        ExplainedPartView,
        ExplainedWorkView,
        ExplainView,
        HistoryView,
        MilestonesView,
        SyncView,
        TasksView,
        TripsView,
        TripView,
        WatchView,
    )


OUTPUT_MOST = 80
"""Columns of what is to come out of a work where a session is explained; `work show` has all of it."""


def history(view: HistoryView, lang: Language) -> None:
    if not view["events"]:
        line(say("terminal.no_history", lang))
        return
    events(view["events"], lang)


def events(items: Sequence[EventView], lang: Language) -> None:
    rows = [
        [
            str(event["event"]),
            f"{day_name(event['at'], lang)} {clock(event['at'])}",
            event["actor"],
            event["summary"] + _undone(event, lang),
        ]
        for event in items
    ]
    table(heads(lang, "event", "when", "who", "what"), rows, styles={0: "cyan", 2: "dim"})


def _undone(event: EventView, lang: Language) -> str:
    return f" ({say('terminal.undone', lang)}: {event['undone_by']})" if event["undone_by"] else ""


def explained(view: ExplainView, lang: Language) -> None:
    start, end = view["start"], view["end"]
    if start and end:
        when = f"{day_name(start, lang)} {span(start, end)}"
        line(say("terminal.explain_when", lang, title=view["title"], when=when), "bold")
    else:
        line(say("terminal.explain_unplaced", lang, title=view["title"]), "bold")
    line("  " + view["reason"])
    free = free_words(view["also_free"], lang) if view["also_free"] else ""
    if free and free not in view["reason"]:
        line("  " + free, "dim")
    for way in view["ways"]:
        line("  " + way)
    if view["source"]:
        line("  " + say("terminal.explain_lines", lang, lines=line_numbers(view["lines"])), "dim")
        for text in view["source"]:
            line("    " + text, "dim")
    if view["parts"]:
        line("  " + say("terminal.explain_parts", lang), "bold")
    for part in view["parts"]:
        _part(part, lang)
    for work in view["works"]:
        _work(work, lang)
    if view["events"]:
        events(view["events"], lang)


def _part(part: ExplainedPartView, lang: Language) -> None:
    """A named part of a session: its minutes, how and where it is done, and its lines."""
    words = f"{part['title']} {length(part['minutes'], lang)}"
    more = [*part["how"], *([part["where"]] if part["where"] else [])]
    line("    " + words + (f" – {'; '.join(more)}" if more else ""))
    line("      " + say("terminal.explain_part_lines", lang, lines=line_numbers(part["lines"])), "dim")


def _work(work: ExplainedWorkView, lang: Language) -> None:
    """What a session is for: the work, how far it is, why this week, and its lines."""
    line("  " + work["title"], "bold")
    line(f"    {work['progress']}")
    span_words = window_words(work["begins"], work["due"], lang)
    line("    " + work["why"] + (f" ({span_words})" if span_words else ""))
    if work["source"]:
        line("    " + say("works.lines", lang, lines=line_numbers(work["lines"])), "dim")
        for text in work["source"]:
            line("      " + text, "dim")
    outputs(work["outputs"], lang, "    ", OUTPUT_MOST)


def tasks(view: TasksView, lang: Language) -> None:
    if not view["tasks"]:
        line(say("terminal.no_tasks", lang))
        return
    rows = [
        [
            task["id"],
            task["title"],
            task["track"] or "",
            length(task["minutes"], lang) if task["minutes"] else "",
            _day(task["due"], lang),
            _day(task["done"], lang),
        ]
        for task in view["tasks"]
    ]
    table(heads(lang, "id", "what", "track", "length", "due", "done"), rows, styles={0: "cyan"}, fold=(0, 1))


def milestones(view: MilestonesView, lang: Language) -> None:
    if not view["milestones"]:
        line(say("terminal.no_milestones", lang))
        return
    rows = [
        [item["id"], item["title"], item["track"] or "", item["due"] or "", _day(item["done"], lang)]
        for item in view["milestones"]
    ]
    table(heads(lang, "id", "what", "track", "due", "done"), rows, styles={0: "cyan"}, fold=(0, 1))


def decisions(view: DecisionsView, lang: Language) -> None:
    if not view["decisions"]:
        line(say("terminal.no_decisions", lang))
        return
    rows = [
        [item["id"], item["question"], " | ".join(item["options"]), item["due"] or "", item["choice"] or ""]
        for item in view["decisions"]
    ]
    table(heads(lang, "id", "what", "options", "due", "choice"), rows, styles={0: "cyan"}, fold=(1, 2, 4))
    line(say("terminal.decide_how", lang), "dim")


def trips(view: TripsView, lang: Language) -> None:
    if not view["trips"]:
        line(say("terminal.no_trips", lang))
        return
    rows = [
        [
            trip["id"],
            _trip_when({**trip, "place": None}, lang),
            trip["place"] or "",
            say(f"terminal.trip_{trip['state']}", lang),
            say("terminal.between", lang).join(trip["evidence"]),
        ]
        for trip in view["trips"]
    ]
    table(heads(lang, "id", "when", "place", "state", "evidence"), rows, styles={0: "cyan", 4: "dim"})


def synced(view: SyncView, lang: Language) -> None:
    counts = {key: view[key] for key in ("events", "written", "deleted", "pending")}
    line(say("terminal.sync_done", lang, **counts))
    if view["kept_by_hand"]:
        line(say("terminal.sync_by_hand", lang, titles=", ".join(view["kept_by_hand"])))
    for trip in view["trips"]:
        state = say(f"terminal.trip_{trip['state']}", lang)
        line("  " + say("terminal.sync_trip", lang, when=_trip_when(trip, lang), state=state))
    for warning in view["warnings"]:
        line(warning, "yellow")
    if view["error"]:
        line(say("terminal.status_error", lang, error=view["error"]), "yellow")


def watched(view: WatchView, lang: Language) -> None:
    for done in view["applied"]:
        line(say("terminal.watch_applied", lang, proposal=done["proposal"]), "bold")
        changes(done["changes"], lang)
    for waiting in view["waiting"]:
        line(say("terminal.watch_waiting", lang, proposal=waiting["proposal"]), "bold")
        for why in waiting["warnings"]:
            line("  " + why, "yellow")
    for trip in view["suspected"]:
        line(say("terminal.watch_suspected", lang, trip=trip["id"], when=_trip_when(trip, lang)))
        line("  " + say("terminal.between", lang).join(trip["evidence"]), "dim")
    if view["ask"]:
        line(view["ask"] + " `roadweek done`", "cyan")
    if view["decisions"]:
        from roadweek_cli.today import decided

        for one in view["decisions"]:
            for text in decided(one, lang):
                line(text, "cyan")
    if view["reports"]:
        line(say("report.written", lang, files=" · ".join(view["reports"])), "cyan")
    if not (
        view["applied"] or view["waiting"] or view["suspected"] or view["ask"] or view["decisions"] or view["reports"]
    ):
        line(say("terminal.watch_nothing", lang))


def _trip_when(trip: TripView, lang: Language) -> str:
    days = day_name(trip["start"], lang)
    if trip["end"] != trip["start"]:
        days += f" – {day_name(trip['end'], lang)}"
    return f"{days} {trip['place']}" if trip["place"] else days


def _day(text: str | None, lang: Language) -> str:
    try:
        return day_name(date.fromisoformat(text[:10]).isoformat(), lang) if text else ""
    except ValueError:
        return text or ""
