"""Edits: every kind of the contract, its JSON form, and its inverse."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roadweek.domain.edits import EDIT, EDIT_KINDS, Edit, Reinstate, Withdraw, WorkStep, inverse

OUR_KINDS = {"catch_up", "open_hours"}
CONTRACT_KINDS = {
    "add_trip",
    "change_trip",
    "cancel_trip",
    "block",
    "day_off",
    "set_capacity",
    "move",
    "drop",
    "add",
    "add_activity",
    "set_activity",
    "remove_activity",
    "pause",
    "resume",
    "add_milestone",
    "move_milestone",
    "finish_milestone",
    "add_task",
    "finish_task",
    "add_work",
    "set_effort",
    "split_work",
    "finish_work",
    "skip_work",
    "order_work",
    "focus",
    "prioritize",
    "pin",
    "unpin",
    "finish",
    "report",
    "decide",
    "log",
}

MODELS = get_args(get_args(Edit)[0])
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Any valid edit, built from its model; ends are made to follow their starts."""
    model = draw(st.sampled_from(MODELS))
    edit: Edit = draw(st.builds(model, **(_titled(model) | _ordered(model))))
    return edit


TITLES = st.text("ab é中，-", min_size=1, max_size=12).filter(str.strip)
"""Titles with something in them: one that is empty when it is cleaned is refused, and tested by itself."""


def _titled(model: type[Any]) -> dict[str, st.SearchStrategy[Any]]:
    field = model.model_fields.get("title")
    if field is None:
        return {}
    return {"title": TITLES if field.is_required() else st.none() | TITLES}


def _ordered(model: type[Any]) -> dict[str, st.SearchStrategy[Any]]:
    early, late = st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.dates(date(2028, 1, 1), date(2032, 12, 31))
    if model.__name__ == "AddTrip":
        return {"start": early, "end": late}
    if model.__name__ == "CatchUp":
        return {"from_": early, "until": late}
    if model.__name__ == "SetCapacity":
        return {"date_from": early, "date_to": late}
    if model.__name__ == "AddWork":
        return {"from_": st.none() | early, "due": st.none() | late}
    if model.__name__ == "SplitWork":
        step = st.builds(WorkStep, title=TITLES, minutes=st.none() | st.integers(1, 600))
        return {"steps": st.lists(step, min_size=1, max_size=4).map(tuple)}
    if model.__name__ == "OrderWork":
        return {"work": st.just("a"), "before": st.just("b"), "after": st.none()}
    if model.__name__ == "Focus":
        return {"track": st.none(), "work": st.just("a"), "from_": st.none() | early, "until": st.none() | late}
    if model.__name__ in ("Block", "OpenHours"):
        start = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 -- local by contract
            lambda moment: moment.replace(second=0, microsecond=0)
        )
        return {"start": start, "end": start.map(lambda moment: moment + timedelta(days=4000))}
    return {}


def test_every_kind_of_the_contract_exists() -> None:
    assert set(EDIT_KINDS) - {"withdraw", "reinstate"} == CONTRACT_KINDS | OUR_KINDS


@given(edits())
def test_an_edit_reads_back_from_its_json_form(edit: Edit) -> None:
    document = edit.to_json()
    assert None not in document.values()
    assert EDIT.validate_python(document) == edit


@given(edits())
def test_the_inverse_of_the_inverse_is_in_force_again(edit: Edit) -> None:
    back = inverse(edit, "a1")
    if isinstance(edit, Withdraw):
        assert back == Reinstate(adjustment=edit.adjustment)
    else:
        assert isinstance(back, Withdraw)
        assert inverse(back, "a2") == Reinstate(adjustment=back.adjustment)


@pytest.mark.parametrize(
    "document",
    [
        {"kind": "block", "start": "2026-03-05T14:00", "end": "2026-03-05T13:00"},
        {"kind": "block", "start": "2026-03-05T14:00+08:00", "end": "2026-03-05T15:00+08:00"},
        {"kind": "set_capacity", "date_from": "2026-03-05", "date_to": "2026-03-04", "minutes": 30},
        {"kind": "add", "track": "math", "minutes": 0},
        {"kind": "log", "track": "math", "date": "2026-03-05", "minutes": -5},
        {"kind": "drop", "track": "math", "date": "2026-03-05", "colour": "red"},
        {"kind": "order_work", "work": "d1"},
        {"kind": "order_work", "work": "d1", "before": "d2", "after": "d3"},
        {"kind": "order_work", "work": "d1", "before": "d1"},
        {"kind": "focus", "minutes": 60},
        {"kind": "focus", "track": "math", "work": "d1", "minutes": 60},
        {"kind": "focus", "track": "math", "minutes": 60, "from": "2026-03-05", "until": "2026-03-04"},
        {"kind": "split_work", "work": "d1", "steps": []},
        {"kind": "add_work", "title": "x", "from": "2026-03-05", "due": "2026-03-04"},
        {"kind": "fly", "to": "Berlin"},
    ],
)
def test_what_cannot_be_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        EDIT.validate_python(document)


def test_local_times_are_written_without_seconds_or_offset() -> None:
    edit = EDIT.validate_python({"kind": "block", "start": "2026-03-05T14:00", "end": "2026-03-05T16:00"})
    assert edit.to_json()["start"] == "2026-03-05T14:00"


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"nth": 1, "per": "month"}, "nth needs"),
        ({"nth": 1, "days": ["MO"], "per": "week"}, "nth needs"),
        ({"at": "18:00", "slot": "morning"}, "one of at and slot"),
        ({"until": "2026-03-01"}, "before it starts"),
        ({"interval": 0}, "interval"),
        ({"nth": 6, "per": "month", "days": ["MO"]}, "nth"),
        ({"at": "25:00"}, "at"),
    ],
)
@pytest.mark.parametrize("kind", ["set_activity", "add_activity"])
def test_a_rhythm_that_cannot_be_is_refused(kind: str, fields: dict[str, Any], part: str) -> None:
    given = {"kind": kind, "track": "t", "from": "2026-03-09", "minutes": 30, "times": 1, "per": "week", **fields}
    with pytest.raises(ValidationError, match=part):
        EDIT.validate_python(given)


def test_a_rhythm_is_written_as_the_contract_says() -> None:
    said = {
        "kind": "set_activity",
        "track": "t",
        "title": "scales",
        "times": 1,
        "per": "month",
        "interval": 2,
        "days": ["MO"],
        "nth": -1,
        "at": "07:05",
        "from": "2026-03-09",
        "until": "2026-06-30",
    }
    assert EDIT.validate_python(said).to_json() == said
