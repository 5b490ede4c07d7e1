"""“Until 23:00 on Thursday”, 周四做到23点: an evening that goes on longer than the usual hours.

A piece is one where it names one hour as an end, one day or several, and nothing else but words of working on.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from roadweek.domain.base import WEEKDAYS
from roadweek.domain.edits import Edit, OpenHours
from roadweek.understanding.build_week import every_day
from roadweek.understanding.frame import Ask, SentenceFrame
from roadweek.understanding.mentions import Mentions
from roadweek.understanding.spans import pattern


def goes_on_until(text: str, start: int, m: Mentions) -> bool:
    """Whether a piece of a sentence says that work may go on until an hour of some days."""
    if len(m.clocks) != 1 or not m.whens or m.names or m.works or m.trips or m.durations or m.frequencies:
        return False
    clock = m.clocks[0]
    if clock.value.end is not None or clock.value.doubt:
        return False
    before = text[: clock.start - start]
    if _until().search(before) is None and _until().match(clock.text) is None:
        return False
    left = list(text)
    for a, b in m.pieces():
        left[a - start : b - start] = " " * (b - a)
    return not _words_of_work().sub("", "".join(left)).strip(" \t\n,.，。!！;；")


def open_until(frame: SentenceFrame) -> list[Edit]:
    """From the end of each day's usual hours until the hour that is named."""
    minute = frame.mentions.clocks[0].value.start
    ends = dict(frame.context.day_ends)
    edits: list[Edit] = []
    for day in every_day(frame):
        usual = ends.get(WEEKDAYS[day.weekday()])
        if usual is None:
            raise Ask("which_times")
        at = minute + 720 if minute <= 720 and minute + 720 > _minutes(usual) and minute <= _minutes(usual) else minute
        if at <= _minutes(usual):
            raise Ask("open_already", clock=f"{usual:%H:%M}", day=day)
        midnight = datetime.combine(day, time())
        frame.aside.extend([(f.start, f.end) for f in (*frame.mentions.clocks, *frame.mentions.slots)])
        edits.append(OpenHours(start=datetime.combine(day, usual), end=midnight + timedelta(minutes=min(at, 1439))))
    return edits


def _minutes(clock: time) -> int:
    return 60 * clock.hour + clock.minute


@pattern
def _until() -> str:
    return r"(?:\b(?:until|till|til|up\s+to|as\s+late\s+as)|到|至)\s*(?:about\s+|around\s+)?$|^\s*(?:until|till|到|至)"


@pattern
def _words_of_work() -> str:
    """All that such a piece may say beside the hour and the days."""
    en = (
        r"please|ok(?:ay)?|let's|let|me|i|we|i'll|i'd|can|could|may|might|will|would|want|to|work|go|going|on|continue|stay|keep|up|"
        r"study|study(?:ing)?|working|open|be|is|it|until|till|til|as|late|about|around|then|and|also|the|evening|night|for|once|"
        r"only|just|that|day|at|in|like|sit|longer|available|free|extend|up\s+to"
    )
    zh = (
        r"可以|能|开|我|就|那|请|让|工作|学习|学|做|干|忙|加班|延长|开放|继续|延|到|至|为止|止|吧|好|的|晚上|晚|也|想|要|会|了|"
        r"一直|最晚|多"
    )
    return rf"\b(?:{en})\b|{zh}|['’]"
