"""One event's part in a trip: a way out, a stay, a way home."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from roadweek.calendars.trips.places import GeoPlace

__all__ = ["Segment", "TripPart", "segments_from", "segments_text"]

TripPart = Literal["outbound", "stay", "return"]


@dataclass(frozen=True)
class Segment:
    """``key`` is the event's UID, with the day where a series has several; days are by the clocks of the places.

    ``leaves`` and ``arrives`` are instants of a ride, absent for what takes whole days. ``certain`` confirms a trip by
    itself; ``mine`` is False where it may be somebody else's. ``zone`` and ``origin_zone`` stand also where the event
    names a zone and no place that is known.
    """

    key: str
    role: TripPart
    first: date
    last: date
    place: GeoPlace | None = None
    origin: GeoPlace | None = None
    zone: str | None = None
    origin_zone: str | None = None
    leaves: datetime | None = None
    arrives: datetime | None = None
    certain: bool = False
    mine: bool = True
    evidence: tuple[str, ...] = ()

    @property
    def rides(self) -> bool:
        return self.leaves is not None

    def at(self, key: str) -> Segment:
        return replace(self, key=key)


def segments_text(segments: list[Segment]) -> str:
    """Segments as JSON, for storing."""
    return json.dumps([_plain(asdict(one)) for one in segments], ensure_ascii=False)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if value is not None}
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in kept.items()}


def segments_from(text: str) -> list[Segment]:
    """What :func:`segments_text` wrote."""
    return [_read(fields) for fields in json.loads(text)]


def _read(fields: dict[str, Any]) -> Segment:
    for name in ("first", "last"):
        fields[name] = date.fromisoformat(fields[name])
    for name in ("leaves", "arrives"):
        if name in fields:
            fields[name] = datetime.fromisoformat(fields[name])
    for name in ("place", "origin"):
        if name in fields:
            fields[name] = GeoPlace(**fields[name])
    fields["evidence"] = tuple(fields["evidence"])
    return Segment(**fields)
