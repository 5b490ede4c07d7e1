"""The iCalendar export: what is accepted, at its instants, and what is due, readable by another program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from roadweek.domain.base import DateWindow
from roadweek.domain.plan import Milestone
from roadweek.domain.week import Reason, Session
from roadweek.exporting.ics import ics

Ask = Callable[..., Any]
STAMP = datetime(2026, 3, 4, 12, tzinfo=UTC)


def _session(start: datetime, **more: Any) -> Session:
    values = {"id": "2026-W11-x", "week": "2026-W11", "title": "Maths; linear, algebra\nnow", "start": start}
    return Session.model_validate({**values, "end": start + timedelta(minutes=50), **more})


def _export(*sessions: Session, milestones: tuple[Milestone, ...] = (), timezone: str = "Asia/Shanghai") -> str:
    return ics(sessions, milestones, timezone=timezone, stamp=STAMP, uid=lambda name: f"uid-{name}", lang="en")


def _read(text: str) -> Any:
    """icalendar's components are not typed all through."""
    return Calendar.from_ical(text)


def _events(text: str) -> list[Any]:
    return list(_read(text).walk("VEVENT"))


@pytest.mark.parametrize("timezone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("month", [3, 11])
def test_a_session_keeps_its_instant_in_every_zone(timezone: str, month: int) -> None:
    start = datetime(2026, month, 9, 19, tzinfo=UTC)
    (event,) = _events(_export(_session(start), timezone=timezone))
    assert event.DTSTART.astimezone(UTC) == start
    assert event.DTEND.astimezone(UTC) == start + timedelta(minutes=50)
    assert str(event["SUMMARY"]) == "Maths; linear, algebra now"


def test_the_zone_is_told_to_programs_that_do_not_know_it() -> None:
    text = _export(_session(datetime(2026, 3, 9, 19, tzinfo=UTC)), timezone="Europe/Berlin")
    assert [str(zone["TZID"]) for zone in _read(text).walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_milestone_is_one_whole_day_that_takes_no_time() -> None:
    due = Milestone(id="m", title="Talk", due=DateWindow(earliest=date(2026, 5, 1), latest=date(2026, 5, 10)))
    (event,) = _events(_export(milestones=(due,)))
    assert (date(2026, 5, 10), date(2026, 5, 11)) == (event.DTSTART, event.DTEND)
    assert event["TRANSP"] == "TRANSPARENT"
    assert "Talk" in event["SUMMARY"]


def test_what_is_reached_or_has_no_day_is_left_out() -> None:
    done = Milestone(id="m", title="Talk", due=DateWindow.on(date(2026, 5, 1)), done=date(2026, 3, 1))
    assert _events(_export(milestones=(done, Milestone(id="n", title="Some day")))) == []


def test_a_reason_is_said_in_words() -> None:
    (event,) = _events(_export(_session(datetime(2026, 3, 9, 19, tzinfo=UTC), reason=Reason(code="asked"))))
    assert str(event["DESCRIPTION"])


def test_the_same_plan_gives_the_same_file() -> None:
    session = _session(datetime(2026, 3, 9, 19, tzinfo=UTC))
    assert _export(session) == _export(session)


def test_accepted_sessions_are_in_it_and_drafts_are_not(tmp_path: Path, plan_text: str, document: Ask) -> None:
    path = tmp_path / "plan.md"
    path.write_text(plan_text, encoding="utf-8")
    proposal = document("import", str(path))["proposal"]

    def timed() -> list[Any]:
        found = _events(document("plan", "export", "--format", "ics")["content"])
        return [event for event in found if isinstance(event.DTSTART, datetime)]

    assert timed() == []
    document("approve", proposal)
    wanted = document("week", "--of", "2026-03-09")["sessions"]
    assert wanted
    assert sorted(event.DTSTART for event in timed()) == [datetime.fromisoformat(s["start"]) for s in wanted]
    assert len({str(event["UID"]) for event in timed()}) == len(wanted)
