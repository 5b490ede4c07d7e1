"""Reading is linear: ten times the text takes about ten times as long."""

from __future__ import annotations

from datetime import date
from time import process_time

from roadweek.understanding.amounts import find_durations, find_quantities
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.dates import DateContext, find_dates, find_ranges
from roadweek.understanding.recurrence import find_frequencies
from roadweek.understanding.understand import understand
from roadweek.understanding.when import find_whens

LINE = "从6月1日到6月12日每天晚上读2-3篇论文，30-45分钟；then statistics three times a week until mid-July. "


def seconds(text: str) -> float:
    best = 9.0
    for _ in range(3):
        begun = process_time()
        find_ranges(text, DateContext(year=2027))
        find_dates(text)
        find_durations(text)
        find_quantities(text)
        find_frequencies(text)
        find_whens(text, date(2027, 1, 1))
        best = min(best, process_time() - begun)
    return best


def test_reading_grows_no_faster_than_the_text() -> None:
    seconds(LINE)
    assert seconds(LINE * 200) < 40 * seconds(LINE * 20)


def test_a_hostile_sentence_is_answered_soon(context: SentenceContext) -> None:
    for piece in ("1-", "周一、", "and ", "不", "3月", "a ", "\x00", "每周", "20:00-", "(" * 3):
        begun = process_time()
        understand(piece * 2000, context)
        assert process_time() - begun < 5
