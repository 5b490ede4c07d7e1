"""The weeks around a trip as they will be: what stands where it fits the trip, else what a proposal would put there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from roadweek.domain.week import trip_on
from roadweek.domain.weeks import days_of, week_id
from roadweek.scheduling.effective import fold_trips
from roadweek.scheduling.missed import still_missed
from roadweek.scheduling.solve import solve_week
from roadweek.storage import database, sessions
from roadweek.usecases.queries import rows_of
from roadweek.versions.snapshot import load, week_inputs
from roadweek.views.build import week_rows

if TYPE_CHECKING:
    from roadweek.domain.week import Trip
    from roadweek.views.trip_documents import TripWeekState
    from roadweek.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TripWeek:
    """A week around a trip: its document, the rows of its sessions, and what makes them."""

    week: str
    state: TripWeekState
    document: dict[str, Any]
    rows: list[dict[str, Any]]

    def on(self, day: date) -> list[dict[str, Any]]:
        """The sessions of a day, by the clock of where they happen."""
        return [row for row in self.rows if datetime.fromisoformat(row["start"]).date() == day]


def trip_week(ws: Workspace, name: str, trip: Trip) -> TripWeek:
    """One week as it will be with ``trip``. It only reads. Raises NoPlanError."""
    with database.read(ws.database) as connection:
        snapshot = load(connection, ws)
        known = fold_trips(snapshot.trips, snapshot.adjustments)
        document = sessions.week_document(connection, ws.person, name)
    counted = tuple(t for t in known if t.counts)
    as_if = counted if trip.counts else (*counted, trip.model_copy(update={"state": "confirmed"}))
    given = ["trip" if trip_on(as_if, day) else "normal" for day in days_of(name)]
    stands = document is not None and [day["template"] for day in document["days"]] == given
    if trip.counts and (document is None or stands):
        found, rows, accepted, _ = rows_of(ws, name)
        return TripWeek(name, "accepted" if accepted else "draft", found, rows)
    with database.read(ws.database) as connection:
        inputs = week_inputs(connection, ws, load(connection, ws), name)
    trips = tuple(t.model_copy(update={"state": "confirmed"}) if t.id == trip.id else t for t in inputs.trips)
    # as a proposal that asks for nothing else: what was left open has another time, too
    inputs = inputs.model_copy(
        update={"trips": trips, "missed": still_missed(inputs.missed), "offer_open": name >= week_id(ws.now().date())}
    )
    found, rows = week_rows(solve_week(inputs))
    return TripWeek(name, "draft" if document is None else "proposed", found, rows)
