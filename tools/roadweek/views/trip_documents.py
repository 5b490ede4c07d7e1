"""The document of `trip show`: one trip before departure, day by day, with what is taken along and what waits."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from roadweek.views.documents import SessionPartView, TripView

Take = Literal["audio", "video", "text", "other", "cards", "problems"]
TripWeekState = Literal["accepted", "draft", "proposed"]


class AwaySessionView(TypedDict):
    """A session of a day away: ``local`` by the clock of the place, ``home`` by that at home, null where they agree.

    ``where`` is where the plan says that it is done: on the train, in the hotel.
    """

    id: str
    short: str
    track: str | None
    title: str
    start: str
    end: str
    local: str
    home: str | None
    where: str | None
    minutes: int
    status: str
    parts: list[SessionPartView]


class AwayDayView(TypedDict):
    """A day of a trip. ``role`` is what its first and last day, or its rides, make of it; ``rides``: an event says that
    one is on the way. ``ahead_min`` is how far the clock there is ahead of home's (behind: negative)."""

    date: str
    weekday: str
    role: Literal["out", "stay", "back", "both"]
    rides: bool
    place: str | None
    timezone: str
    ahead_min: int
    planned_min: int
    sessions: list[AwaySessionView]


class TakenView(TypedDict):
    """What is taken along, to be there without a network: of sessions ``minutes`` of a kind of material, of cards and
    problems how many; ``titles`` name them, ``how`` is the command that puts them into a file, where there is one."""

    kind: Take
    title: str
    count: int
    minutes: int
    titles: list[str]
    how: str | None


class WaitingView(TypedDict):
    """What a trip leaves out, by track: ``waits`` comes after the return, the rest is let go, as the plan has it."""

    track: str | None
    title: str
    minutes: int
    sessions: int
    waits: bool
    titles: list[str]


class BackTrackView(TypedDict):
    track: str | None
    title: str
    minutes: int


class BackView(TypedDict):
    """The return: ``day`` is the last one away, ``first`` the first one at home, ``week`` the first whole week."""

    day: str
    day_min: int
    first: str
    first_min: int
    first_sessions: list[AwaySessionView]
    week: str
    week_state: TripWeekState
    week_min: int
    week_capacity_min: int
    week_again_min: int
    week_tracks: list[BackTrackView]


class TripPolicyView(TypedDict):
    """What rules the days away: the plan's trip week (its title and lines), whether one-off tasks keep out, and whether
    ``watch`` may replan trip weeks by itself."""

    template: str | None
    lines: list[int]
    source: list[str]
    no_new_tasks: bool
    auto_apply: bool


class TripWeekView(TypedDict):
    """A week that the trip touches: ``proposed`` is accepted and not yet planned around the trip."""

    week: str
    state: TripWeekState


class TripShowView(TypedDict):
    trip: TripView
    now: str
    timezone: str
    weeks: list[TripWeekView]
    days: list[AwayDayView]
    take: list[TakenView]
    waits: list[WaitingView]
    back: BackView
    policy: TripPolicyView
    next: str
