"""Public holidays of a region, and the weekend days that China works for them, from well-kept packages.

Regions are ISO 3166 codes, with a part of the country where it has its own: ``CN``, ``DE-BY``, ``US-CA``. China's days
come from ``chinesecalendar`` (the State Council's yearly notice); years without a notice yet are told as unknown. The
others come from ``holidays``. Both are imported here alone, when they are needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from roadweek.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadweek.domain.base import Language

PublicDayKind = Literal["holiday", "workday"]
CHINA = "CN"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day with what it is called, in the language asked for and in others. ``workday``: a weekend day on which a
    country works to make up for a holiday."""

    day: date
    names: tuple[str, ...]
    kind: PublicDayKind = "holiday"


def public_days(region: str, first: date, last: date, lang: Language) -> tuple[tuple[PublicDay, ...], tuple[int, ...]]:
    """The holidays and make-up workdays between two days, and the years of them of which nothing certain is known.

    Raises SettingsError for a region that no package knows.
    """
    if region == CHINA:
        return _china(first, last, lang)
    return tuple(_elsewhere(region, first, last, lang)), ()


def china_workdays(first: date, last: date) -> tuple[date, ...]:
    """The weekend days between two days on which China works; none of years without a notice yet."""
    calendar: Any = import_module("chinese_calendar")
    weekend = (day for day in _days(first, last) if day.weekday() > 4 and day.year in _china_years())
    return tuple(day for day in weekend if calendar.is_workday(day))


@cache
def _china_years() -> frozenset[int]:
    """The years whose notice the package knows."""
    constants: Any = import_module("chinese_calendar.constants")
    return frozenset(day.year for day in constants.holidays)


def _china(first: date, last: date, lang: Language) -> tuple[tuple[PublicDay, ...], tuple[int, ...]]:
    calendar: Any = import_module("chinese_calendar")
    chinese: dict[str, str] = {each.value: each.chinese for each in calendar.Holiday}
    found: list[PublicDay] = []
    unknown = tuple(year for year in range(first.year, last.year + 1) if year not in _china_years())
    for day in _days(first, last):
        if day.year in unknown:
            continue
        free, name = calendar.get_holiday_detail(day)
        if name is None:
            continue
        names = (str(name), chinese.get(str(name), str(name)))
        found.append(PublicDay(day, names[::-1] if lang == "zh" else names, "holiday" if free else "workday"))
    return tuple(found), unknown


def _elsewhere(region: str, first: date, last: date, lang: Language) -> Iterator[PublicDay]:
    import holidays

    country, _, part = region.partition("-")
    years = range(first.year, last.year + 1)
    try:
        known = holidays.country_holidays(country, subdiv=part or None, years=years)
        own = {day: str(name) for day, name in known.items()}
        spoken = [x for x in getattr(known, "supported_languages", ()) if x.startswith(lang)]
        told = dict(own)
        if spoken:
            named = holidays.country_holidays(country, subdiv=part or None, years=years, language=spoken[0])
            told |= {day: str(name) for day, name in named.items()}
    except NotImplementedError:
        raise SettingsError(where="config.toml", what="region", value=region) from None
    for day in sorted(own):
        if first <= day <= last:
            yield PublicDay(day, tuple(dict.fromkeys((told[day], own[day]))))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
