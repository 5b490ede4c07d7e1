"""A line of a document is told without its markup."""

from __future__ import annotations

import pytest

from roadweek.importing.markup import plain_line


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("- **40 min a day:** piano", "40 min a day: piano"),
        ("  * `scales` for *ten* minutes", "scales for ten minutes"),
        ("## Every week", "Every week"),
        ("> - practise daily", "practise daily"),
        ("3. Saturday: rowing 2 h", "Saturday: rowing 2 h"),
        ("2) 周六划船两小时", "周六划船两小时"),
        ("- [ ] write the letter", "write the letter"),
        ("| Mon | **rowing** | 2 h |", "Mon · rowing · 2 h"),
        ("- [x] ~~old~~ plan", "plan"),
        ("**每天**：听力 20 分钟", "每天：听力 20 分钟"),
        ("10 min of -5 degrees", "10 min of -5 degrees"),
        ("2026-03-04: exam", "2026-03-04: exam"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_line_is_said_without_its_markup(raw: str, said: str) -> None:
    assert plain_line(raw) == said
