"""Public holidays: whose they are, when they are asked, what a choice does, and the weekend days that China works."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.calendars.public_days import china_workdays, public_days
from roadweek.domain.base import Language
from roadweek.domain.edits import Decide
from roadweek.domain.holidays import OPTIONS, holiday_choice, holiday_days, holiday_id
from roadweek.errors import EditError, SettingsError, UnknownNameError
from roadweek.storage import database
from roadweek.understanding.context import NamedHoliday, SentenceContext
from roadweek.understanding.understand import understand
from roadweek.usecases import replan
from roadweek.usecases.asked_decisions import asked_decisions
from roadweek.usecases.public_holidays import holiday_list, refreshed, set_region
from roadweek.usecases.queries import week
from roadweek.usecases.record import record
from roadweek.versions.region import hinted
from roadweek.workspace import Workspace


def test_china_works_on_weekend_days_around_its_holidays() -> None:
    days = china_workdays(date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 10, 10) in days
    assert date(2026, 10, 11) not in days
    assert all(day.weekday() > 4 for day in days)


def test_a_year_without_a_notice_yet_is_told_as_unknown() -> None:
    days, unknown = public_days("CN", date(2026, 12, 1), date(2099, 1, 3), "en")
    assert 2099 in unknown
    assert 2026 not in unknown
    assert all(day.day.year not in unknown for day in days)
    assert china_workdays(date(2099, 1, 1), date(2099, 12, 31)) == ()


@pytest.mark.parametrize(
    ("region", "day"), [("DE", date(2027, 10, 3)), ("DE-BY", date(2027, 1, 6)), ("US", date(2026, 11, 26))]
)
def test_other_regions_have_their_own_days(region: str, day: date) -> None:
    days, unknown = public_days(region, day, day, "en")
    assert [one.day for one in days] == [day]
    assert unknown == ()


def test_a_region_that_nobody_knows_is_refused() -> None:
    with pytest.raises(SettingsError):
        public_days("QQ", date(2026, 1, 1), date(2026, 1, 2), "en")


@pytest.mark.parametrize(
    ("lines", "lang", "zone", "region"),
    [
        (["# 我的计划", "每天读书半小时"], "zh", "Asia/Shanghai", "CN"),
        (["# 计划", "国庆前交初稿"], "zh", "Europe/Berlin", "CN"),
        (["# 计划", "每天读书"], "zh", "Europe/Berlin", None),
        (["# Plan", "no work over Thanksgiving"], "en", "UTC", "US"),
        (["# Plan", "thanksgiving, and the bank holiday"], "en", "UTC", None),
        (["# Plan", "read every day"], "en", "Europe/London", None),
    ],
)
def test_a_plan_hints_at_its_region_or_it_is_asked(
    lines: list[str], lang: Language, zone: str, region: str | None
) -> None:
    assert hinted(lines, lang, zone) == region


def test_a_decision_names_its_days() -> None:
    name = holiday_id(date(2026, 10, 1), 7)
    assert holiday_days(name) == tuple(date(2026, 10, 1) + timedelta(days=n) for n in range(7))
    assert holiday_days("ielts") == ()
    assert holiday_days("holiday-2026-13-01-2d") == ()
    assert [holiday_choice(w) for words in OPTIONS.values() for w in words.values()] == ["usual", "light", "off"] * 2


HOLIDAYS = SentenceContext.from_json({"as_of": "2026-09-20T10:00:00+08:00", "timezone": "Asia/Shanghai"})


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("National Day off", "off"),
        ("take the National Day holiday off, please", None),
        ("I'll take National Day off", "off"),
        ("National Day as usual", "as usual"),
        ("make National Day light", "light"),
        ("国庆休息", "休息"),
        ("国庆节照常安排吧", "照常"),
        ("国庆七天都轻松一点", "轻量"),
        ("国庆前交初稿", None),
        ("国庆要不要休息？", None),
        ("no work on National Day before noon", None),
    ],
)
def test_a_choice_is_said_in_words(text: str, choice: str | None) -> None:
    name = NamedHoliday("holiday-2026-10-01-7d", ("国庆节", "National Day"))
    context = SentenceContext(as_of=HOLIDAYS.as_of, timezone=HOLIDAYS.timezone, holidays=(name,))
    edits = understand(text, context).edits
    assert [e for e in edits if isinstance(e, Decide)] == ([Decide(decision=name.id, choice=choice)] if choice else [])


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(Path(tmp_path_factory.mktemp("holidays")))


def test_a_holiday_is_asked_before_its_week_and_off_frees_its_days(lived: Workspace) -> None:
    ws = set_region(lived, "cn")
    assert 'region = "CN"' in (ws.path / "config.toml").read_text(encoding="utf-8")
    assert refreshed(ws) is None
    view = holiday_list(ws)
    assert (view["region"], view["question"]) == ("CN", None)
    first = next(h for h in view["holidays"] if h["id"] and h["start"] > ws.now().date().isoformat())
    assert first["choice"] is None
    begin = date.fromisoformat(first["start"])
    with database.read(ws.database) as connection:
        asked = [one["id"] for one in asked_decisions(connection, ws, "en", until=begin - timedelta(days=8))]
        early = [one["id"] for one in asked_decisions(connection, ws, "en", until=begin - timedelta(days=30))]
    working = any((begin + timedelta(days=n)).weekday() < 5 for n in range(first["days"]))
    assert (first["id"] in asked) == working
    assert first["id"] not in early


def test_off_frees_a_day_light_halves_it_and_undo_gives_it_back(lived: Workspace) -> None:
    ws = set_region(lived, "DE")
    day = ws.now().date() + timedelta(days=7 - ws.now().weekday() + 2)
    name = holiday_id(day, 1)
    usual = week(ws, day)

    def capacity(choice: str) -> tuple[int, list[str]]:
        made = replan.propose(ws, [Decide(decision=name, choice=choice)])
        assert made["proposal"]
        replan.approve(ws, made["proposal"])
        seen = week(ws, day)
        return seen["capacity_min"], [s["title"] for s in seen["sessions"] if s["start"][:10] == day.isoformat()]

    light, _ = capacity("light")
    off, sessions = capacity("off")
    assert sessions == []
    assert off < light < usual["capacity_min"]
    assert capacity("as usual")[0] == usual["capacity_min"]


def test_a_word_that_is_no_choice_is_refused(lived: Workspace) -> None:
    with pytest.raises(UnknownNameError):
        replan.propose(lived, [Decide(decision=holiday_id(date(2026, 10, 1), 7), choice="later")])


def test_a_holiday_is_proposed_and_not_noted_as_a_fact(lived: Workspace) -> None:
    with pytest.raises(EditError):
        record(lived, [Decide(decision=holiday_id(lived.now().date() + timedelta(days=9), 1), choice="off")])
