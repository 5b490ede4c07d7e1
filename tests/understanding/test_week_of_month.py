"""The first week of a month is its first seven days, and no whole month."""

from __future__ import annotations

from datetime import date

import pytest

from roadweek.importing.look import find_dates
from roadweek.understanding.dates import DateContext


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Draft due in the first week of June", date(2026, 6, 1), date(2026, 6, 7)),
        ("second week of June 2026", date(2026, 6, 8), date(2026, 6, 14)),
        ("by the third week of June", date(2026, 6, 15), date(2026, 6, 21)),
        ("fourth week of June", date(2026, 6, 22), date(2026, 6, 28)),
        ("the last week of May", date(2026, 5, 25), date(2026, 5, 31)),
        ("some week of June", date(2026, 6, 1), date(2026, 6, 30)),
    ],
)
def test_a_week_of_a_month_is_seven_of_its_days(text: str, first: date, last: date) -> None:
    (found,) = find_dates(text, DateContext(year=2026))
    assert (found.value.window.earliest, found.value.window.latest) == (first, last)
