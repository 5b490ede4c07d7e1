"""A trip in one view before departure: its days, what is taken along, what waits, and the return. It only reads."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.clock import zone
from roadweek.domain.short import short_id
from roadweek.domain.weeks import week_id
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.scheduling.effective import effective, fold_trips
from roadweek.scheduling.missed import AGAIN
from roadweek.storage import database, plans
from roadweek.storage.sessions import seconds
from roadweek.usecases.trip_material import taken_along
from roadweek.usecases.trip_weeks import TripWeek, trip_week
from roadweek.versions.snapshot import Snapshot, language_of, load
from roadweek.versions.whereabouts import placed
from roadweek.views.build import session_parts, trip_view
from roadweek.views.format import clocks, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadweek.domain.base import Language
    from roadweek.domain.plan import Plan
    from roadweek.domain.week import Trip
    from roadweek.views.trip_documents import (
        AwayDayView,
        AwaySessionView,
        BackTrackView,
        BackView,
        TripPolicyView,
        TripShowView,
        WaitingView,
    )
    from roadweek.workspace import Workspace

_DAY = timedelta(days=1)


def trip_show(ws: Workspace, name: str | None = None) -> TripShowView:
    """The trip of that id or first day; without a name the one that runs, else the next: one that counts before one
    that is only suspected. Raises NoPlanError, UnknownNameError, InputError where none lies ahead."""
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        lang = language_of(connection, ws)
    trip = _chosen(ws, snapshot, name)
    days = [trip.start + _DAY * n for n in range((trip.end - trip.start).days + 1)]
    home_again = trip.end + _DAY
    monday = home_again + timedelta(days=(7 - home_again.weekday()) % 7)
    names = sorted({week_id(day) for day in (*days, home_again, monday)})
    weeks = {one: trip_week(ws, one, trip) for one in names}
    touched = [weeks[one] for one in sorted({week_id(day) for day in days})]
    plan = effective(snapshot.plan, snapshot.adjustments)
    away = [(row, weeks[week_id(day)].document) for day in days for row in weeks[week_id(day)].on(day)]
    policy = _policy(ws, snapshot, plan)
    return {
        "trip": trip_view(trip.model_dump(mode="json"), lang),
        "now": ws.now().isoformat(timespec="seconds"),
        "timezone": ws.timezone,
        "weeks": [{"week": one.week, "state": one.state} for one in touched],
        "days": [_day(ws, trip, day, weeks[week_id(day)], lang) for day in days],
        "take": taken_along(ws, trip, away, lang),
        "waits": _waits(plan, touched, trip, lang),
        "back": _back(ws, plan, trip, weeks, home_again, monday, lang),
        "policy": policy,
        "next": _next(trip, touched, lang),
    }


def _chosen(ws: Workspace, snapshot: Snapshot, name: str | None) -> Trip:
    known = placed(fold_trips(snapshot.trips, snapshot.adjustments), ws.timezone)
    live = [t for t in known if t.state in ("confirmed", "suspected")]
    if name is not None:
        found = next((t for t in known if name in (t.id, t.start.isoformat())), None)
    else:
        ahead = sorted((t for t in live if t.end >= ws.now().date()), key=lambda t: (not t.counts, t.start))
        found = next(iter(ahead), None)
        if found is None:
            raise InputError("no_trip_ahead")
    if found is None:
        listed = [f"{t.id} ({t.start})" for t in live]
        raise UnknownNameError(what="trip", name=name or "?", known=listed, see="see_trips")
    return found


def _day(ws: Workspace, trip: Trip, day: date, week: TripWeek, lang: Language) -> AwayDayView:
    there = trip.zone_on(day) or ws.timezone
    noon = datetime.combine(day, time(12), zone(there))
    ahead = ((noon.utcoffset() or timedelta()) - (noon.astimezone(zone(ws.timezone)).utcoffset() or timedelta())) / (
        timedelta(minutes=1)
    )
    found = [_session(ws, row, week) for row in week.on(day)]
    first, last = day == trip.start, day == trip.end
    return {
        "date": day.isoformat(),
        "weekday": weekday_name(day.isoformat(), lang),
        "role": "both" if first and last else "out" if first else "back" if last else "stay",
        "rides": trip.rides_on(day),
        "place": trip.place_on(day),
        "timezone": there,
        "ahead_min": round(ahead),
        "planned_min": sum(one["minutes"] for one in found if one["status"] != "skipped"),
        "sessions": found,
    }


def _session(ws: Workspace, row: dict[str, Any], week: TripWeek) -> AwaySessionView:
    home = zone(ws.timezone)
    start, end = (datetime.fromisoformat(row[name]).astimezone(home).isoformat() for name in ("start", "end"))
    parts = week.document.get("parts", {}).get(row["id"], ())
    local, at_home = clocks(row["start"], row["end"]), clocks(start, end)
    other = start[:10] != row["start"][:10]
    return {
        "id": row["id"],
        "short": short_id(row["id"]),
        "track": row["track"],
        "title": row["title"],
        "start": row["start"],
        "end": row["end"],
        "local": local,
        "home": None if local == at_home and not other else f"{start[5:10]} {at_home}" if other else at_home,
        "where": next((part["where"] for part in parts if part.get("where")), None),
        "minutes": (seconds(row["end"]) - seconds(row["start"])) // 60,
        "status": row["status"],
        "parts": session_parts(row, week.document),
    }


def _waits(plan: Plan, weeks: Sequence[TripWeek], trip: Trip, lang: Language) -> list[WaitingView]:
    """What the trip leaves out of its weeks. Work that has a place of its own there goes on after the return, and so do
    tasks; a habit of these days is not made up for."""
    places = {a.id for a in plan.activities if a.slot_for is not None}
    titles = {t.id: t.title for t in plan.tracks}
    found: dict[tuple[str | None, bool], WaitingView] = {}
    for wish in (one for week in weeks for one in week.document["unplaced"]):
        code, params = wish["reason"]["code"], wish["reason"]["params"]
        if code != "trip" and not (wish.get("task") and code == "rule"):
            continue
        if code == "trip" and not params.get("start", "") <= trip.end.isoformat() <= params.get("end", "9999"):
            continue  # another trip of that week
        track: str | None = wish.get("track")
        waits = bool(wish.get("task")) or wish.get("activity") in places
        empty: WaitingView = {
            "track": track,
            "title": titles.get(track or "", str(wish["title"])),
            "minutes": 0,
            "sessions": 0,
            "waits": waits,
            "titles": [],
        }
        line = found.setdefault((track, waits), empty)
        line["minutes"] += wish["minutes"]
        line["sessions"] += 1
        if wish["title"] not in line["titles"]:
            line["titles"].append(wish["title"])
    return sorted(found.values(), key=lambda one: (not one["waits"], -one["minutes"], one["title"]))


def _back(
    ws: Workspace,
    plan: Plan,
    trip: Trip,
    weeks: dict[str, TripWeek],
    first: date,
    monday: date,
    lang: Language,
) -> BackView:
    here, whole = weeks[week_id(first)], weeks[week_id(monday)]
    sessions = [_session(ws, row, here) for row in here.on(first)]
    titles = {t.id: t.title for t in plan.tracks}
    tracks: dict[str | None, BackTrackView] = {}
    for row in whole.rows:
        track: str | None = row["track"]
        empty: BackTrackView = {"track": track, "title": titles.get(track or "", str(row["title"])), "minutes": 0}
        one = tracks.setdefault(track, empty)
        one["minutes"] += _minutes([row])
    return {
        "day": trip.end.isoformat(),
        "day_min": _minutes(weeks[week_id(trip.end)].on(trip.end)),
        "first": first.isoformat(),
        "first_min": sum(one["minutes"] for one in sessions),
        "first_sessions": sessions,
        "week": whole.week,
        "week_state": whole.state,
        "week_min": _minutes(whole.rows),
        "week_capacity_min": whole.document["capacity_min"],
        "week_again_min": _minutes(row for row in whole.rows if row["id"].endswith(AGAIN)),
        "week_tracks": sorted(tracks.values(), key=lambda one: (-one["minutes"], one["title"])),
    }


def _minutes(rows: Iterable[dict[str, Any]]) -> int:
    return sum((seconds(row["end"]) - seconds(row["start"])) // 60 for row in rows if row["status"] != "skipped")


def _policy(ws: Workspace, snapshot: Snapshot, plan: Plan) -> TripPolicyView:
    template = next((t for t in plan.templates if t.id == "trip"), None)
    mine = [a for a in plan.activities if a.template == "trip" and not a.superseded]
    rules = [r for r in plan.rules if r.kind == "no_new_tasks_on_trips"]
    of_rules = [n for rule in rules for n in rule.lines]
    stated = [n for a in mine for n in a.lines] + of_rules + list(template.lines if template else ())
    lines = sorted(set(stated))
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
        _, sha256 = plans.source_of(connection, ws.person, version.plan) if version and version.plan else ("", "")
    text = ws.plan_lines(sha256) or []
    return {
        "template": template.title if template else None,
        "lines": lines,
        "source": [words for n in lines if n <= len(text) and (words := text[n - 1].strip().lstrip("-*+# ").strip())],
        "no_new_tasks": bool(rules) or bool(template and template.no_new_tasks),
        "auto_apply": ws.settings.trips.auto_apply,
    }


def _next(trip: Trip, weeks: Sequence[TripWeek], lang: Language) -> str:
    """What there is to do before departure."""
    if trip.state == "suspected":
        return say("trips.next_suspected", lang, trip=trip.id)
    if not trip.counts:
        return say("trips.next_none", lang, trip=trip.id)
    if any(week.state == "proposed" for week in weeks):
        return say("trips.next_replan", lang)
    drafts = [week for week in weeks if week.state == "draft"]
    if drafts:
        monday = date.fromisocalendar(int(drafts[0].week[:4]), int(drafts[0].week[6:]), 1)
        return say("trips.next_accept", lang, day=monday.isoformat())
    return say("trips.next_ready", lang)


__all__ = ["trip_show"]
