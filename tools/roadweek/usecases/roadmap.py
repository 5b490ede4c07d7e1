"""The year as lanes: works and milestones by track over the plan's weeks, with trips and forecasts. It only reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.week import trip_on
from roadweek.domain.weeks import days_of, week_id
from roadweek.messages import say
from roadweek.planning.effort import monday
from roadweek.planning.forecast import DRAWS
from roadweek.planning.foretold import score_of
from roadweek.storage import database
from roadweek.usecases.forecasts import forecast_fields, forecasts
from roadweek.usecases.foretold import outcomes, score_view
from roadweek.usecases.public_holidays import holidays_between
from roadweek.usecases.works import task_view, work_view
from roadweek.versions.snapshot import language_of
from roadweek.views.foretold_text import score_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.domain.week import Trip
    from roadweek.planning.foretold import ForecastOutcome, ForetoldMilestone
    from roadweek.usecases.forecasts import Forecasts, MilestoneOutcome
    from roadweek.usecases.works import Standing
    from roadweek.views.documents import WorkView
    from roadweek.views.holidays import HolidayView
    from roadweek.views.roadmap_documents import (
        ForetoldBeforeView,
        RoadmapHolidayView,
        RoadmapLaneView,
        RoadmapMilestoneView,
        RoadmapSpanView,
        RoadmapView,
        RoadmapWeekView,
        RoadmapWorkView,
    )
    from roadweek.workspace import Workspace


def roadmap(ws: Workspace) -> RoadmapView:
    """The plan's horizon with forecasts. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        known = forecasts(connection, ws)
        lang = language_of(connection, ws)
        said = outcomes(connection, ws, known.known)
        public = holidays_between(connection, ws, monday(ws.now().date()), _last_day(known))
    stands = known.known
    work = [_with_forecast(known, work_view(stands, w)) for s in stands.view.strands for w in s.works]
    work += [_with_forecast(known, task_view(stands, task)) for task in stands.plan.tasks]
    milestones = sorted((_milestone(one, said) for one in known.outcomes), key=lambda m: (m["due"] or "9999", m["id"]))
    first, last = _span(stands, milestones)
    score = score_view(score_of(said))
    return {
        "title": stands.plan.title,
        "now": ws.now().isoformat(timespec="seconds"),
        "timezone": ws.timezone,
        "today": stands.today.isoformat(),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "weeks": _weeks(stands, last, work, _holidays(public)),
        "work": work,
        "milestones": milestones,
        "lanes": _lanes(stands, work, milestones, lang),
        "phases": _phases(stands, first, last),
        "trips": [_trip(one) for one in stands.trips if one.counts and one.end >= first and one.start <= last],
        "assumed": [*_assumed(known, lang), *score_lines(score, lang)],
        "score": score,
    }


def _with_forecast(known: Forecasts, view: WorkView) -> RoadmapWorkView:
    found = forecast_fields(known.finishing.of(view["id"]))
    return {**view, **found}


def _milestone(one: MilestoneOutcome, said: Sequence[ForecastOutcome]) -> RoadmapMilestoneView:
    milestone = one.milestone
    return {
        "id": milestone.id,
        "title": milestone.title,
        "track": milestone.track,
        "due": milestone.due.latest.isoformat() if milestone.due else None,
        "done": milestone.done.isoformat() if milestone.done else None,
        **forecast_fields(one.forecast),
        "short_min": one.short_min,
        "works": [work.id for work in one.works],
        "before": [_before(told.said) for told in said if told.said.milestone == milestone.id],
    }


def _before(said: ForetoldMilestone) -> ForetoldBeforeView:
    middle, early, late = (day.isoformat() if day else None for day in (said.middle, said.early, said.late))
    return {
        "made": said.made.isoformat(),
        "forecast": middle,
        "early": early,
        "late": late,
        "probability": said.probability,
    }


def _span(stands: Standing, milestones: list[RoadmapMilestoneView]) -> tuple[date, date]:
    """Whole weeks from the plan's first to its last day, today and what is due counted in."""
    dues = [date.fromisoformat(m["due"]) for m in milestones if m["due"] and not m["done"]]
    reach = max(stands.view.last, stands.today + timedelta(days=27))
    last = max([reach, *(day for day in dues if day <= reach + timedelta(days=92))])
    return monday(min(stands.view.first, stands.today)), monday(last) + timedelta(days=6)


