"""Reading is linear: ten times the text takes about ten times the steps. `python -m bench sentences` has the times."""

from __future__ import annotations

from datetime import date

import pytest
from tests.effort import calls

from roadweek.understanding.amounts import find_durations, find_quantities
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.dates import DateContext, find_dates, find_ranges
from roadweek.understanding.recurrence import find_frequencies
from roadweek.understanding.understand import understand
from roadweek.understanding.when import find_whens

LINE = "从6月1日到6月12日每天晚上读2-3篇论文，30-45分钟；then statistics three times a week until mid-July. "


def steps(text: str) -> int:
    def read() -> None:
        find_ranges(text, DateContext(year=2027))
        find_dates(text)
        find_durations(text)
        find_quantities(text)
        find_frequencies(text)
        find_whens(text, date(2027, 1, 1))

    return calls(read)


def test_reading_grows_no_faster_than_the_text() -> None:
    steps(LINE)
    assert steps(LINE * 200) < 15 * steps(LINE * 20)


@pytest.mark.parametrize(
    "piece", ["1-", "周一、", "and ", "不", "3月", "a ", "\x00", "每周", "20:00-", "((("], ids=repr
)
def test_a_hostile_sentence_takes_a_bounded_number_of_steps_a_character(piece: str, context: SentenceContext) -> None:
    understand(piece * 20, context)
    text = piece * 500
    assert calls(lambda: understand(text, context)) < 1000 * len(text)
