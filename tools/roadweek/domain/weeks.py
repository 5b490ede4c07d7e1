"""Calendar weeks, Monday to Sunday, named as ISO 8601 does: ``2026-W10``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadweek.domain.base import WEEKDAYS, Weekday

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def week_id(day: date) -> str:
    """The ISO week that holds ``day``, e.g. ``2026-W10``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """The first day of a week id. Raises ValueError where no such week exists."""
    match = _WEEK.fullmatch(week)
    if not match:
        raise ValueError(f"not a week id: {week!r}")
    return date.fromisocalendar(int(match[1]), int(match[2]), 1)


def days_of(week: str) -> tuple[date, ...]:
    """The seven days of a week id, Monday first."""
    first = monday_of(week)
    return tuple(first + timedelta(days=n) for n in range(7))


def next_week(week: str, by: int = 1) -> str:
    return week_id(monday_of(week) + timedelta(weeks=by))


def weeks_between(first: date, last: date) -> tuple[str, ...]:
    """Week ids touched by the days ``first``..``last``, both inclusive, in order."""
    start = first - timedelta(days=first.weekday())
    count = (last - start).days // 7 + 1
    return tuple(week_id(start + timedelta(weeks=n)) for n in range(max(count, 0)))


def weekday_code(day: date) -> Weekday:
    return WEEKDAYS[day.weekday()]