def _weeks(
    stands: Standing, last: date, work: list[RoadmapWorkView], holidays: Sequence[RoadmapHolidayView]
) -> list[RoadmapWeekView]:
    found: list[RoadmapWeekView] = []
    week = monday(stands.today)
    while week <= last:
        name = week_id(week)
        days = days_of(name)
        hours = stands.given.hours or {}
        found.append(
            {
                "week": name,
                "minutes": {w["id"]: w["weeks"][name] for w in work if w["weeks"].get(name)},
                "capacity_min": sum(hours.get(WEEKDAYS[day.weekday()], 0) for day in days if not _away(stands, day)),
                "trip": any(trip.counts and trip.covers(day) for trip in stands.trips for day in days),
                "holidays": [one for one in holidays if days[0].isoformat() <= one["date"] <= days[-1].isoformat()],
            }
        )
        week += timedelta(days=7)
    return found


def _away(stands: Standing, day: date) -> bool:
    """Whether nothing is done on a day: it lies in a trip, or is a day off to come."""
    return trip_on(stands.given.trips, day) is not None or (day >= stands.today and day in stands.given.off)


def _last_day(known: Forecasts) -> date:
    """No horizon reaches further than this."""
    return known.finishing.until + timedelta(days=6)


def _holidays(public: Sequence[HolidayView]) -> list[RoadmapHolidayView]:
    """Public holidays of the horizon day by day; weekend days that are worked for one are none."""
    found: list[RoadmapHolidayView] = []
    for one in public:
        if one["kind"] == "holiday":
            first = date.fromisoformat(one["start"])
            for n in range(one["days"]):
                day: RoadmapHolidayView = {"date": (first + timedelta(days=n)).isoformat(), "title": one["name"]}
                found.append(day)
    return found


def _lanes(
    stands: Standing, work: list[RoadmapWorkView], milestones: list[RoadmapMilestoneView], lang: Language
) -> list[RoadmapLaneView]:
    """The tracks that have anything, in the plan's order; what has no track comes last."""
    strand_of = {w.id: s.track for s in stands.view.strands for w in s.works}
    titles = {t.id: t.title for t in stands.plan.tracks}
    track_of = {w["id"]: w["track"] or strand_of.get(w["id"]) for w in work}
    in_lane: dict[str | None, RoadmapLaneView] = {}
    for name in [*titles, *track_of.values(), *(m["track"] for m in milestones)]:
        if name not in in_lane:
            title = titles.get(name or "", name or say("roadmap.no_track", lang))
            in_lane[name] = {"track": name, "title": title, "works": [], "milestones": []}
    for one in work:
        in_lane[track_of[one["id"]]]["works"].append(one["id"])
    for milestone in milestones:
        tracks = {track_of.get(name) for name in milestone["works"]}
        track = milestone["track"] or (tracks.pop() if len(tracks) == 1 else None)
        lane = in_lane.setdefault(
            track, {"track": track, "title": say("roadmap.no_track", lang), "works": [], "milestones": []}
        )
        lane["milestones"].append(milestone["id"])
    lanes = [lane for lane in in_lane.values() if lane["works"] or lane["milestones"]]
    return sorted(lanes, key=lambda lane: lane["track"] is None)


def _phases(stands: Standing, first: date, last: date) -> list[RoadmapSpanView]:
    """The plan's phases, those that no other phase holds, where both ends are known."""
    phases = [p for p in stands.plan.periods if p.kind == "phase" and not p.superseded and p.start and p.end]
    inner = {p.id for p in phases if p.parent in {q.id for q in phases}}
    found: list[RoadmapSpanView] = []
    for one in phases:
        if one.id in inner or one.start is None or one.end is None:
            continue
        start, end = max(first, one.start.earliest), min(last, one.end.latest)
        if start <= end:
            found.append({"title": one.title, "first": start.isoformat(), "last": end.isoformat()})
    return sorted(found, key=lambda span: (span["first"], span["last"]))


def _trip(one: Trip) -> RoadmapSpanView:
    return {"title": one.place or "", "first": one.start.isoformat(), "last": one.end.isoformat()}


def _assumed(known: Forecasts, lang: Language) -> list[str]:
    """What the forecasts rest on, in words."""
    kept = known.keeping
    said = [say("roadmap.assumed_draws", lang, draws=DRAWS)]
    if kept.weeks:
        said.append(say("roadmap.assumed_learned", lang, share=f"{kept.mean:.0%}", weeks=kept.weeks))
    else:
        said.append(say("roadmap.assumed_kept", lang, share=f"{kept.mean:.0%}"))
    return [*said, say("roadmap.assumed_shared", lang), say("roadmap.assumed_trips", lang)]
