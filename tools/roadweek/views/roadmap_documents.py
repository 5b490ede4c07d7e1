"""The document of `roadmap --json`: weeks, works and milestones of a plan's horizon, with forecasts."""

from __future__ import annotations

from typing_extensions import TypedDict

from roadweek.views.documents import WorkView
from roadweek.views.report_documents import ForecastScoreView


class RoadmapHolidayView(TypedDict):
    """A day of a public holiday."""

    date: str
    title: str


class RoadmapWeekView(TypedDict):
    """A week from the one of today on: ``minutes`` by work, ``capacity_min`` of its working hours without the buffer
    and the days away; ``trip``: any of its days is one of a trip."""

    week: str
    minutes: dict[str, int]
    capacity_min: int
    trip: bool
    holidays: list[RoadmapHolidayView]


class ForecastView(TypedDict):
    """The day by which half of the draws are finished, ``early`` and ``late`` those between which four of five lie
    (null: not within the time that is looked at), ``probability`` of being in time."""

    forecast: str | None
    early: str | None
    late: str | None
    probability: float | None


class RoadmapWorkView(WorkView, ForecastView):
    """A work with its forecast."""


class ForetoldBeforeView(ForecastView):
    """What was foretold of a milestone on the day ``made``."""

    made: str


class RoadmapMilestoneView(ForecastView):
    """A milestone with the forecast of its ``works`` (ids): when the last of them is finished. Null fields where the
    plan has no work for it, or it is reached (``done``). ``before``: what was kept of it week by week, oldest first."""

    id: str
    title: str
    track: str | None
    due: str | None
    done: str | None
    short_min: int
    works: list[str]
    before: list[ForetoldBeforeView]


class RoadmapLaneView(TypedDict):
    """A track with its works and milestones (ids), in the plan's order."""

    track: str | None
    title: str
    works: list[str]
    milestones: list[str]


class RoadmapSpanView(TypedDict):
    """A stretch of days, both inclusive: a phase of the plan, or a trip."""

    title: str
    first: str
    last: str


class RoadmapView(TypedDict):
    """The plan's horizon from ``first`` to ``last``. ``assumed`` says in words what the forecasts rest on, ``score``
    how good those that were kept turned out to be."""

    title: str
    now: str
    timezone: str
    today: str
    first: str
    last: str
    weeks: list[RoadmapWeekView]
    work: list[RoadmapWorkView]
    milestones: list[RoadmapMilestoneView]
    lanes: list[RoadmapLaneView]
    phases: list[RoadmapSpanView]
    trips: list[RoadmapSpanView]
    assumed: list[str]
    score: ForecastScoreView
