"""A trip in one view before departure, and a trip that comes, moves and is called off leaves the week as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.samples import working_plan, workspace

from roadweek.domain.base import Language, Range
from roadweek.domain.plan import Activity, SessionPart
from roadweek.domain.week import Trip, TripLeg, TripRole
from roadweek.errors import InputError, UnknownNameError
from roadweek.pages.trip import trip_page
from roadweek.reviewing.card_texts import CardText
from roadweek.storage import database
from roadweek.storage import trips as trip_store
from roadweek.usecases import attempts, cards, lists, queries, replan
from roadweek.usecases.trip_material import material_of
from roadweek.usecases.trip_show import trip_show
from roadweek.views.texts import today_text
from roadweek.views.trip_text import trip_lines
from roadweek.workspace import Workspace

SUNDAY = datetime.fromisoformat("2026-03-08T20:00:00+08:00")


def travelling() -> Any:
    """The working plan whose trip week says where one listens, and has an hour of reading at the weekend."""
    plan = working_plan()
    on_trips = {
        "parts": (SessionPart(title="any episode", minutes=Range.exactly(20), where="train or hotel"),),
    }
    activities = [a.model_copy(update=on_trips) if a.id == "english-trip" else a for a in plan.activities]
    reading = Activity(
        id="reading-trip",
        track="math",
        title="Read a paper",
        minutes=Range.exactly(60),
        days=("SA", "SU"),
        template="trip",
    )
    return plan.model_copy(update={"activities": (*activities, reading)})


class Ahead:
    """A workspace on the Sunday before the week of 9 March, which is accepted."""

    def __init__(self, folder: Path) -> None:
        self.now = SUNDAY
        self.ws: Workspace = workspace(folder, now=SUNDAY, plan=travelling(), clock=lambda: self.now)
        self.approve([], week="2026-W11")

    def approve(self, edits: list[dict[str, Any]], **more: Any) -> Any:
        proposal = replan.propose(self.ws, edits, **more)
        assert proposal["proposal"] is not None
        replan.approve(self.ws, proposal["proposal"], publish=False)
        return proposal

    def stands(self) -> list[tuple[str, str, str, str]]:
        return [
            (s["id"], s["title"], s["start"], s["end"]) for s in queries.week(self.ws, date(2026, 3, 10))["sessions"]
        ]


@pytest.fixture
def ahead(tmp_path: Path) -> Ahead:
    return Ahead(tmp_path)


def test_each_day_says_what_it_holds_by_the_clock_of_the_place_and_by_homes(ahead: Ahead) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 12), date(2026, 3, 15), "Lisbon")
    view = trip_show(ahead.ws)
    assert [(d["date"][8:], d["role"], d["ahead_min"]) for d in view["days"]] == [
        ("12", "out", -480),
        ("13", "stay", -480),
        ("14", "stay", -480),
        ("15", "back", -480),
    ]
    listening = [s for d in view["days"] for s in d["sessions"] if s["track"] == "english"]
    assert len(listening) == 4
    for one in listening:
        assert one["start"].endswith("+00:00")
        assert one["minutes"] == 20
        assert one["where"] == "train or hotel"
    assert (listening[0]["local"], listening[0]["home"]) == ("18:30-18:50", "03-13 02:30-02:50")
    reading = [s for d in view["days"] for s in d["sessions"] if s["title"] == "Read a paper"]
    assert [s["minutes"] for s in reading] == [60]


@pytest.mark.parametrize(
    ("first", "last", "rides", "day"),
    [
        (12, 15, (), "2026-03-14"),  # its last day is the way home
        (14, 16, (), "2026-03-15"),  # its first day is the way there
        (12, 15, (14,), "2026-03-15"),  # what the calendar says goes before that
        (14, 15, (), "2026-03-15"),  # a weekend away has no other day
    ],
)
def test_an_hour_of_reading_keeps_off_the_days_of_the_journey(
    ahead: Ahead, first: int, last: int, rides: tuple[int, ...], day: str
) -> None:
    trip = Trip(id="t", start=date(2026, 3, first), end=date(2026, 3, last), origin="calendar")
    leg: dict[str, Any] = {"role": "outbound", "key": "x@y", "evidence": [], "leaves": "2026-03-14T01:00:00+00:00"}
    parts = [{**leg, "first": f"2026-03-{one}", "last": f"2026-03-{one}"} for one in rides]
    with database.write(ahead.ws.database) as connection:
        trip_store.save(connection, ahead.ws.person, trip, source="x@y")
        trip_store.save_parts(connection, ahead.ws.person, 1, {"/x.ics": json.dumps(parts)})
    reading = [s for d in trip_show(ahead.ws)["days"] for s in d["sessions"] if s["title"] == "Read a paper"]
    assert [one["start"][:10] for one in reading] == [day]


def test_at_home_the_clock_is_named_once(ahead: Ahead) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 12), date(2026, 3, 12), "苏州")
    (day,) = trip_show(ahead.ws)["days"]
    assert (day["role"], day["ahead_min"], day["timezone"]) == ("both", 0, "Asia/Shanghai")
    assert [s["home"] for s in day["sessions"]] == [None]


def test_what_is_taken_along_is_what_the_days_ask_for(ahead: Ahead) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 12), date(2026, 3, 15), "Lisbon")
    for n in range(3):
        card = cards.add(ahead.ws, [CardText(f"front {n}", f"back {n}")])["cards"][0]["id"]
        cards.answer(ahead.ws, card, 3)
    attempts.attempt(ahead.ws, "LC 5", outcome="failed", minutes=40, on=date(2026, 3, 5))
    take = {one["kind"]: one for one in trip_show(ahead.ws)["take"]}
    assert (take["audio"]["count"], take["audio"]["minutes"]) == (4, 80)
    assert take["audio"]["titles"] == ["any episode"]
    assert (take["text"]["count"], take["text"]["minutes"]) == (1, 60)
    assert take["problems"]["titles"] == ["LC 5"]
    due = sum(d["cards"] for d in cards_ahead(ahead.ws) if "2026-03-12" <= d["date"] <= "2026-03-15")
    assert take.get("cards", {"count": 0})["count"] == due


def cards_ahead(ws: Workspace) -> Any:
    from roadweek.usecases.card_days import days_ahead

    return days_ahead(ws, limit=25)["days"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Japanese podcast", "audio"),
        ("日语听写", "audio"),
        ("Watch two talks", "video"),
        ("网课：操作系统", "video"),
        ("One chapter of Tanenbaum", "text"),
        ("读论文", "text"),
        ("Push-ups", "other"),
        ("练字", "other"),
    ],
)
def test_the_material_of_a_session_is_known_by_its_title(title: str, kind: str) -> None:
    assert material_of(title) == kind


def test_work_waits_for_the_return_and_habits_are_let_go(ahead: Ahead) -> None:
    before = trip_free_minutes(ahead)
    lists.add_trip(ahead.ws, date(2026, 3, 9), date(2026, 3, 15), "Lisbon")
    view = trip_show(ahead.ws)
    waits = {(one["track"], one["waits"]): one["minutes"] for one in view["waits"]}
    assert waits[("math", True)] == before["math"]
    assert waits[("algorithms", True)] >= 120
    assert not any(one["track"] == "english" for one in view["waits"]), "it goes on, shorter"


def trip_free_minutes(ahead: Ahead) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in queries.week(ahead.ws, date(2026, 3, 10))["sessions"]:
        minutes = (datetime.fromisoformat(one["end"]) - datetime.fromisoformat(one["start"])).seconds // 60
        found[one["track"] or ""] = found.get(one["track"] or "", 0) + minutes
    return found


def test_the_return_is_the_last_day_the_first_at_home_and_the_first_whole_week(ahead: Ahead) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 10), date(2026, 3, 12), "Lisbon")
    back = trip_show(ahead.ws)["back"]
    assert (back["day"], back["first"], back["week"]) == ("2026-03-12", "2026-03-13", "2026-W12")
    assert back["day_min"] == 20 < back["first_min"]
    assert back["week_state"] == "draft"
    assert sum(one["minutes"] for one in back["week_tracks"]) == back["week_min"] <= back["week_capacity_min"]


def test_the_view_shows_what_a_proposal_would_do_and_says_how_to_get_it(ahead: Ahead) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 10), date(2026, 3, 12), "Lisbon")
    view = trip_show(ahead.ws)
    assert [one["state"] for one in view["weeks"]] == ["proposed"]
    assert "roadweek replan" in view["next"]
    shown = [(s["id"], s["start"], s["end"]) for d in view["days"] for s in d["sessions"]]
    ahead.approve([])
    after = trip_show(ahead.ws)
    assert [one["state"] for one in after["weeks"]] == ["accepted"]
    assert [(s["id"], s["start"], s["end"]) for d in after["days"] for s in d["sessions"]] == shown


def test_a_suspected_trip_is_shown_as_it_would_be_and_asks(ahead: Ahead) -> None:
    trip = Trip(id="trip-x", start=date(2026, 3, 11), end=date(2026, 3, 12), state="suspected", origin="calendar")
    with database.write(ahead.ws.database) as connection:
        trip_store.save(connection, ahead.ws.person, trip, source="x@y")
    view = trip_show(ahead.ws)
    assert view["trip"]["state"] == "suspected"
    assert "trip confirm trip-x" in view["next"]
    assert [s["minutes"] for d in view["days"] for s in d["sessions"]] == [20, 20]
    assert ahead.stands()[0][1] != "Listening on the road", "nothing has changed by looking"


def test_the_running_trip_is_shown_before_the_next_and_none_is_asked_for_by_name(ahead: Ahead) -> None:
    with pytest.raises(InputError, match="no trip lies ahead"):
        trip_show(ahead.ws)
    lists.add_trip(ahead.ws, date(2026, 4, 1), date(2026, 4, 2), "Oslo")
    lists.add_trip(ahead.ws, date(2026, 3, 7), date(2026, 3, 9), "Bergen")
    assert trip_show(ahead.ws)["trip"]["place"] == "Bergen"
    assert trip_show(ahead.ws, "2026-04-01")["trip"]["place"] == "Oslo"
    with pytest.raises(UnknownNameError):
        trip_show(ahead.ws, "2026-05-01")


@pytest.mark.parametrize(("lang", "words"), [("en", "Lisbon"), ("zh", "明天出发去Lisbon")])
def test_the_evening_before_departure_it_is_said_unasked_in_one_line(ahead: Ahead, lang: Language, words: str) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 12), date(2026, 3, 13), "Lisbon")

    def told(moment: str) -> list[Any]:
        ahead.now = datetime.fromisoformat(f"2026-03-{moment}:00+08:00")
        ws = replace(ahead.ws, language=lang)
        found = [one for one in queries.today(ws)["notices"] if one["kind"] == "departure"]
        assert all(words in today_text(queries.today(ws), lang) for _ in found)
        return found

    assert told("10T20:00") == [] == told("11T12:00") == told("12T20:00")
    (notice,) = told("11T18:30")
    assert words in notice["text"]
    assert "roadweek trip show" in notice["text"]
    assert "\n" not in notice["text"]


def test_a_trip_called_off_is_not_told_of(ahead: Ahead) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 12), date(2026, 3, 13), "Lisbon")
    lists.decide_trip(ahead.ws, "2026-03-12", "dismissed")
    ahead.now = datetime.fromisoformat("2026-03-11T20:00:00+08:00")
    assert not [one for one in queries.today(ahead.ws)["notices"] if one["kind"] == "departure"]


def test_what_comes_moves_and_is_called_off_ends_where_it_began_to_the_minute(ahead: Ahead) -> None:
    before = ahead.stands()
    ahead.approve([{"kind": "add_trip", "start": "2026-03-11", "end": "2026-03-12", "place": "Lisbon"}])
    away = ahead.stands()
    ahead.approve([{"kind": "change_trip", "start": "2026-03-11", "new_start": "2026-03-12", "new_end": "2026-03-13"}])
    moved = ahead.stands()
    ahead.approve([{"kind": "cancel_trip", "start": "2026-03-12"}])
    assert ahead.stands() == before
    assert before != away != moved != before


def test_the_same_of_a_trip_in_the_calendar(ahead: Ahead) -> None:
    before = ahead.stands()
    trip = Trip(id="trip-c", start=date(2026, 3, 10), end=date(2026, 3, 11), place="Lisbon", origin="calendar")
    later = {"start": date(2026, 3, 11), "end": date(2026, 3, 12)}
    for one in (trip, trip.model_copy(update=later), trip.model_copy(update={**later, "state": "cancelled"})):
        with database.write(ahead.ws.database) as connection:
            trip_store.save(connection, ahead.ws.person, one, source="c@y")
        proposal = ahead.approve([])
    assert ahead.stands() == before
    back = [one for one in proposal["changes"] if one["kind"] in ("moved", "lengthened")]
    assert {one["reason"] for one in back} == {"the Normal week week asks for it"}, "the words of this plan's template"
    longer = [one for one in back if one["session"].startswith("2026-W11.english")]
    assert longer
    assert all(one["forced"] for one in longer), "twenty minutes are no session of a week at home"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_page_and_text_say_all_of_it_and_markup_stays_text(ahead: Ahead, lang: Language) -> None:
    lists.add_trip(ahead.ws, date(2026, 3, 12), date(2026, 3, 15), "<b>Lisbon</b>")
    view = trip_show(replace(ahead.ws, language=lang))
    page = trip_page(view, lang)
    text = "\n".join(trip_lines(view, lang))
    assert "<b>Lisbon" not in page
    assert "<script" not in page
    for part in (view["next"], *(one["title"] for one in view["waits"]), "Read a paper", "train or hotel"):
        assert part in text
        assert part.replace("'", "&#39;") in page


def test_a_day_in_another_country_is_by_that_countrys_clock() -> None:
    def leg(first: int, last: int, place: str, zone: str, *, ride: bool = True, back: bool = False) -> TripLeg:
        role: TripRole = "back" if back else "out" if ride else "stay"
        days = (date(2026, 6, first), date(2026, 6, last))
        return TripLeg(role=role, start=days[0], end=days[1], place=place, timezone=zone, ride=ride)

    trip = Trip(
        id="t",
        start=date(2026, 6, 1),
        end=date(2026, 6, 12),
        place="Helsinki",
        timezone="Europe/Helsinki",
        legs=(
            leg(1, 2, "Helsinki", "Europe/Helsinki"),
            leg(5, 5, "London", "Europe/London"),
            leg(7, 9, "Lisbon", "Europe/Lisbon", ride=False),
            leg(12, 12, "Shanghai", "Asia/Shanghai", back=True),
        ),
    )
    zones = {day: trip.zone_on(date(2026, 6, day)) for day in (1, 4, 5, 6, 7, 9, 10, 12)}
    assert zones == {
        1: "Europe/Helsinki",
        4: "Europe/Helsinki",
        5: "Europe/London",
        6: "Europe/London",
        7: "Europe/Lisbon",
        9: "Europe/Lisbon",
        10: "Europe/London",
        12: "Asia/Shanghai",
    }
    assert (trip.place_on(date(2026, 6, 10)), trip.place_on(date(2026, 6, 12))) == ("London", "Shanghai")
    assert [day for day in range(1, 13) if trip.rides_on(date(2026, 6, day))] == [1, 2, 5, 12]
    alone = trip.model_copy(update={"legs": trip.legs[:1]})
    assert alone.zone_on(date(2026, 6, 1)) == "Europe/Helsinki"
