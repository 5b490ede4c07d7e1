"""Edits put into words are read back to the same edits, from any day: year ends, leap days, clock changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from roadweek.domain.base import WEEKDAYS, Language, Range, Weekday
from roadweek.domain.plan import Per
from roadweek.understanding.context import NamedMilestone, NamedThing, SentenceContext
from roadweek.understanding.recurrence import Frequency
from roadweek.understanding.render import (
    EN_MONTHS,
    EN_WEEKDAYS,
    ZH_WEEKDAYS,
    day_text,
    duration_text,
    frequency_text,
    range_text,
)
from roadweek.understanding.understand import understand

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe")
LANGUAGES = st.sampled_from(["en", "zh"])
LENGTHS = st.integers(1, 60).map(lambda n: 5 * n)


@st.composite
def speaking(draw: st.DrawFn) -> SentenceContext:
    """Somebody with two tracks and a milestone, on any day: those that calendars stumble over come often."""
    edges = [(2027, 12, 31), (2028, 1, 1), (2028, 2, 28), (2028, 2, 29), (2027, 3, 27), (2027, 3, 14), (2027, 10, 30)]
    day = draw(st.one_of(st.sampled_from([date(*e) for e in edges]), st.dates(date(2026, 1, 1), date(2032, 12, 31))))
    zone = draw(st.sampled_from(ZONES))
    moment = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), 30, tzinfo=ZoneInfo(zone))
    return SentenceContext(
        as_of=moment,
        timezone=zone,
        tracks=(NamedThing("cello", ("cello", "大提琴")), NamedThing("greek", ("greek", "希腊语"))),
        milestones=(NamedMilestone("concert", ("concert", "音乐会"), day + timedelta(days=90)),),
    )


def read(text: str, context: SentenceContext) -> list[dict[str, Any]]:
    found = understand(text, context)
    assert found.question is None, (text, found.question)
    return [edit.to_json() for edit in found.edits]


def ahead(context: SentenceContext, days: int) -> date:
    return context.today + timedelta(days=days)


@given(speaking(), st.integers(1, 300), st.integers(1, 20), LANGUAGES)
def test_a_trip_is_read_back(context: SentenceContext, later: int, length: int, lang: Language) -> None:
    start, end = ahead(context, later), ahead(context, later + length)
    days = range_text(start, end, lang).split(", ")[0].split("，")[0]
    text = f"business trip to Lyon, {days}" if lang == "en" else f"{days}去里昂出差"
    expected = {"kind": "add_trip", "start": start.isoformat(), "end": end.isoformat()}
    assert read(text, context) == [{**expected, "place": "Lyon" if lang == "en" else "里昂"}]


@given(speaking(), st.integers(1, 300), st.integers(7 * 12, 22 * 12), st.integers(1, 12), LANGUAGES)
@example(SentenceContext(datetime(2027, 3, 27, 12, tzinfo=ZoneInfo("Europe/Berlin"))), 1, 90, 6, "en")
def test_a_block_is_read_back(context: SentenceContext, later: int, begin: int, steps: int, lang: Language) -> None:
    day, start, end = ahead(context, later), 5 * begin, 5 * (begin + steps)
    clock = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    name = day_text(day, lang)
    text = f"meeting on {name}, {clock}" if lang == "en" else f"{name}{clock}开会"
    (edit,) = read(text, context)
    iso = day.isoformat()
    expected = (f"{iso}T{start // 60:02}:{start % 60:02}", f"{iso}T{end // 60:02}:{end % 60:02}")
    assert (edit["kind"], edit["start"], edit["end"]) == ("block", *expected)


@given(speaking(), st.integers(0, 300), LANGUAGES)
def test_a_day_off_is_read_back(context: SentenceContext, later: int, lang: Language) -> None:
    day = ahead(context, later)
    text = f"take {day_text(day, lang)} off" if lang == "en" else f"{day_text(day, lang)}休息"
    assert read(text, context) == [{"kind": "day_off", "date": day.isoformat()}]


@given(speaking(), st.integers(0, 300), st.integers(1, 20), LENGTHS, LANGUAGES)
def test_a_capacity_is_read_back(
    context: SentenceContext, later: int, length: int, minutes: int, lang: Language
) -> None:
    start, end = ahead(context, later), ahead(context, later + length)
    days, time = range_text(start, end, lang).split(", ")[0].split("，")[0], duration_text(minutes, lang)
    text = f"only {time} a day {days}" if lang == "en" else f"{days}每天最多{time}"
    fields = {"date_from": start.isoformat(), "date_to": end.isoformat(), "minutes": minutes}
    assert read(text, context) == [{"kind": "set_capacity", **fields}]


@given(speaking(), st.integers(0, 300), st.integers(0, 300), LANGUAGES)
def test_a_move_is_read_back(context: SentenceContext, leave: int, land: int, lang: Language) -> None:
    source, target = ahead(context, leave), ahead(context, land + (land == leave))
    first, last = day_text(source, lang), day_text(target, lang)
    text = f"move cello from {first} to {last}" if lang == "en" else f"把{first}的大提琴挪到{last}"
    expected = {"kind": "move", "track": "cello", "to": target.isoformat(), "from": source.isoformat()}
    assert read(text, context) == [expected]


@given(speaking(), st.integers(1, 300), st.integers(1, 60), LANGUAGES)
def test_a_pause_is_read_back(context: SentenceContext, later: int, length: int, lang: Language) -> None:
    start, end = ahead(context, later), ahead(context, later + length)
    first, last = day_text(start, lang), day_text(end, lang)
    text = f"pause Greek from {first} until {last}" if lang == "en" else f"希腊语从{first}暂停到{last}"
    fields = {"track": "greek", "from": start.isoformat(), "until": end.isoformat()}
    assert read(text, context) == [{"kind": "pause", **fields}]


@st.composite
def rhythms(draw: st.DrawFn) -> Frequency:
    if draw(st.booleans()):
        units: tuple[Per, ...] = ("day", "week")
        unit = draw(st.sampled_from(units))
        return Frequency(unit, Range.exactly(1 if unit == "day" else draw(st.integers(1, 6))))
    named = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1, max_size=4))
    days: tuple[Weekday, ...] = tuple(d for d in WEEKDAYS if d in named)
    return Frequency("week", Range.exactly(len(days)), days)


@given(speaking(), rhythms(), LENGTHS, st.integers(1, 300), LANGUAGES)
def test_a_rhythm_is_read_back(
    context: SentenceContext, rhythm: Frequency, minutes: int, later: int, lang: Language
) -> None:
    start = ahead(context, later)
    often, time, day = frequency_text(rhythm, lang), duration_text(minutes, lang), day_text(start, lang)
    text = f"make cello {often}, {time}, from {day}" if lang == "en" else f"大提琴从{day}起改成{often}，每次{time}"
    (edit,) = read(text, context)
    assert edit == {
        "kind": "set_activity",
        "track": "cello",
        "minutes": minutes,
        "times": rhythm.times.lo,
        "per": rhythm.per,
        **({"days": list(rhythm.days)} if rhythm.days else {}),
        "from": start.isoformat(),
    }


@given(speaking(), st.integers(1, 400), LANGUAGES)
def test_a_new_due_day_is_read_back(context: SentenceContext, later: int, lang: Language) -> None:
    due = ahead(context, later)
    text = f"the concert moves to {day_text(due, lang)}" if lang == "en" else f"音乐会改到{day_text(due, lang)}"
    assert read(text, context) == [{"kind": "move_milestone", "milestone": "concert", "due": due.isoformat()}]


@given(speaking(), st.integers(0, 150), LENGTHS, LANGUAGES)
def test_what_was_done_is_read_back(context: SentenceContext, ago: int, minutes: int, lang: Language) -> None:
    day = context.today - timedelta(days=ago)
    time, name = duration_text(minutes, lang), day_text(day, lang)
    text = f"I did {time} of cello on {name}" if lang == "en" else f"{name}练了{time}大提琴"
    fields = {"date": day.isoformat(), "minutes": minutes, "outcome": "done"}
    assert read(text, context) == [{"kind": "log", "track": "cello", **fields}]


@given(speaking(), st.integers(1, 300), st.integers(1, 300), LANGUAGES)
def test_a_day_that_is_taken_back_leaves_only_the_one_that_is_meant(
    context: SentenceContext, slip: int, meant: int, lang: Language
) -> None:
    first, last = day_text(ahead(context, slip), lang), day_text(ahead(context, meant), lang)
    text = f"move cello to {first}, no, {last}" if lang == "en" else f"大提琴挪到{first}，不对，{last}"
    assert read(text, context) == [{"kind": "move", "track": "cello", "to": ahead(context, meant).isoformat()}]


@given(speaking(), LENGTHS, LENGTHS, LANGUAGES)
def test_a_length_that_is_taken_back_leaves_only_the_one_that_is_meant(
    context: SentenceContext, slip: int, meant: int, lang: Language
) -> None:
    first, last = duration_text(slip, lang), duration_text(meant, lang)
    text = f"make cello {first}, sorry, {last}" if lang == "en" else f"大提琴改成{first}，不对，{last}"
    expected = {"kind": "set_activity", "track": "cello", "minutes": meant, "from": context.today.isoformat()}
    assert read(text, context) == [expected]


@given(speaking(), st.integers(0, 6), st.integers(1, 3), st.booleans())
def test_weeks_from_a_weekday_count_from_the_coming_one(
    context: SentenceContext, weekday: int, weeks: int, on: bool
) -> None:
    distance = (weekday - context.today.weekday()) % 7
    name = EN_WEEKDAYS[weekday]
    count = ("a week", "two weeks", "three weeks")[weeks - 1]
    text = f"move cello to {count} {'on' if on else 'from'} {name}"
    if distance == 0:
        assert understand(text, context).question  # today's weekday: which one?
    else:
        day = ahead(context, distance + 7 * weeks)
        assert read(text, context) == [{"kind": "move", "track": "cello", "to": day.isoformat()}]


@given(speaking(), st.integers(1, 12), st.integers(0, 6), st.integers(1, 4), LANGUAGES)
def test_a_weekday_counted_in_a_month_is_the_coming_one(
    context: SentenceContext, month: int, weekday: int, nth: int, lang: Language
) -> None:
    order, name = ("first", "second", "third", "fourth")[nth - 1], EN_WEEKDAYS[weekday]
    text = f"take the {order} {name} of {EN_MONTHS[month - 1]} off"
    if lang == "zh":
        text = f"{month}月第{'一二三四'[nth - 1]}个周{ZH_WEEKDAYS[weekday]}休息"
    (edit,) = read(text, context)
    day = date.fromisoformat(edit["date"])
    assert (day.month, day.weekday(), (day.day - 1) // 7) == (month, weekday, nth - 1)
    assert context.today <= day < context.today + timedelta(days=372)


@given(speaking(), st.integers(0, 6), st.integers(0, 1), st.integers(8, 20), LANGUAGES)
def test_a_week_named_behind_the_hours_binds_the_weekday(
    context: SentenceContext, weekday: int, later: int, hour: int, lang: Language
) -> None:
    monday = context.today - timedelta(days=context.today.weekday())
    day = monday + timedelta(weeks=1 + later, days=weekday)
    week = ("next week", "the week after next")[later]
    text = f"meeting on {EN_WEEKDAYS[weekday]} {hour}:00-{hour + 1}:00 {week}"
    if lang == "zh":
        text = f"{('下', '下下')[later]}周{ZH_WEEKDAYS[weekday]}{hour}:00-{hour + 1}:00开会"
    (edit,) = read(text, context)
    assert edit["start"] == f"{day.isoformat()}T{hour:02}:00"
