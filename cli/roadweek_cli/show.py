"""How weeks, proposals, imports and lists look to a person. Each function prints one of the contract's documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek_cli.paint import line, parts, table
from roadweek_cli.plain import clock, day_name, length, minutes_between, padded, span, width
from roadweek_cli.spelled import edit_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.views import (
        AppliedView,
        ChangeView,
        EventView,
        ExplainView,
        HistoryView,
        ImportView,
        MilestonesView,
        MomentView,
        ProposalView,
        SyncView,
        TasksView,
        TripsView,
        TripView,
        UnplacedView,
        WatchView,
        WeekView,
    )
    from roadweek.workspace import Language

_KIND_STYLE = {"moved": "yellow", "added": "green", "dropped": "red", "shortened": "yellow", "lengthened": "yellow"}


def heads(lang: Language, *names: str) -> list[str]:
    return [say(f"terminal.col_{name}", lang) for name in names]


def week(view: WeekView, lang: Language) -> None:
    days = [day["date"] for day in view["days"]]
    state = say(f"terminal.state_{view['state']}", lang)
    line(
        say(
            "terminal.week_title",
            lang,
            week=view["week"],
            first=day_name(days[0], lang),
            last=day_name(days[-1], lang),
            state=state,
        ),
        "bold",
    )
    if view["sessions"]:
        rows: list[list[str]] = []
        for day in view["days"]:
            sessions = [session for session in view["sessions"] if session["start"][:10] == day["date"]]
            template = say(f"terminal.template_{day['template']}", lang)
            name = day_name(day["date"], lang) + (f" · {template}" if template else "")
            if not sessions and not template:
                continue
            rows += [[""]] if rows else []
            rows += [] if sessions else [[name, "", "", "—", ""]]
            for session in sessions:
                marks = [say(f"terminal.status_{session['status']}", lang)]
                marks += [say("terminal.pinned", lang)] if session["pinned"] else []
                notes = [mark for mark in marks if mark] + ([session["reason"]] if session["reason"] else [])
                minutes = length(minutes_between(session["start"], session["end"]), lang)
                rows.append([name, span(session["start"], session["end"]), minutes, session["title"], "; ".join(notes)])
                name = ""
        table(heads(lang, "day", "time", "length", "what", "why"), rows, styles={0: "cyan", 3: "bold", 4: "dim"})
    else:
        line("  " + say("terminal.week_empty", lang))
    sums = say(
        "terminal.week_sums",
        lang,
        planned=length(view["planned_min"], lang),
        capacity=length(view["capacity_min"], lang),
        buffer=length(view["buffer_min"], lang),
    )
    line(sums, "dim")
    unplaced(view["unplaced"], lang)


def unplaced(items: Sequence[UnplacedView], lang: Language) -> None:
    """What has no place, under its reason; the same wish more than once is counted."""
    if not items:
        return
    line()
    line(say("terminal.unplaced", lang), "bold")
    groups: dict[str, dict[tuple[str, int], int]] = {}
    for item in items:
        group, wish = groups.setdefault(item["reason"], {}), (item["title"], item["minutes"])
        group[wish] = group.get(wish, 0) + 1
    for reason, wishes in groups.items():
        line(reason, "dim")
        for (title, minutes), count in wishes.items():
            times = f" ×{count}" if count > 1 else ""
            line(f"  {padded(length(minutes, lang), 12)}  {title}{times}")


def proposal(view: ProposalView, lang: Language, *, next_step: bool = True) -> None:
    if view["question"]:
        line(say("terminal.question", lang, question=view["question"]), "bold cyan")
        return
    if view["proposal"] is None:
        line(say("terminal.proposal_none", lang))
        unplaced(view["unplaced"], lang)
        return
    title = say("terminal.proposal_title", lang, proposal=view["proposal"], weeks=", ".join(view["weeks"]))
    line(title, "bold")
    for warning in view["warnings"]:
        line(warning, "yellow")
    if view["edits"]:
        for edit in view["edits"]:
            line(say("terminal.proposal_edit", lang, edit=edit_words(edit, lang)), "dim")
    changes(view["changes"], lang)
    line(_sums(view, lang), "dim")
    unplaced(view["unplaced"], lang)
    if view["state"] not in (None, "open"):
        line(say("terminal.proposal_state", lang, state=say(f"terminal.state_{view['state']}", lang)))
    elif next_step:
        line(say("terminal.next_approve", lang, proposal=view["proposal"]), "cyan")


def changes(items: Sequence[ChangeView], lang: Language) -> None:
    """The forced changes, then the chosen ones, each under its reason; a week that is all new as a week."""
    if not items:
        line(say("terminal.proposal_no_changes", lang))
        return
    if all(change["kind"] == "added" for change in items):
        _new_week(items, lang)
        return
    groups: dict[tuple[bool, str], list[ChangeView]] = {}
    for change in sorted(items, key=lambda change: not change["forced"]):
        groups.setdefault((change["forced"], change["reason"]), []).append(change)
    kinds = {kind: say(f"terminal.kind_{kind}", lang) for kind in _KIND_STYLE}
    column = max(width(kinds[change["kind"]]) for change in items)
    for (forced, reason), group in groups.items():
        line(say("terminal.forced" if forced else "terminal.chosen", lang, reason=reason), "bold")
        places = max(width(_when(change, lang)) for change in group)
        for change in group:
            kind = (padded(kinds[change["kind"]], column), _KIND_STYLE[change["kind"]])
            parts("  ", kind, f"  {padded(_when(change, lang), places)}  {change['title']}")


def _new_week(items: Sequence[ChangeView], lang: Language) -> None:
    rows: list[list[str]] = []
    last = ""
    for change in items:
        to = change["to"]
        if to is None:
            continue
        day = day_name(to["start"], lang)
        minutes = length(minutes_between(to["start"], to["end"]), lang)
        rows.append([day if day != last else "", span(to["start"], to["end"]), minutes, change["title"]])
        last = day
    table(heads(lang, "day", "time", "length", "what"), rows, styles={0: "cyan"})


def _when(change: ChangeView, lang: Language) -> str:
    before, after = _moment(change["from"], lang), _moment(change["to"], lang)
    return f"{before} → {after}" if before and after else before or after


def _moment(moment: MomentView | None, lang: Language) -> str:
    return f"{day_name(moment['start'], lang)} {span(moment['start'], moment['end'])}" if moment else ""


def _sums(view: ProposalView, lang: Language) -> str:
    if view["changes"] and all(change["kind"] == "added" for change in view["changes"]):
        minutes = sum(minutes_between(c["to"]["start"], c["to"]["end"]) for c in view["changes"] if c["to"])
        return say("terminal.proposal_new", lang, count=len(view["changes"]), length=length(minutes, lang))
    counts = {kind: sum(change["kind"] == kind for change in view["changes"]) for kind in _KIND_STYLE}
    return say(
        "terminal.proposal_sums",
        lang,
        moved=counts["moved"],
        added=counts["added"],
        dropped=counts["dropped"],
        resized=counts["shortened"] + counts["lengthened"],
        forced=length(view["forced_min"], lang),
        chosen=length(view["chosen_min"], lang),
    )


def applied(view: AppliedView, lang: Language, *, undo: bool = True, published: bool = True) -> None:
    for event in view["events"]:
        line(f"{event['event']}  {event['summary']}")
    if not view["events"]:
        line(say("terminal.applied", lang))
    calendar = view["calendar"]
    if calendar["error"]:
        words = say("terminal.applied_calendar_error", lang, pending=calendar["pending"], error=calendar["error"])
        line(words, "yellow")
    elif calendar["pending"]:
        line(say("terminal.applied_calendar", lang, pending=calendar["pending"]))
    elif published:
        line(say("terminal.applied_written", lang))
    if undo:
        line(say("terminal.next_undo", lang), "cyan")


def imported(view: ImportView, lang: Language) -> None:
    dry = " " + say("terminal.import_dry", lang) if view["version"] is None else ""
    line(say("terminal.import_title", lang, title=view["title"]) + dry, "bold")
    groups: dict[str, int] = {}
    for item in view["items"]:
        groups[item["group"]] = groups.get(item["group"], 0) + 1
    parts = [
        say("terminal.import_items", lang, count=count, group=say(f"terminal.group_{group}", lang))
        for group, count in groups.items()
    ]
    line("  " + ("，" if lang == "zh" else ", ").join(parts))
    cover = view["coverage"]
    line(
        "  "
        + say(
            "terminal.import_coverage",
            lang,
            accounted=cover["accounted"],
            lines=cover["lines"],
            notes=len(view["notes"]),
        )
    )
    if view["conflicts"]:
        line()
        line(say("terminal.import_conflicts", lang), "bold yellow")
        rows = [[_line_numbers(conflict["lines"]), conflict["message"]] for conflict in view["conflicts"]]
        table(heads(lang, "lines", "what"), rows, styles={0: "cyan"})
    if view["proposal"]:
        line(say("terminal.import_proposal", lang, proposal=view["proposal"]), "cyan")
    elif view["version"] is not None:
        line(say("terminal.import_no_proposal", lang))


def _line_numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in lines[:4])
    return shown + (" …" if len(lines) > 4 else "")


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
    if view["source"]:
        line("  " + say("terminal.explain_lines", lang, lines=_line_numbers(view["lines"])), "dim")
        for text in view["source"]:
            line("    " + text, "dim")
    if view["events"]:
        events(view["events"], lang)


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
    table(heads(lang, "id", "what", "track", "length", "due", "done"), rows, styles={0: "cyan"}, fold=(1,))


def milestones(view: MilestonesView, lang: Language) -> None:
    if not view["milestones"]:
        line(say("terminal.no_milestones", lang))
        return
    rows = [
        [item["id"], item["title"], item["track"] or "", item["due"] or "", _day(item["done"], lang)]
        for item in view["milestones"]
    ]
    table(heads(lang, "id", "what", "track", "due", "done"), rows, styles={0: "cyan"}, fold=(1,))


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
    if not (view["applied"] or view["waiting"] or view["suspected"]):
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
